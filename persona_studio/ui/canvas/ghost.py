"""What follows the pointer while something is dragged: a card that keeps off the line of the place."""

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QCursor, QDrag, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

OFFSET = QPoint(14, 12)
"""Of the card from the pointer, in pixels of the drawings."""
FRAME_MS = 15
_CLEAR = 6  # pixels between the line and a card that had to make room


class Ghost(QWidget):
    """A picture above a window; it takes no pointer.

    Args:
        window: above which it is.
        picture: the card with its shadow.
        hot: the point of the picture that is at the pointer, as for a drag of the system.
        scale: pixels per pixel of the drawings.
    """

    def __init__(self, window: QWidget, picture: QPixmap, hot: QPoint, scale: float) -> None:
        super().__init__(window)
        self._window, self._picture, self._offset = window, picture, OFFSET * scale
        self._shadow = hot + self._offset
        self._at: QPoint | None = None
        self._line: QRect | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.resize(picture.deviceIndependentSize().toSize())
        self.hide()

    def follow(self, at: QPoint) -> None:
        """Come to the pointer, at a point of the screen."""
        self._at = self._window.mapFromGlobal(at)
        self._stand()

    def avoid(self, line: QRect | None) -> None:
        """Keep off a line of the window."""
        if line != self._line:
            self._line = line
            self._stand()

    def card_rect(self) -> QRect:
        """Return where the card itself is in the window, without its shadow."""
        x, y = self._shadow.x(), self._shadow.y()
        return self.geometry().adjusted(x, y, -x, -y)

    def _stand(self) -> None:
        if self._at is None:
            return
        size, room = self.card_rect().size(), self._window.size()
        self.move(standing(size, self._at, self._offset, self._line, room) - self._shadow)
        if self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        QPainter(self).drawPixmap(0, 0, self._picture)


def standing(size: QSize, pointer: QPoint, offset: QPoint, line: QRect | None, window: QSize) -> QPoint:
    """Return the top left corner of a card: beside the pointer, in the window, off the line."""
    left = pointer.x() + offset.x()
    if left + size.width() > window.width():
        left = pointer.x() - offset.x() - size.width()
    top = pointer.y() + offset.y()
    if line is not None and line.intersects(QRect(QPoint(left, top), size)):
        top = line.bottom() + 1 + _CLEAR
    if top + size.height() <= window.height():
        return QPoint(left, top)
    top = pointer.y() - offset.y() - size.height()
    if line is not None and line.intersects(QRect(QPoint(left, top), size)):
        top = line.top() - _CLEAR - size.height()
    return QPoint(left, top)


def ghost_of(widget: QWidget) -> Ghost | None:
    """Return the card that is on its way over the window of a widget."""
    return widget.window().findChild(Ghost)


def carry_along(drag: QDrag, actions: Qt.DropAction, default: Qt.DropAction, scale: float) -> Qt.DropAction:
    """Run a drag whose picture is ours to place, and return what became of what was dragged.

    The system draws its picture at one distance from the pointer, over the line of the place when that lies
    there. So it gets none, and a ghost shows the picture instead.
    """
    source = drag.source()
    if not isinstance(source, QWidget):
        return drag.exec(actions, default)
    ghost = Ghost(source.window(), drag.pixmap(), drag.hotSpot(), scale)
    nothing = QPixmap(1, 1)
    nothing.fill(Qt.GlobalColor.transparent)
    drag.setPixmap(nothing)
    _Follower(ghost)
    try:
        return drag.exec(actions, default)
    finally:
        ghost.hide()
        ghost.setParent(None)
        ghost.deleteLater()


class _Follower(QObject):
    """Brings the card to the pointer where nothing takes what is dragged, and nobody tells where it is."""

    def __init__(self, ghost: Ghost) -> None:
        super().__init__(ghost)
        self._ghost, self._seen = ghost, QCursor.pos()
        clock = QTimer(self)
        clock.setInterval(FRAME_MS)
        clock.timeout.connect(self._look)
        clock.start()

    @Slot()
    def _look(self) -> None:
        at = QCursor.pos()
        if at != self._seen:
            self._seen = at
            self._ghost.follow(at)
