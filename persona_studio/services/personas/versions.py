"""Named versions of a persona: keeping one, what is different since, going back to one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from persona_studio.domain.companions import Companion, begun
from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Journey, Kept, Persona, Section, Snapshot
from persona_studio.domain.project import Project
from persona_studio.services.personas.casting import kept_one, snapshot, without_taken

_APART = {"id", "sections", "hypotheses", "quote_evidence", *Companion}
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
_Home = Section | Journey | str
"""Where a line stands: a section, or the field of a persona or companion that holds it."""
_Placed = tuple[_Home, Attribute]
_Lines = tuple[Attribute, ...]


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
    line that is not on the sheet, or a :class:`Companion` that came or went as a whole, or of which a stage
    or what is said of the key moment changed; else ``section`` is the one the line stands in (the earlier one
    for what was removed), or that came or went as a whole. ``before`` and ``after`` are words, empty where
    there are none.
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
    whole = tuple(one for one in Companion if begun(earlier, one) is not begun(later, one))
    told = (_companion(one, begun(later, one)) for one in whole)
    before, after = (_without(persona, whole) for persona in (earlier, later))
    parts = (_sections(before, after), _stages(before, after), _lines(before, after))
    return (*_fields(earlier, later), *told, *(one for part in parts for one in part))


def _without(persona: Persona, companions: Iterable[Companion]) -> Persona:
    bare: dict[str, Any] = {one.value: () for one in companions}
    return replace(persona, **bare)


def _companion(companion: Companion, came: bool) -> Difference:
    return Difference(What.ADDED if came else What.REMOVED, field=companion.value)


def _fields(earlier: Persona, later: Persona) -> Iterator[Difference]:
    for field in FIELDS:
        before, after = getattr(earlier, field), getattr(later, field)
        if before != after:
            words = (str(before), str(after)) if field in _SAID else ("", "")
            yield Difference(What.CHANGED, *words, field=field)
    if earlier.quote == later.quote and earlier.quote_evidence != later.quote_evidence:
        yield Difference(What.EVIDENCE, earlier.quote, later.quote, field="quote")


def _sections(earlier: Persona, later: Persona) -> Iterator[Difference]:
    """Yield what is otherwise of sections; those of a stage that came or went are told with it."""
    rooms = (_rooms(earlier), _rooms(later))
    both = rooms[0].keys() & rooms[1].keys()
    before, after = ({s.id: s for r in room if r in both for s in room[r]} for room in rooms)
    for which, section in before.items():
        if which not in after:
            yield Difference(What.REMOVED, section=section, before=section.title)
    for which, section in after.items():
        old = before.get(which)
        if old is None:
            yield Difference(What.ADDED, section=section, after=section.title)
        elif replace(old, attributes=()) != replace(section, attributes=()):
            yield Difference(What.CHANGED, old.title, section.title, section)
    kept = before.keys() & after.keys()
    was, now = ([(r, s.id) for r in sorted(room) for s in room[r] if s.id in kept] for room in rooms)
    if was != now:
        yield Difference(What.MOVED)


def _rooms(persona: Persona) -> dict[str, tuple[Section, ...]]:
    """Return the sections of a persona by what holds them: the sheet, the map, the plan, each stage."""
    stages = {stage.id: stage.lanes for journey in persona.journeys for stage in journey.stages}
    return {"sections": persona.sections, "empathy": persona.empathy, "plan": persona.plan, **stages}


def _stages(earlier: Persona, later: Persona) -> Iterator[Difference]:
    """Yield what is otherwise of the journey itself and of its stages, but for the lines in them."""
    field = Companion.JOURNEY.value
    was, now = ([replace(j, stages=(), moment=()) for j in p.journeys] for p in (earlier, later))
    if was != now:
        yield Difference(What.CHANGED, was[0].title, now[0].title, field=field)
    before, after = ({s.id: s for j in p.journeys for s in j.stages} for p in (earlier, later))
    for which, stage in before.items():
        if which not in after:
            yield Difference(What.REMOVED, before=stage.name, field=field)
    for which, stage in after.items():
        old = before.get(which)
        if old is None:
            yield Difference(What.ADDED, after=stage.name, field=field)
        elif replace(old, lanes=()) != replace(stage, lanes=()):
            yield Difference(What.CHANGED, old.name, stage.name, field=field)
    kept = before.keys() & after.keys()
    places = ([(j.id, s.id) for j in p.journeys for s in j.stages if s.id in kept] for p in (earlier, later))
    if next(places) != next(places):
        yield Difference(What.MOVED, field=field)


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
    before = {section.id: section for section in earlier.every_section}
    pairs: list[tuple[_Lines, _Lines, _Home]] = [
        (before[s.id].attributes, s.attributes, s) for s in later.every_section if s.id in before
    ]
    moments = {journey.id: journey.moment for journey in earlier.journeys}
    pairs += [(moments[j.id], j.moment, j) for j in later.journeys if j.id in moments]
    pairs.append((earlier.hypotheses, later.hypotheses, HYPOTHESES))
    for was, now, section in pairs:
        old, new = [line.id for line in was], [line.id for line in now]
        if [i for i in old if i in new] != [i for i in new if i in old]:
            yield _told(What.MOVED, section)


def _told(what: What, home: _Home, before: str = "", after: str = "") -> Difference:
    if isinstance(home, Section):
        return Difference(what, before, after, home)
    return Difference(what, before, after, field=home if isinstance(home, str) else Companion.JOURNEY.value)


def _id(home: _Home) -> str:
    return home if isinstance(home, str) else home.id


def _placed(persona: Persona) -> dict[Id, _Placed]:
    placed: dict[Id, _Placed] = {a.id: (s, a) for s in persona.every_section for a in s.attributes}
    said: list[tuple[_Home, Attribute]] = [(j, line) for j in persona.journeys for line in j.moment]
    said += [(HYPOTHESES, line) for line in persona.hypotheses]
    return {**placed, **{line.id: (home, line) for home, line in said}}


def line_words(line: Attribute) -> str:
    """Return what a line says, whatever it is: its text, its chips, its poles and where it stands."""
    if line.kind is AttributeKind.CHIPS and line.chips:
        return ", ".join(line.chips)
    if line.kind is AttributeKind.GAUGE and line.gauge is not None:
        return f"{line.gauge.left} ↔ {line.gauge.right} ({line.gauge.value})"
    return line.text
