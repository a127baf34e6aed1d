"""Lucide drawings and portraits, recoloured, as pictures of any size."""

import re
from functools import cached_property
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from persona_studio import paths

THIN, THICK = "1.6", "2"
THICK_BELOW = 16
ROUND_FRAME = QRectF(101.4, 87, 1637.7, 1637.7)
GROUND, CLOTHES = "#E1F0EF", "#59C1BC"


class _Key(NamedTuple):
    name: str
    colour: str
    size: int


class Icons:
    """Draws icons and portraits and remembers the pictures it drew."""

    def __init__(self) -> None:
        self._pictures: dict[_Key, QPixmap] = {}

    @cached_property
    def ratio(self) -> float:
        """Pixels of the screen per pixel of the window."""
        # The sharpest screen decides: a picture that is too fine is shrunk, one too coarse stays blurred.
        return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)

    def picture(self, name: str, colour: str, size: int) -> QPixmap:
        """Return an icon in "#RRGGBB"; below 16 pixels its stroke is thicker."""
        key = _Key(name, colour, size)
        if key not in self._pictures:
            self._pictures[key] = self._drawn(_icon_svg(name, colour, size), size)
        return self._pictures[key]

    def icon(self, name: str, colour: str, size: int, disabled: str = "") -> QIcon:
        """Return an icon for Qt's own widgets, with its colour when disabled."""
        icon = QIcon(self.picture(name, colour, size))
        if disabled:
            icon.addPixmap(self.picture(name, disabled, size), QIcon.Mode.Disabled)
        return icon

    def mark(self, size: int, *, dark: bool = False) -> QPixmap:
        """Return the mark of the program."""
        key = _Key("mark", str(dark), size)
        if key not in self._pictures:
            svg = paths.app_icon("mark-dark.svg" if dark else "mark.svg").read_text(encoding="utf-8")
            self._pictures[key] = self._drawn(svg, size)
        return self._pictures[key]

    def portrait(self, drawing: str, tint: str, clair: str, size: int, skin: str = "") -> QPixmap:
        """Return a round portrait on its tint."""
        key = _Key(drawing, tint + clair + skin, size)
        if key not in self._pictures:
            self._pictures[key] = self._round(_portrait_svg(drawing, tint, clair, skin), size)
        return self._pictures[key]

    def _drawn(self, svg: str, size: int) -> QPixmap:
        pixmap = self._blank(size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _round(self, svg: str, size: int) -> QPixmap:
        pixmap = self._blank(size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        renderer.setViewBox(ROUND_FRAME)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        return self._cut(pixmap, size)

    def _cut(self, square: QPixmap, size: int) -> QPixmap:
        # Painted through a brush: a clip would leave a jagged rim.
        pixmap = self._blank(size)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(square))
        painter.drawEllipse(QRectF(0, 0, size, size))
        painter.end()
        return pixmap

    def _blank(self, size: int) -> QPixmap:
        pixmap = QPixmap(QSize(size, size) * self.ratio)
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        return pixmap


_NOBODY = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"/>'
"""The portrait of a drawing that we do not have: a newer program had it."""


def _icon_svg(name: str, colour: str, size: int) -> str:
    svg = paths.icon(name).read_text(encoding="utf-8")
    width = THICK if size < THICK_BELOW else THIN
    return svg.replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{width}"')


def _portrait_svg(drawing: str, tint: str, clair: str, skin: str) -> str:
    path = paths.resource("portraits", f"{drawing}.svg")
    # The name comes from a project file: it must be a plain name, not a way out of the folder.
    if not re.fullmatch(r"[\w-]+", drawing) or not path.is_file():
        return _NOBODY
    svg = path.read_text(encoding="utf-8")
    svg = svg.replace(GROUND, tint).replace(CLOTHES, clair)
    if not skin:
        return svg
    return re.sub(r'(class="skin" fill=")#[0-9A-Fa-f]{6}', rf"\g<1>{skin}", svg)
