"""What can be chosen on a sheet: real widgets over the page, which keyboard and screen readers can walk."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Box, Group, Page, Rect, Ref, TextBox, frame

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
}
"""What is written on the sheet itself."""
PRESSED = {("persona", "kind")}
"""What opens a menu."""
_MARK = ("attribute", "provenance")


@dataclass(frozen=True, slots=True)
class Place:
    """Something on a page that can be chosen; ``rect`` is in points, ``text`` None when it is not written."""

    page: int
    ref: Ref
    rect: tuple[float, float, float, float]
    text: TextBox | None


def places(pages: tuple[Page, ...]) -> list[Place]:
    """List the places of a sheet in reading order; the mark of an attribute belongs to its text."""
    return [place for number, page in enumerate(pages) for place in _of_page(number, page)]


def _of_page(number: int, page: Page) -> Iterator[Place]:
    marks: dict[Id, tuple[float, float, float, float]] = {}
    framed: dict[Ref, Box] = {}
    for box in page.boxes:
        ref = box.ref
        if ref is None:
            continue
        if isinstance(box, Group) and (ref.kind, ref.field) == _MARK:
            marks[ref.id] = frame(box)
        elif isinstance(box, Rect):
            framed[ref] = box
        elif isinstance(box, TextBox) and (ref.kind, ref.field) in WRITTEN | PRESSED:
            around = framed.get(ref)
            rect = frame(around if around is not None else box)
            if box.first == 0 and ref.id in marks:
                rect = _union(rect, marks[ref.id])
            yield Place(number, ref, rect, box if (ref.kind, ref.field) in WRITTEN else None)


def _union(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


class Spot(QAbstractButton):
    """One place, transparent; the canvas below paints it chosen or under the pointer.

    A button, so that screen readers say that it can be pressed, and can press it.
    """

    touched = Signal(object, QPointF)
    called = Signal(object)
    entered = Signal(object)
    focused = Signal(object)
    keyed = Signal(object, QKeyEvent)
    shows_focus = True  # what has the keyboard is what is chosen

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.place: Place | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._called)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def stand_for(self, place: Place, rect: QRectF, name: str) -> None:
        """Stand for a place, at a rectangle of the canvas."""
        self.place = place
        self.setGeometry(rect.toAlignedRect())
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.IBeamCursor if place.text else Qt.CursorShape.PointingHandCursor)
        self.show()

    def rest(self) -> None:
        """Stand for nothing."""
        self.place = None
        self.hide()

    @Slot()
    def _called(self) -> None:
        if self.place is not None:
            self.called.emit(self.place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint nothing."""

    def sizeHint(self) -> QSize:
        """Return the size it was given."""
        return self.size()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell where it was pressed."""
        if self.place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.touched.emit(self.place, self.mapToParent(event.position()))
        else:
            event.ignore()

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
