"""Typical people: the answers of the respondents nearest to the centre of a segment, without their names."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.waves import Answers, Wave
from persona_studio.services.segments.respondents import Given, Respondents
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.data.told import respondent
from persona_studio.ui.places.segments.cards import segment_name
from persona_studio.ui.places.segments.person import answer_told, told_first
from persona_studio.ui.widgets.labels import Paragraph

Index = QModelIndex | QPersistentModelIndex
_HERE = Qt.ItemDataRole
WIDE, TALL, ROW, QUESTION, PAD = 1000, 440, 30, 260, 32


class PeopleTable(QAbstractTableModel):
    """A row a question, a column a respondent; answers are read when they come into view."""

    def __init__(self, people: Respondents, rows: Sequence[int], asked: Sequence[str], texts: Texts) -> None:
        super().__init__()
        self._people, self._people_rows, self._asked, self._texts = people, rows, asked, texts
        self._variables = {v.id: v for v in people.wave.variables}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of questions."""
        return 0 if parent.isValid() else len(self._asked)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of respondents."""
        return 0 if parent.isValid() else len(self._people_rows)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _HERE.DisplayRole) -> Any:
        """Name questions, and respondents by the line of the file."""
        if role not in (_HERE.DisplayRole, _HERE.ToolTipRole):
            return None
        if orientation is Qt.Orientation.Vertical:
            inside = 0 <= section < len(self._asked)
            return words.shown_name(self._variables[self._asked[section]]) if inside else None
        if not 0 <= section < len(self._people_rows):
            return None
        return respondent(self._people.wave, self._people_rows[section], self._texts)

    def data(self, index: Index, role: int = _HERE.DisplayRole) -> Any:
        """Return an answer in words."""
        if not index.isValid() or role not in (_HERE.DisplayRole, _HERE.ToolTipRole):
            return None
        given: tuple[Given, ...] = self._people.gave(
            self._people_rows[index.column()], [self._asked[index.row()]]
        )
        return answer_told(given[0], self._texts) if given else ""


class _Wrapped(QStyledItemDelegate):
    """Gives answers the height of their lines: the style's own hint forgets the padding of the cells."""

    def __init__(self, kit: Kit, view: QTableView) -> None:
        super().__init__(view)
        self._kit, self._view = kit, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the words in the width of the column."""
        px = self._kit.px
        room = self._view.columnWidth(index.column()) - px(PAD)
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.TextFlag.TextWrapAnywhere)
        lines = self._view.fontMetrics().boundingRect(
            QRect(0, 0, max(room, 1), px(TALL)), flags, index.data()
        )
        return QSize(room, lines.height() + px(10))


class TypicalPeople(Sheet):
    """The respondents nearest to the centre of a segment, side by side."""

    def __init__(
        self,
        kit: Kit,
        parent: QWidget,
        found: Segmentation,
        segment: Segment,
        wave: Wave,
        answers: Answers,
    ) -> None:
        super().__init__(kit, parent, kit.t("Typical people: {name}", name=segment_name(segment, kit)))
        px = kit.px
        said = Paragraph(kit, "body", "text2")
        kit.say(
            said.setText,
            "The respondents nearest to the centre of the segment. Questions that set it apart come first.",
        )
        self.column.addWidget(said)
        asked = told_first(segment, found, {v.id: v for v in wave.variables})
        self.table = PeopleTable(Respondents(wave, answers), segment.paragons, asked, kit.t)
        self.setMinimumWidth(px(WIDE))
        view = QTableView()
        view.setObjectName("lines")
        view.setModel(self.table)
        view.setFont(kit.font("body"))
        view.setCornerButtonEnabled(False)
        view.setTabKeyNavigation(False)
        view.setMinimumHeight(px(TALL))
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.verticalHeader().setMinimumSectionSize(px(ROW))
        view.verticalHeader().setFixedWidth(px(QUESTION))
        view.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.setItemDelegate(_Wrapped(kit, view))
        kit.name(view, "Answers of typical people")
        self.column.addWidget(view)
        self.foot("Close", cancel="")
