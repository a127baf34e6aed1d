"""Looks into a project file with plain SQLite, as nobody in the program does."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any


def things(path: Path) -> dict[str, tuple[Any, ...]]:
    """Return the rows of the tree by id: kind, parent, position, body."""
    return {row[0]: row[1:] for row in ask(path, "SELECT id, kind, parent, position, body FROM thing")}


def columns(path: Path) -> set[tuple[str, str]]:
    """Return owner and key of the stored columns."""
    return set(ask(path, "SELECT owner, key FROM answers"))


def ask(path: Path, query: str) -> list[Any]:
    """Return the rows of a query."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def change(path: Path, *statements: str) -> None:
    """Change a file behind the program's back."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
