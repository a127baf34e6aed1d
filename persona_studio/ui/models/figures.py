"""A table of figures that is only read: each cell with its words, and a bar or a shape where one helps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from persona_studio.domain.colours import Wears

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
_HERE = Qt.ItemDataRole


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell.

    ``number`` sets digits at the right; ``bar`` (0 to 1) draws a bar before them, ``accent`` the shape of a
    persona's colour; ``tone`` is a colour role; ``hint`` is told on hovering.
    """

    text: str
    number: bool = False
    bar: float | None = None
    accent: Wears | None = None
    tone: str = "text"
    strong: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The title of a column, and what its figures are in statistical terms."""

    text: str
    hint: str = ""
    number: bool = False


class Figures(QAbstractTableModel):
    """Rows of cells under heads."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: Sequence[Head] = ()
        self._rows: Sequence[Sequence[Cell]] = ()

    def show(self, heads: Sequence[Head], rows: Sequence[Sequence[Cell]]) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._heads, self._rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name a column; rows have no names."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        head = self._heads[section]
        if role == _HERE.DisplayRole:
            return head.text
        if role == _HERE.ToolTipRole:
            return head.hint or None
        if role == _HERE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if head.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of a cell, the cell itself, or what a screen reader says of it."""
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == _HERE.DisplayRole:
            return cell.text
        if role == _HERE.ToolTipRole:
            return cell.hint or cell.text or None
        if role == _HERE.AccessibleTextRole:
            said = f"{self._heads[index.column()].text}: {cell.text}"
            return f"{said}, {cell.hint}" if cell.hint else said
        return cell if role == CELL else None
