"""Named versions of a persona: keeping one, what is different since, going back to one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from persona_studio.domain.edits import Edit, Insert, Remove, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Kept, Persona, Section, Snapshot
from persona_studio.domain.project import Project
from persona_studio.services.casting import kept_one, snapshot, without_taken

FIELDS = (
    "name",
    "title",
    "role",
    "kind",
    "priority",
    "objective",
    "quote",
    "backstory",
    "template",
    "accent",
    "colour",
    "portrait",
    "photo",
    "source",
)
"""What of a persona is compared beside its sections, in reading order."""


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

    ``field`` names what changed of the persona itself (one of :data:`FIELDS`); else ``section`` is the one
    the line stands in (the earlier one for what was removed), or that came or went as a whole. ``before``
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

    Raises:
        UserError: the version is not kept any more.
    """
    old = without_taken(project, kept_one(project, which).persona)
    ids = [p.id for p in project.personas]
    if old.id not in ids:
        return Insert(project.id, len(ids), old)
    at = ids.index(old.id)
    if project.personas[at] == old:
        return Together(())
    return Together((keep(project, old.id, before), Remove(old.id), Insert(project.id, at, old)))


def differences(earlier: Persona, later: Persona) -> tuple[Difference, ...]:
    """Return what a later version of a persona has otherwise than an earlier one, in reading order."""
    return (*_fields(earlier, later), *_sections(earlier, later), *_lines(earlier, later))


def _fields(earlier: Persona, later: Persona) -> Iterator[Difference]:
    for field in FIELDS:
        before, after = getattr(earlier, field), getattr(later, field)
        if before != after:
            yield Difference(What.CHANGED, _words(before), _words(after), field=field)
    if earlier.quote == later.quote and earlier.quote_evidence != later.quote_evidence:
        yield Difference(What.EVIDENCE, earlier.quote, later.quote, field="quote")


def _words(value: object) -> str:
    """Return a plain value as it is, and nothing for pictures and such: that they changed is enough."""
    return str(value) if isinstance(value, str | int) else ""


def _sections(earlier: Persona, later: Persona) -> Iterator[Difference]:
    before, after = ({s.id: s for s in p.sections} for p in (earlier, later))
    for which, section in before.items():
        if which not in after:
            yield Difference(What.REMOVED, section=section, before=section.title)
    for which, section in after.items():
        old = before.get(which)
        if old is None:
            yield Difference(What.ADDED, section=section, after=section.title)
        elif (old.title, old.hidden) != (section.title, section.hidden):
            yield Difference(What.CHANGED, old.title, section.title, section)
    kept = [which for which in before if which in after]
    if kept != [which for which in after if which in before]:
        yield Difference(What.MOVED)


def _lines(earlier: Persona, later: Persona) -> Iterator[Difference]:
    before, after = _placed(earlier), _placed(later)
    for which, (section, line) in before.items():
        if which not in after:
            yield Difference(What.REMOVED, before=line_words(line), section=section)
    for which, (section, line) in after.items():
        if which not in before:
            yield Difference(What.ADDED, after=line_words(line), section=section)
        else:
            yield from _line(before[which], (section, line))
    yield from _moved(earlier, later)


def _line(old: tuple[Section, Attribute], new: tuple[Section, Attribute]) -> Iterator[Difference]:
    (was, before), (section, after) = old, new
    said, says = line_words(before), line_words(after)
    if said != says or before.kind is not after.kind:
        yield Difference(What.REWORDED, said, says, section)
    if before.provenance is not after.provenance or before.checked != after.checked:
        yield Difference(What.PROVENANCE, says, says, section)
    if before.evidence != after.evidence:
        yield Difference(What.EVIDENCE, says, says, section)
    if was.id != section.id:
        yield Difference(What.MOVED, says, says, section)


def _moved(earlier: Persona, later: Persona) -> Iterator[Difference]:
    """Yield one difference for each section in which lines that stayed stand in another order."""
    before = {s.id: s for s in earlier.sections}
    for section in later.sections:
        old = before.get(section.id)
        if old is None:
            continue
        was, now = [a.id for a in old.attributes], [a.id for a in section.attributes]
        if [i for i in was if i in now] != [i for i in now if i in was]:
            yield Difference(What.MOVED, section=section)


def _placed(persona: Persona) -> dict[Id, tuple[Section, Attribute]]:
    return {line.id: (section, line) for section in persona.sections for line in section.attributes}


def line_words(line: Attribute) -> str:
    """Return what a line says, whatever it is: its text, its chips, its poles and where it stands."""
    if line.kind is AttributeKind.CHIPS and line.chips:
        return ", ".join(line.chips)
    if line.kind is AttributeKind.GAUGE and line.gauge is not None:
        return f"{line.gauge.left} ↔ {line.gauge.right} ({line.gauge.value})"
    return line.text
