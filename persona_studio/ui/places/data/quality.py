"""The quality strip: what the import found, in figures, and the dialog that lists it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Removal, RemovalCount, Wave
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph, Picture, Rule
from persona_studio.ui.widgets.surfaces import Card, Column, clear


class QualityStrip(Card):
    """Figures side by side, each with a word below."""

    asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._cells = QHBoxLayout()
        self._cells.setSpacing(kit.px(20))
        look = Button(kit, SECONDARY, small=True)
        kit.say(look.setText, "Examine")
        look.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(kit.px(20), kit.px(12), kit.px(20), kit.px(12))
        row.addLayout(self._cells, 1)
        row.addWidget(look)
        self.setFixedHeight(max(kit.px(66), self.minimumSizeHint().height()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, "Quality of the survey")

    def show_wave(self, wave: Wave) -> None:
        """Show what the import found in a wave."""
        clear(self._cells)
        t = self._kit.t
        usable = t.plural("{n} usable answer", "{n} usable answers", wave.usable)
        received = t("out of {n} received", n=wave.respondents)
        self._cell("circle-check", "ok", usable, received)
        for removal in [r for r in wave.quality.removals if r.count][:3]:
            self._divide()
            self._cell("", "", t.integer(removal.count), removal_words(removal, t))
        found = [v for v in wave.variables if v.personal is not None]
        if found:
            self._divide()
            self._cell("lock", "warn", t("Personal data"), set_aside(found, t))
        self._cells.addStretch(1)

    def _divide(self) -> None:
        self._cells.addWidget(Rule(self._kit, upright=True))

    def _cell(self, icon: str, role: str, head: str, rest: str) -> None:
        kit = self._kit
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(12))
        if icon:
            row.addWidget(Picture(kit.picture(icon, role, 21)))
        column = QVBoxLayout()
        column.setSpacing(kit.px(1))
        for text, font, colour in ((head, "strong", "text"), (rest, "small", "text2")):
            label = Elided(kit, font, colour)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            label.setText(text)
            column.addWidget(label)
        row.addLayout(column)
        cell.setAccessibleName(f"{head} {rest}")
        self._cells.addWidget(cell)


def removal_words(removal: RemovalCount, t: Texts) -> str:
    """Say of a removal what it is and whether it is in force."""
    named = words.removal(removal.reason, removal.count, t)
    return t("{what}, left out", what=named) if removal.applied else t("{what}, kept", what=named)


def set_aside(variables: list[Variable], t: Texts) -> str:
    """Name the personal data that was set aside."""
    kinds = list(dict.fromkeys(words.personal(v.personal, t) for v in variables if v.personal is not None))
    return t("{what} set aside", what=t.listed(kinds))


class Examine(Sheet):
    """All that the import found; each removal can be taken back."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit, parent: QWidget, wave: Wave, reread: QAction, *, editable: bool) -> None:
        super().__init__(kit, parent, kit.t("Quality of the survey"))
        self._reread = reread
        self._editable = editable
        self._body = Column(kit, gap=8)
        self._body.setMinimumSize(kit.px(520), kit.px(360))
        self.column.addWidget(self._body)
        self._read(wave)
        self._removals(wave)
        self._names(wave)
        self._body.rows.addStretch(1)
        self.foot("Close", cancel="")

    def _read(self, wave: Wave) -> None:
        t, source = self.kit.t, wave.source
        self._head(t("How the file was read"))
        separator = {"\t": t("tabulation")}.get(
            source.delimiter, t.quoted(source.delimiter) if source.delimiter else ""
        )
        facts = (
            (t("File"), source.file),
            (t("Format"), source.format.upper()),
            (t("Survey tool"), source.platform),
            (t("Encoding"), source.encoding),
            (t("Separator"), separator),
            (t("Decimal mark"), t.quoted(source.decimal) if source.delimiter else ""),
            (t("Header rows"), str(source.header_rows) if source.delimiter or source.sheet else ""),
            (t("Sheet of the workbook"), source.sheet),
        )
        for name, value in facts:
            if value:
                self._fact(name, value)
        if self._reread.isEnabled():
            button = Button(self.kit, SECONDARY, small=True).triggers(self._reread)
            self.kit.say(button.setText, "Read differently")
            button.clicked.connect(self.accept)
            self._body.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _removals(self, wave: Wave) -> None:
        t = self.kit.t
        self._head(t("Answers left out"))
        if not wave.quality.removals:
            self._line(t("None: every answer takes part."))
        for removal in wave.quality.removals:
            check = _RemovalCheck(self.kit, removal)
            check.setEnabled(self._editable)
            check.switched.connect(self.switched)
            self._body.rows.addWidget(check)

    def _names(self, wave: Wave) -> None:
        t, quality = self.kit.t, wave.quality
        by_name = {v.name: words.shown_name(v) for v in wave.variables}
        personal = [v for v in wave.variables if v.personal is not None]
        if personal:
            self._head(t("Personal data set aside"))
            for variable in personal:
                kind = words.personal(variable.personal, t) if variable.personal else ""
                self._line(f"{words.shown_name(variable)} ({kind})")
        for title, names in (
            (t("Same answer everywhere"), quality.constants),
            (t("Totals of other columns"), quality.totals),
        ):
            if names:
                self._head(title)
                for name in names:
                    self._line(by_name.get(name, name))
        if quality.near_duplicates:
            self._head(t("Nearly the same question"))
            for one, other in quality.near_duplicates:
                self._line(f"{by_name.get(one, one)} = {by_name.get(other, other)}")
        if wave.notices:
            self._head(t("Import notes"))
            for notice in wave.notices:
                self._line(t.code("notice", notice.code, notice.params), wrap=True)

    def _head(self, text: str) -> None:
        label = Label(self.kit, "strong")
        label.setText(text)
        if self._body.rows.count():
            self._body.rows.addSpacing(self.kit.px(10))
        self._body.rows.addWidget(label)

    def _line(self, text: str, *, wrap: bool = False) -> None:
        label = Paragraph(self.kit, "body", "text2") if wrap else Elided(self.kit, "body", "text2")
        label.setText(text)
        self._body.rows.addWidget(label)

    def _fact(self, name: str, value: str) -> None:
        row = QHBoxLayout()
        title, words_ = Label(self.kit, "body", "text2"), Elided(self.kit, "body")
        title.setFixedWidth(self.kit.px(150))
        title.setText(name)
        words_.setText(value)
        row.addWidget(title)
        row.addWidget(words_, 1)
        self._body.rows.addLayout(row)


class _RemovalCheck(Check):
    """One removal, ticked while it is in force."""

    switched = Signal(str, bool)

    def __init__(self, kit: Kit, removal: RemovalCount) -> None:
        text = f"{kit.t.integer(removal.count)} {words.removal(removal.reason, removal.count, kit.t)}"
        super().__init__(kit, text)
        self._reason: Removal = removal.reason
        self.setChecked(removal.applied)
        self.toggled.connect(self._switch)

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        self.switched.emit(self._reason.value, on)
