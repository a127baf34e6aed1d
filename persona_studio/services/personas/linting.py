"""What of a sheet deserves another look: pure functions of the project, one remark for each thing.

A remark goes when its cause goes; none keeps a sheet from being printed.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from persona_studio.domain.companions import placed_lines
from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import ages, likeness
from persona_studio.services.personas.due import due_date
from persona_studio.services.segments.believed import became, judged
from persona_studio.services.workshop.publishing import Lost, unfounded, why_lost

SMALLEST_BASE = 30
"""Respondents under whom margins are wide (methods §5)."""


class Remarked(StrEnum):
    """What is remarked; the order is that of the list."""

    LOST = "lost"
    UNSUPPORTED = "unsupported"
    REWORDED = "reworded"
    AGE = "age"
    BASE = "base"
    FEW = "few"
    DOUBT = "doubt"
    SEGMENT = "segment"
    OVERDUE = "overdue"
    OVERFLOW = "overflow"
    EMPTY = "empty"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to look at, where it is, the words it is about, and what fills its sentence."""

    what: Remarked
    ref: Ref
    words: str = ""
    params: tuple[tuple[str, str], ...] = ()


def remarks(
    project: Project, persona: Persona, today: date, overflow: Collection[Id] = ()
) -> tuple[Remark, ...]:
    """Return what deserves another look on a sheet, gravest first, then in reading order.

    Args:
        project: holds the data behind the lines, and the other personas.
        persona: whose sheet it is.
        today: the day from which a check is overdue.
        overflow: the attributes that the first page could not hold.
    """
    found = [*_of_persona(project, persona), *_of_sections(persona)]
    lost = {
        line.id: why
        for line in placed_lines(persona)
        if line.evidence is not None and (why := why_lost(project, line.evidence)) is not None
    }
    knows = ages.Known.of(project, persona)
    small = _size(project, persona)
    for line in (*persona.attributes, *_beside(persona)):
        found += [
            Remark(what, Ref("attribute", line.id, "text"), line.text, params)
            for what, params in _of_line(line, lost.get(line.id), small is not None and small < SMALLEST_BASE)
        ]
        if knows.contradicts(line):
            found.append(Remark(Remarked.AGE, Ref("attribute", line.id, "text"), line.text))
        if line.id in overflow:
            found.append(Remark(Remarked.OVERFLOW, Ref("attribute", line.id, "text"), line.text))
        if is_overdue(line, today):
            found.append(Remark(Remarked.OVERDUE, Ref("attribute", line.id, "text"), line.text))
    if knows.contradict_words(persona.role):
        found.append(Remark(Remarked.AGE, Ref("persona", persona.id, "role"), persona.role))
    order = list(Remarked)
    return tuple(sorted(found, key=lambda remark: order.index(remark.what)))


def _beside(persona: Persona) -> Iterator[Attribute]:
    """Yield the lines of the companions: what they claim is looked at like what the sheet claims."""
    of_sheet = {line.id for section in persona.sections for line in section.attributes}
    return (line for line in placed_lines(persona) if line.id not in of_sheet)


def _of_line(
    line: Attribute, lost: Lost | None, all_small: bool
) -> Iterator[tuple[Remarked, tuple[tuple[str, str], ...]]]:
    if line.provenance is Provenance.HYPOTHESIS:
        return
    proof = line.evidence
    if lost is not None:
        yield Remarked.LOST, (("gone", lost.value),)
    elif not _supported(line.provenance, proof):
        yield Remarked.UNSUPPORTED, ()
    elif line.modified:
        yield Remarked.REWORDED, ()
    people = proof.base if proof is not None and line.provenance is Provenance.DATA else None
    if people is not None and people < FEWEST:
        yield Remarked.FEW, ()
    elif people is not None and people < SMALLEST_BASE and not all_small:
        yield Remarked.BASE, (("n", str(people)),)


def _supported(provenance: Provenance, proof: Evidence | None) -> bool:
    if proof is None:
        return False
    if provenance is Provenance.VERBATIM:
        return bool(proof.quote)
    return proof.share is not None or proof.base is not None


def _of_persona(project: Project, persona: Persona) -> Iterator[Remark]:
    name = Ref("persona", persona.id, "name")
    claims = bool(persona.quote) and persona.quote_provenance is not Provenance.HYPOTHESIS
    if claims and not _supported(persona.quote_provenance, persona.quote_evidence):
        yield Remark(Remarked.UNSUPPORTED, Ref("persona", persona.id, "quote"), persona.quote)
    cut = _segmentation(project, persona)
    if cut is not None and (doubt := doubted(cut)):
        segments = Ref("segmentation", cut.id, "segments")
        yield Remark(Remarked.DOUBT, segments, cut.name, (("word", doubt),))
    size = _size(project, persona)
    if size is not None and size < SMALLEST_BASE:
        yield Remark(Remarked.SEGMENT, name, persona.name, (("n", str(size)),))
    for other in project.personas:
        if other.id != persona.id and likeness.too_alike(project, persona, other):
            yield Remark(Remarked.ALIKE, name, other.name, (("name", other.name),))


def _of_sections(persona: Persona) -> Iterator[Remark]:
    for section in persona.sections:
        if not section.hidden and not section.attributes:
            words = section.title or section.key.value
            yield Remark(Remarked.EMPTY, Ref("section", section.id, "attributes"), words)


def _size(project: Project, persona: Persona) -> int | None:
    """Return how many respondents the segment of a persona has, None when there is none."""
    sizes = (s.size for found in project.segmentations for s in found.segments if s.id == persona.segment)
    return next(sizes, None)


def _segmentation(project: Project, persona: Persona) -> Segmentation | None:
    """Return the segmentation that a persona was made from, None when it is no more."""
    return next((c for c in project.segmentations if any(s.id == persona.segment for s in c.segments)), None)


def doubted(cut: Segmentation) -> str:
    """Return what is to be doubted of segments: "unfounded", the word ``gained.<word>`` of a cut, or nothing.

    A cut that is hardly better than answers shuffled at random, say, is to be doubted even where another one
    of the same survey is not.
    """
    if unfounded(cut):
        return "unfounded"
    candidate = became(cut)
    word = judged(candidate, cut) if candidate is not None else ""
    return "" if word in ("useful", "clear") else word


def is_overdue(line: Attribute, today: date) -> bool:
    """Tell whether a hypothesis should have been verified by now, as its own note says."""
    if line.provenance is not Provenance.HYPOTHESIS or line.checked:
        return False
    due = due_date(line.due)
    return due is not None and due < today
