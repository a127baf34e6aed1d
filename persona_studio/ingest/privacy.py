"""Direct identifiers: names, e-mails, telephones, addresses, births, account numbers; by header, by content.

What is found is set aside: the variable is listed, its answers are not stored.
"""

from persona_studio.domain.variables import Kind, Personal
from persona_studio.ingest.addresses import is_address
from persona_studio.ingest.contacts import are_ips, are_phones, is_email
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.idnumbers import are_id_numbers
from persona_studio.ingest.people import are_births, are_names
from persona_studio.ingest.table import RawColumn
from persona_studio.ingest.words import Words, fold, fold_header

_SAMPLE = 200
_WORDED = frozenset({Kind.TEXT, Kind.IDENTIFIER, Kind.NOMINAL})
_FEWEST = 3
_SURER = frozenset({Personal.EMAIL, Personal.PHONE, Personal.IP, Personal.ID_NUMBER})


def personal_kind(column: RawColumn, draft: Draft, words: Words) -> Personal | None:
    """Return the kind of direct identifier a column holds, or None."""
    told = _by_header(column, draft, words)
    if told not in {None, Personal.NAME, Personal.ADDRESS}:
        return told
    # "Contact" or "Adresse" announce a name or a street as well as what is seen to be something else.
    seen = _by_content(column, draft, words)
    return seen if told is None or seen in _SURER else told


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
        return coordinates or (draft.kind in _WORDED and not _few_levels(draft, column))
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
    header = fold_header(f"{column.name} {column.label}")
    if draft.kind is Kind.DATE:
        return Personal.BIRTH_DATE if not words.not_birth.within(header) and are_births(draft.data) else None
    sample = column.sample(_SAMPLE)
    size = len(sample)
    if size < _FEWEST or not _may_name(draft, sample):
        return None
    if are_id_numbers(sample):
        return Personal.ID_NUMBER
    if draft.kind in _WORDED:
        return _in_words(sample, column.rows, header, words)
    # Numbers of some countries, +351 912 812 065, can be read as large amounts.
    world = all(text.startswith("+") for text in sample[:20])
    return Personal.PHONE if world and are_phones(sample) else None


def _in_words(sample: list[str], rows: int, header: str, words: Words) -> Personal | None:
    size = len(sample)
    if sum(map(is_email, sample)) >= 0.5 * size:
        return Personal.EMAIL
    if not words.not_ip.within(header) and are_ips(sample):
        return Personal.IP
    if not words.not_phone.within(header) and are_phones(sample):
        return Personal.PHONE
    folded = [fold(text) for text in sample]
    if sum(map(is_address, folded)) >= 0.5 * size:
        return Personal.ADDRESS
    named = not words.not_name.within(header) and are_names(folded, rows, words.given_names)
    return Personal.NAME if named else None


def _may_name(draft: Draft, sample: list[str]) -> bool:
    """Tell whether a look is worth its time: short numbers and scales name nobody."""
    return draft.kind is not Kind.ORDINAL and max(map(len, sample)) >= 3
