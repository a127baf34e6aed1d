"""The slide of figures: what sets a persona apart, each line with a bar against all respondents."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from persona_studio.domain.personas import Attribute, Provenance
from persona_studio.publish.boxes import Box, Rect, Ref
from persona_studio.publish.layout.bars import bar, tick
from persona_studio.publish.layout.gaps import answered
from persona_studio.publish.layout.marks import CENTRE as MARK_CENTRE
from persona_studio.publish.layout.marks import bullet
from persona_studio.publish.layout.presentation.screen import LEFT, LOW_FOOT, RIGHT, SMALLEST, TOP, head
from persona_studio.publish.layout.rates import printable, strength
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.single_foot import single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import gendered
from persona_studio.publish.style import INK, MM, REGULAR, TABULAR, TABULAR_SEMIBOLD, TEXT2, TEXT3
from persona_studio.publish.text import Paragraph, Style

MOST, FEWEST = 7, 2
"""Lines on the slide; one alone makes none."""
_LABEL, _BAR_X, _RATE_RIGHT = 119 * MM, LEFT + 132 * MM, RIGHT - 26 * MM
_BAR_RIGHT = _RATE_RIGHT - 20 * MM
_BAR, _MARK, _SCALE = 5 * MM, 7 * MM, 1.45
_LABEL_STEPS = ((15.0, 1), (14.0, 2), (13.0, 2), (SMALLEST, 2))
_LEGEND, _LEGEND_ROOM = Style(REGULAR, SMALLEST, 15, TEXT2), 11 * MM
_MOST_ROW = 17.5 * MM
_ABOVE_FOOT = 4 * MM


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: an attribute, its label, its share and everybody's (0 to 1)."""

    attribute: Attribute
    label: Paragraph
    share: float
    overall: float

    @property
    def ratio(self) -> float:
        """How many times as often as everybody, as it is printed."""
        return round(self.share / self.overall, 1)


def measured(work: Work) -> list[Measured]:
    """Return the strongest lines that have figures, the largest ratio first; none when there are too few."""
    found = [each for a in work.persona.attributes if (each := _measured(work, a)) is not None]
    strongest = sorted(found, key=lambda each: -strength(each.attribute))[:MOST]
    return sorted(strongest, key=lambda each: -each.ratio) if len(strongest) >= FEWEST else []


def _measured(work: Work, attribute: Attribute) -> Measured | None:
    proof = attribute.evidence
    data = attribute.provenance is Provenance.DATA and attribute.id not in work.facts.lost
    if not data or proof is None or not printable(proof):
        return None
    label = _label(work, said(attribute)) or _label(work, answered(proof, work.texts.language))
    if label is None or proof.share is None or proof.overall is None:
        return None
    return Measured(attribute, label, proof.share, proof.overall)


def _label(work: Work, text: str) -> Paragraph | None:
    """Set a label in the largest type that holds it on a line or two, None when none does."""
    tries = ((work.set(text, Style(REGULAR, size, size * 1.25, INK), _LABEL), n) for size, n in _LABEL_STEPS)
    return next((made for made, lines in tries if 0 < len(made.lines) <= lines), None)


def figures(work: Work, chosen: Sequence[Measured]) -> list[Box]:
    """Return the boxes of the slide."""
    texts = work.texts
    her, him = texts("What sets her apart"), texts("What sets him apart")
    topic = gendered(work.persona, her, him, texts("What sets them apart"))
    boxes = [*head(work, topic), *_legend(work, TOP)]
    y, bottom = TOP + _LEGEND_ROOM, LOW_FOOT.top - _ABOVE_FOOT
    row = min(_MOST_ROW, (bottom - y) / len(chosen))
    for each in chosen:
        boxes += _row(work, each, y + row / 2)
        y += row
    source = work.persona.source or work.facts.source
    return [*boxes, *single_foot(work, LOW_FOOT, _base(work), source)]


def _base(work: Work) -> str:
    """Tell how many respondents the figures are of, where that is known."""
    counts = {a.evidence.base for a in work.persona.attributes if a.evidence is not None and a.evidence.base}
    if len(counts) != 1 or not work.facts.options.source:
        return ""
    name, count = work.persona.name, counts.pop()
    return work.texts("{name}: {n} respondents", name=name, n=work.texts.integer(count))


def _legend(work: Work, y: float) -> Iterator[Box]:
    """Yield the line that tells what bar and tick are."""
    texts = work.texts
    name = work.set(work.persona.name, _LEGEND, _BAR_RIGHT - _BAR_X - 70 * MM).head(1)
    middle, x = y + _LEGEND.leading / 2, _BAR_X
    yield Rect(x, middle - 1.5 * MM, 7 * MM, 3 * MM, work.accent.fill, radius=0.5 * MM)
    x += 9 * MM
    yield name.box(x, y, role="caption")
    x += name.longest + 9 * MM
    yield tick(x, middle - 2 * MM, 4 * MM)[1]
    yield work.line(texts("All respondents"), _LEGEND).box(x + 2.4 * MM, y, role="caption")
    gap = work.line(texts("Gap"), _LEGEND)
    yield gap.box(RIGHT - gap.width, y, role="caption")


def _row(work: Work, each: Measured, middle: float) -> Iterator[Box]:
    texts, ref = work.texts, Ref("attribute", each.attribute.id, "text")
    yield bullet(work, each.attribute, LEFT, middle - MARK_CENTRE * _SCALE, scale=_SCALE)
    yield each.label.box(LEFT + _MARK, middle - each.label.height / 2, ref=ref, role="li")
    frame = Rect(_BAR_X, middle - _BAR / 2, _BAR_RIGHT - _BAR_X, _BAR)
    yield bar(work, frame, each.share, each.overall)
    rate = work.line(texts.percent(each.share), Style(TABULAR_SEMIBOLD, 17, 22, INK))
    yield rate.box(_RATE_RIGHT - rate.width, middle - rate.height / 2)
    ratio = work.line(texts.ratio(each.ratio), Style(TABULAR, 14, 18, TEXT3))
    yield ratio.box(RIGHT - ratio.width, middle - ratio.height / 2)
