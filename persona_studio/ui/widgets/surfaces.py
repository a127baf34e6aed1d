"""Grounds on which other widgets lie: cards, panels, drop zones, scrolling columns."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

if TYPE_CHECKING:
    _Widget = QWidget
else:  # its widgets have only one base of Qt
    _Widget = object


class Panel(QWidget):
    """A plain ground in one colour, with hairlines on some sides ("l", "r", "t", "b")."""

    def __init__(self, kit: Kit, ground: str = "surface", lines: str = "") -> None:
        super().__init__()
        self._kit, self._ground, self._lines = kit, ground, lines

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and hairlines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._kit.colour(self._ground))
        line, w, h = self._kit.colour("line"), self.width(), self.height()
        sides = {"l": (0, 0, 1, h), "r": (w - 1, 0, 1, h), "t": (0, 0, w, 1), "b": (0, h - 1, w, 1)}
        for side in self._lines:
            painter.fillRect(*sides[side], line)


class Card(QFrame):
    """A rounded ground with a hairline."""

    def __init__(self, kit: Kit, ground: str = "surface", line: str = "line", radius: float = 12) -> None:
        super().__init__()
        self._kit, self._ground, self._line, self._radius = kit, ground, line, radius

    def dress(self, ground: str, line: str) -> None:
        """Change ground and outline."""
        self._ground, self._line = ground, line
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        line = self._kit.colour(self._line) if self._line else None
        width = 1.5 if self._line == "accent" else 1
        rect = QRectF(self.rect())
        paint.rounded(
            QPainter(self), rect, self._kit.px(self._radius), self._kit.colour(self._ground), line, width
        )


class TakesFile(_Widget):
    """What any widget needs beside its own ground to take one file: ``_over`` while one is above it.

    The widget has the signal ``dropped``, which carries a path, and accepts drops.
    """

    dropped: Signal
    _over = False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file."""
        if self.isEnabled() and file_of(event.mimeData()):
            event.acceptProposedAction()
            self._show(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        super().dragLeaveEvent(event)
        self._show(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Announce the file."""
        self._show(over=False)
        file = file_of(event.mimeData())
        if file:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def _show(self, *, over: bool) -> None:
        self._over = over
        self.update()


class DropZone(TakesFile, QFrame):
    """A dashed place for one file, which turns blue while a file it takes is above it."""

    dropped = Signal(str)

    def __init__(self, kit: Kit, radius: float = 14) -> None:
        super().__init__()
        self._kit, self._radius = kit, radius
        self.setAcceptDrops(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashes."""
        painter, colour = QPainter(self), self._kit.colour
        rect, radius = QRectF(self.rect()), self._kit.px(self._radius)
        if self._over:
            paint.rounded(painter, rect, radius, colour("atint"), colour("accent"), 2)
        else:
            paint.dashed(painter, rect, radius, colour("sunken"), colour("strong"))


def file_of(data: QMimeData) -> str:
    """Return the path of the first local file being dragged, or an empty text."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
    return files[0] if files else ""


class Column(QScrollArea):
    """A column that scrolls up and down and never sideways."""

    def __init__(
        self, kit: Kit, *, margins: tuple[float, float, float, float] = (0, 0, 0, 0), gap: float = 0
    ) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        self.content.setObjectName("content")
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(*(kit.px(m) for m in margins))
        self.rows.setSpacing(kit.px(gap))
        self.setWidget(self.content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the content exactly as wide as the view."""
        super().resizeEvent(event)
        self.content.setMaximumWidth(event.size().width())


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let Qt delete it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        below = item.layout() if item else None
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif below is not None:
            clear(below)
