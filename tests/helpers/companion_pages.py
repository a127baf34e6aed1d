"""The companions of Julie: a project in which all three are begun, and where things are on their pages."""

from dataclasses import replace

from persona_studio.domain.edits import SetField
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import Attribute, SectionKey
from persona_studio.services import authoring
from persona_studio.services.companions import actions, companions
from persona_studio.services.samples import julie


def begun():
    """Julie with an empathy map drafted from her sheet, a journey of five stages, and a plan."""
    project = julie("fr")
    persona = project.personas[0].id
    for make in (companions.begin_empathy, companions.begin_journey):
        project = make(project, persona, True).apply(project).project
    for number, stage in enumerate(project.personas[0].journeys[0].stages):
        for lane in stage.lanes:
            line = Attribute(id=new_id(), text=f"{lane.key.value.title()} {number}")
            edit = authoring.Insert(lane.id, 0, line)
            project = edit.apply(project).project
        project = SetField(stage.id, "feeling", (number - 2) * 30).apply(project).project
        project = SetField(stage.id, "mood", f"Mot {number}").apply(project).project
    line = lane_of(project.personas[0], 1, SectionKey.OPPORTUNITIES).attributes[0]
    edit = actions.set_opportunity(project, line.id, team=SectionKey.SALES, effort=1, impact=3)
    project = edit.apply(project).project
    return companions.begin_plan(project, persona, True).apply(project).project


def lane_of(persona, stage, key):
    """Return a lane of a stage of the journey."""
    return next(lane for lane in persona.journeys[0].stages[stage].lanes if lane.key is key)


def two():
    """Julie with her companions, and Marc, who has none."""
    project = begun()
    marc = replace(julie("fr").personas[0], id="marc", name="Marc", accent=2)
    marc = replace(marc, sections=tuple(replace(s, id=new_id(), attributes=()) for s in marc.sections))
    return replace(project, personas=(project.personas[0], marc))
