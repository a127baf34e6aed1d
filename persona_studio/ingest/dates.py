"""Dates written as text, turned into days since 1970-01-01 on the distinct texts of a column."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_TIME = r"(?:[ T,]+(?P<h>\d{1,2})[:h](?P<i>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?(?: ?(?P<p>[AaPp])\.?[Mm]\.?)?)?"
_ZONE = r"(?: ?(?:Z|[A-Z]{3,4}|(?:GMT|UTC)?[-+]\d{1,2}(?::?\d{2})?))?$"
_YEAR_FIRST = r"^(?P<a>\d{4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,2})" + _TIME + _ZONE
_YEAR_LAST = r"^(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{4}|\d{2})" + _TIME + _ZONE
_SHARE = 0.9


def parse_dates(texts: Any, day_first: bool) -> NDArray[np.float64] | None:
    """Return days since 1970 (NaN where there is no date), or None when the texts are not dates.

    ``day_first`` settles dates such as 3/4/2024 when no other date of the column does.
    """
    for pattern, year_first in ((_YEAR_FIRST, True), (_YEAR_LAST, False)):
        sample = texts.slice(0, 200)
        if _matched(sample, pattern) < _SHARE * len(sample):
            continue
        parts = pc.extract_regex(texts, pattern)
        days = _year_first(parts) if year_first else _year_last(parts, day_first)
        if np.isfinite(days).mean() >= _SHARE:
            return days
    return None


def _matched(texts: Any, pattern: str) -> int:
    return int(pc.sum(pc.match_substring_regex(texts, pattern).cast(pa.int64())).as_py() or 0)


def _year_first(parts: Any) -> NDArray[np.float64]:
    return _days(_part(parts, "a"), _part(parts, "b"), _part(parts, "c")) + _clock(parts)


def _year_last(parts: Any, day_first: bool) -> NDArray[np.float64]:
    first, second, year = _part(parts, "a"), _part(parts, "b"), _part(parts, "c")
    if np.nanmax(first, initial=0) > 12:
        day_first = True
    elif np.nanmax(second, initial=0) > 12:
        day_first = False
    year = np.where(year < 100, year + np.where(year > 40, 1900, 2000), year)
    day, month = (first, second) if day_first else (second, first)
    return _days(year, month, day) + _clock(parts)


def _part(parts: Any, name: str) -> NDArray[np.float64]:
    field = pc.struct_field(parts, name)
    number = pc.cast(pc.if_else(pc.equal(field, ""), None, field), pa.float64())
    values: NDArray[np.float64] = number.to_numpy(zero_copy_only=False).astype(np.float64)
    return values


def _days(year: Any, month: Any, day: Any) -> NDArray[np.float64]:
    good = (year >= 1600) & (year < 2400) & (month >= 1) & (month <= 12) & (day >= 1) & (day <= 31)
    whole = [np.where(good, part, 1).astype(np.int64) for part in (year, month, day)]
    months = (whole[0] - 1970).astype("datetime64[Y]").astype("datetime64[M]") + (whole[1] - 1)
    days = months.astype("datetime64[D]") + (whole[2] - 1)
    good &= days.astype("datetime64[M]") == months  # 31 June is not a date
    return np.where(good, days.astype(np.int64).astype(np.float64), np.nan)


def _clock(parts: Any) -> NDArray[np.float64]:
    hour, minute, second = (np.nan_to_num(_part(parts, name)) for name in "his")
    half = pc.utf8_lower(pc.fill_null(pc.struct_field(parts, "p"), ""))
    afternoon = pc.equal(half, "p").to_numpy(zero_copy_only=False)
    midnight = pc.equal(half, "a").to_numpy(zero_copy_only=False) & (hour == 12)
    hour = np.where(afternoon & (hour < 12), hour + 12, np.where(midnight, 0, hour))
    return (hour * 3600 + minute * 60 + second) / 86400
