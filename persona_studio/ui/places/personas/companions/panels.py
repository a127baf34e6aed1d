"""What the inspector shows of a companion besides the evidence: a stage, an opportunity, an action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import TEAMS, Attribute, Opportunity, SectionKey, Stage, Task
from persona_studio.publish.layout.rates import share_of
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.words import section_icon, usual_title
from persona_studio.services.companions.stages import ICONS
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.companions.icons import IconChoice
from persona_studio.ui.places.personas.companions.names import LEVELS, feeling_words
from persona_studio.ui.places.personas.line_entry import LineEntry
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.fields import Check, Choice
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Beside, Label, Paragraph
from persona_studio.ui.widgets.segmented import Option, Segmented

LABEL, FIELD = 84, 120
_SHORTEST = 8  # characters that a list keeps however long its entries are


class _Panel(QWidget):
    """Rows, perhaps under a title."""

    def __init__(self, kit: Kit, title: str = "") -> None:
        super().__init__()
        self._kit = kit
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(kit.px(10))
        if title:
            head = Label(kit, "strong")
            kit.say(head.setText, title)
            self._column.addWidget(head)

    def _row(self, text: str, widget: QWidget) -> None:
        label = Label(self._kit, "body", "text2")
        self._kit.say(label.setText, text)
        label.setMinimumWidth(self._kit.px(LABEL))
        self._column.addWidget(Beside(self._kit, label, widget, FIELD))

    def _button(self, row: QLayout, icon: str, text: str, signal: object, kind: str = QUIET) -> Button:
        button = Button(self._kit, kind, icon, small=True)
        self._kit.say(button.setText, text)
        button.clicked.connect(signal)
        row.addWidget(button)
        return button

    def _choice(self, name: str) -> Choice:
        choice = Choice(self._kit, name)
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(_SHORTEST)
        choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return choice


class StagePanel(_Panel):
    """A stage of a journey: key or not, the icon of its touchpoints, its place."""

    keyed = Signal(bool)
    pictured = Signal(str)
    adding = Signal()
    moving = Signal(int)
    removing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._said = Paragraph(kit, "detail")
        self._felt = Paragraph(kit, "small", "text2")
        self._key = Check(kit)
        kit.say(self._key.setText, "Key stage: all depends on it")
        self._key.clicked.connect(self.keyed)
        self._icons = IconChoice(kit, ICONS)
        self._icons.chosen.connect(self.pictured)
        icons = Label(kit, "body", "text2")
        kit.say(icons.setText, "Icon of the touchpoints")
        for part in (self._said, self._felt, self._key, icons, self._icons, self._buttons()):
            self._column.addWidget(part)

    def _buttons(self) -> QWidget:
        holder, row = QWidget(), Flow(self._kit.px(2), self._kit.px(2))
        holder.setLayout(row)
        self._button(row, "plus", "Add a stage", self.adding)
        self._button(row, "arrow-left", "Earlier", self._earlier)
        self._button(row, "arrow-right", "Later", self._later)
        self._button(row, "trash-2", "Remove", self.removing)
        self._acts = holder
        return holder

    def show_stage(self, stage: Stage, *, key: bool, editable: bool) -> None:
        """Show a stage."""
        t = self._kit.t
        self._said.setText(", ".join(part for part in (stage.name, stage.when) if part) or t("No name"))
        self.tell_feeling(stage)
        self._key.setChecked(key)
        self._icons.show_icon(stage.icon or ICONS[0])
        for part in (self._key, self._icons):
            part.setEnabled(editable)
        self._acts.setVisible(editable)

    def tell_feeling(self, stage: Stage) -> None:
        """Say what is felt at a stage, be it only being pulled there."""
        t = self._kit.t
        self._felt.setText(t("Feeling: {feeling}", feeling=feeling_words(stage, t)))

    @Slot()
    def _earlier(self) -> None:
        self.moving.emit(-1)

    @Slot()
    def _later(self) -> None:
        self.moving.emit(1)


class OpportunityPanel(_Panel):
    """An opportunity: its team, what it costs, what it brings, and the way into the plan."""

    team = Signal(object)
    effort = Signal(int)
    impact = Signal(int)
    planning = Signal()
    showing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "Opportunity")
        self._team = self._choice("Team of the opportunity")
        self._team.activated.connect(self._team_picked)
        self._effort, self._impact = self._levels("Effort"), self._levels("Impact")
        self._effort.chosen.connect(self._effort_picked)
        self._impact.chosen.connect(self._impact_picked)
        self._row("Team", self._team)
        for text, switch in (("Effort", self._effort), ("Impact", self._impact)):
            label = Label(kit, "body", "text2")
            kit.say(label.setText, text)
            self._column.addWidget(label)
            self._column.addWidget(switch)
        holder, row = QWidget(), Flow(0, 0)
        holder.setLayout(row)
        self._plan = self._button(row, "list-checks", "Add to the action plan", self.planning, SECONDARY)
        self._go = self._button(row, "corner-down-right", "Show the action", self.showing, SECONDARY)
        self._planned = Paragraph(kit, "small", "text2")
        kit.say(self._planned.setText, "An action of the plan answers it already.")
        for part in (holder, self._planned):
            self._column.addWidget(part)

    def _levels(self, name: str) -> Segmented:
        options = [Option(str(level), text if level else "–", name=text) for level, text in LEVELS.items()]
        return Segmented(self._kit, options, name, compact=True)

    def show_opportunity(self, opportunity: Opportunity, *, planned: bool, editable: bool) -> None:
        """Show an opportunity; ``planned`` tells that an action of the plan answers it."""
        fill_teams(self._team, self._kit, opportunity.team, none=True)
        self._effort.choose(str(opportunity.effort))
        self._impact.choose(str(opportunity.impact))
        for part in (self._team, self._effort, self._impact):
            part.setEnabled(editable)
        self._plan.setVisible(editable and not planned)
        self._go.setVisible(planned)
        self._planned.setVisible(planned)

    @Slot(int)
    def _team_picked(self, row: int) -> None:
        self.team.emit(team_of(self._team, row))

    @Slot(str)
    def _effort_picked(self, value: str) -> None:
        self.effort.emit(int(value))

    @Slot(str)
    def _impact_picked(self, value: str) -> None:
        self.impact.emit(int(value))


class TaskPanel(_Panel):
    """An action: team, who, until when, and the line that asks for it with what stands behind that."""

    team = Signal(object)
    owner = Signal(object, str, str)
    due = Signal(object, str, str)
    because = Signal(object)
    showing = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "Action")
        self._team, self.reason = self._choice("Team"), self._choice("Because of")
        self._owner, self._due = LineEntry(kit, "Who does the action"), LineEntry(kit, "Until when")
        self._behind = Paragraph(kit, "small", "text2")
        self._row("Team", self._team)
        self._row("Owner", self._owner)
        self._row("Due date", self._due)
        self._row("Because of", self.reason)
        self._column.addWidget(self._behind)
        holder, row = QWidget(), Flow(0, 0)
        holder.setLayout(row)
        self._show = self._button(row, "corner-down-right", "Show this line", self.showing)
        self._column.addWidget(holder)
        self._team.activated.connect(self._team_picked)
        self.reason.activated.connect(self._reason_picked)
        self._owner.written.connect(self.owner)
        self._due.written.connect(self.due)

    def show_task(
        self, line: Attribute, team: SectionKey, reasons: Sequence[Attribute], *, editable: bool
    ) -> None:
        """Show an action of a team; ``reasons`` are the lines that may ask for it."""
        task = line.task or Task()
        self._owner.show_line(line.id, task.owner)
        self._due.show_line(line.id, task.due)
        fill_teams(self._team, self._kit, team, none=False)
        self._show_reasons(task.because, reasons)
        for part in (self._team, self._owner, self._due, self.reason):
            part.setEnabled(editable)

    def _show_reasons(self, because: Id | None, reasons: Sequence[Attribute]) -> None:
        self.reason.clear()
        self.reason.addItem(self._kit.t("Nothing chosen"), None)
        for one in reasons:
            self.reason.addItem(said(one), one.id)
            self.reason.setItemData(self.reason.count() - 1, said(one), Qt.ItemDataRole.ToolTipRole)
        found = next((one for one in reasons if one.id == because), None)
        self.reason.setCurrentIndex(reasons.index(found) + 1 if found is not None else 0)
        self._behind.setText(behind(found, self._kit.t) if found is not None else "")
        self._behind.setVisible(found is not None)
        self._show.setVisible(found is not None)

    def keep(self) -> bool:
        """Hand over what is written, and tell whether it could be kept."""
        return all([self._owner.keep(), self._due.keep()])

    def forget(self) -> None:
        """Let go of another project."""
        for entry in (self._owner, self._due):
            entry.forget()

    @Slot(int)
    def _team_picked(self, row: int) -> None:
        self.team.emit(team_of(self._team, row))

    @Slot(int)
    def _reason_picked(self, row: int) -> None:
        self.because.emit(self.reason.itemData(row))


def fill_teams(choice: Choice, kit: Kit, team: SectionKey | None, *, none: bool) -> None:
    """Fill a list with the teams, of which one may be ``none``, and show which one it is."""
    choice.clear()
    if none:
        choice.addItem(kit.t("Not said"), None)
    for key in TEAMS:
        choice.addItem(kit.icon(section_icon(key)), usual_title(key, kit.t), key.value)
    choice.setCurrentIndex((TEAMS.index(team) + none) if team is not None else 0)


def team_of(choice: Choice, row: int) -> SectionKey | None:
    """Return the team of a row of a list."""
    value = choice.itemData(row)
    return SectionKey(value) if value else None


def behind(line: Attribute, t: Texts) -> str:
    """Say what stands behind a line: where it comes from, and its shares when enough respondents do."""
    proof, parts = line.evidence, [words.provenance(line.provenance, t)]
    share = share_of(proof)
    if proof is not None and share is not None and not proof.quote:
        parts.append(t("{share} of the segment", share=t.percent(share)))
        if proof.overall is not None:
            parts.append(t("{share} of all", share=t.percent(proof.overall)))
    if proof is not None and proof.question:
        parts.append(words.shown_question(proof.question))
    return " · ".join(parts)
