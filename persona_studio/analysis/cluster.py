"""Three ways to form segments on the axes, all of them ending as one linear rule per segment.

TREE: Ward's tree on the strongest raw axes, cut, then consolidated by k-means from its centres (Husson, Josse, Pagès 2010).
KMEANS: the same on axes brought to unit variance. MIXTURE: Gaussian mixture with one shared covariance.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans

from persona_studio.analysis.arrays import Floats, Labels, chunks
from persona_studio.analysis.mixture import fit_mixture
from persona_studio.analysis.ward import Tree, ward
from persona_studio.domain.segments import Method

METHODS = (Method.TREE, Method.KMEANS, Method.MIXTURE)
BETTER_START = 0.995
"""Random starts replace the tree's when they bring the inertia inside segments under this share of it."""


@dataclass(frozen=True)
class Space:
    """The axes a method looks at: the first ``len(scale)`` ones, each multiplied by its scale."""

    scale: Floats

    def points(self, coordinates: Floats) -> Floats:
        """Return coordinates as the method sees them."""
        return np.ascontiguousarray(coordinates[:, : len(self.scale)] * self.scale)


@dataclass(frozen=True)
class Partition:
    """Segments as a rule: a person goes to argmax(coordinates @ slopes + constants)."""

    method: Method
    space: Space
    slopes: Floats
    constants: Floats
    better_start: bool = False

    @property
    def k(self) -> int:
        """Number of segments."""
        return len(self.constants)

    def assign(self, points: Floats) -> Labels:
        """Return the segment (from 0) of points of the space."""
        return np.asarray((points @ self.slopes + self.constants).argmax(axis=1))

    def assign_all(self, coordinates: Callable[[slice], Floats], rows: int) -> np.ndarray:
        """Return the segment (from 0) of many respondents, by chunks; dtype uint8."""
        labels = np.empty(rows, np.uint8)
        for part in chunks(rows):
            labels[part] = self.assign(self.space.points(coordinates(part)))
        return labels


@dataclass(frozen=True)
class Effort:
    """How hard to look for the best segments.

    Trees are grown on all distinct points up to ``direct``, above on ``micro`` small groups; ``starts`` random starts of
    k-means compete with the tree's.
    """

    direct: int
    micro: int
    micro_steps: int
    starts: int
    steps: int
    close: float


THOROUGH = Effort(direct=4000, micro=400, micro_steps=15, starts=20, steps=300, close=1e-7)
QUICK = Effort(direct=240, micro=100, micro_steps=5, starts=0, steps=60, close=1e-4)
Tick = Callable[[], None]


def spaces(eigenvalues: Floats, asked: int | None, kept: int) -> dict[Method, Space]:
    """Return the axes of each method: those ``asked`` for, else 5 raw ones for the tree and at most 10 for the others.

    Five raw axes are what reproduces on real surveys, ten of unit variance what finds planted segments best.
    """
    few, more = (asked, asked) if asked else (min(5, kept), min(10, kept))
    unit = Space(1.0 / np.sqrt(eigenvalues[:more]))
    return {Method.TREE: Space(np.ones(min(few, len(eigenvalues)))), Method.KMEANS: unit, Method.MIXTURE: unit}


def fit_methods(
    points: Mapping[Method, Floats],
    views: Mapping[Method, Space],
    weights: Floats,
    ks: Sequence[int],
    random: np.random.Generator,
    effort: Effort,
    tick: Tick,
) -> dict[tuple[Method, int], Partition]:
    """Return the partition of each method of ``points`` into each number of segments of ``ks``.

    ``weights`` may hold zeros (a resample): such points take part in nothing.
    """
    found: dict[tuple[Method, int], Partition] = {}
    if Method.TREE in points:
        for partition in _by_tree(Method.TREE, points[Method.TREE], views[Method.TREE], weights, ks, random, effort, tick):
            found[Method.TREE, partition.k] = partition
    unit = points.get(Method.KMEANS, points.get(Method.MIXTURE))
    if unit is None:
        return found
    for start in _by_tree(Method.KMEANS, unit, views[Method.KMEANS], weights, ks, random, effort, tick):
        if Method.KMEANS in points:
            found[Method.KMEANS, start.k] = start
        if Method.MIXTURE in points:
            found[Method.MIXTURE, start.k] = _mixture(unit, views[Method.MIXTURE], weights, start, effort, tick)
    return found


def _by_tree(
    method: Method,
    points: Floats,
    space: Space,
    weights: Floats,
    ks: Sequence[int],
    random: np.random.Generator,
    effort: Effort,
    tick: Tick,
) -> Iterable[Partition]:
    on = weights > 0
    distinct, masses = gather(points[on], weights[on])
    tree_points, tree_masses = small_groups(distinct, masses, random, effort)
    tree = ward(tree_points, tree_masses, lambda done: tick() if done % 64 == 0 else None)
    for k in ks:
        if k <= len(tree_points):
            tick()
            start = centres_of(tree_points, tree_masses, tree.cut(k), k)
            yield _consolidated(method, distinct, masses, space, start, random, effort)


def gather(points: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Return the distinct points, in lexicographic order, and the weight each holds."""
    distinct, place = np.unique(points, axis=0, return_inverse=True)
    return distinct, np.bincount(place.ravel(), weights=weights)


def small_groups(points: Floats, masses: Floats, random: np.random.Generator, effort: Effort) -> tuple[Floats, Floats]:
    """Return points few enough for a tree: themselves, or the centres and masses of micro-segments."""
    if len(points) <= max(effort.direct, effort.micro):
        return points, masses
    chosen = np.sort(random.choice(len(points), effort.micro, replace=False, p=masses / masses.sum()))
    labels = _kmeans(points, masses, points[chosen], effort.micro_steps).labels_
    filled, labels = np.unique(labels, return_inverse=True)
    return centres_of(points, masses, labels, len(filled)), np.bincount(labels, weights=masses)


def centres_of(points: Floats, masses: Floats, labels: Labels, k: int) -> Floats:
    """Return the weighted mean of each of ``k`` segments; shape (k, axes)."""
    held = np.bincount(labels, weights=masses, minlength=k)
    sums = [np.bincount(labels, weights=masses * axis, minlength=k) for axis in points.T]
    return np.stack(sums, axis=1) / held[:, None]


def _kmeans(points: Floats, masses: Floats, start: Floats, steps: int) -> KMeans:
    model = KMeans(len(start), init=start, n_init=1, max_iter=steps, tol=0, algorithm="lloyd")
    return model.fit(points, sample_weight=masses)


def _consolidated(
    method: Method,
    points: Floats,
    masses: Floats,
    space: Space,
    start: Floats,
    random: np.random.Generator,
    effort: Effort,
) -> Partition:
    best = _kmeans(points, masses, start, effort.steps)
    better = False
    if effort.starts:
        seed = int(random.integers(2**31))
        other = KMeans(len(start), n_init=effort.starts, random_state=seed).fit(points, sample_weight=masses)
        better = bool(other.inertia_ < BETTER_START * best.inertia_)
        best = other if better else best
    centres = best.cluster_centers_
    return Partition(method, space, centres.T, -0.5 * (centres**2).sum(axis=1), better)


def _mixture(points: Floats, space: Space, weights: Floats, start: Partition, effort: Effort, tick: Tick) -> Partition:
    on = weights > 0
    people = points[on]
    shares = np.eye(start.k)[:, start.assign(people)]
    slopes, constants = fit_mixture(people, weights[on], shares, effort.steps, effort.close, tick)
    return Partition(Method.MIXTURE, space, slopes, constants)


def tree_of(points: Floats, weights: Floats, tick: Tick) -> Tree:
    """Return Ward's tree of weighted points, as the named method TREE cuts it."""
    return ward(*gather(points, weights), lambda done: tick() if done % 64 == 0 else None)
