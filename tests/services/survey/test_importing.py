"""A survey file becomes a wave of the project in one step to undo."""

from pathlib import Path

import pytest

from helpers import tables
from persona_studio import ingest
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import REMOVAL_COLUMN
from persona_studio.errors import Cancelled, UserError
from persona_studio.services.events import Finished
from persona_studio.services.jobs import Worker
from persona_studio.services.session import Session
from persona_studio.services.survey import importing
from persona_studio.store.blobs import unpack

ANSWERS = [
    ("Paris", 31, 4),
    ("Lyon", 47, 2),
    ("Paris", 25, 5),
    ("", 62, 1),
    ("Lille", 38, 3),
    ("Lyon", 51, 2),
]
SURVEY = "ville;âge;note\n" + "\n".join(f"{a};{b};{c}" for a, b, c in ANSWERS * 5) + "\n"


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "enquête.csv"
    path.write_text(SURVEY, encoding="utf-8")
    return path


@pytest.fixture
def session(tmp_path: Path, survey: Path) -> Session:
    made = Session.create(tmp_path / "p.persona", Project(id="project-1", name="x"))
    importing.add_wave(made, importing.import_file(survey, None, Silent()))
    return made


def test_the_wave_is_what_ingest_read(survey: Path) -> None:
    options = ingest.ImportOptions(kinds=(("note", Kind.NOMINAL),))
    imported = importing.import_file(survey, options, Silent())
    read = ingest.read(survey, options, Silent())
    assert [(v.name, v.kind) for v in imported.wave.variables] == [
        (v.name, v.kind) for v in read.wave.variables
    ]
    names = {v.id: v.name for v in imported.wave.variables}
    mine = {names.get(i, i): unpack(column) for i, column in imported.columns.items()}
    names = {v.id: v.name for v in read.wave.variables}
    assert mine == {names.get(i, i): column for i, column in read.columns.items()}


def test_an_import_is_one_step(session: Session) -> None:
    wave = session.project.wave
    assert wave is not None
    assert wave.respondents == 30
    answers = session.answers(wave.id)
    assert {REMOVAL_COLUMN, *(v.id for v in wave.variables)} == {
        key for _, key in tables.columns(session.path)
    }
    assert {answers.column(key).rows for _, key in tables.columns(session.path)} == {30}
    session.undo()
    assert session.project == Project(id="project-1", name="x")
    session.redo()
    assert session.project.wave == wave
    assert session.answers(wave.id).column(wave.variables[0].id).rows == 30
    session.close()


def test_a_cancelled_import_ends(survey: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, code: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.import_file(survey, None, Impatient())


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        importing.import_file(tmp_path / "none.csv", None, Silent())
    assert caught.value.code == "file_missing"


@pytest.mark.slow
def test_the_worker_imports_while_the_window_stays_light(tmp_path: Path, survey: Path) -> None:
    worker = Worker(heavy=())
    job, events = worker.submit("import", importing.import_file, survey, None), []
    while not any(e.job == job and isinstance(e, Finished) for e in events):
        worker.wait(1.0)
        events += worker.drain()
    worker.close()
    with Session.create(tmp_path / "p.persona", Project(id="project-1", name="x")) as session:
        importing.add_wave(session, events[-1].result)
        assert session.project.waves[0].respondents == 30
