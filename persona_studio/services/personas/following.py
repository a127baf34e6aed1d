"""Sheets follow segments that were shaped by hand: their figures are counted anew, nobody speaks twice."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from persona_studio.domain.companions import placed_lines
from persona_studio.domain.edits import Edit, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Kept, Persona
from persona_studio.domain.project import Project
from persona_studio.services.personas import casting
from persona_studio.services.personas.linking import Figures, Ground, Key, Recount, bears
from persona_studio.services.personas.rewording import sentence
from persona_studio.texts import Texts


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the sheets, to be told.

    ``counted`` and ``lost`` are lines: those with new figures, and those whose words the new figures do not
    bear out, or whose answer too few gave. ``binned`` are the names of the personas whose people another one
    speaks for now.
    """

    counted: int = 0
    lost: int = 0
    binned: tuple[str, ...] = ()


def rest_on(project: Project, segments: Collection[Id]) -> bool:
    """Tell whether a line of a sheet rests on the figures of one of these segments."""
    return any(_rests(line, segments) for persona in project.personas for line in placed_lines(persona))


def follow(
    before: Project,
    project: Project,
    heirs: Mapping[Id, Ground],
    mute: Collection[Id],
    figures: Mapping[Key, Figures],
) -> tuple[tuple[Edit, ...], Followed]:
    """Return the edits by which the personas follow their people, and what to tell of them.

    Args:
        before: the project with the segments that are no more.
        project: the same with the new segments.
        heirs: where the people of each segment that is no more are now; it is one and the same segment.
        mute: those of them whose persona goes to the bin: another one speaks for its people.
        figures: every answer, counted in that segment.
    """
    gone = [p for p in project.personas if p.segment in mute]
    edits: list[Edit] = []
    texts, counted, lost = Texts(project.language), 0, 0
    counts = {segment: Recount(ground, figures, texts) for segment, ground in heirs.items()}
    for persona in (p for p in project.personas if p not in gone):
        if persona.segment is not None and persona.segment in heirs:
            heir = heirs[persona.segment].segment
            edits.append(SetField(persona.id, "segment", heir.id))
            edits.append(SetField(persona.id, "share", min(1.0, max(0.0, heir.share))))
        for line in (line for line in placed_lines(persona) if _rests(line, heirs)):
            drafted = not line.modified and sentence(before, persona, line, texts) in (None, line.text)
            made = _counted_anew(project, persona, line, counts, drafted=drafted)
            counted, lost = counted + bool(made), lost + (not made)
            edits += made
    if gone:
        edits.append(casting.put_by(project, [p.id for p in gone], Kept.BIN))
    return tuple(edits), Followed(counted, lost, tuple(p.name for p in gone))


def set_aside(project: Project, segment: Id, aside: bool) -> tuple[Edit, tuple[str, ...]]:
    """Let a segment feed no persona, or take it back: its persona goes aside, or comes back, with it.

    Returns:
        The edit, and the names of the personas it moves.
    """
    edits: list[Edit] = [SetField(segment, "set_aside", aside)]
    if aside:
        moved = [p for p in project.personas if p.segment == segment]
        if moved:
            edits.append(casting.put_by(project, [p.id for p in moved], Kept.ASIDE))
    else:
        spoken_for = any(p.segment == segment for p in project.personas)
        kept = [s for s in project.snapshots if s.kept is Kept.ASIDE and s.persona.segment == segment]
        moved = [] if spoken_for else [s.persona for s in kept[:1]]
        edits += [casting.bring_back(project, kept[0].id)] if moved else []
    return Together(tuple(edits)), tuple(p.name for p in moved)


def _rests(line: Attribute, segments: Collection[Id]) -> bool:
    """Tell whether a line claims figures of one of the segments; a respondent's words are theirs anywhere."""
    proof = line.evidence
    return proof is not None and not proof.quote and proof.segment in segments


def _counted_anew(
    project: Project, persona: Persona, line: Attribute, counts: Mapping[Id, Recount], *, drafted: bool
) -> list[Edit]:
    """Return the edits that give a line its new figures, [] when there are none that bear its words out.

    A line that said what its figures say (``drafted``) says what the new ones do.
    """
    proof = line.evidence
    found = counts[proof.segment].of(proof) if proof is not None and proof.segment is not None else None
    if proof is None or found is None:
        return []
    edits: list[Edit] = [SetField(line.id, "evidence", found)]
    told = replace(line, evidence=found)
    said = sentence(project, persona, told, Texts(project.language)) if drafted else None
    if said is None:
        return edits if bears(line, found) else []
    return edits if said == line.text else [*edits, SetField(line.id, "text", said)]
