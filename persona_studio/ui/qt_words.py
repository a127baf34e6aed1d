"""Qt's own words (file dialogs, menus of fields) in the language of the window."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Slot

from persona_studio.ui.kit import Kit


class QtWords(QObject):
    """Keeps Qt's catalogue and its ways with numbers in step with the language of the window."""

    def __init__(self, application: QCoreApplication, kit: Kit) -> None:
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
