"""Names of people and dates of birth, told from names of things and from other dates."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

import numpy as np

_PARTS = re.compile(r"[\s,.'’-]+")
_TITLE = re.compile(
    r"^(?:m|mr|mme|mlle|mrs|ms|miss|dr|prof|pr|me|sir|herr|frau|sig|sra|sr|dott|ing|mx)\.?\s+"
)
_SAINT = re.compile(r"^(?:saint|sainte|st|ste|san|santa|sankt|sao)[ .-]")
_FIRM = re.compile(
    r"\b(?:and|et|und|llc|inc|ltd|plc|corp|co|group|groupe|sarl|sas|sasu|gmbh|ag|srl|spa|bv|nv|cie|fils|sons"
    r"|company|associes|associates|partners|holding|conseil|consulting)\b"
)
_NOT_LETTER = re.compile(r"[^a-z '’.,-]")
_EPOCH = date(1970, 1, 1)
OLDEST, YOUNGEST = 110, 10
"""Ages between which a date is one of birth."""
_YEAR = 365.25


def are_names(folded: list[str], rows: int, given: Collection[str]) -> bool:
    """Tell whether most texts are names of people: few words, a given name among the first or the last.

    Args:
        folded: different answers, folded.
        rows: how many respondents answered: the fewer the answers, the surer it must be.
        given: folded given names.
    """
    if len(folded) < 8:
        return False
    named = sum(_is_name(text, given) for text in folded)
    # A list of a few answers that many gave is one of things, unless nearly all are names.
    listed = len(folded) < min(60, 0.3 * rows)
    return named >= (0.9 if listed else 0.6) * len(folded)


def _is_name(text: str, given: Collection[str]) -> bool:
    if _SAINT.search(text) or _NOT_LETTER.search(text) or _FIRM.search(text):
        return False
    parts = [part for part in _PARTS.split(_TITLE.sub("", text)) if part]
    return 1 <= len(parts) <= 5 and (
        parts[0] in given or parts[-1] in given or parts[min(1, len(parts) - 1)] in given
    )


def are_births(days: Any, *, told: bool = False) -> bool:
    """Tell whether dates are of birth: whole days, of people 10 to 110 years old, over many years.

    Args:
        days: days since 1970-01-01, NaN for none.
        told: the header says so: then the ages alone must be possible.
    """
    known = days[np.isfinite(days)]
    if known.size < 3:
        return False
    today = (date.today() - _EPOCH).days  # noqa: DTZ011 - a day more or less is nothing to an age
    ages = (today - known) / _YEAR
    possible = ((ages > YOUNGEST) & (ages < OLDEST)).mean() > 0.95
    if told or not possible:
        return bool(possible if not told else ((ages > 0) & (ages < 130)).mean() > 0.8)
    spread = np.subtract(*np.percentile(ages, [95, 5]))
    return bool((known == np.floor(known)).all() and spread > 20 and np.median(ages) > 22)
