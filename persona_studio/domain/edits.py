"""Edits: the one way a project changes. Each is a small value with ``apply(project) -> Applied``.

Four verbs are enough for every gesture: set a field, insert, remove, move; and several of them together. Each
knows its inverse, so undo is just another edit.
"""

from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from persona_studio.domain.changes import Change, Happened, Node
from persona_studio.domain.checks import check_field, check_tree
from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.tree import (
    CHILDREN,
    Route,
    Thing,
    all_ids,
    find,
    follow,
    node_of,
    route_to,
    slot_for,
    update,
)
from persona_studio.errors import UserError


@dataclass(frozen=True, slots=True)
class Applied:
    """What an edit gave: the new project, the edit that undoes it, and what changed."""

    project: Project
    inverse: "Edit"
    changes: tuple[Change, ...]


class Edit(Protocol):
    """A gesture as a value. Raises UserError when it does not apply; then nothing happened."""

    def apply(self, project: Project) -> Applied:
        """Return the project after the edit, its inverse and its changes."""


@dataclass(frozen=True, slots=True)
class SetField:
    """Give one field of one thing another value."""

    target: Id
    field: str
    value: Any

    def apply(self, project: Project) -> Applied:
        """Set the field; the inverse sets it back."""
        route = _route(project, self.target)
        thing = follow(project, route)[-1]
        # What a thing holds comes and goes by the other verbs: they keep identifiers unique.
        held = {slot for slot, _ in CHILDREN.get(node_of(thing), ())}
        if self.field not in {f.name for f in fields(thing)} - {"id"} - held:
            raise UserError("edit_field_unknown", field=self.field)
        check_field(thing, self.field, self.value)
        old = getattr(thing, self.field)
        changed: dict[str, Any] = {self.field: self.value}
        after: Project = update(project, route, lambda t: replace(t, **changed))
        change = Change(_path(project, route), Happened.CHANGED, self.field)
        return Applied(after, SetField(self.target, self.field, old), (change,))


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new thing, with all that is below it, at a position of its parent; too far means at the end."""

    parent: Id
    index: int
    thing: Thing

    def apply(self, project: Project) -> Applied:
        """Insert the thing; the inverse removes it."""
        check_tree(self.thing)
        if any(find(project, i) is not None for i in all_ids(self.thing)):
            raise UserError("edit_id_taken")
        route = _route(project, self.parent)
        slot = _slot(follow(project, route)[-1], self.thing)
        after: Project = update(project, route, lambda t: _inserted(t, slot, self.index, self.thing))
        path = (*_path(project, route), (node_of(self.thing), self.thing.id))
        return Applied(after, Remove(self.thing.id), (Change(path, Happened.ADDED),))


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a thing out, with all that is below it."""

    target: Id

    def apply(self, project: Project) -> Applied:
        """Remove the thing; the inverse puts it back where it was."""
        route = _route(project, self.target)
        if not route:
            raise UserError("edit_project_stays")
        things = follow(project, route)
        slot, index = route[-1]
        after: Project = update(project, route[:-1], lambda t: _without(t, slot, index))
        change = Change(_path(project, route), Happened.REMOVED)
        return Applied(after, Insert(things[-2].id, index, things[-1]), (change,))


@dataclass(frozen=True, slots=True)
class Move:
    """Move a thing to a position (counted without it) of a parent that holds things of its kind."""

    target: Id
    parent: Id
    index: int

    def apply(self, project: Project) -> Applied:
        """Move the thing; the inverse moves it back."""
        route = _route(project, self.target)
        if not route:
            raise UserError("edit_project_stays")
        things = follow(project, route)
        thing, (slot, index) = things[-1], route[-1]
        without: Project = update(project, route[:-1], lambda t: _without(t, slot, index))
        to = _route(without, self.parent)
        new_slot = _slot(follow(without, to)[-1], thing)
        after: Project = update(without, to, lambda t: _inserted(t, new_slot, self.index, thing))
        there = (*_path(without, to), (node_of(thing), thing.id))
        changes: tuple[Change, ...] = (Change(there, Happened.MOVED),)
        if things[-2].id != self.parent:
            # Both owners must be written and refreshed, the one it left and the one it came to.
            changes = (Change(_path(project, route), Happened.MOVED), *changes)
        return Applied(after, Move(self.target, things[-2].id, index), changes)


@dataclass(frozen=True, slots=True)
class Together:
    """Several edits as one gesture: all or none."""

    edits: tuple[Edit, ...]

    def apply(self, project: Project) -> Applied:
        """Apply the edits in order; the inverse applies their inverses in the opposite order."""
        inverses: list[Edit] = []
        changes: list[Change] = []
        for edit in self.edits:
            applied = edit.apply(project)
            project = applied.project
            inverses.append(applied.inverse)
            changes.extend(applied.changes)
        return Applied(project, Together(tuple(reversed(inverses))), tuple(changes))


def merged(first: Edit, second: Edit) -> Edit | None:
    """Return one edit worth both when the second goes on writing the same fields (typing), else None."""
    match first, second:
        case SetField(), SetField() if (first.target, first.field) == (second.target, second.field):
            return second
        case Together(), Together() if len(first.edits) == len(second.edits):
            pairs = zip(first.edits, second.edits, strict=True)
            both = tuple(one for pair in pairs if (one := merged(*pair)) is not None)
            return Together(both) if len(both) == len(second.edits) else None
    return None


def _route(project: Project, thing_id: Id) -> Route:
    route = route_to(project, thing_id)
    if route is None:
        raise UserError("edit_target_gone")
    return route


def _path(project: Project, route: Route) -> tuple[tuple[Node, Id], ...]:
    return tuple((node_of(thing), thing.id) for thing in follow(project, route))


def _slot(parent: Thing, child: Thing) -> str:
    slot = slot_for(node_of(parent), child)
    if slot is None:
        raise UserError("edit_wrong_parent", parent=node_of(parent).value, child=node_of(child).value)
    return slot


def _inserted(parent: Thing, slot: str, index: int, child: Thing) -> Thing:
    items = getattr(parent, slot)
    at = max(0, min(index, len(items)))
    changed: dict[str, Any] = {slot: (*items[:at], child, *items[at:])}
    return replace(parent, **changed)


def _without(parent: Thing, slot: str, index: int) -> Thing:
    items = getattr(parent, slot)
    changed: dict[str, Any] = {slot: (*items[:index], *items[index + 1 :])}
    return replace(parent, **changed)
