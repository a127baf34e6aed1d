"""The Carte d'empathie: four quadrants around a portrait, two boxes below, and room to write (§6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import sqrt

from persona_studio.domain.personas import Persona, Section, SectionKey
from persona_studio.publish.boxes import Box, Line, Path, Rect, frame
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.badges import pill
from persona_studio.publish.layout.companion import LEFT, RIGHT, Made, Overleaf
from persona_studio.publish.layout.empathy.grid import (
    ACROSS,
    BOX,
    BOXES,
    PAD,
    QUADRANTS,
    RADIUS,
    TOP,
    Lines,
    Place,
    lines_for,
    place,
)
from persona_studio.publish.layout.marks import circle
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.sections import Block, Setting, block
from persona_studio.publish.layout.sections import place as placed
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.layout.words import gendered, section_icon, usual_title
from persona_studio.publish.style import INK, MM, RAIL, REGULAR, SEMIBOLD
from persona_studio.publish.text import Style
from persona_studio.texts import Texts

PART = "empathy"
PLACES = (*QUADRANTS, *BOXES)
"""The sections there is a place for, in reading order."""
_RULE = 0.3 * MM
_RING, _FACE = 0.42 * MM, 26 * MM
_FACE_PART = (106.8, 83.7, 1638.5, 1638.5)
_TITLE_TOP, _TITLE_SIZE, _PILL_TOP = 10.65 * MM, 24.0, 12.9 * MM
_WIDTH = 106 * MM
_SIZES = (10.2, 9.6, 9.0, 8.5)
_BOX_SIZES = (9.4, 8.9, 8.5)
_NEXT = 8.8
_SLACK = 0.01
"""Points; rounding must not send the last line overleaf."""
_LEADING = 1.41

Blocks = dict[SectionKey, Block]


def empathy(work: Work) -> Made:
    """Lay out the empathy map.

    A full quadrant takes room of an emptier one, then text tightens to 8.5 pt at the least, then it goes on
    overleaf.
    """
    first, left = _first(work.persona)
    blocks, between = _arranged(work, first)
    shown, rests = _parted(work, first, blocks, between)
    what = work.texts("Empathy map")
    rests += [block(work, titled, companion.setting(_NEXT)) for titled in left if titled.attributes]
    overleaf = Overleaf(work, rests, what, PART)
    head, cut = _head(work, what)
    boxes = [*head, *hairlines(work, between), *_face(work, between)]
    for key, part in shown.items():
        boxes += _placed(work, first[key], place(key, between), part)
    of_page = [item.attribute for part in shown.values() for item in part.items if item.attribute is not None]
    boxes += companion.foot(work, of_page)
    page = companion.page(work, boxes, 0, what, PART)
    return Made(Sheet((page, *overleaf.pages(1)), overleaf.lines), cut)


def _first(persona: Persona) -> tuple[dict[SectionKey, Section], list[Section]]:
    """Return the section of each place, in reading order, and those for which there is none."""
    first: dict[SectionKey, Section] = {}
    for section in persona.empathy:
        if section.key in PLACES:
            first.setdefault(section.key, section)
    left = [section for section in persona.empathy if first.get(section.key) is not section]
    return {key: first[key] for key in PLACES if key in first}, left


# ------------------------------------------------------------------ the sections

_TALLEST = (24 * MM, 12 * MM)
"""Chips and gauges of one line, in a quadrant and in a box: below a title of some lines they still fit."""


def quadrant_setting(size: float) -> Setting:
    """Return the setting of a quadrant, its text at a size."""
    text = Style(REGULAR, size, size * _LEADING, INK)
    title = Style(SEMIBOLD, 12, 5.3 * MM, INK)
    return Setting(
        _WIDTH,
        text,
        title,
        5.3 * MM,
        1.85 * MM,
        0.8 * MM,
        2.05 * MM,
        scale=1.1,
        ruled=False,
        tallest=_TALLEST[0],
    )


def box_setting(size: float) -> Setting:
    """Return the setting of a box, its text at a size."""
    text = Style(REGULAR, size, size * _LEADING, INK)
    title = Style(SEMIBOLD, 11, 4.8 * MM, INK)
    return Setting(
        BOX - 2 * PAD,
        text,
        title,
        4.8 * MM,
        1.95 * MM,
        0.4 * MM,
        1.35 * MM,
        ruled=False,
        tallest=_TALLEST[1],
    )


def _arranged(work: Work, first: Mapping[SectionKey, Section]) -> tuple[Blocks, Lines]:
    """Return the sections in the largest sizes at which all fit, and the hairlines that let them.

    Quadrants have one size and boxes another. Where no size lets all fit, each has the largest for what it
    has then.
    """
    between = Lines()
    for size, box_size in product(_SIZES, _BOX_SIZES):
        blocks = _set(work, first, size, box_size)
        between = lines_for({key: each.height for key, each in blocks.items()})
        if _fits(blocks, between):
            return blocks, between
    size = _largest(work, first, QUADRANTS, _SIZES, between)
    return _set(work, first, size, _largest(work, first, BOXES, _BOX_SIZES, between)), between


def _set(work: Work, first: Mapping[SectionKey, Section], size: float, box_size: float) -> Blocks:
    quadrant, box = quadrant_setting(size), box_setting(box_size)
    return {key: _block(work, each, box if key in BOXES else quadrant) for key, each in first.items()}


def _largest(
    work: Work,
    first: Mapping[SectionKey, Section],
    keys: Sequence[SectionKey],
    sizes: Sequence[float],
    between: Lines,
) -> float:
    """Return the largest size at which some sections fit between hairlines, else the smallest."""
    here = {key: section for key, section in first.items() if key in keys}
    return next((size for size in sizes if _fits(_set(work, here, size, size), between)), sizes[-1])


def _fits(blocks: Blocks, between: Lines) -> bool:
    return all(part.height <= place(key, between).height + _SLACK for key, part in blocks.items())


def _parted(
    work: Work, first: Mapping[SectionKey, Section], blocks: Blocks, between: Lines
) -> tuple[Blocks, list[Block]]:
    """Return what each place shows, and what goes on overleaf."""
    shown: Blocks = {}
    rests: list[Block] = []
    for key, whole in blocks.items():
        shown[key], rest = _cut(work, whole, place(key, between).height + _SLACK)
        rests += [_overleaf(work, first[key], rest)] if rest is not None else []
    return shown, rests


def _block(work: Work, section: Section, setting: Setting) -> Block:
    made = block(work, _titled(work, section), setting)
    empty = not section.attributes and not work.facts.editing
    return replace(made, items=()) if empty else made


def _titled(work: Work, section: Section) -> Section:
    """Return a section under its own title, or the usual one, which agrees with the persona."""
    if section.title:
        return section
    key = ("titled", work.persona.feminine, work.texts.language)
    return work.supplies.of(
        section, key, lambda: replace(section, title=usual(section.key, work.persona, work.texts))
    )


def _cut(work: Work, whole: Block, room: float) -> tuple[Block, Block | None]:
    """Return what fits of a section; at the least its title and the beginning of its first line."""
    if whole.height <= room or not whole.items:
        return whole, None
    part, rest = whole.cut(room, work)
    if part is None:
        return whole.forced(room, work)
    return part, rest


def _overleaf(work: Work, section: Section, rest: Block) -> Block:
    """Return the rest of a section in the setting of the columns overleaf."""
    setting = companion.setting(_NEXT)
    title = work.set(rest.title.text, setting.title, setting.width - setting.icon - setting.icon_gap).head(6)
    items = (
        companion.set_again(work, item.attribute, item.first, setting) if item.attribute is not None else item
        for item in rest.items
    )
    return Block(title, section_icon(section.key), None, tuple(items), setting)


def _placed(work: Work, section: Section, at: Place, part: Block) -> Iterator[Box]:
    if section.key in BOXES:
        yield replace(at.ground, fill=work.accent.tint)
    yield from companion.area(work, section, at.ground)
    yield from placed(work, part, at.x, at.y, overflowing=False)


def usual(key: SectionKey, persona: Persona, texts: Texts) -> str:
    """Return the usual title of a section of the map, which agrees with the persona."""
    if persona.feminine is None:
        return usual_title(key, texts)
    return {
        SectionKey.THINKS: gendered(
            persona, texts("What she thinks and feels"), texts("What he thinks and feels"), ""
        ),
        SectionKey.SEES: gendered(persona, texts("What she sees"), texts("What he sees"), ""),
        SectionKey.HEARS: gendered(persona, texts("What she hears"), texts("What he hears"), ""),
        SectionKey.SAYS: gendered(
            persona, texts("What she says and does"), texts("What he says and does"), ""
        ),
        SectionKey.DIFFICULTIES: gendered(persona, texts("Her difficulties"), texts("His difficulties"), ""),
        SectionKey.BENEFITS: gendered(
            persona, texts("The benefits she expects"), texts("The benefits he expects"), ""
        ),
    }.get(key) or usual_title(key, texts)


# ------------------------------------------------------------------ around them


def _head(work: Work, what: str) -> tuple[list[Box], tuple[str, ...]]:
    kind = pill(work, 0.0, _PILL_TOP, filled=False)
    wide = max(frame(box)[2] for box in kind) + 0.15 * MM
    kind = pill(work, RIGHT - wide, _PILL_TOP, filled=False)
    said = companion.label(work, what)
    room = RIGHT - wide - LEFT - said.width - 12 * MM
    head = companion.titled(work, LEFT, _TITLE_TOP, room, _TITLE_SIZE)
    return [*head.boxes, companion.beside_title(head, said, _TITLE_TOP), *kind], head.cut


def hairlines(work: Work, between: Lines) -> Iterator[Box]:
    """Yield the hairlines between the quadrants, open around the circle, and the circle."""
    for y in (TOP, between.bottom):
        yield Line(LEFT, y, RIGHT, y, RAIL, _RULE)
    middle = between.middle
    for y, out, end in ((between.left, -1, LEFT), (between.right, 1, RIGHT)):
        meeting = ACROSS + out * sqrt(RADIUS**2 - (y - middle) ** 2)
        yield Line(min(end, meeting), y, max(end, meeting), y, RAIL, _RULE)
    for y1, y2 in ((TOP, middle - RADIUS), (middle + RADIUS, between.bottom)):
        yield Line(ACROSS, y1, ACROSS, y2, RAIL, _RULE)
    yield Path(circle(ACROSS, middle, RADIUS), None, work.accent.fill, _RING)


def _face(work: Work, between: Lines) -> Sequence[Box]:
    frame = Rect(ACROSS - _FACE, between.middle - _FACE, 2 * _FACE, 2 * _FACE, radius=_FACE)
    return (portrait(work, frame, _FACE_PART),)
