"""A table of figures as tall as its rows, which the view around it scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.figures import CELL, Cell, Figures, Head
from persona_studio.ui.widgets import paint

ROW, HEAD, PAD, BAR, SHAPE, LEAST = 31, 30, 10, 64, 10, 130
ROOMY = 260
"""Room that words have before bars take any."""
SPARE = 3
"""Pixels more than the words take: widths are rounded, and nothing may be cut for one of them."""


class FigureTable(QTableView):
    """Arrows walk its cells; one column takes the room that the others leave."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.figures = Figures()
        self._flexible = 0
        self.setModel(self.figures)
        self._cells = _CellDelegate(kit)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(_Heads(kit))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(kit.px(ROW), kit.line("body") + kit.px(8)))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, name)

    def show_figures(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]], flexible: int = 0) -> None:
        """Show other figures, as tall as they are; the ``flexible`` column takes what room is left."""
        self.figures.show(heads, rows)
        self._flexible = flexible
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the flexible column the room that the others leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Size the columns; bars go where words would have too little room, and come back."""
        wide, room = self._widths(bars=True)
        if room < min(wide.get(self._flexible, 0), self._kit.px(ROOMY)):
            wide, room = self._widths(bars=False)
        for column, width in wide.items():
            chosen = max(room, self._kit.px(LEAST)) if column == self._flexible else width
            self.horizontalHeader().resizeSection(column, chosen)
        tall = self.horizontalHeader().height() + self.verticalHeader().length() + 2
        if room < self._kit.px(LEAST):
            tall += self.horizontalScrollBar().sizeHint().height()
        if tall != self.maximumHeight():
            self.setFixedHeight(tall)

    def _widths(self, *, bars: bool) -> tuple[dict[int, int], int]:
        """Return what each column asks for, and the room that is left for the flexible one."""
        self._cells.bars = bars
        heads = self.horizontalHeader()
        wide = {
            column: max(self.sizeHintForColumn(column), heads.sectionSizeFromContents(column).width())
            for column in range(self.figures.columnCount())
        }
        others = sum(width for column, width in wide.items() if column != self._flexible)
        return wide, self.viewport().width() - others

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the keyboard begin at the first row: what it does is then seen."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectRow(max(self.currentIndex().row(), 0))

    def sizeHint(self) -> QSize:
        """Ask for all rows."""
        return QSize(self._kit.px(300), self.maximumHeight())

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column; what does not fit scrolls sideways."""
        return QSize(self._kit.px(120), self.maximumHeight())


class _Heads(QHeaderView):
    def __init__(self, kit: Kit) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._kit = kit
        self.setFixedHeight(max(kit.px(HEAD), kit.line("small") + kit.px(10)))
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(kit.px(36))
        self.setFont(kit.font("small"))

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Fit the words."""
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        wide = QFontMetrics(self._kit.font("small")).horizontalAdvance(words)
        return QSize(wide + 2 * self._kit.px(PAD) + SPARE, self.height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one head over a hairline."""
        kit, model = self._kit, self.model()
        painter.save()
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), kit.colour("line"))
        painter.setFont(kit.font("small"))
        painter.setPen(kit.colour("text3"))
        side = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        room = rect.adjusted(kit.px(PAD) if section else 0, 0, -kit.px(PAD), 0)
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side, shown)
        painter.restore()


class _CellDelegate(QStyledItemDelegate):
    """Paints words, digits, shapes, and bars where there is room for them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.bars = True

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Fit what stands in the cell."""
        cell: Cell = index.data(CELL)
        px, wide = self._kit.px, QFontMetrics(self._font(cell)).horizontalAdvance(cell.text)
        wide += px(BAR + PAD) if cell.bar is not None and self.bars else 0
        wide += px(SHAPE + 8) if cell.accent is not None else 0
        return QSize(wide + 2 * px(PAD) + SPARE, px(ROW))

    def _font(self, cell: Cell) -> QFont:
        plain, strong = ("number", "number-strong") if cell.number else ("body", "strong")
        return self._kit.font(strong if cell.strong else plain)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        cell: Cell = index.data(CELL)
        kit, px, rect = self._kit, self._kit.px, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, kit.colour("atint"))
        room = QRectF(rect).adjusted(px(PAD) if index.column() else 0, 0, -px(PAD), 0)
        if cell.accent is not None:
            accent = kit.accent(cell.accent)
            spot = QRectF(room.x() + 1, room.center().y() - px(SHAPE) / 2, px(SHAPE), px(SHAPE))
            paint.paint_shape(painter, accent.shape, spot, kit.colour(accent.fill))
            room.setLeft(room.left() + px(SHAPE + 8))
        if cell.bar is not None and self.bars:
            track = QRectF(room.x(), room.center().y() - px(3), px(BAR), px(6))
            paint.bar(painter, track, cell.bar, kit.colour("strong"), kit.colour("track"))
            room.setLeft(room.left() + px(BAR + PAD))
        self._words(painter, room, cell)
        painter.restore()

    def _words(self, painter: QPainter, room: QRectF, cell: Cell) -> None:
        painter.setFont(self._font(cell))
        painter.setPen(self._kit.colour(cell.tone))
        side = Qt.AlignmentFlag.AlignRight if cell.number else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
