"""Named versions of a persona: keeping one, what is different since, going back to one."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Kept, Persona, Section, Snapshot
from persona_studio.domain.project import Project
from persona_studio.services.casting import kept_one, snapshot, without_taken

_APART = {"id", "sections", "hypotheses", "quote_evidence"}
FIELDS = tuple(field.name for field in fields(Persona) if field.name not in _APART)
"""What of a persona is compared beside its lines and the evidence of its quote: all that it has."""
HYPOTHESES = "hypotheses"
"""The field that names those lines which are not on the sheet."""
_SAID = (
    "name",
    "title",
    "role",
    "priority",
    "objective",
    "quote",
    "backstory",
    "source",
    "template",
    "accent",
)
_WORDS, _CLAIM, _PROOF = {"text", "kind", "chips", "gauge"}, {"provenance", "checked"}, {"evidence", "quoted"}
_Placed = tuple[Section | None, Attribute]


class What(StrEnum):
    """How two versions differ in one point."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    EVIDENCE = "evidence"
    PROVENANCE = "provenance"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One point in which a later version differs from an earlier one.

    ``field`` names what changed of the persona itself (one of :data:`FIELDS`), or is :data:`HYPOTHESES` for a
    line that is not on the sheet; else ``section`` is the one the line stands in (the earlier one for what
    was removed), or that came or went as a whole. ``before``
    and ``after`` are words, empty where there are none.
    """

    what: What
    before: str = ""
    after: str = ""
    section: Section | None = None
    field: str = ""


def versions(project: Project, persona: Id) -> tuple[Snapshot, ...]:
    """Return the named versions of a persona, the newest first."""
    found = (s for s in project.snapshots if s.kept is Kept.VERSION and s.persona.id == persona)
    return tuple(sorted(found, key=lambda s: s.at, reverse=True))


def keep(project: Project, persona: Id, name: str) -> Insert:
    """Keep a persona as it is now under a name; ``edit.thing.id`` names the version.

    Raises:
        KeyError: there is no such persona.
    """
    return Insert(project.id, 0, snapshot(project.persona(persona), Kept.VERSION, name.strip()))


def go_back(project: Project, which: Id, before: str) -> Edit:
    """Put a persona back as a version has it; as it is now it is kept under the name ``before``.

    As it was set aside or put in the bin it is kept so too: nobody is both in use and away.

    Raises:
        UserError: the version is not kept any more.
    """
    old = without_taken(project, kept_one(project, which).persona)
    ids = [p.id for p in project.personas]
    away = [s.id for s in project.snapshots if s.persona.id == old.id and s.kept is not Kept.VERSION]
    named = [SetField(one, *to) for one in away for to in (("name", before), ("kept", Kept.VERSION))]
    if old.id not in ids:
        return Together((*named, Insert(project.id, len(ids), old)))
    at = ids.index(old.id)
    if project.personas[at] == old:
        return Together(tuple(named))
    again = (keep(project, old.id, before), Remove(old.id), Insert(project.id, at, old))
    return Together((*named, *again))


def differences(earlier: Persona, later: Persona) -> tuple[Difference, ...]:
    """Return what a later version of a persona has otherwise than an earlier one, in reading order."""
    return (*_fields(earlier, later), *_sections(earlier, later), *_lines(earlier, later))


def _fields(earlier: Persona, later: Persona) -> Iterator[Difference]:
    for field in FIELDS:
        before, after = getattr(earlier, field), getattr(later, field)
        if before != after:
            words = (str(before), str(after)) if field in _SAID else ("", "")
            yield Difference(What.CHANGED, *words, field=field)
    if earlier.quote == later.quote and earlier.quote_evidence != later.quote_evidence:
        yield Difference(What.EVIDENCE, earlier.quote, later.quote, field="quote")


def _sections(earlier: Persona, later: Persona) -> Iterator[Difference]:
    before, after = ({s.id: s for s in p.sections} for p in (earlier, later))
    for which, section in before.items():
        if which not in after:
            yield Difference(What.REMOVED, section=section, before=section.title)
    for which, section in after.items():
        old = before.get(which)
        if old is None:
            yield Difference(What.ADDED, section=section, after=section.title)
        elif replace(old, attributes=()) != replace(section, attributes=()):
            yield Difference(What.CHANGED, old.title, section.title, section)
    kept = [which for which in before if which in after]
    if kept != [which for which in after if which in before]:
        yield Difference(What.MOVED)


def _lines(earlier: Persona, later: Persona) -> Iterator[Difference]:
    before, after = _placed(earlier), _placed(later)
    for which, (section, line) in before.items():
        if which not in after:
            yield _told(What.REMOVED, section, before=line_words(line))
    for which, (section, line) in after.items():
        if which not in before:
            yield _told(What.ADDED, section, after=line_words(line))
        else:
            yield from _line(before[which], (section, line))
    yield from _moved(earlier, later)


def _line(old: _Placed, new: _Placed) -> Iterator[Difference]:
    (was, before), (section, after) = old, new
    said, says = line_words(before), line_words(after)
    other = {f.name for f in fields(Attribute) if getattr(before, f.name) != getattr(after, f.name)}
    if other & _WORDS:
        yield _told(What.REWORDED, section, said, says)
        other -= {"modified"}  # which goes without saying then
    if other & _CLAIM:
        yield _told(What.PROVENANCE, section, says, says)
    if other & _PROOF:
        yield _told(What.EVIDENCE, section, says, says)
    if other - _WORDS - _CLAIM - _PROOF:
        yield _told(What.CHANGED, section, says, says)
    if _id(was) != _id(section):
        yield _told(What.MOVED, section, says, says)


def _moved(earlier: Persona, later: Persona) -> Iterator[Difference]:
    """Yield one difference for each section in which lines that stayed stand in another order."""
    before = {section.id: section for section in earlier.sections}
    pairs = [(before[s.id].attributes, s.attributes, s) for s in later.sections if s.id in before]
    for was, now, section in (*pairs, (earlier.hypotheses, later.hypotheses, None)):
        old, new = [line.id for line in was], [line.id for line in now]
        if [i for i in old if i in new] != [i for i in new if i in old]:
            yield _told(What.MOVED, section)


def _told(what: What, section: Section | None, before: str = "", after: str = "") -> Difference:
    return Difference(what, before, after, section, "" if section is not None else HYPOTHESES)


def _id(section: Section | None) -> Id | None:
    return section.id if section is not None else None


def _placed(persona: Persona) -> dict[Id, _Placed]:
    on_sheet = {line.id: (section, line) for section in persona.sections for line in section.attributes}
    return {**on_sheet, **{line.id: (None, line) for line in persona.hypotheses}}


def line_words(line: Attribute) -> str:
    """Return what a line says, whatever it is: its text, its chips, its poles and where it stands."""
    if line.kind is AttributeKind.CHIPS and line.chips:
        return ", ".join(line.chips)
    if line.kind is AttributeKind.GAUGE and line.gauge is not None:
        return f"{line.gauge.left} ↔ {line.gauge.right} ({line.gauge.value})"
    return line.text
