"""Ward's hierarchical clustering of weighted points, without the n² matrix of distances.

Nearest-neighbour chain (Murtagh 1983): the cost of a merge depends on centres and masses only, so that it is
computed when needed. Ties go to the first point in canonical order.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from persona_studio.analysis.arrays import Floats, Labels


@dataclass(frozen=True)
class Tree:
    """Merges by rising cost.

    ``edges`` (n - 1, 2) link a point of each side; ``heights`` are losses of inertia.
    """

    edges: np.ndarray
    heights: Floats

    @property
    def points(self) -> int:
        """Number of points at the foot of the tree."""
        return len(self.edges) + 1

    def cut(self, k: int) -> Labels:
        """Return the segment (from 0) of each point when the tree is cut into ``k`` parts."""
        first, second = self.edges[: self.points - k].T
        graph = coo_array((np.ones(len(first), bool), (first, second)), shape=(self.points, self.points))
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)

    def within(self, most: int) -> Floats:
        """Return the inertia inside segments for 1, 2, ... ``most`` segments; masses sum to 1."""
        return np.asarray(np.cumsum(self.heights)[::-1][:most])


def ward(points: Floats, masses: Floats, tick: Callable[[], None] = lambda: None) -> Tree:
    """Return the tree of weighted points, shape (n, axes); ``tick`` is called every few merges."""
    forest = _Forest(points.copy(), masses / masses.sum(), np.arange(len(points)))
    edges, heights = np.empty((len(points) - 1, 2), np.intp), np.empty(len(points) - 1)
    for done in range(len(points) - 1):
        if done % 64 == 0:
            tick()
            forest.forget_the_dead()
        first, second, height = forest.next_merge()
        edges[done], heights[done] = (forest.names[first], forest.names[second]), height
        forest.merge(first, second)
    order = np.argsort(heights, kind="stable")
    return Tree(edges[order], heights[order])


class _Forest:
    """The trees not yet joined, and the chain of nearest neighbours that leads to the next merge."""

    def __init__(self, centres: Floats, masses: Floats, names: np.ndarray) -> None:
        self.centres, self.masses, self.names = centres, masses, names
        self.alive = np.ones(len(names), bool)
        self.chain: list[int] = []

    def next_merge(self) -> tuple[int, int, float]:
        """Return two trees that are each other's nearest, first one first, and what joining them costs."""
        if not self.chain:
            self.chain.append(int(self.alive.argmax()))
        while True:
            last = self.chain[-1]
            costs = self._costs(last)
            nearest = int(costs.argmin())
            before = self.chain[-2] if len(self.chain) > 1 else None
            if before is not None and costs[before] <= costs[nearest]:
                first, second = sorted((self.chain.pop(), self.chain.pop()))
                return first, second, float(costs[before])
            self.chain.append(nearest)

    def _costs(self, point: int) -> Floats:
        gaps = self.centres - self.centres[point]
        costs = np.einsum("ij,ij->i", gaps, gaps)
        costs *= self.masses * (self.masses[point] / (self.masses + self.masses[point]))
        costs[~self.alive] = np.inf
        costs[point] = np.inf
        return np.asarray(costs)

    def merge(self, first: int, second: int) -> None:
        """Join the second tree to the first."""
        total = self.masses[first] + self.masses[second]
        pull = self.masses[second] / total
        self.centres[first] += pull * (self.centres[second] - self.centres[first])
        self.masses[first] = total
        self.alive[second] = False

    def forget_the_dead(self) -> None:
        """Shorten the arrays once half of their trees have been joined to another one."""
        if self.alive.sum() > len(self.alive) / 2:
            return
        place = np.cumsum(self.alive) - 1
        self.chain = [int(place[point]) for point in self.chain]
        self.centres, self.masses = self.centres[self.alive], self.masses[self.alive]
        self.names = self.names[self.alive]
        self.alive = np.ones(len(self.names), bool)
