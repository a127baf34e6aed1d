"""How well segments come back when people are drawn again.

Agreement is the adjusted Rand index (Hubert and Arabie 1985) between the segments of two bootstrap samples,
everybody being assigned by both. The same is done on answers permuted column by column: noise, too, may be
cut the same way again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.cluster import QUICK, Key, Partition, Tick, fit_methods
from persona_studio.domain.segments import Method


@dataclass(frozen=True)
class Trial:
    """One set of answers, real or permuted, on which people are drawn again and again.

    ``columns`` (n, columns) are the balanced answers, ``owners`` the question of each; ``points`` what each
    method sees of their axes, ``partitions`` the segments of everybody; ``labels`` fills with those of the
    resamples.
    """

    columns: Floats
    points: Mapping[Method, Floats]
    weights: Floats
    owners: np.ndarray
    partitions: Mapping[Key, Partition]
    labels: dict[Key, list[np.ndarray]] = field(default_factory=lambda: defaultdict(list))

    def draw(
        self, methods: Iterable[Method], ks: Sequence[int], random: np.random.Generator, tick: Tick
    ) -> None:
        """Segment one more resample, by some methods, into each number of segments."""
        n = len(self.weights)
        times = np.bincount(random.integers(0, n, n), minlength=n)
        points = {method: self.points[method] for method in methods}
        for key, partition in fit_methods(points, times * self.weights, ks, random, QUICK, tick).items():
            self.labels[key].append(partition.assign(points[key[0]]).astype(np.uint8))

    def everybody(self, key: Key) -> np.ndarray:
        """Return the segment of each respondent when all of them are used; dtype uint8."""
        return self.partitions[key].assign(self.points[key[0]]).astype(np.uint8)

    def stability(self, key: Key) -> float:
        """Return the mean agreement between the resamples; 0 when there are fewer than two."""
        if len(self.labels[key]) < 2:
            return 0.0
        tables = contingency(self.labels[key], key[1], self.weights)
        first, second = np.triu_indices(len(tables), 1)
        return float(np.mean(adjusted_rand(tables[first, :, second, :])))

    def jaccard(self, key: Key, reference: np.ndarray) -> tuple[float, ...]:
        """Return each segment's mean best overlap with the resamples' (Hennig 2007), for a ``reference``."""
        if not self.labels[key]:
            return (0.0,) * key[1]
        return overlaps(reference, self.labels[key], key[1], self.weights)

    def inside(self, key: Key) -> float:
        """Return the share (0 to 1) of the inertia of a method's points inside the segments of everybody."""
        points = self.points[key[0]]
        points = points - np.average(points, axis=0, weights=self.weights)
        whole = float(self.weights @ (points**2).sum(axis=1) / self.weights.sum())
        held = float(between(points, self.weights, self.everybody(key), key[1]).sum())
        return max(1.0 - held / whole, 0.0) if whole > 0 else 1.0

    def breadth(self, labels: np.ndarray, k: int) -> float:
        """Return the share (0 to 1) of the questions that segments speak of.

        It is the effective number of questions, (sum e)² / sum e² for the explained part e of each, over
        their number.
        """
        held = np.bincount(self.owners, between(self.columns, self.weights, labels, k))
        whole = np.bincount(self.owners, self.weights @ self.columns**2 / self.weights.sum())
        parts = held / np.maximum(whole, 1e-12)
        squares = float(parts @ parts)
        return float(parts.sum()) ** 2 / squares / len(parts) if squares else 0.0

    def narrowest(self, labels: np.ndarray, k: int) -> float:
        """Return on how many questions those two segments differ that differ on the fewest.

        That number is effective as in :meth:`breadth`; differences that chance explains are taken off.
        """
        held = np.maximum(np.bincount(labels, weights=self.weights, minlength=k), 1e-12)
        means = (np.eye(k)[:, labels] * self.weights) @ self.columns / held[:, None]
        whole = np.maximum(
            np.bincount(self.owners, self.weights @ self.columns**2 / self.weights.sum()), 1e-12
        )
        fewest = float(len(whole))
        for first, second in combinations(range(k), 2):
            parts = np.bincount(self.owners, (means[first] - means[second]) ** 2) / whole
            parts = np.maximum(parts - 1.0 / held[first] - 1.0 / held[second], 0.0)
            squares = float(parts @ parts)
            fewest = min(fewest, float(parts.sum()) ** 2 / squares if squares else 0.0)
        return fewest


def overlaps(
    reference: np.ndarray, others: Sequence[np.ndarray], k: int, weights: Floats
) -> tuple[float, ...]:
    """Return the mean best Jaccard index of each of ``k`` segments over some other partitions."""
    tables = contingency([reference, *others], k, weights)[0][:, 1:, :]
    mine = tables.sum(axis=2, keepdims=True)
    theirs = tables.sum(axis=0, keepdims=True)
    overlap = tables / np.maximum(mine + theirs - tables, 1e-12)
    return tuple(float(value) for value in overlap.max(axis=2).mean(axis=1))


def between(columns: Floats, weights: Floats, labels: np.ndarray, k: int) -> Floats:
    """Return the weighted inertia between segments of each centred column."""
    held = np.bincount(labels, weights=weights, minlength=k)
    member = np.eye(k)[:, labels] * weights
    means = (member @ columns) / np.maximum(held, 1e-12)[:, None]
    return np.asarray(held @ means**2 / weights.sum())


def contingency(labels: Sequence[np.ndarray], k: int, weights: Floats) -> Floats:
    """Return the weighted cross-tables of every pair of partitions; shape (partitions, k, partitions, k)."""
    count = len(labels)
    member = np.zeros((len(weights), count * k))
    people = np.arange(len(weights))
    for place, partition in enumerate(labels):
        member[people, place * k + partition.astype(np.intp)] = 1.0
    return ((member * weights[:, None]).T @ member).reshape(count, k, count, k)


def adjusted_rand(tables: Floats) -> Floats:
    """Return the adjusted Rand index of each cross-table; shape (tables, k, k) to (tables,).

    Weighted tables are taken as if weights counted people; 1 when both partitions are one segment.
    """
    total = tables.sum(axis=(1, 2))
    together = _pairs(tables).sum(axis=(1, 2))
    rows, columns = _pairs(tables.sum(axis=2)).sum(axis=1), _pairs(tables.sum(axis=1)).sum(axis=1)
    expected = rows * columns / _pairs(total)
    room = (rows + columns) / 2 - expected
    return np.where(room > 1e-9, (together - expected) / np.where(room > 1e-9, room, 1.0), 1.0)


def _pairs(counts: Floats) -> Floats:
    return counts * (counts - 1) / 2
