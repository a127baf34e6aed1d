"""The variable table: the keyboard and the pointer ask for menus, open questions, sort."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.blocks import Entry
from persona_studio.ui.models.variables import ENTRY, UNFOLDED, Columns, VariableFilter
from persona_studio.ui.places.data.cells import ROW, VariableDelegate

HEAD = 36
OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)
FILE_ORDER, LEAST_ROWS = -1, 3
ROLE_WIDE, MISSING_WIDE, SPREAD_WIDE, SPREAD_LEAST, NAMES_LEAST = 134, 94, 156, 64, 190


class Heads(QHeaderView):
    """The heads of the columns; a press sorts, then the other way, then as the file."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self.setFixedHeight(kit.px(HEAD))
        self.setFont(kit.font("small-medium"))
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSortIndicatorClearable(True)
        kit.name(self, "Columns")

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint a head and, when the table is sorted by it, an arrow."""
        painter.save()
        if section == Columns.MISSING:
            painter.fillRect(rect, self._kit.colour("sunken"))
            painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, self._kit.colour("line"))
            rect = rect.adjusted(0, 0, -self._kit.px(10), 0)
        super().paintSection(painter, rect, section)
        painter.restore()
        if section != self.sortIndicatorSection():
            return
        px, text = self._kit.px, self.model().headerData(section, Qt.Orientation.Horizontal)
        wide = self.fontMetrics().horizontalAdvance(text) + px(6)
        first = px(50) if section == 0 else 0
        left = rect.x() + first + wide
        if section == Columns.MISSING:
            left = rect.right() - px(10)
        up = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        picture = self._kit.picture("arrow-up" if up else "arrow-down", "accent", 12)
        painter.drawPixmap(round(left), rect.y() + (rect.height() - px(12)) // 2, picture)


class VariableView(QTableView):
    """The table. ``asked`` wants a menu on the rows chosen ("role", "kind", "row"), ``entered`` the panel."""

    asked = Signal(QPoint, str)
    entered = Signal()

    def __init__(self, kit: Kit, delegate: VariableDelegate, rows: VariableFilter) -> None:
        super().__init__()
        self._kit, self._delegate, self._rows = kit, delegate, rows
        self.setModel(rows)
        self.setItemDelegate(delegate)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFont(kit.font("body"))
        kit.name(self, "Variables")
        sides = self.verticalHeader()
        sides.hide()
        sides.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        sides.setMinimumSectionSize(kit.px(ROW))
        sides.setDefaultSectionSize(kit.px(ROW))
        self.setHorizontalHeader(Heads(kit))
        self.setMinimumHeight(kit.px(HEAD + LEAST_ROWS * ROW))

    def fit(self) -> None:
        """Begin in the order of the file, the names taking what the other columns leave."""
        heads = self.horizontalHeader()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(Columns.VARIABLE, QHeaderView.ResizeMode.Stretch)
        self._share()
        heads.setSortIndicator(FILE_ORDER, Qt.SortOrder.AscendingOrder)
        heads.sortIndicatorChanged.connect(self.sort)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the names first."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """Give each column its width; when names have too little, the pictures narrow, then go."""
        px = self._kit.px
        left = self.viewport().width() - px(ROLE_WIDE) - px(MISSING_WIDE) - px(NAMES_LEAST)
        spread = min(px(SPREAD_WIDE), max(0, left))
        self.setColumnHidden(Columns.SPREAD, spread < px(SPREAD_LEAST))
        widths = {Columns.ROLE: px(ROLE_WIDE), Columns.MISSING: px(MISSING_WIDE), Columns.SPREAD: spread}
        for column, width in widths.items():
            if width and self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    @Slot(int, Qt.SortOrder)
    def sort(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column (-1: as the file), and keep the current row in view."""
        self._rows.sort(column, order)
        self.scrollTo(self.currentIndex())

    def choose(self, row: int, column: int = Columns.ROLE) -> None:
        """Choose one row; the keyboard stands on one of its cells."""
        flags = QItemSelectionModel.SelectionFlag
        index = self.model().index(row, column)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu of the pill or icon that was pressed; open or fold the question of an arrow."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton or not plain:
            return
        rect, entry = self.visualRect(index), self._entry(index)
        if entry.option:
            return
        if index.column() == Columns.ROLE and self._delegate.pill(rect, index.data()).contains(at):
            self._ask(index)
        elif index.column() == Columns.VARIABLE and entry.folds and self._delegate.arrow(rect).contains(at):
            self._fold(index)
        elif index.column() == Columns.VARIABLE and self._delegate.icon(rect, entry).contains(at):
            self._ask(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a question of several items, or write the words of one."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index.column() != Columns.VARIABLE:
            super().mouseDoubleClickEvent(event)
        elif self._entry(index).head:
            self._fold(index)
        elif not self._entry(index).option:
            self.reword(index)

    def reword(self, index: QModelIndex) -> None:
        """Write the words of a question in its row."""
        index = index.siblingAtColumn(Columns.VARIABLE)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the menu of the current cell; open and fold questions with the arrows."""
        index = self.currentIndex()
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or held or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in OPENS:
            self._open(index)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._step(index, event.key()):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        if self._entry(index).option:
            self.entered.emit()
        elif index.column() in (Columns.VARIABLE, Columns.ROLE):
            self._ask(index)
        else:
            self.entered.emit()

    def _step(self, index: QModelIndex, key: int) -> bool:
        """Open or fold a question, or go from an item to it, and tell whether there was that to do."""
        if index.column() != Columns.VARIABLE:
            return False
        entry, unfolded = self._entry(index), bool(index.data(UNFOLDED))
        if key == Qt.Key.Key_Right:
            if entry.folds and not unfolded:
                self._fold(index)
                return True
            return False
        if entry.folds and unfolded:
            self._fold(index)
        elif entry.under:
            self._to_head(entry)
        return True

    def _to_head(self, entry: Entry) -> None:
        rows = self._rows
        head = rows.mapFromSource(rows.sourceModel().index(entry.top, Columns.VARIABLE))
        if head.isValid():
            self.choose(head.row(), Columns.VARIABLE)

    def _fold(self, index: QModelIndex) -> None:
        entry = self._entry(index)
        if entry.folds:
            self._rows.unfold(entry.folds, on=not index.data(UNFOLDED))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of the row, where the pointer is or under the current cell."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.asked.emit(self._below(index), "row")
        else:
            self.asked.emit(event.globalPos(), "row")

    def _ask(self, index: QModelIndex) -> None:
        self.asked.emit(self._below(index), "role" if index.column() == Columns.ROLE else "kind")

    def _below(self, index: QModelIndex) -> QPoint:
        rect = self.visualRect(index)
        if index.column() == Columns.VARIABLE:
            corner = self._delegate.icon(rect, self._entry(index)).bottomLeft()
        else:
            corner = self._delegate.pill(rect, str(index.data())).bottomLeft().toPoint()
        return self.viewport().mapToGlobal(corner + QPoint(0, 4))

    def _entry(self, index: QModelIndex) -> Entry:
        entry: Entry = index.data(ENTRY)
        return entry
