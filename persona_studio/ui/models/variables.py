"""The variables of a wave as a table, and the filter above it."""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.texts import Texts
from persona_studio.ui import words

Index = QModelIndex | QPersistentModelIndex
VARIABLE = Qt.ItemDataRole.UserRole
RESPONDENTS = VARIABLE + 1
_HERE = Qt.ItemDataRole


class Columns(IntEnum):
    """Columns of the table."""

    VARIABLE = 0
    ROLE = 1
    MISSING = 2
    SPREAD = 3


HEADS = ("Variable", "Role", "Missing", "Distribution")
OTHERS = frozenset({Role.IDENTIFIER, Role.WEIGHT, Role.VERBATIM, Role.SET_ASIDE})


class VariableTable(QAbstractTableModel):
    """One row a variable; the variable itself is the data, so that nothing is kept twice."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._variables: Sequence[Variable] = ()
        self._respondents = 0

    def show(self, wave: Wave | None, texts: Texts) -> None:
        """Show another wave, or the same one changed; unchanged rows keep their place and the choice."""
        variables = wave.variables if wave else ()
        same = [v.id for v in variables] == [v.id for v in self._variables] and texts is self._texts
        if not same:
            self.beginResetModel()
        old, self._variables = self._variables, variables
        self._texts, self._respondents = texts, wave.respondents if wave else 0
        if not same:
            self.endResetModel()
            return
        for row, (before, after) in enumerate(zip(old, variables, strict=True)):
            if before is not after:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Columns) - 1))

    def variable(self, row: int) -> Variable:
        """Return the variable of a row."""
        return self._variables[row]

    def row_of(self, variable: Id) -> int:
        """Return the row of a variable, or -1."""
        return next((i for i, v in enumerate(self._variables) if v.id == variable), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of variables."""
        return 0 if parent.isValid() else len(self._variables)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == _HERE.DisplayRole:
            return self._texts(HEADS[section])
        if role == _HERE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Columns.MISSING else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of a cell, or the variable itself."""
        if not index.isValid():
            return None
        variable = self._variables[index.row()]
        if role == VARIABLE:
            return variable
        if role == RESPONDENTS:
            return self._respondents
        if role in (_HERE.DisplayRole, _HERE.ToolTipRole, _HERE.AccessibleTextRole):
            return self._words(variable, index.column(), role)
        return None

    def _words(self, variable: Variable, column: int, role: int) -> str:
        t = self._texts
        if column == Columns.VARIABLE:
            name = words.shown_name(variable)
            spoken = f"{name}, {words.kind(variable.kind, t)}"
            return spoken if role == _HERE.AccessibleTextRole else name
        if column == Columns.ROLE:
            if role == _HERE.ToolTipRole and variable.personal is not None:
                return t("Set aside: these answers were not stored, so there is nothing to choose.")
            return words.role(variable.role, t)
        if column == Columns.MISSING:
            return words.missing_share(variable, self._respondents, t)
        return words.spread(variable, t)


class VariableFilter(QSortFilterProxyModel):
    """Keeps variables of some roles whose name or label contains a text, whatever its accents and case."""

    def __init__(self, source: VariableTable) -> None:
        super().__init__()
        self._roles: frozenset[Role] | None = None
        self._text = ""
        self._source = source
        self.setSourceModel(source)

    def keep_roles(self, roles: frozenset[Role] | None) -> None:
        """Keep variables of these roles; None keeps all."""
        self.beginFilterChange()
        self._roles = roles
        self.endFilterChange()

    def keep_text(self, text: str) -> None:
        """Keep variables that contain a text."""
        self.beginFilterChange()
        self._text = plain(text)
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Tell whether a row is kept."""
        variable = self._source.variable(row)
        if self._roles is not None and variable.role not in self._roles:
            return False
        return not self._text or self._text in plain(f"{variable.label} {variable.name}")


def plain(text: str) -> str:
    """Return a text without accents and case, to compare with."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
