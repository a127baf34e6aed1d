"""Do the other methods form the same segments? Tried with the segments themselves, on the same answers.

A cut may come back each time people are drawn again and still be one way among others to part them: only
another method tells.
"""

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.cluster import METHODS, Key
from persona_studio.analysis.context import Context
from persona_studio.analysis.flows import crossed
from persona_studio.analysis.ground import Ground, ground
from persona_studio.analysis.response_style import Family
from persona_studio.analysis.stability import adjusted_rand
from persona_studio.analysis.table import Table
from persona_studio.domain.segments import Method, Recipe, Sensitivity
from persona_studio.errors import UserError

PEOPLE = 3_000
"""In a larger survey the choices are tried on so many people, drawn at random."""


def by_other_methods(
    here: Ground, style: tuple[Family, ...], numbers: np.ndarray, key: Key, context: Context
) -> tuple[Sensitivity, ...]:
    """Return how far each other method agrees with segments, the least first; not those that form none.

    Args:
        here: the ground of the segments.
        style: the families whose response style was taken out.
        numbers: the segment (from 0) of each person of the table.
        key: the method and the number of segments.
        context: of the run.
    """
    method, k = key
    rows = some_people(here.table.n, context)
    table, made = here.table.take(rows), []
    for other in METHODS:
        formed = None if other is method else form_on(table, here.recipe, style, (other, k), context)
        if formed is not None:
            told = agreement(numbers[rows], formed[1])
            made.append(Sensitivity("method", (("method", other.value),), told))
    return tuple(sorted(made, key=in_order))


def in_order(one: Sensitivity) -> tuple[float, str, tuple[tuple[str, str], ...]]:
    """Return where a choice stands among others: what changes most comes first."""
    return round(one.agreement, 9), one.code, one.params


def agreement(first: np.ndarray, second: np.ndarray) -> float:
    """Return the adjusted Rand index of two partitions of the same people (each from 0, any numbers)."""
    cells = np.array(crossed(first, second), np.float64)
    side = max(cells.shape)
    square = np.zeros((1, side, side))
    square[0, : cells.shape[0], : cells.shape[1]] = cells
    return float(adjusted_rand(square)[0])


def some_people(n: int, context: Context) -> np.ndarray:
    """Return the places of the people on whom choices are tried: everybody of a smaller survey."""
    if n <= PEOPLE:
        return np.arange(n)
    return np.sort(context.random("sensitivity").choice(n, PEOPLE, replace=False))


def form_on(
    table: Table, recipe: Recipe, style: tuple[Family, ...], key: tuple[Method, int], context: Context
) -> tuple[Floats, np.ndarray] | None:
    """Return the points of the people of a table and their segments (from 0), None where there are none."""
    try:
        here = ground(table, recipe, style, key[0], context.tick)
    except UserError:
        return None  # without grouping there may be more columns than can be worked on
    points = here.points(np.arange(table.n))
    if not points.size or len(np.unique(points, axis=0)) < key[1]:
        return None
    return points, here.cut(key, context).numbers.astype(np.intp)
