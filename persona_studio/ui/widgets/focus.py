"""The ring around what has the keyboard: one overlay for every focusable thing."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from persona_studio.ui.kit import Kit
from persona_studio.ui.widgets.surfaces import Panel

OFFSET, WIDTH = 2, 2
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Follows the focus while the keyboard moves it; a press of the mouse takes it away."""

    def __init__(self, kit: Kit, window: QWidget) -> None:
        super().__init__(window)
        self._kit = kit
        self._target: QWidget | None = None
        self._around: list[QWidget] = []
        self._by_key = False
        self._watched: QWindow | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._moved)

    def watch(self, window: QWindow | None) -> None:
        """Learn from the native window whether keys or the mouse move the focus."""
        if window is not None and window is not self._watched:
            self._watched = window
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what moved the focus, and follow a target that moves."""
        kind = event.type()
        if watched is self._watched:
            if kind == QEvent.Type.KeyPress:
                self._by_key = True
            elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
                self._by_key = False
                self._aim(None)
        elif kind in _MOVES and watched in self._around:
            self._follow()
        return False

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        wanted = new is not None and self._by_key and new.window() is self.window() and ringed(new)
        self._aim(new if wanted else None)

    def _aim(self, target: QWidget | None) -> None:
        for widget in self._around:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._target, self._around = target, list(_up_from(target, self.window()))
        for widget in self._around:
            widget.installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        margin = OFFSET + WIDTH
        corner = target.mapTo(self.window(), target.rect().topLeft())
        ring = QRect(corner, target.size()).adjusted(-margin, -margin, margin, margin)
        self.setGeometry(ring.intersected(self._room(target)))
        self.show()
        self.raise_()

    def _room(self, target: QWidget) -> QRect:
        """Return where a ring may be: within the panel of its target, or the window."""
        panel = next((each for each in self._around if isinstance(each, Panel) and each is not target), None)
        if panel is None:
            return self.window().rect()
        return QRect(panel.mapTo(self.window(), panel.rect().topLeft()), panel.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._kit.colour("accent"), WIDTH))
        half = WIDTH / 2
        radius = self._kit.px(10)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)


def _up_from(target: QWidget | None, window: QWidget) -> Iterator[QWidget]:
    """Yield a widget and what it stands in: it moves with these, and is told nothing of it."""
    while target is not None and target is not window:
        yield target
        target = target.parentWidget()


def ringed(widget: QWidget) -> bool:
    """Tell whether a widget needs the ring: fields, lists and lines of a sheet show the focus themselves."""
    shown = isinstance(widget, QLineEdit | QComboBox | QAbstractScrollArea)
    return not (shown or getattr(widget, "shows_focus", False))


def stops(widget: QWidget) -> list[QWidget]:
    """Return what Tab goes through inside a widget, in the order it was made; not its dialogs."""
    tab, window = Qt.FocusPolicy.TabFocus, widget.window()
    inside = (part for part in widget.findChildren(QWidget) if part.window() is window)
    return [part for part in inside if part.focusPolicy() & tab]


def follow_on(before: QWidget | None, widget: QWidget) -> None:
    """Let Tab go from ``before`` through a widget that was made later: Qt puts what is new at the end."""
    for part in stops(widget):
        if before is not None:
            QWidget.setTabOrder(before, part)
        before = part
