"""Tabs under a hairline, the current one underlined."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from persona_studio.ui.kit import Kit

_SHARED = ("strong", "small-strong", "caption-medium")
"""Fonts of tabs that share a panel: the first in which there is room for all words."""


class _Tab(QAbstractButton):
    def __init__(self, kit: Kit, text: str, icon: str, *, even: bool = False) -> None:
        super().__init__()
        self._kit, self._icon, self._even = kit, icon, even
        self._bare = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFont(kit.font("strong"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        kit.say(self.setText, text)
        kit.name(self, text)

    def bare(self, bare: bool) -> None:
        """Show the icon alone, and say the words when the pointer rests on it; or show the words."""
        self._bare = bare
        self.setToolTip(self.text() if bare else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._kit.px
        if self._bare:
            return QSize(px(28), max(px(40), self.fontMetrics().height() + px(16)))
        icon = px(24) if self._icon and not self._even else 0
        return QSize(
            self.fontMetrics().horizontalAdvance(self.text()) + icon + (2 if self._even else 0),
            max(px(40), self.fontMetrics().height() + px(16)),
        )

    def minimumSizeHint(self) -> QSize:
        """Give the icon up before the words; tabs that share a narrow panel give up some of these too."""
        words = self._kit.px(24) if self._even else self.fontMetrics().horizontalAdvance(self.text())
        return QSize(words, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._kit.px
        role = "accent" if self.isChecked() else "text" if self.underMouse() else "text2"
        left = 0
        if self._bare:
            corner = (self.width() - px(16)) // 2, (self.height() - px(16)) // 2
            painter.drawPixmap(*corner, self._kit.picture(self._icon, role, 16))
            return
        if self._icon and not self._even and self.width() >= self.sizeHint().width():
            painter.drawPixmap(0, (self.height() - px(16)) // 2, self._kit.picture(self._icon, role, 16))
            left = px(24)
        painter.setPen(self._kit.colour(role))
        if self._even and not self.isChecked():
            font = painter.font()
            font.setWeight(QFont.Weight.Medium)
            painter.setFont(font)
        # The painter may measure a word a little wider than the layout did: that is no reason to cut it.
        room = self.width() - left + (0 if self._even else px(2))
        said = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, said)
        if self.isChecked():
            painter.fillRect(0, self.height() - px(2), self.width(), px(2), self._kit.colour("accent"))


class Tabs(QWidget):
    """Arrows move the choice; ``even`` ones share the whole width of a panel."""

    chosen = Signal(int)

    def __init__(self, kit: Kit, tabs: tuple[tuple[str, str], ...], name: str, *, even: bool = False) -> None:
        super().__init__()
        self._kit, self._even = kit, even
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        side = kit.px(12) if even else 0
        row.setContentsMargins(side, 0, side, 0)
        row.setSpacing(0 if even else kit.px(24))
        self._tabs = [_Tab(kit, text, icon, even=even) for text, icon in tabs]
        for i, tab in enumerate(self._tabs):
            self._group.addButton(tab, i)
            row.addWidget(tab)
            if even and i < len(tabs) - 1:
                row.addStretch(1)
        if not even:
            row.addStretch(1)
        self._tabs[0].setChecked(True)
        self._group.idClicked.connect(self._pressed)
        if even:
            self._group.idToggled.connect(self._share)
        kit.name(self, name)

    def current(self) -> int:
        """Return the number of the current tab."""
        return self._group.checkedId()

    def choose(self, tab: int) -> None:
        """Make another tab the current one, without announcing it."""
        self._tabs[tab].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width of a panel anew."""
        super().resizeEvent(event)
        if self._even:
            self._share()

    @Slot()
    def _share(self) -> None:
        """Use smaller words where there is no room for all of them, at last only those of the current tab."""
        room = self.width() - self._kit.px(24 + 4 * (len(self._tabs) - 1))
        font = next((font for font in _SHARED if self._wide(font) <= room), "")
        for tab in self._tabs:
            tab.setFont(self._kit.font(font or _SHARED[-1]))
            tab.bare(not font and not tab.isChecked())

    def _wide(self, font: str) -> int:
        metrics = QFontMetrics(self._kit.font(font))
        return sum(metrics.horizontalAdvance(tab.text()) for tab in self._tabs)

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
