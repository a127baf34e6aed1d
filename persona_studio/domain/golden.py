"""Golden questions: the few questions that tell somebody's segment, and the points each answer gives.

Everything the choice found is collapsed to whole points: an answer gives each segment some, a segment starts
with some, and whoever has most is the segment. Paper, workbook and program add the same whole numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from persona_studio.domain.ids import Id

FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 10
POINT = 0.1
"""What one point is worth on the scale of natural logarithms."""
DECIMALS = 6
"""Decimals to which margins are compared, here and in the workbook, whatever computes the exponentials."""

Given = int | float | frozenset[int]
"""An answer: the code of a level, a number, or the codes of the options chosen (perhaps none)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: so many questions, or as few as reach an accuracy (0 to 1), or these very ones.

    ``kept`` are variable ids; with them the other two say nothing.
    """

    questions: int | None = None
    accuracy: float | None = None
    kept: tuple[Id, ...] = ()
    seed: int = 1


@dataclass(frozen=True, slots=True)
class GoldenAnswer:
    """One answer and its points for each segment, 0 or more.

    ``code`` is that of a level or option, or counts the classes of a number from 0.
    """

    code: int
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenQuestion:
    """One question.

    ``cuts`` are the lower limits, in rising order, of all classes of a number but the first; ``whole`` tells
    that only whole numbers were given. ``base`` is what answering a multiple-choice question gives, whatever
    is chosen (else empty). ``gain`` is what it adds to the accuracy of the questions before it, 0 to 1.
    """

    variable: Id
    answers: tuple[GoldenAnswer, ...]
    cuts: tuple[float, ...] = ()
    whole: bool = False
    base: tuple[int, ...] = ()
    gain: float = 0.0


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of the path in words: who gave one of ``answers`` to ``question`` goes on to ``yes``.

    Whoever gave another, or none, goes to ``no``. An end has no answers: its respondents (``count``,
    unweighted) are of the segment at position ``segment`` in ``share`` (weighted, 0 to 1) of the cases.
    """

    question: Id = ""
    answers: tuple[int, ...] = ()
    yes: int = 0
    no: int = 0
    segment: int = 0
    share: float = 0.0
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """How often the questions find the segment, on respondents they were not fitted on (all weighted).

    ``overall`` takes everybody's likeliest segment; ``by_segment`` the same within each; ``confusion[i][j]``
    is the share of segment i that was taken for j. ``undecided`` is the share of those whose two
    likeliest segments are too close, ``decided`` the accuracy among the others. ``nested`` tells that the
    questions were chosen anew within each fold; else they were given, and only their points fitted there.
    """

    overall: float
    by_segment: tuple[float, ...]
    confusion: tuple[tuple[float, ...], ...]
    undecided: float
    decided: float
    nested: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """The questions of a segmentation, in the order in which they are best asked.

    ``segments`` are ids in the order of all points, ``numbers`` their codes in the labels, ``start`` the
    points each begins with. ``margin`` is the gap of probability under which nobody is sorted. ``curve``
    pairs numbers of questions with the cross-validated accuracy they reach. ``path`` begins with its first
    element; ``path_accuracy`` is cross-validated too. ``wish`` is what it was made for, ``people`` how many
    respondents it was fitted on, ``chance`` the share of the largest segment.
    """

    questions: tuple[GoldenQuestion, ...]
    segments: tuple[Id, ...]
    numbers: tuple[int, ...]
    start: tuple[int, ...]
    margin: float
    accuracy: Accuracy
    curve: tuple[tuple[int, float], ...] = ()
    path: tuple[Turn, ...] = ()
    path_accuracy: float = 0.0
    wish: Wish = Wish()
    people: int = 0
    chance: float = 0.0


def classify(golden: Golden, answers: Mapping[Id, Given | None]) -> tuple[int | None, tuple[float, ...]]:
    """Return the number of somebody's segment, or None when undecided, and the probability of each segment.

    ``answers`` go by variable id; an answer that is absent, None or unknown to the question gives no points.
    Nobody is sorted without one answer at least.
    """
    totals = list(golden.start)
    answered = False
    for question in golden.questions:
        points = given_points(question, answers.get(question.variable))
        if points:
            answered = True
            totals = [total + more for total, more in zip(totals, points, strict=True)]
    chances = probabilities(totals)
    if not answered or undecided(chances, golden.margin):
        return None, chances
    return golden.numbers[chances.index(max(chances))], chances


def given_points(question: GoldenQuestion, given: Given | None) -> tuple[int, ...]:
    """Return the points of an answer for each segment; empty when it says nothing."""
    if given is None or isinstance(given, frozenset) is not bool(question.base):
        return ()
    if isinstance(given, frozenset):
        chosen = [answer.points for answer in question.answers if answer.code in given]
        return tuple(map(sum, zip(question.base, *chosen, strict=True)))
    code = class_of(question, float(given)) if question.cuts else given
    return next((answer.points for answer in question.answers if answer.code == code), ())


def class_of(question: GoldenQuestion, number: float) -> int | None:
    """Return the class of a number, counted from 0; None for what is no number."""
    return sum(number >= cut for cut in question.cuts) if number == number else None  # noqa: PLR0124 - NaN


def probabilities(totals: list[int]) -> tuple[float, ...]:
    """Return the probability of each segment from its points."""
    most = max(totals)
    weights = [exp((total - most) * POINT) for total in totals]
    whole = sum(weights)
    return tuple(weight / whole for weight in weights)


def undecided(chances: tuple[float, ...], margin: float) -> bool:
    """Tell whether the two likeliest segments are too close."""
    first, second = sorted(chances, reverse=True)[:2]
    return round(first - second, DECIMALS) < margin
