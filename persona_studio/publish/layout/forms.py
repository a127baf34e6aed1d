"""Lines that are more than words: chips in rows, a gauge between its poles, in sections of all templates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from persona_studio.domain.personas import Attribute, AttributeKind
from persona_studio.publish.boxes import Box, Rect, Ref
from persona_studio.publish.layout import rails
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM
from persona_studio.publish.text import Paragraph, Style

_PAD, _LIFT = 1.6 * MM, 0.35 * MM  # from the words of a chip to its outline, beside and above
_BESIDE, _BELOW = 1.2 * MM, 1.1 * MM
_LINE = 0.5
_LEAST = 3 * MM  # an empty chip, while it is being written
_AIR = 0.8 * MM
_POLES = (1.0, 0.9, 0.8)


@dataclass(frozen=True, slots=True)
class Form:
    """What a line shows below its words: how high it is, its first baseline, and what draws it at a point."""

    height: float
    rise: float
    boxes: Callable[[float, float], tuple[Box, ...]]


def form(work: Work, attribute: Attribute, style: Style, width: float) -> Form | None:
    """Return the chips or the gauge of a line, None when it is words only."""
    if attribute.kind is AttributeKind.CHIPS and attribute.chips:
        return _chips(work, attribute, style, width)
    if attribute.kind is AttributeKind.GAUGE and attribute.gauge is not None:
        return _gauge(work, attribute, style, width)
    return None


# ------------------------------------------------------------------ chips


@dataclass(frozen=True, slots=True)
class _Chip:
    index: int
    text: Paragraph
    x: float
    y: float

    @property
    def width(self) -> float:
        return max(self.text.longest, _LEAST) + 2 * _PAD

    @property
    def height(self) -> float:
        return max(self.text.height, self.text.leading) + 2 * _LIFT


def _chips(work: Work, attribute: Attribute, style: Style, width: float) -> Form:
    placed = _in_rows([work.set(chip, style, width - 2 * _PAD) for chip in attribute.chips], width)
    height = max(chip.y + chip.height for chip in placed)
    rise = placed[0].text.rise + _LIFT
    return Form(height, rise, partial(_drawn_chips, work, attribute, placed))


def _in_rows(texts: Sequence[Paragraph], width: float) -> list[_Chip]:
    """Put chips beside each other, in a new row where one finds no room."""
    placed: list[_Chip] = []
    x = y = tall = 0.0
    for index, text in enumerate(texts):
        chip = _Chip(index, text, 0.0, 0.0)
        if x > 0 and x + chip.width > width + 0.01:
            x, y, tall = 0.0, y + tall + _BELOW, 0.0
        placed.append(_Chip(index, text, x, y))
        x, tall = x + chip.width + _BESIDE, max(tall, chip.height)
    return placed


def _drawn_chips(
    work: Work, attribute: Attribute, placed: Sequence[_Chip], x: float, y: float
) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for chip in placed:
        radius = min(chip.height, chip.text.leading + 2 * _LIFT) / 2
        ref = Ref("attribute", attribute.id, f"chip {chip.index}")
        left, top = x + chip.x, y + chip.y
        outline = Rect(left, top, chip.width, chip.height, None, work.accent.fill, _LINE, radius, ref=ref)
        words = replace(chip.text, width=chip.width - 2 * _PAD)  # found where it is read, not beside it
        text = words.box(x + chip.x + _PAD, y + chip.y + _LIFT, ref=ref, role="li")
        boxes += [outline, text]
    return tuple(boxes)


# ------------------------------------------------------------------ gauges


def _pole(work: Work, text: str, style: Style, width: float, *, near: bool) -> Paragraph:
    """Set a pole in the largest type in which no word of it is cut, else in that of the line."""
    styles = [rails.pole_style(style.size * k, style.leading * k, near=near) for k in _POLES]
    whole = (each for each in styles if all(work.line(word, each).width <= width for word in text.split()))
    return work.set(text, next(whole, styles[0]), width)


def _gauge(work: Work, attribute: Attribute, style: Style, width: float) -> Form | None:
    gauge = attribute.gauge
    if gauge is None:
        return None
    left, right = (
        _pole(work, text, style, (width - 2 * MM) / 2, near=near)
        for text, near in ((gauge.left, gauge.value < 50), (gauge.right, gauge.value > 50))
    )
    foot = max(left.height, right.height, style.leading)
    height = foot + rails.UNDER_POLES + rails.RING + _AIR
    rail = rails.Rail(attribute, gauge, left, right, width, foot)
    rise = foot - left.height + left.rise
    return Form(height, rise, lambda x, y: tuple(rails.drawn(work, rail, x, y)))
