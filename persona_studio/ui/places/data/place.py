"""Données: import, quality, variables."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from persona_studio.domain.changes import Change
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Removal, Wave
from persona_studio.services import authoring
from persona_studio.ui import words
from persona_studio.ui.actions import Actions
from persona_studio.ui.given import given
from persona_studio.ui.models.variables import OTHERS, VARIABLE, VariableFilter, VariableTable
from persona_studio.ui.places.data.detail import WIDTH, Detail
from persona_studio.ui.places.data.quality import Examine, QualityStrip
from persona_studio.ui.places.data.table import VariableDelegate, VariableView
from persona_studio.ui.places.place import Place
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import PRIMARY, Button, Chip
from persona_studio.ui.widgets.fields import SearchField
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label
from persona_studio.ui.widgets.notes import EmptyState
from persona_studio.ui.widgets.sides import Side
from persona_studio.ui.widgets.surfaces import Card

FILTERS: tuple[tuple[str, frozenset[Role] | None], ...] = (
    ("filter.all", None),
    ("filter.active", frozenset({Role.ACTIVE})),
    ("filter.illustrative", frozenset({Role.ILLUSTRATIVE})),
    ("filter.ignored", frozenset({Role.IGNORED})),
    ("filter.others", OTHERS),
)
ROLES = (Role.ACTIVE, Role.ILLUSTRATIVE, Role.IGNORED, Role.WEIGHT, Role.IDENTIFIER, Role.VERBATIM)
KINDS = (
    Kind.NOMINAL,
    Kind.ORDINAL,
    Kind.MULTIPLE,
    Kind.NUMERIC,
    Kind.DATE,
    Kind.TEXT,
    Kind.IDENTIFIER,
    Kind.WEIGHT,
)
SAME_ANSWERS = frozenset({Kind.NOMINAL, Kind.ORDINAL})
NARROW, RAIL = 1320, 88


class DataPlace(Place):
    """The survey of the project."""

    title = "Data"

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__(studio, actions)
        self.table = VariableTable(self.kit.t)
        self.filter = VariableFilter(self.table)
        self.view = VariableView(self.kit, VariableDelegate(self.kit))
        self.view.setModel(self.filter)
        self.view.fit()
        self.view.asked.connect(self._ask_role)
        self.view.selectionModel().selectionChanged.connect(self._chosen)
        self.detail = Detail(self.kit)
        self.detail.role_wanted.connect(self._set_role_named)
        self.detail.kind_asked.connect(self._ask_kind)
        self.detail.moved.connect(self._move_level)
        self.quality = QualityStrip(self.kit)
        self.quality.asked.connect(self._examine)
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
        column = QVBoxLayout()
        column.setContentsMargins(px(32), px(25), px(24), px(20))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(px(20))
        column.addWidget(self.quality)
        column.addSpacing(px(18))
        column.addLayout(self._tools())
        column.addSpacing(px(14))
        column.addWidget(self._table_card(), 1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        self._side = Side(self.kit, self.detail, WIDTH, NARROW - RAIL)
        row.addWidget(self._side)
        return page

    def _head(self) -> QHBoxLayout:
        kit = self.kit
        title = Label(kit, "place")
        kit.say(title.setText, self.title)
        self._wave = Chip(kit, "file-text")
        self._wave.setCheckable(False)
        self._wave.clicked.connect(self._examine)
        button = Button(kit, PRIMARY, "plus").triggers(self.actions_["import"])
        kit.say(button.setText, "Import")
        row = QHBoxLayout()
        row.setSpacing(kit.px(20))
        row.addWidget(title)
        row.addWidget(self._wave)
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
        return row

    def _table_card(self) -> QWidget:
        card = Card(self.kit)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, self.kit.px(10))
        column.addWidget(self.view)
        return card

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show the newest wave."""
        wave = self.studio.project.wave
        self._pages.setCurrentIndex(1 if wave else 0)
        self.table.show(wave, self.kit.t)
        if wave is None:
            return
        self.quality.show_wave(wave)
        self._wave.setText(wave.name or self.kit.t("Survey"))
        self._wave.count(self.kit.t.integer(wave.respondents))
        self._wave.setToolTip(wave.source.file)
        self._wave.setAccessibleName(self.kit.t("How the file was read"))
        for i, (_, roles) in enumerate(FILTERS):
            self._counted[i].count(
                self.kit.t.integer(sum(roles is None or v.role in roles for v in wave.variables))
            )
        if not self.view.currentIndex().isValid() and self.filter.rowCount():
            first = next((r for r in range(self.filter.rowCount()) if self._at(r).role is Role.ACTIVE), 0)
            self.view.selectRow(first)
        self._show_detail()

    def changed(self, changes: Sequence[Change]) -> None:
        """Show what changed in the wave."""
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

    def _at(self, row: int) -> Variable:
        found: Variable = self.filter.index(row, 0).data(VARIABLE)
        return found

    def _current(self) -> Variable | None:
        index = self.view.currentIndex()
        return index.data(VARIABLE) if index.isValid() else None

    def _selected(self) -> list[Variable]:
        rows = self.view.selectionModel().selectedRows()
        return [index.data(VARIABLE) for index in rows]

    def _wave_now(self) -> Wave:
        return given(self.studio.project.wave)

    @Slot(QItemSelection, QItemSelection)
    def _chosen(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._show_detail()

    def _show_detail(self) -> None:
        variable, wave = self._current(), self.studio.project.wave if self.studio.session else None
        if variable is not None and wave is not None:
            self.detail.show_variable(self.studio.project, wave, variable, editable=self.studio.editable)

    @Slot(QAbstractButton)
    def _filtered(self, chip: QAbstractButton) -> None:
        self.filter.keep_roles(FILTERS[self._chips.id(chip)][1])

    # -------------------------------------------------------------- changing

    @Slot(QPoint)
    def _ask_role(self, at: QPoint) -> None:
        variable = self._current()
        if variable is None or not self.studio.editable or variable.personal is not None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_choices(
            menu, "role", [(r.value, words.role(r, self.kit.t)) for r in ROLES], variable.role.value
        )
        menu.addSeparator()
        kinds = menu.addMenu(self.kit.icon(words.icon(variable)), self.kit.t("Kind"))
        self._add_kinds(kinds, variable)
        menu.popup(at)

    @Slot(QPoint)
    def _ask_kind(self, at: QPoint) -> None:
        variable = self._current()
        if variable is not None and self.studio.editable:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._add_kinds(menu, variable)
            menu.popup(at)

    def _add_kinds(self, menu: QMenu, variable: Variable) -> None:
        self._add_choices(
            menu, "kind", [(k.value, words.kind(k, self.kit.t)) for k in KINDS], variable.kind.value
        )

    def _add_choices(self, menu: QMenu, what: str, choices: list[tuple[str, str]], now: str) -> None:
        group = QActionGroup(menu)
        for value, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(value == now)
            action.setData((what, value))
            group.addAction(action)
        group.triggered.connect(self._picked)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        what, value = action.data()
        if what == "role":
            self._set_role_named(value)
        else:
            self._set_kind(Kind(value))

    @Slot(str)
    def _set_role_named(self, value: str) -> None:
        chosen = [v for v in self._selected() if v.personal is None]
        ids = [v.id for v in chosen] or [v.id for v in [self._current()] if v is not None]
        edit = self.studio.attempt(authoring.set_role, self.studio.project, ids, Role(value))
        self.studio.do(edit, "Role changed")

    def _set_kind(self, kind: Kind) -> None:
        variable = self._current()
        if variable is None or variable.kind is kind:
            return
        if {variable.kind, kind} <= SAME_ANSWERS and kind is not Kind.ORDINAL:  # a scale needs its order
            self.studio.do(authoring.set_kind(self.studio.project, variable.id, kind), "Kind changed")
            return
        from persona_studio.services import importing  # noqa: PLC0415 - only when answers are read anew

        session, wave = given(self.studio.session), self._wave_now()
        self.studio.jobs.start(
            "recast",
            self.kit.t("New reading of {name}", name=words.shown_name(variable)),
            importing.recast_variable,
            session.path,
            wave.id,
            variable.id,
            kind,
            done=self._recast,
        )

    @Slot(int, int)
    def _move_level(self, code: int, steps: int) -> None:
        variable = self._current()
        if variable is None or not self.studio.editable:
            return
        levels = list(variable.levels)
        at = next(i for i, level in enumerate(levels) if level.code == code)
        if 0 <= at + steps < len(levels):
            levels.insert(at + steps, levels.pop(at))
            edit = authoring.set_levels(self.studio.project, variable.id, tuple(levels))
            self.studio.do(edit, "Answers reordered")
            self.detail.focus_level(code)

    def _recast(self, recast: object) -> None:
        from persona_studio.services import importing  # noqa: PLC0415 - loaded already

        session = self.studio.session
        if session is not None:
            self.studio.attempt(importing.keep_recast, session, recast)

    @Slot()
    def _examine(self) -> None:
        dialog = Examine(
            self.kit, self, self._wave_now(), self.actions_["reread"], editable=self.studio.editable
        )
        dialog.switched.connect(self._switch_removal)
        dialog.open()

    @Slot(str, bool)
    def _switch_removal(self, reason: str, applied: bool) -> None:
        edit = authoring.set_removal(self.studio.project, self._wave_now().id, Removal(reason), applied)
        self.studio.do(edit, "Answers left out changed")
