"""Rows of the tab: a question with its gain, a segment with its accuracy, an end of the path."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.domain.golden import Golden
from persona_studio.domain.golden_form import Form
from persona_studio.services.segments.golden_words import Branch, added, branch_said
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.figures import EvidenceBar, Shape
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.surfaces import Card, clear

NUMBER, GAIN, BAR, SHAPE = 18, 54, 64, 11
RARELY = 0.5


class QuestionRow(QWidget):
    """A question, what it adds to those before it, and a way to exchange it."""

    exchanged = Signal(str)

    def __init__(self, kit: Kit, golden: Golden, form: Form, place: int, *, editable: bool) -> None:
        super().__init__()
        question, asked = golden.questions[place], form.questions[place]
        self._variable, px = question.variable, kit.px
        number, text, gain = Label(kit, "small", "text3"), Elided(kit, "body"), Label(kit, "small", "text2")
        number.setText(str(place + 1))
        number.setFixedWidth(max(px(NUMBER), number.sizeHint().width()))
        text.setText(asked.item or asked.text)
        if asked.item:
            text.setToolTip(asked.text)
        points = added(golden)
        gain.setText(gain_said(points[place], kit))
        gain.setMinimumWidth(px(GAIN))
        gain.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = EvidenceBar(kit, "strong", width=BAR)
        bar.set(max(0, points[place]) / max(1, *points))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(2), 0, px(2))
        row.setSpacing(px(8))
        row.addWidget(number)
        row.addWidget(text, 1)
        row.addWidget(bar)
        row.addWidget(gain)
        self.exchange = IconButton(kit, "repeat", "", side=26, size=15)
        told = kit.t("Ask something else than {question}", question=kit.t.quoted(asked.text))
        self.exchange.setToolTip(told)
        self.exchange.setAccessibleName(told)
        self.exchange.setVisible(editable)
        self.exchange.clicked.connect(self._press)
        row.addWidget(self.exchange)
        self.setAccessibleName(f"{place + 1}. {asked.text}, {gain.text()}")

    @Slot()
    def _press(self) -> None:
        self.exchanged.emit(self._variable)


def gain_said(points: int, kit: Kit) -> str:
    """Return what a question adds, in points."""
    sign = "+" if points > 0 else ""
    return kit.t("{points} pts", points=f"{sign}{kit.t.decimal(points, 0)}")


class SegmentRow(QWidget):
    """How often a segment is found."""

    def __init__(self, kit: Kit, name: str, accent: Wears, share: float) -> None:
        super().__init__()
        px = kit.px
        label, rate, bar = Elided(kit, "body"), Label(kit, "number-strong"), EvidenceBar(kit, "strong")
        label.setText(name)
        rate.setText(kit.t.percent(share))
        bar.set(share, fill=kit.accent(accent).fill)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(3), 0, px(3))
        row.setSpacing(px(8))
        row.addWidget(Shape(kit, accent, SHAPE))
        row.addWidget(label, 1)
        row.addWidget(bar, 1)
        row.addWidget(rate)
        self.setAccessibleName(f"{name}, {rate.text()}")
        if share < RARELY:
            rate.tint("warn")
            told = kit.t("Rarely found: its people are mostly taken for others.")
            self.setToolTip(told)
            self.setAccessibleDescription(told)


class BranchRow(QWidget):
    """An end of the path in words, with the mark of its segment."""

    def __init__(self, kit: Kit, branch: Branch, form: Form) -> None:
        super().__init__()
        px = kit.px
        text = Paragraph(kit, "body")
        text.setText(branch_said(branch, form, kit.t))
        mark = QWidget()
        under = QVBoxLayout(mark)
        under.setContentsMargins(0, (kit.line("body") - px(SHAPE)) // 2, 0, 0)
        under.addWidget(Shape(kit, form.accents[branch.segment], SHAPE))
        under.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(3), 0, px(3))
        row.setSpacing(px(8))
        row.addWidget(mark)
        row.addWidget(text, 1)
        people = kit.t.plural("{n} respondent", "{n} respondents", branch.count)
        self.setToolTip(people)
        self.setAccessibleName(f"{text.text()}, {people}")


class ListCard(Card):
    """A titled card whose rows are replaced; a note may stand under the title."""

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__(kit)
        px = kit.px
        self._title, self.note = Label(kit, "card"), Paragraph(kit, "small", "text2")
        kit.say(self._title.setText, title)
        kit.name(self, title)
        self.head = QHBoxLayout()
        self.head.addWidget(self._title, 1)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(18), px(14), px(18), px(14))
        self.column.setSpacing(px(6))
        self.column.addLayout(self.head)
        self.column.addWidget(self.note)
        self.column.addLayout(self.rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(self._kit.px(240), super().minimumSizeHint().height())

    def fill(self, rows: list[QWidget]) -> None:
        """Show other rows."""
        clear(self.rows)
        for row in rows:
            self.rows.addWidget(row)
