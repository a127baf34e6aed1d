"""F6: the keyboard goes from panel to panel of a place."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from persona_studio.ui.places.place import Place


def to_panel(place: Place, step: int) -> None:
    """Bring the keyboard to the next panel, or (-1) to the one before: to what is chosen there."""
    panels = [panel for panel in place.panels() if panel.isVisible()]
    if not panels:
        return
    focus = QApplication.focusWidget()
    at = next((i for i, panel in enumerate(panels) if focus is not None and _holds(panel, focus)), None)
    to = panels[(at + step) % len(panels) if at is not None else min(0, step)]
    stop = place.stop_of(to) or _first_stop(to)
    stop.setFocus(Qt.FocusReason.ShortcutFocusReason)
    _bring_into_view(stop)


def _holds(panel: QWidget, widget: QWidget) -> bool:
    return panel is widget or panel.isAncestorOf(widget)


def _first_stop(panel: QWidget) -> QWidget:
    """Return where Tab comes first in a panel, or the panel itself when it stops nowhere there."""
    return next((w for w in _in_tab_order(panel.window()) if _holds(panel, w) and _stops_at(w)), panel)


def _in_tab_order(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def _stops_at(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _bring_into_view(widget: QWidget) -> None:
    """Scroll to a widget, as Tab does."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
