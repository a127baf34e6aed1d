"""Words, such as a question or a name, which can be written anew where they are read."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.labels import Paragraph


class _Read(Paragraph):
    """The words at rest: a press, Enter or F2 begins to write."""

    wanted = Signal()

    def __init__(self, kit: Kit, font: str) -> None:
        super().__init__(kit, font)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.editable = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.editable and event.button() == Qt.MouseButton.LeftButton:
            self.wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
        if self.editable and event.key() in keys:
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.editable and self.underMouse():
            place = self.rect().toRectF()
            paint.rounded(QPainter(self), place, self._kit.px(6), self._kit.colour("hover"))
        super().paintEvent(event)


class Title(QWidget):
    """Shows words; ``written`` tells others, and who keeps them shows them: else they stay to be kept later.

    ``name`` says to a screen reader what is written.
    """

    written = Signal(str)

    def __init__(self, kit: Kit, name: str, font: str = "detail") -> None:
        super().__init__()
        self._text, self._about, self._shown = "", "", 0
        self._read, self._write = _Read(kit, font), QLineEdit()
        self._write.setFont(kit.font("body"))
        kit.name(self._write, name)
        self._write.hide()
        self._read.wanted.connect(self.write)
        self._write.returnPressed.connect(self.keep)
        self._write.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._read)
        column.addWidget(self._write)

    def show_text(self, shown: str, text: str, *, about: str, editable: bool) -> None:
        """Show words; ``text`` is what would be written, the code of a question included.

        ``about`` tells what has them: what is being written goes on while it is the same.
        """
        if about != self._about or not editable:
            self._leave()
        self._about = about
        self._shown += 1
        self._text, self._read.editable = text, editable
        self._read.setText(shown)
        self._read.setFocusPolicy(Qt.FocusPolicy.TabFocus if editable else Qt.FocusPolicy.NoFocus)
        self._read.setCursor(Qt.CursorShape.IBeamCursor if editable else Qt.CursorShape.ArrowCursor)

    @Slot()
    def write(self) -> None:
        """Begin to write."""
        if self._read.editable:
            self._begin(self._text)
            self._write.setFocus(Qt.FocusReason.OtherFocusReason)
            self._write.selectAll()

    def _begin(self, text: str) -> None:
        self._read.hide()
        self._write.setText(text)
        self._write.show()

    def shown(self) -> str:
        """Return the words that are read."""
        return self._read.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave with Escape; keep what was written when the keyboard goes elsewhere."""
        if watched is self._write and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._leave(back=True)
            return True
        if watched is self._write and isinstance(event, QFocusEvent) and _left(event):
            self.keep()
        return super().eventFilter(watched, event)

    @Slot()
    def keep(self) -> bool:
        """Hand over what is being written, and tell whether nothing is left to keep."""
        if self._write.isHidden():
            return True
        text, back, shown = self._write.text(), self._write.hasFocus(), self._shown
        self._leave(back=back)
        if text.strip() == self._text:
            return True
        self.written.emit(text)
        if self._shown == shown:  # refused
            self._begin(text)
            if back:
                self._write.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._shown != shown

    def _leave(self, *, back: bool = False) -> None:
        self._write.hide()
        self._read.show()
        if back:
            self._read.setFocus(Qt.FocusReason.OtherFocusReason)


def _left(event: QFocusEvent) -> bool:
    """Tell whether the keyboard goes elsewhere, and not to the menu of what is written, to paste."""
    return event.lostFocus() and event.reason() != Qt.FocusReason.PopupFocusReason
