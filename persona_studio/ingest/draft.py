"""A variable while the import is working it out; it becomes a frozen Variable and a Column at the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.ids import new_id
from persona_studio.domain.variables import (
    FIRST_LEVEL,
    MISSING_CODES,
    Distribution,
    Kind,
    Level,
    Missing,
    Personal,
    Reason,
    Role,
    Variable,
)
from persona_studio.domain.waves import Column

BINS = 20
ANSWERED = 255
"""Reason code of an answer that is not missing."""
MISSING_INDEX = {reason: index for index, reason in enumerate(MISSING_CODES)}
NOT_ASKED = MISSING_INDEX[Missing.NOT_ASKED]

Reasons = NDArray[np.uint8]


@dataclass(slots=True, kw_only=True)
class Draft:
    """What the import knows of one variable so far.

    ``data`` is the stored column: codes (missing reason, or 4 + level), a `(options, rows)` array of
    codes for multiple choice, or numbers. ``why`` is, for numbers, the missing reason of each row
    (meaningful where NaN). ``texts`` are the distinct texts of a text or identifier column. ``meta`` marks
    what the survey tool wrote by itself. ``masked`` counts the answers that held a direct identifier, by the
    mark now in its place. ``only_ticks`` says that nothing in the file
    stands for "not this option"; ``none_chosen`` then marks the rows that saw the question, as far as the
    answers around it tell.
    """

    name: str
    label: str
    kind: Kind
    source: tuple[int, ...]
    data: Any
    why: Reasons | None = None
    levels: list[tuple[str, str]] = field(default_factory=list)
    texts: Any = None
    reasons: list[Reason] = field(default_factory=list)
    role: Role = Role.IGNORED
    personal: Personal | None = None
    block: str = ""
    distinct: int = 0
    decimal: str = ""
    meta: bool = False
    masked: Mapping[str, int] = field(default_factory=dict)
    only_ticks: bool = False
    none_chosen: NDArray[np.bool_] | None = None
    unread: int | None = None
    _histogram: NDArray[np.int64] | None = None

    @property
    def rows(self) -> int:
        """Number of respondents."""
        return int(self.data.shape[-1])

    @property
    def numeric(self) -> bool:
        """Tell whether the data are numbers rather than codes."""
        return bool(self.data.dtype == np.float64)

    def missing(self) -> Reasons:
        """Return the missing reason of every row, ANSWERED where there is an answer."""
        if self.numeric:
            why = self.why if self.why is not None else np.zeros(self.rows, np.uint8)
            return np.where(np.isnan(self.data), why, ANSWERED).astype(np.uint8)
        codes = self.data[0] if self.data.ndim == 2 else self.data
        return np.where(codes < FIRST_LEVEL, codes, ANSWERED).astype(np.uint8)

    def blank(self) -> NDArray[np.bool_]:
        """Return the rows with no answer and no reason for it."""
        if self.numeric:
            gone = np.isnan(self.data)
            return np.asarray(gone if self.why is None else gone & (self.why == 0), bool)
        blank: NDArray[np.bool_] = (self.data[0] if self.data.ndim == 2 else self.data) == 0
        return blank

    def not_asked(self, rows: NDArray[np.bool_]) -> None:
        """Say that the question was not asked to these rows; answers are left alone."""
        rows = rows & self.blank()
        self._histogram = None
        if self.numeric:
            self.why = np.zeros(self.rows, np.uint8) if self.why is None else self.why.copy()
            self.why[rows] = NOT_ASKED
        else:
            self.data = self.data.copy()
            self.data[..., rows] = NOT_ASKED

    def settle_ticks(self) -> None:
        """Read blanks that no routing explains as "none of these", for those who saw the question."""
        if self.none_chosen is not None:
            self.data = self.data.copy()
            self.data[:, self.none_chosen & self.blank()] = FIRST_LEVEL
            self._histogram = None

    def missing_counts(self) -> tuple[int, int, int, int]:
        """Count missing answers by reason."""
        counts = self.histogram()
        return int(counts[0]), int(counts[1]), int(counts[2]), int(counts[3])

    def histogram(self) -> NDArray[np.int64]:
        """Count the codes of the column: of the first option in a multiple choice, of missing numbers."""
        if self._histogram is None:
            codes = self.missing() if self.numeric or self.texts is not None else np.atleast_2d(self.data)[0]
            self._histogram = np.bincount(codes, minlength=FIRST_LEVEL + len(self.levels))
        return self._histogram


def code_type(levels: int) -> Any:
    """Return the smallest type that holds codes for that many levels."""
    last = levels + FIRST_LEVEL - 1
    return np.uint8 if last <= 255 else np.uint16 if last <= 65535 else np.uint32


def variable_of(draft: Draft, keep_personal: bool = False) -> Variable:
    """Return the frozen variable of a draft, under a fresh id; personal data leave no trace in it."""
    hidden = draft.personal is not None and not keep_personal
    levels = () if hidden else _levels(draft)
    distribution = Distribution(distinct=draft.distinct) if hidden else _distribution(draft, levels)
    return Variable(
        id=new_id(),
        name=draft.name,
        label=draft.label or draft.name,
        kind=draft.kind,
        role=draft.role,
        levels=levels,
        missing=draft.missing_counts(),
        distribution=distribution,
        guess=tuple(draft.reasons),
        personal=draft.personal,
        block=draft.block,
        source=draft.source,
        stored=draft.role is not Role.SET_ASIDE or keep_personal,
    )


def _levels(draft: Draft) -> tuple[Level, ...]:
    if not draft.levels:
        return ()
    if draft.kind is Kind.MULTIPLE:
        counts = (draft.data == FIRST_LEVEL + 1).sum(axis=1)
    else:
        counts = draft.histogram()[FIRST_LEVEL:]
    pairs = enumerate(zip(draft.levels, counts.tolist(), strict=True))
    return tuple(Level(code, value, label, count) for code, ((value, label), count) in pairs)


def _distribution(draft: Draft, levels: tuple[Level, ...]) -> Distribution:
    if draft.numeric:
        return number_distribution(draft.data)
    if levels:
        return Distribution(
            counts=tuple(level.count for level in levels), distinct=sum(level.count > 0 for level in levels)
        )
    return Distribution(distinct=draft.distinct)


def number_distribution(values: NDArray[np.float64]) -> Distribution:
    """Return the histogram, mean and number of distinct values of some numbers (NaN: missing)."""
    known = values[np.isfinite(values)]
    if not known.size:
        return Distribution()
    low, high = float(known.min()), float(known.max())
    if low == high:
        return Distribution((known.size,), (low, high), low, 1)
    distinct = int(np.unique(known[:: max(1, known.size // 100_000)]).size)
    edges = _edges(low, high, min(BINS, distinct))
    counts = np.histogram(known, bins=edges)[0]
    return Distribution(tuple(counts.tolist()), tuple(edges.tolist()), _mean(known), distinct)


def _edges(low: float, high: float, bins: int) -> NDArray[np.float64]:
    """Return the edges of equal bins; fewer when numbers so close cannot be told apart."""
    # Half of the range is finite even when the range is not.
    edges = (
        np.linspace(low / 2, high / 2, bins + 1) * 2
        if np.isinf(high - low)
        else np.linspace(low, high, bins + 1)
    )
    edges[0], edges[-1] = low, high
    return np.unique(edges)


def _mean(known: NDArray[np.float64]) -> float:
    with np.errstate(over="ignore", invalid="ignore"):
        mean = float(known.mean())
    return mean if np.isfinite(mean) else float((known / known.size).sum())


def column_of(draft: Draft) -> Column:
    """Return the stored column of a draft."""
    texts = tuple(draft.texts.to_pylist()) if draft.texts is not None and not draft.numeric else ()
    why = b""
    if draft.numeric and draft.why is not None and draft.why[np.isnan(draft.data)].any():
        why = np.where(np.isnan(draft.data), draft.why, 0).astype(np.uint8).tobytes()
    data = np.ascontiguousarray(draft.data)
    return Column(
        dtype=type_name(data.dtype),
        rows=draft.rows,
        data=data.astype(data.dtype.newbyteorder("<"), copy=False).tobytes(),
        width=data.shape[0] if data.ndim == 2 else 1,
        texts=texts,
        reasons=why,
    )


def type_name(dtype: Any) -> str:
    """Return the code of a type as columns write it: u1, u2, u4 or f8."""
    return f"{np.dtype(dtype).kind}{np.dtype(dtype).itemsize}"
