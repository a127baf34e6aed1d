"""The + at the right of a section's title, or of a stage, under the pointer: a line more, a stage more."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen

from persona_studio.ui.canvas.overlay import GROW
from persona_studio.ui.canvas.sheet import SheetCanvas
from persona_studio.ui.canvas.spots import Place
from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import IconButton

SIDE = 22
_MORE = {("section", "title"): "Add a line", ("stage", "name"): "Add a stage after this one"}
"""Titles that take one more, and what of."""
LINGERS_MS = 250
"""How long it stays once the pointer has left the title: time enough to come to it."""


class Adder(IconButton):
    """One button for the page, which comes to the title under the pointer; keys use Ctrl+Enter.

    ``wanted`` carries the place of the section or of the stage.
    """

    wanted = Signal(object)

    def __init__(self, kit: Kit, canvas: SheetCanvas) -> None:
        super().__init__(kit, "plus", "Add a line", side=SIDE, size=15)
        self.setParent(canvas)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around, self.enabled = canvas, False
        self.place: Place | None = None
        self._fades = QTimer(self)
        self._fades.setSingleShot(True)
        self._fades.setInterval(LINGERS_MS)
        self._fades.timeout.connect(self.hide)
        canvas.hovered.connect(self._hovered)
        self.clicked.connect(self._pressed)
        self.hide()

    @Slot(object)
    def _hovered(self, place: Place | None) -> None:
        if place is None:
            self._fades.start()
        elif self.enabled and (place.ref.kind, place.ref.field) in _MORE:
            self._fades.stop()
            self._stand_by(place)
        else:
            self.hide()

    def _stand_by(self, place: Place) -> None:
        self.place = place
        told = self._kit.t(_MORE[place.ref.kind, place.ref.field])
        self.setToolTip(told)
        self.setAccessibleName(told)
        rect, side = self._around.rect_of(place), self._kit.px(SIDE)
        top = rect.center().y() - side / 2
        self.setGeometry(round(rect.right() - side + GROW), round(top), side, side)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign in the colours of paper, which is white in every theme."""
        painter, paper = QPainter(self), self._kit.theme.paper
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.isDown():
            paint.rounded(painter, QRectF(self.rect()), self._kit.px(6), self._kit.colour(paper["atint"]))
        painter.setPen(QPen(self._kit.colour(paper["accent"]), self._kit.px(1.8)))
        middle, arm = QRectF(self.rect()).center(), self._kit.px(5)
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))

    @Slot()
    def _pressed(self) -> None:
        if self.place is not None:
            self.hide()
            self.wanted.emit(self.place)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is on it."""
        super().enterEvent(event)
        self._fades.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Go soon after the pointer."""
        super().leaveEvent(event)
        self._fades.start()
