"""SPSS files: .sav, .zsav and .por."""

from pathlib import Path
from typing import Any

import pyreadstat

from persona_studio.ingest.labelled import read_labelled
from persona_studio.ingest.table import RawTable

_EPOCH = 141_428
"""Days from 14 October 1582, where SPSS counts its seconds from, to 1 January 1970."""
_DATES = ("ADATE", "DATE", "EDATE", "SDATE", "JDATE", "QYR", "MOYR", "WKYR", "YMDHMS")


def read_sav(path: Path, encoding: str | None = None) -> tuple[RawTable, str]:
    """Read a .sav or .zsav file; return its table and encoding."""
    return read_labelled(
        path, pyreadstat.read_sav, dict.fromkeys(_DATES, _days), encoding=encoding, user_missing=True
    )


def read_por(path: Path, _encoding: str | None = None) -> tuple[RawTable, str]:
    """Read a portable file, which says its encoding itself; return its table and encoding."""
    return read_labelled(path, pyreadstat.read_por, dict.fromkeys(_DATES, _days))


def _days(seconds: Any) -> Any:
    return seconds / 86400 - _EPOCH
