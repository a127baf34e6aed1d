"""The lists of the palette: rows that can be dragged to a sheet."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_HERE = Qt.ItemDataRole
_WORDS = (_HERE.DisplayRole, _HERE.ToolTipRole)


class Row(Protocol):
    """Something that is listed; ``key`` tells it from the others, for as long as it is listed."""

    @property
    def key(self) -> str:
        """What names it."""


class PaletteList(QAbstractListModel):
    """Rows and what they say; words are made when a row is seen or spoken.

    ``words`` returns those of a row, ``spoken`` all that is told of it to those who do not see it.
    """

    def __init__(self, words: Callable[[Any], str], spoken: Callable[[Any], str] | None = None) -> None:
        super().__init__()
        self._words, self._spoken = words, spoken or words
        self._rows: tuple[Row, ...] = ()

    def show(self, rows: Sequence[Row]) -> bool:
        """Show other rows; tell whether they are others, or the same ones that only look different."""
        after = tuple(rows)
        if [row.key for row in after] == [row.key for row in self._rows]:
            self._rows = after
            if after:
                self.dataChanged.emit(self.index(0), self.index(len(after) - 1))
            return False
        self.beginResetModel()
        self._rows = after
        self.endResetModel()
        return True

    def row(self, key: str) -> QModelIndex:
        """Return where a row is; an invalid place when it is not listed."""
        at = next((n for n, row in enumerate(self._rows) if row.key == key), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of a row, or the row itself."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ROW:
            return self._rows[index.row()]
        if role == _HERE.AccessibleTextRole:
            return self._spoken(self._rows[index.row()])
        return self._words(self._rows[index.row()]) if role in _WORDS else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be dragged."""
        return (
            super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else super().flags(index)
        )
