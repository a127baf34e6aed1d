"""Personas to pages: laid out once, for the screen and for whatever they are exported to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from persona_studio.domain.companions import placed_lines
from persona_studio.domain.deliverables import ANNEXE, COMPARISON, PRESENTATION, SHEET, USUAL, Deliverable
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Evidence, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation, Verdict
from persona_studio.publish.boxes import Page
from persona_studio.publish.finishing import finished
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.layout.deliverables import Printout, beside, printouts
from persona_studio.publish.layout.templates import sheet
from persona_studio.publish.layout.values import Sheet, SheetFacts, Supplies, Work
from persona_studio.publish.style import accent_of
from persona_studio.services.personas.photos import Album
from persona_studio.services.workshop.contrasts import contrasts
from persona_studio.texts import NARROW, Texts

if TYPE_CHECKING:  # counting brings numbers along that a window need not load
    from persona_studio.publish.layout.annexe.values import Annexe
    from persona_studio.services.segments.profiling import Key
    from persona_studio.services.workshop.annexe import Counted


_NOBODY = Persona(id="", name="")


class Press:
    """Lays sheets out. Fonts, drawings and words set before are kept: keep one for the life of a window.

    ``album`` gives the photos of the personas; without one their illustrated portraits are shown.
    """

    def __init__(self, album: Album | None = None) -> None:
        self._album = album or Album(lambda _: None)
        self._supplies = Supplies(pictures=self._album.read)
        self._counted: tuple[Segmentation | None, Counted] = (None, {})

    @property
    def fonts(self) -> FontBook:
        """The fonts that pages were laid out with."""
        return self._supplies.fonts

    @property
    def supplies(self) -> Supplies:
        """What pages were set with, for what shows a part of one."""
        return self._supplies

    @property
    def album(self) -> Album:
        """The photos that pages show."""
        return self._album

    def sheet(self, project: Project, persona: Persona, texts: Texts, *, editing: bool = False) -> Sheet:
        """Lay one persona out; ``editing`` adds the hints that are seen on screen only."""
        told = self._with_photo(facts(project, persona, texts, editing=editing), persona)
        return sheet(persona, told, texts, self._dressed(project))

    def companion(
        self,
        project: Project,
        persona: Persona,
        deliverable: Deliverable,
        texts: Texts,
        *,
        editing: bool = False,
    ) -> Sheet:
        """Lay out what stands beside a sheet: empathy map, journey, plan; ``editing`` as for a sheet."""
        work = self._work(project, persona, texts, deliverable, Options())
        work = replace(work, facts=replace(work.facts, editing=editing))
        made = beside(deliverable, work)
        return made.sheet if made is not None else Sheet(())

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
        options: Options | None = None,
    ) -> list[Printout]:
        """Lay deliverables out one by one, for the personas named or for all, in their order.

        ``options`` say what is on the pages, unless they are to be as the kit of the project has them.
        """
        options = project.kit.options if options is None else options
        wanted = [p for p in project.personas if personas is None or p.id in personas]
        told = contrasts(project, wanted, texts) if COMPARISON in deliverables else ()
        made: list[Printout] = []
        for deliverable in deliverables:
            if deliverable == ANNEXE:  # not "is": the worker has a copy
                made += self._annexe(project, texts, options)
                continue
            # A workshop that has no persona yet needs what is blank all the more.
            of = wanted or ([_NOBODY] if deliverable.blank else [])
            works = [self._work(project, p, texts, deliverable, options) for p in of]
            made += printouts(deliverable, works, told)
        return made

    def _work(
        self, project: Project, persona: Persona, texts: Texts, deliverable: Deliverable, options: Options
    ) -> Work:
        told = replace(facts(project, persona, texts, charts=deliverable == SHEET), options=options)
        return Work(
            persona,
            self._with_photo(told, persona),
            texts,
            self._dressed(project),
            accent_of(persona, project.brand),
        )

    def _annexe(self, project: Project, texts: Texts, options: Options) -> list[Printout]:
        """Lay out the annexe, which is of the project; without a persona nothing is to be accounted for."""
        if not project.personas:
            return []
        from persona_studio.publish.layout.annexe import annexe  # noqa: PLC0415 - no window starts with it

        said = self._annexe_told(project, texts, options)
        return [Printout(ANNEXE, None, annexe(said, texts, self._dressed(project)))]

    def _annexe_told(self, project: Project, texts: Texts, options: Options) -> "Annexe":
        from persona_studio.services.workshop.annexe import annexe as told  # noqa: PLC0415 - as above

        found, counted = self._counted
        said = told(project, texts, counted if found is project.segmentation else {})
        return said if options.source else replace(said, source="")

    def warming(
        self,
        project: Project,
        texts: Texts,
        personas: Sequence[Id],
        deliverable: Deliverable,
        options: Options,
    ) -> Iterator[None]:
        """Set what a deliverable shows a part at a turn: :meth:`printouts` is quick after the last one.

        Some deliverables take too long at a stretch for a window that goes on meanwhile.
        """
        if deliverable == ANNEXE and project.personas:
            from persona_studio.publish.layout.annexe import annexe, parts  # noqa: PLC0415 - as above

            for part in parts(self._annexe_told(project, texts, options)):
                annexe(part, texts, self._dressed(project))
                yield
        elif deliverable == PRESENTATION and len(personas) > 1:
            for persona in personas:
                self.printouts(project, texts, (persona,), (deliverable,), options)
                yield

    def _dressed(self, project: Project) -> Supplies:
        return self._supplies.dressed(project.brand)

    def uncounted(self, project: Project, texts: Texts) -> "tuple[Key, ...]":
        """Return the answers that the annexe shows and that were not counted yet."""
        from persona_studio.services.workshop.annexe import to_count  # noqa: PLC0415

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


def as_printed(made: Printout, options: Options) -> Printout:
    """Return a printout as the printer is to make it: with marks to cut at, without colours."""
    return replace(made, pages=tuple(finished(made.pages, options)))


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
        options=_seen(project.kit.options) if editing else project.kit.options,
        project=project.name,
    )
    if not charts or persona.template != "synthese":
        return made
    return _with_charts(made, project, persona, texts)


def _seen(options: Options) -> Options:
    """Return the options of a page that is written on: marks and source are always there to be changed."""
    return replace(options, marks=True, source=True)


def _with_charts(made: SheetFacts, project: Project, persona: Persona, texts: Texts) -> SheetFacts:
    # Only one template shows them, and no window needs them to start.
    from persona_studio.services.workshop.sheet_charts import shown  # noqa: PLC0415

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


class Lost(StrEnum):
    """What of the data behind a line is no longer in the project."""

    QUESTION = "question"
    SEGMENT = "segment"


def lost_evidence(project: Project, persona: Persona) -> frozenset[Id]:
    """Return the attributes whose variable is no longer in the project, or of data whose segment is not.

    A hypothesis claims nothing, so it has lost nothing; words stay those of a respondent in any segment.
    """
    there = _there(project)
    return frozenset(
        line.id
        for line in placed_lines(persona)
        if line.provenance is not Provenance.HYPOTHESIS
        and line.evidence is not None
        and _lost(line.evidence, *there) is not None
    )


def why_lost(project: Project, proof: Evidence) -> Lost | None:
    """Return what of the data behind an evidence is no more, None when all is there."""
    return _lost(proof, *_there(project))


def _there(project: Project) -> tuple[frozenset[Id], frozenset[Id]]:
    """Return the variables and the segments of a project."""
    variables = frozenset(v.id for wave in project.waves for v in wave.variables)
    return variables, frozenset(s.id for found in project.segmentations for s in found.segments)


def _lost(proof: Evidence, variables: Collection[Id], segments: Collection[Id]) -> Lost | None:
    if proof.variable is not None and proof.variable not in variables:
        return Lost.QUESTION
    if proof.segment is not None and proof.segment not in segments and not proof.quote:
        return Lost.SEGMENT
    return None


def source_line(project: Project, texts: Texts) -> str:
    """Name the study, the wave, its date and the number of respondents used, as in the foot of a sheet.

    That the segments have no clear structure follows them there.
    """
    wave = project.wave
    if wave is None:
        return texts("{project}, without survey data", project=project.name)
    found = project.segmentation
    used = found.used if found is not None and found.used else wave.usable
    words = [project.name] if wave.name in ("", project.name) else [project.name, wave.name]
    doubt = texts("without a clear structure") if unfounded(found) else ""
    return ", ".join(w for w in (*words, wave.date, f"n{NARROW}={NARROW}{texts.integer(used)}", doubt) if w)


def unfounded(found: Segmentation | None) -> bool:
    """Tell whether segments were made all the same where the answers show no clear structure."""
    return found is not None and bool(found.segments) and found.verdict in (Verdict.NONE, Verdict.TOO_FEW)
