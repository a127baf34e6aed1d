"""What can be put on a sheet, however it comes there (dragged, by a key, from a menu), and the edit it makes.

The mouse and the keyboard place by :func:`place`, so that both give the same sheet; what else a drop may mean
is in ``moving``. A line keeps its proof on its own sheet; on another only what was asked of the same segment
proves anything. The questions whose answers its words hold stay known wherever it goes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from persona_studio.domain.edits import Edit, Insert, Move, SetField, Together
from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import (
    Attribute,
    AttributeKind,
    Evidence,
    Persona,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import expect, find
from persona_studio.errors import UserError
from persona_studio.services.authoring import provenances
from persona_studio.services.personas.faces import Outlined
from persona_studio.services.personas.lines import changed
from persona_studio.services.personas.outline import owner_of
from persona_studio.services.personas.sound import sound
from persona_studio.store.serialising import NotTheValueError, from_json, to_json
from persona_studio.texts import unquoted


class Carries(StrEnum):
    """What is carried to a sheet."""

    FINDING = "finding"
    VERBATIM = "verbatim"
    HYPOTHESIS = "hypothesis"
    BANK = "bank"
    LINES = "lines"
    SECTION = "section"
    PERSONA = "persona"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Carried:
    """Something on its way to a sheet.

    ``ids`` name what moves: attributes (HYPOTHESIS, LINES), a section, a persona; of what is made anew
    (FINDING, VERBATIM, BANK) they only name where it was taken from. ``text`` is it in plain words, one line
    each. ``payload`` is the JSON of the lines that are made anew; see :func:`carry_lines`. ``source`` is the
    persona from whose sheet they were cut or copied, "" when they come from elsewhere.
    """

    kind: Carries
    ids: tuple[str, ...]
    text: str
    payload: str = ""
    source: str = ""


def carry_lines(
    kind: Carries, ids: Sequence[str], lines: Sequence[Attribute], text: str = "", source: Id = ""
) -> Carried:
    """Return new lines on their way to a sheet: a finding, a respondent's words, entries of the bank.

    ``text`` says them in plain words when the lines have other words than their texts; ``source`` is the
    persona they are lines of.
    """
    words = text or "\n".join(line.text for line in lines)
    return Carried(kind, tuple(ids), words, to_json(tuple(lines)), source)


def place(project: Project, carried: Carried, section: Id, index: int) -> Edit:
    """Return the edit that puts what is carried into a section, before the line that now has that place.

    Args:
        project: the project.
        carried: what is put there; lines that move keep their ids, all else gets new ones.
        section: the section that takes it.
        index: the place, from 0, counted among the lines as they stand (those that move included).

    Raises:
        UserError: `edit_target_gone`: the section or a line is not there any more; `carried_unknown`: it is
            nothing that a section can hold.
    """
    held = expect(project, section, Section)
    owner = owner_of(project, section)
    if carried.kind in (Carries.HYPOTHESIS, Carries.LINES):
        return Together((*_moved(carried.ids, held, index), *true_there(project, carried.ids, owner)))
    lines = _made(carried, owner)
    beside = _chips_at(held, index)
    if beside is not None and all(_bare_chips(line) for line in lines):
        added = (chip for line in lines for chip in line.chips if chip not in beside.chips)
        return SetField(beside.id, "chips", (*beside.chips, *dict.fromkeys(added)))
    return Together(tuple(Insert(section, index + n, line) for n, line in enumerate(lines)))


def _chips_at(section: Section, index: int) -> Attribute | None:
    """Return the line of chips, written by hand, that ends above a place: chips put there join it."""
    above = section.attributes[index - 1] if 0 < index <= len(section.attributes) else None
    return above if above is not None and _bare_chips(above) else None


def _bare_chips(line: Attribute) -> bool:
    """Tell whether a line is chips that nothing bears out: one line has one proof, which all of it shares."""
    supposed = line.provenance is Provenance.HYPOTHESIS and line.evidence is None and not line.quoted
    return line.kind is AttributeKind.CHIPS and supposed


def place_new(project: Project, carried: Carried, persona: Id, key: SectionKey, title: str = "") -> Edit:
    """Return the edit that adds a section to a sheet with what is carried as its first lines.

    Raises:
        UserError: `edit_target_gone`: the persona is not there any more; `carried_unknown`: no lines.
    """
    found = expect(project, persona, Persona)
    made = Section(id=new_id(), key=key, title=title)
    insert = Insert(persona, len(found.sections), made)
    if carried.kind in (Carries.HYPOTHESIS, Carries.LINES):
        return Together((insert, *_moved(carried.ids, made, 0), *true_there(project, carried.ids, found)))
    lines = tuple(_made(carried, found))
    return Insert(persona, len(found.sections), replace(made, attributes=lines))


def target(shown_on: Outlined, chosen: Id, fits: SectionKey | None = None) -> tuple[Id, int] | None:
    """Return where something goes that is placed by a key: the section and the place in it.

    After the chosen line; else at the end of the chosen section; else of the first section where a draft
    would put it, or of one about the same theme; else of the first. None when nothing shown has a section.
    """
    for section in shown_on.sections:
        if section.id == chosen:
            return section.id, len(section.attributes)
        for index, line in enumerate(section.attributes):
            if line.id == chosen:
                return section.id, index + 1
    shown = [section for section in shown_on.sections if not section.hidden]
    fitting = [s for s in shown if s.key is fits] or [s for s in shown if _alike(s.key, fits)] or shown
    return (fitting[0].id, len(fitting[0].attributes)) if fitting else None


def _alike(key: SectionKey, fits: SectionKey | None) -> bool:
    from persona_studio.services.survey.themes import theme_of_section  # noqa: PLC0415 - loads the words of surveys

    return fits is not None and theme_of_section(key) is theme_of_section(fits) is not None


def quote(project: Project, persona: Id, carried: Carried) -> Edit:
    """Return the edit that makes a respondent's words the quote at the head of a sheet.

    Raises:
        UserError: `edit_target_gone`: the persona is not there any more; `carried_unknown`: no words.
    """
    found = expect(project, persona, Persona)
    line = _made(carried, found)[0]
    # The sheet puts its own marks around the quote.
    fields = {
        "quote": unquoted(line.text),
        "quote_provenance": line.provenance,
        "quote_evidence": line.evidence,
        "quoted": line.quoted,
    }
    return Together(tuple(SetField(persona, name, value) for name, value in fields.items()))


def lines_of(carried: Carried) -> tuple[Attribute, ...]:
    """Return the lines that what is carried makes anew, each with an id of its own.

    Raises:
        UserError: `carried_unknown`: it makes none; or it makes more than a sheet could hold (see
            :func:`sound.sound`).
    """
    if carried.kind is Carries.TEXT:
        said = [line.strip() for line in carried.text.splitlines()]
        lines = tuple(Attribute(id="", text=line) for line in said if line)
    elif carried.kind in (Carries.FINDING, Carries.VERBATIM, Carries.BANK):
        lines = _read(carried.payload)
    else:
        lines = ()
    if not lines:
        raise UserError("carried_unknown")
    return tuple(replace(line, id=new_id()) for line in sound(lines))


def _read(payload: str) -> tuple[Attribute, ...]:
    try:
        return from_json(payload, tuple[Attribute, ...])
    except NotTheValueError as error:
        raise UserError("carried_unknown") from error


def true_of(line: Attribute, persona: Persona | None) -> Attribute:
    """Return a line of another sheet, or of none, as it may stand on the sheet of a persona.

    What another segment answered proves nothing of this one, nor what too few did: there it is a hypothesis.
    Whose words it holds stays known.
    """
    proof: Evidence | None = line.evidence
    segment = persona.segment if persona is not None else None
    own = proof is not None and proof.segment is not None and proof.segment == segment
    if own and line.provenance in provenances(line) and not _few(proof):
        return line
    if proof is None and line.provenance is Provenance.HYPOTHESIS:
        return line
    return replace(line, provenance=Provenance.HYPOTHESIS, evidence=None, modified=False, quoted=line.sources)


def _few(proof: Evidence | None) -> bool:
    return proof is not None and not proof.quote and proof.base is not None and proof.base < FEWEST


def true_there(project: Project, lines: Iterable[Id], to: Persona | None) -> list[Edit]:
    """Return the edits that make lines true on the sheet they move to; on their own they are as they were."""
    edits: list[Edit] = []
    for which in lines:
        line, owner = find(project, which), owner_of(project, which)
        if isinstance(line, Attribute) and owner is not None and to is not None and owner.id != to.id:
            edits += changed(which, project, true_of(line, to))
    return edits


def _made(carried: Carried, owner: Persona | None) -> list[Attribute]:
    """Return the lines that are made anew on a sheet; those cut or copied from it are what they were."""
    made = lines_of(carried)
    if owner is not None and owner.id == carried.source:
        return list(made)
    return [true_of(line, owner) for line in made]


def _moved(ids: Sequence[Id], section: Section, index: int) -> list[Edit]:
    """Move lines, in the order they are given, before the line that now has that place."""
    standing = [line.id for line in section.attributes]
    follower = next((i for i in standing[max(0, index) :] if i not in ids), None)
    edits: list[Edit] = []
    for moving in ids:
        # Each move is counted without the line that moves, the lines before it having moved already.
        standing = [i for i in standing if i != moving]
        to = standing.index(follower) if follower is not None else len(standing)
        edits.append(Move(moving, section.id, to))
        standing.insert(to, moving)
    return edits
