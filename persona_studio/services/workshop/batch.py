"""Exports from the command line: what is asked for in words, found in the project."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from persona_studio.domain.deliverables import DELIVERABLES, Deliverable
from persona_studio.domain.formats import Format, of_file
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Options
from persona_studio.domain.progress import Progress
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.workshop.exporting import Exported, Printing, export_pages
from persona_studio.services.workshop.outputs import results_folder
from persona_studio.store.project_file import ProjectFile

OFF = "no-"
"""What begins the name of an option that is switched off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is asked for.

    What is not said is as in the project's kit: the language, the ``deliverables`` (None), whose pages
    (``personas``, names or ids), and the pages left out, unless ``all_pages`` are wanted. ``options`` change
    those of the kit, each by its name. ``brand`` is the file of the client's brand that takes the place of
    the project's.
    """

    language: str = ""
    formats: tuple[Format, ...] = ()
    deliverables: tuple[Deliverable, ...] | None = None
    personas: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    brand: Path | None = None
    dpi: int = 150
    archive: bool = False
    all_pages: bool = False


def export_project(
    file: Path,
    out: Path,
    asked: Batch,
    progress: Progress,
    wrote: Callable[[Path], object] = lambda _: None,
) -> Exported:
    """Export a project file, which is only read, to a file, or to a folder when formats are named.

    ``wrote`` is told of each file, as by :func:`persona_studio.services.workshop.exporting.export_pages`.

    Raises:
        UserError: as :func:`persona_studio.services.workshop.exporting.export_pages`; the project or the
            brand cannot be read; nobody has that name; the folder is none.
    """
    with ProjectFile.open(file, read_only=True) as opened:
        project = opened.project
    pictures: Mapping[Id, bytes] = {}
    if asked.brand is not None:
        from persona_studio.services.workshop.branding import branded  # noqa: PLC0415 - loads with the first brand

        project, pictures = branded(project, asked.brand, progress)
    printing = replace(_printing(project, asked), file=file, pictures=pictures)
    if not asked.formats:
        return export_pages(project, out, printing, progress, wrote)
    if of_file(out) is not None and not out.is_dir():
        raise UserError("export_file_or_folder", file=out.name)
    with results_folder(out):
        return export_pages(project, out, printing, progress, wrote)


def _printing(project: Project, asked: Batch) -> Printing:
    """Return what is said, and the kit of the project for the rest."""
    kit = project.kit
    of_kit = tuple(each for each in DELIVERABLES if each.id in kit.deliverables)
    return Printing(
        asked.language or kit.language,
        found(project, asked.personas) if asked.personas else _chosen(project),
        asked.dpi,
        deliverables=of_kit if asked.deliverables is None else asked.deliverables,
        formats=asked.formats,
        options=changed(kit.options, asked.options),
        order=kit.order,
        skipped=() if asked.all_pages else kit.skipped,
        archive=asked.archive or kit.archive,
    )


def _chosen(project: Project) -> tuple[Id, ...] | None:
    """Return the personas that the kit does not leave out, None for all."""
    left_out = project.kit.left_out
    return tuple(p.id for p in project.personas if p.id not in left_out) if left_out else None


def changed(options: Options, names: Sequence[str]) -> Options:
    """Return options with those named switched on, or off."""
    switched = {name.removeprefix(OFF): not name.startswith(OFF) for name in names}
    return replace(options, **switched)


def found(project: Project, asked: Sequence[str]) -> tuple[Id, ...] | None:
    """Return the personas of those names or ids, None for all; UserError when nobody has one of them."""
    if not asked:
        return None
    ids: list[Id] = []
    for name in asked:
        same = [p.id for p in project.personas if name in (p.id, p.name) or _same(name, p.name)]
        if not same:
            known = ", ".join(p.name for p in project.personas)
            raise UserError("export_nobody", name=name, known=known)
        ids += same
    return tuple(dict.fromkeys(ids))


def _same(asked: str, name: str) -> bool:
    return asked.casefold().strip() == name.casefold().strip()
