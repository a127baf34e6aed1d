"""The project tree as rows, and back: which rows an edit touched, writing them, reading all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, union, update

from persona_studio.domain.changes import Node
from persona_studio.domain.checks import looks_fit
from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.segments import MAP_COLUMN
from persona_studio.domain.tree import CHILDREN, NODE_OF, Thing, all_ids, node_of
from persona_studio.domain.waves import REMOVAL_COLUMN, Column
from persona_studio.store.blobs import Packed, pack
from persona_studio.store.schema import answers, chunk, picture, thing
from persona_studio.store.serialising import NotTheValueError, from_json, to_json

ROWS = (
    Node.PROJECT,
    Node.WAVE,
    Node.VARIABLE,
    Node.SEGMENTATION,
    Node.SEGMENT,
    Node.PERSONA,
    Node.SNAPSHOT,
)
"""The kinds that have a row of their own; what lies below a persona is part of its body."""
_TYPES = {node: kind for kind, node in NODE_OF.items()}
_SLOTS = {node: tuple(slot for slot, child in CHILDREN.get(node, ()) if child in ROWS) for node in ROWS}
"""The fields of each kind that hold things with rows of their own."""
Place = tuple[Id, Id]
"""Owner of a column (a wave or segmentation) and its key (a variable, the segmentation, one of NAMED)."""
Columns = Mapping[Place, Column | Packed]
"""Columns by owner and key."""
Pictures = Mapping[Id, bytes]
"""Photos by id; a picture of the same id is the same picture."""
NAMED = (REMOVAL_COLUMN, MAP_COLUMN)
"""Keys that name no thing: their columns go with their owner."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing and its place."""

    value: Thing
    parent: Id | None
    position: int


def rows(root: Thing, parent: Id | None = None, position: int = 0) -> dict[Id, Row]:
    """Return the rows of a thing and of all below it that have one."""
    found = {root.id: Row(root, parent, position)}
    for slot in _SLOTS[node_of(root)]:
        for i, child in enumerate(getattr(root, slot)):
            found |= rows(child, root.id, i)
    return found


def write(connection: Connection, before: Project | None, after: Project) -> None:
    """Write the rows in which ``after`` differs from ``before``, and no other."""
    old = rows(before) if before else {}
    new = rows(after)
    _delete(connection, old.keys() - new.keys())
    _insert(connection, {i: row for i, row in new.items() if i not in old})
    kept = [(i, old[i], row) for i, row in new.items() if i in old]
    _move(connection, {i: r for i, o, r in kept if (o.parent, o.position) != (r.parent, r.position)})
    _rewrite(connection, {i: r for i, o, r in kept if _differ(o.value, r.value)})


def read(connection: Connection, *, strict: bool) -> Project:
    """Return the project; NotTheValueError when the rows do not make one."""
    below: dict[str | None, list[Any]] = defaultdict(list)
    for row in connection.execute(select(thing).order_by(thing.c.position)):
        below[row.parent].append(row)
    if len(below[None]) != 1 or below[None][0].kind != Node.PROJECT:
        raise NotTheValueError("not one project")
    project = _assembled(below[None][0], below, strict)
    if not isinstance(project, Project) or len(rows(project)) != sum(len(group) for group in below.values()):
        raise NotTheValueError("rows that belong to nothing")
    if not looks_fit(project):
        raise NotTheValueError("something that cannot be drawn")
    ids = all_ids(project)
    if len(set(ids)) != len(ids):
        raise NotTheValueError("two things of one id")
    return project


def write_columns(connection: Connection, columns: Columns) -> None:
    """Store columns, each in the place of the one of the same owner and key."""
    for (owner, key), column in columns.items():
        packed = column if isinstance(column, Packed) else pack(column)
        where = {"owner": owner, "key": key}
        connection.execute(delete(answers).filter_by(**where))
        head = {"dtype": packed.dtype, "rows": packed.rows, "width": packed.width}
        connection.execute(insert(answers).values(**where, **head))
        for part, pieces in (("data", packed.data), ("texts", packed.texts), ("reasons", packed.reasons)):
            lines = [{**where, "part": part, "number": i, "data": data} for i, data in enumerate(pieces)]
            if lines:
                connection.execute(insert(chunk), lines)


def delete_columns(connection: Connection, columns: Iterable[Place]) -> None:
    """Delete columns; their bytes are overwritten."""
    for owner, key in columns:
        connection.execute(delete(answers).filter_by(owner=owner, key=key))


def read_column(connection: Connection, owner: Id, key: Id) -> Packed | None:
    """Return a stored column, or None when there is none of that owner and key."""
    head = connection.execute(select(answers).filter_by(owner=owner, key=key)).one_or_none()
    if head is None:
        return None
    parts: dict[str, list[bytes]] = defaultdict(list)
    query = select(chunk.c.part, chunk.c.data).filter_by(owner=owner, key=key).order_by(chunk.c.number)
    for part, data in connection.execute(query):
        parts[part].append(data)
    return Packed(
        dtype=head.dtype,
        rows=head.rows,
        width=head.width,
        data=tuple(parts["data"]),
        texts=tuple(parts["texts"]),
        reasons=tuple(parts["reasons"]),
    )


def places(connection: Connection) -> list[Place]:
    """Return owner and key of every column of things that are in the project and are to be stored."""
    query = select(answers.c.owner, answers.c.key).where(~_gone()).order_by(answers.c.owner, answers.c.key)
    return [(row.owner, row.key) for row in connection.execute(query)]


def write_pictures(connection: Connection, pictures: Pictures) -> None:
    """Store pictures, each in the place of the one of the same id."""
    lines = [{"id": i, "data": data} for i, data in pictures.items()]
    if lines:
        connection.execute(insert(picture).prefix_with("OR REPLACE"), lines)


def read_picture(connection: Connection, which: Id) -> bytes | None:
    """Return a stored picture, or None."""
    found = connection.execute(select(picture.c.data).filter_by(id=which)).scalar_one_or_none()
    return found if isinstance(found, bytes) else None


def pictures(connection: Connection) -> list[Id]:
    """Return the ids of the stored pictures in use: photos of personas (also as they were kept), the logo."""
    return list(connection.execute(select(picture.c.id).where(~_unseen()).order_by(picture.c.id)).scalars())


def collect(connection: Connection) -> None:
    """Delete the columns of things that are no more, of variables whose answers are not to be stored, and the
    pictures that nothing names.
    """
    connection.execute(delete(answers).where(_gone()))
    connection.execute(delete(picture).where(_unseen()))


def _unseen() -> ColumnElement[bool]:
    """Tell which pictures nothing names: no persona, in use or kept in a snapshot, nor the brand."""
    where = ("$.photo.picture", "$.persona.photo.picture", "$.brand.logo.picture")
    found = [func.json_extract(thing.c.body, path) for path in where]
    return picture.c.id.not_in(union(*(select(one).where(one.is_not(None)) for one in found)))


def _gone() -> ColumnElement[bool]:
    ids, stored = select(thing.c.id), func.json_extract(thing.c.body, "$.stored")
    aside = select(thing.c.id).where((thing.c.kind == Node.VARIABLE.value) & (stored == 0))
    nobodys = answers.c.key.not_in(ids) & answers.c.key.not_in(NAMED)
    return answers.c.owner.not_in(ids) | nobodys | answers.c.key.in_(aside)


def _own(value: Thing) -> Thing:
    """Return the thing without the children that have rows of their own: what its body holds."""
    empty: dict[str, Any] = dict.fromkeys(_SLOTS[node_of(value)], ())
    return replace(value, **empty) if empty else value


def _differ(old: Thing, new: Thing) -> bool:
    return old is not new and _own(old) != _own(new)


def _delete(connection: Connection, ids: Iterable[Id]) -> None:
    lines = [{"gone": i} for i in ids]
    if lines:
        connection.execute(delete(thing).where(thing.c.id == bindparam("gone")), lines)


def _insert(connection: Connection, new: Mapping[Id, Row]) -> None:
    lines = [_line(i, row) for i, row in new.items()]
    if lines:
        connection.execute(insert(thing), lines)


def _line(which: Id, row: Row) -> dict[str, Any]:
    return {
        "id": which,
        "kind": node_of(row.value).value,
        "parent": row.parent,
        "position": row.position,
        "body": to_json(_own(row.value)),
    }


def _move(connection: Connection, moved: Mapping[Id, Row]) -> None:
    lines = [{"which": i, "parent": r.parent, "position": r.position} for i, r in moved.items()]
    _update(connection, ("parent", "position"), lines)


def _rewrite(connection: Connection, changed: Mapping[Id, Row]) -> None:
    _update(connection, ("body",), [{"which": i, "body": to_json(_own(r.value))} for i, r in changed.items()])


def _update(connection: Connection, names: Sequence[str], lines: Sequence[Mapping[str, Any]]) -> None:
    if lines:
        statement = update(thing).where(thing.c.id == bindparam("which"))
        connection.execute(statement.values({name: bindparam(name) for name in names}), lines)


def _assembled(row: Any, below: Mapping[str | None, list[Any]], strict: bool) -> Thing:
    """Build a thing from its row and, depth first, from the rows below it."""
    kind = _TYPES.get(row.kind)
    if kind is None or row.kind not in ROWS:
        raise NotTheValueError(f"unknown kind {row.kind!r}")
    value: Any = from_json(row.body, kind, strict=strict)
    if value.id != row.id:
        raise NotTheValueError(f"{row.id} holds the body of {value.id}")
    slots = {child: slot for slot, child in CHILDREN.get(Node(row.kind), ()) if child in ROWS}
    children: dict[str, list[Thing]] = {slot: [] for slot in slots.values()}
    for child in below.get(row.id, ()):
        if child.kind not in slots:
            raise NotTheValueError(f"a {child.kind} below a {row.kind}")
        children[slots[child.kind]].append(_assembled(child, below, strict))
    whole: Thing = replace(value, **{slot: tuple(things) for slot, things in children.items()})
    return whole
