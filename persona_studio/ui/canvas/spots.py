"""What can be chosen on a sheet: real widgets over the page, which keyboard and screen readers can walk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import is_

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Box, Group, Page, Rect, Ref, TextBox, frame
from persona_studio.services.personas.chips import CHIP, POLES

WRITTEN = {
    ("persona", "name"),
    ("persona", "title"),
    ("persona", "role"),
    ("persona", "priority"),
    ("persona", "objective"),
    ("persona", "quote"),
    ("section", "title"),
    ("section", "attributes"),
    ("attribute", "text"),
    ("attribute", "owner"),
    ("attribute", "until"),
    ("journey", "title"),
    ("journey", "length"),
    ("journey", "span"),
    ("journey", "note"),
    ("journey", "moment"),
    ("stage", "name"),
    ("stage", "when"),
    ("stage", "mood"),
}
"""What is written on the page itself."""
PRESSED = {("persona", "kind")}
"""What opens a menu."""
PORTRAIT = "portrait"
FEELING = ("stage", "feeling")
"""A point of the curve of a journey."""
_CHEVRON = ("stage", "chevron")
_DRAWN = {("persona", PORTRAIT), FEELING, ("stage", "icon"), ("attribute", "opportunity")}
_TOLD = {("attribute", "opportunity"), ("attribute", "because")}
CALM = {*_DRAWN, *_TOLD}
"""What is chosen by a press, and opened by two or by Enter."""
_MARK = ("attribute", "provenance")
_CLIPBOARD = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
)
Frame = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""


@dataclass(frozen=True, slots=True)
class Place:
    """Something on a page that can be chosen; ``text`` is None when it is not written.

    A line of chips or with a gauge has ``parts``, the texts of its chips or poles; ``rail`` is where the knob
    of a gauge runs.
    """

    page: int
    ref: Ref
    rect: Frame
    text: TextBox | None
    parts: tuple[TextBox, ...] = ()
    rail: Frame | None = None

    @property
    def texts(self) -> tuple[TextBox, ...]:
        """All that is written here."""
        return (*((self.text,) if self.text is not None else ()), *self.parts)

    @property
    def refs(self) -> list[Ref]:
        """All that is shown here."""
        return [self.ref, *(box.ref for box in self.parts if box.ref is not None)]

    def nearest(self, x: float, y: float) -> TextBox:
        """Return the text nearest to a point of the page; there must be one."""
        return min(self.texts, key=lambda box: _distance(box, x, y))


def places_of(number: int, page: Page) -> list[Place]:
    """List the places of a page in reading order; the mark of an attribute belongs to its text."""
    return list(_of_page(number, page))


def still(before: Page, after: Page) -> bool:
    """Tell whether a page is made of the very same boxes."""
    same = len(before.boxes) == len(after.boxes) and before.title == after.title
    return same and before.height == after.height and all(map(is_, before.boxes, after.boxes))


def settled(before: Page, after: Page) -> Page:
    """Return a page with the very boxes of the one before wherever they are equal.

    What is the same object is neither prepared for painting nor named again, however it was laid out. Of a
    thing of which anything changed every box is new: its name tells more than its words.
    """
    pairs = list(zip(_beside(before.boxes, after.boxes), after.boxes, strict=True))
    changed = {new.ref.id for old, new in pairs if old is None and new.ref is not None}
    boxes = (
        new if old is None or (new.ref is not None and new.ref.id in changed) else old for old, new in pairs
    )
    return replace(after, boxes=tuple(boxes))


def _beside(old: Sequence[Box], new: Sequence[Box]) -> list[Box | None]:
    """Return for each new box the old one that is equal, or None; both lists go the same way."""
    if len(old) == len(new):
        return [a if _same(a, b) else None for a, b in zip(old, new, strict=True)]
    fewest = min(len(old), len(new))
    front = next((i for i in range(fewest) if not _same(old[i], new[i])), fewest)
    back = next((i for i in range(fewest - front) if not _same(old[-1 - i], new[-1 - i])), fewest - front)
    return [*old[:front], *[None] * (len(new) - front - back), *old[len(old) - back :]]


def _same(a: Box, b: Box) -> bool:
    return a is b or (type(a) is type(b) and a.ref == b.ref and a == b)


def _of_page(number: int, page: Page) -> Iterator[Place]:
    marks: dict[Id, Frame] = {}
    framed: dict[Ref, Box] = {}
    chevrons: dict[Ref, Frame] = {}
    parts = _parts(page)
    for box in page.boxes:
        ref = box.ref
        if ref is None:
            continue
        if isinstance(box, Group) and (ref.kind, ref.field) == _MARK:
            marks[ref.id] = frame(box)
        elif isinstance(box, Group) and (ref.kind, ref.field) in _DRAWN:
            yield Place(number, ref, frame(box), None)
        elif isinstance(box, Rect):
            framed[ref] = box
        elif (ref.kind, ref.field) == _CHEVRON:
            chevrons[Ref("stage", ref.id, "name")] = frame(box)
        elif isinstance(box, TextBox) and (ref.kind, ref.field) in WRITTEN | PRESSED | _TOLD:
            rects = [chevrons.pop(ref, None) or frame(framed.get(ref, box))]
            if box.first == 0 and ref.field == "text" and ref.id in marks:
                rects.append(marks[ref.id])
            text = box if (ref.kind, ref.field) in WRITTEN else None
            yield _place(number, ref, rects, text, parts.pop(ref.id, []))
        elif ref.id in parts and is_part(ref):
            line = Ref("attribute", ref.id, "text")
            yield _place(
                number, line, [marks[ref.id]] if ref.id in marks else [], None, parts.pop(ref.id, [])
            )


def _place(number: int, ref: Ref, rects: list[Frame], text: TextBox | None, parts: list[Box]) -> Place:
    rects = [*rects, *(frame(part) for part in parts)]
    whole = rects[0]
    for rect in rects[1:]:
        whole = _union(whole, rect)
    rail = next((frame(part) for part in parts if isinstance(part, Group)), None)
    return Place(number, ref, whole, text, tuple(p for p in parts if isinstance(p, TextBox)), rail)


def is_part(ref: Ref) -> bool:
    """Tell whether something is a part of a line: a chip, a pole or the rail of a gauge."""
    return ref.kind == "attribute" and (ref.field in (*POLES, "gauge") or ref.field.startswith(CHIP))


def _parts(page: Page) -> dict[Id, list[Box]]:
    parts: dict[Id, list[Box]] = {}
    for box in page.boxes:
        if box.ref is not None and is_part(box.ref):
            parts.setdefault(box.ref.id, []).append(box)
    return parts


def _union(a: Frame, b: Frame) -> Frame:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


class Spot(QAbstractButton):
    """One place, transparent; the canvas below paints it chosen or under the pointer.

    ``touched`` carries the place that was pressed, ``noted`` one pressed by the other button: its menu is to
    come. ``pulled`` carries the place that was pressed and the point of the canvas to which it is dragged
    since, ``let_go`` where it was let go, ``let_be`` that it was where it was pressed. A button, so that
    screen readers say that it can be pressed, and can press it.
    """

    touched = Signal(object, QPointF, object)
    noted = Signal(object, QPointF)
    called = Signal(object, object)
    menued = Signal(object, QPoint)
    entered = Signal(object)
    focused = Signal(object)
    keyed = Signal(object, QKeyEvent)
    pulled = Signal(object, QPointF)
    let_go = Signal(object, QPointF)
    let_be = Signal(object)
    shows_focus = True  # what has the keyboard is what is chosen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place: Place | None = None
        self._pressed: tuple[Place, QPoint] | None = None
        self._pulling = False
        # Not by a click: what one chooses, with Ctrl or Shift, the canvas decides; it brings the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._called)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    def stand_at(self, rect: QRectF) -> None:
        """Stand at a rectangle of the canvas."""
        around = rect.toAlignedRect()
        if around != self.geometry():
            self.setGeometry(around)

    def stands_for(self, place: Place) -> bool:
        """Tell whether it stands for this place already, drawn by the very same boxes."""
        mine = self.place
        if mine is place:
            return True
        if mine is None or mine.ref != place.ref or mine.text is not place.text:
            return False
        if (place.ref.kind, place.ref.field) in _DRAWN:
            return False  # no box tells whether it is another picture, or another value
        self.place = place
        return len(mine.parts) == len(place.parts) and all(map(is_, mine.parts, place.parts))

    def stand_for(self, place: Place, name: str) -> None:
        """Stand for a place."""
        self.place = place
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        self.setCursor(_cursor(place))
        self.show()

    def rest(self) -> None:
        """Stand for nothing."""
        self.place = None
        self.hide()

    @Slot()
    def _called(self) -> None:
        if self.place is not None:
            self.called.emit(self.place, None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing."""

    def sizeHint(self) -> QSize:
        """Return the size it was given."""
        return self.size()

    def event(self, event: QEvent) -> bool:
        """Take the keys of the clipboard before any shortcut of the window does."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _clips(event):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where it was pressed."""
        if self.place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._pulling = (self.place, event.position().toPoint()), False
            self.touched.emit(self.place, self.mapToParent(event.position()), event.modifiers())
        elif self.place is not None and event.button() == Qt.MouseButton.RightButton:
            self.noted.emit(self.place, self.mapToParent(event.position()))
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell that it is being pulled, once the pointer is clearly away from where it was pressed."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        place, begun = self._pressed
        way = (event.position().toPoint() - begun).manhattanLength()
        if self._pulling or way >= QApplication.startDragDistance():
            self._pulling = True
            self.pulled.emit(place, self.mapToParent(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell that what was pulled is let go."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._pulling:
            self._pulling = False
            self.let_go.emit(pressed[0], self.mapToParent(event.position()))
        elif pressed is not None:
            self.let_be.emit(pressed[0])

    def release(self) -> None:
        """Know of no press any more: what was pressed is carried by a drag of the system."""
        self._pressed, self._pulling = None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell that it is to be written, and where it was pressed."""
        if self.place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.called.emit(self.place, self.mapToParent(event.position()))
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Tell that a menu is wanted: beside the place when the keyboard asks."""
        if self.place is not None:
            by_keys = event.reason() == QContextMenuEvent.Reason.Keyboard
            at = self.mapToGlobal(self.rect().bottomLeft()) if by_keys else event.globalPos()
            self.menued.emit(self.place, at)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer came."""
        super().enterEvent(event)
        self.entered.emit(self.place)

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer went."""
        super().leaveEvent(event)
        self.entered.emit(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came."""
        super().focusInEvent(event)
        self.focused.emit(self.place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand keys to the canvas; what it does not take goes on."""
        event.setAccepted(False)
        if self.place is not None:
            self.keyed.emit(self.place, event)
        if not event.isAccepted():
            super().keyPressEvent(event)


def _cursor(place: Place) -> Qt.CursorShape:
    if (place.ref.kind, place.ref.field) == FEELING:
        return Qt.CursorShape.SizeVerCursor
    return Qt.CursorShape.ArrowCursor if place.texts else Qt.CursorShape.PointingHandCursor


def _clips(event: QKeyEvent) -> bool:
    return any(event.matches(keys) for keys in _CLIPBOARD)


def _distance(box: TextBox, x: float, y: float) -> float:
    across = max(box.x - x, 0.0, x - box.x - box.width)
    down = max(box.y - y, 0.0, y - box.y - box.height)
    return across + 4 * down  # what is on the same line is nearer than what is below
