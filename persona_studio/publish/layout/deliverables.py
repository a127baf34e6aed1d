"""The deliverables as pages: each is made for one persona, or for all the chosen ones together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from persona_studio.domain.deliverables import (
    BLANK_EMPATHY,
    BLANK_JOURNEY,
    BLANK_POSTER,
    CARDS,
    COMPARISON,
    EMPATHY,
    EVIDENCE,
    JOURNEY,
    PLAN,
    POSTER,
    PRESENTATION,
    QUESTIONNAIRE,
    SHEET,
    VOTES,
    Deliverable,
)
from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page
from persona_studio.publish.layout.cards import cards
from persona_studio.publish.layout.comparison import comparison
from persona_studio.publish.layout.contrasts import Contrast
from persona_studio.publish.layout.poster import poster
from persona_studio.publish.layout.templates import made_by
from persona_studio.publish.layout.values import Work

if TYPE_CHECKING:
    from persona_studio.publish.layout.companion import Made as Beside

Made = tuple[tuple[Page, ...], tuple[str, ...]]
"""Pages, and the names of the texts that were shortened to fit on them."""


@dataclass(frozen=True, slots=True)
class Printout:
    """The pages of one deliverable; of one persona unless ``persona`` is None.

    ``cut`` names the texts that had to be shortened to fit.
    """

    deliverable: Deliverable
    persona: Id | None
    pages: tuple[Page, ...]
    cut: tuple[str, ...] = ()


def printouts(
    deliverable: Deliverable, works: Sequence[Work], contrasts: Sequence[Contrast] = ()
) -> list[Printout]:
    """Lay out a deliverable for some personas, in their order.

    ``contrasts`` are what the survey says of them side by side. What cannot be made of so few personas makes
    no page, nor does a companion that was not begun.
    """
    if deliverable.shared:
        pages, cut = _TOGETHER[deliverable.id](works, contrasts)
        return [Printout(deliverable, None, pages, cut)] if pages else []
    made = (Printout(deliverable, work.persona.id, *_ALONE[deliverable.id](work)) for work in works)
    return [each for each in made if each.pages]


# ---------------------------------------------------------------- the table: one line for each deliverable
# To add one: a function below, its line in the table, its value in domain.deliverables.DELIVERABLES. What no
# window shows when it opens is imported when it is first made.


def _sheet(work: Work) -> Made:
    return made_by(work).pages, ()


def _poster(work: Work) -> Made:
    page, cut = poster(work)
    return (page,), cut


def _cards(works: Sequence[Work], _contrasts: Sequence[Contrast]) -> Made:
    return cards(works)


def beside(deliverable: Deliverable, work: Work) -> "Beside | None":
    """Lay out what stands beside the sheet of a persona: map, journey or plan; None before it is begun."""
    return _BESIDE[deliverable.id](work)


def _empathy(work: Work) -> "Beside | None":
    from persona_studio.publish.layout.empathy import empathy  # noqa: PLC0415 - see above

    return empathy(work) if work.persona.empathy else None


def _journey(work: Work) -> "Beside | None":
    from persona_studio.publish.layout.journey import journey  # noqa: PLC0415 - see above

    return journey(work) if work.persona.journeys else None


def _plan(work: Work) -> "Beside | None":
    from persona_studio.publish.layout.plan import plan  # noqa: PLC0415 - see above

    return plan(work) if work.persona.plan else None


def _printed(lay_out: "Callable[[Work], Beside | None]") -> Callable[[Work], Made]:
    def printed(work: Work) -> Made:
        made = lay_out(work)
        return (made.sheet.pages, made.cut) if made is not None else ((), ())

    return printed


def _evidence(work: Work) -> Made:
    from persona_studio.publish.layout.evidence_annexe import evidence_annexe  # noqa: PLC0415 - see above

    return evidence_annexe(work), ()


def _votes(works: Sequence[Work], _contrasts: Sequence[Contrast]) -> Made:
    from persona_studio.publish.layout.votes import votes  # noqa: PLC0415 - see above

    return votes(works)


def _blank_empathy(works: Sequence[Work], _contrasts: Sequence[Contrast]) -> Made:
    from persona_studio.publish.layout.blank_companions import blank_empathy  # noqa: PLC0415 - see above

    return tuple(blank_empathy(work) for work in works[:1]), ()


def _blank_journey(works: Sequence[Work], _contrasts: Sequence[Contrast]) -> Made:
    from persona_studio.publish.layout.blank_companions import blank_journey  # noqa: PLC0415 - see above

    return tuple(blank_journey(work) for work in works[:1]), ()


def _blank_poster(works: Sequence[Work], _contrasts: Sequence[Contrast]) -> Made:
    from persona_studio.publish.layout.blank_poster import blank_poster  # noqa: PLC0415 - see above

    return tuple(blank_poster(work) for work in works[:1]), ()


def _questionnaire(work: Work) -> Made:
    from persona_studio.publish.layout.participants import questionnaire  # noqa: PLC0415 - see above

    return questionnaire(work), ()


def _presentation(works: Sequence[Work], _contrasts: Sequence[Contrast]) -> Made:
    from persona_studio.publish.layout.presentation import presentation  # noqa: PLC0415 - see above

    return presentation(works), ()


_BESIDE: "dict[str, Callable[[Work], Beside | None]]" = {
    EMPATHY.id: _empathy,
    JOURNEY.id: _journey,
    PLAN.id: _plan,
}
"""What stands beside the sheet of a persona."""
_ALONE: dict[str, Callable[[Work], Made]] = {
    SHEET.id: _sheet,
    POSTER.id: _poster,
    **{which: _printed(lay_out) for which, lay_out in _BESIDE.items()},
    EVIDENCE.id: _evidence,
    QUESTIONNAIRE.id: _questionnaire,
}
"""What is made once for each persona."""
_TOGETHER: dict[str, Callable[[Sequence[Work], Sequence[Contrast]], Made]] = {
    PRESENTATION.id: _presentation,
    COMPARISON.id: comparison,
    CARDS.id: _cards,
    BLANK_EMPATHY.id: _blank_empathy,
    BLANK_JOURNEY.id: _blank_journey,
    BLANK_POSTER.id: _blank_poster,
    VOTES.id: _votes,
}
"""What is made of all the chosen ones together, and what is blank."""
