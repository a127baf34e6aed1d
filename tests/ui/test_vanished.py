"""A project whose file is gone, and an export under way: closing asks, and nothing is said to be saved."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.places.workshop.choice import DeliverableCheck
from persona_studio.ui.projects import EXPORTING


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


def box(workshop, name):
    return next(row for row in workshop.choice.findChildren(DeliverableCheck) if row.text() == name)


def asked(program):
    return program.window.findChild(Confirm)


def test_what_cannot_be_kept_is_not_shown_as_chosen_nor_as_saved(workshop, program, whole_file):
    whole_file.unlink()
    poster = box(workshop, "Poster A3")
    QTest.mouseClick(poster, Qt.MouseButton.LeftButton, pos=QPoint(8, 10))
    assert not poster.isChecked()
    assert program.window._bar._state.text() == "Non enregistré"


def test_a_window_that_holds_the_only_copy_is_not_closed_unasked(workshop, program, whole_file, tmp_path):
    away = whole_file.rename(tmp_path / "elsewhere.persona")
    assert not program.window.close()
    asked(program).reject()
    assert program.studio.session is not None
    away.rename(whole_file)
    assert program.window.close()


def test_an_export_under_way_is_not_given_up_unasked(held, gate, whole_file):
    assert held.studio.open(whole_file)
    gone = []
    with gate:
        held.studio.jobs.start(EXPORTING, "", int, done=gone.append, stopped=lambda: gone.append("stopped"))
        assert not held.window.close()
        assert gone == []
        asked(held).accept()
    assert held.studio.session is None
    assert gone == ["stopped"]
