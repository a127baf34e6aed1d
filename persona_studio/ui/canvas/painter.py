"""Paints the boxes of a page with Qt: the same list, and the same places, as the PDF."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QImage,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QRawFont,
    QTransform,
)

from persona_studio.paths import resource
from persona_studio.publish.boxes import (
    Box,
    Colour,
    FontKey,
    GlyphRun,
    Group,
    Image,
    Line,
    Page,
    Path,
    Rect,
    TextBox,
    frame,
)
from persona_studio.ui.canvas.pictures import Pictures

Stroke = Callable[[QPainter], None]
"""Something to paint, ready: all that can be computed beforehand has been."""
NO_PICTURE = "#EDF0F2"
LARGEST_CACHED = 60.0
"""Pixels: above, glyphs are painted as outlines."""
INK = 6.0
"""Points that the ink of a box may reach beyond its frame: accents, slanted letters, widths of lines."""
_JOINS = {"round": Qt.PenJoinStyle.RoundJoin, "miter": Qt.PenJoinStyle.MiterJoin}


class _Prepared(NamedTuple):
    box: Box
    strokes: list[Stroke]
    frame: QRectF


class PagePainter:
    """Turns pages into strokes at a scale (pixels per point) and paints them. Keep one as long as a window.

    Text is painted glyph by glyph at the places the layout gave, in pixels of the screen, unhinted;
    ``pictures`` gives the photos.
    """

    def __init__(self, pictures: Pictures | None = None) -> None:
        self._pictures = pictures
        self._fonts: dict[tuple[FontKey, float], QRawFont] = {}
        self._strokes: dict[int, _Prepared] = {}
        self._scale = 0.0

    def image(self, page: Page, scale: float, *, hints: bool = True) -> QImage:
        """Return the page as a picture of ``scale`` pixels per point."""
        size = QSize(round(page.width * scale), round(page.height * scale))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self.paint(painter, page, scale, hints=hints)
        painter.end()
        return image

    def paint(self, painter: QPainter, page: Page, scale: float, *, hints: bool = True) -> None:
        """Paint a page whose top left corner is the painter's origin."""
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for stroke in self.strokes(page, scale, hints=hints):
            stroke(painter)

    def repaint(self, image: QImage, page: Page, scale: float, dirty: QRectF) -> None:
        """Paint a part of a page again, in the picture of it as it was; ``dirty`` is in points."""
        self.strokes(page, scale)
        part = QRectF(dirty.topLeft() * scale, dirty.bottomRight() * scale).toAlignedRect()
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(part)
        painter.fillRect(part, Qt.GlobalColor.white)
        around = dirty.adjusted(-INK, -INK, INK, INK)
        for entry in self._strokes.values():
            if around.intersects(entry.frame):
                for stroke in entry.strokes:
                    stroke(painter)
        painter.end()

    def paint_boxes(self, painter: QPainter, boxes: Sequence[Box], scale: float) -> None:
        """Paint some boxes by themselves."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._scale = scale
        for box in boxes:
            for stroke in self._prepared(box):
                stroke(painter)

    def strokes(self, page: Page, scale: float, *, hints: bool = True) -> list[Stroke]:
        """Return what paints a page; boxes that were there last time are not prepared again."""
        if scale != self._scale:
            self._strokes.clear()
            self._scale = scale
        known, self._strokes = self._strokes, {}
        for box in page.boxes:
            if isinstance(box, TextBox) and box.hint and not hints:
                continue
            entry = known.get(id(box))
            if entry is None or entry.box is not box:
                entry = _Prepared(box, self._prepared(box), frame_of(box))
            self._strokes[id(box)] = entry
        return [stroke for entry in self._strokes.values() for stroke in entry.strokes]

    def _prepared(self, box: Box) -> list[Stroke]:
        match box:
            case TextBox():
                return [self._glyphs(run) for line in box.lines for run in line.runs]
            case Rect():
                return [_rect(box, self._scale)]
            case Line():
                return [_line(box, self._scale)]
            case Path():
                return [_path(box, self._scale)]
            case Group():
                return [self._group(box)]
            case Image():
                return [self._image(box)]

    def _glyphs(self, run: GlyphRun) -> Stroke:
        scale = self._scale
        if run.size * scale > LARGEST_CACHED:
            return self._outlines(run)
        glyphs = QGlyphRun()
        glyphs.setRawFont(self._font(run.font, run.size * scale))
        glyphs.setGlyphIndexes(list(run.glyphs))
        rises: Sequence[float] = run.rises or (0.0,) * len(run.glyphs)
        glyphs.setPositions(
            [QPointF(x * scale, -rise * scale) for x, rise in zip(run.positions, rises, strict=True)]
        )
        origin, colour = QPointF(run.x * scale, run.baseline * scale), QColor(run.colour)

        def stroke(painter: QPainter) -> None:
            painter.setPen(colour)
            painter.drawGlyphRun(origin, glyphs)

        return stroke

    def _outlines(self, run: GlyphRun) -> Stroke:
        """Return a stroke that fills the outlines: Qt paints no glyph run of more than 64 pixels."""
        scale, font, whole = self._scale, self._font(run.font, run.size * self._scale), QPainterPath()
        rises: Sequence[float] = run.rises or (0.0,) * len(run.glyphs)
        for glyph, x, rise in zip(run.glyphs, run.positions, rises, strict=True):
            outline = font.pathForGlyph(glyph)
            outline.translate((run.x + x) * scale, (run.baseline - rise) * scale)
            whole.addPath(outline)
        whole.setFillRule(Qt.FillRule.WindingFill)
        return _painted(whole, QPen(Qt.PenStyle.NoPen), run.colour)

    def _font(self, key: FontKey, pixels: float) -> QRawFont:
        if (key, pixels) not in self._fonts:
            file = str(resource("fonts", f"{key}.ttf"))
            self._fonts[key, pixels] = QRawFont(file, pixels, QFont.HintingPreference.PreferNoHinting)
        return self._fonts[key, pixels]

    def _group(self, group: Group) -> Stroke:
        inner = [stroke for box in group.boxes for stroke in self._prepared(box)]
        clip = _outline(group.clip, self._scale) if group.clip is not None else None

        def stroke(painter: QPainter) -> None:
            painter.save()
            if clip is not None:
                painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
            for each in inner:
                each(painter)
            painter.restore()

        return stroke

    def _image(self, image: Image) -> Stroke:
        """Return a stroke that fills the frame with a part of a photo; with grey when it cannot be read."""
        scale = self._scale
        frame = Rect(image.x, image.y, image.width, image.height, radius=image.radius)
        size = QSize(max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        picture = self._pictures.part(image.key, image.crop, size) if self._pictures is not None else QImage()
        if picture.isNull():
            return _painted(_outline(frame, scale), QPen(Qt.PenStyle.NoPen), NO_PICTURE)
        if image.grey:
            picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
        brush = QBrush(picture)
        fit = QTransform.fromTranslate(image.x * scale, image.y * scale)
        fit.scale(image.width * scale / size.width(), image.height * scale / size.height())
        brush.setTransform(fit)
        return _painted(_outline(frame, scale), QPen(Qt.PenStyle.NoPen), brush)


def frame_of(box: Box) -> QRectF:
    """Return the frame of a box in points; what has no height or width has a little."""
    left, top, right, bottom = frame(box)
    return QRectF(left, top, max(right - left, 0.1), max(bottom - top, 0.1))


def _pen(colour: Colour | None, width: float, dash: Sequence[float], join: str) -> QPen:
    """Return a pen in pixels; caps are round on paths only, as in the PDF."""
    if colour is None or width <= 0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(_JOINS[join])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if join == "round" else Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([length / width for length in dash])
    return pen


def _outline(rect: Rect, scale: float) -> QPainterPath:
    path = QPainterPath()
    frame = QRectF(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)
    if rect.radius > 0:
        radius = min(rect.radius * scale, frame.width() / 2, frame.height() / 2)
        path.addRoundedRect(frame, radius, radius)
    else:
        path.addRect(frame)
    return path


def _rect(rect: Rect, scale: float) -> Stroke:
    outline = _outline(rect, scale)
    dash = [length * scale for length in rect.dash]
    pen = _pen(rect.stroke, rect.stroke_width * scale, dash, "miter")
    return _dashed(outline, pen, rect.fill) if dash else _painted(outline, pen, rect.fill)


def _dashed(outline: QPainterPath, pen: QPen, fill: Colour | None) -> Stroke:
    """Return dashes as shapes: Qt loses those of round ends when they are thinner than a pixel."""
    ground = _painted(outline, QPen(Qt.PenStyle.NoPen), fill)
    if pen.style() is Qt.PenStyle.NoPen:
        return ground
    dashes = _painted(QPainterPathStroker(pen).createStroke(outline), QPen(Qt.PenStyle.NoPen), pen.brush())

    def stroke(painter: QPainter) -> None:
        ground(painter)
        dashes(painter)

    return stroke


def _line(line: Line, scale: float) -> Stroke:
    dash = [length * scale for length in line.dash]
    pen = _pen(line.colour, line.width * scale, dash, "miter")
    begin, end = QPointF(line.x1 * scale, line.y1 * scale), QPointF(line.x2 * scale, line.y2 * scale)

    def stroke(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.drawLine(begin, end)

    return stroke


def _path(path: Path, scale: float) -> Stroke:
    outline = QPainterPath()
    for command, values in path.commands:
        at = [value * scale for value in values]
        if command == "M":
            outline.moveTo(*at)
        elif command == "L":
            outline.lineTo(*at)
        elif command == "C":
            outline.cubicTo(*at)
        else:
            outline.closeSubpath()
    outline.setFillRule(Qt.FillRule.OddEvenFill if path.even_odd else Qt.FillRule.WindingFill)
    pen = _pen(path.stroke, path.stroke_width * scale, (), path.join)
    if path.join == "miter":
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    return _painted(outline, pen, path.fill)


def _painted(outline: QPainterPath, pen: QPen, fill: Colour | QBrush | None) -> Stroke:
    brush: QColor | QBrush | None = QColor(fill) if isinstance(fill, str) else fill

    def stroke(painter: QPainter) -> None:
        painter.setPen(pen)
        painter.setBrush(brush if brush is not None else Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)

    return stroke
