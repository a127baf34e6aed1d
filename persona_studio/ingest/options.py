"""What the user may impose on an import, and what an import gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Kind, Role
from persona_studio.domain.waves import Column, Wave


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """Everything left at None or empty is guessed.

    ``kinds`` and ``roles`` pair a glob on names with what it imposes; a name follows the last glob it
    matches. ``missing`` adds texts that mean no answer. ``keep_personal`` stores direct identifiers too.
    ``platform`` imposes the survey tool; empty: none. ``codebook`` is a file of the words of the questions
    and of the answers.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header_rows: int | None = None
    sheet: str | None = None
    platform: str | None = None
    codebook: Path | None = None
    weight: str | None = None
    kinds: tuple[tuple[str, Kind], ...] = ()
    roles: tuple[tuple[str, Role], ...] = ()
    keep_personal: bool = False
    missing: tuple[str, ...] = ()

    def kind_of(self, name: str) -> Kind | None:
        """Return the kind imposed on a variable or column of that name."""
        return next((kind for glob, kind in reversed(self.kinds) if fnmatchcase(name, glob)), None)

    def role_of(self, name: str) -> Role | None:
        """Return the role imposed on a variable of that name."""
        return next((role for glob, role in reversed(self.roles) if fnmatchcase(name, glob)), None)


@dataclass(frozen=True, slots=True)
class Imported:
    """A wave and its answers.

    ``columns`` has one column per stored variable, by its id, and the removal column under its own key.
    Variables set aside as personal data have none, unless the user asked to keep them.
    """

    wave: Wave
    columns: Mapping[Id, Column]
