"""Tabs under a hairline, the current one underlined."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from persona_studio.ui.kit import Kit


class _Tab(QAbstractButton):
    def __init__(self, kit: Kit, text: str, icon: str) -> None:
        super().__init__()
        self._kit, self._icon = kit, icon
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(kit.font("strong"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        kit.say(self.setText, text)
        kit.name(self, text)

    def sizeHint(self) -> QSize:
        px = self._kit.px
        icon = px(24) if self._icon else 0
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + icon,
            max(px(40), self.fontMetrics().height() + px(16)),
        )

    def minimumSizeHint(self) -> QSize:
        """Give the icon up before the words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._kit.px
        role = "accent" if self.isChecked() else "text" if self.underMouse() else "text2"
        left = 0
        if self._icon and self.width() >= self.sizeHint().width():
            painter.drawPixmap(0, (self.height() - px(16)) // 2, self._kit.picture(self._icon, role, 16))
            left = px(24)
        painter.setPen(self._kit.colour(role))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.isChecked():
            painter.fillRect(0, self.height() - px(2), self.width(), px(2), self._kit.colour("accent"))


class Tabs(QWidget):
    """Arrows move the choice."""

    chosen = Signal(int)

    def __init__(self, kit: Kit, tabs: tuple[tuple[str, str], ...], name: str) -> None:
        super().__init__()
        self._kit = kit
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(24))
        self._tabs = [_Tab(kit, text, icon) for text, icon in tabs]
        for i, tab in enumerate(self._tabs):
            self._group.addButton(tab, i)
            row.addWidget(tab)
        row.addStretch(1)
        self._tabs[0].setChecked(True)
        self._group.idClicked.connect(self._pressed)
        kit.name(self, name)

    def current(self) -> int:
        """Return the number of the current tab."""
        return self._group.checkedId()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        tab = self._tabs[(self.current() + step) % len(self._tabs)]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline."""
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._kit.colour("line"))

    @Slot(int)
    def _pressed(self, tab: int) -> None:
        self.chosen.emit(tab)
