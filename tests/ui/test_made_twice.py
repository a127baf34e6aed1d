"""Pressing twice what goes away opens nothing that has come under the pointer, nor under the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from persona_studio.domain.edits import Remove, Together
from persona_studio.ui.places.segments.segmentations import SegmentationsDialog

SIZES = ((1440, 900), (1100, 700))


@pytest.fixture
def place(open_place, sample_file, program, settle):
    """The Segments place of the bundled example, its personas taken out."""
    place = open_place(sample_file, "segments")
    studio = program.studio
    assert studio.do(Together(tuple(Remove(p.id) for p in studio.project.personas)), "Personas removed")
    settle()
    assert place._make.isVisible()
    return place


def opened(place):
    return [d for d in place.window().findChildren(SegmentationsDialog) if d.isVisible()]


@pytest.mark.parametrize("size", SIZES)
def test_pressing_create_twice_opens_nothing_else(place, program, settle, size):
    window = program.window
    window.resize(*size)
    settle()
    at = place._make.mapTo(window, place._make.rect().center())
    for _ in range(2):
        under = window.childAt(at)
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, pos=under.mapFrom(window, at))
        program.studio.jobs.drain()
        settle()
    assert program.studio.project.personas
    assert not place._make.isVisible()
    assert not opened(place)
    assert not isinstance(window.childAt(at), QAbstractButton)


@pytest.mark.parametrize("size", SIZES)
def test_pressing_create_twice_by_the_keyboard_opens_nothing_else(place, program, settle, size):
    window = program.window
    window.resize(*size)
    settle()
    place._make.setFocus()
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
        program.studio.jobs.drain()
        settle()
    assert program.studio.project.personas
    assert not opened(place)
