"""What is let go on a sheet as edits: lines and sections that move or are copied, texts of other programs.

Built on :func:`placing.place`, which puts anything into a section; here is what else a drop may mean.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from persona_studio.domain.edits import Edit, Insert, Move, Together
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.personas import Attribute, Persona, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.errors import UserError
from persona_studio.services.personas.faces import of_companion
from persona_studio.services.personas.foreign import lines_in
from persona_studio.services.personas.lines import in_order
from persona_studio.services.personas.outline import owner_of
from persona_studio.services.personas.placing import Carried, Carries, place, true_of, true_there


def drop(project: Project, carried: Carried, section: Id, index: int, *, copy: bool = False) -> Edit | None:
    """Return the edit of something let go in a section, before the line at ``index``; None: nothing changes.

    Lines that come to the sheet of another segment keep their words; its figures prove nothing there.

    Raises:
        UserError: section or lines are gone, or a section cannot hold what is carried.
    """
    if carried.kind is not Carries.LINES:
        return place(project, carried, section, index)
    lines = [at.line for at in in_order(project, carried.ids)]
    to = owner_of(project, section)
    if to is None or len(lines) != len(set(carried.ids)):
        raise UserError("edit_target_gone")
    if copy:
        made = _copies(lines, to)
        return Together(tuple(Insert(section, index + n, c) for n, c in enumerate(made)))
    edits = place(project, replace(carried, ids=tuple(a.id for a in lines)), section, index)
    return edits if edits.apply(project).project != project else None


def drop_section(project: Project, section: Id, persona: Id, index: int) -> Edit | None:
    """Return the edit of a section let go before the one at ``index``; None when it stays where it is.

    What is a part of a companion stays in it.

    Raises:
        UserError: the section or the persona is gone.
    """
    held, to = find(project, section), find(project, persona)
    if not isinstance(held, Section) or not isinstance(to, Persona):
        raise UserError("edit_target_gone")
    if of_companion(held):
        return None
    without = sum(1 for s in to.sections[:index] if s.id != section)
    edits = Together(
        (Move(section, persona, without), *true_there(project, [a.id for a in held.attributes], to))
    )
    return edits if edits.apply(project).project != project else None


def leaves(project: Project, ids: Sequence[Id]) -> bool:
    """Tell whether lines, or sections, may go to another persona: what companions hold stays in them."""
    things = [find(project, each) for each in ids]
    sections = [at.section for at in in_order(project, ids)]
    return not any(of_companion(s) for s in (*sections, *things) if isinstance(s, Section))


def to_persona(project: Project, ids: Sequence[Id], persona: Id, *, copy: bool) -> Edit | None:
    """Return the edit that puts lines at the end of the same sections of another sheet; None: of the same.

    A section that is not there yet comes with its lines. Lines of a companion go to no other persona: None.

    Raises:
        UserError: a line or the persona is gone.
    """
    to, found = find(project, persona), in_order(project, ids)
    if not isinstance(to, Persona) or not found:
        raise UserError("edit_target_gone")
    if any(of_companion(at.section) for at in found):
        return None
    if all(at.persona.id == persona for at in found) and not copy:
        return None
    edits: list[Edit] = []
    put: Counter[Id] = Counter()
    for home in {at.section.id: at.section for at in found}.values():
        lines = [at.line for at in found if at.section.id == home.id]
        there = _same_section(to, home)
        if there is None:
            there = replace(home, id=new_id(), attributes=(), hidden=False)
            edits.append(Insert(persona, len(to.sections) + len(edits), there))
        end = len(there.attributes) + put[there.id]
        put[there.id] += len(lines)
        if copy:
            edits += [Insert(there.id, end + n, c) for n, c in enumerate(_copies(lines, to))]
        else:
            edits += [Move(line.id, there.id, end + n) for n, line in enumerate(lines)]
            edits += true_there(project, [line.id for line in lines], to)
    return Together(tuple(edits))


def written_elsewhere(text: str, language: str) -> Carried:
    """Return the text of another program as what a sheet takes (see :func:`foreign.lines_in`).

    Raises:
        UserError: there is more than a sheet could hold; `dropped_nothing`: no words.
    """
    lines = lines_in(text, language)
    if not lines:
        raise UserError("dropped_nothing")
    return Carried(Carries.TEXT, (), "\n".join(lines))


def words_of(project: Project, ids: Sequence[Id]) -> str:
    """Return lines, or the lines of sections, as plain text for other programs: one a line."""
    found: list[str] = []
    for each in ids:
        thing = find(project, each)
        lines = thing.attributes if isinstance(thing, Section) else (thing,)
        found += [line.text for line in lines if isinstance(line, Attribute)]
    return "\n".join(found)


def _same_section(persona: Persona, like: Section) -> Section | None:
    """Return the section of a persona that is the same: of one kind, or of one title when made by hand."""
    if like.key is SectionKey.CUSTOM:
        same = [s for s in persona.sections if s.key is like.key and s.title == like.title]
    else:
        same = [s for s in persona.sections if s.key is like.key]
    return next(iter([*(s for s in same if not s.hidden), *same]), None)


def _copies(lines: Sequence[Attribute], to: Persona) -> list[Attribute]:
    """Return lines with fresh identifiers; on another sheet than their own as true as they would be moved."""
    here = {line.id for line in to.lines}
    return [replace(line if line.id in here else true_of(line, to), id=new_id()) for line in lines]
