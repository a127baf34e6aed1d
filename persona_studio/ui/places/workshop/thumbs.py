"""Pictures of pages, small: painted when they are first seen, one at a turn, and again when they change."""

from collections import OrderedDict
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from persona_studio.publish.boxes import Page
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.pictures import Pictures

SLICE = 0.008
"""Seconds of painting at a stretch; a page that has begun is ended."""
MOST = 400
"""Pictures that are kept."""


class Thumbs(QObject):
    """Paints pages in the background; ``painted`` carries the key of a page whose picture is new.

    ``count`` is how many were painted so far; ``in_view`` tells of a key whether its page still is in view:
    others need no picture until they are asked for again.
    """

    painted = Signal(str)

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painter = PagePainter(pictures)
        self._kept: OrderedDict[str, tuple[Page, QImage]] = OrderedDict()
        self._wanted: OrderedDict[str, tuple[Page, QSize]] = OrderedDict()
        self.count = 0
        self.in_view: Callable[[str], bool] = lambda _key: True
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    def picture(self, key: str, page: Page, size: QSize) -> QImage:
        """Return a page in so many pixels of the screen: the picture of before while a new one is painted."""
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            if known[0] is page and known[1].size() == size:
                return known[1]
        self._wanted[key] = (page, size)
        if not self._timer.isActive():
            self._timer.start()
        return known[1] if known is not None else QImage()

    @property
    def under_way(self) -> bool:
        """Whether pictures are still to be painted."""
        return bool(self._wanted)

    def forget(self) -> None:
        """Let go of all pictures."""
        self._timer.stop()
        self._kept.clear()
        self._wanted.clear()

    def finish(self) -> None:
        """Paint all that is wanted now."""
        while self._wanted:
            self._paint_next()
        self._timer.stop()

    @Slot()
    def _go_on(self) -> None:
        until = perf_counter() + SLICE
        while self._wanted and perf_counter() < until:
            self._paint_next()
        if not self._wanted:
            self._timer.stop()

    def _paint_next(self) -> None:
        key, (page, size) = self._wanted.popitem(last=False)
        if not self.in_view(key):
            return
        # Painted twice as large and shrunk: thin lines stay thin instead of uneven.
        picture = self._painter.image(page, 2 * size.width() / page.width, hints=False)
        small = picture.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        self._kept[key] = (page, small)
        self.count += 1
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
        self.painted.emit(key)
