"""Text that is only read."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint


class Label(QLabel):
    """Text in one of the type roles and one of the colours; several lines when asked."""

    def __init__(self, kit: Kit, font: str = "body", colour: str = "text", *, wrap: bool = False) -> None:
        super().__init__()
        self._kit = kit
        self.setFont(kit.font(font))
        self.tint(colour)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def tint(self, colour: str) -> None:
        """Give the text another colour."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._kit.colour(colour))
        self.setPalette(palette)


class Elided(Label):
    """One line that ends with an ellipsis when it must, the whole text in its tooltip."""

    def __init__(self, kit: Kit, font: str = "body", colour: str = "text") -> None:
        super().__init__(kit, font, colour)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text, shortened to the width there is."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._shorten()

    def whole(self) -> str:
        """Return the text before shortening."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Accept to be shortened."""
        return QSize(self._kit.px(24), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class Picture(QLabel):
    """A drawing that says nothing new to a screen reader."""

    def __init__(self, pixmap: QPixmap | None = None) -> None:
        super().__init__()
        if pixmap is not None:
            self.setPixmap(pixmap)


class Rule(QFrame):
    """A hairline, lying or standing."""

    def __init__(self, kit: Kit, *, upright: bool = False) -> None:
        super().__init__()
        self._kit = kit
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        QPainter(self).fillRect(self.rect(), self._kit.colour("line"))


class Key(QWidget):
    """A key of the keyboard, as in "Ctrl O"."""

    def __init__(self, kit: Kit, text: str) -> None:
        super().__init__()
        self._kit, self._text = kit, text
        self.setFont(kit.font("caption-medium"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Fit the text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + self._kit.px(12), metrics.height() + self._kit.px(2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key's cap and its text."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint.rounded(painter, rect, self._kit.px(4), self._kit.colour("surface"), self._kit.colour("line"))
        painter.setPen(self._kit.colour("text2"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._text)
