"""Photos on screen: read from the project's file when first painted, made as small as the screen needs."""

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPixmap, QTransform

from persona_studio.domain.cropping import Crop, crop
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Photo

MOST = 96_000_000
"""Bytes of pictures that are kept ready."""
EIGHTHS = 8
"""A JPEG is read at so many eighths of its size: nothing in between is any faster."""


class Pictures:
    """Gives parts of stored pictures at the size they are painted in; those painted last are kept."""

    def __init__(self, read: Callable[[Id], bytes | None]) -> None:
        self._read = read
        self._kept: OrderedDict[object, QImage] = OrderedDict()
        self._sizes: dict[Id, QSize] = {}
        self._bytes = 0

    def part(self, key: Id, part: Crop, size: QSize) -> QImage:
        """Return a part of a picture in so many pixels; a null image when there is no such picture."""
        name = (key, part, size.width(), size.height())
        made = self._again(name)
        if made is None:
            made = self._keep(name, self._part(key, part, size))
        return made

    def face(self, photo: Photo, side: int, ratio: float) -> QPixmap:
        """Return a photo cropped to a circle of ``side`` pixels, for a screen of that ratio."""
        pixels = round(side * ratio)
        square = self.part(photo.picture, crop(photo, 1.0, 1.0), QSize(pixels, pixels))
        disc = QPixmap(pixels, pixels)
        disc.fill(Qt.GlobalColor.transparent)
        painter = QPainter(disc)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(square))
        painter.drawEllipse(QRectF(0, 0, pixels, pixels))
        painter.end()
        disc.setDevicePixelRatio(ratio)
        return disc

    def _part(self, key: Id, part: Crop, size: QSize) -> QImage:
        left, top, right, bottom = part
        wide, tall = size.width() / (right - left), size.height() / (bottom - top)
        whole = self._whole(key, max(wide, tall))
        if whole.isNull() or size.isEmpty():
            return QImage()
        x, y = whole.width(), whole.height()
        cut = QRectF(left * x, top * y, (right - left) * x, (bottom - top) * y)
        return _drawn(whole, cut, size)

    def _whole(self, key: Id, longest: float) -> QImage:
        """Return a picture whole, its longer side of at least that many pixels, or all it has."""
        known = self._again((key, _eighths(self._sizes[key], longest))) if key in self._sizes else None
        if known is not None:
            return known
        buffer = QBuffer()
        buffer.setData(QByteArray(self._read(key) or b""))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        full = reader.size()
        if not full.isValid():
            return QImage()
        self._sizes[key] = full
        steps = _eighths(full, longest)
        reader.setScaledSize(QSize(-(-full.width() * steps // EIGHTHS), -(-full.height() * steps // EIGHTHS)))
        return self._keep((key, steps), _plain(reader.read()))

    def _again(self, name: object) -> QImage | None:
        made = self._kept.get(name)
        if made is not None:
            self._kept.move_to_end(name)
        return made

    def _keep(self, name: object, made: QImage) -> QImage:
        if made.isNull():
            return made  # it may be there the next time: nothing is to be kept
        self._kept[name] = made
        self._bytes += made.sizeInBytes()
        while self._bytes > MOST and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.sizeInBytes()
        return made


def _plain(picture: QImage) -> QImage:
    """Return a picture in the format that is painted fastest; what can be seen through stays so."""
    alpha = picture.hasAlphaChannel()
    return picture.convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
    )


def _eighths(full: QSize, longest: float) -> int:
    return max(1, min(EIGHTHS, -int(-longest * EIGHTHS // max(full.width(), full.height()))))


def _drawn(whole: QImage, cut: QRectF, size: QSize) -> QImage:
    """Return a part of a picture in another size; made smaller evenly first, which keeps fine lines."""
    around = cut.toAlignedRect().intersected(QRect(0, 0, whole.width(), whole.height()))
    part = whole.copy(around)
    scale_x, scale_y = size.width() / cut.width(), size.height() / cut.height()
    if scale_x < 1:
        part = part.scaled(
            max(1, round(around.width() * scale_x)),
            max(1, round(around.height() * scale_y)),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    made = QImage(size, whole.format())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    source = cut.translated(-around.x(), -around.y())
    fit = QTransform.fromScale(part.width() / around.width(), part.height() / around.height())
    painter.drawImage(QRectF(0, 0, size.width(), size.height()), part, fit.mapRect(source))
    painter.end()
    return made
