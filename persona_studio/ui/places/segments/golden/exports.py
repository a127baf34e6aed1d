"""Golden questions to files: the workbook that sorts, the questionnaire to print."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from persona_studio.services.segments import golden
from persona_studio.ui.given import given
from persona_studio.ui.targets import ask_target, remember_folder, whose

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
        proposed = f"{self._studio.kit.t('Questionnaire')} {self._studio.project.name}.{ending}"
        ask_target(self._studio, self._window, title, proposed, self.write)

    @Slot(str)
    def write(self, file: str) -> None:
        """Write the file that its ending asks for."""
        studio, target = self._studio, Path(file)
        t = studio.kit.t
        studio.jobs.start(
            FAMILY,
            t("Export of {file}", file=t.quoted(target.name)),
            golden.exported,
            given(studio.session).path,
            target,
            t.language,
            self.scoring,
            done=partial(_written, studio, whose(studio), target),
            failed=self._failed,
        )

    def _failed(self, error: "UserError") -> None:
        self.failed.emit(error)


def _written(studio: "Studio", project: str, target: Path, _pages: int) -> None:
    """Say so wherever the user is by now."""
    remember_folder(studio, target.parent, project)
    studio.said.emit(studio.kit.t("Exported to {file}", file=target.name), False)
