"""From a dropped file to personas, in the window, with the real services and jobs that run at once."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from helpers.tea import QUESTIONS, ROWS, tea_csv
from persona_studio.domain.personas import Provenance
from persona_studio.services.session import Session
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.dialogs.importing.conversation import Conversation
from persona_studio.ui.folders import free_path
from persona_studio.ui.places.segments.candidates import CandidateButton
from persona_studio.ui.widgets.surfaces import DropZone


@pytest.fixture
def tea(tmp_path):
    file = tmp_path / "thé.csv"
    file.write_text(tea_csv(), encoding="utf-8")
    return file


def drop(widget, file):
    """Drop a file on a widget, after having been above it and away again."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at, copy = QPointF(10, 10), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(at.toPoint(), copy, data, left, none))
    QApplication.sendEvent(widget, QDragLeaveEvent())
    QApplication.sendEvent(widget, QDragEnterEvent(at.toPoint(), copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(at, copy, data, left, none))


def talk(program):
    """Return the conversation on a survey."""
    return next(d for d in program.window.findChildren(Conversation) if d.isVisible())


def agree(program):
    """Import what the conversation shows, as it was understood, and let its answers be stored."""
    QTest.keyClick(talk(program).yes, Qt.Key.Key_Return)
    program.window.surveys._steps.finish()


def bring(program, file):
    """Bring a survey and import it as it was understood."""
    program.window.projects.bring(str(file))
    agree(program)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_dropped_survey_becomes_a_project_beside_it(program, tea):
    drop(program.window.start.findChild(DropZone), tea)
    assert program.studio.session is None, "nothing is stored before it is agreed to"
    assert not list(tea.parent.glob("*.persona"))
    agree(program)
    session = program.studio.session
    assert session.path == tea.with_suffix(".persona")
    assert session.project.name == "thé"
    assert session.project.wave.respondents == ROWS
    assert program.window.place("data").isVisible()
    assert program.window.place("data").table.rowCount() == QUESTIONS + 1


def test_a_second_survey_gets_a_project_of_its_own(program, tea):
    bring(program, tea)
    first = program.studio.session.path
    program.window.projects.bring(str(tea))
    assert program.studio.session.path == first
    assert "Un nouveau projet" in talk(program).note.text()
    agree(program)
    assert program.studio.session.path == tea.with_name("thé (2).persona")
    assert first.is_file()


def test_an_unreadable_survey_changes_nothing(program, tmp_path, whole_file):
    empty = tmp_path / "vide.csv"
    empty.write_bytes(b"")
    program.window.projects.bring(str(empty))
    assert program.studio.session is None
    assert "vide.csv" in program.window.start.strip._fact.text()
    assert not empty.with_suffix(".persona").exists()


def test_a_survey_comes_into_an_empty_project(program, tea, tmp_path):
    program.window.projects.empty()
    dialog = program.window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "atelier"))
    dialog.reject()
    assert program.studio.session.path == tmp_path / "atelier.persona"
    assert program.window.place("personas").isVisible()
    bring(program, tea)
    assert program.studio.session.path == tmp_path / "atelier.persona"
    assert program.studio.project.wave.respondents == ROWS


def test_the_example_opens_as_a_copy(program, tmp_path, monkeypatch):
    monkeypatch.setattr("persona_studio.ui.folders.documents", lambda: tmp_path / "Documents")
    program.window.projects.open_example()
    path = program.studio.session.path
    assert path.parent == tmp_path / "Documents"
    assert program.studio.project.fictitious
    assert program.studio.editable
    program.studio.leave()
    program.window.projects.open_example()
    assert program.studio.session.path == path, "the same copy, with what was changed in it"


def test_the_project_of_a_survey_never_takes_the_place_of_a_file(tmp_path):
    survey = tmp_path / "enquête.csv"
    assert free_path(survey) == tmp_path / "enquête.persona"
    (tmp_path / "enquête.persona").write_text("")
    assert free_path(survey) == tmp_path / "enquête (2).persona"


@pytest.mark.slow
def test_segments_become_personas_and_can_be_made_again(program, tea):
    bring(program, tea)
    program.window.go("segments")
    place = program.window.place("segments")
    place.variables.go.click()
    project = program.studio.project
    found = project.segmentation
    assert len(found.segments) == len(project.personas) >= 2
    assert all(s.name for s in found.segments)
    assert {p.segment for p in project.personas} == {s.id for s in found.segments}
    assert any(a.provenance is Provenance.DATA for p in project.personas for a in p.attributes)

    other = 2 if len(found.segments) != 2 else 3
    press(place, other)
    assert len(program.studio.project.segmentation.segments) == other
    assert place._make.isVisible(), "personas of the former segments stay until they are made again"
    assert place.strip.isVisible(), "and this is said"
    assert program.studio.project.personas == project.personas
    place._make.click()
    asked = next(d for d in program.window.findChildren(Confirm) if d.isVisible())
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert len(program.studio.project.personas) == other

    press(place, len(found.segments))
    assert program.studio.project.segmentation.id == found.id, "segments made before are not computed again"
    for _ in range(3):
        program.studio.undo()
    assert program.studio.project == project
    path = program.studio.session.path
    program.studio.leave()
    with Session.open(path, read_only=True) as again:
        assert again.project == project


def press(place, number):
    QApplication.sendPostedEvents()
    buttons = [b for b in place.candidates.findChildren(CandidateButton) if b.isVisible()]
    next(b for b in buttons if b.candidate.k == number).click()


def test_a_wrong_guess_is_put_right_before_anything_rests_on_it(program, tmp_path, qtbot):
    file = tmp_path / "virgules.csv"
    rows = ["ville;note,un;note,deux", *(f"Lyon;{i % 5},5;{i % 3},5" for i in range(80))]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    bring(program, file)
    before = program.studio.project.wave
    assert program.window.actions_["reread"].isEnabled()
    program.window.actions_["reread"].trigger()
    dialog = talk(program)
    choice = dialog.form.choice("delimiter")
    wanted = ";" if before.source.delimiter != ";" else ","
    choice.setCurrentIndex(choice.findData(wanted))
    with qtbot.waitSignal(dialog.agreed):
        QTest.keyClick(dialog.yes, Qt.Key.Key_Return)
    program.window.surveys._steps.finish()
    after = program.studio.project.wave
    assert after.source.delimiter == wanted
    assert len(program.studio.project.waves) == 1
    assert [v.name for v in after.variables] != [v.name for v in before.variables]
    program.studio.undo()
    assert program.studio.project.wave == before


def test_what_segments_rest_on_is_not_read_again(program, whole_file):
    program.studio.open(whole_file)
    assert not program.window.actions_["reread"].isEnabled()
