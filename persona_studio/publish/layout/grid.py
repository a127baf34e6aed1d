"""Sections in rows of three, as on the Magazine sheet: what a row cannot hold goes on to the next page."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from persona_studio.publish.layout.flow import Placed
from persona_studio.publish.layout.sections import BETWEEN_SECTIONS, Block
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import MM

COLUMNS = 3
MOST_BULLETS = 5
_ROWS = 2
USUAL = _ROWS * COLUMNS
"""Sections of two rows."""
TOP = 73 * MM
"""Where the first row begins, unless what stands above it needs the room."""
_TOPS = (TOP, 133 * MM)
_SLACK = 0.01


def in_rows(blocks: Sequence[Block], top: float, bottom: float) -> list[Placed] | None:
    """Place blocks whole, row under row from ``top`` or lower; None when they do not all fit."""
    rows = _rows(blocks)
    heights = [_height(row) for row in rows]
    tops = list(_tops(heights, top))
    if rows and tops[-1] + heights[-1] > bottom + _SLACK:
        tops = list(accumulate(heights[:-1], lambda y, height: y + height + BETWEEN_SECTIONS, initial=top))
    if rows and tops[-1] + heights[-1] > bottom + _SLACK:
        return None
    return [each for y, row in zip(tops, rows, strict=True) for each in _placed(row, y)]


def cut_rows(
    work: Work, blocks: Sequence[Block], top: float, bottom: float
) -> tuple[list[Placed], list[Block]]:
    """Place what fits of the first two rows; return that and, in order, what is left."""
    rows = _rows(blocks)
    short = _rows([block.first(MOST_BULLETS, work)[0] for block in blocks])[:_ROWS]
    placed: list[Placed] = []
    left: list[Block] = []
    for y, room, row in zip(*_shared(short, top, bottom), rows, strict=False):
        for column, block in enumerate(row):
            part, rest = _cut(block, room, work)
            placed += [Placed(part, 0, column, y)] if part else []
            left += [rest] if rest else []
    return placed, [*left, *(block for row in rows[_ROWS:] for block in row)]


def _cut(block: Block, room: float, work: Work) -> tuple[Block | None, Block | None]:
    part, rest = block.cut(room, work)
    if part is not None and len(part.items) > MOST_BULLETS:
        return block.first(MOST_BULLETS, work)
    return part, rest


def _rows(blocks: Sequence[Block]) -> list[Sequence[Block]]:
    return [blocks[i : i + COLUMNS] for i in range(0, len(blocks), COLUMNS)]


def _height(row: Sequence[Block]) -> float:
    return max(block.height for block in row)


def _tops(heights: Sequence[float], top: float) -> Iterator[float]:
    """Yield where rows begin: at their usual places, or lower when the row above is high."""
    for i, height in enumerate(heights):
        top = max(top, _TOPS[i]) if i < len(_TOPS) else top
        yield top
        top += height + BETWEEN_SECTIONS


def _shared(rows: Sequence[Sequence[Block]], top: float, bottom: float) -> tuple[list[float], list[float]]:
    """Return tops and heights of two rows at the most: a low one leaves its room to the other."""
    if len(rows) < _ROWS:
        return [top][: len(rows)], [bottom - top][: len(rows)]
    room = bottom - top - BETWEEN_SECTIONS
    first, second = (_height(row) for row in rows)
    above = min(first, max(room / 2, room - second))
    return [top, top + above + BETWEEN_SECTIONS], [above, room - above]


def _placed(row: Sequence[Block], y: float) -> Iterator[Placed]:
    return (Placed(block, 0, column, y) for column, block in enumerate(row))
