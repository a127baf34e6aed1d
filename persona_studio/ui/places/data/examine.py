"""The examination of a survey: whom and what quality is about, each with its reason and one gesture."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from persona_studio.domain.changes import Change, Happened, Node
from persona_studio.domain.examination import Examination
from persona_studio.domain.waves import Wave
from persona_studio.ui.dialogs.ask import Sheet
from persona_studio.ui.given import given
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.cases import CaseList
from persona_studio.ui.places.data.cases import CaseView
from persona_studio.ui.places.data.checks import ChecksPage, checks
from persona_studio.ui.places.data.reading import ReadingPage
from persona_studio.ui.places.data.topics import PersonalData, Topic, topics
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import SECONDARY, Button
from persona_studio.ui.widgets.labels import Label, Paragraph
from persona_studio.ui.widgets.surfaces import Card, Column, clear

if TYPE_CHECKING:
    from persona_studio.ui.personal_data import PersonalGestures

WIDE, TALL, LEFT = 980, 600, 250
LIST, CHECKS, READING = 0, 1, 2
FAMILY = "examine"


class TopicButton(QAbstractButton):
    """A topic and how many lines it has."""

    def __init__(self, kit: Kit, name: str, count: str) -> None:
        super().__init__()
        self._kit, self._count = kit, count
        self.setText(name)
        self.setFont(kit.font("medium"))
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{name} {count}".strip())

    def sizeHint(self) -> QSize:
        """Fit name and count."""
        px, metrics = self._kit.px, self.fontMetrics()
        wide = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self._count) + px(40)
        return QSize(wide, max(px(36), metrics.height() + px(12)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let arrows choose, not only move."""
        super().keyPressEvent(event)
        other = self.window().focusWidget()
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and isinstance(other, TopicButton):
            other.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground when chosen, the name, the count."""
        painter, px, colour, on = QPainter(self), self._kit.px, self._kit.colour, self.isChecked()
        rect = QRectF(self.rect())
        if on or self.underMouse():
            paint.rounded(painter, rect, px(8), colour("atint" if on else "hover"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._kit.font("strong" if on else "medium"))
        painter.setPen(colour("accent" if on else "text"))
        count = painter.fontMetrics().horizontalAdvance(self._count) + px(8)
        room = rect.adjusted(px(12), 0, -px(12) - count, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle, text)
        painter.setPen(colour("accent" if on else "text3"))
        painter.setFont(self._kit.font("number"))
        painter.drawText(rect.adjusted(0, 0, -px(12), 0), middle | Qt.AlignmentFlag.AlignRight, self._count)


class Examine(Sheet):
    """Topics at the left, the lines of the chosen one at the right."""

    def __init__(
        self, studio: Studio, reread: QAction, gestures: "PersonalGestures", parent: QWidget
    ) -> None:
        super().__init__(studio.kit, parent, studio.kit.t("Quality of the survey"))
        self._studio, self._wave = studio, given(studio.project.wave)
        self._found: Examination | None = None
        self._topics: list[Topic] = []
        self._further = [READING]
        self._topic: Topic | None = None
        self.lines = CaseList()
        self.view = CaseView(self.kit, self.lines)
        self._gestures = gestures
        self._group = QButtonGroup(self)
        self._checks = ChecksPage(self.kit)
        self._reading = ReadingPage(self.kit, self._wave, reread)
        self._build()
        self.view.asked.connect(self._act)
        self._group.idClicked.connect(self.choose)
        self._reading.left.connect(self.accept)
        studio.changed.connect(self._changed)
        studio.closed.connect(self.reject)
        self._show_topics()
        self._examine()

    # -------------------------------------------------------------- building

    def _build(self) -> None:
        px = self.kit.px
        self._names = QVBoxLayout()
        self._names.setSpacing(px(2))
        names = Column(self.kit)
        names.rows.addLayout(self._names)
        names.rows.addStretch(1)
        names.setFixedWidth(px(LEFT))
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list_page())
        self._pages.addWidget(self._checks)
        self._pages.addWidget(self._reading)
        body = QHBoxLayout()
        body.setSpacing(px(20))
        body.addWidget(names)
        body.addWidget(self._pages, 1)
        self.column.addLayout(body, 1)
        self.foot("Close", cancel="").setAutoDefault(False)
        window = given(self.parentWidget()).window().size()
        self.resize(min(px(WIDE), window.width() - 40), min(px(TALL), window.height() - 60))

    def _list_page(self) -> QWidget:
        px = self.kit.px
        page = QWidget()
        self._title = Label(self.kit, "strong")
        self._meaning = Paragraph(self.kit, "body", "text2")
        self._all, self._back = (Button(self.kit, SECONDARY, small=True) for _ in range(2))
        for button, act in ((self._all, self._act_on_all), (self._back, self._put_all_back)):
            button.setAutoDefault(False)
            button.clicked.connect(act)
        head = QHBoxLayout()
        said = QVBoxLayout()
        said.setSpacing(px(3))
        said.addWidget(self._title)
        said.addWidget(self._meaning)
        head.addLayout(said, 1)
        head.addSpacing(px(16))
        for button in (self._all, self._back):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        card = Card(self.kit)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, px(6), 1, px(6))
        inside.addWidget(self.view)
        self._hint = Label(self.kit, "small", "text3")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(card, 1)
        column.addWidget(self._hint)
        return page

    # -------------------------------------------------------------- showing

    @Slot()
    def _examine(self) -> None:
        from persona_studio.services.survey import examining  # noqa: PLC0415 - the database is loaded with the project

        session = given(self._studio.session)
        title = self.kit.t("Examining the answers")
        self._studio.jobs.start(
            FAMILY, title, examining.examine, session.path, self._wave.id, done=self._examined
        )

    def _examined(self, found: object) -> None:
        if not isinstance(found, Examination):
            return
        first, self._found = self._found is None, found
        if first:
            self._topic = None  # what was known before it is rarely the first thing to look at
        self._show_topics()
        if first:
            given(self._group.checkedButton()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_topics(self) -> None:
        """Name the topics anew; the chosen one stays chosen."""
        t, before = self.kit.t, self._topic.name if self._topic else ""
        self._topics = self._fresh()
        for button in self._group.buttons():
            self._group.removeButton(button)
        had_focus = isinstance(self.focusWidget(), TopicButton)
        clear(self._names)
        for i, topic in enumerate(self._topics):
            self._add_button(i, topic.name, t.integer(topic.size))
        self._further = [READING] if self._found is None else [CHECKS, READING]
        for place, page in enumerate(self._further, len(self._topics)):
            name = t("What was checked") if page == CHECKS else t("How the file was read")
            self._add_button(place, name, "")
        names = [topic.name for topic in self._topics]
        # Shown first, the page on reading gives way to what the examination brings.
        chosen = names.index(before) if before in names else 0
        self.choose(chosen)
        if had_focus:
            given(self._group.button(chosen)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fresh(self) -> list[Topic]:
        """Return the topics as they stand now; what was checked is told anew with them."""
        if self._found is not None:
            self._checks.show_checks(checks(self._wave, self._found, self.kit.t))
        return topics(self._wave, self._found or Examination(), self.kit.t)

    def _add_button(self, number: int, name: str, count: str) -> None:
        button = TopicButton(self.kit, name, count)
        self._group.addButton(button, number)
        self._names.addWidget(button)

    @Slot(int)
    def choose(self, number: int) -> None:
        """Show the lines of a topic, what was checked, or how the file was read."""
        button = self._group.button(number)
        if button is not None:
            button.setChecked(True)
        if number >= len(self._topics):
            self._topic = None
            self._pages.setCurrentIndex(self._further[number - len(self._topics)])
            return
        self._topic = self._topics[number]
        self.lines.show(self._topic)
        self._pages.setCurrentIndex(LIST)
        self.view.setAccessibleName(self._topic.name)
        self._tell(self._topic)

    def _tell(self, topic: Topic) -> None:
        editable = self._studio.editable
        self._title.setText(topic.name)
        self._meaning.setText(topic.meaning)
        had = self._all.hasFocus() or self._back.hasFocus()
        for button, words in ((self._all, topic.verb), (self._back, topic.back)):
            button.setText(words)
            button.setVisible(bool(words))
            button.setEnabled(editable)
            button.updateGeometry()
        left = next((b for b in (self._all, self._back) if not b.isHidden() and b.isEnabled()), None)
        if had and left is not None and not (self._all.hasFocus() or self._back.hasFocus()):
            left.setFocus(Qt.FocusReason.OtherFocusReason)
        hint = self.kit.t("Choose lines, then press Enter or the space bar.") if editable else ""
        self._hint.setText(hint)

    def done(self, result: int) -> None:
        """Give up looking: nobody is there any more to be told."""
        self._studio.jobs.stop(FAMILY)
        super().done(result)

    # -------------------------------------------------------------- changing

    @Slot(list)
    def _act(self, rows: Sequence[int]) -> None:
        topic = self._topic
        if topic is None or not self._studio.editable:
            return
        if isinstance(topic, PersonalData):
            self._ask(topic, rows[0])
            return
        self._studio.do(topic.gesture(self._studio.project, rows), topic.label)

    def _ask(self, topic: PersonalData, row: int) -> None:
        if row < len(topic.variables):
            self._gestures.ask(topic.variables[row], self.view.point_at(row).bottomLeft(), self)
        else:
            self._gestures.mask(topic.written[row - len(topic.variables)].found, self)

    @Slot()
    def _act_on_all(self) -> None:
        if self._topic is not None:
            self._studio.do(self._topic.gesture_for_all(self._studio.project), self._topic.label)

    @Slot()
    def _put_all_back(self) -> None:
        if self._topic is not None:
            edit = self._topic.gesture_for_all(self._studio.project, back=True)
            self._studio.do(edit, self._topic.label)

    @Slot(object)
    def _changed(self, changes: Sequence[Change]) -> None:
        """Say how things stand now; the chosen lines stay chosen, and what was erased is looked for again."""
        wave = next((w for w in self._studio.project.waves if w.id == self._wave.id), None)
        if wave is None:
            self.reject()
            return
        before, self._wave = self._wave, wave
        if _held(before) != _held(wave) or any(_anew(change) for change in changes):
            self._examine()
        number = self._group.checkedId()
        fresh = self._fresh()
        if [(t.name, t.size) for t in fresh] != [(t.name, t.size) for t in self._topics]:
            self._show_topics()
            return
        self._topics = fresh
        if number < len(fresh):
            self._topic = fresh[number]
            self.lines.renew(self._topic)
            self._tell(self._topic)


def _held(wave: Wave) -> list[tuple[bool, bool]]:
    """Return whether the answers to each variable are in the project, and under pseudonyms."""
    return [(v.stored, v.pseudonymised) for v in wave.variables]


def _anew(change: Change) -> bool:
    """Tell whether a whole survey was written anew, as when something was erased from its answers."""
    return change.node is Node.WAVE and change.happened is Happened.CHANGED and not change.field
