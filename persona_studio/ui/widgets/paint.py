"""Strokes shared by the widgets that paint themselves."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


def rounded(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1,
) -> None:
    """Paint a rounded rectangle whose outline stays inside ``rect`` and on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if line else 0.0
    painter.setPen(QPen(line, width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    corner = max(0.0, radius - inset)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)


def dashed(painter: QPainter, rect: QRectF, radius: float, fill: QColor, line: QColor) -> None:
    """Paint the dashed outline of a place that waits for something."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(line, 1)
    pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


def bar(
    painter: QPainter, rect: QRectF, share: float, fill: QColor, track: QColor, radius: float = 2.0
) -> QRectF:
    """Paint a bar filled up to ``share`` (0 to 1) and return the filled part."""
    rounded(painter, rect, radius, track)
    filled = QRectF(rect.x(), rect.y(), rect.width() * min(1.0, max(0.0, share)), rect.height())
    if filled.width() >= 0.5:
        rounded(painter, filled, min(radius, filled.width() / 2), fill)
    return filled


def tick(painter: QPainter, rect: QRectF, share: float, ink: QColor, around: QColor, over: float = 2) -> None:
    """Paint the tick of "everybody" across a bar: two pixels of ink with a pixel of ground on each side."""
    x = rect.x() + rect.width() * min(1.0, max(0.0, share))
    tall = QRectF(round(x) - 1, rect.y() - over, 2, rect.height() + 2 * over)
    painter.fillRect(tall.adjusted(-1, 0, 1, 0), around)
    painter.fillRect(tall, ink)


def shape_path(shape: str, centre: QPointF, size: float) -> QPainterPath:
    """Return the outline of a persona's shape, about ``size`` wide."""
    path = QPainterPath()
    half = size / 2
    if shape == "circle":
        path.addEllipse(centre, half, half)
    elif shape == "ring":
        path.addEllipse(centre, half, half)
        path.addEllipse(centre, half * 0.5, half * 0.5)
    elif shape == "square":
        path.addRect(QRectF(centre.x() - half * 0.88, centre.y() - half * 0.88, size * 0.88, size * 0.88))
    else:
        path.addPolygon(_polygon(shape, centre, half))
        path.closeSubpath()
    return path


def paint_shape(painter: QPainter, shape: str, rect: QRectF, colour: QColor) -> None:
    """Paint a persona's shape in the middle of ``rect``."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(shape_path(shape, rect.center(), min(rect.width(), rect.height())))


def _polygon(shape: str, centre: QPointF, half: float) -> QPolygonF:
    if shape == "cross":
        return _cross(centre, half)
    radii, turns, start = {
        "triangle": ((1.12,), 3, -90.0),
        "diamond": ((1.15,), 4, -90.0),
        "hexagon": ((1.06,), 6, -90.0),
        "star": ((1.2, 0.52), 10, -90.0),
    }[shape]
    drop = half * 0.14 if shape == "triangle" else 0.0
    points = []
    for i in range(turns):
        angle = math.radians(start + 360 / turns * i)
        radius = half * radii[i % len(radii)]
        points.append(
            QPointF(centre.x() + radius * math.cos(angle), centre.y() + drop + radius * math.sin(angle))
        )
    return QPolygonF(points)


def _cross(centre: QPointF, half: float) -> QPolygonF:
    arm = half * 0.36
    steps = [(-arm, -half), (arm, -half), (arm, -arm), (half, -arm), (half, arm), (arm, arm)]
    steps += [(-x, -y) for x, y in steps]
    return QPolygonF([QPointF(centre.x() + x, centre.y() + y) for x, y in steps])
