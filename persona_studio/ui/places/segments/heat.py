"""How the heat map is painted: cells on their tint, heads of the segments, words of the rows, legend."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segment
from persona_studio.services.segments.profiling import Cell
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.profile import CELL, ProfileTable, strength
from persona_studio.ui.places.segments.cards import shortened
from persona_studio.ui.widgets import paint

ROW, HEAD, LABELS = 27, 52, 312
TWO_LINES, NARROWEST = 140, 58
"""Columns under the first write name and number one above the other; none is under the second."""


class CellDelegate(QStyledItemDelegate):
    """Paints a share on its tint."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of the drawings."""
        return QSize(self._kit.px(60), self._kit.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        rect: QRect = option.rect
        cell: Cell | None = index.data(CELL)
        area = QRectF(rect).adjusted(2, 1.5, -2, -1.5)
        heat = self._kit.theme.heat
        painter.save()
        if cell is not None:
            paint.rounded(painter, area, 3, tinted(strength(cell, mean=_is_mean(index)), heat))
        if option.state & QStyle.StateFlag.State_Selected and cell is not None:
            paint.rounded(painter, area.adjusted(-1.5, -1, 1.5, 1), 5, None, self._kit.colour("accent"), 2)
        painter.setFont(self._kit.font("number" if cell is None else "number-strong"))
        painter.setPen(QColor(heat["ink"]) if cell is not None else self._kit.colour("text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, index.data() or "")
        painter.restore()


def _is_mean(index: QModelIndex | QPersistentModelIndex) -> bool:
    model = index.model()
    row = model.row(index.row()) if isinstance(model, ProfileTable) else None
    return row is not None and row.level is None


def tinted(strong: float, heat: Mapping[str, str]) -> QColor:
    """Mix the neutral ground with the tint of over or under, by strength."""
    ground, tint = QColor(heat["none"]), QColor(heat["over" if strong >= 0 else "under"])
    part = abs(strong)
    pairs = zip(_rgb(ground), _rgb(tint), strict=True)
    return QColor(*(round(a + (b - a) * part) for a, b in pairs))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


class Heads(QHeaderView):
    """The names of the segments with their shapes, sizes and a line in their colours."""

    def __init__(self, kit: Kit, accents: Mapping[Id, Wears]) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit, self._accents = kit, accents
        self.setFixedHeight(kit.px(HEAD))
        self.setMinimumSectionSize(kit.px(NARROWEST))
        self.setHighlightSections(False)

    def dress(self, accents: Mapping[Id, Wears]) -> None:
        """Give the segments other colours."""
        self._accents = accents
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head."""
        model, kit = self.model(), self._kit
        if not isinstance(model, ProfileTable):
            return
        painter.save()
        painter.fillRect(rect, kit.colour("surface"))
        if section == len(model.segments):
            painter.setFont(kit.font("small"))
            painter.setPen(kit.colour("text2"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, kit.t("Everybody"))
        else:
            self._segment(painter, rect, model.segments[section])
        painter.restore()

    def _segment(self, painter: QPainter, rect: QRect, segment: Segment) -> None:
        kit, px = self._kit, self._kit.px
        accent = kit.accent(self._accents.get(segment.id, segment.number))
        line = QRectF(rect).adjusted(2, 0, -2, 0)
        two = line.width() < px(TWO_LINES)
        top = px(2) if two else px(12)
        shape = QRectF(line.x() + px(4), top + px(7), px(10), px(10))
        paint.paint_shape(painter, accent.shape, shape, kit.colour(accent.fill))
        painter.setFont(kit.font("small"))
        size = kit.t.integer(segment.size)
        wide = painter.fontMetrics().horizontalAdvance(size)
        room = QRectF(line.x() + px(20), top, line.width() - px(24), px(24))
        painter.setPen(kit.colour("text2"))
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        if wide <= room.width():
            painter.drawText(room, middle | right, size)
        painter.setFont(kit.font("small-strong" if two else "strong"))
        painter.setPen(kit.colour("text"))
        left = line.x() + (px(4) if two else px(20))
        end = line.right() - (px(2) if two else wide + px(10))
        name = painter.fontMetrics().elidedText(
            segment.name, Qt.TextElideMode.ElideRight, max(0, int(end - left))
        )
        high = QRectF(left, px(21) if two else top, end - left, px(20) if two else px(24))
        painter.drawText(high, middle, name)
        painter.fillRect(QRectF(line.x(), px(42), line.width(), px(3)), kit.colour(accent.fill))


class Labels(QHeaderView):
    """The answers at the left of their rows, in full in the tooltip."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._kit = kit
        self.setFixedWidth(kit.px(LABELS))
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(kit.px(ROW))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one label: the question is cut first, the answer last; the name of a theme in grey."""
        model, kit = self.model(), self._kit
        if not isinstance(model, ProfileTable):
            return
        text, answer = model.words(section)
        theme = model.row(section) is None
        painter.save()
        painter.fillRect(rect, kit.colour("surface"))
        painter.setFont(kit.font("small" if theme else "body"))
        painter.setPen(kit.colour("text3" if theme else "text"))
        room = rect.width() - kit.px(14)
        said = shortened(text, answer, painter.fontMetrics(), room)
        low = rect.adjusted(0, kit.px(4), 0, 0) if theme else rect
        painter.drawText(low, Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()


class Legend(QWidget):
    """The tints from under-represented to over-represented."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedSize(kit.px(7 * 28), kit.px(12))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the seven tints."""
        painter, step = QPainter(self), self.width() / 7
        for i, strong in enumerate((-1, -0.75, -0.35, 0, 0.35, 0.75, 1)):
            rect = QRectF(i * step + 1, 1, step - 2, self.height() - 2)
            paint.rounded(painter, rect, 2, tinted(strong, self._kit.theme.heat))
