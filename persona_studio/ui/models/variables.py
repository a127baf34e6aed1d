"""The variables of a wave as a table, and the filter above it."""

import unicodedata
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.models.blocks import Entry, entries, has_options

Index = QModelIndex | QPersistentModelIndex
VARIABLE = Qt.ItemDataRole.UserRole
RESPONDENTS = VARIABLE + 1
ENTRY = VARIABLE + 2
UNFOLDED = VARIABLE + 3
_HERE = Qt.ItemDataRole


class Columns(IntEnum):
    """Columns of the table."""

    VARIABLE = 0
    ROLE = 1
    MISSING = 2
    SPREAD = 3


HEADS = ("Variable", "Role", "Missing", "Distribution")
OTHERS = frozenset({Role.IDENTIFIER, Role.WEIGHT, Role.VERBATIM, Role.SET_ASIDE})
_ROLES = list(Role)
_KINDS = list(Kind)


class VariableTable(QAbstractTableModel):
    """One row a variable, and one for each question of several items above them.

    The variable itself is the data, so that nothing is kept twice. ``reworded`` tells a variable and the
    words that were written in the place of its own.
    """

    reworded = Signal(object, str)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._entries: tuple[Entry, ...] = ()
        self._respondents = 0
        self._keys: dict[tuple[int, int], tuple[Any, ...]] = {}
        self.editable = False

    def show(self, wave: Wave | None, texts: Texts) -> None:
        """Show another wave, or the same one changed; unchanged rows keep their place and the choice."""
        after = entries(wave.variables if wave else ())
        same = [e.key for e in after] == [e.key for e in self._entries] and texts is self._texts
        if not same:
            self.beginResetModel()
        before, self._entries = self._entries, after
        self._keys.clear()
        self._texts, self._respondents = texts, wave.respondents if wave else 0
        if not same:
            self.endResetModel()
            return
        for row, (old, new) in enumerate(zip(before, after, strict=True)):
            if old.variables != new.variables:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Columns) - 1))

    def entry(self, row: int) -> Entry:
        """Return what a row shows."""
        return self._entries[row]

    def row_of(self, key: Id) -> int:
        """Return the row of a variable (or of the key of an entry), or -1."""
        return next((i for i, entry in enumerate(self._entries) if entry.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(Columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the words of a question be written."""
        flags = super().flags(index)
        words_ = index.isValid() and index.column() == Columns.VARIABLE
        entry = self._entries[index.row()] if index.isValid() else None
        if self.editable and words_ and entry is not None and not entry.head and not entry.option:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(HEADS):
            return None
        if role == _HERE.DisplayRole:
            return self._texts(HEADS[section])
        if role == _HERE.ToolTipRole:
            return self._texts("Sort by this column")
        if role == _HERE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == Columns.MISSING else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words of a cell, or the variable itself."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case x if x == VARIABLE:
                return entry.variable
            case x if x == RESPONDENTS:
                return self._respondents
            case x if x == ENTRY:
                return entry
            case _HERE.EditRole:
                return entry.variable.label if entry.variable is not None else None
            case _HERE.DisplayRole | _HERE.ToolTipRole | _HERE.AccessibleTextRole:
                return self._words(entry, index.column(), role)
        return None

    def setData(self, index: Index, value: Any, role: int = _HERE.EditRole) -> bool:
        """Announce that a question was worded anew; the project changes, not the table."""
        if role != _HERE.EditRole or not index.isValid():
            return False
        self.reworded.emit(self._entries[index.row()].variable, str(value))
        return True

    def sort_key(self, row: int, column: int) -> tuple[Any, ...]:
        """Return what a row is sorted by: names as read, roles in their order, the share that is missing."""
        # Qt compares each row many times.
        if (row, column) not in self._keys:
            self._keys[row, column] = self._sort_key(row, column)
        return self._keys[row, column]

    def _sort_key(self, row: int, column: int) -> tuple[Any, ...]:
        entry = self._entries[row]
        name = plain(self._words(entry, Columns.VARIABLE, _HERE.DisplayRole))
        if column == Columns.ROLE:
            role = entry.variables[0].role if entry.block is None or entry.variable else entry.block.role
            return (_ROLES.index(role) if role else len(_ROLES), name)
        if column == Columns.MISSING:
            return (entry.missing(self._respondents), name)
        if column == Columns.SPREAD:
            first = entry.variables[0]
            return (_KINDS.index(first.kind), len(first.levels) or first.distribution.distinct, name)
        return (name,)

    def with_fold(self, spoken: str, unfolded: bool) -> str:
        """Return what is spoken of a question of several items: also whether they are shown."""
        return f"{spoken}, {self._texts('opened') if unfolded else self._texts('folded')}"

    def _words(self, entry: Entry, column: int, role: int) -> str:
        t, variable = self._texts, entry.variable
        if variable is None:
            return self._block_words(entry, column, role)
        if entry.level is not None:
            return self._option_words(variable, entry.level, column)
        if column == Columns.VARIABLE:
            name = words.shown_item(variable) if entry.under else words.shown_name(variable)
            spoken = f"{name}, {words.kind(variable.kind, t)}"
            return spoken if role == _HERE.AccessibleTextRole else name
        if column == Columns.ROLE:
            if role == _HERE.ToolTipRole and variable.personal is not None:
                return t("Set aside: these answers were not stored, so there is nothing to choose.")
            return words.role(variable.role, t)
        if column == Columns.MISSING:
            return words.missing_share(variable, self._respondents, t)
        return words.spread(variable, t)

    def _option_words(self, variable: Variable, level: Level, column: int) -> str:
        if column == Columns.VARIABLE:
            return level.label
        answered = self._respondents - variable.missing_count
        share = self._texts.percent(level.count / answered if answered else 0.0)
        return share if column == Columns.SPREAD else ""

    def _block_words(self, entry: Entry, column: int, role: int) -> str:
        t, block = self._texts, entry.block
        if block is None:
            return ""
        items = t.plural("{n} item", "{n} items", len(block.items))
        if column == Columns.VARIABLE:
            name = words.shown_question(block.name)
            return f"{name}, {items}" if role == _HERE.AccessibleTextRole else name
        if column == Columns.ROLE:
            return words.role(block.role, t) if block.role is not None else t("Several")
        if column == Columns.MISSING:
            return words.share_missing(block.missing, self._respondents - block.not_asked, t)
        return items


class VariableFilter(QSortFilterProxyModel):
    """Keeps variables of some roles whose name or label contains a text, whatever its accents and case.

    Questions of several items are folded until they are opened, or until what is sought is among the items;
    sorted or not, the items follow their question.
    """

    def __init__(self, source: VariableTable) -> None:
        super().__init__()
        self._roles: frozenset[Role] | None = None
        self._text = ""
        self._open: frozenset[str] = frozenset()
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

    def unfold(self, name: str, *, on: bool = True) -> None:
        """Show the items of a question, or its own row only."""
        self.beginFilterChange()
        self._open = self._open | {name} if on else self._open - {name}
        self.endFilterChange()
        row = next((i for i in range(self._source.rowCount()) if self._source.entry(i).folds == name), -1)
        if row >= 0:
            head = self.mapFromSource(self._source.index(row, 0))
            self.dataChanged.emit(head, head)

    def unfolded(self, entry: Entry) -> bool:
        """Tell whether the rows that a question opens, or those beside an item, are shown."""
        if (entry.folds or entry.under) in self._open:
            return True
        # What is sought among the items of a question, or the options, opens it.
        if not self._text or entry.option or not entry.folds:
            return bool(self._text) and not entry.option
        variable = entry.variable
        return variable is None or any(self._names(level) for level in variable.levels)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Tell as well whether a question is open."""
        if role == UNFOLDED:
            entry: Entry = super().data(index, ENTRY)
            return bool(entry.folds) and self.unfolded(entry)
        found = super().data(index, role)
        if role == _HERE.AccessibleTextRole and index.column() == Columns.VARIABLE:
            row: Entry = super().data(index, ENTRY)
            return self._source.with_fold(found, self.unfolded(row)) if row.folds else found
        return found

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        """Tell whether a row is kept."""
        entry = self._source.entry(row)
        if entry.level is not None:
            sought = bool(self._text) and self._names(entry.level)
            return self._plays(entry.variables[0]) and (sought or entry.under in self._open)
        if entry.under and not self.unfolded(entry):
            return False
        return any(self._keeps(variable) for variable in entry.variables)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the order of the file (-1) has one direction."""
        super().sort(column, order if column >= 0 else Qt.SortOrder.AscendingOrder)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Compare two rows; items stay under their question in the order of the file."""
        one, other = self._source.entry(left.row()), self._source.entry(right.row())
        # Qt asks the other way round to sort downwards: what must not turn is turned twice.
        down = self.sortOrder() is Qt.SortOrder.DescendingOrder
        if one.top == other.top:
            return (left.row() < right.row()) is not down
        keys = [self._source.sort_key(entry.top, left.column()) for entry in (one, other)]
        if keys[0] == keys[1]:
            return (one.top < other.top) is not down
        less: bool = keys[0] < keys[1]
        return less

    def _keeps(self, variable: Variable) -> bool:
        if not self._plays(variable) or not self._text:
            return self._plays(variable)
        named = self._text in plain(f"{variable.label} {variable.name} {variable.block}")
        return named or (has_options(variable) and any(self._names(level) for level in variable.levels))

    def _plays(self, variable: Variable) -> bool:
        return self._roles is None or variable.role in self._roles

    def _names(self, level: Level) -> bool:
        return self._text in plain(level.label)


def plain(text: str) -> str:
    """Return a text without accents and case, to compare with."""
    parts = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
