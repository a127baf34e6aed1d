"""Naive Bayes over questions, with weights and Laplace's smoothing, collapsed to whole points.

Maron 1961; an answer that is missing says nothing. Options of a multiple choice count one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import Floats, Labels
from persona_studio.analysis.golden_answers import Asked, Sample
from persona_studio.domain.golden import POINT, GoldenAnswer, GoldenQuestion

SMOOTHING = 1.0
"""Respondents of each segment that are taken to have given each answer, besides those who did (Laplace)."""
_TINY = 1e-9


def counts(codes: np.ndarray, size: int, sample: Sample) -> Floats:
    """Return the weighted respondents by segment and answer, missing first; shape (k, size + 1)."""
    cells = sample.labels * (size + 1) + codes
    found = np.bincount(cells, sample.weights, sample.k * (size + 1))
    return np.asarray(found.reshape(sample.k, size + 1))


def log_rates(codes: np.ndarray, size: int, sample: Sample) -> Floats:
    """Return the logarithm of the smoothed rate of each answer in each segment; shape (k, size)."""
    given = counts(codes, size, sample)[:, 1:] + SMOOTHING
    return np.asarray(np.log(given / given.sum(axis=1, keepdims=True)))


def log_shares(sample: Sample) -> Floats:
    """Return the logarithm of the weighted share of each segment."""
    whole = np.bincount(sample.labels, sample.weights, sample.k)
    return np.asarray(np.log(np.maximum(whole, _TINY) / whole.sum()))


@dataclass(frozen=True)
class Points:
    """Whole points of one question: ``tables`` has one row a segment and one column a code, missing first.

    For a multiple choice, ``tables`` are those of its options, where only a choice counts, and ``base``
    what any answer gives.
    """

    tables: tuple[np.ndarray, ...]
    base: np.ndarray

    def of(self, asked: Asked) -> np.ndarray:
        """Return the points of respondents; shape (k, n)."""
        total = sum(table[:, codes] for table, codes in zip(self.tables, asked.codes, strict=True))
        return np.asarray(total + self.base[:, None] * (asked.codes[0] > 0) if asked.multiple else total)


def points_of(asked: Asked, sample: Sample) -> Points:
    """Return the points of a question, fitted on a sample."""
    rates = [log_rates(codes, size, sample) for codes, size in zip(asked.codes, asked.sizes, strict=True)]
    nothing = np.zeros((sample.k, 1), np.int64)
    if not asked.multiple:
        return Points((np.hstack([nothing, whole(rates[0])]),), nothing[:, 0])
    base = whole(np.sum([rate[:, :1] for rate in rates], axis=0))
    tables = [np.hstack([nothing, nothing, whole(rate[:, 1:] - rate[:, :1])]) for rate in rates]
    return Points(tuple(tables), base[:, 0])


def start_points(sample: Sample) -> np.ndarray:
    """Return the points each segment begins with; shape (k,)."""
    return whole(log_shares(sample)[:, None])[:, 0]


def whole(logs: Floats) -> np.ndarray:
    """Return logarithms as whole points, the least of each column being 0: only differences matter."""
    return np.asarray(np.rint((logs - logs.min(axis=0)) / POINT), np.int64)


def totals(questions: Sequence[Asked], fitted: Sequence[Points], start: np.ndarray, n: int) -> np.ndarray:
    """Return the points of ``n`` respondents in each segment; shape (k, n)."""
    total = np.repeat(start[:, None], n, axis=1)
    for asked, points in zip(questions, fitted, strict=True):
        total += points.of(asked)
    return total


def chances(total: np.ndarray) -> Floats:
    """Return the probabilities that points stand for; shape (k, n)."""
    weights = np.exp((total - total.max(axis=0)) * POINT)
    return np.asarray(weights / weights.sum(axis=0))


def stored(asked: Asked, points: Points, gain: float) -> GoldenQuestion:
    """Return a question as a value that can be kept."""
    if asked.multiple:
        columns = [table[:, 2] for table in points.tables]
    else:
        columns = list(points.tables[0].T[1:])
    given = tuple(
        GoldenAnswer(code, tuple(map(int, column)))
        for code, column in zip(asked.answers, columns, strict=True)
    )
    base = tuple(map(int, points.base)) if asked.multiple else ()
    return GoldenQuestion(
        variable=asked.variable, answers=given, cuts=asked.cuts, whole=asked.whole, base=base, gain=gain
    )


def evidence(asked: Asked, sample: Sample) -> np.ndarray:
    """Return by how much an answer speaks for each segment rather than for the respondent's own.

    In logarithms, leaving the respondent out of the rates (exact for naive Bayes, whose rates are counts);
    0 for the own segment; shape (k, n), float32.
    """
    columns = np.arange(sample.n)
    total = np.zeros((sample.k, sample.n))
    for codes, size in zip(asked.codes, asked.sizes, strict=True):
        given = counts(codes, size, sample)
        given[:, 0] = 0
        whole = given.sum(axis=1)
        logs = np.log((given + SMOOTHING) / (whole + SMOOTHING * size)[:, None])
        logs[:, 0] = 0.0
        own = given[sample.labels, codes] - sample.weights + SMOOTHING
        own = np.log(np.maximum(own, _TINY) / (whole[sample.labels] - sample.weights + SMOOTHING * size))
        own[codes == 0] = 0.0
        other = logs[:, codes]
        other[sample.labels, columns] = own
        total += other - own
    return total.astype(np.float32)


def prior_evidence(labels: Labels, sample: Sample) -> np.ndarray:
    """Return the same for the shares of the segments alone."""
    whole = np.bincount(labels, sample.weights, sample.k)
    own = np.log(np.maximum(whole[labels] - sample.weights, _TINY))
    total = np.log(np.maximum(whole, _TINY))[:, None] - own
    total[labels, np.arange(sample.n)] = 0.0
    return np.asarray(total.astype(np.float32))
