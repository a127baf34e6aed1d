"""The levels of a variable as a list: to read, to rename, to put in another order."""

import json
import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from persona_studio.domain.variables import Level, Missing, Variable
from persona_studio.texts import Texts

Index = QModelIndex | QPersistentModelIndex
LEVEL = Qt.ItemDataRole.UserRole
SHARE = LEVEL + 1
GONE = LEVEL + 2
PART = LEVEL + 3
DRAGGED = "application/x-persona-studio-levels"
_HERE = Qt.ItemDataRole


class LevelList(QAbstractListModel):
    """Levels in order, then those counted as missing.

    ``renamed`` tells a code and new words, ``moved`` the codes dragged and the place (from 0) before which
    they were let go.
    """

    renamed = Signal(int, str)
    moved = Signal(object, int)

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._levels: tuple[tuple[Level, Missing | None], ...] = ()
        self._answered, self._full = 1, 1.0
        self.editable = False

    def show(self, variable: Variable | None, respondents: int, texts: Texts, *, editable: bool) -> None:
        """Show the levels of a variable; the choice stays when they are the same ones."""
        levels: list[tuple[Level, Missing | None]] = []
        if variable is not None:
            levels = [(level, None) for level in variable.levels]
            levels += [(gone.level, gone.reason) for gone in variable.as_missing]
        same = len(levels) == len(self._levels) and texts is self._texts
        if not same:
            self.beginResetModel()
        self._levels, self._texts, self.editable = tuple(levels), texts, editable
        self._answered = max(1, respondents - (variable.missing_count if variable else 0))
        self._full = full_share([level.count / self._answered for level, gone in levels if gone is None])
        if same:
            self.dataChanged.emit(self.index(0), self.index(len(levels) - 1))
        else:
            self.endResetModel()

    def level(self, row: int) -> Level:
        """Return the level of a row."""
        return self._levels[row][0]

    def row_of(self, code: int) -> int:
        """Return the row of a level, or -1."""
        return next((i for i, (level, _) in enumerate(self._levels) if level.code == code), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of levels."""
        return 0 if parent.isValid() else len(self._levels)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the words, the level, its share or why it counts as missing."""
        if not index.isValid():
            return None
        level, gone = self._levels[index.row()]
        share = level.count / self._answered
        if role in (_HERE.DisplayRole, _HERE.EditRole):
            return level.label
        if role == _HERE.ToolTipRole:
            return self._tip(level)
        if role == _HERE.AccessibleTextRole:
            said = self._texts.code("missing", gone.value) if gone is not None else self._texts.percent(share)
            return f"{level.label}, {said}"
        # Qt hands a text on as a text only, whatever it was.
        if role == PART:
            return share / self._full
        return {LEVEL: level, SHARE: share, GONE: gone.value if gone is not None else None}.get(role)

    def _tip(self, level: Level) -> str:
        people = self._texts.plural("{n} respondent", "{n} respondents", level.count)
        return f"{level.label}\n{people}"

    def setData(self, index: Index, value: Any, role: int = _HERE.EditRole) -> bool:
        """Announce other words; the project changes, not the list."""
        if role != _HERE.EditRole or not index.isValid():
            return False
        self.renamed.emit(self.level(index.row()).code, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let answers be renamed and dragged between others."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled if self.editable else Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.editable and self._levels[index.row()][1] is None:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def supportedDropActions(self) -> Qt.DropAction:
        """Let answers be moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name what is dragged."""
        return [DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the codes of the answers dragged, and their words for other programs."""
        rows = sorted(index.row() for index in indexes)
        data = QMimeData()
        data.setData(DRAGGED, json.dumps([self.level(row).code for row in rows]).encode())
        data.setText("\n".join(self.level(row).label for row in rows))
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Announce where answers were let go; the project moves them, not the list."""
        if action != Qt.DropAction.MoveAction or not data.hasFormat(DRAGGED) or not self.editable:
            return False
        codes = json.loads(bytes(data.data(DRAGGED).data()))
        to = row if row >= 0 else parent.row() if parent.isValid() else len(self._levels)
        self.moved.emit(tuple(codes), to)
        return False


def full_share(shares: Sequence[float]) -> float:
    """Return the share that fills a bar: the largest, rounded up to a tenth, so that small ones are seen."""
    return min(1.0, max(0.1, math.ceil(max(shares, default=1.0) * 10 - 1e-9) / 10))
