"""The name and the evocative title: on one line when they can, smaller and on more lines when they must."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from persona_studio.publish.boxes import TextBox
from persona_studio.publish.layout.pieces import Piece, Rest, Words, piece, words
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import DISPLAY, DISPLAY_ITALIC, INK, serif
from persona_studio.publish.text import Style

LARGE, SMALL = 37.0, 28.0
_LONG = 22  # letters of name and title together
SPACE = 0.212
"""Between name and title, in parts of the em."""


class Sizes(NamedTuple):
    """How large name and title may be: short ones and long ones on one line, or on the lines of a step."""

    short: tuple[float, ...]
    long: tuple[float, ...]
    steps: tuple[tuple[float, int], ...]
    """Size, and the lines it may take."""


CLASSIC = Sizes((LARGE, SMALL), (SMALL,), ((SMALL, 2), (22.0, 3), (17.0, 5)))


def title_words(work: Work) -> list[Words]:
    """Return name and title, as far as they are known."""
    persona, texts = work.persona, work.texts
    name = words("name", texts("First name"), persona.name)
    title = words("title", texts("Title"), persona.title)
    if name and title:
        name = replace(name, after=",")
    return [text for text in (name, title) if text]


def title_boxes(
    work: Work, said: Sequence[Words], x: float, y: float, width: float, sizes: Sizes = CLASSIC
) -> tuple[list[TextBox], list[Rest], float]:
    """Return one box for each text from (x, y), what they could not say, and where they end."""
    if not said:
        return [], [], y
    one_line = _one_line(work, said, x, y, width, sizes)
    if one_line:
        return one_line, [], one_line[0].y + one_line[0].height
    for size, limit in sizes.steps:
        pieces = [piece(work, text, _style(work, text, size), width, limit) for text in said]
        if sum(len(part.paragraph.lines) for part in pieces) <= limit and not any(p.rest for p in pieces):
            return _stacked(pieces, x, y)
    size, limit = sizes.steps[-1]
    pieces = []
    for text in said:
        room = limit - sum(len(part.paragraph.lines) for part in pieces)
        # Each of the two keeps two lines at least.
        pieces.append(piece(work, text, _style(work, text, size), width, min(room, limit - 2)))
    return _stacked(pieces, x, y)


def _style(work: Work, said: Words, size: float) -> Style:
    if said.field == "name":
        return serif(DISPLAY, size, INK)
    return serif(DISPLAY_ITALIC, size, work.accent.ink)


def _one_line(
    work: Work, said: Sequence[Words], x: float, y: float, width: float, sizes: Sizes
) -> list[TextBox]:
    letters = sum(len(text.printed) + 1 for text in said) - 1
    for size in sizes.short if letters <= _LONG else sizes.long:
        pieces = [piece(work, text, _style(work, text, size), width, 1) for text in said]
        gap = SPACE * size
        room = width - gap * (len(pieces) - 1)
        if not any(p.rest for p in pieces) and sum(p.paragraph.longest for p in pieces) <= room:
            return _side_by_side(pieces, x, y, gap)
    return []


def _side_by_side(pieces: list[Piece], x: float, y: float, gap: float) -> list[TextBox]:
    boxes = []
    for part in pieces:
        narrow = replace(part.paragraph, width=part.paragraph.longest)
        boxes.append(replace(part, paragraph=narrow).box(x, y, "h1"))
        x += narrow.width + gap
    return boxes


def _stacked(pieces: list[Piece], x: float, y: float) -> tuple[list[TextBox], list[Rest], float]:
    boxes = []
    for part in pieces:
        boxes.append(part.box(x, y, "h1"))
        y += part.height
    return boxes, [part.rest for part in pieces if part.rest], y
