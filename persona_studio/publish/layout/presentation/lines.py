"""The slides of the sections: three columns in the largest type that needs no further slide."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil

from persona_studio.publish.boxes import Box
from persona_studio.publish.layout.flow import Placed, Room, continued
from persona_studio.publish.layout.foot import foot, foot_top
from persona_studio.publish.layout.pages import columns
from persona_studio.publish.layout.pieces import Rest
from persona_studio.publish.layout.presentation.screen import (
    ABOVE_FOOT,
    FOOT,
    LEFT,
    RIGHT,
    SMALLEST,
    TOP,
    head,
)
from persona_studio.publish.layout.sections import BETWEEN_SECTIONS, Block, Setting, blocks, rest_block
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import INK, MM, REGULAR, SEMIBOLD
from persona_studio.publish.text import Style

_SIZES = (16.0, 15.0, 14.0, 13.0, SMALLEST)
_GUTTER = 11 * MM
_HEADING = 46 * MM
"""A title of six lines and its rule."""
_MARKED = 9.5
"""Size of words that a mark is drawn for."""
Columns = list[list[Block]]


def told(work: Work, rests: Sequence[Rest]) -> Iterator[list[Box]]:
    """Yield the boxes of each slide of the sections; ``rests`` are what the first slide could not say."""
    placed, across = _arranged(work, rests)
    count = 1 + max((each.page for each in placed), default=-1)
    xs = [LEFT + i * (_width(across) + _GUTTER) for i in range(across)]
    for number in range(count):
        topic = f"{number + 1} / {count}" if count > 1 else ""
        yield [*head(work, topic), *columns(work, placed, number, xs), *foot(work, FOOT)]


def _width(across: int) -> float:
    return (RIGHT - LEFT - _GUTTER * (across - 1)) / across


def _setting(size: float, across: int) -> Setting:
    scale = size / _MARKED
    title = Style(SEMIBOLD, size + 1, (size + 1) * 1.22, INK)
    return Setting(
        _width(across),
        Style(REGULAR, size, size * 1.38, INK),
        title,
        icon=title.leading,
        icon_gap=2.4 * MM,
        rule_gap=2 * MM,
        under_rule=2.8 * MM,
        gutter=4.6 * MM * scale,
        scale=scale,
    )


def _arranged(work: Work, rests: Sequence[Rest]) -> tuple[list[Placed], int]:
    """Return what stands where on which slide (from 0), and how many columns there are."""
    bottom = foot_top(work, FOOT) - ABOVE_FOOT
    room = bottom - TOP
    made = {across: _blocks(work, rests, SMALLEST, across, room) for across in (3, 2)}
    counts = {across: _slides(made[across], across, room) for across in made}
    # Two wide columns where three would not be filled.
    wide = 0 < counts[2] <= counts[3] and len(made[2]) <= 2 * counts[2]
    across = 2 if wide else 3
    count = counts[across]
    if not count:
        poured = continued(work, made[3], Room(0.0, TOP, bottom, 3))
        return [replace(each, page=each.page - 1) for each in poured], 3
    for size in _SIZES:
        parts = _parted(_blocks(work, rests, size, across, room), count * across, room)
        if parts is not None:
            return list(_spread(_widened(parts, count * across), count, across)), across
    return [], across


def _blocks(work: Work, rests: Sequence[Rest], size: float, across: int, room: float) -> list[Block]:
    """Set what is to be said; chips and gauges are never higher than a column."""
    setting = _setting(size, across)._replace(tallest=room - _HEADING)
    return [*(rest_block(work, rest, setting) for rest in rests), *blocks(work, setting)]


def _slides(whole: Sequence[Block], across: int, room: float) -> int:
    """Return how many slides whole blocks need; 0 when one is higher than a column."""
    if any(block.height > room for block in whole):
        return 0
    return ceil(len(_filled(whole, room)) / across)


def _filled(whole: Sequence[Block], room: float) -> Columns:
    """Fill column after column with whole blocks."""
    parts: Columns = []
    left = 0.0
    for block in whole:
        if not parts or block.height + BETWEEN_SECTIONS > left:
            parts.append([])
            left = room + BETWEEN_SECTIONS
        parts[-1].append(block)
        left -= block.height + BETWEEN_SECTIONS
    return parts


def _parted(whole: Sequence[Block], most: int, room: float) -> Columns | None:
    """Share blocks, in their order, between columns, the highest as low as can be; None if it is too high."""
    ends = [0.0, *accumulate(block.height + BETWEEN_SECTIONS for block in whole)]
    heights = sorted({b - a - BETWEEN_SECTIONS for i, a in enumerate(ends) for b in ends[i + 1 :]})
    for height in heights:
        if height > room:
            return None
        if all(block.height <= height + 0.01 for block in whole):
            parts = _filled(whole, height + 0.01)
            if len(parts) <= most:
                return parts
    return []


def _widened(parts: Columns, most: int) -> Columns:
    """Return as many columns as there are, where blocks stand below each other: none stays empty."""
    made = [list(column) for column in parts]
    while len(made) < most and any(len(column) > 1 for column in made):
        at = max(range(len(made)), key=lambda i: sum(b.height for b in made[i]) if len(made[i]) > 1 else 0.0)
        made[at : at + 1] = [made[at][:-1], made[at][-1:]]
    return made


def _spread(parts: Columns, count: int, across: int) -> Iterator[Placed]:
    """Yield the blocks of columns, as many columns on each slide as on the others."""
    if not parts:
        return
    count = min(count, len(parts))
    each, more = divmod(len(parts), count)
    sizes = [each + (i < more) for i in range(count)]
    column = iter(parts)
    for number, size in enumerate(sizes):
        for place in range(size):
            y = TOP
            for block in next(column):
                yield Placed(block, number, place, y)
                y += block.height + BETWEEN_SECTIONS
