"""What every reader hands over: columns of distinct texts and codes, whatever the file was."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from persona_studio.domain.variables import Missing
from persona_studio.domain.waves import Notice

BLANK = -1
"""Code of an empty cell."""

Codes = NDArray[np.signedinteger[Any]]
"""Positions in the distinct texts of a column, in the smallest type that holds them and BLANK."""
FEW = 20_000
"""Columns with more distinct texts than this are never turned into Python lists whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a statistics file says of a variable: labels by text, texts that are missing, measure."""

    labels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, Missing] = field(default_factory=dict)
    measure: str = ""
    date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RawColumn:
    """One column of the file: `texts[codes[row]]` is the answer of a row, BLANK an empty cell.

    ``texts`` is a pyarrow string array, distinct, trimmed, without empty text. ``position`` counts from 0.
    ``stem`` and ``item`` split a header "question / option" when the survey tool says so; ``meta`` marks a
    column the tool wrote by itself.
    """

    name: str
    label: str
    position: int
    texts: Any
    codes: Codes
    stem: str = ""
    item: str = ""
    meta: bool = False
    declared: Declared = field(default_factory=Declared)

    @property
    def rows(self) -> int:
        """Number of respondents."""
        return int(self.codes.size)

    def counts(self) -> NDArray[np.int64]:
        """Return how many rows have each distinct text."""
        return np.bincount(self.codes + np.int8(1), minlength=len(self.texts) + 1)[1:]

    def sample(self, size: int = FEW) -> list[str]:
        """Return the first distinct texts, at most ``size``."""
        texts: list[str] = self.texts.slice(0, size).to_pylist()
        return texts


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleSet:
    """A multiple-response set declared by the file; ``counted`` is the text of a tick (None: answers)."""

    name: str
    label: str
    columns: tuple[str, ...]
    counted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """A file as it was read, before anything is guessed about its questions."""

    columns: tuple[RawColumn, ...]
    rows: int
    sets: tuple[MultipleSet, ...] = ()
    notices: tuple[Notice, ...] = ()
    platform: str = ""


def code_type(texts: int) -> Any:
    """Return the smallest signed type for the codes of so many distinct texts."""
    return np.int8 if texts < 127 else np.int16 if texts < 32_767 else np.int32


def make_column(name: str, position: int, texts: Any, codes: Codes, **more: Any) -> RawColumn:
    """Return a column whose texts are trimmed, with empty texts turned into blanks and doubles merged."""
    texts = texts.cast(pa.string()) if texts.type != pa.string() else texts
    trimmed = pc.utf8_trim_whitespace(texts)
    clean = trimmed.equals(texts) and not pc.any(pc.equal(pc.binary_length(texts), 0)).as_py()
    if not clean:
        trimmed, codes = _merge(trimmed, codes)
    label = more.pop("label", "")
    return RawColumn(name=name, label=label, position=position, texts=trimmed, codes=codes, **more)


def _merge(texts: Any, codes: Codes) -> tuple[Any, Codes]:
    """Give equal texts one code and empty texts none."""
    encoded = pc.if_else(pc.equal(pc.binary_length(texts), 0), None, texts).dictionary_encode()
    table = encoded.indices.fill_null(BLANK).to_numpy(zero_copy_only=False).astype(codes.dtype)
    moved = np.append(table, codes.dtype.type(BLANK))[codes]  # BLANK is -1, the last place
    return encoded.dictionary, moved


def keep_rows(table: RawTable, kept: NDArray[np.bool_]) -> RawTable:
    """Return the table with some of its rows only."""
    columns = tuple(replace(column, codes=column.codes[kept]) for column in table.columns)
    return replace(table, columns=columns, rows=int(kept.sum()))


def filled_rows(table: RawTable) -> NDArray[np.bool_]:
    """Mark the rows with an answer in some column."""
    filled = np.zeros(table.rows, bool)
    for column in table.columns:
        filled |= column.codes != BLANK
        if filled.all():
            break
    return filled
