"""The gestures about personal data: keep, replace by pseudonyms, erase; each is explained beforehand."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from persona_studio.domain.variables import Personal, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services import authoring
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.data import told
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import PRIMARY, QUIET, Button
from persona_studio.ui.widgets.file_dialog import FileDialog
from persona_studio.ui.widgets.labels import Paragraph


class Explained(Sheet):
    """A gesture told in words before it is done; the way back has the keyboard."""

    agreed = Signal()

    def __init__(self, kit: Kit, parent: QWidget, title: str, lines: tuple[str, ...], yes: str) -> None:
        super().__init__(kit, parent, title)
        for line in lines:
            text = Paragraph(kit, "body", "text2")
            text.setText(line)
            self.column.addWidget(text)
        row = QHBoxLayout()
        row.addStretch(1)
        no, go = Button(kit, QUIET), Button(kit, PRIMARY)
        kit.say(no.setText, "Cancel")
        go.setText(yes)
        for button, act in ((no, self.reject), (go, self.accept)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
        self.column.addSpacing(kit.px(6))
        self.column.addLayout(row)
        no.setFocus()
        self.accepted.connect(self.agreed)


class PersonalGestures(QObject):
    """Asks and explains above a place or a dialog, and carries out, be the dialog closed meanwhile."""

    def __init__(self, studio: Studio, place: QWidget) -> None:
        super().__init__(place)
        self._studio, self._kit, self._over = studio, studio.kit, place
        self._variable = ""
        self._kinds: tuple[Personal, ...] = ()

    def ask(self, variable: Variable, at: QPoint, over: QWidget) -> None:
        """Offer what can be done with a variable: a menu, or at once the one thing there is."""
        if not self._studio.editable or variable.pseudonymised:
            return
        self._variable, self._over = variable.id, over
        if not variable.stored:
            if variable.rule is None:  # what was made here is in no file
                self.keep()
            return
        t, menu = self._kit.t, QMenu(over)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self._kit.icon("hash"), t("Replace by pseudonyms…"), self.rename)
        menu.addAction(self._kit.icon("eraser"), t("Erase from the project…"), self.erase)
        menu.addSeparator()
        menu.addAction(self._kit.icon("circle-slash"), t("This is no personal data"), self.clear)
        menu.popup(at)

    # -------------------------------------------------------------- keep

    @Slot()
    def keep(self) -> None:
        """Explain that the file must be read again, then ask where it is."""
        wave, variable = self._now()
        t = self._kit.t
        lines = (
            t(
                "These answers were not stored. To keep them, show the file {file} again: "
                "they are read there and stored in the project, in clear.",
                file=t.quoted(wave.source.file),
            ),
            t("Everything else stays as you left it. You can still erase them later."),
        )
        title = t("Keep {name} in the project?", name=t.quoted(words.shown_name(variable)))
        self._explain(title, lines, t("Choose the file"), self._choose_file)

    @Slot()
    def _choose_file(self) -> None:
        wave, _ = self._now()
        title = self._kit.t("Find {file}", file=self._kit.t.quoted(wave.source.file))
        beside = given(self._studio.session).path.absolute().parent
        dialog = FileDialog(self._over, title, str(beside))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.keep_from)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def keep_from(self, file: str) -> None:
        """Read the answers again from a file and store them."""
        from persona_studio.services.survey import retrieving  # noqa: PLC0415 - only when asked

        wave, variable = self._now()
        title = self._kit.t("Reading {name}", name=words.shown_name(variable))
        done = partial(_keep, self._studio)
        self._studio.jobs.start(
            "keep", title, retrieving.read_answers, Path(file), wave, variable.id, done=done
        )

    @Slot()
    def clear(self) -> None:
        """Say that a variable which is stored is no personal data: it may then be used like any other."""
        edit = self._studio.attempt(authoring.not_personal, self._studio.project, self._variable)
        self._studio.do(edit, "Personal data or not")

    # -------------------------------------------------------------- never to come back

    @Slot()
    def erase(self) -> None:
        """Explain, then erase the answers to a variable."""
        wave, variable = self._now()
        t, what = self._kit.t, counted(variable, wave, self._kit.t)
        line = t("{what} will be erased from the project{copies}.", what=what, copies=self._copies())
        title = t("Erase {name} for good?", name=t.quoted(words.shown_name(variable)))
        lines = (line, *self._made_of_it(), *self._for_good())
        self._explain(title, lines, t("Erase for good"), self._erase)

    @Slot()
    def rename(self) -> None:
        """Explain, then put pseudonyms in the place of identifiers."""
        wave, variable = self._now()
        t, what = self._kit.t, counted(variable, wave, self._kit.t)
        line = t(
            "{what} in the project{copies} will be replaced by R-0001, R-0002… in an order drawn at random. "
            "The same person keeps the same pseudonym.",
            what=what,
            copies=self._copies(),
        )
        key = t("No key is kept: nobody will be able to tell who is who.")
        title = t("Replace {name} by pseudonyms?", name=t.quoted(words.shown_name(variable)))
        lines = (line, key, *self._made_of_it(), *self._for_good())
        self._explain(title, lines, t("Replace for good"), self._rename)

    def mask(self, kinds: tuple[tuple[Personal, int], ...], over: QWidget) -> None:
        """Explain, then mask what is written in the answers of the whole survey."""
        t = self._kit.t
        self._kinds, self._over = tuple(kind for kind, _ in kinds), over
        line = t(
            "{what} written in the answers will be masked in the project{copies}; the other words stay.",
            what=t.listed([told.contacts(kind, n, t) for kind, n in kinds]),
            copies=self._copies(),
        )
        title = t("Mask what names or reaches people?")
        self._explain(title, (line, *self._for_good()), t("Mask for good"), self._mask)

    def _made_of_it(self) -> tuple[str, ...]:
        """Tell how many variables made here keep answers of the one that goes, and go with it."""
        from persona_studio.services.survey import purging  # noqa: PLC0415 - only when asked

        wave, variable = self._now()
        count = sum(v.stored for v in purging.made_of(wave, {variable.id}))
        t = self._kit.t
        one = "{n} variable that you made from it is emptied with it."
        line = t.plural(one, "{n} variables that you made from it are emptied with it.", count)
        return (line,) if count else ()

    def _for_good(self) -> tuple[str, str]:
        t = self._kit.t
        return (
            t("The survey’s own file is not touched. Copies that you saved elsewhere cannot be reached."),
            t("This cannot be undone, and neither can the gestures made before it."),
        )

    def _copies(self) -> str:
        from persona_studio.services.survey import purging  # noqa: PLC0415 - only when asked

        count = len(purging.copies(given(self._studio.session)))
        t = self._kit.t
        return t.plural(" and its {n} safety copy", " and its {n} safety copies", count) if count else ""

    @Slot()
    def _erase(self) -> None:
        self._start("Erasing personal data", emptied=(self._variable,))

    @Slot()
    def _rename(self) -> None:
        self._start("Replacing identifiers by pseudonyms", renamed=(self._variable,))

    @Slot()
    def _mask(self) -> None:
        self._start("Masking personal data", written=self._kinds)

    def _start(self, title: str, **what: tuple[str, ...]) -> None:
        from persona_studio import paths  # noqa: PLC0415 - only when asked
        from persona_studio.services.survey import purging  # noqa: PLC0415

        session, wave = given(self._studio.session), given(self._studio.project.wave)
        erasure = purging.Erasure(wave=wave.id, **what)  # type: ignore[arg-type]
        self._studio.jobs.start(
            "purge", self._kit.t(title), purging.prepare, session.path, erasure, paths.backups_dir(),
            done=partial(_finish, self._studio),
        )  # fmt: skip

    # -------------------------------------------------------------- common

    def _now(self) -> tuple[Wave, Variable]:
        wave = given(self._studio.project.wave)
        return wave, wave.variable(self._variable)

    def _explain(self, title: str, lines: tuple[str, ...], yes: str, then: Callable[[], None]) -> None:
        sheet = Explained(self._kit, self._over, title, lines, yes)
        sheet.agreed.connect(then)
        sheet.open()


def _keep(studio: Studio, kept: object) -> None:
    """Store answers that were read again, be the dialog there or not."""
    from persona_studio.services.survey import retrieving  # noqa: PLC0415 - loaded already

    session = studio.session
    if session is None:
        return
    before = session.project
    studio.attempt(retrieving.keep, session, kept)
    if session.project is not before:
        studio.said.emit(studio.kit.t("Personal data kept"), True)


def _finish(studio: Studio, ready: object) -> None:
    """Erase for good what was asked to be, be the dialog there or not."""
    from persona_studio.services.survey import purging  # noqa: PLC0415 - loaded already

    session = studio.session
    if not isinstance(ready, purging.Ready):
        return
    if session is None or session.read_only:
        purging.drop(ready)
        return
    studio.attempt(purging.finish, session, ready)
    if session.project == ready.after:
        studio.said.emit(studio.kit.t("Personal data erased for good"), False)


def counted(variable: Variable, wave: Wave, t: Texts) -> str:
    """Say how many answers a variable holds: 412 e-mail addresses."""
    answers = wave.respondents - variable.missing_count
    if variable.personal is None:
        return t.plural("{n} answer", "{n} answers", answers)
    return told.contacts(variable.personal, answers, t)
