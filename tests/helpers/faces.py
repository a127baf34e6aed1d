"""The companions of a sheet in the window of a test: shown, found, pulled."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def show(place, face):
    place.companions.tabs.switch.choose(face.value)
    place.companions.tabs.chosen.emit(face.value)
    QApplication.sendPostedEvents()


def stages(place):
    return place.persona().journeys[0].stages


def spot_of(place, ref):
    rect = place.canvas.rect_of(place.canvas.place_of(ref))
    point = rect.center().toPoint()
    place.view.ensureVisible(point.x(), point.y())
    spot = place.canvas.childAt(point)
    return spot, spot.mapFrom(place.canvas, point)


def pull(place, ref, by, *, let_go=True):
    """Press a place, drag it by so many pixels and, perhaps, let it go."""
    spot, start = spot_of(place, ref)
    QTest.mousePress(spot, LEFT, pos=start)
    begun_at = spot.mapToGlobal(start)
    for part in (0.3, 0.6, 1.0):
        here = begun_at + QPoint(round(by[0] * part), round(by[1] * part))
        at = QPointF(spot.mapFromGlobal(here))
        event = QMouseEvent(QEvent.Type.MouseMove, at, QPointF(here), NONE, LEFT, Qt.KeyboardModifier(0))
        QApplication.sendEvent(spot, event)
    if let_go:
        QTest.mouseRelease(spot, LEFT, pos=spot.mapFromGlobal(begun_at + QPoint(*by)))
    return spot
