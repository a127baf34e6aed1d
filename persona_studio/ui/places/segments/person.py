"""One respondent's answers, without a name: on the map under the pointer, or side by side with others."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.services.segments.respondents import Given
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.figures import Shape
from persona_studio.ui.widgets.labels import Elided, Label
from persona_studio.ui.widgets.surfaces import Card

MOST = 7
"""Questions shown beside the pointer."""
WIDTH, APART = 300, 16


def answer_told(answer: Given, t: Texts) -> str:
    """Return an answer in words."""
    if answer.number is not None:
        return words.number(answer.number, t)
    chosen = [words.row_words(answer.variable, level.code)[0] for level in answer.levels]
    return t.listed(chosen) if chosen else t("no answer")


def told_first(segment: Segment | None, found: Segmentation, variables: Mapping[Id, Variable]) -> list[Id]:
    """Return the active questions, those that set the segment most apart first."""
    strongest: dict[Id, float] = {}
    for finding in segment.findings if segment is not None else ():
        strongest[finding.variable] = max(strongest.get(finding.variable, 0.0), abs(finding.v))
    active = [key for key in found.recipe.active if key in variables]
    return sorted(active, key=lambda key: -strongest.get(key, 0.0))


class PersonCard(Card):
    """A small card beside a point; it never takes the pointer."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(kit)
        self.setParent(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        px = kit.px
        self.setFixedWidth(px(WIDTH))
        self._shape, self._title = Shape(kit, 1, 11), Label(kit, "strong")
        self._more = Label(kit, "caption", "text3")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._shape)
        head.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addLayout(self._grid())
        column.addWidget(self._more)
        self.hide()

    def _grid(self) -> QGridLayout:
        kit, px = self._kit, self._kit.px
        rows = QGridLayout()
        rows.setHorizontalSpacing(px(10))
        rows.setVerticalSpacing(px(3))
        rows.setColumnStretch(0, 3)
        rows.setColumnStretch(1, 2)
        # Made once: what is made while the card is in view takes no room before the next turn of the events.
        self._lines = [(Elided(kit, "small", "text2"), Elided(kit, "small-medium")) for _ in range(MOST)]
        for place, line in enumerate(self._lines):
            for side, part in enumerate(line):
                rows.addWidget(part, place, side)
        return rows

    def tell(self, title: str, accent: Wears, answers: Sequence[Given], more: int) -> str:
        """Show somebody's answers (at most MOST) and return them as they are spoken."""
        t, spoken = self._kit.t, []
        self._shape.dress(accent)
        self._title.setText(title)
        for place, (asked, said) in enumerate(self._lines):
            there = place < len(answers)
            asked.setVisible(there)
            said.setVisible(there)
            if there:
                asked.setText(words.shown_name(answers[place].variable))
                said.setText(answer_told(answers[place], t))
                spoken.append(words.finding_line(said.whole(), asked.whole(), t))
        self._more.setText(t.plural("and {n} more question", "and {n} more questions", more))
        self._more.setVisible(more > 0)
        self.setAccessibleName(title)
        return f"{title}. {'. '.join(spoken)}"

    def stand_beside(self, at: QPointF) -> None:
        """Stand beside a point of the parent, inside it and not over the point."""
        around, apart = given(self.parentWidget()), self._kit.px(APART)
        self.ensurePolished()
        self.setFixedHeight(given(self.layout()).totalSizeHint().height())
        left = at.x() + apart
        if left + self.width() > around.width():
            left = max(0.0, at.x() - apart - self.width())
        top = min(max(0.0, at.y() - self.height() / 2), max(0.0, around.height() - self.height()))
        self.move(round(left), round(top))
        self.show()
        self.raise_()
