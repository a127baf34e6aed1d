"""Points of a page as units of a slide (EMU: 914,400 to the inch), scaled and centred where they differ."""

from collections.abc import Sequence
from typing import NamedTuple

from persona_studio.publish.boxes import Page

EMU = 12700
"""Units in a point."""
WIDE = (960.0, 540.0)
"""A slide of 16:9, in points."""
_SAME = 0.5
_RATIO, _NEAR = 16 / 9, 0.01


class Fit(NamedTuple):
    """Where the origin of a page stands on its slide (EMU), and units per point."""

    left: float
    top: float
    scale: float

    def x(self, value: float) -> int:
        """Return a place from the left."""
        return round(self.left + value * self.scale)

    def y(self, value: float) -> int:
        """Return a place from the top."""
        return round(self.top + value * self.scale)

    def length(self, value: float) -> int:
        """Return a length, 0 at the least."""
        return max(0, round(value * self.scale))

    def size(self, value: float) -> int:
        """Return a size of type or a distance of lines, in hundredths of a point."""
        return round(value * self.scale / EMU * 100)


def slide_size(pages: Sequence[Page]) -> tuple[float, float]:
    """Return the size of all slides in points: that of the pages, or 16:9 when they differ."""
    sizes = [(page.width, page.height) for page in pages]
    first = sizes[0] if sizes else WIDE
    if all(abs(w - first[0]) < _SAME and abs(h - first[1]) < _SAME for w, h in sizes):
        return first
    return next(((w, h) for w, h in sizes if abs(w / h - _RATIO) < _NEAR), WIDE)


def fit(page: Page, size: tuple[float, float]) -> Fit:
    """Return how a page stands on a slide of a size in points: as large as it can, in the middle."""
    scale = min(size[0] / page.width, size[1] / page.height)
    if abs(scale - 1) < _SAME / max(size):
        scale = 1.0
    left, top = (size[0] - page.width * scale) / 2, (size[1] - page.height * scale) / 2
    return Fit(left * EMU, top * EMU, scale * EMU)
