"""Personal data set aside at import can be kept after all, from the very file they came from."""

from pathlib import Path

import pytest

from helpers.traces import traces
from persona_studio.domain.edits import SetField
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Role
from persona_studio.errors import UserError
from persona_studio.services import authoring
from persona_studio.services.session import Session
from persona_studio.services.survey import importing, retrieving
from persona_studio.store.project_file import ProjectFile

ADDRESSES = [f"p{i}@exemple.fr" for i in range(60)]


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "enquete.csv"
    rows = [f"{ADDRESSES[i]};{i % 5 + 1};{'oui' if i % 3 else 'non'}" for i in range(60)]
    path.write_text("\n".join(["Courriel;Note;Client", *rows]) + "\n", "cp1252")
    return path


@pytest.fixture
def session(tmp_path: Path, survey: Path):
    session = Session.create(tmp_path / "p.persona", Project(id="project-1", name="p"))
    importing.add_wave(session, importing.import_file(survey, None, Silent()))
    yield session
    session.close()


def mail(session: Session):
    return next(v for v in session.project.wave.variables if v.name == "Courriel")


def test_the_answers_come_back_to_their_rows(session: Session, survey: Path) -> None:
    note = next(v for v in session.project.wave.variables if v.name == "Note")
    session.do(authoring.set_role(session.project, [note.id], Role.IGNORED), "Role")
    assert not mail(session).stored
    kept = retrieving.read_answers(survey, session.project.wave, mail(session).id, Silent())
    retrieving.keep(session, kept)
    found = mail(session)
    assert (found.stored, found.role) == (True, Role.SET_ASIDE)
    column = session.answers(session.project.wave.id).column(found.id)
    assert column.texts == tuple(ADDRESSES)
    assert session.project.wave.variable(note.id).role is Role.IGNORED
    session.undo()
    assert not mail(session).stored


def test_undone_and_closed_they_are_in_the_file_no_more(session: Session, survey: Path) -> None:
    answers = retrieving.read_answers(survey, session.project.wave, mail(session).id, Silent())
    retrieving.keep(session, answers)
    session.undo()
    wave, which = session.project.wave.id, mail(session).id
    copy = session.path.with_name("copy.persona")
    session.save_copy(copy)
    with ProjectFile.open(copy, read_only=True) as file:
        assert file.column(wave, which) is None
    session.close()
    with ProjectFile.open(session.path, read_only=True) as file:
        assert file.column(wave, which) is None


def test_undone_they_are_in_no_byte_of_the_file_and_done_again_they_are_back(
    session: Session, survey: Path
) -> None:
    answers = retrieving.read_answers(survey, session.project.wave, mail(session).id, Silent())
    survey.unlink()
    retrieving.keep(session, answers)
    assert traces(session.path.parent, ADDRESSES) == {"p.persona": len(ADDRESSES)}
    for _ in range(2):
        session.undo()
        assert traces(session.path.parent, ADDRESSES) == {}
        session.redo()
        column = session.answers(session.project.wave.id).column(mail(session).id)
        assert column.texts == tuple(ADDRESSES)
    session.undo()
    session.do(SetField(session.project.id, "name", "Autre nom"), "Renamed")
    session.close()
    assert traces(session.path.parent, ADDRESSES) == {}


def test_another_file_is_refused(session: Session, survey: Path) -> None:
    survey.write_bytes(survey.read_bytes().replace(b"p3@", b"p4@"))
    with pytest.raises(UserError) as caught:
        retrieving.read_answers(survey, session.project.wave, mail(session).id, Silent())
    assert caught.value.code == "keep_other_file"
    assert caught.value.params["wanted"] == "enquete.csv"


def test_what_is_not_stored_cannot_be_used(session: Session) -> None:
    with pytest.raises(UserError) as caught:
        authoring.set_role(session.project, [mail(session).id], Role.ACTIVE)
    assert caught.value.code == "answers_not_stored"
