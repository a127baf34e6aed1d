"""Stored columns as arrays, and back; levels with fresh counts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, MISSING_CODES, Distribution, Level, Variable
from persona_studio.domain.waves import Column

CHOSEN = FIRST_LEVEL + 1
Codes = NDArray[np.unsignedinteger[Any]]


def codes_of(column: Column) -> Codes:
    """Return the codes of a column, shape (options, rows); one option when it is no multiple choice."""
    stored = np.frombuffer(column.data, np.dtype(column.dtype).newbyteorder("<"))
    return stored.reshape(column.width, column.rows)


def with_codes(column: Column, codes: Codes, reasons: bytes | None = None) -> Column:
    """Return the column with other codes, and perhaps other marks of who gave what now counts as missing."""
    data = codes.astype(np.dtype(column.dtype).newbyteorder("<"), copy=False).tobytes()
    return replace(column, data=data, reasons=column.reasons if reasons is None else reasons)


def numbers_of(column: Column) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Return the numbers of a column (NaN where missing or infinite) and the reason code of each row."""
    stored = np.frombuffer(column.data, np.dtype("<f8"))
    known = np.isfinite(stored)
    why = np.frombuffer(column.reasons, np.uint8) if column.reasons else np.zeros(column.rows, np.uint8)
    return np.where(known, stored, np.nan), why


def missing_counts(why: NDArray[np.integer[Any]]) -> tuple[int, int, int, int]:
    """Count rows by reason; other codes are answers."""
    counts = np.bincount(why[why < len(MISSING_CODES)], minlength=len(MISSING_CODES))
    return int(counts[0]), int(counts[1]), int(counts[2]), int(counts[3])


def with_levels(variable: Variable, levels: Sequence[Level]) -> Variable:
    """Return the variable with other levels; its distribution tells of them."""
    counts = tuple(level.count for level in levels)
    spread = Distribution(counts=counts, distinct=sum(count > 0 for count in counts))
    return replace(variable, levels=tuple(levels), distribution=spread)
