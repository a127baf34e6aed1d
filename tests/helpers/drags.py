"""Things dragged over the sheet, with the events the system would send."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Evidence
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas import casting
from persona_studio.services.samples import julie
from persona_studio.ui.canvas.ghost import Ghost
from persona_studio.ui.mime import carried

BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TEMPLATES = ("classique", "magazine", "synthese")


class Dragged:
    """Something on its way: events as the system sends them to whatever lies under the pointer."""

    def __init__(self, data):
        self.data, self.over, self.taken = data, None, False

    def move(self, widget, point, modifiers=PLAIN):
        """Come to a point of a widget."""
        if self.over is not widget:
            self.leave()
            self.over = widget
            QApplication.sendEvent(widget, QDragEnterEvent(point, BOTH, self.data, LEFT, modifiers))
        event = QDragMoveEvent(point, BOTH, self.data, LEFT, modifiers)
        event.ignore()
        QApplication.sendEvent(widget, event)
        self.taken = event.isAccepted()
        return self.taken

    def leave(self):
        """Go away, or be given up."""
        if self.over is not None:
            QApplication.sendEvent(self.over, QDragLeaveEvent())
        self.over = None

    def drop(self, widget, point, modifiers=PLAIN):
        """Be let go; what is not taken comes to nothing."""
        if not self.move(widget, point, modifiers):
            self.leave()
            return None
        event = QDropEvent(QPointF(point), BOTH, self.data, LEFT, modifiers)
        event.ignore()
        QApplication.sendEvent(widget, event)
        self.over = None
        return event.dropAction() if event.isAccepted() else None


class Sheet:
    """The place of personas, and where things are on its sheet."""

    def __init__(self, place, program, monkeypatch):
        self.place, self.program = place, program
        self.view, self.canvas, self.handle = place.view, place.canvas, place.dragging.handle
        self.port, self.drops = place.view.viewport(), place.dragging.drops
        self.script, self.carried, self.words = None, None, ""
        monkeypatch.setattr(QDrag, "exec", lambda drag, *_: self._exec(drag.mimeData()))

    def _exec(self, data):
        self.carried, self.words = carried(data), data.text()
        return self.script(Dragged(data)) or Qt.DropAction.IgnoreAction

    @property
    def project(self):
        return self.program.studio.project

    @property
    def persona(self):
        return self.place.persona()

    def section(self, number):
        return self.persona.sections[number]

    def ids(self, number):
        return [line.id for line in self.section(number).attributes]

    def show(self, template):
        """Show another template; that is no gesture of these tests."""
        self.program.studio.do(SetField(self.persona.id, "template", template), "Template changed")
        QApplication.sendPostedEvents()

    def point(self, section, index):
        """The point of the viewport where a line lands at a place of a section."""
        found = [
            (zone, stop)
            for zone in self.drops.aiming.zones(self.place.outline())
            for stop in zone.stops
            if zone.section == section.id and stop.index == index
        ]
        zone, stop = found[0]
        return self.at(zone.page, (zone.frame.left + zone.frame.right) / 2, stop.y)

    def at(self, page, x, y):
        """A point of a page, scrolled into view, on the viewport."""
        corner = self.canvas.page_rect(page).topLeft()
        point = (corner + QPointF(x, y) * self.canvas.scale).toPoint()
        self.view.ensureVisible(point.x(), point.y(), 60, 200)
        return self.canvas.mapTo(self.port, point)

    def take(self, ref, script):
        """Hover a thing, press its handle, move: then the script says where it goes."""
        self.script = script
        shown = self.canvas.place_of(ref)
        self.view.ensureVisible(*self.canvas.rect_of(shown).center().toPoint().toTuple())
        spot = self.canvas.childAt(self.canvas.rect_of(shown).center().toPoint())
        QApplication.sendEvent(spot, QEvent(QEvent.Type.Leave))
        self.canvas.hovered.emit(shown)
        assert self.handle.isVisible()
        start = self.handle.rect().center()
        QTest.mousePress(self.handle, LEFT, pos=start)
        for way in (2, 6, 14):
            at = QPointF(start + QPoint(0, way))
            event = QMouseEvent(
                QEvent.Type.MouseMove, at, self.handle.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, PLAIN
            )
            QApplication.sendEvent(self.handle, event)
        QTest.mouseRelease(self.handle, LEFT, pos=start)

    def pull(self, ref, script, way=14):
        """Press the words of a line, move by so many pixels: then the script says where it goes."""
        self.script = script
        middle = self.canvas.rect_of(self.canvas.place_of(ref)).center().toPoint()
        self.view.ensureVisible(*middle.toTuple())
        spot = self.canvas.childAt(middle)
        start = spot.mapFrom(self.canvas, middle)
        QTest.mousePress(spot, LEFT, pos=start)
        for part in (way // 3, way * 2 // 3, way, way + 1):
            at = QPointF(start + QPoint(0, part))
            kind, none = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
            QApplication.sendEvent(spot, QMouseEvent(kind, at, spot.mapToGlobal(at), none, LEFT, PLAIN))
        QTest.mouseRelease(spot, LEFT, pos=start)

    def line(self, number, index):
        return Ref("attribute", self.section(number).attributes[index].id, "text")

    def face(self, persona):
        """The middle of a face of the strip."""
        strip = self.place.strip
        faces = (f for f in strip.findChildren(QWidget) if getattr(f, "persona", None) == persona)
        face = next(faces)
        return strip, face.mapTo(strip, face.rect().center())

    def fact(self):
        """What the bar below says."""
        fact = self.place.status._fact
        return fact.whole() if fact.isVisible() else ""

    def quiet(self):
        """Nothing of a drag is left."""
        timers = [self.drops.scroll.running, self.place.dragging.strip._opens.isActive()]
        ghost = self.program.window.findChild(Ghost)
        return not self.drops.indicator.isVisible() and ghost is None and not any(timers)


def people():
    """Julie, whose first line rests on figures of her segment, and Marc, of another."""
    project = julie("fr")
    persona = replace(project.personas[0], segment="pragmatic")
    first = persona.sections[0].attributes[0]
    proven = replace(first, evidence=replace(first.evidence or Evidence(), segment="pragmatic"))
    sections = list(persona.sections)
    sections[0] = replace(sections[0], attributes=(proven, *sections[0].attributes[1:]))
    persona = replace(persona, sections=tuple(sections))
    other = replace(casting.renewed(persona), name="Marc", segment="builder", accent=2)
    return replace(project, personas=(persona, other))


def text_data(text):
    data = QMimeData()
    data.setText(text)
    return data


def files(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data
