"""Shipped word lists, and the plain text they are compared with."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import filterfalse
from typing import Any

from persona_studio.paths import resource

_CODE = re.compile(r"^\s*[A-Za-z]{0,4}\d{1,4}[a-z]?(?:\s*[.):]\s+|\s+[-–]\s+)(?=\S)")
_INSTRUCTION = re.compile(
    r"^(?:sur une échelle (?:allant )?de \d+ à \d+|on a scale (?:of|from) \d+ (?:to|-) \d+)\s*,\s*"
    r"|\s*[(\[]\s*(?:plusieurs (?:r[ée]ponses|choix)|une seule r[ée]ponse|r[ée]ponses? multiples?"
    r"|choix (?:multiples?|unique)|cochez|s[ée]lectionnez|multiple answers?"
    r"|select|check|tick|choose|one answer|marca|marque)"
    r"[^)\]]*[)\]]"
    r"|(?<=[?.:])\s*(?:please )?(?:select|check|tick|choose|mark)\b[^?]{0,20}\b(?:that|which) apply\.?\s*$"
    r"|(?<=[?.:])\s*(?:plusieurs (?:r[ée]ponses|choix) possibles?|une seule r[ée]ponse(?: possible)?)\.?\s*$",
    re.IGNORECASE,
)
"""How to answer is no part of what is asked."""
_TAGS = re.compile(r"<[^>]{0,40}>")
_BETWEEN = re.compile(r"[\s_]+|\.(?=\S)")


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """Return the word list ``name`` of resources/words."""
    return tomllib.loads(resource("words", f"{name}.toml").read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Return a text for comparisons: lower case, no accents, plain apostrophes, single spaces."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("œ", "oe").replace("Œ", "OE"))
    letters = "".join(filterfalse(unicodedata.combining, plain)).lower()
    return _BETWEEN.sub(" ", letters).strip(" .?!:;*")


def clean(text: str) -> str:
    """Return a label as people read it: no code ("Q14."), no mark-up, no instruction."""
    said = re.sub(r"\s+", " ", _CODE.sub("", _TAGS.sub(" ", text))).strip()
    said = (capital(_INSTRUCTION.sub("", said)) or said) if _INSTRUCTION.search(said) else said
    said = re.sub(r"\?([\"”»])$", r"\1?", said)
    # A column's name rather than words: "freres.soeurs", "heures_tv".
    return said if " " in said else re.sub(r"(?<=[^\W\d_])[._]+(?=[^\W\d_])", " ", said)


def starting(stems: Iterable[str]) -> re.Pattern[str]:
    """Compile expressions to be found at the start of a word of a folded text."""
    return re.compile(r"(?<![\w])(?:" + "|".join(stems) + ")")


def is_letter(text: str) -> bool:
    """Tell whether a text is one letter, as answers are often named: "A", "B.", "C)"."""
    said = text.strip(" .,;:()")
    return len(said) == 1 and said.isalpha()


def capital(text: str) -> str:
    """Return a text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def shortened(text: str, length: int) -> str:
    """Return a text cut at a word, with an ellipsis, when it is longer than ``length`` characters."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return cut[: cut.rfind(" ")].rstrip(" ,;:.-–") + "…" if " " in cut else cut + "…"
