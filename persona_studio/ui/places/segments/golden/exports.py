"""Golden questions to files: the workbook that sorts, the questionnaire to print."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from persona_studio.services import golden
from persona_studio.ui.given import given

if TYPE_CHECKING:
    from persona_studio.errors import UserError
    from persona_studio.ui.studio import Studio

FAMILY = "golden-export"


class Exports(QObject):
    """Asks where a file goes and writes it in the worker; ``failed`` carries what went wrong."""

    failed = Signal(object)

    def __init__(self, studio: "Studio", parent: QWidget) -> None:
        super().__init__(parent)
        self.scoring = True
        self._studio, self._window = studio, parent
        self._target = Path()

    @Slot()
    def ask_workbook(self) -> None:
        """Ask where the workbook goes."""
        self._ask("xlsx", self._studio.kit.t("Export the workbook"))

    @Slot(bool)
    def with_scoring(self, on: bool) -> None:
        """Print the table of points for the interviewer, or not."""
        self.scoring = on

    @Slot()
    def ask_questionnaire(self) -> None:
        """Ask where the questionnaire goes."""
        self._ask("pdf", self._studio.kit.t("Print the questionnaire"))

    def _ask(self, ending: str, title: str) -> None:
        t = self._studio.kit.t
        dialog = QFileDialog(self._window, title, str(self._folder()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{ending.upper()} (*.{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{t('Questionnaire')} {self._studio.project.name}.{ending}")
        dialog.fileSelected.connect(self.write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _folder(self) -> Path:
        saved = Path(self._studio.preferences.get("export_folder", ""))
        if str(saved) != "." and saved.is_dir():
            return saved
        beside = given(self._studio.session).path.parent
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        return beside if beside.is_dir() else Path(QStandardPaths.writableLocation(documents))

    @Slot(str)
    def write(self, file: str) -> None:
        """Write the file that its ending asks for."""
        studio, self._target = self._studio, Path(file)
        t = studio.kit.t
        studio.jobs.start(
            FAMILY,
            t("Export of {file}", file=t.quoted(self._target.name)),
            golden.exported,
            given(studio.session).path,
            self._target,
            t.language,
            self.scoring,
            done=self._done,
            failed=self._failed,
        )

    def _done(self, _pages: int) -> None:
        studio = self._studio
        studio.preferences.set("export_folder", str(self._target.parent))
        studio.said.emit(studio.kit.t("Exported to {file}", file=self._target.name), False)

    def _failed(self, error: "UserError") -> None:
        self.failed.emit(error)
