"""The methodological annexe of a project: where its personas come from, in the figures of the Segments place.

What is said is a frozen value that the layout sets. Figures that no finding holds are counted from the
answers: in the worker, or wherever the project's file may be read.
"""

from pathlib import Path

from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation, Verdict
from persona_studio.publish.layout.annexe.values import Annexe
from persona_studio.services.segments.believed import became, judged
from persona_studio.services.segments.profiling import Key, count_file
from persona_studio.services.workshop.annexe.blocks import roles, sample, steady, tries, variables
from persona_studio.services.workshop.annexe.heat import Counted, heat, uncounted, whole
from persona_studio.services.workshop.annexe.passages import passages
from persona_studio.services.workshop.annexe.subject import Subject
from persona_studio.services.workshop.publishing import source_line
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

__all__ = ["Counted", "annexe", "annexe_of_file", "counted_in", "to_count"]


def to_count(project: Project, texts: Texts) -> tuple[Key, ...]:
    """Return the answers that must be counted for the profile; empty when findings say it all."""
    return uncounted(Subject(project, texts))


def annexe(project: Project, texts: Texts, counted: Counted) -> Annexe:
    """Return what the annexe of a project says; ``counted`` are the figures that no finding holds."""
    subject = Subject(project, texts)
    rows = whole(subject, counted)
    found = subject.found
    stale = texts("The data or the roles have changed since.") if found is not None and found.stale else ""
    return Annexe(
        title=_title(subject),
        lead=_lead(subject),
        warning=stale,
        sample=sample(subject),
        variables=variables(subject),
        tries=tries(subject),
        steadiness=steady(subject),
        heat=heat(subject, rows),
        passages=passages(subject, rows),
        method=_method(subject),
        source=source_line(project, texts),
        brand=project.brand,
    )


def annexe_of_file(path: Path, texts: Texts, progress: Progress) -> Annexe:
    """Return the annexe of a project file, which is only read; what is missing is counted from the answers.

    Raises:
        UserError: there is no such project, or it cannot be read.
    """
    with ProjectFile.open(path, read_only=True) as file:
        project = file.project
    return annexe(project, texts, counted_in(path, project, texts, progress))


def counted_in(path: Path, project: Project, texts: Texts, progress: Progress) -> Counted:
    """Count in a project's file what the annexe shows and no finding holds. For the worker.

    Raises:
        UserError: the file cannot be read, or the segmentation was taken out of it meanwhile.
    """
    keys, found = to_count(project, texts), project.segmentation
    return count_file(path, found.id, keys, progress) if found is not None and keys else {}


def _title(subject: Subject) -> str:
    t, personas = subject.texts, len(subject.project.personas)
    if personas == 1:
        return t("Where this persona comes from")
    if personas:
        return t("Where these {count} personas come from", count=subject.counted(personas))
    if len(subject.segments) > 1:
        return t("Where these {count} segments come from", count=subject.counted(len(subject.segments)))
    return t("What the survey says")


def _lead(subject: Subject) -> str:
    t, found = subject.texts, subject.found
    if subject.wave is None:
        return t.plural(
            "There is no survey in this project: what this persona says is to be checked with real people.",
            "There is no survey in this project: what these personas say is to be checked with real people.",
            len(subject.project.personas),
        )
    if found is None:
        return t(
            "The survey of {n} respondents has not been segmented: no persona stands for a group of them.",
            n=subject.wave.usable,
        )
    people, questions = found.used, len(roles(subject)[0])
    if not subject.segments:
        return _no_segments(subject, found)
    said = t(
        "{people} answers, grouped by {questions} questions, form {what}.",
        people=t.integer(people),
        questions=questions,
        what=_what(subject, found),
    )
    return f"{said} {_incarnated(subject)}".strip()


def _no_segments(subject: Subject, found: Segmentation) -> str:
    t = subject.texts
    if found.verdict is Verdict.TOO_FEW:
        return t("{people} answers: too few to form segments without inventing them.", people=found.used)
    return t("{people} answers show no clear structure: no segment was drawn from them.", people=found.used)


def _what(subject: Subject, found: Segmentation) -> str:
    """Return how many segments, and how far they can be believed: by the candidate that became them."""
    t, count = subject.texts, subject.counted(len(subject.segments))
    if len(subject.segments) == 1:
        return t("one single segment")
    if found.verdict is Verdict.NONE or found.verdict is Verdict.TOO_FEW:
        return t("{count} segments asked for, without a clear structure in the data", count=count)
    if found.shaped:
        return t("{count} segments, shaped by hand", count=count)
    now = became(found)
    return {
        "contested": t("{count} segments, to be confirmed", count=count),
        "tiny": t("{count} segments, one of which is very small", count=count),
        "clear": t("{count} clear segments", count=count),
        "useful": t("{count} useful segments, with blurred edges", count=count),
        "": t("{count} segments", count=count),
    }.get(judged(now, found) if now else "", t("{count} segments hardly better than chance", count=count))


def _incarnated(subject: Subject) -> str:
    t, whole_ = subject.texts, len(subject.project.personas)
    if not whole_:
        return ""
    mine = sum(persona.segment in {s.id for s in subject.segments} for persona in subject.project.personas)
    if mine == whole_:
        return t("Each persona stands for a segment; each statement carries the mark of its source.")
    return t.plural(
        "{n} persona of {all} stands for a segment; each statement carries the mark of its source.",
        "{n} personas of {all} stand for a segment; each statement carries the mark of its source.",
        mine,
        all=whole_,
    )


def _method(subject: Subject) -> str:
    t, found = subject.texts, subject.found
    if found is None or found.method is None:
        return ""
    recipe = found.recipe
    said = [
        t("Factorial analysis of mixed data, {n} axes", n=found.axes),
        t.code("method", found.method.value),
        t("draw {seed}", seed=recipe.seed),
    ]
    if recipe.versions:
        said.append(", ".join(f"{name} {version}" for name, version in recipe.versions))
    return ", ".join(said) + "."
