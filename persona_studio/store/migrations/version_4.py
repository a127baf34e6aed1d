"""From version 3 to 4: companions of the sheet, the kit of the workshop, the brand with logo and colours."""

import json
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from persona_studio.store.schema import thing

Body = dict[str, Any]

_PERSONA: Body = {"empathy": [], "journeys": [], "plan": []}
"""What each persona has gained, in use or kept as it was."""
_LINE: Body = {"opportunity": None, "task": None}
"""What each attribute has gained."""
_BRAND: Body = {"name": "", "logo": None, "colours": [], "fonts": "", "footer": ""}
_OPTIONS: Body = {"marks": True, "source": True, "rates": False, "crop": False, "grey": False}
_KIT: Body = {
    "deliverables": ["sheet"],
    "left_out": [],
    "order": [],
    "skipped": [],
    "options": _OPTIONS,
    "language": "",
    "archive": False,
}


def step(connection: Connection) -> None:
    """Write the project, every persona and every snapshot with their new fields."""
    query = select(thing.c.id, thing.c.kind, thing.c.body).where(thing.c.kind.in_(_GROWN))
    lines = []
    for row in connection.execute(query).all():
        body = _GROWN[row.kind](json.loads(row.body))
        lines.append({"which": row.id, "body": json.dumps(body, ensure_ascii=False, separators=(",", ":"))})
    if lines:
        connection.execute(
            update(thing).where(thing.c.id == bindparam("which")).values(body=bindparam("body")), lines
        )


def _project(body: Body) -> Body:
    return {**body, "brand": {**body["brand"], **_BRAND}, "kit": _KIT}


def _persona(body: Body) -> Body:
    grown = {**body, **_PERSONA, "hypotheses": [{**line, **_LINE} for line in body["hypotheses"]]}
    for section in grown["sections"]:
        section["attributes"] = [{**line, **_LINE} for line in section["attributes"]]
    return grown


def _snapshot(body: Body) -> Body:
    return {**body, "persona": _persona(body["persona"])}


_GROWN = {"project": _project, "persona": _persona, "snapshot": _snapshot}
