"""The map itself: a point a respondent, an ellipse and a name a segment; panned, zoomed, walked by keys.

Points are stamped from pictures drawn once (pyqtgraph's atlas), so that 10,000 of them follow the hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGraphicsEllipseItem, QVBoxLayout, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.services.segments import mapping
from persona_studio.services.segments.mapping import Ellipse, Points
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.segments.pills import Named, Pill, placed
from persona_studio.ui.widgets import paint

MARGIN, STEP = 0.06, 1.25
SIZES = ((700, 7.5), (2000, 6.0), (5000, 5.0))
SMALLEST = 4.0
"""Pixels of a point, by how many there are."""
HEAVIEST = 2.0
"""A point is at most that much wider, or narrower, than another for its weight."""
MANY = 3000
"""From that many points on, segments appear one after the other, so that the window never waits for all."""
SOLID, FAINT, GROUND = 165, 0.18, 22
PILL = 210
"""Pixels that a name and its share take at most on the map."""
REACH = 14
"""Pixels within which the pointer finds a point."""
STILL = 4
"""Pixels the pointer may move while it clicks."""
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the map's units are on the screen."""

    left: float
    bottom: float
    across: float
    up: float
    height: float

    def pixel(self, x: float, y: float) -> QPointF:
        return QPointF((x - self.left) * self.across, self.height - (y - self.bottom) * self.up)


class MapCanvas(QWidget):
    """Shows points; tells which is pointed at (its place in the arrays, or -1) and which segment pressed."""

    pointed = Signal(int, QPointF)
    chosen = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.points: Points | None = None
        self._named: Mapping[int, Named] = {}
        self._ellipses: Sequence[Ellipse] = ()
        self._clouds: dict[int, pg.ScatterPlotItem] = {}
        self._grounds: dict[int, QGraphicsEllipseItem] = {}
        self._at, self._highlighted = -1, 0
        self._ringed: tuple[int, ...] = ()
        self._waiting: list[int] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._draw)
        self._pressed: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view = pg.GraphicsView(self, useOpenGL=False, background=kit.colour("surface"))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAntialiasing(True)
        self.box = pg.ViewBox(enableMenu=False, lockAspect=True, defaultPadding=0.0)
        self.view.setCentralItem(self.box)
        self._cross()
        self._over = _Over(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.viewport().installEventFilter(self)
        self.view.viewport().setMouseTracking(True)
        self.box.sigRangeChanged.connect(self._moved)

    def _cross(self) -> None:
        pen = QPen(self._kit.colour("line"), 1.5)
        pen.setCosmetic(True)
        for angle in (0, 90):
            self.box.addItem(pg.InfiniteLine(0, angle, pen), ignoreBounds=True)

    # -------------------------------------------------------------- showing

    def show_points(self, points: Points, ellipses: Sequence[Ellipse], named: Sequence[Named]) -> None:
        """Show points, with the ellipses of everybody they stand for."""
        for item in (*self._clouds.values(), *self._grounds.values()):
            self.box.removeItem(item)
        self.points, self._named = points, {n.number: n for n in named}
        self._ellipses = [e for e in ellipses if e.number in self._named]
        self._grounds = {e.number: self._ground(e) for e in self._ellipses}
        # The smallest last: a few people must not lie under many.
        order = sorted(self._ellipses, key=lambda e: -len(points.of(e.number)))
        self._clouds, self._waiting = {}, [e.number for e in order]
        self._at, self._highlighted, self._ringed = -1, 0, ()
        self._draw()
        self.fit()

    @Slot()
    def _draw(self) -> None:
        """Draw the clouds that wait: all at once, or one a turn when there are many points."""
        points = self.points
        while points is not None and self._waiting:
            number = self._waiting.pop(0)
            self._clouds[number] = self._cloud(number)
            if len(points.rows) > MANY:
                break
        self.highlight(self._highlighted, self._ringed)
        if self._waiting:
            self._later.start(0)

    def _cloud(self, number: int) -> pg.ScatterPlotItem:
        points = self.points
        assert points is not None  # noqa: S101 - shown just before
        held, accent = points.of(number), self._kit.accent(self._named[number].accent)
        count = len(points.rows)
        size = self._kit.px(next((wide for most, wide in SIZES if count <= most), SMALLEST))
        sizes: Any = size
        if points.weighted:
            sizes = (size * points.weights[held] ** 0.5).clip(size / HEAVIEST, size * HEAVIEST).round()
        colour = QColor(accent.fill)
        colour.setAlpha(SOLID)
        cloud = pg.ScatterPlotItem(
            x=points.x[held],
            y=points.y[held],
            size=sizes,
            symbol=paint.shape_path(accent.shape, QPointF(0, 0), 1.0),
            pen=None,
            brush=QBrush(colour),
        )
        self.box.addItem(cloud)
        return cloud

    def _ground(self, ellipse: Ellipse) -> QGraphicsEllipseItem:
        colour = QColor(self._kit.accent(self._named[ellipse.number].accent).fill)
        pen = QPen(colour, 1)
        pen.setCosmetic(True)
        item = QGraphicsEllipseItem(-ellipse.long, -ellipse.short, 2 * ellipse.long, 2 * ellipse.short)
        item.setPos(ellipse.x, ellipse.y)
        item.setRotation(ellipse.angle)
        item.setPen(pen)
        colour.setAlpha(GROUND)
        item.setBrush(colour)
        self.box.addItem(item, ignoreBounds=True)
        return item

    def rename(self, named: Sequence[Named]) -> None:
        """Write other names; nothing moves."""
        self._named = {n.number: n for n in named}
        self._over.update()

    def highlight(self, number: int, ringed: Sequence[int] = ()) -> None:
        """Bring one segment forward (0: none), with rings around some points."""
        self._highlighted, self._ringed = number, tuple(ringed)
        for of, cloud in self._clouds.items():
            cloud.setOpacity(1.0 if number in (0, of) else FAINT)
        for of, ground in self._grounds.items():
            ground.setOpacity(1.0 if number in (0, of) else FAINT)
        self._over.update()

    def accent(self, number: int) -> Wears:
        """Return the accent of a segment."""
        return self._named[number].accent

    @property
    def highlighted(self) -> int:
        """Number of the segment brought forward, 0 when none is."""
        return self._highlighted

    # -------------------------------------------------------------- moving

    @Slot()
    def fit(self) -> None:
        """Show everybody."""
        if self.points is not None:
            left, bottom, width, height = self.points.bounds()
            self.box.setRange(QRectF(left, bottom, width, height), padding=MARGIN)

    @Slot()
    def zoom_in(self) -> None:
        """Come nearer."""
        self.box.scaleBy((1 / STEP, 1 / STEP))

    @Slot()
    def zoom_out(self) -> None:
        """Go farther."""
        self.box.scaleBy((STEP, STEP))

    @Slot()
    def _moved(self) -> None:
        self._over.update()

    def frame(self) -> _Frame:
        """Return where the map's units are on the screen."""
        (left, right), (bottom, top) = self.box.viewRange()
        width, height = max(self.view.width(), 1), max(self.view.height(), 1)
        return _Frame(left, bottom, width / ((right - left) or 1.0), height / ((top - bottom) or 1.0), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep names above the points."""
        super().resizeEvent(event)
        self._over.setGeometry(self.rect())

    # -------------------------------------------------------------- pointing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look for what is under the pointer; panning and zooming stay with the map."""
        if isinstance(event, QMouseEvent):
            kind, at = event.type(), event.position()
            if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                self._pressed = at
            elif kind == QEvent.Type.MouseButtonRelease:
                self._released(at)
            elif kind == QEvent.Type.MouseMove and not event.buttons():
                self._hover(at)
        elif event.type() == QEvent.Type.Leave:
            self._point(-1)
        return super().eventFilter(watched, event)

    def _released(self, at: QPointF) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and (at - pressed).manhattanLength() <= STILL:
            number = self.segment_at(at)
            self.chosen.emit(0 if number == self._highlighted else number)

    def segment_at(self, at: QPointF) -> int:
        """Return the number of the segment whose name, point or ellipse is there, 0 when there is none."""
        for pill in self.pills():
            if pill.rect.contains(at):
                return pill.number
        place = self._near(at)
        if place >= 0 and self.points is not None:
            return int(self.points.numbers[place])
        inside = [n for n, item in self._grounds.items() if item.contains(item.mapFromScene(at))]
        return inside[0] if inside else 0

    def _hover(self, at: QPointF) -> None:
        over = next((pill.number for pill in self.pills() if pill.rect.contains(at)), 0)
        whole = self._named[over].text if over else ""
        self.view.viewport().setToolTip(whole if over and whole != self._said(over) else "")
        cursor = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.view.viewport().setCursor(cursor)
        self._point(-1 if over else self._near(at))

    def _near(self, at: QPointF) -> int:
        points, frame = self.points, self.frame()
        if points is None or not len(points.rows):
            return -1
        x = (points.x - frame.left) * frame.across
        y = frame.height - (points.y - frame.bottom) * frame.up
        place, apart = mapping.nearest(x, y, (at.x(), at.y()))
        return place if apart <= self._kit.px(REACH) else -1

    def _point(self, place: int) -> None:
        if place != self._at:
            self._at = place
            self._over.update()
            self.pointed.emit(place, self.position(place) if place >= 0 else QPointF())

    def position(self, place: int) -> QPointF:
        """Return where a point is on the screen."""
        if self.points is None:
            return QPointF()
        return self.frame().pixel(float(self.points.x[place]), float(self.points.y[place]))

    # -------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from point to point, zoom, fit, leave."""
        key = Qt.Key(event.key())
        if key in _WAYS:
            self._walk(_WAYS[key])
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_in()
        elif key == Qt.Key.Key_Minus:
            self.zoom_out()
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key == Qt.Key.Key_Escape and (self._at >= 0 or self._highlighted):
            self._point(-1)
            self.chosen.emit(0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0 and self.points is not None:
            number = int(self.points.numbers[self._at])
            self.chosen.emit(0 if number == self._highlighted else number)
        else:
            super().keyPressEvent(event)

    def _walk(self, way: tuple[int, int]) -> None:
        points = self.points
        if points is None or not len(points.rows):
            return
        if self._at < 0:
            (left, right), (bottom, top) = self.box.viewRange()
            middle = ((left + right) / 2, (bottom + top) / 2)
            self._point(mapping.nearest(points.x, points.y, middle)[0])
            return
        place = mapping.towards(points.x, points.y, self._at, way)
        self._bring_into_view(place)
        self._point(place)

    def _bring_into_view(self, place: int) -> None:
        points, ((left, right), (bottom, top)) = self.points, self.box.viewRange()
        if points is None:
            return
        x, y = float(points.x[place]), float(points.y[place])
        if not (left <= x <= right and bottom <= y <= top):
            self.box.translateBy((x - (left + right) / 2, y - (bottom + top) / 2))

    # -------------------------------------------------------------- names

    def pills(self) -> list[Pill]:
        """Return the names of the segments in view, where they stand now."""
        frame, metrics, px = self.frame(), self._over.fontMetrics(), self._kit.px
        wanted, room = [], QRectF(self.rect())
        for ellipse in self._ellipses:
            text = self._said(ellipse.number)
            size = (metrics.horizontalAdvance(text) + px(44), max(px(26), metrics.height() + px(8)))
            centre = frame.pixel(ellipse.x, ellipse.y)
            wide, tall = ellipse.half_width * frame.across, ellipse.half_height * frame.up
            if room.intersects(QRectF(centre.x() - wide, centre.y() - tall, 2 * wide, 2 * tall)):
                wanted.append((ellipse.number, size, centre, tall))
        return placed(wanted, room.adjusted(px(4), px(4), -px(4), -px(4)))

    def _said(self, number: int) -> str:
        """Return what stands in the name of a segment: cut where it would hide the map."""
        room = min(self._kit.px(PILL), self.width() - self._kit.px(60))
        return self._named[number].within(self._over.fontMetrics(), room)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what stands above the points: rings and names."""
        points, px, colour = self.points, self._kit.px, self._kit.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if points is None:
            return
        rings = [(place, "text") for place in self._ringed]
        for place, role in (*rings, *([(self._at, "accent")] if self._at >= 0 else [])):
            painter.setPen(QPen(colour(role), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self.position(place), px(7), px(7))
        for pill in self.pills():
            faint = self._highlighted not in (0, pill.number)
            painter.setOpacity(0.45 if faint else 1.0)
            self._paint_pill(painter, pill)

    def _paint_pill(self, painter: QPainter, pill: Pill) -> None:
        px, colour = self._kit.px, self._kit.colour
        accent, strong = self._kit.accent(self._named[pill.number].accent), pill.number == self._highlighted
        fill = colour(accent.fill)
        paint.rounded(
            painter, pill.rect, pill.rect.height() / 2, colour("surface"), fill, 2.5 if strong else 1.5
        )
        shape = QRectF(pill.rect.x() + px(11), pill.rect.center().y() - px(5), px(11), px(11))
        paint.paint_shape(painter, accent.shape, shape, fill)
        painter.setPen(colour("text"))
        painter.setFont(self._kit.font("small-strong"))
        words = pill.rect.adjusted(px(29), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._said(pill.number))


class _Over(QWidget):
    """A pane of glass above the points."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setFont(canvas._kit.font("small-strong"))  # noqa: SLF001 - its own canvas
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._canvas.paint_over(QPainter(self))
