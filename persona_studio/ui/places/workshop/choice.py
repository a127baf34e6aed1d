"""What is printed: the deliverables and the personas to tick."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.deliverables import DELIVERABLES, USUAL, Deliverable
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.figures import Avatar
from persona_studio.ui.widgets.labels import Label, Rule
from persona_studio.ui.widgets.surfaces import Column, clear


class Deliverables(QWidget):
    """The deliverables to tick, each with how many pages it makes."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._rows: dict[str, tuple[_DeliverableCheck, Label]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(20))
        for deliverable in DELIVERABLES:
            column.addLayout(self._row(deliverable))
        kit.name(self, "Deliverables")

    def _row(self, deliverable: Deliverable) -> QHBoxLayout:
        kit = self._kit
        check, count = _DeliverableCheck(kit, deliverable), Label(kit, "number", "text2")
        check.setChecked(deliverable in USUAL)
        check.switched.connect(self.switched)
        row = QHBoxLayout()
        row.setSpacing(kit.px(10))
        row.addWidget(check, 1)
        row.addWidget(count)
        count.setMinimumWidth(kit.px(24))
        self._rows[deliverable.id] = check, count
        return row

    def tick(self, chosen: Sequence[Deliverable]) -> None:
        """Tick these and no other, without telling."""
        for deliverable in DELIVERABLES:
            check = self._rows[deliverable.id][0]
            check.blockSignals(True)
            check.setChecked(deliverable in chosen)
            check.blockSignals(False)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many pages each ticked deliverable makes, and none beside the others."""
        for id_, (check, count) in self._rows.items():
            pages = counts.get(id_, 0)
            check.say(pages)
            count.setText(self._kit.t.integer(pages) if pages else "")


class PersonaChoice(QWidget):
    """Deliverables, and of whom."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        px = kit.px
        self.deliverables = Deliverables(kit)
        title = Label(kit, "strong")
        kit.say(title.setText, "Personas")
        self._list = Column(kit, gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(14))
        column.addWidget(self.deliverables)
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
            check.switched.connect(self.switched)
            row = QHBoxLayout()
            row.setSpacing(self._kit.px(10))
            row.addWidget(Avatar(self._kit, persona, 36))
            row.addWidget(check, 1)
            self._list.rows.addLayout(row)
            if persona.id == focused:
                check.setFocus()
        self._list.rows.addStretch(1)


class _DeliverableCheck(Check):
    switched = Signal(str, bool)

    def __init__(self, kit: Kit, deliverable: Deliverable) -> None:
        super().__init__(kit, icon=deliverable.icon)
        self._deliverable = deliverable
        kit.say(self.setText, deliverable.name)
        if deliverable.hint:
            kit.say(self.explain, deliverable.hint)
        self.toggled.connect(self._switch)

    def say(self, pages: int) -> None:
        """Tell how many pages it makes to whoever cannot see them beside it."""
        t, hint = self._kit.t, self._deliverable.hint
        said = t.plural("{n} page", "{n} pages", pages) if pages else ""
        self.setAccessibleDescription(". ".join(part for part in (said, t(hint) if hint else "") if part))
        self.setFont(self._kit.font("strong" if pages else "body"))

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.switched.emit(self._deliverable.id, on)


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
