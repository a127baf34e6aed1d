"""Every screen walked: names for what takes the keyboard, nothing cut at any size, the ring of the focus."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QDialog, QLabel, QWidget
from shiboken6 import isValid

from helpers.examples import deepened
from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Kept
from persona_studio.services.personas import casting, versions
from persona_studio.ui.canvas.spots import Spot
from persona_studio.ui.frame.places import PLACES
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.labels import Elided, Paragraph

PLACE_NAMES = [name for name, _, _ in PLACES]
SIZES = [(1440, 900, 1.0), (1366, 768, 1.0), (1200, 760, 1.0), (1440, 900, 1.5), (1366, 768, 1.5)]
TIGHT = [(1200, 760, 1.0), (1366, 768, 1.5)]


def spoken(widget):
    """Return what a screen reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def stops(window):
    """Return the visible widgets that Tab can reach."""
    tab = Qt.FocusPolicy.TabFocus
    return [
        w for w in window.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.focusPolicy() & tab
    ]


@pytest.fixture(params=["start", *PLACE_NAMES])
def screen(request, program, whole_file):
    """Each screen of the program, with content."""
    if request.param != "start":
        program.studio.open(whole_file)
        program.window.go(request.param)
    QApplication.sendPostedEvents()
    return program.window


def test_everything_that_takes_the_keyboard_has_a_name(screen):
    nameless = [repr(widget) for widget in stops(screen) if not spoken(widget).strip()]
    assert nameless == []
    assert len(stops(screen)) > 5


def test_tab_reaches_everything_and_comes_back(screen):
    wanted = {w for w in stops(screen) if w.focusPolicy() & Qt.FocusPolicy.TabFocus}
    handle = screen.windowHandle()
    screen.activateWindow()
    met = []
    for _ in range(3 * len(wanted)):
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or (met and focus is met[0]):
            break
        met.append(focus)
    still = [w for w in wanted if isValid(w)]
    left = [w for w in still if w not in met and not _in_one_group(w, met)]
    assert [repr(w) for w in left] == []


def _in_one_group(widget, met):
    """Tell whether arrows lead to a button from another of its group that Tab reaches."""
    if not isinstance(widget, QAbstractButton):
        return False
    others = [w for w in met if isValid(w) and isinstance(w, QAbstractButton) and w is not widget]
    if widget.autoExclusive():
        return any(w.parentWidget() is widget.parentWidget() for w in others)
    return widget.group() is not None and any(w.group() is widget.group() for w in others)


def test_the_keyboard_shows_where_it_is(screen, qtbot):
    QTest.keyClick(screen.windowHandle(), Qt.Key.Key_Tab)
    button = next(w for w in stops(screen) if isinstance(w, Button))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = screen._ring
    assert ring.isVisible()
    around = QRect(button.mapTo(screen, QPoint(0, 0)), button.size())
    assert ring.geometry().contains(around.intersected(screen.rect()))
    QTest.mousePress(screen.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert not ring.isVisible()
    QTest.mouseRelease(screen.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_ring_goes_with_what_its_button_stands_in(program, qtbot):
    window = program.window
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    button = next(w for w in stops(window.start) if isinstance(w, Button))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    holder = button.parentWidget()
    holder.move(holder.pos() + QPoint(40, 60))
    around = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    assert window._ring.geometry().contains(around.intersected(window.rect()))


def test_the_sheet_is_a_list_one_can_walk(program, julie_file):
    program.studio.open(julie_file)
    program.window.go("personas")
    canvas = program.window.place("personas").canvas
    names = [spoken(s) for s in canvas.findChildren(Spot) if s.isVisible()]
    assert names[0].startswith("Image\u202f: Femme, cheveux mi-longs")
    assert names[2] == "Prénom\u202f: Julie,"
    assert any(name.startswith("Donnée\u202f: Femme de 25") for name in names)
    assert any(name.startswith("Verbatim\u202f: Active, ouverte") for name in names)
    assert any(name.startswith("Hypothèse\u202f: Mariée") for name in names)
    program.window.speak("en")
    names = [spoken(s) for s in canvas.findChildren(Spot) if s.isVisible()]
    assert any(name.startswith("Data: Femme de 25") for name in names)


@pytest.mark.parametrize("size", deepened(SIZES, quick=TIGHT.__contains__))
@pytest.mark.parametrize("name", ["start", *PLACE_NAMES])
def test_nothing_is_cut_at_any_size(make_program, whole_file, name, size):
    wide, tall, scale = size
    program = make_program(scale=scale, size=(wide, tall))
    window = program.window
    if name != "start":
        program.studio.open(whole_file)
        window.go(name)
        if name == "personas":
            place = window.place(name)
            place.canvas.choose(place.canvas.places()[8].ref)
    QApplication.sendPostedEvents()
    assert window.width() <= max(wide, window.minimumWidth())
    cut = [f"{type(w).__name__} {_words(w)!r}" for w in window.findChildren(QWidget) if _is_cut(w, window)]
    assert cut == []


def _words(widget):
    return widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""


def _is_cut(widget, window):
    """Tell whether words do not fit, or a button lies outside the window and nothing scrolls to it."""
    if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel) or not _words(widget):
        return False
    if isinstance(widget, Paragraph):
        return widget.height() < widget.heightForWidth(widget.width())
    if isinstance(widget, Elided) or type(widget).__name__ in {
        "_Row",
        "_Face",
        "ProjectName",
        "_VariableCheck",
    }:
        return False
    if type(widget).__name__ in {"_PersonaCheck", "Check"}:
        return False
    words_fit = widget.width() >= widget.minimumSizeHint().width()
    corner = widget.mapTo(window, widget.rect().bottomRight())
    inside = window.rect().contains(corner) or _scrolls(widget)
    return not (words_fit and inside)


def _scrolls(widget):
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


DIALOGS = ["persona-versions", "persona-kept", "photo", "history", "help", "command"]


@pytest.mark.parametrize("scale", [pytest.param(1.0, marks=pytest.mark.slow), 1.5])
@pytest.mark.parametrize("gesture", DIALOGS)
def test_dialogs_have_names_nothing_cut_and_close_with_escape(
    make_program, whole_file, gesture, scale, settle
):
    program = make_program(scale=scale, size=(1366, 768))
    program.studio.open(whole_file)
    program.window.go("personas")
    project = program.studio.project
    program.studio.do(versions.keep(project, project.personas[0].id, "Avant l’atelier"), "Version kept")
    program.studio.do(SetField(project.personas[0].attributes[0].id, "text", "Autrement"), "Text written")
    program.studio.do(casting.put_by(project, [project.personas[-1].id], Kept.ASIDE), "Persona set aside")
    program.window.actions_[gesture].trigger()
    dialog = next(d for d in program.window.findChildren(QDialog) if d.isVisible())
    QApplication.sendPostedEvents()
    assert [repr(w) for w in stops(dialog) if not spoken(w).strip()] == []
    assert stops(dialog)
    assert dialog.windowTitle().strip() or spoken(dialog).strip()
    assert dialog.height() <= 768 + 1
    assert dialog.width() <= 1366
    cut = [f"{type(w).__name__} {_words(w)!r}" for w in dialog.findChildren(QWidget) if _is_cut(w, dialog)]
    assert cut == []
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    settle()
