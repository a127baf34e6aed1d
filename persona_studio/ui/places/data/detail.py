"""The panel about the chosen variable: role, answers, why it was guessed so."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import IconButton, MenuButton
from persona_studio.ui.widgets.figures import EvidenceBar
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph, Picture, Rule
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Card, Column, Panel, clear

WIDTH = 348
SHOWN_LEVELS = 12
RARE = 0.05
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROLES = (
    Option(Role.ACTIVE.value, "Active"),
    Option(Role.ILLUSTRATIVE.value, "Illustrative"),
    Option(Role.IGNORED.value, "Ignored"),
)


class Detail(Panel):
    """Shows one variable."""

    role_wanted = Signal(str)
    kind_asked = Signal(QPoint)
    moved = Signal(int, int)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "l")
        self._roles = Segmented(kit, _ROLES, "Role of the variable")
        self._roles.chosen.connect(self.role_wanted)
        self._kind = MenuButton(kit)
        self._kind.clicked.connect(self._ask_kind)
        self._name = Elided(kit, "small", "text3")
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._icon = Picture()
        self._title = Paragraph(kit, "detail")
        self._meaning = Paragraph(kit, "small", "text2")
        self._below = QVBoxLayout()
        self._below.setSpacing(kit.px(12))
        self._build()
        kit.name(self, "Chosen variable")

    def _build(self) -> None:
        px = self._kit.px
        column = Column(self._kit, margins=(26, 22, 26, 24))
        head = QHBoxLayout()
        head.setSpacing(px(4))
        head.addWidget(self._icon)
        head.addWidget(self._kind)
        head.addWidget(self._name, 1)
        column.rows.addLayout(head)
        for gap, widget in ((8, self._title), (18, self._roles), (8, self._meaning)):
            column.rows.addSpacing(px(gap))
            column.rows.addWidget(widget)
        column.rows.addSpacing(px(16))
        column.rows.addLayout(self._below)
        column.rows.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def show_variable(self, project: Project, wave: Wave, variable: Variable, *, editable: bool) -> None:
        """Show a variable of a wave."""
        t = self._kit.t
        self._icon.setPixmap(self._kit.picture(words.icon(variable), "text2", 16))
        self._kind.setText(words.kind(variable.kind, t))
        self._kind.setAccessibleName(t("Kind: {kind}", kind=words.kind(variable.kind, t)))
        self._kind.updateGeometry()
        self._name.setText(words.shown_code(variable) or variable.name)
        self._title.setText(words.shown_name(variable))
        free = variable.personal is None and editable
        self._roles.setVisible(variable.personal is None)
        self._roles.setEnabled(free)
        self._kind.setEnabled(free)
        why = t("Set aside: these answers were not stored, so there is nothing to choose.")
        self._kind.setToolTip("" if variable.personal is None else why)
        self._roles.choose(variable.role.value)
        self._meaning.setText(words.role_meaning(variable.role, t))
        clear(self._below)
        self._levels: dict[int, LevelRow] = {}
        self._answers(wave, variable, ordered=free and variable.kind is Kind.ORDINAL)
        self._reasons(variable)
        self._facts(project, wave, variable)

    def _answers(self, wave: Wave, variable: Variable, *, ordered: bool) -> None:
        t = self._kit.t
        answered = max(1, wave.respondents - variable.missing_count)
        if variable.personal is not None:
            return
        if variable.levels:
            self._head(t("Answers"))
            for level in variable.levels[:SHOWN_LEVELS]:
                row = LevelRow(self._kit, level, level.count / answered, ordered=ordered)
                row.moved.connect(self.moved)
                self._levels[level.code] = row
                self._below.addWidget(row)
            if len(variable.levels) > SHOWN_LEVELS:
                rest = len(variable.levels) - SHOWN_LEVELS
                self._words(t.plural("{n} more answer", "{n} more answers", rest), "text3")
        elif variable.distribution.edges and variable.distribution.counts:
            self._head(t("Answers"))
            self._below.addWidget(Histogram(self._kit, variable))
            self._ends(variable)

    def focus_level(self, code: int) -> None:
        """Let the keyboard go on with the answer that was moved."""
        if code in self._levels:
            self._levels[code].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ends(self, variable: Variable) -> None:
        spread, t = variable.distribution, self._kit.t
        if variable.kind is Kind.DATE:
            first, last = (_day(days, t) for days in (spread.edges[0], spread.edges[-1]))
            self._fact(t("From"), first)
            self._fact(t("To"), last)
            return
        self._fact(t("Smallest"), words.number(spread.edges[0], t))
        if spread.mean is not None:
            self._fact(t("Mean"), words.number(spread.mean, t))
        self._fact(t("Largest"), words.number(spread.edges[-1], t))

    def _reasons(self, variable: Variable) -> None:
        if not variable.guess:
            return
        kit = self._kit
        card = Card(kit, "atint", "")
        row = QHBoxLayout(card)
        row.setContentsMargins(kit.px(16), kit.px(12), kit.px(14), kit.px(12))
        row.setSpacing(kit.px(12))
        row.addWidget(Picture(kit.picture("lightbulb", "accent", 18)), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(kit.px(4))
        head = Paragraph(kit, "strong")
        head.setText(kit.t("Why this reading"))
        column.addWidget(head)
        for reason in variable.guess:
            line = Paragraph(kit, "small", "text2")
            line.setText(kit.t.code("reason", reason.code, reason.params))
            column.addWidget(line)
        row.addLayout(column, 1)
        self._below.addSpacing(kit.px(6))
        self._below.addWidget(card)

    def _facts(self, project: Project, wave: Wave, variable: Variable) -> None:
        t = self._kit.t
        self._below.addSpacing(self._kit.px(6))
        self._below.addWidget(Rule(self._kit))
        self._below.addSpacing(self._kit.px(4))
        share = words.missing_share(variable, wave.respondents, t)
        missing = t.plural("{n} answer, {share}", "{n} answers, {share}", variable.missing_count, share=share)
        self._fact(t("Missing"), missing)
        where = t.listed([letters(i) for i in variable.source[:6]]) + (
            "…" if len(variable.source) > 6 else ""
        )
        if where:
            self._fact(
                t("Source"), t.plural("column {where}", "columns {where}", len(variable.source), where=where)
            )
        used = sum(
            any(a.evidence is not None and a.evidence.variable == variable.id for a in p.attributes)
            for p in project.personas
        )
        if used:
            self._fact(t("Used in"), t.plural("{n} persona", "{n} personas", used))

    def _head(self, text: str) -> None:
        self._below.addWidget(Rule(self._kit))
        self._below.addSpacing(self._kit.px(4))
        label = Label(self._kit, "strong")
        label.setText(text)
        self._below.addWidget(label)

    def _words(self, text: str, colour: str) -> None:
        label = Label(self._kit, "small", colour)
        label.setText(text)
        self._below.addWidget(label)

    def _fact(self, name: str, value: str) -> None:
        row = QHBoxLayout()
        title, said = Label(self._kit, "body", "text2"), Elided(self._kit, "body")
        title.setFixedWidth(self._kit.px(104))
        title.setText(name)
        said.setText(value)
        row.addWidget(title)
        row.addWidget(said, 1)
        self._below.addLayout(row)

    @Slot()
    def _ask_kind(self) -> None:
        self.kind_asked.emit(self._kind.mapToGlobal(QPoint(0, self._kind.height())))


class LevelRow(QWidget):
    """An answer and its share; on a scale, Alt with an arrow (or two small buttons) moves it."""

    moved = Signal(int, int)

    def __init__(self, kit: Kit, level: Level, share: float, *, ordered: bool) -> None:
        super().__init__()
        self._code, self._ordered = level.code, ordered
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(kit.px(10))
        name = Elided(kit, "body")
        name.setText(level.label)
        figure = EvidenceBar(
            kit, "accent" if share >= RARE else "aline", height=10, width=56 if ordered else 84
        )
        figure.set(share)
        rate = Label(kit, "number-strong")
        rate.setText(kit.t.percent(share))
        rate.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        rate.setFixedWidth(max(kit.px(42), rate.sizeHint().width()))
        row.addWidget(name, 1)
        row.addWidget(figure)
        row.addWidget(rate)
        self.setAccessibleName(f"{level.label}, {rate.text()}")
        if ordered:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._add_buttons(kit, row)

    def _add_buttons(self, kit: Kit, row: QHBoxLayout) -> None:
        pair = QHBoxLayout()
        pair.setSpacing(0)
        for icon, words_, move in (
            ("chevron-up", "Move up", self._up),
            ("chevron-down", "Move down", self._down),
        ):
            button = IconButton(kit, icon, words_, side=20, size=14)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(move)
            pair.addWidget(button)
        row.addLayout(pair)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the answer with Alt and an arrow."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if self._ordered and steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self._code, steps)
            return
        super().keyPressEvent(event)

    @Slot()
    def _up(self) -> None:
        self.moved.emit(self._code, -1)

    @Slot()
    def _down(self) -> None:
        self.moved.emit(self._code, 1)


class Histogram(QWidget):
    """The spread of a number or a date, bins side by side."""

    def __init__(self, kit: Kit, variable: Variable) -> None:
        super().__init__()
        self._kit, self._counts = kit, variable.distribution.counts
        self.setFixedHeight(kit.px(84))
        self.setAccessibleName(words.spread(variable, kit.t))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bins."""
        painter = QPainter(self)
        top, gap = max(self._counts, default=0) or 1, 2.0
        wide = (self.width() - gap * (len(self._counts) - 1)) / max(1, len(self._counts))
        for i, count in enumerate(self._counts):
            tall = self.height() * count / top
            column = QRectF(i * (wide + gap), self.height() - tall, wide, tall)
            if tall >= 0.5:
                paint.rounded(painter, column, 2, self._kit.colour("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._kit.colour("line"))


def letters(column: int) -> str:
    """Return the name a spreadsheet gives a column counted from 0: A, B, ... Z, AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _day(days: float, t: Texts) -> str:
    return t.date(EPOCH + timedelta(days=days))
