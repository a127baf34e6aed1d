"""Small pictures of numbers and people."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from persona_studio.domain.colours import Wears
from persona_studio.domain.personas import Persona
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint


class EvidenceBar(QWidget):
    """A share as a bar, with the tick of "everybody" when it is known."""

    def __init__(self, kit: Kit, fill: str, *, height: float = 6, width: float = 0) -> None:
        super().__init__()
        self._kit, self._fill = kit, fill
        self._share = 0.0
        self._overall: float | None = None
        self._thick = kit.px(height)
        self.setFixedHeight(self._thick + kit.px(6))
        if width:
            self.setFixedWidth(kit.px(width))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set(self, share: float, overall: float | None = None, fill: str = "") -> None:
        """Show a share (0 to 1), everybody's, and perhaps another colour."""
        self._share, self._overall = share, overall
        self._fill = fill or self._fill
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, bar and tick."""
        painter, colour = QPainter(self), self._kit.colour
        top = (self.height() - self._thick) / 2
        rect = QRectF(0, top, self.width(), self._thick)
        paint.bar(painter, rect, self._share, colour(self._fill), colour("track"))
        if self._overall is not None:
            paint.tick(painter, rect, self._overall, colour("text"), colour("surface"), self._kit.px(2))


class Shape(QWidget):
    """The shape of a persona or segment, in its colour."""

    def __init__(self, kit: Kit, accent: Wears, size: float = 11) -> None:
        super().__init__()
        self._kit, self._accent = kit, accent
        self.setFixedSize(kit.px(size), kit.px(size))

    def dress(self, accent: Wears) -> None:
        """Take the shape and colour of another persona."""
        self._accent = accent
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        accent = self._kit.accent(self._accent)
        paint.paint_shape(
            QPainter(self),
            accent.shape,
            QRectF(self.rect()).adjusted(1, 1, -1, -1),
            self._kit.colour(accent.fill),
        )


class Avatar(QWidget):
    """A persona's round portrait, drawn or a photo, perhaps ringed."""

    def __init__(self, kit: Kit, persona: Persona, size: float, ring: str = "") -> None:
        super().__init__()
        self._kit, self._size, self._ring = kit, size, ring
        self._persona = persona
        side = kit.px(size) + (2 if ring else 0)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint portrait and ring."""
        painter = QPainter(self)
        edge = 1 if self._ring else 0
        painter.drawPixmap(edge, edge, self._kit.face(self._persona, self._size))
        if self._ring:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._kit.colour(self._ring), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75))
