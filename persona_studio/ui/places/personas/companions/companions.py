"""The companions in the place: which face is shown, how it begins, what only a journey or a plan can do."""

from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QWidget

from persona_studio.domain import deliverables
from persona_studio.domain.companions import Companion
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.publish.boxes import Page, Ref
from persona_studio.publish.layout.values import Sheet
from persona_studio.services.companions import actions, companions
from persona_studio.services.personas.faces import Face, Outline, face_of
from persona_studio.ui.canvas.spots import FEELING
from persona_studio.ui.canvas.spots import Place as Spot
from persona_studio.ui.places.personas.companions.acts import Acts
from persona_studio.ui.places.personas.companions.empty import NotBegun
from persona_studio.ui.places.personas.companions.menus import Menus
from persona_studio.ui.places.personas.companions.stages import Stages
from persona_studio.ui.places.personas.companions.tabs import FaceTabs

if TYPE_CHECKING:
    from persona_studio.ui.places.personas.place import PersonasPlace

PAGES = {
    Face.EMPATHY: deliverables.EMPATHY,
    Face.JOURNEY: deliverables.JOURNEY,
    Face.PLAN: deliverables.PLAN,
}
BEGIN = {
    Face.EMPATHY: (companions.begin_empathy, "Empathy map begun"),
    Face.JOURNEY: (companions.begin_journey, "Journey begun"),
    Face.PLAN: (companions.begin_plan, "Action plan begun"),
}
COMPANION = {
    Face.EMPATHY: Companion.EMPATHY,
    Face.JOURNEY: Companion.JOURNEY,
    Face.PLAN: Companion.PLAN,
}
_NOTHING = Sheet(())


class Companions(QObject):
    """Knows the face that is shown; the pages of a companion stand where those of the sheet do."""

    def __init__(self, place: "PersonasPlace") -> None:
        super().__init__(place)
        self._place, self._studio, self._kit = place, place.studio, place.kit
        self.face = Face.SHEET
        self.tabs = FaceTabs(place.kit)
        self.tabs.chosen.connect(self._picked)
        self._stack = QStackedWidget()
        self._empty: dict[Face, NotBegun] = {}
        self.stages = Stages(place)
        self.acts = Acts(place)
        self._menus = Menus(place, self)
        self._before: tuple[Page, ...] = ()
        """The pages before a gesture was undone or done again."""
        self._listen()

    def _listen(self) -> None:
        """Do what the inspector, the command field and the sign beside a stage ask."""
        # Methods, not partials: those are let go of when the place is built anew for another theme.
        for face, go in (
            (Face.SHEET, self._go_to_sheet),
            (Face.EMPATHY, self._go_to_empathy),
            (Face.JOURNEY, self._go_to_journey),
            (Face.PLAN, self._go_to_plan),
        ):
            self._place.actions_.on(f"face-{face.value}", go)
        self._place.hand.adder.wanted.connect(self._more)
        self._studio.settling.connect(self._note_pages)
        self._studio.stepped.connect(self._tell_unseen)
        panel, stages, acts = self._place.inspector.beside, self.stages, self.acts
        for signal, act in (
            (panel.keyed, stages.set_key),
            (panel.pictured, stages.set_icon),
            (panel.adding, stages.add),
            (panel.moving, stages.move),
            (panel.removing, stages.remove),
            (panel.team, acts.set_team),
            (panel.effort, acts.set_effort),
            (panel.impact, acts.set_impact),
            (panel.planning, acts.plan),
            (panel.regrouping, acts.move_to_team),
            (panel.owner, acts.set_owner),
            (panel.due, acts.set_due),
            (panel.because, acts.set_because),
            (panel.showing, acts.show_reason),
        ):
            signal.connect(act)

    def around(self, view: QWidget) -> QWidget:
        """Return what holds the view of the pages, or in its place what a companion is before it is begun."""
        self._stack.addWidget(view)
        return self._stack

    # -------------------------------------------------------------- showing

    def _go(self, face: Face) -> None:
        if self._place.isVisible():
            self.show_face(face)

    @Slot()
    def _go_to_sheet(self) -> None:
        self._go(Face.SHEET)

    @Slot()
    def _go_to_empathy(self) -> None:
        self._go(Face.EMPATHY)

    @Slot()
    def _go_to_journey(self) -> None:
        self._go(Face.JOURNEY)

    @Slot()
    def _go_to_plan(self) -> None:
        self._go(Face.PLAN)

    @Slot(object)
    def _more(self, spot: Spot) -> None:
        if spot.ref.kind == "stage":
            self.stages.add(spot.ref.id)

    def allow(self, allowed: bool) -> None:
        """Let faces be shown from the command field, or not."""
        self._place.actions_.allow(allowed, *(f"face-{face.value}" for face in Face))

    @Slot(str)
    def _picked(self, value: str) -> None:
        self.show_face(Face(value))

    def show_face(self, face: Face) -> None:
        """Show another face of the persona, unless what is being written cannot be kept."""
        if face is not self.face and self._place.pen.finish():
            self.face = face
            self._place.show_face()
        self.tabs.show_face(self.face)

    def show_face_of(self, thing: Id) -> None:
        """Show the face on which a line, or a section, of the persona stands."""
        persona = self._place.persona()
        face = face_of(persona, thing) if persona is not None else None
        if face is not None:
            self.show_face(face)

    def forget(self) -> None:
        """Show the sheet of what is opened next."""
        self.face = Face.SHEET
        self.tabs.show_face(self.face)

    def laid_out(self, project: Project, persona: Persona) -> Sheet:
        """Return the pages of the face that is shown; none of what is not begun: its empty state is shown."""
        place, begun = self._place, Outline(persona, self.face).begun
        self._show_stack(begun=begun)
        if self.face is Face.SHEET:
            return place.press.sheet(project, persona, place.texts(), editing=True)
        if not begun:
            return _NOTHING
        return place.press.companion(project, persona, PAGES[self.face], place.texts(), editing=True)

    def _show_stack(self, *, begun: bool) -> None:
        if begun:
            self._stack.setCurrentIndex(0)
            return
        within = QApplication.focusWidget()
        left = within is not None and self._place.view.isAncestorOf(within)
        if self.face not in self._empty:
            state = NotBegun(self._kit, self.face)
            state.begun.connect(self._begin)
            self._stack.addWidget(state)
            self._empty[self.face] = state
        self._empty[self.face].allow(self._studio.editable)
        self._stack.setCurrentWidget(self._empty[self.face])
        if left:  # what had the keyboard is gone: it must not leave the page
            self._empty[self.face].draft.setFocus(Qt.FocusReason.OtherFocusReason)

    def panel(self) -> QWidget:
        """Return what the keyboard comes to in the middle: the pages, or how they are begun."""
        current = self._stack.currentWidget()
        return current if isinstance(current, NotBegun) else self._place.canvas

    @Slot()
    def _note_pages(self) -> None:
        self._before = self._place.canvas.pages

    @Slot(str)
    def _tell_unseen(self, words: str) -> None:
        """Say what was undone, or done again, where nobody sees it: on another face, or persona."""
        before, self._before = self._before, ()
        now = self._place.canvas.pages
        if self._place.isVisible() and len(before) == len(now) and all(map(is_, before, now)):
            self._studio.said.emit(words, False)

    # -------------------------------------------------------------- beginning

    @Slot(bool)
    def _begin(self, drafted: bool) -> None:
        """Begin the companion, and bring the keyboard to its first place."""
        make, label = BEGIN[self.face]
        project, persona = self._studio.project, self._place.current
        edit = self._studio.attempt(make, project, persona, drafted)
        if not self._studio.do(edit, label, say=True):
            return
        now = self._place.persona()
        left = actions.without_team(now) if now is not None and self.face is Face.PLAN else ()
        if left and drafted:
            told = self._kit.t.plural(
                "{n} opportunity without a team is not in the plan",
                "{n} opportunities without a team are not in the plan",
                len(left),
            )
            self._studio.said.emit(told, True)
        self._focus_first()

    def _focus_first(self) -> None:
        wanted = ("attributes", "text", "name")
        places = self._place.canvas.places()
        first = next((p.ref for p in places if p.ref.kind != "persona" and p.ref.field in wanted), None)
        if first is not None:
            self._place.canvas.focus(first)

    def clear(self) -> None:
        """Take the page away with all that is on it; undo brings it back."""
        made = COMPANION[self.face]
        edit = self._studio.attempt(companions.clear, self._studio.project, self._place.current, made)
        if self._place.pen.finish() and self._studio.do(edit, "Page taken away", say=True):
            self._place.canvas.choose(None)

    # -------------------------------------------------------------- opening and menus

    def open(self, spot: Spot) -> None:
        """Open what is no text: the icons of a stage, the word of a feeling, team or reason of a line."""
        ref, below = spot.ref, self._below(spot)
        if (ref.kind, ref.field) == FEELING:
            self._place.pen.write(Ref("stage", ref.id, "mood"))
        elif ref.kind == "stage":
            self._menus.of_icons(ref, below)
        elif ref.field == "opportunity":
            self._menus.of_teams(ref, below)
        elif ref.field == "because":
            self._place.open_inspector().beside.focus_reason()

    def ask(self, spot: Spot, at: QPoint) -> bool:
        """Open the menu of a place that no sheet has; tell whether it is one."""
        ref = spot.ref
        if ref.kind == "stage":
            self._menus.of_stage(ref, at)
        elif ref.kind == "section" and self.face is not Face.SHEET:
            self._menus.of_section(at)
        elif ref.kind == "journey" or (ref.kind == "persona" and self.face is not Face.SHEET):
            self._menus.of_page(at)
        elif ref.kind == "attribute" and ref.field != "text":
            self._place.canvas.choose(Ref("attribute", ref.id, "text"))
            return False
        else:
            return False
        return True

    def ask_page(self, at: QPoint) -> bool:
        """Open the menu of the page, unless it is a sheet."""
        if self.face is Face.SHEET:
            return False
        self._menus.of_page(at)
        return True

    def add_ways(self, menu: QMenu) -> None:
        """Add to the menu of a line what a plan can make of it."""
        line = self._place.inspecting.line()
        if line is not None:
            self._menus.add_ways(menu, line)

    def _below(self, spot: Spot) -> QPoint:
        canvas = self._place.canvas
        return canvas.mapToGlobal(canvas.rect_of(spot).bottomLeft().toPoint() + QPoint(0, 4))
