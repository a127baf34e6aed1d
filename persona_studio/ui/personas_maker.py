"""Segments become personas: drafted by the services, kept as one gesture."""

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Kept, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.errors import UserError
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.given import given
from persona_studio.ui.studio import Studio
from persona_studio.ui.watching import start_about

if TYPE_CHECKING:
    from persona_studio.services.drafting import Drafted
    from persona_studio.services.segments.shaping import State

FAMILY = "draft"


class PersonasMaker(QObject):
    """Makes personas from the chosen segments, in the project's language."""

    def __init__(self, studio: Studio, parent: QObject) -> None:
        super().__init__(parent)
        self._studio = studio
        self._drafted: dict[Id, Persona] = {}

    @Slot()
    def ask(self) -> None:
        """Make personas, after asking when work of somebody's own would go."""
        studio = self._studio
        replaced = [p for p in studio.project.personas if p.segment is not None]
        touched = [p.name for p in replaced if self._edited(p)]
        parent = self.parent()
        if not replaced or not isinstance(parent, QWidget):
            self.make()
            return
        t = studio.kit.t
        body = t(
            "The sheets of {names} go; new ones are drafted from the present segments. Personas made by hand "
            "stay. You can undo this.",
            names=t.listed([p.name for p in replaced]),
        )
        if touched:
            body += " " + t("Those of {names}, changed by hand, go to the bin.", names=t.listed(touched))
        title = t.plural("Replace {n} sheet?", "Replace {n} sheets?", len(replaced))
        confirm = Confirm(studio.kit, parent, title, body, "Create the personas again")
        confirm.agreed.connect(self.make)
        confirm.open()

    def _edited(self, persona: Persona) -> bool:
        """Tell whether a persona is not as it was drafted: as far as is known, else as its lines tell."""
        known = self._drafted.get(persona.id)
        return edited(persona) if known is None else persona != known

    @Slot()
    def make(self) -> None:
        """Draft a persona from each segment; those drafted from other segments go, which can be undone."""
        self._draft(FAMILY, partial(_keep, self._studio, self._drafted))

    @Slot()
    def make_missing(self) -> None:
        """Draft a persona from each segment that has none; the personas that are there stay."""
        self._draft(FAMILY, partial(_keep_missing, self._studio))

    def make_one(self, segment: Id) -> None:
        """Draft the persona of one segment; the others stay as they are."""
        if not self._studio.jobs.under_way(FAMILY):  # that drafts this one too
            self._draft(_family(segment), partial(_keep_one, self._studio, segment))

    def _draft(self, family: str, keep: Callable[..., None]) -> None:
        """Draft the personas of the chosen segments in the worker; ``keep`` takes what it needs of them."""
        from persona_studio.services.drafting import draft_file  # noqa: PLC0415 - loads with the first personas
        from persona_studio.services.segments.shaping import state_of  # noqa: PLC0415

        studio = self._studio
        session, found = studio.session, studio.project.segmentation
        if session is None or found is None or not found.segments:
            return
        if family == FAMILY:
            for segment in found.segments:
                studio.jobs.stop(_family(segment.id))
        title = studio.kit.t("Drafting of the personas")
        done = partial(keep, found.id, state_of(found))
        start_about(studio, found.id, family, title, draft_file, session.path, found.id, done=done)


def _family(segment: Id) -> str:
    """Return what names the drafting of one persona: that of another does not take its place."""
    return f"{FAMILY}-{segment}"


def _keep_one(studio: Studio, segment: Id, segmentation: Id, before: "State", drafted: "Drafted") -> None:
    """Put the persona drafted from one segment after the others."""
    from persona_studio.services.personas.casting import free_accent, free_name  # noqa: PLC0415

    found = _as_before(studio, segmentation, before, drafted)
    made = next((p for p in drafted.personas if p.segment == segment), None)
    if found is None or made is None:
        return
    project = studio.project
    name = free_name(made.name, (p.name for p in project.personas))
    made = replace(made, name=name, accent=free_accent(project, made.accent))
    if studio.do(Insert(project.id, len(project.personas), made), "Persona created", say=True):
        studio.wanted_persona = made.id
        studio.wanted.emit("personas")


def _keep_missing(studio: Studio, segmentation: Id, before: "State", drafted: "Drafted") -> None:
    """Put the personas of the segments that have none after the others, unlike them in name and colour."""
    from persona_studio.services.personas.casting import free_accent, free_name  # noqa: PLC0415

    found = _as_before(studio, segmentation, before, drafted)
    if found is None:
        return
    project, there = studio.project, {p.segment for p in studio.project.personas}
    put: list[Edit] = []
    for made in (p for p in drafted.personas if p.segment not in there):
        name = free_name(made.name, (p.name for p in project.personas))
        made = replace(made, name=name, accent=free_accent(project, made.accent))  # noqa: PLW2901
        put.append(Insert(project.id, len(project.personas), made))
        project = replace(project, personas=(*project.personas, made))
    if put and studio.do(Together((*_naming(found, drafted), *put)), "Personas created"):
        t = studio.kit.t
        studio.said.emit(t.plural("{n} persona created", "{n} personas created", len(put)), True)
        studio.wanted_persona = project.personas[-len(put)].id
        studio.wanted.emit("personas")


def _naming(found: Segmentation, drafted: "Drafted") -> list[Edit]:
    """Return the edits that name the segments which have no name after what was drafted from them."""
    return [
        SetField(s.id, "name", drafted.names[s.id])
        for s in found.segments
        if not s.name and s.id in drafted.names
    ]


def _as_before(studio: Studio, segmentation: Id, before: "State", drafted: "Drafted") -> Segmentation | None:
    """Return the segments drafted from; None, after a word, when they or the answers are others by now."""
    from persona_studio.services.segments.shaping import state_of  # noqa: PLC0415 - loaded already

    found = studio.project.segmentation
    if found is None or found.id != segmentation:
        return None  # other segments were chosen while these were drafted
    if state_of(found) != before:
        studio.refused.emit(UserError("segments_changed_meanwhile"))
        return None
    return found if _still_there(studio, found.wave, drafted) else None


def _keep(
    studio: Studio, known: dict[Id, Persona], segmentation: Id, before: "State", drafted: "Drafted"
) -> None:
    """Put drafted personas in the project, be what asked for them there or not; ``known`` notes them."""
    found = _as_before(studio, segmentation, before, drafted)
    if found is None:
        return
    studio.settling.emit()  # what is being written on a sheet that goes belongs to it
    project = studio.project
    touched = {p.id for p in project.personas if (p.id in known and p != known[p.id]) or edited(p)}
    if studio.do(replacing(project, found, drafted, touched), "Personas created"):
        known.update({p.id: p for p in drafted.personas})
        t = studio.kit.t
        studio.said.emit(t.plural("{n} persona created", "{n} personas created", len(drafted.personas)), True)


def _still_there(studio: Studio, wave: Id, drafted: "Drafted") -> bool:
    """Tell whether the answers are those drafted from, and say so when not: no erased word may come back."""
    from persona_studio.services.overtaken import refuse_changed  # noqa: PLC0415 - loaded already

    try:
        refuse_changed(given(studio.session), wave, drafted.read)
    except UserError as error:
        studio.refused.emit(error)
        return False
    return True


def replacing(
    project: Project, found: Segmentation, drafted: "Drafted", touched: Collection[Id] = ()
) -> Edit:
    """Return the gesture that puts drafted personas in the place of those of other segments.

    The bin keeps those that somebody worked on (``touched``).
    """
    from persona_studio.services.personas.casting import snapshot  # noqa: PLC0415 - loads with the first personas

    replaced = [p for p in project.personas if p.segment is not None]
    gone: list[Edit] = [Remove(p.id) for p in replaced]
    gone += [Insert(project.id, 0, snapshot(p, Kept.BIN)) for p in replaced if p.id in touched]
    stay = len(project.personas) - len(replaced)
    put: list[Edit] = [Insert(project.id, stay + i, p) for i, p in enumerate(drafted.personas)]
    return Together((*gone, *_naming(found, drafted), *put))


def edited(persona: Persona) -> bool:
    """Tell whether somebody wrote on a persona: what is drafted rests on the survey, each line of it."""
    if persona.quote and persona.quote_provenance is Provenance.HYPOTHESIS:
        return True
    lines = [line for section in persona.sections for line in section.attributes]
    beside = (persona.backstory, persona.source, persona.empathy, persona.journeys, persona.plan)
    return any(beside) or any(line.modified or line.provenance is Provenance.HYPOTHESIS for line in lines)
