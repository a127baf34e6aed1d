"""Projects as files: new, open, copy, rename, close."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from persona_studio.ui import folders, recents
from persona_studio.ui.dialogs.ask import AskText, Confirm
from persona_studio.ui.studio import Studio
from persona_studio.ui.surveys import Surveys
from persona_studio.ui.widgets.file_dialog import FileDialog, ask_file

EXPORTING = "export"
EXAMPLE = "Marketing client B2B"
_STOPS_EXPORT = "Close while an export is under way?", "It would stop and leave no file.", "Stop and close"


class Projects(QObject):
    """Turns gestures about files into calls of the services; questions are asked above ``window``."""

    def __init__(self, studio: Studio, surveys: Surveys, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._kit, self._window = studio, studio.kit, window
        self._surveys = surveys
        self._of_export: Confirm | None = None
        studio.opened.connect(self._remember)
        studio.moved.connect(self._remember)
        studio.jobs.busy.connect(self._withdraw)

    @Slot()
    def choose_project(self) -> None:
        """Ask for a project and open it."""
        t = self._kit.t
        ask_file(self._window, t("Open a project"), f"{t('Projects')} (*{folders.PROJECT})", self.bring)

    @Slot(str)
    def bring(self, file: str) -> None:
        """Take a file that was chosen or dropped: a project is opened, anything else is read as a survey."""
        path = Path(file)
        if path.suffix.lower() == folders.PROJECT:
            self._studio.open(path)
        else:
            self._surveys.bring(path)

    @Slot()
    def empty(self) -> None:
        """Make a project without data."""
        t = self._kit.t
        folder = folders.documents()
        dialog = self._save_dialog(t("New project"), folder / f"{t('New project')}{folders.PROJECT}")
        dialog.fileSelected.connect(self._create_empty)
        dialog.open()

    @Slot()
    def open_example(self) -> None:
        """Open the user's own copy of the bundled example, made the first time."""
        from persona_studio.services import samples  # noqa: PLC0415 - loads with the example

        folder = folders.documents()
        path = folder / f"{EXAMPLE}{folders.PROJECT}"
        if not path.exists():
            self._studio.attempt(folders.make, folder)
            self._studio.attempt(samples.copy_sample, "marketing-b2b", path)
        if path.exists():
            self._studio.open(path)

    @Slot()
    def save_copy(self) -> None:
        """Ask where a copy goes, and write it."""
        session = self._studio.session
        if session is None:
            return
        t = self._kit.t
        target = session.path.with_name(f"{session.path.stem} ({t('copy')}){folders.PROJECT}")
        dialog = self._save_dialog(t("Save a copy"), target)
        dialog.fileSelected.connect(self._copy)
        dialog.open()

    @Slot()
    def rename(self) -> None:
        """Ask for another name of the project; its file keeps its own."""
        if self._studio.session is None:
            return
        dialog = AskText(
            self._kit,
            self._window,
            "Rename the project",
            "Name of the project",
            self._studio.project.name,
            yes="Rename",
        )
        dialog.answered.connect(self._rename)
        dialog.open()

    @Slot()
    def leave(self) -> None:
        """Go back to the start screen; words that cannot be kept are left to the user."""
        if self.may_close(self.close):
            self.close()

    def may_close(self, anyway: Callable[[], object]) -> bool:
        """Tell whether nothing is lost by closing; else ask, and do ``anyway`` if it may be."""
        if (doubt := self._doubt()) is None:
            return True
        title, body, words = doubt
        question = Confirm(self._kit, self._window, self._kit.t(title), self._kit.t(body), words)
        question.agreed.connect(anyway)
        question.finished.connect(self._answered)
        self._of_export = question if doubt is _STOPS_EXPORT else None
        question.open()
        return False

    @Slot()
    def _answered(self) -> None:
        self._of_export = None

    @Slot(str, bool)
    def _withdraw(self, family: str, begun: bool) -> None:
        """Take the question back whether an export may be stopped: it has ended, as is about to be told."""
        if family == EXPORTING and not begun and self._of_export is not None and self._of_export.isVisible():
            self._of_export.reject()

    def _doubt(self) -> tuple[str, str, str] | None:
        """Return a question, what would be lost and the words that say yes; None: nothing."""
        studio = self._studio
        if not studio.kept():
            return (
                "Close although a text cannot be kept?",
                "What you are writing is not on the disk. All that was written before is.",
                "Close without it",
            )
        if studio.session is not None and studio.session.vanished:
            return (
                "Close although the file of the project is gone?",
                "It was moved or deleted. What this window shows is nowhere else: save a copy first.",
                "Close without a copy",
            )
        if studio.jobs.under_way(EXPORTING):
            return _STOPS_EXPORT
        return None

    @Slot()
    def close(self) -> None:
        """Close the project."""
        self._remember()
        self._studio.leave()

    @Slot(str)
    def _rename(self, name: str) -> None:
        if name.strip():
            from persona_studio.domain.edits import SetField  # noqa: PLC0415 - loads with the first project

            edit = SetField(self._studio.project.id, "name", name.strip())
            self._studio.do(edit, "Project renamed", say=True)

    @Slot(str)
    def _copy(self, file: str) -> None:
        session = self._studio.session
        if session is not None:
            target, gone = folders.with_suffix(file), session.vanished
            if not self._studio.attempt(_copied, session, target):
                return
            said = "Copy saved: {file}"
            if gone and self._studio.go_on_in(target):  # nothing can be kept in the file that is no more
                said = "Copy saved, and you go on in it: {file}"
            self._studio.said.emit(self._kit.t(said, file=target.name), False)

    @Slot(str)
    def _create_empty(self, file: str) -> None:
        path = folders.with_suffix(file)
        from persona_studio.services.authoring import new_project  # noqa: PLC0415 - loads with the first project

        if self._studio.create(path, new_project(path.stem, self._kit.t.language)):
            self._studio.wanted.emit("personas")

    @Slot()
    def _remember(self) -> None:
        if self._studio.session is not None:
            recents.remember(self._studio.preferences, self._studio.session.path, self._studio.project)

    def _save_dialog(self, title: str, target: Path) -> QFileDialog:
        dialog = FileDialog(self._window, title, str(target.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(target.suffix)
        dialog.selectFile(target.name)
        dialog.finished.connect(dialog.deleteLater)
        return dialog


def _copied(session: Any, target: Path) -> bool:
    session.save_copy(target)
    return True
