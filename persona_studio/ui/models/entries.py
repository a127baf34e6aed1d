"""Short lists that offer one thing each line: versions, what is kept, steps of the history, commands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
_HERE = Qt.ItemDataRole
_TEXTS = frozenset({_HERE.DisplayRole, _HERE.AccessibleTextRole, _HERE.ToolTipRole})


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line offers: words, more words below, what stands at its right end, and what it is for its list.

    A ``faint`` entry can be chosen like the others, it is only not in force now.
    """

    key: Any
    title: str
    detail: str = ""
    aside: str = ""
    icon: str = ""
    faint: bool = False


class EntryList(QAbstractListModel):
    """Entries, all known at once."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[Entry, ...] = ()

    def show(self, entries: Sequence[Entry]) -> None:
        """List other entries."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What is listed."""
        return self._entries

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of an entry, or the entry itself."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        if role not in _TEXTS:
            return None
        parts = (entry.title, entry.detail, entry.aside)
        return entry.title if role == _HERE.DisplayRole else ", ".join(part for part in parts if part)
