"""Tables as native tables: columns and rows stand where the cells of the page stood."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from persona_studio.publish.boxes import Line, frame
from persona_studio.publish.pptx.frames import paragraphs, room
from persona_studio.publish.pptx.grid import grid
from persona_studio.publish.pptx.items import Content, Table
from persona_studio.publish.pptx.paragraphs import Align, Writer, top
from persona_studio.publish.pptx.shapes import Brush
from persona_studio.publish.style import WHITE

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style of PowerPoint that has neither grid nor ground."""
_CENTRED, _OFF = 0.8, 1.5
_SIDES = ("lnL", "lnR", "lnT", "lnB")
_ON_EDGE = 0.1
_GUTTER = 5.0
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Pen = tuple[str | None, float]
_NONE: Pen = (None, 0.0)


class Axis(NamedTuple):
    """How texts stand in a column, and where: unless they begin together, where their middles or ends are."""

    align: Align
    at: float

    def margins(self, left: float, right: float) -> tuple[float, float]:
        """Return what is free at the left and the right of a column whose texts do not begin together."""
        if self.align == "r":
            return 0.0, max(0.0, right - self.at)
        shift = 2 * self.at - left - right
        return max(0.0, shift), max(0.0, -shift)


def table(brush: Brush, writer: Writer, found: Table, called: str) -> str:
    """Return a table as a native one."""
    columns, rows = grid(found)
    axes = [_axis([c for key, c in found.cells.items() if key[1] == i]) for i in range(len(columns) - 1)]
    wide, high = _apart([brush.fit.x(at) for at in columns]), _apart([brush.fit.y(at) for at in rows])
    widths = "".join(f'<a:gridCol w="{width}"/>' for width in wide)
    made = "".join(
        f'<a:tr h="{height}">{"".join(_cells(brush, writer, found, row, (columns, rows), axes))}</a:tr>'
        for row, height in enumerate(high)
    )
    place = brush.place(columns[0], rows[0], columns[-1], rows[-1]).replace("a:xfrm", "p:xfrm")
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{brush.named(called=called)}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f"</p:nvGraphicFramePr>{place}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1" firstCol="1"><a:tableStyleId>{_PLAIN}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{widths}</a:tblGrid>{made}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _apart(places: Sequence[int]) -> list[int]:
    return [max(1, after - before) for before, after in pairwise(places)]


def _cells(
    brush: Brush,
    writer: Writer,
    found: Table,
    row: int,
    places: tuple[Sequence[float], Sequence[float]],
    axes: Sequence[Axis],
) -> Iterator[str]:
    columns, rows = places
    for column, axis in enumerate(axes):
        content = found.cells.get((row, column)) or Content()
        within = (columns[column], rows[row], columns[column + 1], rows[row + 1])
        yield _cell(brush, writer, content, within, (axis, found.rules))


def _cell(
    brush: Brush, writer: Writer, content: Content, within: Frame, drawn: tuple[Axis, Sequence[Line]]
) -> str:
    left, above, right, _ = within
    axis, rules = drawn
    boxes, look = [entry.box for entry in content.entries], _look(brush, content, within, rules)
    if not boxes:
        return _tc(writer.empty(), (0, 0, 0), look)
    start = left
    before, after = axis.margins(left, right)
    if axis.align == "l":
        start = min(min(entry.x, entry.box.x) for entry in content.entries)
        suits, wanted = room(boxes), max(box.width for box in boxes)
        # Words in another font may fill all of it: what is beside begins a little further on.
        width = max(suits.least, min(suits.width(wanted), max(wanted, right - start - _GUTTER)))
        end = max(box.x for box in boxes) + width
        before, after = start - left, right - end if len(boxes[0].lines) > 1 else 0.0
    down = top(boxes[0]) - above
    margins = brush.fit.length(before), brush.fit.length(after), brush.fit.length(down)
    return _tc(paragraphs(writer, content.entries, start, axis.align), margins, look)


def _tc(said: str, margins: tuple[int, int, int], look: str) -> str:
    left, right, above = margins
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{said}</a:txBody>"
        f'<a:tcPr marL="{left}" marR="{right}" marT="{above}" marB="0" anchor="t">{look}</a:tcPr></a:tc>'
    )


def _axis(contents: Sequence[Content]) -> Axis:
    """Return the upright along which the texts of a column stand: their beginnings, middles or ends."""
    lines = [line for c in contents for entry in c.entries for line in entry.box.lines]
    starts = [line.x for line in lines]
    ends = [line.x + line.width for line in lines]
    middles = [(a + b) / 2 for a, b in zip(starts, ends, strict=True)]
    if lines and max(starts) - min(starts) > _OFF:
        if max(middles) - min(middles) < _CENTRED:
            return Axis("ctr", middles[0])
        if max(ends) - min(ends) < _CENTRED:
            return Axis("r", ends[0])
    return Axis("l", 0.0)


def _look(brush: Brush, content: Content, within: Frame, rules: Sequence[Line]) -> str:
    """Return lines and ground of a cell: what is free between two grounds is a line in the paper's colour."""
    if content.ground is None:
        pens = [_NONE, _NONE, _rule(rules, within, within[1]), _rule(rules, within, within[3])]
        return _borders(brush, pens) + "<a:noFill/>"
    left, above, right, below = (2 * abs(a - b) for a, b in zip(frame(content.ground), within, strict=True))
    gaps: list[Pen] = [(WHITE, left), (WHITE, right), (WHITE, above), (WHITE, below)]
    return _borders(brush, gaps) + brush.palette.fill(content.ground.fill)


def _rule(rules: Sequence[Line], within: Frame, y: float) -> Pen:
    """Return the rule that is drawn along an edge of a cell."""
    middle = (within[0] + within[2]) / 2
    for rule in rules:
        if abs(rule.y1 - y) < _ON_EDGE and min(rule.x1, rule.x2) < middle < max(rule.x1, rule.x2):
            return rule.colour, rule.width
    return _NONE


def _borders(brush: Brush, pens: Sequence[Pen]) -> str:
    parts = []
    for side, (colour, width) in zip(_SIDES, pens, strict=True):
        wide = max(1, brush.fit.length(width)) if colour else 0
        parts.append(f'<a:{side} w="{wide}">{brush.palette.fill(colour)}</a:{side}>')
    return "".join(parts)
