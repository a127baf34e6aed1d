"""The window, put together: the one place that knows the store's preferences, the worker and the screens."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from persona_studio import paths
from persona_studio.interrupting import closing_in_order
from persona_studio.store.preferences import Preferences
from persona_studio.texts import LANGUAGES, Texts
from persona_studio.ui.garbage import Garbage
from persona_studio.ui.jobs import Jobs
from persona_studio.ui.kit import Kit
from persona_studio.ui.studio import Studio
from persona_studio.ui.stylesheet import wear
from persona_studio.ui.theme import THEMES, load_fonts, load_theme
from persona_studio.ui.window import Window
from persona_studio.ui.wording import Wording

if TYPE_CHECKING:
    from persona_studio.services.jobs import Jobs as Executor


class Program(NamedTuple):
    """What lives as long as the window."""

    window: Window
    studio: Studio


def run(project: Path | None) -> int:
    """Show the window until it is closed; ``project`` is opened (a survey is imported) when one is named."""
    application = prepare(sys.argv[:1])
    with closing_in_order(lambda: QTimer.singleShot(0, application, application.closeAllWindows)):
        preferences = Preferences()
        program = compose(application, worker, preferences, language(preferences))
        attend(application, program)
        program.window.show()
        if project is not None:
            program.window.open_file(project)
        return application.exec()


def attend(application: QApplication, program: Program) -> None:
    """Let begin, in its time, what goes on beside the screens."""
    garbage, afterwards = Garbage(application), Afterwards(application, program)
    garbage.take_over()
    afterwards.loaded.connect(garbage.start)
    program.window.shown.connect(afterwards.start)


def worker() -> "Executor":
    """Return the worker process that does long work; it is loaded when it is first needed."""
    from persona_studio.services.jobs import Worker  # noqa: PLC0415 - after the first sight

    return Worker()


def prepare(arguments: list[str]) -> QApplication:
    """Make the application object: names, fonts and the plain style that ours is built upon."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Named here, the style is not handed to Python, which would first make hundreds of its names.
    application = QApplication([*arguments, "-style", "Fusion"])
    QCoreApplication.setApplicationName("Persona Studio")
    QGuiApplication.setApplicationDisplayName("")
    application.setWindowIcon(QIcon(str(paths.app_icon("png", "icon-256.png"))))
    load_fonts()
    return application


def compose(
    application: QApplication,
    executor: "Callable[[], Executor]",
    preferences: Preferences,
    spoken: str,
    scale: float | None = None,
) -> Program:
    """Build the window; ``executor`` makes, when it is first needed, what runs jobs."""
    theme = load_theme(theme_name(preferences), scale)
    wear(theme, application)
    kit = Kit(theme, Wording(Texts(spoken)))
    studio = Studio(kit, Jobs(executor), preferences)
    return Program(Window(studio), studio)


def language(preferences: Preferences) -> str:
    """Return the language chosen last time, else the system's when we speak it, else French."""
    chosen: str = preferences.get("language", "")
    system = os.environ.get("LC_ALL") or os.environ.get("LANG") or QLocale.system().name()
    return chosen if chosen in LANGUAGES else ("en" if system.lower().startswith("en") else "fr")


def theme_name(preferences: Preferences) -> str:
    """Return the theme chosen last time, else that of the system."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    chosen: str = preferences.get("theme", "dark" if dark else "light")
    return chosen if chosen in THEMES else "light"


class Afterwards(QObject):
    """What the first screen need not wait for; ``loaded`` tells that nothing is left to load."""

    loaded = Signal()

    def __init__(self, application: QApplication, program: Program) -> None:
        super().__init__(application)
        self._application, self._program = application, program

    @Slot()
    def start(self) -> None:
        """Take over faults, speak Qt's words in the user's language, warm the worker."""
        from persona_studio import logs  # noqa: PLC0415
        from persona_studio.ui.crash import CrashReports  # noqa: PLC0415
        from persona_studio.ui.loading import Loader  # noqa: PLC0415
        from persona_studio.ui.qt_words import QtWords  # noqa: PLC0415

        studio = self._program.studio
        reports = CrashReports(studio.kit, self._program.window, logs.start())
        reports.install()
        studio.jobs.bug.connect(reports.show)
        QtWords(self._application, studio.kit)
        studio.jobs.warm()
        loader = Loader(self)
        loader.loaded.connect(self.loaded)
        loader.start()
