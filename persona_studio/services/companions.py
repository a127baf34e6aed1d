"""The companions of a sheet as edits: empathy map, journey and action plan, begun, filled, cleared.

Their quadrants, boxes, cells and teams are sections as on the sheet: lines are placed, written, moved and
proved there by the same services (``placing``, ``lines``, ``authoring``). Here is what only they have.
"""

from collections.abc import Iterable
from dataclasses import replace

from persona_studio.domain.companions import Companion, begun, journey_of
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    TEAMS,
    Attribute,
    Journey,
    Opportunity,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Stage,
    Task,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find, follow, route_to
from persona_studio.errors import UserError
from persona_studio.publish.layout.words import TOUCHPOINT_ICONS
from persona_studio.services.empathy_draft import proposed
from persona_studio.texts import Texts

ICONS = TOUCHPOINT_ICONS
"""What may stand beside the touchpoints of a stage; the usual one first."""


# ------------------------------------------------------------------ begun and cleared


def begin_empathy(project: Project, persona: Id, drafted: bool) -> Edit:
    """Begin the empathy map: its six sections, empty or with lines of the sheet that belong there.

    Drafted lines are copies with their proof and provenance: what the survey and respondents say goes before
    what is supposed.

    Raises:
        UserError: the persona is gone, or has an empathy map.
    """
    found = _fresh(project, persona, Companion.EMPATHY)
    texts = Texts(project.language)
    sections = (
        _section(key, map(_copied, proposed(found, key, texts)) if drafted else ()) for key in EMPATHY
    )
    return Together(tuple(Insert(persona, n, section) for n, section in enumerate(sections)))


def begin_journey(project: Project, persona: Id, drafted: bool) -> Edit:
    """Begin the journey: with the usual stages, or with one to name; nothing in them is made up.

    Raises:
        UserError: the persona is gone, or has a journey.
    """
    _fresh(project, persona, Companion.JOURNEY)
    texts = Texts(project.language)
    names = _usual_stages(texts) if drafted else (texts("Stage {n}", n=1),)
    stages = tuple(map(new_stage, names))
    return Insert(persona, 0, Journey(id=new_id(), stages=stages))


def begin_plan(project: Project, persona: Id, drafted: bool) -> Edit:
    """Begin the action plan: one section for each team, empty or with the opportunities of the journey.

    Each opportunity becomes an action of its team, because of it, the most useful first. One without a team
    is left where it is: nobody said whose action it is (see :func:`without_team`).

    Raises:
        UserError: the persona is gone, or has a plan.
    """
    found = _fresh(project, persona, Companion.PLAN)
    sections = (_section(key, _actions(found, key) if drafted else ()) for key in TEAMS)
    return Together(tuple(Insert(persona, n, section) for n, section in enumerate(sections)))


def clear(project: Project, persona: Id, companion: Companion) -> Edit:
    """Take a companion out with all that was written in it.

    Raises:
        UserError: the persona is gone, or never had it.
    """
    held = getattr(_persona(project, persona), companion.value)
    if not held:
        raise UserError("edit_target_gone")
    return Together(tuple(Remove(one.id) for one in held))


def _fresh(project: Project, persona: Id, companion: Companion) -> Persona:
    found = _persona(project, persona)
    if begun(found, companion):
        raise UserError("companion_begun", name=found.name)
    return found


def _section(key: SectionKey, lines: Iterable[Attribute] = ()) -> Section:
    return Section(id=new_id(), key=key, attributes=tuple(lines))


# ------------------------------------------------------------------ drafts


def _copied(line: Attribute) -> Attribute:
    """Return a line anew; the note on who verifies it stays with the one it was made of."""
    return replace(line, id=new_id(), due="")


def _usual_stages(texts: Texts) -> tuple[str, ...]:
    return (
        texts("Discovery"),
        texts("Exploration"),
        texts("Consideration"),
        texts("Decision"),
        texts("Use"),
    )


def _actions(persona: Persona, team: SectionKey) -> list[Attribute]:
    """Return the actions of a team that the opportunities of a journey ask for, the most useful first."""
    wanted = [line for line in opportunities(persona) if _opportunity(line).team is team]
    wanted.sort(key=lambda line: (-_opportunity(line).impact, _opportunity(line).effort or 4))
    return [
        replace(_copied(line), opportunity=None, task=Task(because=line.id)) for line in wanted if line.text
    ]


def opportunities(persona: Persona) -> tuple[Attribute, ...]:
    """Return the opportunities of all stages of a persona's journey, stage by stage."""
    lanes = (lane for journey in persona.journeys for stage in journey.stages for lane in stage.lanes)
    return tuple(line for lane in lanes if lane.key is SectionKey.OPPORTUNITIES for line in lane.attributes)


def without_team(persona: Persona) -> tuple[Attribute, ...]:
    """Return the opportunities that no team was chosen for: a drafted plan leaves them out."""
    return tuple(line for line in opportunities(persona) if _opportunity(line).team is None)


# ------------------------------------------------------------------ stages


def new_stage(name: str, icon: str = "") -> Stage:
    """Return a stage with all its lanes and nothing in them."""
    return Stage(id=new_id(), name=name, icon=icon, lanes=tuple(map(_section, LANES)))


def add_stage(project: Project, journey: Id, name: str = "", after: Id = "") -> Insert:
    """Add a stage behind another, or as the last; ``edit.thing.id`` names it.

    Without a name it is called by its number.

    Raises:
        UserError: the journey is gone.
    """
    found = _journey(project, journey)
    ids = [stage.id for stage in found.stages]
    index = ids.index(after) + 1 if after in ids else len(ids)
    said = name.strip() or Texts(project.language)("Stage {n}", n=len(ids) + 1)
    return Insert(found.id, index, new_stage(said))


def move_stage(project: Project, stage: Id, steps: int) -> Edit | None:
    """Move a stage before (-1) or behind (+1) its neighbours; None when it is at the end already."""
    journey, index = _of_stage(project, stage)
    to = index + steps
    return Move(stage, journey.id, to) if steps and 0 <= to < len(journey.stages) else None


def place_stage(project: Project, stage: Id, index: int) -> Edit | None:
    """Move a stage before the one that now has a place, from 0; None when it stays where it is."""
    journey, now = _of_stage(project, stage)
    to = max(0, min(index, len(journey.stages)))
    to -= to > now
    return Move(stage, journey.id, to) if to != now else None


def remove_stage(project: Project, stage: Id) -> Edit:
    """Take a stage out with all that is in it; the key stage is then no more."""
    journey, _ = _of_stage(project, stage)
    if journey.key != stage:
        return Remove(stage)
    return Together((SetField(journey.id, "key", None), Remove(stage)))


def set_feeling(stage: Id, feeling: int) -> Edit:
    """Say how a stage is felt, from -100 (at its worst) to 100; what lies beyond is the worst or the best."""
    return SetField(stage, "feeling", max(-100, min(100, feeling)))


def set_mood(stage: Id, mood: str) -> Edit:
    """Give the feeling of a stage its word."""
    return SetField(stage, "mood", mood.strip())


def set_icon(stage: Id, icon: str) -> Edit:
    """Choose what stands beside the touchpoints of a stage, one of :data:`ICONS`; "" for the usual one."""
    return SetField(stage, "icon", icon)


def set_key(project: Project, stage: Id, key: bool) -> Edit:
    """Make a stage the one on which all depends, instead of the one that was; or let none be."""
    journey, _ = _of_stage(project, stage)
    return SetField(journey.id, "key", stage if key else None)


def set_moment(project: Project, journey: Id, text: str) -> Edit | None:
    """Say what the key moment is; without words nothing is said. None when that is said already.

    The line is written, proved and taken out like any other; this makes the first of its words.
    """
    found, said = _journey(project, journey), text.strip()
    line = next(iter(found.moment), None)
    if line is None:
        return Insert(found.id, 0, Attribute(id=new_id(), text=said)) if said else None
    if not said:
        return Remove(line.id)
    edits: list[Edit] = [SetField(line.id, "text", said)]
    if line.provenance is not Provenance.HYPOTHESIS:
        edits.append(SetField(line.id, "modified", True))
    return Together(tuple(edits)) if said != line.text else None


# ------------------------------------------------------------------ opportunities and actions


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
    before = _opportunity(_line(project, line))
    after = Opportunity(
        team=before.team if team is None else team,
        effort=before.effort if effort is None else effort,
        impact=before.impact if impact is None else impact,
    )
    return SetField(line, "opportunity", after)


def drop_team(project: Project, line: Id) -> Edit:
    """Leave open which team an opportunity asks for."""
    return SetField(line, "opportunity", replace(_opportunity(_line(project, line)), team=None))


def set_task(project: Project, line: Id, *, owner: str | None = None, due: str | None = None) -> Edit:
    """Say who does an action, or until when; what is not given stays."""
    before = _task(_line(project, line))
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
    now = _line(project, line)
    owner = _owner(project, line)
    if because is not None and because not in {one.id for one in owner.lines} - {line}:
        raise UserError("edit_target_gone")
    return SetField(line, "task", replace(_task(now), because=because))


def add_action(project: Project, persona: Id, because: Id, team: SectionKey | None = None) -> Edit:
    """Make a line of a persona (an opportunity, an obstacle...) an action of a team, because of it.

    The team is that of the opportunity unless another is given, else the first. A plan is begun when there is
    none. The edit ends with the new line's insertion.

    Raises:
        UserError: the persona or the line is gone.
    """
    found = _persona(project, persona)
    line = next((one for one in found.lines if one.id == because), None)
    if line is None:
        raise UserError("edit_target_gone")
    team = team or _opportunity(line).team or TEAMS[0]
    made = replace(_copied(line), opportunity=None, task=Task(because=line.id))
    sections = found.plan or tuple(map(_section, TEAMS))
    section = next((one for one in sections if one.key is team), None)
    if section is None:
        raise UserError("edit_target_gone")
    begin = () if found.plan else tuple(Insert(persona, n, one) for n, one in enumerate(sections))
    return Together((*begin, Insert(section.id, len(section.attributes), made)))


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


# ------------------------------------------------------------------ found


def _opportunity(line: Attribute) -> Opportunity:
    return line.opportunity or Opportunity()


def _task(line: Attribute) -> Task:
    return line.task or Task()


def _persona(project: Project, which: Id) -> Persona:
    found = find(project, which)
    if not isinstance(found, Persona):
        raise UserError("edit_target_gone")
    return found


def _journey(project: Project, which: Id) -> Journey:
    """Return a journey by its id, or the one of a persona by that of the persona."""
    found = find(project, which)
    if isinstance(found, Persona):
        found = journey_of(found)
    if not isinstance(found, Journey):
        raise UserError("edit_target_gone")
    return found


def _line(project: Project, which: Id) -> Attribute:
    found = find(project, which)
    if not isinstance(found, Attribute):
        raise UserError("edit_target_gone")
    return found


def _owner(project: Project, which: Id) -> Persona:
    above = follow(project, route_to(project, which) or ())
    return next(one for one in above if isinstance(one, Persona))


def _of_stage(project: Project, stage: Id) -> tuple[Journey, int]:
    for persona in project.personas:
        for journey in persona.journeys:
            for index, one in enumerate(journey.stages):
                if one.id == stage:
                    return journey, index
    raise UserError("edit_target_gone")
