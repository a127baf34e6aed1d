"""The hypotheses of a persona that remain to check: how many, where, and each with the way to it."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.personas import Attribute, Persona
from persona_studio.domain.project import Project
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.faces import Face, Outline
from persona_studio.services.personas.hypotheses import unchecked, verified
from persona_studio.texts import Texts
from persona_studio.ui.hypotheses_left import left, where
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import ENTRY, Entry, EntryList
from persona_studio.ui.places.personas.companions.names import companion_field, place_name
from persona_studio.ui.places.personas.companions.tabs import TABS
from persona_studio.ui.widgets.buttons import LINK, Button
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.words import of_sheets


class UncheckedPanel(QWidget):
    """Tells of unchecked hypotheses and lists them; ``going`` carries the line that was chosen."""

    going = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit, self._open = kit, False
        self._shown: tuple[Project, Persona, str] | None = None
        self.fact, self.verified = Paragraph(kit, "small", "warn"), Paragraph(kit, "small", "text2")
        self.see = Button(kit, LINK, small=True)
        self.see.clicked.connect(self._turn)
        self._model = EntryList()
        self.list = EntryView(kit, self._model, "Hypotheses that remain to check")
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.picked.connect(self.going)
        self.list.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(6))
        for part in (self.fact, self.list, self.verified):
            column.addWidget(part)
        column.insertWidget(1, self.see, 0, Qt.AlignmentFlag.AlignLeft)

    def show_persona(self, project: Project, persona: Persona) -> bool:
        """Tell of a persona, and return whether something remains to check."""
        shown, t = (project, persona, self._kit.t.language), self._kit.t
        if shown != self._shown:
            self._shown = shown
            of, all_ = verified(persona)
            said = t.plural(
                "{n} hypothesis remains to check: {where}.",
                "{n} hypotheses remain to check: {where}.",
                all_ - of,
                where=where(left([persona]), t),
            )
            self.fact.setText(said)
            self.verified.setText(t("Hypotheses verified: {n} of {of}", n=of, of=all_))
            self._model.show(list(_entries(project, persona, t)))
            self.setVisible(all_ > 0)
            self._unfold()
        return bool(self._model.entries)

    def forget(self) -> None:
        """Let go of what was shown."""
        self._shown, self._open = None, False
        self._model.show(())
        self.hide()

    def unfold(self) -> None:
        """List the hypotheses, the keyboard on the first."""
        self._open = True
        self._unfold()
        if self._model.entries:
            self.list.choose(0)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _turn(self) -> None:
        self._open = not self._open
        self._unfold()

    def _unfold(self) -> None:
        some = len(self._model.entries)
        heights = sum(self.list.sizeHintForRow(row) for row in range(some))
        self.list.setFixedHeight(heights + 2 * self.list.frameWidth())
        self.list.setVisible(self._open and some > 0)
        for part in (self.fact, self.see):
            part.setVisible(some > 0)
        t = self._kit.t
        self.see.setText(t("Fold the list") if self._open else t("See them"))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self.going.emit(index.data(ENTRY).key)


def _entries(project: Project, persona: Persona, t: Texts) -> Iterator[Entry]:
    for face, lines in unchecked(persona).items():
        for line in lines:
            ref = Ref("attribute", line.id, "text")
            yield Entry(ref, line.text, _place(project, persona, face, line, t), icon="lightbulb")


def _place(project: Project, persona: Persona, face: Face, line: Attribute, t: Texts) -> str:
    """Say where a line is: its section, after the companion when it is on one."""
    outline = Outline(persona, face)
    held = next((section for section in outline.shown if line in section.attributes), None)
    if held is not None:
        within = place_name(outline, held, of_sheets(project, t))
    else:
        within = companion_field(Ref("journey", line.id, "moment"), t)
    return on_face(face, within, t)


def on_face(face: Face, words: str, t: Texts) -> str:
    """Return words about something on a face, after the name of the companion when it is one."""
    named = next(t(tab.text) for tab in TABS if tab.value == face.value)
    return words if face is Face.SHEET else t("{companion}: {words}", companion=named, words=words)
