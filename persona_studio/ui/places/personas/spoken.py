"""What screen readers say of the places of a sheet."""

from persona_studio.domain.personas import Attribute, Persona
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.canvas.spots import Place
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
    what = words.provenance(thing.provenance, t) if isinstance(thing, Attribute) else t("New line")
    return t("{what}: {text}", what=what, text=said or t("empty"))


def written_name(ref: Ref, t: Texts) -> str:
    """Name what is being written."""
    if ref.kind == "persona":
        return t(FIELDS.get(ref.field, "Sheet"))
    return t("Title of the section") if ref.kind == "section" else t("Line of the sheet")
