"""What sets a persona apart: the strongest data attributes, each with its rate against everybody's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from persona_studio.domain.personas import Attribute, Evidence, Provenance
from persona_studio.publish.boxes import Box, Rect, Ref
from persona_studio.publish.layout.bars import bar, tick
from persona_studio.publish.layout.marks import Mark, draw, mark_name, mark_of
from persona_studio.publish.layout.rates import printable, strength
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import INK, MM, REGULAR, TABULAR, TABULAR_SEMIBOLD, TEXT3
from persona_studio.publish.text import Paragraph, Style
from persona_studio.texts import typography

ROWS = 8
_CODE = re.compile(r"^\s*[A-Za-z]{0,4}\d{1,4}[a-z]?\s*[.):]\s+(?=\S)")
X, WIDTH = 16 * MM, 104 * MM
_LABEL, _BAR_X, _BAR, _RATE_RIGHT = 49 * MM, 66.4 * MM, 31 * MM, 109.6 * MM
_RATIO = X + WIDTH - _RATE_RIGHT - 0.6 * MM
_ROW, _BETWEEN, _BAR_HEIGHT = 9.9 * MM, 1.1 * MM, 3.2 * MM
_LABEL_STEPS = ((8.8, 2), (8.5, 3))  # size, and the lines it may take
_LEGEND = Style(REGULAR, 7.5, 9.6, TEXT3)
_NAME_ROOM = 45 * MM
_LEGEND_ROOM = 5.95 * MM


@dataclass(frozen=True, slots=True)
class Gap:
    """One row: an attribute, its label and its numbers.

    ``own`` tells that the label is the attribute itself; one with a longer text goes by its answer.
    """

    attribute: Attribute
    own: bool
    label: Paragraph
    share: float
    overall: float

    @property
    def height(self) -> float:
        """Height of the row."""
        return max(_ROW, self.label.height + _BETWEEN)

    @property
    def ratio(self) -> float:
        """How many times as often as everybody, as it is printed."""
        return round(self.share / self.overall, 1)


def gaps(work: Work, room: float) -> list[Gap]:
    """Choose the strongest attributes that fit in a height, the largest ratio first."""
    chosen: list[Gap] = []
    left = room - _LEGEND_ROOM
    for gap in sorted(_all(work), key=lambda gap: -strength(gap.attribute)):
        if len(chosen) < ROWS and gap.height <= left + 0.01:
            chosen.append(gap)
            left -= gap.height
    places = {attribute.id: i for i, attribute in enumerate(work.persona.attributes)}
    return sorted(chosen, key=lambda gap: (-gap.ratio, places[gap.attribute.id]))


def _all(work: Work) -> Iterator[Gap]:
    for attribute in work.persona.attributes:
        found = attribute.evidence
        data = attribute.provenance is Provenance.DATA and attribute.id not in work.facts.lost
        if not data or found is None or not printable(found):
            continue
        own = _label(work, said(attribute))
        label = own or _label(work, answered(found, work.texts.language))
        if label is not None and found.share is not None and found.overall is not None:
            yield Gap(attribute, own is not None, label, found.share, found.overall)


def asked(evidence: Evidence, language: str) -> str:
    """Return the question of some evidence, without its code."""
    return typography(_CODE.sub("", evidence.question).strip(), language)


def answered(evidence: Evidence, language: str) -> str:
    """Return question and answer of some evidence in words, without the code of the question."""
    return f"{asked(evidence, language)} {typography(evidence.answer, language)}".strip()


def _label(work: Work, text: str) -> Paragraph | None:
    """Return a label of a few lines, None for a text that needs more."""
    styles = ((Style(REGULAR, size, size * 1.256, INK), lines) for size, lines in _LABEL_STEPS)
    tries = ((work.set(text, style, _LABEL), lines) for style, lines in styles)
    return next((label for label, lines in tries if 0 < len(label.lines) <= lines), None)


def legend(work: Work, y: float) -> Iterator[Box]:
    """Yield the line that tells what bar, tick and ratio are."""
    name = work.set(work.persona.name, _LEGEND, _NAME_ROOM).head(1)
    name = replace(name, width=name.longest)
    everybody, gap = work.line(work.texts("All respondents"), _LEGEND), work.line(work.texts("Gap"), _LEGEND)
    middle = y + name.leading / 2
    yield Rect(X, middle - 1.2 * MM, 4 * MM, 2.4 * MM, work.accent.fill, radius=0.5 * MM)
    yield name.box(X + 5.2 * MM, y, role="caption")
    x = X + 5.2 * MM + name.longest + 5 * MM
    yield tick(x, middle - 1.4 * MM, 2.8 * MM)[1]
    yield everybody.box(x + 1.6 * MM, y, role="caption")
    yield gap.box(X + WIDTH - gap.width, y, role="caption")


def rows(work: Work, chosen: list[Gap], y: float) -> Iterator[Box]:
    """Yield legend and rows from a height on."""
    yield from legend(work, y)
    y += _LEGEND_ROOM
    for gap in chosen:
        told = (work.accent, work.persona.name, work.texts.language, work.facts.options.marks)
        key = (gap.attribute, gap.own, y, told)
        yield from work.supplies.remember(key, partial(_drawn, work, gap, y + gap.height / 2))
        y += gap.height


def _drawn(work: Work, gap: Gap, middle: float) -> tuple[Box, ...]:
    return tuple(_row(work, gap, middle))


def _row(work: Work, gap: Gap, middle: float) -> Iterator[Box]:
    ref, texts = Ref("attribute", gap.attribute.id, "text"), work.texts
    if not gap.own:
        ref = Ref("attribute", gap.attribute.id, "answer")
    elif work.facts.options.marks and mark_of(gap.attribute) is Mark.MODIFIED:
        alt = mark_name(Mark.MODIFIED, texts)
        own = Ref("attribute", gap.attribute.id, "provenance")
        mark = draw(Mark.MODIFIED, X - 3.6 * MM, middle - 1.17 * MM, work.accent.fill, alt=alt, ref=own)
        yield replace(mark, role="figure")
    yield gap.label.box(X, middle - gap.label.height / 2, ref=ref)
    frame = Rect(_BAR_X, middle - _BAR_HEIGHT / 2, _BAR, _BAR_HEIGHT)
    yield bar(work, frame, gap.share, gap.overall)
    rate = work.line(texts.percent(gap.share), Style(TABULAR_SEMIBOLD, 8, 12, INK))
    ratios = [work.line(texts.ratio(gap.ratio), Style(TABULAR, size, 12, TEXT3)) for size in (8.3, 7.2, 6)]
    ratio = next((each for each in ratios if each.width <= _RATIO), ratios[-1])
    yield rate.box(_RATE_RIGHT - rate.width, middle - rate.height / 2)
    yield ratio.box(X + WIDTH - ratio.width, middle - ratio.height / 2)
