"""From version 1 to 2: what the values have gained since, and removals that hold several reasons at once."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from persona_studio.store.blobs import pack, unpack
from persona_studio.store.repository import read_column, write_columns
from persona_studio.store.schema import answers, thing

Body = dict[str, Any]

_REASONS = ("duplicate", "straight_liner", "speeder", "unfinished")
_ADDED: dict[str, Body] = {
    "wave": {"completed": []},
    "variable": {"origin": 0, "rule": None, "pseudonymised": False, "as_missing": []},
    "segmentation": {
        "map": [],
        "flows": [],
        "sensitivities": [],
        "shaped": [],
        "created": "",
        "golden": None,
    },
    "segment": {"set_aside": False},
}
"""Fields that each kind has gained, and what they are in an older file."""


def step(connection: Connection) -> None:
    """Write every thing with its new fields, and every removal column with bits."""
    stored = {(row.owner, row.key) for row in connection.execute(select(answers.c.owner, answers.c.key))}
    lines = []
    for row in connection.execute(select(thing)).all():
        body = {**json.loads(row.body), **_ADDED.get(row.kind, {})}
        _ALSO.get(row.kind, _nothing)(body, (row.parent, row.id) in stored)
        lines.append({"which": row.id, "body": json.dumps(body, ensure_ascii=False, separators=(",", ":"))})
    if lines:
        connection.execute(
            update(thing).where(thing.c.id == bindparam("which")).values(body=bindparam("body")), lines
        )
    for owner, key in stored:
        if key == "removal":
            _to_bits(connection, owner, key)


def _nothing(_body: Body, _stored: bool) -> None:
    """Leave a body as it is."""


def _wave(body: Body, _stored: bool) -> None:
    quality = body["quality"]
    flagged = [[1 << _REASONS.index(r["reason"]), r["count"]] for r in quality["removals"] if r["count"]]
    quality.update(flagged=flagged, restored=[], excluded=[])


def _variable(body: Body, stored: bool) -> None:
    body["stored"] = stored


def _segmentation(body: Body, _stored: bool) -> None:
    body["response_style"]["centred"] = []


_ALSO: dict[str, Callable[[Body, bool], None]] = {
    "wave": _wave,
    "variable": _variable,
    "segmentation": _segmentation,
}


def _to_bits(connection: Connection, owner: str, key: str) -> None:
    """Turn 1, 2, 3, 4 (the place of the only reason) into 1, 2, 4, 8."""
    packed = read_column(connection, owner, key)
    if packed is None:
        return
    column = unpack(packed)
    table = bytes([0, *(1 << place for place in range(len(_REASONS)))]).ljust(256, b"\0")
    bits = type(column)(column.dtype, column.rows, column.data.translate(table))
    write_columns(connection, {(owner, key): pack(bits)})
