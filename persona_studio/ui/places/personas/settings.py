"""The settings of a sheet: kind of persona, template, colour."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from persona_studio.domain.personas import Persona, PersonaKind
from persona_studio.domain.project import Project
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.colours import AccentDots
from persona_studio.ui.places.personas.template import TemplateChoice
from persona_studio.ui.widgets.buttons import QUIET, Button
from persona_studio.ui.widgets.labels import Label, labelled
from persona_studio.ui.widgets.segmented import Option, Segmented

LABEL = 54


class SheetSettings(QWidget):
    """Built once; asks, never edits."""

    kind = Signal(str)
    accent = Signal(int)
    colouring = Signal()
    template = Signal(str)
    removing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        kinds = [
            Option(PersonaKind.PRINCIPAL.value, "Primary"),
            Option(PersonaKind.SECONDARY.value, "Secondary"),
            Option(PersonaKind.ANTI.value, "Anti"),
        ]
        self._kind = Segmented(kit, kinds, "Kind of persona", compact=True)
        self.choice = TemplateChoice(kit, "classique")
        self._dots = AccentDots(kit)
        self._remove = Button(kit, QUIET, "trash-2", small=True)
        kit.say(self._remove.setText, "Put in the bin")
        self._kind.chosen.connect(self.kind)
        self.choice.picked.connect(self.template)
        self._dots.chosen.connect(self.accent)
        self._dots.other.connect(self.colouring)
        self._remove.clicked.connect(self.removing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(10))
        title = Label(kit, "strong")
        kit.say(title.setText, "Sheet")
        column.addWidget(title)
        column.addWidget(self._kind)
        column.addLayout(labelled(kit, "Template", self.choice, LABEL))
        column.addLayout(labelled(kit, "Colour", self._dots, LABEL))
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)

    def show_persona(self, project: Project, persona: Persona, *, editable: bool) -> None:
        """Show how a persona is laid out."""
        worn = {p.accent: p.name for p in project.personas if p.id != persona.id and not p.colour}
        self._kind.choose(persona.kind.value)
        self.choice.show_current(persona.template)
        self._dots.show_worn(persona.accent, persona.colour, worn)
        for part in (self._kind, self.choice, self._dots):
            part.setEnabled(editable)
        self._remove.setVisible(editable)
