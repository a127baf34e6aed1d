"""Google Forms: the time of the answer first, then the questions as they were written."""

import re
from collections.abc import Sequence

from persona_studio.ingest.platforms.header import Header, Title, titles_of
from persona_studio.ingest.words import clean, fold

_FIRST = {
    "timestamp",
    "horodateur",
    "marca temporal",
    "zeitstempel",
    "informazioni cronologiche",
    "tijdstempel",
}
_GRID = re.compile(r"^(.*\S)\s*\[([^\[\]]+)\]$")


def read(rows: Sequence[Sequence[str]]) -> Header | None:
    """Return the header, or None when the file is not from Google Forms."""
    if not rows or fold(rows[0][0]) not in _FIRST:
        return None
    return Header("googleforms", 1, tuple(map(_grid, titles_of(rows[0]))))


def _grid(title: Title) -> Title:
    match = _GRID.match(title.label)
    return Title(title.name, title.label, clean(match.group(1)), clean(match.group(2))) if match else title
