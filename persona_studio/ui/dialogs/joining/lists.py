"""What the dialog lists: rows of a matching, variables to take along."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from persona_studio.domain.joins import Rows
from persona_studio.domain.variables import Variable
from persona_studio.ui.dialogs.pick import VariableList
from persona_studio.ui.kit import Kit

Index = QModelIndex | QPersistentModelIndex
_HERE = Qt.ItemDataRole


class RowList(QAbstractListModel):
    """Rows with the identifier each carries; those beyond the first ones are counted in a last line."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._rows, self._first = kit, Rows(), 2

    def show_rows(self, rows: Rows, header_rows: int) -> None:
        """Show other rows; they are numbered as in the file, whose answers follow ``header_rows``."""
        self.beginResetModel()
        self._rows, self._first = rows, header_rows + 1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of lines."""
        more = self._rows.count > len(self._rows.first)
        return 0 if parent.isValid() else len(self._rows.first) + more

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of a line."""
        if not index.isValid() or role not in (_HERE.DisplayRole, _HERE.ToolTipRole):
            return None
        t, shown = self._kit.t, self._rows.first
        if index.row() == len(shown):
            return t("and {n} more", n=self._rows.count - len(shown))
        row, key = shown[index.row()]
        number = row + self._first
        return t("Line {n}: {key}", n=number, key=key) if key else t("Line {n}", n=number)


class TakenVariables(VariableList):
    """The variables of the other file, ticked when they are taken along."""

    switched = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, ())
        self._off: set[str] = set()

    def show_variables(self, variables: Sequence[Variable]) -> None:
        """Show other variables; those that were left aside stay so."""
        self.beginResetModel()
        self._variables = variables
        self.endResetModel()
        self.switched.emit()

    def taken(self) -> tuple[str, ...]:
        """Return the names of the variables that are ticked."""
        return tuple(v.name for v in self._variables if v.name not in self._off)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the tick of a variable, or what any list of variables tells."""
        if role != _HERE.CheckStateRole or not index.isValid():
            return super().data(index, role)
        off = self._variables[index.row()].name in self._off
        return Qt.CheckState.Unchecked if off else Qt.CheckState.Checked

    def setData(self, index: Index, value: Any, role: int = _HERE.EditRole) -> bool:
        """Tick a variable, or not."""
        if role != _HERE.CheckStateRole or not index.isValid():
            return False
        name = self._variables[index.row()].name
        (self._off.discard if Qt.CheckState(value) is Qt.CheckState.Checked else self._off.add)(name)
        self.dataChanged.emit(index, index, [_HERE.CheckStateRole])
        self.switched.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let every variable be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable
