"""Gauges: positions between two poles on a rail, with a tick where everybody is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from persona_studio.domain.personas import Attribute, AttributeKind, Gauge
from persona_studio.publish.boxes import Box, Ref
from persona_studio.publish.layout.rails import UNDER_POLES, Rail, drawn, pole_style
from persona_studio.publish.layout.rates import few
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM, REGULAR, TEXT3, body
from persona_studio.publish.text import Paragraph, Style

X, WIDTH = 130 * MM, 64 * MM
MOST = 5
_POLE = 30 * MM
_POLE_SIZES = (8.3, 7.4)
_BETWEEN = 7.32 * MM
_DOWN = 0.85 * MM
_MIDDLE = 50
_NOTE = Style(REGULAR, 7.2, 9.6, TEXT3)
_NOTE_DOWN, _NOTE_ROOM = 7 * MM, 10.5 * MM


@dataclass(frozen=True, slots=True)
class Set:
    """A gauge in its words: what it says above, and its two poles."""

    attribute: Attribute
    gauge: Gauge
    above: Paragraph | None
    left: Paragraph
    right: Paragraph

    @property
    def poles(self) -> float:
        """Height of its poles."""
        return max(self.left.height, self.right.height)

    @property
    def height(self) -> float:
        """Height with the white below."""
        above = self.above.height if self.above else 0.0
        return above + self.poles + UNDER_POLES + _BETWEEN


def gauges(work: Work, room: float) -> list[Set]:
    """Choose the first gauges that fit in a height."""
    chosen: list[Set] = []
    left = room - _DOWN - _NOTE_ROOM + _BETWEEN
    for attribute in work.persona.attributes:
        made = _set(work, attribute)
        if made is not None and len(chosen) < MOST and made.height <= left + 0.01:
            chosen.append(made)
            left -= made.height
    return chosen


def _set(work: Work, attribute: Attribute) -> Set | None:
    """Set a gauge in its words; None for what is no gauge, or has longer words than there is room for."""
    gauge = attribute.gauge
    if attribute.kind is not AttributeKind.GAUGE or gauge is None:
        return None
    if attribute.evidence is not None and few(attribute.evidence):
        return None
    above = work.set(attribute.text, body(8.8), WIDTH) if attribute.text.strip() else None
    left = _pole(work, gauge.left, near=gauge.value < _MIDDLE)
    right = _pole(work, gauge.right, near=gauge.value > _MIDDLE)
    if left is None or right is None or (above is not None and len(above.lines) > 2):
        return None
    return Set(attribute, gauge, above, left, right)


def _pole(work: Work, text: str, *, near: bool) -> Paragraph | None:
    styles = [pole_style(size, size * 1.2, near=near) for size in _POLE_SIZES]
    tries = [work.set(text, style, _POLE) for style in styles]
    short = [made for made, lines in zip(tries, (1, 2), strict=True) if len(made.lines) <= lines]
    return short[0] if short else None


def rails(work: Work, chosen: list[Set], y: float) -> Iterator[Box]:
    """Yield the gauges from a height on, and the note that explains the tick."""
    y += _DOWN
    for each in chosen:
        key = (each.attribute, y, work.accent)
        yield from work.supplies.remember(key, partial(_drawn, work, each, y))
        y += each.height
    if any(each.gauge.overall is not None for each in chosen):
        text = work.texts("The black line is where all respondents stand.")
        note = work.set(text, _NOTE, WIDTH).head(1)
        yield note.box(X, y - _BETWEEN + _NOTE_DOWN, role="caption")


def _drawn(work: Work, each: Set, y: float) -> tuple[Box, ...]:
    boxes: list[Box] = []
    if each.above is not None:
        boxes.append(each.above.box(X, y, ref=Ref("attribute", each.attribute.id, "text")))
        y += each.above.height
    rail = Rail(each.attribute, each.gauge, each.left, each.right, WIDTH, each.poles)
    return (*boxes, *drawn(work, rail, X, y, "p"))
