"""The first slide of a persona: the panel of the Magazine sheet, and beside it what they say and want."""

from collections.abc import Sequence

from persona_studio.publish.boxes import Box, Line, Rect
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.panel import Shape, panel
from persona_studio.publish.layout.pieces import Piece, Rest, Words, fitted, piece
from persona_studio.publish.layout.presentation.screen import FLOOR, MARGIN, RIGHT, SCALE
from persona_studio.publish.layout.single_foot import Foot, single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import (
    DISPLAY_ITALIC,
    INK,
    MM,
    SEMIBOLD,
    SERIF_TRACKING,
    TEXT,
    TEXT_ITALIC,
)
from persona_studio.publish.text import Style

_GROUND = Rect(MARGIN, MARGIN, 92 * SCALE * MM, FLOOR - MARGIN, radius=4 * SCALE * MM)
_PORTRAIT_TOP = 91 * MM
_TALL = FLOOR - _PORTRAIT_TOP
PANEL = Shape(
    _GROUND,
    24 * MM,
    _GROUND.x + _GROUND.width - 10 * MM,
    (23 * MM, (12.0, 10.5, 9.0, 7.6)),
    Rect(_GROUND.x + (_GROUND.width - _TALL * 0.98) / 2, _PORTRAIT_TOP, _TALL * 0.98, _TALL),
    (5.0, 64.8, 1900.0, 1935.2),
    {"name": 36 * MM, "title": 59 * MM, "role": 74.5 * MM},
    {
        "name": ((66, 1), (54, 1), (44, 1), (36, 1), (28, 2), (20, 3), (15, 4), (10, 6)),
        "title": ((36, 1), (30, 1), (24, 1), (19, 2), (13, 3), (9.6, 4)),
        "role": ((12, 2), (10.5, 3), (8, 4)),
    },
    0.5 * MM,
)
_LEFT = _GROUND.x + _GROUND.width + 10 * SCALE * MM
_WIDTH = RIGHT - _LEFT
_QUOTE_TOP, _QUOTE_GAP = 17 * MM, 9 * MM
_QUOTE_SIZES = ((46, 3), (42, 3), (38, 3), (34, 3), (30, 4), (26, 4), (22, 5), (18, 6), (15, 7), (12, 8))
_DISPLAYED = 20
_FACTS_TOP, _GUTTER = 106 * MM, 9 * SCALE * MM
_RULE, _UNDER_RULE, _UNDER_LABEL = 0.42 * MM, 3.6 * MM, 1.6 * MM
_LABEL = 12.0
_FACT_SIZES = (17.0, 15.5, 14.0, 13.0, 12.0)
_FOOT = Foot(_LEFT, RIGHT, FLOOR - 7.4 * MM, 9.0)
_ABOVE_FOOT = 5 * MM


def who(work: Work) -> tuple[list[Box], list[Rest]]:
    """Return the boxes of the slide, and what did not fit on it."""
    side = panel(work, PANEL)
    boxes, rests, y = [*side.boxes], [*side.rests], _QUOTE_TOP
    quote = written(work, "quote")
    if quote is not None:
        text = fitted(work, quote, [(_quote(work, size), lines) for size, lines in _QUOTE_SIZES], _WIDTH)
        boxes.append(text.box(_LEFT, y))
        rests += [text.rest] if text.rest else []
        y += text.height + _QUOTE_GAP
    facts = [words for field in ("priority", "objective") if (words := written(work, field)) is not None]
    if facts:
        boxes += _facts(work, facts, max(y, _FACTS_TOP), rests)
    source = work.persona.source or work.facts.source
    boxes += single_foot(work, _FOOT, "", source)
    return boxes, rests


def _quote(work: Work, size: float) -> Style:
    font = TEXT_ITALIC if size < _DISPLAYED else DISPLAY_ITALIC
    return Style(font, size, size * 1.19, work.accent.ink, SERIF_TRACKING)


def _facts(work: Work, facts: Sequence[Words], top: float, rests: list[Rest]) -> list[Box]:
    """Return priority and objective side by side, each under a rule, both in one size."""
    width = (_WIDTH - _GUTTER) / 2
    style = Style(SEMIBOLD, _LABEL, _LABEL * 1.2, work.accent.ink)
    labels = [work.line(words.label, style) for words in facts]
    under = top + _UNDER_RULE + labels[0].height + _UNDER_LABEL
    texts = _evenly(work, facts, width, _FOOT.top - _ABOVE_FOOT - under)
    boxes: list[Box] = []
    for i, (label, text) in enumerate(zip(labels, texts, strict=True)):
        x = _LEFT + i * (width + _GUTTER)
        boxes.append(Line(x, top, x + width, top, work.accent.fill, _RULE))
        boxes += [label.box(x, top + _UNDER_RULE, role="caption"), text.box(x, under)]
        rests += [text.rest] if text.rest else []
    return boxes


def _evenly(work: Work, facts: Sequence[Words], width: float, room: float) -> list[Piece]:
    made: list[Piece] = []
    for size in _FACT_SIZES:
        style = Style(TEXT, size, size * 1.32, INK, SERIF_TRACKING)
        lines = max(1, int(room // style.leading))
        made = [piece(work, words, style, width, lines) for words in facts]
        if not any(each.rest for each in made):
            break
    return made
