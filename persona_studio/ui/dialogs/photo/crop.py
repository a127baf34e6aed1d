"""Cropping a photo: the picture whole, veiled around what the sheet will show."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from persona_studio.domain.cropping import crop, within
from persona_studio.domain.personas import Photo
from persona_studio.ui.canvas.offers import picture_of, pictured
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

WIDE, TALL = 340, 380
VEIL = 0.55
KNOB = 8
STEP, LEAP = 0.01, 0.05
CLOSER = 1.08
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CropView(QWidget):
    """Wheel, knobs, + and −: size; drag and arrows: place. Without a picture it is where one is dropped.

    ``cropped`` tells of each change, ``dropped`` of a picture let go here (a path or a QImage), ``wanted``
    that one is to be chosen.
    """

    cropped = Signal()
    dropped = Signal(object)
    wanted = Signal()

    def __init__(self, kit: Kit, frame: tuple[float, float], *, circle: bool) -> None:
        super().__init__()
        self._kit, self._frame, self._circle = kit, frame, circle
        self._picture = QPixmap()
        self._photo: Photo | None = None
        self._held: QPointF | None = None
        self._sizing = False
        self._over = False
        self._tall = kit.px(TALL)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self._name()

    @property
    def photo(self) -> Photo | None:
        """The photo as it is cropped now."""
        return self._photo

    def show_photo(self, photo: Photo | None, picture: QPixmap) -> None:
        """Show a photo, or the place where one is dropped."""
        self._photo = within(photo, *self._frame) if photo is not None else None
        self._picture = picture
        self._name()
        self.update()

    def fit(self, room: int) -> None:
        """Be no taller than there is room on the screen."""
        self._tall = min(self._kit.px(TALL), max(self._kit.px(TALL) // 2, room))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Be as large as the drawings have it, or as there is room."""
        return QSize(self._kit.px(WIDE), self._tall)

    def picture_rect(self) -> QRectF:
        """Return where the whole picture is."""
        room, edge = QRectF(self.rect()), self._kit.px(KNOB) / 2 + 1
        if self._photo is None:
            return room
        scale = min(
            (room.width() - 2 * edge) / self._photo.width, (room.height() - 2 * edge) / self._photo.height
        )
        wide, tall = self._photo.width * scale, self._photo.height * scale
        return QRectF((room.width() - wide) / 2, (room.height() - tall) / 2, wide, tall)

    def frame_rect(self) -> QRectF:
        """Return where what the sheet shows is."""
        whole = self.picture_rect()
        if self._photo is None:
            return whole
        left, top, right, bottom = crop(self._photo, *self._frame)
        wide, tall = whole.width(), whole.height()
        return QRectF(
            whole.x() + left * wide, whole.y() + top * tall, (right - left) * wide, (bottom - top) * tall
        )

    # -------------------------------------------------------------- changes

    def move_by(self, across: float, down: float) -> None:
        """Move the frame by parts of the picture."""
        if self._photo is not None:
            self._set(replace(self._photo, x=_part(self._photo.x + across), y=_part(self._photo.y + down)))

    def zoom_by(self, factor: float) -> None:
        """Show less of the picture (above 1), or more."""
        if self._photo is not None:
            self._set(replace(self._photo, zoom=self._photo.zoom * factor))

    def _set(self, photo: Photo) -> None:
        settled = within(photo, *self._frame)
        if settled != self._photo:
            self._photo = settled
            self._name()
            self.update()
            self.cropped.emit()

    def _name(self) -> None:
        t = self._kit.t
        if self._photo is None:
            self.setAccessibleName(t("Drop a photo"))
            return
        x, y, zoom = t.percent(self._photo.x), t.percent(self._photo.y), t.ratio(self._photo.zoom)
        self.setAccessibleName(
            t("Cropping: {x} from the left, {y} from the top, size {zoom}", x=x, y=y, zoom=zoom)
        )

    # -------------------------------------------------------------- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the frame, or a knob; without a picture, ask for one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._photo is None:
            self.wanted.emit()
            return
        self._held = event.position()
        self._sizing = self._on_knob(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move or size the frame; tell by the pointer what a press would do."""
        point, photo = event.position(), self._photo
        if photo is None or self._held is None:
            self._point_at(point)
            return
        whole, way = self.picture_rect(), point - self._held
        if self._sizing:
            middle = self.frame_rect().center()
            before, now = _away(self._held - middle), _away(point - middle)
            self.zoom_by(before / max(now, 4.0))
        else:
            self.move_by(way.x() / whole.width(), way.y() / whole.height())
        self._held = point

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Size the frame."""
        turned = event.angleDelta().y()
        if self._photo is not None and turned:
            self.zoom_by(CLOSER ** (turned / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows (far with Shift), size with + and −; Enter asks for a picture when none is."""
        key = Qt.Key(event.key())
        if self._photo is None:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self.wanted.emit()
            else:
                super().keyPressEvent(event)
            return
        step = LEAP if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        if key in _ARROWS:
            across, down = _ARROWS[key]
            self.move_by(across * step, down * step)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(CLOSER)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / CLOSER)
        else:
            super().keyPressEvent(event)

    def _on_knob(self, point: QPointF) -> bool:
        frame, reach = self.frame_rect(), self._kit.px(KNOB)
        corners = (frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight())
        return any(_away(point - corner) <= reach for corner in corners)

    def _point_at(self, point: QPointF) -> None:
        shape = Qt.CursorShape.PointingHandCursor
        if self._photo is not None:
            inside = Qt.CursorShape.OpenHandCursor
            shape = Qt.CursorShape.SizeFDiagCursor if self._on_knob(point) else inside
        self.setCursor(shape)

    # -------------------------------------------------------------- drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures."""
        if pictured(event.mimeData()):
            event.acceptProposedAction()
            self._lit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the place as it was."""
        super().dragLeaveEvent(event)
        self._lit(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of a picture."""
        self._lit(False)
        found = picture_of(event.mimeData())
        if found is not None:
            event.acceptProposedAction()
            self.dropped.emit(found)

    def _lit(self, over: bool) -> None:
        self._over = over
        self.update()

    # -------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint picture, veil, grid and knobs; or the place where one is dropped."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if self._photo is None or self._over:
            zone(painter, self._kit, QRectF(self.rect()), over=self._over)
            return
        whole, frame = self.picture_rect(), self.frame_rect()
        painter.drawPixmap(whole, self._picture, QRectF(self._picture.rect()))
        self._paint_veil(painter, whole, frame)
        self._paint_grid(painter, frame)

    def _paint_veil(self, painter: QPainter, whole: QRectF, frame: QRectF) -> None:
        around, hole = QPainterPath(), QPainterPath()
        around.addRect(whole)
        if self._circle:
            hole.addEllipse(frame)
        else:
            hole.addRect(frame)
        veil = QColor(self._kit.paper("ink"))
        veil.setAlphaF(VEIL)
        painter.fillPath(around.subtracted(hole), veil)

    def _paint_grid(self, painter: QPainter, frame: QRectF) -> None:
        thin = QColor("white")
        thin.setAlphaF(0.7)
        painter.setPen(QPen(thin, 1))
        for part in (1 / 3, 2 / 3):
            x, y = frame.x() + frame.width() * part, frame.y() + frame.height() * part
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
        painter.setPen(QPen(QColor("white"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)
        if self._circle:
            painter.drawEllipse(frame)
        side = self._kit.px(KNOB)
        painter.setPen(QPen(self._kit.paper("ink"), 1))
        painter.setBrush(QColor("white"))
        for corner in (frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()):
            painter.drawRect(QRectF(corner.x() - side / 2, corner.y() - side / 2, side, side))


def zone(painter: QPainter, kit: Kit, rect: QRectF, *, over: bool, paper: bool = False) -> None:
    """Paint where a photo is dropped: dashed, or lit under one; on ``paper`` in the colours of paper."""
    colour = kit.paper if paper else kit.colour
    inside = rect.adjusted(1, 1, -1, -1)
    if over:
        paint.rounded(painter, inside, kit.px(8), colour("atint"), colour("accent"), 2)
    else:
        ground, line = ("hover", "text3") if paper else ("sunken", "strong")
        paint.dashed(painter, inside, kit.px(8), colour(ground), colour(line))
    ink = colour("accent" if over else "text2")
    icon = kit.icons.picture("arrow-down-to-line" if over else "image-plus", ink.name(), kit.px(24))
    painter.setFont(kit.font("strong" if over else "body"))
    painter.setPen(ink)
    _say(painter, inside, icon, kit.t("Let go") if over else kit.t("Drop a photo"), kit.px(6))


def _say(painter: QPainter, room: QRectF, icon: QPixmap, words: str, gap: int) -> None:
    """Paint an icon above words, in the middle; without one of them where there is no room for both."""
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    inside = room.adjusted(gap, 0, -gap, 0)
    text, size = painter.boundingRect(inside, flags, words), icon.deviceIndependentSize()
    said = text.height() + gap < room.height() and text.width() <= inside.width()
    drawn = not said or size.height() + text.height() + 2 * gap < room.height()
    tall = (size.height() if drawn else 0) + (text.height() if said else 0) + (gap if said and drawn else 0)
    top = room.center().y() - tall / 2
    if drawn:
        painter.drawPixmap(QPointF(room.center().x() - size.width() / 2, top), icon)
    if said:
        below = QRectF(inside.x(), top + tall - text.height(), inside.width(), text.height() + 2)
        painter.drawText(below, flags, words)


def _part(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _away(way: QPointF) -> float:
    return float((way.x() ** 2 + way.y() ** 2) ** 0.5)
