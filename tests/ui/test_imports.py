"""Imports that cross: each survey goes into its own project, whatever happens in between."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.ui import steps
from persona_studio.ui.dialogs.importing.conversation import Conversation
from persona_studio.ui.steps import Steps


def survey(path, words):
    """Write a survey whose first question is answered by these words."""
    path.parent.mkdir(exist_ok=True)
    rows = [f"{words[n % 2]};{n % 7 + 1};{'h' if n % 3 else 'f'}" for n in range(80)]
    path.write_text("ville;note;sexe\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def settle():
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents()


def agree(program):
    """Import what the conversation in view shows."""
    next(d for d in program.window.findChildren(Conversation) if d.isVisible()).yes.click()
    settle()


def bring(program, file):
    """Import a survey as it is understood."""
    program.window.projects.bring(str(file))
    settle()
    agree(program)


def stored(program):
    """Let the answers be stored."""
    program.window.surveys._steps.finish()


def cities(project):
    """Return the answers to the first question."""
    return {level.value for level in project.wave.variables[0].levels}


@pytest.fixture
def slow_steps(monkeypatch):
    """Let each step of storing be a turn of its own."""
    monkeypatch.setattr(steps, "AT_ONCE", -1)
    monkeypatch.setattr("persona_studio.services.session.STAGED", 0)


def test_a_file_of_the_same_name_is_not_read_again_into_another_project(program, tmp_path):
    one = survey(tmp_path / "a" / "export.csv", ("Lyon", "Paris"))
    two = survey(tmp_path / "b" / "export.csv", ("Lille", "Nantes"))
    other = tmp_path / "other.persona"
    with Session.create(other, Project(id="o" * 16, name="O"), {}) as session:
        importing.add_wave(session, importing.import_file(two, None, Silent()))
    bring(program, one)
    stored(program)
    assert program.window.surveys.can_read_again()
    program.studio.open(other)
    assert not program.window.surveys.can_read_again()


@pytest.mark.usefixtures("slow_steps")
def test_two_imports_at_once_make_two_projects(program, tmp_path):
    bring(program, survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris")))
    bring(program, survey(tmp_path / "b" / "two.csv", ("Lille", "Nantes")))
    stored(program)
    assert cities(program.studio.project) == {"Lille", "Nantes"}
    with Session.open(tmp_path / "a" / "one.persona") as first:
        assert cities(first.project) == {"Lyon", "Paris"}


@pytest.mark.usefixtures("slow_steps")
def test_an_import_undone_while_it_is_read_again_is_said(program, tmp_path):
    refused = []
    program.studio.refused.connect(refused.append)
    program.studio.create(tmp_path / "mine.persona", Project(id="m" * 16, name="M"))
    bring(program, survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris")))
    stored(program)
    program.window.surveys.ask_reading()
    settle()
    agree(program)
    program.studio.undo()
    stored(program)
    assert [error.code for error in refused] == ["edit_target_gone"]
    assert program.studio.project.waves == ()


def test_a_file_after_a_paste_is_a_file(program, tmp_path):
    rows = "\n".join(f"{i}\t{'x' if i % 2 else 'y'}" for i in range(60))
    QApplication.clipboard().setText(f"a\tb\n{rows}")
    program.window.surveys.paste()
    file = survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris"))
    bring(program, file)
    stored(program)
    assert program.studio.session.path.parent == file.parent
    assert program.window.surveys.can_read_again()


@pytest.mark.usefixtures("slow_steps")
def test_a_project_given_up_before_it_is_whole_leaves_nothing(program, tmp_path):
    bring(program, survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris")))
    program.window.surveys._steps._go_on()
    assert program.studio.session is None
    assert len(list((tmp_path / "a").iterdir())) > 1
    program.window.surveys._steps.stop()
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["one.csv"]


@pytest.mark.usefixtures("slow_steps")
def test_a_window_closed_at_once_leaves_a_whole_project(program, tmp_path):
    bring(program, survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris")))
    program.window.close()
    whole(tmp_path / "a" / "one.persona")


@pytest.mark.usefixtures("slow_steps")
def test_a_project_opened_at_once_stays_and_the_import_is_kept(program, tmp_path):
    other = tmp_path / "other.persona"
    Session.create(other, Project(id="o" * 16, name="O")).close()
    bring(program, survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris")))
    program.studio.open(other)
    settle()
    assert program.studio.session.path == other
    whole(tmp_path / "a" / "one.persona")


def test_a_project_that_cannot_stand_beside_its_survey_says_where_it_is(program, tmp_path, monkeypatch):
    monkeypatch.setattr("persona_studio.ui.folders._writable", lambda _folder: False)
    monkeypatch.setattr("persona_studio.ui.folders.documents", lambda: tmp_path / "Documents")
    bring(program, survey(tmp_path / "a" / "one.csv", ("Lyon", "Paris")))
    stored(program)
    assert str(tmp_path / "Documents") in program.window.messages.toast._words.text()
    whole(tmp_path / "Documents" / "one.persona")


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_work_that_broke_is_never_taken_for_done(application, error):
    called = []

    def broken():
        yield
        raise error

    work = Steps(application)
    work.run(broken(), lambda: called.append("done"), called.append)
    with pytest.raises(error):
        work.finish()
    work.finish()
    assert called == []


def whole(path):
    """Check that all answers of the survey are in its project."""
    with Session.open(path) as session:
        assert cities(session.project) == {"Lyon", "Paris"}
        answers = session.answers(session.project.wave.id)
        assert all(len(answers.column(v.id).data) for v in session.project.wave.variables if v.stored)
