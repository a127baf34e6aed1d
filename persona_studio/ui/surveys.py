"""A survey that becomes a project: choosing it, agreeing on how it is read, storing its answers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from persona_studio.errors import UserError
from persona_studio.ui import folders, recents
from persona_studio.ui.given import given
from persona_studio.ui.steps import Steps
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.file_dialog import ask_file

if TYPE_CHECKING:
    from persona_studio.services.session import Session
    from persona_studio.services.survey.importing import Reading
    from persona_studio.services.survey.pasting import PastedTable
    from persona_studio.ui.dialogs.importing.conversation import Conversation

FAMILY = "import"
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
SURVEYS = "*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.sav *.zsav *.por *.dta"


class Surveys(QObject):
    """Turns gestures about surveys into calls of the services; questions are asked above ``window``.

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
        self._steps = Steps(self)
        studio.finishing.connect(self._steps.finish)
        studio.leaving.connect(self._steps.stop)

    @Slot()
    def choose(self) -> None:
        """Ask for a survey file and import it."""
        t = self._kit.t
        ask_file(self._window, t("Choose a survey"), f"{t('Surveys')} ({SURVEYS})", self._chosen)

    @Slot(str)
    def _chosen(self, file: str) -> None:
        self.bring(Path(file))

    def bring(self, path: Path) -> None:
        """Show how a survey is understood; what is open stays as it is until the user imports it."""
        self._end_talk()
        self._forget_pasted()
        self._look(path, None)

    @Slot()
    def paste(self) -> None:
        """Show how the table on the clipboard is understood."""
        from persona_studio.services.survey.pasting import PastedTable  # noqa: PLC0415 - when something is pasted

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
        from persona_studio.services.survey import importing  # noqa: PLC0415 - loads with the first survey

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

    def _imported(self, imported: Any) -> None:
        studio = self._studio
        if studio.session is not None and not studio.project.waves:
            self._add(imported)
        elif studio.kept():
            self._begin(imported)

    def _begin(self, imported: Any) -> None:
        """Make a project of the survey, beside it, a little at a time; it is shown once it is whole."""
        from persona_studio.services import authoring  # noqa: PLC0415 - load with the first project
        from persona_studio.services.survey import importing  # noqa: PLC0415 - load with the first project

        studio, survey = self._studio, self._survey or Path()
        beside = survey if self._pasted is None else folders.documents() / survey.name
        path = studio.attempt(folders.free_path, beside)
        if path is None:
            return
        made = importing.made(path, authoring.new_project(survey.stem, self._kit.t.language), imported)
        opened: list[Session] = []
        steps = chain(made, (None,), _opened(path, opened.append))
        self._steps.run(steps, lambda: self._show(opened.pop(), imported.wave.id), studio.refused.emit)

    def _show(self, session: "Session", wave: str) -> None:
        self._wave = wave  # known before the screens are told
        studio = self._studio
        if studio.session is not None:
            recents.remember(studio.preferences, studio.session.path, studio.project)
        studio.adopt(session)
        folder = session.path.parent
        if self._survey is not None and self._survey.parent != folder:
            said = "The project is in {folder}: nothing can be written beside the survey."
            studio.said.emit(self._kit.t(said, folder=folder), False)

    def _add(self, imported: Any) -> None:
        from persona_studio.services.survey import importing  # noqa: PLC0415 - loaded already

        studio = self._studio
        keep = partial(importing.add_wave, given(studio.session))
        self._store(imported, keep, partial(studio.wanted.emit, "data"))

    def _read_again(self, imported: Any) -> None:
        from persona_studio.services.survey import importing  # noqa: PLC0415 - loaded already

        studio = self._studio
        if studio.session is not None and studio.project.wave is not None:
            keep = partial(importing.replace_wave, studio.session, studio.project.wave.id)
            self._store(imported, keep, partial(studio.said.emit, self._kit.t("Survey read again"), True))

    def _store(self, imported: Any, keep: Callable[[Any], None], then: Callable[[], object]) -> None:
        """Write the answers a little at a time, then make the gesture which puts them into the project."""
        from persona_studio.services.survey import importing  # noqa: PLC0415 - loaded already

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


def _opened(path: Path, hand_over: "Callable[[Session], object]") -> Iterator[None]:
    """Open a project in one step and hand it over in another: to be shown it has a turn of its own."""
    from persona_studio.services.session import Session  # noqa: PLC0415 - the database loads with the first project

    with ExitStack() as given_up:
        session = Session.open(path)
        given_up.callback(session.close)
        yield
        given_up.pop_all()
    hand_over(session)
