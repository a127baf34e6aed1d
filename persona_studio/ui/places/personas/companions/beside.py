"""The part of the inspector that belongs to companions; each panel is built when it is first shown."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from persona_studio.domain.companions import journey_of
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Opportunity, Persona, SectionKey, Stage
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.companions.actions import answering, opportunities, reasons
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.companions.panels import OpportunityPanel, StagePanel, TaskPanel

P = TypeVar("P", bound=QWidget)


class BesidePanel(QWidget):
    """Shows a stage, an opportunity or an action; asks, never edits. Its signals name the thing.

    Those of words that were typed carry first the :class:`LineEntry` which holds what cannot be kept.
    """

    keyed = Signal(str, bool)
    pictured = Signal(str, str)
    adding = Signal(str)
    moving = Signal(str, int)
    removing = Signal(str)
    team = Signal(str, object)
    effort = Signal(str, int)
    impact = Signal(str, int)
    planning = Signal(str)
    regrouping = Signal(str, object)
    owner = Signal(object, str, str)
    due = Signal(object, str, str)
    because = Signal(str, object)
    showing = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._of: Id = ""
        self._reason: Id = ""
        self._action: Id = ""
        self._stage: StagePanel | None = None
        self._opportunity: OpportunityPanel | None = None
        self._task: TaskPanel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_ref(self, project: Project, persona: Persona, ref: Ref | None, *, editable: bool) -> None:
        """Show what only a companion has of a thing; nothing of all else."""
        thing = find(project, ref.id) if ref is not None else None
        self._of = ref.id if ref is not None else ""
        shown: QWidget | None = None
        if isinstance(thing, Stage):
            shown = self._show_stage(persona, thing, editable=editable)
        elif isinstance(thing, Attribute):
            shown = self._show_line(persona, thing, editable=editable)
        for panel in (self._stage, self._opportunity, self._task):
            if panel is not None:
                panel.setVisible(panel is shown)
        self.setVisible(shown is not None)

    def _show_stage(self, persona: Persona, stage: Stage, *, editable: bool) -> QWidget:
        if self._stage is None:
            self._stage = self._added(StagePanel(self._kit))
            for signal, to in (
                (self._stage.keyed, self.keyed),
                (self._stage.pictured, self.pictured),
                (self._stage.moving, self.moving),
            ):
                signal.connect(self._of_this(to.emit))
            self._stage.adding.connect(self._add)
            self._stage.removing.connect(self._remove)
        journey = journey_of(persona)
        key = journey is not None and journey.key == stage.id
        self._stage.show_stage(stage, key=key, editable=editable)
        return self._stage

    def tell_feeling(self, stage: Stage) -> None:
        """Say what is felt at a stage while it is being pulled, if it is the one that is shown."""
        if self._stage is not None and self._of == stage.id:
            self._stage.tell_feeling(stage)

    def _show_line(self, persona: Persona, line: Attribute, *, editable: bool) -> QWidget | None:
        if any(one.id == line.id for one in opportunities(persona)):
            return self._show_opportunity(persona, line, editable=editable)
        for section in persona.plan:
            if any(one.id == line.id for one in section.attributes):
                return self._show_task(persona, line, section.key, editable=editable)
        return None

    def _show_opportunity(self, persona: Persona, line: Attribute, *, editable: bool) -> QWidget:
        if self._opportunity is None:
            self._opportunity = self._added(OpportunityPanel(self._kit))
            for signal, to in (
                (self._opportunity.team, self.team),
                (self._opportunity.effort, self.effort),
                (self._opportunity.impact, self.impact),
            ):
                signal.connect(self._of_this(to.emit))
            self._opportunity.planning.connect(self._plan)
            self._opportunity.showing.connect(self._show_action)
        action = answering(persona, line.id)
        self._action = action.id if action is not None else ""
        said = line.opportunity or Opportunity()
        self._opportunity.show_opportunity(said, planned=action is not None, editable=editable)
        return self._opportunity

    def _show_task(self, persona: Persona, line: Attribute, team: SectionKey, *, editable: bool) -> QWidget:
        if self._task is None:
            self._task = self._added(TaskPanel(self._kit))
            self._task.team.connect(self._of_this(self.regrouping.emit))
            self._task.because.connect(self._of_this(self.because.emit))
            self._task.owner.connect(self.owner)
            self._task.due.connect(self.due)
            self._task.showing.connect(self._show_reason)
        self._reason = line.task.because or "" if line.task is not None else ""
        self._task.show_task(line, team, reasons(persona), editable=editable)
        return self._task

    def _added(self, panel: P) -> P:
        self._column.addWidget(panel)
        return panel

    def _of_this(self, emit: Callable[..., None]) -> Callable[[object], None]:
        return lambda value: emit(self._of, value)

    @Slot()
    def _add(self) -> None:
        self.adding.emit(self._of)

    @Slot()
    def _remove(self) -> None:
        self.removing.emit(self._of)

    @Slot()
    def _plan(self) -> None:
        self.planning.emit(self._of)

    @Slot()
    def _show_action(self) -> None:
        if self._action:
            self.showing.emit(self._action)

    @Slot()
    def _show_reason(self) -> None:
        if self._reason:
            self.showing.emit(self._reason)

    def focus_reason(self) -> None:
        """Bring the keyboard to the list of reasons, and open it."""
        if self._task is not None and self._task.isVisible():
            self._task.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            around = self.parentWidget()
            while around is not None and not isinstance(around, QScrollArea):
                around = around.parentWidget()
            if around is not None:
                around.ensureWidgetVisible(self._task.reason)
            self._task.reason.showPopup()

    def keep(self) -> bool:
        """Hand over what is being written, and tell whether it could be kept."""
        return self._task is None or self._task.keep()

    def forget(self) -> None:
        """Let go of another project."""
        if self._task is not None:
            self._task.forget()
