"""The tab of golden questions: which, how sure, in what words, and the ways to ask them."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.golden import FEWEST_QUESTIONS, MOST_QUESTIONS, Golden, Wish
from persona_studio.domain.golden_form import Form, askable
from persona_studio.domain.segments import Segmentation
from persona_studio.errors import UserError
from persona_studio.services.segments import golden as services
from persona_studio.services.segments.golden_words import branches, outdated, question_text
from persona_studio.ui.dialogs.pick import PickVariables
from persona_studio.ui.messages import split
from persona_studio.ui.places.segments.golden.curve import AccuracyCurve
from persona_studio.ui.places.segments.golden.exports import Exports
from persona_studio.ui.places.segments.golden.lists import BranchRow, ListCard, QuestionRow, SegmentRow
from persona_studio.ui.places.segments.golden.person import SortPerson
from persona_studio.ui.places.segments.tab import Tab
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets.buttons import LINK, PRIMARY, SECONDARY, Button
from persona_studio.ui.widgets.fields import Check, Choice
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.notes import ERROR, EmptyState, Strip
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.surfaces import Card, Column

FAMILY = "golden"
TARGETS = (0.75, 0.8, 0.85, 0.9, 0.95)
WIDE = 820
"""Pixels of the drawings from which the cards stand in two columns."""


class GoldenTab(Tab):
    """Chosen in the worker, kept as one gesture, shown from what is kept."""

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._found: Segmentation | None = None
        self._exchanging = ""
        self.exports = Exports(studio, self)
        self.exports.failed.connect(self._tell)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._waiting())
        self._pages.addWidget(self._result())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        studio.jobs.busy.connect(self._busy)

    # -------------------------------------------------------------- building

    def _waiting(self) -> QWidget:
        state = EmptyState(
            self.kit,
            "circle-help",
            "Find the golden questions",
            "A few questions tell anybody’s segment: to recruit for a workshop, or to sort a customer file.",
        )
        self.first = Button(self.kit, PRIMARY, "search")
        self.kit.say(self.first.setText, "Find the questions")
        self.first.clicked.connect(self._begin)
        state.act(self.first)
        self.state = state
        return state.centred(500)

    def _result(self) -> QWidget:
        kit = self.kit
        page = Column(kit, margins=(0, 0, 6, 20), gap=12)
        self.strip = Strip(kit, beside=True)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for side in (self._left, self._right):
            side.setSpacing(kit.px(12))
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(kit.px(12))
        self._columns.addLayout(self._left, 3)
        self._columns.addLayout(self._right, 2)
        self.asked = ListCard(kit, "Questions, in the order to ask them")
        self.back = Button(kit, LINK, small=True)
        kit.say(self.back.setText, "Back to the best choice")
        self.back.clicked.connect(self._back)
        self.asked.head.addWidget(self.back)
        self.segments = ListCard(kit, "Accuracy by segment")
        self.path = ListCard(kit, "The path in words")
        self._left.addWidget(self._summary())
        self._left.addWidget(self.asked)
        self._right.addWidget(self.segments)
        self._right.addWidget(self.path)
        for side in (self._left, self._right):
            side.addStretch(1)
        page.rows.addWidget(self.strip)
        page.rows.addLayout(self._ways())
        page.rows.addLayout(self._columns)
        page.rows.addStretch(1)
        return page

    def _summary(self) -> QWidget:
        kit, px = self.kit, self.kit.px
        card = Card(kit)
        self.headline, self._how = Paragraph(kit, "detail"), Paragraph(kit, "small", "text2")
        counts = range(FEWEST_QUESTIONS, MOST_QUESTIONS + 1)
        options = [Option(str(count), str(count), translated=False) for count in counts]
        self.count = Segmented(kit, options, "Number of questions", compact=True)
        self.count.chosen.connect(self._count_chosen)
        self.target = Choice(kit, "Accuracy aimed at")
        self.target.activated.connect(self._target_chosen)
        self.curve = AccuracyCurve(kit)
        self.curve.chosen.connect(self._want)
        wishes = Flow(px(20), px(8))
        for name, field in (("Number of questions", self.count), ("Accuracy aimed at", self.target)):
            wishes.addWidget(self._labelled(name, field))
        column = QVBoxLayout(card)
        column.setContentsMargins(px(18), px(14), px(18), px(14))
        column.setSpacing(px(8))
        column.addWidget(self.headline)
        column.addWidget(self._how)
        column.addLayout(wishes)
        column.addWidget(self.curve)
        return card

    def _labelled(self, name: str, field: QWidget) -> QWidget:
        holder, label = QWidget(), Label(self.kit, "small", "text2")
        self.kit.say(label.setText, name)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.kit.px(8))
        row.addWidget(label)
        row.addWidget(field)
        return holder

    def _ways(self) -> Flow:
        """Return the buttons that ask the questions: on screen, in a workbook, on paper."""
        ways, tall = Flow(self.kit.px(8), self.kit.px(8)), 0
        for words, icon, act in (
            ("Sort a person", "user-check", self.sort),
            ("Export the workbook…", "file-spreadsheet", self.exports.ask_workbook),
            ("Print the questionnaire…", "printer", self.exports.ask_questionnaire),
        ):
            button = Button(self.kit, SECONDARY, icon)
            self.kit.say(button.setText, words)
            button.clicked.connect(act)
            ways.addWidget(button)
            tall = button.sizeHint().height()
        scoring = Check(self.kit)
        self.kit.say(scoring.setText, "with points for the interviewer")
        scoring.setFixedHeight(tall)
        scoring.setChecked(True)
        scoring.toggled.connect(self.exports.with_scoring)
        ways.addWidget(scoring)
        return ways

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put all cards in one column where two are too narrow."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.kit.px(WIDE)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    # -------------------------------------------------------------- showing

    def show_segmentation(self, found: Segmentation) -> None:
        """Show what is kept with a segmentation."""
        self._found = found
        wave = self.wave_of(found)
        changed = found.golden is not None and (wave is None or outdated(found.golden, found, wave))
        self._able()
        if found.golden is None or changed or wave is None:
            self._show_waiting(changed=changed)
            return
        self.strip.dismiss()
        project = replace(self.studio.project, chosen=found.id)
        self._show(services.Found(project, found, wave, found.golden))
        self._pages.setCurrentIndex(1)

    def _show_waiting(self, *, changed: bool) -> None:
        state, kit = self.state, self.kit
        title = "The segments have changed since" if changed else "Find the golden questions"
        kit.say(state.title.setText, title)
        kit.say(
            state.help.setText,
            "The questions found before no longer speak of them: look for them again."
            if changed
            else "A few questions tell anybody’s segment: to recruit for a workshop, "
            "or to sort a customer file.",
        )
        self._pages.setCurrentIndex(0)

    def _show(self, found: services.Found) -> None:
        kit, t, golden = self.kit, self.kit.t, found.golden
        form, measured = found.form(t), golden.accuracy
        editable = self.studio.editable
        count = len(golden.questions)
        self.headline.setText(
            t.plural(
                "{n} question finds the segment of {share} of respondents",
                "{n} questions find the segment of {share} of respondents",
                count,
                share=t.percent(measured.overall),
            )
        )
        self._how.setText(self._measured(golden))
        self.count.choose(str(count))
        self._allow_counts(golden)
        self._show_targets(golden)
        self.curve.show_curve(golden.curve, count if measured.nested else 0, golden.wish.accuracy)
        rows = [QuestionRow(kit, golden, form, place, editable=editable) for place in range(count)]
        for row in rows:
            row.exchanged.connect(self._exchange)
        self.asked.fill(list(rows))
        self.asked.note.setText(
            t(
                "{chance} by guessing, then what each question adds to those before it: {share} with all.",
                chance=t.percent(golden.chance),
                share=t.percent(measured.overall),
            )
        )
        self.back.setVisible(not measured.nested and editable)
        self._show_segments(golden, form)
        self._show_path(golden, form)

    def _allow_counts(self, golden: Golden) -> None:
        """Offer no more questions than there are to ask."""
        tried, t = {count for count, _ in golden.curve}, self.kit.t
        most = max(tried, default=MOST_QUESTIONS)
        why = t.plural("Only {n} question can be asked.", "Only {n} questions can be asked.", most)
        for count in range(FEWEST_QUESTIONS, MOST_QUESTIONS + 1):
            self.count.tell(str(count), str(count), why if tried and count > most else "")

    def _measured(self, golden: Golden) -> str:
        t, aimed = self.kit.t, golden.wish.accuracy
        chance = t.percent(golden.chance)
        if not golden.accuracy.nested:
            return t(
                "Questions chosen by hand: measured on respondents their points were not made from, "
                "which flatters them a little. Guessing the largest segment: {chance}.",
                chance=chance,
            )
        said = t(
            "Measured on respondents that neither the choice nor the points had seen. "
            "Guessing the largest segment: {chance}.",
            chance=chance,
        )
        if aimed is None or golden.accuracy.overall >= aimed:
            return said
        if golden.wish.questions is not None:
            less = t("That is less than the {share} aimed at.", share=t.percent(aimed))
            return f"{less} {said}"
        missed = t("{share} is out of reach: this is the most that questions find.", share=t.percent(aimed))
        return f"{missed} {said}"

    def _show_targets(self, golden: Golden) -> None:
        t, target = self.kit.t, self.target
        target.blockSignals(True)
        target.clear()
        target.addItem(t("No target"), None)
        for share in TARGETS:
            target.addItem(t("at least {share}", share=t.percent(share)), share)
        wished = golden.wish.accuracy if golden.accuracy.nested else None
        target.setCurrentIndex(TARGETS.index(wished) + 1 if wished in TARGETS else 0)
        target.blockSignals(False)

    def _show_segments(self, golden: Golden, form: Form) -> None:
        t, measured = self.kit.t, golden.accuracy
        shown = zip(form.segments, form.accents, measured.by_segment, strict=True)
        self.segments.fill([SegmentRow(self.kit, name, accent, share) for name, accent, share in shown])
        if golden.margin:
            said = t(
                "Undecided: {undecided} of people, whose two likeliest segments are too close. "
                "Among the others, {decided} are right.",
                undecided=t.percent(measured.undecided),
                decided=t.percent(measured.decided),
            )
        else:
            said = t("Nobody stays undecided: even close guesses are mostly right.")
        self.segments.note.setText(said)

    def _show_path(self, golden: Golden, form: Form) -> None:
        t = self.kit.t
        rows = branches(golden.path, form, t)
        self.path.fill([BranchRow(self.kit, branch, form) for branch in rows])
        self.path.note.setText(
            t(
                "An approximation, to understand: it finds the segment of {share} of respondents, the points "
                "find that of {points}. Sort people by the points.",
                share=t.percent(golden.path_accuracy),
                points=t.percent(golden.accuracy.overall),
            )
        )

    # -------------------------------------------------------------- doing

    @Slot()
    def _begin(self) -> None:
        self._start(services.DEFAULT)

    @Slot()
    def _back(self) -> None:
        golden = self._found.golden if self._found is not None else None
        self._start(Wish(questions=len(golden.questions)) if golden is not None else services.DEFAULT)

    @Slot(str)
    def _count_chosen(self, count: str) -> None:
        self._want(int(count))

    @Slot(int)
    def _want(self, count: int) -> None:
        self._start(Wish(questions=count, accuracy=self.target.currentData()))

    @Slot(int)
    def _target_chosen(self, index: int) -> None:
        share, golden = self.target.itemData(index), self._found.golden if self._found is not None else None
        if share is not None:
            self._start(Wish(accuracy=share))
        elif golden is not None and golden.wish.accuracy is not None and golden.accuracy.nested:
            self._start(Wish(questions=len(golden.questions)))

    def _start(self, wish: Wish) -> None:
        session, found = self.studio.session, self._found
        if session is None or found is None or not self.studio.editable:
            return
        title = self.kit.t("Golden questions")
        self.studio.jobs.start(
            FAMILY, title, services.choose, session.path, found.id, wish,
            done=partial(_keep, self.studio, found.id), failed=self._tell,
        )  # fmt: skip

    @Slot(object)
    def _tell(self, error: UserError) -> None:
        if self._pages.currentIndex() == 0:
            self.studio.refused.emit(error)
            return
        fact, rest = split(self.kit.t.error(error))
        self.strip.tell(ERROR, fact, rest)

    @Slot(str, bool)
    def _busy(self, family: str, busy: bool) -> None:
        if family == FAMILY:
            self._able(busy=busy)

    def _able(self, *, busy: bool = False) -> None:
        able = self.studio.editable and not busy
        for control in (self.first, self.count, self.target, self.curve, self.back):
            control.setEnabled(able)

    @Slot(str)
    def _exchange(self, variable: str) -> None:
        found, t = self._found, self.kit.t
        wave = self.wave_of(found) if found is not None else None
        if found is None or found.golden is None or wave is None:
            return
        self._exchanging = variable
        chosen = {question.variable for question in found.golden.questions}
        usable = {*found.recipe.active, *found.recipe.illustrative}
        others = [v for v in wave.variables if v.id in usable - chosen and askable(v)]
        asked = question_text(wave.variable(variable), t)
        title = t("Instead of {question}", question=t.quoted(asked))
        dialog = PickVariables(self.kit, self, title, others, yes="Exchange", one=True)
        dialog.picked.connect(self._exchanged)
        dialog.open()

    @Slot(list)
    def _exchanged(self, picked: list[str]) -> None:
        golden = self._found.golden if self._found is not None else None
        if golden is None:
            return
        kept = (q.variable for q in golden.questions)
        self._start(Wish(kept=tuple(picked[0] if key == self._exchanging else key for key in kept)))

    @Slot()
    def sort(self) -> None:
        """Ask the questions about one person, on screen."""
        found = self.studio.attempt(services.found_in, self.studio.project)
        if found is not None:
            SortPerson(self.kit, self, found).open()


def _keep(studio: Studio, segmentation: str, golden: Golden) -> None:
    """Keep what was found, be the tab there or not."""
    if studio.session is not None:
        studio.attempt(services.keep, studio.session, segmentation, golden)
