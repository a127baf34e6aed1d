"""The knobs of gauges, dragged along their rails by the mouse; keys move them from their line."""

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from persona_studio.domain.ids import Id
from persona_studio.services.personas.chips import STEP
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.spots import Place

GRIP = 5.0
"""Pixels around a rail that still take it."""


class Knobs(QObject):
    """One transparent grip over each rail.

    ``slid`` carries a line and the value under the pointer while it is dragged, ``set`` the one where it was
    let go, ``taken`` the place when a drag begins, ``given_up`` that it was cancelled.
    """

    slid = Signal(str, int)
    set = Signal(str, int)
    taken = Signal(object)
    given_up = Signal()

    def __init__(self, canvas: SheetCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._grips: list[Grip] = []
        self.enabled = False
        canvas.arranged.connect(self.arrange)

    @Slot()
    def arrange(self) -> None:
        """Lay the grips over the rails of the sheet."""
        rails = [place for place in self._canvas.places() if place.rail is not None and self.enabled]
        while len(self._grips) < len(rails):
            self._grips.append(Grip(self._canvas, self))
        for grip, place in zip(self._grips, rails, strict=False):
            grip.stand_over(place)
        for grip in self._grips[len(rails) :]:
            grip.hide()


class Grip(QWidget):
    """What takes the mouse over one rail."""

    def __init__(self, canvas: SheetCanvas, knobs: Knobs) -> None:
        super().__init__(canvas)
        self._canvas, self._knobs = canvas, knobs
        self._line: Id = ""
        self._place: Place | None = None
        self._dragging = False
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the line has the keyboard, and its arrows

    def stand_over(self, place: Place) -> None:
        """Stand over the rail of a place."""
        if place.rail is None:
            return
        self._place, self._line = place, place.ref.id
        left, top, right, bottom = (value * self._canvas.scale for value in place.rail)
        corner = self._canvas.page_rect(place.page).topLeft()
        x, y = round(corner.x() + left - GRIP), round(corner.y() + top - GRIP / 2)
        self.setGeometry(x, y, round(right - left + 2 * GRIP), round(bottom - top + GRIP))
        self.show()
        self.raise_()

    def value_at(self, x: float) -> int:
        """Return the value of the gauge at a point of the grip, in its steps."""
        part = (x - GRIP) / max(1.0, self.width() - 2 * GRIP)
        return max(0, min(100, round(part * 100 / STEP) * STEP))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the knob."""
        if event.button() == Qt.MouseButton.LeftButton and self._place is not None:
            self._dragging = True
            self._knobs.taken.emit(self._place)
            self._knobs.slid.emit(self._line, self.value_at(event.position().x()))
            self.grabKeyboard()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the knob."""
        if self._dragging:
            self._knobs.slid.emit(self._line, self.value_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the knob go where it is."""
        if self._dragging:
            self._let_go()
            self._knobs.set.emit(self._line, self.value_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the drag up with Escape; no other key does anything meanwhile."""
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._let_go()
            self._knobs.given_up.emit()

    def _let_go(self) -> None:
        self._dragging = False
        self.releaseKeyboard()

    def hideEvent(self, event: object) -> None:
        """Let go when the line goes meanwhile."""
        if self._dragging:
            self._let_go()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing: the page shows the gauge."""

    def sizeHint(self) -> QSize:
        """Return the size it was given."""
        return self.size()
