"""Where a line may end: Unicode line breaking (UAX #14) and the rules of French typography."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from uniseg.derived import InCB, indic_conjunct_break
from uniseg.graphemecluster import GCB, grapheme_cluster_boundaries, grapheme_cluster_break
from uniseg.linebreak import LB, line_break, line_break_boundaries

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
_NUMBER = r"\d[\d,.]{0,40}"  # with no bound, 10 000 points between digits are read 10 000 times over
_TIED = re.compile(
    r"(?<! ) ++(?=[.,;:!?»”’)\]}…%/])"  # never before a sign that closes
    r"|[«“(\[{] +"  # never after one that opens
    rf"|\b{_NUMBER} (?:à|to|et|and|ou|or) {_NUMBER}(?: (?:{_UNITS})(?!\w))?"  # 25 à 35 ans
    rf"|\b{_NUMBER} (?:{_UNITS})(?!\w)"  # 12 mois
    r"|\b\d{1,3} (?=\d{3}(?!\d))"  # 1 248
    r"|\bn ?= ?\d+"  # n = 190
    r"|× (?=\d)"
)
# The algorithms take 40 to 200 µs a character, and the square of that over many accents in a row.
_READ = 1000
"""Characters of one word that are read for places to break it; an endless one is cut between characters."""
_RUN = re.compile(r"([amz])\1{4,}")
# Stretches of a text, written in kinds, in which characters may be joined; elsewhere each stands alone.
_JOINED = re.compile("a?m*(?:[oz]+a?m*)+|a?m+")
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


@lru_cache(maxsize=50)
def graphemes(text: str) -> tuple[int, ...]:
    """Return the offsets between characters as people see them, the end of the text included, 0 not."""
    found: list[int] = []
    start = 0
    for match in _JOINED.finditer(_kinds(text, _grapheme_kind)):
        found += range(start + 1, match.start() + 1)
        found += (match.start() + place for place in _clusters(text[match.start() : match.end()]))
        start = match.end()
    return (*(place for place in found if place), *range(start + 1, len(text) + 1))


def _chunk_places(chunk: re.Match[str]) -> list[int]:
    word = chunk.group().rstrip(" ")
    if not word or _whole(word):
        return [chunk.end()]
    return [*(chunk.start() + place for place in _inside(word)), chunk.end()]


@lru_cache(maxsize=2000)
def _whole(word: str) -> bool:
    return all(_SIGN.fullmatch(part) or _PLAIN.fullmatch(part) for part in _GLUE.split(word))


@lru_cache(maxsize=2000)
def _inside(word: str) -> tuple[int, ...]:
    """Return the offsets where a word may be broken: many come back on every sheet, and each costs dearly."""
    kept = _thinned(_kinds(word, _word_kind))[:_READ]
    ends = line_break_boundaries("".join(word[at] for at in kept))
    return tuple(kept[end] for end in ends if 0 < end < len(kept))


@lru_cache(maxsize=2000)
def _clusters(text: str) -> tuple[int, ...]:
    """Return the offsets between characters of a stretch in which some are joined, its end included."""
    kept = [*_thinned(_kinds(text, _grapheme_kind)), len(text)]
    return tuple(
        kept[end] for end in grapheme_cluster_boundaries("".join(text[at] for at in kept[:-1])) if end
    )


def _kinds(text: str, kind: Callable[[str], str]) -> str:
    """Return a text with a letter for the kind of each of its characters."""
    return text.translate({ord(character): kind(character) for character in set(text)})


def _grapheme_kind(character: str) -> str:
    """Return a for what is never joined to the one before, m for marks, z for joiners, o for others."""
    found = grapheme_cluster_break(character)
    if found is GCB.OTHER:
        return "o" if indic_conjunct_break(character) is InCB.CONSONANT else "a"
    return {GCB.EXTEND: "m", GCB.ZWJ: "z"}.get(found, "o")


def _word_kind(character: str) -> str:
    """Return a for letters and digits, m for marks: in a run of either there is no break."""
    found = line_break(character)
    if found in (LB.AL, LB.HL, LB.NU):
        return "a"
    return "m" if found in (LB.CM, LB.ZWJ) else "o"


def _thinned(kinds: str) -> list[int]:
    """Return the offsets of all but the inner part of long runs of a kind, where nothing is broken."""
    kept: list[int] = []
    start = 0
    for match in _RUN.finditer(kinds):
        kept += range(start, match.start() + 2)
        start = match.end() - 2
    return [*kept, *range(start, len(kinds))]
