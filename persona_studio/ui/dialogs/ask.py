"""Short questions: a text, a yes."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import PRIMARY, QUIET, Button, pressed_with_enter
from persona_studio.ui.widgets.focus import FocusRing
from persona_studio.ui.widgets.labels import Paragraph

LOWEST = 110
"""Pixels of the drawings: three rows of a list are always seen."""


class Sheet(QDialog):
    """A dialog with a serif title, a body, and buttons at the foot."""

    def __init__(self, kit: Kit, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.kit = kit
        self._ring: FocusRing | None = None
        self.setWindowTitle(title)
        self.setModal(True)
        px = kit.px
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(24), px(20), px(24), px(20))
        self.column.setSpacing(px(12))
        self.setMinimumWidth(px(420))
        heading = Paragraph(kit, "detail")
        heading.setText(title)
        self.column.addWidget(heading)
        self.finished.connect(self.deleteLater)

    def showEvent(self, event: QShowEvent) -> None:
        """Show where the keyboard is, here too."""
        super().showEvent(event)
        if self._ring is None:
            self._ring = FocusRing(self.kit, self)
        self._ring.watch(self.windowHandle())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter the button that has the keyboard, be it the one that says no."""
        if not pressed_with_enter(event, self.focusWidget()):
            super().keyPressEvent(event)

    def shrinks(self, view: QWidget, tall: int) -> None:
        """Let a view be that ``tall`` (pixels) where there is room, lower in a small window."""
        view.setMinimumHeight(self.kit.px(LOWEST))
        hint = self.sizeHint()
        whole = hint.height() - max(view.sizeHint().height(), view.minimumHeight()) + tall
        self.resize(hint.width(), min(whole, self.room() - self.kit.px(24)))

    def room(self) -> int:
        """Return how tall (pixels) what is seen of the window is: on a small screen not all of it."""
        return min(given(self.parentWidget()).window().height(), self.screen().availableGeometry().height())

    def foot(self, words: str, cancel: str = "Cancel") -> Button:
        """Add the buttons and return the one that says yes."""
        row = QHBoxLayout()
        row.addStretch(1)
        yes = Button(self.kit, PRIMARY)
        self.kit.say(yes.setText, words)
        yes.setDefault(True)
        yes.clicked.connect(self.accept)
        if cancel:
            no = Button(self.kit, QUIET)
            self.kit.say(no.setText, cancel)
            no.setAutoDefault(False)
            no.clicked.connect(self.reject)
            row.addWidget(no)
        row.addWidget(yes)
        self.column.addLayout(row)
        return yes


class AskText(Sheet):
    """Asks for a line of text; ``yes`` is what the button that takes it does."""

    answered = Signal(str)

    def __init__(
        self, kit: Kit, parent: QWidget, title: str, name: str, text: str, yes: str = "Keep"
    ) -> None:
        super().__init__(kit, parent, kit.t(title))
        self._field = QLineEdit(text)
        self._field.setFont(kit.font("body"))
        self._field.selectAll()
        kit.name(self._field, name)
        self.column.addWidget(self._field)
        self.foot(yes)
        self.accepted.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        self.answered.emit(self._field.text())


class Confirm(Sheet):
    """Asks for a yes; the words are in the window's language already."""

    agreed = Signal()

    def __init__(self, kit: Kit, parent: QWidget, title: str, body: str, yes: str) -> None:
        super().__init__(kit, parent, title)
        text = Paragraph(kit, "body", "text2")
        text.setText(body)
        self.column.addWidget(text)
        self.foot(yes).setFocus()
        self.accepted.connect(self.agreed)
