"""Personal data that were not stored come into the project after all: read again from the survey's own file.

Only that variable is read; everything that was done to the wave since it was imported stays.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from persona_studio.domain.edits import Edit, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Source, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.session import Session
from persona_studio.store.blobs import Packed, pack

if TYPE_CHECKING:
    from persona_studio.ingest import ImportOptions

_TAKEN = ("kind", "levels", "missing", "distribution")
"""What the answers tell of a variable; the rest is as the consultant left it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A variable with its answers, ready to be stored."""

    wave: Id
    variable: Variable
    column: Packed


def read_answers(path: Path, wave: Wave, variable: Id, progress: Progress) -> Kept:
    """Read the answers to one variable again. Runs in the worker.

    Args:
        path: the file that the wave was imported from, wherever it is now.
        wave: the wave.
        variable: the variable whose answers were not stored.
        progress: told about each step.

    Raises:
        UserError: it is not the same file to the last byte: its rows could be other respondents.
    """
    from persona_studio import ingest  # noqa: PLC0415 - heavy, and never loaded in the window
    from persona_studio.ingest.opening import sha256  # noqa: PLC0415

    wanted = wave.variable(variable)
    source = (wave.source, *wave.completed)[wanted.origin]
    if wanted.origin or not path.is_file() or sha256(path) != source.sha256:
        raise UserError("keep_other_file", file=path.name, wanted=source.file)
    imported = ingest.read(path, _as_before(source), progress)
    found = next((v for v in imported.wave.variables if v.source == wanted.source), None)
    if found is None or imported.wave.respondents != wave.respondents:
        raise UserError("keep_other_file", file=path.name, wanted=source.file)
    return Kept(wave.id, found, pack(imported.columns[found.id]))


def _as_before(source: Source) -> "ImportOptions":
    from persona_studio import ingest  # noqa: PLC0415

    delimited = bool(source.delimiter)
    return ingest.ImportOptions(
        encoding=source.encoding or None,
        delimiter=source.delimiter or None,
        header_rows=source.header_rows if delimited or source.sheet else None,
        sheet=source.sheet or None,
        keep_personal=True,
    )


def keep(session: Session, kept: Kept) -> None:
    """Store the answers: one gesture; undone, they are in the file no more.

    Raises:
        UserError: the wave was taken out meanwhile.
    """
    wave = wave_in(session.project, kept.wave)
    old = next((v for v in wave.variables if v.source == kept.variable.source and not v.stored), None)
    if old is None:
        raise UserError("edit_target_gone")
    edits: list[Edit] = [SetField(old.id, name, getattr(kept.variable, name)) for name in _TAKEN]
    edits.append(SetField(old.id, "stored", True))
    columns = {(wave.id, old.id): kept.column}
    session.do(Together(tuple(edits)), "Personal data kept", columns, personal=True)
