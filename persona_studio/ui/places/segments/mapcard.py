"""The card of the map: what its axes mean in words, ways to move, and the same as a table."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.domain.ids import Id
from persona_studio.domain.segments import Segment, Segmentation
from persona_studio.domain.waves import Wave
from persona_studio.services.segments import axes, mapping, shaping
from persona_studio.services.segments.mapping import Ellipse, Points
from persona_studio.services.segments.respondents import Respondents
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.segments.canvas import MapCanvas
from persona_studio.ui.places.segments.cards import segment_name, shortened
from persona_studio.ui.places.segments.centres import CentresView
from persona_studio.ui.places.segments.person import MOST, PersonCard, told_first
from persona_studio.ui.places.segments.pills import Named
from persona_studio.ui.studio import Studio
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import IconButton
from persona_studio.ui.widgets.labels import Paragraph
from persona_studio.ui.widgets.notes import EmptyState
from persona_studio.ui.widgets.surfaces import Card

TOOL, TOOL_ICON = 28, 17
LEAST_HEIGHT, ROOMY = 160, 440
_ANSWER = re.compile(r"(?:\s?:|\?)\s")
"""What stands between a question and its answer."""
_ICONS = {"up": "arrow-up", "down": "arrow-down", "left": "arrow-left", "right": "arrow-right"}


class _Everybody(NamedTuple):
    """The people of a map: the points that are drawn, and the ellipses of all they stand for."""

    drawn: Points
    ellipses: tuple[Ellipse, ...]


class AxisEnd(QWidget):
    """What stands at one end of an axis: an arrow and its strongest answer; the others in the tooltip."""

    def __init__(self, kit: Kit, way: str) -> None:
        super().__init__()
        self._kit, self._way = kit, way
        self._text = ""
        self.setFont(kit.font("small"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def tell(self, phrases: tuple[str, ...]) -> None:
        """Show the first phrase."""
        self._text = phrases[0] if phrases else ""
        self.setToolTip("\n".join(phrases))
        self.setAccessibleName("; ".join(phrases))
        self.setVisible(bool(phrases))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit the phrase."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self._text) + self._kit.px(24), metrics.height() + self._kit.px(4)
        )

    def minimumSizeHint(self) -> QSize:
        """Accept to be shortened."""
        return QSize(self._kit.px(60), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint arrow and phrase: at the end of the axis they speak of."""
        painter, px = QPainter(self), self._kit.px
        icon, gap = px(14), px(6)
        room = self.width() - icon - gap
        answer = _ANSWER.split(self._text)[-1]
        said = shortened(self._text, answer if answer != self._text else "", self.fontMetrics(), room)
        wide = self.fontMetrics().horizontalAdvance(said) + icon + gap
        left = {"left": 0, "right": self.width() - wide}.get(self._way, (self.width() - wide) / 2)
        words_left, arrow = (left, left + wide - icon) if self._way == "right" else (left + icon + gap, left)
        middle = (self.height() - icon) / 2
        painter.drawPixmap(QPointF(arrow, middle), self._kit.picture(_ICONS[self._way], "text2", 14))
        painter.setPen(self._kit.colour("text2"))
        rect = QRectF(words_left, 0, wide, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, said)


class StaleMark(QWidget):
    """Amber: the map is the one of before."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._text = ""
        self.setFont(kit.font("small-medium"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.say(self._say, "To be computed again")
        kit.hint(self, "The data or the roles have changed since.")

    def _say(self, text: str) -> None:
        self._text = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Fit the words."""
        px, metrics = self._kit.px, self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + px(40), metrics.height() + px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        painter, px, rect = QPainter(self), self._kit.px, QRectF(self.rect())
        paint.rounded(painter, rect, rect.height() / 2, self._kit.colour("warntint"))
        picture = self._kit.picture("refresh-cw", "warn", 13)
        painter.drawPixmap(px(10), round(rect.center().y() - px(13) / 2), picture)
        painter.setPen(self._kit.colour("warn"))
        painter.drawText(rect.adjusted(px(29), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


class MapCard(Card):
    """Canvas, axes in words, tools; tells which segment is pressed."""

    chosen = Signal(int)

    def __init__(self, studio: Studio) -> None:
        kit = studio.kit
        super().__init__(kit)
        self._studio = studio
        self._found: Segmentation | None = None
        self._of: object = None
        self._shown: _Everybody | None = None
        self._drawn: tuple[object, ...] = ()
        self._people: Respondents | None = None
        self.canvas = MapCanvas(kit)
        self.canvas.chosen.connect(self.chosen)
        self.canvas.pointed.connect(self._point)
        self.centres = CentresView(kit)
        self.person = PersonCard(kit, self.canvas)
        self.ends = {way: AxisEnd(kit, way) for way in _ICONS}
        self.stale = StaleMark(kit)
        self._inertia = Paragraph(kit, "caption", "text3").centre()
        self._build()
        kit.name(self.canvas, "Map of the respondents")
        kit.say(
            self.canvas.setAccessibleDescription,
            "Arrows go from respondent to respondent, + and − zoom, 0 shows everybody.",
        )

    # -------------------------------------------------------------- building

    def _build(self) -> None:
        px = self._kit.px
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(px(LEAST_HEIGHT))
        for page in (self.canvas, self.centres, self._nothing()):
            self._pages.addWidget(page)
        self._foot = QGridLayout()
        self._foot.setHorizontalSpacing(px(16))
        self._foot.setVerticalSpacing(px(2))
        for column in (0, 2):
            self._foot.setColumnStretch(column, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(px(20), px(10), px(20), px(14))
        column_.setSpacing(px(4))
        column_.addLayout(self._head())
        column_.addWidget(self._pages, 1)
        column_.addWidget(self.ends["down"])
        column_.addLayout(self._foot)

    def _head(self) -> QGridLayout:
        tools = QHBoxLayout()
        tools.setSpacing(self._kit.px(2))
        canvas = self.canvas
        self._tools = [
            self._tool("zoom-in", "Zoom in", canvas.zoom_in),
            self._tool("zoom-out", "Zoom out", canvas.zoom_out),
            self._tool("maximize", "Show everybody", canvas.fit),
        ]
        self._as_table = self._tool("table-2", "Show the map as a table", self._turn)
        self._as_table.setCheckable(True)
        tools.addStretch(1)
        for tool in (*self._tools, self._as_table):
            tools.addWidget(tool)
        grid = QGridLayout()
        grid.addWidget(self.stale, 0, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.ends["up"], 0, 1)
        grid.addLayout(tools, 0, 2)
        grid.setColumnStretch(1, 1)
        self._top = grid
        return grid

    def _tool(self, icon: str, name: str, act: object) -> IconButton:
        button = IconButton(self._kit, icon, name, side=TOOL, size=TOOL_ICON)
        button.clicked.connect(act)
        return button

    def _nothing(self) -> QWidget:
        state = EmptyState(
            self._kit,
            "chart-scatter",
            "Segment again to see the map",
            "These segments were made before there was one.",
        )
        return state.centred(380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the share of information between the ends of the axis, or below where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        # As wide as the tools at the right: what stands between is in the middle of the map.
        px = self._kit.px
        self._top.setColumnMinimumWidth(0, px(4 * (TOOL + 2)) if self.width() > px(ROOMY) else 0)
        ends = (self.ends["left"], self._inertia, self.ends["right"])
        wide = sum(end.sizeHint().width() for end in ends) + px(72)
        beside = wide <= self.width()
        for part in ends:
            self._foot.removeWidget(part)
        self._foot.addWidget(ends[0], 0, 0)
        self._foot.addWidget(ends[2], 0, 2)
        self._foot.addWidget(self._inertia, 0 if beside else 1, 1 if beside else 0, 1, 1 if beside else 3)

    # -------------------------------------------------------------- showing

    def show_segmentation(self, found: Segmentation, wave: Wave | None, accents: Mapping[Id, Wears]) -> None:
        """Show where the people of a segmentation stand; what is in view stays when only words changed."""
        self._found = found
        everybody = self._everybody(found)
        self.stale.setVisible(found.stale)
        shown = everybody is not None and wave is not None and bool(found.map)
        self._pages.setCurrentIndex(2 if not shown else 1 if self._as_table.isChecked() else 0)
        for tool in (*self._tools, self._as_table):
            tool.setVisible(shown)
        if everybody is None or wave is None:
            self._tell_axes((), 0, 0)
            return
        named = [self._named(segment, accents) for segment in found.segments]
        drawn = (self._of, tuple((n.number, n.accent) for n in named))
        if drawn != self._drawn:
            self._drawn = drawn
            self._people = None
            self.person.hide()
            self.canvas.show_points(everybody.drawn, everybody.ellipses, named)
        else:
            self.canvas.rename(named)
        told = axes.told(found, wave, self._kit.t)
        self._tell_axes(told, len(everybody.drawn.rows), everybody.drawn.everybody)
        self.centres.show_centres(named, found, everybody.ellipses, told)

    def _everybody(self, found: Segmentation) -> _Everybody | None:
        session = self._studio.session
        if session is None:
            return None
        # Shaping keeps the id of the segmentation, a copy of the project keeps those of the segments.
        of = (session, found.id, shaping.state_of(found))
        if self._of != of:
            points = mapping.points_of(session, found)
            self._of, self._shown = of, None
            if points is not None:
                self._shown = _Everybody(points.sample(), mapping.ellipses(points))
        return self._shown

    def _named(self, segment: Segment, accents: Mapping[Id, Wears]) -> Named:
        t = self._kit.t
        worn = accents.get(segment.id, segment.number)
        return Named(segment.number, segment_name(segment, self._kit), t.percent(segment.share), worn)

    def _tell_axes(self, told: tuple[axes.AxisTold, ...], drawn: int, everybody: int) -> None:
        t = self._kit.t
        across = told[0] if told else axes.AxisTold((), (), 0.0)
        up = told[1] if len(told) > 1 else axes.AxisTold((), (), 0.0)
        for way, phrases in (("left", across.low), ("right", across.high), ("down", up.low), ("up", up.high)):
            self.ends[way].tell(phrases)
        share = sum(axis.inertia for axis in told)
        said = t("The two axes sum up {share} of the information.", share=t.percent(share)) if told else ""
        if drawn < everybody:
            drew = t("{n} points drawn at random out of {all}.", n=drawn, all=everybody)
            said = f"{said} {drew}"
        self._inertia.setText(said)
        self._inertia.setToolTip(
            t(
                "Share of inertia of the first two axes of the factor analysis of mixed data. "
                "Ellipses: three quarters of a normal cloud of the same weighted covariance."
            )
        )
        self._arrange()

    @property
    def highlighted(self) -> int:
        """Number of the segment brought forward, 0 when none is."""
        return self.canvas.highlighted

    def highlight(self, number: int) -> None:
        """Bring a segment forward, its typical people ringed; 0 for none."""
        found, points = self._found, self.canvas.points
        segment = next((s for s in found.segments if s.number == number), None) if found else None
        places: list[int] = []
        if segment is not None and points is not None:
            rows = set(segment.paragons)
            places = [int(i) for i in points.of(number) if int(points.rows[i]) in rows]
        self.canvas.highlight(number, places)

    @Slot()
    def _turn(self) -> None:
        table = self._as_table.isChecked()
        self._pages.setCurrentIndex(1 if table else 0)
        for tool in self._tools:
            tool.setEnabled(not table)

    # -------------------------------------------------------------- one respondent

    @Slot(int, QPointF)
    def _point(self, place: int, at: QPointF) -> None:
        points, found, session = self.canvas.points, self._found, self._studio.session
        if place < 0 or points is None or found is None or session is None:
            self.person.hide()
            return
        wave = next((w for w in session.project.waves if w.id == found.wave), None)
        if wave is None:
            return
        if self._people is None or self._people.wave is not wave:
            self._people = Respondents(wave, session.answers(wave.id))
        row, number = int(points.rows[place]), int(points.numbers[place])
        segment = next((s for s in found.segments if s.number == number), None)
        asked = told_first(segment, found, {v.id: v for v in wave.variables})
        answers = self._people.gave(row, asked[:MOST])
        line = self._people.line(row)
        t = self._kit.t
        told = t("Respondent {n}", n=row + 1) if line is None else t("Respondent on line {n}", n=line)
        said = self.person.tell(told, self.canvas.accent(number), answers, max(0, len(asked) - MOST))
        self.canvas.setAccessibleDescription(said)
        self.person.stand_beside(at)
