"""Golden questions: chosen in the worker, kept as one gesture, written for paper and workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from persona_studio.domain.edits import SetField
from persona_studio.domain.golden import Given, Golden, Wish, classify
from persona_studio.domain.golden_form import Form
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.domain.tree import expect
from persona_studio.domain.waves import Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.segments.golden_words import (
    added,
    branch_said,
    branches,
    form_of,
    outdated,
    question_text,
)
from persona_studio.services.session import Session
from persona_studio.services.targets import refuse_project
from persona_studio.store.atomic import write_bytes
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

DEFAULT = Wish(accuracy=0.85)
"""What is wished for until something else is."""


@dataclass(frozen=True, slots=True)
class Found:
    """Golden questions with the project they speak of, all in one state."""

    project: Project
    segmentation: Segmentation
    wave: Wave
    golden: Golden

    def form(self, texts: Texts) -> Form:
        """Return them in words."""
        return form_of(self.project, self.segmentation, self.wave, self.golden, texts)


def choose(path: Path, segmentation: Id, wish: Wish, progress: Progress) -> Golden:
    """Choose the golden questions of a segmentation. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: they cannot be chosen, or the segmentation was taken out meanwhile.
    """
    # Heavy, and never loaded in the window.
    from persona_studio.analysis.golden import golden  # noqa: PLC0415

    with ProjectFile.open(path, read_only=True) as file:
        found = expect(file.project, segmentation, Segmentation)
        wave = wave_in(file.project, found.wave)
        labels = file.labels(segmentation)
        return golden(wave, file.answers(wave.id), labels, found, wish, progress)


def keep(session: Session, segmentation: Id, golden: Golden) -> None:
    """Keep the golden questions with their segmentation: one gesture.

    Raises:
        UserError: the segmentation was taken out, or its segments changed, while they were chosen.
    """
    found = expect(session.project, segmentation, Segmentation)
    if outdated(golden, found, wave_in(session.project, found.wave)):
        raise UserError("golden_outdated")
    session.do(SetField(segmentation, "golden", golden), "Golden questions chosen")


def found_in(project: Project) -> Found:
    """Return the golden questions of the segmentation in use.

    Raises:
        UserError: there are none, or they are outdated.
    """
    found = project.segmentation
    if found is None or not found.segments:
        raise UserError("golden_no_segments")
    wave = wave_in(project, found.wave)
    if found.golden is None:
        raise UserError("golden_none")
    if outdated(found.golden, found, wave):
        raise UserError("golden_outdated")
    return Found(project, found, wave, found.golden)


def sort_person(found: Found, answers: Mapping[Id, Given | None]) -> tuple[int | None, tuple[float, ...]]:
    """Return the place of somebody's segment in the list, None when undecided, and all probabilities."""
    number, chances = classify(found.golden, answers)
    return None if number is None else found.golden.numbers.index(number), chances


# -------------------------------------------------------------------- exports


def export_workbook(found: Found, path: Path, texts: Texts) -> None:
    """Write the workbook that sorts people by live formulas, whole or not at all, and over no project."""
    from persona_studio.publish.scorer import workbook  # noqa: PLC0415 - loads with the first export

    refuse_project(path)
    write_bytes(path, workbook(found.form(texts), texts))


def export_questionnaire(found: Found, path: Path, texts: Texts, *, scoring: bool = True) -> int:
    """Write the printed questionnaire as PDF, whole or not at all; return the number of pages.

    ``scoring`` adds the table of points for whoever asks the questions. A project is never replaced.
    """
    # The paper loads with the first export.
    from persona_studio.publish.layout.questionnaire import questionnaire  # noqa: PLC0415
    from persona_studio.publish.layout.values import Supplies  # noqa: PLC0415
    from persona_studio.publish.pdf import DocumentInfo, pdf_bytes  # noqa: PLC0415

    refuse_project(path)
    supplies, form = Supplies(), found.form(texts)
    pages = questionnaire(form, texts, supplies, scoring=scoring)
    title = texts("Questionnaire, {project}", project=form.title)
    info = DocumentInfo(title=title, language=texts.language)
    write_bytes(path, pdf_bytes(pages, info, supplies.fonts))
    return len(pages)


def exported(path: Path, out: Path, language: str, scoring: bool, progress: Progress) -> int:
    """Write the workbook or the questionnaire of a project file, by the ending of ``out``. For the worker."""
    progress.step(0, 1, "export")
    with ProjectFile.open(path, read_only=True) as file:
        found, texts = found_in(file.project), Texts(language)
    if out.suffix.lower() == ".xlsx":
        export_workbook(found, out, texts)
        return 1
    return export_questionnaire(found, out, texts, scoring=scoring)


# -------------------------------------------------------------------- the command line


def wish_of(questions: int | None, accuracy: float | None) -> Wish | None:
    """Return what is wished for, None when nothing is."""
    return None if questions is None and accuracy is None else Wish(questions=questions, accuracy=accuracy)


def check_endings(workbook: Path | None, questionnaire: Path | None) -> None:
    """Raise UserError when a file is not named as what will be in it, or is a project."""
    for file, ending in ((workbook, ".xlsx"), (questionnaire, ".pdf")):
        if file is None:
            continue
        if file.suffix.lower() != ending:
            raise UserError("golden_ending", file=file.name, ending=ending)
        refuse_project(file)


def golden_file(path: Path, wish: Wish | None, progress: Progress) -> Found:
    """Return the golden questions of a project file, which stays as it is.

    Those kept in it are taken when nothing is wished and they are not outdated; else they are chosen.

    Raises:
        UserError: the project has no segments, or no question can be asked.
    """
    with ProjectFile.open(path, read_only=True) as file:
        project = file.project
    found = project.segmentation
    if found is None or not found.segments:
        raise UserError("golden_no_segments")
    wave = wave_in(project, found.wave)
    golden = found.golden
    if wish is not None or golden is None or outdated(golden, found, wave):
        golden = choose(path, found.id, wish or DEFAULT, progress)
    return Found(project, replace(found, golden=golden), wave, golden)


def report(found: Found, texts: Texts) -> dict[str, Any]:
    """Say what was found, as plain values for JSON and for tables."""
    golden, form = found.golden, found.form(texts)
    measured, points = golden.accuracy, added(golden)
    return {
        "segments": [
            {"number": number, "name": name, "start": start, "accuracy": accuracy}
            for number, name, start, accuracy in zip(
                golden.numbers, form.segments, golden.start, measured.by_segment, strict=True
            )
        ],
        "people": golden.people,
        "chance": golden.chance,
        "accuracy": measured.overall,
        "estimate": "nested" if measured.nested else "fixed",
        "confusion": [list(row) for row in measured.confusion],
        "margin": golden.margin,
        "undecided": measured.undecided,
        "decided_accuracy": measured.decided,
        "target": golden.wish.accuracy,
        "reached": golden.wish.accuracy is None or measured.overall >= golden.wish.accuracy,
        "curve": [{"questions": count, "accuracy": accuracy} for count, accuracy in golden.curve],
        "questions": [
            {**_question(found, place, form, texts), "gain": gain / 100} for place, gain in enumerate(points)
        ],
        "path": [branch_said(branch, form, texts) for branch in branches(golden.path, form, texts)],
        "path_accuracy": golden.path_accuracy,
    }


def _question(found: Found, place: int, form: Form, texts: Texts) -> dict[str, Any]:
    asked, shown = found.golden.questions[place], form.questions[place]
    variable = found.wave.variable(asked.variable)
    return {
        "variable": variable.name,
        "label": question_text(variable, texts),
        "cuts": list(asked.cuts),
        "base": list(asked.base),
        "answers": [
            {"label": answer.text, "value": answer.value, "points": list(answer.points)}
            for answer in shown.answers
        ],
    }
