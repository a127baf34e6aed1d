"""How rows of the palette are painted: a handle, words on a few lines, what is told below them."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.palette import ROW
from persona_studio.ui.places.personas.palette.ghost import WIDE, ghost
from persona_studio.ui.widgets import paint

Index = QModelIndex | QPersistentModelIndex
LEFT, RIGHT, TOP, BOTTOM, GAP = 26, 19, 10, 12, 7
"""Around the words of a row, and between them and what is below."""
HANDLE, INSET = 14, 12
MARGIN = 14
"""Around the words of the card at the pointer."""


class RowDelegate(QStyledItemDelegate):
    """Paints rows; what kinds of rows have below their words is for those who inherit.

    ``dragged`` is the key of the row that is on its way: its place keeps a dashed outline.
    """

    most = 2
    """Lines of words at most."""
    font = "body"
    mark_ink = "ok"

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.dragged = ""
        self._broken: dict[tuple[str, int], list[str]] = {}

    def words(self, index: Index) -> str:
        """Return what the row says."""
        return str(index.data())

    def below(self, _row: Any) -> int:
        """Return the height of what is below the words, 0 for nothing."""
        return 0

    def paint_below(self, _painter: QPainter, _rect: QRect, _row: Any) -> None:
        """Paint what is below the words."""

    def mark(self, _row: Any) -> str:
        """Return the icon at the right of the words, "" for none."""
        return ""

    def faint(self, _row: Any) -> bool:
        """Tell whether the words are of less weight."""
        return False

    def forget(self) -> None:
        """Forget how words were broken, after the width has changed."""
        self._broken.clear()

    # -------------------------------------------------------------- measures

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the words in the width of the list, with what is below them."""
        return QSize(self._kit.px(100), self._height(index, _wide(option)))

    def _height(self, index: Index, wide: int) -> int:
        px, row = self._kit.px, index.data(ROW)
        lines = len(self._lines(self.words(index), self._room(wide, row)))
        under = self.below(row)
        return px(TOP) + lines * self._kit.line(self.font) + (px(GAP) + under if under else 0) + px(BOTTOM)

    def _room(self, wide: int, row: Any) -> int:
        return wide - self._kit.px(LEFT) - self._kit.px(RIGHT) - (self._kit.px(22) if self.mark(row) else 0)

    def _lines(self, text: str, room: int) -> list[str]:
        key = text, room
        if key not in self._broken:
            self._broken[key] = self._break(text, max(room, self._kit.px(40)))
        return self._broken[key]

    def _break(self, text: str, room: int) -> list[str]:
        font = self._kit.font(self.font)
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        lines: list[str] = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room)
            start = line.textStart()
            if len(lines) == self.most - 1:
                metrics = QFontMetricsF(font)
                lines.append(metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, room))
                break
            lines.append(text[start : start + line.textLength()].rstrip(" "))
        layout.endLayout()
        return lines or [""]

    # -------------------------------------------------------------- painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        rect = QRect(option.rect)
        words = QRect(rect.x(), rect.y(), _wide(option), rect.height())
        row, colour = index.data(ROW), self._kit.colour
        painter.save()
        if row.key == self.dragged:
            self._paint_left(painter, rect, words, index)
        else:
            self._paint_ground(painter, rect, option)
            self._paint_handle(painter, rect)
            self._paint_row(painter, words, index)
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour("line"))
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        colour, px = self._kit.colour, self._kit.px
        if option.state & QStyle.StateFlag.State_Selected:
            inside = QRectF(rect).adjusted(px(3), px(2), -px(3), -px(3))
            keyboard = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint.rounded(painter, inside, px(8), colour("atint"), colour("accent"), 2 if keyboard else 1.5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))

    def _paint_left(self, painter: QPainter, rect: QRect, words: QRect, index: Index) -> None:
        """Paint what is left of a row that is on its way."""
        px = self._kit.px
        around = QRectF(rect).adjusted(px(INSET), px(8), -px(INSET), -px(9))
        paint.dashed(painter, around, px(8), self._kit.colour("sunken"), self._kit.colour("aline"))
        self._paint_words(painter, words.adjusted(0, px(8), 0, 0), index, "text2")

    def _paint_handle(self, painter: QPainter, rect: QRect) -> None:
        """Paint six dots, by which people know what can be dragged."""
        px = self._kit.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._kit.colour("strong"))
        size, step = px(2), px(4)
        left, top = rect.x() + px(HANDLE) - step / 2 - size / 2, rect.y() + px(TOP) + px(3)
        for n in range(6):
            painter.drawEllipse(QRectF(left + n % 2 * step, top + n // 2 * step, size, size))

    def _paint_row(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px, row = self._kit.px, index.data(ROW)
        used = self._paint_words(painter, rect, index, "text2" if self.faint(row) else "text")
        if self.below(row):
            top = rect.y() + px(TOP) + used + px(GAP)
            left = rect.x() + px(LEFT)
            wide = rect.width() - px(LEFT) - px(RIGHT)
            self.paint_below(painter, QRect(left, top, wide, self.below(row)), row)

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, ink: str) -> int:
        """Paint the words and the mark beside them; return the height of the words."""
        px, row, tall = self._kit.px, index.data(ROW), self._kit.line(self.font)
        painter.setFont(self._kit.font(self.font))
        painter.setPen(self._kit.colour(ink))
        lines = self._lines(self.words(index), self._room(rect.width(), row))
        for n, line in enumerate(lines):
            place = QRect(rect.x() + px(LEFT), rect.y() + px(TOP) + n * tall, rect.width(), tall)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
        if self.mark(row):
            right = rect.right() - px(RIGHT) - px(16)
            top = rect.y() + px(TOP) + (tall - px(16)) // 2
            painter.drawPixmap(right, top, self._kit.picture(self.mark(row), self.mark_ink, 16))
        return len(lines) * tall

    def ghost(self, index: Index, ratio: float) -> QPixmap:
        """Return the card of a row that hangs at the pointer."""
        px = self._kit.px
        aside = px(LEFT - MARGIN)
        height = self._height(index, px(WIDE) + aside + px(RIGHT - MARGIN))

        def draw(painter: QPainter, card: QRect) -> None:
            # Without a handle, words begin as far from the left as they end from the right.
            self._paint_row(painter, card.adjusted(-aside, 0, px(RIGHT - MARGIN), 0), index)

        return ghost(self._kit, height, draw, ratio)


def _wide(option: QStyleOptionViewItem) -> int:
    """Return the width of the whole list: words must not break anew when its scroll bar comes or goes."""
    view: QWidget | None = option.widget
    return view.width() if view is not None else int(option.rect.width())
