"""How accuracy grows with the number of questions; a point can be pressed."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

TALL, SIDE, TOP, FOOT, DOT = 148, 26, 26, 24, 9
ROOM = 0.06
"""Share of the scale left free below the lowest point."""


class AccuracyCurve(QWidget):
    """One point a number of questions; the chosen one is filled, what is aimed at is a dashed line."""

    chosen = Signal(int)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._points: tuple[tuple[int, float], ...] = ()
        self._current = 0
        self._target: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_curve(self, points: Sequence[tuple[int, float]], current: int, target: float | None) -> None:
        """Show pairs of a number of questions and its accuracy."""
        self._points, self._current, self._target = tuple(points), current, target
        t = self._kit.t
        told = (
            t("{questions}: {share}", questions=t.plural("{n} question", "{n} questions", count),
              share=t.percent(share))
            for count, share in points
        )  # fmt: skip
        self.setAccessibleName(t("Accuracy by number of questions"))
        self.setAccessibleDescription(", ".join(told))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the drawings."""
        text = 2 * self._kit.line("caption")
        return QSize(self._kit.px(420), self._kit.px(TALL - 32) + text)

    def minimumSizeHint(self) -> QSize:
        """Accept a narrow column."""
        return QSize(self._kit.px(240), self.sizeHint().height())

    def place(self, count: int) -> QPointF:
        """Return where the point of a number of questions stands."""
        return self._place(dict(self._points)[count], count)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the number of questions nearest to the pointer."""
        if self._points and self.isEnabled():
            x = event.position().x()
            self.chosen.emit(min(self._points, key=lambda p: abs(self._x(p[0]) - x))[0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, target, points and their numbers."""
        if not self._points:
            return
        painter, colour = QPainter(self), self._kit.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        base = self.height() - self._foot()
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        if self._target is not None:
            painter.setPen(QPen(colour("strong"), 1, Qt.PenStyle.DashLine))
            y = self._y(self._target)
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        line = QPolygonF([self._place(share, count) for count, share in self._points])
        painter.setPen(QPen(colour("strong"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(line)
        for count, share in self._points:
            self._paint_point(painter, count, share)

    def _paint_point(self, painter: QPainter, count: int, share: float) -> None:
        kit, on = self._kit, count == self._current
        colour, at, size = kit.colour, self._place(share, count), kit.px(DOT + (2 if on else 0))
        dot = QRectF(at.x() - size / 2, at.y() - size / 2, size, size)
        paint.rounded(painter, dot, size / 2, colour("accent" if on else "surface"),
                      colour("accent" if on else "strong"), 1.5)  # fmt: skip
        painter.setFont(kit.font("caption-medium" if on else "caption"))
        painter.setPen(colour("accent" if on else "text2"))
        high = kit.line("caption")
        above = QRectF(at.x() - kit.px(40), dot.top() - high - kit.px(3), kit.px(80), high)
        said = kit.t.percent(share)
        wide = painter.fontMetrics().horizontalAdvance(said) + kit.px(4)
        ground = QRectF(at.x() - wide / 2, above.top() + 1, wide, high - 2)
        painter.fillRect(ground, colour("surface"))  # the line of the aim does not strike it through
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, said)
        below = QRectF(at.x() - kit.px(40), self.height() - high, kit.px(80), high)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(count))

    def _place(self, share: float, count: int) -> QPointF:
        return QPointF(self._x(count), self._y(share))

    def _foot(self) -> float:
        return self._kit.line("caption") + self._kit.px(6)

    def _x(self, count: int) -> float:
        counts = [point[0] for point in self._points]
        side = self._kit.px(SIDE)
        part = (count - counts[0]) / max(1, counts[-1] - counts[0])
        return side + part * (self.width() - 2 * side)

    def _y(self, share: float) -> float:
        shares = [point[1] for point in self._points] + ([self._target] if self._target else [])
        low, high = min(shares) - ROOM, max(shares)
        top = self._kit.line("caption") + self._kit.px(12)
        bottom = self.height() - self._foot() - self._kit.px(6)
        return bottom - (share - low) / max(1e-9, high - low) * (bottom - top)
