"""The illustrated portraits, as a list that a search narrows."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from persona_studio.services.personas import photos

Index = QModelIndex | QPersistentModelIndex
DRAWING = Qt.ItemDataRole.UserRole
_SAID = frozenset(
    {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole}
)


class PortraitList(QAbstractListModel):
    """Portraits that answer what is asked for; each says in words what it shows."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._found = photos.found("")

    def ask(self, words: str) -> None:
        """List the portraits that answer some words."""
        found = photos.found(words)
        if found != self._found:
            self.beginResetModel()
            self._found = found
            self.endResetModel()

    def row_of(self, drawing: str) -> int:
        """Return the row of a portrait, -1 when it is not listed."""
        return next((i for i, each in enumerate(self._found) if each.name == drawing), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of portraits."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a portrait's drawing, or what it shows in words."""
        if not index.isValid() or index.row() >= len(self._found):
            return None
        found = self._found[index.row()]
        if role == DRAWING:
            return found.name
        return found.label(self._language) if role in _SAID else None
