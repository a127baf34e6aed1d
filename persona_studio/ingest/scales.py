"""Ordinal scales: recognised by dictionary, by words of intensity, or by the numbers in the levels."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from persona_studio.ingest.words import Words, fold

_LEAD = re.compile(r"^\(?\d{1,2}\s*[).:=-]+\s+")
_HEAD = re.compile(r"\s*[,(:;–—]\s*|\s+-\s+")
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_GROUP = re.compile(r"(?<=\d)[\s.,](?=\d{3}(?!\d))")
_MONEY = re.compile(r"[$€£]|\beuros?\b|\beur\b|\busd\b")
_KILO = re.compile(r"(\d+(?:[.,]\d+)?)\s*k\b")
_BETWEEN = re.compile(rf"^(?:de|entre|from|between)?\s*{_NUMBER}\s*(?:-|–|—|a|to|et|and|/)\s*{_NUMBER}$")
_BELOW = (
    re.compile(
        rf"^(?:<=?|≤|-|moins de|less than|under|below|up to|jusqu'a|inferieur a|moins d')\s*{_NUMBER}$"
    ),
    re.compile(
        rf"^{_NUMBER}\s*(?:ou moins|et moins|or less|or younger|or under|and under|and below|or fewer)$"
    ),
)
_ABOVE = (
    re.compile(rf"^(?:>=?|≥|\+|plus de|plus d'|more than|over|above|superieur a)\s*{_NUMBER}$"),
    re.compile(
        rf"^{_NUMBER}\s*(?:\+|ou plus|et plus|or more|and up|and over|and more"
        r"|or older|and older|and above|or over)$"
    ),
)
_ANSWER_CODE = re.compile(r"^([A-Za-z]{1,3})0*(\d{1,2})$")
_SINGLE = re.compile(rf"^{_NUMBER}$")
_KEYWORDS = frozenset(
    {
        "de",
        "entre",
        "from",
        "between",
        "a",
        "to",
        "et",
        "and",
        "ou",
        "or",
        "plus",
        "moins",
        "more",
        "less",
        "than",
    }
    | {
        "over",
        "under",
        "above",
        "below",
        "up",
        "jusqu'a",
        "older",
        "younger",
        "fewer",
        "d'",
        "superieur",
        "inferieur",
    }
)
_ZERO = frozenset({"aucun", "aucune", "none", "zero", "jamais", "never", "0"})
_RATES = (
    (re.compile(r"\s*(?:/|par|per|a|fois par|times? (?:a|per))\s*(?:jour|day|j)$"), 365.0),
    (re.compile(r"\s*(?:/|par|per|a|fois par|times? (?:a|per))\s*(?:semaine|week|sem)$"), 52.0),
    (re.compile(r"\s*(?:/|par|per|a|fois par|times? (?:a|per))\s*(?:mois|month)$"), 12.0),
    (re.compile(r"\s*(?:/|par|per|a|fois par|times? (?:a|per))\s*(?:an|annee|year)$"), 1.0),
)


@dataclass(frozen=True, slots=True)
class Order:
    """The order of some levels, low to high, as positions in the list asked about, and how it was found."""

    positions: tuple[int, ...]
    reason: str
    scale: str = ""


def find_order(texts: Sequence[str], words: Words) -> Order | None:
    """Return the order of the levels of a question, or None when they are not a scale.

    ``texts`` holds the levels without "don't know" and the like; at least three are needed.
    """
    if not 3 <= len(texts) <= 40:
        return None
    folded = [_LEAD.sub("", fold(text)).strip(" .!") for text in texts]
    return (
        _by_anchored_numbers(texts)
        or _by_dictionary(folded, words)
        or _by_ranges(folded)
        or _by_strength(folded, words)
    )


def order_codes(texts: Sequence[str]) -> Order | None:
    """Return the order of answer codes A1, A2, A3… that the items of a grid share; None for other texts."""
    codes = [_ANSWER_CODE.match(text) for text in texts]
    if len(texts) < 3 or not all(codes) or len({code.group(1) for code in codes if code}) > 1:
        return None
    return Order(_sorted([int(code.group(2)) for code in codes if code]), "scale_grid")


def _sorted(keys: Sequence[float]) -> tuple[int, ...]:
    return tuple(sorted(range(len(keys)), key=lambda index: (keys[index], index)))


def _by_anchored_numbers(texts: Sequence[str]) -> Order | None:
    """Recognise 1 to 5 where only the ends carry words: "1 (pas du tout)", 2, 3, 4, "5 = tout à fait"."""
    numbers = [re.match(r"^\(?(\d{1,2})(?!\d)", text.strip()) for text in texts]
    if not all(numbers):
        return None
    ranks = [int(match.group(1)) for match in numbers if match]
    bare = sum(text.strip().isdigit() for text in texts)
    anchored = 0 < len(texts) - bare <= 3 and bare >= 2
    if (
        not anchored
        or len(set(ranks)) < len(ranks)
        or max(ranks) > 11
        or max(ranks) - min(ranks) > len(ranks) + 1
    ):
        return None
    if any(re.match(r"^\d+\s*(?:-|à|to|a)\s*\d", text) for text in texts):
        return None
    return Order(_sorted(ranks), "scale_numbers")


def _by_dictionary(folded: Sequence[str], words: Words) -> Order | None:
    for texts, ties in ((folded, 0), ([_HEAD.split(text)[0] for text in folded], 1)):
        for family, ranks in words.scales:
            found = [ranks.get(text, -1) for text in texts]
            if -1 in found or len(set(found)) < max(3, len(found) - ties):
                continue
            # Two answers of one step ("never, and not open to it", "never, but open to it"): the firmer
            # no is lower.
            keys = [
                rank - 0.5 * _negated(full, text)
                for rank, full, text in zip(found, folded, texts, strict=True)
            ]
            return Order(_sorted(keys), "scale_words", family)
    return None


def _negated(full: str, head: str) -> bool:
    return bool(re.search(r"\b(not|pas|no|non|jamais)\b", full[len(head) :]))


def _by_strength(folded: Sequence[str], words: Words) -> Order | None:
    """Recognise one stem with words of intensity: very useful, somewhat useful, not at all useful."""
    split = [_strength(text, words) for text in folded]
    stems = Counter(stem for _, stem in split if stem)
    if len(stems) != 1:
        return None
    ranks = [rank for rank, _ in split]
    marked = sum(rank != 2.5 for rank in ranks)
    if len(set(ranks)) < len(ranks) or marked < len(ranks) - 1:
        return None
    return Order(_sorted(ranks), "scale_strength")


def _strength(text: str, words: Words) -> tuple[float, str]:
    for word, rank in words.strength:
        if text == word or text.startswith(word + " "):
            return float(rank), text[len(word) :].strip()
    return 2.5, text


def _by_ranges(folded: Sequence[str]) -> Order | None:
    rates = [_rate(text) for text in folded]
    if all(factor for _, factor in rates):
        bounds = [_bounds(text) for text, _ in rates]
        scaled = [
            (low * factor, high * factor) for (low, high), (_, factor) in zip(bounds, rates, strict=True)
        ]
        return _in_order(scaled)
    units = _units(folded)
    bounds = [_bounds(_without(text, units)) for text in folded]
    singles = sum(low == high for low, high in bounds)
    return None if singles == len(bounds) else _in_order(bounds)


def _in_order(bounds: Sequence[tuple[float, float]]) -> Order | None:
    if any(math.isnan(low) for low, _ in bounds):
        return None
    positions = sorted(range(len(bounds)), key=lambda index: bounds[index])
    pairs = itertools.pairwise(positions)
    if any(bounds[right][0] < bounds[left][1] for left, right in pairs):
        return None
    return Order(tuple(positions), "scale_ranges")


def _rate(text: str) -> tuple[str, float]:
    for pattern, factor in _RATES:
        if pattern.search(text):
            return pattern.sub("", text).strip(), factor
    return text, 0.0


def _units(folded: Sequence[str]) -> frozenset[str]:
    """Return the words that most levels share and that say nothing of the bounds: years, employees, euros."""
    seen = Counter(word for text in folded for word in set(re.findall(r"[a-z']{1,}", text)))
    # "k" multiplies by a thousand: it says nothing only when all levels have it.
    least = {"k": len(folded)}
    return frozenset(
        word
        for word, count in seen.items()
        if word not in _KEYWORDS and count >= least.get(word, 0.5 * len(folded))
    )


def _without(text: str, units: frozenset[str]) -> str:
    kept = re.sub(r"[a-z']+", lambda match: "" if match.group() in units else match.group(), text)
    return re.sub(r"\s+", " ", kept).strip(" .")


def _bounds(text: str) -> tuple[float, float]:
    """Return the lower and upper bound a level names; NaN when it names none."""
    if text in _ZERO:
        return 0.0, 0.0
    plain = _KILO.sub(r"\g<1>000", _MONEY.sub("", _GROUP.sub("", text))).strip()
    if match := _BETWEEN.match(plain):
        return _value(match.group(1)), _value(match.group(2))
    for pattern in _BELOW:
        if match := pattern.match(plain):
            return -math.inf, _value(match.group(1))
    for pattern in _ABOVE:
        if match := pattern.match(plain):
            return _value(match.group(1)), math.inf
    if match := _SINGLE.match(plain):
        return _value(match.group(1)), _value(match.group(1))
    return math.nan, math.nan


def _value(text: str) -> float:
    return float(text.replace(",", "."))
