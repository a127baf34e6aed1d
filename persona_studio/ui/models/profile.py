"""The profile of the segments: rows are answers by theme, columns segments, cells shares or means."""

from collections.abc import Sequence
from math import log2
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from persona_studio.domain.segments import Segment
from persona_studio.services.segments.profiling import Cell, Group, Row
from persona_studio.texts import Texts
from persona_studio.ui import words

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
_HERE = Qt.ItemDataRole
CLAMP, POWER = 1.6, 0.8
LARGE = 0.8
"""Cohen's d of a large difference (Cohen 1988): a mean that far from everybody's is tinted fully."""


def strength(cell: Cell, *, mean: bool = False) -> float:
    """Return how strongly a cell is tinted, -1 (under-represented, or lower) to 1 (over-represented)."""
    if mean:
        t = CLAMP * cell.effect / LARGE
    elif cell.overall <= 0:
        return 0.0
    else:
        t = log2(max(cell.share, 1e-6) / cell.overall)
    t = max(-CLAMP, min(CLAMP, t))
    tint: float = (abs(t) / CLAMP) ** POWER
    return tint if t >= 0 else -tint


class ProfileTable(QAbstractTableModel):
    """The rows as a table; the last column is everybody. A row without cells is the name of a theme."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._rows: list[Row | str] = []
        self._segments: Sequence[Segment] = ()

    def show(self, segments: Sequence[Segment], groups: Sequence[Group], texts: Texts) -> None:
        """Show other segments, or other answers."""
        self.beginResetModel()
        self._texts, self._segments = texts, segments
        self._rows = self._lines(groups)
        self.endResetModel()

    def fill(self, groups: Sequence[Group]) -> None:
        """Show the same answers with more figures; what is chosen stays chosen."""
        rows = self._lines(groups)
        if len(rows) != len(self._rows):
            return
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def _lines(self, groups: Sequence[Group]) -> list[Row | str]:
        t = self._texts
        lines: list[Row | str] = []
        for group in groups:
            lines.append(t.code("theme", group.theme.value if group.theme else "illustrative"))
            lines += group.rows
        return lines

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments, one a column."""
        return self._segments

    def row(self, row: int) -> Row | None:
        """Return an answer, None at the name of a theme."""
        line = self._rows[row]
        return None if isinstance(line, str) else line

    def words(self, row: int) -> tuple[str, str]:
        """Return the whole line in words, and its answer alone (empty for a mean or a theme)."""
        line = self._rows[row]
        if isinstance(line, str):
            return line, ""
        answer, question = words.row_words(line.variable, line.level)
        if line.level is None:  # first: the end of a long line is cut, and its figures are no shares
            return self._texts("Mean: {question}", question=question), ""
        return words.finding_line(answer, question, self._texts), answer

    def told(self, row: int, column: int) -> tuple[str, str, str]:
        """Return a cell in words: who and what, how much, and how far that is from everybody."""
        line, t = self.row(row), self._texts
        cell = line.cells[column] if line is not None and column < len(line.cells) else None
        if line is None or cell is None:
            return "", "", ""
        who = f"{self._segments[column].name}, {self.words(row)[0]}"
        if line.level is None:
            everybody = t("everybody {value}", value=words.number(cell.overall, t))
            return who, words.number(cell.share, t), everybody
        times = cell.share / cell.overall if cell.overall else 0.0
        return who, t.percent(cell.share), t("{ratio} times everybody", ratio=t.decimal(times, 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of answers and themes."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return one column a segment, and everybody."""
        return 0 if parent.isValid() else len(self._segments) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keyboard pass over the names of themes and everybody's column."""
        if not index.isValid() or self.row(index.row()) is None or index.column() >= len(self._segments):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name segments and answers."""
        if role not in (_HERE.DisplayRole, _HERE.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            return self.words(section)[0] if 0 <= section < len(self._rows) else None
        if section == len(self._segments):
            return self._texts("Everybody")
        if not 0 <= section < len(self._segments):
            return None
        segment, t = self._segments[section], self._texts
        told = t.plural("{n} respondent", "{n} respondents", segment.size)
        return segment.name if role == _HERE.DisplayRole else f"{segment.name}, {told}"

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return a figure (percent or mean), its cell, or the whole in a sentence."""
        line = self.row(index.row()) if index.isValid() else None
        if line is None:
            return None
        if index.column() == len(self._segments):
            return self._figure(line, line.overall) if role == _HERE.DisplayRole else None
        cell = line.cells[index.column()]
        if role == CELL or cell is None:
            return cell if role == CELL else None
        if role == _HERE.DisplayRole:
            return self._figure(line, cell.share)
        if role in (_HERE.ToolTipRole, _HERE.AccessibleTextRole):
            return self._sentence(index.row(), index.column(), cell)
        return None

    def _figure(self, line: Row, value: float) -> str:
        t = self._texts
        return words.number(value, t) if line.level is None else t.integer(value * 100)

    def _sentence(self, row: int, column: int, cell: Cell) -> str:
        t, found = self._texts, cell.finding
        who, value, rest = self.told(row, column)
        said = f"{t('{question}: {answer}', question=who, answer=value)}\u202f· {rest}"
        if found is None:
            return f"{said}. {t('This gap may be due to chance.')}"
        if found.level is None:
            return f"{said}. {t('{n} respondents answered.', n=found.base)}"
        figures = t(
            "{count} of {base} respondents, test value {v}",
            count=found.count,
            base=found.base,
            v=t.decimal(found.v, 1),
        )
        return f"{said}. {figures}"
