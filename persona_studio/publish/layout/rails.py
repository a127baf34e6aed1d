"""The rail of a gauge between two poles: five ticks, the knob, and a tick where everybody is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from persona_studio.domain.personas import Attribute, Gauge
from persona_studio.publish.boxes import Box, Group, Line, Path, Ref, TextRole
from persona_studio.publish.layout.bars import tick
from persona_studio.publish.layout.marks import circle
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import INK, MM, RAIL, REGULAR, SEMIBOLD, WHITE
from persona_studio.publish.text import Paragraph, Style

UNDER_POLES, RING = 3.4 * MM, 2.0 * MM
_RAIL_LINE, _TICK = 0.4 * MM, 0.8 * MM
_KNOB, _EDGE = 1.6 * MM, 0.17 * MM


@dataclass(frozen=True, slots=True)
class Rail:
    """A gauge set: its poles in their words, its width, and the way from its top to the foot of the poles."""

    attribute: Attribute
    gauge: Gauge
    left: Paragraph
    right: Paragraph
    width: float
    foot: float


def pole_style(size: float, leading: float, *, near: bool) -> Style:
    """Return the style of a pole: that on the knob's side is heavier."""
    return Style(SEMIBOLD if near else REGULAR, size, leading, INK)


def drawn(work: Work, rail: Rail, x: float, y: float, role: TextRole = "li") -> Iterator[Box]:
    """Yield poles and rail with the top left corner at a point."""
    line = rail.attribute.id
    foot, right = y + rail.foot, _narrow(rail.right)
    yield rail.left.box(x, foot - rail.left.height, ref=Ref("attribute", line, "left"), role=role)
    yield right.box(
        x + rail.width - right.width,
        foot - right.height,
        ref=Ref("attribute", line, "right"),
        role=role,
        align="right",
    )
    yield lone(work, rail.attribute, rail.gauge, (x, foot + UNDER_POLES), rail.width)


def lone(work: Work, attribute: Attribute, gauge: Gauge, at: tuple[float, float], width: float) -> Group:
    """Return a rail without its poles, its left end at a point."""
    x, middle = at
    alt = f"{gauge.left} {100 - gauge.value} / {gauge.value} {gauge.right}"
    shapes = tuple(_shapes(work, gauge, x, middle, width))
    ref = Ref("attribute", attribute.id, "gauge")
    return Group(shapes, x, middle - RING, width, 2 * RING, None, ref, "figure", alt)


def _narrow(text: Paragraph) -> Paragraph:
    """Return a pole as wide as its words, so that it is found where it is read."""
    return replace(text, width=max(text.longest, 3 * MM))


def _shapes(work: Work, gauge: Gauge, x: float, y: float, width: float) -> Iterator[Box]:
    yield Line(x, y, x + width, y, RAIL, _RAIL_LINE)
    for i in range(5):
        at = x + width * i / 4
        yield Line(at, y - _TICK, at, y + _TICK, RAIL, _RAIL_LINE)
    if gauge.overall is not None:
        yield from tick(x + width * part(gauge.overall), y - 1 * MM, 2 * MM)
    knob = x + width * part(gauge.value)
    yield Path(circle(knob, y, RING), WHITE, work.accent.fill, _EDGE)
    yield Path(circle(knob, y, _KNOB), work.accent.fill)


def part(value: int) -> float:
    """Return a value of a gauge as a part of its rail, 0 to 1."""
    return min(100, max(0, value)) / 100
