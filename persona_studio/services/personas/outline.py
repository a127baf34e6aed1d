"""The sections of a sheet as edits: added, named, moved, hidden, shown, removed."""

from persona_studio.domain.edits import Edit, Insert, SetField
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import JULIE_SECTIONS, Persona, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find, follow, route_to
from persona_studio.services import authoring

READY: tuple[SectionKey, ...] = (
    *JULIE_SECTIONS,
    SectionKey.LIFESTYLE,
    SectionKey.INTERESTS,
    SectionKey.CONSUMPTION,
    SectionKey.HISTORY,
    SectionKey.OBSTACLES,
    SectionKey.CHANNELS,
    SectionKey.DIGITAL,
    SectionKey.DOING,
    SectionKey.AVOIDING,
)
"""The sections that are ready to add, in the order in which they are proposed."""


def ready(persona: Persona) -> list[SectionKey]:
    """Return the sections that can be added: those not there yet, hidden ones being there."""
    there = {section.key for section in persona.sections}
    return [key for key in READY if key not in there]


def add(project: Project, persona: Id, key: SectionKey, after: Id = "", title: str = "") -> Insert:
    """Add a section below another, or as the last; ``edit.thing.id`` names it."""
    found = find(project, persona)
    ids = [s.id for s in found.sections] if isinstance(found, Persona) else []
    index = ids.index(after) + 1 if after in ids else len(ids)
    return Insert(persona, index, Section(id=new_id(), key=key, title=title))


def move_by(project: Project, section: Id, steps: int) -> Edit | None:
    """Move a section before the one above (-1) or after the one below (+1) that is shown; None at the end."""
    owner = owner_of(project, section)
    if owner is None or all(each.id != section for each in owner.sections):
        return None  # those of companions have their place
    shown = [s.id for s in owner.sections if not s.hidden or s.id == section]
    to = shown.index(section) + steps
    if not 0 <= to < len(shown):
        return None
    # Counted without the moved one, the place of a neighbour is the place before it or after it.
    return authoring.move(section, owner.id, [s.id for s in owner.sections].index(shown[to]))


def set_hidden(section: Id, hidden: bool) -> Edit:
    """Keep a section and its lines off the sheet, or show them again."""
    return SetField(section, "hidden", hidden)


def owner_of(project: Project, thing: Id) -> Persona | None:
    """Return the persona that holds a section or a line, None when there is none."""
    route = route_to(project, thing)
    above = follow(project, route) if route is not None else []
    return next((one for one in above if isinstance(one, Persona)), None)
