"""The sheet on screen: its pages one above the other, what is chosen, and the writing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
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
from persona_studio.ui.canvas.caret import Caret
from persona_studio.ui.canvas.choice import Choice, is_line
from persona_studio.ui.canvas.overlay import GROW, Look, framed, paint_place, paint_writing
from persona_studio.ui.canvas.presses import Presses
from persona_studio.ui.canvas.prints import Prints
from persona_studio.ui.canvas.spots import Place, Spot, places_of, settled, still
from persona_studio.ui.canvas.walking import Walking
from persona_studio.ui.canvas.writing import Drawn, InlineEditor
from persona_studio.ui.kit import Kit

MARGIN, BETWEEN = 16, 20
Name = Callable[[Place], str]


class SheetCanvas(QWidget):
    """Paints pages and stands for their places.

    ``chosen`` tells which place the user is at, ``pressed`` the one that the pointer alone pressed, ``asked``
    that one is to be written or opened (with the point pressed, or None), ``menued`` that its menu is wanted
    at a point of the screen (``bared``: that of the bare page), ``pulled`` that a place is dragged to a point
    and ``let_go`` where, ``keyed`` a key no text took, ``drafted`` that the words being written changed,
    ``hovered`` what is under the pointer (or None).
    """

    chosen = Signal(object)
    pressed = Signal(object)
    menued = Signal(object, QPoint)
    bared = Signal(QPoint)
    asked = Signal(object, object)
    pulled = Signal(object, QPointF)
    let_go = Signal(object, QPointF)
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
        self._choice, self._walking = Choice(), Walking(self)
        self._under: Ref | None = None
        self._presses = Presses(self)
        self.writing: Ref | None = None
        self.editor = InlineEditor(self)
        self.editor.shown.connect(self._words_changed)
        self._settled, self._drafted = False, ""
        self._caret = Caret(self)
        self._caret.turned.connect(self._update_caret)
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

    @property
    def choice(self) -> Choice:
        """What is chosen."""
        return self._choice

    def chosen_refs(self) -> tuple[Ref, ...]:
        """Return all that is chosen, in reading order."""
        chosen, order = self._choice.refs, self.order()
        known = [ref for ref in order if ref in chosen]
        return (*known, *(ref for ref in chosen if ref not in known))

    def chosen_lines(self) -> tuple[Id, ...]:
        """Return the ids of the lines that are chosen, in reading order."""
        return tuple(ref.id for ref in self.chosen_refs() if is_line(ref))

    def show_pages(self, pages: tuple[Page, ...]) -> None:
        """Show other pages, or the same ones changed; the choice stays where its thing is."""
        # Most keys change one page: the others stay the very same, and what is known of them with them.
        known = dict(enumerate(zip(self._pages, self._listed, strict=True)))
        pages = tuple(settled(known[i][0], page) if i in known else page for i, page in enumerate(pages))
        kept = [known[i] if i in known and still(known[i][0], page) else None for i, page in enumerate(pages)]
        self._pages = tuple(old[0] if old else page for old, page in zip(kept, pages, strict=True))
        self._listed = [old[1] if old else places_of(i, pages[i]) for i, old in enumerate(kept)]
        self._places = [place for listed in self._listed for place in listed]
        self._choice = self._choice.among(self.order())
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
        # At least as large as what is around: else it would give the size back at each key.
        room = size.expandedTo(around.size()) if around is not None else size
        if size != self.minimumSize():
            self.setMinimumSize(size)
        self.resize(room)
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
        self.take_choice(Choice.of(ref))

    def choose_lines(self, refs: Sequence[Ref]) -> None:
        """Choose several lines; the last one has the keyboard."""
        if refs:
            self.take_choice(Choice(refs[-1], refs[0], tuple(refs)))
            self.take_keyboard(refs[-1])

    def take_choice(self, choice: Choice) -> None:
        """Let another choice be the one that is shown and told."""
        if choice != self._choice:
            self._choice = choice
            self.chosen.emit(choice.current)
            self.update()

    def order(self) -> list[Ref]:
        """Return all that can be chosen, each once, in reading order."""
        return list(dict.fromkeys(place.ref for place in self._places))

    def focus(self, ref: Ref | None) -> None:
        """Bring the keyboard to a thing, which chooses it."""
        if self.take_keyboard(ref):
            self.choose(ref)
            self.resized.emit()

    def chosen_spot(self) -> Spot | None:
        """Return what stands for the chosen thing, None when it is not on the pages."""
        return self._standing_for(self.current)

    def take_keyboard(self, ref: Ref | None) -> bool:
        """Bring the keyboard to a thing, leave what is chosen as it is; tell whether the thing is there."""
        spot = self._standing_for(ref)
        if spot is not None:
            self._settled = True
            spot.setFocus(Qt.FocusReason.OtherFocusReason)
            self._settled = False
        return spot is not None

    def _standing_for(self, ref: Ref | None) -> Spot | None:
        return next((s for s in self._spots if s.place is not None and s.place.ref == ref), None)

    def choose_up_to(self, ref: Ref) -> None:
        """Choose the lines from the first chosen up to another, which gets the keyboard."""
        self.take_choice(self._choice.extended(ref, self.order()))
        self.take_keyboard(ref)
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
                self.take_keyboard(self._places[-1].ref)  # or it would leave the sheet
            spot.rest()
        if focused is not None:
            self.take_keyboard(focused)
        self.arranged.emit()

    def carry_away(self) -> None:
        """Leave what is pressed to a drag of the system, which ends as it ends."""
        self._presses.forget_waiting()
        for spot in self._spots:
            spot.release()

    def _spot(self) -> Spot:
        spot = Spot(self)
        self._presses.hear(spot)
        spot.entered.connect(self._hovered)
        spot.focused.connect(self._focused)
        spot.keyed.connect(self._spot_keyed)
        spot.pulled.connect(self.pulled)
        spot.let_go.connect(self.let_go)
        QWidget.setTabOrder(self._spots[-1] if self._spots else self, spot)
        return spot

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
        self._presses.forget()
        self.keyed.emit(place, event)
        if not event.isAccepted():
            self._walking.take(place, event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Tell that the menu of the page is wanted, where no place is."""
        self.bared.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose nothing when the empty page is pressed."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._presses.forget()
        if self.writing is not None:
            self.editor.leave(InlineEditor.GONE)
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
        self._caret.begin()
        self.update()

    def stop_writing(self, *, going_on: bool = False) -> None:
        """Stop writing and show the page only; the field stays when another text is ``going_on``."""
        self.writing = None
        self._caret.end()
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
        self._caret.on = True
        words = self.editor.words()
        if words != self._drafted:  # else the caret alone moved
            self._drafted = words
            self.drafted.emit()
        self._place_editor()
        self.update()

    @Slot()
    def _update_caret(self) -> None:
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
                frame, caret = self._frame(written[0]), self._caret.on
                paint_writing(painter, frame, self.editor, self._kit.paper, caret=caret)

    def _paint_pages(self, painter: QPainter, part: QRect) -> None:
        colour = self._kit.colour
        painter.fillRect(part, colour("canvas"))
        for number in range(len(self._pages)):
            rect = self.page_rect(number)
            if rect.intersects(QRectF(part)):
                painter.setPen(QPen(colour("line"), 1))
                painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
                fine = self._scale * self.devicePixelRatioF()
                painter.drawImage(rect, self._prints.picture(number, self._pages[number], fine))

    def _paint_chosen(self, painter: QPainter) -> None:
        writing = self.writing
        for place in self._places:
            if writing is None or writing.id != place.ref.id or writing not in place.refs:
                look = Look(place.ref in self._choice.refs, place.ref == self._under)
                paint_place(painter, self._frame(place), look, self._kit.paper, place)

    def _frame(self, place: Place) -> QRectF:
        return framed(self.rect_of(place), self._scale)
