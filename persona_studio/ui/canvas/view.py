"""The view around the sheet: scrolling, zoom."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea

from persona_studio.ui.canvas.sheet import MARGIN, SheetCanvas
from persona_studio.ui.kit import Kit

POINTS = 96 / 72
"""Pixels per point at 100 %."""
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
FIT_PAGE, FIT_WIDTH, FREE = "page", "width", "free"


def step_from(zoom: float, way: int) -> float:
    """Return the next step above a zoom, or below it when ``way`` is negative; the last one stays."""
    steps = STEPS if way > 0 else STEPS[::-1]
    return next((step for step in steps if (step - zoom) * way > 0.005), steps[-1])


class SheetView(QScrollArea):
    """Shows the canvas; follows "fit the page" or "fit the width" until a zoom is chosen.

    ``dragged`` carries each event of something that is dragged over it: who listens takes it, or does not.
    """

    zoomed = Signal(float)
    dragged = Signal(object)

    def __init__(self, kit: Kit, canvas: SheetCanvas) -> None:
        super().__init__()
        self._kit, self.canvas, self._mode, self._zoom = kit, canvas, FIT_WIDTH, 1.0
        self.setObjectName("sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(canvas)
        self.setWidgetResizable(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        palette = self.viewport().palette()
        palette.setColor(self.viewport().backgroundRole(), kit.colour("canvas"))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(True)
        canvas.resized.connect(self.reveal)

    @property
    def zoom(self) -> float:
        """1.0 shows a page in its printed size."""
        return self._zoom

    @Slot()
    def fit_page(self) -> None:
        """Show a whole page, now and when the window changes."""
        self._mode = FIT_PAGE
        self.settle()

    @Slot()
    def zoom_in(self) -> None:
        """Show the page larger."""
        self._set(step_from(self._zoom, 1))

    @Slot()
    def zoom_out(self) -> None:
        """Show the page smaller."""
        self._set(step_from(self._zoom, -1))

    def settle(self) -> None:
        """Apply the zoom of the mode."""
        if not self.canvas.pages:
            return
        page, unit = self.canvas.pages[0], POINTS * self._kit.theme.scale
        room = self.viewport().size()
        around = 2 * self._kit.px(MARGIN)
        wide = (room.width() - around) / (page.width * unit)
        if self._mode == FIT_PAGE:
            self._zoom = max(0.1, min(wide, (room.height() - around) / (page.height * unit)))
        elif self._mode == FIT_WIDTH:
            self._zoom = max(0.1, min(1.0, wide))
        self.canvas.zoom(self._zoom * unit)
        self.zoomed.emit(self._zoom)

    def _set(self, zoom: float) -> None:
        self._mode, self._zoom = FREE, zoom
        self.settle()

    @Slot()
    def reveal(self) -> None:
        """Scroll to what is chosen."""
        place = self.canvas.place_of(self.canvas.current)
        if place is not None:
            rect = self.canvas.rect_of(place)
            centre, px = rect.center().toPoint(), self._kit.px
            self.ensureVisible(centre.x(), centre.y(), px(60), round(rect.height() / 2) + px(40))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the mode."""
        super().resizeEvent(event)
        self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            else:
                self.zoom_out()
            event.accept()
            return
        super().wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Ask whether something may come."""
        self._ask(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Ask whether it may be let go there."""
        self._ask(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Tell that it has gone."""
        self.dragged.emit(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Let it land."""
        self._ask(event)

    def _ask(self, event: QDropEvent) -> None:
        event.ignore()
        self.dragged.emit(event)
