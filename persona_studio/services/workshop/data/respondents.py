"""The respondents of a project and their segments, read from its file."""

from pathlib import Path

from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.publish.tables import Table
from persona_studio.services.workshop.data.tables import respondent_table
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


def respondents(project: Project, file: Path | None, texts: Texts) -> Table:
    """Return a row for each respondent of the survey that was segmented.

    Raises:
        UserError: there are no segments, or the file cannot be read.
    """
    found = project.segmentation
    wave = next((each for each in project.waves if found is not None and each.id == found.wave), None)
    if file is None or found is None or wave is None:
        raise UserError("export_no_segments")
    with ProjectFile.open(file, read_only=True) as opened:
        labels = opened.labels(found.labels_key)
        return respondent_table(project, found, wave, opened.answers(wave.id), labels, texts)
