"""Where the names of the segments stand on the map: near their ellipses, never one over another."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics

from persona_studio.domain.colours import Wears

GAP = 4.0
TRIES = 40


@dataclass(frozen=True, slots=True)
class Named:
    """A segment as the map shows it."""

    number: int
    name: str
    share: str
    accent: Wears

    @property
    def text(self) -> str:
        """Name and share."""
        return f"{self.name} {self.share}"

    def within(self, metrics: QFontMetrics, room: int) -> str:
        """Return name and share, the name cut where both are wider than ``room`` pixels."""
        share = f" {self.share}"
        least = max(0, room - metrics.horizontalAdvance(share))
        return metrics.elidedText(self.name, Qt.TextElideMode.ElideRight, least) + share


@dataclass(frozen=True, slots=True)
class Pill:
    """The name of a segment and where it stands, in pixels."""

    number: int
    rect: QRectF


Wanted = tuple[int, tuple[float, float], QPointF, float]
"""Number of a segment, width and height of its name, centre of its ellipse, half the ellipse's height."""


def placed(wanted: Sequence[Wanted], room: QRectF) -> list[Pill]:
    """Return where each name stands: at the edge of its ellipse farther from the middle, else where it fits.

    Names stay inside ``room`` and do not overlap as long as there is room for all.
    """
    middle = sum(centre.y() for _, _, centre, _ in wanted) / len(wanted) if wanted else 0.0
    taken: list[Pill] = []
    for number, size, centre, half in wanted:
        above = -1 if centre.y() <= middle else 1
        first = _at(centre.x(), centre.y() + above * half, size, room)
        rect = next((r for r in _tries(first, room) if not _meets(r, taken)), first)
        taken.append(Pill(number, rect))
    return taken


def _at(x: float, y: float, size: tuple[float, float], room: QRectF) -> QRectF:
    """Return the rectangle around a point, pushed into the room."""
    width, height = size
    left = min(max(x - width / 2, room.left()), max(room.left(), room.right() - width))
    top = min(max(y - height / 2, room.top()), max(room.top(), room.bottom() - height))
    return QRectF(left, top, width, height)


def _tries(first: QRectF, room: QRectF) -> Iterable[QRectF]:
    """Go up and down from a place, farther each time, then the same a name's width aside."""
    size, centre = (first.width(), first.height()), first.center()
    yield first
    for aside in (0, 1, -1):
        x = centre.x() + aside * (first.width() + GAP)
        for step in range(1, TRIES):
            for way in (1, -1):
                yield _at(x, centre.y() + way * step * (first.height() + GAP) / 2, size, room)


def _meets(rect: QRectF, taken: Sequence[Pill]) -> bool:
    wide = rect.adjusted(-GAP / 2, -GAP / 2, GAP / 2, GAP / 2)
    return any(wide.intersects(pill.rect) for pill in taken)
