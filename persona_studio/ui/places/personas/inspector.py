"""The inspector: evidence and provenance of a line, kind and colour of the persona."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.personas import Attribute, Persona, PersonaKind, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.marks import Mark
from persona_studio.services import authoring
from persona_studio.ui.canvas.marks import mark_picture
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.evidence import EvidencePanel, ProvenancePill
from persona_studio.ui.places.personas.template import TemplateChoice
from persona_studio.ui.widgets.buttons import QUIET, Button
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label, Paragraph, Rule
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Column, Panel, clear

WIDTH = 300
WHY_NOT = {
    Provenance.DATA: "No figure of the survey supports this line.",
    Provenance.VERBATIM: "No words of a respondent support this line.",
}
ACCENT_NAMES = ("Teal", "Ochre", "Indigo", "Raspberry", "Moss", "Brick", "Plum", "Sky")
FIELDS = {
    "name": "First name",
    "title": "Evocative title",
    "role": "Role",
    "priority": "Priority",
    "objective": "Objective",
    "quote": "Quote",
    "kind": "Kind of persona",
}


class Inspector(Panel):
    """Rebuilt for what is chosen; asks, never edits."""

    provenance = Signal(str)
    kind = Signal(str)
    accent = Signal(int)
    template = Signal(str)
    removing = Signal()
    adding = Signal()
    moving = Signal(int)
    removing_persona = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "l")
        px = kit.px
        self._column = Column(kit, margins=(18, 18, 18, 18))
        self._body = self._column.rows
        self._body.setSpacing(px(12))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._column)
        kit.name(self, "Evidence and settings")

    def show_ref(self, project: Project, persona: Persona, ref: Ref | None, *, editable: bool) -> None:
        """Show what is known about a thing of the sheet, then about the persona."""
        clear(self._body)
        thing = find(project, ref.id) if ref is not None else None
        if isinstance(thing, Attribute):
            self._attribute(project, persona, thing, editable=editable)
        elif ref is not None and ref.kind == "persona":
            self._field(persona, ref.field)
        else:
            self._advice()
        self._body.addWidget(Rule(self._kit))
        worn = {p.accent: p.name for p in project.personas if p.id != persona.id}
        self._persona(persona, worn, editable=editable)
        self._body.addStretch(1)

    def focus_template(self) -> None:
        """Bring the keyboard back to the list it was just used in: the panel was rebuilt."""
        choice = self.findChild(TemplateChoice)
        if choice is not None:
            choice.setFocus(Qt.FocusReason.OtherFocusReason)

    # -------------------------------------------------------------- parts

    def _attribute(self, project: Project, persona: Persona, attribute: Attribute, *, editable: bool) -> None:
        kit = self._kit
        head = QHBoxLayout()
        head.addWidget(self._label("Evidence", "card"), 1)
        head.addWidget(ProvenancePill(kit, attribute, persona.accent))
        self._body.addLayout(head)
        said = Paragraph(kit, "detail")
        said.setText(attribute.text)
        self._body.addWidget(said)
        panel = EvidencePanel(kit)
        panel.show_attribute(project, persona, attribute)
        self._body.addLayout(panel)
        self._body.addWidget(Rule(kit))
        self._body.addWidget(self._label("Provenance", "strong"))
        self._body.addWidget(self._provenance(attribute, editable=editable))
        if editable:
            self._body.addWidget(self._line_buttons())

    def _provenance(self, attribute: Attribute, *, editable: bool) -> Segmented:
        options = [
            Option(p.value, words_, draw=MarkDrawer(Mark(p.value), self.devicePixelRatioF()))
            for p, words_ in (
                (Provenance.DATA, "provenance.data"),
                (Provenance.VERBATIM, "provenance.verbatim"),
                (Provenance.HYPOTHESIS, "provenance.hypothesis"),
            )
        ]
        switch = Segmented(self._kit, options, "Provenance", compact=True)
        switch.choose(attribute.provenance.value)
        allowed = authoring.provenances(attribute) | {attribute.provenance}
        for p, why in WHY_NOT.items():
            if p not in allowed:
                switch.refuse(p.value, why)
        switch.setEnabled(editable)
        switch.chosen.connect(self.provenance)
        return switch

    def _line_buttons(self) -> QWidget:
        holder = QWidget()
        row = Flow(self._kit.px(2), self._kit.px(2))
        holder.setLayout(row)
        for icon, text, slot in (
            ("plus", "Add a line", self.adding),
            ("trash-2", "Remove", self.removing),
        ):
            button = Button(self._kit, QUIET, icon, small=True)
            self._kit.say(button.setText, text)
            button.clicked.connect(slot)
            row.addWidget(button)
        return holder

    def _field(self, persona: Persona, field: str) -> None:
        self._body.addWidget(self._label(FIELDS.get(field, "Sheet"), "card"))
        if field == "quote":
            panel = EvidencePanel(self._kit)
            panel.show_quote(persona.quote, persona.quote_provenance, persona.quote_evidence)
            self._body.addLayout(panel)
        elif field == "kind":
            self._note("Design for the principal, do not lose the secondary, leave the anti-persona.")
        else:
            self._note("Click the sheet and write; Enter keeps, Escape gives up.")

    def _advice(self) -> None:
        self._body.addWidget(self._label("Evidence", "card"))
        self._note("Choose a line of the sheet to see where it comes from.")

    def _persona(self, persona: Persona, worn: Mapping[int, str], *, editable: bool) -> None:
        kit = self._kit
        self._body.addWidget(self._label("Sheet", "strong"))
        kinds = [
            Option(PersonaKind.PRINCIPAL.value, "Primary"),
            Option(PersonaKind.SECONDARY.value, "Secondary"),
            Option(PersonaKind.ANTI.value, "Anti"),
        ]
        switch = Segmented(kit, kinds, "Kind of persona", compact=True)
        switch.choose(persona.kind.value)
        switch.setEnabled(editable)
        switch.chosen.connect(self.kind)
        self._body.addWidget(switch)
        self._body.addLayout(self._template(persona, editable=editable))
        row = QHBoxLayout()
        row.addWidget(self._label("Colour", "body", "text2"))
        row.addStretch(1)
        dots = AccentDots(kit, persona.accent, worn)
        dots.setEnabled(editable)
        dots.chosen.connect(self.accent)
        row.addWidget(dots)
        self._body.addLayout(row)
        if editable:
            remove = Button(kit, QUIET, "trash-2", small=True)
            kit.say(remove.setText, "Remove this persona")
            remove.clicked.connect(self.removing_persona)
            self._body.addWidget(remove, 0, Qt.AlignmentFlag.AlignLeft)

    def _template(self, persona: Persona, *, editable: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._kit.px(10))
        row.addWidget(self._label("Template", "body", "text2"))
        choice = TemplateChoice(self._kit, persona.template)
        choice.setEnabled(editable)
        choice.picked.connect(self.template)
        row.addWidget(choice, 1)
        return row

    def _label(self, text: str, font: str, colour: str = "text") -> Label:
        label = Label(self._kit, font, colour)
        label.setText(self._kit.t(text))
        return label

    def _note(self, text: str) -> None:
        label = Paragraph(self._kit, "small", "text2")
        label.setText(self._kit.t(text))
        self._body.addWidget(label)


class MarkDrawer:
    """Draws one mark in the colour asked for."""

    def __init__(self, mark: Mark, ratio: float) -> None:
        self._mark, self._ratio = mark, ratio

    def __call__(self, colour: str, side: int) -> QPixmap:
        """Return the mark in a square."""
        return mark_picture(self._mark, colour, side, self._ratio)


class _Dot(QAbstractButton):
    def __init__(self, kit: Kit, number: int, wearer: str) -> None:
        super().__init__()
        self._kit, self.number = kit, number
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.hint(self, ACCENT_NAMES[number - 1])
        if wearer:
            kit.say(self.setToolTip, "Colour of {name}: the two change colours.", name=wearer)

    def sizeHint(self) -> QSize:
        return QSize(self._kit.px(24), self._kit.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._kit.colour(self._kit.accent(self.number).fill))
        inset = self._kit.px(3.5)
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset))
        if self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._kit.colour("accent"), 2))
            painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


class AccentDots(QWidget):
    """The eight colours of personas."""

    chosen = Signal(int)

    def __init__(self, kit: Kit, current: int, worn: Mapping[int, str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number in range(1, 9):
            dot = _Dot(kit, number, worn.get(number, ""))
            dot.setChecked(number == current)
            self._group.addButton(dot, number)
            row.addWidget(dot)
        self._group.idClicked.connect(self.chosen)
        kit.name(self, "Colour of the persona")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the choice with the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        button = self._group.button((self._group.checkedId() - 1 + step) % 8 + 1) if step else None
        if button is not None:
            button.setFocus(Qt.FocusReason.TabFocusReason)
            button.click()
        else:
            super().keyPressEvent(event)
