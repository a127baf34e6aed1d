"""The candidate numbers of segments, side by side, with their stability; the advised one has a star."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QGridLayout, QSizePolicy, QWidget

from persona_studio.domain.segments import Candidate, Segmentation
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import clear

BUTTON, CAPTION, GAP = 76, 124, 6


def best_by_number(found: Segmentation) -> list[Candidate]:
    """Return one candidate a number of segments: the first listed, which is the one that number would give.

    It does not depend on the number in use, so that the figures stay while the user compares.
    """
    first: dict[int, Candidate] = {}
    for candidate in found.candidates:
        first.setdefault(candidate.k, candidate)
    return [first[k] for k in sorted(first)]


class CandidateButton(QAbstractButton):
    """One number of segments."""

    def __init__(
        self, kit: Kit, candidate: Candidate, *, advised: bool, current: bool, why: str = ""
    ) -> None:
        super().__init__()
        self._kit, self.candidate, self._advised = kit, candidate, advised
        self.setCheckable(True)
        self.setChecked(current)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken(candidate, advised, kit.t))
        self.setToolTip("\n".join(filter(None, (why, explained(candidate, kit.t)))))

    def sizeHint(self) -> QSize:
        """Return the size of the drawings."""
        return QSize(self._kit.px(BUTTON), self._kit.px(58))

    def minimumSizeHint(self) -> QSize:
        """Never shrink: number and stability would meet."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint number, star, stability and its bar."""
        painter, px, colour, on = QPainter(self), self._kit.px, self._kit.colour, self.isChecked()
        rect = QRectF(self.rect())
        ground = "atint" if on else "hover" if self.underMouse() else "surface"
        paint.rounded(
            painter, rect, px(8), colour(ground), colour("accent" if on else "line"), 1.5 if on else 1
        )
        middle = Qt.AlignmentFlag.AlignVCenter
        line = QRectF(px(10), px(9), rect.width() - px(20), px(20))
        painter.setFont(self._kit.font("number-card"))
        painter.setPen(colour("accent" if on else "text"))
        number = str(self.candidate.k)
        painter.drawText(line, middle, number)
        if self._advised:
            centre = QRectF(
                line.x() + painter.fontMetrics().horizontalAdvance(number) + px(4), px(13), px(12), px(12)
            )
            paint.paint_shape(painter, "star", centre, colour("accent"))
        painter.setFont(self._kit.font("caption"))
        painter.setPen(colour("accent" if on else "text2"))
        painter.drawText(
            line, middle | Qt.AlignmentFlag.AlignRight, self._kit.t.decimal(self.candidate.stability, 2)
        )
        track = QRectF(px(10), px(38), rect.width() - px(20), px(5))
        paint.bar(
            painter,
            track,
            self.candidate.stability,
            colour("accent" if on else "strong"),
            colour("track"),
            2.5,
        )


class Candidates(QWidget):
    """The row of candidates; pressing one makes that segmentation."""

    chosen = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._caption = Paragraph(kit, "small", "text3")
        self._caption.setFixedWidth(kit.px(CAPTION))
        kit.say(self._caption.setText, "Number of segments\nand stability")
        self._buttons: list[CandidateButton] = []
        self._room = 0
        self._row = QGridLayout()
        self._row.setSpacing(kit.px(GAP))
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(kit.px(12))
        self._outer.addWidget(self._caption)
        self._outer.addLayout(self._row)
        kit.name(self, "Number of segments")

    def show_segmentation(self, found: Segmentation, *, editable: bool, why: str = "") -> None:
        """Show the candidates of a segmentation; ``why`` explains the star."""
        clear(self._row)
        candidates: Sequence[Candidate] = best_by_number(found)
        self.setVisible(bool(candidates))
        self._buttons = []
        for candidate in candidates:
            button = CandidateButton(
                self._kit,
                candidate,
                advised=candidate.k == found.recommended,
                current=candidate.k == len(found.segments) and not found.shaped,
                why=why if candidate.k == found.recommended else "",
            )
            button.setEnabled(editable)
            button.clicked.connect(self._pressed)
            self._buttons.append(button)
        self._arrange()

    def fit(self, room: int) -> None:
        """Break the row, its caption above, where ``room`` pixels do not hold it."""
        if room != self._room:
            self._room = room
            self._arrange()

    def _arrange(self) -> None:
        px, count = self._kit.px, len(self._buttons)
        wide, gap = px(BUTTON) + px(GAP), px(12)
        beside = px(CAPTION) + gap + count * wide <= self._room + px(GAP)
        columns = count if beside else max(1, (self._room + px(GAP)) // wide)
        ways = QBoxLayout.Direction
        self._outer.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._outer.setSpacing(gap if beside else px(4))
        for column in range(self._row.columnCount()):
            self._row.setColumnStretch(column, 0)
        self._row.setColumnStretch(columns, 1)
        for i, button in enumerate(self._buttons):
            self._row.addWidget(button, i // columns, i % columns)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from number to number; Enter or the space bar chooses."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        at = next((i for i, button in enumerate(self._buttons) if button.hasFocus()), -1)
        if not step or at < 0:
            super().keyPressEvent(event)
            return
        to = min(max(at + step, 0), len(self._buttons) - 1)
        self._buttons[to].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, CandidateButton):
            self.chosen.emit(button.candidate.k)


def spoken(candidate: Candidate, advised: bool, t: Texts) -> str:
    """Return what a screen reader says of a candidate."""
    said = t("{k} segments, stability {value}", k=candidate.k, value=t.decimal(candidate.stability, 2))
    return f"{said}, {t('advised')}" if advised else said


def explained(candidate: Candidate, t: Texts) -> str:
    """Return the statistical terms, for those who ask."""
    return t(
        "Mean adjusted Rand index over bootstrap samples: {stability} (shuffled answers: {null}). "
        "Smallest segment: {share}.",
        stability=t.decimal(candidate.stability, 2),
        null=t.decimal(candidate.null_stability, 2),
        share=t.percent(candidate.min_share),
    )
