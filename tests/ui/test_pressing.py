"""What is pressed on a sheet is what was under the pointer, though an empty line goes away meanwhile."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.on_sheet import key, press, say, write
from persona_studio.publish.boxes import Ref

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def place(open_place, julie_file):
    return open_place(julie_file, "personas")


def line(place, section, number):
    return Ref("attribute", place.persona().sections[section].attributes[number].id, "text")


def empty_line_open(place):
    """Write at the end of a line of the first section and open an empty one below it."""
    write(place, line(place, 0, 0))
    key(place.canvas.editor, Qt.Key.Key_End)
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert place.canvas.editor.words() == ""
    assert place.canvas.editor.hasFocus()


def over(place, ref):
    """Return what is under the pointer on something, and where on it."""
    at = place.canvas.rect_of(place.canvas.place_of(ref)).center().toPoint()
    spot = place.canvas.childAt(at)
    return spot, spot.mapFrom(place.canvas, at)


def ask_menu(place, spot, there):
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(spot, QContextMenuEvent(reason, spot.mapFromGlobal(there), there))
    return next(menu for menu in place.findChildren(QMenu) if menu.isVisible())


def twice_at(spot, point):
    """Send the second press of two, as the screen does: to whatever is under the pointer by then."""
    kind, no = QEvent.Type.MouseButtonDblClick, Qt.KeyboardModifier(0)
    at, there = QPointF(point), QPointF(spot.mapToGlobal(point))
    QApplication.sendEvent(spot, QMouseEvent(kind, at, there, LEFT, LEFT, no))


@pytest.mark.parametrize(("section", "number"), [(1, 0), (4, 0), (5, 1), (0, 1)])
def test_a_press_chooses_what_was_under_it_while_an_empty_line_goes_away(place, section, number):
    wanted, lines = line(place, section, number), len(place.persona().sections[0].attributes)
    empty_line_open(place)
    press(place, wanted)
    assert place.pen.writing is None
    assert len(place.persona().sections[0].attributes) == lines
    assert place.canvas.current == wanted
    assert place.canvas.chosen_refs() == (wanted,)
    assert QApplication.focusWidget().place.ref == wanted


def test_ctrl_takes_what_was_under_the_pointer_too(place):
    wanted = line(place, 4, 0)
    empty_line_open(place)
    written = place.canvas.current
    press(place, wanted, modifiers=CONTROL)
    assert place.canvas.current == wanted
    assert written not in place.canvas.chosen_refs()
    assert QApplication.focusWidget().place.ref == wanted


def test_two_presses_write_what_was_under_the_first(place):
    wanted = line(place, 1, 0)
    empty_line_open(place)
    place.view.ensureVisible(0, 0)
    at = place.canvas.rect_of(place.canvas.place_of(wanted)).center().toPoint()
    press(place, wanted)
    now = place.canvas.rect_of(place.canvas.place_of(wanted))
    assert not now.contains(at), "the line went up when the empty one went away"
    spot = place.canvas.childAt(at)
    twice_at(spot, spot.mapFrom(place.canvas, at))
    assert place.pen.writing is not None
    assert place.pen.writing.ref == wanted


def test_the_menu_is_of_what_was_under_the_pointer_when_it_was_pressed(place):
    wanted = line(place, 1, 0)
    empty_line_open(place)
    spot, point = over(place, wanted)
    there = spot.mapToGlobal(point)
    QTest.mousePress(spot, RIGHT, pos=point)
    assert place.pen.writing is None
    spot = place.canvas.childAt(place.canvas.mapFromGlobal(there))
    assert spot.place.ref != wanted
    menu = ask_menu(place, spot, there)
    assert place.canvas.current == wanted
    menu.close()
    QTest.mouseRelease(place.canvas, RIGHT)


def test_a_menu_by_the_other_button_leaves_the_chosen_lines_chosen(place):
    wanted = [line(place, 1, 0), line(place, 4, 0)]
    press(place, wanted[0])
    press(place, wanted[1], modifiers=CONTROL)
    spot, point = over(place, wanted[0])
    QTest.mousePress(spot, RIGHT, pos=point)
    menu = ask_menu(place, spot, spot.mapToGlobal(point))
    assert set(place.canvas.chosen_refs()) == set(wanted)
    menu.close()
    QTest.mouseRelease(place.canvas, RIGHT)


def test_words_that_are_left_for_a_press_on_the_handle_are_kept(place, program, settle):
    write(place, line(place, 0, 0))
    say(place.canvas.editor, "Autre chose")
    handle = place.dragging.handle
    handle.stand_by(place.canvas.place_of(line(place, 4, 0)))
    QTest.mousePress(handle, LEFT)
    settle()
    QTest.mouseRelease(handle, LEFT)
    assert place.pen.writing is None
    assert place.persona().sections[0].attributes[0].text.endswith("Autre chose")
