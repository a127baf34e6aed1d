"""Where people go when the number of segments grows: one method, one space, each number from 2 to 7."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from persona_studio.analysis.arrays import Floats, Rows
from persona_studio.analysis.cluster import QUICK, THOROUGH, Key, assign_all
from persona_studio.analysis.context import Context
from persona_studio.analysis.cut import Cut, by_size, fit
from persona_studio.domain.segments import Flow

SHOWN = range(2, 8)
"""Numbers of segments between which flows are told."""
THOROUGH_PEOPLE = 5_000
"""Above so many people the cuts beside the chosen one are fitted quickly: a glance at them is enough."""


def flows_of(
    cut: Cut, coordinates: Callable[[Rows | slice], Floats], key: Key, context: Context, plain: bool
) -> tuple[Flow, ...]:
    """Return the flows from each number of segments to the next, the cut that was chosen being one of them.

    Each cut is the one that its method would form if that number were asked for (quickly, above
    5,000 people). Segments count from 0, largest weighted size first; people are unweighted.
    """
    method, chosen = key
    wanted = sorted(k for k in {*SHOWN, chosen - 1, chosen, chosen + 1} if 2 <= k <= len(cut.grove.nodes))
    numbers = {chosen: cut.numbers}
    for k in wanted:
        context.tick()
        if k not in numbers:
            numbers[k] = _numbers(cut, coordinates, (method, k), context, plain)
    return tuple(
        Flow(k, k + 1, crossed(numbers[k], numbers[k + 1])) for k, after in pairwise(wanted) if after == k + 1
    )


def _numbers(
    cut: Cut, coordinates: Callable[[Rows | slice], Floats], key: Key, context: Context, plain: bool
) -> np.ndarray:
    effort = THOROUGH if len(cut.points) <= THOROUGH_PEOPLE else QUICK
    weights = cut.table.weights[cut.people]
    partition = fit(cut.grove, cut.points, weights, key, context, plain, effort=effort)
    parts = assign_all(partition, lambda rows: cut.space.points(coordinates(rows)), cut.table.n, context.tick)
    return by_size(parts, cut.table.weights)


def crossed(first: np.ndarray, second: np.ndarray) -> tuple[tuple[int, ...], ...]:
    """Return how many people go from each segment of one cut to each of another, both counted from 0."""
    rows, columns = int(first.max(initial=0)) + 1, int(second.max(initial=0)) + 1
    cells = np.bincount(first.astype(np.intp) * columns + second, minlength=rows * columns)
    return tuple(tuple(int(count) for count in row) for row in cells.reshape(rows, columns))
