"""One respondent's answers, without a name: on the map under the pointer, or side by side with others."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.variables import Variable
from persona_studio.services.respondents import Given
from persona_studio.texts import Texts
from persona_studio.ui import words
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.figures import Shape
from persona_studio.ui.widgets.labels import Elided, Label
from persona_studio.ui.widgets.surfaces import Card, clear

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
        self._title, self._more = Label(kit, "strong"), Label(kit, "caption", "text3")
        self._head = QHBoxLayout()
        self._head.setSpacing(px(8))
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(px(10))
        self._rows.setVerticalSpacing(px(3))
        self._rows.setColumnStretch(0, 3)
        self._rows.setColumnStretch(1, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(6))
        column.addLayout(self._head)
        column.addLayout(self._rows)
        column.addWidget(self._more)
        self.hide()

    def tell(self, title: str, accent: int, answers: Sequence[Given], more: int) -> str:
        """Show somebody's answers and return them as they are spoken."""
        kit, t = self._kit, self._kit.t
        clear(self._head)
        clear(self._rows)
        self._title = Label(kit, "strong")
        self._title.setText(title)
        self._head.addWidget(Shape(kit, accent, 11))
        self._head.addWidget(self._title, 1)
        spoken = []
        for row, answer in enumerate(answers):
            asked, said = Elided(kit, "small", "text2"), Elided(kit, "small-medium")
            asked.setText(words.shown_name(answer.variable))
            said.setText(answer_told(answer, t))
            spoken.append(words.finding_line(said.whole(), asked.whole(), t))
            self._rows.addWidget(asked, row, 0)
            self._rows.addWidget(said, row, 1)
        self._more.setText(t.plural("and {n} more question", "and {n} more questions", more))
        self._more.setVisible(more > 0)
        self.setAccessibleName(title)
        self.adjustSize()
        return f"{title}. {'. '.join(spoken)}"

    def stand_beside(self, at: QPointF) -> None:
        """Stand beside a point of the parent, inside it and not over the point."""
        around, apart = given(self.parentWidget()), self._kit.px(APART)
        self.adjustSize()
        left = at.x() + apart
        if left + self.width() > around.width():
            left = max(0.0, at.x() - apart - self.width())
        top = min(max(0.0, at.y() - self.height() / 2), max(0.0, around.height() - self.height()))
        self.move(round(left), round(top))
        self.show()
        self.raise_()
