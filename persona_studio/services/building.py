"""The whole chain in one go: a survey file in, a project and its printed sheets out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from persona_studio import analysis, ingest
from persona_studio.domain.ids import Id, new_id
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Correction, Method, Recipe
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Column, MemoryAnswers, Wave
from persona_studio.errors import UserError
from persona_studio.ingest import Imported, ImportOptions
from persona_studio.services.drafting import draft
from persona_studio.services.patterns import chosen
from persona_studio.services.publishing import Press
from persona_studio.store.opening import held
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What the consultant asks for; patterns name variables (globs), None leaves the choice to the data."""

    name: str = ""
    segments: int | None = None
    method: Method = Method.AUTO
    axes: int | None = None
    active: tuple[str, ...] = ()
    illustrative: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    weight: str | None = None
    kinds: tuple[tuple[str, Kind], ...] = ()
    rare: float = 0.02
    response_style: Correction = Correction.AUTO
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What came out. ``pdf`` is None when there is no persona; ``kept`` is where an older project was put."""

    project: Project
    file: Path
    pdf: Path | None
    kept: Path | None
    labels: Column
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


def build(source: Path, out: Path, options: BuildOptions, texts: Texts, progress: Progress) -> Built:
    """Import a survey, segment it, draft the personas, write ``NAME.persona`` and ``NAME.pdf`` into ``out``.

    Nothing is written before everything is computed; an older project of that name is kept beside the new.

    Raises:
        UserError: the file cannot be read, a pattern names nothing, the folder cannot be written, the older
            project is open.
    """
    clock = _Clock()
    check_folder(out)
    imported = ingest.read(source, ImportOptions(kinds=options.kinds, weight=options.weight), progress)
    clock.lap("import")
    wave = with_roles(imported.wave, options)
    answers = MemoryAnswers(wave.respondents, dict(imported.columns))
    segmented = analysis.segment(wave, answers, recipe_for(wave, options), progress)
    clock.lap("segmentation")
    project = _project(wave, options, source, texts)
    project = drafted(project, segmented, answers, texts)
    clock.lap("drafting")
    columns = stored_columns(imported, segmented.segmentation.id, segmented.labels)
    file, kept = _write(project, columns, out, project.name)
    clock.lap("project")
    pdf = out / f"{file.stem}.pdf" if project.personas else None
    if pdf is not None:
        Press().export_pdf(project, pdf, texts)
        clock.lap("pdf")
    return Built(
        project=project, file=file, pdf=pdf, kept=kept, labels=segmented.labels, seconds=tuple(clock.steps)
    )


def check_folder(out: Path) -> None:
    """Make the folder for the results; UserError when that cannot be."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UserError("folder_is_file", folder=str(out)) from error
    except OSError as error:
        raise UserError("folder_not_writable", folder=str(out)) from error


def with_roles(wave: Wave, options: BuildOptions) -> Wave:
    """Return the wave with the roles asked for.

    Naming active variables means these and no others: the rest that was guessed active becomes illustrative.
    """
    names = [v.name for v in wave.variables]
    active = chosen(names, options.active)
    illustrative = chosen(names, options.illustrative)
    ignored = chosen(names, options.ignore)

    def role(variable: Variable) -> Role:
        if variable.name in ignored:
            return Role.IGNORED
        if variable.name in active:
            return Role.ACTIVE
        if variable.name in illustrative or (active and variable.role is Role.ACTIVE):
            return Role.ILLUSTRATIVE
        return variable.role

    return replace(wave, variables=tuple(replace(v, role=role(v)) for v in wave.variables))


def recipe_for(wave: Wave, options: BuildOptions) -> Recipe:
    """Return the recipe of the wave's roles and the options."""
    return replace(
        analysis.default_recipe(wave),
        method=options.method,
        segments=options.segments,
        axes=options.axes,
        rare=options.rare,
        response_style=options.response_style,
        seed=options.seed,
    )


def stored_columns(imported: Imported, segmentation: Id, labels: Column) -> Mapping[tuple[Id, Id], Column]:
    """Return the columns to store with a project, by owner and key."""
    columns = {(imported.wave.id, key): column for key, column in imported.columns.items()}
    return {**columns, (segmentation, segmentation): labels}


def _project(wave: Wave, options: BuildOptions, source: Path, texts: Texts) -> Project:
    return Project(
        id=new_id(),
        name=options.name or wave.name,
        language=texts.language,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        waves=(wave,),
    )


def drafted(project: Project, segmented: analysis.Segmented, answers: MemoryAnswers, texts: Texts) -> Project:
    """Return the project with its segmentation and, where there are segments, their personas."""
    found = segmented.segmentation
    made = draft(project, found, answers, texts, segmented.labels)
    named = tuple(replace(s, name=made.names.get(s.id, s.name)) for s in found.segments)
    return replace(
        project,
        segmentations=(replace(found, segments=named),),
        chosen=found.id,
        personas=made.personas,
    )


def _write(
    project: Project, columns: Mapping[tuple[Id, Id], Column], out: Path, name: str
) -> tuple[Path, Path | None]:
    """Write the project under its name once it is whole; what had that name is set aside only then."""
    target = out / f"{file_name(name)}.persona"
    if held(target):
        # Renamed under an open window, it would lose the gestures made there.
        raise UserError("project_busy", file=target.name)
    fresh = target.with_name(f".{new_id()}.persona")
    try:
        ProjectFile.create(fresh, project, columns).close()
        kept = _set_aside(target)
        _rename(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)
    return target, kept


def _set_aside(target: Path) -> Path | None:
    """Give an existing project of that name, and its PDF, another one: nothing is ever lost."""
    if not target.exists():
        return None
    number = 2
    while (free := target.with_name(f"{target.stem} ({number}).persona")).exists():
        number += 1
    _rename(target, free)
    if target.with_suffix(".pdf").exists() and not free.with_suffix(".pdf").exists():
        _rename(target.with_suffix(".pdf"), free.with_suffix(".pdf"))
    return free


def _rename(old: Path, new: Path) -> None:
    try:
        old.rename(new)
    except OSError as error:
        raise UserError("folder_not_writable", folder=str(old.parent)) from error


def file_name(name: str) -> str:
    """Return a name that every system accepts as a file's."""
    cleaned = "".join("_" if c in '<>:"/\\|?*' or ord(c) < 32 else c for c in name).strip(" .")
    return cleaned[:120] or "projet"
