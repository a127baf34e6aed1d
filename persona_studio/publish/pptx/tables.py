"""Tables as native tables: columns and rows stand where the cells of the page stood."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from persona_studio.publish.boxes import frame
from persona_studio.publish.pptx.frames import paragraphs, room
from persona_studio.publish.pptx.items import Content, Table
from persona_studio.publish.pptx.paragraphs import Align, Writer, top
from persona_studio.publish.pptx.shapes import Brush

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The table style of PowerPoint that has neither grid nor ground."""
_BEFORE = 1.0
"""Points between the edge of a column and its text, where there is room."""
_CENTRED, _OFF = 0.8, 1.5
_BESIDE_GROUND = 0.9
"""Points that are free beside a ground, at the most: what is further away is nobody's."""
_SIDES = ("lnL", "lnR", "lnT", "lnB")


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


class Extent(NamedTuple):
    """From where to where a column or row reaches, and whether it has grounds, which end just there."""

    low: float
    high: float
    firm: bool

    def with_(self, other: "Extent") -> "Extent":
        """Return the extent of both together; where one has grounds, they tell it."""
        if self.firm != other.firm:
            return self if self.firm else other
        return Extent(min(self.low, other.low), max(self.high, other.high), self.firm)


def table(brush: Brush, writer: Writer, found: Table, called: str) -> str:
    """Return a table as a native one."""
    columns, rows = edges(_extents(found, 1), _BEFORE), edges(_extents(found, 0), None)
    axes = [_axis([c for key, c in found.cells.items() if key[1] == i]) for i in range(len(columns) - 1)]
    wide, high = _apart([brush.fit.x(at) for at in columns]), _apart([brush.fit.y(at) for at in rows])
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in wide)
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
        f"<a:tblGrid>{grid}</a:tblGrid>{made}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def edges(extents: Mapping[int, Extent], before: float | None) -> list[float]:
    """Return where columns or rows meet: half way, or ``before`` the second; at a ground, close to it.

    What nothing stands in has next to no width of its own.
    """
    last = max(extents)
    found: list[float] = []
    above: Extent | None = None
    for i in range(last + 1):
        own = extents.get(i)
        if own is None:
            found.append(found[-1] if found else next(extents[k].low for k in sorted(extents)))
            continue
        found.append(own.low if above is None else _between(above, own, before))
        above = own
    end = extents[last]
    return [*found, end.high + (0.0 if end.firm else before or 0.0)]


def _between(one: Extent, other: Extent, before: float | None) -> float:
    half = max(0.0, other.low - one.high) / 2
    if one.firm and other.firm:
        return other.low - half
    if one.firm:
        return one.high + min(half, _BESIDE_GROUND)
    if other.firm:
        return other.low - _BESIDE_GROUND
    return other.low - (half if before is None else min(half, before))


def _extents(found: Table, axis: int) -> dict[int, Extent]:
    """Return the extent of each column (axis 1) or row (0)."""
    extents: dict[int, Extent] = {}
    for key, content in found.cells.items():
        for own in _own(content, axis):
            known = extents.get(key[axis])
            extents[key[axis]] = own if known is None else known.with_(own)
    return extents


def _own(content: Content, axis: int) -> Iterator[Extent]:
    if content.ground is not None:
        left, above, right, below = frame(content.ground)
        yield Extent(left, right, firm=True) if axis else Extent(above, below, firm=True)
    for entry in content.entries:
        box = entry.box
        if axis:
            start = min(line.x for line in box.lines)
            yield Extent(min(entry.x, start), start + room([box]).width(box.width), firm=False)
        else:
            begin = top(box)
            yield Extent(min(begin, box.y), max(begin, box.y) + box.height, firm=False)


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
        yield _cell(brush, writer, content, within, axis)


def _cell(
    brush: Brush, writer: Writer, content: Content, within: tuple[float, float, float, float], axis: Axis
) -> str:
    left, above, right, _ = within
    boxes, look = [entry.box for entry in content.entries], _look(brush, content, within)
    if not boxes:
        return _tc(writer.empty(), (0, 0, 0), look)
    start = left
    before, after = axis.margins(left, right)
    if axis.align == "l":
        start = min(min(entry.x, entry.box.x) for entry in content.entries)
        end = max(box.x for box in boxes) + room(boxes).width(max(box.width for box in boxes))
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


def _look(brush: Brush, content: Content, within: tuple[float, float, float, float]) -> str:
    """Return lines and ground of a cell: what is free between two grounds is a line in the paper's colour."""
    if content.ground is None:
        return "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in _SIDES) + "<a:noFill/>"
    ground = frame(content.ground)
    gaps = [abs(a - b) for a, b in zip(ground, within, strict=True)]
    order = (gaps[0], gaps[2], gaps[1], gaps[3])
    paper = brush.palette.fill("#FFFFFF")
    lines = "".join(
        f'<a:{side} w="{max(1, brush.fit.length(2 * gap))}">{paper}</a:{side}>'
        for side, gap in zip(_SIDES, order, strict=True)
    )
    return lines + brush.palette.fill(content.ground.fill)
