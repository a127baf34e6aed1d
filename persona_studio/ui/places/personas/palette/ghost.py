"""What hangs at the pointer while something of the palette is dragged."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

WIDE, OFFSET = 238, (14, 12)
_SHADE, _DOWN, _STEPS = 18, 6, 6
Draw = Callable[[QPainter, QRect], None]


def ghost(kit: Kit, height: int, draw: Draw, ratio: float) -> QPixmap:
    """Return a card with a soft shadow, ``draw`` filling it.

    Args:
        kit: colours and sizes.
        height: of the card, in pixels.
        draw: paints what is on the card.
        ratio: device pixels per pixel.
    """
    wide, shade = kit.px(WIDE), kit.px(_SHADE)
    picture = QPixmap(round((wide + 2 * shade) * ratio), round((height + 2 * shade) * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    card = QRect(shade, shade, wide, height)
    _shadow(kit, painter, QRectF(card))
    paint.rounded(painter, QRectF(card), kit.px(8), kit.colour("surface"), kit.colour("accent"), 1.5)
    draw(painter, card)
    painter.end()
    return picture


def hot_spot(kit: Kit) -> QPoint:
    """Return the point of the picture that is at the pointer: outside of the card, which hides nothing."""
    shade = kit.px(_SHADE)
    return QPoint(shade - kit.px(OFFSET[0]), shade - kit.px(OFFSET[1]))


def _shadow(kit: Kit, painter: QPainter, card: QRectF) -> None:
    """Paint the shadow as a few veils, each larger and as faint: 20 % of ink below the card, none around."""
    ink = kit.colour("#000000" if kit.theme.name == "dark" else "#17202B")
    ink.setAlphaF((0.55 if kit.theme.name == "dark" else 0.2) / _STEPS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    for step in range(1, _STEPS + 1):
        grow = kit.px(_SHADE - _DOWN) * step / _STEPS
        veil = card.adjusted(-grow, -grow, grow, grow).translated(0, kit.px(_DOWN))
        painter.drawRoundedRect(veil, kit.px(8) + grow, kit.px(8) + grow)
