"""The life of personas: made by hand, doubled, copied elsewhere, set aside, put in the bin and brought back.

Each function returns the edit of one gesture. What leaves the strip is kept as a snapshot, so that it can
come back long after the undo of the session is gone.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from persona_studio.domain.companions import with_lines, with_names
from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    JULIE_SECTIONS,
    Attribute,
    Evidence,
    Kept,
    Persona,
    Portrait,
    Provenance,
    Section,
    Snapshot,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids
from persona_studio.errors import UserError

ACCENTS = range(1, 9)
_FACES = tuple(f"n{i:02d}" for i in range(1, 8))


def blank(project: Project, name: str) -> Persona:
    """Return a persona with the six usual sections and nothing in them, in the first colour nobody wears."""
    faces = {p.portrait.drawing for p in project.personas}
    drawing = next((face for face in _FACES if face not in faces), _FACES[0])
    sections = tuple(Section(id=new_id(), key=key) for key in JULIE_SECTIONS)
    return Persona(
        id=new_id(), name=name, accent=free_accent(project), portrait=Portrait(drawing), sections=sections
    )


def free_accent(project: Project, wanted: int = 1) -> int:
    """Return the colour wanted when nobody wears it, else the first that is free, else the one wanted."""
    worn = {p.accent for p in project.personas}
    return next((accent for accent in (wanted, *ACCENTS) if accent not in worn), wanted)


def free_name(name: str, taken: Iterable[str]) -> str:
    """Return a name nobody has: the one wanted, else with a number from 2 on."""
    names, wanted, number = set(taken), name, 2
    while wanted in names:
        wanted, number = f"{name} ({number})", number + 1
    return wanted


def of_earlier(project: Project, persona: Persona) -> bool:
    """Tell whether a persona was made from other segments than those that feed the personas now."""
    found = project.segmentation
    if persona.segment is None or found is None or not found.segments:
        return False
    return all(segment.id != persona.segment for segment in found.segments)


def duplicate(project: Project, which: Id) -> Insert:
    """Put a second one of a persona beside it; ``edit.thing.id`` names it.

    Raises:
        UserError: the persona is not in the project any more.
    """
    index, original = _place(project, which)
    name = free_name(original.name, (p.name for p in project.personas))
    # A colour of its own goes with it no more: two that look alike cannot be told apart.
    twin = replace(renewed(original), name=name, accent=free_accent(project, original.accent), colour="")
    return Insert(project.id, index + 1, twin)


def put_by(project: Project, which: Iterable[Id], kept: Kept) -> Edit:
    """Set personas aside or put them in the bin: they leave the strip and can be brought back.

    Raises:
        UserError: one of them is not in the project any more.
    """
    edits: list[Edit] = []
    for persona in which:
        _, found = _place(project, persona)
        edits += [Remove(persona), Insert(project.id, 0, snapshot(found, kept))]
    return Together(tuple(edits))


def snapshot(persona: Persona, kept: Kept, name: str = "") -> Snapshot:
    """Return a persona as it is now, to be kept."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Snapshot(id=new_id(), persona=persona, kept=kept, name=name, at=now)


def bring_back(project: Project, which: Id) -> Edit:
    """Bring a persona back from aside or from the bin, at the end of the strip, in a colour that is free.

    Beside itself, when it is in use meanwhile, it is another persona.

    Raises:
        UserError: it is not kept any more.
    """
    found = kept_one(project, which)
    in_use = any(persona.id == found.persona.id for persona in project.personas)
    persona = renewed(found.persona) if in_use else without_taken(project, found.persona)
    back = replace(persona, accent=free_accent(project, found.persona.accent))
    return Together((Remove(which), Insert(project.id, len(project.personas), back)))


def erase(project: Project, which: Iterable[Id]) -> Edit:
    """Take personas out of the bin for good, with their named versions."""
    ids = set(which)
    gone = {s.persona.id for s in project.snapshots if s.id in ids} - {p.id for p in project.personas}
    left = (s for s in project.snapshots if s.kept is Kept.VERSION and s.persona.id in gone)
    return Together(tuple(Remove(one) for one in (*ids, *(s.id for s in left))))


def put_in_bin(project: Project, which: Id) -> Edit:
    """Move a persona that was set aside to the bin."""
    kept_one(project, which)
    return SetField(which, "kept", Kept.BIN)


def kept_one(project: Project, which: Id) -> Snapshot:
    """Return a snapshot.

    Raises:
        UserError: it is not in the project any more.
    """
    for one in project.snapshots:
        if one.id == which:
            return one
    raise UserError("edit_target_gone")


def renewed(persona: Persona) -> Persona:
    """Return a persona with the same content and fresh identifiers."""
    return with_names(persona, {one: new_id() for one in all_ids(persona)})


def without_taken(project: Project, persona: Persona) -> Persona:
    """Return a persona whose lines have fresh identifiers where another one holds theirs meanwhile.

    A line that was dragged to another persona takes its identifier along.
    """
    taken = {i for other in project.personas if other.id != persona.id for i in all_ids(other)}
    return with_names(persona, {one: new_id() for one in all_ids(persona) if one in taken})


def elsewhere(persona: Persona, into: Project) -> Insert:
    """Return the edit that puts a copy of a persona in another project.

    Figures survive in words; what links them to the survey of the first project does not, nor does the share
    of a sample which the other project does not hold. Respondents' words stay in the project they were given
    for, where they can be erased.
    """
    copy = with_lines(renewed(_without_words(persona)), _unlinked_line)
    copy = replace(
        copy,
        name=free_name(persona.name, (p.name for p in into.personas)),
        accent=free_accent(into, persona.accent),
        segment=None,
        share=None,
        quote_evidence=_unlinked(copy.quote_evidence),
    )
    return Insert(into.id, len(into.personas), copy)


def respondents_words(persona: Persona) -> int:
    """Return how many lines of a persona hold a respondent's words, its quote counted among them."""
    return sum(map(_quotes, persona.lines)) + _speaks(persona)


def _without_words(persona: Persona) -> Persona:
    bare = with_lines(persona, lambda line: None if _quotes(line) else line)
    if not _speaks(persona):
        return bare
    return replace(bare, quote="", quote_provenance=Provenance.HYPOTHESIS, quote_evidence=None, quoted=())


def _quotes(line: Attribute) -> bool:
    return _of_respondent(line.provenance, line.evidence, line.quoted)


def _speaks(persona: Persona) -> bool:
    """Tell whether the quote of a persona is, or was once, that of a respondent."""
    said = _of_respondent(persona.quote_provenance, persona.quote_evidence, persona.quoted)
    return bool(persona.quote) and said


def _of_respondent(provenance: Provenance, proof: Evidence | None, quoted: tuple[Id, ...]) -> bool:
    quotes = proof is not None and bool(proof.quote)
    return provenance is Provenance.VERBATIM or quotes or bool(quoted)


def _place(project: Project, which: Id) -> tuple[int, Persona]:
    for index, persona in enumerate(project.personas):
        if persona.id == which:
            return index, persona
    raise UserError("edit_target_gone")


def _unlinked_line(line: Attribute) -> Attribute:
    return replace(line, evidence=_unlinked(line.evidence))


def _unlinked(evidence: Evidence | None) -> Evidence | None:
    if evidence is None:
        return None
    return replace(evidence, variable=None, level=None, segment=None, wave=None)
