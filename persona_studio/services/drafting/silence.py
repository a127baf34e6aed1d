"""Answers to open questions that say nothing: « nc », "-", "1", « je ne sais pas », keys pressed at random.

Who asks people to write gets these by the dozen; none is somebody's sentence, however near its writer stands
to the centre of a segment.
"""

import re
from functools import cache

from persona_studio.services.drafting.words import fold, shipped

FEWEST_WORDS, FEWEST_LETTERS = 3, 9
"""Fewer different words, or letters in all, make no sentence: « Trop cher », "ok", "x y z"."""
_LETTERS_ALONE = 1.5
"""Letters a word under which an answer spells something out."""
_WORD = re.compile(r"[^\W\d_]+")
_NOT_WORDS = re.compile(r"https?:\S+|www\.\S+|\S+@\S+", re.IGNORECASE)
_NO_SPACES = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
"""Scripts that write words without spaces between them: letters count there."""
_FEWEST_SIGNS = 6
_VOWEL = re.compile(r"[aeiouy]")
_HELD = re.compile(r"(\w)\1{3,}")
"""A key that was held down."""


def says_something(text: str) -> bool:
    """Tell whether an answer is long enough, in words, to tell something, and not only that it does not."""
    if len(_NO_SPACES.findall(text)) >= _FEWEST_SIGNS:
        return True
    words = _WORD.findall(fold(_NOT_WORDS.sub(" ", text)))
    letters = sum(map(len, words))
    if len(set(words)) < FEWEST_WORDS or letters < FEWEST_LETTERS or letters < _LETTERS_ALONE * len(words):
        return False
    telling = [word for word in words if word not in _nothing()]
    return any(not _mashed(word) for word in telling)


@cache
def _nothing() -> frozenset[str]:
    return frozenset(part for word in shipped("silence")["words"] for part in _WORD.findall(word))


def _mashed(word: str) -> bool:
    """Tell whether a word is what a hand on a keyboard makes. Other alphabets have vowels of their own."""
    if _HELD.search(word):
        return True
    return word.isascii() and len(word) > 1 and not _VOWEL.search(word)
