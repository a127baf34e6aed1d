"""Photos in the project's file: written with the gesture, kept while undo may need them, gone with it."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from persona_studio.domain.brand import Brand, Logo
from persona_studio.domain.edits import Insert, Remove, SetField, Together
from persona_studio.domain.personas import Kept, Persona, Photo, Snapshot
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.session import Session
from persona_studio.services.survey import purging
from persona_studio.store.project_file import ProjectFile

JULIE = Persona(id="julie", name="Julie")
FACE, OTHER = b"\xff\xd8\xff the face of Julie" * 40, b"\x89PNG another picture" * 40


def photo(which="face"):
    return Photo(picture=which, width=400, height=500)


@pytest.fixture
def path(tmp_path, studio_home):
    return tmp_path / "a.persona"


@pytest.fixture
def session(path):
    with Session.create(path, Project(id="p", name="P", personas=(JULIE,))) as opened:
        yield opened


def put(session, which="face", data=FACE):
    session.do(SetField("julie", "photo", photo(which)), "Photo", pictures={which: data})


def stored(path):
    """Return the ids of all rows, named or not."""
    with ProjectFile.open(path, read_only=True) as file, file._engine.connect() as connection:
        return set(connection.execute(text("SELECT id FROM picture")).scalars())


def test_photo_is_on_disk_with_its_gesture(session, path):
    put(session)
    with ProjectFile.open(path, read_only=True) as other:
        assert other.project.personas[0].photo == photo()
        assert other.picture("face") == FACE
        assert other.picture("none") is None


def test_the_pictures_in_use_are_photos_and_the_logo(session, path):
    put(session)
    logo = Logo(picture="mark", kind="png", width=10, height=5)
    session.do(SetField("p", "brand", Brand(logo=logo)), "Logo", pictures={"mark": OTHER})
    with ProjectFile.open(path, read_only=True) as other:
        assert other.pictures() == ["face", "mark"]
        assert dict(purging._pictures(other)) == {"face": FACE, "mark": OTHER}


def test_photo_of_a_gesture_that_is_refused_is_not_kept(session, path):
    with pytest.raises(UserError):
        session.do(SetField("nobody", "photo", photo()), "Photo", pictures={"face": FACE})
    assert stored(path) == set()


def test_undone_photo_comes_back_whole_when_done_again(session):
    put(session)
    put(session, "other", OTHER)
    session.undo()
    assert session.project.personas[0].photo == photo()
    session.undo()
    assert session.project.personas[0].photo is None
    session.redo()
    session.redo()
    assert session.picture(session.project.personas[0].photo.picture) == OTHER


def test_closing_drops_what_nobody_names_and_its_bytes(session, path):
    put(session)
    put(session, "other", OTHER)
    session.close()
    assert stored(path) == {"other"}
    assert FACE not in path.read_bytes()
    with Session.open(path) as again:
        assert again.picture("other") == OTHER


def test_photo_of_a_snapshot_stays(session, path):
    kept = Snapshot(id="s", persona=replace(JULIE, photo=photo()), kept=Kept.BIN)
    edit = Together((Insert("p", 0, kept), Remove("julie")))
    session.do(edit, "Set aside", pictures={"face": FACE})
    session.close()
    assert stored(path) == {"face"}


def test_nothing_named_means_nothing_kept(session, path):
    put(session)
    session.do(SetField("julie", "photo", None), "Photo removed")
    session.close()
    assert stored(path) == set()


def test_copies_carry_what_is_named_and_no_more(session, tmp_path):
    put(session)
    put(session, "other", OTHER)
    session.save_copy(tmp_path / "copy.persona")
    assert stored(tmp_path / "copy.persona") == {"other"}
    assert FACE not in (tmp_path / "copy.persona").read_bytes()


def test_backup_carries_photos(session, path, tmp_path):
    put(session)
    made = session._file.backup(tmp_path / "kept")
    with ProjectFile.open(made, read_only=True) as file:
        assert file.picture("face") == FACE


def test_photo_goes_along_into_another_project(session, tmp_path):
    put(session)
    persona = session.project.personas[0]
    with Session.create(tmp_path / "b.persona", Project(id="q", name="Q")) as other:
        other.do(Insert("q", 0, persona), "Copied", pictures=session.pictures_of(persona))
        assert other.picture("face") == FACE
    assert session.pictures_of(JULIE) == {}


def test_purge_leaves_photos_in_file_and_copies(whole_survey, tmp_path, studio_home):
    from persona_studio import paths

    path = tmp_path / "whole.persona"
    project, columns = whole_survey
    with Session.create(path, project, columns) as session:
        persona = session.project.personas[0]
        edit = SetField(persona.id, "photo", photo())
        session.do(edit, "Photo", pictures={"face": FACE})
        session.back_up()
        session.settle()
        wave = session.project.waves[0]
        erasure = purging.Erasure(wave=wave.id, emptied=(wave.variables[-1].id,))
        ready = purging.prepare(path, erasure, paths.backups_dir(), _Silent())
        purging.finish(session, ready)
        assert session.project.personas[0].photo == photo()
        assert session.picture("face") == FACE
        for copy in purging.copies(session):
            with ProjectFile.open(copy, read_only=True) as file:
                assert file.picture("face") == FACE


class _Silent:
    def step(self, done, total, code):
        """Hear nothing."""


@pytest.fixture
def whole_survey():
    import importlib.util
    from pathlib import Path

    beside = Path(__file__).parent.parent / "ui" / "survey.py"
    spec = importlib.util.spec_from_file_location("survey_for_pictures", beside)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.whole()


def test_damaged_pages_are_said_or_told_apart(session, path):
    """A picture whose pages were overwritten is either refused by the file or not the one that was stored."""
    from persona_studio.publish.pictures import is_sound, picture_id
    from persona_studio.services.personas.photos import Album

    large = bytes(range(256)) * 400
    which = picture_id(large)
    put(session, which, large)
    session.close()
    data = bytearray(path.read_bytes())
    at = data.find(large[:2000])
    data[at : at + 1000] = b"\xee" * 1000
    path.write_bytes(data)
    with ProjectFile.open(path, read_only=True) as file:
        assert not is_sound(Album(file.picture).read(which), which, 400, 500)
