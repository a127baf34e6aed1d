"""The pages as pictures of the screen; of a page that changed, only what changed is painted again."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from persona_studio.publish.boxes import Box, Page
from persona_studio.ui.canvas.painter import INK, PagePainter, frame_of
from persona_studio.ui.canvas.pictures import Pictures

MOST = 0.6
"""Part of a page from which it is painted whole."""


class Prints:
    """Pictures of pages by their number."""

    def __init__(self, photos: Pictures | None = None) -> None:
        self._photos = photos
        self._prints: dict[int, _Print] = {}

    def picture(self, number: int, page: Page, scale: float) -> QImage:
        """Return the picture of a page in pixels of the screen."""
        if number not in self._prints:
            self._prints[number] = _Print(PagePainter(self._photos))
        return self._prints[number].picture(page, scale)

    def forget(self) -> None:
        """Let go of all pictures."""
        self._prints.clear()


class _Print:
    """One page with its own painter: what is prepared for one page is of no use for another."""

    def __init__(self, painter: PagePainter) -> None:
        self._painter = painter
        self._page: Page | None = None
        self._scale = 0.0
        self._image = QImage()

    def picture(self, page: Page, scale: float) -> QImage:
        before = self._page
        if before is page and scale == self._scale:
            return self._image
        dirty = changed(before, page) if before is not None and scale == self._scale else None
        if dirty is None or dirty.width() * dirty.height() > MOST * page.width * page.height:
            self._image = self._painter.image(page, scale)
        elif not dirty.isEmpty():
            self._painter.repaint(self._image, page, scale, dirty)
        self._page, self._scale = page, scale
        return self._image


def changed(before: Page, after: Page) -> QRectF | None:
    """Return what is to be painted again, in points (empty: nothing); None when pages are not alike."""
    if (before.width, before.height) != (after.width, after.height):
        return None
    old, new = {id(box) for box in before.boxes}, {id(box) for box in after.boxes}
    gone = _framed(box for box in before.boxes if id(box) not in new)
    come = _framed(box for box in after.boxes if id(box) not in old)
    both = gone.united(come)
    return both.adjusted(-INK, -INK, INK, INK) if not both.isEmpty() else both


def _framed(boxes: Iterable[Box]) -> QRectF:
    whole = QRectF()
    for box in boxes:
        whole = whole.united(frame_of(box))
    return whole
