"""The window, put together: the one place that knows the store's preferences, the worker and the screens."""

import locale
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from persona_studio import logs, paths
from persona_studio.services.jobs import Jobs as Executor
from persona_studio.services.jobs import Worker
from persona_studio.store.preferences import Preferences
from persona_studio.texts import LANGUAGES, Texts
from persona_studio.ui.crash import CrashReports
from persona_studio.ui.jobs import Jobs
from persona_studio.ui.kit import Kit
from persona_studio.ui.studio import Studio
from persona_studio.ui.stylesheet import stylesheet
from persona_studio.ui.theme import load_fonts, load_theme
from persona_studio.ui.window import Window
from persona_studio.ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Program:
    """What lives as long as the window."""

    window: Window
    studio: Studio
    spoken: "QtWords"


def run(project: Path | None) -> int:
    """Show the window until it is closed; ``project`` is opened (a survey is imported) when one is named."""
    application = prepare(sys.argv[:1])
    preferences = Preferences()
    program = compose(application, Worker(), preferences, language(preferences))
    CrashReports(program.studio.kit, program.window, logs.start()).install()
    program.window.shown.connect(program.studio.jobs.warm)
    program.window.show()
    if project is not None:
        program.window.open_file(project)
    return application.exec()


def prepare(arguments: list[str]) -> QApplication:
    """Make the application object: names, fonts and the plain style that ours is built upon."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments)
    QCoreApplication.setApplicationName("Persona Studio")
    QGuiApplication.setApplicationDisplayName("")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(paths.app_icon("png", "icon-256.png"))))
    load_fonts()
    return application


def compose(
    application: QApplication,
    executor: Executor,
    preferences: Preferences,
    spoken: str,
    scale: float | None = None,
) -> Program:
    """Build the window around an executor of jobs and the user's preferences."""
    theme = load_theme("light", scale)
    application.setPalette(theme.palette())
    application.setFont(theme.font("body"))
    application.setStyleSheet(stylesheet(theme))
    kit = Kit(theme, Wording(Texts(spoken)))
    studio = Studio(kit, Jobs(executor), preferences)
    words = QtWords(application, kit)
    return Program(Window(studio), studio, words)


def language(preferences: Preferences) -> str:
    """Return the language chosen last time, else the system's when we speak it, else French."""
    chosen: str = preferences.get("language", "")
    system = os.environ.get("LC_ALL") or os.environ.get("LANG") or (locale.getlocale()[0] or "")
    return chosen if chosen in LANGUAGES else ("en" if system.lower().startswith("en") else "fr")


class QtWords(QObject):
    """Qt's own words (file dialogs, menus of fields) in the language of the window."""

    def __init__(self, application: QApplication, kit: Kit) -> None:
        super().__init__(application)
        self._application, self._kit = application, kit
        self._translator = QTranslator(self)
        kit.wording.changed.connect(self.load)
        self.load()

    @Slot()
    def load(self) -> None:
        """Load Qt's catalogue of the language; English needs none."""
        self._application.removeTranslator(self._translator)
        spoken = QLocale(self._kit.t.language)
        QLocale.setDefault(spoken)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._translator.load(spoken, "qtbase", "_", folder):
            self._application.installTranslator(self._translator)
