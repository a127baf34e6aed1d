"""The profile of the segments: answers as rows, segments as columns, each cell tinted by its gap."""

from collections.abc import Iterable, Iterator, Sequence

from persona_studio.publish.boxes import Box, Cell, Group, Rect, celled
from persona_studio.publish.layout.annexe.paper import ASIDE, Paper, Slot
from persona_studio.publish.layout.annexe.values import Heat, HeatCell, HeatHead, HeatRow
from persona_studio.publish.style import INK, MM, REGULAR, SEMIBOLD, TABULAR, TEXT2, TEXT3, accent
from persona_studio.publish.text import Paragraph, Style

ROW, _MOST = 5.9 * MM, 16
"""Height of a row, and how many may stand on the first page: more than twelve are drawn closer."""
_X, _CELLS, _GAP, _WIDEST = 66.5 * MM, 94.4 * MM, 0.6 * MM, 31.5 * MM
_EVERYBODY = 14 * MM
_HEADS, _ACCENT, _MIDDLE_OF_HEADS = 7.28 * MM, 0.85 * MM, 4.5 * MM
UNDER_RULE = _HEADS + _ACCENT + 1.18 * MM
"""From the rule of the title to the first row."""
RULE = 6.12 * MM
SCALE = 5.01 * MM
"""Height of the scale of colours below the last row."""
_LABEL, _BESIDE_LABEL = Style(REGULAR, 8.3, 10, INK), 1.5 * MM
_FIGURE, _OVERALL = Style("InterTab-Regular", 8.5, 10, INK), Style(TABULAR, 8.5, 10, TEXT2)
_TWO_LINES = Style(REGULAR, 7.2, 7.5, INK)
_HEAD = Style(SEMIBOLD, 8.5, 10, INK)
_MIDDLE, _OVER, _UNDER = (0xF4, 0xF5, 0xF7), (0x68, 0x9E, 0xDB), (0xDE, 0x9C, 0x58)
_STEPS = (-1.0, -0.7, -0.4, 0.0, 0.4, 0.7, 1.0)
_TABLE = "heat"
_STEP_WIDTH, _STEP_HEIGHT = 7.97 * MM, 2.87 * MM


def tint(strength: float) -> str:
    """Return the ground of a cell: from grey to blue (over-represented, 1) or to amber (under, -1)."""
    end, part = (_OVER if strength >= 0 else _UNDER), min(1.0, abs(strength))
    mixed = (round(a + (b - a) * part) for a, b in zip(_MIDDLE, end, strict=True))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def held(room: float) -> int:
    """Return how many rows stand in a room, title, heads and scale taken off."""
    return max(0, int((room - RULE - UNDER_RULE - SCALE + 0.01) // ROW))


def shown_first(rows: int, room: float) -> int:
    """Return how many of so many rows stand on the first page: all of them up to sixteen."""
    return rows if rows <= _MOST else held(room)


def height(rows: int) -> float:
    """Return the height of so many rows with title, heads and scale."""
    return RULE + UNDER_RULE + rows * ROW + SCALE


def heat(paper: Paper, told: Heat, rows: Sequence[HeatRow], title: str, slot: Slot) -> Iterator[Box]:
    """Yield some rows of the profile under their heads, and the scale below them."""
    yield from paper.heading(title, "grid-3x3", slot, told.aside)
    top = slot.y + RULE
    pitch = min(_WIDEST, _CELLS / max(1, len(told.heads)))
    step = min(ROW, (slot.bottom - top - UNDER_RULE - SCALE) / max(1, len(rows)))
    lefts = [slot.x + _X + i * pitch for i in range(len(told.heads))]
    for i, (head, x) in enumerate(zip(told.heads, lefts, strict=True), 1):
        yield from _head(paper, head, i, x, pitch - _GAP, top)
    everybody = paper.fitted(paper.texts("Everybody"), _OVERALL, _EVERYBODY, sizes=(8.5, 7.9, 7.3, 6.7))
    words = _right(everybody, slot, top + _MIDDLE_OF_HEADS - everybody.height / 2)
    yield from celled([words], Cell(_TABLE, 0, len(lefts) + 1, head=True))
    y = top + UNDER_RULE
    for i, row in enumerate(rows, 1):
        label = _label(paper, row, step)
        words = label.box(slot.x, y + (step - _GAP - label.height) / 2)
        yield from celled([words], Cell(_TABLE, i, 0, head=True))
        for column, boxes in enumerate(_row(paper, row, slot, y, lefts, (pitch - _GAP, step - _GAP)), 1):
            yield from celled(boxes, Cell(_TABLE, i, column))
        y += step
    yield from _scale(paper, told, slot, y + SCALE - _STEP_HEIGHT)


def _head(paper: Paper, head: HeatHead, column: int, x: float, width: float, top: float) -> Iterator[Box]:
    name = paper.fitted(head.name, _HEAD, width - 0.6 * MM, sizes=(8.5, 7.6, 6.8))
    if name.text != head.name:
        name = paper.fitted(head.name, _HEAD, width - 0.6 * MM, 2, sizes=(7.2, 6.4, 5.6))
    below = top + _HEADS - 0.3 * MM
    y = min(top + _MIDDLE_OF_HEADS - name.height / 2, below - name.height)
    yield from celled([name.box(x + 0.3 * MM, y, align="centre")], Cell(_TABLE, 0, column, head=True))
    yield Rect(x, top + _HEADS, width, _ACCENT, accent(head.worn).fill, radius=_ACCENT / 2)


def _row(
    paper: Paper, row: HeatRow, slot: Slot, y: float, lefts: Sequence[float], size: tuple[float, float]
) -> Iterator[Iterable[Box]]:
    """Yield the boxes of each cell beside the label."""
    for cell, x in zip(row.cells, lefts, strict=True):
        yield _cell(paper, cell, x, y, *size)
    overall = paper.fitted(row.overall, _OVERALL, _EVERYBODY, sizes=(8.5, 7.5, 6.5))
    yield [_right(overall, slot, y + (size[1] - overall.height) / 2)]


def _label(paper: Paper, row: HeatRow, step: float) -> Paragraph:
    """Set an answer on a line, or smaller on two: all of a table in these two sizes. Low rows have one."""
    width = _X - _BESIDE_LABEL
    if step < ROW - 0.01:
        return paper.ending(row.label, row.end, Style(REGULAR, 7.4, 9, INK), width, 1)
    whole = paper.set(row.label, _LABEL, width)
    if len(whole.lines) <= 1:
        return whole
    return paper.ending(row.label, row.end, _TWO_LINES, width, 2)


def _cell(
    paper: Paper, cell: HeatCell | None, x: float, y: float, width: float, high: float
) -> Iterator[Box]:
    if cell is None:
        yield Rect(x, y, width, high, None, "#C3CAD2", 0.4, 0.9 * MM, (2.0, 1.6))
        return
    yield Rect(x, y, width, high, tint(cell.tint), radius=0.9 * MM)
    figure = paper.fitted(cell.figure, _FIGURE, width, sizes=(8.5, 7.5, 6.5, 5.5))
    yield figure.box(x + (width - figure.width) / 2, y + (high - figure.height) / 2, align="centre")


def _right(words: Paragraph, slot: Slot, y: float) -> Box:
    """Centre words in the column of everybody."""
    return words.box(slot.right - _EVERYBODY / 2 - words.width / 2, y, align="centre")


def _scale(paper: Paper, told: Heat, slot: Slot, y: float) -> Iterator[Box]:
    style, middle = Style(REGULAR, 8.0, 9.6, TEXT2), y + _STEP_HEIGHT / 2
    under = paper.line(paper.texts("Under-represented"), style)
    yield under.box(slot.x, middle - under.height / 2)
    x = slot.x + under.width + 2.1 * MM
    steps = tuple(
        Rect(x + i * _STEP_WIDTH, y, _STEP_WIDTH, _STEP_HEIGHT, tint(each)) for i, each in enumerate(_STEPS)
    )
    width = _STEP_WIDTH * len(steps)
    yield Group(steps, x, y, width, _STEP_HEIGHT, None, None, "figure", told.scale)
    over = paper.line(paper.texts("Over-represented"), style)
    yield over.box(x + width + 2.1 * MM, middle - over.height / 2)
    room = slot.right - (x + width + 4.2 * MM + over.width) - 3 * MM
    reading = paper.fitted(told.reading, ASIDE, room, sizes=(8.0, 7.4, 6.8))
    if reading.text != told.reading:
        reading = paper.fitted(told.reading, Style(REGULAR, 6.4, 7.2, TEXT3), room, 2)
    yield reading.box(slot.right - reading.width, middle - reading.height / 2, align="right")
