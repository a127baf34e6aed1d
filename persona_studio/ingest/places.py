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
from persona_studio.ingest.encoding import open_text
from persona_studio.ingest.look import Context
from persona_studio.ingest.table import BLANK, RawColumn

UNREAD = "numbers_unread"
_FARTHEST = 200_000
"""Rows in which a line is looked for; beyond, finding its number would take longer than it is worth."""
_NAMED = 5
"""Columns named at most."""
LINES_APART = "lines_apart"
_STEPS = 2000
"""Places remembered at most where the lines run ahead of the rows."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How rows lie in a text file: after ``skip`` lines; ``kept`` are the places of those of the table.

    ``head`` counts the rows before the first respondent: fewer than ``skip`` when one takes several lines.
    ``apart`` says that rows may not stand on one line each.
    """

    skip: int
    kept: NDArray[np.intp] | None = None
    head: int = 0
    apart: bool = False

    @property
    def gaps(self) -> bool:
        """Whether rows of nothing stand between those of the table, not only after them."""
        return self.kept is not None and int(self.kept[-1]) >= self.kept.size


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
    with open_text(path, source.encoding) as stream:
        lines = (line for line, _ in numbered_rows(path, stream, source.delimiter) if line > rows.skip)
        return next(islice(lines, place, None), 0)


def lines_notice(path: Path, source: Source, rows: Rows | None, respondents: int) -> list[Notice]:
    """Remember on which lines of a text file its respondents begin, when these are not one after another.

    ``steps`` lists, as "row:line", the respondents (from 0) before whom lines do not simply follow on; it is
    empty where there are too many of them: then no line is ever told.
    """
    if rows is None or not (rows.apart or rows.gaps):
        return []
    starts = _starts(path, source, rows, respondents)
    if starts is None:
        return [Notice(LINES_APART, (("line", str(rows.skip + 1)), ("steps", "")))]
    ahead = starts - np.arange(starts.size)
    if (ahead == rows.head + 1).all():
        return []
    steps = np.flatnonzero(np.diff(ahead, prepend=0))  # the first respondent is always one
    first = np.flatnonzero(ahead != rows.head + 1)[0]
    told = " ".join(f"{row}:{starts[row]}" for row in steps.tolist()) if steps.size <= _STEPS else ""
    return [Notice(LINES_APART, (("line", str(starts[first])), ("steps", told)))]


def _starts(path: Path, source: Source, rows: Rows, respondents: int) -> NDArray[np.int64] | None:
    """Return the line where each respondent begins, from 1; None when that cannot be told in good time."""
    last = respondents if rows.kept is None else int(rows.kept[-1]) + 1
    if last > _FARTHEST:
        return None
    with open_text(path, source.encoding) as stream:
        numbered = numbered_rows(path, stream, source.delimiter)
        lines = (line for line, _ in numbered if line > rows.skip)
        starts = np.fromiter(islice(lines, last), np.int64)
    if starts.size < last:  # cut otherwise than it was read
        return None
    return starts if rows.kept is None else starts[rows.kept]
