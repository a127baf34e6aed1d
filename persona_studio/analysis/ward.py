"""Ward's hierarchical clustering of weighted points, without the n² matrix of distances.

Nearest-neighbour chain (Murtagh 1983): the cost of a merge depends on centres and masses only, so that it is computed
when needed. Ties go to the first point in canonical order.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from persona_studio.analysis.arrays import Floats, Labels


@dataclass(frozen=True)
class Tree:
    """Merges by rising cost. ``edges`` (n - 1, 2) link a point of each side; ``heights`` are losses of inertia."""

    edges: np.ndarray
    heights: Floats

    def cut(self, k: int) -> Labels:
        """Return the segment (from 0) of each point when the tree is cut into ``k`` parts."""
        n = len(self.edges) + 1
        first, second = self.edges[: n - k].T
        graph = coo_array((np.ones(n - k, bool), (first, second)), shape=(n, n))
        return np.asarray(connected_components(graph, directed=False)[1], dtype=np.intp)

    def within(self, most: int) -> Floats:
        """Return the inertia inside segments for 1, 2, ... ``most`` segments."""
        return np.cumsum(self.heights)[::-1][:most]


def ward(points: Floats, masses: Floats, tick: Callable[[int], None] = lambda _: None) -> Tree:
    """Return the tree of weighted points, shape (n, axes); ``tick`` receives the number of merges done."""
    n = len(points)
    centres, mass = points.copy(), masses / masses.sum()
    alive = np.ones(n, bool)
    edges, heights = np.empty((max(n - 1, 0), 2), np.intp), np.empty(max(n - 1, 0))
    chain: list[int] = []
    for done in range(n - 1):
        tick(done)
        if not chain:
            chain.append(int(alive.argmax()))
        while True:
            last = chain[-1]
            costs = _costs(centres, mass, alive, last)
            nearest = int(costs.argmin())
            if len(chain) > 1 and costs[chain[-2]] <= costs[nearest]:
                break
            chain.append(nearest)
        first, second = sorted((chain.pop(), chain.pop()))
        edges[done], heights[done] = (first, second), costs[chain_end(first, second, last)]
        _merge(centres, mass, alive, first, second)
    order = np.argsort(heights, kind="stable")
    return Tree(edges[order], heights[order])


def chain_end(first: int, second: int, last: int) -> int:
    """Return which of two merged points is not the one whose costs are known."""
    return first if second == last else second


def _costs(centres: Floats, mass: Floats, alive: np.ndarray, point: int) -> Floats:
    gaps = centres - centres[point]
    costs = np.einsum("ij,ij->i", gaps, gaps)
    costs *= mass * (mass[point] / (mass + mass[point]))
    costs[~alive] = np.inf
    costs[point] = np.inf
    return costs


def _merge(centres: Floats, mass: Floats, alive: np.ndarray, first: int, second: int) -> None:
    total = mass[first] + mass[second]
    centres[first] = (mass[first] * centres[first] + mass[second] * centres[second]) / total
    mass[first] = total
    alive[second] = False
