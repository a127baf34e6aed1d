"""Where in its file an answer stands, so that a remark can name line and column."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.waves import Notice, Source
from persona_studio.ingest.delimited import numbered_rows
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.look import Context
from persona_studio.ingest.table import BLANK, RawColumn

UNREAD = "numbers_unread"
_FARTHEST = 200_000
"""Rows in which a line is looked for; beyond, finding its number would take longer than it is worth."""
_NAMED = 5
"""Columns named at most."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How rows lie in a text file: after ``skip`` lines; ``kept`` are the places of those of the table."""

    skip: int
    kept: NDArray[np.intp] | None = None


def first_unread(column: RawColumn, draft: Draft, context: Context) -> int | None:
    """Return the first row whose answer is no number although most are, None when all are."""
    if not any(reason.code == UNREAD for reason in draft.reasons):
        return None
    gone, soft = context.missing.find(column)
    known = np.append(np.zeros(len(column.texts), bool), True)
    known[[*gone, *soft]] = True
    rows = np.flatnonzero(np.isnan(draft.data) & (column.codes != BLANK) & ~known[column.codes])
    return int(rows[0]) if rows.size else None


def unread_notices(
    path: Path, source: Source, rows: Rows | None, columns: Iterable[RawColumn], drafts: Iterable[Draft]
) -> list[Notice]:
    """Place the first answer that is no number in each column of numbers; ``rows`` None: no lines.

    The answer itself is not told: remarks are stored, and it may name a person.
    """
    by_place = {column.position: column for column in columns}
    found = [(draft, draft.unread) for draft in drafts if draft.unread is not None][:_NAMED]
    notices = []
    for draft, row in found:
        column = by_place[draft.source[0]]
        count = next(dict(reason.params)["count"] for reason in draft.reasons if reason.code == UNREAD)
        params = (
            ("column", str(column.position + 1)),
            ("variable", draft.name),
            ("count", count),
        )
        line = _line(path, source, rows, row) if rows is not None else 0
        notices.append(
            Notice("unread_at_line", (("line", str(line)), *params)) if line else Notice("unread", params)
        )
    return notices


def _line(path: Path, source: Source, rows: Rows, row: int) -> int:
    """Return the line of the file where a row of the table begins, 0 when it is too far."""
    place = row if rows.kept is None else int(rows.kept[row])
    if place > _FARTHEST:
        return 0
    with path.open(encoding=source.encoding, errors="replace", newline="") as stream:
        lines = (line for line, _ in numbered_rows(path, stream, source.delimiter) if line > rows.skip)
        return next(islice(lines, place, None), 0)
