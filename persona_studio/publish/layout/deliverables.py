"""The deliverables as pages: each is made for one persona, or for all the chosen ones together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from persona_studio.domain.deliverables import CARDS, POSTER, SHEET, Deliverable
from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page
from persona_studio.publish.layout.cards import cards
from persona_studio.publish.layout.comparison import comparison
from persona_studio.publish.layout.contrasts import Contrast
from persona_studio.publish.layout.poster import poster
from persona_studio.publish.layout.templates import made_by
from persona_studio.publish.layout.values import Work


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
    no page.
    """
    if deliverable.shared:
        pages, cut = cards(works) if deliverable is CARDS else comparison(works, contrasts)
        return [Printout(deliverable, None, pages, cut)] if pages else []
    return [Printout(deliverable, work.persona.id, *_ALONE[deliverable.id](work)) for work in works]


def _sheet(work: Work) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    return made_by(work).pages, ()


def _poster(work: Work) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    page, cut = poster(work)
    return (page,), cut


_ALONE: dict[str, Callable[[Work], tuple[tuple[Page, ...], tuple[str, ...]]]] = {
    SHEET.id: _sheet,
    POSTER.id: _poster,
}
