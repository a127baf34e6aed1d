"""The list that shows entries: icon, words, more words below, what stands at the right end."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import ENTRY, Entry, EntryList
from persona_studio.ui.widgets import paint

PAD, GAP = 12, 8
Index = QModelIndex | QPersistentModelIndex


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of one or two lines of words."""
        entry: Entry = index.data(ENTRY)
        tall = QFontMetrics(self._kit.font("medium")).height() + self._kit.px(2 * GAP)
        if entry.detail:
            tall += QFontMetrics(self._kit.font("small")).height()
        return QSize(self._kit.px(200), tall)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground, icon and words."""
        entry: Entry = index.data(ENTRY)
        rect: QRect = option.rect
        px, colour = self._kit.px, self._kit.colour
        on = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        # Within the round corners of the list, whose frame the rows must not cover.
        inside = QRectF(rect).adjusted(2, 2, -2, -2)
        if on or over:
            paint.rounded(painter, inside, px(6), colour("atint" if on else "hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.rounded(painter, inside, px(6), None, colour("accent"), 2)
        left, right = rect.x() + px(PAD), rect.right() - px(PAD)
        if entry.icon:
            ink = "text3" if entry.faint else "accent" if on else "text2"
            top = rect.y() + (rect.height() - px(16)) // 2
            painter.drawPixmap(left, top, self._kit.picture(entry.icon, ink, 16))
            left += px(28)
        if entry.aside:
            right = self._aside(painter, rect, right, entry.aside)
        self._words(painter, QRect(left, rect.y(), max(0, right - left), rect.height()), entry)
        painter.restore()

    def _aside(self, painter: QPainter, rect: QRect, right: int, text: str) -> int:
        """Paint what stands at the right end and return where it begins."""
        painter.setFont(self._kit.font("small"))
        painter.setPen(self._kit.colour("text2"))
        wide = painter.fontMetrics().horizontalAdvance(text) + 1
        place = QRect(right - wide, rect.y(), wide, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        return right - wide - self._kit.px(PAD)

    def _words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        lines = [("medium", "text3" if entry.faint else "text", entry.title)]
        if entry.detail:
            lines.append(("small", "text3" if entry.faint else "text2", entry.detail))
        tall = [QFontMetrics(self._kit.font(font)).height() for font, _, _ in lines]
        top = rect.y() + (rect.height() - sum(tall)) // 2
        for (font, ink, text), height in zip(lines, tall, strict=True):
            painter.setFont(self._kit.font(font))
            painter.setPen(self._kit.colour(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(QRect(rect.x(), top, rect.width(), height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height


class EntryView(QListView):
    """The list; ``picked`` carries the key of an entry that is double-clicked or taken with Enter."""

    picked = Signal(object)
    reached = Signal(object)

    def __init__(self, kit: Kit, model: EntryList, name: str) -> None:
        super().__init__()
        self.setObjectName("entries")
        self._delegate = EntryDelegate(kit)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(kit.font("body"))
        kit.name(self, name)
        self.doubleClicked.connect(self._pick)
        self.selectionModel().currentChanged.connect(self._reach)

    def chosen(self) -> Entry | None:
        """Return the entry the choice is at."""
        index = self.currentIndex()
        entry: Entry | None = index.data(ENTRY) if index.isValid() else None
        return entry

    def choose(self, row: int) -> None:
        """Bring the choice to a row, from 0."""
        self.setCurrentIndex(self.model().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take an entry with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._pick(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _pick(self, index: QModelIndex) -> None:
        self.picked.emit(index.data(ENTRY).key)

    @Slot(QModelIndex)
    def _reach(self, index: QModelIndex) -> None:
        self.reached.emit(index.data(ENTRY).key if index.isValid() else None)
