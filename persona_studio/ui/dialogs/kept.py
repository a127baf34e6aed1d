"""Personas that were set aside, and those in the bin: bringing them back, or letting them go for good."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Kept, Snapshot
from persona_studio.services.personas import casting
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import Entry, EntryList
from persona_studio.ui.recents import told_when
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.labels import Paragraph

WIDE, TALL = 460, 300


class KeptPersonas(Sheet):
    """The list; Enter or a double click brings a persona back."""

    def __init__(self, studio: Studio, parent: QWidget) -> None:
        kit = studio.kit
        super().__init__(kit, parent, kit.t("Set aside, and in the bin"))
        self.setMinimumWidth(kit.px(WIDE + 48))
        self._studio = studio
        self._entries = EntryList()
        self.list = EntryView(kit, self._entries, "Personas set aside and in the bin")
        self.list.setMinimumHeight(kit.px(TALL))
        self.list.picked.connect(self._bring_back)
        self.list.reached.connect(self._reached)
        self._empty = Paragraph(kit, "body", "text2")
        kit.say(self._empty.setText, "Nobody is set aside, and the bin is empty.")
        self.column.addWidget(self._empty)
        self.column.addWidget(self.list)
        self.column.addLayout(self._buttons())
        self.foot("Close", cancel="")
        studio.changed.connect(self._refresh)
        studio.closed.connect(self.reject)
        self._refresh()
        self.list.choose(0)
        self.list.setFocus()

    def _buttons(self) -> QHBoxLayout:
        kit = self.kit
        self.back = Button(kit, SECONDARY, "undo-2", small=True)
        kit.say(self.back.setText, "Bring back")
        self.back.clicked.connect(self._bring_chosen_back)
        self.bin = Button(kit, QUIET, "trash-2", small=True)
        self.bin.clicked.connect(self._let_go)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.bin)
        row.addStretch(1)
        return row

    @Slot()
    def _refresh(self) -> None:
        if self._studio.session is None:
            return
        row = self.list.currentIndex().row()
        found = [s for s in self._studio.project.snapshots if s.kept is not Kept.VERSION]
        found.sort(key=lambda s: s.at, reverse=True)
        self._entries.show([entry(one, self.kit) for one in found])
        self._empty.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.choose(max(0, min(row, len(found) - 1)))
        self._reached(None)

    def _chosen(self) -> Snapshot | None:
        chosen = self.list.chosen()
        key = chosen.key if chosen is not None else ""
        return next((s for s in self._studio.project.snapshots if s.id == key), None)

    @Slot(object)
    def _reached(self, _key: object) -> None:
        """Offer what can be done with the chosen one."""
        chosen = self._chosen() if self._studio.session is not None else None
        can = chosen is not None and self._studio.editable
        self.back.setEnabled(can)
        self.bin.setEnabled(can)
        aside = chosen is not None and chosen.kept is Kept.ASIDE
        self.bin.setText(self.kit.t("Put in the bin") if aside else self.kit.t("Delete for good"))

    @Slot()
    def _bring_chosen_back(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._bring_back(chosen.id)

    @Slot(object)
    def _bring_back(self, which: Id) -> None:
        project = self._studio.project
        edit = self._studio.attempt(casting.bring_back, project, which)
        snapshot = next((s for s in project.snapshots if s.id == which), None)
        if self._studio.do(edit, "Persona brought back", say=True) and snapshot is not None:
            self._studio.wanted_persona = snapshot.persona.id
            self.accept()
            self._studio.wanted.emit("personas")

    @Slot()
    def _let_go(self) -> None:
        chosen, project = self._chosen(), self._studio.project
        if chosen is None:
            return
        if chosen.kept is Kept.ASIDE:
            self._studio.do(casting.put_in_bin(project, chosen.id), "Persona put in the bin", say=True)
        else:
            self._studio.do(casting.erase(project, [chosen.id]), "Persona deleted for good", say=True)


def entry(snapshot: Snapshot, kit: Kit) -> Entry:
    """Return who is kept, since when, and where."""
    t, persona = kit.t, snapshot.persona
    where = t("Kept aside") if snapshot.kept is Kept.ASIDE else t("In the bin")
    icon = "archive" if snapshot.kept is Kept.ASIDE else "trash-2"
    name = f"{persona.name}, {persona.title}" if persona.title else persona.name
    detail = t(
        "{where} since {when}", where=where, when=told_when(snapshot.at, t, datetime.now().astimezone())
    )
    return Entry(snapshot.id, name or t("No name"), detail, icon=icon)
