"""A file takes the pages of another: whole or not at all, and nothing of what it was is left in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from helpers import samples
from helpers.tables import change, columns
from persona_studio.domain.edits import SetField
from persona_studio.errors import UserError
from persona_studio.store import backups, opening
from persona_studio.store.project_file import ProjectFile

SECRET = "un secret bien gardé"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.persona"
    with ProjectFile.create(path, samples.project(), samples.COLUMNS) as file:
        file.write(SetField("p-1", "backstory", SECRET * 300).apply(file.project).project)
    return path


@pytest.fixture
def other(path: Path) -> Path:
    other = path.with_name("other.persona")
    opening.make(other, samples.project(), samples.COLUMNS.items())
    return other


def test_all_of_it_is_the_other_and_the_session_goes_on(path: Path, other: Path) -> None:
    assert SECRET.encode() in path.read_bytes()
    with ProjectFile.open(path) as file:
        file.become(other, samples.project())
        assert SECRET.encode() not in path.read_bytes()
        assert not path.with_name("a.persona-journal").exists()
        assert file.project == samples.project()
        assert set(file.places()) == set(samples.COLUMNS)
        file.write(SetField("p-1", "name", "Zoé").apply(file.project).project)
    with ProjectFile.open(path) as file:
        assert not file.read_only
        assert file.project.personas[0].name == "Zoé"
        assert file.column("wave-1", "v-age") == samples.COLUMNS["wave-1", "v-age"]


def test_the_file_never_becomes_shorter(path: Path, other: Path) -> None:
    """SQLite cuts the end of a file after the transaction: ended by force between, old pages would stay."""
    before = path.stat().st_size
    assert other.stat().st_size < before
    with ProjectFile.open(path) as file:
        file.become(other, samples.project())
        assert path.stat().st_size >= before
    assert path.stat().st_size <= before + 8 * 4096


def test_who_may_not_write_cannot(path: Path, other: Path) -> None:
    before = path.read_bytes()
    with ProjectFile.open(path, read_only=True) as file, pytest.raises(UserError) as caught:
        file.become(other, samples.project())
    assert caught.value.code == "project_read_only"
    with ProjectFile.open(path) as first:
        second = ProjectFile.open(path, take_over=True)
        with pytest.raises(UserError) as caught:
            first.become(other, samples.project())
        assert caught.value.code == "project_taken"
        assert second.project.personas[0].backstory.startswith(SECRET)
        second.close()
    assert len(path.read_bytes()) == len(before)


def test_what_is_written_over_or_taken_out_leaves_no_trace(path: Path) -> None:
    with ProjectFile.open(path) as file:
        file.write(SetField("p-1", "backstory", "").apply(file.project).project)
        assert SECRET.encode() not in path.read_bytes()


def test_answers_that_are_not_to_be_stored_are_dropped(path: Path) -> None:
    with ProjectFile.open(path) as file:
        file.write(SetField("v-age", "stored", False).apply(file.project).project)
        assert ("wave-1", "v-age") not in file.places()
        assert ("wave-1", "v-age") in columns(path)
        file.save_copy(path.with_name("copy.persona"))
    assert ("wave-1", "v-age") not in columns(path)
    assert ("wave-1", "v-age") not in columns(path.with_name("copy.persona"))
    assert ("wave-1", "v-why") in columns(path)


def test_copies_of_a_project_are_found_wherever_they_are_kept(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with ProjectFile.open(path) as file:
        file.write(SetField("p-1", "name", "Zoé").apply(file.project).project)
        dated = file.backup(folder)
        file.save_copy(folder / "a version 1.persona")
    stranger = replace(samples.project(), id="project-2")
    ProjectFile.create(folder / "b version 1.persona", stranger, {}).close()
    (folder / "notes.persona").write_text("no project")
    spoilt = folder / "project-1" / "spoilt.persona"
    spoilt.write_text("no project")
    left = folder / "project-1" / ".0123456789abcdef.persona-journal"
    left.touch()
    found = set(backups.of_project(folder, "project-1"))
    assert found == {dated, folder / "a version 1.persona", spoilt}
    assert backups.unfinished(folder, "project-1") == [left]
    change(folder / "a version 1.persona", "DELETE FROM thing")
    assert folder / "a version 1.persona" not in backups.of_project(folder, "project-1")
    assert backups.of_project(tmp_path / "nowhere", "project-1") == []
