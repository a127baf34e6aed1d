"""The Carte d'empathie: four quadrants around a portrait, two boxes below, and room to write (§6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from persona_studio.domain.personas import Persona, Section, SectionKey
from persona_studio.publish.boxes import Box, Line, Path, Rect, frame
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.badges import pill
from persona_studio.publish.layout.companion import LEFT, RIGHT, Made, Overleaf
from persona_studio.publish.layout.marks import circle
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.sections import Block, Setting, block, place
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.layout.words import gendered, section_icon, usual_title
from persona_studio.publish.style import INK, MM, RAIL, REGULAR, SEMIBOLD
from persona_studio.publish.text import Style
from persona_studio.texts import Texts

PART = "empathy"
TOP, MIDDLE, BOTTOM = 29.9 * MM, 93 * MM, 153 * MM
"""Of the three hairlines."""
ACROSS = 148.5 * MM
_RULE = 0.3 * MM
RADIUS, _RING, _FACE = 28.5 * MM, 0.42 * MM, 26 * MM
_FACE_PART = (106.8, 83.7, 1638.5, 1638.5)
_TITLE_TOP, _TITLE_SIZE, _PILL_TOP = 10.65 * MM, 24.0, 12.9 * MM
_WIDTH, _INSIDE, _BOX_TOP, _BOX_HEIGHT = 106 * MM, 178.5 * MM, 157.9 * MM, 31.5 * MM
BOX = 131.5 * MM
_BOX_X, _BOX_RADIUS, _PAD, _PAD_TOP = (LEFT, RIGHT - BOX), 3 * MM, 5 * MM, 3.7 * MM
_SIZES = (10.2, 9.6, 9.0, 8.5)
_BOX_SIZES = (9.4, 8.9, 8.5)
_NEXT = 8.8
_LEADING = 1.41


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section stands: where its words begin, how high they may be, and the ground that is its own."""

    x: float
    y: float
    height: float
    ground: Rect


def _quadrant(x: float, y: float, bottom: float, left: float) -> Place:
    top = TOP if y < MIDDLE else MIDDLE
    ground = Rect(left + 1 * MM, top + 1 * MM, ACROSS - LEFT - 2 * MM, bottom - top - 2 * MM)
    return Place(x, y, bottom - 2 * MM - y, ground)


def _box(x: float) -> Place:
    ground = Rect(x, _BOX_TOP, BOX, _BOX_HEIGHT, radius=_BOX_RADIUS)
    return Place(x + _PAD, _BOX_TOP + _PAD_TOP, _BOX_HEIGHT - _PAD_TOP - 2 * MM, ground)


QUADRANTS = {
    SectionKey.THINKS: _quadrant(LEFT, 39.9 * MM, MIDDLE, LEFT),
    SectionKey.SEES: _quadrant(_INSIDE, 39.9 * MM, MIDDLE, ACROSS),
    SectionKey.HEARS: _quadrant(LEFT, 100.9 * MM, BOTTOM, LEFT),
    SectionKey.SAYS: _quadrant(_INSIDE, 100.9 * MM, BOTTOM, ACROSS),
}
BOXES = {
    SectionKey.DIFFICULTIES: _box(_BOX_X[0]),
    SectionKey.BENEFITS: _box(_BOX_X[1]),
}
PLACES = {**QUADRANTS, **BOXES}


def empathy(work: Work) -> Made:
    """Lay out the empathy map: text tightens to 8.5 pt at the least, then goes on overleaf."""
    first, left = _first(work.persona)
    shown, rests = _arranged(work, first)
    what = work.texts("Empathy map")
    rests += [block(work, titled, companion.setting(_NEXT)) for titled in left if titled.attributes]
    overleaf = Overleaf(work, rests, what, PART)
    head, cut = _head(work, what)
    boxes = [*head, *lines(work), *_face(work)]
    for key, part in shown:
        boxes += _placed(work, first[key], PLACES[key], part)
    of_page = [item.attribute for _, part in shown for item in part.items if item.attribute is not None]
    boxes += companion.foot(work, of_page)
    page = companion.page(work, boxes, 0, what, PART)
    return Made(Sheet((page, *overleaf.pages(1, legend=True)), overleaf.lines), cut)


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
        BOX - 2 * _PAD,
        text,
        title,
        4.8 * MM,
        1.95 * MM,
        0.4 * MM,
        1.35 * MM,
        ruled=False,
        tallest=_TALLEST[1],
    )


def _arranged(
    work: Work, first: dict[SectionKey, Section]
) -> tuple[list[tuple[SectionKey, Block]], list[Block]]:
    """Return what each place shows, quadrants in one size and boxes in one, and what goes on overleaf."""
    shown: list[tuple[SectionKey, Block]] = []
    rests: list[Block] = []
    for keys, sizes, made in ((QUADRANTS, _SIZES, quadrant_setting), (BOXES, _BOX_SIZES, box_setting)):
        here = {key: section for key, section in first.items() if key in keys}
        tries = (
            {key: _block(work, section, made(size)) for key, section in here.items()} for size in sizes[:-1]
        )
        fitting = next((blocks for blocks in tries if _fits(blocks)), None)
        blocks = fitting or {key: _block(work, section, made(sizes[-1])) for key, section in here.items()}
        for key, whole in blocks.items():
            part, rest = _cut(work, whole, PLACES[key].height)
            shown.append((key, part))
            rests += [_overleaf(work, first[key], rest)] if rest is not None else []
    return shown, rests


def _fits(blocks: Mapping[SectionKey, Block]) -> bool:
    return all(part.height <= PLACES[key].height for key, part in blocks.items())


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
    yield from place(work, part, at.x, at.y, overflowing=False)


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


def lines(work: Work) -> Iterator[Box]:
    """Yield the hairlines between the quadrants, open around the circle, and the circle."""
    for y in (TOP, BOTTOM):
        yield Line(LEFT, y, RIGHT, y, RAIL, _RULE)
    for x1, x2 in ((LEFT, ACROSS - RADIUS), (ACROSS + RADIUS, RIGHT)):
        yield Line(x1, MIDDLE, x2, MIDDLE, RAIL, _RULE)
    for y1, y2 in ((TOP, MIDDLE - RADIUS), (MIDDLE + RADIUS, BOTTOM)):
        yield Line(ACROSS, y1, ACROSS, y2, RAIL, _RULE)
    yield Path(circle(ACROSS, MIDDLE, RADIUS), None, work.accent.fill, _RING)


def _face(work: Work) -> Sequence[Box]:
    frame = Rect(ACROSS - _FACE, MIDDLE - _FACE, 2 * _FACE, 2 * _FACE, radius=_FACE)
    return (portrait(work, frame, _FACE_PART),)
