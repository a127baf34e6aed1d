"""The A3 poster without a persona: to draw and write one together, at the same places as on the poster."""

from collections.abc import Iterator
from dataclasses import replace

from persona_studio.domain.personas import PersonaKind, SectionKey
from persona_studio.publish.boxes import Box, Line, Page, Rect
from persona_studio.publish.layout.by_hand import labelled, nobody, rule, tick, zone
from persona_studio.publish.layout.poster import COLUMN, COLUMNS, FOOT, LEFT, PANEL, RIGHT, SIZE, zones
from persona_studio.publish.layout.single_foot import single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import kind_name, usual_title
from persona_studio.publish.style import INK, MM, REGULAR, SEMIBOLD, TEXT2, TEXT3
from persona_studio.publish.text import Style

_FACE = Rect(LEFT + 8 * MM, 23 * MM, 104 * MM, 102 * MM, radius=4 * MM)
_X, _END = 137 * MM, 270 * MM
_LINES = (46 * MM, 70 * MM, 94 * MM)
_LABEL, _SMALL = Style(REGULAR, 11, 14, TEXT2), Style(REGULAR, 11, 14, TEXT3)
_KINDS_Y, _BOX, _BESIDE, _APART = 114 * MM, 4.6 * MM, 2.4 * MM, 7 * MM
_QUOTE_LINES = (148 * MM, 161 * MM)
_FACTS_TOP, _FACT_LABEL, _FACT_LINES, _FACT_STEP = 173 * MM, 175.6 * MM, 2, 13 * MM
_RULE = 0.42 * MM


def blank_poster(work: Work) -> Page:
    """Lay out the blank poster in the language of some work."""
    work = nobody(work)
    texts = work.texts
    boxes = [*_panel(work), *_quote(work), *_facts(work), *zones(work)]
    boxes += single_foot(work, FOOT, texts("Zones sized for notes of 76 × 76 mm"), "")
    return Page(*SIZE, tuple(boxes), "1", texts("Blank A3 poster"), texts.language, part="blank-poster")


def _panel(work: Work) -> Iterator[Box]:
    """Yield the outline of the panel: a face to draw, who it is to be written."""
    texts = work.texts
    edge = _RULE / 2
    yield replace(
        PANEL,
        x=PANEL.x + edge,
        y=PANEL.y + edge,
        width=PANEL.width - _RULE,
        height=PANEL.height - _RULE,
        stroke=INK,
        stroke_width=_RULE,
    )
    yield zone(_FACE.x, _FACE.y, _FACE.width, _FACE.height, _FACE.radius)
    said = work.line(texts("A face, drawn or cut out"), _SMALL)
    yield said.box(_FACE.x + (_FACE.width - said.width) / 2, _FACE.y + _FACE.height - 9 * MM, role="caption")
    labels = (texts("First name"), texts("In a few words"), texts("Work or situation"))
    for label, y in zip(labels, _LINES, strict=True):
        yield from labelled(work, label, _LABEL, _X, y, _END)
    yield from _kinds(work)


def _kinds(work: Work) -> Iterator[Box]:
    """Yield the kinds of persona, each with a box to tick."""
    x = _X
    for kind in PersonaKind:
        text = work.line(kind_name(kind, work.texts), _LABEL)
        yield tick(work.texts, x, _KINDS_Y + (text.height - _BOX) / 2, _BOX)
        yield text.box(x + _BOX + _BESIDE, _KINDS_Y, role="caption")
        x += _BOX + _BESIDE + text.width + _APART


def _quote(work: Work) -> Iterator[Box]:
    first, last = _QUOTE_LINES
    yield rule(LEFT, first, RIGHT)
    yield from labelled(work, work.texts("A sentence they could say"), _LABEL, LEFT, last, RIGHT)


def _facts(work: Work) -> Iterator[Box]:
    texts = work.texts
    labels = (texts("Priority"), texts("Objective"), usual_title(SectionKey.BUYING, texts))
    for x, label in zip(COLUMNS, labels, strict=True):
        yield Line(x, _FACTS_TOP, x + COLUMN, _FACTS_TOP, INK, _RULE)
        yield work.line(label, Style(SEMIBOLD, 11, 14, INK)).box(x, _FACT_LABEL, role="h2")
        for i in range(_FACT_LINES):
            y = _FACT_LABEL + 3 * MM + (i + 1) * _FACT_STEP
            yield rule(x, y, x + COLUMN)
