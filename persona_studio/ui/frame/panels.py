"""F6: the keyboard goes from panel to panel of a place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from persona_studio.ui.places.place import Place


def to_panel(place: Place, step: int) -> None:
    """Bring the keyboard to the next panel, or (-1) to the one before: to what is chosen there."""
    panels = [panel for panel in place.panels() if panel.isVisible()]
    if not panels:
        return
    focus = QApplication.focusWidget()
    at = next((i for i, panel in enumerate(panels) if focus is not None and _holds(panel, focus)), None)
    to = panels[(at + step) % len(panels) if at is not None else min(0, step)]
    (place.stop_of(to) or _first_stop(to)).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(panel: QWidget, widget: QWidget) -> bool:
    return panel is widget or panel.isAncestorOf(widget)


def _first_stop(panel: QWidget) -> QWidget:
    """Return the first widget of a panel that takes the keyboard, or the panel itself."""
    stops = [panel, *panel.findChildren(QWidget)]
    tabs = Qt.FocusPolicy.TabFocus
    return next((w for w in stops if w.focusPolicy() & tabs and w.isVisible() and w.isEnabled()), panel)
