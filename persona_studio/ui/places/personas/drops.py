"""What is dragged over the sheet: shown where it would land, and let land there."""

from collections.abc import Callable

from PySide6.QtCore import QMetaMethod, QMimeData, QObject, QPoint, QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from persona_studio.domain.edits import Edit
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.companions.fitting import moment
from persona_studio.services.personas import moving, placing
from persona_studio.services.personas.faces import Outline
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.texts import Texts
from persona_studio.ui.canvas.autoscroll import Autoscroll
from persona_studio.ui.canvas.dropping import Landing, counted_without
from persona_studio.ui.canvas.ghost import ghost_of
from persona_studio.ui.canvas.indicator import Indicator
from persona_studio.ui.canvas.offers import Offer, What, offered, picture_of
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.view import SheetView
from persona_studio.ui.places.personas import drop_words
from persona_studio.ui.places.personas.aiming import Aim, Aiming
from persona_studio.ui.places.personas.companions.names import place_name
from persona_studio.ui.places.personas.status import StatusBar
from persona_studio.ui.studio import Studio

LABELS = {
    Carries.FINDING: "Finding placed",
    Carries.VERBATIM: "Verbatim placed",
    Carries.HYPOTHESIS: "Hypothesis placed",
    Carries.BANK: "Line placed",
    Carries.TEXT: "Text dropped",
    Carries.LINES: "Line moved",
    Carries.SECTION: "Section moved",
}
_LANDING = (What.LINES, What.SECTION)


class Drops(QObject):
    """Listens to what is dragged over the view; ``pictured`` carries a picture let go on the portrait.

    Pictures are taken once somebody listens to ``pictured``: the path of a file, or a QImage. ``aimed`` tells
    whether a picture is over the sheet, and whether over the portrait; ``coming`` that something comes over
    the sheet, before places are looked for.
    """

    pictured = Signal(object)
    aimed = Signal(bool, bool)
    coming = Signal()

    def __init__(
        self,
        studio: Studio,
        view: SheetView,
        status: StatusBar,
        outline: Callable[[], Outline | None],
        texts: Callable[[], Texts],
    ) -> None:
        super().__init__(view)
        self._studio, self._view, self._canvas, self._status = studio, view, view.canvas, status
        self._outline, self._texts = outline, texts
        self.aiming = Aiming(view.canvas)
        self.indicator = Indicator(studio.kit, view.canvas)
        self.scroll = Autoscroll(view, studio.kit.theme.scale)
        self.scroll.scrolled.connect(self._again)
        self._offer: Offer | None = None
        self._last = (QPoint(), False)
        view.dragged.connect(self._dragged)
        view.setAcceptDrops(True)

    @property
    def canvas(self) -> SheetCanvas:
        """The sheet."""
        return self._canvas

    # -------------------------------------------------------------- over the sheet

    @Slot(object)
    def _dragged(self, event: QDropEvent | QDragLeaveEvent) -> None:
        if isinstance(event, QDragLeaveEvent):
            self.end()
        elif isinstance(event, QDragEnterEvent):
            self._enter(event)
        elif event.type() == event.Type.Drop:
            self._drop(event)
        else:
            self._over(event)

    def _enter(self, event: QDragEnterEvent) -> None:
        """Come over the sheet; what it cannot take is refused here, not handed on to the window."""
        self._offer = self.offer(event.mimeData())
        if self._offer is not None:
            self.coming.emit()
            event.acceptProposedAction()

    def offer(self, data: QMimeData) -> Offer | None:
        """Return what is dragged, None when nobody can change anything."""
        if not self._studio.editable or self._outline() is None:
            return None
        project = self._studio.project
        return offered(data, lambda each: find(project, each) is not None)

    def _over(self, event: QDropEvent) -> None:
        point = event.position().toPoint()
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.scroll.pointer_at(point)
        aim = self._show(point, copy=copy)
        # While the sheet scrolls below a still pointer nobody asks again: what is let go then is taken too.
        moving_by = self.scroll.running and self._offer is not None and self._offer.what in _LANDING
        if aim is not None or moving_by:
            _accept(event, self._offer, copy=copy)

    @Slot()
    def _again(self) -> None:
        point, copy = self._last
        self._show(point, copy=copy)

    def _show(self, point: QPoint, *, copy: bool) -> Aim | None:
        """Show where something would land that is let go at a point of the view; return that."""
        self._last = (point, copy)
        viewport = self._view.viewport()
        aim = self.aim(QPointF(self._canvas.mapFrom(viewport, point)))
        line = self.aiming.line(aim.landing) if aim is not None and aim.landing is not None else None
        portrait = aim is not None and aim.portrait
        self.aimed.emit(self._offer is not None and self._offer.picture, portrait)
        self.indicator.tell(self.aiming.around(aim) if aim is not None else None, line)
        fact = self.words(aim, copy=copy)
        self._status.tell_drop(fact, self._studio.kit.t("Escape to cancel"), taken=aim is not None)
        ghost = ghost_of(viewport)
        if ghost is not None:
            ghost.avoid(self._in_window())
            ghost.follow(viewport.mapToGlobal(point))
        return aim

    def aim(self, point: QPointF) -> Aim | None:
        """Return what letting go at a point of the canvas would do."""
        outline = self._outline()
        if outline is None or self._offer is None:
            return None
        taken = self.isSignalConnected(QMetaMethod.fromSignal(self.pictured))
        return self.aiming.at(point, outline, self._offer, pictures=taken)

    def words(self, aim: Aim | None, *, copy: bool) -> str:
        """Say what letting go would do."""
        t, outline = self._studio.kit.t, self._outline()
        if aim is None or outline is None:
            return t("Nothing can be dropped here")
        if aim.landing is None:
            said = {
                "quote": t("Drop as the quote"),
                "portrait": t("Drop as the photo"),
                "moment": t("Drop as the moment of truth"),
            }
            return said[aim.field.field if aim.field is not None else "quote"]
        section = next(s for s in outline.sections if s.id == aim.landing.section)
        title, ours = place_name(outline, section, self._texts()), self._carried()
        if aim.landing.parent == outline.id:
            before = outline.sections.index(section) == aim.landing.index
            return drop_words.beside(title, t, before=before)
        lines = ours is not None and ours.kind is Carries.LINES
        moving_ids = ours.ids if ours is not None and lines and not copy else ()
        number = self.aiming.number(outline, aim.landing, moving_ids)
        return drop_words.between(title, number, t, copy=copy and lines)

    def end(self) -> None:
        """Show nothing any more: it has gone, was let go or given up."""
        self.scroll.rest()
        self.indicator.rest()
        self.aimed.emit(False, False)
        self._status.end_drop()
        ghost = ghost_of(self._view)
        if ghost is not None:
            ghost.avoid(None)
        self._offer = None

    def _carried(self) -> Carried | None:
        return self._offer.carried if self._offer is not None else None

    def _in_window(self) -> QRect | None:
        line = self.indicator.line_rect()
        if line is None:
            return None
        rect = line.toAlignedRect()
        return QRect(self._canvas.mapTo(self._view.window(), rect.topLeft()), rect.size())

    # -------------------------------------------------------------- letting go

    def _drop(self, event: QDropEvent) -> None:
        offer = self._offer or self.offer(event.mimeData())
        self._offer = offer
        point = event.position().toPoint()
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        aim = self.aim(QPointF(self._canvas.mapFrom(self._view.viewport(), point)))
        self.end()
        if aim is not None and offer is not None:
            _accept(event, offer, copy=copy)
            self.land(aim, offer, event.mimeData(), copy=copy)

    def land(self, aim: Aim, offer: Offer, data: QMimeData, *, copy: bool) -> None:
        """Make the edit of something let go."""
        outline = self._outline()
        if outline is None:
            return
        if aim.portrait:
            self.pictured.emit(picture_of(data))
        elif aim.field is not None and aim.field.field == "moment":
            carried = offer.carried or self._text(data)
            if carried is not None:
                edit = self._studio.attempt(moment, self._studio.project, aim.field.id, carried)
                self._studio.do(edit, "Moment of truth chosen")
        elif aim.landing is None:
            edit = self._studio.attempt(placing.quote, self._studio.project, outline.id, offer.carried)
            self._studio.do(edit, "Quote chosen")
        elif offer.what is What.SECTION and offer.carried is not None:
            self._land_section(aim.landing, offer.carried)
        else:
            self._land_lines(aim.landing, offer.carried or self._text(data), copy=copy)

    def _text(self, data: QMimeData) -> Carried | None:
        made = self._studio.attempt(moving.written_elsewhere, data.text(), self._studio.project.language)
        return made if isinstance(made, Carried) else None

    def _land_section(self, at: Landing, carried: Carried) -> None:
        project, section = self._studio.project, carried.ids[0]
        edit = self._studio.attempt(moving.drop_section, project, section, at.parent, at.index)
        if self._studio.do(edit, LABELS[Carries.SECTION], say=_leaves(self._outline(), carried)):
            self._canvas.focus(Ref("section", section, "title"))

    def _land_lines(self, at: Landing, carried: Carried | None, *, copy: bool) -> None:
        if carried is None:
            return
        copy = copy and carried.kind is Carries.LINES
        edit: Edit | None = self._studio.attempt(
            moving.drop, self._studio.project, carried, at.parent, at.index, copy=copy
        )
        label = "Line copied" if copy else LABELS[carried.kind]
        before = self._lines(at)
        leaves = not copy and carried.kind is Carries.LINES and _leaves(self._outline(), carried)
        if not self._studio.do(edit, label, say=leaves):
            return
        gone = () if copy else carried.ids
        first, now = counted_without(before, at.index, gone), self._lines(at)
        many = len(now) - sum(1 for line in before if line not in gone)
        refs = [Ref("attribute", line, "text") for line in now[first : first + many]]
        shown = [ref for ref in refs if self._canvas.place_of(ref) is not None]
        self._canvas.choose_lines(shown)
        self._view.reveal()

    def _lines(self, at: Landing) -> list[str]:
        section = find(self._studio.project, at.parent)
        return [line.id for line in getattr(section, "attributes", ())]


def _leaves(outline: Outline | None, carried: Carried) -> bool:
    """Tell whether something comes from another page, which it leaves unseen."""
    sections = outline.sections if outline is not None else ()
    here = {s.id for s in sections} | {a.id for s in sections for a in s.attributes}
    return not set(carried.ids) <= here


def _accept(event: QDropEvent, offer: Offer | None, *, copy: bool) -> None:
    """Accept: our lines move, or are copied with Ctrl; other programs keep what is theirs."""
    moves = offer is not None and offer.carried is not None and not copy
    wanted = Qt.DropAction.MoveAction if moves else Qt.DropAction.CopyAction
    if event.possibleActions() & wanted:
        event.setDropAction(wanted)
        event.accept()
    else:
        event.acceptProposedAction()
