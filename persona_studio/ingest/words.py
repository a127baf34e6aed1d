"""The word lists the import knows: missing texts, yes and no, answer scales, headers, given names.

Everything is compared *folded*: lower case, no accents, straight apostrophes, single spaces.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from persona_studio import paths
from persona_studio.domain.variables import Missing, Personal

_SPACES = re.compile(r"\s+")
_TAGS = re.compile(r"<[^<>]{1,200}>")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_NOT_WORD = re.compile(r"[^0-9a-z#]+")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})


def fold(text: str) -> str:
    """Return the text in lower case, without accents, with straight apostrophes and single spaces."""
    straight = text.translate(_APOSTROPHES)
    if not straight.isascii():
        straight = "".join(c for c in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(c))
    return _SPACES.sub(" ", straight).strip().casefold()


def fold_header(text: str) -> str:
    """Return a header as folded words: `RecipientLastName`, `recipient_last.name`: `recipient last name`."""
    return _NOT_WORD.sub(" ", fold(_CAMEL.sub(" ", text))).strip()


def clean(text: str) -> str:
    """Return a header for people: no HTML tags, no hard spaces, no line breaks."""
    return _SPACES.sub(" ", _TAGS.sub(" ", text).replace("\u00a0", " ")).strip()


@dataclass(frozen=True, slots=True)
class HeaderWords:
    """Headers of one meaning: a whole header, or whole words inside it. ``longest`` counts words."""

    whole: frozenset[str]
    longest: int

    def equals(self, header: str) -> bool:
        """Tell whether a folded header is one of them, alone."""
        return header in self.whole

    def within(self, header: str, least: int = 1) -> bool:
        """Tell whether a folded header contains one of them, of at least so many words."""
        words = header.split()
        return any(
            " ".join(words[start : start + size]) in self.whole
            for size in range(least, min(self.longest, len(words)) + 1)
            for start in range(len(words) - size + 1)
        )


@dataclass(frozen=True, slots=True)
class Words:
    """All word lists, folded."""

    missing: Mapping[str, Missing]
    missing_na: frozenset[str]
    missing_in_numbers: frozenset[str]
    answers: Mapping[str, frozenset[str]]
    scales: tuple[tuple[str, Mapping[str, int]], ...]
    strength: tuple[tuple[str, int], ...]
    headers: Mapping[str, HeaderWords]
    demographic: HeaderWords
    question: HeaderWords
    fact: HeaderWords
    demographic_levels: Mapping[str, frozenset[str]]
    personal: Mapping[Personal, tuple[HeaderWords, HeaderWords]]
    not_name: HeaderWords
    not_birth: HeaderWords
    not_phone: HeaderWords
    not_ip: HeaderWords
    marks: Mapping[str, Mapping[Personal, str]]
    given_names: frozenset[str]
    stop_words: Mapping[str, frozenset[str]]
    consent: Mapping[str, HeaderWords]
    other: Mapping[str, str]

    def language(self, texts: Iterable[str]) -> str:
        """Return `en`, `fr`, `es` or `de`, whichever has most small words there; English when in doubt."""
        words = [word for text in texts for word in fold_header(text).split()]
        return max(
            self.stop_words, key=lambda language: sum(word in self.stop_words[language] for word in words)
        )


@cache
def load_words() -> Words:
    """Read the word lists shipped with the program; they never change while it runs."""
    missing, yes_no, likert = _read("missing"), _read("yes_no"), _read("likert")
    headers, demographics, personal = _read("headers"), _read("demographics"), _read("personal")
    stop, consent = _read("stop_words"), _read("consent")
    return Words(
        missing=_missing(missing),
        missing_na=frozenset(missing["na"]),
        missing_in_numbers=frozenset(missing["in_numbers"]),
        answers={key: frozenset(yes_no[key]) for key in yes_no if key != "comment"},
        scales=_scales(likert["scales"]),
        strength=_strength(likert["strength"]),
        headers={key: _header_words(headers[key]) for key in headers if key != "comment"},
        demographic=_header_words(demographics["headers"]),
        question=_header_words(demographics["question"]),
        fact=_header_words(demographics["facts"]),
        demographic_levels={key: frozenset(texts) for key, texts in demographics["levels"].items()},
        personal={kind: _personal(personal[kind.value]) for kind in Personal},
        not_name=_header_words(personal["not_name"]),
        not_birth=_header_words(personal["not_birth"]),
        not_phone=_header_words(personal["not_phone"]),
        not_ip=_header_words(personal["not_ip"]),
        marks={
            language: {Personal(kind): mark for kind, mark in marks.items()}
            for language, marks in personal["marks"].items()
        },
        given_names=_given_names(),
        stop_words={language: frozenset(stop[language]) for language in ("en", "fr", "es", "de")},
        consent={key: _header_words(consent[key]) for key in consent if key != "comment"},
        other=stop["other"],
    )


def _read(name: str) -> dict[str, Any]:
    text = paths.resource("words", f"{name}.json").read_text(encoding="utf-8")
    words: dict[str, Any] = json.loads(text)
    return words


def _given_names() -> frozenset[str]:
    lines = paths.resource("words", "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


def _missing(lists: Mapping[str, list[str]]) -> dict[str, Missing]:
    kinds = {
        "always": Missing.EMPTY,
        "dont_know": Missing.DONT_KNOW,
        "refused": Missing.REFUSED,
        "not_asked": Missing.NOT_ASKED,
    }
    return {text: kind for key, kind in kinds.items() for text in lists[key]}


def _scales(families: Mapping[str, list[list[str]]]) -> tuple[tuple[str, Mapping[str, int]], ...]:
    return tuple(
        (family, {text: rank for rank, step in enumerate(scale) for text in step.split("|")})
        for family, scales in families.items()
        for scale in scales
    )


def _strength(ranks: Mapping[str, Any]) -> tuple[tuple[str, int], ...]:
    pairs = [(word, int(rank)) for rank, words in ranks.items() if rank != "comment" for word in words]
    # Longest first: "pas du tout" must be tried before "pas".
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def _header_words(texts: list[str]) -> HeaderWords:
    folded = frozenset(fold_header(text) for text in texts)
    return HeaderWords(folded, max(len(text.split()) for text in folded))


def _personal(lists: Mapping[str, list[str]]) -> tuple[HeaderWords, HeaderWords]:
    return _header_words(lists["whole"]), _header_words(lists["part"] or lists["whole"])
