"""Direct identifiers written inside answers: masked before anything is stored.

Works on the distinct texts of a column: a vectorised search finds the few that may hold one, and only
these are looked at closely.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from persona_studio.domain.variables import Personal
from persona_studio.ingest.contacts import are_ips
from persona_studio.ingest.idnumbers import is_iban, is_social_number
from persona_studio.ingest.table import RawColumn, make_column

_SUSPECT = (
    r"\S\s?(?:@|[(\[]at[)\]])\s?\w"  # something around an at sign
    r"|(?:\d[^\w,;:]{0,3}){8}\d"  # nine digits or more, hardly apart
    r"|[A-Za-z]{2}\d{2}(?:\s?\w){10}"  # the beginning of an account number
    r"|\d\s?2[ABab]\s?\d{3}"  # a social security number of Corsica
    r"|\d\.\d{1,3}\.\d{1,3}\.\d"  # a computer's address
    r"|\d(?:\s?(?:bis|ter|quater))?,?\s+(?:[Rr]ue|[Aa]v|[Bb]oul|[Bb]d|[Cc]hem|[Ii]mp|[Aa]ll|[Qq]uai|[Rr]oute|[Ff]aub)"
    r"|\d\s[A-Z].*\s(?:St|R[od]|Ave|Lane|Dr|C[olr]|Bo|Bl|Ter)"  # a street, in French or in English
    r"|(?:[Nn]ée?|[Bb]orn|naissance|birth)\W.*\d{4}"  # a birth
)
_SUSPECT_TEXT = re.compile(_SUSPECT)
_FEW = 100
"""For so few texts, making ready a search of whole columns takes longer than the search."""
_EMAIL = re.compile(r"[\w.+-]+(?:@|\s?[(\[]at[)\]]\s?)[\w-]+\.[\w.-]*[a-zA-Z]{2}", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
_SOCIAL = re.compile(r"\b[1-478]\s?\d{2}\s?\d{2}\s?\d[\dAB]\s?\d{3}\s?\d{3}\s?/?\s?\d{2}\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<!\w)(?:"
    r"(?:\+|00)[1-9]\d{0,2}(?:[\s./-]?\(?\d{1,4}\)?){2,6}"  # any country, with its code
    r"|0[1-9](?P<fr>[\s./-]?)\d{2}(?:(?P=fr)\d{2}){3}"  # France: 06 12 34 56 78
    r"|0[67](?:\s\d{2,4}){3,4}"
    r"|0\d{2,3}(?P<be>[\s./])\d{2,3}(?:[\s.]\d{2}){2,3}"  # Belgium, Switzerland: 0470 12 34 56, 079 123 45 67
    r"|0\d{2,4}\s\d{3,4}\s?\d{3,4}"  # United Kingdom: 020 7946 0958, 07700 900123
    r"|\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}"  # America: (415) 555-2671
    r")(?!\w)"
)
_IP = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)")
_BIRTH = re.compile(
    r"(?:\bnée?(?:\(e\))?|\bborn|date de naissance|date of birth)(?P<gap>[^\d\n]{1,15})"
    r"(?:\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:er|st|nd|rd|th)?\s+[^\W\d]{3,10}\.?,?\s+\d{4}|[^\W\d]{3,9}\s+\d{1,2},?\s+\d{4})",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b\d{1,4}(?:\s?(?:bis|ter|quater)\b)?,?\s+"
    r"(?i:rue|avenue|av\.|boulevard|bd|chemin|impasse|allée|quai|route|faubourg)\s+"
    r"(?:(?i:de|du|des|la|le|les|aux?|saint|sainte|st|ste)[\s-]+|(?i:[ld])['’]\s?)*[\w'’-]+"
    r"(?:[\s-]+(?:(?:de|du|des|la|le|les|et)\s+)*(?:[ld]['’])?[A-ZÀ-Ý][\w'’-]+)*"
    r"(?:,?\s+\d{5}(?:[\s-]+[A-ZÀ-Ý][\w'’-]+)*)?"
    r"|\b\d{1,5}\s+(?:[A-Z][\w'’.]+\s+){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Court|Boulevard|Blvd|Terrace|Crescent)\b\.?"
    r"(?:,?\s+(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]{2}\s\d{5}|[A-Z][\w'’]+))*"
)
_SHORTEST_PHONE, _LONGEST_PHONE = 9, 15


@dataclass(frozen=True, slots=True)
class Masked:
    """A column whose answers hold no direct identifier any more, and how many answers held each kind."""

    column: RawColumn
    found: Mapping[Personal, int]


def mask(column: RawColumn, marks: Mapping[Personal, str]) -> Masked | None:
    """Return the column with a mark in the place of every direct identifier, or None when it holds none."""
    suspects = _suspects(column.texts)
    if not suspects:
        return None
    counts = column.counts()
    found: Counter[Personal] = Counter()
    texts: list[str | None] = [None] * len(column.texts)
    for index, text in suspects:
        clean, kinds = masked_text(text, marks)
        if kinds:
            texts[index] = clean
            found.update(dict.fromkeys(kinds, int(counts[index])))
    if not found:
        return None
    merged = pc.coalesce(pa.array(texts, pa.string()), column.texts)
    made = make_column(column.name, column.position, merged, column.codes, label=column.label)
    return Masked(replace(column, texts=made.texts, codes=made.codes), found)


def count(texts: Any, counts: Any, marks: Mapping[Personal, str]) -> Counter[Personal]:
    """Return how many answers hold each kind, given distinct texts and how many gave each."""
    found: Counter[Personal] = Counter()
    for place, text in _suspects(texts):
        found.update(dict.fromkeys(masked_text(text, marks)[1], int(counts[place])))
    return found


def _suspects(texts: Any) -> list[tuple[int, str]]:
    """Return the places and texts that may hold something to mask."""
    if len(texts) <= _FEW:
        return [(place, text) for place, text in enumerate(texts.to_pylist()) if _SUSPECT_TEXT.search(text)]
    where = pc.indices_nonzero(pc.match_substring_regex(texts, _SUSPECT))
    return list(zip(where.to_pylist(), texts.take(where).to_pylist(), strict=True))


def masked_text(text: str, marks: Mapping[Personal, str]) -> tuple[str, tuple[Personal, ...]]:
    """Return a text with marks in the place of direct identifiers, and which kinds it held.

    Kinds without a mark are left as they are.
    """
    if not _SUSPECT_TEXT.search(text):
        return text, ()
    kinds: dict[Personal, None] = {}

    def hide(kind: Personal, sure: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
        def replaced(match: re.Match[str]) -> str:
            whole = match.group()
            end = next((end for end in _word_ends(whole) if sure(whole[:end])), 0)
            if not end:
                return whole
            kinds[kind] = None
            return marks[kind] + whole[end:]

        return replaced

    # Account and social security numbers first: their digits look like telephones.
    for pattern, kind, sure in (one for one in _PATTERNS if one[1] in marks):
        text = pattern.sub(hide(kind, sure), text)
    return text, tuple(kinds)


def _word_ends(text: str) -> Iterator[int]:
    """Yield where words end, last first: an account number may have swallowed the word after it."""
    yield len(text)
    yield from (match.start() for match in reversed(list(re.finditer(r"\s", text))))


def _is_phone_long(text: str) -> bool:
    return _SHORTEST_PHONE <= sum(character.isdigit() for character in text) <= _LONGEST_PHONE


def _is_far_ip(text: str) -> bool:
    return are_ips([text])


_PATTERNS: tuple[tuple[re.Pattern[str], Personal, Any], ...] = (
    (_EMAIL, Personal.EMAIL, bool),
    (_IBAN, Personal.ID_NUMBER, is_iban),
    (_SOCIAL, Personal.ID_NUMBER, is_social_number),
    # An address of a computer, or a birth, could be taken for a telephone number.
    (_IP, Personal.IP, _is_far_ip),
    (_BIRTH, Personal.BIRTH_DATE, bool),
    (_PHONE, Personal.PHONE, _is_phone_long),
    (_STREET, Personal.ADDRESS, bool),
)
