"""Random projects and random edits of them, for property tests."""

import enum
import itertools
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from persona_studio.domain.brand import PAIRS, Brand, Logo
from persona_studio.domain.changes import Node
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.personas import (
    TEAMS,
    Attribute,
    Gauge,
    Opportunity,
    Persona,
    Photo,
    Portrait,
    Section,
    SectionKey,
    Snapshot,
    Stage,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import CHILDREN, NODE_OF, Thing, all_ids, belongs, children, node_of, slot_for

TYPES: dict[Node, type] = {node: kind for kind, node in NODE_OF.items()}
Draw = Callable[[st.SearchStrategy[Any]], Any]

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
LIMITED = {
    (Persona, "accent"): st.integers(1, 8),
    (Persona, "share"): st.none() | st.floats(0, 1),
    (Persona, "portrait"): st.builds(Portrait, TEXTS, st.just("") | COLOURS),
    (Attribute, "gauge"): st.none()
    | st.builds(Gauge, TEXTS, TEXTS, st.integers(0, 100), st.none() | st.integers(0, 100)),
    (Persona, "colour"): st.just("") | COLOURS,
    (Persona, "photo"): st.none()
    | st.builds(
        Photo,
        picture=TEXTS,
        width=st.integers(1, 9999),
        height=st.integers(1, 9999),
        x=st.floats(0, 1),
        y=st.floats(0, 1),
        zoom=st.floats(1, 8),
        rights=TEXTS,
    ),
    # What a snapshot holds is no part of the tree: small, with ids that may be those of others.
    (Snapshot, "persona"): st.builds(
        Persona,
        id=TEXTS,
        name=TEXTS,
        colour=st.just("") | COLOURS,
        sections=st.lists(
            st.builds(Section, id=TEXTS, key=st.just(SectionKey.CUSTOM), title=TEXTS), max_size=1
        ).map(tuple),
    ),
    (Project, "brand"): st.builds(
        Brand,
        st.lists(st.tuples(TEXTS, COLOURS), max_size=2).map(tuple),
        name=TEXTS,
        logo=st.none()
        | st.builds(
            Logo,
            picture=TEXTS,
            kind=st.sampled_from(("svg", "png")),
            width=st.floats(0.1, 1e6),
            height=st.floats(0.1, 1e6),
        ),
        colours=st.lists(COLOURS, max_size=3).map(tuple),
        fonts=st.sampled_from(PAIRS),
        footer=TEXTS,
    ),
    (Stage, "feeling"): st.integers(-100, 100),
    (Attribute, "opportunity"): st.none()
    | st.builds(
        Opportunity,
        team=st.none() | st.sampled_from(TEAMS),
        effort=st.integers(0, 3),
        impact=st.integers(0, 3),
    ),
}
KEYS: dict[str, list[SectionKey]] = {
    slot: [key for key in SectionKey if belongs(key) == slot] for slot in map(belongs, SectionKey)
}
"""Which kinds of sections each tuple holds."""
PLAIN = {
    str: TEXTS,
    int: st.integers(-(2**60), 2**60),
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    types.NoneType: st.none(),
}


def slots(kind: type) -> tuple[str, ...]:
    """Return the fields of a type of thing that hold other things."""
    return tuple(name for name, _ in CHILDREN.get(NODE_OF[kind], ()))


def own_fields(kind: type) -> list[str]:
    """Return the fields of a type of thing that hold plain values."""
    return [f.name for f in fields(kind) if f.name != "id" and f.name not in slots(kind)]


@cache
def values(kind: type, field: str) -> st.SearchStrategy[Any]:
    """Values that may stand in a field."""
    if (kind, field) in LIMITED:
        return LIMITED[kind, field]
    return of_type(typing.get_type_hints(kind)[field])


def of_type(wanted: Any) -> st.SearchStrategy[Any]:
    """Values of a type, as the annotations of the domain write them."""
    if wanted in PLAIN:
        return PLAIN[wanted]
    origin, args = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        return st.one_of(*(of_type(one) for one in args))
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(of_type(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(of_type(one) for one in args))
    if isinstance(wanted, type) and issubclass(wanted, enum.Enum):
        return st.sampled_from(wanted)
    assert is_dataclass(wanted), wanted
    return st.builds(wanted, **{name: of_type(t) for name, t in typing.get_type_hints(wanted).items()})


@cache
def things(kind: type, most: int = 2) -> st.SearchStrategy[Any]:
    """Things of a type with what is below them; their ids are still to be given, see :class:`Numbers`."""
    plain = {name: values(kind, name) for name in own_fields(kind)}
    below = {
        name: st.lists(things_in(name, child, most), max_size=most).map(tuple)
        for name, child in CHILDREN.get(NODE_OF[kind], ())
    }
    return st.builds(kind, id=st.just(""), **plain, **below)


def things_in(slot: str, node: Node, most: int = 2) -> st.SearchStrategy[Any]:
    """Things of a kind that one tuple may hold."""
    if node is not Node.SECTION:
        return things(TYPES[node], most)
    keys = st.sampled_from(KEYS[slot])
    return st.tuples(things(Section, most), keys).map(lambda both: replace(both[0], key=both[1]))


class Numbers:
    """Gives ids that are new and, for one draw, always the same."""

    def __init__(self) -> None:
        self._count = itertools.count(1)

    def given(self, thing: Any) -> Any:
        """Return the thing with fresh ids, its own and those below it."""
        below = {
            name: tuple(self.given(child) for child in getattr(thing, name)) for name in slots(type(thing))
        }
        return replace(thing, id=f"{next(self._count):016x}", **below)


@st.composite
def projects(draw: Draw, numbers: Numbers | None = None) -> Project:
    """Random projects."""
    return (numbers or Numbers()).given(draw(things(Project)))


class Editor:
    """Draws edits that apply to a project."""

    def __init__(self, draw: Draw, numbers: Numbers) -> None:
        self._draw = draw
        self._numbers = numbers

    def edit(self, project: Project, deep: bool = True) -> Edit:
        """Return one edit of the project."""
        makers = [self._set, self._insert]
        if len(all_ids(project)) > 1:
            makers += [self._remove, self._move]
        if deep:
            makers.append(self._together)
        return self._draw(st.sampled_from(makers))(project)

    def _any(self, project: Project, wanted: Callable[[Thing], bool]) -> Thing:
        return self._draw(st.sampled_from([t for t in walk(project) if wanted(t)]))

    def _set(self, project: Project) -> Edit:
        thing = self._any(project, lambda _: True)
        field = self._draw(st.sampled_from(own_fields(type(thing))))
        if isinstance(thing, Section) and field == "key":
            return SetField(thing.id, field, self._draw(st.sampled_from(KEYS[belongs(thing.key)])))
        return SetField(thing.id, field, self._draw(values(type(thing), field)))

    def _insert(self, project: Project) -> Edit:
        parent = self._any(project, lambda t: node_of(t) in CHILDREN)
        slot, child = self._draw(st.sampled_from(CHILDREN[node_of(parent)]))
        thing = self._numbers.given(self._draw(things_in(slot, child, most=1)))
        return Insert(parent.id, self._draw(st.integers(0, 3)), thing)

    def _remove(self, project: Project) -> Edit:
        return Remove(self._any(project, lambda t: t is not project).id)

    def _move(self, project: Project) -> Edit:
        thing = self._any(project, lambda t: t is not project)
        holds = [node for node in CHILDREN if slot_for(node, thing) is not None]
        parent = self._any(project, lambda t: node_of(t) in holds)
        return Move(thing.id, parent.id, self._draw(st.integers(0, 3)))

    def _together(self, project: Project) -> Edit:
        edits: list[Edit] = []
        for _ in range(self._draw(st.integers(0, 3))):
            edits.append(self.edit(project, deep=False))
            project = edits[-1].apply(project).project
        return Together(tuple(edits))


def walk(thing: Thing) -> Iterator[Thing]:
    """All things of a tree, the root first."""
    yield thing
    for _, _, child in children(thing):
        yield from walk(child)
