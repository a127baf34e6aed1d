"""Surveys with a known answer, to put the advice on the number of segments to the test.

numpy only: nothing here is shared with the analysis. Conditions are those of surveys one meets: 20 to 60
questions of five kinds, up to 40 % of them about nothing, response style, a smallest segment of about a
tenth. How clear the segments are is said from outside: the share of people whom an oracle, a linear
discriminant (Fisher 1936) that learnt from thousands of people whose segment it was told, puts where they
belong. Segments that the oracle itself cannot tell apart are not planted (:func:`plant`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

Random = np.random.Generator
Array = np.ndarray


class Kind(Enum):
    """The kinds of question."""

    LIKERT = "likert"
    NOMINAL = "nominal"
    BINARY = "binary"
    NUMERIC = "numeric"
    MULTIPLE = "multiple"


MIXES: dict[str, tuple[float, ...]] = {
    "opinions": (0.8, 0.05, 0.05, 0.05, 0.05),
    "mixed": (0.4, 0.2, 0.15, 0.15, 0.1),
    "facts": (0.0, 0.5, 0.2, 0.1, 0.2),
}
"""Shares of the kinds of question, in the order of ``Kind``."""
STYLES = {"none": (0.0, 0.0), "moderate": (0.4, 0.2), "strong": (0.8, 0.4)}
"""Spread of acquiescence, in standard deviations of one answer, and of the logarithm of extremity."""
ACCURACIES = (0.90, 0.94, 0.98)
"""Share of people the oracle classifies right: moderate, good and clear segments."""
NOISE = (0.0, 0.2, 0.4)
WITHIN = 0.5
"""People of one segment differ in degree, too: the spread of their themes."""
LEAST_JACCARD, LEAST_RAND = 0.75, 0.6
"""What the oracle must reach for each segment (Hennig 2007: stable from there) and for all (adjusted Rand).

Segments that are not told apart stably even by who was taught them are none to recommend.
"""
TAUGHT, TRIED = 6000, 3000
"""People the oracle learns from and is tried on."""


@dataclass(frozen=True, kw_only=True)
class Design:
    """One condition. ``segments`` 0: people differ by degree only, by ``themes`` continuous traits.

    Without ``themes`` each question sets the segments apart in its own way.
    """

    segments: int
    people: int
    questions: int = 40
    mix: str = "mixed"
    noise: float = 0.0
    style: str = "none"
    unequal: bool = False
    grids: bool = False
    accuracy: float = 0.94
    themes: int = 6
    spread: float = WITHIN


@dataclass(frozen=True)
class Question:
    """One question: which theme it follows and how strongly each level, or option, does (0: noise)."""

    name: str
    kind: Kind
    theme: int
    slopes: Array
    offsets: Array
    block: str = ""


@dataclass(frozen=True)
class Survey:
    """Answers by column (codes, numbers, NaN where missing), the columns of a multiple choice, the truth."""

    columns: dict[str, Array]
    ordinal: tuple[str, ...]
    names: tuple[str, ...]
    multiple: dict[str, list[str]]
    blocks: dict[str, str]
    truth: Array


@dataclass(frozen=True)
class Population:
    """Whom surveys are drawn from. ``centres`` (segments, themes) in spreads of one answer's noise."""

    design: Design
    questions: tuple[Question, ...]
    centres: Array
    sizes: Array
    distance: float = 1.0

    def draw(self, people: int, random: Random, missing: float = 0.03) -> Survey:
        """Return the survey of so many people."""
        truth = random.choice(len(self.sizes), people, p=self.sizes)
        themes = self.distance * self.centres[truth]
        themes = themes + self.design.spread * random.standard_normal(themes.shape)
        acquiescence, extremity = STYLES[self.design.style]
        style = acquiescence * random.standard_normal(people)
        extreme = np.exp(extremity * random.standard_normal(people))
        columns: dict[str, Array] = {}
        for question in self.questions:
            for name, values in _answers(question, themes[:, question.theme], style, extreme, random):
                blank = random.random(people) < missing
                columns[name] = np.where(blank, np.nan, values)
        return Survey(columns, *_shape(self.questions), truth)


def _answers(
    question: Question, theme: Array, style: Array, extreme: Array, random: Random
) -> Iterator[tuple[str, Array]]:
    noise = random.standard_normal((len(theme), len(question.slopes)))
    pull = theme[:, None] * question.slopes
    if question.kind is Kind.LIKERT:
        yield question.name, 1.0 + np.digitize(extreme * (pull + noise)[:, 0] + style, question.offsets)
    elif question.kind is Kind.NUMERIC:
        value = (pull + noise)[:, 0]
        yield question.name, np.round(np.exp(3 + 0.6 * value) if question.offsets[0] else 50 + 12 * value)
    elif question.kind is Kind.MULTIPLE:
        chosen = (pull + noise > question.offsets).astype(float)
        yield from ((f"{question.name}_{place}", values) for place, values in enumerate(chosen.T))
    else:
        yield question.name, (question.offsets + pull + noise).argmax(axis=1).astype(float)


def _shape(
    questions: tuple[Question, ...],
) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, list[str]], dict[str, str]]:
    by_kind = {kind: [q for q in questions if q.kind is kind] for kind in Kind}
    return (
        tuple(q.name for q in by_kind[Kind.LIKERT]),
        tuple(q.name for q in by_kind[Kind.NOMINAL] + by_kind[Kind.BINARY]),
        {q.name: [f"{q.name}_{i}" for i in range(len(q.slopes))] for q in by_kind[Kind.MULTIPLE]},
        {q.name: q.block for q in questions if q.block},
    )


def population(design: Design, random: Random) -> Population:
    """Return a population of a design; how far its segments stand apart is not settled yet."""
    kinds = random.choice(np.array(list(Kind), dtype=object), design.questions, p=MIXES[design.mix])
    points = int(random.choice([5, 5, 7]))
    silent = np.arange(design.questions) < round(design.noise * design.questions)
    questions = tuple(
        _question(place, kind, points, bool(quiet), design, random)
        for place, (kind, quiet) in enumerate(zip(kinds, random.permutation(silent), strict=True))
    )
    if not design.segments:
        return Population(design, questions, np.zeros((1, design.themes)), np.ones(1))
    centres = random.standard_normal((design.segments, design.themes or design.questions))
    return Population(design, questions, centres - centres.mean(axis=0), sizes(design, random))


def _question(place: int, kind: Kind, points: int, silent: bool, design: Design, random: Random) -> Question:
    theme = int(random.integers(design.themes)) if design.themes else place
    width = {Kind.LIKERT: 1, Kind.NUMERIC: 1, Kind.BINARY: 2, Kind.NOMINAL: int(random.integers(3, 7)),
             Kind.MULTIPLE: int(random.integers(4, 9))}[kind]  # fmt: skip
    slopes = random.uniform(0.6, 1.2, width) * np.where(random.random(width) < 0.3, -1.0, 1.0)
    if kind in (Kind.NOMINAL, Kind.BINARY):
        slopes = random.standard_normal(width)
    offsets = 0.6 * random.standard_normal(width)
    if kind is Kind.LIKERT:
        offsets = 0.5 * offsets + random.uniform(0.9, 1.3) * (np.arange(1, points) - points / 2) * 5 / points
    elif kind is Kind.NUMERIC:
        offsets = random.integers(0, 2, 1).astype(float)
    elif kind is Kind.MULTIPLE:
        offsets = offsets + 0.5
    block = f"grid{int(random.integers(3))}" if design.grids and kind is Kind.LIKERT else ""
    return Question(f"q{place:02}", kind, theme, slopes * (not silent), offsets, block)


def sizes(design: Design, random: Random) -> Array:
    """Return the shares of segments: equal, or falling to a smallest of 8 to 12 %."""
    if not design.unequal:
        return np.full(design.segments, 1.0 / design.segments)
    least = random.uniform(0.08, 0.12)
    rest = np.linspace(1.0, 2.2, design.segments)[1:] ** 1.5
    return np.concatenate([[least], (1 - least) * rest / rest.sum()])


@dataclass(frozen=True)
class Oracle:
    """What a linear discriminant that was told the segments of many gets right of others."""

    accuracy: float
    rand: float
    jaccard: Array

    @property
    def fair(self) -> bool:
        """Whether segments can be told apart at all, so that their number means something."""
        return self.rand >= LEAST_RAND and bool(self.jaccard.min() >= LEAST_JACCARD)


def plant(design: Design, seed: int) -> tuple[Population, Oracle, int]:
    """Return a population whose segments the oracle tells apart as well as designed, and the redraws.

    The distance of segments is found by bisection; populations in which the oracle cannot recover one of
    the segments, however well it does on the whole, are drawn again: their number of segments is not k.
    """
    for redraws in range(200):
        random = np.random.default_rng([seed, redraws])
        drawn = population(design, random)
        drawn, oracle = _at_accuracy(drawn, seed)
        if oracle.fair and abs(oracle.accuracy - design.accuracy) < 0.015:
            return drawn, oracle, redraws
    raise ValueError(f"no fair population of {design}")


def _at_accuracy(drawn: Population, seed: int) -> tuple[Population, Oracle]:
    low, high = 0.1, 4.0
    for _ in range(8):
        middle = replace(drawn, distance=(low * high) ** 0.5)
        oracle = ask(middle, np.random.default_rng([seed, 7]))
        if abs(oracle.accuracy - drawn.design.accuracy) < 0.004:
            break
        low, high = (
            (middle.distance, high) if oracle.accuracy < drawn.design.accuracy else (low, middle.distance)
        )
    return middle, oracle


def ask(drawn: Population, random: Random) -> Oracle:
    """Return what the oracle gets right in a population."""
    survey = drawn.draw(TAUGHT + TRIED, random)
    matrix, truth, k = coded(survey), survey.truth, len(drawn.sizes)
    known, held = matrix[:TAUGHT], np.eye(k)[truth[:TAUGHT]]
    means = held.T @ known / held.sum(axis=0)[:, None]
    gaps = known - means[truth[:TAUGHT]]
    slopes = np.linalg.solve(gaps.T @ gaps / TAUGHT + 1e-3 * np.eye(matrix.shape[1]), means.T)
    constants = np.log(drawn.sizes) - 0.5 * (means.T * slopes).sum(axis=0)
    told = (matrix[TAUGHT:] @ slopes + constants).argmax(axis=1)
    return _scored(np.eye(k)[truth[TAUGHT:]].T @ np.eye(k)[told])


def coded(survey: Survey) -> Array:
    """Return answers as standardised columns, nominal levels one by one, missing at the mean."""
    parts = []
    for name, values in survey.columns.items():
        if name in survey.names:
            parts.extend((values == level).astype(float) for level in range(int(np.nanmax(values))))
        else:
            parts.append(values)
    matrix = np.column_stack(parts)
    matrix = (matrix - np.nanmean(matrix, axis=0)) / np.maximum(np.nanstd(matrix, axis=0), 1e-9)
    return np.nan_to_num(matrix)


def _scored(table: Array) -> Oracle:
    total, mine, theirs = table.sum(), table.sum(axis=1), table.sum(axis=0)
    pairs, rows, columns = ((x * (x - 1) / 2).sum() for x in (table, mine, theirs))
    expected = rows * columns / (total * (total - 1) / 2)
    hits = np.diag(table)
    rand = float((pairs - expected) / ((rows + columns) / 2 - expected))
    return Oracle(float(hits.sum() / total), rand, hits / (mine + theirs - hits))
