"""One cut, formed on everybody: fitted on at most 20,000 people, numbered by weighted size."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import Floats, Rows
from persona_studio.analysis.cluster import (
    THOROUGH,
    Effort,
    Grove,
    Key,
    Partition,
    Space,
    Tick,
    assign_all,
    consolidate,
    grow,
    mix,
    with_random_starts,
)
from persona_studio.analysis.context import Context
from persona_studio.analysis.paragons import paragons
from persona_studio.analysis.table import Table
from persona_studio.domain.segments import Method

FIT_PEOPLE = 20_000
"""Segments are fitted on at most this many people, and everybody is assigned."""


@dataclass(frozen=True)
class Cut:
    """Segments of everybody in a table, in its order.

    ``numbers`` (dtype uint8) count from 0, largest weighted size first, ties by first member; ``people`` were
    fitted on and ``points`` are their places in the ``space`` of the method, ``grove`` the tree of these.
    ``restarted`` tells that random starts beat the tree's.
    """

    table: Table
    space: Space
    numbers: np.ndarray
    people: Rows
    points: Floats
    grove: Grove
    restarted: bool

    @property
    def k(self) -> int:
        """Number of segments that hold somebody."""
        return int(self.numbers.max(initial=0)) + 1

    @property
    def sizes(self) -> np.ndarray:
        """Number of respondents per segment."""
        return np.bincount(self.numbers, minlength=self.k)

    @property
    def shares(self) -> Floats:
        """Weighted share (0 to 1) per segment."""
        held = np.bincount(self.numbers, weights=self.table.weights, minlength=self.k)
        return np.asarray(held / self.table.weights.sum())

    def paragons(self) -> tuple[tuple[int, ...], ...]:
        """Return, per segment, the rows in the wave of the people nearest to its centre."""
        weights, rows = self.table.weights[self.people], self.table.rows[self.people]
        return paragons(self.points, weights, self.numbers[self.people].astype(np.intp), rows, self.k)

    def numbers_of(self, rows: Rows) -> np.ndarray:
        """Return the segment (from 0) of some rows of the wave, all of them in the table."""
        order = np.argsort(self.table.rows)
        return np.asarray(self.numbers[order[np.searchsorted(self.table.rows, rows, sorter=order)]])


def form(
    table: Table,
    coordinates: Callable[[Rows | slice], Floats],
    space: Space,
    key: Key,
    context: Context,
    plain: bool,
) -> Cut:
    """Return the cut of a table by one method into one number of segments.

    ``plain`` keeps the tree's start whatever random starts find: the reference method and nothing else.
    """
    people = people_of(table.n, context)
    points, weights = space.points(coordinates(people)), table.weights[people]
    grove = grow(points, weights, context.random("grow"), THOROUGH, context.tick)
    partition = fit(grove, points, weights, key, context, plain)
    parts = assign_all(partition, lambda rows: space.points(coordinates(rows)), table.n, context.tick)
    return Cut(table, space, by_size(parts, table.weights), people, points, grove, partition.restarted)


def people_of(n: int, context: Context) -> Rows:
    """Return whom segments of ``n`` people are fitted on."""
    if n <= FIT_PEOPLE:
        return np.arange(n)
    return np.sort(context.random("fit").choice(n, FIT_PEOPLE, replace=False))


def fit(
    grove: Grove,
    points: Floats,
    weights: Floats,
    key: Key,
    context: Context,
    plain: bool,
    *,
    effort: Effort = THOROUGH,
) -> Partition:
    """Return the partition of points by a method into a number of segments, from the tree of them."""
    method, k = key
    tick: Tick = context.tick
    start = consolidate(grove, k, effort)
    if method is Method.MIXTURE:
        return mix(points, weights, start, effort, tick)
    return start if plain else with_random_starts(grove, start, context.random("starts"), tick)


def by_size(parts: np.ndarray, weights: Floats) -> np.ndarray:
    """Return parts numbered from 0 by falling weight, ties by first member; dtype uint8."""
    filled, first, place = np.unique(parts, return_index=True, return_inverse=True)
    held = np.bincount(place, weights=weights)
    rank = np.empty(len(filled), np.uint8)
    rank[np.lexsort([first, -held])] = np.arange(len(filled))
    return np.asarray(rank[place])
