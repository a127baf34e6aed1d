"""Keys on the sheet: arrows lead from place to place, with Shift over several lines; Enter opens.

In the columns of a journey they lead to what is seen above, below and beside.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from persona_studio.publish.boxes import Ref
from persona_studio.ui.canvas.choice import is_line
from persona_studio.ui.canvas.spots import Frame, Place

if TYPE_CHECKING:
    from persona_studio.ui.canvas.sheet import SheetCanvas

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WAYS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
_ASIDE = 4
"""What is beside the way counts so many times as far as what lies on it."""
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
        if plain and key in _WAYS and self._columns(place):
            self._walk(place, _WAYS[key])
            event.accept()
        elif steps is not None and (plain or shifted):
            self._step(place.ref, steps, extend=shifted)
            event.accept()
        elif plain and key in _OPEN:
            self._canvas.asked.emit(place, None)
            event.accept()

    def _columns(self, place: Place) -> bool:
        return any(one.ref.kind == "stage" for one in self._canvas.places() if one.page == place.page)

    def _walk(self, place: Place, way: tuple[int, int]) -> None:
        """Bring the keyboard to what is seen that way; at an edge to the next page, or nowhere."""
        places, forward = self._canvas.places(), 1 if sum(way) > 0 else -1
        ahead = [
            (far, one)
            for one in places
            if one.page == place.page and (far := _far(place.rect, one.rect, way)) is not None
        ]
        if ahead:
            self._canvas.focus(min(ahead, key=lambda each: each[0])[1].ref)
            return
        beyond = [one for one in places if one.page == place.page + forward]
        if beyond and way[1]:
            self._canvas.focus(beyond[0 if forward > 0 else -1].ref)

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


def _far(here: Frame, there: Frame, way: tuple[int, int]) -> float | None:
    """Return how far a frame is that way in points, None when it does not lie that way."""
    along, across = (0, 1) if way[0] else (1, 0)
    middle = (there[along] + there[along + 2] - here[along] - here[along + 2]) / 2 * sum(way)
    gap = there[along] - here[along + 2] if sum(way) > 0 else here[along] - there[along + 2]
    deep = min(here[along + 2] - here[along], there[along + 2] - there[along])
    if middle <= 0 or gap < -deep / 2:
        return None
    beside = max(there[across] - here[across + 2], here[across] - there[across + 2], 0.0)
    centres = abs(there[across] + there[across + 2] - here[across] - here[across + 2]) / 2
    return max(gap, 0.0) + _ASIDE * beside + centres / 100
