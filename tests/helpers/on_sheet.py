"""The sheet under real events: pressed, written, spoken to by an input method."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def line_with(place, words):
    """Return the ref of the line that says something."""
    return next(p.ref for p in place.canvas.places() if p.text is not None and words in p.text.text)


def _point(place, ref, at):
    shown = place.canvas.place_of(ref)
    rect = place.canvas.rect_of(shown)
    point = QPoint(round(rect.x() + 1 + (rect.width() - 2) * at), round(rect.center().y()))
    place.view.ensureVisible(point.x(), point.y())
    spot = place.canvas.childAt(point)
    return spot, spot.mapFrom(place.canvas, point)


def press(place, ref, at=0.5, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a place of the sheet with the pointer, which chooses it."""
    spot, point = _point(place, ref, at)
    QTest.mouseClick(spot, Qt.MouseButton.LeftButton, modifiers, point)


def write(place, ref, at=0.5):
    """Press a text of the sheet twice, which opens it."""
    spot, point = _point(place, ref, at)
    QTest.mouseDClick(spot, Qt.MouseButton.LeftButton, pos=point)


def say(widget, text):
    """Write as an input method does: accents and ligatures need no key of their own."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def compose(widget, text):
    """Show a text that is still being composed."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def key(widget, which, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, which, modifiers)
