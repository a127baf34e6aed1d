"""Passages in words: under a title, paragraphs, then pairs; poured into two columns, page after page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Line
from persona_studio.publish.layout.annexe.paper import (
    COLUMN,
    COLUMNS,
    LABEL,
    NOTE,
    UNDER_TITLE,
    Paper,
    Slot,
)
from persona_studio.publish.layout.annexe.values import Passage
from persona_studio.publish.style import HAIR, HAIRLINE, INK, MM, SEMIBOLD, TEXT2
from persona_studio.publish.text import Paragraph, Style

BETWEEN = 7.0 * MM
_UNDER = UNDER_TITLE - 1.5 * MM
_BETWEEN_PARAGRAPHS, _BETWEEN_PAIRS, _ABOVE_PAIRS = 1.5 * MM, 0.95 * MM, 1.6 * MM
_KEY, _VALUE = Style(SEMIBOLD, 8.4, 11.0, INK), Style(LABEL.font, 8.4, 11.0, TEXT2)
_WIDEST_KEY, _BESIDE_KEY = 34 * MM, 3 * MM
_MOST_LINES, _FEWEST_PAIRS = 14, 2
Ends = tuple[float, float]
"""Where the two columns are free from."""


@dataclass(frozen=True, slots=True)
class SetPassage:
    """A passage in its lines; ``height`` is that of the whole."""

    passage: Passage
    paragraphs: tuple[Paragraph, ...]
    pairs: tuple[tuple[Paragraph, Paragraph], ...]
    indent: float
    height: float


@dataclass(frozen=True, slots=True)
class Poured:
    """A passage on a page (from 0), in a column, at a height."""

    set: SetPassage
    page: int
    column: int
    y: float


def set_passage(paper: Paper, passage: Passage) -> SetPassage:
    """Set a passage to the width of a column."""
    style = NOTE._replace(leading=12.2, size=8.6)
    paragraphs = tuple(paper.fitted(each, style, COLUMN, _MOST_LINES) for each in passage.paragraphs)
    named = [(" ".join(key.split("\n")), value) for key, value in passage.pairs]
    widest = max((paper.line(key, _KEY).width for key, _ in named), default=0.0)
    key_width = min(_WIDEST_KEY, widest + 0.1)
    room = COLUMN - key_width - _BESIDE_KEY
    pairs = tuple(
        (paper.fitted(key, _KEY, key_width, 2, sizes=(8.4, 7.6)), paper.fitted(value, _VALUE, room, 10))
        for key, value in named
    )
    return SetPassage(passage, paragraphs, pairs, key_width + _BESIDE_KEY, _height(paragraphs, pairs))


def _height(paragraphs: Sequence[Paragraph], pairs: Sequence[tuple[Paragraph, Paragraph]]) -> float:
    said = sum(each.height for each in paragraphs) + _BETWEEN_PARAGRAPHS * max(0, len(paragraphs) - 1)
    paired = sum(_pair_height(pair) for pair in pairs)
    return _UNDER + said + (_ABOVE_PAIRS if paragraphs and pairs else 0.0) + paired


def _pair_height(pair: tuple[Paragraph, Paragraph]) -> float:
    return max(each.height for each in pair) + 2 * _BETWEEN_PAIRS


def poured(
    paper: Paper, passages: Sequence[SetPassage], first: Ends, top: float, bottom: float
) -> list[Poured]:
    """Place passages in the shorter column, from ``first`` on page 0, later from ``top``.

    They stay whole, but for lists of pairs that no column holds any more: those go on in the next one.
    """
    placed: list[Poured] = []
    page, ends, left = 0, list(first), list(passages)
    while left:
        each = left.pop(0)
        share = _whole(each, ends, bottom) or _begun(paper, each, ends, bottom)
        if share is None:
            page, ends = page + 1, [top, top]
            # What no page could hold is words only, which are cut before that.
            share = _begun(paper, each, ends, bottom) or _Share(0, each)
        column = share.column
        placed.append(Poured(share.part, page, column, ends[column]))
        ends[column] += share.part.height + BETWEEN
        if share.rest is not None:
            left.insert(0, share.rest)
            ends[: column + 1] = [bottom] * (column + 1)
    return placed


class _Share(NamedTuple):
    """What a column takes of a passage, and what goes on after it."""

    column: int
    part: SetPassage
    rest: SetPassage | None = None


def _whole(each: SetPassage, ends: Sequence[float], bottom: float) -> _Share | None:
    """Return a passage in the shorter column, else in the other; None when neither holds all of it."""
    shorter = 0 if ends[0] <= ends[1] + 0.01 else 1
    holding = (at for at in (shorter, 1 - shorter) if ends[at] + each.height <= bottom + 0.01)
    return next((_Share(at, each) for at in holding), None)


def _begun(paper: Paper, each: SetPassage, ends: Sequence[float], bottom: float) -> _Share | None:
    """Return the beginning of a passage, None when no column holds one.

    From the left column on: what is continued stands where it is read after its beginning.
    """
    for at in (0, 1):
        part, rest = _split(paper, each, bottom - ends[at])
        if part is not None:
            return _Share(at, part, rest)
    return None


def _split(paper: Paper, each: SetPassage, room: float) -> tuple[SetPassage | None, SetPassage | None]:
    """Part a passage between its pairs; the first part is None when too few of them would stay together."""
    if each.height <= room + 0.01:
        return each, None
    shown = len(each.pairs)
    while shown and _height(each.paragraphs, each.pairs[:shown]) > room + 0.01:
        shown -= 1
    if shown < min(_FEWEST_PAIRS, len(each.pairs)) or not shown:
        return None, each
    said = each.passage.title
    suffix = paper.texts("{name} (continued)", name="")
    title = said if said.endswith(suffix) else paper.texts("{name} (continued)", name=said)
    part = replace(each, pairs=each.pairs[:shown], height=_height(each.paragraphs, each.pairs[:shown]))
    told = replace(each.passage, title=title, paragraphs=())
    pairs = each.pairs[shown:]
    return part, SetPassage(told, (), pairs, each.indent, _height((), pairs))


def passage(paper: Paper, each: Poured) -> Iterator[Box]:
    """Yield the boxes of a passage where it was placed."""
    told, x = each.set.passage, COLUMNS[each.column]
    yield from paper.heading(told.title, told.icon, Slot(x, each.y, COLUMN, each.y + each.set.height))
    y = each.y + _UNDER
    for paragraph in each.set.paragraphs:
        yield paragraph.box(x, y)
        y += paragraph.height + _BETWEEN_PARAGRAPHS
    if each.set.paragraphs:
        y += _ABOVE_PAIRS - _BETWEEN_PARAGRAPHS
    for number, (key, value) in enumerate(each.set.pairs):
        if number:
            yield Line(x, y, x + COLUMN, y, HAIRLINE, HAIR)
        yield key.box(x, y + _BETWEEN_PAIRS)
        yield value.box(x + each.set.indent, y + _BETWEEN_PAIRS)
        y += _pair_height((key, value))
