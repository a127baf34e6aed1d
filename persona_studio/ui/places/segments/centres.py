"""The map as a table: where the centre of each segment stands, in words, for those who do not see it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from persona_studio.domain.segments import Segmentation
from persona_studio.services.segments.axes import AxisTold
from persona_studio.services.segments.mapping import Ellipse
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.segments.pills import Named

Index = QModelIndex | QPersistentModelIndex
_HERE = Qt.ItemDataRole
MIDDLE = 0.1
"""Centres that near to the middle, in parts of the widest ellipse, stand at neither end."""
ROW = 41


class Centres(QAbstractTableModel):
    """A row a segment: its name and share, its respondents, where it stands on each axis."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self._rows: list[tuple[tuple[str, str], ...]] = []

    def show(
        self,
        named: Sequence[Named],
        found: Segmentation,
        ellipses: Sequence[Ellipse],
        told: Sequence[AxisTold],
        texts: Texts,
    ) -> None:
        """Show other centres."""
        self.beginResetModel()
        self._texts = texts
        text, sizes = {n.number: n.text for n in named}, {s.number: s.size for s in found.segments}
        least = MIDDLE * max((e.long for e in ellipses), default=0.0)
        none = AxisTold((), (), 0.0)
        across, up = (told[0] if told else none), (told[1] if len(told) > 1 else none)
        beside, above = (texts("left"), texts("right")), (texts("below"), texts("above"))
        self._rows = [
            (
                (text[e.number], text[e.number]),
                (texts.integer(sizes[e.number]), texts.integer(sizes[e.number])),
                self._stands(e.x, across, least, beside),
                self._stands(e.y, up, least, above),
            )
            for e in ellipses
            if e.number in text and e.number in sizes
        ]
        self.endResetModel()

    def _stands(self, value: float, axis: AxisTold, least: float, sides: tuple[str, str]) -> tuple[str, str]:
        """Return where a centre stands on an axis, and the same with what stands at that end."""
        t = self._texts
        number = t.decimal(value, 2)
        end = axis.high if value > 0 else axis.low
        if abs(value) < least or not end:
            said = t("{value}, in the middle", value=number)
            return said, said
        side = t("{value}, {side}", value=number, side=sides[value > 0])
        return side, t("{value}, towards “{end}”", value=number, end=end[0])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of segments."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name the columns."""
        if role != _HERE.DisplayRole or orientation is Qt.Orientation.Vertical or not 0 <= section < 4:
            return None
        t = self._texts
        return (t("Segments"), t("Respondents"), t("From left to right"), t("From bottom to top"))[section]

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return a cell in few words, or in full for tooltips and screen readers."""
        shown, told = (_HERE.DisplayRole,), (_HERE.ToolTipRole, _HERE.AccessibleTextRole)
        if not index.isValid() or role not in (*shown, *told):
            return None
        return self._rows[index.row()][index.column()][role in told]


class CentresView(QTableView):
    """The table of the centres."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.centres = Centres(kit.t)
        self.setModel(self.centres)
        self.setFont(kit.font("body"))
        self.setObjectName("lines")
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(kit.px(ROW))
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setStretchLastSection(True)
        kit.name(self, "Centres of the segments on the map")

    def show_centres(
        self,
        named: Sequence[Named],
        found: Segmentation,
        ellipses: Sequence[Ellipse],
        told: Sequence[AxisTold],
    ) -> None:
        """Show other centres."""
        self.centres.show(named, found, ellipses, told, self._kit.t)
        heads = self.horizontalHeader()
        for column in range(self.centres.columnCount()):
            stretched = column >= 2
            ways = QHeaderView.ResizeMode
            heads.setSectionResizeMode(column, ways.Stretch if stretched else ways.ResizeToContents)
