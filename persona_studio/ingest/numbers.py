"""Numbers written as text: decimal comma or point, thousands, currency and percent signs.

All work is on the distinct texts of a column, vectorised; a column decides its decimal mark for itself.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_DECOR = r"[\s\x{a0}\x{202f}'’€$£%]"
_SPACED = (
    r"^[-+]?[€$£]?[\s\x{a0}\x{202f}]?\d{1,3}([\s\x{a0}\x{202f}'’]\d{3})*([.,]\d*)?[\s\x{a0}\x{202f}]*[€$£%]?$"
)
_GAP = r"\d[\s\x{a0}\x{202f}'’]\d"
_POINT = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$"
_COMMA = r"^[-+]?(\d+,?\d*|,\d+)$"
_THOUSANDS = r"^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$"
_POINTED = r"^[-+]?\d{1,3}(\.\d{3})+,\d+$"
_CODE = r"^0\d|^\+\d{8,}$"
_LIKELY = re.compile(r"^[-+€$£]?\s?[\d.,]*\d[\d\s.,\u00a0\u202f'’]*([eE][-+]?\d+)?\s?[€$£%]?$")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of the distinct texts (NaN: not a number) and the decimal mark (empty: none seen)."""

    values: NDArray[np.float64]
    decimal: str

    @property
    def share(self) -> float:
        """Share of distinct texts that are numbers."""
        return float(np.isfinite(self.values).mean()) if self.values.size else 0.0


def looks_numeric(sample: list[str]) -> bool:
    """Tell from some texts whether parsing them all is worth the time."""
    return bool(sample) and sum(bool(_LIKELY.match(text)) for text in sample) >= 0.5 * len(sample)


def parse_numbers(texts: Any, decimal: str | None = None, comma_file: bool = False) -> Numbers:
    """Return the numbers of an array of texts.

    ``decimal`` imposes the mark. ``comma_file`` says that commas separate the file's cells, so that
    `1,234` is more likely a thousand than a decimal.
    """
    if decimal != ",":
        plain = _cast(texts)
        if plain is not None:
            has_point = bool(pc.any(pc.match_substring(texts, ".")).as_py())
            return Numbers(plain, "." if has_point else "")
    # "06 12 34" is a telephone number: between digits, gaps only separate thousands.
    gaps = pc.and_(pc.match_substring_regex(texts, _GAP), pc.invert(pc.match_substring_regex(texts, _SPACED)))
    bare = pc.if_else(gaps, "", pc.replace_substring_regex(texts, _DECOR, ""))
    mark = decimal or _decimal_mark(bare, comma_file)
    if mark == ",":
        bare = pc.if_else(pc.match_substring_regex(bare, _POINTED), pc.replace_substring(bare, ".", ""), bare)
        good = pc.match_substring_regex(bare, _COMMA)
        bare = pc.replace_substring(bare, ",", ".")
    else:
        grouped = pc.match_substring_regex(bare, _THOUSANDS)
        bare = pc.if_else(grouped, pc.replace_substring(bare, ",", ""), bare)
        good = pc.match_substring_regex(bare, _POINT)
    values = _cast(pc.if_else(good, bare, None))
    assert values is not None  # noqa: S101 - only texts that match a number are left
    has_mark = bool(pc.any(pc.and_(good, pc.match_substring(bare, "."))).as_py())
    return Numbers(values, mark if has_mark else "")


def is_code(texts: Any) -> bool:
    """Tell whether leading zeros or a plus show that digits are a code (postcode, telephone)."""
    return bool(len(texts)) and float(pc.mean(pc.match_substring_regex(texts, _CODE)).as_py()) > 0.05


def _cast(texts: Any) -> NDArray[np.float64] | None:
    try:
        values = pc.cast(texts, pa.float64())
    except pa.ArrowInvalid:
        return None
    numbers: NDArray[np.float64] = values.to_numpy(zero_copy_only=False).astype(np.float64, copy=True)
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def _decimal_mark(bare: Any, comma_file: bool) -> str:
    commas = pc.match_substring_regex(bare, r"^[-+]?\d*,\d+$")
    if not pc.any(commas).as_py():
        return "." if not pc.any(pc.match_substring_regex(bare, _POINTED)).as_py() else ","
    thousands = pc.match_substring_regex(bare, _THOUSANDS)
    only_thousands = pc.all(pc.or_(pc.invert(commas), thousands)).as_py()
    return "." if only_thousands and comma_file else ","
