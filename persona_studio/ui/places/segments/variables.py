"""The active variables at the left: ticking one in or out, adding others, and the button that segments."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.variables import Role, Variable
from persona_studio.domain.waves import Wave
from persona_studio.services.survey.themes import Asked, by_theme
from persona_studio.ui import words
from persona_studio.ui.actions import keys_of
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.buttons import PRIMARY, SECONDARY, Button
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph
from persona_studio.ui.widgets.surfaces import Column, Panel, clear

WIDTH = 236
ALIKE = 14
"""Letters that are seen of a question however narrow the list; those that share them begin alike."""


class ActiveVariables(Panel):
    """What forms the segments. A variable ticked out stays in view until the place is left."""

    switched = Signal(list, bool)
    adding = Signal()
    segmenting = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "surface", "r")
        px = kit.px
        self.setFixedWidth(px(WIDTH))
        self._shown: list[Id] = []
        self._wave: Id = ""
        self._filled: object = None
        self._worded = ""
        self._title, self._count = Label(kit, "card"), Paragraph(kit, "small", "text2")
        self._count.setMaximumWidth(px(WIDTH - 48))
        kit.say(self._title.setText, "Active variables")
        self._list = Column(kit, margins=(0, 0, 8, 0), gap=8)
        self.add = Button(kit, SECONDARY, "plus")
        kit.say(self.add.setText, "Add a variable")
        self.add.clicked.connect(self.adding)
        self.go = Button(kit, PRIMARY, "shapes")
        kit.say(self.go.setText, "Segment")
        self.go.clicked.connect(self.segmenting)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(24), px(12), px(20))
        column.setSpacing(px(4))
        column.addWidget(self._title)
        column.addWidget(self._count)
        column.addSpacing(px(10))
        column.addWidget(self._list, 1)
        feet = QVBoxLayout()
        feet.setContentsMargins(0, px(8), px(8), 0)
        feet.setSpacing(px(10))
        feet.addWidget(self.add)
        feet.addWidget(self.go)
        column.addLayout(feet)
        kit.name(self, "Active variables")

    def show_wave(self, wave: Wave, why_not: str, *, editable: bool) -> None:
        """Show the variables of a wave; ``why_not`` explains a button that cannot be pressed."""
        active = wave.with_role(Role.ACTIVE)
        if wave.id != self._wave:
            self._wave, self._shown = wave.id, []
        known = set(self._shown)
        self._shown = [v.id for v in wave.variables if v.id in known or v.role is Role.ACTIVE]
        t = self._kit.t
        self._count.setText(self._counted(active))
        self.add.setEnabled(editable)
        self.go.setEnabled(editable and not why_not)
        self.go.setToolTip(why_not or t("{words} ({keys})", words=t("Segment"), keys=keys_of("segment")))
        shown = set(self._shown)
        variables = [v for v in wave.variables if v.id in shown]
        filled = (variables, editable, t.language)
        if filled != self._filled:
            self._filled = filled
            self._fill(variables, editable=editable)

    def _counted(self, active: Sequence[Variable]) -> str:
        """Count the lines that form the segments; a grid is one of them, and has several items."""
        t, lines = self._kit.t, sum(len(questions) for questions in by_theme(active).values())
        said = t.plural("{n} question forms the segments.", "{n} questions form the segments.", lines)
        if lines == len(active):
            return said
        return f"{said} {t.plural('{n} item in all.', '{n} items in all.', len(active))}"

    def forget(self) -> None:
        """Let the variables that were ticked out go."""
        self._shown = []

    def _fill(self, variables: Sequence[Variable], *, editable: bool) -> None:
        """Show questions by theme; rows that are there are only ticked, so that the keyboard stays."""
        themes = by_theme(variables)
        rows = [(theme.value, asked) for theme, questions in themes.items() for asked in questions]
        kept = self._checks()
        same = [(check.theme, check.variables) for check in kept]
        worded = self._kit.t.language
        if worded != self._worded or same != [
            (theme, [v.id for v in asked.variables]) for theme, asked in rows
        ]:
            self._worded = worded
            self._build(rows)
            kept = self._checks()
        for check, (_, asked) in zip(kept, rows, strict=True):
            check.show_asked(asked)
            check.setEnabled(editable)
        _tell_apart(kept)

    def _build(self, rows: Sequence[tuple[str, Asked]]) -> None:
        at, before = self._list.verticalScrollBar().value(), ""
        clear(self._list.rows)
        after = _stop_before(self.add)
        for theme, asked in rows:
            if theme != before:
                self._head(self._kit.t.code("theme", theme))
            check = _QuestionCheck(self._kit, theme, asked)
            check.switched.connect(self.switched)
            self._list.rows.addWidget(check)
            if after is not None:
                QWidget.setTabOrder(after, check)
            before, after = theme, check
        self._list.rows.addStretch(1)
        self._list.verticalScrollBar().setValue(at)

    def _checks(self) -> list["_QuestionCheck"]:
        places = map(self._list.rows.itemAt, range(self._list.rows.count()))
        widgets = (place.widget() for place in places if place is not None)
        return [widget for widget in widgets if isinstance(widget, _QuestionCheck)]

    def _head(self, text: str) -> None:
        label = Elided(self._kit, "small", "text3")
        label.setText(text)
        if self._list.rows.count():
            self._list.rows.addSpacing(self._kit.px(6))
        self._list.rows.addWidget(label)


class _QuestionCheck(Check):
    """A question, or all items of a grid at once."""

    switched = Signal(list, bool)

    def __init__(self, kit: Kit, theme: str, asked: Asked) -> None:
        super().__init__(kit)
        self.theme, self.variables = theme, [v.id for v in asked.variables]
        self.partly = False
        self.clicked.connect(self._switch)

    def show_asked(self, asked: Asked) -> None:
        """Show whether the question, or which part of it, forms the segments."""
        self.setText(_called(asked, self._kit))
        active = sum(v.role is Role.ACTIVE for v in asked.variables)
        self.partly = 0 < active < len(asked.variables)
        self.setTristate(self.partly)
        whole = Qt.CheckState.Checked if active else Qt.CheckState.Unchecked
        self.setCheckState(Qt.CheckState.PartiallyChecked if self.partly else whole)
        if len(asked.variables) > 1:
            self._explain(asked, active)

    def _explain(self, asked: Asked, active: int) -> None:
        t = self._kit.t
        items = "\n".join(f"• {words.shown_item(v)}" for v in asked.variables)
        head = t("{active} of {all} items form the segments.", active=active, all=len(asked.variables))
        self.explain(f"{self.text()}\n{head}\n{items}")
        self.setAccessibleDescription(head)

    @Slot()
    def _switch(self) -> None:
        # What is ticked in part is ticked wholly first.
        self.switched.emit(self.variables, self.partly or self.isChecked())


def _tell_apart(checks: Sequence[Check]) -> None:
    """Shorten questions that begin alike in their middle: their ends tell them apart."""
    begun = Counter(check.text()[:ALIKE] for check in checks)
    for check in checks:
        alike = begun[check.text()[:ALIKE]] > 1
        check.shortened = Qt.TextElideMode.ElideMiddle if alike else Qt.TextElideMode.ElideRight


def _stop_before(widget: QWidget) -> QWidget | None:
    """Return what Tab comes from to a widget."""
    before: QWidget | None = widget.previousInFocusChain()
    while before is not None and before is not widget:
        if before.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return before
        before = before.previousInFocusChain()
    return None


def _called(asked: Asked, kit: Kit) -> str:
    """Return the words of a question; a grid without a name of its own is called after its first item."""
    items = asked.variables
    if len(items) == 1:
        return words.shown_name(items[0])
    nameless = not asked.block or " … " in asked.block
    named = words.shown_name(items[0]) if nameless else words.shown_question(asked.block)
    return kit.t("{name} ({n})", name=named, n=len(items))
