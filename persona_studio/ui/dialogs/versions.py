"""The named versions of a persona: keeping one, seeing what is different since, going back to one."""

from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from persona_studio.domain.edits import SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Snapshot
from persona_studio.publish.layout.words import section_title
from persona_studio.services import authoring
from persona_studio.services.personas import versions
from persona_studio.services.personas.versions import Difference, What
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import Entry, EntryList
from persona_studio.ui.recents import told_when
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.labels import Label, Paragraph

LEFT, RIGHT, TALL = 270, 470, 340
_ICONS = {
    What.ADDED: "plus",
    What.REMOVED: "minus",
    What.REWORDED: "pencil",
    What.MOVED: "arrow-up-down",
    What.EVIDENCE: "chart-column",
    What.PROVENANCE: "circle-dot",
    What.CHANGED: "pencil",
}


class Versions(Sheet):
    """Versions at the left; at the right what the persona has now that the chosen version had otherwise."""

    def __init__(self, studio: Studio, parent: QWidget, persona: Id) -> None:
        kit, name = studio.kit, studio.project.persona(persona).name
        super().__init__(kit, parent, kit.t("Versions of {name}", name=name or kit.t("No name")))
        self.setMinimumWidth(kit.px(LEFT + 16 + RIGHT + 48))
        self._studio, self._persona = studio, persona
        self._versions, self._differences = EntryList(), EntryList()
        self.list = EntryView(kit, self._versions, "Versions")
        self.list.setMinimumHeight(min(kit.px(TALL), parent.window().height() - kit.px(400)))
        self.list.setFixedWidth(kit.px(LEFT))
        self.list.reached.connect(self._compare)
        self.list.picked.connect(self._rename)
        self.differences = EntryView(kit, self._differences, "Differences")
        self.column.addLayout(self._naming())
        self.column.addLayout(self._sides())
        self.column.addLayout(self._buttons())
        self.foot("Close", cancel="").setDefault(False)
        studio.changed.connect(self._refresh)
        studio.closed.connect(self.reject)
        self._refresh()
        self.list.choose(0)

    def _naming(self) -> QHBoxLayout:
        kit = self.kit
        self.name = QLineEdit()
        self.name.setFont(kit.font("body"))
        kit.say(self.name.setPlaceholderText, "Name of a version: before the workshop…")
        kit.name(self.name, "Name of the version")
        self.name.returnPressed.connect(self._keep)
        self.keep = Button(kit, SECONDARY, "bookmark", small=True)
        kit.say(self.keep.setText, "Keep this version")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.keep)
        for widget in (self.name, self.keep):
            widget.setEnabled(self._studio.editable)
        return row

    def _sides(self) -> QHBoxLayout:
        left, right = QVBoxLayout(), QVBoxLayout()
        self._none = Paragraph(self.kit, "small", "text2")
        self._title = Label(self.kit, "small-strong", "text2")
        left.addWidget(self.list, 1)
        left.addWidget(self._none)
        right.addWidget(self._title)
        right.addWidget(self.differences, 1)
        row = QHBoxLayout()
        row.setSpacing(self.kit.px(16))
        row.addLayout(left)
        row.addLayout(right, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        kit = self.kit
        self.back = Button(kit, SECONDARY, "history", small=True)
        kit.say(self.back.setText, "Go back to this version")
        self.back.clicked.connect(self._go_back)
        self.drop = Button(kit, QUIET, "trash-2", small=True)
        kit.say(self.drop.setText, "Delete this version")
        self.drop.clicked.connect(self._drop)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addWidget(self.drop)
        row.addStretch(1)
        return row

    # -------------------------------------------------------------- showing

    @Slot()
    def _refresh(self) -> None:
        if self._studio.session is None:
            return
        chosen = self.list.chosen()
        found = versions.versions(self._studio.project, self._persona)
        t, now = self.kit.t, datetime.now().astimezone()
        self._versions.show(
            [Entry(v.id, v.name or t("No name"), told_when(v.at, t, now), icon="bookmark") for v in found]
        )
        ids = [v.id for v in found]
        self.list.choose(ids.index(chosen.key) if chosen is not None and chosen.key in ids else 0)
        self._none.setText(
            "" if found else t("No version yet. A version keeps the persona as it is now, under a name.")
        )
        self._none.setVisible(not found)
        self._compare(None)

    def _chosen(self) -> Snapshot | None:
        chosen = self.list.chosen()
        found = versions.versions(self._studio.project, self._persona)
        return next((v for v in found if chosen is not None and v.id == chosen.key), None)

    @Slot(object)
    def _compare(self, _key: object) -> None:
        """List what is different since the chosen version."""
        if self._studio.session is None:
            return
        chosen, project = self._chosen(), self._studio.project
        now = next((p for p in project.personas if p.id == self._persona), None)
        for button in (self.back, self.drop):
            button.setEnabled(chosen is not None and self._studio.editable)
        t = self.kit.t
        if chosen is None or now is None:
            self._title.setText("")
            self._differences.show([])
            return
        found = versions.differences(chosen.persona, now)
        self._title.setText(
            t.plural("{n} change since", "{n} changes since", len(found))
            if found
            else t("Nothing has changed since.")
        )
        self._differences.show([told(one, self.kit, Texts(project.language)) for one in found])

    # -------------------------------------------------------------- gestures

    @Slot()
    def _keep(self) -> None:
        name = self.name.text().strip() or self.kit.t("Version {n}", n=len(self._versions.entries) + 1)
        edit = versions.keep(self._studio.project, self._persona, name)
        if self._studio.do(edit, "Version kept"):
            self.name.clear()
            self.list.choose(0)

    @Slot()
    def _go_back(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        before = self.kit.t("Before going back to “{name}”", name=chosen.name)
        edit = self._studio.attempt(versions.go_back, self._studio.project, chosen.id, before)
        if self._studio.do(edit, "Back to a version", say=True):
            self.accept()

    @Slot()
    def _drop(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._studio.do(authoring.remove(chosen.id), "Version deleted", say=True)

    @Slot(object)
    def _rename(self, which: Id) -> None:
        """Give a version the name that is written above, when there is one."""
        name = self.name.text().strip()
        if name and self._studio.do(SetField(which, "name", name), "Version renamed"):
            self.name.clear()


def told(found: Difference, kit: Kit, sheet: Texts) -> Entry:
    """Return a difference in words: what, where, before and after."""
    t = kit.t
    where = (
        section_title(found.section, sheet)
        if found.section is not None
        else field_name(found.field, t)
        if found.field
        else t("Sections")
    )
    what = {
        What.ADDED: t("Added"),
        What.REMOVED: t("Removed"),
        What.REWORDED: t("Reworded"),
        What.MOVED: t("Moved"),
        What.EVIDENCE: t("Evidence changed"),
        What.PROVENANCE: t("Provenance changed"),
        What.CHANGED: t("Changed"),
    }[found.what]
    said = found.after or found.before
    both = found.what in (What.REWORDED, What.CHANGED) and found.before and found.after
    detail = t("before: {words}", words=found.before) if both else where if said else ""
    return Entry(None, said or where, detail, f"{what} · {where}" if both else what, _ICONS[found.what])


def field_name(field: str, t: Texts) -> str:
    """Return the word for a field of a persona."""
    return {
        "name": t("First name"),
        "title": t("Title"),
        "role": t("Role"),
        "kind": t("Kind of persona"),
        "priority": t("Priority"),
        "objective": t("Objective"),
        "quote": t("Quote"),
        "backstory": t("Story"),
        "template": t("Template"),
        "accent": t("Colour"),
        "colour": t("Colour"),
        "portrait": t("Portrait"),
        "photo": t("Photo"),
        "source": t("Source"),
        "quote_provenance": t("Quote"),
        "quoted": t("Quote"),
        "segment": t("Segment"),
        "share": t("Share"),
        "feminine": t("Agreement of sentences"),
        versions.HYPOTHESES: t("Hypotheses"),
        "empathy": t("Empathy map"),
        "journeys": t("Journey"),
        "plan": t("Action plan"),
    }[field]
