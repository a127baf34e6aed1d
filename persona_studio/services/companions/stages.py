"""The stages of a journey as edits: added, moved, felt, made the one on which all depends.

What is written in their lanes is placed, written and proved as on the sheet.
"""

from persona_studio.domain.companions import journey_of
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import LANES, Journey, Persona, Section, Stage
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.publish.layout.words import TOUCHPOINT_ICONS
from persona_studio.texts import Texts

ICONS = TOUCHPOINT_ICONS
"""What may stand beside the touchpoints of a stage; the usual one first."""


def new_stage(name: str, icon: str = "") -> Stage:
    """Return a stage with all its lanes and nothing in them."""
    lanes = tuple(Section(id=new_id(), key=key) for key in LANES)
    return Stage(id=new_id(), name=name, icon=icon, lanes=lanes)


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


def set_icon(stage: Id, icon: str) -> Edit:
    """Choose what stands beside the touchpoints of a stage, one of :data:`ICONS`; "" for the usual one."""
    return SetField(stage, "icon", icon)


def set_key(project: Project, stage: Id, key: bool) -> Edit:
    """Make a stage the one on which all depends, instead of the one that was; or let none be."""
    journey, _ = _of_stage(project, stage)
    return SetField(journey.id, "key", stage if key else None)


# ------------------------------------------------------------------ found


def _journey(project: Project, which: Id) -> Journey:
    """Return a journey by its id, or the one of a persona by that of the persona."""
    found = find(project, which)
    if isinstance(found, Persona):
        found = journey_of(found)
    if not isinstance(found, Journey):
        raise UserError("edit_target_gone")
    return found


def _of_stage(project: Project, stage: Id) -> tuple[Journey, int]:
    for persona in project.personas:
        for journey in persona.journeys:
            for index, one in enumerate(journey.stages):
                if one.id == stage:
                    return journey, index
    raise UserError("edit_target_gone")
