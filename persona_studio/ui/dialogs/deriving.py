"""Dialogs that make a variable of others, with a look at what it would be."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from persona_studio.domain.transforms import Transform
from persona_studio.domain.variables import Variable
from persona_studio.errors import UserError
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.levels import LevelList
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.labels import Label, Paragraph, Rule
from persona_studio.ui.widgets.levels import LevelView
from persona_studio.ui.widgets.spread import Histogram
from persona_studio.ui.widgets.surfaces import clear

MOST_ROWS, FEW_ROWS, LARGE_TEXT = 7, 3, 1.2
PAUSE_MS = 150
"""After the last letter, before the look is made anew."""


class Deriving(Sheet):
    """Fields above, what they would make below. ``asked`` wants a look at a transformation, ``wanted`` it.

    ``needs`` says what the fields still lack (English source).
    """

    asked = Signal(object)
    wanted = Signal(object)
    needs = ""

    def __init__(self, kit: Kit, parent: QWidget, title: str, respondents: int) -> None:
        super().__init__(kit, parent, title)
        self._respondents = respondents
        self.setMinimumWidth(kit.px(480))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(kit.px(16))
        self.grid.setVerticalSpacing(kit.px(10))
        self.grid.setColumnStretch(1, 1)
        self.column.addLayout(self.grid)
        self.label = QLineEdit()
        self.label.setFont(kit.font("body"))
        self._replaces = Check(kit, kit.t("It replaces what it is made of in the analysis"))
        self._levels = LevelList(kit.t)
        self.seen = LevelView(kit, self._levels, self.rows)
        self.seen.hide()
        self._told = Paragraph(kit, "small", "text2")
        self._drawn = QVBoxLayout()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self.accepted.connect(self._answer)
        self.finished.connect(self._pause.stop)

    def field(self, name: str, widget: QWidget) -> None:
        """Add a field under its name (English source)."""
        label = Label(self.kit, "body", "text2")
        self.kit.say(label.setText, name)
        label.setBuddy(widget)
        if not widget.accessibleName():
            self.kit.name(widget, name)
        row = self.grid.rowCount()
        self.grid.addWidget(label, row, 0)
        self.grid.addWidget(widget, row, 1)

    def finish(self, yes: str, *, replaces: bool = True) -> None:
        """Add the name of what is made, the look at it and the buttons; then look."""
        self.field("Name of the variable", self.label)
        self.label.textChanged.connect(self._check)
        if replaces:
            self.column.addWidget(self._replaces)
        else:
            self._replaces.hide()
        self.column.addWidget(Rule(self.kit))
        head = QHBoxLayout()
        head.setSpacing(self.kit.px(12))
        title = Label(self.kit, "strong")
        self.kit.say(title.setText, "Preview")
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._told, 1)
        self.column.addLayout(head)
        self.column.addWidget(self.seen)
        self.column.addLayout(self._drawn)
        self._yes = self.foot(yes)
        self.look()

    @property
    def rows(self) -> int:
        """How many rows a list may have: a dialog with large text must fit a laptop's screen."""
        return FEW_ROWS if self.kit.theme.scale > LARGE_TEXT else MOST_ROWS

    @property
    def replaces(self) -> bool:
        """Whether what is made takes the place of what it is made of."""
        return self._replaces.isChecked()

    def transform(self) -> Transform | None:
        """Return what the fields ask for, or None while they ask for nothing."""
        raise NotImplementedError

    @Slot()
    def later(self) -> None:
        """Look again when the writing pauses."""
        self._pause.start()

    @Slot()
    def look(self) -> None:
        """Ask for a look at what the fields would make."""
        wanted = self.transform()
        self._check()
        if wanted is not None:
            self.asked.emit(wanted)
            return
        self._told.tint("text2")
        self._told.setText(self.kit.t(self.needs))
        self.seen.hide()
        clear(self._drawn)

    @Slot()
    def _check(self) -> None:
        self._yes.setEnabled(bool(self.label.text().strip()) and self.transform() is not None)

    def show_made(self, made: tuple[Variable, ...]) -> None:
        """Show what the fields would make."""
        if not made:
            return
        variable, t = made[0], self.kit.t
        clear(self._drawn)
        self._levels.show(variable if variable.levels else None, self._respondents, t, editable=False)
        self.seen.fit()
        self.seen.setVisible(bool(variable.levels))
        if not variable.levels:
            self._drawn.addWidget(Histogram(self.kit, variable))
        missing = words.missing_share(variable, self._respondents, t)
        told = [words.spread(variable, t)] if not variable.levels else []
        self._told.tint("text2")
        self._told.setText(", ".join([*told, t("{share} missing", share=missing)]))
        self.adjustSize()

    def show_error(self, error: UserError) -> None:
        """Say why the fields make nothing."""
        self._told.tint("bad")
        self._told.setText(self.kit.t.error(error))
        self.seen.hide()
        clear(self._drawn)
        self._yes.setEnabled(False)

    @Slot()
    def _answer(self) -> None:
        wanted = self.transform()
        if wanted is not None:
            self.wanted.emit(wanted)
