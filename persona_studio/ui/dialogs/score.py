"""The sum or the mean of items."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from persona_studio.domain.transforms import Score
from persona_studio.domain.variables import Variable
from persona_studio.ui import words
from persona_studio.ui.dialogs.deriving import Deriving
from persona_studio.ui.dialogs.pick import VariableList
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.segmented import Option, Segmented

MEAN, SUM = "mean", "sum"
FEWEST = 2


class MakeScore(Deriving):
    """Asks for the items, and for their sum or mean."""

    needs = "Choose two items at least."

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        items: Sequence[Variable],
        chosen: Sequence[Variable],
        respondents: int,
    ) -> None:
        super().__init__(kit, parent, kit.t("Make a score"), respondents)
        self._items = list(items)
        self.how = Segmented(kit, (Option(MEAN, "Mean"), Option(SUM, "Sum")), "Score")
        self.how.choose(MEAN)
        self.how.chosen.connect(self.look)
        self._model = VariableList(kit, self._items)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setFont(kit.font("body"))
        # Each press adds or takes one: nobody loses a choice of twenty items by a slip.
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.list.setMinimumHeight(kit.px(40) * min(self.rows, 4))
        self.list.setObjectName("choices")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._choose(chosen)
        self.list.selectionModel().selectionChanged.connect(self._changed)
        self.field("Score", self.how)
        self.field("Items", self.list)
        note = Paragraph(kit, "small", "text2")
        note.setText(kit.t("Who answered fewer than half of the items has no score."))
        self.grid.addWidget(note, self.grid.rowCount(), 1)
        self.label.setText(kit.t("Score"))
        self.finish("Create")
        self.list.setFocus()

    def _choose(self, chosen: Sequence[Variable]) -> None:
        ids = {variable.id for variable in chosen}
        for row, variable in enumerate(self._items):
            if variable.id in ids:
                index = self._model.index(row)
                self.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
                self.list.scrollTo(index)

    def transform(self) -> Score | None:
        """Return the score asked for; None while fewer than two items are chosen."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        if len(rows) < FEWEST:
            return None
        label = self.label.text().strip() or words.shown_name(self._items[rows[0]])
        ids = tuple(self._items[row].id for row in rows)
        return Score(ids, self.how.value() == MEAN, label, self.replaces)

    @Slot(QItemSelection, QItemSelection)
    def _changed(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self.later()
