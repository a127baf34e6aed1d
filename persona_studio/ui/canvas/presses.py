"""What the pointer presses on the sheet: one line chosen, several, written, or its menu asked for.

Under a pointer at rest the sheet may move: pressed beside an empty line, that line goes. What counts is what
stood there when it was pressed.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Slot
from PySide6.QtWidgets import QApplication

from persona_studio.publish.boxes import Ref
from persona_studio.ui.canvas.spots import CALM, Place, Spot
from persona_studio.ui.canvas.writing import InlineEditor

if TYPE_CHECKING:
    from persona_studio.ui.canvas.sheet import SheetCanvas


class Presses(QObject):
    """Hears the spots of a canvas and turns presses into its choice."""

    def __init__(self, canvas: "SheetCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._waiting: Ref | None = None
        """One of several chosen lines, which were pressed to be dragged, or to choose this one alone."""
        self._touched: tuple[Place, QPointF] | None = None
        """What was pressed last, as it stood then, and where on the screen."""

    def hear(self, spot: Spot) -> None:
        """Hear the presses on what stands for a place."""
        spot.touched.connect(self._pressed)
        spot.noted.connect(self._noted)
        spot.let_be.connect(self._let_be)
        spot.called.connect(self._called)
        spot.menued.connect(self._menued)

    def forget(self) -> None:
        """Forget what was pressed last: something else was done since."""
        self._touched = None

    def forget_waiting(self) -> None:
        """Leave several lines chosen that were pressed: they are dragged."""
        self._waiting = None

    @Slot(object, QPointF, object)
    def _pressed(self, place: Place, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        self._noted(place, point)
        self._waiting = None
        canvas, choice = self._canvas, self._canvas.choice
        now = canvas.place_of(place.ref)
        if now is None:  # the empty line that was being written: pressed beside its words
            return
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            canvas.take_choice(choice.toggled(place.ref))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            canvas.take_choice(choice.extended(place.ref, canvas.order()))
        elif place.ref in choice.refs and len(choice.refs) > 1:
            self._waiting = place.ref
            canvas.take_choice(replace(choice, current=place.ref))
        else:
            canvas.choose(place.ref)
            canvas.pressed.emit(place.ref)
        canvas.take_keyboard(canvas.choice.current)
        if not now.texts and (now.ref.kind, now.ref.field) not in CALM:
            canvas.asked.emit(now, point)

    @Slot(object, QPointF)
    def _noted(self, place: Place, point: QPointF) -> None:
        """Know what is pressed, and only then end the writing: an empty line that goes moves the others."""
        canvas = self._canvas
        self._touched = (place, canvas.mapToGlobal(point))
        if canvas.writing is not None:
            canvas.editor.leave(InlineEditor.GONE)
            if canvas.place_of(canvas.current) is None:  # a line that was given up is not chosen with others
                canvas.choose(None)

    @Slot(object)
    def _let_be(self, _place: Place) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self._canvas.choose(waiting)

    @Slot(object, object)
    def _called(self, place: Place, point: QPointF | None) -> None:
        if point is not None:
            place, point = self._pressed_before(place, point)
        self._canvas.choose(place.ref)
        self._canvas.asked.emit(place, point)

    def _pressed_before(self, place: Place, point: QPointF) -> tuple[Place, QPointF]:
        """Return what the first of two presses met: it may have moved from under the pointer since."""
        first, at = self._touched or (place, self._canvas.mapToGlobal(point))
        now = self._canvas.place_of(first.ref)
        near = (self._canvas.mapToGlobal(point) - at).manhattanLength() < QApplication.startDragDistance()
        if now is None or not near or first.ref == place.ref:
            return place, point
        return now, point + self._canvas.rect_of(now).topLeft() - self._canvas.rect_of(first).topLeft()

    @Slot(object, QPoint)
    def _menued(self, place: Place, at: QPoint) -> None:
        place, _ = self._pressed_before(place, self._canvas.mapFromGlobal(QPointF(at)))
        if place.ref not in self._canvas.choice.refs:
            self._canvas.choose(place.ref)
            self._canvas.take_keyboard(place.ref)
        self._canvas.menued.emit(place, at)
