"""A survey completed by a second file: choosing it, looking at what it gives, keeping it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from persona_studio.ui.given import given
from persona_studio.ui.studio import Studio
from persona_studio.ui.surveys import SURVEYS
from persona_studio.ui.watching import start_about
from persona_studio.ui.widgets.file_dialog import ask_file

if TYPE_CHECKING:
    from persona_studio.domain.joins import Choice

FAMILY = "join"


class Joins(QObject):
    """Turns the gesture into calls of the services; questions are asked above ``window``."""

    def __init__(self, studio: Studio, window: QWidget) -> None:
        super().__init__(window)
        self._studio, self._kit, self._window = studio, studio.kit, window
        self._other: Path | None = None
        self._survey: Path | None = None

    @Slot()
    def choose(self) -> None:
        """Ask for the second file."""
        self._ask("Choose the file that completes the survey", self.bring)

    @Slot(str)
    def bring(self, file: str) -> None:
        """Look at a second file."""
        self._other, self._survey = Path(file), None
        self._propose()

    @Slot()
    def _choose_survey(self) -> None:
        self._ask("Choose the survey’s file", self._bring_survey)

    @Slot(str)
    def _bring_survey(self, file: str) -> None:
        self._survey = Path(file)
        self._propose()

    def _ask(self, title: str, slot: Any) -> None:
        t = self._kit.t
        beside = given(self._studio.session).path.absolute().parent
        ask_file(self._window, t(title), f"{t('Surveys')} ({SURVEYS})", slot, str(beside))

    def _propose(self) -> None:
        from persona_studio.services.survey import joining  # noqa: PLC0415 - loads with the first join

        self._start(joining.propose, self._proposed)

    def _start(self, work: Any, done: Any, *more: Any) -> None:
        from persona_studio.services.survey import joining  # noqa: PLC0415 - loaded already

        wave = self._studio.project.wave
        if wave is None or not self._studio.editable:
            return
        path, other = given(self._studio.session).path, given(self._other)
        title = self._kit.t("Reading of {file}", file=self._kit.t.quoted(other.name))
        files = joining.Files(other, self._survey)
        then = partial(done, wave.id)
        start_about(self._studio, wave.id, FAMILY, title, work, path, wave.id, files, *more, done=then)

    def _proposed(self, wave: str, proposal: Any) -> None:
        from persona_studio.ui.dialogs.joining.dialog import JoinFiles  # noqa: PLC0415 - when it is asked for

        found = next((w for w in self._studio.project.waves if w.id == wave), None)
        if found is None:
            return
        dialog = JoinFiles(self._kit, self._window, found, proposal)
        dialog.agreed.connect(self._join)
        dialog.survey.connect(self._choose_survey)
        dialog.open()

    @Slot(object)
    def _join(self, choice: "Choice") -> None:
        from persona_studio.services.survey import joining  # noqa: PLC0415 - loaded already

        self._start(joining.join, self._joined, choice)

    def _joined(self, _wave: str, joined: Any) -> None:
        from persona_studio.services.survey import joining  # noqa: PLC0415 - loaded already

        session = self._studio.session
        if session is None:
            return
        before = session.project
        self._studio.attempt(joining.keep_join, session, joined)
        if session.project is not before:
            t = self._kit.t
            said = t.plural("{n} variable joined", "{n} variables joined", len(joined.variables))
            self._studio.said.emit(said, True)
