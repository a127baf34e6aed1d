"""How many hypotheses remain to check, said with where they are: the same words wherever it is told."""

from collections.abc import Iterable, Mapping

from persona_studio.domain.personas import Persona
from persona_studio.services.personas.faces import Face
from persona_studio.services.personas.hypotheses import unchecked
from persona_studio.texts import Texts

_ON = {
    Face.SHEET: ("{n} on the sheet", "{n} on the sheets"),
    Face.EMPATHY: ("{n} on the empathy map", "{n} on the empathy maps"),
    Face.JOURNEY: ("{n} on the journey", "{n} on the journeys"),
    Face.PLAN: ("{n} on the action plan", "{n} on the action plans"),
}


def left(personas: Iterable[Persona]) -> dict[Face, int]:
    """Return how many hypotheses of personas remain to check on each face that has some."""
    counts = dict.fromkeys(Face, 0)
    for persona in personas:
        for face, lines in unchecked(persona).items():
            counts[face] += len(lines)
    return {face: count for face, count in counts.items() if count}


def where(counts: Mapping[Face, int], t: Texts, personas: int = 1) -> str:
    """Say how many are on which face of so many personas: "5 on the sheet and 8 on the action plan"."""
    return t.listed([t(_ON[face][personas > 1], n=t.integer(n)) for face, n in counts.items()])
