"""Gauges: positions between two poles on a rail, with a tick where everybody is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from persona_studio.domain.personas import Attribute, AttributeKind, Gauge
from persona_studio.publish.boxes import Box, Group, Line, Path, Ref
from persona_studio.publish.layout.bars import tick
from persona_studio.publish.layout.gaps import few
from persona_studio.publish.layout.marks import circle
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import INK, MM, RAIL, REGULAR, SEMIBOLD, TEXT3, WHITE, body
from persona_studio.publish.text import Paragraph, Style

X, WIDTH = 130 * MM, 64 * MM
MOST = 5
_POLE = 30 * MM
_POLE_SIZES = (8.3, 7.4)
_RAIL_LINE, _TICK = 0.4 * MM, 0.8 * MM
_UNDER_POLES, _BETWEEN = 3.4 * MM, 7.32 * MM
_DOWN = 0.85 * MM
_MIDDLE = 50
_KNOB, _RING, _EDGE = 1.6 * MM, 2.0 * MM, 0.17 * MM
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
    def to_rail(self) -> float:
        """Way from its top to its rail."""
        above = self.above.height if self.above else 0.0
        return above + max(self.left.height, self.right.height) + _UNDER_POLES

    @property
    def height(self) -> float:
        """Height with the white below."""
        return self.to_rail + _BETWEEN


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
    font = SEMIBOLD if near else REGULAR
    tries = [work.set(text, Style(font, size, size * 1.2, INK), _POLE) for size in _POLE_SIZES]
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
    return tuple(_rail(work, each, y))


def _rail(work: Work, each: Set, y: float) -> Iterator[Box]:
    ref = Ref("attribute", each.attribute.id, "text")
    rail = y + each.to_rail
    if each.above is not None:
        yield each.above.box(X, y, ref=ref)
    foot = rail - _UNDER_POLES
    yield each.left.box(X, foot - each.left.height)
    yield each.right.box(X + WIDTH - each.right.width, foot - each.right.height, align="right")
    knob = Ref("attribute", each.attribute.id, "gauge")
    boxes = tuple(_shapes(work, each.gauge, rail))
    alt = f"{each.gauge.left} {100 - each.gauge.value} / {each.gauge.value} {each.gauge.right}"
    yield Group(boxes, X, rail - _RING, WIDTH, 2 * _RING, None, knob, "figure", alt)


def _shapes(work: Work, gauge: Gauge, y: float) -> Iterator[Box]:
    yield Line(X, y, X + WIDTH, y, RAIL, _RAIL_LINE)
    for i in range(5):
        x = X + WIDTH * i / 4
        yield Line(x, y - _TICK, x, y + _TICK, RAIL, _RAIL_LINE)
    if gauge.overall is not None:
        yield from tick(X + WIDTH * _part(gauge.overall), y - 1 * MM, 2 * MM)
    x = X + WIDTH * _part(gauge.value)
    yield Path(circle(x, y, _RING), WHITE, work.accent.fill, _EDGE)
    yield Path(circle(x, y, _KNOB), work.accent.fill)


def _part(value: int) -> float:
    return min(100, max(0, value)) / 100
