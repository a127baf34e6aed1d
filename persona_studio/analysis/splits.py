"""Is anything left to part inside segments? They are parted one by one, beside people permuted within them.

A mixture is grown from one segment on. Each of its segments is parted in two, which lifts the likelihood
where two kinds of people were together, but also where answers are lumps or bend at the ends of a scale. So
the same is done on copies in which the answers to each question are permuted among the members of a segment:
the segments and all answers stay, nothing else does. What counts is the lift above theirs, that is the
likelihood ratio of one segment more (bootstrapped: McLachlan 1987), one segment at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.cluster import Tick, kmeans
from persona_studio.analysis.mixture import Fit, fit_mixture
from persona_studio.analysis.table import Table

COPIES = 6
"""Copies permuted within segments, for each number of segments."""
FEWEST = 20
"""Segments of fewer people are not parted."""
STEPS, CLOSE = 30, 1e-5
"""Steps of a mixture at most, and the rise of its likelihood at which it ends."""
PARTED_STEPS = 10
"""Steps after a segment is parted: with more, a mixture leaves that place for the lump of a rare answer."""
HALVING = 8
"""Steps of k-means that part a segment before the mixture begins."""

Place = Callable[[Table], Floats]
"""Gives the points of the people of a table on the axes of the survey."""


@dataclass(frozen=True)
class Split:
    """A segment of a mixture parted in two.

    In the ``finer`` mixture one half keeps its number and the other has the last one; ``lift`` is by how much
    that mixture is likelier, in log-likelihood per person.
    """

    segment: int
    finer: Fit
    lift: float


@dataclass(frozen=True)
class Cloud:
    """Points of people, shape (n, axes), and their weights."""

    points: Floats
    weights: Floats
    tick: Tick

    def mixture(self, labels: np.ndarray, k: int, steps: int = STEPS) -> Fit:
        """Return the mixture that begins at some segments."""
        return fit_mixture(self.points, self.weights, np.eye(k)[:, labels], steps, CLOSE, self.tick)

    def segments(self, fit: Fit) -> np.ndarray:
        """Return the segment (from 0) of each person by a mixture."""
        return np.asarray((self.points @ fit.slopes + fit.constants).argmax(axis=1))

    def splits(self, fit: Fit, random: np.random.Generator) -> list[Split]:
        """Return two ways to part each segment of a mixture that is large enough."""
        labels, k, found = self.segments(fit), len(fit.constants), []
        views = (self._round(labels, k), self.points)
        for segment in range(k):
            members = np.flatnonzero(labels == segment)
            for view in views if len(members) >= FEWEST else ():
                halves = labels.copy()
                halves[members[self._half(view[members], self.weights[members], random)]] = k
                finer = self.mixture(halves, k + 1, PARTED_STEPS)
                found.append(Split(segment, finer, finer.likelihood - fit.likelihood))
        return found

    def lift(self, fit: Fit, split: Split) -> float:
        """Return what parting a segment of a mixture of these people adds, begun where others were parted."""
        labels, k = self.segments(fit), len(fit.constants)
        sides = [split.segment, k]
        scores = self.points @ split.finer.slopes[:, sides] + split.finer.constants[sides]
        labels[(labels == split.segment) & (scores[:, 1] > scores[:, 0])] = k
        return self.mixture(labels, k + 1, PARTED_STEPS).likelihood - fit.likelihood

    def _round(self, labels: np.ndarray, k: int) -> Floats:
        """Return the points on axes on which people inside segments spread alike in all directions."""
        member = np.eye(k)[:, labels] * self.weights
        means = (member @ self.points) / np.maximum(member.sum(axis=1), 1e-12)[:, None]
        gaps = self.points - means[labels]
        values, vectors = np.linalg.eigh((gaps.T * self.weights) @ gaps / self.weights.sum())
        scale = np.sqrt(np.maximum(values, 1e-9 * max(values[-1], 1e-9)))
        return np.asarray(self.points @ (vectors / scale))

    @staticmethod
    def _half(points: Floats, weights: Floats, random: np.random.Generator) -> np.ndarray:
        start = points[random.choice(len(points), 2, replace=False)]
        return np.asarray(kmeans(points, weights, start, HALVING).labels_ == 1)


def left_inside(
    table: Table, place: Place, most: int, random: np.random.Generator, tick: Tick
) -> dict[int, float]:
    """Return what one segment more would explain beyond chance, by the number of segments, 1 to ``most``.

    It is the rise of the mean log-likelihood per person, at least 0, when the segment is parted that gains
    most by it; numbers of segments that cannot be reached are left out.
    """
    cloud = Cloud(place(table), table.weights, tick)
    fit, left = cloud.mixture(np.zeros(table.n, np.intp), 1), {}
    for k in range(1, most + 1):
        splits = cloud.splits(fit, random)
        if not splits:
            left[k] = 0.0
            break
        chance = _by_chance(table, place, fit, splits, random, tick)
        beyond = np.array([split.lift for split in splits]) - chance
        left[k] = max(float(beyond.max()), 0.0)
        fit = cloud.mixture(cloud.segments(splits[int(beyond.argmax())].finer), k + 1)
    return left


def _by_chance(
    table: Table, place: Place, fit: Fit, splits: Sequence[Split], random: np.random.Generator, tick: Tick
) -> Floats:
    """Return what each split adds where answers are permuted within segments."""
    k, lifts = len(fit.constants), np.zeros(len(splits))
    for _ in range(COPIES):
        labels = _drawn(fit.shares, random)
        copy = Cloud(place(table.permuted(random, labels)), table.weights, tick)
        same = copy.mixture(labels, k)
        lifts += [copy.lift(same, split) for split in splits]
    return lifts / COPIES


def _drawn(shares: Floats, random: np.random.Generator) -> np.ndarray:
    """Return a segment for each person, drawn by how much they belong to each; shape (k, n) to (n,)."""
    passed = (random.random(shares.shape[1]) > shares.cumsum(axis=0)).sum(axis=0)
    return np.asarray(np.minimum(passed, len(shares) - 1))
