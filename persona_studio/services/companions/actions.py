"""What a journey asks for and who does it, as edits: opportunities, and the actions that answer them."""

from dataclasses import replace

from persona_studio.domain.edits import Edit, Insert, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    TEAMS,
    Attribute,
    Opportunity,
    Persona,
    Section,
    SectionKey,
    Task,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import expect, follow, route_to
from persona_studio.errors import UserError

# ------------------------------------------------------------------ opportunities


def opportunities(persona: Persona) -> tuple[Attribute, ...]:
    """Return the opportunities of all stages of a persona's journey, stage by stage."""
    lanes = (lane for journey in persona.journeys for stage in journey.stages for lane in stage.lanes)
    return tuple(line for lane in lanes if lane.key is SectionKey.OPPORTUNITIES for line in lane.attributes)


def without_team(persona: Persona) -> tuple[Attribute, ...]:
    """Return the opportunities that no team was chosen for: a drafted plan leaves them out."""
    return tuple(line for line in opportunities(persona) if _opportunity(line).team is None)


def set_opportunity(
    project: Project,
    line: Id,
    *,
    team: SectionKey | None = None,
    effort: int | None = None,
    impact: int | None = None,
) -> Edit:
    """Say of an opportunity which team it asks for, what it costs and what it brings (1 to 3, 0: not said).

    What is not given stays; a team is taken back by :func:`drop_team`.
    """
    before = _opportunity(expect(project, line, Attribute))
    after = Opportunity(
        team=before.team if team is None else team,
        effort=before.effort if effort is None else effort,
        impact=before.impact if impact is None else impact,
    )
    return SetField(line, "opportunity", after)


def drop_team(project: Project, line: Id) -> Edit:
    """Leave open which team an opportunity asks for."""
    return SetField(line, "opportunity", replace(_opportunity(expect(project, line, Attribute)), team=None))


def _opportunity(line: Attribute) -> Opportunity:
    return line.opportunity or Opportunity()


# ------------------------------------------------------------------ actions


def asked_for(persona: Persona, team: SectionKey) -> list[Attribute]:
    """Return the actions of a team that the opportunities of a journey ask for, the most useful first."""
    wanted = [line for line in opportunities(persona) if _opportunity(line).team is team]
    wanted.sort(key=lambda line: (-_opportunity(line).impact, _opportunity(line).effort or 4))
    return [
        replace(copied(line), opportunity=None, task=Task(because=line.id)) for line in wanted if line.text
    ]


def add_action(project: Project, persona: Id, because: Id, team: SectionKey | None = None) -> Edit:
    """Make a line of a persona (an opportunity, an obstacle...) an action of a team, because of it.

    The team is that of the opportunity unless another is given, else the first. A plan is begun when there is
    none. The edit ends with the new line's insertion.

    Raises:
        UserError: the persona or the line is gone.
    """
    found = expect(project, persona, Persona)
    line = next((one for one in found.lines if one.id == because), None)
    if line is None:
        raise UserError("edit_target_gone")
    team = team or _opportunity(line).team or TEAMS[0]
    made = replace(copied(line), opportunity=None, task=Task(because=line.id))
    sections = found.plan or tuple(Section(id=new_id(), key=key) for key in TEAMS)
    section = next((one for one in sections if one.key is team), None)
    if section is None:
        raise UserError("edit_target_gone")
    begin = () if found.plan else tuple(Insert(persona, n, one) for n, one in enumerate(sections))
    return Together((*begin, Insert(section.id, len(section.attributes), made)))


def set_task(project: Project, line: Id, *, owner: str | None = None, due: str | None = None) -> Edit:
    """Say who does an action, or until when; what is not given stays."""
    before = _task(expect(project, line, Attribute))
    after = replace(
        before,
        owner=before.owner if owner is None else owner.strip(),
        due=before.due if due is None else due.strip(),
    )
    return SetField(line, "task", after)


def set_because(project: Project, line: Id, because: Id | None) -> Edit:
    """Link an action to the line of the same persona that asks for it, or to none.

    Raises:
        UserError: `edit_target_gone`: the action, or that line of its persona, is gone.
    """
    now = expect(project, line, Attribute)
    owner = _owner(project, line)
    if because is not None and because not in {one.id for one in owner.lines} - {line}:
        raise UserError("edit_target_gone")
    return SetField(line, "task", replace(_task(now), because=because))


def answering(persona: Persona, line: Id) -> Attribute | None:
    """Return the first action of the plan that is there because of a line, None when none answers it."""
    actions = (one for section in persona.plan for one in section.attributes)
    return next((one for one in actions if _task(one).because == line), None)


def reason(persona: Persona, line: Attribute) -> Attribute | None:
    """Return the line of the same persona that asks for an action, None when there is none (any more)."""
    because = line.task.because if line.task is not None else None
    return next((one for one in persona.lines if one.id == because), None) if because else None


def reasons(persona: Persona) -> tuple[Attribute, ...]:
    """Return what an action may be linked to: the opportunities first, then the lines of sheet and map."""
    first = opportunities(persona)
    sections = (*(s for s in persona.sections if not s.hidden), *persona.empathy)
    return (*first, *(line for section in sections for line in section.attributes))


def _task(line: Attribute) -> Task:
    return line.task or Task()


# ------------------------------------------------------------------ found


def copied(line: Attribute) -> Attribute:
    """Return a line anew; the note on who verifies it stays with the one it was made of."""
    return replace(line, id=new_id(), due="")


def _owner(project: Project, which: Id) -> Persona:
    above = follow(project, route_to(project, which) or ())
    return next(one for one in above if isinstance(one, Persona))
