"""What is dragged, as MIME data: names and plain values in JSON, never anything that could be run.

The words go with it as plain text, so that every other program can take them.
"""

import json

from PySide6.QtCore import QMimeData

from persona_studio.services.personas.placing import Carried, Carries

__all__ = ["BY_ID", "FORMAT", "LARGEST", "Carried", "Carries", "carried", "carry"]

FORMAT = "application/x-persona-studio+json"
BY_ID = frozenset({Carries.LINES, Carries.HYPOTHESIS, Carries.SECTION})
"""What moves as it is: its names say what."""
LARGEST = 2**20
"""Bytes above which it is none of ours."""


def carry(what: Carried) -> QMimeData:
    """Return what is carried as MIME data."""
    data = QMimeData()
    content = {"kind": what.kind.value, "ids": what.ids, "text": what.text, "payload": what.payload}
    content["source"] = what.source
    data.setData(FORMAT, json.dumps(content, ensure_ascii=False).encode())
    data.setText(what.text)
    return data


def carried(data: QMimeData | None) -> Carried | None:
    """Return what MIME data carry, None when that is nothing of ours, or damaged.

    Plain text of another program is none of ours: see ``ui.canvas.dropping``.
    """
    if data is None or not data.hasFormat(FORMAT):
        return None
    content = bytes(data.data(FORMAT).data())
    if len(content) > LARGEST:
        return None
    try:
        return _read(json.loads(content.decode()))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _read(found: dict[str, object]) -> Carried:
    ids, text, payload, source = found["ids"], found["text"], found["payload"], found.get("source", "")
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise TypeError("ids")
    if not isinstance(text, str) or not isinstance(payload, str) or not isinstance(source, str):
        raise TypeError("words")
    kind = Carries(str(found["kind"]))
    if kind in BY_ID and not ids:
        raise ValueError("nothing moves")
    return Carried(kind, tuple(ids), text, payload, source)
