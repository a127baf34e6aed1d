"""The sheet on screen: its pages one above the other, what is chosen, and the writing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Page, Ref, TextBox
from persona_studio.ui.canvas.choice import Choice, is_line
from persona_studio.ui.canvas.overlay import paint_writing, tint
from persona_studio.ui.canvas.prints import Prints
from persona_studio.ui.canvas.spots import PORTRAIT, Place, Spot, places_of, still
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
    pressed, or None), ``menued`` that its menu is wanted at a point of the screen (``bared``: that of the
    bare page), ``keyed`` a key no text
    took, ``drafted`` that the words being written changed,
    ``hovered`` what is under the pointer (or None).
    """

    chosen = Signal(object)
    menued = Signal(object, QPoint)
    bared = Signal(QPoint)
    asked = Signal(object, object)
    keyed = Signal(object, QKeyEvent)
    drafted = Signal()
    hovered = Signal(object)
    resized = Signal()
    arranged = Signal()

    def __init__(self, kit: Kit, name: Name) -> None:
        super().__init__()
        self._kit, self._name = kit, name
        self._prints = Prints(kit.photos)
        self._pages: tuple[Page, ...] = ()
        self._places: list[Place] = []
        self._listed: list[list[Place]] = []
        self._spots: list[Spot] = []
        self._scale = 1.0
        self._choice = Choice()
        self._under: Ref | None = None
        self.writing: Ref | None = None
        self._drafted = ""
        self.editor = InlineEditor(self)
        self.editor.shown.connect(self._words_changed)
        self._settled = False
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)
        self._caret_on = True
        self.setMouseTracking(True)
        kit.wording.changed.connect(self.refresh_names)
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
        """What has the keyboard: the last thing chosen."""
        return self._choice.current

    def chosen_refs(self) -> tuple[Ref, ...]:
        """Return all that is chosen, in reading order."""
        chosen, order = self._choice.refs, self._order()
        known = [ref for ref in order if ref in chosen]
        return (*known, *(ref for ref in chosen if ref not in known))

    def chosen_lines(self) -> tuple[Id, ...]:
        """Return the ids of the lines that are chosen, in reading order."""
        return tuple(ref.id for ref in self.chosen_refs() if is_line(ref))

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages, or the same ones changed; the choice stays where its thing is."""
        # Most keys change one page: the others stay the very same, and what is known of them with them.
        known = dict(enumerate(zip(self._pages, self._listed, strict=True)))
        kept = [known[i] if i in known and still(known[i][0], page) else None for i, page in enumerate(pages)]
        self._pages = tuple(old[0] if old else page for old, page in zip(kept, pages, strict=True))
        self._listed = [old[1] if old else places_of(i, pages[i]) for i, old in enumerate(kept)]
        self._places = [place for listed in self._listed for place in listed]
        self._choice = self._choice.among(self._order())
        self._arrange()

    def zoom(self, scale: float) -> None:
        """Show the pages at a scale in pixels per point."""
        if abs(scale - self._scale) > 1e-4:
            self._scale = scale
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
        if size != self.minimumSize():
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

    def text_at(self, place: Place, point: QPointF | None) -> Ref | None:
        """Return which text of a place is nearest to a point of the canvas; without one, the last part."""
        texts = place.parts or place.texts
        if not texts:
            return None
        if point is None:
            return texts[0 if place.rail is not None else -1].ref
        at = (point - self.page_rect(place.page).topLeft()) / self._scale
        return place.nearest(at.x(), at.y()).ref

    def rect_of(self, place: Place) -> QRectF:
        """Return where a place is on the canvas."""
        left, top, right, bottom = (value * self._scale for value in place.rect)
        corner = self.page_rect(place.page).topLeft()
        return QRectF(left, top, right - left, bottom - top).translated(corner)

    def choose(self, ref: Ref | None) -> None:
        """Choose a thing of the sheet, or nothing."""
        self._choose(Choice.of(ref))

    def choose_lines(self, refs: Sequence[Ref]) -> None:
        """Choose several lines; the last one has the keyboard."""
        if refs:
            self._choose(Choice(refs[-1], refs[0], tuple(refs)))
            self._take_keyboard(refs[-1])

    def _choose(self, choice: Choice) -> None:
        if choice != self._choice:
            self._choice = choice
            self.chosen.emit(choice.current)
            self.update()

    def _order(self) -> list[Ref]:
        return list(dict.fromkeys(place.ref for place in self._places))

    def focus(self, ref: Ref | None) -> None:
        """Bring the keyboard to a thing, which chooses it."""
        if self._take_keyboard(ref):
            self.choose(ref)
            self.resized.emit()

    def _take_keyboard(self, ref: Ref | None) -> bool:
        """Bring the keyboard to a thing, leave what is chosen as it is; tell whether the thing is there."""
        spot = next((s for s in self._spots if s.place is not None and s.place.ref == ref), None)
        if spot is not None:
            self._settled = True
            spot.setFocus(Qt.FocusReason.OtherFocusReason)
            self._settled = False
        return spot is not None

    def step(self, ref: Ref | None, steps: int, *, extend: bool = False) -> None:
        """Bring the keyboard some places further; lines on the way are chosen too when it extends."""
        refs = [place.ref for place in self._places]
        at = refs.index(ref) if ref in refs else -1
        if not refs:
            return
        to = refs[max(0, min(len(refs) - 1, at + steps))]
        if extend and is_line(ref):
            self._extend(refs, at, 1 if steps > 0 else -1)
        else:
            self.focus(to)

    def _extend(self, refs: list[Ref], at: int, step: int) -> None:
        """Choose up to the next line that way: titles on the way are passed over."""
        ahead = refs[at + 1 :] if step > 0 else refs[:at][::-1]
        to = next((ref for ref in ahead if is_line(ref) and ref != refs[at]), None)
        if to is not None:
            self._choose(self._choice.extended(to, self._order()))
            self._take_keyboard(to)
            self.resized.emit()

    @Slot()
    def refresh_names(self) -> None:
        """Name the places again, in another language."""
        self._place_spots(anew=True)

    def _place_spots(self, *, anew: bool = False) -> None:
        focused = next((s.place.ref for s in self._spots if s.hasFocus() and s.place is not None), None)
        while len(self._spots) < len(self._places):
            self._spots.append(self._spot())
        corners = [self.page_rect(number).topLeft() for number in range(len(self._pages))]
        for spot, place in zip(self._spots, self._places, strict=False):
            left, top, right, bottom = (value * self._scale for value in place.rect)
            rect = QRectF(left, top, right - left, bottom - top).translated(corners[place.page])
            spot.stand_at(rect.adjusted(-GROW, -GROW / 2, GROW, GROW / 2))
            if anew or not spot.stands_for(place):
                spot.stand_for(place, self._name(place))
        for spot in self._spots[len(self._places) :]:
            if spot.hasFocus() and self._places:
                self._take_keyboard(self._places[-1].ref)  # or it would leave the sheet
            spot.rest()
        if focused is not None:
            self._take_keyboard(focused)
        self.arranged.emit()

    def _spot(self) -> Spot:
        spot = Spot(self)
        spot.touched.connect(self._pressed)
        spot.called.connect(self._called)
        spot.menued.connect(self._menued)
        spot.entered.connect(self._hovered)
        spot.focused.connect(self._focused)
        spot.keyed.connect(self._spot_keyed)
        if self._spots:
            QWidget.setTabOrder(self._spots[-1], spot)
        return spot

    @Slot(object, QPointF, object)
    def _pressed(self, place: Place, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._choose(self._choice.toggled(place.ref))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._choose(self._choice.extended(place.ref, self._order()))
        else:
            self.choose(place.ref)
        self._take_keyboard(self._choice.current)
        if not place.texts and place.ref.field != PORTRAIT:
            self.asked.emit(place, point)

    @Slot(object, object)
    def _called(self, place: Place, point: QPointF | None) -> None:
        self.choose(place.ref)
        self.asked.emit(place, point)

    @Slot(object, QPoint)
    def _menued(self, place: Place, at: QPoint) -> None:
        if place.ref not in self._choice.refs:
            self.choose(place.ref)
            self._take_keyboard(place.ref)
        self.menued.emit(place, at)

    @Slot(object)
    def _hovered(self, place: Place | None) -> None:
        self._under = place.ref if place is not None else None
        self.hovered.emit(place)
        self.update()

    @Slot(object)
    def _focused(self, place: Place | None) -> None:
        if place is not None and not self._settled:
            self.choose(place.ref)
            self.resized.emit()

    @Slot(object, QKeyEvent)
    def _spot_keyed(self, place: Place, event: QKeyEvent) -> None:
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain, shifted = not pressed, pressed == Qt.KeyboardModifier.ShiftModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        steps |= {Qt.Key.Key_Home: -len(self._places), Qt.Key.Key_End: len(self._places)}
        key = Qt.Key(event.key())
        self.keyed.emit(place, event)
        if event.isAccepted():
            return
        if key in steps and (plain or shifted):
            self.step(place.ref, steps[key], extend=shifted)
            event.accept()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space):
            self.asked.emit(place, None)
            event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Tell that the menu of the page is wanted, where no place is."""
        self.bared.emit(event.globalPos())

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
        self._drafted = self.editor.words()
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

    def stop_writing(self, *, going_on: bool = False) -> None:
        """Stop writing and show the page only; the field stays when another text is ``going_on``."""
        self.writing = None
        self._blink.stop()
        self.editor.end(keep=going_on)
        self.update()

    def _place_editor(self) -> None:
        written = self._written()
        if written is not None:
            place, box = written
            self.editor.stand(Drawn.of(box), self.page_rect(place.page).topLeft(), self._scale)

    def _written(self) -> tuple[Place, TextBox] | None:
        shown = [(p, box) for p in self._places for box in p.texts if box.ref == self.writing]
        at = self.editor.caret()
        after = [each for each in shown if each[1].first <= at]
        found = after or shown
        return found[-1] if found else None

    @Slot()
    def _words_changed(self) -> None:
        if self.writing is None:
            return
        self._caret_on = True
        words = self.editor.words()
        if words != self._drafted:  # else the caret alone moved
            self._drafted = words
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
        with QPainter(self) as painter:  # ended whatever happens: one left open breaks all that comes after
            self._paint_pages(painter, event.rect())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_chosen(painter)
            written = self._written() if self.writing is not None else None
            if written is not None:
                frame, caret = self._frame(written[0]), self._caret_on
                paint_writing(painter, frame, self.editor, self._kit.paper, caret=caret)

    def _paint_pages(self, painter: QPainter, part: QRect) -> None:
        colour = self._kit.colour
        painter.fillRect(part, colour("canvas"))
        for number in range(len(self._pages)):
            rect = self.page_rect(number)
            if rect.intersects(QRectF(part)):
                painter.setPen(QPen(colour("line"), 1))
                painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
                ratio = self.devicePixelRatioF()
                painter.drawImage(
                    rect, self._prints.picture(number, self._pages[number], self._scale * ratio)
                )

    def _paint_chosen(self, painter: QPainter) -> None:
        paper, chosen = self._kit.paper, self._choice.refs
        for place in self._places:
            if self.writing is not None and self.writing.id == place.ref.id and self.writing in place.refs:
                continue
            picture = place.ref.field == PORTRAIT  # its own colours stay
            if place.ref in chosen:
                ground = QColor("white") if picture else paper("atint")
                tint(painter, self._frame(place), ground, paper("accent"))
            elif place.ref == self._under and not picture:
                tint(painter, self._frame(place), paper("hover"), None)

    def _frame(self, place: Place) -> QRectF:
        up = min(GROW, HALF_GAP * self._scale)
        return self.rect_of(place).adjusted(-GROW - 2, -up, GROW + 2, up)
