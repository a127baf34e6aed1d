"""Projects as files: new from a survey, open, copy, rename, close, and the survey that is imported."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from persona_studio.errors import UserError
from persona_studio.ui import folders, recents
from persona_studio.ui.dialogs.ask import AskText, Confirm
from persona_studio.ui.given import given
from persona_studio.ui.steps import Steps
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.file_dialog import FileDialog

if TYPE_CHECKING:
    from persona_studio.domain.project import Project
    from persona_studio.services.importing import Reading
    from persona_studio.services.pasting import PastedTable
    from persona_studio.ui.dialogs.importing.conversation import Conversation

FAMILY, EXPORTING = "import", "export"
EXAMPLE = "Marketing client B2B"
HOPELESS = frozenset(
    {
        "file_missing",
        "file_not_readable",
        "survey_is_folder",
        "file_empty",
        "file_format_unknown",
        "file_protected",
        "file_bomb",
    }
)
"""Errors that no other way of reading the file would mend."""
_STOPS_EXPORT = "Close while an export is under way?", "It would stop and leave no file.", "Stop and close"
SURVEYS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.sav *.zsav *.por *.dta"


class Projects(QObject):
    """Turns gestures about files into calls of the services; questions are asked above ``window``.

    ``unread`` carries why a survey could not be read.
    """

    unread = Signal(object)

    def __init__(self, studio: Studio, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._kit, self._window = studio, studio.kit, window
        self._survey: Path | None = None
        self._wave = ""
        self._reading: Reading | None = None
        self._pasted: PastedTable | None = None
        self._talk: Conversation | None = None
        self._of_export: Confirm | None = None
        self._steps = Steps(self)
        studio.opened.connect(self._remember)
        studio.moved.connect(self._remember)
        studio.leaving.connect(self._steps.stop)
        studio.jobs.busy.connect(self._withdraw)

    @Slot()
    def choose_survey(self) -> None:
        """Ask for a survey file and import it."""
        t = self._kit.t
        self._ask_file(t("Choose a survey"), f"{t('Surveys')} ({SURVEYS})", self.bring)

    @Slot()
    def choose_project(self) -> None:
        """Ask for a project and open it."""
        t = self._kit.t
        self._ask_file(t("Open a project"), f"{t('Projects')} (*{folders.PROJECT})", self.bring)

    @Slot(str)
    def bring(self, file: str) -> None:
        """Take a file that was chosen or dropped: a project is opened, anything else is read as a survey."""
        path = Path(file)
        if path.suffix.lower() == folders.PROJECT:
            self._studio.open(path)
        else:
            self.import_survey(path)

    def import_survey(self, path: Path) -> None:
        """Show how a survey is understood; what is open stays as it is until the user imports it."""
        self._end_talk()
        self._forget_pasted()
        self._look(path, None)

    @Slot()
    def paste(self) -> None:
        """Show how the table on the clipboard is understood."""
        from persona_studio.services.pasting import PastedTable  # noqa: PLC0415 - when something is pasted

        # A clipboard that another program holds, or that is gone, has no data at all: not even empty ones.
        board = cast("QMimeData | None", QGuiApplication.clipboard().mimeData())
        text, html = (board.text(), board.html()) if board is not None else ("", "")
        pasted = self._studio.attempt(PastedTable, text, html, self._kit.t("Clipboard"))
        if pasted is not None:
            self._end_talk()
            self._forget_pasted()
            self._pasted = pasted
            self._look(pasted.path, None)

    def can_read_again(self) -> bool:
        """Tell whether the survey of the project can be read in another way: nothing rests on it yet."""
        studio = self._studio
        if studio.session is None or not studio.editable or self._survey is None:
            return False
        wave = studio.project.wave
        return wave is not None and wave.id == self._wave and not studio.project.segmentations

    @Slot()
    def ask_reading(self) -> None:
        """Show again how the survey of the project was understood, to read it in another way."""
        if self._survey is not None:
            self._look(self._survey, self._reading)

    def _look(self, path: Path, reading: "Reading | None") -> None:
        """Look at the head of a file, then open the conversation on it; ``reading`` None starts afresh."""
        from persona_studio.services import importing  # noqa: PLC0415 - loads with the first survey

        chosen, again = reading or importing.Reading(), reading is not None
        self._studio.jobs.start(
            FAMILY,
            self._title(path),
            importing.look_at,
            path,
            chosen,
            None,
            done=partial(self._converse, path, chosen, again),
            failed=partial(self._unseen, path, chosen, again),
        )

    def _unseen(self, path: Path, reading: "Reading", again: bool, error: UserError) -> None:
        if error.code in HOPELESS:
            self._forget_pasted()
            self.unread.emit(error)
        else:
            self._converse(path, reading, again, error)

    def _converse(self, path: Path, reading: "Reading", again: bool, seen: Any) -> None:
        from persona_studio.ui.dialogs.importing.conversation import Conversation  # noqa: PLC0415 - loads with the first survey

        dialog = self._talk = Conversation(self._kit, self._window, self._studio.jobs, path, reading)
        again = again and self.can_read_again()
        if not again and self._studio.session is not None and self._studio.project.waves:
            dialog.explain("A new project will hold this survey. The one that is open stays saved as it is.")
        dialog.agreed.connect(partial(self._agreed, dialog, again))
        dialog.finished.connect(self._finished)
        dialog.begin(seen)

    def _agreed(self, dialog: "Conversation", again: bool, imported: Any) -> None:
        self._steps.finish()  # another import may still be storing its answers
        again = again and self.can_read_again()  # segments may have come behind the dialog
        self._survey, self._reading = dialog.path, dialog.reading
        if again:
            self._read_again(imported)
        else:
            self._imported(imported)
        if self._pasted is not None:
            self._survey = None  # there is nothing left to read again
            self._forget_pasted()

    def _end_talk(self) -> None:
        """Give up the conversation under way: another file was brought meanwhile."""
        if self._talk is not None:
            self._talk.reject()

    @Slot(int)
    def _finished(self, result: int) -> None:
        self._talk = None
        if result != QDialog.DialogCode.Accepted:
            self._forget_pasted()

    def _forget_pasted(self) -> None:
        if self._pasted is not None:
            self._pasted.forget()
            self._pasted = None

    def _read_again(self, imported: Any) -> None:
        from persona_studio.services import importing  # noqa: PLC0415 - loaded already

        studio = self._studio
        if studio.session is not None and studio.project.wave is not None:
            keep = partial(importing.replace_wave, studio.session, studio.project.wave.id)
            self._store(imported, keep, partial(studio.said.emit, self._kit.t("Survey read again"), True))

    def _store(self, imported: Any, keep: Callable[[Any], None], then: Callable[[], object]) -> None:
        """Write the answers a little at a time, then make the gesture which puts them into the project."""
        from persona_studio.services import importing  # noqa: PLC0415 - loaded already

        steps = importing.staged(given(self._studio.session), imported)
        done = partial(self._keep, replace(imported, columns={}), keep, then)
        self._steps.run(steps, done, self._studio.refused.emit)

    def _keep(self, imported: Any, keep: Callable[[Any], None], then: Callable[[], object]) -> None:
        self._wave = imported.wave.id  # known before the screens are told
        try:
            keep(imported)
        except UserError as error:
            self._studio.refused.emit(error)
        else:
            then()

    def _title(self, path: Path) -> str:
        return self._kit.t("Import of {file}", file=self._kit.t.quoted(path.name))

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
        if self._studio.create(path, self._blank(path.stem)):
            self._studio.wanted.emit("personas")

    def _imported(self, imported: Any) -> None:
        from persona_studio.services import importing  # noqa: PLC0415 - loads with the first survey

        studio = self._studio
        if (studio.session is None or studio.project.waves) and not self._create():
            return
        keep = partial(importing.add_wave, given(studio.session))
        self._store(imported, keep, partial(studio.wanted.emit, "data"))

    def _create(self) -> bool:
        """Make the project of the survey, beside it."""
        survey = self._survey or Path()
        self._remember()
        beside = survey if self._pasted is None else folders.documents() / survey.name
        path = self._studio.attempt(folders.free_path, beside)
        return path is not None and self._studio.create(path, self._blank(survey.stem))

    def _blank(self, name: str) -> "Project":
        from persona_studio.domain.checks import whole  # noqa: PLC0415 - loads with the first project
        from persona_studio.domain.ids import new_id  # noqa: PLC0415 - loads with the first project
        from persona_studio.domain.project import Project  # noqa: PLC0415 - loads with the first project

        created = datetime.now(UTC).isoformat(timespec="seconds")
        return Project(id=new_id(), name=whole(name), language=self._kit.t.language, created=created)

    @Slot()
    def _remember(self) -> None:
        if self._studio.session is not None:
            recents.remember(self._studio.preferences, self._studio.session.path, self._studio.project)

    def _ask_file(self, title: str, kinds: str, slot: Callable[[str], object]) -> None:
        dialog = FileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(kinds)
        dialog.fileSelected.connect(slot)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

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
