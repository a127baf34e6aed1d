"""Direct identifiers: names, e-mails, telephones, addresses, births, account numbers; by header, by content.

What is found is set aside: the variable is listed, its answers are not stored.
"""

import ipaddress
import re
from typing import Any

import numpy as np
import phonenumbers

from persona_studio.domain.variables import Kind, Personal
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.idnumbers import is_iban, is_social_number
from persona_studio.ingest.table import RawColumn
from persona_studio.ingest.words import Words, fold, fold_header

_SAMPLE = 200
_EMAIL = re.compile(r"^[\w.+-]+@[\w-]+\.[\w.-]*[a-zA-Z]{2}$")
_PHONE_SHAPE = re.compile(r"^(?:\+|00|0|\()[\d\s().\-/]{8,18}$|^\d{3}[-. ]\d{3}[-. ]\d{4}$")
_ADDRESS = re.compile(
    r"\b\d{1,5}\s*(?:bis|ter)?,?\s+(?:\w+\s+){0,3}(?:rue|avenue|av\.?|bd|boulevard"
    r"|chemin|place|impasse|allee|route|quai|cours"
    r"|street|st\.?|road|rd\.?|ave\.?|lane|drive|square|court)\b"
)
_REGIONS = ("FR", "US", "GB", "BE", "CH", "CA")
_ADULT_BIRTHS = (-15_000.0, 15_700.0)
"""Days of 1928-12 and 2012-12: dates mostly between, spread over many years and without hours, are births."""


def personal_kind(column: RawColumn, draft: Draft, words: Words) -> Personal | None:
    """Return the kind of direct identifier a column holds, or None."""
    return _by_header(column, draft, words) or _by_content(column, draft, words)


def _by_header(column: RawColumn, draft: Draft, words: Words) -> Personal | None:
    for header in dict.fromkeys((fold_header(column.name), fold_header(column.label))):
        for kind, (whole, part) in words.personal.items():
            if not (whole.equals(header) or (part.within(header) and len(header.split()) <= 12)):
                continue
            if _agrees(kind, column, draft):
                return kind
    return None


def _agrees(kind: Personal, column: RawColumn, draft: Draft) -> bool:
    """Tell whether the answers could be what the header announces: "Adresse" may hold yes and no."""
    sample = column.sample(_SAMPLE)
    if not sample:
        return True
    if kind is Personal.BIRTH_DATE:
        return draft.kind is Kind.DATE
    if kind in {Personal.NAME, Personal.ADDRESS}:
        coordinates = draft.decimal != "" and draft.kind is Kind.NUMERIC
        worded = draft.kind in {Kind.TEXT, Kind.IDENTIFIER, Kind.NOMINAL}
        return coordinates or (worded and not _few_levels(draft, column))
    if kind is Personal.PHONE:
        return sum(sum(c.isdigit() for c in text) >= 8 for text in sample) >= 0.5 * len(sample)
    if kind is Personal.EMAIL:
        return sum("@" in text for text in sample) >= 0.5 * len(sample)
    if kind is Personal.ID_NUMBER:
        return sum(sum(c.isdigit() for c in text) >= 7 for text in sample) >= 0.5 * len(sample)
    return sum("." in text or ":" in text for text in sample) >= 0.5 * len(sample)


def _few_levels(draft: Draft, column: RawColumn) -> bool:
    return draft.kind is Kind.NOMINAL and len(column.texts) <= max(3, 0.05 * column.rows)


def _by_content(column: RawColumn, draft: Draft, words: Words) -> Personal | None:
    if draft.kind is Kind.DATE:
        return Personal.BIRTH_DATE if _births(draft.data) else None
    sample = column.sample(_SAMPLE)
    size = len(sample)
    if size >= 3 and sum(is_social_number(text) or is_iban(text) for text in sample) >= 0.5 * size:
        return Personal.ID_NUMBER
    if draft.kind not in {Kind.TEXT, Kind.IDENTIFIER, Kind.NOMINAL} or size < 3:
        return None
    if sum(bool(_EMAIL.match(text)) for text in sample) >= 0.5 * size:
        return Personal.EMAIL
    if sum(map(_is_ip, sample)) >= 0.8 * size:
        return Personal.IP
    if sum(map(_is_phone, sample)) >= 0.6 * size:
        return Personal.PHONE
    folded = [fold(text) for text in sample]
    if sum(bool(_ADDRESS.search(text)) for text in folded) >= 0.5 * size:
        return Personal.ADDRESS
    names = size >= 8 and not words.not_name.within(fold_header(f"{column.name} {column.label}"))
    return Personal.NAME if names and _are_names(folded, words) else None


def _births(days: Any) -> bool:
    known = days[np.isfinite(days)]
    if known.size < 3 or (known != np.floor(known)).any():
        return False
    low, high = _ADULT_BIRTHS
    inside = ((known > low) & (known < high)).mean()
    return bool(inside > 0.95 and known.max() - known.min() > 15 * 365 and np.median(known) < 12_000)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _is_phone(text: str) -> bool:
    if not _PHONE_SHAPE.match(text):
        return False
    for region in _REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(text, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _are_names(folded: list[str], words: Words) -> bool:
    """Tell whether most texts are one to four words, one of them a given name."""
    named = 0
    for text in folded:
        parts = re.split(r"[\s,-]+", text)
        named += len(parts) <= 4 and any(part in words.given_names for part in parts)
    return named >= 0.6 * len(folded)
