"""Sorting one person: answers at the left, segments at the right, at once."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.golden import Given
from persona_studio.domain.golden_form import Form, FormQuestion
from persona_studio.domain.ids import Id
from persona_studio.services.segments.golden import Found, sort_person
from persona_studio.texts import typography
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.fields import Check, Choice
from persona_studio.ui.widgets.figures import EvidenceBar, Shape
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.surfaces import Card, Column, clear

WIDTH, HEIGHT, AROUND = 760, 520, 48
NONE = -1
"""What an answer not given holds."""


class OneAnswer(Choice):
    """A question with one answer; the classes of a number are answers too."""

    changed = Signal()

    def __init__(self, kit: Kit, question: FormQuestion) -> None:
        super().__init__(kit, "Answer")
        self._question = question
        self.setAccessibleName(question.text)
        self.addItem(kit.t("No answer"), NONE)
        for answer in question.answers:
            self.addItem(typography(answer.text, kit.t.language), answer.code)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentIndexChanged.connect(self.changed)

    def given(self) -> Given | None:
        """Return the answer as the points know it."""
        code = self.currentData()
        if code == NONE:
            return None
        return within(self._question.cuts, code) if self._question.numeric else code

    def forget(self) -> None:
        """Take the answer back."""
        self.setCurrentIndex(0)


def within(cuts: tuple[float, ...], place: int) -> float:
    """Return a number of the class at ``place``."""
    return cuts[place - 1] if place else cuts[0] - 1


class SeveralAnswers(QWidget):
    """A question with several answers; "none of these" is an answer, nothing ticked is not."""

    changed = Signal()

    def __init__(self, kit: Kit, question: FormQuestion) -> None:
        super().__init__()
        self._codes: dict[Check, int] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(kit.px(4))
        for answer in question.answers:
            check = Check(kit, typography(answer.text, kit.t.language))
            self._codes[check] = answer.code
            column.addWidget(check)
        self._none = Check(kit, kit.t("None of these"))
        column.addWidget(self._none)
        for check in (*self._codes, self._none):
            check.toggled.connect(self._ticked)
        self.setAccessibleName(question.text)

    def given(self) -> Given | None:
        """Return the options chosen, or None when the question is left open."""
        chosen = frozenset(code for check, code in self._codes.items() if check.isChecked())
        return chosen if chosen or self._none.isChecked() else None

    def forget(self) -> None:
        """Take all ticks back."""
        for check in (*self._codes, self._none):
            check.setChecked(False)

    @Slot(bool)
    def _ticked(self, on: bool) -> None:
        pressed = self.sender()
        others = list(self._codes) if pressed is self._none else [self._none]
        for check in others if on else ():
            check.blockSignals(True)
            check.setChecked(False)
            check.blockSignals(False)
            check.update()
        self.changed.emit()


class SortPerson(Sheet):
    """The form and what it says of the person so far."""

    def __init__(self, kit: Kit, parent: QWidget, found: Found) -> None:
        super().__init__(kit, parent, kit.t("Sort a person"))
        self._found, self._form = found, found.form(kit.t)
        self.fields: dict[Id, OneAnswer | SeveralAnswers] = {}
        px = kit.px
        row = QHBoxLayout()
        row.setSpacing(px(20))
        row.addWidget(self._questions(), 3)
        row.addWidget(self._result(), 2)
        self.column.addLayout(row, 1)
        room = parent.window().size()
        self.resize(min(px(WIDTH), room.width() - px(AROUND)), min(px(HEIGHT), room.height() - px(AROUND)))
        self.foot("Close", cancel="")
        self.show_result()

    def _questions(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        column = Column(kit, margins=(0, 0, 12, 4), gap=6)
        for number, question in self._form.asked():
            label = Paragraph(kit, "medium")
            label.setText(f"{number}. {question.text}")
            field: OneAnswer | SeveralAnswers
            field = SeveralAnswers(kit, question) if question.multiple else OneAnswer(kit, question)
            field.changed.connect(self.show_result)
            self.fields[question.variable] = field
            column.rows.addWidget(label)
            column.rows.addWidget(field)
            column.rows.addSpacing(px(8))
        column.rows.addStretch(1)
        return column

    def _result(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        card = Card(kit, "sunken")
        self.verdict, self.told = Paragraph(kit, "detail"), Paragraph(kit, "small", "text2")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(8))
        column = QVBoxLayout(card)
        column.setContentsMargins(px(18), px(16), px(18), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.verdict)
        column.addWidget(self.told)
        column.addSpacing(px(6))
        column.addLayout(self._grid)
        column.addStretch(1)
        column.addWidget(self._again())
        return card

    def _again(self) -> Button:
        again = Button(self.kit, SECONDARY, "user-plus", small=True)
        self.kit.say(again.setText, "Another person")
        again.setAutoDefault(False)
        again.clicked.connect(self.forget)
        return again

    def answers(self) -> dict[Id, Given | None]:
        """Return the answers given so far."""
        return {key: field.given() for key, field in self.fields.items()}

    @Slot()
    def forget(self) -> None:
        """Take all answers back, for another person."""
        for field in self.fields.values():
            field.forget()
        next(iter(self.fields.values())).setFocus()

    @Slot()
    def show_result(self) -> None:
        """Say which segment the answers speak for."""
        given, t = self.answers(), self.kit.t
        place, chances = sort_person(self._found, given)
        count = sum(answer is not None for answer in given.values())
        asked = len(self.fields)
        self.told.setText(
            t.plural("{n} answer of {all} given", "{n} answers of {all} given", count, all=asked)
        )
        self.verdict.setText(verdict(self._form, place, chances, count, self.kit))
        clear(self._grid)
        for row, share in enumerate(chances):
            self._line(row, share)

    def _line(self, row: int, share: float) -> None:
        kit, form = self.kit, self._form
        name, rate = Elided(kit, "body"), Label(kit, "number-strong")
        bar = EvidenceBar(kit, kit.accent(form.accents[row]).fill)
        name.setText(form.segments[row])
        rate.setText(kit.t.percent(share))
        bar.set(share)
        self._grid.addWidget(Shape(kit, form.accents[row]), 2 * row, 0)
        self._grid.addWidget(name, 2 * row, 1)
        self._grid.addWidget(rate, 2 * row, 2, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(bar, 2 * row + 1, 1, 1, 2)
        bar.setAccessibleName(f"{form.segments[row]}, {rate.text()}")


def verdict(form: Form, place: int | None, chances: tuple[float, ...], answered: int, kit: Kit) -> str:
    """Return the answer in words: a segment, undecided between two, or nothing yet."""
    t = kit.t
    if not answered:
        return t("Answer a question to begin.")
    if place is not None:
        return t("{segment} ({share})", segment=form.segments[place], share=t.percent(chances[place]))
    first, second = sorted(range(len(chances)), key=lambda i: -chances[i])[:2]
    return t("Undecided: {first} or {second}", first=form.segments[first], second=form.segments[second])
