"""From a survey file to a wave of the project.

What is heavy runs in the worker and comes back packed: the window only writes it. The window must not load
the libraries that read files, so they are imported where they are used; the database comes with the project.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from persona_studio.domain.checks import check_tree
from persona_studio.domain.edits import Insert, Remove, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.previews import Preview
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Wave
from persona_studio.services.authoring import wave_in
from persona_studio.store.blobs import Packed, pack

if TYPE_CHECKING:
    from persona_studio.ingest import ImportOptions
    from persona_studio.services.session import Session


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A survey that was read: the wave, and its columns ready to be stored."""

    wave: Wave
    columns: Mapping[Id, Packed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How the user says that a file is to be read; None leaves a point to be guessed.

    ``platform`` is a survey tool, or an empty text for none; ``codebook`` a file of the words of questions
    and answers; ``keep_personal`` stores direct identifiers too.
    """

    encoding: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    header_rows: int | None = None
    sheet: str | None = None
    platform: str | None = None
    codebook: Path | None = None
    keep_personal: bool = False

    def options(self, **more: Any) -> "ImportOptions":
        """Return what the import is told; ``more`` are points that are not asked in the dialog."""
        from persona_studio import ingest  # noqa: PLC0415

        return ingest.ImportOptions(**{f.name: getattr(self, f.name) for f in fields(self)}, **more)


def import_file(path: Path, options: "ImportOptions | None", progress: Progress) -> ImportedFile:
    """Read a survey file. Runs in the worker.

    Args:
        path: the file.
        options: what the user imposes; None leaves everything to be guessed.
        progress: told about each step.

    Raises:
        UserError: the file cannot be read.
    """
    from persona_studio import ingest  # noqa: PLC0415

    imported = ingest.read(path, options or ingest.ImportOptions(), progress)
    columns = {}
    for done, (key, column) in enumerate(imported.columns.items(), 1):
        columns[key] = pack(column)
        progress.step(done, len(imported.columns), "pack")
    return ImportedFile(imported.wave, columns)


def read_as(path: Path, reading: Reading, progress: Progress) -> ImportedFile:
    """Read a survey file as the user says. Runs in the worker; errors as :func:`import_file`."""
    return import_file(path, reading.options(), progress)


def look_at(path: Path, reading: Reading, known: Preview | None, progress: Progress) -> Preview:
    """Look at the beginning of a survey file, read as the user says. Runs in the worker.

    Args:
        path: the file.
        reading: what the user imposes.
        known: an earlier look at the same file.
        progress: told about each step.

    Raises:
        UserError: the file cannot be read in that way.
    """
    from persona_studio.ingest.preview import preview  # noqa: PLC0415

    return preview(path, reading.options(), progress, known)


def replace_wave(session: "Session", old: Id, imported: ImportedFile) -> None:
    """Put another reading of a survey in the place of a wave: one gesture.

    Raises:
        UserError: the wave was taken out meanwhile.
    """
    project, wave = session.project, imported.wave
    index = project.waves.index(wave_in(project, old))
    session.do(
        Together((Remove(old), Insert(project.id, index, wave))), "Survey read again", _placed(imported)
    )


def made(path: Path, project: Project, imported: ImportedFile) -> Iterator[None]:
    """Make the file of a project which holds a survey that was read, some of its answers at each step.

    Raises:
        UserError: it cannot be written; nothing is left of it.
    """
    from persona_studio.services.session import Session  # noqa: PLC0415 - the database loads with the first project

    whole = replace(project, waves=(imported.wave,))
    check_tree(whole)
    return Session.making(path, whole, _placed(imported))


def staged(session: "Session", imported: ImportedFile) -> Iterator[None]:
    """Store the answers ahead of :func:`add_wave` or :func:`replace_wave`, some at each step.

    Raises:
        UserError: they cannot be written.
    """
    return session.stage(_placed(imported))


def add_wave(session: "Session", imported: ImportedFile) -> None:
    """Put a survey that was read into the project: one gesture, one transaction."""
    project = session.project
    session.do(Insert(project.id, len(project.waves), imported.wave), "Survey imported", _placed(imported))


def _placed(imported: ImportedFile) -> dict[tuple[Id, Id], Packed]:
    """Return the columns by owner and key, as they are stored."""
    return {(imported.wave.id, key): column for key, column in imported.columns.items()}
