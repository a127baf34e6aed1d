"""From version 2 to 3: photos, colours of one's own, hypotheses beside the sheet, personas as they were."""

import json
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from persona_studio.store.schema import thing

Body = dict[str, Any]

_PICTURES = "CREATE TABLE picture (id TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (id))"
"""As this version has it, whatever later ones make of it."""
_ADDED: dict[str, Body] = {
    "project": {"snapshots": []},
    "persona": {"photo": None, "colour": "", "hypotheses": [], "quoted": []},
}
"""Fields that each kind has gained, and what they are in an older file."""
_LINE: Body = {"due": "", "checked": False, "quoted": []}
"""What each attribute has gained."""


def step(connection: Connection) -> None:
    """Write every project and persona with its new fields, and make the place of pictures."""
    connection.exec_driver_sql(_PICTURES)
    query = select(thing.c.id, thing.c.kind, thing.c.body).where(thing.c.kind.in_(_ADDED))
    lines = []
    for row in connection.execute(query).all():
        body = {**json.loads(row.body), **_ADDED[row.kind]}
        for section in body.get("sections", ()):
            section["attributes"] = [{**line, **_LINE} for line in section["attributes"]]
        lines.append({"which": row.id, "body": json.dumps(body, ensure_ascii=False, separators=(",", ":"))})
    if lines:
        connection.execute(
            update(thing).where(thing.c.id == bindparam("which")).values(body=bindparam("body")), lines
        )
