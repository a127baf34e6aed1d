"""The profile of the segments: rows are answers, columns are segments, cells are shares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.variables import Variable
from persona_studio.texts import Texts
from persona_studio.ui import words

Index = QModelIndex | QPersistentModelIndex
FINDING = Qt.ItemDataRole.UserRole
_HERE = Qt.ItemDataRole
PER_SEGMENT = 6
CLAMP, POWER = 1.6, 0.8


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One answer, its finding in each segment (None: not compared there), everybody's share."""

    text: str
    question: str
    active: bool
    cells: tuple[Finding | None, ...]
    overall: float


def profile_rows(
    segments: Sequence[Segment], variables: Mapping[Id, Variable], t: Texts, most: int = PER_SEGMENT
) -> list[ProfileRow]:
    """Return the answers that set some segment apart, active questions first, in the order of the survey."""
    wanted: dict[tuple[Id, int], bool] = {}
    for segment in segments:
        strong = sorted(
            (f for f in segment.findings if f.shown and f.level is not None), key=lambda f: -abs(f.v)
        )
        wanted |= {(f.variable, f.level): f.active for f in strong[:most] if f.level is not None}
    order = {v: i for i, v in enumerate(variables)}
    keys = sorted(wanted, key=lambda key: (not wanted[key], order.get(key[0], 0), key[1]))
    found = [{(f.variable, f.level): f for f in segment.findings} for segment in segments]
    rows = []
    for key in keys:
        cells = tuple(each.get(key) for each in found)
        one = next(cell for cell in cells if cell is not None)
        answer, question = words.finding(one, dict(variables))
        rows.append(ProfileRow(answer, question, wanted[key], cells, one.overall))
    return rows


def strength(finding: Finding) -> float:
    """Return how strongly a cell is tinted, -1 (under-represented) to 1 (over-represented)."""
    if finding.overall <= 0:
        return 0.0
    ratio = max(finding.share, 1e-6) / finding.overall
    t = max(-CLAMP, min(CLAMP, log2(ratio)))
    tint: float = (abs(t) / CLAMP) ** POWER
    return tint if t >= 0 else -tint


class ProfileTable(QAbstractTableModel):
    """The rows as a table; the last column is everybody."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._rows: Sequence[ProfileRow] = ()
        self._segments: Sequence[Segment] = ()

    def show(self, segments: Sequence[Segment], variables: Mapping[Id, Variable], texts: Texts) -> None:
        """Show other segments."""
        self.beginResetModel()
        self._texts, self._segments = texts, segments
        self._rows = profile_rows(segments, variables, texts)
        self.endResetModel()

    @property
    def segments(self) -> Sequence[Segment]:
        """The segments, one a column."""
        return self._segments

    def row(self, row: int) -> ProfileRow:
        """Return a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of answers."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return one column a segment, and everybody."""
        return 0 if parent.isValid() else len(self._segments) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name segments and answers."""
        if role != _HERE.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._rows[section].text if 0 <= section < len(self._rows) else None
        if section == len(self._segments):
            return self._texts("Everybody")
        return self._segments[section].name if 0 <= section < len(self._segments) else None

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return a share in percent, its finding, or the whole in a sentence."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if column == len(self._segments):
            return self._texts.integer(row.overall * 100) if role == _HERE.DisplayRole else None
        finding = row.cells[column]
        if role == FINDING or finding is None:
            return finding if role == FINDING else None
        if role == _HERE.DisplayRole:
            return self._texts.integer(finding.share * 100)
        if role in (_HERE.ToolTipRole, _HERE.AccessibleTextRole):
            name = self._segments[column].name
            return f"{name}. {words.finding_told(finding, row.text, row.question, self._texts)}"
        return None
