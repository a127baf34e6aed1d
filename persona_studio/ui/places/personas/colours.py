"""The colours of a persona: eight dots, and a ninth for any other colour."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QConicalGradient, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from persona_studio.domain.colours import Worn
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.flow import Flow

ACCENT_NAMES = ("Teal", "Ochre", "Indigo", "Raspberry", "Moss", "Brick", "Plum", "Sky")
OTHER = 9
SIDE = 21
"""Pixels of the drawings: nine dots stand in one row of the panel."""


class _Dot(QAbstractButton):
    def __init__(self, kit: Kit, number: int) -> None:
        super().__init__()
        self._kit, self.number, self._own = kit, number, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.name(self, ACCENT_NAMES[number - 1] if number < OTHER else "Another colour…")

    def tell(self, wearer: str, own: str) -> None:
        """Say who wears this colour, and which colour of its own the persona has."""
        self._own = own
        if self.number == OTHER:
            said = self._kit.t("Another colour…") + (f" {own}" if own else "")
        elif wearer:
            said = self._kit.t("Colour of {name}: the two change colours.", name=wearer)
        else:
            said = self._kit.t(ACCENT_NAMES[self.number - 1])
        brand = self._kit.brand
        clients = brand is not None and self.number <= len(brand.colours)
        if clients and not wearer:
            said = self._kit.t("Colour {n} of the client", n=self.number)
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._kit.px(SIDE), self._kit.px(SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        inset = self._kit.px(2.6)
        inner = rect.adjusted(inset, inset, -inset, -inset)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.number == OTHER and not self._own:
            painter.setBrush(self._wheel(inner))
        else:
            worn = self.number if self.number < OTHER else Worn(1, self._own)
            painter.setBrush(self._kit.colour(self._kit.accent(worn).fill))
        painter.drawEllipse(inner)
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._kit.colour("accent"), 2))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))

    def _wheel(self, rect: QRectF) -> QConicalGradient:
        wheel = QConicalGradient(rect.center(), 90)
        for number in range(9):
            wheel.setColorAt(number / 8, self._kit.colour(self._kit.accent(number % 8 + 1).fill))
        return wheel


class AccentDots(QWidget):
    """The eight colours, and any other: ``chosen`` tells a number, ``other`` asks for a colour."""

    chosen = Signal(int)
    other = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = Flow(0, 0)
        self.setLayout(row)
        self._dots = [_Dot(kit, number) for number in range(1, OTHER + 1)]
        for dot in self._dots:
            self._group.addButton(dot, dot.number)
            row.addWidget(dot)
        self._shown = 1
        self._group.idClicked.connect(self._clicked)
        kit.name(self, "Colour of the persona")

    def show_worn(self, accent: int, colour: str, worn: Mapping[int, str]) -> None:
        """Show which colour is worn, and who wears the others."""
        self._shown = OTHER if colour else accent
        for dot in self._dots:
            dot.tell(worn.get(dot.number, ""), colour)
        self._group.button(self._shown).setChecked(True)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        if number == OTHER:
            self._group.button(self._shown).setChecked(True)  # asked first: nothing is worn yet
            self.other.emit()
        else:
            self.chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice with the arrows; the last dot is only gone to, Space or Enter opens it."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = next((dot.number for dot in self._dots if dot.hasFocus()), self._shown)
        if not step:
            super().keyPressEvent(event)
            return
        button = self._group.button((at - 1 + step) % OTHER + 1)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        if self._group.id(button) != OTHER:
            button.click()
