"""From each version of the project file to the next: functions listed by hand, one real transaction each."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine

from persona_studio.store.migrations import version_2, version_3, version_4

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = (version_2.step, version_3.step, version_4.step)
"""``STEPS[0]`` turns a file of version 1 into one of version 2, and so on. A released step never changes."""


def newest() -> int:
    """Return the version this program writes."""
    return 1 + len(STEPS)


def version(connection: Connection) -> int:
    """Return the version of an open file."""
    found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return found


def bring_up(engine: Engine) -> None:
    """Run the steps that the file still needs. A step that fails leaves the file at the version before it."""
    with engine.begin() as connection:
        first = version(connection)
    for number, step in enumerate(STEPS[first - 1 :], first + 1):
        with engine.begin() as connection:
            step(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {number}")
