"""The lines of a sheet as edits: written, cut in two, joined, moved; several at once are one gesture.

What a gesture does to the proof of a line is part of it: words that were changed say so, and no line claims
evidence it never had.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace

from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Persona,
    Provenance,
    Section,
    quoted_by,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import expect, find
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.services.personas.faces import across, peers

_RANK = (Provenance.DATA, Provenance.VERBATIM, Provenance.HYPOTHESIS)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a line stands: of which persona, in which section, at which place of it (from 0)."""

    persona: Persona
    section: Section
    index: int

    @property
    def line(self) -> Attribute:
        """The line itself."""
        return self.section.attributes[self.index]


def where(project: Project, line: Id) -> Where | None:
    """Return where a line stands, None when it is in no section."""
    for persona in project.personas:
        for section in persona.every_section:
            for index, attribute in enumerate(section.attributes):
                if attribute.id == line:
                    return Where(persona, section, index)
    return None


def neighbour(project: Project, line: Id, steps: int) -> Attribute | None:
    """Return the line so many places below (or above) in the same section, or None."""
    at = where(project, line)
    to = at.index + steps if at is not None else -1
    return at.section.attributes[to] if at is not None and 0 <= to < len(at.section.attributes) else None


# ------------------------------------------------------------------ cut and joined


def split(project: Project, line: Id, before: str, after: str) -> tuple[Edit, Id]:
    """Cut a line in two; return the edit and the id of the line below.

    The upper part keeps its proof and says that it was changed. The words of a respondent stay theirs in
    both parts, and so does the link to the question they answer; of a finding nobody knows which part it
    bears out, so the lower one is a hypothesis.

    Raises:
        UserError: the line is gone.
    """
    at = where(project, line)
    if at is None:
        raise UserError("edit_target_gone")
    below = Attribute(id=new_id(), text=after, quoted=at.line.sources)
    if at.line.provenance is Provenance.VERBATIM:
        below = replace(
            at.line,
            id=below.id,
            text=after,
            kind=AttributeKind.TEXT,
            chips=(),
            gauge=None,
            due="",
            checked=False,
        )
    upper = authoring.set_text(project, line, "text", before)
    return Together((upper, Insert(at.section.id, at.index + 1, below))), below.id


def joined(upper: Attribute, lower: Attribute) -> Attribute:
    """Return two lines as one, which has the place of the upper one.

    It keeps the better proof of the two (figures before words before nothing), and says that its words are
    no longer those that were proved; the questions that the words of both answer stay known.
    """
    if not lower.text.strip():
        return upper
    if not upper.text.strip():
        return replace(lower, id=upper.id)
    backed = min((upper, lower), key=lambda line: _RANK.index(line.provenance))
    quoted = (*upper.sources, *lower.sources)
    return replace(
        upper,
        quoted=tuple(one for one in dict.fromkeys(quoted) if one not in quoted_by(backed.evidence)),
        text=f"{upper.text.rstrip()} {lower.text.lstrip()}",
        provenance=backed.provenance,
        evidence=backed.evidence,
        modified=backed.modified or backed.provenance is not Provenance.HYPOTHESIS,
        due="; ".join(note for note in (upper.due, lower.due) if note),
        checked=upper.checked and lower.checked,
    )


def join(project: Project, upper: Attribute, lower: Attribute) -> Edit:
    """Make one line of two; the lower one may be new and not in the project yet."""
    edits = changed(upper.id, project, joined(upper, lower))
    gone = () if find(project, lower.id) is None else (Remove(lower.id),)
    return Together((*edits, *gone))


def joinable(line: Attribute | None) -> bool:
    """Tell whether a line is words only: chips and gauges are joined to nothing."""
    return line is not None and line.kind is AttributeKind.TEXT


def changed(line: Id, project: Project, to: Attribute) -> tuple[Edit, ...]:
    """Return the edits which make a line another value."""
    now = expect(project, line, Attribute)
    names = [f.name for f in fields(Attribute) if f.name != "id"]
    return tuple(
        SetField(line, name, getattr(to, name)) for name in names if getattr(now, name) != getattr(to, name)
    )


# ------------------------------------------------------------------ several


def in_order(project: Project, lines: Iterable[Id]) -> list[Where]:
    """Return where lines stand, in reading order; those that are gone are left out."""
    wanted = set(lines)
    return [
        Where(persona, section, index)
        for persona in project.personas
        for section in persona.every_section
        for index, attribute in enumerate(section.attributes)
        if attribute.id in wanted
    ]


def remove(lines: Sequence[Id]) -> Edit | None:
    """Take lines out, in one gesture."""
    return together([Remove(line) for line in lines])


def set_provenance(project: Project, lines: Sequence[Id], provenance: Provenance) -> Edit | None:
    """Say where lines come from; None when none of them changes.

    Raises:
        UserError: nothing in the survey bears one of them out (see :func:`authoring.set_provenance`).
    """
    # Also of what stands in no section: the words of a key moment.
    found = (find(project, line) for line in dict.fromkeys(lines))
    others = [line for line in found if isinstance(line, Attribute) and line.provenance is not provenance]
    return together([authoring.set_provenance(project, line.id, provenance) for line in others])


def move_by(project: Project, lines: Sequence[Id], steps: int) -> Edit | None:
    """Move lines up (-1) or down (+1); from the edge of a section they go on to the one beside it.

    Lines apart close up first; those of several sections move each within its own. None when there is
    nowhere to go.
    """
    found = in_order(project, lines)
    if not found:
        return None
    sections = {at.section.id for at in found}
    edge = found[0].index == 0 if steps < 0 else found[-1].index == len(found[-1].section.attributes) - 1
    side_by_side = found[-1].index - found[0].index == len(found) - 1
    if len(sections) == 1 and edge and side_by_side:
        return _to_next_section(found, steps)
    edits: list[Edit] = []
    for section in dict.fromkeys(at.section.id for at in found):
        edits += _moved([at for at in found if at.section.id == section], steps)
    return together(edits)


def move_across(project: Project, lines: Sequence[Id], steps: int) -> Edit | None:
    """Move lines of one cell of a journey to the end of the same lane one stage earlier (-1) or later (+1).

    Those of a map move to the quadrant on the left or on the right. None when they are no such lines, or
    nothing is that way.
    """
    found = in_order(project, lines)
    if not found or len({at.section.id for at in found}) > 1:
        return None
    lanes = across(found[0].persona, found[0].section.id)
    to = [lane.id for lane in lanes].index(found[0].section.id) + steps if lanes else -1
    if not 0 <= to < len(lanes):
        return None
    end = len(lanes[to].attributes)
    return together([Move(at.line.id, lanes[to].id, end + i) for i, at in enumerate(found)])


def _moved(found: list[Where], steps: int) -> list[Edit]:
    """Move lines of one section by one place, those at its edge staying."""
    edits: list[Edit] = []
    section = found[0].section
    edge = 0 if steps < 0 else len(section.attributes) - 1
    for at in found if steps < 0 else reversed(found):
        if at.index == edge:
            edge -= steps
        else:
            edits.append(Move(at.line.id, section.id, at.index + steps))
    return edits


def _to_next_section(found: list[Where], steps: int) -> Edit | None:
    shown = [s for s in peers(found[0].persona, found[0].section.id) if not s.hidden]
    ids = [s.id for s in shown]
    if found[0].section.id not in ids:
        return None
    to = ids.index(found[0].section.id) + steps
    if not 0 <= to < len(shown):
        return None
    first = len(shown[to].attributes) if steps < 0 else 0
    return together([Move(at.line.id, shown[to].id, first + i) for i, at in enumerate(found)])


# ------------------------------------------------------------------ clipboard


def insert_many(section: Id, index: int, lines: Sequence[Attribute]) -> Edit | None:
    """Put lines into a section, the first at a place of it."""
    return together([Insert(section, index + i, line) for i, line in enumerate(lines)])


def each(lines: Iterable[Id], make: Callable[[Id], Edit | None]) -> Edit | None:
    """Do the same to several lines, as one gesture."""
    return together([edit for line in lines if (edit := make(line)) is not None])


def together(edits: Sequence[Edit]) -> Edit | None:
    """Return several edits as one gesture, None when there is none."""
    if not edits:
        return None
    return edits[0] if len(edits) == 1 else Together(tuple(edits))
