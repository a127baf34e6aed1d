"""A project whose file is gone, and an export under way: closing asks, and nothing is said to be saved."""

import shutil

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from persona_studio.domain.edits import SetField
from persona_studio.publish.boxes import Ref
from persona_studio.services.session import Session
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
    assert program.window.work.bar._state.text() == "Non enregistré"


def test_a_window_that_holds_the_only_copy_is_not_closed_unasked(workshop, program, whole_file, tmp_path):
    away = whole_file.rename(tmp_path / "elsewhere.persona")
    assert not program.window.close()
    asked(program).reject()
    assert program.studio.session is not None
    away.rename(whole_file)
    assert program.window.close()


@pytest.fixture
def gone(open_place, program, whole_file):
    """A project whose folder was deleted behind the back of the window, which has just said so."""
    folder = whole_file.parent / "client"
    folder.mkdir()
    place = open_place(whole_file.rename(folder / whole_file.name), "workshop")
    shutil.rmtree(folder)
    program.studio.do(SetField(program.studio.project.id, "name", "Café"), "Project renamed")
    assert program.window.work.strip.isVisible()
    return place


def save_copy(program, file):
    QTest.keyClick(program.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    dialog = next(d for d in program.window.findChildren(QFileDialog) if d.isVisible())
    dialog.fileSelected.emit(str(file))
    dialog.reject()


def test_the_window_goes_on_in_the_copy_that_saved_the_project(gone, program, tmp_path):
    shown = program.studio.project
    save_copy(program, tmp_path / "rescued.persona")
    assert program.studio.session.path == tmp_path / "rescued.persona"
    assert program.studio.project == shown
    assert program.window.work.bar._state.text() == "Enregistré"
    assert not program.window.work.strip.isVisible()
    assert program.window._here == "workshop"
    assert gone.leaving.folder == tmp_path
    assert program.studio.do(SetField(shown.id, "name", "Infusions"), "Project renamed")
    assert program.window.close()
    with Session.open(tmp_path / "rescued.persona") as kept:
        assert kept.project.name == "Infusions"
        assert [kept.labels(found.id).data for found in kept.project.segmentations]


def test_words_being_written_are_kept_in_the_copy(open_place, program, whole_file, tmp_path):
    place = open_place(whole_file, "personas")
    whole_file.unlink()
    place.pen.write(Ref("persona", place.current, "name"))
    place.canvas.editor.insertPlainText("Zoé")
    save_copy(program, tmp_path / "rescued.persona")
    assert program.window.close()
    with Session.open(tmp_path / "rescued.persona") as kept:
        assert kept.project.personas[0].name == "Zoé"


def test_a_copy_beside_a_file_that_is_there_stays_a_copy(workshop, program, whole_file, tmp_path):
    save_copy(program, tmp_path / "other.persona")
    assert program.studio.session.path == whole_file


def test_an_export_from_a_file_that_is_gone_offers_a_copy_and_no_other_folder(
    gone, program, tmp_path, settle
):
    gone.leaving.write(str(tmp_path / "answers.csv"))
    settle()
    strip = gone.options.strip
    ways = [b.text() for b in strip.findChildren(QAbstractButton) if b.isVisible() and b.text()]
    assert ways == ["Enregistrer une copie…"]
    save_copy(program, tmp_path / "rescued.persona")
    assert not strip.isVisible()
    gone.leaving.write(str(tmp_path / "answers.csv"))
    assert (tmp_path / "answers.csv").exists()


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


def exported(progress):
    return "exported"


def test_the_question_goes_with_the_export_it_is_about(held, gate, whole_file, settle):
    assert held.studio.open(whole_file)
    gone = []
    with gate:
        held.studio.jobs.start(EXPORTING, "", exported, done=gone.append)
        assert not held.window.close()
        assert asked(held).isVisible()
    held.studio.jobs.drain()
    assert gone == ["exported"]
    settle()
    assert asked(held) is None
    assert held.studio.session is not None
    assert held.window.close()
