"""The faces of a persona: its sheet and the companions beside it, each an ordered list of sections.

Whatever works on lines (drops, keys, menus, the palette) works on an :class:`Outline`: a quadrant of an
empathy map, a cell of a journey and a team of an action plan are sections like those of the sheet.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import COMPANIONS, Attribute, Journey, Persona, Section, SectionKey, Stage

_MAP = (
    (SectionKey.THINKS, SectionKey.SEES),
    (SectionKey.HEARS, SectionKey.SAYS),
    (SectionKey.DIFFICULTIES, SectionKey.BENEFITS),
)
"""Where the sections of an empathy map stand, row by row."""


class Face(StrEnum):
    """What can be shown of a persona."""

    SHEET = "sheet"
    EMPATHY = "empathy"
    JOURNEY = "journey"
    PLAN = "plan"


class Outlined(Protocol):
    """What shows sections in an order: a persona (those of its sheet), or one of its faces."""

    @property
    def id(self) -> Id:
        """The persona."""

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections, in reading order."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One face of a persona."""

    persona: Persona
    face: Face = Face.SHEET

    @property
    def id(self) -> Id:
        """The persona."""
        return self.persona.id

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the face, in reading order: those of a journey stage by stage."""
        match self.face:
            case Face.SHEET:
                return self.persona.sections
            case Face.EMPATHY:
                return self.persona.empathy
            case Face.PLAN:
                return self.persona.plan
        return tuple(lane for stage in self.stages for lane in stage.lanes)

    @property
    def shown(self) -> tuple[Section, ...]:
        """The sections that are not hidden."""
        return tuple(section for section in self.sections if not section.hidden)

    @property
    def lines(self) -> tuple[Attribute, ...]:
        """The lines of the sections that are not hidden, and of the moment of truth."""
        moment = self.journey.moment if self.journey is not None else ()
        return (*(line for section in self.shown for line in section.attributes), *moment)

    @property
    def journey(self) -> Journey | None:
        """The journey shown, None on other faces and before it is begun."""
        journeys = self.persona.journeys if self.face is Face.JOURNEY else ()
        return journeys[0] if journeys else None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages of the journey shown."""
        return self.journey.stages if self.journey is not None else ()

    @property
    def begun(self) -> bool:
        """Whether there is anything to show: a sheet always, a companion once it was begun."""
        return self.face is Face.SHEET or bool(self.sections) or self.journey is not None

    @property
    def free(self) -> bool:
        """Whether its sections can be added, moved, hidden and removed: those of companions are given."""
        return self.face is Face.SHEET

    def section(self, which: Id) -> Section | None:
        """Return a section of the face, or None."""
        return next((section for section in self.sections if section.id == which), None)

    def stage_of(self, section: Id) -> Stage | None:
        """Return the stage in which a section is a lane, or None."""
        held = (stage for stage in self.stages if any(lane.id == section for lane in stage.lanes))
        return next(held, None)


def face_of(persona: Persona, thing: Id) -> Face | None:
    """Return the face on which a line or a section of a persona stands, None when it stands on none."""
    for face in Face:
        outline = Outline(persona, face)
        if thing in {*(line.id for line in outline.lines), *(section.id for section in outline.shown)}:
            return face
    return None


def of_companion(section: Section) -> bool:
    """Tell whether a section stands on a companion: it stays where it is."""
    return section.key in COMPANIONS


def peers(persona: Persona, section: Id) -> tuple[Section, ...]:
    """Return the sections between which lines go up and down: of the same face, column or stage."""
    stages = (stage.lanes for journey in persona.journeys for stage in journey.stages)
    columns = (_keyed(persona.empathy, keys) for keys in zip(*_MAP, strict=True))
    for room in (persona.sections, *columns, persona.empathy, persona.plan, *stages):
        if any(each.id == section for each in room):
            return room
    return ()


def across(persona: Persona, section: Id) -> tuple[Section, ...]:
    """Return the sections of the same lane in all stages, or those beside a quadrant; else none."""
    for journey in persona.journeys:
        lanes = [lane for stage in journey.stages for lane in stage.lanes]
        key = next((lane.key for lane in lanes if lane.id == section), None)
        if key is not None:
            return tuple(lane for lane in lanes if lane.key is key)
    for keys in _MAP:
        row = _keyed(persona.empathy, keys)
        if any(each.id == section for each in row):
            return row
    return ()


def _keyed(sections: tuple[Section, ...], keys: tuple[SectionKey, ...]) -> tuple[Section, ...]:
    return tuple(section for key in keys for section in sections if section.key is key)
