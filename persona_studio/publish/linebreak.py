"""Where a line may end: Unicode line breaking (UAX #14) and the rules of French typography."""

import re
from collections.abc import Iterator
from functools import lru_cache

from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries

_LETTERS = "A-Za-z0-9À-ÖØ-öø-ÿŒœ’'"
# Words that UAX #14 never breaks inside; most are, and the full algorithm costs 40 µs a character.
_PLAIN = re.compile(rf"[«(“]?[{_LETTERS}]+(?:[.,][{_LETTERS}]+)*[.,;:!?»)”]*")
# Nothing is broken beside a no-break space, narrow or not: "l’achat :" is plain when its parts are.
_GLUE = re.compile("[\u00a0\u202f]")
_SIGN = re.compile("[«»“”(;:!?%=€]?")
_CHUNK = re.compile(r"[^ ]+ *| +")
_UNITS = (
    "ans?|mois|semaines?|jours?|heures?|h|min|km|€|k€|M€|%|pts?|personnes|répondants"
    "|years?|months?|weeks?|days?|hours?|people|respondents"
)
_TIED = re.compile(
    r" +(?=[.,;:!?»”’)\]}…%/])"  # never before a sign that closes
    r"|[«“(\[{] +"  # never after one that opens
    rf"|\b\d[\d,.]* (?:à|to|et|and|ou|or) \d[\d,.]*(?: (?:{_UNITS})(?!\w))?"  # 25 à 35 ans
    rf"|\b\d[\d,.]* (?:{_UNITS})(?!\w)"  # 12 mois
    r"|\b\d{1,3} (?=\d{3}(?!\d))"  # 1 248
    r"|\bn ?= ?\d+"  # n = 190
    r"|× (?=\d)"
)
_FORCED = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def segments(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the stretches between the line breaks the author typed."""
    start = 0
    for match in _FORCED.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def places(text: str) -> list[int]:
    """Return the offsets where a line may end, in order; the last one is the end of the text.

    Spaces belong to the word before them. "25 à 35 ans", "n = 190", "oui ;" and "« oui" stay together.
    """
    found = [place for chunk in _CHUNK.finditer(text) for place in _chunk_places(chunk)]
    tied: set[int] = set()
    for match in _TIED.finditer(text):
        # What ends with a space ties the next word too; what ends with a word may end the line.
        tied.update(range(match.start() + 1, match.end() + match.group().endswith(" ")))
    return [place for place in found if place not in tied or place == len(text)]


def graphemes(text: str) -> list[int]:
    """Return the offsets between characters as people see them, the end of the text included, 0 not."""
    return list(grapheme_cluster_boundaries(text))[1:]


def _chunk_places(chunk: re.Match[str]) -> list[int]:
    word = chunk.group().rstrip(" ")
    if not word or all(_SIGN.fullmatch(part) or _PLAIN.fullmatch(part) for part in _GLUE.split(word)):
        return [chunk.end()]
    return [*(chunk.start() + place for place in _inside(word)), chunk.end()]


@lru_cache(maxsize=2000)
def _inside(word: str) -> tuple[int, ...]:
    """Return the offsets where a word may be broken: many come back on every sheet, and each costs dearly."""
    return tuple(place for place in line_break_boundaries(word) if 0 < place < len(word))
