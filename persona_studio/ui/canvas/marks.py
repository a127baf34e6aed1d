"""Provenance marks as pictures, from the same drawings as on the sheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from persona_studio.publish.layout.marks import Mark, draw
from persona_studio.ui.canvas.painter import PagePainter

MM = 72 / 25.4
SIDE = 2.5


def mark_picture(mark: Mark, colour: str, side: int, ratio: float) -> QPixmap:
    """Return a mark in a square of ``side`` pixels."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    PagePainter().paint_boxes(painter, [draw(mark, 0, 0, colour)], side / (SIDE * MM))
    painter.end()
    return pixmap
