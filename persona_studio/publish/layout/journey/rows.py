"""The lanes of a journey as rows: each as high as its longest cell, cut only when a whole page is too low."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from persona_studio.domain.personas import LANES, SectionKey
from persona_studio.publish.boxes import Box, Line, Rect, celled
from persona_studio.publish.boxes import Cell as Place
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.companion import LEFT, RIGHT
from persona_studio.publish.layout.journey import cells, curve
from persona_studio.publish.layout.journey.cells import Cell
from persona_studio.publish.layout.journey.grid import GUTTER, LABEL_WIDTH, LABEL_X, TOP, Column
from persona_studio.publish.layout.sections import Item
from persona_studio.publish.layout.sharing import rationed, shared
from persona_studio.publish.layout.shortened import plain, shortened
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import section_icon, usual_title
from persona_studio.publish.style import HAIR, HAIRLINE, INK, MM, SEMIBOLD
from persona_studio.publish.text import Style

Lane = SectionKey | None
"""A lane of sections; None is the curve, between what is thought and where one meets."""
SIZES = (8.5, 8.0, 7.5, 7.0)
USUAL: dict[Lane, float] = {
    SectionKey.ACTIONS: 20.5 * MM,
    SectionKey.THOUGHTS: 16.1 * MM,
    None: 39.4 * MM,
    SectionKey.TOUCHPOINTS: 14.05 * MM,
    SectionKey.PAINS: 14.9 * MM,
    SectionKey.OPPORTUNITIES: 20.5 * MM,
}
"""The lanes from top to bottom, with their heights on the picture: short words leave white."""
TABLE = "journey"
"""The lanes are its rows from 1 on, the stages its columns; their names are the heads."""
_LABEL_SIZES = ((8.5, 2), (7.6, 3), (6.8, 3))
_LABEL_LEADING, _ICON, _ICON_DOWN = 1.26, 4 * MM, 0.15 * MM
_LEAST = 9.5 * MM
"""Of a lane whose label has two lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """One lane: its cells in the order of the stages, and how high it is."""

    lane: Lane
    cells: tuple[Cell, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Left:
    """Lines of a cell that found no room."""

    cell: Cell
    items: tuple[Item, ...]


def rows(work: Work, columns: Sequence[Column], room: float) -> tuple[list[Row], list[Left]]:
    """Set the lanes at the largest size at which they fit in a height, else cut them at the smallest."""
    made: dict[Lane, tuple[Cell, ...]] = {}
    needed: dict[Lane, float] = {}
    for size in SIZES:
        made = _cells(work, columns, size)
        needed = {lane: _needed(made[lane]) for lane in USUAL}
        heights = shared(needed, USUAL, room)
        if heights is not None:
            return [Row(lane, made[lane], height) for lane, height in heights.items()], []
    found: list[Row] = []
    left: list[Left] = []
    for lane, height in _rationed(needed, room).items():
        pairs = [(cell, *cell.cut(height, work)) for cell in made[lane]]
        found.append(Row(lane, tuple(part for _, part, _ in pairs), height))
        left += [Left(cell, rest) for cell, _, rest in pairs if rest]
    return found, left


def _cells(work: Work, columns: Sequence[Column], size: float) -> dict[Lane, tuple[Cell, ...]]:
    def lane(key: SectionKey) -> tuple[Cell, ...]:
        known = ((column, column.lane(key)) for column in columns)
        made = (cells.cell(work, column, each, size) for column, each in known if each is not None)
        return cells.levelled(tuple(made))

    return {None: (), **{key: lane(key) for key in LANES}}


def _needed(made: tuple[Cell, ...]) -> float:
    if not made:
        return curve.LEAST
    return max(_LEAST, *(cell.height for cell in made))


def _rationed(needed: dict[Lane, float], room: float) -> dict[Lane, float]:
    """Return the heights of lanes that do not all fit: the curve has the least that shows it."""
    cells: dict[Lane, float] = {lane: height for lane, height in needed.items() if lane is not None}
    heights: dict[Lane, float] = {None: curve.LEAST, **rationed(cells, room - curve.LEAST)}
    return {lane: heights[lane] for lane in needed}


# ------------------------------------------------------------------ drawn


def drawn(work: Work, columns: Sequence[Column], made: Sequence[Row], cut: list[str]) -> Iterator[Box]:
    """Yield the rows with their labels, hairlines between them."""
    y = TOP
    for number, row in enumerate(made):
        if number:
            yield Line(LEFT, y, RIGHT, y, HAIRLINE, HAIR)
        yield from celled(label(work, row.lane, y), Place(TABLE, number + 1, 0, head=True))
        if row.lane is None:
            yield from curve.curve(work, columns, curve.Band(y, row.height), cut)
        for cell in row.cells:
            place = Place(TABLE, number + 1, columns.index(cell.column) + 1)
            ground = Rect(
                cell.column.x - GUTTER / 4, y + 0.4 * MM, cell.column.step - GUTTER / 2, row.height - 0.8 * MM
            )
            yield from companion.area(work, cell.section, ground)
            yield from celled(cells.drawn(work, cell, y), place)
        y += row.height


def label(work: Work, lane: Lane, y: float) -> Iterator[Box]:
    """Yield icon and name of a lane whose row begins at a height."""
    icon, said = (
        ("activity", work.texts("Feeling"))
        if lane is None
        else (section_icon(lane), usual_title(lane, work.texts))
    )
    steps = [(Style(SEMIBOLD, size, size * _LABEL_LEADING, INK), lines) for size, lines in _LABEL_SIZES]
    text = shortened(work, plain(said), steps, LABEL_WIDTH).paragraph
    top = y + cells.PAD_TOP
    yield work.supplies.drawings.icon(icon, LEFT, top + _ICON_DOWN, _ICON, work.accent.ink, 1.67)
    yield text.box(LABEL_X, top, role="h2")
