"""Does a cut hold? Each is tried on resamples, on answers permuted column by column, and by degree.

Raw stability misleads: noise in few dimensions is cut the same way again and again. What counts is the gain
over permuted answers. A cut along a continuous trait gains as much: so segments must also be tighter than
those of people who answer the same questions alike but differ by degree only (:mod:`traits`). That is the gap
statistic (Tibshirani, Walther and Hastie 2001), with a reference that keeps the correlations.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import silhouette_score
from sklearn.metrics.pairwise import euclidean_distances

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.cluster import QUICK, THOROUGH, Key, Partition, Tick, fit_methods, spaces
from persona_studio.analysis.components import LARGEST_AXES, WeightedFAMD, fit_famd
from persona_studio.analysis.context import Context
from persona_studio.analysis.response_style import Family, centred
from persona_studio.analysis.splits import left_inside
from persona_studio.analysis.stability import Trial, between
from persona_studio.analysis.table import Table
from persona_studio.analysis.traits import Traits, fit_traits
from persona_studio.domain.segments import Candidate, Method

PEOPLE = 2000
"""People drawn from a larger survey to try cuts on."""
COPIES, GRADED = 8, 6
"""Permuted copies of the answers, and surveys drawn from people who differ by degree only."""
SMALL = 600
"""Up to this many people resamples cost little, and more of them are drawn."""
SILHOUETTE_PEOPLE = 800
MOST_PARTED = 10
"""More segments are tried only when asked for, and not parted again."""
FEW_QUESTIONS, FEW_OF_ALL = 2.0, 0.3
"""Two segments differ on at least two questions, or on this share of them where hardly more are asked."""


@dataclass(frozen=True, kw_only=True)
class Spec:
    """What is tried.

    ``families`` are those whose response style is taken out; ``axes`` None leaves them to each method.
    """

    methods: tuple[Method, ...]
    ks: tuple[int, ...]
    rare: float
    axes: int | None = None
    families: tuple[Family, ...] = ()

    def ready(self, table: Table) -> Table:
        """Return the table as it enters the axes."""
        return centred(table, self.families, self.rare) if self.families else table

    def fit(self, table: Table, tick: Tick) -> WeightedFAMD:
        """Return the axes of a ready table."""
        return fit_famd(table, self.rare, max(self.axes or 0, LARGEST_AXES), tick)


@dataclass(frozen=True)
class Assessed:
    """A candidate and what is known of it beside.

    ``gap`` is by how much the logarithm of the inertia inside segments lies under that of people who differ
    by degree, ``spread`` the deviation of that from one such survey to the next; ``apart`` is how much more
    often the segments come back than theirs. ``line`` is the share (0 to 1) of the inertia between segments
    that lies along one line: 1 for the slices of one trait. ``left`` is what one segment more would explain
    (:mod:`splits`), 0 before all draws are made. ``people`` is the count of everybody,
    ``smallest`` that of the smallest segment, ``breadth`` the share (0 to 1) of the questions that the cut
    speaks of, and ``narrow`` the number, over the least asked for, on which the two most alike segments
    differ.
    """

    candidate: Candidate
    gap: float
    spread: float
    apart: float
    line: float
    left: float
    people: int
    smallest: int
    breadth: float
    narrow: float

    @property
    def key(self) -> Key:
        """Method and number of segments."""
        return self.candidate.method, self.candidate.k

    @property
    def weakest(self) -> float:
        """Stability of the least stable segment."""
        return min(self.candidate.jaccard)


@dataclass(frozen=True)
class Evidence:
    """All that was tried: the candidates, and the trial on the real answers of ``table``."""

    table: Table
    spec: Spec
    trial: Trial
    reference: dict[Key, Partition]
    assessed: tuple[Assessed, ...]

    def labels(self, key: Key) -> np.ndarray:
        """Return the segment (from 0) of the people of ``table``."""
        return self.reference[key].assign(self.trial.points[key[0]])

    def of(self, key: Key) -> Assessed:
        """Return what was found about one candidate."""
        return next(a for a in self.assessed if a.key == key)


class Gathering:
    """Trials of one table on resamples and permuted copies, in two rounds.

    After the first one, methods without promise are left there. ``name`` sets its random numbers apart.
    """

    def __init__(self, table: Table, spec: Spec, context: Context, name: str) -> None:
        self.table, self.spec, self.context, self.name = table, spec, context, name
        self.sub = some_of(table, PEOPLE, context.random("people"))
        first, second = ((12, 2, 2), (18, 1, 2)) if self.sub.n <= SMALL else ((8, 2, 2), (17, 1, 2))
        self.rounds = (first, second)
        self.total = COPIES + GRADED + sum(a + COPIES * b + GRADED * c for a, b, c in self.rounds)
        self.done = 0
        self.methods = spec.methods
        self.real = make_trial(self.sub, spec, self._random("real"), context.tick)
        self.nulls = [self._null(copy) for copy in range(COPIES)]
        traits = fit_traits(self.sub, spec.rare, self._random("pilot"))
        self.graded = [self._graded(traits, copy) for copy in range(GRADED)]
        self._reference: dict[Key, Partition] = {}
        self._left: dict[int, float] = {}

    @property
    def looked(self) -> bool:
        """Whether the first round is over."""
        return self.done > COPIES + GRADED

    def first(self) -> Evidence:
        """Return what a first look tells."""
        self._draw(*self.rounds[0])
        return self._evidence()

    def finish(self) -> Evidence:
        """Return what all draws tell, after a first look."""
        self.methods = promising(self.methods, self.spec.ks, self.real, self.nulls)
        self._draw(*self.rounds[1])
        self.context.step(1, 1, "weighing")  # it lasts: all draws are counted, yet nothing is said of them
        self._left = self._left_inside()
        return self._evidence()

    def _draw(self, real: int, permuted: int, graded: int) -> None:
        trials = [(self.real, real), *((trial, permuted) for trial in self.nulls)]
        trials += [(trial, graded) for trial in self.graded]
        for trial in [trial for trial, times in trials for _ in range(times)] if self.methods else []:
            trial.draw(self.methods, self.spec.ks, self._random("draw", self.done), self.context.tick)
            self._advance()

    def _null(self, copy: int) -> Trial:
        permuted = self.sub.permuted(self._random("permute", copy))
        trial = make_trial(permuted, self.spec, self._random("null", copy), self.context.tick)
        self._advance()
        return trial

    def _graded(self, traits: Traits, copy: int) -> Trial:
        drawn = traits.draw(self._random("traits", copy))
        trial = make_trial(drawn, self.spec, self._random("graded", copy), self.context.tick)
        self._advance()
        return trial

    def _advance(self) -> None:
        self.done += 1
        self.context.step(self.done, self.total, "stability")

    def _random(self, *stream: str | int) -> np.random.Generator:
        return self.context.random(self.name, *stream)

    def _left_inside(self) -> dict[int, float]:
        """Return what one segment more than each number tried would explain; nothing where none holds."""
        if not self.methods:
            return {}
        spec, tick = self.spec, self.context.tick
        ready = spec.ready(self.sub)
        model = spec.fit(ready, tick)
        space = spaces(model.eigenvalues, spec.axes, model.above_average)[Method.TREE]
        random = self._random("splits")
        most = min(max(spec.ks), MOST_PARTED)
        return left_inside(ready, lambda t: space.points(model.coordinates(t)), most, random, tick)

    def _evidence(self) -> Evidence:
        if not self._reference:
            points, weights, tick = self.real.points, self.sub.weights, self.context.tick
            self._reference = fit_methods(points, weights, self.spec.ks, self._random("fit"), THOROUGH, tick)
        null = Null(self.nulls, self.graded)
        assessed = assess(self.real, null, self._reference, self._left, self.table.n, self.context.tick)
        return Evidence(self.sub, self.spec, self.real, self._reference, assessed)


def some_of(table: Table, most: int, random: np.random.Generator) -> Table:
    """Return the table of at most so many respondents, drawn at random."""
    return table if table.n <= most else table.take(np.sort(random.choice(table.n, most, replace=False)))


def make_trial(table: Table, spec: Spec, random: np.random.Generator, tick: Tick) -> Trial:
    """Return the trial of some answers: their axes, and the segments of everybody."""
    ready = spec.ready(table)
    model = spec.fit(ready, tick)
    columns = model.encoding.matrix(ready, slice(0, ready.n))
    views = spaces(model.eigenvalues, spec.axes, model.above_average)
    points = {method: views[method].points(columns @ model.axes) for method in spec.methods}
    partitions = fit_methods(points, table.weights, spec.ks, random, QUICK, tick)
    owners = model.encoding.per_column(np.arange(len(model.encoding.coders)))
    return Trial(columns * model.scale, points, table.weights, owners, partitions)


def promising(
    methods: tuple[Method, ...], ks: Sequence[int], real: Trial, nulls: Sequence[Trial]
) -> tuple[Method, ...]:
    """Return the methods that may still be recommended: gain near the best one's."""
    keys = [(method, k) for method in methods for k in ks if (method, k) in real.partitions]
    gains = {key: real.stability(key) - stability_of(key, nulls) for key in keys}
    if not gains:
        return ()
    best = max((value for key, value in gains.items() if key[1] > 2), default=0.0)
    floor = max(best - 0.2, 0.1)
    return tuple(
        method
        for method in methods
        if any(v >= floor for key, v in gains.items() if key[0] is method and (key[1] > 2 or best < 0.3))
    )


@dataclass(frozen=True)
class Null:
    """Answers with nobody of a kind: ``permuted`` column by column, and ``graded``, of people by degree."""

    permuted: Sequence[Trial]
    graded: Sequence[Trial]


def assess(
    real: Trial,
    null: Null,
    reference: dict[Key, Partition],
    left: Mapping[int, float],
    people: int,
    tick: Tick,
) -> tuple[Assessed, ...]:
    """Return what is known of each cut of a trial; ``people`` is the size of the whole survey."""
    shadows = {method: _Shadow(points, real.weights) for method, points in real.points.items()}
    questions, found = len(np.unique(real.owners)), []
    for key, partition in reference.items():
        tick()
        method, k = key
        labels = partition.assign(real.points[method]).astype(np.uint8)
        count, held = np.bincount(labels, minlength=k), np.bincount(labels, weights=real.weights, minlength=k)
        stability, noise = real.stability(key), stability_of(key, null.permuted)
        candidate = Candidate(
            method=method,
            k=k,
            stability=stability,
            null_stability=noise,
            gain=stability - noise,
            jaccard=real.jaccard(key, labels),
            silhouette=shadows[method].silhouette(labels),
            inertia_ratio=shadows[method].inertia_ratio(labels, k),
            min_share=float(held.min() / held.sum()),
        )
        gap, spread = gap_of(key, real, null.graded)
        found.append(
            Assessed(
                candidate=candidate,
                gap=gap,
                spread=spread,
                apart=stability - stability_of(key, null.graded),
                line=shadows[method].line(labels, k),
                left=left.get(k, 0.0),
                people=people,
                smallest=int(count.min() * people / len(labels)),
                breadth=real.breadth(labels, k),
                narrow=real.narrowest(labels, k) / min(FEW_QUESTIONS, FEW_OF_ALL * questions),
            )
        )
    return tuple(found)


def stability_of(key: Key, trials: Sequence[Trial]) -> float:
    """Return the mean stability of a cut over trials; 1 when none could be cut so."""
    found = [trial.stability(key) for trial in trials if key in trial.partitions]
    return float(np.mean(found)) if found else 1.0


def gap_of(key: Key, real: Trial, graded: Sequence[Trial]) -> tuple[float, float]:
    """Return how far the logarithm of the inertia inside lies under that of graded people, and its spread."""
    inside = [trial.inside(key) for trial in graded if key in trial.partitions]
    if len(inside) < 2 or key not in real.partitions:
        return 0.0, 1.0
    logs = np.log(np.maximum(inside, 1e-12))
    gap = float(logs.mean() - np.log(max(real.inside(key), 1e-12)))
    return gap, float(logs.std(ddof=1)) * (1.0 + 1.0 / len(logs)) ** 0.5


class _Shadow:
    """Distances between some people, and inertia inside segments, in the space of one method."""

    def __init__(self, points: Floats, weights: Floats) -> None:
        self.points, self.weights = points - np.average(points, axis=0, weights=weights), weights
        self.some = np.unique(
            np.linspace(0, len(points) - 1, min(len(points), SILHOUETTE_PEOPLE)).astype(np.intp)
        )
        self.distances = euclidean_distances(points[self.some])
        np.fill_diagonal(self.distances, 0.0)
        self.inside = {1: self._whole()}

    def _whole(self) -> float:
        return float(self.weights @ (self.points**2).sum(axis=1) / self.weights.sum())

    def silhouette(self, labels: np.ndarray) -> float:
        """Return the mean silhouette (Rousseeuw 1987) of some people; 0 when they fall in one segment."""
        some = labels[self.some]
        if not 1 < len(np.unique(some)) < len(some):
            return 0.0
        return float(silhouette_score(self.distances, some, metric="precomputed"))

    def line(self, labels: np.ndarray, k: int) -> float:
        """Return the share of the inertia between segments that lies along one line."""
        held = np.bincount(labels, weights=self.weights, minlength=k)
        means = (np.eye(k)[:, labels] * self.weights) @ self.points / np.maximum(held, 1e-12)[:, None]
        parts = np.linalg.eigvalsh((means * held[:, None]).T @ means)
        return float(parts[-1] / parts.sum()) if parts.sum() > 0 else 1.0

    def inertia_ratio(self, labels: np.ndarray, k: int) -> float | None:
        """Return the inertia inside k segments over that inside k - 1, None when that was not tried.

        Cuts must come by rising k.
        """
        self.inside[k] = self.inside[1] - float(between(self.points, self.weights, labels, k).sum())
        before = self.inside.get(k - 1, 0.0)
        return self.inside[k] / before if before > 0 else None
