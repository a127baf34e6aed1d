"""What every place has in common."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from persona_studio.ui.actions import Actions
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.domain.changes import Change


class Place(QWidget):
    """One place of the rail, refreshed while it is in view; what it missed is made good later."""

    title = ""

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__()
        self.studio, self.kit, self.actions_ = studio, studio.kit, actions
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stale = True
        self.kit.name(self, self.title)
        studio.opened.connect(self._missed)
        studio.closed.connect(self._closed)
        studio.changed.connect(self._changed)
        self.kit.wording.changed.connect(self._missed)

    def refresh(self) -> None:
        """Show the project as it is now."""
        raise NotImplementedError

    def changed(self, _changes: "Sequence[Change]") -> None:
        """Show what a gesture changed; by default, everything anew."""
        self.refresh()

    def panels(self) -> list[QWidget]:
        """Return the widgets that F6 goes through, from left to right."""
        return []

    def stop_of(self, _panel: QWidget) -> QWidget | None:
        """Return where the keyboard comes back to in a panel; None: to the first that takes it."""
        return None

    def filter_field(self) -> QWidget | None:
        """Return the field that Ctrl F goes to."""
        return None

    def export_chosen(self) -> None:
        """Begin to export what is chosen here, where there is such a thing."""

    def print_chosen(self) -> None:
        """Begin to print what is chosen here, where there is such a thing."""

    def enter(self) -> None:
        """Come into view."""
        if self._stale and self.studio.session is not None:
            self._stale = False
            self.refresh()

    def remember(self) -> None:
        """Note in the studio what is in view, for the place that will be made in its stead."""

    def forget(self) -> None:
        """Let go of what was chosen in the project, which is closed."""

    @Slot()
    def _closed(self) -> None:
        self.forget()
        # The next project begins at its beginning, wherever this one was read to.
        for area in self.findChildren(QAbstractScrollArea):
            area.verticalScrollBar().setValue(0)
            area.horizontalScrollBar().setValue(0)

    @Slot()
    def _missed(self) -> None:
        self._stale = True
        if self.isVisible():
            self.enter()

    @Slot(object)
    def _changed(self, changes: "Sequence[Change]") -> None:
        if self.isVisible():
            self.changed(changes)
        else:
            self._stale = True
