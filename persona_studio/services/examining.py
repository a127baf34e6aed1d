"""Whom and what quality is about, told from the stored answers: computed in the worker, kept nowhere."""

from pathlib import Path

from persona_studio.domain.examination import Examination
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.waves import Wave
from persona_studio.services.authoring import wave_in
from persona_studio.store.project_file import ProjectFile


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
    """Return the line of the file, as a spreadsheet counts them from 1, of a row counted from 0.

    None when empty lines between the answers were not counted: then the line cannot be told from the row.
    """
    skipped = {notice.code: dict(notice.params).get("count", "0") for notice in wave.notices}
    if "empty_rows_inside" in skipped or "rows_emptied" in skipped:
        return None
    return row + 1 + wave.source.header_rows + int(skipped.get("title_rows_skipped", "0"))
