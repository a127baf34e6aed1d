"""The project seen as a tree: finding a thing by its id and putting another in its place.

One table says which tuple of a value holds which kind of thing; everything else follows from it.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from persona_studio.domain.changes import Node
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    TEAMS,
    Attribute,
    Journey,
    Persona,
    Section,
    SectionKey,
    Snapshot,
    Stage,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.errors import UserError

Thing = (
    Project
    | Wave
    | Variable
    | Segmentation
    | Segment
    | Persona
    | Section
    | Attribute
    | Snapshot
    | Journey
    | Stage
)
Kind = TypeVar("Kind", bound=Thing)
Step = tuple[str, int]
"""Name of the tuple in the parent, position in it."""
Route = tuple[Step, ...]

NODE_OF: dict[type, Node] = {
    Project: Node.PROJECT,
    Wave: Node.WAVE,
    Variable: Node.VARIABLE,
    Segmentation: Node.SEGMENTATION,
    Segment: Node.SEGMENT,
    Persona: Node.PERSONA,
    Section: Node.SECTION,
    Attribute: Node.ATTRIBUTE,
    Snapshot: Node.SNAPSHOT,
    Journey: Node.JOURNEY,
    Stage: Node.STAGE,
}
CHILDREN: dict[Node, tuple[tuple[str, Node], ...]] = {
    Node.PROJECT: (
        ("waves", Node.WAVE),
        ("segmentations", Node.SEGMENTATION),
        ("personas", Node.PERSONA),
        ("snapshots", Node.SNAPSHOT),
    ),
    Node.WAVE: (("variables", Node.VARIABLE),),
    Node.SEGMENTATION: (("segments", Node.SEGMENT),),
    Node.PERSONA: (
        ("sections", Node.SECTION),
        ("hypotheses", Node.ATTRIBUTE),
        ("empathy", Node.SECTION),
        ("journeys", Node.JOURNEY),
        ("plan", Node.SECTION),
    ),
    Node.SECTION: (("attributes", Node.ATTRIBUTE),),
    Node.JOURNEY: (("moment", Node.ATTRIBUTE), ("stages", Node.STAGE)),
    Node.STAGE: (("lanes", Node.SECTION),),
}
_BELONG: dict[SectionKey, str] = {
    **dict.fromkeys(EMPATHY, "empathy"),
    **dict.fromkeys(LANES, "lanes"),
    **dict.fromkeys(TEAMS, "plan"),
}


def node_of(thing: Thing) -> Node:
    """Return the kind of a thing of the tree."""
    return NODE_OF[type(thing)]


def belongs(key: SectionKey) -> str:
    """Return the name of the tuple in which sections of that kind stand: of the sheet, or of a companion."""
    return _BELONG.get(key, "sections")


def slot_for(parent: Node, child: Thing) -> str | None:
    """Return the name of the tuple of ``parent`` that holds such things, or None."""
    fits = [name for name, node in CHILDREN.get(parent, ()) if node is node_of(child)]
    if isinstance(child, Section):
        fits = [name for name in fits if name == belongs(child.key)]
    return fits[0] if fits else None


def children(thing: Thing) -> list[tuple[str, int, Thing]]:
    """List a thing's children: name of the tuple, position, child."""
    slots = CHILDREN.get(node_of(thing), ())
    return [(name, i, child) for name, _ in slots for i, child in enumerate(getattr(thing, name))]


def route_to(root: Thing, thing_id: Id) -> Route | None:
    """Return the steps from ``root`` to the thing of that id (empty for the root itself), or None."""
    if root.id == thing_id:
        return ()
    for name, node in CHILDREN.get(node_of(root), ()):
        # A wave may hold thousands of variables, and what holds nothing need not be entered.
        holds = node in CHILDREN
        for index, child in enumerate(getattr(root, name)):
            below = route_to(child, thing_id) if holds else () if child.id == thing_id else None
            if below is not None:
                return ((name, index), *below)
    return None


def follow(root: Thing, route: Route) -> list[Thing]:
    """Return the things met on a route, the root first."""
    met: list[Thing] = [root]
    for name, index in route:
        met.append(getattr(met[-1], name)[index])
    return met


def find(root: Thing, thing_id: Id) -> Thing | None:
    """Return the thing of that id, or None."""
    route = route_to(root, thing_id)
    return None if route is None else follow(root, route)[-1]


def expect(root: Thing, thing_id: Id, kind: type[Kind]) -> Kind:
    """Return the thing of that id and kind; UserError `edit_target_gone` when there is none any more."""
    found = find(root, thing_id)
    if not isinstance(found, kind):
        raise UserError("edit_target_gone")
    return found


def update(root: Thing, route: Route, change: Callable[[Any], Any]) -> Any:
    """Return ``root`` with the thing at ``route`` replaced by ``change(thing)``; all else is shared."""
    if not route:
        return change(root)
    (name, index), rest = route[0], route[1:]
    items = getattr(root, name)
    child = update(items[index], rest, change)
    changed: dict[str, Any] = {name: (*items[:index], child, *items[index + 1 :])}
    return replace(root, **changed)


def all_ids(thing: Thing) -> list[Id]:
    """List the ids of a thing and of everything below it."""
    return [thing.id, *(i for _, _, child in children(thing) for i in all_ids(child))]
