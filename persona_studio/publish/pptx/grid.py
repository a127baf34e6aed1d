"""Where columns and rows of a table meet, told by what stands in its cells, and the rules between rows."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from persona_studio.publish.boxes import Line, frame
from persona_studio.publish.pptx.frames import room
from persona_studio.publish.pptx.items import Content, Item, Table
from persona_studio.publish.pptx.paragraphs import top

_BEFORE = 1.0
"""Points between the edge of a column and its text, where there is room."""
_BESIDE_GROUND = 0.9
"""Points that are free beside a ground, at the most: what is further away is nobody's."""
_LEVEL = 0.01
_OVER = 1.0


class Extent(NamedTuple):
    """From where to where a column or row reaches, and whether it has grounds, which end just there."""

    low: float
    high: float
    firm: bool

    def with_(self, other: "Extent") -> "Extent":
        """Return the extent of both together; where one has grounds, they tell it."""
        if self.firm != other.firm:
            return self if self.firm else other
        return Extent(min(self.low, other.low), max(self.high, other.high), self.firm)


def grid(table: Table) -> tuple[list[float], list[float]]:
    """Return the edges of the columns and of the rows of a table; rules stand right on them."""
    columns, rows = _extents(table, 1), _extents(table, 0)
    across, down = edges(columns, _BEFORE), edges(rows, None)
    for rule in table.rules:
        index = next(i for i, gap in _gaps(rows) if gap[0] - _OVER <= rule.y1 <= gap[1] + _OVER)
        down[index] = rule.y1
        across[0], across[-1] = min(across[0], rule.x1), max(across[-1], rule.x2)
    return across, down


def ruled(items: Iterable[Item]) -> list[Item]:
    """Return items, the lines between the rows of tables as rules of theirs.

    Where several lines stand between two rows, none of them belongs to the table.
    """
    found = list(items)
    for table in [item for item in found if isinstance(item, Table)]:
        columns, rows = _extents(table, 1), _extents(table, 0)
        right = max(extent.low for extent in columns.values())
        level = [item for item in found if isinstance(item, Line) and _crosses(item, right)]
        for _, (low, high) in _gaps(rows):
            between = [line for line in level if low - _OVER <= line.y1 <= high + _OVER]
            if len(between) == 1:
                table.rules.append(between[0])
        found = [item for item in found if item not in table.rules]
    return found


def _crosses(line: Line, place: float) -> bool:
    """Tell whether a level line goes past the beginning of the last column."""
    return abs(line.y1 - line.y2) < _LEVEL and not line.dash and line.x1 < place < line.x2


def _gaps(rows: Mapping[int, Extent]) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield what is free above each row but the first, with its number."""
    for one, other in pairwise(sorted(rows)):
        yield other, (rows[one].high, rows[other].low)


def edges(extents: Mapping[int, Extent], before: float | None) -> list[float]:
    """Return where columns or rows meet: half way, or ``before`` the second; at a ground, close to it.

    What nothing stands in has next to no width of its own.
    """
    last = max(extents)
    found: list[float] = []
    above: Extent | None = None
    for i in range(last + 1):
        own = extents.get(i)
        if own is None:
            found.append(found[-1] if found else next(extents[k].low for k in sorted(extents)))
            continue
        found.append(own.low if above is None else _between(above, own, before))
        above = own
    end = extents[last]
    return [*found, end.high + (0.0 if end.firm else before or 0.0)]


def _between(one: Extent, other: Extent, before: float | None) -> float:
    half = max(0.0, other.low - one.high) / 2
    if one.firm and other.firm:
        return other.low - half
    if one.firm:
        return one.high + min(half, _BESIDE_GROUND)
    if other.firm:
        return other.low - _BESIDE_GROUND
    return other.low - (half if before is None else min(half, before))


def _extents(found: Table, axis: int) -> dict[int, Extent]:
    """Return the extent of each column (axis 1) or row (0)."""
    extents: dict[int, Extent] = {}
    for key, content in found.cells.items():
        for own in _own(content, axis):
            known = extents.get(key[axis])
            extents[key[axis]] = own if known is None else known.with_(own)
    return extents


def _own(content: Content, axis: int) -> Iterator[Extent]:
    if content.ground is not None:
        left, above, right, below = frame(content.ground)
        yield Extent(left, right, firm=True) if axis else Extent(above, below, firm=True)
    for entry in content.entries:
        box = entry.box
        if axis:
            start = min(line.x for line in box.lines)
            yield Extent(min(entry.x, start), start + room([box]).width(box.width), firm=False)
        else:
            begin = top(box)
            yield Extent(min(begin, box.y), max(begin, box.y) + box.height, firm=False)
