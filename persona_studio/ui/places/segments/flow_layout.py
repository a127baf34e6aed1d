"""Where blocks and ribbons of a drawing of flows lie, from numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass

Matrix = Sequence[Sequence[int]]
BLOCK, GAP = 12.0, 8.0
"""Width of a block, and room between two blocks of a column, in pixels of the drawings."""


@dataclass(frozen=True, slots=True)
class Block:
    """People of one segment of one cut; the place of its left upper corner and its height."""

    column: int
    segment: int
    people: int
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """People who go from a segment to one of the next column: its left and right edges."""

    column: int
    source: int
    target: int
    people: int
    left: tuple[float, float, float]
    """x, top and height where it begins."""
    right: tuple[float, float, float]
    """x, top and height where it ends."""


def laid_out(
    flows: Sequence[Matrix], width: float, height: float, gap: float = GAP, block: float = BLOCK
) -> tuple[list[Block], list[Ribbon]]:
    """Return the blocks and ribbons of ``flows``, each from one column to the next, in a rectangle.

    Heights are proportional to people. The first column keeps the order of its segments; the others stand
    where their people come from, so that ribbons cross little.
    """
    if not flows:
        return [], []
    sizes = [[sum(row) for row in flows[0]], *([sum(c) for c in zip(*f, strict=True)] for f in flows)]
    most = max(len(column) for column in sizes)
    scale = (height - gap * (most - 1)) / max(1, *(sum(column) for column in sizes))
    step = (width - block) / len(flows)
    blocks: dict[tuple[int, int], Block] = {}
    for number, column in enumerate(sizes):
        before = flows[number - 1] if number else None
        order = _order(column, before, {s: blocks[number - 1, s] for s in range(len(before or ()))})
        free = height - scale * sum(column) - gap * (len(column) - 1)
        y = free / 2
        for segment in order:
            tall = scale * column[segment]
            blocks[number, segment] = Block(number, segment, column[segment], number * step, y, tall)
            y += tall + gap
    return list(blocks.values()), _ribbons(flows, blocks, scale, block)


def _order(column: Sequence[int], before: Matrix | None, sources: dict[int, Block]) -> list[int]:
    if before is None:
        return list(range(len(column)))

    def middle(segment: int) -> float:
        shares = [(row[segment], sources[i].y + sources[i].height / 2) for i, row in enumerate(before)]
        total = sum(people for people, _ in shares)
        return sum(people * y for people, y in shares) / total if total else 0.0

    return sorted(range(len(column)), key=middle)


def _ribbons(
    flows: Sequence[Matrix], blocks: dict[tuple[int, int], Block], scale: float, block: float
) -> list[Ribbon]:
    """Return the ribbons, which leave and reach each block in the order of what lies across."""
    made = []
    for number, flow in enumerate(flows):
        down = {key: part.y for key, part in blocks.items()}
        pairs = [(i, j, n) for i, row in enumerate(flow) for j, n in enumerate(row) if n]
        tops: dict[tuple[int, int], float] = {}
        for i, j, people in sorted(pairs, key=lambda p: (blocks[number + 1, p[1]].y, blocks[number, p[0]].y)):
            tops[i, j] = down[number, i]
            down[number, i] += people * scale
        for i, j, people in sorted(pairs, key=lambda p: (blocks[number, p[0]].y, blocks[number + 1, p[1]].y)):
            tall, start, end = people * scale, blocks[number, i], blocks[number + 1, j]
            left = (start.x + block, tops[i, j], tall)
            right = (end.x, down[number + 1, j], tall)
            made.append(Ribbon(number, i, j, people, left, right))
            down[number + 1, j] += tall
    return made
