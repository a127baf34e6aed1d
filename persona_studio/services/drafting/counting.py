"""Counts that no single finding gives: an age range, a woman of that age, more than the average."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Evidence
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.shares import wilson
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Variable
from persona_studio.domain.waves import Answers, Column, Wave

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
_AT_THE_MEAN = 1e-9
"""Numbers this near to a mean (relative) are at it: a mean is a sum, and sums round."""


def values(column: Column) -> NDArray[np.generic]:
    """Return what a column stores as an array, without a copy.

    Analysis reads columns alike, but brings statistics along that the window must not load.
    """
    return np.frombuffer(column.data, dtype=np.dtype(column.dtype).newbyteorder("<"))


@dataclass(frozen=True, slots=True)
class Counted:
    """How many respondents of a segment, among those who answered; shares are weighted (0 to 1)."""

    share: float
    overall: float
    count: int
    base: int
    low: float
    high: float
    v: float

    def evidence(
        self, variable: Variable, answer: str, segment: Segment, wave: Id, *, active: bool
    ) -> Evidence:
        """Return the count as the evidence of an attribute."""
        return Evidence(
            variable=variable.id,
            segment=segment.id,
            wave=wave,
            question=variable.label or variable.name,
            answer=answer,
            share=self.share,
            overall=self.overall,
            low=self.low,
            high=self.high,
            count=self.count,
            base=self.base,
            v=self.v,
            active=active,
        )


class Counter:
    """Counts respondents by segment, weighted as the segmentation was."""

    def __init__(self, wave: Wave, segmentation: Segmentation, answers: Answers, labels: Column) -> None:
        self.wave = wave
        self.answers = answers
        self.labels = values(labels).astype(np.intp)
        self.active = frozenset(segmentation.recipe.active)
        self._weight = segmentation.recipe.weight

    @cached_property
    def weights(self) -> Floats:
        """Weight of each respondent, 0 for those who are not used, summing to the number used."""
        used = self.labels > 0
        if self._weight is None:
            return used.astype(np.float64)
        raw = values(self.answers.column(self._weight)).astype(np.float64)
        kept = np.where(used, np.maximum(np.nan_to_num(raw, nan=0.0, posinf=0.0), 0.0), 0.0)
        return kept * (used.sum() / kept.sum()) if kept.sum() > 0 else used.astype(np.float64)

    def rows(self, segment: Segment) -> Mask:
        """Return who belongs to a segment."""
        return np.asarray(self.labels == segment.number)

    def numbers(self, variable: Variable) -> Floats:
        """Return the numbers of a variable, NaN where there is no answer, or an infinite one."""
        numbers = values(self.answers.column(variable.id)).astype(np.float64)
        return np.where(np.isfinite(numbers), numbers, np.nan)

    def gave(self, variable: Variable, codes: Sequence[int]) -> tuple[Mask, Mask]:
        """Return who gave one of these answers, and who answered at all."""
        column = self.answers.column(variable.id)
        stored = values(column).astype(np.int64)
        if variable.kind is Kind.MULTIPLE:
            options = stored.reshape(column.width, column.rows)[list(codes)]
            return np.any(options > FIRST_LEVEL, axis=0), np.any(options >= FIRST_LEVEL, axis=0)
        return np.isin(stored, [FIRST_LEVEL + code for code in codes]), stored >= FIRST_LEVEL

    def between(self, variable: Variable, low: float, high: float) -> tuple[Mask, Mask]:
        """Return whose number lies between two limits, both included, and who gave one."""
        numbers = self.numbers(variable)
        known = ~np.isnan(numbers)
        inside = (numbers >= low) & (numbers <= high)
        return np.asarray(inside & known, dtype=np.bool_), known

    def beyond(self, variable: Variable, mean: float, *, over: bool) -> tuple[Mask, Mask]:
        """Return whose number is above (or under) a mean, those at it left out, and who gave one."""
        numbers = self.numbers(variable)
        slack = _AT_THE_MEAN * max(1.0, abs(mean))
        outside = numbers > mean + slack if over else numbers < mean - slack
        return np.asarray(outside, dtype=np.bool_), ~np.isnan(numbers)

    def highest_share(self, variable: Variable, segment: Segment) -> float:
        """Return the share of the answer that a segment gives most often, among those who answered."""
        stored = values(self.answers.column(variable.id)).astype(np.int64)
        ours = self.rows(segment) & (stored >= FIRST_LEVEL)
        sums = np.bincount(stored[ours], self.weights[ours])
        total = float(sums.sum())
        return float(sums.max()) / total if total > 0 else 0.0

    def count(self, segment: Segment, who: Mask, known: Mask) -> Counted:
        """Count ``who`` among the ``known`` of a segment: Wilson's interval (1927), Kish's size (1965)."""
        everybody, ours = known & (self.labels > 0), known & self.rows(segment)
        share, overall = self._share(who, ours), self._share(who, everybody)
        size, total = self._effective(ours), self._effective(everybody)
        low, high = wilson(share, size)
        spread = sqrt(max(overall * (1 - overall) / size * max(total - size, 0.0) / max(total - 1, 1.0), 0.0))
        return Counted(
            share=share,
            overall=overall,
            count=int((who & ours).sum()),
            base=int(ours.sum()),
            low=low,
            high=high,
            v=(share - overall) / spread if spread > 0 else 0.0,
        )

    def _share(self, who: Mask, among: Mask) -> float:
        total = float(self.weights[among].sum())
        return min(1.0, float(self.weights[who & among].sum()) / total) if total > 0 else 0.0

    def _effective(self, among: Mask) -> float:
        weights = self.weights[among]
        squares = float((weights**2).sum())
        return max(float(weights.sum()) ** 2 / squares if squares > 0 else 0.0, 1.0)

    def median(self, variable: Variable, segment: Segment) -> float | None:
        """Return the weighted median of a number in a segment, or None when nobody gave one."""
        numbers = self.numbers(variable)
        rows = self.rows(segment) & ~np.isnan(numbers)
        if not rows.any():
            return None
        order = np.argsort(numbers[rows], kind="stable")
        cumulated = np.cumsum(self.weights[rows][order])
        return float(numbers[rows][order][int(np.searchsorted(cumulated, cumulated[-1] / 2))])

    def mean(self, variable: Variable) -> float:
        """Return everybody's weighted mean of a number."""
        numbers = self.numbers(variable)
        rows = ~np.isnan(numbers) & (self.labels > 0)
        return float(np.average(numbers[rows], weights=self.weights[rows])) if rows.any() else float("nan")


def texts_at(column: Column, rows: Sequence[int]) -> list[str]:
    """Return the texts given by some respondents, empty where there is none."""
    codes = values(column)
    found = [int(codes[row]) for row in rows if 0 <= row < column.rows]
    return [column.texts[code - FIRST_LEVEL] if code >= FIRST_LEVEL else "" for code in found]


def answered(column: Column) -> int:
    """Return how many respondents wrote something."""
    return int((values(column).astype(np.int64) >= FIRST_LEVEL).sum())
