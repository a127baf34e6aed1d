"""Choosing some variables of a long list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from persona_studio.domain.variables import Variable
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.variables import plain
from persona_studio.ui.widgets.fields import SearchField

Index = QModelIndex | QPersistentModelIndex
_HERE = Qt.ItemDataRole


class VariableList(QAbstractListModel):
    """Variables with an icon of their kind."""

    def __init__(self, kit: Kit, variables: Sequence[Variable]) -> None:
        super().__init__()
        self._kit, self._variables = kit, variables

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of variables."""
        return 0 if parent.isValid() else len(self._variables)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words, the icon or the variable."""
        if not index.isValid():
            return None
        variable = self._variables[index.row()]
        if role in (_HERE.DisplayRole, _HERE.ToolTipRole):
            return words.shown_name(variable)
        if role == _HERE.DecorationRole:
            return self._kit.icon(words.icon(variable), "text2", 16)
        return variable if role == _HERE.UserRole else None


class _Filter(QSortFilterProxyModel):
    _text = ""

    def keep(self, text: str) -> None:
        self.beginFilterChange()
        self._text = plain(text)
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        shown = self.sourceModel().index(row, 0).data()
        return self._text in plain(shown)


class PickVariables(Sheet):
    """A list with a search field; several can be chosen, or only ``one``."""

    picked = Signal(list)

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        title: str,
        variables: Sequence[Variable],
        *,
        yes: str = "Add",
        one: bool = False,
    ) -> None:
        super().__init__(kit, parent, kit.t(title))
        search = SearchField(kit, "Search a variable")
        self._source = VariableList(kit, variables)
        self._filter = _Filter()
        self._filter.setSourceModel(self._source)
        search.textChanged.connect(self._filter.keep)
        self.list = QListView()
        self.list.setModel(self._filter)
        modes = QAbstractItemView.SelectionMode
        self.list.setSelectionMode(modes.SingleSelection if one else modes.ExtendedSelection)
        self.list.setFont(kit.font("body"))
        self.list.setMinimumSize(kit.px(440), kit.px(320))
        kit.name(self.list, "Variables")
        self.list.doubleClicked.connect(self.accept)
        self.column.addWidget(search)
        self.column.addWidget(self.list)
        self.foot(yes)
        self.accepted.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        chosen = [index.data(_HERE.UserRole).id for index in self.list.selectionModel().selectedIndexes()]
        if chosen:
            self.picked.emit(chosen)
