"""What is painted over the pages: the frame of what is chosen; selection and caret while writing."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from persona_studio.ui.canvas.spots import PORTRAIT, Place
from persona_studio.ui.canvas.writing import InlineEditor

Paper = Callable[[str], QColor]
RADIUS = 4
GROW = 3.0
"""Pixels of the drawings between a text and the frame around it when it is chosen."""
HALF_GAP = 1.4
"""Points, less than half of the space between two lines: a frame stays off the neighbours at any zoom."""


def framed(rect: QRectF, scale: float) -> QRectF:
    """Return the frame around a place, at a scale in pixels per point."""
    up = min(GROW, HALF_GAP * scale)
    return rect.adjusted(-GROW - 2, -up, GROW + 2, up)


def tint(painter: QPainter, rect: QRectF, ground: QColor, line: QColor | None) -> None:
    """Paint the ground of a place, and the line around it when it is chosen."""
    # Multiplied, the ground comes to lie under words that are painted already.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if line is not None:
        _frame(painter, rect, line, 1.5)


class Look(NamedTuple):
    """How a place is shown over the page."""

    chosen: bool
    under: bool


def paint_place(painter: QPainter, rect: QRectF, look: Look, paper: Paper, place: Place) -> None:
    """Paint the ground of a place that is chosen, or under the pointer; a picture keeps its own colours."""
    picture = place.ref.field == PORTRAIT
    if look.chosen:
        tint(painter, rect, QColor("white") if picture else paper("atint"), paper("accent"))
    elif look.under and not picture:
        tint(painter, rect, paper("hover"), None)


def paint_writing(
    painter: QPainter, rect: QRectF, editor: InlineEditor, paper: Paper, *, caret: bool
) -> None:
    """Paint the frame of what is written, what is chosen of its words, and the caret."""
    _frame(painter, rect, paper("accent"), 2)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for chosen in editor.chosen_rects():
        painter.fillRect(chosen, paper("aline"))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if caret:
        painter.fillRect(editor.caret_rect(), paper("ink"))


def _frame(painter: QPainter, rect: QRectF, colour: QColor, width: float) -> None:
    painter.setPen(QPen(colour, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, RADIUS, RADIUS)
