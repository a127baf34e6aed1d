"""The steps of opening a project file: is it one, may it be written, is it up to date, what does it hold."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from persona_studio.domain.ids import Id
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.store import backups, locks, migrations, repository
from persona_studio.store.atomic import flush, replacing
from persona_studio.store.blobs import Packed
from persona_studio.store.engine import connect, in_memory, plain_words, reading, unguarded, vacuum_if_sparse
from persona_studio.store.repository import Place
from persona_studio.store.schema import APPLICATION_ID, metadata
from persona_studio.store.serialising import NotTheValueError

HEADER = b"SQLite format 3\x00"
_NO_PROJECT = ("project_missing", "project_not_one", "project_damaged")

_log = logging.getLogger(__name__)


class OnlyToReadError(Exception):
    """The file can be opened, but not for writing."""

    def __init__(self, reason: str, holder: locks.Holder | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.holder = holder


@contextmanager
def engine_on(path: Path, mode: str) -> Iterator[Engine]:
    """Yield an engine that is closed at the end, in whatever way that comes."""
    engine = connect(path, mode)
    try:
        yield engine
    finally:
        engine.dispose()


def recognise(path: Path) -> None:
    """Raise UserError unless the path is that of a file which may be read and starts like a project."""
    try:
        if path.is_dir():
            raise UserError("project_is_folder", file=path.name)
        if path.exists() and not path.is_file():
            # Who opens a pipe waits until somebody writes to it.
            raise UserError("project_not_one", file=path.name)
        with path.open("rb") as file:
            start = file.read(len(HEADER))
    except FileNotFoundError as error:
        raise UserError("project_missing", file=path.name) from error
    except PermissionError as error:
        raise UserError("project_not_readable", file=path.name) from error
    except OSError as error:
        raise UserError("disk_failed", file=path.name) from error
    if start != HEADER:
        raise UserError("project_not_one", file=path.name)


def refuse_other(path: Path) -> None:
    """Raise UserError when something stands at the path which is neither empty nor a project."""
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        recognise(path)
    except UserError as error:
        raise UserError("project_over_file", file=path.name) from error


def make(
    path: Path,
    project: Project,
    columns: Iterable[tuple[Place, Column | Packed]],
    pictures: Iterable[tuple[Id, bytes]] = (),
) -> None:
    """Write a file of a project, its columns and pictures, in the place of what was there; leave it closed.

    Nothing is in it but what is given: unlike a copy it holds no trace of what the project was before.

    Raises:
        UserError: the file cannot be written; then what was there before is untouched.
    """
    for _ in making(path, project, (columns,), pictures):
        pass


def making(
    path: Path,
    project: Project,
    batches: Iterable[Iterable[tuple[Place, Column | Packed]]],
    pictures: Iterable[tuple[Id, bytes]] = (),
) -> Iterator[None]:
    """Do as :func:`make`, a batch of columns at each step; given up between two, nothing is left of it."""
    with (
        replacing(path, database=True) as temporary,
        plain_words(path),
        engine_on(temporary, "rwc") as engine,
    ):
        unguarded(engine)
        with engine.begin() as connection:
            metadata.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {migrations.newest()}")
            repository.write(connection, None, project)
            for which, data in pictures:
                repository.write_pictures(connection, {which: data})
        for batch in batches:
            yield
            with engine.begin() as connection:
                for place, column in batch:
                    repository.write_columns(connection, {place: column})
            flush(temporary)  # little by little, rather than all at the end


def take(engine: Engine, mine: locks.Holder, path: Path, *, by_force: bool) -> None:
    """Take the lock of a project that this program may write; OnlyToReadError when it may not."""
    with engine.begin() as connection:
        check_mark(connection, path)
        if migrations.version(connection) > migrations.newest():
            raise OnlyToReadError("newer")
        other = locks.take(connection, mine, by_force=by_force)
    if other is not None:
        raise OnlyToReadError("locked", other)


def held(path: Path) -> bool:
    """Tell whether somebody has the file open for writing; what is no sound project, nobody has.

    Raises:
        UserError: the file cannot be read now.
    """
    try:
        recognise(path)
        with (
            plain_words(path, "project_damaged"),
            engine_on(path, "ro") as engine,
            reading(engine) as connection,
        ):
            check_mark(connection, path)
            return locks.at_work(connection) is not None
    except UserError as error:
        if error.code not in _NO_PROJECT:
            raise
        return False


def is_current(path: Path) -> bool:
    """Tell whether a file is of the version that this program writes; UserError when it is no project."""
    recognise(path)
    with plain_words(path, "project_damaged"), engine_on(path, "ro") as engine, reading(engine) as connection:
        check_mark(connection, path)
        return migrations.version(connection) == migrations.newest()


def check_mark(connection: Connection, path: Path) -> None:
    """Raise UserError when the database is not one of ours."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise UserError("project_not_one", file=path.name)
    if migrations.version(connection) < 1:
        raise UserError("project_damaged", file=path.name)


def bring_up(engine: Engine, path: Path, backups_folder: Path) -> None:
    """Bring an old file up to date, after a copy of it as it was."""
    with engine.begin() as connection:
        found = migrations.version(connection)
        old = found < migrations.newest()
    if old:
        backups.keep(engine, backups_folder, f"{path.stem} version {found}")
        _migrate(engine, path)


def to_read(path: Path) -> Engine:
    """Return an engine on a file that is only read; one of an older version is brought up in memory."""
    with ExitStack() as on_failure:
        engine = connect(path, "ro")
        on_failure.callback(engine.dispose)
        with reading(engine) as connection:
            check_mark(connection, path)
            old = migrations.version(connection) < migrations.newest()
        if old:
            engine.dispose()
            engine = in_memory(path)
            on_failure.callback(engine.dispose)
            _migrate(engine, path)
        on_failure.pop_all()
    return engine


def load(connection: Connection, path: Path) -> Project:
    """Return the project that the file holds; UserError when it holds none."""
    newer = migrations.version(connection) > migrations.newest()
    code = "project_too_new" if newer else "project_damaged"
    try:
        with plain_words(path, code):
            return repository.read(connection, strict=not newer)
    except NotTheValueError as error:
        raise UserError(code, file=path.name) from error


def tidy(engine: Engine, mine: locks.Holder, path: Path) -> None:
    """Drop the columns of what is no more, and give their room back to the disk when it is much."""
    with _only_logged(path):
        with engine.begin() as connection:
            locks.check(connection, mine)
            repository.collect(connection)
        vacuum_if_sparse(engine)


def let_go(engine: Engine, mine: locks.Holder, path: Path) -> None:
    """Give the lock back."""
    with _only_logged(path), engine.begin() as connection:
        locks.release(connection, mine)


def _migrate(engine: Engine, path: Path) -> None:
    # Here it is the step that is wrong, not the file: it must not be called damaged.
    with plain_words(path, "project_not_upgraded"):
        migrations.bring_up(engine)


@contextmanager
def _only_logged(path: Path) -> Iterator[None]:
    """Go on whatever the disk says: all work is on it already, and a lock left behind is seen through."""
    try:
        with plain_words(path, "project_damaged"):
            yield
    except UserError as error:
        _log.warning("%s was not closed as it should be: %s", path.name, error)
