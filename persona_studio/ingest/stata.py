"""Stata files (.dta)."""

from pathlib import Path

import pyreadstat

from persona_studio.ingest.labelled import read_labelled
from persona_studio.ingest.table import RawTable

_EPOCH = 3653
"""Days from 1 January 1960, where Stata counts from, to 1 January 1970."""


def read_dta(path: Path, encoding: str | None = None, rows: int = 0) -> tuple[RawTable, str]:
    """Read a Stata file, or its first rows; return its table and encoding."""
    dates = {
        "%tc": lambda ms: ms / 86_400_000 - _EPOCH,
        "%tC": lambda ms: ms / 86_400_000 - _EPOCH,
        "%td": lambda days: days - _EPOCH,
        "%d": lambda days: days - _EPOCH,
    }
    return read_labelled(
        path, pyreadstat.read_dta, dates, encoding=encoding, user_missing=True, row_limit=rows
    )
