"""The slides around those of the personas: a cover with their portraits, and how to read what follows."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Rect
from persona_studio.publish.layout.bars import bar
from persona_studio.publish.layout.by_hand import NEUTRAL
from persona_studio.publish.layout.marks import CENTRE, Mark, draw, mark_name, mark_of
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.presentation.screen import FACE_PART, LEFT, LOW_FOOT, MARGIN, RIGHT
from persona_studio.publish.layout.shortened import one_line, plain, shortened
from persona_studio.publish.layout.single_foot import single_foot
from persona_studio.publish.layout.titling import counted
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    serif,
)
from persona_studio.publish.text import Style

_TITLE_TOP, _TITLE_SIZES = 24 * MM, ((54, 1), (46, 1), (38, 2), (30, 2), (22, 3))
_SECOND, _SOURCE = 30.0, ((15.0, 1), (13.0, 2), (12.0, 2))
_UNDER_TITLE, _UNDER_SECOND = 1 * MM, 4 * MM
_FACES_TOP, _FACES_BOTTOM = 82 * MM, 164 * MM
_MOST_FACE, _LEAST_FACE, _BESIDE, _BETWEEN_ROWS = 58 * MM, 14 * MM, 9 * MM, 4 * MM
_UNDER_FACE = 2.5 * MM


class _Grid(NamedTuple):
    """How the portraits stand: how many across, how far apart, how large each is, how high its words are."""

    across: int
    step: float
    face: float
    row: float
    name: float
    title: float


def cover(works: Sequence[Work]) -> Iterator[Box]:
    """Yield the title of the project, what it is about, and everybody's portrait."""
    work = works[0]
    width = RIGHT - LEFT
    steps = [(serif(DISPLAY, size, INK), lines) for size, lines in _TITLE_SIZES]
    title = shortened(work, plain(work.facts.project or work.texts("Personas")), steps, width).paragraph
    y = _TITLE_TOP
    yield title.box(LEFT, y, role="h1")
    y += title.height + _UNDER_TITLE
    second = work.line(counted(work, len(works)), serif(DISPLAY_ITALIC, _SECOND, TEXT2))
    yield second.box(LEFT, y, role="h1")
    y += second.height + _UNDER_SECOND
    if work.facts.options.source and work.facts.source:
        sizes = [(Style(REGULAR, size, size * 1.4, TEXT2), lines) for size, lines in _SOURCE]
        yield shortened(work, plain(work.facts.source), sizes, width).paragraph.box(LEFT, y)
    grid = _grid(len(works))
    for i, each in enumerate(works):
        row, column = divmod(i, grid.across)
        yield from _face(each, grid, LEFT + column * grid.step, _FACES_TOP + row * grid.row)
    yield from single_foot(work, LOW_FOOT, "", "")


def _grid(count: int) -> _Grid:
    """Return the largest portraits that all find room, on as few rows as can be."""
    width, height = RIGHT - LEFT + _BESIDE, _FACES_BOTTOM - _FACES_TOP + _BETWEEN_ROWS
    grid = _Grid(1, width, _LEAST_FACE, height, 12.0, 8.0)
    for rows in range(1, 12):
        across = ceil(count / rows)
        step, row = width / across, height / rows
        name, title = (20.0, 15.0) if rows == 1 else (13.0, 10.0) if rows == 2 else (9.0, 8.0)
        words = (name + title) * 1.12 + _UNDER_FACE + _BETWEEN_ROWS
        face = min(_MOST_FACE, step - _BESIDE, row - words)
        if rows == 1 or face > grid.face * 1.1:
            grid = _Grid(across, min(step, _MOST_FACE * 1.25 + _BESIDE), face, row, name, title)
    return grid


def _face(work: Work, grid: _Grid, x: float, y: float) -> Iterator[Box]:
    """Yield a portrait with its name below."""
    yield portrait(work, Rect(x, y, grid.face, grid.face, radius=grid.face / 2), FACE_PART)
    y += grid.face + _UNDER_FACE
    width = grid.step - _BESIDE
    lines = (
        (work.persona.name, serif(DISPLAY, grid.name, INK)),
        (work.persona.title, serif(DISPLAY_ITALIC, grid.title, work.accent.ink)),
    )
    for said, style in lines:
        if said.strip():
            sizes = [style, _sized(style, 0.85), _sized(style, 0.7)]
            words = one_line(work, plain(said.replace("\n", " ")), sizes, width)
            yield words.paragraph.box(x, y)
            y += style.leading


def _sized(style: Style, scale: float) -> Style:
    return style._replace(size=style.size * scale, leading=style.leading * scale)


# ---------------------------------------------------------------- how to read

_COLUMN, _GUTTER = 150 * MM, 10.7 * MM
_COLUMNS = (LEFT, LEFT + _COLUMN + _GUTTER)
_HEADING, _BODY = Style(SEMIBOLD, 17, 22, INK), Style(REGULAR, 14, 19.6, TEXT2)
_READ_TOP, _READ_TITLE = 46 * MM, 34.0
_SIGN, _SIGN_GUTTER, _BETWEEN = 2.4, 12 * MM, 5.5 * MM
_SAMPLE = (0.68, 0.45)
_BAR_WIDTH, _BAR = 110 * MM, 6 * MM


def reading(works: Sequence[Work], *, bars: bool) -> Iterator[Box]:
    """Yield how to read the slides: their marks at the left, their bars at the right."""
    work = replace(works[0], accent=NEUTRAL)
    title = work.line(work.texts("How to read these pages"), serif(DISPLAY, _READ_TITLE, INK))
    yield title.box(LEFT, MARGIN + 6 * MM, role="h1")
    shown = [*_marks([work, *works[1:]])] if work.facts.options.marks else []
    others = [_bars(work)] if bars else []
    kept = _held(shown)
    columns = (shown[:kept], [*shown[kept:], *others]) if shown else (others,)
    for x, entries in zip(_COLUMNS, columns, strict=False):
        y = _READ_TOP
        for entry in entries:
            yield from entry.draw(x, y)
            y += entry.height + _BETWEEN
    yield from single_foot(work, LOW_FOOT, "", work.facts.source)


class _Entry(NamedTuple):
    """Something explained: how high it is, and what draws it at a point."""

    height: float
    draw: Callable[[float, float], Sequence[Box]]


def _held(entries: Sequence[_Entry]) -> int:
    """Return how many entries one column holds."""
    ends = accumulate(entry.height + _BETWEEN for entry in entries)
    return sum(_READ_TOP + end <= LOW_FOOT.top for end in ends)


def _marks(works: Sequence[Work]) -> Iterator[_Entry]:
    counts = Counter(
        mark_of(a, lost=a.id in work.facts.lost) for work in works for a in work.persona.attributes
    )
    for mark in Mark:
        if counts[mark]:
            yield _mark(works[0], mark, counts[mark])


def _mark(work: Work, mark: Mark, count: int) -> _Entry:
    heading = work.line(work.texts("{mark} ({n})", mark=mark_name(mark, work.texts), n=count), _HEADING)
    words = work.set(_meaning(mark, work), _BODY, _COLUMN - _SIGN_GUTTER)
    under = heading.height + 0.6 * MM

    def draw_at(x: float, y: float) -> Sequence[Box]:
        sign = draw(mark, x, y + heading.height / 2 - CENTRE * _SIGN, INK, scale=_SIGN)
        left = x + _SIGN_GUTTER
        return sign, heading.box(left, y, role="h2"), words.box(left, y + under)

    return _Entry(under + words.height, draw_at)


def _meaning(mark: Mark, work: Work) -> str:
    texts = work.texts
    return {
        Mark.DATA: texts("Counted in the answers. “Evidence by persona” gives question, figures and margin."),
        Mark.MODIFIED: texts("Counted in the answers, then put into other words by hand."),
        Mark.VERBATIM: texts("The words of a respondent, as they were written."),
        Mark.HYPOTHESIS: texts("Believed, not counted yet: to be checked before anything is built on it."),
        Mark.CHECKED: texts("Believed, and checked by somebody since: not counted in the answers."),
        Mark.LOST: texts("Counted in answers that the project does not hold any more."),
    }[mark]


def _bars(work: Work) -> _Entry:
    texts = work.texts
    said = texts(
        "The bar is the share among the respondents of the persona, here {share}. The black line is the "
        "share among all respondents, here {overall}: {ratio} is how many times as often.",
        share=texts.percent(_SAMPLE[0]),
        overall=texts.percent(_SAMPLE[1]),
        ratio=texts.ratio(round(_SAMPLE[0] / _SAMPLE[1], 1)),
    )
    heading, words = work.line(texts("Bars"), _HEADING), work.set(said, _BODY, _COLUMN)
    shape = heading.height + 3 * MM
    under = shape + _BAR + 4 * MM

    def draw_at(x: float, y: float) -> Sequence[Box]:
        drawn = bar(work, Rect(x, y + shape, _BAR_WIDTH, _BAR), *_SAMPLE)
        return heading.box(x, y, role="h2"), drawn, words.box(x, y + under)

    return _Entry(under + words.height, draw_at)
