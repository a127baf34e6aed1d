"""One page on the board: its picture, what it is called, its number."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from persona_studio.ui.kit import Kit
from persona_studio.ui.places.workshop.model import Printed, Role
from persona_studio.ui.places.workshop.thumbs import Thumbs
from persona_studio.ui.widgets import paint

WIDE, SMALL, GAP, CAPTION, ROW_GAP = 159, 112, 16, 30, 18
MANY = 40
AROUND = 4
"""Pixels around the page for the outline of the chosen one."""


class Tiles(QStyledItemDelegate):
    """Paints the rows of the board; as many upright pages stand side by side as fit, with none left over."""

    def __init__(self, kit: Kit, thumbs: Thumbs, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._thumbs = kit, thumbs
        self._wide, self._lying = WIDE, WIDE

    def fit(self, room: int, pages: int) -> bool:
        """Share the room (pixels) out; many pages get small tiles. Tell whether sizes changed."""
        before = self._wide, self._lying
        gap = self._kit.px(GAP)
        step = self._kit.px(SMALL if pages >= MANY else WIDE) + gap
        columns = max(1, round(room / step))
        self._wide = max(1, min(room // columns, round(step * 1.25)) - gap)
        # A page on its side is wider, so that it does not look small: three stand where four upright ones do.
        beside = max(1, round(columns * 3 / 4))
        self._lying = max(1, min(room // beside, round(step * 1.6)) - gap) if beside < columns else self._wide
        return (self._wide, self._lying) != before

    def page_size(self, printed: Printed) -> QSize:
        """Return the size of a page in pixels."""
        page = printed.page
        wide = self._lying if page.width > page.height else self._wide
        return QSize(wide, round(wide * page.height / page.width))

    def page_rect(self, tile: QRect, printed: Printed) -> QRect:
        """Return where the page itself is in its tile."""
        return QRect(tile.topLeft().x() + AROUND, tile.topLeft().y() + AROUND, *self._sides(printed))

    def _sides(self, printed: Printed) -> tuple[int, int]:
        size = self.page_size(printed)
        return size.width(), size.height()

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Fit page, caption and the gaps."""
        size, px = self.page_size(index.data(Role.PRINTED)), self._kit.px
        return QSize(size.width() + px(GAP), size.height() + px(CAPTION) + px(ROW_GAP))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the page, its name and its number."""
        printed: Printed = index.data(Role.PRINTED)
        colour, size = self._kit.colour, self.page_size(printed)
        page = QRectF(self.page_rect(option.rect, printed))
        painter.save()
        paint.rounded(painter, page.adjusted(-1, -1, 1, 1), 0, QColor(Qt.GlobalColor.white), colour("line"))
        ratio = painter.device().devicePixelRatioF()
        picture = self._thumbs.picture(printed.key, printed.page, size * ratio)
        if not picture.isNull():
            painter.drawImage(page, picture)
        if option.state & QStyle.StateFlag.State_Selected:
            width = 3 if option.state & QStyle.StateFlag.State_HasFocus else 2
            paint.rounded(painter, page.adjusted(-4, -4, 4, 4), 2, None, colour("accent"), width)
        self._caption(painter, page, printed.title, self._kit.t.integer(index.row() + 1))
        painter.restore()

    def _caption(self, painter: QPainter, page: QRectF, title: str, number: str) -> None:
        kit, middle = self._kit, Qt.AlignmentFlag.AlignVCenter
        line = QRectF(page.left(), page.bottom() + kit.px(5), page.width(), kit.px(CAPTION - 8))
        painter.setFont(kit.font("number-small"))
        painter.setPen(kit.colour("text2"))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, number)
        room = int(line.width() - painter.fontMetrics().horizontalAdvance(number) - kit.px(8))
        painter.setFont(kit.font("small"))
        painter.setPen(kit.colour("text"))
        short = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, middle, short)
