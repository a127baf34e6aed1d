"""The Magazine sheet: A4 on its side, a panel with the portrait, short sections (visual design §6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from persona_studio.publish.boxes import Box, Page
from persona_studio.publish.layout.fields import shown
from persona_studio.publish.layout.flow import Placed, Room, continued
from persona_studio.publish.layout.foot import Footing, foot, foot_top
from persona_studio.publish.layout.grid import MOST_BULLETS, TOP, USUAL, cut_rows, in_rows
from persona_studio.publish.layout.pages import columns, continuation, overflow, page
from persona_studio.publish.layout.panel import PANEL, ground, panel
from persona_studio.publish.layout.pieces import Piece, Rest, Words, fitted, piece
from persona_studio.publish.layout.sections import Block, Setting, blocks, hint_blocks, rest_block
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    SERIF_TRACKING,
    TEXT,
    TEXT_ITALIC,
    WHITE,
    serif,
)
from persona_studio.publish.text import Style

SIZE = (297 * MM, 210 * MM)
_LEFT, _RIGHT = 112 * MM, 285 * MM
_WIDTH = _RIGHT - _LEFT
_COLUMN, _GUTTER = 52.3 * MM, 8 * MM
_COLUMNS = tuple(_LEFT + i * (_COLUMN + _GUTTER) for i in range(3))
_SIZES = (9.0, 8.75, 8.5)
_QUOTE_SIZES = ((23, 2), (20, 3), (16.5, 3), (14, 4), (11.4, 5))  # and the lines it may take
_DISPLAYED = 20
"""Points: from there on a quote is set in the display cut."""
_QUOTE_TOP, _QUOTE_GAP = 12 * MM, 7 * MM
_FACT_SIZES = ((12, 3), (10.5, 4), (9.5, 5))
_FACTS_TOP, _FACT_GUTTER, _UNDER_LABEL = 39.5 * MM, 9 * MM, 1.15 * MM
_ABOVE_GRID = 8 * MM
_FOOT = Footing(_LEFT, _RIGHT, 189.5 * MM)
_ABOVE_FOOT = 5 * MM
# Continuation pages: a narrow panel and four columns.
_NARROW = 31.8 * MM
_NEXT_COLUMNS = tuple(_RIGHT - _COLUMN - i * (_COLUMN + _GUTTER) for i in reversed(range(4)))
_NEXT_FOOT = Footing(_NEXT_COLUMNS[0], _RIGHT, _FOOT.base)
_NEXT_TOP, _INSET = 14 * MM, 4 * MM
_NAME_SIZES = ((16, 2), (12, 3), (9, 6))


@dataclass(slots=True)
class _Top:
    """What stands right of the panel above the sections, where it ends, and what did not fit."""

    boxes: list[Box]
    bottom: float
    rests: list[Rest]


def magazine(work: Work) -> Sheet:
    """Lay out a persona: at most five bullets a section on the first page, the rest on further pages."""
    side, top = panel(work), _top(work)
    placed, left = _arranged(work, top.bottom)
    setting = _setting(_SIZES[-1])
    rests = [rest_block(work, rest, setting) for rest in (*side.rests, *top.rests)]
    room = Room(0.0, _NEXT_TOP, foot_top(work, _NEXT_FOOT) - _ABOVE_FOOT, len(_NEXT_COLUMNS))
    placed += continued(work, [*rests, *left], room)
    boxes = [*side.boxes, *top.boxes, *columns(work, placed, 0, _COLUMNS), *foot(work, _FOOT)]
    count = 1 + max((each.page for each in placed), default=0)
    return Sheet((page(work, boxes, 0, SIZE), *_further(work, placed, count)), overflow(placed))


def _setting(size: float) -> Setting:
    text = Style(REGULAR, size, size * 1.4, INK)
    return Setting(_COLUMN, text, Style(SEMIBOLD, 9.6, 4 * MM, INK), 4 * MM, 1.95 * MM, 1.5 * MM, 1.66 * MM)


def _arranged(work: Work, top: float) -> tuple[list[Placed], list[Block]]:
    """Return the sections of the first page, at the largest size that holds them, and what is left."""
    bottom = foot_top(work, _FOOT) - _ABOVE_FOOT
    for size in _SIZES:
        short, left = _shortened(work, blocks(work, _setting(size)))
        placed = in_rows(short, top, bottom)
        if placed is not None:
            return in_rows([*short, *hint_blocks(work, _setting(size))], top, bottom) or placed, left
    for size in _SIZES:
        whole = blocks(work, _setting(size))
        short, left = _shortened(work, whole[:USUAL])
        placed = in_rows(short, top, bottom)
        if placed is not None:
            return placed, [*left, *whole[USUAL:]]
    return cut_rows(work, blocks(work, _setting(_SIZES[-1])), top, bottom)


def _shortened(work: Work, whole: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Return the first bullets of each section, and what lies beyond them."""
    pairs = [block.first(MOST_BULLETS, work) for block in whole]
    return [first for first, _ in pairs], [rest for _, rest in pairs if rest]


def _top(work: Work) -> _Top:
    """Lay out quote, priority and objective."""
    top = _Top([], _QUOTE_TOP, [])
    quote = shown(work, "quote")
    if quote:
        steps = [(_quote(work, size), lines) for size, lines in _QUOTE_SIZES]
        text = fitted(work, quote, steps, _WIDTH)
        top.boxes.append(text.box(_LEFT, _QUOTE_TOP))
        top.rests += [text.rest] if text.rest else []
        top.bottom += text.height
    facts = [(i, said) for i, field in enumerate(("priority", "objective")) if (said := shown(work, field))]
    if facts:
        _facts(work, facts, top)
    top.bottom = max(top.bottom + _ABOVE_GRID, TOP)
    return top


def _quote(work: Work, size: float) -> Style:
    font = TEXT_ITALIC if size < _DISPLAYED else DISPLAY_ITALIC
    return Style(font, size, size * 1.19, work.accent.ink, SERIF_TRACKING)


def _facts(work: Work, facts: Sequence[tuple[int, Words]], top: _Top) -> None:
    """Add priority and objective, each in its half of the width, both in one size."""
    y = max(_FACTS_TOP, top.bottom + _QUOTE_GAP)
    width = (_WIDTH - _FACT_GUTTER) / 2
    tries = [_fact_texts(work, [said for _, said in facts], width, *step) for step in _FACT_SIZES]
    texts = next((texts for texts in tries if not any(text.rest for text in texts)), tries[-1])
    for (i, said), text in zip(facts, texts, strict=True):
        x = _LEFT + i * (width + _FACT_GUTTER)
        label = work.line(said.label, Style(SEMIBOLD, 7.6, 8.0, work.accent.ink))
        top.boxes += [label.box(x, y, role="caption"), text.box(x, y + label.height + _UNDER_LABEL)]
        top.rests += [text.rest] if text.rest else []
        top.bottom = max(top.bottom, y + label.height + _UNDER_LABEL + text.height)


def _fact_texts(work: Work, facts: Sequence[Words], width: float, size: float, lines: int) -> list[Piece]:
    style = Style(TEXT, size, size * 1.35, INK, SERIF_TRACKING)
    return [piece(work, said, style, width, lines) for said in facts]


def _further(work: Work, placed: Sequence[Placed], count: int) -> Iterator[Page]:
    """Yield the continuation pages: a narrow panel with the name, four columns beside it."""
    for number in range(1, count):
        blocks = columns(work, placed, number, _NEXT_COLUMNS)
        yield page(work, [*_next_panel(work, number, count), *blocks, *foot(work, _NEXT_FOOT)], number, SIZE)


def _next_panel(work: Work, number: int, count: int) -> tuple[Box, ...]:
    said = (work.persona.id, work.persona.name, work.accent, work.texts.language)
    key = ("next panel", said, number, count)
    return work.supplies.remember(key, lambda: tuple(_panelled(work, number, count)))


def _panelled(work: Work, number: int, count: int) -> Iterator[Box]:
    width, x, y = _NARROW - 2 * _INSET, PANEL.x + _INSET, PANEL.y + _INSET
    yield ground(work, _NARROW)
    said = continuation(work, work.persona.name)
    steps = [(serif(DISPLAY, size, WHITE), lines) for size, lines in _NAME_SIZES]
    name = fitted(work, Words("name", "", said), steps, width)
    yield name.paragraph.box(x, y, ref=name.ref, role="h2")
    label = work.line(f"{number + 1} / {count}", Style(REGULAR, 7.2, 9.6, WHITE))
    yield label.box(x, PANEL.y + PANEL.height - _INSET - label.height, role="artifact")
