"""The first lines of a file as a table, as they stand in it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from persona_studio.domain.previews import Line, Preview
from persona_studio.ui.kit import Kit

Index = QModelIndex | QPersistentModelIndex
_HERE = Qt.ItemDataRole
LONGEST, WIDEST = 400, 60
"""Letters of a cell shown in its tooltip, and measured for the width of its column."""


class LinesModel(QAbstractTableModel):
    """One row a line of the file; lines of titles are faint, headers stand on grey, uneven lines on amber."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._lines: tuple[Line, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._aside: frozenset[int] = frozenset()
        self._width = 0

    def show(self, preview: Preview | None) -> None:
        """Show other lines; None shows none."""
        self.beginResetModel()
        self._lines = preview.lines if preview else ()
        self._titles = preview.titles if preview else ()
        self._width = max((len(line.cells) for line in self._lines), default=0)
        self._aside = frozenset()
        self.endResetModel()

    def set_aside(self, columns: frozenset[int]) -> None:
        """Mark columns (from 0) whose answers will not be stored."""
        if columns != self._aside and self._width:
            self._aside = columns
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._width - 1)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, self._width - 1))

    @property
    def uneven(self) -> tuple[Line, ...]:
        """Lines of respondents that have not as many cells as there are columns."""
        return tuple(line for line in self._lines if self._is_uneven(line))

    def line(self, row: int) -> Line:
        """Return the line of a row."""
        return self._lines[row]

    def longest(self, column: int, lines: int) -> str:
        """Return the longest text of a column in the first lines, cut where no column is wider."""
        texts = (self._text(line, column)[:WIDEST] for line in self._lines[:lines])
        return max(texts, key=len, default="")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of cells of the longest line."""
        return 0 if parent.isValid() else self._width

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Number columns and lines."""
        across = orientation is Qt.Orientation.Horizontal
        if role == _HERE.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if across else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == _HERE.DisplayRole:
            return self._column_words(section) if across else self._line_words(section)
        if role == _HERE.ToolTipRole and across and section < len(self._titles):
            return self._titles[section]
        return None

    def _column_words(self, column: int) -> str:
        if column in self._aside:
            return self._kit.t("{column} · set aside", column=column + 1)
        return str(column + 1)

    def _line_words(self, row: int) -> str:
        return str(self._lines[row].number or row + 1) if row < len(self._lines) else ""

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return the text of a cell, or how it is dressed."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == _HERE.DisplayRole:
            return " ".join(self._text(line, column).split())
        if role == _HERE.ToolTipRole:
            return self._text(line, column)[:LONGEST]
        if role == _HERE.AccessibleTextRole:
            return self._spoken(line, column)
        return self._dress(line, column, role)

    @staticmethod
    def _text(line: Line, column: int) -> str:
        return line.cells[column] if column < len(line.cells) else ""

    def _spoken(self, line: Line, column: int) -> str:
        text = self._text(line, column)
        return self._kit.t("Header: {text}", text=text) if line.header else text

    def _is_uneven(self, line: Line) -> bool:
        if line.header or line.skipped:
            return False
        return len(line.cells) < len(self._titles) or any(line.cells[len(self._titles) :])

    def _dress(self, line: Line, column: int, role: int) -> Any:
        kit = self._kit
        if role == _HERE.FontRole:
            return kit.font("small-strong" if line.header else "small")
        if role == _HERE.ForegroundRole:
            faint = line.skipped or column in self._aside
            return kit.colour("text3" if faint else "text")
        if role == _HERE.BackgroundRole:
            ground = "hover" if line.header else "warntint" if self._is_uneven(line) else ""
            return kit.colour(ground) if ground else None
        return None
