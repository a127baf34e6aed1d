"""The header of a survey file, whatever tool wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from persona_studio.ingest.words import clean


@dataclass(frozen=True, slots=True)
class Title:
    """One column: its name, the question in words, and the question and option apart when the tool tells.

    ``meta`` says that the tool wrote the column itself, about the answer rather than the respondent.
    """

    name: str
    label: str
    stem: str = ""
    item: str = ""
    meta: bool = False

    def facts(self) -> dict[str, Any]:
        """Return all but the name, as a column takes it."""
        return {"label": self.label, "stem": self.stem, "item": self.item, "meta": self.meta}


@dataclass(frozen=True, slots=True)
class Header:
    """Titles of all columns, how many rows they took, and the survey tool (empty: unknown)."""

    platform: str
    rows: int
    titles: tuple[Title, ...]


def titles_of(row: Sequence[str]) -> tuple[Title, ...]:
    """Return the titles of a plain header row."""
    return tuple(Title(name=clean(cell), label=clean(cell)) for cell in row)
