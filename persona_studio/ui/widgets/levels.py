"""The levels of a variable, each with its bar: renamed in place, dragged, moved with Alt and an arrow."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.levels import GONE, LEVEL, PART, SHARE, LevelList
from persona_studio.ui.widgets import paint

ROW, BAR, THICK, PAD = 30, 84, 10, 6
SHOWN = 12
MOST = 0.27
"""Of the width of a row: the most that a bar takes, however large the text."""
RARE = 0.05
Index = QModelIndex | QPersistentModelIndex


class LevelDelegate(QStyledItemDelegate):
    """Paints an answer, its bar and its share."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of the drawings."""
        return QSize(self._kit.px(80), self._kit.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one answer."""
        kit, rect, state = self._kit, option.rect, option.state
        painter.save()
        edge = rect.adjusted(0, 1, 0, -1)
        if state & QStyle.StateFlag.State_Selected:
            paint.rounded(painter, QRectF(edge), kit.px(6), kit.colour("atint"))
        elif state & QStyle.StateFlag.State_MouseOver:
            paint.rounded(painter, QRectF(edge), kit.px(6), kit.colour("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(painter, QRectF(edge), kit.px(6), None, kit.colour("accent"), 2)
        gone: str | None = index.data(GONE)
        bar = min(kit.px(BAR), round(rect.width() * MOST))
        room = rect.adjusted(kit.px(PAD), 0, -kit.px(PAD), 0)
        if gone is None:
            self._figures(painter, room, bar, index)
            self._name(painter, room.adjusted(0, 0, -bar - kit.px(52), 0), index.data(), "text")
        else:
            said = kit.t("missing, {reason}", reason=kit.t.code("missing", gone))
            wide = self._aside(painter, room, said)
            self._name(painter, room.adjusted(0, 0, -wide - kit.px(8), 0), index.data(), "text3")
        painter.restore()

    def _name(self, painter: QPainter, room: QRect, text: str, colour: str) -> None:
        painter.setFont(self._kit.font("body"))
        painter.setPen(self._kit.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _aside(self, painter: QPainter, room: QRect, said: str) -> int:
        painter.setFont(self._kit.font("small"))
        painter.setPen(self._kit.colour("text3"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
        return painter.fontMetrics().horizontalAdvance(said)

    def _figures(self, painter: QPainter, room: QRect, bar: int, index: Index) -> None:
        kit, px, share = self._kit, self._kit.px, index.data(SHARE)
        left = room.right() - bar - px(44)
        place = QRectF(left, room.center().y() - px(THICK) / 2 + 0.5, bar, px(THICK))
        fill = kit.colour("accent" if share >= RARE else "aline")
        paint.bar(painter, place, index.data(PART), fill, kit.colour("track"))
        painter.setFont(kit.font("number-strong"))
        painter.setPen(kit.colour("text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, right, kit.t.percent(share))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Return a field for the words of an answer."""
        field = QLineEdit(parent)
        field.setFont(self._kit.font("body"))
        self._kit.name(field, "Answer")
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Write over the whole row."""
        tall = max(option.rect.height(), editor.minimumSizeHint().height())
        editor.setGeometry(option.rect.x(), option.rect.y(), option.rect.width(), tall)


class LevelView(QListView):
    """The list. ``asked`` wants a menu about the answers chosen; ``stepped`` moves them up or down."""

    asked = Signal(QPoint)
    stepped = Signal(object, int)

    def __init__(self, kit: Kit, model: LevelList, most: int = SHOWN) -> None:
        super().__init__()
        self._kit, self._levels, self._most, self._drop = kit, model, most, -1
        self.setModel(model)
        self.setItemDelegate(LevelDelegate(kit))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setDragDropOverwriteMode(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setObjectName("levels")
        kit.name(self, "Answers")
        model.modelReset.connect(self.fit)

    @Slot()
    def fit(self) -> None:
        """Be as high as the answers, up to the most that are shown; the others are scrolled to."""
        self.setFixedHeight(self._kit.px(ROW) * min(self._most, self._levels.rowCount()) + 2)

    def codes(self, *, gone: bool = False) -> tuple[int, ...]:
        """Return the codes of the answers chosen, in order: those that count, or those set as missing."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(i.data(LEVEL).code for i in rows if (i.data(GONE) is not None) is gone)

    def choose(self, codes: tuple[int, ...]) -> None:
        """Choose some answers."""
        self.clearSelection()
        flags = self.selectionModel().SelectionFlag
        for code in codes:
            row = self._levels.row_of(code)
            if row >= 0:
                self.selectionModel().setCurrentIndex(self._levels.index(row), flags.Select)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which answers it would be let go."""
        super().dragMoveEvent(event)
        self._drop = self._boundary(event.position().toPoint()) if event.isAccepted() else -1
        self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        super().dragLeaveEvent(event)
        self._drop = -1
        self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Let answers go at the place that was shown."""
        self._drop = -1
        row = self._row_before(event.position().toPoint())
        move = Qt.DropAction.MoveAction
        if self._levels.canDropMimeData(event.mimeData(), move, row, 0, QModelIndex()):
            self._levels.dropMimeData(event.mimeData(), move, row, 0, QModelIndex())
        # Nothing is taken out of the list where it came from: the project has moved it already.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.viewport().update()

    def _row_before(self, at: QPoint) -> int:
        """Return the row before which something is let go: above the middle of an answer, before it."""
        index = self.indexAt(at)
        if not index.isValid():
            return self._levels.rowCount()
        return index.row() + (at.y() > self.visualRect(index).center().y())

    def _boundary(self, at: QPoint) -> int:
        row = self._row_before(at)
        last = self._levels.index(self._levels.rowCount() - 1)
        if row >= self._levels.rowCount():
            return self.visualRect(last).bottom()
        return self.visualRect(self._levels.index(row)).top()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the answers, and the line where one would be let go."""
        super().paintEvent(event)
        if self._drop >= 0:
            top = min(max(0.0, self._drop - 1.25), self.viewport().height() - 2.5)
            QPainter(self.viewport()).fillRect(
                QRectF(0, top, self.viewport().width(), 2.5), self._kit.colour("accent")
            )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first answer when the keyboard comes."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._levels.rowCount():
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().setCurrentIndex(self._levels.index(0), flags.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move answers with Alt and an arrow, write with Enter or F2."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._step(steps)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.rename_current()
        else:
            super().keyPressEvent(event)

    def rename_current(self) -> None:
        """Write the words of the current answer, when that can be."""
        index = self.currentIndex()
        busy = self.state() is QAbstractItemView.State.EditingState
        if not busy and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _step(self, steps: int) -> None:
        codes = self.codes()
        current = self.currentIndex()
        if not codes and current.isValid() and current.data(GONE) is None:
            codes = (current.data(LEVEL).code,)
        if codes and self._levels.editable:
            self.stepped.emit(codes, steps)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu where the pointer is, or under the current answer."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            self.select_current()
            below = self.visualRect(self.currentIndex()).bottomLeft() + QPoint(self._kit.px(PAD), 2)
            self.asked.emit(self.viewport().mapToGlobal(below))
        else:
            self.asked.emit(event.globalPos())

    def select_current(self) -> None:
        """Let the current answer be chosen when none is."""
        if not self.selectionModel().hasSelection() and self.currentIndex().isValid():
            flags = self.selectionModel().SelectionFlag
            self.selectionModel().select(self.currentIndex(), flags.Select)
