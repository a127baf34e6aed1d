"""Three ways to form segments on the axes, all of them ending as one linear rule per segment.

TREE: Ward's tree on the strongest raw axes, cut, then consolidated by k-means from its centres (Husson,
Josse, Pagès 2010). MIXTURE: Gaussian mixture with one shared covariance on the same axes, begun at the tree's
segments. KMEANS: the tree and k-means on axes brought to unit variance.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans

from persona_studio.analysis.arrays import Floats, Labels, chunks
from persona_studio.analysis.mixture import fit_mixture
from persona_studio.analysis.ward import Tree, ward
from persona_studio.domain.segments import Method

METHODS = (Method.TREE, Method.KMEANS, Method.MIXTURE)
TRIED = (Method.TREE, Method.MIXTURE)
"""What is recommended among: on axes of unit variance the truth is found less often, noise axes weighing as
much as the others, and on simulated surveys the advice was never better for it."""
FEW_AXES, MORE_AXES = 5, 10
"""Five raw axes come back on real surveys, ten of unit variance find planted segments best."""
BETTER_START = 0.995
"""Random starts replace the tree's when they bring the inertia inside segments under this share of it."""

Tick = Callable[[], None]
Key = tuple[Method, int]
"""A method and a number of segments."""


@dataclass(frozen=True)
class Space:
    """The axes a method looks at: the first ``len(scale)`` ones, each multiplied by its scale."""

    scale: Floats

    def points(self, coordinates: Floats) -> Floats:
        """Return coordinates as the method sees them, to ten decimals; shape (rows, axes).

        The same answers must be the very same point: a product of matrices may differ in the last digit
        from one row to another, and ties would then be cut by chance.
        """
        return np.ascontiguousarray(np.round(coordinates[:, : len(self.scale)] * self.scale, 10) + 0.0)


def spaces(eigenvalues: Floats, asked: int | None, kept: int) -> dict[Method, Space]:
    """Return the axes of each method: those ``asked`` for, else 5 raw or 10 unit ones among ``kept``."""
    few, more = (asked, asked) if asked else (min(FEW_AXES, kept), min(MORE_AXES, kept))
    raw = Space(np.ones(min(few, len(eigenvalues))))
    return {Method.TREE: raw, Method.KMEANS: Space(1.0 / np.sqrt(eigenvalues[:more])), Method.MIXTURE: raw}


@dataclass(frozen=True)
class Partition:
    """Segments as a rule on the points of a space: a person goes to argmax(points @ slopes + constants).

    ``likelihood`` of a mixture is its mean logarithm per person, up to a constant of the points.
    """

    slopes: Floats
    constants: Floats
    restarted: bool = False
    likelihood: float = 0.0

    @property
    def k(self) -> int:
        """Number of segments."""
        return len(self.constants)

    def assign(self, points: Floats) -> Labels:
        """Return the segment (from 0) of points of the space."""
        return np.asarray((points @ self.slopes + self.constants).argmax(axis=1))


def assign_all(partition: Partition, points: Callable[[slice], Floats], rows: int, tick: Tick) -> np.ndarray:
    """Return the segment (from 0) of many respondents, by chunks; dtype uint8."""
    labels = np.empty(rows, np.uint8)
    for part in chunks(rows):
        labels[part] = partition.assign(points(part))
        tick()
    return labels


@dataclass(frozen=True)
class Effort:
    """How hard to look for the best segments.

    Trees are grown on all distinct points up to ``direct``, above on ``micro`` small groups found in
    ``micro_steps``. Consolidation ends after ``steps``, or, for a mixture, when the likelihood rises by less
    than ``close``.
    """

    direct: int
    micro: int
    micro_steps: int
    steps: int
    close: float


THOROUGH = Effort(direct=10_000, micro=400, micro_steps=15, steps=300, close=1e-7)
QUICK = Effort(direct=240, micro=100, micro_steps=5, steps=20, close=5e-4)


@dataclass(frozen=True)
class Grove:
    """The distinct points of a space, the weight each holds, the tree of them or of their micro-segments."""

    points: Floats
    masses: Floats
    nodes: Floats
    node_masses: Floats
    tree: Tree

    def start(self, k: int) -> Floats:
        """Return the centres of the tree cut into ``k`` parts; shape (k, axes)."""
        return centres_of(self.nodes, self.node_masses, self.tree.cut(k), k)


def grow(points: Floats, weights: Floats, random: np.random.Generator, effort: Effort, tick: Tick) -> Grove:
    """Return the tree of weighted points; those of weight 0 (not drawn) take part in nothing."""
    on = weights > 0
    distinct, place = np.unique(points[on], axis=0, return_inverse=True)
    masses = np.bincount(place.ravel(), weights=weights[on]).astype(np.float64)
    nodes, node_masses = _small_groups(distinct, masses, random, effort)
    return Grove(distinct, masses, nodes, node_masses, ward(nodes, node_masses, tick))


def _small_groups(
    points: Floats, masses: Floats, random: np.random.Generator, effort: Effort
) -> tuple[Floats, Floats]:
    if len(points) <= max(effort.direct, effort.micro):
        return points, masses
    chosen = np.sort(random.choice(len(points), effort.micro, replace=False, p=masses / masses.sum()))
    labels = kmeans(points, masses, points[chosen], effort.micro_steps).labels_
    filled, labels = np.unique(labels, return_inverse=True)
    held = np.bincount(labels, weights=masses).astype(np.float64)
    return centres_of(points, masses, labels, len(filled)), held


def centres_of(points: Floats, masses: Floats, labels: Labels, k: int) -> Floats:
    """Return the weighted mean of each of ``k`` segments; shape (k, axes)."""
    held = np.bincount(labels, weights=masses, minlength=k)
    sums = [np.bincount(labels, weights=masses * axis, minlength=k) for axis in points.T]
    return np.stack(sums, axis=1) / held[:, None]


def kmeans(points: Floats, masses: Floats, start: Floats, steps: int) -> KMeans:
    """Return weighted k-means from some centres, after so many steps at most."""
    model = KMeans(len(start), init=start, n_init=1, max_iter=steps, tol=0, algorithm="lloyd")
    return model.fit(points, sample_weight=masses)


def consolidate(grove: Grove, k: int, effort: Effort) -> Partition:
    """Return the k-means segments that start from the tree cut into ``k`` parts."""
    return _rule(kmeans(grove.points, grove.masses, grove.start(k), effort.steps).cluster_centers_)


def _rule(centres: Floats, restarted: bool = False) -> Partition:
    """Return the rule that sends people to the nearest centre."""
    return Partition(centres.T, -0.5 * (centres**2).sum(axis=1), restarted)


def with_random_starts(
    grove: Grove, partition: Partition, random: np.random.Generator, tick: Tick
) -> Partition:
    """Return the best of 20 random starts of k-means when clearly better than a partition, else that one."""
    best, least = None, BETTER_START * _inertia(grove, partition)
    for seed in random.integers(2**31, size=20):
        tick()
        model = KMeans(partition.k, n_init=1, random_state=int(seed)).fit(
            grove.points, sample_weight=grove.masses
        )
        if model.inertia_ < least:
            best, least = model, model.inertia_
    return partition if best is None else _rule(best.cluster_centers_, restarted=True)


def _inertia(grove: Grove, partition: Partition) -> float:
    gaps = grove.points - partition.slopes.T[partition.assign(grove.points)]
    return float(grove.masses @ (gaps**2).sum(axis=1))


def mix(points: Floats, weights: Floats, start: Partition, effort: Effort, tick: Tick) -> Partition:
    """Return the mixture that begins at a partition.

    From random centres the likeliest mixture often tells the names of one question apart, each a dense lump:
    in half of the simulated surveys with few nominal questions it then has nothing to do with the truth.
    """
    on = weights > 0
    people = points[on]
    member = np.eye(start.k)[:, start.assign(people)]
    done = fit_mixture(people, weights[on], member, effort.steps, effort.close, tick)
    return Partition(done.slopes, done.constants, likelihood=done.likelihood)


def fit_methods(
    points: Mapping[Method, Floats],
    weights: Floats,
    ks: Sequence[int],
    random: np.random.Generator,
    effort: Effort,
    tick: Tick,
) -> dict[Key, Partition]:
    """Return the partition by each method of ``points`` into each possible number of segments of ``ks``."""
    found: dict[Key, Partition] = {}
    for family in ((Method.TREE, Method.MIXTURE), (Method.KMEANS,)):
        wanted = [method for method in family if method in points]
        if not wanted:
            continue
        cloud = points[wanted[0]]
        grove = grow(cloud, weights, random, effort, tick)
        for k in (k for k in ks if k <= len(grove.nodes)):
            tick()
            start = consolidate(grove, k, effort)
            for method in wanted:
                is_mixture = method is Method.MIXTURE
                found[method, k] = mix(cloud, weights, start, effort, tick) if is_mixture else start
    return found


def automatic_cut(tree: Tree, least: int = 3, most: int = 10) -> int:
    """Return where the reference tool cuts a tree: where inertia inside segments falls most against k - 1.

    Husson, Josse and Pagès (2010): the smallest ratio of the inertia of k segments to that of k - 1, for 3 to
    10.
    """
    within = tree.within(min(most, tree.points - 1))
    ratios = within[least - 1 :] / within[least - 2 : -1]
    return least + int(ratios.argmin()) if len(ratios) else min(least, tree.points)
