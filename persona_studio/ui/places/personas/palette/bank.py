"""Banque: what comes back from one project to the next, searched, placed, added to."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from persona_studio.domain.bank import Entry, EntryKind
from persona_studio.domain.personas import Attribute, Persona
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.services.personas import bank
from persona_studio.services.personas.lines import where
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.kit import Kit
from persona_studio.ui.mime import Carried
from persona_studio.ui.models.palette import PaletteList
from persona_studio.ui.places.personas.palette.carrying import CarryList
from persona_studio.ui.places.personas.palette.desk import Desk, Placer, popup
from persona_studio.ui.places.personas.palette.page import Page
from persona_studio.ui.places.personas.palette.rows import RowDelegate
from persona_studio.ui.widgets.buttons import SECONDARY, Button, Chip
from persona_studio.ui.widgets.fields import SearchField
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.notes import INFORMATION, WARNING, Strip
from persona_studio.ui.widgets.surfaces import Panel

KINDS = {
    EntryKind.TRAIT: ("Traits", "sliders-horizontal"),
    EntryKind.ATTRIBUTE: ("Attributes", "text"),
    EntryKind.CHANNEL: ("Channels", "megaphone"),
    EntryKind.OBSTACLE: ("Obstacles", "shield"),
}


class EntryRow:
    """An entry of the list."""

    __slots__ = ("entry",)

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    @property
    def key(self) -> str:
        """What names it."""
        return self.entry.id


class EntryDelegate(RowDelegate):
    """Paints entries with the icon of their kind."""

    mark_ink = "text3"

    def mark(self, row: EntryRow) -> str:
        """Return the icon of the kind."""
        return KINDS[row.entry.kind][1]


class EntryList(CarryList):
    """F2 renames an entry."""

    def __init__(self, page: "BankPage", kit: Kit, model: PaletteList) -> None:
        super().__init__(kit, model, EntryDelegate(kit), page.carried)
        self._page = page

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename the chosen entry."""
        row = self.chosen()
        if row is not None and event.key() == Qt.Key.Key_F2:
            self._page.ask_name(row)
        else:
            super().keyPressEvent(event)


class BankPage(Page):
    """The tab of the bank."""

    def __init__(self, kit: Kit, desk: Desk, placer: Placer) -> None:
        super().__init__(kit, SearchField(kit, "Search the bank"))
        self._desk, self._placer = desk, placer
        self._bank = bank.Bank()
        self._entries: tuple[Entry, ...] = ()
        self._chips: dict[EntryKind, Chip] = {}
        self.list = EntryList(self, kit, PaletteList(self._told))
        kit.name(self.list, "Entries of the bank")
        self.head.addWidget(self._kinds())
        self.note = Strip(kit, radius=0)
        self.fill(self.list, self.note, self._foot())
        self.search.textChanged.connect(self._listed)
        self.list.wanted.connect(self._place)
        self.list.menued.connect(self._menu)
        self.list.removing.connect(self._delete)

    def _kinds(self) -> QWidget:
        holder = QWidget()
        row = Flow(self._kit.px(6), self._kit.px(6))
        holder.setLayout(row)
        for kind, (words, _) in KINDS.items():
            chip = self._chips[kind] = Chip(self._kit)
            self._kit.say(chip.setText, words)
            self._kit.name(chip, words)
            chip.toggled.connect(self._listed)
            row.addWidget(chip)
        return holder

    def _foot(self) -> Panel:
        foot = Panel(self._kit, "surface", "t")
        self.keep = Button(self._kit, SECONDARY, "plus", small=True)
        self._kit.say(self.keep.setText, "Add the chosen line")
        self.keep.clicked.connect(self._add)
        column = QVBoxLayout(foot)
        px = self._kit.px
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        return foot

    # -------------------------------------------------------------- showing

    def show_persona(self, _project: Project, _persona: Persona) -> None:
        """Show the bank as it is on disk now: another program may have added to it."""
        self._entries, broken = self._bank.entries(self._desk.texts().language)
        if broken:
            files = self._kit.t.listed(list(broken))
            fact = self._kit.t.plural(
                "One entry could not be read", "{n} entries could not be read", len(broken)
            )
            self.note.tell(WARNING, fact, self._kit.t("Set aside, unchanged: {files}", files=files))
        self._listed()

    @Slot()
    def _listed(self) -> None:
        kinds = {kind for kind, chip in self._chips.items() if chip.isChecked()}
        found = bank.searched(self._entries, self.search.text())
        rows = [EntryRow(entry) for entry in found if not kinds or entry.kind in kinds]
        self.list.show_rows(rows)
        why = (
            "Nothing found. Try another word."
            if self._entries
            else "The bank is empty: choose a line of the sheet and add it."
        )
        self.empty("" if rows else why)

    def _told(self, row: EntryRow) -> str:
        return bank.said(row.entry)

    def _again(self) -> None:
        persona = self._desk.persona()
        if persona is not None:
            self.show_persona(self._desk.studio.project, persona)

    # -------------------------------------------------------------- placing

    def carried(self, row: EntryRow) -> Carried | None:
        """Return an entry on its way to the sheet."""
        return bank.carried([row.entry]) if self._desk.studio.editable else None

    @Slot(object)
    def _place(self, row: EntryRow) -> None:
        what = self.carried(row)
        if what is not None:
            self._placer.place(what, bank.section_of(row.entry))

    @Slot(object, QPoint)
    def _menu(self, row: EntryRow, at: QPoint) -> None:
        popup(self, partial(self._fill, row), at)

    def _fill(self, row: EntryRow, menu: QMenu) -> None:
        kit, what = self._kit, self.carried(row)
        if what is not None:
            self._placer.add_to(menu, what, bank.section_of(row.entry))
            menu.addSeparator()
        for icon, words, act in (
            ("pencil", "Rename…", self.ask_name),
            ("trash-2", "Delete from the bank", self._delete),
        ):
            menu.addAction(kit.icon(icon), kit.t(words)).triggered.connect(partial(act, row))

    # -------------------------------------------------------------- keeping

    @Slot()
    def _add(self) -> None:
        """Keep the line that is chosen on the sheet."""
        studio, line = self._desk.studio, self._desk.line_chosen()
        found, at = find(studio.project, line), where(studio.project, line)
        if not isinstance(found, Attribute) or at is None:
            studio.refused.emit(UserError("bank_no_line"))
            return
        language = self._desk.texts().language
        made = studio.attempt(self._bank.add, found, at.section.key, language)
        if made:
            self.search.clear()
            self._again()
            self.list.setCurrentIndex(self.list.rows.row(made[0].id))
            self.note.tell(INFORMATION, self._kit.t("Added to the bank"), bank.said(made[0]))

    @Slot(object)
    def ask_name(self, row: EntryRow, _checked: bool = False) -> None:
        """Ask for other words for an entry."""
        name = (
            "Two poles, with a slash between" if row.entry.kind is EntryKind.TRAIT else "Words of the entry"
        )
        dialog = AskText(self._kit, self, "Rename the entry", name, bank.said(row.entry))
        dialog.answered.connect(partial(self._rename, row.entry))
        dialog.open()

    def _rename(self, entry: Entry, words: str) -> None:
        if self._desk.studio.attempt(self._bank.rename, entry, words, self._desk.texts().language):
            self._again()

    @Slot(object)
    def _delete(self, row: EntryRow, _checked: bool = False) -> None:
        if not self._done(self._bank.delete, row.entry):
            return
        self._again()
        undo = ("Undo", partial(self._restore, row.entry))
        self.note.tell(INFORMATION, self._kit.t("Deleted from the bank"), bank.said(row.entry), (undo,))

    def _restore(self, entry: Entry) -> None:
        self._done(self._bank.restore, entry)
        self.note.dismiss()
        self._again()

    def _done(self, act: Callable[[Entry], None], entry: Entry) -> bool:
        try:
            act(entry)
        except UserError as error:
            self._desk.studio.refused.emit(error)
            return False
        return True
