"""The strip of personas while something is dragged: a face opens its sheet, or takes lines at once."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.tree import find
from persona_studio.services.personas import moving
from persona_studio.services.personas.outline import owner_of
from persona_studio.services.personas.placing import Carries
from persona_studio.ui.canvas.ghost import ghost_of
from persona_studio.ui.canvas.offers import Offer, What
from persona_studio.ui.places.personas import drop_words
from persona_studio.ui.places.personas.drops import LABELS, Drops
from persona_studio.ui.places.personas.status import StatusBar
from persona_studio.ui.places.personas.strip import PersonaStrip
from persona_studio.ui.studio import Studio

OPENS_MS = 500
"""How long something is held over a face before the sheet opens."""


class StripDrops(QObject):
    """``opened`` carries the persona over whose face something was held."""

    opened = Signal(str)

    def __init__(
        self,
        studio: Studio,
        strip: PersonaStrip,
        drops: Drops,
        status: StatusBar,
        persona: Callable[[], Persona | None],
    ) -> None:
        super().__init__(strip)
        self._studio, self._strip, self._drops, self._status = studio, strip, drops, status
        self._persona = persona
        self._offer: Offer | None = None
        self._over: Id = ""
        self._opens = QTimer(self)
        self._opens.setSingleShot(True)
        self._opens.setInterval(OPENS_MS)
        self._opens.timeout.connect(self._open)
        strip.setAcceptDrops(True)
        strip.installEventFilter(self)

    def eventFilter(self, _strip: QObject, event: QEvent) -> bool:
        """Take what is dragged over the strip."""
        match event:
            case QDragEnterEvent():
                self._enter(event)
            case QDragMoveEvent():
                self._move(event)
            case QDragLeaveEvent():
                self.end()
            case QDropEvent():
                self._drop(event)
            case _:
                return False
        return True

    def _enter(self, event: QDragEnterEvent) -> None:
        self._offer = self._drops.offer(event.mimeData())
        event.setAccepted(self._offer is not None)

    def _move(self, event: QDragMoveEvent) -> None:
        at = event.position().toPoint()
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._point_at(self._strip.face_at(at))
        takes = self._takes(self._over, copy=copy)
        self._strip.mark(self._over if takes else "")
        self._tell(takes, copy=copy)
        ghost = ghost_of(self._strip)
        if ghost is not None:
            ghost.avoid(None)
            ghost.follow(self._strip.mapToGlobal(at))
        event.ignore()
        if takes:
            event.setDropAction(Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction)
            event.accept()

    def _point_at(self, face: Id) -> None:
        if face == self._over:
            return
        self._over = face
        shown = self._persona()
        opens = self._offer is not None and self._offer.what in (What.LINES, What.SECTION)
        if face and opens and shown is not None and face != shown.id:
            self._opens.start()
        else:
            self._opens.stop()

    def _tell(self, takes: bool, *, copy: bool) -> None:
        t, persona = self._studio.kit.t, find(self._studio.project, self._over) if self._over else None
        name = persona.name if isinstance(persona, Persona) else ""
        fact = drop_words.onto(name, t, copy=copy) if takes else t("Nothing can be dropped here")
        rest = t("Ctrl copies · Escape to cancel") if takes and not copy else t("Escape to cancel")
        self._status.tell_drop(fact, rest, taken=takes)

    def _takes(self, persona: Id, *, copy: bool) -> bool:
        """Tell whether a face takes what is dragged: lines and sections of another sheet."""
        ours = self._offer.carried if self._offer is not None else None
        if not persona or ours is None or not ours.ids:
            return False
        owner = owner_of(self._studio.project, ours.ids[0])
        leaves = moving.leaves(self._studio.project, ours.ids)
        elsewhere = leaves and owner is not None and owner.id != persona
        return elsewhere and (ours.kind is Carries.LINES or (ours.kind is Carries.SECTION and not copy))

    def _drop(self, event: QDropEvent) -> None:
        persona = self._strip.face_at(event.position().toPoint())
        copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._offer = self._offer or self._drops.offer(event.mimeData())
        ours, takes = self._offer.carried if self._offer else None, self._takes(persona, copy=copy)
        self.end()
        event.ignore()
        if ours is None or not takes:
            return
        event.setDropAction(Qt.DropAction.CopyAction if copy else Qt.DropAction.MoveAction)
        event.accept()
        if ours.kind is Carries.SECTION:
            self.land_section(ours.ids[0], persona)
        else:
            self.land(ours.ids, persona, copy=copy)

    def land(self, ids: tuple[Id, ...], persona: Id, *, copy: bool) -> None:
        """Put lines on the sheet of another persona, in the same sections."""
        edit = self._studio.attempt(moving.to_persona, self._studio.project, ids, persona, copy=copy)
        label = "Copied to another persona" if copy else "Moved to another persona"
        self._studio.do(edit, label, say=True)

    def land_section(self, section: Id, persona: Id) -> None:
        """Put a section at the end of the sheet of another persona."""
        project, to = self._studio.project, find(self._studio.project, persona)
        end = len(to.sections) if isinstance(to, Persona) else 0
        edit = self._studio.attempt(moving.drop_section, project, section, persona, end)
        self._studio.do(edit, LABELS[Carries.SECTION], say=True)

    @Slot()
    def _open(self) -> None:
        if self._over:
            self.opened.emit(self._over)

    def end(self) -> None:
        """Show nothing any more."""
        self._opens.stop()
        self._strip.mark("")
        self._status.end_drop()
        self._offer, self._over = None, ""
