"""The inspector: evidence and provenance of a line, settings of the sheet, what is to be reviewed.

Its parts are built once; each is filled again only when what it shows has changed.
"""

from collections.abc import Collection, Hashable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Persona, Provenance, Section
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.casting import of_earlier
from persona_studio.services.personas.faces import Face, Outline
from persona_studio.services.personas.linting import doubted
from persona_studio.services.workshop.publishing import lost_evidence
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.personas.companions.beside import BesidePanel
from persona_studio.ui.places.personas.companions.names import (
    companion_field,
    companion_help,
    place_name,
)
from persona_studio.ui.places.personas.earlier import EarlierCard
from persona_studio.ui.places.personas.evidence import EvidencePanel
from persona_studio.ui.places.personas.facts import Fact
from persona_studio.ui.places.personas.portrait_panel import PortraitPanel
from persona_studio.ui.places.personas.provenance import ProvenancePanel
from persona_studio.ui.places.personas.review import ReviewPanel, doubt
from persona_studio.ui.places.personas.settings import SheetSettings
from persona_studio.ui.widgets.labels import Rule
from persona_studio.ui.widgets.surfaces import Column, Panel
from persona_studio.ui.words import of_sheets

WIDTH = 300
FIELDS = {
    "name": "First name",
    "title": "Evocative title",
    "role": "Role",
    "priority": "Priority",
    "objective": "Objective",
    "quote": "Quote",
    "kind": "Kind of persona",
    "portrait": "Picture",
}


class Inspector(Panel):
    """Shows what is chosen; asks, never edits."""

    provenance = Signal(str)
    kind = Signal(str)
    accent = Signal(int)
    template = Signal(str)
    removing = Signal()
    adding = Signal()
    moving = Signal(int)
    removing_persona = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "l")
        px = kit.px
        self.evidence, self.origin = EvidencePanel(kit), ProvenancePanel(kit)
        self.picture, self.beside = PortraitPanel(kit), BesidePanel(kit)
        self.sheet, self.review = SheetSettings(kit), ReviewPanel(kit)
        self.earlier = EarlierCard(kit)
        self._rule = Rule(kit)
        self._known: dict[str, tuple[Hashable, ...]] = {}
        self._held: tuple[object, ...] = ()
        self._face = Face.SHEET
        self.holds_feeling = False
        """Whether the arrows move the point of a feeling: what it says of the keys depends on it."""
        self.writes = False
        """Whether something is being written: a line that is nowhere yet is a new one."""
        self._column = column = Column(kit, margins=(18, 18, 18, 18))
        column.rows.setSpacing(px(14))
        above = (self.earlier, self.evidence, self.picture, self.beside, self._rule, self.origin)
        self._of_sheet = (Rule(kit), self.sheet)
        for part in (*above, *self._of_sheet, Rule(kit), self.review):
            column.rows.addWidget(part)
        column.rows.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)
        kit.name(self, "Evidence and settings")
        self._connect()

    def _connect(self) -> None:
        self.origin.provenance.connect(self.provenance)
        self.origin.adding.connect(self.adding)
        self.origin.removing.connect(self.removing)
        self.sheet.kind.connect(self.kind)
        self.sheet.accent.connect(self.accent)
        self.sheet.template.connect(self.template)
        self.sheet.removing.connect(self.removing_persona)

    def show_ref(
        self,
        project: Project,
        persona: Persona,
        ref: Ref | None,
        *,
        editable: bool,
        original: str | None = None,
    ) -> None:
        """Show what is known about a thing of the sheet, then about the persona.

        ``original`` is the sentence that the figures of a reworded line say.
        """
        thing = find(project, ref.id) if ref is not None else None
        line = thing if isinstance(thing, Attribute) else None
        data = (project.waves, project.segmentations, project.personas)
        doing = (editable, self.holds_feeling, self.writes)
        about = (persona.id, self._face, ref, thing, *map(id, data), *doing)
        if self._is_new("evidence", about):
            self._held = data  # so that no other value gets their identity
            self._show_evidence(project, persona, ref, thing, editable=editable)
        picture = ref is not None and ref.field == "portrait"
        colours = project.brand.colours
        looks = (persona.id, persona.photo, persona.portrait, persona.worn, colours, editable)
        self.picture.setVisible(picture)
        if picture and self._is_new("picture", looks):
            self.picture.show_persona(persona, editable=editable)
        self.origin.setVisible(line is not None)
        self._rule.setVisible(line is not None)
        lost = line is not None and line.id in lost_evidence(project, persona)
        if line is not None and self._is_new("origin", (line, original, lost, editable)):
            self.origin.show_line(line, original, lost=lost, editable=editable)
        worn = tuple((p.name, p.worn) for p in project.personas)
        shown = (persona.id, persona.kind, persona.template, persona.worn, worn, colours, editable)
        if self._is_new("sheet", shown):
            self.sheet.show_persona(project, persona, editable=editable)
        self.earlier.tell(earlier=of_earlier(project, persona), editable=editable)
        self.review.show_persona(project, persona)
        self.beside.show_ref(project, persona, ref, editable=editable)

    def show_face(self, face: Face) -> None:
        """Show the settings of the sheet only beside a sheet."""
        self._face = face
        for part in self._of_sheet:
            part.setVisible(face is Face.SHEET)

    def note_overflow(self, overflow: Collection[Id]) -> None:
        """Say which lines the first page could not hold."""
        self.review.note_overflow(overflow)

    def list_hypotheses(self) -> None:
        """List what remains to check of the persona, in view."""
        self.review.list_hypotheses()
        _lay_out()
        self._column.verticalScrollBar().setValue(self._review_at() - self._column.rows.spacing())

    @contextmanager
    def review_in_place(self) -> Iterator[None]:
        """Keep what is to be reviewed where it is, whatever comes above it: one looks at it line by line."""
        bar = self._column.verticalScrollBar()
        above = self._review_at() - bar.value()
        yield
        _lay_out()
        bar.setValue(self._review_at() - above)

    def _review_at(self) -> int:
        return self.review.mapTo(self._column.content, QPoint()).y()

    def forget(self) -> None:
        """Let go of what was shown of a project."""
        self._known.clear()
        self._held = ()
        self.review.forget()
        self.origin.forget()
        self.beside.forget()

    def keep(self) -> bool:
        """Hand over what is being written, and tell whether all could be kept."""
        return all([self.origin.keep(), self.beside.keep()])

    def focus_template(self) -> None:
        """Bring the keyboard to the list of templates."""
        self.sheet.choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_new(self, part: str, shown: tuple[Hashable, ...]) -> bool:
        key = (*shown, self._kit.t.language)
        if self._known.get(part) == key:
            return False
        self._known[part] = key
        return True

    # -------------------------------------------------------------- what is chosen

    def _show_evidence(
        self, project: Project, persona: Persona, ref: Ref | None, thing: object, *, editable: bool
    ) -> None:
        t = self._kit.t
        if isinstance(thing, Attribute):
            gone = lost_evidence(project, persona)
            lost = len(gone) if thing.id in gone else 0
            self.evidence.show_attribute(project, persona, thing, lost=lost, editable=editable)
        elif ref is not None and ref.kind == "attribute" and self.writes:
            keys = t("Enter keeps the line and opens another below it; an empty line goes. Escape gives up.")
            self.evidence.show_words(t("New line"), "", keys)
        elif isinstance(thing, Section):
            self._show_section(project, persona, thing)
        elif ref is not None and ref.kind == "persona":
            self._show_field(persona, ref.field)
        elif ref is not None and ref.kind in ("journey", "stage"):
            note = companion_help(ref, t, held=self.holds_feeling)
            self.evidence.show_words(companion_field(ref, t), "", note)
        else:
            own = self._face is Face.SHEET
            note = t("Choose a line of the sheet to see where it comes from.")
            note = note if own else t("Choose a line to see where it comes from.")
            shown = [line for s in Outline(persona, self._face).shown for line in s.attributes]
            facts = [*_segment_facts(project, persona, self._kit), *_counted(shown, self._kit)]
            self.evidence.show_words(t("Evidence"), "", note, facts)

    def _show_section(self, project: Project, persona: Persona, section: Section) -> None:
        t = self._kit.t
        note = "" if section.attributes else t("Drop a finding here, or press Enter and write.")
        facts = _counted(section.attributes, self._kit)
        title = place_name(Outline(persona, self._face), section, of_sheets(project, t))
        self.evidence.show_words(t("Section"), title, note, facts)

    def _show_field(self, persona: Persona, field: str) -> None:
        t = self._kit.t
        if field == "quote":
            self.evidence.show_quote(persona.quote, persona.quote_provenance, persona.quote_evidence)
            return
        if field == "portrait":
            self.evidence.show_words(t(FIELDS[field]), "", "")
            return
        note = (
            t("Design for the principal, do not lose the secondary, leave the anti-persona.")
            if field == "kind"
            else t("Press twice to write; Enter keeps, Escape gives up.")
        )
        self.evidence.show_words(t(FIELDS.get(field, "Sheet")), "", note)


def _lay_out() -> None:
    """Let what has changed take its room, layouts within layouts too."""
    for _ in range(4):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _segment_facts(project: Project, persona: Persona, kit: Kit) -> list[Fact]:
    t = kit.t
    for found in project.segmentations:
        for segment in found.segments:
            if segment.id == persona.segment:
                people = t.plural("{n} respondent", "{n} respondents", segment.size)
                said = f"{segment.name}, {people}" if segment.name else people
                held = doubt(doubted(found), t)
                return [(t("Made from"), f"{said}. {held}." if held else said)]
    return [(t("Made from"), t("Hypotheses, by hand"))]


def _counted(lines: Collection[Attribute], kit: Kit) -> list[Fact]:
    """Count lines by where they come from."""
    t = kit.t
    if not lines:
        return []
    of = {p: sum(line.provenance is p for line in lines) for p in Provenance}
    parts = [
        t.plural("{n} line of data", "{n} lines of data", of[Provenance.DATA]),
        t.plural("{n} verbatim", "{n} verbatims", of[Provenance.VERBATIM]),
        t.plural("{n} hypothesis", "{n} hypotheses", of[Provenance.HYPOTHESIS]),
    ]
    said = [part for part, count in zip(parts, of.values(), strict=True) if count]
    return [(t("Lines"), ", ".join(said))]
