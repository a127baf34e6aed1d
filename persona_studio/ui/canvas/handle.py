"""The handle beside a line or the title of a section: what it belongs to is taken by it, or by its words."""

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from persona_studio.ui.canvas.overlay import GROW
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.spots import Place
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint

WIDTH, TALL = 14, 20
ICON = 6.4 * 72 / 25.4
"""Points before the title of a section, where its icon stands: one can take it there too."""
LINGERS_MS = 250
"""How long it stays once the pointer has left its line: time enough to come to it."""
_TAKEN = {("attribute", "text"), ("section", "title")}


class Handle(QAbstractButton):
    """One handle for the sheet, which comes to what the pointer is on; to titles where ``sections`` move.

    ``taken`` tells that it is being dragged, ``asked`` that it was pressed only: then a menu says where to.
    """

    taken = Signal(object)
    asked = Signal(object, QPoint)

    def __init__(self, kit: Kit, canvas: SheetCanvas) -> None:
        super().__init__(canvas)
        self._kit, self._canvas = kit, canvas
        self.place: Place | None = None
        self.enabled = self.sections = False
        self._pressed_at: QPoint | None = None
        self._fades = QTimer(self)
        self._fades.setSingleShot(True)
        self._fades.setInterval(LINGERS_MS)
        self._fades.timeout.connect(self.rest)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys move the line itself
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        kit.hint(self, "Move")
        canvas.hovered.connect(self._hovered)
        self.hide()

    @Slot(object)
    def _hovered(self, place: Place | None) -> None:
        if place is None:
            self._fades.start()
        elif self.takes(place) and place.ref != self._canvas.writing:
            self._fades.stop()
            self.stand_by(place)
        else:
            self.rest()

    def takes(self, place: Place) -> bool:
        """Tell whether something can be dragged now."""
        moves = self.sections or place.ref.kind != "section"
        return self.enabled and moves and (place.ref.kind, place.ref.field) in _TAKEN

    def stand_by(self, place: Place) -> None:
        """Stand at the left of a place."""
        self.place = place
        rect, px = self._canvas.rect_of(place), self._kit.px
        tall = min(px(TALL), max(px(14), round(rect.height() + 2 * GROW)))
        top = rect.top() + min(0.0, (rect.height() - tall) / 2)
        icon = round(ICON * self._canvas.scale) if place.ref.kind == "section" else 0
        wide = px(WIDTH) + icon
        self.setGeometry(round(rect.left() - GROW - wide), round(top), wide, tall)
        self.show()
        self.raise_()

    @Slot()
    def rest(self) -> None:
        """Go away."""
        self._fades.stop()
        self._pressed_at = None
        self.place = None
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the size of the drawings."""
        return QSize(self._kit.px(WIDTH), self._kit.px(TALL))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is on it."""
        super().enterEvent(event)
        self._fades.stop()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go a little after the pointer."""
        super().leaveEvent(event)
        self._fades.start()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin, perhaps, to drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the pointer is clearly away from where it was pressed."""
        if self._pressed_at is None or self.place is None:
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if way >= QApplication.startDragDistance():
            self._pressed_at = None
            self.taken.emit(self.place)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A press without a way asks where to."""
        if self._pressed_at is not None and self.place is not None:
            self._pressed_at = None
            self.asked.emit(self.place, self.mapToGlobal(self.rect().bottomLeft()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint six dots, on a ground when the pointer is on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paper = self._kit.paper
        if self.underMouse():
            paint.rounded(painter, QRectF(0, 0, self._kit.px(WIDTH), self.height()), 4, paper("atint"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper("accent" if self.underMouse() else "text3"))
        step, middle = self._kit.px(4), QPoint(self._kit.px(WIDTH) // 2, self.rect().center().y())
        for column in (-0.5, 0.5):
            for row in (-1, 0, 1):
                painter.drawEllipse(middle + QPoint(round(column * step), row * step), 1.2, 1.2)
