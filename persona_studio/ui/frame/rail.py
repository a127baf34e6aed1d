"""The rail: the places, in the order of the work."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout

from persona_studio.ui.frame.places import PLACES
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.surfaces import Panel

WIDTH = 88


class _Cell(QAbstractButton):
    def __init__(self, kit: Kit, place: str, text: str, icon: str) -> None:
        super().__init__()
        self._kit, self.place, self._icon = kit, place, icon
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(kit.font("small-medium"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.say(self.setText, text)
        kit.name(self, text)

    def sizeHint(self) -> QSize:
        px = self._kit.px
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(px(72), words + px(4)), px(64))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, px, on = QPainter(self), self._kit.px, self.isChecked()
        rect = QRectF(self.rect())
        if on or self.underMouse():
            paint.rounded(painter, rect, px(8), self._kit.colour("atint" if on else "hover"))
        role = "accent" if on else "text2"
        size = px(21)
        painter.drawPixmap(
            round(rect.center().x() - size / 2), px(10), self._kit.picture(self._icon, role, 21)
        )
        painter.setFont(self._kit.font("small-strong" if on else "small-medium"))
        painter.setPen(self._kit.colour(role))
        words = QRectF(0, px(36), rect.width(), rect.height() - px(40))
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, self.text())


class Rail(Panel):
    """One cell per place; the current one is marked on the window's edge too."""

    chosen = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "r")
        self.setFixedWidth(kit.px(WIDTH))
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(kit.px(8), kit.px(12), kit.px(8), kit.px(12))
        column.setSpacing(kit.px(4))
        self._cells = [_Cell(kit, *place) for place in PLACES]
        for cell in self._cells:
            self._group.addButton(cell)
            column.addWidget(cell)
        column.addStretch(1)
        self._group.buttonClicked.connect(self._pressed)
        kit.name(self, "Places")

    def show_place(self, place: str) -> None:
        """Mark the current place."""
        for cell in self._cells:
            cell.setChecked(cell.place == place)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the cells with the arrows."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, cell in enumerate(self._cells) if cell.hasFocus()), -1)
        if step and at >= 0:
            self._cells[(at + step) % len(self._cells)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the bar of the current place."""
        super().paintEvent(event)
        cell = next((c for c in self._cells if c.isChecked()), None)
        if cell is not None:
            px = self._kit.px
            bar = QRectF(0, cell.y() + px(12), px(3), cell.height() - px(24))
            painter = QPainter(self)
            painter.fillRect(bar, self._kit.colour("accent"))

    @Slot(QAbstractButton)
    def _pressed(self, button: QAbstractButton) -> None:
        if isinstance(button, _Cell):
            self.chosen.emit(button.place)
