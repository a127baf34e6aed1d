"""The keyboard stays where it was when what it stood on is filled anew, switched off or taken away."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from persona_studio.ui.widgets.focus import stops


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the keyboard is: a widget of a panel, what it is called, and how far down the panel it stands."""

    widget: QWidget
    panel: QWidget
    called: tuple[type, str]
    place: int


class Keyboard(QObject):
    """Watches over one place of the window.

    Qt hands the keyboard to whatever comes next in the window when a widget that has it goes: in a corner
    of the window far from there, where the space bar may do harm. Here it comes back to the same control,
    to the one that took its place, or to the nearest; until there is one, it waits on the panel itself.
    """

    def __init__(self, place: QWidget, panels: Callable[[], Sequence[QWidget]]) -> None:
        super().__init__(place)
        self._place, self._panels = place, panels
        self._owed: Spot | None = None
        self._parked: QWidget | None = None
        self._changing = False
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Let the widgets be filled anew meanwhile."""
        spot = self._waiting() or self._spot(self._place.window().focusWidget())
        self._changing = True
        try:
            yield
        finally:
            self._changing = False
            if spot is not None:
                self._give_back(spot)

    # -------------------------------------------------------------- where

    def _spot(self, widget: QWidget | None) -> Spot | None:
        if widget is None or not self._place.isVisible() or not self._place.isAncestorOf(widget):
            return None
        panel = next((p for p in self._panels() if p.isAncestorOf(widget)), self._place)
        inside = stops(panel)
        return Spot(widget, panel, _called(widget), inside.index(widget)) if widget in inside else None

    def _waiting(self) -> Spot | None:
        """Return where the keyboard is to come back to, unless somebody moved it meanwhile."""
        spot, now = self._owed, self._place.window().focusWidget()
        if spot is not None and now is not self._parked:
            self._owed = spot = None
        return spot

    @Slot(QWidget, QWidget)
    def _moved(self, old: QWidget | None, _new: QWidget | None) -> None:
        """See whether the keyboard was moved, or thrown out of a widget that was switched off."""
        if self._changing or old is None or not shiboken6.isValid(old):
            return
        if old.isVisible() and old.isEnabled():
            return
        spot = self._spot(old)
        if spot is not None:
            self._wait(spot)

    # -------------------------------------------------------------- back

    def _wait(self, spot: Spot) -> None:
        self._owed = spot
        spot.widget.installEventFilter(self)
        free = spot.panel.isVisible() and spot.panel.isEnabled()
        self._parked = spot.panel if free else self._place
        self._parked.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come back as soon as the control can be used again."""
        if event.type() == QEvent.Type.EnabledChange and isinstance(watched, QWidget):
            spot = self._waiting()
            if spot is None or watched is not spot.widget:
                watched.removeEventFilter(self)
            elif watched.isEnabled() and watched.isVisible() and not self._changing:
                self._give_back(spot)
        return False

    def _give_back(self, spot: Spot) -> None:
        if not self._place.isVisible():
            return
        self._owed = None
        alive = shiboken6.isValid(spot.widget) and self._place.isAncestorOf(spot.widget)
        if alive and spot.widget.isVisible() and not spot.widget.isEnabled():
            self._wait(spot)
            return
        target = spot.widget if alive and usable(spot.widget) else self._instead(spot)
        if target is not None and target is not self._place.window().focusWidget():
            target.setFocus()

    def _instead(self, spot: Spot) -> QWidget | None:
        """Return what took the place of a control, else the nearest one of its panel, else of the place."""
        for panel in (spot.panel, self._place):
            inside = stops(panel)
            able = [(i, part) for i, part in enumerate(inside) if usable(part)]
            same = [pair for pair in able if _called(pair[1]) == spot.called]
            if same or able:
                return min(same or able, key=lambda pair: (abs(pair[0] - spot.place), pair[0]))[1]
        return None


def usable(widget: QWidget) -> bool:
    """Tell whether a control can have the keyboard; one just put in a layout is shown for that."""
    part: QWidget | None = widget
    window = widget.window()
    hidden = []
    while part is not None and part is not window:
        if part.isHidden():
            if part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                return False
            hidden.append(part)
        part = part.parentWidget()
    if not widget.isEnabled():
        return False
    for one in reversed(hidden):
        one.show()
    return widget.isVisible()


def _called(widget: QWidget) -> tuple[type, str]:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return type(widget), widget.accessibleName() or words
