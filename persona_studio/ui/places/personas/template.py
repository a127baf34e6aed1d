"""The choice of the template of a sheet."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSizePolicy

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.fields import Choice

TEMPLATES = {
    "classique": "Classique, A4",
    "magazine": "Magazine, A4",
    "synthese": "Synthèse, A4",
}
"""Names of the templates and their sizes (English source)."""


class TemplateChoice(Choice):
    """A list of the templates; ``picked`` tells which one the user chose."""

    picked = Signal(str)

    def __init__(self, kit: Kit, current: str) -> None:
        super().__init__(kit, "Template")
        for template, name in TEMPLATES.items():
            self.addItem(kit.t(name), template)
        self.setCurrentIndex(max(0, self.findData(current)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._activated)
        self._current = self.currentIndex()

    def show_current(self, template: str) -> None:
        """Show which template is worn, without announcing it."""
        self._current = max(0, self.findData(template))
        self.setCurrentIndex(self._current)

    @Slot(int)
    def _activated(self, index: int) -> None:
        if index != self._current:
            self._current = index
            self.picked.emit(str(self.itemData(index)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the panel: a sheet is not rearranged by passing over the list."""
        event.ignore()
