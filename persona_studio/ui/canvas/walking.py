"""Keys on the sheet: arrows lead from place to place, with Shift over several lines; Enter opens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from persona_studio.publish.boxes import Ref
from persona_studio.ui.canvas.choice import is_line
from persona_studio.ui.canvas.spots import Place

if TYPE_CHECKING:
    from persona_studio.ui.canvas.sheet import SheetCanvas

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)


class Walking(QObject):
    """Takes the keys of a place that nobody else took."""

    def __init__(self, canvas: "SheetCanvas") -> None:
        super().__init__(canvas)
        self._canvas = canvas

    def take(self, place: Place, event: QKeyEvent) -> None:
        """Do what a key says; the event is accepted when it says anything."""
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain, shifted = not pressed, pressed == Qt.KeyboardModifier.ShiftModifier
        key, many = Qt.Key(event.key()), len(self._canvas.places())
        steps = {**_STEPS, Qt.Key.Key_Home: -many, Qt.Key.Key_End: many}.get(key)
        if steps is not None and (plain or shifted):
            self._step(place.ref, steps, extend=shifted)
            event.accept()
        elif plain and key in _OPEN:
            self._canvas.asked.emit(place, None)
            event.accept()

    def _step(self, ref: Ref, steps: int, *, extend: bool) -> None:
        """Bring the keyboard some places further; lines on the way are chosen too when it extends."""
        refs = [place.ref for place in self._canvas.places()]
        at = refs.index(ref) if ref in refs else -1
        if extend and is_line(ref):
            self._extend(refs, at, 1 if steps > 0 else -1)
        elif refs:
            self._canvas.focus(refs[max(0, min(len(refs) - 1, at + steps))])

    def _extend(self, refs: list[Ref], at: int, step: int) -> None:
        """Choose up to the next line that way: titles on the way are passed over."""
        ahead = refs[at + 1 :] if step > 0 else refs[:at][::-1]
        to = next((ref for ref in ahead if is_line(ref) and ref != refs[at]), None)
        if to is not None:
            self._canvas.choose_up_to(to)
