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
from persona_studio.domain.variables import FIRST_LEVEL, Variable
from persona_studio.domain.waves import Answers, Column, Wave

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]
_Z = 1.959964
_NUMERIC_TYPES = {"u1": "<u1", "u2": "<u2", "u4": "<u4", "f8": "<f8"}


def values(column: Column) -> NDArray[np.generic]:
    """Return a column as an array of one value per respondent (the first option, when there are several)."""
    whole = np.frombuffer(column.data, dtype=_NUMERIC_TYPES[column.dtype.lstrip("<|")])
    return whole[: column.rows]


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
        raw = np.nan_to_num(values(self.answers.column(self._weight)).astype(np.float64))
        kept = np.where(used, np.maximum(raw, 0.0), 0.0)
        return kept * (used.sum() / kept.sum()) if kept.sum() > 0 else used.astype(np.float64)

    def rows(self, segment: Segment) -> Mask:
        """Return who belongs to a segment."""
        return np.asarray(self.labels == segment.number)

    def numbers(self, variable: Variable) -> Floats:
        """Return the numbers of a variable, NaN where there is no answer."""
        return values(self.answers.column(variable.id)).astype(np.float64)

    def gave(self, variable: Variable, codes: Sequence[int]) -> tuple[Mask, Mask]:
        """Return who gave one of these answers, and who answered at all."""
        stored = values(self.answers.column(variable.id)).astype(np.int64)
        return np.isin(stored, [FIRST_LEVEL + code for code in codes]), stored >= FIRST_LEVEL

    def between(self, variable: Variable, low: float, high: float) -> tuple[Mask, Mask]:
        """Return whose number lies between two limits, both included, and who gave one."""
        numbers = self.numbers(variable)
        known = ~np.isnan(numbers)
        inside = (numbers >= low) & (numbers <= high)
        return np.asarray(inside & known, dtype=np.bool_), known

    def count(self, segment: Segment, who: Mask, known: Mask) -> Counted:
        """Count ``who`` among the ``known`` of a segment: Wilson's interval (1927), Kish's size (1965)."""
        everybody, ours = known & (self.labels > 0), known & self.rows(segment)
        share, overall = self._share(who, ours), self._share(who, everybody)
        size, total = self._effective(ours), self._effective(everybody)
        middle = (share + _Z**2 / (2 * size)) / (1 + _Z**2 / size)
        margin = _Z / (1 + _Z**2 / size) * sqrt(share * (1 - share) / size + _Z**2 / (4 * size**2))
        spread = sqrt(max(overall * (1 - overall) / size * max(total - size, 0.0) / max(total - 1, 1.0), 0.0))
        return Counted(
            share=share,
            overall=overall,
            count=int((who & ours).sum()),
            base=int(ours.sum()),
            low=max(0.0, middle - margin),
            high=min(1.0, middle + margin),
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
