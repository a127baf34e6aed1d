"""The date in a note such as « Claire, entretiens, avant le 15 mars 2026 »."""

import re
from calendar import monthrange
from datetime import date
from functools import cache

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "january february march april may june july august september october november december",
}
_ISO = re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d?)-(?P<day>\d\d?)\b")
_NUMBERS = re.compile(r"\b(?P<day>\d\d?)[/.](?P<month>\d\d?)[/.](?P<year>20\d\d)\b")


def due_date(note: str) -> date | None:
    """Return the last date that a note names, in French or English; a month means its last day.

    A day without a year, or a date that does not exist, is none.
    """
    found = [made for form in (_ISO, _NUMBERS, _words()) for m in form.finditer(note) if (made := _read(m))]
    return max(found, default=None)


@cache
def _words() -> re.Pattern[str]:
    months = "|".join(name for names in _MONTHS.values() for name in names.split())
    return re.compile(
        rf"\b(?:(?P<day>\d\d?)(?:er|st|nd|rd|th)?[ \u00a0\u202f]+)?(?P<month>{months})"
        rf"(?:[ \u00a0\u202f]+(?P<after>\d\d?),)?[ \u00a0\u202f]+(?P<year>20\d\d)\b",
        re.IGNORECASE,
    )


def _read(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    year, month = int(parts["year"]), _month(parts["month"])
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(parts["day"] or parts.get("after") or last)
    return date(year, month, day) if 1 <= day <= last else None


def _month(word: str) -> int:
    if word.isdigit():
        return int(word)
    return next(
        names.split().index(word.lower()) + 1 for names in _MONTHS.values() if word.lower() in names.split()
    )
