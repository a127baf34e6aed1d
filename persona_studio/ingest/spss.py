"""SPSS files: .sav, .zsav and .por."""

from pathlib import Path
from typing import Any

import pyreadstat

from persona_studio.ingest.labelled import read_labelled
from persona_studio.ingest.table import RawTable

_EPOCH = 141_428
"""Days from 14 October 1582, where SPSS counts its seconds from, to 1 January 1970."""
_DATES = ("ADATE", "DATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR", "YMDHMS")


def read_sav(path: Path, encoding: str | None = None, rows: int = 0) -> tuple[RawTable, str]:
    """Read a .sav or .zsav file, or its first rows; return its table and encoding."""
    dates = dict.fromkeys(_DATES, _days)
    return read_labelled(
        path, pyreadstat.read_sav, dates, encoding=encoding, user_missing=True, row_limit=rows
    )


def read_por(path: Path, _encoding: str | None = None, rows: int = 0) -> tuple[RawTable, str]:
    """Read a portable file, which says its encoding itself; return its table and encoding."""
    return read_labelled(path, pyreadstat.read_por, dict.fromkeys(_DATES, _days), row_limit=rows)


def _days(seconds: Any) -> Any:
    return seconds / 86400 - _EPOCH
