"""The connection to one SQLite file: how it is opened, and what its errors mean to the user."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from persona_studio.errors import UserError

ROOM = 2**26
"""Bytes of the largest piece that is put into a file to make it longer."""
PATIENCE = 5.0
"""Seconds to wait for another connection that is writing."""

_PRAGMAS = (
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "journal_mode=DELETE",
    "synchronous=FULL",
    # What is deleted is overwritten: answers said not to be stored must not lie in room that is free.
    "secure_delete=ON",
)
_CODES = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_IOERR: "disk_failed",
    sqlite3.SQLITE_READONLY: "project_not_writable",
    sqlite3.SQLITE_CANTOPEN: "project_not_writable",
    sqlite3.SQLITE_PERM: "project_not_writable",
    sqlite3.SQLITE_BUSY: "project_busy",
    sqlite3.SQLITE_LOCKED: "project_busy",
    sqlite3.SQLITE_PROTOCOL: "project_busy",
    sqlite3.SQLITE_CORRUPT: "project_damaged",
    sqlite3.SQLITE_FORMAT: "project_damaged",
    sqlite3.SQLITE_NOTADB: "project_not_one",
}


def connect(path: Path, mode: str) -> Engine:
    """Return an engine on the file, with one connection for all its life.

    Args:
        path: the file.
        mode: "ro" to read it, "rw" to write it, "rwc" to make it.
    """
    return _engine(lambda: _opened(_uri(path, mode)))


def in_memory(path: Path | None = None) -> Engine:
    """Return an engine on a copy of the file, without one on nothing, that lives and ends with the engine."""

    def copied() -> sqlite3.Connection:
        copy = _opened(":memory:")
        if path is None:
            return copy
        with closing(_opened(_uri(path, "ro"))) as file:
            file.backup(copy)
        return copy

    return _engine(copied)


def unguarded(engine: Engine) -> None:
    """Write without journal and without waiting for the disk: for a file that is thrown away unless whole."""
    with closing(engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA journal_mode=MEMORY")
        raw.cursor().execute("PRAGMA synchronous=OFF")


def reading(engine: Engine) -> Connection:
    """Return a connection whose transaction only reads, and hinders no other reader."""
    return engine.connect().execution_options(reading=True)


def copy_pages(source: Engine, target: Engine) -> None:
    """Put all pages of one database in the place of those of another, in one transaction.

    The source is made at least as long as the target first. SQLite cuts a file that becomes shorter after the
    transaction is over: ended by force just then, the file would keep the old pages at its end.
    """
    with closing(source.raw_connection()) as giver, closing(target.raw_connection()) as taker:
        from_, to = giver.driver_connection, taker.driver_connection
        if not isinstance(from_, sqlite3.Connection) or not isinstance(to, sqlite3.Connection):
            raise TypeError("not two connections to SQLite")
        _lengthen(from_, to)
        from_.backup(to)


def _lengthen(shorter: sqlite3.Connection, longer: sqlite3.Connection) -> None:
    """Give a database as many pages as another has, empty ones."""
    (pages, size), (wanted, wanted_size) = _extent(shorter), _extent(longer)
    missing = wanted * wanted_size - pages * size
    if missing <= 0:
        return
    shorter.execute("CREATE TABLE room (bytes BLOB)")
    while missing > 0:
        shorter.execute("INSERT INTO room VALUES (zeroblob(?))", (min(missing, ROOM) + size,))
        missing -= ROOM
    shorter.execute("DROP TABLE room")


def _extent(connection: sqlite3.Connection) -> tuple[int, int]:
    pages, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
    )
    return pages, size


def vacuum_if_sparse(engine: Engine) -> None:
    """Give the disk back what is free in the file, when that is over 1 MB and half of it."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        free, pages, size = (
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("freelist_count", "page_count", "page_size")
        )
        if free * size > 1_000_000 and free > pages / 2:
            cursor.execute("VACUUM")
    finally:
        raw.close()


@contextmanager
def plain_words(path: Path, otherwise: str = "") -> Iterator[None]:
    """Turn what SQLite says of the file into a UserError.

    Args:
        path: the file.
        otherwise: the code for what is neither the fault of the disk nor of the file's outer form. Without
            one that is a bug: our statement is wrong. While a file is opened it is the file that is wrong.
    """
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.Error):
            raise
        raise _said(error.orig, path, otherwise) from error
    except sqlite3.Error as error:
        raise _said(error, path, otherwise) from error
    except UnicodeDecodeError as error:
        # Spoilt names in the file end up in SQLite's own messages, which Python then cannot read.
        raise UserError("project_damaged", file=path.name) from error


def _said(error: sqlite3.Error, path: Path, otherwise: str) -> Exception:
    number = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = _CODES.get(number & 0xFF, otherwise)
    if number == sqlite3.SQLITE_READONLY_DBMOVED or (number == sqlite3.SQLITE_CANTOPEN and not path.exists()):
        code = "project_vanished"
    return UserError(code, file=path.name) if code else error


def _engine(opened: Callable[[], sqlite3.Connection]) -> Engine:
    # What went into a statement that failed may be answers: it must not come out in a log.
    engine = create_engine("sqlite+pysqlite://", creator=opened, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _opened(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False)


def _uri(path: Path, mode: str) -> str:
    # Path.as_uri() writes a network folder as an authority, which SQLite refuses.
    posix = path.absolute().as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix)}?mode={mode}"


def _prepare(connection: Any, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # Left to itself the module opens transactions late and commits before DDL; this one is real.
    deferred = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")
