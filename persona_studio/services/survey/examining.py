"""Whom and what quality is about, told from the stored answers: computed in the worker, kept nowhere."""

from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from persona_studio.domain.examination import Examination
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.waves import Wave
from persona_studio.services.authoring import wave_in
from persona_studio.store.project_file import ProjectFile

_APART = "lines_apart"
"""The remark that remembers where each respondent begins in a file whose lines are no rows."""


def examine(path: Path, wave: Id, progress: Progress) -> Examination:
    """Examine a wave of a project. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: the wave was taken out meanwhile, or the file is damaged.
    """
    from persona_studio.ingest.reasons import examine as of_wave  # noqa: PLC0415 - heavy: never in the window

    progress.step(0, 1, "examine")
    with ProjectFile.open(path, read_only=True) as file:
        found = wave_in(file.project, wave)
        return of_wave(found, file.answers(wave))


def line_of(wave: Wave, row: int) -> int | None:
    """Return the line of the file, from 1, where the answers of a respondent (row from 0) begin.

    It is the line that a look at the file before its import shows. None when it cannot be told from the row:
    too many rows take several lines, or empty lines between the answers were not counted.
    """
    told = {notice.code: dict(notice.params) for notice in wave.notices}
    if _APART in told:
        return _stepped(told[_APART].get("steps", ""), row)
    if "empty_rows_inside" in told or "rows_emptied" in told:
        return None
    titles = int(told.get("title_rows_skipped", {}).get("count", "0"))
    return row + 1 + wave.source.header_rows + titles


def _stepped(steps: str, row: int) -> int | None:
    """Return the line of a row from those where lines run ahead of the rows, None when they are not told."""
    rows, lines = _steps(steps)
    if not rows:
        return None
    at = bisect_right(rows, row) - 1
    return lines[at] + row - rows[at]


@lru_cache(maxsize=4)
def _steps(steps: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    pairs = [tuple(map(int, step.split(":"))) for step in steps.split()]
    return tuple(row for row, _ in pairs), tuple(line for _, line in pairs)
