"""The tables of a ``*.persona`` file, version 3, and the marks that tell such a file from any other.

One row of ``thing`` per project, wave, variable, segmentation, segment, persona and snapshot: its body is
JSON, its place in the tree are ``parent`` and ``position``. Editing a persona rewrites one row. Answers lie
beside, column by column, in chunks; they do not refer to a thing, because an import that was undone keeps its
answers until the file is closed. The table ``lock`` and the two marks of the header are the same in all
versions.
"""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

APPLICATION_ID = 0x50455253
"""The letters PERS, in the header of every project file."""

metadata = MetaData()

thing = Table(
    "thing",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("parent", Text, ForeignKey("thing.id", deferrable=True, initially="DEFERRED"), index=True),
    Column("position", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("dtype", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("width", Integer, nullable=False),
)

chunk = Table(
    "chunk",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    ForeignKeyConstraint(["owner", "key"], ["answers.owner", "answers.key"], ondelete="CASCADE"),
)

picture = Table(
    "picture",
    metadata,
    Column("id", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Photos of personas; one that no body names any more goes when the file is closed."""

lock = Table(
    "lock",
    metadata,
    Column("token", Text, primary_key=True),
    Column("host", Text, nullable=False),
    Column("pid", Integer, nullable=False),
    Column("started", Float, nullable=False),
    Column("time", Text, nullable=False),
)
