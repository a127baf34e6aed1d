"""The candidate numbers of segments, side by side, with their stability; the advised one has a star."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QGridLayout, QSizePolicy, QWidget

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.segments import Candidate, Segmentation
from persona_studio.services.segments.believed import best_by_number, judged, lead, too_small
from persona_studio.texts import Texts
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.surfaces import clear

BUTTON, CAPTION, GAP = 76, 124, 6


class CandidateButton(QAbstractButton):
    """One number of segments."""

    def __init__(self, kit: Kit, candidate: Candidate) -> None:
        super().__init__()
        self._kit, self.candidate, self._advised = kit, candidate, False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_candidate(
        self, candidate: Candidate, found: Segmentation, *, why: str = "", why_not: str = ""
    ) -> None:
        """Show what was tried; ``why`` explains the star, ``why_not`` that it cannot be chosen."""
        t, advised = self._kit.t, candidate.k == found.recommended
        self.candidate, self._advised = candidate, advised
        self.setChecked(candidate.k == len(found.segments) and not found.shaped)
        self.setAccessibleName(spoken(candidate, advised, t))
        self.setAccessibleDescription(why_not)
        self.setToolTip("\n".join(filter(None, (why_not, why, explained(candidate, found, t)))))
        self.update()

    def nextCheckState(self) -> None:
        """Stay as it is when pressed: what is in force is lit, not what is asked for."""

    def sizeHint(self) -> QSize:
        """Return the size of the drawings."""
        return QSize(self._kit.px(BUTTON), self._kit.px(58))

    def minimumSizeHint(self) -> QSize:
        """Never shrink: number and stability would meet."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint number, star, stability and its bar."""
        painter, px, colour, on = QPainter(self), self._kit.px, self._kit.colour, self.isChecked()
        off = not on and not self.isEnabled()
        inks = ("text3", "text3") if off else ("text", "text2")
        rect = QRectF(self.rect())
        self._paint_ground(painter, rect, off=off)
        middle = Qt.AlignmentFlag.AlignVCenter
        line = QRectF(px(10), px(9), rect.width() - px(20), px(20))
        painter.setFont(self._kit.font("number-card"))
        painter.setPen(colour("accent" if on else inks[0]))
        number = str(self.candidate.k)
        painter.drawText(line, middle, number)
        if self._advised:
            centre = QRectF(
                line.x() + painter.fontMetrics().horizontalAdvance(number) + px(4), px(13), px(12), px(12)
            )
            paint.paint_shape(painter, "star", centre, colour("text3" if off else "accent"))
        painter.setFont(self._kit.font("caption"))
        painter.setPen(colour("accent" if on else inks[1]))
        painter.drawText(
            line, middle | Qt.AlignmentFlag.AlignRight, self._kit.t.decimal(self.candidate.stability, 2)
        )
        track = QRectF(px(10), px(38), rect.width() - px(20), px(5))
        paint.bar(
            painter,
            track,
            0.0 if off else self.candidate.stability,
            colour("accent" if on else "strong"),
            colour("track"),
            2.5,
        )

    def _paint_ground(self, painter: QPainter, rect: QRectF, *, off: bool) -> None:
        """Paint what can be pressed as a key; what cannot has no face, in light and in dark alike."""
        px, colour, on = self._kit.px, self._kit.colour, self.isChecked()
        if off:
            paint.dashed(painter, rect, px(8), colour("app"), colour("line"))
            return
        ground = "atint" if on else "hover" if self.underMouse() and self.isEnabled() else "surface"
        paint.rounded(
            painter, rect, px(8), colour(ground), colour("accent" if on else "line"), 1.5 if on else 1
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
        candidates: Sequence[Candidate] = best_by_number(found)
        self.setVisible(bool(candidates))
        if [c.k for c in candidates] != [b.candidate.k for b in self._buttons]:
            self._build(candidates)
        for button, candidate in zip(self._buttons, candidates, strict=True):
            small = too_small(candidate, found.used)
            button.show_candidate(
                candidate,
                found,
                why=why if candidate.k == found.recommended else "",
                why_not=self._kit.t("One of them would hold fewer than {n} people.", n=FEWEST)
                if small
                else "",
            )
            button.setEnabled(editable and not small)

    def _build(self, candidates: Sequence[Candidate]) -> None:
        clear(self._row)
        self._buttons = [CandidateButton(self._kit, candidate) for candidate in candidates]
        for button in self._buttons:
            button.clicked.connect(self._pressed)
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
        ahead = self._buttons[at + 1 :] if step > 0 else self._buttons[:at][::-1]
        to = next((button for button in ahead if button.isEnabled()), None)
        if to is not None:
            to.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if isinstance(button, CandidateButton):
            self.chosen.emit(button.candidate.k)


def spoken(candidate: Candidate, advised: bool, t: Texts) -> str:
    """Return what a screen reader says of a candidate."""
    said = t("{k} segments, stability {value}", k=candidate.k, value=t.decimal(candidate.stability, 2))
    return f"{said}, {t('advised')}" if advised else said


def explained(candidate: Candidate, found: Segmentation, t: Texts) -> str:
    """Say what the figure of a candidate is, that its distance to chance is what counts, and its verdict."""
    lines = (
        t(
            "Stability {value} out of 1: it would be 1 if the survey run again gave the very same groups.",
            value=t.decimal(candidate.stability, 2),
        ),
        t(
            "Chance alone gives {null}: what counts is the lead over it, {gain} ({word}).",
            null=t.decimal(candidate.null_stability, 2),
            gain=t.decimal(lead(candidate), 2),
            word=t.code("gained", judged(candidate, found)),
        ),
        t("Smallest segment: {share} of the respondents.", share=t.percent(candidate.min_share)),
    )
    return "\n".join(lines)
