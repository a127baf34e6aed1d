"""Texts on pages that cannot go on: smaller first, then cut at a word with an ellipsis, and told."""

from collections.abc import Sequence
from dataclasses import replace

from persona_studio.publish.layout.pieces import Piece, Words, fitted, piece
from persona_studio.publish.layout.values import Work
from persona_studio.publish.text import Style

_MORE = "…"
_WORD = 24
"""Letters of a word at the most: the end of a longer one is cut within it."""
Steps = Sequence[tuple[Style, int]]
"""Styles from the largest down, each with the lines it may take."""


def shortened(work: Work, said: Words, steps: Steps, width: float) -> Piece:
    """Set a text in the first style that holds all of it, else as much of it as the last one holds.

    A text that was cut has a ``rest``, which is printed nowhere: whoever calls tells the user.
    """
    made = fitted(work, said, steps, width)
    if made.rest is None:
        return made
    style, limit = steps[-1]
    low, high = 0, len(said.text)
    while low < high:
        middle = (low + high + 1) // 2
        if piece(work, _cut(said, middle), style, width, limit).rest is None:
            low = middle
        else:
            high = middle - 1
    kept = _cut(said, low)
    # Two lines of nothing but the marks around a value may still be too long: the lines decide.
    return replace(piece(work, kept, style, width, limit), rest=made.rest)


def one_line(work: Work, said: Words, styles: Sequence[Style], width: float) -> Piece:
    """Set a text on one line, smaller or cut when it is long."""
    return shortened(work, said, [(style, 1) for style in styles], width)


def plain(text: str, field: str = "") -> Words:
    """Return words that belong to no field of a persona."""
    return Words(field, "", text)


def _cut(said: Words, length: int) -> Words:
    """Return the first letters of a text, whole words where they are not endless."""
    if length >= len(said.text):
        return said
    kept = said.text[:length]
    space = kept.rfind(" ")
    if not said.text[length].isspace() and space > max(0, length - _WORD):
        kept = kept[:space]
    return replace(said, text=kept.rstrip(" ,;:.–-\u202f\u00a0") + _MORE)
