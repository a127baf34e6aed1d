"""The whole chain in one go: a survey file in, a project and its printed sheets out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from persona_studio import analysis, ingest
from persona_studio.domain.checks import check_tree
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import MAP_COLUMN
from persona_studio.domain.waves import Column, MemoryAnswers, Notice, Wave
from persona_studio.ingest import Imported, ImportOptions
from persona_studio.services.authoring import new_project
from persona_studio.services.chain.asking import BuildOptions, as_asked, check_kinds_once, recipe_for
from persona_studio.services.drafting import draft
from persona_studio.services.segments.segmenting import check_sizes
from persona_studio.services.workshop.exporting import sheets_pdf
from persona_studio.services.workshop.outputs import (
    Results,
    check_labels,
    deliver,
    labels_csv,
    place_for,
    results_folder,
)
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came out. ``pdf`` is None when there is no persona; ``kept`` is where an older project was put.

    ``notices`` are remarks on the survey, on respondents left out and on the personas.
    """

    project: Project
    file: Path
    pdf: Path | None
    kept: Path | None
    labels: Column
    notices: tuple[Notice, ...]
    seconds: tuple[tuple[str, float], ...]


@dataclass(slots=True)
class _Clock:
    """Seconds of each step, in order."""

    begun: float = field(default_factory=perf_counter)
    steps: list[tuple[str, float]] = field(default_factory=list)

    def lap(self, step: str) -> None:
        now = perf_counter()
        self.steps.append((step, round(now - self.begun, 3)))
        self.begun = now


def build(
    source: Path,
    out: Path,
    options: BuildOptions,
    texts: Texts,
    progress: Progress,
    wrote: Callable[[Path], None] = lambda _: None,
) -> Built:
    """Import a survey, segment it, draft the personas, write ``NAME.persona`` and ``NAME.pdf`` into ``out``.

    Nothing is written before everything is computed; an older project of that name is kept beside the new.

    Args:
        source: the survey.
        out: the folder, made when it is not there.
        options: what is asked for.
        texts: in the language of the personas.
        progress: told about each step.
        wrote: told of each file that is in place.

    Raises:
        UserError: the file cannot be read, the options cannot be followed, the folder cannot be written.
    """
    check_kinds_once(options)
    if options.labels is not None:
        check_labels(options.labels, out)
    with results_folder(out):
        return _Chain(source, out, options, texts, progress).run(wrote)


@dataclass(slots=True)
class _Chain:
    """The steps of one build."""

    source: Path
    out: Path
    options: BuildOptions
    texts: Texts
    progress: Progress
    clock: _Clock = field(default_factory=_Clock)

    def run(self, wrote: Callable[[Path], None]) -> Built:
        """Go from the file to the results on disk."""
        imported = ingest.read(self.source, self._import(), self.progress)
        wave = as_asked(imported.wave, self.options)
        place = place_for(self.out, self.options.name or wave.name)
        self.clock.lap("import")
        answers = MemoryAnswers(wave.respondents, dict(imported.columns))
        segmented = analysis.segment(wave, answers, recipe_for(wave, self.options), self.progress)
        check_sizes(segmented.segmentation)
        self.clock.lap("segmentation")
        project, thin = _drafted(self._begun(wave), segmented, answers, self.texts)
        for persona in project.personas:
            check_tree(persona)  # a file with more than an edit may write would not be opened again
        self.clock.lap("drafting")
        pdf = sheets_pdf(Press(), project, self.texts) if project.personas else None
        self.clock.lap("pdf")
        labels = self.options.labels
        results = Results(
            project=project,
            columns=stored_columns(imported, segmented),
            pdf=pdf,
            labels=None if labels is None else (labels, labels_csv(segmented.labels)),
        )
        written = deliver(results, place, wrote)
        self.clock.lap("project")
        return Built(
            project=project,
            file=written.project,
            pdf=written.pdf,
            kept=written.kept,
            labels=segmented.labels,
            notices=(*wave.notices, *_left_out(wave, segmented), *thin),
            seconds=tuple(self.clock.steps),
        )

    def _begun(self, wave: Wave) -> Project:
        return new_project(self.options.name or wave.name, self.texts.language, (wave,))

    def _import(self) -> ImportOptions:
        # The last pattern that fits is followed: a name must come after the globs.
        kinds = sorted(self.options.kinds, key=lambda pair: not any(c in pair[0] for c in "*?["))
        return self.options.reading.options(kinds=tuple(kinds), weight=self.options.weight)


def _left_out(wave: Wave, segmented: analysis.Segmented) -> tuple[Notice, ...]:
    silent = wave.usable - segmented.segmentation.used
    return (Notice("left_out_silent", (("count", str(silent)),)),) if silent > 0 else ()


def stored_columns(imported: Imported, segmented: analysis.Segmented) -> Mapping[tuple[Id, Id], Column]:
    """Return the columns to store with a project, by owner and key."""
    columns = {(imported.wave.id, key): column for key, column in imported.columns.items()}
    made = segmented.segmentation
    columns[made.id, made.labels_key] = segmented.labels
    if segmented.places is not None:
        columns[made.id, MAP_COLUMN] = segmented.places
    return columns


def drafted(project: Project, segmented: analysis.Segmented, answers: MemoryAnswers, texts: Texts) -> Project:
    """Return the project with its segmentation and, where there are segments, their personas."""
    return _drafted(project, segmented, answers, texts)[0]


def _drafted(
    project: Project, segmented: analysis.Segmented, answers: MemoryAnswers, texts: Texts
) -> tuple[Project, tuple[Notice, ...]]:
    found = segmented.segmentation
    made = draft(project, found, answers, texts, segmented.labels)
    named = tuple(replace(s, name=made.names.get(s.id, s.name)) for s in found.segments)
    whole = replace(
        project,
        segmentations=(replace(found, segments=named),),
        chosen=found.id,
        personas=made.personas,
    )
    return whole, made.notices
