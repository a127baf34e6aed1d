"""Empathy map and journey without a persona: to fill in together on a wall, on A3.

They are laid out as the printed ones are, on A4, and enlarged. Each quadrant then has room for notes, the
boxes below are written in by hand.
"""

from collections.abc import Iterator

from persona_studio.domain.personas import SectionKey
from persona_studio.publish.boxes import Box, Line, Page, Path
from persona_studio.publish.enlarging import enlarged
from persona_studio.publish.layout import empathy
from persona_studio.publish.layout.by_hand import labelled, nobody, zone
from persona_studio.publish.layout.companion import FOOT, LEFT, RIGHT
from persona_studio.publish.layout.companion import SIZE as LAID_OUT
from persona_studio.publish.layout.empathy.grid import ACROSS, BOXES, QUADRANTS, Lines, place
from persona_studio.publish.layout.empathy.grid import TOP as MAP_TOP
from persona_studio.publish.layout.journey import curve
from persona_studio.publish.layout.journey.grid import APART, CHEVRON, CHEVRON_TOP, GUTTER, TOP, WIDTH, X
from persona_studio.publish.layout.journey.head import arrow
from persona_studio.publish.layout.journey.moment import HEIGHT as STRIP
from persona_studio.publish.layout.journey.rows import USUAL, label
from persona_studio.publish.layout.single_foot import single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import section_icon, usual_title
from persona_studio.publish.style import DISPLAY, HAIR, HAIRLINE, INK, MM, REGULAR, SEMIBOLD, TEXT3, serif
from persona_studio.publish.text import Style

SIZE = (420 * MM, 297 * MM)
_NOTE = 77 * MM * LAID_OUT[0] / SIZE[0]
"""A note of 76 mm with some air, where the map is still on A4."""
_ABOVE_HEADING, _HEADING, _UNDER_HEADING = 3 * MM, 5.28 * MM, 0.7 * MM
_ROW = _ABOVE_HEADING + _HEADING + _UNDER_HEADING + _NOTE
_LINES = Lines(MAP_TOP + _ROW, MAP_TOP + _ROW, MAP_TOP + 2 * _ROW)
_SMALL = Style(REGULAR, 8, 10, TEXT3)
_TITLE, _TITLE_TOP = serif(DISPLAY, 24, INK), 11 * MM
_NAME_X, _LINE_Y = 150 * MM, 20 * MM
_STAGES, _RULE = 6, 0.3 * MM
_STRIP_TOP = FOOT.top - 3 * MM - STRIP
_DASH = (1.2 * MM, 1.4 * MM)


def blank_empathy(work: Work) -> Page:
    """Lay out the blank empathy map in the language of some work."""
    work = nobody(work)
    what = work.texts("Empathy map")
    boxes = [*_head(work, what, (work.texts("First name"),)), *empathy.hairlines(work, _LINES)]
    face = work.line(work.texts("A face, drawn or cut out"), _SMALL)
    boxes.append(face.box(ACROSS - face.width / 2, _LINES.middle + 8 * MM, role="caption"))
    for key in QUADRANTS:
        at = place(key, _LINES)
        boxes += _heading(work, key, at.x, at.ground.y - 1 * MM + _ABOVE_HEADING, 12.0)
    for key in BOXES:
        at, ground = place(key, _LINES), place(key, _LINES).ground
        boxes.append(zone(ground.x, ground.y, ground.width, ground.height, ground.radius))
        boxes += _heading(work, key, at.x, at.y, 11.0)
    note = work.texts("The four quadrants are sized for notes of 76 × 76 mm")
    return _page(work, boxes, work.texts("Blank empathy map"), "blank-empathy", note)


def blank_journey(work: Work) -> Page:
    """Lay out the blank journey, six stages to name, in the language of some work."""
    work = nobody(work)
    texts = work.texts
    labels = (texts("First name"), texts("How long it takes"))
    boxes = [*_head(work, texts("Journey"), labels), *_stages(work), *_lanes(work)]
    boxes.append(zone(LEFT, _STRIP_TOP, RIGHT - LEFT, STRIP, 2.8 * MM))
    boxes.append(work.supplies.drawings.icon("flag", LEFT + 4 * MM, _STRIP_TOP + 3 * MM, 4.6 * MM, INK, 1.6))
    name = work.line(texts("Moment of truth."), Style(SEMIBOLD, 8.5, 11, INK))
    boxes.append(name.box(LEFT + 11.3 * MM, _STRIP_TOP + (STRIP - name.height) / 2, role="h2"))
    return _page(work, boxes, texts("Blank journey"), "blank-journey")


def _head(work: Work, what: str, labels: tuple[str, ...]) -> Iterator[Box]:
    """Yield what the page is, and lines to write on."""
    title = work.line(what, _TITLE)
    yield title.box(LEFT, _TITLE_TOP, role="h1")
    width = (RIGHT - _NAME_X - 8 * MM * (len(labels) - 1)) / len(labels)
    for i, said in enumerate(labels):
        x = _NAME_X + i * (width + 8 * MM)
        yield from labelled(work, said, _SMALL, x, _LINE_Y, x + width)


def _heading(work: Work, key: SectionKey, x: float, y: float, size: float) -> Iterator[Box]:
    icon = size * 0.44 * MM
    yield work.supplies.drawings.icon(section_icon(key), x, y, icon, INK, 1.67)
    text = work.line(usual_title(key, work.texts), Style(SEMIBOLD, size, size * 1.25, INK))
    yield text.box(x + icon + 1.9 * MM, y + (icon - text.height) / 2, role="h2")


def _stages(work: Work) -> Iterator[Box]:
    step = WIDTH / _STAGES
    for i in range(_STAGES):
        yield Path(arrow(X + i * step, step - APART, flat=i == 0), work.accent.tint, join="miter")
        if i:
            x = X + i * step - GUTTER / 2 - APART / 2
            foot = _STRIP_TOP - 2 * MM
            yield Line(x, CHEVRON_TOP + CHEVRON + 2 * MM, x, foot, HAIRLINE, HAIR, _DASH)


def _lanes(work: Work) -> Iterator[Box]:
    """Yield the lanes with their labels: each as high as on a journey that is filled."""
    y, scale = TOP, (_STRIP_TOP - 1.2 * MM - TOP) / sum(USUAL.values())
    for number, (lane, usual) in enumerate(USUAL.items()):
        height = usual * scale
        if number:
            yield Line(LEFT, y, RIGHT, y, HAIRLINE, HAIR)
        yield from label(work, lane, y)
        if lane is None:
            yield from curve.ground(work, RIGHT - APART - X, curve.Band(y, height))
        y += height


def _page(work: Work, boxes: list[Box], title: str, part: str, note: str = "") -> Page:
    boxes += single_foot(work, FOOT, note, "")
    page = Page(*LAID_OUT, tuple(boxes), "1", title, work.texts.language, part=part)
    return enlarged(page, *SIZE)
