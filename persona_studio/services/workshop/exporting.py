"""Files of a kit: pages and data written in the formats asked for, each file whole or not at all."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from persona_studio.domain.deliverables import ANNEXE, USUAL, Deliverable, Group
from persona_studio.domain.formats import CSV, FORMATS, JSON, PDF, PNG, PPTX, SVG, XLSX, Format, of_file
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Persona
from persona_studio.domain.progress import PLACING, Progress
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Page, Ref, find
from persona_studio.publish.finishing import finished
from persona_studio.publish.layout.deliverables import Printout
from persona_studio.publish.style import accent_of
from persona_studio.services.personas.photos import Album
from persona_studio.services.targets import refuse_project
from persona_studio.services.workshop.ordering import Leaf, in_order
from persona_studio.services.workshop.outputs import file_name, undisturbed
from persona_studio.services.workshop.publishing import Press
from persona_studio.store.atomic import sweep
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.together import replacing_together
from persona_studio.texts import Texts

if TYPE_CHECKING:
    from persona_studio.publish.pdf import DocumentInfo


@dataclass(frozen=True, slots=True)
class Printing:
    """What is to be exported: of whom (None: all), in which language (empty: the project's) and formats.

    Without ``formats`` one file is written, in the format that its ending names; with some, the files go into
    a folder, named after the project. ``file`` is where photos and answers are read, ``order`` the order of
    the pages and ``skipped`` those left out (as in :class:`persona_studio.domain.kit.Kit`), ``dpi`` that of
    pictures; ``archive`` asks for a PDF made for archives (PDF/A-2b). ``pictures`` are shown besides those
    of ``file``, by their ids.
    """

    language: str
    personas: tuple[Id, ...] | None
    dpi: int
    file: Path | None = None
    deliverables: tuple[Deliverable, ...] = USUAL
    formats: tuple[Format, ...] = ()
    options: Options = field(default_factory=Options)
    order: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    archive: bool = False
    pictures: Mapping[Id, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many pages, which files, and whose portraits stand for lost photos (names)."""

    pages: int
    files: tuple[Path, ...]
    lost_photos: tuple[str, ...] = ()


def export_pages(
    project: Project,
    out: Path,
    asked: Printing,
    progress: Progress,
    wrote: Callable[[Path], object] = lambda _: None,
) -> Exported:
    """Write what is asked for to a file, or to a folder when formats are named.

    Runs in the worker, so that a window goes on meanwhile; each page of each format is a step, at which it
    can be cancelled. Files take their places once all are made: until then whatever was there is as it was,
    and from there on neither a cancel nor an interruption stops it. ``wrote`` is told of each file once all
    are in place, before any interruption is let through.

    Raises:
        UserError: there is nothing to print, the ending is not known, a project or a file of somebody else is
            there, or the file cannot be written.
        Cancelled: the user asked to stop.
    """
    formats = asked.formats or (_named(out),)
    with ExitStack() as stack:
        work = _prepared(project, asked, formats, progress, stack)
        planned = [(each, _targets(each, out, work)) for each in formats]
        for each, targets in planned:
            _check(each, targets, alone=not asked.formats)
        folder = _whole(formats[0], out, work).parent
        for ending in {each.ending for each in FORMATS}:  # a killed export may have had other formats
            sweep(folder, ending)
        steps = _Steps(progress, sum(_length(each, work) for each in formats))
        with replacing_together() as files_made:
            for each, targets in planned:
                for content, target in zip(_MAKERS[each.id](work, steps), targets, strict=True):
                    files_made.new(target).write_bytes(content)
                for page in _older(each, targets, _whole(each, out, work)):
                    files_made.without(page)
            lost = _lost_photos(work)
            steps.end()
            stack.enter_context(undisturbed())
        files = tuple(target for _, targets in planned for target in targets)
        for file in files:
            wrote(file)
        return Exported(len(work.pages), files, lost)


def _lost_photos(work: "_Work") -> tuple[str, ...]:
    """Return whose portraits stand for lost photos on the pages that were made."""
    shown = tuple(
        persona
        for persona in work.project.personas
        if any(find(leaf.page, Ref("persona", persona.id, "portrait")) for leaf in work.leaves)
    )
    return work.press.lost_photos(replace(work.project, personas=shown))


def sheets_pdf(press: Press, project: Project, texts: Texts) -> bytes:
    """Return the sheets of all personas as the bytes of a PDF; UserError when there is no persona."""
    leaves = in_order(press.printouts(project, texts))
    _refuse_nothing(project, leaves)
    asked = Printing(texts.language, None, 0)
    work = _Work(project, asked, texts, press, leaves, [leaf.page for leaf in leaves])
    return b"".join(_pdf(work, lambda: None))


# ---------------------------------------------------------------- what is to be done


@dataclass(frozen=True, slots=True)
class _Work:
    """All that a format may need. ``leaves`` are the pages as laid out, ``pages`` as they are printed.

    There are none when only data is asked for.
    """

    project: Project
    asked: Printing
    texts: Texts
    press: Press
    leaves: Sequence[Leaf]
    pages: Sequence[Page]

    @property
    def personas(self) -> list[Persona]:
        """Those that were asked for, in the order of the project; UserError when there is none."""
        asked = self.asked.personas
        wanted = [p for p in self.project.personas if asked is None or p.id in asked]
        if not wanted:
            raise _nobody(self.project)
        return wanted


class _Steps:
    """Tells of each page that is made, of all formats together."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._done, self._total = progress, 0, total + 1
        progress.step(0, self._total, "export")

    def __call__(self) -> None:
        self._done += 1
        self._progress.step(self._done, self._total, "export")

    def end(self) -> None:
        """Tell that all is made and only has to take its place: the last moment to cancel."""
        self._progress.step(self._total, self._total, PLACING)


Step = Callable[[], None]


def _prepared(
    project: Project, asked: Printing, formats: Sequence[Format], progress: Progress, stack: ExitStack
) -> _Work:
    progress.step(0, 1, "export")
    texts = Texts(asked.language or project.language)
    press = Press(_album(project, asked, stack))
    if all(each.data for each in formats):
        return _Work(project, asked, texts, press, (), ())
    if ANNEXE in asked.deliverables and asked.file is not None:
        _count(press, asked.file, project, texts, progress)
    made = _laid_out(press, project, asked, texts, progress)
    leaves = in_order(made, asked.order, asked.skipped)
    _refuse_nothing(project, leaves)
    return _Work(
        project, asked, texts, press, leaves, finished([leaf.page for leaf in leaves], asked.options)
    )


def _laid_out(
    press: Press, project: Project, asked: Printing, texts: Texts, progress: Progress
) -> Iterator[Printout]:
    """Lay out what is asked for, a little at a time, so that it can be stopped in between."""
    wanted = [p.id for p in project.personas if asked.personas is None or p.id in asked.personas]
    parts = [
        (each, some)
        for each in asked.deliverables
        for some in ([wanted] if each.shared else [[persona] for persona in wanted])
    ]
    for done, (each, some) in enumerate(parts):
        progress.step(done, len(parts), "layout")
        yield from press.printouts(project, texts, some, (each,), asked.options)


def _album(project: Project, asked: Printing, stack: ExitStack) -> Album:
    """Return the pictures that pages may show: the file is opened only when some of them are in it."""
    if asked.file is None or not (project.brand.logo or any(p.photo for p in project.personas)):
        return Album(asked.pictures.get)
    stored = stack.enter_context(ProjectFile.open(asked.file, read_only=True))
    return Album(lambda which: asked.pictures.get(which) or stored.picture(which))


def _count(press: Press, file: Path, project: Project, texts: Texts, progress: Progress) -> None:
    from persona_studio.services.workshop.annexe import counted_in  # noqa: PLC0415 - loads with the first annexe

    press.keep_counted(project.segmentation, counted_in(file, project, texts, progress))


def _refuse_nothing(project: Project, leaves: Sequence[Leaf]) -> None:
    if not leaves:
        raise UserError("nothing_to_print") if project.personas else _nobody(project)


def _nobody(project: Project) -> UserError:
    """Return the error of a project without personas: what is to be done first depends on how far it is."""
    return UserError("no_persona_yet") if project.segmentations else UserError("no_persona")


def _length(each: Format, work: _Work) -> int:
    return 1 if each.data else len(work.pages)


# ---------------------------------------------------------------- where it goes


def _named(out: Path) -> Format:
    refuse_project(out)
    found = of_file(out)
    if found is None or found.id not in _MAKERS:
        raise UserError("export_ending", file=out.name)
    return found


def _whole(each: Format, out: Path, work: _Work) -> Path:
    """Return the file that is named, or the one named after the project in the folder."""
    return out / f"{file_name(work.project.name)}{each.ending}" if work.asked.formats else out


def _targets(each: Format, out: Path, work: _Work) -> tuple[Path, ...]:
    """Return where the files go: pages that have a file each are numbered, but for one that was named."""
    whole, count = _whole(each, out, work), len(work.pages)
    if not each.paged:
        return (whole,)
    first = _page(whole, 1) if work.asked.formats else whole
    return (first, *(_page(whole, number) for number in range(2, count + 1)))


def _page(whole: Path, number: int) -> Path:
    """Return the file of a page. With a number alone, page 2 of "X" would take the place of "X-2"."""
    return whole.with_stem(f"{whole.stem} - page {number}")


def _check(each: Format, targets: Sequence[Path], *, alone: bool) -> None:
    """Refuse to take the place of a project, or of what we did not make where nobody was asked about it."""
    from persona_studio.services.workshop.made_here import made_here  # noqa: PLC0415 - loads the libraries of paper

    for number, target in enumerate(targets):
        refuse_project(target)
        if (number or not alone) and os.path.lexists(target) and not made_here(each, target):
            raise UserError("picture_not_ours" if alone else "file_not_ours", file=target.name)


def _older(each: Format, targets: Sequence[Path], whole: Path) -> Iterator[Path]:
    """Yield the pages that a longer export left behind those of this one, as far as we made them."""
    from persona_studio.services.workshop.made_here import made_here  # noqa: PLC0415 - as above

    number = len(targets) + 1
    if each.paged and made_here(each, targets[0]):
        while made_here(each, page := _page(whole, number)):
            yield page
            number += 1


# ---------------------------------------------------------------- the formats

# Each loads its libraries when it is asked for: a window that shows pages needs none of them.


def _pdf(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.publish.pdf import pdf_bytes  # noqa: PLC0415

    yield pdf_bytes(work.pages, _about(work), work.press.fonts, work.press.album.read, step)


def _about(work: _Work) -> "DocumentInfo":
    from persona_studio.publish.pdf import DocumentInfo  # noqa: PLC0415

    return DocumentInfo(
        title=work.project.name,
        language=work.texts.language,
        chapters=tuple(work.texts(leaf.printout.deliverable.name) for leaf in work.leaves),
        archive=work.asked.archive,
    )


def _pptx(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.publish.pptx import pptx_bytes  # noqa: PLC0415
    from persona_studio.services.workshop.speaking import spoken  # noqa: PLC0415

    # A slide is shown, not cut.
    grey, options = work.asked.options.grey, replace(work.asked.options, crop=False)
    pages = finished([leaf.page for leaf in work.leaves], options)
    personas = () if grey else work.project.personas
    accents = [accent_of(persona, work.project.brand) for persona in personas]
    read = _greyed(work.press.album.read) if grey else work.press.album.read
    notes = spoken(work.project, work.texts, options)
    # What is for the participants must not tell, in its notes, what the survey found.
    quiet = {i for i, leaf in enumerate(work.leaves) if leaf.printout.deliverable.group is Group.ROOM}
    fonts, about = work.press.fonts, _about(work)
    yield pptx_bytes(pages, about, fonts, read, notes, quiet=quiet, accents=accents, step=step)


def _greyed(read: Callable[[Id], bytes | None]) -> Callable[[Id], bytes | None]:
    from persona_studio.publish.grey import without_colours  # noqa: PLC0415

    return lambda which: without_colours(data) if (data := read(which)) is not None else None


def _png(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.publish.png import png_pages  # noqa: PLC0415

    for picture in png_pages(work.pages, work.asked.dpi, work.press.fonts, work.press.album.read):
        step()
        yield picture


def _svg(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.publish.svg import svg_pages  # noqa: PLC0415

    for drawing in svg_pages(work.pages, work.press.fonts, work.press.album.read):
        step()
        yield drawing


def _json(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.services.workshop.data.document import personas_json  # noqa: PLC0415

    step()
    yield personas_json(work.project, work.personas, work.texts)


def _xlsx(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.publish.tables import workbook  # noqa: PLC0415
    from persona_studio.services.workshop.data.tables import persona_tables  # noqa: PLC0415
    from persona_studio.services.workshop.made_here import MAKER  # noqa: PLC0415

    step()
    made = persona_tables(work.project, work.personas, work.texts)
    yield workbook(made, work.project.name, MAKER)


def _csv(work: _Work, step: Step) -> Iterator[bytes]:
    from persona_studio.publish.tables import csv_bytes  # noqa: PLC0415
    from persona_studio.services.workshop.data.respondents import respondents  # noqa: PLC0415

    step()
    table = respondents(work.project, work.asked.file, work.texts)
    # What a spreadsheet of that language takes for the end of a cell: the French comma ends nothing.
    yield csv_bytes(table, ";" if work.texts.language == "fr" else ",")


_MAKERS: Mapping[str, Callable[[_Work, Step], Iterator[bytes]]] = {
    PDF.id: _pdf,
    PPTX.id: _pptx,
    PNG.id: _png,
    SVG.id: _svg,
    JSON.id: _json,
    XLSX.id: _xlsx,
    CSV.id: _csv,
}
