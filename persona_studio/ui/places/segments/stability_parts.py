"""Parts of the stability view that answer to a press: a table that can be long, flows drawn or in numbers."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.models.figures import Cell, Head
from persona_studio.ui.places.segments.flow_drawing import FlowColumn, FlowDrawing
from persona_studio.ui.places.segments.flow_layout import Matrix
from persona_studio.ui.widgets.buttons import LINK, Button
from persona_studio.ui.widgets.figure_table import FigureTable
from persona_studio.ui.widgets.segmented import Option, Segmented

Rows = Sequence[Sequence[Cell]]
DRAWING, NUMBERS = "drawing", "numbers"


class LongTable(QWidget):
    """A table that shows its first rows, or those that matter, until all are asked for."""

    def __init__(self, kit: Kit, name: str, heads: Sequence[Head], few: Rows, every: Rows) -> None:
        super().__init__()
        self._kit, self._heads, self._few, self._every = kit, heads, few, every
        self._whole = False
        self.table = FigureTable(kit, name)
        self.more = Button(kit, LINK, small=True)
        self.more.clicked.connect(self._turn)
        self.more.setVisible(len(every) > len(few))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addStretch(1)
        column.addLayout(row)
        self._show()

    def _show(self) -> None:
        t = self._kit.t
        self.table.show_figures(self._heads, self._every if self._whole else self._few)
        self.more.setText(t("Show fewer") if self._whole else t("Show all {n}", n=len(self._every)))

    @Slot()
    def _turn(self) -> None:
        self._whole = not self._whole
        self._show()


class FlowViews(QWidget):
    """Flows as a drawing, or as the table of its numbers; ``choice`` says which."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self.choice = Segmented(kit, (Option(DRAWING, "Drawing"), Option(NUMBERS, "Numbers")), "Shown as")
        self.choice.choose(DRAWING)
        self.choice.chosen.connect(self._show_as)
        self.drawing, self.table = FlowDrawing(kit), FigureTable(kit, name)
        kit.name(self.drawing, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.drawing)
        column.addWidget(self.table)
        self.table.hide()

    def show_flows(
        self, columns: Sequence[FlowColumn], flows: Sequence[Matrix], heads: Sequence[Head], rows: Rows
    ) -> None:
        """Show other flows."""
        self.drawing.show_flows(columns, flows)
        self.table.show_figures(heads, rows)

    @Slot(str)
    def _show_as(self, way: str) -> None:
        self.drawing.setVisible(way == DRAWING)
        self.table.setVisible(way == NUMBERS)
