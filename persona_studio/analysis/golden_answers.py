"""Questions as they can be asked again: their answers in few codes, for choosing the golden questions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, log10

import numpy as np

from persona_studio.analysis.arrays import Codes, Floats, Labels, Numbers, Rows
from persona_studio.analysis.table import buffer, canonical_levels, numbers, recode
from persona_studio.domain.golden_form import askable
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Answers, Column, Wave

CLASSES = 5
"""Classes that a number is cut into, at most."""


@dataclass(frozen=True)
class Asked:
    """One question with the answers of some respondents.

    ``codes`` is one array for a question with one answer: 0 missing, 1 to L; or one array an option of a
    multiple choice: 0 missing, 1 not chosen, 2 chosen. ``answers`` are the codes of the variable's levels or
    options, or the numbers of the classes that ``cuts`` make;
    ``whole`` tells that all numbers are.
    """

    variable: Id
    codes: tuple[Codes, ...]
    answers: tuple[int, ...]
    cuts: tuple[float, ...] = ()
    whole: bool = False
    multiple: bool = False

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many answers each array of codes tells apart."""
        return (2,) * len(self.codes) if self.multiple else (len(self.answers),)

    def take(self, rows: Rows) -> "Asked":
        """Return the same question to some respondents only."""
        return replace(self, codes=tuple(codes[rows] for codes in self.codes))


@dataclass(frozen=True)
class Sample:
    """Respondents with a segment, in an order that depends on their answers only.

    ``labels`` count the segments from 0, ``weights`` are positive and sum to the number of respondents.
    """

    questions: tuple[Asked, ...]
    labels: Labels
    weights: Floats
    k: int

    @property
    def n(self) -> int:
        """Number of respondents."""
        return len(self.labels)

    def take(self, rows: Rows) -> "Sample":
        """Return some respondents only."""
        weights = self.weights[rows]
        scaled = weights * (len(rows) / weights.sum())
        return Sample(tuple(q.take(rows) for q in self.questions), self.labels[rows], scaled, self.k)

    def of(self, kept: Sequence[int]) -> "Sample":
        """Return the same respondents with some questions only, in that order."""
        return Sample(tuple(self.questions[i] for i in kept), self.labels, self.weights, self.k)


def asked_again(wave: Wave, wanted: Sequence[Id]) -> tuple[Variable, ...]:
    """Return the variables that can be asked again, by name: the same whatever the order of the file."""
    known = {v.id: v for v in wave.variables}
    found = [known[i] for i in dict.fromkeys(wanted) if i in known]
    return tuple(sorted((v for v in found if askable(v)), key=lambda v: v.name))


def asked_of(variable: Variable, column: Column, rows: Rows, weights: Floats) -> Asked | None:
    """Return a question for some respondents; None when all gave the same answer."""
    if variable.kind is Kind.NUMERIC:
        return _classes(variable.id, numbers(column)[rows], weights)
    if variable.kind is Kind.MULTIPLE:
        options = sorted(variable.levels, key=lambda level: level.value)
        matrix = np.atleast_2d(buffer(column))
        chosen = [recode(matrix[option.code][rows], [0, 1]) for option in options]
        answered = np.any([codes > 0 for codes in chosen], axis=0)
        # Who answered the question at all did not choose what is left open.
        whole = tuple(np.maximum(codes, answered).astype(np.uint8) for codes in chosen)
        return Asked(variable.id, whole, tuple(option.code for option in options), multiple=True)
    levels = canonical_levels(variable)
    codes = recode(buffer(column)[rows], [level.code for level in levels])
    return Asked(variable.id, (codes,), tuple(level.code for level in levels))


def _classes(variable: Id, values: Numbers, weights: Floats) -> Asked | None:
    known = ~np.isnan(values)
    cuts = cut_points(values[known], weights[known])
    if not cuts:
        return None
    codes = np.zeros(len(values), np.uint8)
    codes[known] = 1 + np.searchsorted(cuts, values[known], side="right")
    whole = bool((values[known] % 1 == 0).all())
    return Asked(variable, (codes,), tuple(range(len(cuts) + 1)), cuts, whole)


def cut_points(values: Numbers, weights: Floats) -> tuple[float, ...]:
    """Return the lower limits of classes about as large as each other, in round numbers; none for a constant.

    A number with few values keeps them as they are.
    """
    distinct, places = np.unique(values, return_inverse=True)
    if len(distinct) < 2:
        return ()
    if len(distinct) <= CLASSES:
        return tuple(float(v) for v in distinct[1:])
    below = np.cumsum(np.bincount(places, weights))
    wanted = np.arange(1, CLASSES) / CLASSES * below[-1]
    at = np.searchsorted(below, wanted * (1 - 1e-9)) + 1
    found = distinct[np.minimum(at, len(distinct) - 1)]
    step = _step(float(found[-1] - found[0]) or float(distinct[-1] - distinct[0]))
    low, high = float(distinct[0]), float(distinct[-1])
    rounded = {round(round(float(v) / step) * step, 9) for v in found}
    # Rounding may leave a class without anybody.
    return tuple(cut for cut in sorted(rounded) if low < cut <= high) or (float(found[0]),)


def _step(spread: float) -> float:
    """Return the power of ten that cuts ``spread`` apart are rounded to."""
    return float(10.0 ** (floor(log10(spread)) - 1))


def segment_rows(found: Segmentation, labels: Column) -> tuple[Rows, Labels]:
    """Return the respondents who are in a segment, and its place in the list of segments."""
    codes = buffer(labels)
    place = np.full(256, -1)
    place[[segment.number for segment in found.segments]] = range(len(found.segments))
    rows = np.flatnonzero(place[codes] >= 0)
    return rows, place[codes[rows]]


def columns_of(questions: Sequence[Asked]) -> Iterator[np.ndarray]:
    """Yield the arrays of codes of several questions."""
    return (codes for question in questions for codes in question.codes)


def read_questions(
    variables: Sequence[Variable], answers: Answers, rows: Rows, weights: Floats
) -> list[Asked]:
    """Return what can be asked of these variables, in their order."""
    asked = (asked_of(v, answers.column(v.id), rows, weights) for v in variables)
    return [question for question in asked if question is not None]
