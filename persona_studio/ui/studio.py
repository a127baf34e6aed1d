"""What the window shows: the open project, and the one way to change it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from persona_studio.errors import UserError
from persona_studio.ui.given import given
from persona_studio.ui.jobs import Jobs
from persona_studio.ui.kit import Kit

if TYPE_CHECKING:
    from persona_studio.domain.changes import Change
    from persona_studio.domain.edits import Edit
    from persona_studio.domain.ids import Id
    from persona_studio.domain.project import Project
    from persona_studio.services.session import Session
    from persona_studio.services.workshop.publishing import Press
    from persona_studio.ui.preferences import Preferences


class Studio(QObject):
    """Holds the open session; screens listen to its signals and never to each other.

    ``changed`` carries the changes of each gesture, ``said`` a short message and whether undo is offered,
    ``offered`` one with the words of a way on (English source) and what that does,
    ``stepped`` what was just undone or done again, in words,
    ``refused`` an error the user can act on, ``wanted`` the place to go to; ``moved`` tells that the project
    goes on in another file, which is a copy of it;
    ``finishing`` comes before another project takes the place or the window closes: what is being stored is
    stored to its end; ``leaving`` comes while the project can still be written, ``doing`` (an edit) before a
    gesture and ``settling`` before things are replaced: whoever holds words that are being written hands
    them over.
    """

    opened = Signal()
    finishing = Signal()
    leaving = Signal()
    doing = Signal(object)
    settling = Signal()
    closed = Signal()
    changed = Signal(object)
    said = Signal(str, bool)
    offered = Signal(str, str, object)
    stepped = Signal(str)
    refused = Signal(object)
    wanted = Signal(str)
    moved = Signal()

    def __init__(self, kit: Kit, jobs: Jobs, preferences: "Preferences") -> None:
        super().__init__()
        self.kit, self.jobs, self.preferences = kit, jobs, preferences
        self.session: Session | None = None
        self.wanted_persona = self.wanted_face = ""
        self.wanted_variable = self.wanted_line = ""
        self.wanted_review = False
        """Whether the hypotheses of the wanted persona are to be listed."""
        self.wanted_page: tuple[str, bool] = ("", False)
        """The page of the workshop to come back to, by its key, and whether it is seen large."""
        self.holders: list[Callable[[], bool]] = []
        self._unsubscribe: Callable[[], None] | None = None
        jobs.broke.connect(self.refused)

    @cached_property
    def press(self) -> "Press":
        """What lays pages out, one for all places: what was set in one of them is ready in the others."""
        from persona_studio.services.workshop.publishing import Press  # noqa: PLC0415 - fonts load with the first page

        return Press(self.kit.album)

    @property
    def project(self) -> "Project":
        """The project as it is now; there must be one open."""
        return given(self.session).project

    @property
    def editable(self) -> bool:
        """Whether gestures can be made."""
        return self.session is not None and not self.session.read_only

    def adopt(self, session: "Session") -> None:
        """Show another project; the one before is closed."""
        self.leave()
        self.session = session
        self.kit.read_photos(session.picture)
        self.kit.wear(session.project.brand)
        self._unsubscribe = session.subscribe(self._tell)
        self.opened.emit()

    def go_on_in(self, copy: Path) -> bool:
        """Go on in a copy of the project, whose own file has gone, and tell whether that went well."""
        session = given(self.session)
        try:
            session.move_to(copy)
        except UserError as error:
            self.refused.emit(error)
            return False
        self.moved.emit()
        return True

    def hold(self, owner: QObject, hand_over: Callable[[], bool]) -> None:
        """Ask an owner, as long as it is there, for words being written: it tells if they could be kept."""
        self.holders.append(hand_over)
        owner.destroyed.connect(lambda: self.holders.remove(hand_over))

    def kept(self) -> bool:
        """Keep all that is being written, words and answers, and tell whether that went well."""
        self.finishing.emit()
        return self.session is None or all(hand_over() for hand_over in self.holders)

    @Slot()
    def leave(self) -> None:
        """Close the project; words that could not be kept are lost: ask :meth:`kept` before."""
        if self.session is None:
            return
        self.leaving.emit()
        self.jobs.stop_all()
        if self._unsubscribe is not None:
            self._unsubscribe()
        session, self.session = self.session, None
        self.kit.wear(None)
        self.closed.emit()
        session.close()

    def open(self, path: Path) -> bool:
        """Open a project file and tell whether that went well."""
        from persona_studio.services.session import Session  # noqa: PLC0415 - the database loads with the first project

        session = self.attempt(Session.open, path) if self.kept() else None
        if session is None:
            return False
        self.adopt(session)
        return True

    def create(self, path: Path, project: "Project", columns: Any = None) -> bool:
        """Make a project file, open it, and tell whether that went well."""
        from persona_studio.services.session import Session  # noqa: PLC0415 - the database loads with the first project

        session = self.attempt(Session.create, path, project, columns or {}) if self.kept() else None
        if session is None:
            return False
        self.adopt(session)
        return True

    def do(
        self,
        edit: "Edit | None",
        label: str,
        *,
        say: bool = False,
        merge: bool = False,
        pictures: "Mapping[Id, bytes] | None" = None,
    ) -> bool:
        """Make a gesture and tell whether the project is as it wants, be it that nothing had to change.

        ``label`` is its name (English source), ``pictures`` are photos that come with it.
        """
        if self.session is None or edit is None:
            return False
        self.doing.emit(edit)
        try:
            did = self.session.do(edit, label, merge=merge, pictures=pictures)
        except UserError as error:
            self.refused.emit(error)
            return False
        if say:
            # Undo is offered for this gesture only, never for the one before it.
            self.said.emit(self.kit.t(label if did else "Nothing had to change"), did)
        return True

    def attempt(self, call: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Return what a service gives, or None after telling the user why it could not."""
        try:
            return call(*args, **named)
        except UserError as error:
            self.refused.emit(error)
            return None

    @Slot()
    def undo(self) -> None:
        """Undo the last gesture."""
        if self.session is None:
            return
        self.settling.emit()
        label, personas = self.session.undo_label, [p.id for p in self.project.personas]
        self.attempt(self.session.undo)
        if [p.id for p in self.project.personas] != personas:
            # Whole sheets come or go, perhaps out of view: that is worth a word.
            self.said.emit(self.kit.t("Undone: {what}", what=self.kit.t(label)), False)
        elif label:
            self.stepped.emit(self.kit.t("Undone: {what}", what=self.kit.t(label)))

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        if self.session is not None:
            self.settling.emit()
            label = self.session.redo_label
            self.attempt(self.session.redo)
            if label:
                self.stepped.emit(self.kit.t("Done again: {what}", what=self.kit.t(label)))

    def _tell(self, changes: "tuple[Change, ...]") -> None:
        self.kit.wear(self.project.brand)
        self.changed.emit(changes)
