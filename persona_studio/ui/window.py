"""The main window: start screen or workplace, messages above both."""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget

from persona_studio.texts import Texts
from persona_studio.ui.frame.places import PLACES
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.ui.actions import Actions
    from persona_studio.ui.frame.workplace import Workplace
    from persona_studio.ui.joins import Joins
    from persona_studio.ui.messages import Messages
    from persona_studio.ui.places.place import Place
    from persona_studio.ui.places.start.page import StartPage
    from persona_studio.ui.projects import Projects
    from persona_studio.ui.questions import Questions
    from persona_studio.ui.surveys import Surveys
    from persona_studio.ui.widgets.notes import Strip

AFTER_MS = 30
MINIMUM, USUAL = (1200, 760), (1440, 900)
_CLASSES = {
    "data": "DataPlace",
    "segments": "SegmentsPlace",
    "personas": "PersonasPlace",
    "workshop": "WorkshopPlace",
}
NEEDS_PROJECT = (
    "import",
    "copy",
    "rename",
    "history",
    "close",
    "export",
    "print",
    "panel",
    "panel-back",
    "filter",
    *(f"go-{p}" for p, _, _ in PLACES),
)
PASTES = frozenset({"data"})
"""Places where a table can be pasted as a survey; elsewhere the same keys paste texts."""


class Window(QMainWindow):
    """Everything the user sees; it decides which place is shown and nothing else."""

    shown = Signal()

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio, self.kit = studio, studio.kit
        self.actions_: Actions
        self.projects: Projects
        self.surveys: Surveys
        self.questions: Questions
        self.joins: Joins
        self.messages: Messages
        self.start: StartPage
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.work: Workplace | None = None
        self._places: dict[str, Place] = {}
        self._here = ""
        self._shown = self._whole = False
        self.setAcceptDrops(True)
        self.setWindowTitle("Persona Studio")
        self._size()
        studio.opened.connect(self._opened)

    def _size(self) -> None:
        screen = self.screen().availableSize()
        self.setMinimumSize(min(MINIMUM[0], screen.width()), min(MINIMUM[1], screen.height()))
        self.resize(min(USUAL[0], screen.width()), min(USUAL[1], screen.height()))
        saved = self.studio.preferences.get("window", "")
        if isinstance(saved, str) and saved:
            self.restoreGeometry(QByteArray.fromBase64(saved.encode()))

    @Slot()
    def complete(self) -> None:
        """Fill the window, which stands on the screen already: start screen, gestures, messages."""
        if self._whole:
            return
        # The frame is seen first: all that fills it loads after the first sight.
        from persona_studio.ui.actions import Actions  # noqa: PLC0415
        from persona_studio.ui.joins import Joins  # noqa: PLC0415
        from persona_studio.ui.messages import Messages  # noqa: PLC0415
        from persona_studio.ui.projects import Projects  # noqa: PLC0415
        from persona_studio.ui.questions import Questions  # noqa: PLC0415
        from persona_studio.ui.surveys import Surveys  # noqa: PLC0415

        self._whole = True
        self.actions_ = Actions(self.kit, self)
        self.surveys, self.joins = Surveys(self.studio, self), Joins(self.studio, self)
        self.projects = Projects(self.studio, self.surveys, self)
        self.questions = Questions(self.studio, self.actions_, self)
        self._begin()
        self.messages = Messages(self.studio, self.surveys, self, self.strip)
        self._connect()
        self._project_changed()

    def _begin(self) -> None:
        from persona_studio.ui.places.start.page import StartPage  # noqa: PLC0415 - the frame is seen first

        start = self.start = StartPage(self.studio, self.actions_)
        start.brought.connect(self.projects.bring)
        start.empty.connect(self.projects.empty)
        start.example.connect(self.projects.open_example)
        start.speaks.connect(self.speak)
        self._pages.addWidget(start)

    def _connect(self) -> None:
        studio = self.studio
        for key, slot in self._slots().items():
            self.actions_.on(key, slot)
        studio.closed.connect(self._closed)
        studio.changed.connect(self._project_changed)
        studio.wanted.connect(self.go)
        studio.leaving.connect(self._leave_seat)
        self.questions.asked_for.connect(self._show_persona)
        self.kit.wording.changed.connect(self._project_changed)

    def _slots(self) -> dict[str, Callable[[], object]]:
        projects, surveys = self.projects, self.surveys
        return {
            "new": surveys.choose,
            "open": projects.choose_project,
            "import": surveys.choose,
            "paste": surveys.paste,
            "join": self.joins.choose,
            "reread": surveys.ask_reading,
            "copy": projects.save_copy,
            "rename": projects.rename,
            "close": projects.leave,
            "quit": self.close,
            "undo": self.studio.undo,
            "redo": self.studio.redo,
            "history": self.questions.history,
            **{f"go-{place}": partial(self.go, place) for place, _, _ in PLACES},
            "command": self.questions.command,
            "panel": self._next_panel,
            "panel-back": self._panel_before,
            "filter": self._filter,
            "export": self._export,
            "print": self._print,
            "theme": self._other_theme,
            "help": self.questions.help,
        }

    @Slot()
    def _seen(self) -> None:
        """Get ready what the first sight did not need."""
        from persona_studio.ui.widgets.focus import FocusRing  # noqa: PLC0415 - after the first sight

        self.complete()
        self._ring = FocusRing(self.kit, self)
        self._ring.watch(self.windowHandle())
        self.shown.emit()
        self.start.fill()

    # -------------------------------------------------------------- places

    @Slot(str)
    def go(self, place: str) -> None:
        """Show a place of the open project."""
        if self.studio.session is None or self.work is None:
            return
        if place not in self._places:
            module = import_module(f"persona_studio.ui.places.{place}.place")
            made: Place = getattr(module, _CLASSES[place])(self.studio, self.actions_)
            self._places[place] = made
        self._here = place
        self.actions_.allow(place in PASTES, "paste")
        self.work.stand(self._places[place])
        self._places[place].enter()
        self.work.rail.show_place(place)
        self._title()

    def place(self, name: str) -> "Place":
        """Return a place that has been shown."""
        return self._places[name]

    @Slot(str)
    def _show_persona(self, persona: str) -> None:
        self.studio.wanted_persona = persona
        self.go("personas")

    @Slot()
    def _export(self) -> None:
        """Go to the workshop, whence the same gesture exports what is chosen."""
        if self._here == "workshop":
            self._places["workshop"].export_chosen()
        else:
            self.go("workshop")

    @Slot()
    def _print(self) -> None:
        """Go to the workshop, whence the same gesture prints what is chosen."""
        if self._here == "workshop":
            self._places["workshop"].print_chosen()
        else:
            self.go("workshop")

    def _workplace(self) -> "Workplace":
        from persona_studio.ui.frame.workplace import Workplace  # noqa: PLC0415 - with the first project

        work = Workplace(self.studio, self.actions_)
        work.rail.chosen.connect(self.go)
        work.bar.speaks.connect(self.speak)
        self.questions.field = work.bar.command
        return work

    def strip(self) -> "Strip":
        """Return where the screen in view says what went wrong."""
        return self.start.strip if self.work is None or self.studio.session is None else self.work.strip

    # -------------------------------------------------------------- project

    @Slot()
    def _opened(self, place: str = "") -> None:
        if self.work is None:
            self.complete()
            self.work = self._workplace()
            self._pages.addWidget(self.work)
        self.work.bar.refresh()
        self._pages.setCurrentWidget(self.work)
        self._project_changed()
        self.messages.opened()
        self.go(place or self._first_place())

    def _first_place(self) -> str:
        """Return where the project was left, else where its work stands."""
        from persona_studio.ui import seats  # noqa: PLC0415 - with the first project

        seat = seats.come_back(self.studio)
        if seat in _CLASSES:
            return seat
        project = self.studio.project
        if project.personas:
            return "personas"
        return "segments" if project.segmentations else "data"

    @Slot()
    def _leave_seat(self) -> None:
        from persona_studio.ui import seats  # noqa: PLC0415 - with the first project

        if self.studio.session is None or not self._here:
            return
        if "personas" in self._places:
            self._places["personas"].remember()
        seats.leave(self.studio, self._here)

    @Slot()
    def _closed(self) -> None:
        self._here = ""
        self.actions_.allow(True, "paste")
        self._pages.setCurrentWidget(self.start)
        self._project_changed()

    @Slot()
    def _project_changed(self) -> None:
        session = self.studio.session
        self.actions_.allow(session is not None, *NEEDS_PROJECT)
        self.actions_.allow(session is not None and self.surveys.can_read_again(), "reread")
        self.actions_.allow(bool(session and self.studio.editable and session.project.waves), "join")
        self.actions_.offer("undo", session.undo_label if session else "")
        self.actions_.offer("redo", session.redo_label if session else "")
        self._title()

    def _title(self) -> None:
        session = self.studio.session
        self.setWindowTitle(f"{session.project.name} – Persona Studio" if session else "Persona Studio")

    # -------------------------------------------------------------- whole window

    @Slot(str)
    def speak(self, language: str) -> None:
        """Change the language of the window, at once."""
        self.studio.preferences.set("language", language)
        self.kit.wording.speak(Texts(language))
        self.messages.languages()

    @Slot()
    def _other_theme(self) -> None:
        """Turn the window dark, or light again: all that wears the old colours is made anew."""
        from persona_studio.ui import stylesheet  # noqa: PLC0415 - loaded already
        from persona_studio.ui.messages import Messages  # noqa: PLC0415 - loaded already

        if self._here:
            self._places[self._here].remember()
        # Those out of view go first: Qt would dress each of their widgets anew, to throw it away.
        for name, place in self._places.items():
            if name != self._here:
                place.deleteLater()
                QApplication.sendPostedEvents(place, QEvent.Type.DeferredDelete)
        self.studio.preferences.set("theme", stylesheet.change(self.kit))
        for old in (self.start, self.work, *self.messages.widgets, self.messages):
            if old is not None:
                old.deleteLater()
        self.work, self._places = None, {}
        self._begin()
        self.messages = Messages(self.studio, self.surveys, self, self.strip)
        self.start.fill()
        if self.studio.session is not None:
            self._opened(self._here)
        self._ring.raise_()

    @Slot()
    def _next_panel(self) -> None:
        self._to_panel(1)

    @Slot()
    def _panel_before(self) -> None:
        self._to_panel(-1)

    def _to_panel(self, step: int) -> None:
        from persona_studio.ui.frame.panels import to_panel  # noqa: PLC0415 - with the first project

        if self._here:
            to_panel(self._places[self._here], step)

    @Slot()
    def _filter(self) -> None:
        field = self._places[self._here].filter_field() if self._here else None
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter the button that has the keyboard."""
        from persona_studio.ui.widgets.buttons import pressed_with_enter  # noqa: PLC0415 - see complete

        if not pressed_with_enter(event, QApplication.focusWidget()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept a file anywhere."""
        if _file_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open or import the file."""
        file = _file_of(event.mimeData())
        if file:
            event.acceptProposedAction()
            self.projects.bring(file)

    def open_file(self, path: Path) -> None:
        """Open a project or import a survey named on the command line."""
        self.complete()
        self.projects.bring(str(path))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that there is something to see: all that is not yet there is made after it."""
        super().paintEvent(event)
        if not self._shown:
            self._shown = True
            QTimer.singleShot(0, self.complete)
            QTimer.singleShot(AFTER_MS, self._seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the messages in their places."""
        super().resizeEvent(event)
        if self._whole:
            self.messages.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the project: everything is on disk already, or the user says that it need not be."""
        if not self._whole:  # closed before there was anything in it
            super().closeEvent(event)
            return
        if not self.projects.may_close(self._close_anyway):
            event.ignore()
            return
        self.studio.preferences.set("window", bytes(self.saveGeometry().toBase64().data()).decode())
        self.projects.close()
        self.studio.jobs.close()
        super().closeEvent(event)

    @Slot()
    def _close_anyway(self) -> None:
        self.projects.close()
        self.close()


def _file_of(data: QMimeData) -> str:
    from persona_studio.ui.widgets.surfaces import file_of  # noqa: PLC0415 - see complete

    return file_of(data)
