"""What is printed: the deliverable and the personas to tick."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.figures import Avatar
from persona_studio.ui.widgets.labels import Label, Picture, Rule
from persona_studio.ui.widgets.surfaces import Column, clear


class PersonaChoice(QWidget):
    """The sheet in A4, and whose."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        px = kit.px
        name, self._count = Label(kit, "strong"), Label(kit, "number", "text2")
        kit.say(name.setText, "A4 sheet")
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(Picture(kit.picture("id-card", "text2", 18)))
        row.addWidget(name, 1)
        row.addWidget(self._count)
        title = Label(kit, "strong")
        kit.say(title.setText, "Personas")
        self._list = Column(kit, gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addLayout(row)
        column.addWidget(Rule(kit))
        column.addWidget(title)
        column.addWidget(self._list, 1)
        kit.name(self, "What is printed")

    def show_personas(self, personas: Sequence[Persona], left_out: AbstractSet[Id]) -> None:
        """Show the personas, ticked unless they are left out."""
        focused = next((c.persona for c in self.findChildren(_PersonaCheck) if c.hasFocus()), "")
        clear(self._list.rows)
        for persona in personas:
            check = _PersonaCheck(self._kit, persona)
            check.setChecked(persona.id not in left_out)
            check.switched.connect(self._switch)
            row = QHBoxLayout()
            row.setSpacing(self._kit.px(10))
            row.addWidget(Avatar(self._kit, persona, 36))
            row.addWidget(check, 1)
            self._list.rows.addLayout(row)
            if persona.id == focused:
                check.setFocus()
        self._list.rows.addStretch(1)
        self._counted()

    def _counted(self) -> None:
        checks = self._list.content.findChildren(_PersonaCheck)
        self._count.setText(self._kit.t.integer(sum(check.isChecked() for check in checks)))

    @Slot(str, bool)
    def _switch(self, persona: Id, on: bool) -> None:
        self._counted()
        self.switched.emit(persona, on)


class _PersonaCheck(Check):
    switched = Signal(str, bool)

    def __init__(self, kit: Kit, persona: Persona) -> None:
        text = f"{persona.name}, {persona.title}" if persona.title else persona.name
        super().__init__(kit, text)
        self.persona = persona.id
        self.toggled.connect(self._switch)

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.switched.emit(self.persona, on)
