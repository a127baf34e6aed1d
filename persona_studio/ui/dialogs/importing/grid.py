"""The table in which the first lines of a file are seen."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from persona_studio.ui.dialogs.importing.lines import LinesModel
from persona_studio.ui.kit import Kit

ROW, HEAD = 27, 30
NARROWEST, WIDEST = 64, 220
_ACROSS = Qt.Orientation.Horizontal
MEASURED = 16
"""Lines whose cells are measured for the width of a column."""


class LinesView(QTableView):
    """Lines and columns, which only scroll."""

    def __init__(self, kit: Kit, model: LinesModel) -> None:
        super().__init__()
        self._kit, self._lines = kit, model
        self.setObjectName("lines")
        self.setModel(model)
        self.setFont(kit.font("small"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        kit.name(self, "First lines of the file")
        self._heads()
        model.modelReset.connect(self._fit)
        model.headerDataChanged.connect(self._fit)

    def _heads(self) -> None:
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.setDefaultSectionSize(max(self._kit.px(ROW), self.fontMetrics().height() + self._kit.px(8)))
        for header in (rows, heads):
            header.setFont(self._kit.font("caption"))
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setFixedHeight(max(self._kit.px(HEAD), heads.fontMetrics().height() + self._kit.px(8)))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setStretchLastSection(True)

    @Slot()
    def _fit(self) -> None:
        """Give each column the width of its cells, within limits."""
        model = self._lines
        small, strong = QFontMetrics(self._kit.font("small")), QFontMetrics(self._kit.font("small-strong"))
        narrowest, widest = self._kit.px(NARROWEST), self._kit.px(WIDEST)
        for column in range(model.columnCount()):
            # Only the longest text is measured: hundreds of columns are fitted at each change.
            wide = small.horizontalAdvance(model.longest(column, MEASURED))
            head = strong.horizontalAdvance(str(model.headerData(column, _ACROSS)))
            room = max(wide, head) + self._kit.px(36)
            self.horizontalHeader().resizeSection(column, min(max(room, narrowest), widest))
