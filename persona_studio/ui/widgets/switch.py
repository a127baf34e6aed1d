"""A switch: on or off at once, with its words at the left."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.fields import WRAPPED, wrapped

WIDE, TALL = 34, 20


class Switch(QCheckBox):
    """A row with words at its left and a switch at its right; the whole row takes the press."""

    def __init__(self, kit: Kit, text: str, told: str = "") -> None:
        super().__init__()
        self._kit = kit
        self._hint: QSize | None = None
        self._heights: dict[int, int] = {}
        self.setFont(kit.font("body"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        kit.say(self.setText, text)
        kit.name(self, text)
        if told:
            kit.say(self._explain, told)

    def _explain(self, told: str) -> None:
        self.setToolTip(told)
        self.setAccessibleDescription(told)

    def sizeHint(self) -> QSize:
        """Fit words and switch."""
        if self._hint is None:
            px, metrics = self._kit.px, self.fontMetrics()
            wide = metrics.horizontalAdvance(self.text()) + px(12 + WIDE)
            self._hint = QSize(wide, max(px(TALL) + 2, metrics.height()))
        return self._hint

    def hasHeightForWidth(self) -> bool:
        """Say that the height depends on the width: words go on in a second line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width."""
        # Layouts ask each row dozens of times while a place is made.
        if width not in self._heights:
            room = width - self._kit.px(WIDE + 8)
            self._heights[width] = max(self.sizeHint().height(), wrapped(self, room))
        return self._heights[width]

    def setText(self, text: str) -> None:
        """Show other words."""
        self._hint, self._heights = None, {}
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the words anew in another font."""
        self._hint, self._heights = None, {}
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Accept shortened words."""
        return QSize(self._kit.px(40 + WIDE), self.sizeHint().height())

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere on the row."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words, rail and knob: where the knob is tells as much as the colour."""
        painter, colour, px, on = QPainter(self), self._kit.colour, self._kit.px, self.isChecked()
        tall = px(TALL)
        rail = QRectF(self.width() - px(WIDE), (self.height() - tall) / 2, px(WIDE), tall)
        paint.rounded(painter, rail, tall / 2, colour(self._ground()), colour("accent" if on else "strong"))
        side = tall - px(8)
        left = rail.right() - px(4) - side if on else rail.left() + px(4)
        knob = QRectF(left, rail.top() + (tall - side) / 2, side, side)
        paint.rounded(painter, knob, side / 2, colour("surface" if on else "strong"))
        room = int(rail.left() - px(8))
        painter.setPen(colour("text" if self.isEnabled() else "text3"))
        painter.drawText(QRectF(0, 0, room, self.height()), WRAPPED, self.text())

    def _ground(self) -> str:
        if self.isChecked():
            return "accent" if self.isEnabled() else "strong"
        return "hover" if self.underMouse() and self.isEnabled() else "surface"
