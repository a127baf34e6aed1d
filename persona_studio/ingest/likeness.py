"""Items that repeat one another, and items that are the sum of others; on a sample of rows."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind
from persona_studio.ingest.draft import Draft

_SAMPLE = 4000
_WIDEST = 400
_MOST_PAIRS = 50
LIMIT = 0.9
"""|r| or Cramér's V above this says the same thing twice."""
_FEWEST = 30
_LONGEST_SUM = 40


class Pair(NamedTuple):
    """Two variables that say the same thing, by correlation ("r") or Cramér's V ("v")."""

    one: Draft
    other: Draft
    measure: str
    value: float


def near_duplicates(drafts: Sequence[Draft]) -> tuple[tuple[str, str], ...]:
    """Return the names of the variables that say the same thing, in file order; see :func:`alike`."""
    return tuple((pair.one.name, pair.other.name) for pair in alike(drafts))


def alike(drafts: Sequence[Draft]) -> list[Pair]:
    """Return the pairs of variables that say the same thing, in file order.

    Scores (numeric, ordinal) are compared by correlation, nominal variables by Cramér's V (Cramér 1946).
    At most 400 of each are looked at, and 50 pairs returned.
    """
    usable = [draft for draft in drafts if draft.personal is None and draft.distinct > 1]
    scores = [d for d in usable if d.kind in {Kind.NUMERIC, Kind.ORDINAL}][:_WIDEST]
    nominal = [d for d in usable if d.kind is Kind.NOMINAL and 2 <= len(d.levels) <= 30][:_WIDEST]
    pairs = [*_correlated(scores), *_associated(nominal)]
    place = {id(draft): index for index, draft in enumerate(drafts)}
    pairs.sort(key=lambda pair: (place[id(pair.one)], place[id(pair.other)]))
    return pairs[:_MOST_PAIRS]


def scores_of(draft: Draft, rows: Any) -> NDArray[np.float64]:
    """Return the answers of some rows as numbers: levels by their number or rank, NaN when missing."""
    if draft.numeric:
        return np.asarray(draft.data[rows], np.float64)
    values: list[float] = [float(v) if v.isdigit() else i for i, (v, _) in enumerate(draft.levels)]
    lut = np.array([np.nan] * FIRST_LEVEL + values)
    return np.asarray(lut[draft.data[rows]], np.float64)


def _rows(draft: Draft) -> NDArray[np.int64]:
    return np.arange(0, draft.rows, max(1, draft.rows // _SAMPLE))


def _correlated(drafts: list[Draft]) -> list[Pair]:
    if len(drafts) < 2:
        return []
    rows = _rows(drafts[0])
    values = np.stack([scores_of(draft, rows) for draft in drafts])
    known = np.isfinite(values)
    mask = known.astype(np.float64)
    answered = np.maximum(mask.sum(axis=1, keepdims=True), 1.0)  # a kind that was imposed may leave no answer
    # Relative to the largest number, so that sums and squares of huge or tiny ones stay numbers.
    values = np.where(known, values, 0.0)
    largest = np.abs(values).max(axis=1, keepdims=True)
    values = np.divide(values, largest, out=np.zeros_like(values), where=largest > 0)
    centre = np.where(known, values - values.sum(axis=1, keepdims=True) / answered, 0.0)
    count = mask @ mask.T
    cross, square = centre @ centre.T, (centre**2) @ mask.T
    sums = centre @ mask.T
    with np.errstate(divide="ignore", invalid="ignore"):
        covariance = cross - sums * sums.T / count
        variance = square - sums**2 / count
        r = covariance / np.sqrt(variance * variance.T)
    found = (np.abs(np.nan_to_num(r)) > LIMIT) & (count >= _FEWEST)
    places = zip(*np.nonzero(np.triu(found, 1)), strict=True)
    return [Pair(drafts[i], drafts[j], "r", float(np.clip(r[i, j], -1, 1))) for i, j in places]


def _associated(drafts: list[Draft]) -> list[Pair]:
    if len(drafts) < 2:
        return []
    rows = _rows(drafts[0])
    ends = np.cumsum([len(draft.levels) for draft in drafts])
    starts = ends - [len(draft.levels) for draft in drafts]
    table = np.zeros((rows.size, int(ends[-1])), np.float32)
    for draft, start in zip(drafts, starts.tolist(), strict=True):
        codes = draft.data[rows].astype(np.int64) - FIRST_LEVEL
        known = np.flatnonzero(codes >= 0)
        table[known, start + codes[known]] = 1
    cross = (table.T @ table).astype(np.float64)
    pairs = (
        Pair(drafts[i], drafts[j], "v", cramer_v(cross[starts[i] : ends[i], starts[j] : ends[j]]))
        for i, j in combinations(range(len(drafts)), 2)
    )
    return [pair for pair in pairs if pair.value > LIMIT]


def cramer_v(table: NDArray[np.float64]) -> float:
    """Return Cramér's V of a contingency table, 0 with fewer than 30 answers or a single row or column."""
    table = table[table.sum(axis=1) > 0][:, table.sum(axis=0) > 0]
    total = float(table.sum())
    if total < _FEWEST or min(table.shape) < 2:
        return 0.0
    expected = np.outer(table.sum(axis=1), table.sum(axis=0)) / total
    chi2 = float(((table - expected) ** 2 / expected).sum())
    return float(np.sqrt(chi2 / total / (min(table.shape) - 1)))


def totals(drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the names of the variables that are the sum of others; see :func:`sums`."""
    return tuple(total.name for total, _ in sums(drafts))


def sums(drafts: Sequence[Draft]) -> Iterator[tuple[Draft, list[Draft]]]:
    """Yield the numeric variables that equal the sum of the two or more items just before or after them."""
    usable = [
        d for d in drafts if d.kind in {Kind.NUMERIC, Kind.ORDINAL} and d.personal is None and d.distinct > 1
    ]
    usable = usable[:_WIDEST]
    if len(usable) < 3:
        return
    rows = _rows(usable[0])[:1000]
    values = [np.nan_to_num(scores_of(draft, rows)) for draft in usable]
    for index, draft in enumerate(usable):
        if draft.kind is Kind.NUMERIC and values[index].any():
            first = max(0, index - _LONGEST_SUM)
            before, after = slice(first, index), slice(index + 1, index + 1 + _LONGEST_SUM)
            size = _sums_to(values[index], values[before][::-1])
            if size:
                yield draft, usable[index - size : index]
                continue
            size = _sums_to(values[index], values[after])
            if size:
                yield draft, usable[index + 1 : index + 1 + size]


def _sums_to(total: NDArray[np.float64], items: Sequence[NDArray[np.float64]]) -> int:
    """Return how many of the first items add up to the total: at least two, or 0 when none do."""
    if len(items) < 2:
        return 0
    with np.errstate(over="ignore", invalid="ignore"):  # a sum too large for a number equals no total
        added = np.cumsum(np.stack(items), axis=0)[1:]
        equal = np.isclose(added, total, rtol=1e-9, atol=1e-6).all(axis=1)
    return int(equal.argmax()) + 2 if equal.any() else 0
