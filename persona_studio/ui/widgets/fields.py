"""Where people write or tick."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QSizePolicy

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import show_words

SIGN = 16
"""Pixels of the drawings of the sign of a search."""
WRAPPED = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


def wrapped(button: QAbstractButton, room: int) -> int:
    """Return how tall the words of a button are over as many lines as they need in so many pixels."""
    # Layouts ask again and again, mostly for words that fit on one line.
    metrics, text = button.fontMetrics(), button.text()
    if metrics.horizontalAdvance(text) <= room:
        return metrics.height()
    return metrics.boundingRect(QRect(0, 0, max(1, room), 10_000), WRAPPED, text).height()


def short(button: QAbstractButton, room: int, how: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """Return the words of a button as one line in so many pixels."""
    return button.fontMetrics().elidedText(button.text(), how, room)


class SearchField(QLineEdit):
    """A field that filters the list below it."""

    def __init__(self, kit: Kit, text: str) -> None:
        super().__init__()
        self.setFont(kit.font("body"))
        kit.say(self.setPlaceholderText, text)
        kit.name(self, text)
        self.setClearButtonEnabled(True)
        self._kit = kit
        self.setTextMargins(kit.px(SIGN + 8), 0, 0, 0)
        self._wide = kit.px(230)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for room to write in."""
        return QSize(self._wide, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign of a search before the words, as large as they are."""
        super().paintEvent(event)
        side = self._kit.px(SIGN)
        top = (self.height() - side) // 2
        QPainter(self).drawPixmap(self._kit.px(10), top, self._kit.picture("search", "text3", SIGN))


class Check(QCheckBox):
    """A box to tick, with words beside it, and an icon between the two if there is one.

    Words that do not fit are shortened (at the end, or as ``shortened`` says), unless it ``wraps``.
    """

    def __init__(
        self, kit: Kit, text: str = "", *, font: str = "body", icon: str = "", wraps: bool = False
    ) -> None:
        super().__init__()
        self._kit = kit
        self._icon, self._wraps = icon, wraps
        self._told = ""
        self.shortened = Qt.TextElideMode.ElideRight
        self._hint: QSize | None = None
        self._heights: dict[int, int] = {}
        self.setFont(kit.font(font))
        self.setText(text)
        tall = QSizePolicy.Policy.Minimum if wraps else QSizePolicy.Policy.Fixed
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, tall)
        policy.setHeightForWidth(wraps)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def hasHeightForWidth(self) -> bool:
        """Say whether the height depends on the width."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width."""
        if not self._wraps:
            return self.sizeHint().height()
        # Layouts ask each row dozens of times while a place is made.
        if width not in self._heights:
            self._heights[width] = max(self.sizeHint().height(), wrapped(self, width - self._beside()))
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Fit box and words; the words may be shortened."""
        if self._hint is None:
            metrics = self.fontMetrics()
            width = self._beside() + metrics.horizontalAdvance(self.text())
            self._hint = QSize(width, max(self._kit.px(20), metrics.height()))
        return self._hint

    def setText(self, text: str) -> None:
        """Show other words."""
        self._hint, self._heights = None, {}
        show_words(self, text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the words anew in another font."""
        self._hint, self._heights = None, {}
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Accept shortened words."""
        return QSize(self._kit.px(40), self.sizeHint().height())

    def _beside(self) -> int:
        """Return where the words begin."""
        return self._kit.px(16 + 9 + (18 + 10 if self._icon else 0))

    def explain(self, told: str) -> None:
        """Show more than the words themselves in the tooltip."""
        self._told = told
        self.setToolTip(told)

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, tick and words."""
        painter, colour, px = QPainter(self), self._kit.colour, self._kit.px
        side = px(16)
        box = QRectF(0, round((self.height() - side) / 2), side, side)
        if self.checkState() is not Qt.CheckState.Unchecked:
            paint.rounded(painter, box, px(4), colour("accent" if self.isEnabled() else "strong"))
            sign = "minus" if self.checkState() is Qt.CheckState.PartiallyChecked else "check"
            painter.drawPixmap(
                round(box.x() + px(2)), round(box.y() + px(2)), self._kit.picture(sign, "surface", 12)
            )
        else:
            ground = "hover" if self.underMouse() else "surface"
            paint.rounded(
                painter, box, px(4), colour(ground), colour("strong" if self.isEnabled() else "line")
            )
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        if self._icon:
            picture = self._kit.picture(self._icon, "text2", 18)
            painter.drawPixmap(side + px(9), round((self.height() - px(18)) / 2), picture)
        left = self._beside()
        room = self.width() - left
        words = self.text() if self._wraps else short(self, room, self.shortened)
        self.setToolTip(self._told or (self.text() if words != self.text() else ""))
        painter.drawText(QRectF(left, 0, room, self.height()), WRAPPED, words)


class Choice(QComboBox):
    """A list that drops down, with our own arrow."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.setFont(kit.font("body"))
        kit.name(self, name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, then the arrow."""
        super().paintEvent(event)
        size = self._kit.px(16)
        painter = QPainter(self)
        painter.drawPixmap(
            self.width() - size - self._kit.px(10),
            (self.height() - size) // 2,
            self._kit.picture("chevron-down", "text2", 16),
        )
