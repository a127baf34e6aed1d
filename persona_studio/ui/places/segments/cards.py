"""One card a segment: name, share, respondents, its persona and its strongest findings."""

import re
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona, Provenance
from persona_studio.domain.segments import Finding, Segment
from persona_studio.domain.variables import Kind, Variable
from persona_studio.services.drafting.brief import in_a_row
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import IconButton, MenuButton
from persona_studio.ui.widgets.figures import Avatar, Shape
from persona_studio.ui.widgets.labels import Elided, Label
from persona_studio.ui.widgets.surfaces import Card, Column, clear

SHOWN = 5
FEW = 30
GAP = 12
BAR, RATE, RATIO = 56, 46, 40
NARROW, SHORT_BAR = 320, 26
"""Width of a line under which its bar is short: the room goes to the answer."""
LINK = 110
_LABELLED = re.compile(r"[?:«“]")
"""A line of a sheet that is no sentence, but a question or a topic with its answer."""
SIDE, NAME = 17, 120
"""Space beside what a card holds; width of a name for which the number of respondents makes room."""


def shown_findings(
    segment: Segment, most: int = SHOWN, variables: Mapping[Id, Variable] | None = None
) -> list[Finding]:
    """Return the findings worth showing, strongest gap first, what is over-represented before what is not.

    Lines whose rounded figures would say nothing are left out; with ``variables``, so is the mirror of an
    answer to a question that has only two.
    """
    telling = [f for f in segment.findings if f.shown and _tells(f)]
    worth = _one_a_question(_unmirrored(telling, variables or {}), most)
    over = sorted((f for f in worth if f.v > 0), key=lambda f: -f.v)
    under = sorted((f for f in worth if f.v <= 0), key=lambda f: f.v)
    kept = over[: max(most - min(2, len(under)), most - len(under))]
    return [*kept, *under[: most - len(kept)]]


def _tells(finding: Finding) -> bool:
    """Return whether the figures still differ once they are rounded as people read them."""
    if finding.level is None:
        return True
    same = round(100 * finding.share) == round(100 * finding.overall)
    return not same and round(finding.ratio, 1) != 1.0


def _unmirrored(findings: list[Finding], variables: Mapping[Id, Variable]) -> list[Finding]:
    """Keep one answer of each question with two: the one given more often than by everybody."""
    over = {f.variable for f in findings if f.v > 0}
    paired = {i for i in over if i in variables and _two_answers(variables[i])}
    return [f for f in findings if f.v > 0 or f.level is None or f.variable not in paired]


def _two_answers(variable: Variable) -> bool:
    return variable.kind in (Kind.NOMINAL, Kind.ORDINAL) and len(variable.levels) == 2


def _one_a_question(findings: list[Finding], enough: int) -> list[Finding]:
    """Keep the strongest finding of each question; where that leaves too few, the strongest others too."""
    ranked = sorted(findings, key=lambda f: -abs(f.v))
    best = {f.variable: f for f in reversed(ranked)}
    first = [f for f in ranked if best[f.variable] is f]
    rest = [f for f in ranked if best[f.variable] is not f]
    return [*first, *rest[: max(0, enough - len(first))]]


class FindingRow(QWidget):
    """A finding on one line: answer, bar with everybody's tick, share, ratio."""

    def __init__(
        self, kit: Kit, finding: Finding, variables: Mapping[Id, Variable], fill: str, said: str = ""
    ) -> None:
        super().__init__()
        self._kit, self._finding = kit, finding
        self._fill = fill if finding.v > 0 else "strong"
        answer, question = words.finding(finding, dict(variables))
        self._said, self._answer = said, answer
        self._text = words.finding_line(answer, question, kit.t)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(words.finding_told(finding, answer, question, kit.t))
        self.setAccessibleName(f"{said or self._text}. {self.toolTip()}")

    def sizeHint(self) -> QSize:
        """Return the height of the drawings."""
        return QSize(self._kit.px(360), max(self._kit.px(20), self._kit.line("small") + self._kit.px(3)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter, px, colour = QPainter(self), self._kit.px, self._kit.colour
        height, right = self.height(), self.width()
        middle = Qt.AlignmentFlag.AlignVCenter
        found = self._finding
        bar = px(BAR if right >= px(NARROW) else SHORT_BAR)
        tail = bar + px(16 + RATE + RATIO)
        if found.level is None:
            room = self._means(painter) - px(12)
        else:
            room = right - tail - px(12)
        painter.setFont(self._kit.font("small-medium"))
        painter.setPen(colour("text"))
        painter.drawText(QRectF(0, 0, room, height), middle, self.label(painter.fontMetrics(), room))
        if found.level is None:
            return
        track = QRectF(right - tail, (height - px(6)) / 2, bar, px(6))
        paint.bar(painter, track, found.share, colour(self._fill), colour("track"))
        paint.tick(painter, track, found.overall, colour("text"), colour("surface"))
        self._numbers(painter, right, self._kit.t.percent(found.share), self._kit.t.ratio(found.ratio))

    def label(self, metrics: QFontMetrics, room: int) -> str:
        """Return the sentence of the sheet where it is whole, else the answer, then what was asked."""
        if self._said and not _LABELLED.search(self._said) and metrics.horizontalAdvance(self._said) <= room:
            return self._said
        return shortened(self._text, self._answer, metrics, room)

    def _means(self, painter: QPainter) -> int:
        """Paint a mean where shares stand, everybody's where bars stand; return where that begins."""
        t, px = self._kit.t, self._kit.px
        end = self.width() - px(16 + RATE + RATIO)
        said = t("everybody {value}", value=words.number(self._finding.overall, t))
        painter.setFont(self._kit.font("small"))
        painter.setPen(self._kit.colour("text3"))
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, end, self.height()), side, said)
        start = end - painter.fontMetrics().horizontalAdvance(said)
        self._numbers(painter, self.width(), words.number(self._finding.share, t), "")
        return start

    def _numbers(self, painter: QPainter, right: int, rate: str, ratio: str) -> None:
        px, height = self._kit.px, self.height()
        side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(self._kit.font("number-strong"))
        painter.setPen(self._kit.colour("text"))
        painter.drawText(QRectF(right - px(RATIO + RATE), 0, px(RATE), height), side, rate)
        painter.setFont(self._kit.font("number-small"))
        painter.setPen(self._kit.colour("text2"))
        painter.drawText(QRectF(right - px(RATIO), 0, px(RATIO), height), side, ratio)


class SegmentCard(Card):
    """A segment; pressing its card brings it forward on the map."""

    chosen = Signal(int)
    followed = Signal(str)
    menu_wanted = Signal(str, QPoint)
    rename_wanted = Signal(str)

    def __init__(
        self,
        kit: Kit,
        segment: Segment,
        persona: Persona | None,
        variables: Mapping[Id, Variable],
        weight: str = "",
    ) -> None:
        super().__init__(kit)
        self.segment, self._persona, self._weight = segment, persona, weight
        self._twice = False
        number = segment.wears(persona.worn if persona else None)
        px = kit.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(SIDE), px(10), px(SIDE), px(12))
        column.setSpacing(0)
        column.addLayout(self._head(number))
        column.addSpacing(px(4))
        fill = "strong" if segment.set_aside else kit.accent(number).fill
        self._add_findings(column, variables, fill)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _head(self, number: Wears) -> QHBoxLayout:
        kit, segment, px = self._kit, self.segment, self._kit.px
        head = self._first = QHBoxLayout()
        head.setSpacing(px(10))
        name = self._name = Elided(kit, "card")
        name.setText(segment_name(segment, kit))
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        share = self._share = Label(kit, "number-card", kit.accent(number).ink)
        share.setText(kit.t.percent(segment.share))
        share.setToolTip(self._weight)
        self._people = Elided(kit, "small", "text2")
        self._people.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._people.setText(kit.t.plural("{n} respondent", "{n} respondents", segment.size))
        for part in (Shape(kit, number, 12), name, share, self._people):
            head.addWidget(part)
        head.addStretch(1)
        if self._persona is not None:
            self._add_persona(head, self._persona)
        self.more = IconButton(kit, "ellipsis", "", side=24, size=16)
        kit.hint(self.more, "What can be done with {name}", name=name.whole())
        self.more.clicked.connect(self._open_menu)
        head.addWidget(self.more)
        said = (name.whole(), share.text(), self._people.whole(), self._weight)
        self.setAccessibleName(", ".join(filter(None, said)))
        return head

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the number of respondents to the tooltip where the name needs the room: cut, it would lie."""
        super().resizeEvent(event)
        people = self._people.sizeHint().width() + self._first.spacing()
        room = event.size().width() - self._beside_name()
        fits = room - people >= min(self._name.sizeHint().width(), self._kit.px(NAME))
        self._people.setVisible(fits)
        self.setToolTip("" if fits else self._people.whole())
        self._name.setMaximumWidth(max(0, room - people if fits else room))

    def _beside_name(self) -> int:
        """Return the width of the first line without the name and the number of respondents."""
        items = (self._first.itemAt(i) for i in range(self._first.count()))
        parts = [part for item in items if item is not None and (part := item.widget()) is not None]
        fixed = [part for part in parts if part not in (self._name, self._people)]
        gaps = self._first.spacing() * len(fixed) + 2 * self._kit.px(SIDE)
        return sum(max(part.minimumWidth(), part.sizeHint().width()) for part in fixed) + gaps

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Bring the segment forward on the map."""
        super().mouseReleaseEvent(event)
        if self._twice:
            self._twice = False
            self.rename_wanted.emit(self.segment.id)
        elif event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self.segment.number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename the segment whose name is pressed twice, once the button is let go."""
        left = event.button() == Qt.MouseButton.LeftButton
        self._twice = left and self._name.geometry().contains(event.position().toPoint())
        if not self._twice:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename the segment with F2."""
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit(self.segment.id)
        else:
            super().keyPressEvent(event)

    def mark(self, *, on: bool) -> None:
        """Stand out, or not."""
        self.dress("sunken" if self.segment.set_aside else "surface", "accent" if on else "line")

    def _add_persona(self, head: QHBoxLayout, persona: Persona) -> None:
        head.addWidget(Avatar(self._kit, persona, 24))
        link = MenuButton(self._kit, "small-medium", "text2", arrow="")
        link.setText(
            link.fontMetrics().elidedText(persona.name, Qt.TextElideMode.ElideRight, self._kit.px(LINK))
        )
        self._kit.hint(link, "Open the persona {name}", name=persona.name)
        link.clicked.connect(self._follow)
        head.addWidget(link)

    def _add_findings(self, column: QVBoxLayout, variables: Mapping[Id, Variable], fill: str) -> None:
        findings = shown_findings(self.segment, SHOWN, variables)
        lines = sheet_lines(self._persona) if self._persona is not None else {}
        for finding in findings:
            said = lines.get((finding.variable, finding.level), "") if finding.v > 0 else ""
            column.addWidget(FindingRow(self._kit, finding, variables, fill, said))
        if not findings:
            line = Label(self._kit, "small", "text2")
            line.setText(self._kit.t("Nothing sets this segment clearly apart."))
            column.addWidget(line)
        if self.segment.set_aside:
            line = Label(self._kit, "small", "text2")
            line.setText(self._kit.t("Set aside: feeds no persona."))
            column.addWidget(line)
        if self.segment.size < FEW:
            line = Label(self._kit, "small", "warn")
            line.setText(self._kit.t("Fewer than {n} respondents: only indicative.", n=FEW))
            column.addWidget(line)

    @Slot()
    def _open_menu(self) -> None:
        self.menu_wanted.emit(self.segment.id, self.more.mapToGlobal(self.more.rect().bottomLeft()))

    @Slot()
    def _follow(self) -> None:
        if self._persona is not None:
            self.followed.emit(self._persona.id)


class SegmentCards(Column):
    """The cards, one below the other."""

    chosen = Signal(int)
    followed = Signal(str)
    menu_wanted = Signal(str, QPoint)
    rename_wanted = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, margins=(0, 0, 2, 0), gap=GAP)
        self._kit = kit
        self._cards: list[SegmentCard] = []
        self._highlighted = 0
        kit.name(self, "Segments")

    def show_segments(
        self,
        segments: Sequence[Segment],
        personas: Mapping[Id, Persona],
        variables: Mapping[Id, Variable],
        weight: str = "",
    ) -> None:
        """Show segments, each with its persona when it has one; ``weight`` says what weights shares."""
        at = self.verticalScrollBar().value()
        clear(self.rows)
        self._cards = []
        for segment in segments:
            card = SegmentCard(self._kit, segment, personas.get(segment.id), variables, weight)
            card.chosen.connect(self._press)
            card.followed.connect(self.followed)
            card.menu_wanted.connect(self.menu_wanted)
            card.rename_wanted.connect(self.rename_wanted)
            self._cards.append(card)
            self.rows.addWidget(card)
        self.rows.addStretch(1)
        self.verticalScrollBar().setValue(at)

    def highlight(self, number: int) -> None:
        """Let the card of a segment stand out (0: none) and bring it into view."""
        self._highlighted = number
        for card in self._cards:
            card.mark(on=card.segment.number == number)
            if card.segment.number == number:
                self.ensureWidgetVisible(card)

    @Slot(int)
    def _press(self, number: int) -> None:
        self.chosen.emit(0 if number == self._highlighted else number)


def sheet_lines(persona: Persona) -> dict[tuple[Id | None, int | None], str]:
    """Return what a sheet says about answers, as drafted: cards and sheet then use the same words."""
    return {
        (a.evidence.variable, a.evidence.level): a.text
        for a in persona.attributes
        if a.provenance is Provenance.DATA and not a.modified and a.evidence and a.evidence.level is not None
    }


def shortened(text: str, answer: str, metrics: QFontMetrics, room: int) -> str:
    """Return "question: answer" within ``room`` pixels, as every list does: "Answer · what was asked"."""
    if answer and text.endswith(answer):
        text = in_a_row(answer, text[: -len(answer)])
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)


def segment_name(segment: Segment, kit: Kit) -> str:
    """Return the name of a segment, or its number."""
    return segment.name or kit.t("Segment {number}", number=segment.number)
