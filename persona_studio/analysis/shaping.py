"""Segments shaped by hand: some merged into one, one split going one level down the tree of its members.

All that is told of segments is computed anew on the new ones. Their stability is that of the whole way to
them: on each resample people are segmented again, then merged and split again.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from persona_studio.analysis.arrays import Floats, Rows
from persona_studio.analysis.cluster import QUICK, THOROUGH, Key, fit_methods
from persona_studio.analysis.context import Context, steady
from persona_studio.analysis.cut import by_size, people_of
from persona_studio.analysis.describe import describe_in
from persona_studio.analysis.evidence import PEOPLE
from persona_studio.analysis.flows import crossed
from persona_studio.analysis.ground import Ground, ground_again
from persona_studio.analysis.paragons import paragons
from persona_studio.analysis.segment import MOST_SEGMENTS, labels_of
from persona_studio.analysis.shapes import MERGE, SPLIT, growth, merged, nearest, parted, two_sides
from persona_studio.analysis.stability import overlaps
from persona_studio.analysis.table import buffer
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Finding, Method, Segment, Segmentation, Shaping
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError

DRAWS = 25
"""Resamples on which segments shaped by hand are tried."""


@dataclass(frozen=True)
class Reshaped:
    """New segments, without ids and names; ``origins`` are the numbers of the old ones each came from."""

    segments: tuple[Segment, ...]
    origins: tuple[tuple[int, ...], ...]
    labels: Column


def reshape(
    wave: Wave, answers: Answers, found: Segmentation, labels: Column, change: Shaping, progress: Progress
) -> Reshaped:
    """Return what becomes of the segments of ``found``, whose labels are given, by one more change.

    Raises:
        UserError: the answers have changed since; too many or too few segments would be left; nothing tells
            the people of the segment apart.
    """
    context = Context(progress, found.recipe.seed)
    with steady():
        context.step(0, 3, "read")
        here = ground_again(wave, answers, found, context)
        before = numbers_in(labels, here)
        _check(change, len(found.segments))
        context.step(1, 3, "segments")
        after = applied(change, before, here, context)
        context.step(2, 3, "stability")
        stable = Way.of(here, found, context).stability(before, change, after)
        made = labels_of(after, here.table.rows, wave)
        told = describe_in(wave, answers, made, found.recipe, context)
        return Reshaped(_segments(here, after, told, stable, context), _origins(before, after), made)


def numbers_in(labels: Column, here: Ground) -> np.ndarray:
    """Return the segment (from 0) of the people of a ground; UserError when some have none."""
    stored = buffer(labels)[here.table.rows]
    if not len(stored) or not stored.all():
        raise UserError("segments_outdated")
    return stored - 1


def _check(change: Shaping, segments: int) -> None:
    if change.verb == SPLIT and segments >= MOST_SEGMENTS:
        raise UserError("split_too_many", most=MOST_SEGMENTS)
    if change.verb == MERGE and not 2 <= len(set(change.numbers)) < segments:
        raise UserError("merge_leaves_one")


def applied(change: Shaping, before: np.ndarray, here: Ground, context: Context) -> np.ndarray:
    """Return the segments of everybody (from 0) once a change is made.

    The heavier side of a segment that is split keeps its number and the other takes the next free one; of
    segments that become one the smallest number stays, and only those above a number gone move up.
    """
    if change.verb == MERGE:
        joined = merged(before, np.array(change.numbers) - 1)
        return np.unique(joined, return_inverse=True)[1].astype(np.uint8)
    one = change.numbers[0] - 1
    members = np.flatnonzero(before == one)
    weights, random = here.table.weights[members], context.random("split")
    sides = two_sides(here.points(members), weights, random, THOROUGH, context.tick)
    return parted(before, one, by_size(sides, weights)).astype(np.uint8)


def _segments(
    here: Ground,
    numbers: np.ndarray,
    told: Sequence[tuple[Finding, ...]],
    stable: Sequence[float | None],
    context: Context,
) -> tuple[Segment, ...]:
    k, weights = int(numbers.max()) + 1, here.table.weights
    people = people_of(here.table.n, context)
    near = paragons(
        here.points(people), weights[people], numbers[people].astype(np.intp), here.table.rows[people], k
    )
    sizes, held = np.bincount(numbers, minlength=k), np.bincount(numbers, weights=weights, minlength=k)
    return tuple(
        Segment(
            id="",
            number=place + 1,
            name="",
            size=int(sizes[place]),
            share=float(held[place] / weights.sum()),
            findings=told[place],
            paragons=near[place],
            jaccard=stable[place],
        )
        for place in range(k)
    )


def _origins(before: np.ndarray, after: np.ndarray) -> tuple[tuple[int, ...], ...]:
    shared = crossed(after, before)
    return tuple(tuple(old + 1 for old, people in enumerate(row) if people) for row in shared)


@dataclass(frozen=True)
class Way:
    """How segments came about: those of the method, then each change made by hand; can be gone again."""

    here: Ground
    key: Key
    changes: tuple[Shaping, ...]
    context: Context
    states: list[np.ndarray] = field(default_factory=list)

    @classmethod
    def of(cls, here: Ground, found: Segmentation, context: Context) -> "Way":
        """Return the way to the segments of a segmentation as they are now."""
        k = len(found.segments) - sum(growth(change) for change in found.shaped)
        way = cls(here, (found.method or Method.TREE, k), found.shaped, context)
        way.states.append(here.cut(way.key, context).numbers)
        for change in found.shaped:
            way.states.append(applied(change, way.states[-1], here, context))
        return way

    def leads_to(self, numbers: np.ndarray) -> bool:
        """Return whether gone again, the way ends where it did: libraries may round otherwise now."""
        return bool(np.array_equal(self.states[-1], numbers))

    def followed(self, parts: np.ndarray, rows: Rows, points: Floats, weights: Floats) -> np.ndarray:
        """Make all changes to other segments of the people at ``rows``, whose places are ``points``."""
        for change, state in zip(self.changes, self.states, strict=False):
            parts = self._follow(change, state[rows], parts, points, weights)
        return parts

    def _follow(
        self, change: Shaping, state: np.ndarray, parts: np.ndarray, points: Floats, weights: Floats
    ) -> np.ndarray:
        those = nearest(change, state, parts, weights)
        if change.verb == MERGE:
            return merged(parts, those) if len(those) else parts
        members = parts == those[0]
        try:
            random = self.context.random("follow")
            sides = two_sides(points[members], weights[members], random, QUICK, self.context.tick)
        except UserError:
            return parts  # all drawn from it answered alike: it stays one
        return parted(parts, int(those[0]), sides)

    def stability(self, before: np.ndarray, change: Shaping, after: np.ndarray) -> tuple[float | None, ...]:
        """Return each segment's mean Jaccard index on resamples once ``change`` is made (None: not known)."""
        k = int(after.max()) + 1
        if not self.leads_to(before):
            return (None,) * k
        longer = Way(self.here, self.key, (*self.changes, change), self.context, [*self.states, after])
        draws = longer._draws(rows := _some(self.here, self.context))
        if not draws:
            return (None,) * k
        most = max(k, *(int(parts.max()) + 1 for parts in draws))
        return overlaps(after[rows], draws, most, self.here.table.weights[rows])[:k]

    def _draws(self, rows: Rows) -> list[np.ndarray]:
        points, held, found = self.here.points(rows), self.here.table.weights[rows], []
        for draw in range(DRAWS):
            random = self.context.random("reshape", draw)
            times = np.bincount(random.integers(0, len(rows), len(rows)), minlength=len(rows))
            weights = times * held
            method, k = self.key
            fitted = fit_methods({method: points}, weights, (k,), random, QUICK, self.context.tick)
            if self.key in fitted:
                found.append(self.followed(fitted[self.key].assign(points), rows, points, weights))
        return found


def _some(here: Ground, context: Context) -> Rows:
    n, random = here.table.n, context.random("people")
    return np.arange(n) if n <= PEOPLE else np.sort(random.choice(n, PEOPLE, replace=False))
