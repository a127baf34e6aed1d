"""What an examination lists, line by line, made only when they are seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_HERE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Line:
    """Who or what is concerned, why, how it stands now, and what a press would do ("" for nothing)."""

    title: str
    reason: str
    state: str
    verb: str
    faint: bool = False
    icon: str = ""


class Lines(Protocol):
    """Something that is listed."""

    @property
    def size(self) -> int:
        """How many lines there are."""

    def line(self, row: int) -> Line:
        """Return the line at a place, from 0; made anew each time, so only for lines in view."""


class CaseList(QAbstractListModel):
    """The lines of one topic."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Lines | None = None

    def show(self, lines: Lines | None) -> None:
        """Show the lines of another topic."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def renew(self, lines: Lines) -> None:
        """Show how the same lines stand now; the choice and the place stay."""
        self._lines = lines
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of lines."""
        return 0 if parent.isValid() or self._lines is None else self._lines.size

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of a line, or the line itself."""
        if not index.isValid() or self._lines is None or index.row() >= self._lines.size:
            return None
        if role not in (LINE, _HERE.DisplayRole, _HERE.ToolTipRole, _HERE.AccessibleTextRole):
            return None
        line = self._lines.line(index.row())
        if role == LINE:
            return line
        if role == _HERE.AccessibleTextRole:
            return ", ".join(part for part in (line.title, line.reason, line.state) if part)
        return f"{line.title} – {line.reason}" if role == _HERE.ToolTipRole else line.title


def chosen_rows(indexes: Sequence[QModelIndex]) -> list[int]:
    """Return the rows of some places in the list, in order."""
    return sorted({index.row() for index in indexes})
