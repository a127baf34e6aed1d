"""Golden questions: which few questions tell a respondent's segment, and how well they do.

Questions are added one by one, and exchanged while that helps, by the mean probability that naive Bayes gives
to each respondent's own segment with that respondent left out. What the questions are worth is measured
by cross-validation with the whole choice made anew within each fold.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
from sklearn.isotonic import IsotonicRegression

from persona_studio.analysis.arrays import Floats, Labels
from persona_studio.analysis.context import Context, steady
from persona_studio.analysis.golden_answers import (
    Sample,
    asked_again,
    columns_of,
    read_questions,
    segment_rows,
)
from persona_studio.analysis.golden_points import (
    chances,
    evidence,
    points_of,
    prior_evidence,
    start_points,
    stored,
    totals,
)
from persona_studio.analysis.golden_tree import followed, path
from persona_studio.analysis.table import canonical_order, read_weights
from persona_studio.domain.golden import (
    DECIMALS,
    FEWEST_QUESTIONS,
    MOST_QUESTIONS,
    Accuracy,
    Golden,
    GoldenQuestion,
    Wish,
)
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError

FOLDS = 5
MOST_PEOPLE = 20_000
"""Respondents looked at, at most: more change no choice."""
ROUNDS = 3
"""Times that each question chosen may be exchanged, before the next one is added."""
BETTER = 1e-6
"""Mean probability that an exchange must add."""
LARGEST = np.float32(60)
"""Logarithm of odds beyond which nothing changes, and float32 would overflow."""
LARGEST_MARGIN = 0.9
FEWEST_DOUBTFUL = 10
OFTEN = 0.5
"""Share of each segment's people that a number of questions must find to be proposed, if any can."""
SURE = 0.6
"""Share of right guesses under which nobody is sorted."""


@dataclass(frozen=True)
class _Folded:
    """Points of each respondent from folds that did not hold them; shape (k, n)."""

    totals: np.ndarray
    sample: Sample

    @property
    def likeliest(self) -> Labels:
        """The segment with most points, the first of those that tie."""
        return np.asarray(self.totals.argmax(axis=0))

    @property
    def worst(self) -> float:
        """The share of its people that are found in the segment where that is the lowest."""
        sample = self.sample
        right = sample.weights * (self.likeliest == sample.labels)
        found = np.bincount(sample.labels, right, sample.k)
        return float((found / np.bincount(sample.labels, sample.weights, sample.k)).min())

    def accuracy(self) -> float:
        """Return the weighted share of respondents whose segment was found."""
        return self.share(self.likeliest == self.sample.labels)

    def share(self, those: np.ndarray) -> float:
        """Return the weighted share of some respondents, 0 to 1."""
        return float(self.sample.weights @ those) / self.sample.n


def golden(
    wave: Wave, answers: Answers, labels: Column, found: Segmentation, wish: Wish, progress: Progress
) -> Golden:
    """Choose the golden questions of a segmentation among its active variables, or take those of the wish.

    The same answers give the same questions in any order of rows and columns.

    Raises:
        UserError: there are no two segments, no question can be asked, or one that is wished cannot.
        Cancelled: the user asked to stop.
    """
    if len(found.segments) < 2:
        raise UserError("golden_no_segments")
    context = Context(progress, wish.seed)
    with steady():
        context.step(0, FOLDS + 2, "golden")
        sample = read_sample(wave, answers, labels, found, wish.kept)
        return _Work(wave, found, wish, sample, context).result()


def read_sample(
    wave: Wave, answers: Answers, labels: Column, found: Segmentation, kept: Sequence[Id] = ()
) -> Sample:
    """Return the respondents in segments with what can be asked of them, in an order of their own."""
    rows, numbers = segment_rows(found, labels)
    weights = read_weights(wave, answers, found.recipe)[rows]
    variables = asked_again(wave, (*found.recipe.active, *kept))
    questions = read_questions(variables, answers, rows, weights)
    if not questions:
        raise UserError("golden_no_question")
    order = canonical_order([*columns_of(questions), numbers.astype(np.uint8), weights])
    whole = Sample(tuple(questions), numbers, weights, len(found.segments))
    return whole.take(order)


@dataclass(frozen=True)
class _Work:
    """The steps of one choice."""

    wave: Wave
    found: Segmentation
    wish: Wish
    whole: Sample
    context: Context

    def result(self) -> Golden:
        """Choose, estimate, collapse to points."""
        sample = self._looked_at()
        kept = self._kept(sample)
        usual = [i for i, q in enumerate(sample.questions) if q.variable in set(self.found.recipe.active)]
        among = sample.of(usual or kept)
        folds = self._folds(sample)
        nested = self._nested(among, folds)
        curve = tuple((size, round(each.accuracy(), 4)) for size, each in sorted(nested.items()))
        if kept:
            chosen, estimate = sample.of(kept), self._fixed(sample.of(kept), folds)
        else:
            size = self._size(nested)
            chosen, estimate = among.of(select(among, size)[size]), nested[size]
        return self._golden(chosen, folds, estimate, curve, nested=not kept)

    def _looked_at(self) -> Sample:
        if self.whole.n <= MOST_PEOPLE:
            return self.whole
        drawn = self.context.random("golden", "sample").permutation(self.whole.n)[:MOST_PEOPLE]
        return self.whole.take(np.sort(drawn))

    def _kept(self, sample: Sample) -> list[int]:
        place = {question.variable: i for i, question in enumerate(sample.questions)}
        labels = {v.id: v.label for v in self.wave.variables}
        for variable in self.wish.kept:
            if variable not in labels:
                raise UserError("edit_target_gone")
            if variable not in place:
                raise UserError("golden_not_askable", variable=labels[variable])
        return [place[variable] for variable in dict.fromkeys(self.wish.kept)]

    def _size(self, nested: dict[int, _Folded]) -> int:
        """Return how many questions the wish asks for: the fewest that reach its accuracy in all segments."""
        sizes = sorted(nested)
        if self.wish.questions is not None:
            return min(max(self.wish.questions, sizes[0]), sizes[-1])
        accuracy = {size: round(nested[size].accuracy(), 4) for size in sizes}
        enough = [size for size in sizes if accuracy[size] >= (self.wish.accuracy or 0.0)]
        even = [size for size in enough if nested[size].worst >= OFTEN]
        return (even or enough or [max(sizes, key=lambda size: (accuracy[size], -size))])[0]

    # ---------------------------------------------------------------- cross-validation

    def _folds(self, sample: Sample) -> np.ndarray:
        """Return each respondent's fold: every segment is spread over all of them."""
        random = self.context.random("golden", "folds")
        folds = np.empty(sample.n, np.intp)
        for segment in range(sample.k):
            members = np.flatnonzero(sample.labels == segment)
            folds[random.permutation(members)] = np.arange(len(members)) % FOLDS
        return folds

    def _nested(self, sample: Sample, folds: np.ndarray) -> dict[int, _Folded]:
        """Return what questions chosen without a fold find in it, by their number."""
        most = min(MOST_QUESTIONS, len(sample.questions))
        sizes = range(min(FEWEST_QUESTIONS, most), most + 1)
        found = {size: np.zeros((sample.k, sample.n), np.int64) for size in sizes}
        for fold in range(FOLDS):
            self.context.step(fold, FOLDS + 2, "golden")
            inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            fit, seen = sample.take(inside), sample.take(outside)
            sets = select(fit, most, self.context.tick)
            for size in sizes:
                found[size][:, outside] = _scored(fit.of(sets[size]), seen.of(sets[size]))
        return {size: _Folded(points, sample) for size, points in found.items()}

    def _fixed(self, sample: Sample, folds: np.ndarray) -> _Folded:
        """Return what given questions find in each fold with points from the others."""
        found = np.zeros((sample.k, sample.n), np.int64)
        for fold in range(FOLDS):
            inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            found[:, outside] = _scored(sample.take(inside), sample.take(outside))
        return _Folded(found, sample)

    # ---------------------------------------------------------------- what is kept

    def _golden(
        self,
        chosen: Sample,
        folds: np.ndarray,
        estimate: _Folded,
        curve: tuple[tuple[int, float], ...],
        *,
        nested: bool,
    ) -> Golden:
        self.context.step(FOLDS, FOLDS + 2, "golden")
        chosen = chosen.of(_in_order(chosen))
        chance = float(np.bincount(chosen.labels, chosen.weights).max()) / chosen.n
        margin = _margin(estimate)
        whole = self.whole.of([_place(self.whole, q.variable) for q in chosen.questions])
        self.context.step(FOLDS + 1, FOLDS + 2, "golden")
        return Golden(
            questions=self._questions(whole, self._gains(chosen, folds, chance)),
            segments=tuple(segment.id for segment in self.found.segments),
            numbers=tuple(segment.number for segment in self.found.segments),
            start=tuple(map(int, start_points(whole))),
            margin=margin,
            accuracy=_measured(estimate, margin, nested=nested),
            curve=curve,
            path=path(chosen, self._ordered()),
            path_accuracy=self._path_accuracy(chosen, folds),
            wish=self.wish,
            people=self.whole.n,
            chance=round(chance, 4),
        )

    def _questions(self, whole: Sample, gains: Sequence[float]) -> tuple[GoldenQuestion, ...]:
        asked = zip(whole.questions, gains, strict=True)
        return tuple(stored(q, points_of(q, whole), round(gain, 4)) for q, gain in asked)

    def _gains(self, chosen: Sample, folds: np.ndarray, chance: float) -> list[float]:
        counts = range(1, len(chosen.questions) + 1)
        reached = (self._fixed(chosen.of(range(count)), folds).accuracy() for count in counts)
        return [after - before for before, after in pairwise((chance, *reached))]

    def _ordered(self) -> frozenset[Id]:
        return frozenset(v.id for v in self.wave.variables if v.kind in (Kind.ORDINAL, Kind.NUMERIC))

    def _path_accuracy(self, chosen: Sample, folds: np.ndarray) -> float:
        right = np.zeros(chosen.n, bool)
        for fold in range(FOLDS):
            inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
            led = followed(chosen.take(inside), chosen.take(outside), self._ordered())
            right[outside] = led == chosen.labels[outside]
        return round(float(chosen.weights @ right) / chosen.n, 4)


def _place(sample: Sample, variable: Id) -> int:
    return next(i for i, question in enumerate(sample.questions) if question.variable == variable)


def _scored(fit: Sample, seen: Sample) -> np.ndarray:
    """Return the points of the respondents of ``seen``, fitted on those of ``fit``; shape (k, n)."""
    fitted = [points_of(question, fit) for question in fit.questions]
    return totals(seen.questions, fitted, start_points(fit), seen.n)


def _measured(folded: _Folded, margin: float, *, nested: bool) -> Accuracy:
    sample, taken = folded.sample, folded.likeliest
    cells = np.bincount(sample.labels * sample.k + taken, sample.weights, sample.k**2)
    matrix: Floats = cells.astype(np.float64).reshape(sample.k, sample.k)
    shares = matrix / np.maximum(matrix.sum(axis=1, keepdims=True), 1e-12)
    decided = _gaps(folded) >= margin
    sure = folded.share(decided)
    right = folded.share(decided & (taken == sample.labels))
    return Accuracy(
        overall=round(folded.accuracy(), 4),
        by_segment=tuple(round(float(share), 4) for share in np.diag(shares)),
        confusion=tuple(tuple(round(float(share), 4) for share in row) for row in shares),
        undecided=round(max(0.0, 1 - sure), 4),
        decided=round(right / sure, 4) if sure else 0.0,
        nested=nested,
    )


def _gaps(folded: _Folded) -> Floats:
    """Return by how much the likeliest segment is likelier than the next one."""
    two = np.partition(chances(folded.totals), -2, axis=0)[-2:]
    return np.asarray(np.round(two[1] - two[0], DECIMALS))


def _margin(folded: _Folded) -> float:
    """Return the gap of probability under which too many guesses are wrong; 0 when there is none.

    How often a guess is right at a gap is fitted as a rising curve (isotonic regression, Barlow and
    others 1972), since naive Bayes itself is too sure of itself.
    """
    gaps, right = _gaps(folded), folded.likeliest == folded.sample.labels
    fitted = IsotonicRegression().fit_transform(gaps, right, sample_weight=folded.sample.weights)
    doubtful = gaps[fitted < SURE]
    if len(doubtful) < FEWEST_DOUBTFUL:
        return 0.0
    return min(LARGEST_MARGIN, ceil(100 * (float(doubtful.max()) + 10.0**-DECIMALS)) / 100)


# -------------------------------------------------------------------- choosing


def select(sample: Sample, most: int, tick: Callable[[], None] = lambda: None) -> dict[int, list[int]]:
    """Return the best questions found for each number of them from 1 to ``most``, as places in the sample."""
    return _Search(sample, tick).sets(most)


def _in_order(sample: Sample) -> list[int]:
    """Return the places of all questions, each time the one that then helps most."""
    search = _Search(sample, lambda: None)
    chosen: list[int] = []
    now = search.prior
    while len(chosen) < len(sample.questions):
        best, _ = search.best(now, frozenset(chosen))
        chosen.append(best)
        now = now + search.evidence[best]
    return chosen


class _Search:
    """Adds and exchanges questions; what each says of each respondent is computed once."""

    def __init__(self, sample: Sample, tick: Callable[[], None]) -> None:
        self._tick = tick
        # With plain weights a small segment would be given up: 47 people of 1,995 were never found. Between
        # these and segments of equal weight, the square root loses no accuracy overall (six surveys tried).
        share = np.bincount(sample.labels, sample.weights, sample.k) / sample.n
        weights = sample.weights / np.sqrt(share[sample.labels])
        self._weights = (weights / weights.sum()).astype(np.float32)
        self.prior = prior_evidence(sample.labels, sample)
        self.evidence = [evidence(question, sample) for question in sample.questions]
        self._room = np.empty_like(self.prior)

    def sets(self, most: int) -> dict[int, list[int]]:
        """Return the best questions by number."""
        chosen: list[int] = []
        found: dict[int, list[int]] = {}
        now = self.prior
        for size in range(1, min(most, len(self.evidence)) + 1):
            best, score = self.best(now, frozenset(chosen))
            chosen.append(best)
            now = self._exchanged(chosen, now + self.evidence[best], score)
            found[size] = list(chosen)
        return found

    def _exchanged(self, chosen: list[int], now: np.ndarray, score: float) -> np.ndarray:
        """Exchange single questions of ``chosen`` while that helps; return what they then say together."""
        for _ in range(ROUNDS if len(chosen) > 1 else 0):
            before = list(chosen)
            for place, old in enumerate(before):
                without = now - self.evidence[old]
                best, reached = self.best(without, frozenset(chosen) - {old})
                if reached > score + BETTER:
                    chosen[place], now, score = best, without + self.evidence[best], reached
            if chosen == before:
                break
        return now

    def best(self, now: np.ndarray, without: frozenset[int]) -> tuple[int, float]:
        """Return the question that adds most to ``now``, and the score it reaches; the first of equals."""
        self._tick()
        scores = [(self._score(now, i), -i) for i in range(len(self.evidence)) if i not in without]
        score, place = max(scores)
        return -place, score

    def _score(self, now: np.ndarray, place: int) -> float:
        """Return the mean probability of respondents' own segment, people of small segments counting more."""
        room = np.add(now, self.evidence[place], out=self._room)
        np.exp(np.minimum(room, LARGEST, out=room), out=room)
        return float(self._weights @ (1 / room.sum(axis=0)))
