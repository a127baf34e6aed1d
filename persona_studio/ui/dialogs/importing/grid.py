"""The table in which the first lines of a file are seen."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from persona_studio.ui.dialogs.importing.lines import LinesModel
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.surfaces import Card

ROW, HEAD = 27, 30
NARROWEST, WIDEST = 64, 220
_ACROSS = Qt.Orientation.Horizontal
MEASURED = 16
"""Lines whose cells are measured for the width of a column."""


class Held(Card):
    """A card whose outline tells when what it holds has the keyboard."""

    def __init__(self, kit: Kit, held: QWidget, ground: str = "surface", line: str = "line") -> None:
        super().__init__(kit, ground, line)
        self._rest = ground, line
        held.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Follow the keyboard."""
        if event.type() == QEvent.Type.FocusIn:
            self.dress(self._rest[0], "accent")
        elif event.type() == QEvent.Type.FocusOut:
            self.dress(*self._rest)
        return False


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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first cell, so that arrows lead on from somewhere."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._lines.rowCount():
            self.setCurrentIndex(self._lines.index(0, 0))

    @Slot()
    def _fit(self) -> None:
        """Give each column the width of its cells, within limits."""
        model, heads = self._lines, self.horizontalHeader()
        heads.setStretchLastSection(False)  # else all sections are laid out anew for each that changes
        small, strong = QFontMetrics(self._kit.font("small")), QFontMetrics(self._kit.font("small-strong"))
        narrowest, widest = self._kit.px(NARROWEST), self._kit.px(WIDEST)
        for column in range(model.columnCount()):
            # Only the longest text is measured: hundreds of columns are fitted at each change.
            wide = small.horizontalAdvance(model.longest(column, MEASURED))
            head = strong.horizontalAdvance(str(model.headerData(column, _ACROSS)))
            room = max(wide, head) + self._kit.px(36)
            heads.resizeSection(column, min(max(room, narrowest), widest))
        heads.setStretchLastSection(True)
