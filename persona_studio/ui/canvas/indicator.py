"""What shows on the sheet where something would land, above everything else that is painted there."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from persona_studio.ui.kit import Kit

LINE, KNOB, OUTLINE, RADIUS = 2.5, 8, 1.5, 6
_SPARE = 3  # pixels around what is painted


class Indicator(QWidget):
    """A ground and an outline around a section, a line with a knob at the place; pixels of the canvas.

    It takes no pointer and covers no more than it paints, so that a move repaints little.
    """

    def __init__(self, kit: Kit, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._kit = kit
        self._around: QRectF | None = None
        self._line: QRectF | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def tell(self, around: QRectF | None, line: QRectF | None) -> None:
        """Show another place: what takes the drop, and the line (its left end, its height, its width)."""
        if (around, line) == (self._around, self._line):
            return
        self._around, self._line = around, line
        shown = QRectF()
        for rect in (around, self.line_rect()):
            shown = shown.united(rect) if rect is not None else shown
        self.setVisible(not shown.isEmpty())
        self.setGeometry(shown.adjusted(-_SPARE, -_SPARE, _SPARE, _SPARE).toAlignedRect())
        self.raise_()
        self.update()

    def rest(self) -> None:
        """Show nothing."""
        self.tell(None, None)

    def line_rect(self) -> QRectF | None:
        """Return where line and knob are on the canvas, None when there is no line."""
        if self._line is None:
            return None
        half = KNOB / 2 + 1
        return self._line.adjusted(-half, -half, 0, half)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground under the words that are there already, then outline, line and knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.x(), -self.y())
        paper = self._kit.paper
        accent = paper("accent")
        if self._around is not None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(paper("atint"))
            painter.drawRoundedRect(self._around, RADIUS, RADIUS)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            painter.setPen(QPen(accent, OUTLINE))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._around, RADIUS, RADIUS)
        if self._line is not None:
            start, end = self._line.topLeft(), QPointF(self._line.right(), self._line.top())
            painter.setPen(QPen(accent, LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(start, end)
            painter.setPen(QPen(accent, 2))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawEllipse(start, KNOB / 2 - 0.5, KNOB / 2 - 0.5)
