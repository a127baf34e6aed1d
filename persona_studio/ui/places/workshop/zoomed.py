"""One page as large as there is room, or larger: the preview of what prints."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from persona_studio.publish.boxes import Page, text_boxes
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.zooming import ZoomArea
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.workshop.model import Printed
from persona_studio.ui.widgets import paint
from persona_studio.ui.widgets.buttons import SECONDARY, Button, IconButton
from persona_studio.ui.widgets.labels import Elided, Label

MARGIN = 20
NARROW = 520
"""Pixels of the drawings below which the bar above a page has no room for words."""
READ = 4000
"""Letters of a page that a screen reader is given at most."""
_TURNS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Home: -1_000_000,
    Qt.Key.Key_End: 1_000_000,
}


class PageView(QWidget):
    """``turning`` carries how many pages to go on, ``left`` tells that all are to be seen again.

    ``wanted`` carries the persona whose page is to be changed, and what it is a page of.
    """

    turning = Signal(int)
    left = Signal()
    wanted = Signal(str, str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._printed: Printed | None = None
        self._paper = _Paper(kit, self)
        self.area = _Area(kit, self._paper)
        self._paper.setAutoFillBackground(False)
        self._name, self._place = Elided(kit, "strong"), Label(kit, "number", "text2")
        self._percent = Label(kit, "number", "text2")
        self._back = IconButton(kit, "chevron-left", "Previous page", side=30, size=18)
        self._on = IconButton(kit, "chevron-right", "Next page", side=30, size=18)
        self.open_ = Button(kit, SECONDARY, "contact-round", small=True)
        self.open_small = IconButton(kit, "contact-round", "Open in Personas", side=30, size=18)
        self._build()

    def _build(self) -> None:
        kit = self._kit
        kit.say(self.open_.setText, "Open in Personas")
        for way in (self.open_, self.open_small):
            way.clicked.connect(self._want)
            way.hide()
        self._back.clicked.connect(self._go_back)
        self._on.clicked.connect(self._go_on)
        out = IconButton(kit, "minus", "Zoom out", side=28, size=16)
        in_ = IconButton(kit, "plus", "Zoom in", side=28, size=16)
        fit = IconButton(kit, "maximize", "Fit the page", side=28, size=16)
        for button, act in ((out, self.area.zoom_out), (in_, self.area.zoom_in), (fit, self.area.fit)):
            button.clicked.connect(act)
        self.area.zoomed.connect(self._tell_zoom)
        self._percent.setFixedWidth(kit.px(48))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        bar = QHBoxLayout()
        bar.setSpacing(kit.px(6))
        for part in (self._back, self._place, self._on):
            bar.addWidget(part)
        bar.addSpacing(kit.px(6))
        bar.addWidget(self._name, 1)
        bar.addStretch()
        bar.addWidget(self.open_)
        bar.addWidget(self.open_small)
        for part in (out, self._percent, in_, fit):
            bar.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, kit.px(12))
        column.setSpacing(kit.px(8))
        column.addLayout(bar)
        column.addWidget(self.area, 1)
        self.setFocusProxy(self._paper)

    # -------------------------------------------------------------- showing

    def show_page(self, printed: Printed, number: int, count: int) -> None:
        """Show the ``number``-th page of so many."""
        t, before = self._kit.t, self._printed
        self._printed = printed
        self._name.setText(printed.title)
        self._place.setText(t("{number} of {count}", number=t.integer(number), count=t.integer(count)))
        self._back.setEnabled(number > 1)
        self._on.setEnabled(number < count)
        self._show_way()
        self._paper.page = printed.page
        said = t("Page {number} of {count}: {title}", number=number, count=count, title=printed.title)
        self._paper.setAccessibleName(said)
        read = " ".join(box.text for box in text_boxes(printed.page))
        self._paper.setAccessibleDescription(read[:READ])
        self.area.settle()
        if before is None or before.key != printed.key:
            self.area.verticalScrollBar().setValue(0)

    def _show_way(self) -> None:
        """Offer the way to the persona of the page, in words where there is room for them."""
        there = self._printed is not None and self._printed.persona is not None
        narrow = self.width() < self._kit.px(NARROW)
        self.open_.setVisible(there and not narrow)
        self.open_small.setVisible(there and narrow)
        self._name.setVisible(not narrow)  # it stands below the page too
        self._percent.setVisible(not narrow)

    @Slot(float)
    def _tell_zoom(self, zoom: float) -> None:
        self._percent.setText(self._kit.t.percent(zoom))

    # -------------------------------------------------------------- doing

    @Slot()
    def _go_back(self) -> None:
        self.turning.emit(-1)

    @Slot()
    def _go_on(self) -> None:
        self.turning.emit(1)

    @Slot()
    def _want(self) -> None:
        if self._printed is not None and self._printed.persona is not None:
            self.wanted.emit(self._printed.persona, self._printed.deliverable)

    def take_key(self, event: QKeyEvent) -> bool:
        """Turn pages or go back to all of them; tell whether the key was for that."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in _TURNS:
            self.turning.emit(_TURNS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + self._kit.px(60) * (1 if key == Qt.Key.Key_Down else -1))
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the way in as many words as there is room for."""
        super().resizeEvent(event)
        self._show_way()


class _Area(ZoomArea):
    """The ground around the page."""

    def __init__(self, kit: Kit, paper: "_Paper") -> None:
        super().__init__(kit, paper)
        self._paper = paper

    def shown(self) -> Page | None:
        return self._paper.page

    def fitting(self, page: Page) -> float:
        return min(self.filling(page, self.maximumViewportSize(), MARGIN))

    def scale_to(self, scale: float) -> None:
        self._paper.scale_to(scale)


class _Paper(QWidget):
    """The page itself, painted as it prints."""

    def __init__(self, kit: Kit, view: PageView) -> None:
        super().__init__()
        self._kit, self._view = kit, view
        self._painter = PagePainter(kit.photos)
        self.page: Page | None = None
        self._scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def scale_to(self, scale: float) -> None:
        self._scale = scale
        if self.page is None:
            return
        around = 2 * self._kit.px(MARGIN)
        size = QSize(round(self.page.width * scale) + around, round(self.page.height * scale) + around)
        self.setMinimumSize(size)
        self.update()

    def page_rect(self) -> QRectF:
        """Return where the page is."""
        if self.page is None:
            return QRectF()
        wide, tall = self.page.width * self._scale, self.page.height * self._scale
        left = max(self._kit.px(MARGIN), round((self.width() - wide) / 2))
        return QRectF(left, self._kit.px(MARGIN), round(wide), round(tall))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.page is None:
            return
        painter, rect = QPainter(self), self.page_rect()
        paint.rounded(painter, rect.adjusted(-1, -1, 1, 1), 0, None, self._kit.colour("line"))
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.translate(rect.topLeft())
        self._painter.paint(painter, self.page, self._scale, hints=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._view.take_key(event):
            super().keyPressEvent(event)
