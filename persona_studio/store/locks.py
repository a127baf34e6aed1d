"""Who has a project open for writing: one row that names the host, the process and the time."""

import platform
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert, select

from persona_studio.domain.ids import new_id
from persona_studio.errors import UserError
from persona_studio.store.schema import lock

CLOCK_CORRECTION = 5.0
"""Seconds by which two readings of when one process began may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A process that writes a project. ``started`` tells it from a later process of the same number."""

    token: str
    host: str
    pid: int
    started: float
    time: str


def me() -> Holder:
    """Return what names this process, with a token of its own for each opening."""
    import psutil  # noqa: PLC0415 - 10 ms that only an opening needs

    process = psutil.Process()
    return Holder(
        token=new_id(),
        host=platform.node(),
        pid=process.pid,
        started=process.create_time(),
        time=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def holder(connection: Connection) -> Holder | None:
    """Return who holds the lock, or None."""
    row = connection.execute(select(lock)).first()
    return Holder(**row._asdict()) if row else None


def take(connection: Connection, mine: Holder, *, by_force: bool = False) -> Holder | None:
    """Take the lock; return who else holds it when it cannot be had, else None."""
    other = holder(connection)
    if other and not by_force and _lives(other):
        return other
    connection.execute(delete(lock))
    connection.execute(insert(lock).values(**{f: getattr(mine, f) for f in mine.__slots__}))
    return None


def at_work(connection: Connection) -> Holder | None:
    """Return who holds the lock and may still be at work, or None."""
    found = holder(connection)
    return found if found and _lives(found) else None


def check(connection: Connection, mine: Holder) -> None:
    """Raise UserError when somebody else took the lock since: to write now would overwrite their work."""
    found = holder(connection)
    if found is None or found.token != mine.token:
        raise UserError("project_taken", host=found.host if found else "")


def release(connection: Connection, mine: Holder) -> None:
    """Give the lock back, if it is still ours."""
    connection.execute(delete(lock).where(lock.c.token == mine.token))


def _lives(other: Holder) -> bool:
    """Tell whether a holder may still be at work. Of another machine we cannot know, so it may."""
    import psutil  # noqa: PLC0415

    if other.host != platform.node():
        return True
    try:
        began: float = psutil.Process(other.pid).create_time()
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
    # The system reckons it from the clock, which may have been put right since.
    return abs(began - other.started) < CLOCK_CORRECTION
