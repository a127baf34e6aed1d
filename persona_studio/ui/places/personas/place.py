"""Personas: the sheet itself, exactly as it prints, written in place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.changes import Change
from persona_studio.domain.edits import SetField
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Provenance, SectionKey
from persona_studio.domain.project import Project
from persona_studio.publish.boxes import Ref
from persona_studio.services import authoring
from persona_studio.services.companions.fitting import aimed
from persona_studio.services.personas import casting
from persona_studio.services.personas.faces import Face, Outline
from persona_studio.texts import Texts
from persona_studio.ui.actions import Actions
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.spots import PORTRAIT
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.canvas.view import SheetView
from persona_studio.ui.places.personas.asking import Asking
from persona_studio.ui.places.personas.cast import Cast
from persona_studio.ui.places.personas.companions.companions import Companions
from persona_studio.ui.places.personas.dragging import Dragging
from persona_studio.ui.places.personas.hand import Hand
from persona_studio.ui.places.personas.inspecting import Inspecting
from persona_studio.ui.places.personas.inspector import WIDTH, Inspector
from persona_studio.ui.places.personas.palette.panel import DrawerSide, Palette
from persona_studio.ui.places.personas.pen import Pen
from persona_studio.ui.places.personas.photos import PhotoDesk
from persona_studio.ui.places.personas.spoken import spoken
from persona_studio.ui.places.personas.start import Start
from persona_studio.ui.places.personas.status import StatusBar
from persona_studio.ui.places.personas.strip import PersonaStrip
from persona_studio.ui.places.place import Place
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.sides import Side
from persona_studio.ui.words import of_sheets

NARROW, RAIL = 1320, 88


class PersonasPlace(Place):
    """Strip above, sheet in the middle, inspector at the right."""

    title = "Personas"

    def __init__(self, studio: Studio, actions: Actions) -> None:
        super().__init__(studio, actions)
        self.press = studio.press
        self.current: Id = ""
        self.strip = PersonaStrip(self.kit)
        self.canvas = SheetCanvas(self.kit, self._spoken)
        self.pen = Pen(studio, self.canvas, self.texts)
        self.hand = Hand(studio, self.canvas, self.pen, self.persona, self.texts)
        self.view = SheetView(self.kit, self.canvas)
        self.inspector = Inspector(self.kit)
        self.drawer = Palette(self.kit, self)
        self.status = StatusBar(self.kit, actions)
        self.dragging = Dragging(self)
        self.photos = PhotoDesk(self)
        self.companions = Companions(self)
        self.asking = Asking(self)
        self.cast = Cast(studio, actions, self)
        self._build()
        self._connect()
        self.inspecting = Inspecting(self)

    def _build(self) -> None:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.companions.around(self.view), 1)
        middle.addWidget(self.status)
        below_ = QHBoxLayout()
        below_.setSpacing(0)
        self._left = DrawerSide(self.kit, self.drawer)
        below_.addWidget(self._left)
        below_.addLayout(middle, 1)
        self._side = Side(self.kit, self.inspector, WIDTH, NARROW - RAIL)
        below_.addWidget(self._side)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.strip.stand_beside(self.companions.tabs)
        self.companions.tabs.share(self.strip, self.strip.faces_width)
        column.addWidget(self.strip)
        column.addLayout(below_, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(sheet)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self.kit.name(self.canvas, "Sheet")
        # From the palette Tab goes to the page, whose places come behind the canvas, then to the zoom.
        QWidget.setTabOrder(self.drawer.tabs.findChildren(QAbstractButton)[-1], self.canvas)

    def _empty(self) -> QWidget:
        self.start = Start(self.kit, self.actions_, self.make_blank, self.cast.draft_free)
        return self.start.page()

    def _connect(self) -> None:
        self.strip.chosen.connect(self.show_persona)
        self.strip.created.connect(self.cast.ask_new)
        self.inspector.earlier.wanted.connect(self.cast.ask_again)
        self.strip.asked.connect(self._ask_persona)
        self.canvas.chosen.connect(self._chosen)
        self.canvas.asked.connect(self.write_at)
        self.hand.refused.connect(self._show_inspector)
        self.hand.told.connect(self.status.tell_keys)
        self.pen.drawn.connect(self._show_sheet)
        self.pen.begun.connect(self.view.reveal)
        self.view.zoomed.connect(self.status.show_zoom)
        for signal, slot in (
            (self.inspector.provenance, self._set_provenance_named),
            (self.inspector.kind, self.asking.set_kind),
            (self.inspector.accent, self._set_accent),
            (self.inspector.template, self._set_template),
            (self.inspector.removing, self.hand.remove),
            (self.inspector.adding, self.hand.add_line),
            (self.inspector.removing_persona, self._remove_persona),
        ):
            signal.connect(slot)
        for key, act in (
            ("zoom-in", self.view.zoom_in),
            ("zoom-out", self.view.zoom_out),
            ("zoom-fit", self.view.fit),
        ):
            self.actions_.on(key, act)
        self.actions_.on("next", self._next)
        self.studio.leaving.connect(self._keep_writing)
        self.studio.hold(self.inspector, self.inspector.keep)
        self.studio.hold(self.drawer, self.drawer.hand_over)

    # -------------------------------------------------------------- showing

    def refresh(self) -> None:
        """Show the personas, the chosen one's sheet and evidence."""
        project = self.studio.project
        wanted, self.studio.wanted_persona = self.studio.wanted_persona, ""
        before = self.current
        ids = [p.id for p in project.personas]
        if wanted in ids:
            self.current = wanted
        elif self.current not in ids:
            self.current = ids[0] if ids else ""
        if self.current != before:
            self.canvas.choose(None)
        self.start.show_free(len(self.cast.free_segments()), editable=self.studio.editable)
        self.dragging.allow(self.studio.editable)
        self._pages.setCurrentIndex(1 if ids else 0)
        self._allow(shown=True)
        if not ids:
            return
        self.strip.show_personas(project.personas, self.current, editable=self.studio.editable)
        self._show_sheet(self.pen.draft())
        self.hand.allow(self.studio.editable)
        self._show_inspector()
        self._show_drawer()

    def show_face(self) -> None:
        """Show another face of the persona: its sheet, or a companion."""
        self.canvas.choose(None)
        self.refresh()
        self.view.verticalScrollBar().setValue(0)

    def remember(self) -> None:
        """Keep what is being written, and come back to this persona."""
        self._keep_writing()
        self.studio.wanted_persona, self.studio.wanted_face = self.current, self.companions.face.value

    def forget(self) -> None:
        """Let go of the persona and the line of another project."""
        self.pen.give_up()
        self.drawer.forget()
        self.inspector.forget()
        self.current = ""
        self.companions.forget()
        self.canvas.choose(None)

    def changed(self, changes: Sequence[Change]) -> None:
        """Show what changed."""
        self.refresh()

    def enter(self) -> None:
        """Come into view, perhaps on a persona that was asked for elsewhere."""
        super().enter()
        wanted, self.studio.wanted_persona = self.studio.wanted_persona, ""
        if wanted:
            self.show_persona(wanted)
        face, self.studio.wanted_face = self.studio.wanted_face, ""
        if self.current and face in list(Face):
            self.companions.show_face(Face(face))
        listed, self.studio.wanted_review = self.studio.wanted_review, False
        if listed and self.current:
            self.open_inspector().list_hypotheses()
        line, self.studio.wanted_line = self.studio.wanted_line, ""
        if line and self.current:
            self.inspecting.go(Ref("attribute", line, "text"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Close the inspector in a narrow window."""
        super().resizeEvent(event)
        self._side.fit(self.width())
        self._left.fit(self.width())

    def panels(self) -> list[QWidget]:
        """Return strip, palette, sheet and inspector."""
        return [self.strip, self.drawer, self.companions.panel(), self.inspector] if self.current else []

    def stop_of(self, panel: QWidget) -> QWidget | None:
        """Return to what is chosen on the page."""
        return self.canvas.chosen_spot() if panel is self.canvas else None

    def open_inspector(self) -> Inspector:
        """Return the inspector, which is opened for what is asked of it."""
        self._side.open()
        return self.inspector

    def filter_field(self) -> QWidget | None:
        """Return the search of the palette, which is opened for it."""
        if not self.current:
            return None
        self._left.open()
        return self.drawer.filter_field()

    def target(self, fits: SectionKey | None = None) -> tuple[Id, int] | None:
        """Return where a key places: a section of the sheet and the place in it; None without a section."""
        outline, ref = self.outline(), self.canvas.current
        return aimed(outline, ref.id if ref is not None else "", fits) if outline is not None else None

    def line_chosen(self) -> Id:
        """Return the line that is chosen on the sheet, or ""."""
        ref = self.canvas.current
        return ref.id if ref is not None and ref.kind == "attribute" else ""

    def show_line(self, line: Id) -> None:
        """Choose a line and bring it into view, on the page where it stands."""
        self.companions.show_face_of(line)
        self.canvas.choose(Ref("attribute", line, "text"))
        self.view.reveal()
        self._show_inspector()

    def persona(self) -> Persona | None:
        """Return the persona shown."""
        return next((p for p in self.studio.project.personas if p.id == self.current), None)

    def outline(self) -> Outline | None:
        """Return what is shown of the persona: its sheet or a companion, with its sections."""
        persona = self.persona()
        return Outline(persona, self.companions.face) if persona is not None else None

    def texts(self) -> Texts:
        """Return words in the language of the sheets."""
        return of_sheets(self.studio.project, self.kit.t)

    @Slot(object)
    def _show_sheet(self, project: Project) -> None:
        persona = next((p for p in project.personas if p.id == self.current), None)
        if persona is None:
            return
        before = [(page.width, page.height) for page in self.canvas.pages[:1]]
        sheet = self.companions.laid_out(project, persona)
        self.canvas.show_pages(sheet.pages)
        self.status.show_overflow(len(sheet.overflow))
        self.inspector.note_overflow(sheet.overflow)
        if before != [(page.width, page.height) for page in sheet.pages[:1]]:
            self.view.settle()

    @Slot()
    def _show_inspector(self) -> None:
        self.inspector.show_face(self.companions.face)
        self.inspector.writes = self.pen.writing is not None
        self.inspecting.show()

    def _show_drawer(self) -> None:
        persona = self.persona()
        if persona is not None:
            self.drawer.show_persona(self.studio.project, persona)

    def _spoken(self, place: Spot) -> str:
        return spoken(place, self.studio.project, self.persona(), self.kit.t)

    @Slot(str)
    def show_persona(self, persona: Id) -> None:
        """Show another persona."""
        if persona == self.current or not self.pen.finish():
            return
        self.current = persona
        self.canvas.choose(None)
        self.refresh()
        self.view.verticalScrollBar().setValue(0)

    @Slot()
    def _next(self) -> None:
        ids = [p.id for p in self.studio.project.personas]
        if self.isVisible() and len(ids) > 1:
            self.show_persona(ids[(ids.index(self.current) + 1) % len(ids)])

    @Slot(object)
    def _chosen(self, _ref: Ref | None) -> None:
        if self.studio.session is not None:
            self._show_inspector()

    # -------------------------------------------------------------- writing

    @Slot(object, object)
    def write_at(self, place: Spot, point: QPointF | None) -> None:
        """Write a text, or open the menu of what is no text."""
        if not self.studio.editable:
            return
        if not self.pen.finish():
            return
        text = self.canvas.text_at(place, point)
        if text is not None:
            # A name, a title, a wish is most often written anew: all of it is chosen.
            self.pen.write(text, None if text.kind == "persona" else point)
        elif place.ref.field == PORTRAIT:
            self.photos.open()
        elif place.ref.kind == "persona":
            self.asking.of_kind(place)
        else:
            self.companions.open(place)

    @Slot()
    def _keep_writing(self) -> None:
        self.pen.finish()
        self.inspector.keep()
        self.drawer.hand_over()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was being written when the place is left."""
        if self.studio.session is not None:
            self.pen.finish()
        self._allow(shown=False)
        super().hideEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take back the gestures of the personas, though nothing changed meanwhile."""
        super().showEvent(event)
        self._allow(shown=self.studio.session is not None)

    def _allow(self, *, shown: bool) -> None:
        there = shown and bool(self.studio.project.personas)
        self.cast.allow(there and self.studio.editable)
        self.photos.allow(there and self.studio.editable)
        self.companions.allow(there)

    # -------------------------------------------------------------- lines and sections

    @Slot(str)
    def _set_provenance_named(self, value: str) -> None:
        self.hand.set_provenance(Provenance(value))

    # -------------------------------------------------------------- persona

    @Slot()
    def make_blank(self) -> None:
        """Make a persona by hand and write its name."""
        project = self.studio.project
        made = casting.blank(project, self.texts()("New persona"))
        if self.studio.do(authoring.add_persona(project, made), "Persona created"):
            self.show_persona(made.id)
            self.refresh()
            self.pen.write(Ref("persona", made.id, "name"))

    @Slot(int)
    def _set_accent(self, accent: int) -> None:
        self.studio.do(authoring.set_accent(self.studio.project, self.current, accent), "Colour changed")

    @Slot(str)
    def _set_template(self, template: str) -> None:
        self.pen.finish()
        if self.studio.do(SetField(self.current, "template", template), "Template changed"):
            self.inspector.focus_template()

    @Slot()
    def _remove_persona(self) -> None:
        self.cast.put_in_bin(self.current)

    def let_go_of_line(self) -> bool:
        """Keep what is being written and choose nothing: what comes concerns the persona; tell if it can."""
        finished = self.pen.finish()
        if finished:
            self.canvas.choose(None)
        return finished

    @Slot(str, QPoint)
    def _ask_persona(self, persona: Id, at: QPoint) -> None:
        if self.studio.editable:
            self.cast.ask_about(persona, at)
