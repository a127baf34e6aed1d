"""How the numbers of a variable are spread."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from persona_studio.domain.variables import Variable
from persona_studio.ui import words
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint


class Histogram(QWidget):
    """The spread of a number or a date, bins side by side."""

    def __init__(self, kit: Kit, variable: Variable, height: float = 84) -> None:
        super().__init__()
        self._kit, self._counts = kit, variable.distribution.counts
        self.setFixedHeight(kit.px(height))
        self.setAccessibleName(words.spread(variable, kit.t))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bins."""
        painter = QPainter(self)
        top, gap = max(self._counts, default=0) or 1, 2.0
        wide = (self.width() - gap * (len(self._counts) - 1)) / max(1, len(self._counts))
        for i, count in enumerate(self._counts):
            tall = self.height() * count / top
            column = QRectF(i * (wide + gap), self.height() - tall, wide, tall)
            if tall >= 0.5:
                paint.rounded(painter, column, 2, self._kit.colour("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._kit.colour("line"))
