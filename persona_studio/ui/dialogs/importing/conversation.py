"""The dialog: what was understood at the left, the first lines of the file beside it, nothing stored yet."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.previews import Preview
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import Notice, Wave
from persona_studio.errors import UserError
from persona_studio.services.survey import importing
from persona_studio.services.survey.importing import ImportedFile, Reading
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.dialogs.importing.beside import CODEBOOK, CodebookPart, PersonalPart
from persona_studio.ui.dialogs.importing.form import ReadingForm
from persona_studio.ui.dialogs.importing.grid import Held, LinesView
from persona_studio.ui.dialogs.importing.lines import LinesModel
from persona_studio.ui.dialogs.importing.remarks import RemarksCard
from persona_studio.ui.jobs import Done, Jobs
from persona_studio.ui.kit import Kit
from persona_studio.ui.messages import split
from persona_studio.ui.widgets.buttons import PRIMARY, QUIET, Button
from persona_studio.ui.widgets.labels import Paragraph, Rule
from persona_studio.ui.widgets.notes import ERROR, Strip
from persona_studio.ui.widgets.surfaces import Column

LOOK, READ = "look", "import"
"""Families of jobs: the head of the file, the whole file."""
PAUSE_MS = 350
HEAVY = 2 << 20
"""Bytes of a file that is not read before a second process can take the looks at it."""
WIDE, TALL, SIDE = 1180, 700, 364
EDGE = 40
KINDS = (
    Kind.NOMINAL,
    Kind.MULTIPLE,
    Kind.ORDINAL,
    Kind.NUMERIC,
    Kind.TEXT,
    Kind.DATE,
    Kind.IDENTIFIER,
    Kind.WEIGHT,
)
"""All kinds, in the order they are counted: their counts and personal data make up the questions."""


class Conversation(Sheet):
    """Shows how a survey is understood, lets each point be changed, and hands over what was read.

    The head of the file is looked at again at each change, in a process of its own while the usual one is
    busy; the whole file is read when the user pauses, so that it is there when she agrees.
    """

    agreed = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget, jobs: Jobs, path: Path, reading: Reading) -> None:
        super().__init__(kit, parent, kit.t("Import {file}", file=kit.t.quoted(path.stem)))
        self._jobs, self._beside = jobs, jobs.beside()
        self._beside.setParent(self)
        self.path, self.reading = path, reading
        self._preview: Preview | None = None
        self._imported: ImportedFile | None = None
        self._waited_for = self._held_up = self._heavy = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._read)
        jobs.bug.connect(self._broke)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._build()
        self._size(parent.window())

    # -------------------------------------------------------------- building

    def _build(self) -> None:
        px = self.kit.px
        self.column.addWidget(self._counts())
        body = QHBoxLayout()
        body.setSpacing(px(24))
        body.addWidget(self._side())
        body.addLayout(self._view(), 1)
        self.column.addSpacing(px(4))
        self.column.addLayout(body, 1)
        self.column.addWidget(Rule(self.kit))
        self.column.addLayout(self._foot())

    def _counts(self) -> QWidget:
        self._understood = Paragraph(self.kit, "body", "text2")
        return self._understood

    def _side(self) -> QWidget:
        kit = self.kit
        side = Column(kit, margins=(2, 2, 12, 2), gap=18)
        side.setFixedWidth(kit.px(SIDE))
        self.form = ReadingForm(kit, self.reading)
        self.form.changed.connect(self._changed)
        self.personal = PersonalPart(kit, kept=self.reading.keep_personal)
        self.personal.changed.connect(self._changed)
        self.codebook = CodebookPart(kit, self.reading.codebook)
        self.codebook.changed.connect(self._changed)
        for part in (self.form, self.personal, self.codebook):
            side.rows.addWidget(part)
        side.rows.addStretch(1)
        return side

    def _view(self) -> QVBoxLayout:
        kit = self.kit
        self.strip = Strip(kit)
        self.lines = LinesModel(kit)
        self.view = LinesView(kit, self.lines)
        card = Held(kit, self.view)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, kit.px(6))
        inside.addWidget(self.view)
        self.remarks = RemarksCard(kit)
        column = QVBoxLayout()
        column.setSpacing(kit.px(10))
        column.addWidget(self.strip)
        column.addWidget(card, 1)
        column.addWidget(self.remarks)
        return column

    def _foot(self) -> QHBoxLayout:
        kit = self.kit
        self.note = Paragraph(kit, "small", "text2")
        kit.say(self.note.setText, "Nothing is stored before you import.")
        self.yes, no = Button(kit, PRIMARY), Button(kit, QUIET)
        kit.say(self.yes.setText, "Import")
        kit.say(no.setText, "Cancel")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self._agree)
        no.setAutoDefault(False)
        no.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(kit.px(10))
        row.addWidget(self.note, 1)
        row.addWidget(no)
        row.addWidget(self.yes)
        return row

    def _size(self, window: QWidget) -> None:
        px, room = self.kit.px, window.size()
        edge = px(EDGE) if room.width() > px(WIDE) else EDGE
        self.resize(min(px(WIDE), room.width() - edge), min(px(TALL), room.height() - edge))

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to what says yes."""
        super().showEvent(event)
        self.yes.setFocus()

    # -------------------------------------------------------------- the head of the file

    def explain(self, text: str) -> None:
        """Say below what importing will do (English source)."""
        self.kit.say(self.note.setText, text)

    def begin(self, seen: Preview | UserError) -> None:
        """Open with a first look, or why there is none."""
        if isinstance(seen, Preview):
            self._heavy = seen.refused is None and _size(self.path) > HEAVY
            self._looked(seen)
            self._look(self._beside, self._ready)
        else:
            self._unlooked(seen)
        self.open()

    @Slot()
    def _changed(self) -> None:
        before = self.reading
        self.reading = replace(
            self.form.reading(before), keep_personal=self.personal.kept, codebook=self.codebook.path
        )
        # A reading that is given up ends when it can: meanwhile looks are taken by the process beside.
        self._held_up = self._held_up or self._jobs.under_way(READ)
        self._jobs.stop(READ)
        self._pause.stop()
        self._imported, self._heavy = None, False
        if replace(before, keep_personal=self.personal.kept, codebook=self.codebook.path) == self.reading:
            self._wait()  # the head of the file shows nothing of these
            return
        self._look(self._beside if self._held_up else self._jobs, self._looked)

    def _look(self, jobs: Jobs, done: Done) -> None:
        jobs.start(
            LOOK,
            "",
            importing.look_at,
            self.path,
            self.reading,
            self._preview,
            done=done,
            failed=self._unlooked,
            told=_nothing,
        )

    def _looked(self, preview: Preview) -> None:
        self._preview = preview
        self.lines.show(preview)
        self.form.show_preview(preview)
        self.remarks.tell(preview.warnings)
        if preview.refused is not None:
            self._refuse(preview.refused)
        else:
            self._wait()

    def _unlooked(self, error: UserError) -> None:
        self.lines.show(None)
        self.remarks.tell(())
        self._refuse(error)

    def _refuse(self, error: UserError) -> None:
        fact, rest = split(self.kit.t.error(error))
        self._waited_for = False
        self.strip.tell(ERROR, fact, rest, closes=False)
        self._understood.setText(self.kit.t("This cannot be imported in this way."))
        self.codebook.tell(())
        self.personal.hide()
        self.yes.setEnabled(False)

    # -------------------------------------------------------------- the whole file

    def _wait(self) -> None:
        """Read the whole file once the user pauses; the first time, at once."""
        self.strip.dismiss()
        self.yes.setEnabled(not self._waited_for)
        self._tell_step(0, 0, "read")
        self.personal.wait()
        self.personal.show()
        if self.isVisible():
            self._pause.start()
        elif not self._heavy:
            self._read()

    def _ready(self, _preview: Preview) -> None:
        """The process beside can take looks: reading a large file may keep the usual one busy now."""
        if self._heavy:
            self._read()

    @Slot()
    def _read(self) -> None:
        self._pause.stop()
        self._jobs.start(
            READ,
            "",
            importing.read_as,
            self.path,
            self.reading,
            done=self._understand,
            failed=self._refuse,
            told=self._tell_step,
        )

    @Slot(str)
    def _broke(self, _trace: str) -> None:
        """Stop waiting after a fault of ours, which is told above."""
        self._waited_for = False
        self._understood.setText(self.kit.t("This cannot be imported in this way."))
        self.yes.setEnabled(False)

    def _tell_step(self, done: int, total: int, code: str) -> None:
        t = self.kit.t
        said = t.code("progress", code)
        step = t("{done} of {total}", done=done, total=total) if total > 1 and done else ""
        self._understood.setText(t("{step}…", step=" · ".join(filter(None, (said, step)))))

    def _understand(self, imported: ImportedFile) -> None:
        self._imported, self._held_up = imported, False
        wave = imported.wave
        self._understood.setText(self._summary(wave))
        self.form.show_source(wave.source)
        self.personal.show_wave(wave)
        of_codebook, others = _sorted(wave.notices)
        self.codebook.tell(of_codebook)
        self.remarks.tell(others)
        hidden = (v.source for v in wave.variables if v.personal is not None and not v.stored)
        self.lines.set_aside(frozenset(column for source in hidden for column in source))
        if self._waited_for:
            self._hand_over()

    def _summary(self, wave: Wave) -> str:
        t = self.kit.t
        people = t.plural("{n} respondent", "{n} respondents", wave.respondents)
        questions = t.plural("{n} question", "{n} questions", len(wave.variables))
        counts = Counter(v.kind for v in wave.variables if v.personal is None)
        kinds = [f"{words.kind(kind, t)} {t.integer(counts[kind])}" for kind in KINDS if counts[kind]]
        hidden = len(wave.variables) - counts.total()
        if hidden:
            kinds.append(f"{t('Personal data')} {t.integer(hidden)}")
        return " · ".join([t("{people}, {questions}", people=people, questions=questions), *kinds])

    # -------------------------------------------------------------- the end

    @Slot()
    def _agree(self) -> None:
        if self._imported is not None:
            self._hand_over()
            return
        self._waited_for = True
        self.yes.setEnabled(False)
        if self._pause.isActive():
            self._read()

    def _hand_over(self) -> None:
        imported = self._imported
        self.accept()
        self.agreed.emit(imported)

    def done(self, result: int) -> None:
        """Give up what is under way, and end the process that looked."""
        self._pause.stop()
        for family in (LOOK, READ):
            self._jobs.stop(family)
        self._beside.close()
        super().done(result)


def _nothing(*_: object) -> None:
    """Leave the steps of a look, which is over before they could be read."""


def _size(path: Path) -> int:
    """Return the bytes of a file, none when it has gone meanwhile: reading it will say so."""
    return path.stat().st_size if path.exists() else 0


def _sorted(notices: tuple[Notice, ...]) -> tuple[list[Notice], list[Notice]]:
    """Part remarks on the codebook from those on the survey; masked contacts are told with personal data."""
    of_codebook = [notice for notice in notices if notice.code.startswith(CODEBOOK)]
    others = [n for n in notices if n not in of_codebook and n.code != "contacts_masked"]
    return of_codebook, sorted(others, key=_line)


def _line(notice: Notice) -> float:
    """Return the line a remark names; those of the whole file come last."""
    return float(dict(notice.params).get("line", "inf"))
