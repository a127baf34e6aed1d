"""The list of an examination: each line says who, why, how it stands, and offers one gesture."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.cases import LINE, CaseList, Line, chosen_rows
from persona_studio.ui.widgets import paint

ROW, PAD, NAMES = 40, 14, 0.34
PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class CaseDelegate(QStyledItemDelegate):
    """Paints a line; the words of its gesture are a small button at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of one line, whatever it says."""
        return QSize(self._kit.px(200), self._kit.px(ROW))

    def button(self, rect: QRect, line: Line) -> QRectF:
        """Return where the button of a line is."""
        px = self._kit.px
        wide = QFontMetrics(self._kit.font("small-strong")).horizontalAdvance(line.verb) + px(20)
        return QRectF(rect.right() - px(PAD) - wide, rect.y() + (rect.height() - px(26)) / 2, wide, px(26))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line."""
        line: Line = index.data(LINE)
        rect: QRect = option.rect
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colour = self._kit.colour
        painter.save()
        painter.fillRect(rect, colour("atint" if on else "hover" if hover else "surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour("aline" if on else "line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(
                painter, QRectF(rect).adjusted(1, 1, -1, -2), self._kit.px(4), None, colour("accent"), 2
            )
        self._words(painter, rect, line)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self._kit.px
        right = self.button(rect, line).left() - px(12) if line.verb else rect.right() - px(PAD)
        if line.verb:
            self._button(painter, rect, line)
        if line.state:
            right -= self._text(painter, rect, (round(right), -1), "small", "text3", line.state) + px(14)
        left = rect.x() + px(PAD)
        if line.icon:
            top = rect.y() + (rect.height() - px(16)) // 2
            painter.drawPixmap(left, top, self._kit.picture(line.icon, "text2", 16))
            left += px(26)
        room = round(right) - left
        ink = "text3" if line.faint else "text"
        name = min(room, max(px(96), round(room * NAMES)))
        metrics = QFontMetrics(self._kit.font("medium"))
        name = (
            min(name, metrics.horizontalAdvance(line.title) + 2)
            if len(line.title) > 14
            else min(px(92), room)
        )
        self._text(painter, rect, (left, name), "medium", ink, line.title)
        rest = left + name + px(12)
        ink = "text3" if line.faint else "text2"
        self._text(painter, rect, (rest, round(right) - rest), "body", ink, line.reason)

    def _button(self, painter: QPainter, rect: QRect, line: Line) -> None:
        place = self.button(rect, line)
        paint.rounded(
            painter, place, self._kit.px(7), self._kit.colour("surface"), self._kit.colour("strong")
        )
        painter.setFont(self._kit.font("small-strong"))
        painter.setPen(self._kit.colour("text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line.verb)

    def _text(
        self, painter: QPainter, rect: QRect, place: tuple[int, int], font: str, ink: str, text: str
    ) -> int:
        """Paint a text from a place on, within a width; or, without one, ending there. Return its width."""
        left, room = place
        painter.setFont(self._kit.font(font))
        painter.setPen(self._kit.colour(ink))
        metrics = painter.fontMetrics()
        if room < 0:
            room = metrics.horizontalAdvance(text) + 1
            left -= room
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room))
        painter.drawText(
            QRect(left, rect.y(), max(0, room) + 1, rect.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        return room


class CaseView(QListView):
    """The list; a press on a button, Enter or the space bar asks for the gesture of the chosen lines."""

    asked = Signal(list)

    def __init__(self, kit: Kit, model: CaseList) -> None:
        super().__init__()
        self._kit, self._delegate = kit, CaseDelegate(kit)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(kit.font("body"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the gesture of the line whose button is pressed."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        line: Line = index.data(LINE)
        if line.verb and self._delegate.button(self.visualRect(index), line).contains(event.position()):
            self.asked.emit([index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for the gesture of all chosen lines, or of the one that has the keyboard."""
        current = self.currentIndex()
        chosen = self.selectionModel().selectedIndexes() or ([current] if current.isValid() else [])
        rows = chosen_rows(chosen)
        if event.key() in PRESSES and rows:
            self.asked.emit(rows)
            return
        super().keyPressEvent(event)

    def point_at(self, row: int) -> QRect:
        """Return where the button of a line is on the screen: a menu opens below it."""
        index = self.model().index(row, 0)
        place = self._delegate.button(self.visualRect(index), index.data(LINE)).toRect()
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())
