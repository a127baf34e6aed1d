"""E-mail addresses, telephone numbers and computers' addresses, told from what only looks like them."""

import ipaddress
import re
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]+\.[^\s@<>]{2,}")
_PHONE = re.compile(
    r"(?:\+|00|0|\()?[\d\s().\-/\u00a0\u202f]{7,22}(?:\s?(?:x|ext\.?|poste)\s?\d{1,5})?", re.IGNORECASE
)
_TOLD_PHONE = re.compile(r"^(?:\+|00[1-9]|0|\()|\d[\s.\-/\u00a0\u202f]\d")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:\s.*)?")
REGIONS = (
    "FR",
    "US",
    "GB",
    "BE",
    "CH",
    "DE",
    "ES",
    "IT",
    "PT",
    "NL",
    "LU",
    "MA",
    "DZ",
    "TN",
    "SN",
    "CI",
    "BR",
    "AU",
)
"""Countries whose own way of writing numbers is known; CA is written as US."""
_FIGURES = 8
"""Shorter numbers, good within a town, cannot be told from references."""
_SPREAD = 2_000
"""Numbers on average this near to one another are numbers of orders, not of telephones."""
_SMALL = 32
"""Parts of a version are smaller than this; those of a computer's address go up to 255."""


def is_email(text: str) -> bool:
    """Tell an e-mail address, whether or not anybody reads there."""
    if not _EMAIL.fullmatch(text):
        return False
    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return _reserved(text)
    return True


def _reserved(text: str) -> bool:
    """Tell addresses whose only fault is an ending kept for examples and inner networks."""
    return text.lower().endswith((".example", ".invalid", ".local", ".localhost", ".localdomain", ".arpa"))


def are_phones(texts: list[str], *, told: bool = False) -> bool:
    """Tell whether most texts are telephone numbers.

    Args:
        texts: different answers of one column.
        told: the header says so: then numbers without any sign between or before count too.
    """
    shaped = [text for text in texts if _PHONE.fullmatch(text) and not _DATE.fullmatch(text)]
    shaped = [text for text in shaped if sum(map(str.isdigit, text)) >= _FIGURES]
    if len(shaped) < 0.6 * len(texts):
        return False
    if not told and (sum(_TOLD_PHONE.search(text) is not None for text in shaped) < 0.6 * len(texts)):
        return False
    if not told and (_running(shaped) or _books(shaped)):
        return False
    return any(sum(_valid(text, region) for text in shaped) >= 0.6 * len(texts) for region in REGIONS)


def _running(texts: list[str]) -> bool:
    """Tell numbers given one after the other: of orders, of parcels. Nobody writes these in groups."""
    if not all(text.isdigit() for text in texts):
        return False
    numbers = sorted(int(digits) for text in texts if (digits := re.sub(r"\D", "", text)))
    return len(numbers) > 1 and numbers[-1] - numbers[0] < _SPREAD * len(numbers)


def _books(texts: list[str]) -> bool:
    """Tell numbers of books: ten figures, the last of which is a key."""
    digits = [re.sub(r"[^\dXx]", "", text) for text in texts]
    right = [len(d) == 10 and sum((10 - i) * (10 if c in "Xx" else int(c)) for i, c in enumerate(d)) % 11 == 0
             for d in digits]  # fmt: skip
    return sum(right) >= 0.9 * len(digits)


@lru_cache(maxsize=20_000)
def _valid(text: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


def are_ips(texts: list[str]) -> bool:
    """Tell whether most texts are addresses of computers, and not versions: 1.2.3.4 is one as well."""
    found = [address for text in texts if (address := _ip(text)) is not None]
    if len(found) < 0.8 * len(texts):
        return False
    large = [a for a in found if a.version == 6 or max(a.packed) >= _SMALL]
    return len(large) >= 0.5 * len(found)


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
