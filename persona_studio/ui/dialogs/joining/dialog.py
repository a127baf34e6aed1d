"""Completing a survey by a second file: by which identifier, who finds a row, what is taken along."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHBoxLayout, QListView, QVBoxLayout, QWidget

from persona_studio.domain.joins import Choice as Wanted
from persona_studio.domain.joins import Matching, Repeated, Rows
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.survey.joining import Pair, Proposal, offered
from persona_studio.ui import words
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.dialogs.joining.lists import RowList, TakenVariables
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.fields import Choice
from persona_studio.ui.widgets.figures import EvidenceBar
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.ticks import TickList

WIDE, TALL, MARGIN = 760, 170, 24
REPEATED: dict[Repeated, str] = {
    Repeated.NONE: "Join none of its rows",
    Repeated.FIRST: "Join the first of its rows",
    Repeated.LAST: "Join the last of its rows",
}
SORTS: tuple[tuple[str, str], ...] = (
    ("unmatched", "Without a row"),
    ("ambiguous", "On several rows"),
    ("shared", "Same identifier"),
    ("unused", "Rows left over"),
)


class JoinFiles(Sheet):
    """Shows a proposal; ``agreed`` carries what is to be joined, ``survey`` asks for the survey's file."""

    agreed = Signal(object)
    survey = Signal()

    def __init__(self, kit: Kit, parent: QWidget, wave: Wave, proposal: Proposal) -> None:
        super().__init__(kit, parent, kit.t("Complete the survey"))
        self._wave, self._proposal, self._room = wave, proposal, parent.height()
        self.setMinimumWidth(kit.px(WIDE))
        both = Elided(kit, "body", "text2")
        both.setText(
            kit.t("{survey}, completed by {file}", survey=wave.name, file=proposal.other.source.file)
        )
        self.column.addWidget(both)
        if proposal.pairs:
            self.column.addLayout(self._choices())
            self.column.addLayout(self._told())
            self.column.addLayout(self._lists())
        else:
            self._nothing()
        if proposal.hidden:
            self._ask_survey(proposal.hidden)
        self._yes = self.foot("Join")
        self.accepted.connect(self._answer)
        self._changed()

    # -------------------------------------------------------------- building

    def _nothing(self) -> None:
        self._note(self.kit.t("No identifier stands in both files: they need one column in common."))

    def _note(self, text: str) -> None:
        said, width = Paragraph(self.kit, "body", "text2"), self.kit.px(WIDE - 2 * MARGIN)
        # Lines are broken before the dialog shows, which then need not grow on the screen.
        said.setFixedWidth(width)
        said.resize(width, said.height())
        said.setText(text)
        self.column.addWidget(said)

    def _choices(self) -> QGridLayout:
        kit, grid = self.kit, QGridLayout()
        self.keys, self.repeated = Choice(kit, "Identifier"), Choice(kit, "Identifier on several rows")
        for pair in self._proposal.pairs:
            self.keys.addItem(self._pair_words(pair))
        for repeated, said in REPEATED.items():
            self.repeated.addItem(kit.t(said), repeated.value)
        for row, (name, choice) in enumerate(
            (("Identifier", self.keys), ("Identifier on several rows", self.repeated))
        ):
            label = Label(kit, "body", "text2")
            kit.say(label.setText, name)
            label.setBuddy(choice)
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
            choice.currentIndexChanged.connect(self._changed)
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(kit.px(20))
        grid.setVerticalSpacing(kit.px(10))
        return grid

    def _pair_words(self, pair: Pair) -> str:
        t, mine = self.kit.t, words.shown_name(self._wave.variable(pair.keys.on))
        found = pair.matching.matched + pair.matching.ambiguous.count
        return t("{mine} = {theirs} ({n} of {all})", mine=mine, theirs=pair.keys.name, n=found,
                 all=pair.matching.respondents)  # fmt: skip

    def _told(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.kit.px(14))
        self._bar = EvidenceBar(self.kit, "accent", width=160)
        self._sentence = Label(self.kit, "strong")
        row.addWidget(self._bar)
        row.addWidget(self._sentence, 1)
        return row

    def _lists(self) -> QHBoxLayout:
        kit, both = self.kit, QHBoxLayout()
        both.setSpacing(kit.px(20))
        self.sort, self.rows = Choice(kit, "Rows shown"), RowList(kit)
        for key, _ in SORTS:
            self.sort.addItem("", key)
        self.sort.currentIndexChanged.connect(self._show_rows)
        self.taken = TakenVariables(kit)
        self.taken.switched.connect(self._allow)
        head = Label(kit, "strong")
        kit.say(head.setText, "Variables taken along")
        rows, taken = QListView(), TickList(kit)
        rows.setObjectName("choices")
        both.addLayout(self._listed(self.sort, self._list(rows, self.rows, "Rows"), 1))
        both.addLayout(self._listed(head, self._list(taken, self.taken, "Variables taken along"), 1))
        return both

    def _list(self, view: QListView, model: RowList | TakenVariables, name: str) -> QListView:
        view.setModel(model)
        view.setUniformItemSizes(True)
        view.setFont(self.kit.font("body"))
        view.setMinimumHeight(min(self.kit.px(TALL), self._room // 7))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.kit.name(view, name)
        return view

    def _listed(self, head: QWidget, view: QListView, stretch: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self.kit.px(8))
        head.setMinimumHeight(self.kit.px(32))
        column.addWidget(head)
        column.addWidget(view, stretch)
        return column

    def _ask_survey(self, hidden: Sequence[str]) -> None:
        kit, names = self.kit, ", ".join(hidden)
        self._note(
            kit.t("Not stored, so not usable: {names}. The survey’s own file can lend them.", names=names)
        )
        button = Button(kit, SECONDARY, small=True)
        kit.say(button.setText, "Choose the survey’s file…")
        button.setAutoDefault(False)
        button.clicked.connect(self.survey)
        button.clicked.connect(self.reject)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    # -------------------------------------------------------------- showing

    @property
    def _pair(self) -> Pair:
        return self._proposal.pairs[self.keys.currentIndex()]

    @property
    def _matching(self) -> Matching:
        return self._pair.matchings[self.repeated.currentIndex()]

    @Slot()
    def _changed(self) -> None:
        if not self._proposal.pairs:
            self._yes.setEnabled(False)
            return
        t, found = self.kit.t, self._matching
        self._bar.set(found.share)
        said = t("{n} respondents of {all} find a row.", n=found.matched, all=found.respondents)
        if found.nameless:
            said += " " + t.plural("{n} has no identifier.", "{n} have no identifier.", found.nameless)
        self._sentence.setText(said)
        for place, (key, name) in enumerate(SORTS):
            rows: Rows = getattr(found, key)
            self.sort.setItemText(place, f"{t(name)} ({t.integer(rows.count)})")
        variables: Sequence[Variable] = offered(self._proposal.other, self._pair.keys.name)
        self.taken.show_variables(variables)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        key = self.sort.currentData()
        source = self._proposal.other.source if key == "unused" else self._wave.source
        self.rows.show_rows(getattr(self._matching, key), source.header_rows)

    @Slot()
    def _allow(self) -> None:
        self._yes.setEnabled(bool(self._matching.matched and self.taken.taken()))

    @Slot()
    def _answer(self) -> None:
        if self._proposal.pairs:
            repeated = Repeated(self.repeated.currentData())
            self.agreed.emit(Wanted(keys=self._pair.keys, repeated=repeated, take=self.taken.taken()))
