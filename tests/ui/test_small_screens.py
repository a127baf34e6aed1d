"""Large text on a small screen: places scroll, nothing is crushed."""

import pytest
from PySide6.QtWidgets import QApplication

from persona_studio.ui.places.segments.candidates import CandidateButton
from persona_studio.ui.widgets.buttons import Button

SMALL = ((800, 507), (911, 512))
"""1200x760 and 1366x768 with text at 150 %."""


def fit(window, size):
    window.setMinimumSize(1, 1)
    window.resize(*size)
    QApplication.sendPostedEvents()


@pytest.mark.parametrize("size", SMALL)
def test_no_button_of_the_start_screen_is_crushed(program, qtbot, size):
    fit(program.window, size)
    buttons = [b for b in program.window.start.findChildren(Button) if b.isVisible()]
    assert len(buttons) >= 3

    def whole(button):
        return button.size().expandedTo(button.sizeHint()) == button.size()

    qtbot.waitUntil(lambda: all(map(whole, buttons)), timeout=2000)


@pytest.mark.parametrize("size", SMALL)
def test_numbers_and_stabilities_stay_apart(program, qtbot, open_place, whole_file, size):
    place = open_place(whole_file, "segments")
    fit(program.window, size)
    buttons = place.candidates.findChildren(CandidateButton)
    assert len(buttons) == 7
    qtbot.waitUntil(lambda: all(b.size() == b.sizeHint() for b in buttons), timeout=2000)
    rects = [b.geometry() for b in buttons]
    assert not any(a.intersects(b) for i, a in enumerate(rects) for b in rects[:i])
    assert all(place.candidates.rect().contains(r) for r in rects)
