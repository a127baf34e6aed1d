"""The ground on which pages are shown, scrolled and zoomed."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from persona_studio.publish.boxes import Page
from persona_studio.ui.kit import Kit

STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
_POINTS = 96 / 72
"""Pixels per point at 100 %."""
_LEAST = 0.05


class ZoomArea(QScrollArea):
    """Shows pages in the room there is, until a zoom is chosen; ``zoomed`` carries it (1.0: printed size)."""

    zoomed = Signal(float)

    def __init__(self, kit: Kit, held: QWidget) -> None:
        super().__init__()
        self._kit, self._zoom, self._follows = kit, 1.0, True
        self.setObjectName("sheet")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        palette = self.viewport().palette()
        palette.setColor(self.viewport().backgroundRole(), kit.colour("canvas"))
        self.viewport().setPalette(palette)
        self.viewport().setAutoFillBackground(True)

    def shown(self) -> Page | None:
        """Return the page that is fitted to the room, None while there is none."""
        raise NotImplementedError

    def fitting(self, page: Page) -> float:
        """Return the zoom at which a page fills the room."""
        raise NotImplementedError

    def scale_to(self, scale: float) -> None:
        """Show the pages at so many pixels per point."""
        raise NotImplementedError

    def filling(self, page: Page, room: QSize, margin: int) -> tuple[float, float]:
        """Return the zooms at which a page with a margin around is as wide, and as tall, as a room."""
        unit, around = _POINTS * self._kit.theme.scale, 2 * self._kit.px(margin)
        return (room.width() - around) / (page.width * unit), (room.height() - around) / (page.height * unit)

    @property
    def zoom(self) -> float:
        """1.0 shows a page in its printed size."""
        return self._zoom

    def settle(self) -> None:
        """Apply the zoom that was chosen, or that of the room."""
        page = self.shown()
        if page is None:
            return
        if self._follows:
            self._zoom = max(_LEAST, self.fitting(page))
        self.scale_to(self._zoom * _POINTS * self._kit.theme.scale)
        self.zoomed.emit(self._zoom)

    @Slot()
    def fit(self) -> None:
        """Show a whole page, now and when the window changes."""
        if self.isVisible():  # see _step
            self._follows = True
            self.settle()

    @Slot()
    def zoom_in(self) -> None:
        """Show the page larger."""
        self._step(1)

    @Slot()
    def zoom_out(self) -> None:
        """Show the page smaller."""
        self._step(-1)

    def _step(self, way: int) -> None:
        # One gesture of the window is heard by the pages of all places.
        if self.isVisible():
            steps = STEPS[::way]
            self._zoom = next((step for step in steps if (step - self._zoom) * way > 0.005), steps[-1])
            self._follows = False
            self.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the room."""
        super().resizeEvent(event)
        self.settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._step(1 if event.angleDelta().y() > 0 else -1)
        event.accept()
