"""Parts of the panel of the client's brand: the logo's tile, a colour, the families that show themselves."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from persona_studio.domain.brand import SANS, SERIF, USUAL, Brand
from persona_studio.publish.layout import client
from persona_studio.publish.layout.values import Supplies
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.fields import Choice
from persona_studio.ui.widgets.surfaces import TakesFile

TILE = (108, 58)
SIDE = 24
_LEAST = 0.7
INSET = 20, 17
PAIRS = {
    USUAL: ("{serif} and {sans}", "Newsreader", "Inter"),
    SANS: ("{sans} alone", "", "Inter"),
    SERIF: ("{serif} alone", "Newsreader", ""),
}
"""What the pairs of families are called."""
Index = QModelIndex | QPersistentModelIndex


class LogoTile(TakesFile, QAbstractButton):
    """Shows the client's mark on paper and takes a file: dropped, or asked for when it is pressed.

    ``dropped`` carries a path, ``removed`` tells that the logo is to go.
    """

    dropped = Signal(str)
    removed = Signal()

    def __init__(self, kit: Kit, supplies: Supplies) -> None:
        super().__init__()
        self._kit = kit
        self._supplies = supplies
        self._painter = PagePainter(kit.photos)
        self._brand = Brand()
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_brand(self, brand: Brand) -> None:
        """Show the mark of a brand."""
        self._brand = brand
        t = self._kit.t
        named = t("Logo of {name}", name=brand.name) if brand.name else t("Logo of the client")
        self.setAccessibleName(named if brand.logo is not None else t("Choose a logo…"))
        self.setToolTip(t("Replace the logo…") if brand.logo is not None else t("Choose a logo…"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the drawings."""
        return QSize(*(self._kit.px(side) for side in TILE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the logo away with Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._brand.logo is not None:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark on white, as it prints; or the place that waits for one."""
        painter, colour, rect = QPainter(self), self._kit.colour, QRectF(self.rect())
        radius = self._kit.px(9)
        mark = client.mark(self._supplies, self._brand)
        if self._over:
            paint.rounded(painter, rect, radius, colour("atint"), colour("accent"), 2)
        elif mark is None:
            paint.dashed(
                painter, rect, radius, colour("hover" if self.underMouse() else "sunken"), colour("strong")
            )
        else:
            line = "strong" if self.underMouse() and self.isEnabled() else "line"
            paint.rounded(painter, rect, radius, colour("#FFFFFF"), colour(line))
            self._paint_mark(painter, mark)
            return
        picture = self._kit.picture("image-plus", "accent" if self._over else "text2", 22)
        side = self._kit.px(22)
        painter.drawPixmap(round(rect.center().x() - side / 2), round(rect.center().y() - side / 2), picture)

    def _paint_mark(self, painter: QPainter, mark: client.Mark) -> None:
        across, down = (self._kit.px(side) for side in INSET)
        room = self.width() - 2 * across, self.height() - 2 * down
        scale = min(room[0] / mark.width, room[1] / mark.height)
        right, middle = self.width() / 2 / scale + mark.width / 2, self.height() / 2 / scale
        boxes = tuple(client.place(self._supplies, self._brand, mark, right, middle, self._kit.t))
        painter.setClipRect(self.rect())
        self._painter.paint_boxes(painter, boxes, scale)


class Swatch(QAbstractButton):
    """One colour; the last one, dashed, asks for a further one. ``place`` counts from 0."""

    def __init__(self, kit: Kit, place: int, colour: str = "") -> None:
        super().__init__()
        self._kit, self.place, self._colour = kit, place, colour
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the square of the drawings."""
        return QSize(self._kit.px(SIDE), self._kit.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the colour as it prints, or a plus."""
        painter, kit, rect = QPainter(self), self._kit, QRectF(self.rect())
        if not self._colour:
            ground = "hover" if self.underMouse() and self.isEnabled() else "surface"
            paint.dashed(painter, rect, kit.px(6), kit.colour(ground), kit.colour("strong"))
            side = kit.px(13)
            at = round(rect.center().x() - side / 2), round(rect.center().y() - side / 2)
            painter.drawPixmap(*at, kit.picture("plus", "text2" if self.isEnabled() else "text3", 13))
            return
        outline = "text2" if self.underMouse() and self.isEnabled() else "line"
        paint.rounded(painter, rect, kit.px(6), kit.colour(self._colour), kit.colour(outline))


class PairChoice(Choice):
    """The pairs of families, each in its own letters."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__(kit, name)
        for pair in PAIRS:
            self.addItem("", pair)
        self.setItemDelegate(_Faces(kit, self))
        self.rename()

    def rename(self) -> None:
        """Name the pairs in the window's language."""
        for row, pair in enumerate(PAIRS):
            self.setItemText(row, pair_name(self._kit, pair))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field, the words in their own letters, the arrow."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        px = self._kit.px
        words = QRectF(self.rect()).adjusted(px(10), 0, -px(30), 0)
        paint_pair(
            painter, self._kit, self.currentData() or USUAL, words, "text" if self.isEnabled() else "text3"
        )
        size = px(16)
        at = self.width() - size - px(10), (self.height() - size) // 2
        painter.drawPixmap(*at, self._kit.picture("chevron-down", "text2", 16))


class _Faces(QStyledItemDelegate):
    """Paints each pair in its own letters."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave room for the larger letters."""
        return QSize(super().sizeHint(option, index).width(), self._kit.px(34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground of the list, then the words."""
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        widget = plain.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, widget)
        rect = QRectF(option.rect).adjusted(self._kit.px(10), 0, 0, 0)
        paint_pair(painter, self._kit, index.data(Qt.ItemDataRole.UserRole), rect, "text")


def pair_name(kit: Kit, pair: str) -> str:
    """Return what a pair is called."""
    form, serif, sans = PAIRS.get(pair, PAIRS[USUAL])
    return kit.t(form, serif=serif, sans=sans)


def paint_pair(painter: QPainter, kit: Kit, pair: str, rect: QRectF, colour: str) -> None:
    """Paint the name of a pair, each family in its own letters."""
    pieces = _pieces(kit, pair)
    wide = sum(QFontMetricsF(font).horizontalAdvance(words) for words, font in pieces)
    painter.setPen(kit.colour(colour))
    painter.setClipRect(rect)
    left = rect.x()
    for words, font in pieces:
        if wide > rect.width():  # smaller rather than cut: what it looks like is what is chosen
            font.setPointSizeF(font.pointSizeF() * max(_LEAST, rect.width() / wide))
        painter.setFont(font)
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.drawText(
            QRectF(left, rect.y(), width + 2, rect.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
        left += width
    painter.setClipping(False)


def _pieces(kit: Kit, pair: str) -> list[tuple[str, QFont]]:
    """Return the words of the name of a pair, each with its font."""
    form, serif, sans = PAIRS.get(pair, PAIRS[USUAL])
    between = QFont(kit.font("body")) if sans else _serif(kit)
    made = []
    for piece in kit.t(form, serif="\0s\0", sans="\0i\0").split("\0"):
        named = {"s": (serif, _serif(kit)), "i": (sans, QFont(kit.font("body")))}
        made.append(named.get(piece, (piece, QFont(between))))
    return [(words, font) for words, font in made if words]


def _serif(kit: Kit) -> QFont:
    font = QFont(kit.font("empty"))
    font.setPointSizeF(kit.font("body").pointSizeF() * 1.2)
    return font
