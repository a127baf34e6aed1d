"""Rings and frames around what is shown: whole, and within what they belong to."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from persona_studio.services.samples import julie
from persona_studio.services.session import Session


@pytest.fixture
def place(open_place, tmp_path):
    project = julie("fr")
    persona = project.personas[0]
    first = replace(persona.sections[0], attributes=())
    persona = replace(persona, sections=(first, *persona.sections[1:]))
    file = tmp_path / "empty.persona"
    Session.create(file, replace(project, personas=(persona,)), {}).close()
    return open_place(file, "personas")


def test_a_ring_stays_within_the_panel_of_what_has_the_keyboard(place, program):
    window = program.window
    filling = QWidget(place.drawer)  # as the words in place of a list are, which are as wide as the palette
    filling.setGeometry(place.drawer.rect().adjusted(0, 100, 0, 0))
    filling.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    filling.show()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    filling.setFocus(Qt.FocusReason.TabFocusReason)
    around = QRect(place.drawer.mapTo(window, QPoint()), place.drawer.size())
    assert window._ring.isVisible()
    assert around.contains(window._ring.geometry())
    assert window._ring.width() == around.width(), "it had no more room"


def test_the_rows_to_review_leave_their_frame_its_round_corners(place):
    place.open_inspector()
    place.inspector.review.look()
    rows = place.inspector.review.list
    assert rows.isVisible()
    picture = rows.grab().toImage()
    ground = picture.pixelColor(picture.width() // 2, 4)
    corner = {picture.pixelColor(x, y).name() for x in range(1, 5) for y in range(1, 5)}
    assert corner != {ground.name()}, "the arc of the frame passes there"
