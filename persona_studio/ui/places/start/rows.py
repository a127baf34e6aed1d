"""The projects opened lately, one row each."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.ui import recents
from persona_studio.ui.kit import Kit
from persona_studio.ui.preferences import Recent
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import QUIET, SECONDARY, Button
from persona_studio.ui.widgets.labels import Rule
from persona_studio.ui.widgets.surfaces import Card, clear

ROW = 84
NAME_AT = 184
ROOMY, NAMED, DATED = 460, 66, 300
"""Narrower rows show one face, their name beside it; still narrower ones keep the date for their tooltip."""


class _Row(QAbstractButton):
    """A project that can be opened: portraits, name, state, when."""

    def __init__(self, kit: Kit, recent: Recent, today: datetime) -> None:
        super().__init__()
        self._kit, self.recent = kit, recent
        self.there = Path(recent.path).exists()
        self._state = recents.state(recent, kit.t) if self.there else kit.t("The file is no longer there")
        self._when = recents.day(recent, kit.t, today) if self.there else ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setEnabled(self.there)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{recent.name}. {self._state}. {self._when}".strip())
        self.setToolTip(f"{recent.path}\n{self._when}".strip())

    def sizeHint(self) -> QSize:
        return QSize(self._kit.px(500), self._kit.px(ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._kit.px(200), self._kit.px(ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, px, colour = QPainter(self), self._kit.px, self._kit.colour
        rect = QRectF(self.rect())
        if self.underMouse() and self.there:
            paint.rounded(painter, rect.adjusted(1, 1, -1, -1), px(11), colour("sunken"))
        roomy = rect.width() >= px(ROOMY)
        self._faces(painter, len(self.recent.faces) if roomy else 1)
        left = px(NAME_AT if roomy else NAMED)
        said = self._when if rect.width() >= px(DATED) else ""
        middle = rect.center().y()
        painter.setFont(self._kit.font("small"))
        when = painter.fontMetrics().horizontalAdvance(said)
        room = max(0.0, rect.width() - left - px(16) - (when + px(16) if said else 0))
        self._line(
            painter,
            "card",
            "text" if self.there else "text3",
            self.recent.name,
            (left, middle - px(21)),
            room,
        )
        self._line(
            painter, "body", "text2" if self.there else "text3", self._state, (left, middle + px(2)), room
        )
        painter.setFont(self._kit.font("small"))
        painter.setPen(colour("text2"))
        painter.drawText(
            rect.adjusted(0, 0, -px(15), 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            said,
        )

    def _line(
        self, painter: QPainter, font: str, role: str, text: str, at: tuple[float, float], room: float
    ) -> None:
        painter.setFont(self._kit.font(font))
        painter.setPen(self._kit.colour(role))
        words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(*at, room, self._kit.px(22)), Qt.AlignmentFlag.AlignVCenter, words)

    def _faces(self, painter: QPainter, most: int) -> None:
        px = self._kit.px
        top = (self.height() - px(36)) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.there:
            painter.setOpacity(0.45)
        for i, (drawing, accent) in enumerate(self.recent.faces[:most]):
            left = px(14) + px(30) * i
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._kit.colour("surface"))
            painter.drawEllipse(QRectF(left, top, px(38), px(38)))
            painter.drawPixmap(
                round(left + px(2)), round(top + px(1)), self._kit.portrait(drawing, accent, 35)
            )
        if not self.recent.faces:
            self._waiting(painter, QRectF(px(14.5), top - 0.5, px(37), px(37)))
        painter.setOpacity(1)

    def _waiting(self, painter: QPainter, circle: QRectF) -> None:
        pen = QPen(self._kit.colour("strong"), 1)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        size = self._kit.px(18)
        icon = "chart-scatter" if self.recent.segments else "table-2"
        painter.drawPixmap(
            round(circle.center().x() - size / 2),
            round(circle.center().y() - size / 2),
            self._kit.picture(icon, "text2", 18),
        )


class RecentList(Card):
    """The rows in a card; a file that moved keeps its row, with a way to find or forget it."""

    chosen = Signal(str)
    forgotten = Signal(str)
    sought = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rest: Sequence[Recent] = ()
        self._today = datetime.now().astimezone()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, "Recent projects")

    def show_projects(self, entries: Sequence[Recent], rest: Sequence[Recent], today: datetime) -> None:
        """Show some projects and offer the rest."""
        clear(self._rows)
        self._rest, self._today = rest, today
        for i, recent in enumerate(entries):
            self._add(recent, first=i == 0)
        if rest:
            more = Button(self._kit, QUIET)
            self._kit.say(more.setText, "All projects")
            more.clicked.connect(self._show_all)
            self._rows.addWidget(more)

    def _add(self, recent: Recent, *, first: bool) -> None:
        if not first:
            self._rows.addWidget(Rule(self._kit))
        row = _Row(self._kit, recent, self._today)
        row.clicked.connect(self._clicked)
        if row.there:
            self._rows.addWidget(row)
            return
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, self._kit.px(14), 0)
        line.addWidget(row, 1)
        for words, kind, signal in (("Find", SECONDARY, self.sought), ("Forget", QUIET, self.forgotten)):
            line.addWidget(_About(self._kit, kind, words, recent, signal))
        self._rows.addWidget(holder)

    @Slot()
    def _clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.chosen.emit(row.recent.path)

    @Slot()
    def _show_all(self) -> None:
        last = self._rows.takeAt(self._rows.count() - 1)
        more = last.widget() if last is not None else None
        if more is not None:
            more.deleteLater()
        for recent in self._rest:
            self._add(recent, first=False)


class _About(Button):
    """A button about one project."""

    def __init__(self, kit: Kit, kind: str, words: str, recent: Recent, signal: SignalInstance) -> None:
        super().__init__(kit, kind, small=True)
        self._path, self._signal = recent.path, signal
        kit.say(self.setText, words)
        self.setAccessibleName(f"{kit.t(words)} {recent.name}")
        self.clicked.connect(self._pressed)

    @Slot()
    def _pressed(self) -> None:
        self._signal.emit(self._path)
