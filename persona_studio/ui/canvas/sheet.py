"""The sheet on screen: its pages one above the other, what is chosen, and the writing."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from persona_studio.publish.boxes import Page, Ref
from persona_studio.ui.canvas.painter import PagePainter
from persona_studio.ui.canvas.spots import Place, Spot, places
from persona_studio.ui.canvas.writing import Drawn, InlineEditor
from persona_studio.ui.kit import Kit

MARGIN, BETWEEN = 16, 20
GROW = 3.0
"""Pixels of the drawings between a text and the frame around it when it is chosen."""
HALF_GAP = 1.4
"""Points, less than half of the space between two lines: a frame stays off the neighbours at any zoom."""
Name = Callable[[Place], str]


class SheetCanvas(QWidget):
    """Paints pages and stands for their places.

    ``chosen`` tells which place the user is at, ``asked`` that one is to be written or opened (with the point
    pressed, or None), ``keyed`` a key no text took, ``drafted`` that the words being written changed.
    """

    chosen = Signal(object)
    asked = Signal(object, object)
    keyed = Signal(object, QKeyEvent)
    drafted = Signal()
    resized = Signal()

    def __init__(self, kit: Kit, name: Name) -> None:
        super().__init__()
        self._kit, self._name = kit, name
        self._painter = PagePainter()
        self._pages: tuple[Page, ...] = ()
        self._pictures: list[tuple[Page, QImage]] = []
        self._places: list[Place] = []
        self._spots: list[Spot] = []
        self._scale = 1.0
        self._current: Ref | None = None
        self._under: Ref | None = None
        self.writing: Ref | None = None
        self.editor = InlineEditor(self)
        self.editor.shown.connect(self._words_changed)
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)
        self._caret_on = True
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    # -------------------------------------------------------------- pages

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages shown."""
        return self._pages

    @property
    def scale(self) -> float:
        """Pixels of the window per point of the page."""
        return self._scale

    @property
    def current(self) -> Ref | None:
        """What is chosen."""
        return self._current

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages, or the same ones changed; the choice stays where its thing is."""
        self._pages = pages
        self._places = places(pages)
        self._arrange()

    def zoom(self, scale: float) -> None:
        """Show the pages at a scale in pixels per point."""
        if abs(scale - self._scale) > 1e-4:
            self._scale = scale
            self._pictures = []
            self._arrange()

    def page_rect(self, number: int) -> QRectF:
        """Return where a page is on the canvas."""
        px, top = self._kit.px, float(self._kit.px(MARGIN))
        for page in self._pages[:number]:
            top += round(page.height * self._scale) + px(BETWEEN)
        page = self._pages[number]
        wide, tall = round(page.width * self._scale), round(page.height * self._scale)
        return QRectF(max(px(MARGIN), (self.width() - wide) // 2), top, wide, tall)

    def sizeHint(self) -> QSize:
        """Fit the pages with a margin around."""
        if not self._pages:
            return QSize(0, 0)
        px, last = self._kit.px, len(self._pages) - 1
        wide = max(round(page.width * self._scale) for page in self._pages)
        tall = sum(round(page.height * self._scale) for page in self._pages) + px(BETWEEN) * last
        return QSize(wide + 2 * px(MARGIN), tall + 2 * px(MARGIN))

    def _arrange(self) -> None:
        size = self.sizeHint()
        around = self.parentWidget()
        wide = max(size.width(), around.width() if around is not None else 0)
        self.setMinimumSize(size)
        self.resize(wide, size.height())
        self._place_spots()
        self._place_editor()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep places and writing on the page, which stays in the middle."""
        super().resizeEvent(event)
        self._place_spots()
        self._place_editor()

    # -------------------------------------------------------------- places

    def places(self) -> list[Place]:
        """Return what can be chosen, in reading order."""
        return self._places

    def place_of(self, ref: Ref | None) -> Place | None:
        """Return the first place that shows something, or None."""
        return next((place for place in self._places if place.ref == ref), None)

    def rect_of(self, place: Place) -> QRectF:
        """Return where a place is on the canvas."""
        left, top, right, bottom = (value * self._scale for value in place.rect)
        corner = self.page_rect(place.page).topLeft()
        return QRectF(left, top, right - left, bottom - top).translated(corner)

    def choose(self, ref: Ref | None) -> None:
        """Choose a thing of the sheet, or nothing."""
        if ref != self._current:
            self._current = ref
            self.chosen.emit(ref)
            self.update()

    def focus(self, ref: Ref | None) -> None:
        """Bring the keyboard to a thing, which chooses it."""
        spot = next((s for s in self._spots if s.place is not None and s.place.ref == ref), None)
        if spot is not None:
            spot.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, ref: Ref | None, steps: int) -> None:
        """Bring the keyboard some places further."""
        refs = [place.ref for place in self._places]
        at = refs.index(ref) if ref in refs else -1
        if refs:
            self.focus(refs[max(0, min(len(refs) - 1, at + steps))])

    def refresh_names(self) -> None:
        """Name the places again, in another language."""
        self._place_spots()

    def _place_spots(self) -> None:
        focused = next((s.place.ref for s in self._spots if s.hasFocus() and s.place is not None), None)
        while len(self._spots) < len(self._places):
            self._spots.append(self._spot())
        for spot, place in zip(self._spots, self._places, strict=False):
            grown = self.rect_of(place).adjusted(-GROW, -GROW / 2, GROW, GROW / 2)
            spot.stand_for(place, grown, self._name(place))
        for spot in self._spots[len(self._places) :]:
            spot.rest()
        if focused is not None:
            self.focus(focused)

    def _spot(self) -> Spot:
        spot = Spot(self)
        spot.touched.connect(self._pressed)
        spot.called.connect(self._called)
        spot.entered.connect(self._hovered)
        spot.focused.connect(self._focused)
        spot.keyed.connect(self._spot_keyed)
        if self._spots:
            QWidget.setTabOrder(self._spots[-1], spot)
        return spot

    @Slot(object, QPointF)
    def _pressed(self, place: Place, point: QPointF) -> None:
        self.choose(place.ref)
        self.asked.emit(place, point)

    @Slot(object)
    def _called(self, place: Place) -> None:
        self.choose(place.ref)
        self.asked.emit(place, None)

    @Slot(object)
    def _hovered(self, place: Place | None) -> None:
        self._under = place.ref if place is not None else None
        self.update()

    @Slot(object)
    def _focused(self, place: Place | None) -> None:
        if place is not None:
            self.choose(place.ref)
            self.resized.emit()

    @Slot(object, QKeyEvent)
    def _spot_keyed(self, place: Place, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        steps |= {Qt.Key.Key_Home: -len(self._places), Qt.Key.Key_End: len(self._places)}
        key = Qt.Key(event.key())
        if plain and key in steps:
            self.step(place.ref, steps[key])
            event.accept()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.asked.emit(place, None)
            event.accept()
        else:
            self.keyed.emit(place, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose nothing when the empty page is pressed."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.choose(None)

    # -------------------------------------------------------------- writing

    def write(self, ref: Ref, text: str, name: str, point: QPointF | None) -> None:
        """Start writing on the page; the caret goes where it was pressed, else everything is chosen."""
        self.writing = ref
        self.editor.begin(text, name)
        self._place_editor()
        if point is not None:
            self.editor.put_caret(point)
        else:
            self.editor.selectAll()
        self._caret_on = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if flash > 0:
            self._blink.start(flash // 2)
        self.update()

    def stop_writing(self) -> None:
        """Stop writing and show the page only."""
        self.writing = None
        self._blink.stop()
        self.editor.end()
        self.update()

    def _place_editor(self) -> None:
        place = self._written_place()
        if place is None or place.text is None:
            return
        self.editor.stand(Drawn.of(place.text), self.page_rect(place.page).topLeft(), self._scale)

    def _written_place(self) -> Place | None:
        shown = [p for p in self._places if p.ref == self.writing and p.text is not None]
        at = self.editor.caret()
        after = [p for p in shown if p.text is not None and p.text.first <= at]
        found = after or shown
        return found[-1] if found else None

    @Slot()
    def _words_changed(self) -> None:
        if self.writing is None:
            return
        self._caret_on = True
        self.drafted.emit()
        self._place_editor()
        self.update()

    @Slot()
    def _toggle_caret(self) -> None:
        self._caret_on = not self._caret_on
        self.update(self.editor.caret_rect().toAlignedRect().adjusted(-2, -2, 2, 2))

    # -------------------------------------------------------------- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint pages, then what is chosen and written."""
        painter = QPainter(self)
        colour = self._kit.colour
        painter.fillRect(event.rect(), colour("canvas"))
        for number in range(len(self._pages)):
            rect = self.page_rect(number)
            if rect.intersects(QRectF(event.rect())):
                painter.setPen(QPen(colour("line"), 1))
                painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
                painter.drawImage(rect, self._picture(number))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_chosen(painter)
        self._paint_writing(painter)

    def _picture(self, number: int) -> QImage:
        """Return the picture of a page, painted again when the page is another."""
        page = self._pages[number]
        while len(self._pictures) <= number:
            self._pictures.append((page, QImage()))
        known, picture = self._pictures[number]
        if known is not page or picture.isNull():
            ratio = self.devicePixelRatioF()
            picture = self._painter.image(page, self._scale * ratio)
            self._pictures[number] = (page, picture)
        return picture

    def _paint_chosen(self, painter: QPainter) -> None:
        colour = self._kit.colour
        for ref, ground, line in ((self._under, "hover", ""), (self._current, "atint", "accent")):
            place = self.place_of(ref)
            if (
                place is None
                or ref == self.writing
                or (ref == self._under and ref == self._current and not line)
            ):
                continue
            rect = self._frame(place)
            self._tint(painter, rect, colour(ground), colour(line) if line else None)

    def _frame(self, place: Place) -> QRectF:
        up = min(GROW, HALF_GAP * self._scale)
        return self.rect_of(place).adjusted(-GROW - 2, -up, GROW + 2, up)

    def _tint(self, painter: QPainter, rect: QRectF, ground: QColor, line: QColor | None) -> None:
        # Multiplied, the ground comes to lie under words that are painted already.
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if line is not None:
            painter.setPen(QPen(line, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 4, 4)

    def _paint_writing(self, painter: QPainter) -> None:
        place = self._written_place() if self.writing is not None else None
        if place is None:
            return
        colour = self._kit.colour
        rect = self._frame(place)
        painter.setPen(QPen(colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 4, 4)
        for chosen in self.editor.chosen_rects():
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(chosen, colour("aline"))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._caret_on:
            painter.fillRect(self.editor.caret_rect(), colour("text"))
