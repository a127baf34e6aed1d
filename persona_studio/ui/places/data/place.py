"""Données: import, quality, variables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.changes import Change
from persona_studio.domain.variables import Level, Missing, Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.ui.actions import Actions, keys_of
from persona_studio.ui.given import given
from persona_studio.ui.models.blocks import Entry
from persona_studio.ui.models.variables import ENTRY, OTHERS, VariableFilter, VariableTable
from persona_studio.ui.places.data.asking import Asking
from persona_studio.ui.places.data.cells import VariableDelegate
from persona_studio.ui.places.data.detail import WIDTH, Detail
from persona_studio.ui.places.data.hand import Hand
from persona_studio.ui.places.data.many import ManyBar
from persona_studio.ui.places.data.quality import QualityStrip
from persona_studio.ui.places.data.sources import Sources
from persona_studio.ui.places.data.table import VariableView
from persona_studio.ui.places.data.wordless import Wordless, wordless
from persona_studio.ui.places.place import Place
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import PRIMARY, Button, Chip, IconButton
from persona_studio.ui.widgets.fields import SearchField
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.keeping import Keyboard
from persona_studio.ui.widgets.labels import Label
from persona_studio.ui.widgets.notes import EmptyState
from persona_studio.ui.widgets.sides import Side
from persona_studio.ui.widgets.surfaces import Card, Column

if TYPE_CHECKING:
    from persona_studio.ui.personal_data import PersonalGestures

FILTERS: tuple[tuple[str, frozenset[Role] | None], ...] = (
    ("filter.all", None),
    ("filter.active", frozenset({Role.ACTIVE})),
    ("filter.illustrative", frozenset({Role.ILLUSTRATIVE})),
    ("filter.ignored", frozenset({Role.IGNORED})),
    ("filter.others", OTHERS),
)
NARROW, RAIL = 1320, 88


class DataPlace(Place):
    """The survey of the project."""

    title = "Data"

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__(studio, actions)
        self.table = VariableTable(self.kit.t)
        self.filter = VariableFilter(self.table)
        self.view = VariableView(self.kit, VariableDelegate(self.kit), self.filter)
        self.view.fit()
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.view.selectionModel().currentRowChanged.connect(self._show_current)
        self.detail = Detail(self.kit)
        self._personal: PersonalGestures | None = None
        self.many = ManyBar(self.kit)
        self.hand = Hand(studio)
        self.asking = Asking(studio, self, self, self.hand, self.view, self.detail)
        self._listen()
        self.quality = QualityStrip(self.kit)
        self.quality.asked.connect(self._examine)
        self.wordless = Wordless(self.kit, ("Write the words", self._write_words), actions["reread"])
        self.search = SearchField(self.kit, "Search a variable")
        self.search.textChanged.connect(self.filter.keep_text)
        self._chips = QButtonGroup(self)
        self._counted: list[Chip] = []
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self._full())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._keyboard = Keyboard(self, self.panels)
        actions.on("segment", self._go_and_segment)

    def _listen(self) -> None:
        """Let what the widgets want be asked, and done."""
        self.view.asked.connect(self.asking.ask)
        self.view.entered.connect(self.detail.focus_answers)
        self.many.asked.connect(self.asking.ask)
        self.hand.made.connect(self._go_to)
        self.table.reworded.connect(self.hand.reword)
        self.detail.personal_asked.connect(self._ask_personal)
        self.detail.role_wanted.connect(self.asking.set_role)
        self.detail.kind_asked.connect(self._ask_kind)
        self.detail.menu_asked.connect(self.asking.ask_answers)
        self.detail.grouped.connect(self.asking.group_levels)
        self.detail.merged.connect(self._merge)
        self.detail.unsaid.connect(self._count_missing)
        self.detail.kept.connect(self._keep)
        self.detail.title.written.connect(self._reword)
        self.detail.answers.stepped.connect(self._step)
        self.detail.levels.moved.connect(self._move)
        self.detail.levels.renamed.connect(self._rename)

    # -------------------------------------------------------------- building

    def _empty(self) -> QWidget:
        state = EmptyState(
            self.kit,
            "file-spreadsheet",
            "Import a first survey",
            "Excel, CSV or SPSS. Columns are recognised, you check their role.",
        )
        choose = Button(self.kit, PRIMARY).triggers(self.actions_["import"])
        self.kit.say(choose.setText, "Choose a file")
        state.act(choose)
        return state.centred(500)

    def _full(self) -> QWidget:
        px = self.kit.px
        page = QWidget()
        # It scrolls: with large text on a low screen, all that stands above the table would be crushed.
        self._scrolled = Column(self.kit, margins=(32, 25, 24, 20))
        column = self._scrolled.rows
        column.addLayout(self._head())
        column.addSpacing(px(20))
        column.addWidget(self.quality)
        column.addWidget(self.wordless)
        column.addSpacing(px(18))
        column.addLayout(self._tools())
        column.addSpacing(px(14))
        column.addWidget(self._table_card(), 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._scrolled, 1)
        self._side = Side(self.kit, self.detail, WIDTH, NARROW - RAIL)
        row.addWidget(self._side)
        return page

    def _head(self) -> QHBoxLayout:
        kit = self.kit
        title = Label(kit, "place")
        kit.say(title.setText, self.title)
        self._sources = Sources(kit, self.actions_)
        self._sources.asked.connect(self._examine)
        button = Button(kit, PRIMARY, "plus").triggers(self.actions_["import"])
        kit.say(button.setText, "Import")
        row = QHBoxLayout()
        row.setSpacing(kit.px(20))
        row.addWidget(title)
        row.addWidget(self._sources)
        row.addStretch(1)
        row.addWidget(button)
        return row

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.kit.px(6))
        self.search.setMinimumWidth(self.kit.px(150))
        self.search.setMaximumWidth(self.kit.px(230))
        row.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(self.kit.px(14))
        chips = QWidget()
        flow = Flow(self.kit.px(6), self.kit.px(6))
        chips.setLayout(flow)
        for i, (text, _) in enumerate(FILTERS):
            chip = Chip(self.kit)
            self.kit.say(chip.setText, text)
            self.kit.name(chip, text)
            chip.setChecked(i == 0)
            self._chips.addButton(chip, i)
            self._counted.append(chip)
            flow.addWidget(chip)
        self._chips.buttonClicked.connect(self._filtered)
        row.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self._make = IconButton(self.kit, "list-plus", "Create a variable")
        self._make.clicked.connect(self._ask_make)
        row.addWidget(self._make, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _table_card(self) -> QWidget:
        card = Card(self.kit)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, self.kit.px(10))
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.many)
        return card

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show the newest wave."""
        wave = self.studio.project.wave
        self._pages.setCurrentIndex(1 if wave else 0)
        current = self._entry()
        self.table.editable = self.studio.editable
        self.table.show(wave, self.kit.t)
        if current is not None and not self.view.currentIndex().isValid():
            self._go_to(current.key)
        if wave is None:
            return
        self.quality.show_wave(wave, self.studio.project.segmentation)
        self.wordless.show_project(self.studio.project, wave, editable=self.studio.editable)
        self._sources.show_wave(wave)
        for i, (_, roles) in enumerate(FILTERS):
            self._counted[i].count(
                self.kit.t.integer(sum(roles is None or v.role in roles for v in wave.variables))
            )
        self._make.setEnabled(self.studio.editable)
        if not self.view.currentIndex().isValid() and self.filter.rowCount():
            rows = range(self.filter.rowCount())
            self.view.choose(next((r for r in rows if self._at(r).variables[0].role is Role.ACTIVE), 0))
        self._show_detail()

    def changed(self, changes: Sequence[Change]) -> None:
        """Show what changed in the wave; the keyboard stays where it is."""
        with self._keyboard.kept():
            self.refresh()

    def panels(self) -> list[QWidget]:
        """Return table and detail."""
        return [self.view, self.detail] if self.studio.project.wave else []

    def filter_field(self) -> QWidget | None:
        """Return the search field."""
        return self.search

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the detail panel in a narrow window."""
        super().resizeEvent(event)
        self._side.fit(self.width())

    def _at(self, row: int) -> Entry:
        found: Entry = self.filter.index(row, 0).data(ENTRY)
        return found

    def _entry(self) -> Entry | None:
        index = self.view.currentIndex()
        return index.data(ENTRY) if index.isValid() else None

    def current(self) -> Variable | None:
        """Return the variable of the current row, None on the row of a whole question."""
        entry = self._entry()
        return entry.variable if entry is not None else None

    def chosen(self) -> list[Variable]:
        """Return the variables of the chosen rows, each once, in the order of the table."""
        rows = sorted(self.view.selectionModel().selectedRows(), key=lambda index: index.row())
        entries: list[Entry] = [index.data(ENTRY) for index in rows]
        current = self._entry()
        if not entries and current is not None:
            entries = [current]
        return list({v.id: v for entry in entries for v in entry.variables}.values())

    def _wave_now(self) -> Wave:
        return given(self.studio.project.wave)

    @Slot(QItemSelection, QItemSelection)
    def _chosen(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self.many.show_count(len(self.chosen()), editable=self.studio.editable)

    @Slot()
    def _show_current(self) -> None:
        self._scroll_to_current()
        self.detail.answers.clearSelection()
        self._show_detail()
        entry = self._entry()
        if entry is not None and entry.level is not None:
            self.detail.answers.choose((entry.level.code,))

    def _scroll_to_current(self) -> None:
        """Let the page follow the keyboard: the table knows only that the row is in its own view."""
        if self.view.hasFocus():
            row = self.view.visualRect(self.view.currentIndex())
            at = self.view.viewport().mapTo(self._scrolled.content, row.center())
            self._scrolled.ensureVisible(at.x(), at.y(), 0, row.height())

    def _show_detail(self) -> None:
        entry, wave = self._entry(), self.studio.project.wave if self.studio.session else None
        if entry is not None and wave is not None:
            self.detail.show_entry(self.studio.project, wave, entry, editable=self.studio.editable)

    @Slot(str)
    def _go_to(self, key: str) -> None:
        """Stand on a variable; filters that hide it are lifted, its question is opened."""
        row = self.table.row_of(key)
        if row < 0:
            return
        index = self.filter.mapFromSource(self.table.index(row, 0))
        if not index.isValid():
            entry = self.table.entry(row)
            if entry.under:
                self.filter.unfold(entry.under)
            index = self.filter.mapFromSource(self.table.index(row, 0))
        if index.isValid():
            self.view.choose(index.row(), max(0, self.view.currentIndex().column()))
            self.view.scrollTo(index)

    def enter(self) -> None:
        """Come into view, perhaps on a variable that was asked for elsewhere."""
        super().enter()
        wanted, self.studio.wanted_variable = self.studio.wanted_variable, ""
        if wanted and self.table.row_of(wanted) >= 0:
            self.search.clear()
            self._chips.button(0).click()  # nothing may hide it
            self._go_to(wanted)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QAbstractButton)
    def _filtered(self, chip: QAbstractButton) -> None:
        self.filter.keep_roles(FILTERS[self._chips.id(chip)][1])

    # -------------------------------------------------------------- changing

    @Slot(QPoint)
    def _ask_kind(self, at: QPoint) -> None:
        self.asking.ask(at, "kind")

    @Slot()
    def _ask_make(self) -> None:
        self.asking.ask(self._make.mapToGlobal(QPoint(0, self._make.height())), "make")

    @Slot()
    def _write_words(self) -> None:
        """Begin to write the words of the first question that has none."""
        bare = wordless(self._wave_now())
        if bare:
            self.search.clear()
            self._chips.button(0).click()
            self._go_to(bare[0].id)
            self._side.open()
            self.detail.title.write()

    @Slot(str)
    def _reword(self, text: str) -> None:
        self.hand.reword(given(self.current()), text)

    @Slot(int, str)
    def _rename(self, code: int, text: str) -> None:
        self.hand.rename(given(self.current()), code, text)

    @Slot(object, int)
    def _step(self, codes: Sequence[int], steps: int) -> None:
        self.hand.step(given(self.current()), codes, steps)
        self.detail.focus_answers(codes)

    @Slot(object, int)
    def _move(self, codes: Sequence[int], before: int) -> None:
        self.hand.move(given(self.current()), codes, before)
        self.detail.focus_answers(codes)

    @Slot(object)
    def _merge(self, alike: Sequence[Sequence[Level]]) -> None:
        self.hand.merge(given(self.current()), alike)

    @Slot(object)
    def _count_missing(self, unsaid: Sequence[tuple[Level, Missing]]) -> None:
        variable = given(self.current())
        for reason in dict.fromkeys(why for _, why in unsaid):
            self.hand.set_missing(variable, [level.code for level, why in unsaid if why is reason], reason)

    @Slot(str)
    def _keep(self, reason: str) -> None:
        self.hand.keep_answers(given(self.current()), reason)

    @Slot(QPoint)
    def _ask_personal(self, at: QPoint) -> None:
        self._gestures().ask(given(self.current()), at, self)

    def _gestures(self) -> "PersonalGestures":
        from persona_studio.ui.personal_data import PersonalGestures  # noqa: PLC0415 - few surveys hold any

        if self._personal is None:
            self._personal = PersonalGestures(self.studio, self)
        return self._personal

    @Slot()
    def _go_and_segment(self) -> None:
        """Lead to where segments are formed, and say which key forms them there."""
        if self.isVisible() and self.studio.session is not None and self.studio.project.wave is not None:
            # After the other place has heard of the key: it must not take it as meant for itself.
            QTimer.singleShot(0, self._go_to_segments)

    @Slot()
    def _go_to_segments(self) -> None:
        said = self.kit.t("Check what forms the segments, then press {keys} again.", keys=keys_of("segment"))
        self.studio.wanted.emit("segments")
        self.studio.said.emit(said, False)

    @Slot()
    def _examine(self) -> None:
        from persona_studio.ui.places.data.examine import Examine  # noqa: PLC0415 - when first asked for

        Examine(self.studio, self.actions_["reread"], self._gestures(), self).open()
