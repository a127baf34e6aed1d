"""The companions of a sheet as edits: empathy map, journey and action plan, begun and cleared.

Their quadrants, boxes, cells and teams are sections as on the sheet: lines are placed, written, moved and
proved there by the same services (``placing``, ``lines``, ``authoring``). What only a journey has is in
``stages``, what only a plan has in ``actions``.
"""

from collections.abc import Iterable

from persona_studio.domain.companions import Companion, begun
from persona_studio.domain.edits import Edit, Insert, Remove, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import EMPATHY, TEAMS, Attribute, Journey, Persona, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.tree import expect
from persona_studio.errors import UserError
from persona_studio.services.companions.actions import asked_for, copied
from persona_studio.services.companions.empathy_draft import proposed
from persona_studio.services.companions.stages import new_stage
from persona_studio.texts import Texts


def begin_empathy(project: Project, persona: Id, drafted: bool) -> Edit:
    """Begin the empathy map: its six sections, empty or with lines of the sheet that belong there.

    Drafted lines are copies with their proof and provenance: what the survey and respondents say goes before
    what is supposed.

    Raises:
        UserError: the persona is gone, or has an empathy map.
    """
    found = _fresh(project, persona, Companion.EMPATHY)
    texts = Texts(project.language)
    sections = (_section(key, map(copied, proposed(found, key, texts)) if drafted else ()) for key in EMPATHY)
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
    is left where it is: nobody said whose action it is (see
    :func:`persona_studio.services.companions.actions.without_team`).

    Raises:
        UserError: the persona is gone, or has a plan.
    """
    found = _fresh(project, persona, Companion.PLAN)
    sections = (_section(key, asked_for(found, key) if drafted else ()) for key in TEAMS)
    return Together(tuple(Insert(persona, n, section) for n, section in enumerate(sections)))


def clear(project: Project, persona: Id, companion: Companion) -> Edit:
    """Take a companion out with all that was written in it.

    Raises:
        UserError: the persona is gone, or never had it.
    """
    held = getattr(expect(project, persona, Persona), companion.value)
    if not held:
        raise UserError("edit_target_gone")
    return Together(tuple(Remove(one.id) for one in held))


def _fresh(project: Project, persona: Id, companion: Companion) -> Persona:
    found = expect(project, persona, Persona)
    if begun(found, companion):
        raise UserError("companion_begun", name=found.name)
    return found


def _section(key: SectionKey, lines: Iterable[Attribute] = ()) -> Section:
    return Section(id=new_id(), key=key, attributes=tuple(lines))


def _usual_stages(texts: Texts) -> tuple[str, ...]:
    return (
        texts("Discovery"),
        texts("Exploration"),
        texts("Consideration"),
        texts("Decision"),
        texts("Use"),
    )
