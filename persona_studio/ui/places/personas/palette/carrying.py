"""A list whose rows go to the sheet: dragged, by Enter, or from their menu."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QFocusEvent, QKeyEvent, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from persona_studio.ui.canvas.ghost import carry_along
from persona_studio.ui.kit import Kit
from persona_studio.ui.mime import Carried, carry
from persona_studio.ui.models.palette import ROW, PaletteList
from persona_studio.ui.places.personas.palette.ghost import hot_spot
from persona_studio.ui.places.personas.palette.rows import RowDelegate

Carry = Callable[[Any], Carried | None]
BATCH = 16
"""Rows that are measured at once: the first ones show before the last are worded."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CarryList(QListView):
    """Shows a list of the palette.

    ``wanted`` carries a row that is to be placed where the keyboard places, ``menued`` one whose menu is
    wanted and where, ``removing`` one whose Delete was pressed, ``released`` tells that a press has ended.
    ``carry`` says what a row carries to a sheet (None: nothing); ``held`` is true while a row is pressed:
    what is around must not move it from under the pointer.
    """

    wanted = Signal(object)
    menued = Signal(object, QPoint)
    removing = Signal(object)
    released = Signal()

    def __init__(self, kit: Kit, model: PaletteList, delegate: RowDelegate, carry: Carry) -> None:
        super().__init__()
        self._kit, self._delegate, self._carry = kit, delegate, carry
        self.rows, self.held = model, False
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setMouseTracking(True)
        self.setFont(kit.font("body"))
        self.setObjectName("palette")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def show_rows(self, rows: Any) -> None:
        """Show other rows; the one that was chosen stays so, or the one that takes its place."""
        current = self.currentIndex()
        chosen = current.data(ROW).key if current.isValid() else ""
        if not self.rows.show(rows) or not chosen:
            return
        at = self.rows.row(chosen)
        if not at.isValid() and self.rows.rowCount():
            at = self.rows.index(min(current.row(), self.rows.rowCount() - 1))
        if at.isValid():
            self.setCurrentIndex(at)

    def chosen(self) -> Any:
        """Return the row that is chosen, or None."""
        index = self.currentIndex()
        return index.data(ROW) if index.isValid() else None

    # -------------------------------------------------------------- dragging

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Carry the chosen row; its place keeps a dashed outline meanwhile."""
        index = self.currentIndex()
        row = index.data(ROW) if index.isValid() else None
        what = self._carry(row) if row is not None else None
        if row is None or what is None:
            return
        drag = self.drag_of(index, what)
        self._delegate.dragged = row.key
        self.viewport().update()
        try:
            actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
            carry_along(drag, actions, Qt.DropAction.CopyAction, self._kit.theme.scale)
        finally:
            self._delegate.dragged = ""
            self.viewport().update()
            self._release()  # the release of the button went to the drag

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold the row that is pressed, which a drag may begin with."""
        self.held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that what is around may move again."""
        super().mouseReleaseEvent(event)
        self._release()

    def _release(self) -> None:
        self.held = False
        self.released.emit()

    def drag_of(self, index: QModelIndex, what: Carried) -> QDrag:
        """Return the drag of a row with its card at the pointer."""
        drag = QDrag(self)
        drag.setMimeData(carry(what))
        drag.setPixmap(self._picture(index))
        drag.setHotSpot(hot_spot(self._kit))
        return drag

    def _picture(self, index: QModelIndex) -> QPixmap:
        return self._delegate.ghost(index, self.devicePixelRatioF())

    # -------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Place with Enter (Ctrl or not), remove with Delete."""
        row = self.chosen()
        if row is not None and event.key() in _ENTER:
            self.wanted.emit(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            self.removing.emit(row)
        elif event.key() in _ENTER:
            event.accept()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row when the keyboard comes and none is chosen; a press chooses its own."""
        super().focusInEvent(event)
        pressed = event.reason() is Qt.FocusReason.MouseFocusReason
        if not pressed and not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, or of the chosen one."""
        mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            at = event.globalPos() if mouse else self._below(self.visualRect(index))
            self.menued.emit(index.data(ROW), at)

    def _below(self, rect: QRect) -> QPoint:
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(self._kit.px(26), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words of the rows anew when the width is another; keep the chosen one in view."""
        if event.oldSize().width() != event.size().width():
            self._delegate.forget()
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height() and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
