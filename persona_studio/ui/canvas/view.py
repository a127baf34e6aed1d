"""The view around the sheet: what is chosen comes into it, what is dragged is asked about."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent

from persona_studio.publish.boxes import Page
from persona_studio.ui.canvas.sheet import MARGIN, SheetCanvas
from persona_studio.ui.canvas.zooming import ZoomArea
from persona_studio.ui.kit import Kit


class SheetView(ZoomArea):
    """Shows the canvas as wide as there is room, until a whole page or a zoom is asked for.

    ``dragged`` carries each event of something that is dragged over it: who listens takes it, or does not.
    """

    dragged = Signal(object)

    def __init__(self, kit: Kit, canvas: SheetCanvas) -> None:
        super().__init__(kit, canvas)
        self.canvas, self._whole = canvas, False
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        canvas.resized.connect(self.reveal)

    def shown(self) -> Page | None:
        """Return the first page."""
        return next(iter(self.canvas.pages), None)

    def fitting(self, page: Page) -> float:
        """Return the zoom of the whole page, or of its width, which is not made larger than it prints."""
        wide, tall = self.filling(page, self.viewport().size(), MARGIN)
        return min(wide, tall) if self._whole else min(1.0, wide)

    def scale_to(self, scale: float) -> None:
        """Show the pages at so many pixels per point."""
        self.canvas.zoom(scale)

    @Slot()
    def fit(self) -> None:
        """Show a whole page, now and when the window changes."""
        self._whole = self._whole or self.isVisible()
        super().fit()

    @Slot()
    def reveal(self) -> None:
        """Scroll to what is chosen."""
        place = self.canvas.place_of(self.canvas.current)
        if place is not None:
            rect = self.canvas.rect_of(place)
            centre, px = rect.center().toPoint(), self._kit.px
            self.ensureVisible(centre.x(), centre.y(), px(60), round(rect.height() / 2) + px(40))

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
