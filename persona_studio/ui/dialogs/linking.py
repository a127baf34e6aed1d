"""Linking a line to an answer of the survey: a list to search, each answer with its share in the segment."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.personas import Attribute
from persona_studio.errors import UserError
from persona_studio.services.personas import linking
from persona_studio.services.personas.linking import Answer, Figures, Ground, Key
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.entries import Entry, EntryList
from persona_studio.ui.models.variables import plain
from persona_studio.ui.widgets.entries import EntryView
from persona_studio.ui.widgets.fields import Choice, SearchField
from persona_studio.ui.widgets.labels import Label, Paragraph

WIDE, TALL = 580, 340


class LinkDialog(Sheet):
    """Lists the answers; ``measuring`` asks to count them in a segment, ``linked`` carries the evidence.

    Args:
        kit: what the window wears.
        parent: the place above which it opens.
        line: the line to link.
        grounds: the segments it may be linked to, at least one of which is chosen.
        texts: in the language of the sheet, for the words of the evidence.
    """

    measuring = Signal(object)
    linked = Signal(object)
    refused = Signal(object)

    def __init__(
        self, kit: Kit, parent: QWidget, line: Attribute, grounds: Sequence[Ground], texts: Texts
    ) -> None:
        super().__init__(kit, parent, kit.t("Link to an answer"))
        self._line, self._grounds, self._texts = line, tuple(grounds), texts
        self._ground: Ground | None = None
        self._answers: tuple[Answer, ...] = ()
        self._spoken: dict[Key, tuple[str, str, str]] = {}
        self._figures: dict[Key, Figures] = {}
        self._counting = False
        said = Paragraph(kit, "body", "text2")
        said.setText(line.text)
        self.column.addWidget(said)
        self._segments = self._choice()
        self.search = SearchField(kit, "Search a question or an answer")
        self._model = EntryList()
        self.list = EntryView(kit, self._model, "Answers")
        self.list.setUniformItemSizes(True)
        self.list.setMinimumHeight(kit.px(TALL))
        self.setMinimumWidth(kit.px(WIDE))
        self._state = Label(kit, "small", "text3")
        for part in (self.search, self.list, self._state):
            self.column.addWidget(part)
        self._yes = self.foot("Link")
        self.search.textChanged.connect(self._filter)
        self.list.picked.connect(self._picked)
        self.list.reached.connect(self._reached)
        self.accepted.connect(self._answer)

    def _choice(self) -> Choice | None:
        if len(self._grounds) < 2:
            return None
        choice = Choice(self.kit, "Segment")
        for ground in self._grounds:
            name = ground.segment.name or self.kit.t("Segment {number}", number=ground.segment.number)
            choice.addItem(name)
        choice.currentIndexChanged.connect(self._stand_on)
        self.column.addWidget(choice)
        return choice

    def begin(self) -> None:
        """List the answers of the first segment, the line's own question in view, and have them counted."""
        self._stand_on(0)
        self.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring what is chosen into view: the list has its height only now."""
        super().showEvent(event)
        self.list.scrollTo(self.list.currentIndex(), EntryView.ScrollHint.PositionAtCenter)

    @Slot(int)
    def _stand_on(self, index: int) -> None:
        if not self._grounds:
            self._state.setText(self.kit.t("There is no segment yet: segment the survey first."))
            self._reached(None)
            return
        self._ground = ground = self._grounds[index]
        self._answers = tuple(linking.answers_of(ground.wave))
        self._figures = linking.known(ground.segment)
        self._counting = True
        self._speak()
        self._filter(self.search.text())
        if not self.search.text():
            self._choose(linking.asked_by(self._line, self._answers, self._figures, self._texts))
        self.measuring.emit(ground)

    def take(self, ground: Ground, figures: Mapping[Key, Figures]) -> None:
        """Show the figures of a segment, once counted."""
        if ground is not self._ground:
            return
        self._figures = dict(figures)
        self._counting = False
        self._speak()
        chosen = self.list.chosen()
        self._filter(self.search.text())
        self._choose(chosen.key if chosen is not None else None)

    def give_up(self) -> None:
        """Leave what is not known without figures: it could not be counted."""
        self._counting = False
        self._filter(self.search.text())

    # -------------------------------------------------------------- listing

    def _speak(self) -> None:
        """Say each answer, its question, and both as they are searched."""
        for answer in self._answers:
            if answer.level is None:
                said = words.capital(linking.said(answer, self._figures.get(answer.key), self._texts))
            else:
                said = words.row_words(answer.variable, answer.level.code)[0]
            question = words.shown_name(answer.variable)
            self._spoken[answer.key] = said, question, plain(f"{said} {question}")

    @Slot(str)
    def _filter(self, text: str) -> None:
        wanted = plain(text).split()
        shown = [a for a in self._answers if all(word in self._spoken[a.key][2] for word in wanted)]
        self._model.show([self._entry(answer) for answer in shown])
        count = self.kit.t.plural("{n} answer", "{n} answers", len(shown))
        counting = self.kit.t("Counting the answers…") if self._counting else ""
        self._state.setText(" ".join(part for part in (count, counting) if part))
        self._reached(None)
        if wanted and shown:
            self.list.choose(0)

    def _entry(self, answer: Answer) -> Entry:
        said, question, _ = self._spoken[answer.key]
        figures, t = self._figures.get(answer.key), self.kit.t
        if figures is None:
            return Entry(answer, said, question, "…" if self._counting else "")
        if not figures.enough:
            return Entry(answer, said, question, t("fewer than {n}", n=FEWEST), faint=True)
        aside = t.percent(figures.share)
        if figures.overall > 0:
            aside += f" · {t.ratio(figures.share / figures.overall)}"
        return Entry(answer, said, question, aside)

    def _choose(self, answer: Answer | None) -> None:
        rows = [entry.key for entry in self._model.entries]
        if answer in rows:
            self.list.choose(rows.index(answer))

    # -------------------------------------------------------------- answering

    @Slot(object)
    def _reached(self, answer: Answer | None) -> None:
        figures = self._figures.get(answer.key) if answer is not None else None
        self._yes.setEnabled(figures is not None and figures.enough)
        few = figures is not None and not figures.enough
        why = self.kit.t("Fewer than {n} people gave this answer.", n=FEWEST) if few else ""
        self._yes.setToolTip(why)

    @Slot(object)
    def _picked(self, _answer: Answer) -> None:
        if self._yes.isEnabled():
            self.accept()

    @Slot()
    def _answer(self) -> None:
        chosen, ground = self.list.chosen(), self._ground
        if chosen is None or ground is None:
            return
        answer: Answer = chosen.key
        try:
            figures = self._figures[answer.key]
            self.linked.emit(linking.evidence_of(answer, figures, ground, self._texts))
        except UserError as error:
            self.refused.emit(error)
