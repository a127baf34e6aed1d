"""How typical a sentence is of a segment: the words its people use more than everybody."""

import re
from collections import Counter
from collections.abc import Iterable
from math import log

from persona_studio.domain.waves import Column
from persona_studio.services.drafting.counting import Mask, texts_at
from persona_studio.services.drafting.words import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST = 4000
"""Texts read at most of each side: enough for the frequent words, quick on any file."""
_PRIOR = 2.0


class Vocabulary:
    """The words of one open question, counted once per text, in a segment and everywhere."""

    def __init__(self, column: Column, segment: Mask) -> None:
        inside = segment.nonzero()[0].tolist()
        self._ours, self._us = _counted(texts_at(column, _spread(inside)))
        self._all, self._everybody = _counted(texts_at(column, _spread(range(column.rows))))

    def typical(self, text: str) -> float:
        """Return how much the words of a text are the segment's: above 0 when more than everybody's."""
        words = set(_WORD.findall(fold(text)))
        known = [self._ratio(word) for word in words if self._all[word] > 1]
        return sum(known) / len(known) if known else 0.0

    def _ratio(self, word: str) -> float:
        """Return the log ratio of the word's shares, drawn towards 0 where it is rare."""
        everybody = (self._all[word] + _PRIOR) / (self._everybody + _PRIOR)
        ours = (self._ours[word] + _PRIOR * everybody) / (self._us + _PRIOR)
        return log(ours / everybody)


def _spread(rows: range | list[int]) -> list[int]:
    """Return some of the rows, evenly spread, always the same."""
    step = -(-len(rows) // _MOST) or 1
    return list(rows[::step])


def _counted(texts: Iterable[str]) -> tuple[Counter[str], int]:
    said = [text for text in texts if text]
    words: Counter[str] = Counter()
    for text in said:
        words.update(set(_WORD.findall(fold(text))))
    return words, len(said)
