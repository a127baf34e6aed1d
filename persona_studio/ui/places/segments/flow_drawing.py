"""People who go from the segments of one cut to those of another, drawn as ribbons."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.segments.flow_layout import BLOCK, GAP, Block, Matrix, Ribbon, laid_out
from persona_studio.ui.widgets import paint

HEAD, NAMES, MARGIN, HEIGHT = 26, 150, 48, 300
SOFT = 70
"""How much of a ribbon's colour covers what is below, out of 255."""


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """One cut: what stands above it, the names of its segments, their colours (none: neutral)."""

    head: str
    names: tuple[str, ...]
    accents: tuple[Wears, ...] = ()


class FlowDrawing(QWidget):
    """The drawing; its figures stand in a table, which is what a screen reader reads."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._columns: Sequence[FlowColumn] = ()
        self._flows: Sequence[Matrix] = ()
        self._ribbons: list[tuple[QPainterPath, Ribbon]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_flows(self, columns: Sequence[FlowColumn], flows: Sequence[Matrix]) -> None:
        """Show other flows, one fewer than columns."""
        self._columns, self._flows = columns, flows
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the drawings."""
        return QSize(self._kit.px(480), self._kit.px(HEIGHT + HEAD))

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(self._kit.px(240), self._kit.px(HEIGHT + HEAD))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint heads, ribbons, blocks and names."""
        painter, px = QPainter(self), self._kit.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        named = bool(self._columns) and any(self._columns[-1].names)
        right = px(NAMES if named else MARGIN)
        room = QRectF(px(4), px(HEAD), self.width() - right, self.height() - px(HEAD) - px(4))
        blocks, ribbons = laid_out(self._flows, room.width(), room.height(), px(GAP), px(BLOCK))
        painter.translate(room.topLeft())
        self._ribbons = [(_path(ribbon), ribbon) for ribbon in ribbons]
        painter.setPen(Qt.PenStyle.NoPen)
        for path, ribbon in self._ribbons:
            painter.fillPath(path, self._tint(ribbon))
        for block in blocks:
            rect = QRectF(block.x, block.y, px(BLOCK), max(block.height, 1.0))
            paint.rounded(painter, rect, 2, self._colour(block.column, block.segment))
        self._words(painter, blocks)

    def _accent(self, column: int, segment: int) -> Wears | None:
        accents = self._columns[column].accents
        return accents[segment] if segment < len(accents) else None

    def _colour(self, column: int, segment: int) -> QColor:
        accent = self._accent(column, segment)
        return self._kit.colour("strong" if accent is None else self._kit.accent(accent).fill)

    def _tint(self, ribbon: Ribbon) -> QColor:
        """Return the colour of the end that has one, so that people of a known segment can be followed."""
        ends = ((ribbon.column + 1, ribbon.target), (ribbon.column, ribbon.source))
        known = next((end for end in ends if self._accent(*end) is not None), ends[0])
        colour = QColor(self._colour(*known))
        colour.setAlpha(SOFT)
        return colour

    def _words(self, painter: QPainter, blocks: Sequence[Block]) -> None:
        kit, px = self._kit, self._kit.px
        for number, column in enumerate(self._columns):
            x = next((b.x for b in blocks if b.column == number), 0.0)
            current = bool(column.accents)
            painter.setFont(kit.font("small-strong" if current else "small"))
            painter.setPen(kit.colour("text" if current else "text2"))
            wide = painter.fontMetrics().horizontalAdvance(column.head)
            left = min(max(x + px(BLOCK) / 2 - wide / 2, 0.0), self.width() - wide - px(8))
            painter.drawText(QPointF(left, -px(10)), column.head)
        for block in blocks:
            name = self._columns[block.column].names[block.segment]
            if name and block.height >= px(12):
                self._name(painter, block, name)

    def _name(self, painter: QPainter, block: Block, name: str) -> None:
        kit, px = self._kit, self._kit.px
        painter.setFont(kit.font("small-medium"))
        painter.setPen(kit.colour("text"))
        left = block.x + px(BLOCK + 6)
        room = QRectF(left, block.y, px(NAMES - BLOCK - 14), block.height)
        shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def event(self, event: QEvent) -> bool:
        """Tell who goes where under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.told_at(event.pos()), self)
            return True
        return super().event(event)

    def told_at(self, place: QPoint) -> str:
        """Return in words the ribbon at a place of the drawing, nothing where there is none."""
        px = self._kit.px
        there = QPointF(place) - QPointF(px(4), px(HEAD))
        for path, ribbon in reversed(self._ribbons):
            if path.contains(there):
                return self.told(ribbon.column, ribbon.source, ribbon.target, ribbon.people)
        return ""

    def told(self, column: int, source: int, target: int, people: int) -> str:
        """Say who goes where."""
        first, second = self._columns[column], self._columns[column + 1]
        return self._kit.t.plural(
            "{n} respondent of “{source}” ({first}) is in “{target}” ({second}).",
            "{n} respondents of “{source}” ({first}) are in “{target}” ({second}).",
            people,
            source=_named(first, source, self._kit),
            target=_named(second, target, self._kit),
            first=first.head,
            second=second.head,
        )


def _named(column: FlowColumn, segment: int, kit: Kit) -> str:
    return column.names[segment] or kit.t("Segment {number}", number=segment + 1)


def _path(ribbon: Ribbon) -> QPainterPath:
    (x1, y1, tall1), (x2, y2, tall2) = ribbon.left, ribbon.right
    bend = (x2 - x1) / 2
    path = QPainterPath(QPointF(x1, y1))
    path.cubicTo(x1 + bend, y1, x2 - bend, y2, x2, y2)
    path.lineTo(x2, y2 + tall2)
    path.cubicTo(x2 - bend, y2 + tall2, x1 + bend, y1 + tall1, x1, y1 + tall1)
    path.closeSubpath()
    return path
