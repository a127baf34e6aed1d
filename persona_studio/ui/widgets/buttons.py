"""Everything that is pressed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

PRIMARY, SECONDARY, QUIET, LINK, BARE = "primary", "secondary", "quiet", "link", "bare"
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def pressed_with_enter(event: QKeyEvent, widget: QWidget | None) -> bool:
    """Press the button that has the keyboard when Enter is pressed, and tell whether that was so.

    Qt itself presses buttons with the space bar only, but for those of its dialogs.
    """
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers() & _HELD:
        return False
    if not isinstance(widget, QAbstractButton) or event.isAutoRepeat():
        return False
    widget.click()
    return True


def show_words(button: QAbstractButton, text: str) -> None:
    """Show other words on a button; a "&" that clients write is no key, and is spoken."""
    unnamed = button.accessibleName() in ("", button.text())
    QAbstractButton.setText(button, text)
    button.setShortcut(QKeySequence())
    if unnamed:
        button.setAccessibleName(text if "&" in text else "")


class _Hovering(QAbstractButton):
    """Repaints when the pointer comes and goes."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)


class Button(QPushButton):
    """A push button: ``primary`` (ink), ``secondary`` (outlined), ``quiet`` or ``bare`` (text)."""

    def __init__(self, kit: Kit, kind: str = SECONDARY, icon: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._kit, self._kind, self._icon, self._small = kit, kind, icon, small
        self.setFont(kit.font("small-strong" if small else "strong"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def setText(self, text: str) -> None:
        """Show other words."""
        show_words(self, text)

    def triggers(self, action: QAction) -> "Button":
        """Press to trigger an action; enabled, and explained, as the action is."""
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
        return self

    def sizeHint(self) -> QSize:
        """Fit text and icon at the height of the drawings."""
        px = self._kit.px
        pad = 0 if self._kind == BARE else px(4 if self._kind == LINK else (10 if self._small else 14))
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * pad
        if self._icon:
            width += self._icon_size() + px(8)
        return QSize(width, max(px(28 if self._small else 34), self.fontMetrics().height() + px(8)))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and text."""
        painter = QPainter(self)
        ground, line, ink = self._colours()
        rect = QRectF(self.rect())
        if ground or line:
            colour = self._kit.colour
            paint.rounded(
                painter,
                rect,
                self._kit.px(8),
                colour(ground) if ground else None,
                colour(line) if line else None,
            )
        self._paint_words(painter, rect, ink)

    def _paint_words(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        words = self.fontMetrics().horizontalAdvance(self.text())
        size = self._icon_size() if self._icon else 0
        gap = self._kit.px(8) if self._icon and self.text() else 0
        left = rect.center().x() - (words + size + gap) / 2
        if size:
            picture = self._kit.picture(self._icon, ink, self._icon_px())
            painter.drawPixmap(round(left), round(rect.center().y() - size / 2), picture)
        painter.setPen(self._kit.colour(ink))
        painter.drawText(
            QRectF(left + size + gap, rect.y(), words + 4, rect.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )

    def _icon_px(self) -> int:
        return 15 if self._small else 17

    def _icon_size(self) -> int:
        return self._kit.px(self._icon_px())

    def _colours(self) -> tuple[str, str, str]:
        hover = self.underMouse() or self.isDown()
        if not self.isEnabled():
            return ("", "", "text3") if self._kind in (QUIET, LINK, BARE) else ("sunken", "line", "text3")
        if self._kind == PRIMARY:
            return ("text2" if hover else "primary"), "", "onprimary"
        if self._kind == BARE:
            return "", "", "accent" if hover else "text2"
        if self._kind == LINK:
            return ("hover" if hover else ""), "", "accent"
        if self._kind == QUIET:
            return ("hover" if hover else ""), "", "text2"
        return ("hover" if hover else "surface"), "strong", "text"


class IconButton(_Hovering):
    """A square button with an icon only; its name is its tooltip."""

    def __init__(self, kit: Kit, icon: str, name: str, *, side: float = 32, size: float = 19) -> None:
        super().__init__()
        self._kit, self._icon, self._side, self._px = kit, icon, side, size
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if name:
            kit.hint(self, name)

    def triggers(self, action: QAction) -> "IconButton":
        """Press to trigger an action; enabled as the action is."""
        self.clicked.connect(action.trigger)
        action.enabledChanged.connect(self.setEnabled)
        self.setEnabled(action.isEnabled())
        return self

    def sizeHint(self) -> QSize:
        """Return the square of the drawings."""
        return QSize(self._kit.px(self._side), self._kit.px(self._side))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon, on a soft ground under the pointer."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked()):
            paint.rounded(painter, rect, self._kit.px(8), self._kit.colour("hover"))
        role = "text2" if self.isEnabled() else "strong"
        if not self.isEnabled():
            painter.setOpacity(0.55)
        size = self._kit.px(self._px)
        picture = self._kit.picture(self._icon, role, self._px)
        painter.drawPixmap(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2), picture)


class Chip(_Hovering):
    """A pill that switches a filter on or off, with a count when there is one."""

    def __init__(self, kit: Kit, icon: str = "") -> None:
        super().__init__()
        self._kit, self._icon, self._count = kit, icon, ""
        self.setFont(kit.font("small-medium"))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def count(self, text: str) -> None:
        """Show a number after the words."""
        self._count = text
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit the words and the number."""
        px, metrics = self._kit.px, self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * px(10)
        if self._count:
            width += px(6) + metrics.horizontalAdvance(self._count)
        if self._icon:
            width += px(14 + 6)
        return QSize(width, max(px(24), metrics.height() + px(6)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        colour, px, on = self._kit.colour, self._kit.px, self.isChecked()
        rect = QRectF(self.rect())
        ground = "atint" if on else ("hover" if self.underMouse() and self.isEnabled() else "surface")
        paint.rounded(painter, rect, rect.height() / 2, colour(ground), colour("aline" if on else "line"))
        left = px(10)
        if self._icon:
            picture = self._kit.picture(self._icon, "accent" if on else "text2", 14)
            painter.drawPixmap(left, round(rect.center().y() - px(7)), picture)
            left += px(14 + 6)
        painter.setFont(self._kit.font("small-strong" if on else "small-medium"))
        painter.setPen(colour("accent" if on else "text2"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(left, 0, 0, 0), middle, self.text())
        if self._count:
            painter.setFont(self._kit.font("small-medium"))
            painter.setPen(colour("accent" if on else "text3"))
            painter.drawText(
                rect.adjusted(0, 0, -px(10), 0), middle | Qt.AlignmentFlag.AlignRight, self._count
            )


class MenuButton(_Hovering):
    """Words, mostly with an arrow, which open a menu or lead elsewhere."""

    def __init__(
        self, kit: Kit, font: str = "small", colour: str = "text2", *, arrow: str = "chevron-down"
    ) -> None:
        super().__init__()
        self._kit, self._colour, self._arrow = kit, colour, arrow
        self.setFont(kit.font(font))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fit words and arrow."""
        px, metrics = self._kit.px, self.fontMetrics()
        beside = px(30 if self._arrow else 12)
        return QSize(metrics.horizontalAdvance(self.text()) + beside, max(px(26), metrics.height() + px(6)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and arrow."""
        painter, px, rect = QPainter(self), self._kit.px, QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            paint.rounded(painter, rect, px(6), self._kit.colour("hover"))
        painter.setPen(self._kit.colour(self._colour))
        painter.drawText(rect.adjusted(px(6), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.isEnabled() and self._arrow:
            size = px(13)
            left = round(rect.right() - px(6) - size)
            picture = self._kit.picture(self._arrow, self._colour, 13)
            painter.drawPixmap(left, round(rect.center().y() - size / 2), picture)
