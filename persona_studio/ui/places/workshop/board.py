"""The board: all pages side by side, chosen with keys or pointer, dragged into another order."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle

from persona_studio.ui.canvas.autoscroll import Autoscroll
from persona_studio.ui.canvas.ghost import carry_along
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.workshop.model import Index, PagesModel, Printed
from persona_studio.ui.places.workshop.thumbs import Thumbs
from persona_studio.ui.places.workshop.tile import AROUND, GAP, ROW_GAP, Tiles

MIME = "application/x-persona-studio-page"
GHOST = 110
_EARLIER = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_LATER = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_ENDS = (Qt.Key.Key_Home, Qt.Key.Key_End)


class Board(QListView):
    """``opened`` carries the row to be seen large, ``moved`` a row and the place it goes to.

    A place is counted among the other pages: 0 is before all of them. ``dragged`` carries the place that what
    is dragged would get, or -1; ``removed`` the rows that are not to print; ``asked`` a row and the point of
    the screen for its menu; ``turned`` the row that is current.
    """

    opened = Signal(int)
    moved = Signal(int, int)
    removed = Signal(object)
    dragged = Signal(int, int)
    asked = Signal(int, QPoint)
    turned = Signal(int)

    def __init__(self, kit: Kit, thumbs: Thumbs, model: PagesModel) -> None:
        super().__init__()
        self._kit, self._pages, self._thumbs = kit, model, thumbs
        self._taken, self._place, self._left = -1, -1, 0
        self._tiles = Tiles(kit, thumbs, self)
        self.setObjectName("board")
        self.setModel(model)
        self.setItemDelegate(self._tiles)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.viewport().setAutoFillBackground(False)
        self._scrolling = Autoscroll(self, kit.theme.scale)
        thumbs.painted.connect(self._repaint)
        thumbs.in_view = self._in_view
        model.rowsInserted.connect(self._refit)
        model.rowsRemoved.connect(self._refit)
        kit.name(self, "Pages")

    @property
    def row(self) -> int:
        """The row that is chosen, or -1."""
        return self.currentIndex().row()

    def choose(self, row: int) -> None:
        """Choose a page and bring it into view."""
        index = self._pages.index(row)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    @property
    def rows(self) -> list[int]:
        """The rows that are chosen, be it several."""
        return sorted(index.row() for index in self.selectedIndexes())

    def choose_none(self, left: int) -> None:
        """Have no page chosen; arrows go on from the row ``left``."""
        self._left = left
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def page_rect(self, row: int) -> QRect:
        """Return where a page is in the viewport."""
        return self._tiles.page_rect(self.visualRect(self._pages.index(row)), self._pages.pages[row])

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which page is current."""
        super().currentChanged(current, previous)
        self.turned.emit(current.row())

    @Slot(str)
    def _repaint(self, key: str) -> None:
        row = self._pages.row_of(key)
        if row >= 0:
            self.update(self._pages.index(row))

    def _in_view(self, key: str) -> bool:
        index = self._pages.index(self._pages.row_of(key))
        return index.isValid() and self.visualRect(index).intersects(self.viewport().rect())

    @Slot()
    def _refit(self) -> None:
        # As Qt's own layout: the scroll bar has its room whether it is there or not.
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        if self._tiles.fit(self.maximumViewportSize().width() - bar - 1, self._pages.rowCount()):
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        self._refit()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for some room; there is never enough for all pages."""
        return QSize(self._kit.px(400), self._kit.px(300))

    # -------------------------------------------------------------- keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have a page chosen as soon as the keyboard comes here; not when it comes back from a menu."""
        super().focusInEvent(event)
        back = event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if not back and not self.currentIndex().isValid() and self._pages.rowCount():
            self.setCurrentIndex(self._pages.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; move the page with Alt and arrows; else walk."""
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row >= 0:
            self.opened.emit(self.row)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.rows:
            self.removed.emit(self.rows)
        elif alt and key in (*_EARLIER, *_LATER, *_ENDS):
            self.move_by_key(key)
        else:
            super().keyPressEvent(event)

    def move_by_key(self, key: Qt.Key) -> None:
        """Move the chosen page: one place, or to an end."""
        row, last = self.row, self._pages.rowCount() - 1
        to = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(key, row - 1 if key in _EARLIER else row + 1)
        if row >= 0:
            self.moved.emit(row, max(0, min(last, to)))

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Let left and right go on over the ends of rows, as reading does, or from where a page was."""
        if self.row < 0:
            return self._pages.index(min(self._left, self._pages.rowCount() - 1))
        step = {
            QAbstractItemView.CursorAction.MoveLeft: -1,
            QAbstractItemView.CursorAction.MoveRight: 1,
        }.get(action, 0)
        if not step:
            return super().moveCursor(action, modifiers)
        to = self._pages.index(self.row + step)
        return to if to.isValid() else self.currentIndex()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the page."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.opened.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a page, be it with the menu key."""
        keyed = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if keyed else self.indexAt(event.pos())
        if index.isValid():
            at = self.page_rect(index.row()).center() if keyed else event.pos()
            self.asked.emit(index.row(), self.viewport().mapToGlobal(at))

    # -------------------------------------------------------------- dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the chosen page."""
        row = self.row
        if row < 0:
            return
        printed = self._pages.pages[row]
        data = QMimeData()
        data.setData(MIME, printed.key.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self._ghost(printed))
        self._taken = row
        carry_along(drag, Qt.DropAction.MoveAction, Qt.DropAction.MoveAction, self._kit.theme.scale)
        self._end_drag()

    def _ghost(self, printed: Printed) -> QPixmap:
        size = self._tiles.page_size(printed)
        ratio = self.devicePixelRatioF()
        small = self._thumbs.picture(printed.key, printed.page, size * ratio)
        pixmap = QPixmap(
            size.scaled(self._kit.px(GHOST), self._kit.px(GHOST), Qt.AspectRatioMode.KeepAspectRatio)
        )
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not small.isNull():
            painter.drawImage(QRectF(pixmap.rect()), small)
        painter.setPen(QPen(self._kit.colour("accent"), 1.5))
        painter.drawRect(pixmap.rect().adjusted(0, 0, -1, -1))
        painter.end()
        return pixmap

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a page of this board."""
        self._taken = _taken(event, self._pages)
        if self._taken >= 0:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where it would land."""
        self._taken = _taken(event, self._pages)
        if self._taken < 0:
            event.ignore()
            return
        at = event.position().toPoint()
        self._scrolling.pointer_at(at)
        self._show_place(self.place_at(at))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Show no place while it is elsewhere."""
        self._scrolling.rest()
        self._show_place(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the page there."""
        row, place = _taken(event, self._pages), self.place_at(event.position().toPoint())
        if row < 0:
            event.ignore()
            return
        event.acceptProposedAction()
        self._end_drag()
        self.moved.emit(row, place - 1 if place > row else place)

    def place_at(self, at: QPoint) -> int:
        """Return before which row something let go at a point would stand; the number of rows is the end."""
        rows = range(self._pages.rowCount())

        def tile(row: int) -> QRect:
            return self.visualRect(self._pages.index(row))

        # Tiles of one line have one top: the line is found by halves, as there may be hundreds of pages.
        below = max(1, bisect_right(rows, at.y(), key=lambda row: tile(row).top()))
        line = rows[bisect_left(rows, tile(below - 1).top(), key=lambda row: tile(row).top()) : below]
        beyond = all(at.y() > tile(row).bottom() for row in line)
        return below if beyond else next((row for row in line if at.x() < tile(row).center().x()), below)

    def _show_place(self, place: int) -> None:
        if place != self._place:
            self._place = place
            self.viewport().update()
            self.dragged.emit(self._taken, place)

    def _end_drag(self) -> None:
        self._scrolling.rest()
        self._show_place(-1)
        self._taken = -1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages, and the line where what is dragged would land."""
        super().paintEvent(event)
        line = self.line_rect(self._place)
        if line.isNull():
            return
        painter, accent = QPainter(self.viewport()), self._kit.colour("accent")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 2.5))
        painter.drawLine(line.center().x(), line.top() + 8, line.center().x(), line.bottom())
        painter.setBrush(self._kit.colour("surface"))
        painter.drawEllipse(QRectF(line.center().x() - 4, line.top() + 2, 8, 8))

    def line_rect(self, place: int) -> QRect:
        """Return where the line of a place is in the viewport; null for no place."""
        rows = self._pages.rowCount()
        if place < 0 or not rows:
            return QRect()
        tile = self.visualRect(self._pages.index(min(place, rows - 1)))
        before = self.visualRect(self._pages.index(place - 1)) if place else QRect()
        half = self._kit.px(GAP) // 2
        # At the end of a row the line stands after its last page when the pointer came from there.
        x = tile.left() + AROUND - half if place < rows else before.right() + 1 - half + AROUND
        x = max(x, AROUND)
        return QRect(x - 4, tile.top(), 8, tile.height() - self._kit.px(ROW_GAP))


def _taken(event: QDropEvent, pages: PagesModel) -> int:
    """Return the row of the page that is carried, which may have moved since; -1 for anything else."""
    data = event.mimeData()
    return pages.row_of(bytes(data.data(MIME).data()).decode()) if data.hasFormat(MIME) else -1
