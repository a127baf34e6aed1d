"""What the inspector and the menus ask of opportunities and actions, done: one gesture each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.publish.layout.words import usual_title
from persona_studio.services.companions import actions
from persona_studio.services.personas import lines
from persona_studio.ui.places.personas.line_entry import LineEntry

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.place import PersonasPlace


class Acts(QObject):
    """Turns what is chosen in a field into edits."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio = place, place.studio

    # -------------------------------------------------------------- opportunities

    def set_team(self, line: Id, team: SectionKey | None) -> None:
        """Say which team an opportunity asks for, or leave it open."""
        project = self._studio.project
        if team is None:
            edit = self._studio.attempt(actions.drop_team, project, line)
        else:
            edit = self._studio.attempt(actions.set_opportunity, project, line, team=team)
        self._studio.do(edit, "Team chosen")

    def set_effort(self, line: Id, effort: int) -> None:
        """Say what an opportunity costs, 1 to 3; 0: not said."""
        edit = self._studio.attempt(actions.set_opportunity, self._studio.project, line, effort=effort)
        self._studio.do(edit, "Effort estimated")

    def set_impact(self, line: Id, impact: int) -> None:
        """Say what an opportunity brings, 1 to 3; 0: not said."""
        edit = self._studio.attempt(actions.set_opportunity, self._studio.project, line, impact=impact)
        self._studio.do(edit, "Impact estimated")

    def plan(self, line: Id, team: SectionKey | None = None) -> None:
        """Make a line an action of the plan, which begins with it when there is none; say of which team."""
        project, persona = self._studio.project, self._place.current
        edit = self._studio.attempt(actions.add_action, project, persona, line, team)
        if not self._studio.do(edit, "Added to the action plan"):
            return
        now, t = self._place.persona(), self._place.kit.t
        sections = now.plan if now is not None else ()
        held = [s.key for s in sections if any(_because(one) == line for one in s.attributes)]
        for key in held[-1:] if team is None else [team]:
            self._studio.said.emit(t("Added to the action plan, {team}", team=usual_title(key, t)), True)

    # -------------------------------------------------------------- actions

    def move_to_team(self, line: Id, team: SectionKey) -> None:
        """Give an action to another team: it goes to the end of its section."""
        at = lines.where(self._studio.project, line)
        section = next((s for s in at.persona.plan if s.key is team), None) if at is not None else None
        if at is not None and section is not None and section.id != at.section.id:
            self._place.dragging.move_to((line,), section.id)

    @Slot(object, str, str)
    def set_owner(self, entry: LineEntry, line: Id, owner: str) -> None:
        """Say who does an action."""
        if not self._write(line, "Owner written", owner=owner):
            entry.hold(line, owner)

    @Slot(object, str, str)
    def set_due(self, entry: LineEntry, line: Id, due: str) -> None:
        """Say until when an action is to be done."""
        if not self._write(line, "Due date written", due=due):
            entry.hold(line, due)

    def _write(self, line: Id, label: str, **said: str) -> bool:
        """Write about a line, unless it is gone; tell whether nothing is left to keep."""
        if self._studio.session is None or not isinstance(find(self._studio.project, line), Attribute):
            return True
        edit = self._studio.attempt(actions.set_task, self._studio.project, line, **said)
        return self._studio.do(edit, label)

    def set_because(self, line: Id, because: Id | None) -> None:
        """Link an action to the line that asks for it."""
        edit = self._studio.attempt(actions.set_because, self._studio.project, line, because)
        self._studio.do(edit, "Reason chosen")

    def show_reason(self, line: Id) -> None:
        """Show the line that asks for an action, on the page where it stands."""
        self._place.inspecting.go(Ref("attribute", line, "text"))


def _because(line: Attribute) -> Id | None:
    return line.task.because if line.task is not None else None
