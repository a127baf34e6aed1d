"""A choice of icons, several rows of them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.companions.names import ICON_NAMES
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.flow import Flow

SIDE, ICON = 34, 18


class _Icon(QAbstractButton):
    def __init__(self, kit: Kit, icon: str) -> None:
        super().__init__()
        self._kit, self.icon_name = kit, icon
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.hint(self, ICON_NAMES.get(icon, "Icon"))

    def sizeHint(self) -> QSize:
        return QSize(self._kit.px(SIDE), self._kit.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, rect, on = QPainter(self), QRectF(self.rect()), self.isChecked()
        colour = self._kit.colour
        if on:
            paint.rounded(painter, rect, self._kit.px(8), colour("atint"), colour("accent"), 1.5)
        elif self.underMouse() and self.isEnabled():
            paint.rounded(painter, rect, self._kit.px(8), colour("hover"))
        picture = self._kit.picture(self.icon_name, "accent" if on else "text2", ICON)
        side = self._kit.px(ICON)
        middle = rect.center()
        painter.drawPixmap(round(middle.x() - side / 2), round(middle.y() - side / 2), picture)


class IconChoice(QWidget):
    """One of some icons; arrows move the choice, Tab goes past."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, icons: Sequence[str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._icons = [_Icon(kit, icon) for icon in icons]
        row = Flow(kit.px(4), kit.px(4))
        for icon in self._icons:
            self._group.addButton(icon)
            row.addWidget(icon)
        self.setLayout(row)
        kit.name(self, "Icon of the touchpoints")
        self._group.buttonClicked.connect(self._pressed)

    def show_icon(self, icon: str) -> None:
        """Show which one it is; none for the usual one."""
        self._group.setExclusive(False)
        for each in self._icons:
            each.setChecked(each.icon_name == icon)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, icon in enumerate(self._icons) if icon.hasFocus()), -1)
        if not step or at < 0:
            super().keyPressEvent(event)
            return
        to = self._icons[(at + step) % len(self._icons)]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        to.click()

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, _Icon):
            self.chosen.emit(button.icon_name)
