"""Writing on the sheet: a real text field that shows nothing itself, while the page below shows its words.

The field brings keys, clipboard, input methods, undo of typing and screen readers; where caret and selection
stand is read from the boxes, so that what is written looks as it will print.
"""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from persona_studio.domain.checks import LONGEST_TEXT
from persona_studio.publish.boxes import TextBox, TextLine
from persona_studio.texts import seen
from persona_studio.ui.given import given

_STAY = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """The box in which the text stands now, and where its words begin in it."""

    box: TextBox
    prefix: int

    @classmethod
    def of(cls, box: TextBox) -> "Drawn":
        """Return the box with what it prints before the value itself."""
        start = box.value[0] if box.value is not None else 0
        return cls(box, start - box.first)

    def offset(self, position: int) -> int:
        """Return the offset in the box of a position in the value; a hint has no words of its own."""
        if self.box.hint:
            return 0
        return max(0, min(len(self.box.text), position + self.prefix))

    def position(self, offset: int, length: int) -> int:
        """Return the position in a value of ``length`` characters of an offset in the box."""
        return 0 if self.box.hint else max(0, min(length, offset - self.prefix))

    def line_of(self, position: int) -> TextLine | None:
        """Return the line on which a position stands."""
        offset = self.offset(position)
        return next((line for line in reversed(self.box.lines) if line.start <= offset), None)


class InlineEditor(QPlainTextEdit):
    """The invisible field.

    ``shown``: words, caret or selection changed; ``left``: how the writing ended. ``turned``: a key at an
    edge of the text, or Enter, which concerns more than this text: whoever listens may end the writing or
    not. ``pasted``: a text of several lines. ``filled``: there was more than a text can be long.
    """

    shown = Signal()
    left = Signal(str)
    turned = Signal(str)
    pasted = Signal(str)
    filled = Signal()

    CANCEL, NEXT, BEFORE, GONE, UNDO = "cancel", "next", "before", "gone", "undo"
    ENTER, BELOW, ABOVE, AFTER, COMMA = "enter", "below", "above", "after", "comma"

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drawn: Drawn | None = None
        self.listing = False
        """Whether a comma ends the text, which is one of a list."""
        self.scale = 1.0
        self.origin = QPointF()
        self._composed = ""
        self._ending = self._going = False
        self._goal: float | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(False)
        self.setCursorWidth(0)
        self.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("background: transparent; border: 0;")
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.textChanged.connect(self._hold)
        self.textChanged.connect(self.shown)
        self.cursorPositionChanged.connect(self.shown)
        self.selectionChanged.connect(self.shown)
        self.hide()

    # -------------------------------------------------------------- what the canvas asks

    def begin(self, text: str, name: str) -> None:
        """Start with a text, all of which is kept when nothing is typed."""
        self._ending = self._going = False
        self._composed, self._goal = "", None
        self.blockSignals(True)
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.blockSignals(False)
        self.setAccessibleName(name)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self, *, keep: bool = False) -> None:
        """Stop without a word to anybody; a field that is kept has the keyboard for what is written next."""
        self._ending = True
        self.drawn = None
        if not keep:
            self.hide()

    def resume(self) -> None:
        """Go on after an end that could not be: the words are still here."""
        self._ending = False

    def words(self) -> str:
        """Return what is written, with what the input method is composing."""
        text, at = self.plain(), self._place()
        return text[:at] + self._composed + text[at:]

    def plain(self) -> str:
        """Return what is written, on one line."""
        # Not toPlainText, which turns every no-break space into a plain one.
        return self.document().toRawText().replace("\u2029", " ").replace("\n", " ")

    def _place(self) -> int:
        return _characters(self.plain(), self.textCursor().position())

    def caret(self) -> int:
        """Return the position of the caret in :meth:`words`."""
        return self._place() + len(self._composed)

    def chosen(self) -> tuple[int, int]:
        """Return the ends of the selection."""
        cursor, text = self.textCursor(), self.plain()
        return _characters(text, cursor.selectionStart()), _characters(text, cursor.selectionEnd())

    def put(self, position: int) -> None:
        """Put the caret before a character of :meth:`words`."""
        self._move_to(position, keep_anchor=False)

    def stand(self, drawn: Drawn, origin: QPointF, scale: float) -> None:
        """Learn where the text is drawn: ``origin`` is the page's corner on the canvas."""
        self.drawn, self.origin, self.scale = drawn, origin, scale
        box = drawn.box
        tall = max(box.height, 12.0)
        rect = QRectF(box.x * scale, box.y * scale, max(box.width, 24.0) * scale, tall * scale).translated(
            origin
        )
        self.setGeometry(rect.toAlignedRect().adjusted(-4, -3, 4, 3))

    def put_caret(self, point: QPointF, *, keep_anchor: bool = False) -> None:
        """Put the caret nearest to a point of the canvas."""
        if self.drawn is None:
            return
        at = (point - self.origin) / self.scale
        offset = self.drawn.box.offset_at(at.x(), at.y())
        self._move_to(self.drawn.position(offset, len(self.plain())), keep_anchor=keep_anchor)

    def caret_rect(self) -> QRectF:
        """Return the caret on the canvas."""
        if self.drawn is None:
            return QRectF()
        x, top, bottom = self.drawn.box.caret(self.drawn.offset(self.caret()))
        scale = self.scale
        return QRectF(x * scale, top * scale, 1.5, (bottom - top) * scale).translated(self.origin)

    def chosen_rects(self) -> list[QRectF]:
        """Return the selection on the canvas, one rectangle a line."""
        if self.drawn is None or self.chosen()[0] == self.chosen()[1]:
            return []
        start, end = (self.drawn.offset(p) for p in self.chosen())
        return [
            self._chosen_of(line, max(start, line.start), min(end, line.end))
            for line in self.drawn.box.lines
            if start < line.end and end > line.start
        ]

    def _chosen_of(self, line: TextLine, start: int, end: int) -> QRectF:
        box = given(self.drawn).box
        left, top, bottom = box.caret(start)
        right = line.x + line.width if end >= line.end else box.caret(end)[0]
        scale = self.scale
        rect = QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
        return rect.translated(self.origin)

    # -------------------------------------------------------------- keys, mouse, input method

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape and Tab; walk the lines as they are drawn; leave the rest to the field."""
        ways = {
            Qt.Key.Key_Escape: self.CANCEL,
            Qt.Key.Key_Tab: self.NEXT,
            Qt.Key.Key_Backtab: self.BEFORE,
        }
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        turn = self._turn(key, event, control=control)
        if turn:
            self.turned.emit(turn)
        elif key in ways and not control:
            self.leave(ways[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not control:
            self._walk(-1 if key == Qt.Key.Key_Up else 1, keep=_shift(event))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not control:
            self._edge(end=key == Qt.Key.Key_End, keep=_shift(event))
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.leave(self.UNDO)
        else:
            self._goal = None
            super().keyPressEvent(event)

    def _turn(self, key: Qt.Key, event: QKeyEvent, *, control: bool) -> str:
        """Return what a key asks of more than this text, "" when it asks nothing."""
        bare = not self.textCursor().hasSelection() and not self._composed
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self.BELOW if control else self.ENTER
        if key == Qt.Key.Key_Backspace and bare and self._place() == 0:
            return self.ABOVE
        if key == Qt.Key.Key_Delete and bare and self._place() == len(self.plain()):
            return self.AFTER
        return self.COMMA if self.listing and event.text() in (",", ";") and event.text() else ""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words; a text of several lines concerns more than this one."""
        text = seen(source.text())
        several = "\n" in text.strip() or (self.listing and any(sign in text for sign in ",;\t"))
        if several:
            self.pasted.emit(text)
        elif text.strip():
            self.put_in(" ".join(text.split("\n")).strip("\r "))

    def put_in(self, text: str) -> None:
        """Put words in the place of what is chosen, all of them or, when they are too many, none."""
        start, end = self.chosen()
        if len(self.plain()) - (end - start) + len(text) > LONGEST_TEXT:
            self.filled.emit()
        else:
            self.textCursor().insertText(text)

    @Slot()
    def _hold(self) -> None:
        """Take back what was typed beyond the longest text there is."""
        over = len(self.plain()) - LONGEST_TEXT
        if over <= 0:
            return
        with QSignalBlocker(self):
            cursor = self.textCursor()
            left, keep = QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(left, keep, over)
            cursor.removeSelectedText()
        self.filled.emit()

    def leave(self, how: str) -> None:
        """End the writing once."""
        self._going = False
        if not self._ending:
            self._ending = True
            self.left.emit(how)

    def _walk(self, lines: int, *, keep: bool) -> None:
        drawn = self.drawn
        if drawn is None:
            return
        box, position = drawn.box, self._place()
        line = drawn.line_of(position)
        if line is None:
            return
        to = box.lines.index(line) + lines
        goal = self._goal if self._goal is not None else box.caret(drawn.offset(position))[0]
        if to < 0 or to >= len(box.lines):
            self._move_to(0 if lines < 0 else len(self.plain()), keep_anchor=keep)
        else:
            offset = box.offset_at(goal, box.lines[to].baseline - 1)
            self._move_to(drawn.position(offset, len(self.plain())), keep_anchor=keep)
        self._goal = goal

    def _edge(self, *, end: bool, keep: bool) -> None:
        drawn = self.drawn
        line = drawn.line_of(self._place()) if drawn is not None else None
        if drawn is not None and line is not None:
            last = line is drawn.box.lines[-1]
            offset = (line.end if last else line.end - 1) if end else line.start
            self._move_to(drawn.position(offset, len(self.plain())), keep_anchor=keep)

    def _move_to(self, position: int, *, keep_anchor: bool) -> None:
        cursor = self.textCursor()
        mode = QTextCursor.MoveMode.KeepAnchor if keep_anchor else QTextCursor.MoveMode.MoveAnchor
        text = self.plain()
        cursor.setPosition(_units(text, max(0, min(position, len(text)))), mode)
        self.setTextCursor(cursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the caret where the words are drawn."""
        self._goal = None
        self.put_caret(self._on_canvas(event), keep_anchor=_shift(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.put_caret(self._on_canvas(event), keep_anchor=True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more happens."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a word."""
        self.put_caret(self._on_canvas(event))
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self.setTextCursor(cursor)

    def _on_canvas(self, event: QMouseEvent) -> QPointF:
        return QPointF(self.viewport().mapTo(given(self.parentWidget()), event.position()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Show what is being composed on the page too."""
        super().inputMethodEvent(event)
        self._composed = event.preeditString()
        self.shown.emit()

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        """Tell the input method where the caret is drawn."""
        if query == Qt.InputMethodQuery.ImCursorRectangle and self.drawn is not None:
            return self.caret_rect().translated(-QPointF(self.pos())).toRect()
        return super().inputMethodQuery(query)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was written when the focus goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason and given(self.parentWidget()).hasFocus():
            # Qt moves the focus before it says what was pressed, which must not move away meanwhile.
            self._going = True
            QTimer.singleShot(0, self, self._gone)
        elif event.reason() not in _STAY:
            self.leave(self.GONE)

    @Slot()
    def _gone(self) -> None:
        if self._going:
            self.leave(self.GONE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: the page shows the words."""


def _shift(event: QKeyEvent | QMouseEvent) -> bool:
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def _characters(text: str, units: int) -> int:
    """Return how many characters the first code units of a text are: Qt counts an emoji as two."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return units
    begin = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(begin.decode("utf-16-le", "ignore"))


def _units(text: str, characters: int) -> int:
    """Return how many code units the first characters of a text are."""
    return len(text[:characters].encode("utf-16-le", "surrogatepass")) // 2
