"""The heat map of the segments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import (
    QItemSelection,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
)

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.services.personas import keeping
from persona_studio.services.segments import profiling, shaping
from persona_studio.services.segments.profiling import Cell, Group, Key
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.profile import CELL, ProfileTable
from persona_studio.ui.places.segments.cards import segment_name
from persona_studio.ui.places.segments.heat import HEAD, LABELS, CellDelegate, Heads, Labels, Legend
from persona_studio.ui.places.segments.tab import Tab
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import SECONDARY, Button, Chip
from persona_studio.ui.widgets.labels import Elided, Label
from persona_studio.ui.widgets.surfaces import Card

OVERALL = 80
LABELS_PART = 0.32
"""Share of a small window that the words of the rows take."""
WIDE_FOOT = 860
FAMILY = "profile"


class ProfileTab(Tab):
    """The heat map in its card; what no finding holds is counted meanwhile."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._found: Segmentation | None = None
        self._groups: tuple[Group, ...] = ()
        self._counted: dict[Key, tuple[Cell | None, ...]] = {}
        self._counted_of: object = None
        self.profile = Profile(self.kit)
        self.profile.wider.toggled.connect(self._widen)
        self.profile.chosen.connect(self._offer)
        self.profile.keep.clicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, self.kit.px(2), self.kit.px(20))
        column.addWidget(self.profile)

    def show_segmentation(self, found: Segmentation) -> None:
        """Show the profile of the segments."""
        self._found = found
        of = (self.studio.session, found.id, shaping.state_of(found))
        if self._counted_of != of:
            self._counted_of, self._counted = of, {}
        self._show()

    @Slot()
    def _widen(self) -> None:
        self._show()

    def _show(self) -> None:
        found, kit = self._found, self.kit
        if found is None:
            return
        everything = self.profile.wider.isChecked()
        self._groups = profiling.groups_of(found, self.variables_of(found), everything=everything)
        named = [replace(s, name=segment_name(s, kit)) for s in found.segments]
        groups = profiling.filled(self._groups, self._counted)
        self.profile.show_segments(named, groups, self.accents_of(found))
        self._offer()
        self._count(found)

    def _count(self, found: Segmentation) -> None:
        """Have counted in the worker what is not known yet."""
        session = self.studio.session
        keys = tuple(key for key in profiling.missing(self._groups) if key not in self._counted)
        if session is None or not keys:
            return
        path, title = session.path, self.kit.t("Profile")
        self.studio.jobs.start(
            FAMILY,
            title,
            profiling.count_file,
            path,
            found.id,
            keys,
            done=partial(self._count_done, self._counted_of),
            failed=self._give_up,
        )

    def _count_done(self, of: object, counted: dict[Key, tuple[Cell | None, ...]]) -> None:
        if of == self._counted_of:  # else these are figures of segments that are no more
            self._counted |= counted
            self.profile.table.fill(profiling.filled(self._groups, self._counted))

    def _give_up(self, _error: object) -> None:
        """Leave cells empty: the segmentation was taken out, or its file is not to be read now."""

    # -------------------------------------------------------------- keeping a finding

    @Slot()
    def _offer(self) -> None:
        """Offer to keep the chosen finding where its segment has a persona."""
        found, t = self._found, self.kit.t
        segment, finding = self.profile.choice()
        button = self.profile.keep
        persona = keeping.persona_of(self.studio.project, segment) if found and segment else None
        button.setVisible(persona is not None)
        if persona is None:
            return
        there = finding is not None and keeping.is_kept(persona, finding)
        button.setEnabled(self.studio.editable and finding is not None and finding.shown and not there)
        if there:
            button.setToolTip(t("The sheet of {name} says so already.", name=persona.name))
        elif finding is None or not finding.shown:
            button.setToolTip(t("This gap may be due to chance."))
        else:
            button.setToolTip(t("Add this finding to the sheet of {name}.", name=persona.name))

    @Slot()
    def _keep(self) -> None:
        found, session = self._found, self.studio.session
        segment, finding = self.profile.choice()
        if found is None or session is None or segment is None or finding is None:
            return
        edit = self.studio.attempt(
            keeping.keep_finding,
            self.studio.project,
            found,
            found.segment(segment.id),
            finding,
            session.answers(found.wave),
            session.labels(found.labels_key),
        )
        self.studio.do(edit, "Finding added to the sheet", say=True)


class Profile(Card):
    """The heat map with its legend, the chosen cell in words and the button that keeps it."""

    chosen = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        px = kit.px
        self.table = ProfileTable(kit.t)
        self.view = QTableView()
        self._heads, self._labels = Heads(kit, {}), Labels(kit)
        self.view.setHorizontalHeader(self._heads)
        self.view.setVerticalHeader(self._labels)
        self.view.setItemDelegate(CellDelegate(kit))
        self.view.setModel(self.table)
        self.view.setShowGrid(False)
        self.view.setCornerButtonEnabled(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setTabKeyNavigation(False)
        kit.name(self.view, "Profile of the segments, in percent")
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self._corner = Elided(kit, "small", "text2")
        self._corner.setParent(self.view)
        kit.say(self._corner.setText, "In % of each segment, and number of respondents")
        self.wider = Chip(kit)
        self.wider.setParent(self.view)
        kit.say(self.wider.setText, "All answers")
        kit.hint(self.wider, "Show all answers that set a segment apart")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(14), px(16), px(14))
        column.setSpacing(px(8))
        column.addWidget(self.view, 1)
        self._below = self._foot()
        column.addLayout(self._below)

    def _foot(self) -> QBoxLayout:
        kit, px = self._kit, self._kit.px
        self._fact, self._value = Elided(kit, "small-strong"), Label(kit, "small-strong")
        self._rest = Label(kit, "small", "text2")
        self._fact.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.keep = Button(kit, SECONDARY, "plus", small=True)
        kit.say(self.keep.setText, "Keep this finding")
        self.keep.hide()
        under, over = Label(kit, "small", "text2"), Label(kit, "small", "text2")
        kit.say(under.setText, "Under-represented")
        kit.say(over.setText, "Over-represented")
        legend, chosen = QHBoxLayout(), QHBoxLayout()
        for row in (legend, chosen):
            row.setSpacing(px(10))
        for part in (under, Legend(kit), over):
            legend.addWidget(part)
        legend.addStretch(1)
        chosen.addStretch(1)
        chosen.addWidget(self._fact, 100)
        for widget in (self._value, self._rest, self.keep):
            chosen.addWidget(widget)
        foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(px(10))
        foot.addLayout(legend)
        foot.addLayout(chosen, 1)
        return foot

    def show_segments(
        self, segments: Sequence[Segment], groups: Sequence[Group], accents: Mapping[Id, Wears]
    ) -> None:
        """Show other segments, or other answers; the cell that was chosen stays so where it still is."""
        row, column = self._chosen_key()
        self.table.show(segments, groups, self._kit.t)
        self._heads.dress(accents)
        self.wider.adjustSize()
        heads = self.view.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        if segments:
            heads.setSectionResizeMode(len(segments), QHeaderView.ResizeMode.Fixed)
            heads.resizeSection(len(segments), self._kit.px(OVERALL))
        self._choose(row, column)

    def _chosen_key(self) -> tuple[Key | None, int]:
        index = self.view.currentIndex()
        row = self.table.row(index.row()) if index.isValid() else None
        return (row.key if row is not None else None), index.column()

    def _choose(self, key: Key | None, column: int) -> None:
        rows = range(self.table.rowCount())
        place = next((i for i in rows if (row := self.table.row(i)) is not None and row.key == key), None)
        if key is not None and place is not None and column < len(self.table.segments):
            self.view.setCurrentIndex(self.table.index(place, column))
        else:
            self._tell_choice()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the figures on small screens."""
        super().resizeEvent(event)
        px = self._kit.px
        wide = min(px(LABELS), round(self.width() * LABELS_PART))
        ways, roomy = QBoxLayout.Direction, self.width() >= px(WIDE_FOOT)
        self._below.setDirection(ways.LeftToRight if roomy else ways.TopToBottom)
        self._labels.setFixedWidth(wide)
        self.wider.move(0, 0)
        self.wider.adjustSize()
        self._corner.setGeometry(0, px(HEAD) - px(20), wide - px(12), px(18))

    def choice(self) -> tuple[Segment | None, Finding | None]:
        """Return the segment and the finding of the chosen cell."""
        index = self.view.currentIndex()
        cell: Cell | None = index.data(CELL) if index.isValid() else None
        if cell is None:
            return None, None
        return self.table.segments[index.column()], cell.finding

    @Slot(QItemSelection, QItemSelection)
    def _tell(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self._tell_choice()
        self.chosen.emit()

    def _tell_choice(self) -> None:
        index = self.view.currentIndex()
        told = self.table.told(index.row(), index.column()) if index.isValid() else ("", "", "")
        for part, text in zip((self._fact, self._value, self._rest), told, strict=True):
            part.setText(text)
