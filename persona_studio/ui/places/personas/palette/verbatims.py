"""Verbatims: what the respondents of the segment wrote; a passage goes to the sheet."""

from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QMenu, QTextEdit, QVBoxLayout

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segmentation
from persona_studio.errors import UserError
from persona_studio.services.drafting.words import fold
from persona_studio.services.personas import verbatims
from persona_studio.services.personas.findings import segment_of
from persona_studio.services.personas.verbatims import Gathered, Verbatim
from persona_studio.texts import typography
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.mime import Carried, carry
from persona_studio.ui.models.palette import Index, PaletteList
from persona_studio.ui.places.personas.palette.carrying import CarryList
from persona_studio.ui.places.personas.palette.desk import Desk, Placer, popup
from persona_studio.ui.places.personas.palette.page import Page
from persona_studio.ui.places.personas.palette.rows import BOTTOM, GAP, TOP, RowDelegate
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.fields import Choice, SearchField
from persona_studio.ui.widgets.flow import Flow
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import Panel

FAMILY = "verbatims"
TALL = 96
MOST_MEASURED = 300
"""Answers, up to which each takes the height of its words."""


class VerbatimDelegate(RowDelegate):
    """Paints answers; ``even`` gives them one height, or ten thousand would have to be measured."""

    most = 3

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.questions: dict[Id, str] = {}
        self.even = False

    def below(self, _row: Verbatim | None) -> int:
        """Return the height of the question."""
        return self._kit.line("caption")

    def paint_below(self, painter: QPainter, rect: QRect, row: Verbatim) -> None:
        """Paint the question, after a word on who is typical."""
        font = QFont(self._kit.font("caption"))
        painter.setPen(self._kit.colour("text3"))
        painter.setFont(font)
        asked = self.questions.get(row.variable, "")
        said = self._kit.t("Typical · {question}", question=asked) if row.typical else asked
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)

    def _height(self, index: Index, wide: int) -> int:
        px = self._kit.px
        if not self.even:
            return super()._height(index, wide)
        return px(TOP) + self.most * self._kit.line(self.font) + px(GAP) + self.below(None) + px(BOTTOM)


class PassageView(QTextEdit):
    """The whole answer, to read and select in; what is selected can be dragged to the sheet."""

    def __init__(self, kit: Kit, page: "VerbatimsPage") -> None:
        super().__init__()
        self._page = page
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(kit.font("body"))
        self.setObjectName("passage")
        self.setFixedHeight(kit.px(TALL))
        kit.name(self, "The whole answer")

    def createMimeDataFromSelection(self) -> QMimeData:
        """Carry the selected passage, when it is dragged or copied."""
        what = self._page.passage()
        return carry(what) if what is not None else super().createMimeDataFromSelection()


class Detail(Panel):
    """The chosen answer in full, and what can be done with a passage of it."""

    def __init__(self, kit: Kit, page: "VerbatimsPage") -> None:
        super().__init__(kit, "sunken", "t")
        px = kit.px
        self.text = PassageView(kit, page)
        self.warning = Paragraph(kit, "caption", "warn")
        self.warning.hide()
        self.place, self.quote = Button(kit, SECONDARY, small=True), Button(kit, SECONDARY, small=True)
        kit.say(self.place.setText, "Place the passage")
        kit.say(self.quote.setText, "Make it the quote")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        buttons = Flow(px(6), px(6))
        buttons.addWidget(self.place)
        buttons.addWidget(self.quote)
        column.addWidget(self.text)
        column.addWidget(self.warning)
        column.addLayout(buttons)


class VerbatimsPage(Page):
    """The tab of the verbatims."""

    ready = Signal()

    def __init__(self, kit: Kit, desk: Desk, placer: Placer) -> None:
        super().__init__(kit, SearchField(kit, "Search the answers"))
        self._desk, self._placer = desk, placer
        self._gathered: Gathered | None = None
        self._rests: tuple[object, ...] = ()
        self._delegate = VerbatimDelegate(kit)
        self.list = CarryList(kit, PaletteList(self._told), self._delegate, self._carried)
        kit.name(self.list, "Answers of the segment")
        self.question = Choice(kit, "Question")
        self.head.addWidget(self.question)
        self.silent = Paragraph(kit, "caption", "text3")
        self.silent.hide()
        self.head.addWidget(self.silent)
        self.detail = Detail(kit, self)
        self.detail.hide()
        self.fill(self.list, self.detail)
        self._connect()

    def _connect(self) -> None:
        self.search.textChanged.connect(self._listed)
        self.question.activated.connect(self._listed)
        self.list.wanted.connect(self._place)
        self.list.menued.connect(self._menu)
        self.list.released.connect(self._show_detail)
        self.list.selectionModel().currentChanged.connect(self._show_detail)
        self.list.model().modelReset.connect(self._show_detail)
        self.detail.text.selectionChanged.connect(self._warn)
        self.detail.place.clicked.connect(self._place_passage)
        self.detail.quote.clicked.connect(self._make_quote)

    # -------------------------------------------------------------- showing

    def show_persona(self, project: Project, persona: Persona) -> None:
        """Show what the people of a persona's segment wrote; reading it takes a moment."""
        found = segment_of(project, persona)
        if found is None:
            self._gathered, self._rests = None, ()
            self._tell_silent()
            self.list.show_rows(())
            self.empty("Without a segment there are no answers to read here.")
            return
        rests = (found[1].id, *verbatims.resting_on(given(self._desk.studio.session), found[0]))
        if rests == self._rests:
            self._listed()
        else:
            self._gather(found[0], found[1].id, rests)

    def _gather(self, _cut: Segmentation, segment: Id, rests: tuple[object, ...]) -> None:
        studio = self._desk.studio
        self._gathered, self._rests = None, rests
        self._tell_silent()
        self.list.show_rows(())
        self.empty("Reading the answers…")
        studio.jobs.start(
            FAMILY,
            self._kit.t("Answers"),
            verbatims.gather,
            given(studio.session).path,
            segment,
            done=self._show,
            failed=self._failed,
            stopped=self._stopped,
        )

    @Slot(object)
    def _show(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._delegate.questions = gathered.questions
        self.question.clear()
        self.question.addItem(self._kit.t("All questions"), "")
        for key, question in gathered.questions.items():
            self.question.addItem(question, key)
        self.question.setVisible(len(gathered.questions) > 1)
        self._tell_silent()
        self._listed()
        self.ready.emit()

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self._rests = ()
        self.empty("The answers could not be read.")
        self._desk.studio.refused.emit(error)

    @Slot()
    def _stopped(self) -> None:
        self._rests = ()  # the next look at the tab reads them again
        self.empty("The reading was stopped. Choose the tab again to read the answers.")

    @Slot()
    def _listed(self) -> None:
        if self._gathered is None:
            return
        every, words, asked = (
            self._gathered.answers,
            fold(self.search.text()).split(),
            self.question.currentData(),
        )
        rows = [
            one
            for one in every
            if (not asked or one.variable == asked) and all(word in one.plain for word in words)
        ]
        self._measure(len(rows))
        self.list.show_rows(rows)
        self.empty("" if rows else self._why_empty())
        self._show_detail()

    def _why_empty(self) -> str:
        if self._gathered is not None and self._gathered.answers:
            return "Nothing found. Try another word."
        if self._gathered is not None and self._gathered.silent:
            return "The answers to the open questions are too short to quote somebody."
        return "No open question has ten answers to read here."

    def _tell_silent(self) -> None:
        """Say how many answers are not listed: whoever counts them in the file finds more."""
        many = self._gathered.silent if self._gathered is not None and self._gathered.answers else 0
        said = self._kit.t.plural(
            "{n} answer says nothing, or what another says, and is not listed.",
            "{n} answers say nothing, or what another says, and are not listed.",
            many,
        )
        self.silent.setText(said)
        self.silent.setVisible(many > 0)

    def _measure(self, many: int) -> None:
        even = self._delegate.even = many > MOST_MEASURED
        self.list.setUniformItemSizes(even)
        modes = QListView.LayoutMode
        self.list.setLayoutMode(modes.SinglePass if even else modes.Batched)

    @Slot()
    def _show_detail(self) -> None:
        row = self.list.chosen()
        if self.list.held and self.detail.isHidden():
            return  # opened now it would push the pressed row away, and with it the drag
        self.detail.setVisible(row is not None)
        if row is not None and self.detail.text.toPlainText() != row.text:
            self.detail.text.setPlainText(row.text)
        self.detail.place.setEnabled(self._desk.studio.editable)
        self.detail.quote.setEnabled(self._desk.studio.editable)
        self._warn()

    @Slot()
    def _warn(self) -> None:
        row = self.list.chosen()
        named = row is not None and verbatims.names_somebody(self._words(row))
        self.detail.warning.setText(
            self._kit.t("This passage may name somebody: read it again before you print it.") if named else ""
        )
        self.detail.warning.setVisible(named)

    def _told(self, row: Verbatim) -> str:
        # As it would print: no line begins with a colon.
        return typography(row.text, self._desk.texts().language)

    def forget(self) -> None:
        """Let go of another project's answers."""
        super().forget()
        self._gathered, self._rests = None, ()
        self.list.show_rows(())
        self.detail.text.clear()

    # -------------------------------------------------------------- placing

    def _words(self, row: Verbatim) -> str:
        """Return the passage that is selected, else the beginning of the answer."""
        cursor = self.detail.text.textCursor()
        shown = self.detail.text.toPlainText() == row.text
        selected = cursor.selectedText().replace("\u2029", " ").strip() if shown else ""
        return selected or verbatims.passage(row.text)

    def passage(self) -> Carried | None:
        """Return the passage of the chosen answer on its way to the sheet."""
        row = self.list.chosen()
        return self._carried(row) if row is not None else None

    def _carried(self, row: Verbatim) -> Carried | None:
        studio = self._desk.studio
        if self._gathered is None or not studio.editable:
            return None
        segment, texts = self._gathered.segment, self._desk.texts()
        what: Carried | None = studio.attempt(
            verbatims.carried, studio.project, segment, row, self._words(row), texts
        )
        return what

    @Slot(object)
    def _place(self, row: Verbatim) -> None:
        what = self._carried(row)
        if what is not None:
            self._placer.place(what)

    @Slot()
    def _place_passage(self) -> None:
        what = self.passage()
        if what is not None:
            self._placer.place(what)

    @Slot()
    def _make_quote(self) -> None:
        what = self.passage()
        if what is not None:
            self._placer.quote(what)

    @Slot(object, QPoint)
    def _menu(self, row: Verbatim, at: QPoint) -> None:
        what = self._carried(row)
        if what is not None:
            popup(self, partial(self._fill, what), at)

    def _fill(self, what: Carried, menu: QMenu) -> None:
        self._placer.add_to(menu, what)
        menu.addSeparator()
        quote = menu.addAction(self._kit.icon("quote"), self._kit.t("Make it the quote"))
        quote.triggered.connect(partial(self._quoted, what))

    def _quoted(self, what: Carried, _checked: bool = False) -> None:
        self._placer.quote(what)
