"""« À revoir »: what of the sheet deserves another look, each a way to its line."""

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.layout.words import section_title
from persona_studio.services.personas.faces import Face, face_of
from persona_studio.services.personas.linting import Remark, Remarked, remarks
from persona_studio.services.workshop.publishing import Lost
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import ENTRY, Entry, EntryList
from persona_studio.ui.places.personas.unchecked import UncheckedPanel, on_face
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.surfaces import Card
from persona_studio.ui.words import of_sheets

DELAY_MS = 200
"""Pause after which a sheet is looked through again: nobody waits for it while writing."""
ICONS = {
    Remarked.LOST: "unlink-2",
    Remarked.OVERDUE: "calendar-clock",
    Remarked.OVERFLOW: "scissors-line-dashed",
    Remarked.ALIKE: "copy",
    Remarked.BASE: "users-round",
    Remarked.DOUBT: "chart-scatter",
    Remarked.SEGMENT: "users-round",
    Remarked.FEW: "users-round",
}


class ReviewPanel(QWidget):
    """Counts and lists the remarks; ``going`` carries where one leads."""

    going = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[Remark, ...] = ()
        self._waiting: tuple[Project, Persona] | None = None
        self._overflow: tuple[Id, ...] = ()
        self._language = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.look)
        self._build()

    def _build(self) -> None:
        kit, title = self._kit, Label(self._kit, "strong")
        kit.say(title.setText, "To review")
        self._count = _Count(kit)
        self._sound = Paragraph(kit, "small", "text2")
        kit.say(self._sound.setText, "Nothing to review.")
        self.unchecked = UncheckedPanel(kit)
        self.unchecked.going.connect(self.going)
        self._model = EntryList()
        self.list = EntryView(kit, self._model, "To review")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.picked.connect(self._picked)
        self.list.clicked.connect(self._clicked)
        head = QHBoxLayout()
        head.setSpacing(kit.px(8))
        head.addWidget(title)
        head.addWidget(self._count)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(8))
        column.addLayout(head)
        for part in (self._sound, self.list, self.unchecked):
            column.addWidget(part)
        self._fill(())

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What is listed."""
        return self._shown

    def show_persona(self, project: Project, persona: Persona) -> None:
        """Look through a sheet, a little later; of another sheet nothing is shown meanwhile."""
        before = self._waiting
        if before is not None and before[1] is persona and before[0] is project and not self._stale():
            return
        if before is None or before[1].id != persona.id:
            self._fill(())
            self.unchecked.hide()
        self._waiting = (project, persona)
        self._timer.start()

    def note_overflow(self, overflow: Collection[Id]) -> None:
        """Say which lines the first page could not hold."""
        if tuple(overflow) != self._overflow:
            self._overflow = tuple(overflow)
            if self._waiting is not None:
                self._timer.start()

    def forget(self) -> None:
        """Let go of the project, which is closed."""
        self._timer.stop()
        self._waiting = None
        self._fill(())
        self.unchecked.forget()

    def list_hypotheses(self) -> None:
        """List the hypotheses that remain to check of the persona, now."""
        self.look()
        self.unchecked.unfold()

    @Slot()
    def look(self) -> None:
        """Look through the sheet now."""
        self._timer.stop()
        if self._waiting is None:
            return
        project, persona = self._waiting
        found = remarks(project, persona, datetime.now().astimezone().date(), self._overflow)
        if found != self._shown or self._stale():
            self._language = self._kit.t.language
            self._fill(found)
        left = self.unchecked.show_persona(project, persona)
        self._sound.setVisible(not found and not left)

    def _stale(self) -> bool:
        return self._language != self._kit.t.language

    def _fill(self, found: tuple[Remark, ...]) -> None:
        self._shown = found
        self._model.show([self._entry(remark) for remark in found])
        heights = sum(self.list.sizeHintForRow(row) for row in range(len(found)))
        self.list.setFixedHeight(heights + 2 * self.list.frameWidth())
        self.list.setVisible(bool(found))
        self._sound.hide()
        self._count.tell(len(found))

    def _entry(self, remark: Remark) -> Entry:
        icon = ICONS.get(remark.what, "triangle-alert")
        return Entry(remark, title(remark, self._kit.t), self._words(remark), icon=icon)

    def _words(self, remark: Remark) -> str:
        if remark.what is Remarked.DOUBT:
            return self._kit.t("See the segments")
        if remark.what is Remarked.EMPTY and self._waiting is not None:
            section = find(self._waiting[0], remark.ref.id)
            texts = of_sheets(self._waiting[0], self._kit.t)
            return section_title(section, texts) if section is not None else remark.words  # type: ignore[arg-type]
        face = face_of(self._waiting[1], remark.ref.id) if self._waiting is not None else None
        return on_face(face or Face.SHEET, remark.words, self._kit.t)

    @Slot(object)
    def _picked(self, remark: Remark) -> None:
        self.going.emit(remark.ref)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._picked(index.data(ENTRY).key)


class _Count(Card):
    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "warntint", "", 9)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(7), 0, kit.px(7), 0)
        self._number = Label(kit, "small-strong", "warn")
        row.addWidget(self._number)

    def tell(self, count: int) -> None:
        self._number.setText(str(count))
        self.setVisible(count > 0)


def doubt(word: str, t: Texts) -> str:
    """Say what is to be doubted of the segments, as the Segments place does; nothing of no word."""
    if not word:
        return ""
    if word == "unfounded":
        return t("No clear structure")
    return t("Segments: {verdict}", verdict=t.code("gained", word))


def title(remark: Remark, t: Texts) -> str:
    """Say what is remarked."""
    params = dict(remark.params)
    return {
        Remarked.LOST: t("Data no longer in the project")
        if params.get("gone") == Lost.QUESTION
        else t("Figures of an earlier segment"),
        Remarked.UNSUPPORTED: t("Nothing supports this"),
        Remarked.REWORDED: t("Reworded by hand"),
        Remarked.AGE: t("An age the data do not have"),
        Remarked.BASE: t("Only {n} respondents answered", n=params.get("n", "")),
        Remarked.FEW: t("Fewer than 10 respondents"),
        Remarked.DOUBT: doubt(params.get("word", ""), t),
        Remarked.SEGMENT: t("A segment of {n} respondents", n=params.get("n", "")),
        Remarked.OVERDUE: t("Hypothesis still to be verified"),
        Remarked.OVERFLOW: t("Goes beyond the page"),
        Remarked.EMPTY: t("Empty section"),
        Remarked.ALIKE: t("Too much like {name}", name=params.get("name", "")),
    }[remark.what]
