"""Pours sections into columns: all on one page when they fit at some size, else over continuation pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement, pairwise

from persona_studio.publish.layout.sections import BETWEEN_SECTIONS, Block
from persona_studio.publish.layout.values import Work

_SLACK = 0.01
_SHARED_OUT = 24  # blocks: more on a last page are left as they were poured


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it goes: page and column count from 0, ``y`` is its top."""

    block: Block
    page: int
    column: int
    y: float


@dataclass(frozen=True, slots=True)
class Room:
    """The room for columns: from ``first_top`` on page one, ``next_top`` on later ones, to ``bottom``."""

    first_top: float
    next_top: float
    bottom: float
    columns: int = 2

    def top(self, page: int) -> float:
        """Return where the columns of a page begin."""
        return self.next_top if page else self.first_top

    def height(self, page: int) -> float:
        """Return the height of an empty column."""
        return self.bottom - self.top(page)


def on_one_page(blocks: Sequence[Block], room: Room) -> list[Placed] | None:
    """Share whole blocks between the two columns, as evenly in number as fits; None when they do not fit."""
    half = (len(blocks) + 1) // 2
    splits = sorted(range(len(blocks) + 1), key=lambda k: (abs(k - half), -k))
    for split in splits:
        columns = (blocks[:split], blocks[split:])
        if all(_stacked(column) <= room.height(0) + _SLACK for column in columns):
            return [placed for i, column in enumerate(columns) for placed in _stack(column, 0, i, room)]
    return None


def below(placed: Sequence[Placed], hints: Sequence[Block], room: Room, page: int = 0) -> Iterator[Placed]:
    """Place hints under what is on a page, in the emptier column; those without room are left out."""
    ends = [room.top(page)] * room.columns
    for each in placed:
        if each.page == page:
            ends[each.column] = max(ends[each.column], each.y + each.block.height + BETWEEN_SECTIONS)
    for block in hints:
        column = ends.index(min(ends))
        if ends[column] + block.height <= room.bottom:
            yield Placed(block, page, column, ends[column])
            ends[column] += block.height + BETWEEN_SECTIONS


def over_pages(work: Work, blocks: Sequence[Block], rests: Sequence[Block], room: Room) -> list[Placed]:
    """Fill column after column; a block splits only when it is higher than an empty column.

    ``rests`` belong to the head and open the second page.
    """
    pour = _Pour(work, room)
    waiting = list(blocks)
    whole = on_one_page(blocks, room)
    if whole is not None:
        pour.placed, waiting = whole, []
    while waiting and pour.page == 0:
        waiting[0:1] = pour.put(waiting[0])
    if rests and pour.page == 0:
        pour.to_page(1)
    pour.all([*rests, *waiting])
    return _balanced(pour.placed, room, [*rests, *blocks])


def continued(work: Work, blocks: Sequence[Block], room: Room) -> list[Placed]:
    """Fill the columns of the second page and later ones; no page when there is no block."""
    pour = _Pour(work, room)
    pour.to_page(1)
    pour.all(blocks)
    return _balanced(pour.placed, room, blocks)


def _balanced(placed: list[Placed], room: Room, given: Sequence[Block]) -> list[Placed]:
    """Share the blocks of the last page between its columns, so that the higher one is as low as can be."""
    last = max((each.page for each in placed), default=0)
    moved = [each.block for each in placed if each.page == last]
    whole = {id(block) for block in given}
    if last == 0 or len(moved) > _SHARED_OUT or any(id(block) not in whole for block in moved[1:]):
        # Parts of one section stay where they were cut: a part never stands under the one before it.
        return placed
    cuts = combinations_with_replacement(range(1, len(moved) + 1), room.columns - 1)
    shares = ([moved[i:j] for i, j in pairwise((0, *cut, len(moved)))] for cut in cuts)
    # Of those as low, the one whose columns are filled from the left on: none is empty before another.
    best = min(shares, key=lambda share: (max(map(_stacked, share)), [not column for column in share]))
    shared = [each for column, blocks in enumerate(best) for each in _stack(blocks, last, column, room)]
    return [*(each for each in placed if each.page < last), *shared]


class _Pour:
    """A place on the pages that moves on as blocks are put down."""

    def __init__(self, work: Work, room: Room) -> None:
        self.work, self.room = work, room
        self.page, self.column, self.y = 0, 0, room.first_top
        self.placed: list[Placed] = []
        self._empty = True

    def all(self, blocks: Sequence[Block]) -> None:
        """Put down blocks to the last line."""
        waiting = list(blocks)
        while waiting:
            waiting[0:1] = self.put(waiting[0])

    def put(self, block: Block) -> list[Block]:
        """Put down what fits of a block, or move on; return what is left of it."""
        left = self.room.bottom - self.y
        if block.height <= left + _SLACK:
            return self._down(block)
        if not self._empty and block.height <= self._next_height() + _SLACK:
            self._next_column()
            return [block]
        part, rest = block.cut(left, self.work)
        if part is None and not self._empty:
            self._next_column()
            return [block]
        if part is None:
            part, rest = block.forced(left, self.work)
        self._down(part)
        return [rest] if rest else []

    def to_page(self, page: int) -> None:
        """Move to the first column of a page."""
        self.page, self.column, self.y, self._empty = page, 0, self.room.top(page), True

    def _down(self, block: Block) -> list[Block]:
        self.placed.append(Placed(block, self.page, self.column, self.y))
        self.y += block.height + BETWEEN_SECTIONS
        self._empty = False
        return []

    def _next_height(self) -> float:
        return self.room.height(self.page if self._more_columns() else self.page + 1)

    def _more_columns(self) -> bool:
        return self.column + 1 < self.room.columns

    def _next_column(self) -> None:
        if self._more_columns():
            self.column, self.y, self._empty = self.column + 1, self.room.top(self.page), True
        else:
            self.to_page(self.page + 1)


def _stacked(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks) + BETWEEN_SECTIONS * max(0, len(blocks) - 1)


def _stack(blocks: Sequence[Block], page: int, column: int, room: Room) -> Iterator[Placed]:
    y = room.top(page)
    for block in blocks:
        yield Placed(block, page, column, y)
        y += block.height + BETWEEN_SECTIONS
