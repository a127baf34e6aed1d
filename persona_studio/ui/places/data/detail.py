"""The panel about the chosen row: role, answers, what they suggest, where the variable comes from."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.authoring import ALIKE_KEPT, RARE_KEPT, UNSAID_KEPT
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.blocks import Entry
from persona_studio.ui.models.levels import LevelList
from persona_studio.ui.places.data import facts
from persona_studio.ui.places.data.cells import entry_icon
from persona_studio.ui.places.data.tips import alike_tip, rare_tip, unsaid_tip
from persona_studio.ui.widgets.buttons import IconButton, MenuButton
from persona_studio.ui.widgets.labels import Beside, Elided, Label, Paragraph, Picture, Rule
from persona_studio.ui.widgets.levels import PAD, LevelView
from persona_studio.ui.widgets.segmented import Option, Segmented
from persona_studio.ui.widgets.spread import Histogram
from persona_studio.ui.widgets.surfaces import Column, Panel, clear
from persona_studio.ui.widgets.title import Title

WIDTH, VALUE = 348, 110
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROLES = (
    Option(Role.ACTIVE.value, "Active"),
    Option(Role.ILLUSTRATIVE.value, "Illustrative"),
    Option(Role.IGNORED.value, "Ignored"),
)


class Detail(Panel):
    """Shows one row. What is wanted of its answers comes as signals; nothing is changed here.

    ``menu_asked`` wants the menu of the answers chosen; ``grouped`` and ``merged`` carry levels to put
    together, ``unsaid`` pairs of levels that are none and why; ``kept`` leaves them as they are.
    """

    role_wanted = Signal(str)
    personal_asked = Signal(QPoint)
    kind_asked = Signal(QPoint)
    menu_asked = Signal(QPoint)
    grouped = Signal(object)
    merged = Signal(object)
    unsaid = Signal(object)
    kept = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "l")
        self._roles = Segmented(kit, _ROLES, "Role of the variable")
        self._roles.chosen.connect(self.role_wanted)
        self._kind = MenuButton(kit)
        self._kind.clicked.connect(self._ask_kind)
        self._name = Elided(kit, "small", "text3")
        self._name.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._icon = Picture()
        self.title = Title(kit, "Question")
        self._meaning = Paragraph(kit, "small", "text2")
        self.levels = LevelList(kit.t)
        self.answers = LevelView(kit, self.levels)
        self.answers.asked.connect(self.menu_asked)
        self._more = IconButton(kit, "ellipsis", "Change the answers", side=26, size=16)
        self._more.clicked.connect(self._ask_menu)
        self._between, self._below = QVBoxLayout(), QVBoxLayout()
        self._build()
        kit.name(self, "Chosen variable")

    def _build(self) -> None:
        px = self._kit.px
        # The list of answers lies a little outside, so that its words line up with the others.
        column = Column(self._kit, margins=(26 - PAD, 22, 26 - PAD, 24))
        above, under = QVBoxLayout(), QVBoxLayout()
        for part in (above, under):
            part.setContentsMargins(px(PAD), 0, px(PAD), 0)
            part.setSpacing(0)
        above.addLayout(self._head())
        for gap, widget in (
            (8, self.title),
            (18, self._roles),
            (8, self._meaning),
            (16, self._answers_head()),
        ):
            above.addSpacing(px(gap))
            above.addWidget(widget)
        for part in (self._between, self._below):
            part.setSpacing(px(10))
            under.addLayout(part)
        self._between.setContentsMargins(0, 0, 0, px(10))
        column.rows.addLayout(above)
        column.rows.addWidget(self.answers)
        column.rows.addSpacing(px(12))
        column.rows.addLayout(under)
        column.rows.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(column)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(self._kit.px(4))
        head.addWidget(self._icon)
        head.addWidget(self._kind)
        head.addWidget(self._name, 1)
        return head

    def _answers_head(self) -> QWidget:
        self._part = QWidget()
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, 0, 0, self._kit.px(2))
        column.setSpacing(self._kit.px(10))
        column.addWidget(Rule(self._kit))
        head = QHBoxLayout()
        label = Label(self._kit, "strong")
        self._kit.say(label.setText, "Answers")
        label.setMinimumHeight(self._more.sizeHint().height())
        head.addWidget(label, 1)
        head.addWidget(self._more)
        column.addLayout(head)
        return self._part

    # -------------------------------------------------------------- showing

    def show_entry(self, project: Project, wave: Wave, entry: Entry, *, editable: bool) -> None:
        """Show a variable, or a question of several items, of a wave."""
        t = self._kit.t
        first = entry.variables[0]
        single = entry.variable
        role = first.role if entry.block is None or single else entry.block.role
        kind = first.kind if entry.block is None or single else entry.block.kind
        free = editable and all(v.personal is None for v in entry.variables)
        self._icon.setPixmap(self._kit.picture(entry_icon(entry), "text2", 16))
        self._kind.setText(words.kind(kind, t) if kind is not None else t("Several"))
        self._kind.setAccessibleName(t("Kind: {kind}", kind=self._kind.text()))
        self._kind.updateGeometry()
        self._name.setText(self._aside(entry))
        name = (
            words.shown_name(single)
            if single
            else words.shown_question(entry.block.name if entry.block else "")
        )
        label, writable = (single.label, editable) if single else ("", False)
        self.title.show_text(name, label, about=first.id, editable=writable)
        self._show_role(entry, role, free=free)
        clear(self._between)
        clear(self._below)
        self._show_answers(wave, entry, free=free)
        self._tell_unweighted(wave)
        if single is not None and free:
            self._tips(wave, single)
        if single is not None and (single.personal is not None or single.pseudonymised):
            self._tell_personal(wave, single, editable=editable)
        self._facts(project, wave, entry)

    def _tell_personal(self, wave: Wave, variable: Variable, *, editable: bool) -> None:
        from persona_studio.ui.places.data.personal import PersonalCard  # noqa: PLC0415 - few surveys hold any

        card = PersonalCard(self._kit, wave, variable, editable=editable)
        card.asked.connect(self.personal_asked)
        self._between.addWidget(card)

    def _aside(self, entry: Entry) -> str:
        if entry.variable is None:
            return self._kit.t.plural("{n} item", "{n} items", len(entry.variables))
        return words.shown_code(entry.variable)

    def _show_role(self, entry: Entry, role: Role | None, *, free: bool) -> None:
        t, personal = self._kit.t, entry.variables[0].personal
        self._roles.setVisible(personal is None)
        self._roles.setEnabled(free)
        self._kind.setEnabled(free)
        why = t("Set aside: these answers were not stored, so there is nothing to choose.")
        self._kind.setToolTip("" if personal is None else why)
        self._roles.choose(role.value if role is not None else "")
        said = words.role_meaning(role, t) if role is not None else t("The items have several roles.")
        if role is not None and role.value not in {option.value for option in _ROLES}:
            said = t("{role}: none of these three. {meaning}", role=words.role(role, t), meaning=said)
        self._meaning.setText(said)
        self._meaning.setVisible(personal is None)  # a card tells what became of them

    def _show_answers(self, wave: Wave, entry: Entry, *, free: bool) -> None:
        summary = entry.variable or (entry.block.summary if entry.block else None)
        told = summary is not None and summary.personal is None and bool(summary.levels)
        people = wave.respondents * len(entry.variables)
        editable = free and entry.variable is not None
        self.levels.show(summary if told else None, people, self._kit.t, editable=editable)
        self.answers.fit()
        self.answers.setVisible(told)
        spread = summary.distribution if summary is not None else None
        numbers = spread is not None and bool(spread.edges and spread.counts)
        self._part.setVisible(told or (numbers and entry.variable is not None))
        self._more.setVisible(free and entry.variable is not None)
        if entry.variable is not None and not told and numbers and entry.variable.personal is None:
            self._between.addWidget(Histogram(self._kit, entry.variable))
            self._ends(entry.variable)

    def _tell_unweighted(self, wave: Wave) -> None:
        """Say that shares are counted by head here, where a weight makes others of them elsewhere."""
        if self._part.isHidden() or not any(v.role is Role.WEIGHT for v in wave.variables):
            return
        note = Paragraph(self._kit, "small", "text3")
        self._kit.say(note.setText, "Counted without the weight; segments count with it.")
        self._between.addWidget(note)

    def _ends(self, variable: Variable) -> None:
        spread, t = variable.distribution, self._kit.t
        if variable.kind is Kind.DATE:
            first, last = (_day(days, t) for days in (spread.edges[0], spread.edges[-1]))
            self._fact(self._between, t("From"), first)
            self._fact(self._between, t("To"), last)
            return
        self._fact(self._between, t("Smallest"), words.number(spread.edges[0], t))
        if spread.mean is not None:
            self._fact(self._between, t("Mean"), words.number(spread.mean, t))
        self._fact(self._between, t("Largest"), words.number(spread.edges[-1], t))

    def _tips(self, wave: Wave, variable: Variable) -> None:
        none = unsaid_tip(self._kit, variable)
        same = alike_tip(self._kit, variable)
        rare = rare_tip(self._kit, variable, wave.respondents)
        if none is not None:
            tip, self._unsaid = none
            tip.taken.connect(self._count_missing)
            tip.left.connect(self._keep_unsaid)
        elif same is not None:
            tip, self._alike = same
            tip.taken.connect(self._merge)
            tip.left.connect(self._keep_alike)
        elif rare is not None:
            tip, self._rare = rare
            tip.taken.connect(self._group)
            tip.left.connect(self._keep_rare)
        else:
            return
        self._between.addWidget(tip)
        self._between.addSpacing(self._kit.px(4))

    def _facts(self, project: Project, wave: Wave, entry: Entry) -> None:
        t, variable = self._kit.t, entry.variable
        self._below.addWidget(Rule(self._kit))
        self._below.addSpacing(self._kit.px(4))
        if variable is not None:
            self._fact(self._below, t("Missing"), facts.missing(variable, wave.respondents, t))
            led_past = facts.not_asked(variable, wave.respondents, t)
            if led_past:
                self._fact(self._below, t("Not asked"), led_past)
        elif entry.block is not None:
            asked = wave.respondents - entry.block.not_asked
            share = words.share_missing(entry.block.missing, asked, t)
            self._fact(self._below, t("Missing"), t("{share} on average", share=share))
        if variable is not None:
            where = facts.source(wave, variable, t)
            if where:
                name = t("Source") if variable.rule is None else t("Made of")
                self._fact(self._below, name, where, wrap=True)
        used = facts.used(project, entry.variables, t)
        if used:
            self._fact(self._below, t("Used in"), used)
        if variable is not None and variable.guess:
            said = [t.code("reason", r.code, r.params) for r in variable.guess]
            self._fact(self._below, t("How it is read"), "\n".join(said), wrap=True)

    def _fact(self, part: QVBoxLayout, name: str, value: str, *, wrap: bool = False) -> None:
        title = Label(self._kit, "body", "text2")
        said = Paragraph(self._kit, "body") if wrap else Elided(self._kit, "body")
        # One column for all names, the longest of which decides.
        names = (name, self._kit.t("How it is read"))
        longest = max(title.fontMetrics().horizontalAdvance(one) for one in names)
        title.setMinimumWidth(max(self._kit.px(104), longest + 8))
        title.setAlignment(Qt.AlignmentFlag.AlignTop)
        title.setText(name)
        said.setText(value)
        part.addWidget(Beside(self._kit, title, said, VALUE))

    # -------------------------------------------------------------- asking

    def focus_answers(self, codes: Sequence[int] = ()) -> None:
        """Bring the keyboard to the answers, perhaps to some of them."""
        if codes:
            self.answers.choose(tuple(codes))
        if self.answers.isVisible():
            self.answers.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.isVisible():
            self._roles.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _ask_kind(self) -> None:
        self.kind_asked.emit(self._kind.mapToGlobal(QPoint(0, self._kind.height())))

    @Slot()
    def _ask_menu(self) -> None:
        self.menu_asked.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))

    @Slot()
    def _group(self) -> None:
        self.grouped.emit(self._rare)

    @Slot()
    def _merge(self) -> None:
        self.merged.emit(self._alike)

    @Slot()
    def _count_missing(self) -> None:
        self.unsaid.emit(self._unsaid)

    @Slot()
    def _keep_unsaid(self) -> None:
        self.kept.emit(UNSAID_KEPT)

    @Slot()
    def _keep_rare(self) -> None:
        self.kept.emit(RARE_KEPT)

    @Slot()
    def _keep_alike(self) -> None:
        self.kept.emit(ALIKE_KEPT)


def _day(days: float, t: Texts) -> str:
    return t.date(EPOCH + timedelta(days=days))
