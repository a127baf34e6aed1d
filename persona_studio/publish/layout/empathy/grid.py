"""Where the hairlines of an empathy map stand: as on the picture, or where what is written needs them (§6).

A full quadrant takes room of an emptier one. One hairline crosses the map as long as that is enough; then
each side has its own, both of which meet the circle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from persona_studio.domain.personas import SectionKey
from persona_studio.publish.boxes import Rect
from persona_studio.publish.layout.companion import LEFT, RIGHT
from persona_studio.publish.layout.sharing import rationed, shared
from persona_studio.publish.style import MM

TOP, ACROSS, RADIUS = 29.9 * MM, 148.5 * MM, 28.5 * MM
"""The first hairline, the upright one, and the circle where they meet."""
BOX, BOX_RADIUS, PAD = 131.5 * MM, 3 * MM, 5 * MM
_MIDDLE, _BOTTOM, _END = 93 * MM, 153 * MM, 189.4 * MM
"""The other hairlines on the picture, and where the boxes end."""
_INSIDE, _OVER_BOX, _PAD_TOP, _FOOT = 178.5 * MM, 4.9 * MM, 3.7 * MM, 2 * MM
_UPPER_PAD, _LOWER_PAD = 10 * MM, 7.9 * MM
_LEAST, _LEAST_BOX = RADIUS + 3 * MM, 23 * MM
"""Of a row: the circle stays within the map. Of a box: its title and an invitation to write find room."""
_ASKEW = 1.5 * RADIUS
"""How far apart the hairlines of the two sides may meet the circle."""


class Row(Enum):
    """What the map is made of, from top to bottom."""

    UPPER = auto()
    LOWER = auto()
    BOXES = auto()


USUAL = {Row.UPPER: _MIDDLE - TOP, Row.LOWER: _BOTTOM - _MIDDLE, Row.BOXES: _END - _BOTTOM}
_LEAST_OF = {Row.UPPER: _LEAST, Row.LOWER: _LEAST, Row.BOXES: _OVER_BOX + _LEAST_BOX}
_PADS = {
    Row.UPPER: _UPPER_PAD + _FOOT,
    Row.LOWER: _LOWER_PAD + _FOOT,
    Row.BOXES: _OVER_BOX + _PAD_TOP + _FOOT,
}
_ROWS = {
    SectionKey.THINKS: Row.UPPER,
    SectionKey.SEES: Row.UPPER,
    SectionKey.HEARS: Row.LOWER,
    SectionKey.SAYS: Row.LOWER,
    SectionKey.DIFFICULTIES: Row.BOXES,
    SectionKey.BENEFITS: Row.BOXES,
}
_AT_LEFT = (SectionKey.THINKS, SectionKey.HEARS, SectionKey.DIFFICULTIES)
QUADRANTS = tuple(key for key, row in _ROWS.items() if row is not Row.BOXES)
BOXES = tuple(key for key, row in _ROWS.items() if row is Row.BOXES)


@dataclass(frozen=True, slots=True)
class Lines:
    """The hairlines below the first: between the quadrants at the left and right, and above the boxes."""

    left: float = _MIDDLE
    right: float = _MIDDLE
    bottom: float = _BOTTOM

    @property
    def middle(self) -> float:
        """The middle of the circle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section stands: where its words begin, how high they may be, and the ground that is its own."""

    x: float
    y: float
    height: float
    ground: Rect


def place(key: SectionKey, lines: Lines) -> Place:
    """Return where a section stands between the hairlines."""
    row, at_left = _ROWS[key], key in _AT_LEFT
    if row is Row.BOXES:
        return _box(LEFT if at_left else RIGHT - BOX, lines.bottom + _OVER_BOX)
    between = lines.left if at_left else lines.right
    top, bottom = (TOP, between) if row is Row.UPPER else (between, lines.bottom)
    edge = LEFT if at_left else ACROSS
    ground = Rect(edge + 1 * MM, top + 1 * MM, ACROSS - LEFT - 2 * MM, bottom - top - 2 * MM)
    y = top + (_UPPER_PAD if row is Row.UPPER else _LOWER_PAD)
    return Place(LEFT if at_left else _INSIDE, y, bottom - _FOOT - y, ground)


def _box(x: float, top: float) -> Place:
    ground = Rect(x, top, BOX, _END - top, radius=BOX_RADIUS)
    return Place(x + PAD, top + _PAD_TOP, _END - top - _PAD_TOP - _FOOT, ground)


def lines_for(heights: Mapping[SectionKey, float]) -> Lines:
    """Return the hairlines that leave words of these heights the most room."""
    needed = {key: max(_LEAST_OF[row], heights.get(key, 0.0) + _PADS[row]) for key, row in _ROWS.items()}
    room = _END - TOP
    rows = {row: max(needed[key] for key in _ROWS if _ROWS[key] is row) for row in Row}
    one = shared(rows, USUAL, room)
    if one is not None:
        return Lines(TOP + one[Row.UPPER], TOP + one[Row.UPPER], _END - one[Row.BOXES])
    # No single line will do: what a whole side needs is as high at its top as at its foot.
    half = (
        max(sum(needed[key] for key in QUADRANTS if (key in _AT_LEFT) is left) for left in (True, False)) / 2
    )
    thirds = {Row.UPPER: half, Row.LOWER: half, Row.BOXES: rows[Row.BOXES]}
    given = _given(thirds, room)
    sides = given[Row.UPPER] + given[Row.LOWER]
    left = _reach(needed[SectionKey.THINKS], needed[SectionKey.HEARS], sides)
    right = _reach(needed[SectionKey.SEES], needed[SectionKey.SAYS], sides)
    at_left, at_right = _nearest(left, right)
    middle, apart = (at_left + at_right) / 2, max(-_ASKEW, min(_ASKEW, at_right - at_left))
    return Lines(TOP + middle - apart / 2, TOP + middle + apart / 2, TOP + sides)


def _reach(upper: float, lower: float, room: float) -> tuple[float, float]:
    """Return the least and the most that the upper quadrant of a side may have for both to fit."""
    if upper + lower <= room:
        return upper, room - lower
    rations = rationed({Row.UPPER: upper, Row.LOWER: lower}, room, USUAL)
    return rations[Row.UPPER], rations[Row.UPPER]


def _nearest(left: tuple[float, float], right: tuple[float, float]) -> tuple[float, float]:
    """Return the heights within two reaches that are as near each other as can be."""
    least, most = max(left[0], right[0]), min(left[1], right[1])
    if least <= most:
        return least, least
    return (least, most) if left[0] == least else (most, least)


def _given(needed: Mapping[Row, float], room: float) -> dict[Row, float]:
    return shared(needed, USUAL, room) or rationed(needed, room, USUAL)
