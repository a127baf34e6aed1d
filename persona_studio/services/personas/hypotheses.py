"""Hypotheses as edits: written down beside the sheet, reworded, checked off, taken back from the sheet."""

from collections.abc import Mapping

from persona_studio.domain.checks import LONGEST_TEXT
from persona_studio.domain.companions import placed_lines
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import Attribute, Persona, Provenance
from persona_studio.services.personas.faces import Face, Outline
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.texts import seen, typography


def write(persona: Persona, text: str, language: str) -> Edit | None:
    """Write a hypothesis down, after the others; None when there are no words."""
    said = _said(text, language)
    if not said:
        return None
    return Insert(persona.id, len(persona.hypotheses), Attribute(id=new_id(), text=said))


def reword(line: Attribute, text: str, language: str) -> Edit | None:
    """Give a hypothesis other words; without any, it goes. None when they are the same."""
    said = _said(text, language)
    if said == line.text:
        return None
    return SetField(line.id, "text", said) if said else Remove(line.id)


def note(line: Attribute, due: str) -> Edit | None:
    """Note who verifies a hypothesis, when and how; None when that is noted already."""
    said = due.strip()
    return SetField(line.id, "due", said) if said != line.due else None


def check(line: Attribute, checked: bool) -> Edit | None:
    """Check a hypothesis off, or take that back; None when it stands so."""
    return SetField(line.id, "checked", checked) if checked is not line.checked else None


def take_back(persona: Persona, line: Id) -> Edit:
    """Take a line from the sheet back to the hypotheses, as the last."""
    return Move(line, persona.id, len(persona.hypotheses))


def on_sheet(persona: Persona) -> tuple[Attribute, ...]:
    """Return the hypotheses that are lines of a sheet or of its companions, in reading order."""
    return tuple(
        line
        for line in placed_lines(persona)
        if line.provenance is Provenance.HYPOTHESIS and line.text.strip()
    )


def seen_on(persona: Persona, face: Face) -> tuple[Attribute, ...]:
    """Return the hypotheses that can be read on a face, checked or not, in reading order."""
    lines = (line for line in Outline(persona, face).lines if line.provenance is Provenance.HYPOTHESIS)
    return tuple(line for line in lines if line.text.strip())


def unchecked(persona: Persona) -> Mapping[Face, tuple[Attribute, ...]]:
    """Return the hypotheses that remain to check, by the face they are on; a face without any is left out.

    Wherever they are counted (start, workshop, review of a persona), these are: two counts would contradict
    each other. What is written beside the sheet, or in hidden sections, is read by nobody and not among them.
    """
    found = {face: tuple(line for line in seen_on(persona, face) if not line.checked) for face in Face}
    return {face: lines for face, lines in found.items() if lines}


def verified(persona: Persona) -> tuple[int, int]:
    """Return how many hypotheses of a persona are verified, of how many."""
    lines = [line for face in Face for line in seen_on(persona, face)]
    return sum(line.checked for line in lines), len(lines)


def carried(line: Attribute, *, placed: bool) -> Carried:
    """Return a hypothesis on its way: from beside the sheet, or from another place of it."""
    return Carried(Carries.LINES if placed else Carries.HYPOTHESIS, (line.id,), line.text)


def _said(text: str, language: str) -> str:
    """Put right what was written; a text that is too long stays as it is: the edit refuses it."""
    words = " ".join(seen(text).split())
    return typography(words, language) if len(words) <= LONGEST_TEXT else words
