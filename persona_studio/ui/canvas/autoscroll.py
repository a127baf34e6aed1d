"""Scrolling by itself while something is dragged near an edge of the sheet, the faster the nearer."""

from PySide6.QtCore import QObject, QPoint, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

EDGE, FASTEST = 48, 24
"""Pixels of the drawings from an edge where it begins; pixels a tick at the edge itself."""
TICK_MS = 16


class Autoscroll(QObject):
    """Runs its clock only while the pointer is near an edge; ``scrolled`` tells that the sheet moved."""

    scrolled = Signal()

    def __init__(self, view: QAbstractScrollArea, scale: float = 1.0) -> None:
        super().__init__(view)
        self._view, self._scale, self._way = view, scale, QPoint()
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether the sheet is scrolling."""
        return self._clock.isActive()

    def pointer_at(self, at: QPoint) -> None:
        """Scroll, or not, as the pointer at a point of the viewport asks for."""
        way = speed(at, self._view.viewport().size(), self._scale)
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        self._way = QPoint(_possible(across, way.x()), _possible(down, way.y()))
        if self._way.isNull():
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()

    def rest(self) -> None:
        """Stop."""
        self._clock.stop()

    @Slot()
    def _tick(self) -> None:
        across = _turn(self._view.horizontalScrollBar(), self._way.x())
        down = _turn(self._view.verticalScrollBar(), self._way.y())
        if across or down:
            self.scrolled.emit()
        else:
            self._clock.stop()


def speed(at: QPoint, room: QSize, scale: float = 1.0) -> QPoint:
    """Return how many pixels a tick to scroll when the pointer is at a point of a viewport."""
    return QPoint(_along(at.x(), room.width(), scale), _along(at.y(), room.height(), scale))


def _along(at: int, length: int, scale: float) -> int:
    edge = min(EDGE * scale, length / 4)
    near = min(at, length - at)
    if near >= edge:
        return 0
    pixels = max(1, round(FASTEST * scale * min(1.0, (edge - near) / edge) ** 2))
    return -pixels if at < length / 2 else pixels


def _possible(bar: QScrollBar, pixels: int) -> int:
    end = bar.minimum() if pixels < 0 else bar.maximum()
    return 0 if bar.value() == end else pixels


def _turn(bar: QScrollBar, pixels: int) -> bool:
    before = bar.value()
    bar.setValue(before + pixels)
    return bar.value() != before
