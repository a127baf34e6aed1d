"""How well segments come back when people are drawn again, minus how well they come back from nothing.

Agreement is the adjusted Rand index (Hubert and Arabie 1985) between the segments of two bootstrap samples, all people
being assigned by both; the null is the same on answers permuted column by column. Raw stability misleads: noise in few
dimensions is cut the same way again and again. The difference, the gain, does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.cluster import QUICK, Space, Tick, fit_methods
from persona_studio.domain.segments import Method

Key = tuple[Method, int]


@dataclass
class Resampler:
    """Draws people again and again from one set of coordinates, and remembers where everybody went."""

    coordinates: Floats
    views: Mapping[Method, Space]
    weights: Floats
    drawn: int = 0
    labels: dict[Key, list[np.ndarray]] = field(default_factory=lambda: defaultdict(list))

    def draw(self, methods: Iterable[Method], ks: Sequence[int], random: np.random.Generator, tick: Tick) -> None:
        """Segment one more resample, by some methods, into each number of segments."""
        n = len(self.weights)
        times = np.bincount(random.integers(0, n, n), minlength=n)
        points = {method: self.views[method].points(self.coordinates) for method in methods}
        for key, partition in fit_methods(points, self.views, times * self.weights, ks, random, QUICK, tick).items():
            self.labels[key].append(partition.assign(points[key[0]]).astype(np.uint8))
        self.drawn += 1

    def stability(self, key: Key) -> float:
        """Return the mean agreement between the resamples."""
        tables = contingency(self.labels[key], key[1], self.weights)
        first, second = np.triu_indices(len(tables), 1)
        return float(np.mean(adjusted_rand(tables[first, :, second, :])))

    def jaccard(self, key: Key, reference: np.ndarray) -> Floats:
        """Return, for each segment of ``reference``, its mean best overlap with the resamples' (Hennig 2007)."""
        tables = contingency([reference, *self.labels[key]], key[1], self.weights)[0]
        shared = np.moveaxis(tables[:, 1:, :], 1, 0)
        mine, theirs = shared.sum(axis=2, keepdims=True), shared.sum(axis=1, keepdims=True)
        overlap = shared / np.maximum(mine + theirs - shared, 1e-12)
        return np.asarray(overlap.max(axis=2).mean(axis=0))


def contingency(labels: Sequence[np.ndarray], k: int, weights: Floats) -> Floats:
    """Return the weighted cross-tables of every pair of partitions; shape (partitions, k, partitions, k)."""
    count = len(labels)
    member = np.zeros((len(weights), count * k))
    people = np.arange(len(weights))
    for place, partition in enumerate(labels):
        member[people, place * k + partition] = 1.0
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
    return np.where(room > 1e-12, (together - expected) / np.where(room > 1e-12, room, 1.0), 1.0)


def _pairs(counts: Floats) -> Floats:
    return counts * (counts - 1) / 2
