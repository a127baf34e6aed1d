"""What screen readers say of the places of a sheet."""

from persona_studio.domain.personas import Attribute, Persona
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.chips import CHIP, POLES, TASKS
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.canvas.spots import Place
from persona_studio.ui.places.personas.companions.names import companion_field, companion_place
from persona_studio.ui.places.personas.inspector import FIELDS
from persona_studio.ui.places.personas.portrait_panel import picture_words


def spoken(place: Place, project: Project, persona: Persona | None, t: Texts) -> str:
    """Say what a place of the sheet is and holds."""
    ref = place.ref
    said = place.text.text if place.text is not None and not place.text.hint else ""
    if ref.kind == "persona":
        if ref.field == "kind" and persona is not None:
            said = words.persona_kind(persona.kind, t)
        elif ref.field == "portrait" and persona is not None:
            said = picture_words(persona, t)
        return t("{what}: {text}", what=t(FIELDS.get(ref.field, "Sheet")), text=said or t("empty"))
    if ref.kind == "section":
        what = t("Section") if ref.field == "title" else t("Empty section, write a line")
        return t("{what}: {text}", what=what, text=said) if said else what
    thing = find(project, ref.id)
    told = companion_place(ref, said, thing, t)
    if told:
        return told
    what = words.provenance(thing.provenance, t) if isinstance(thing, Attribute) else t("New line")
    parts = [said, *(_parts(place, thing, t) if place.parts else [])]
    return t("{what}: {text}", what=what, text=", ".join(part for part in parts if part) or t("empty"))


def _parts(place: Place, line: object, t: Texts) -> list[str]:
    """Say chips one after the other, a gauge with where its knob stands."""
    drawn = [box.text for box in place.parts]
    if place.rail is None or not isinstance(line, Attribute) or line.gauge is None or len(drawn) != 2:
        return drawn
    return [
        t(
            "gauge from {left} to {right}: {value} of 100",
            left=drawn[0],
            right=drawn[1],
            value=line.gauge.value,
        )
    ]


def written_name(ref: Ref, t: Texts) -> str:
    """Name what is being written."""
    if ref.kind == "persona":
        return t(FIELDS.get(ref.field, "Sheet"))
    if ref.kind == "section":
        return t("Title of the section")
    if ref.kind in ("journey", "stage") or ref.field in TASKS:
        return companion_field(ref, t)
    if ref.field in POLES:
        return t("Pole of the gauge")
    return t("Chip") if ref.field.startswith(CHIP) else t("Line of the sheet")
