"""Pages filled from top to bottom with strips that never break, kept together in bunches where they fit."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from persona_studio.publish.boxes import Box
from persona_studio.publish.text import Compositor, Paragraph, Span, Style

LINES = 12
"""Lines of a paragraph that stay together: longer ones may go on to the next page."""
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Strip:
    """Something as wide as the page. ``draw`` gives its boxes when its top is at a height (points)."""

    height: float
    draw: Callable[[float], Sequence[Box]]


@dataclass(frozen=True, slots=True)
class Bunch:
    """Strips that belong together: parted only when no page holds them all. ``repeat`` heads each page."""

    strips: tuple[Strip, ...]
    after: float = 0.0
    fresh: bool = False
    repeat: tuple[Strip, ...] = ()

    @property
    def height(self) -> float:
        """Height of all strips."""
        return sum(strip.height for strip in self.strips)


@dataclass(slots=True)
class Pour:
    """Strips put on pages between two heights; the first page begins lower than the others."""

    first: float
    top: float
    bottom: float
    pages: list[list[Box]] = field(default_factory=lambda: [[]])
    _y: float = 0.0
    _empty: bool = True

    def bunches(self, bunches: Sequence[Bunch]) -> list[list[Box]]:
        """Return the boxes of each page."""
        self._y = self.first
        for bunch in bunches:
            self._bunch(bunch)
        return self.pages

    def _bunch(self, bunch: Bunch) -> None:
        repeated = sum(strip.height for strip in bunch.repeat)
        if bunch.fresh or (self._y + bunch.height > self.bottom + _SLACK and not self._empty):
            self._turn(bunch)
        for strip in bunch.strips:
            if self._y + strip.height > self.bottom + _SLACK and self._y > self.top + repeated + _SLACK:
                self._turn(bunch)
            self._put(strip)
        self._y += bunch.after

    def _turn(self, bunch: Bunch) -> None:
        if not self._empty:
            self.pages.append([])
        self._y, self._empty = self.top if len(self.pages) > 1 else self.first, True
        for strip in bunch.repeat:
            self._put(strip)

    def _put(self, strip: Strip) -> None:
        self.pages[-1].extend(strip.draw(self._y))
        self._y += strip.height
        self._empty = False


def pieces(compositor: Compositor, text: str, style: Style, width: float) -> Iterator[Paragraph]:
    """Yield a text as paragraphs of a few lines each, in their order."""
    whole = compositor.set((Span(text, style),), width)
    for first in range(0, max(1, len(whole.lines)), LINES):
        yield whole.part(first, first + LINES)
