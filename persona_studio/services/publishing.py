"""Personas to paper: pages for the screen, files for the workshop."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from persona_studio.domain.deliverables import ANNEXE, COMPARISON, SHEET, USUAL, Deliverable
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Provenance
from persona_studio.domain.progress import Progress, Silent
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Page
from persona_studio.publish.layout.deliverables import Printout, printouts
from persona_studio.publish.layout.templates import sheet
from persona_studio.publish.layout.values import Sheet, SheetFacts, Supplies, Work
from persona_studio.publish.style import accent_of
from persona_studio.services.contrasts import contrasts
from persona_studio.services.photos import Album
from persona_studio.services.targets import refuse_project
from persona_studio.store.atomic import replacing, write_bytes
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import NARROW, Texts

if TYPE_CHECKING:  # counting brings numbers along that a window need not load
    from persona_studio.services.annexe import Counted
    from persona_studio.services.profiling import Key


class Press:
    """Lays sheets out. Fonts, drawings and words set before are kept: keep one for the life of a window.

    ``album`` gives the photos of the personas; without one their illustrated portraits are shown.
    """

    def __init__(self, album: Album | None = None) -> None:
        self._supplies = Supplies()
        self._album = album or Album(lambda _: None)
        self._counted: tuple[Segmentation | None, Counted] = (None, {})

    def sheet(self, project: Project, persona: Persona, texts: Texts, *, editing: bool = False) -> Sheet:
        """Lay one persona out; ``editing`` adds the hints that are seen on screen only."""
        told = self._with_photo(facts(project, persona, texts, editing=editing), persona)
        return sheet(persona, told, texts, self._supplies)

    def _with_photo(self, told: SheetFacts, persona: Persona) -> SheetFacts:
        return replace(told, photo_lost=True) if self._lost_photo(persona) else told

    def _lost_photo(self, persona: Persona) -> bool:
        return persona.photo is not None and not self._album.holds(persona.photo)

    def lost_photos(self, project: Project) -> tuple[str, ...]:
        """Return the names of the personas whose photo is missing or damaged: their portraits are shown."""
        return tuple(persona.name for persona in project.personas if self._lost_photo(persona))

    def printouts(
        self,
        project: Project,
        texts: Texts,
        personas: Sequence[Id] | None = None,
        deliverables: Sequence[Deliverable] = USUAL,
    ) -> list[Printout]:
        """Lay deliverables out one by one, for the personas named or for all, in their order."""
        wanted = [p for p in project.personas if personas is None or p.id in personas]
        told = contrasts(project, wanted, texts) if COMPARISON in deliverables else ()
        made: list[Printout] = []
        for deliverable in deliverables:
            if deliverable is ANNEXE:
                made += self._annexe(project, texts)
                continue
            works = [self._work(project, p, texts, deliverable) for p in wanted]
            made += printouts(deliverable, works, told)
        return made

    def _work(self, project: Project, persona: Persona, texts: Texts, deliverable: Deliverable) -> Work:
        told = facts(project, persona, texts, charts=deliverable is SHEET)
        return Work(persona, self._with_photo(told, persona), texts, self._supplies, accent_of(persona))

    def _annexe(self, project: Project, texts: Texts) -> list[Printout]:
        """Lay out the annexe, which is of the project; without a persona nothing is to be accounted for."""
        if not project.personas:
            return []
        from persona_studio.publish.layout.annexe import annexe  # noqa: PLC0415 - no window starts with it
        from persona_studio.services.annexe import annexe as told  # noqa: PLC0415

        found, counted = self._counted
        said = told(project, texts, counted if found is project.segmentation else {})
        return [Printout(ANNEXE, None, annexe(said, texts, self._supplies))]

    def uncounted(self, project: Project, texts: Texts) -> "tuple[Key, ...]":
        """Return the answers that the annexe shows and that were not counted yet."""
        from persona_studio.services.annexe import to_count  # noqa: PLC0415

        if not project.personas or self._counted[0] is project.segmentation:
            return ()
        return to_count(project, texts)

    def keep_counted(self, found: Segmentation | None, counted: "Counted") -> None:
        """Keep what was counted for the annexe, as long as the segmentation stays as it is."""
        self._counted = (found, counted)

    def pages(
        self,
        project: Project,
        texts: Texts,
        personas: Sequence[Id] | None = None,
        deliverables: Sequence[Deliverable] = USUAL,
    ) -> list[Page]:
        """Return the pages of :meth:`printouts`, in their order."""
        made = self.printouts(project, texts, personas, deliverables)
        return [page for printout in made for page in printout.pages]

    def export_pdf(
        self,
        project: Project,
        path: Path,
        texts: Texts,
        personas: Sequence[Id] | None = None,
        deliverables: Sequence[Deliverable] = USUAL,
    ) -> int:
        """Write the deliverables as one PDF, whole or not at all; return the number of pages.

        Raises:
            UserError: there is no persona, a project is there, or the file cannot be written.
        """
        refuse_project(path)
        pages = self._printable(project, texts, personas, deliverables)
        write_bytes(path, self._pdf(pages, project, texts))
        return len(pages)

    def pdf(self, project: Project, texts: Texts) -> bytes:
        """Return all sheets as the bytes of a PDF; UserError when there is no persona."""
        return self._pdf(self._printable(project, texts, None, USUAL), project, texts)

    def _pdf(self, pages: Sequence[Page], project: Project, texts: Texts) -> bytes:
        # Needed to print only: a window that shows pages never loads it.
        from persona_studio.publish.pdf import DocumentInfo, pdf_bytes  # noqa: PLC0415

        info = DocumentInfo(title=project.name, language=texts.language)
        return pdf_bytes(pages, info, self._supplies.fonts, self._album.read)

    def export_png(
        self,
        project: Project,
        path: Path,
        texts: Texts,
        dpi: int,
        personas: Sequence[Id] | None = None,
        deliverables: Sequence[Deliverable] = USUAL,
    ) -> int:
        """Write each page as a picture: the file named, then NAME-2.png, NAME-3.png for further pages.

        All pictures take their places together once all are made. Only the file named replaces whatever is
        there, which the user was asked about; further ones replace pictures that we made, and no other.

        Raises:
            UserError: as :meth:`export_pdf`, or a file that is not ours has the name of a further page.
        """
        from persona_studio.publish.png import made_here, png_bytes  # noqa: PLC0415 - as for a PDF

        refuse_project(path)
        pages = self._printable(project, texts, personas, deliverables)
        paths = [path, *(path.with_stem(f"{path.stem}-{i}") for i in range(2, len(pages) + 1))]
        for further in paths[1:]:
            if further.exists() and not made_here(further):
                raise UserError("picture_not_ours", file=further.name)
        with ExitStack() as all_or_none:
            for page, target in zip(pages, paths, strict=True):
                temporary = all_or_none.enter_context(replacing(target))
                temporary.write_bytes(png_bytes([page], dpi, self._supplies.fonts, self._album.read))
        return len(pages)

    def _printable(
        self,
        project: Project,
        texts: Texts,
        personas: Sequence[Id] | None,
        deliverables: Sequence[Deliverable],
    ) -> list[Page]:
        pages = self.pages(project, texts, personas, deliverables)
        if not project.personas:
            raise UserError("no_persona")
        if not pages:
            raise UserError("nothing_to_print")
        return pages


def facts(
    project: Project, persona: Persona, texts: Texts, *, editing: bool = False, charts: bool = True
) -> SheetFacts:
    """Return what a page says besides the persona itself; only sheets may need ``charts``."""
    shares, position = _place(project, persona)
    made = SheetFacts(
        source=persona.source or source_line(project, texts),
        brand=project.brand,
        shares=shares,
        position=position,
        lost=lost_evidence(project, persona),
        editing=editing,
    )
    if not charts or persona.template != "synthese":
        return made
    return _with_charts(made, project, persona, texts)


def _with_charts(made: SheetFacts, project: Project, persona: Persona, texts: Texts) -> SheetFacts:
    # Only one template shows them, and no window needs them to start.
    from persona_studio.services.sheet_charts import shown  # noqa: PLC0415

    found = shown(project, persona, texts)
    return replace(made, charts=found.charts, figures=found.figures, people=found.people)


def _place(project: Project, persona: Persona) -> tuple[tuple[float, ...], int | None]:
    """Return the shares of all segments and which one is the persona's."""
    found = project.segmentation
    if found is None or persona.segment is None:
        return (), None
    ids = [s.id for s in found.segments]
    return tuple(s.share for s in found.segments), ids.index(
        persona.segment
    ) if persona.segment in ids else None


def lost_evidence(project: Project, persona: Persona) -> frozenset[Id]:
    """Return the attributes whose variable is no longer in the project, or of data whose segment is not.

    A hypothesis claims nothing, so it has lost nothing; words stay those of a respondent in any segment.
    """
    variables = {v.id for wave in project.waves for v in wave.variables}
    segments = {s.id for found in project.segmentations for s in found.segments}
    return frozenset(
        line.id
        for line in persona.attributes
        if line.provenance is not Provenance.HYPOTHESIS
        and (proof := line.evidence) is not None
        and (
            (proof.variable is not None and proof.variable not in variables)
            or (proof.segment not in segments and proof.segment is not None and not proof.quote)
        )
    )


def source_line(project: Project, texts: Texts) -> str:
    """Name the study, the wave, its date and the number of respondents used, as in the foot of a sheet."""
    wave = project.wave
    if wave is None:
        return texts("{project}, without survey data", project=project.name)
    found = project.segmentation
    used = found.used if found is not None and found.used else wave.usable
    words = [project.name] if wave.name in ("", project.name) else [project.name, wave.name]
    return ", ".join(w for w in (*words, wave.date, f"n{NARROW}={NARROW}{texts.integer(used)}") if w)


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages were written, and whose portraits stand for photos that cannot be read (names)."""

    pages: int
    lost_photos: tuple[str, ...]


def export_file(
    file: Path,
    out: Path,
    language: str | None,
    dpi: int,
    deliverables: Sequence[Deliverable] = USUAL,
) -> Written:
    """Write what a project file prints as PDF or PNG, by the ending of ``out``; return what was written."""
    if out.suffix.lower() not in (".pdf", ".png"):
        raise UserError("export_ending", file=out.name)
    with ProjectFile.open(file, read_only=True) as opened:
        project = opened.project
        press, texts = Press(Album(opened.picture)), Texts(language or project.language)
        if ANNEXE in deliverables:
            _count(press, file, project, texts, Silent())
        if out.suffix.lower() == ".png":
            count = press.export_png(project, out, texts, dpi, None, deliverables)
        else:
            count = press.export_pdf(project, out, texts, None, deliverables)
        return Written(count, press.lost_photos(project))


@dataclass(frozen=True, slots=True)
class Printing:
    """What is to be printed: of whom, in which language; ``file`` is where the photos are read."""

    language: str
    personas: tuple[Id, ...]
    dpi: int
    file: Path | None = None
    deliverables: tuple[Deliverable, ...] = USUAL


def export_pages(project: Project, out: Path, asked: Printing, progress: Progress) -> int:
    """Write the pages of some personas as PDF or PNG, by the ending of ``out``; return how many pages.

    Runs in the worker, so that a window goes on while many pages are written.
    """
    progress.step(0, 1, "export")
    with ExitStack() as stack:
        album, texts = None, Texts(asked.language)
        if asked.file is not None and any(p.photo for p in project.personas if p.id in asked.personas):
            album = Album(stack.enter_context(ProjectFile.open(asked.file, read_only=True)).picture)
        press = Press(album)
        if ANNEXE in asked.deliverables and asked.file is not None:
            _count(press, asked.file, project, texts, progress)
        if out.suffix.lower() == ".png":
            return press.export_png(project, out, texts, asked.dpi, asked.personas, asked.deliverables)
        return press.export_pdf(project, out, texts, asked.personas, asked.deliverables)


def _count(press: Press, file: Path, project: Project, texts: Texts, progress: Progress) -> None:
    from persona_studio.services.annexe import counted_in  # noqa: PLC0415 - loads with the first annexe

    press.keep_counted(project.segmentation, counted_in(file, project, texts, progress))
