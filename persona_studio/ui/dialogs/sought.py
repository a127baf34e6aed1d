"""What the command field finds besides gestures and personas: variables, and lines of the sheets."""

from collections.abc import Iterator

from persona_studio.domain.personas import Attribute, Persona
from persona_studio.publish.layout.sections import said
from persona_studio.ui.models.entries import Entry
from persona_studio.ui.studio import Studio
from persona_studio.ui.words import shown_code, shown_question

VARIABLE, LINE = "variable", "line"


def variables(studio: Studio) -> list[Entry]:
    """Return the variables of the newest survey, which Données shows."""
    wave, t = studio.project.wave, studio.kit.t
    return [
        Entry(
            (VARIABLE, variable.id),
            shown_question(variable.label or variable.name),
            detail=shown_code(variable),
            aside=t("Variable"),
            icon="table-2",
        )
        for variable in (wave.variables if wave is not None else ())
    ]


def lines(studio: Studio) -> list[Entry]:
    """Return what stands on the sheets and their companions, line by line."""
    return [
        Entry((LINE, line.id), words, aside=persona.name or studio.kit.t("No name"), icon="text")
        for persona in studio.project.personas
        for line in _shown(persona)
        if (words := said(line))
    ]


def _shown(persona: Persona) -> Iterator[Attribute]:
    for section in persona.every_section:
        if not section.hidden:
            yield from section.attributes
    for journey in persona.journeys:
        yield from journey.moment
