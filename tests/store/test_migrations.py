"""Old files are brought up to date step by step, after a copy; a step that fails changes nothing."""

from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from helpers import samples, tables
from persona_studio import paths
from persona_studio.domain.project import Project
from persona_studio.domain.waves import REMOVAL_COLUMN, Column, Removal
from persona_studio.errors import UserError
from persona_studio.store import migrations, repository
from persona_studio.store.engine import connect
from persona_studio.store.project_file import ProjectFile

OLD_FILES = Path(__file__).parents[1] / "data"


def _rename(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE node RENAME TO thing")


def _translate(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE thing SET body = replace(body, '\"Julia\"', '\"Julie\"')")


def _break(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TABLE half(x)")
    connection.exec_driver_sql("PRAGMA user_version = 77")
    connection.exec_driver_sql("this is no SQL")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A made-up file of version 1 of a program whose version is 3."""
    path = tmp_path / "old.persona"
    ProjectFile.create(path, samples.project(), samples.COLUMNS).close()
    tables.change(
        path,
        "UPDATE thing SET body = replace(body, '\"Julie\"', '\"Julia\"')",
        "ALTER TABLE thing RENAME TO node",
        "PRAGMA user_version = 1",
    )
    return path


def test_an_old_file_is_brought_up_and_a_copy_of_it_kept(
    old: Path, studio_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (_rename, _translate))
    with ProjectFile.open(old) as file:
        assert file.project == samples.project()
        assert file.column("wave-1", "v-age") is not None
    assert tables.ask(old, "PRAGMA user_version") == [(3,)]
    (copy,) = paths.backups_dir().iterdir()
    assert tables.ask(copy, "PRAGMA user_version") == [(1,)]
    assert len(tables.ask(copy, "SELECT id FROM node")) == len(tables.things(old))


def test_a_step_that_fails_leaves_the_version_before_it(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "STEPS", (_rename, _break))
    engine = connect(old, "rw")
    with pytest.raises(OperationalError):
        migrations.bring_up(engine)
    engine.dispose()
    assert tables.ask(old, "PRAGMA user_version") == [(2,)]
    assert tables.ask(old, "SELECT name FROM sqlite_master WHERE name IN ('half', 'node')") == []


def test_an_old_file_that_cannot_be_brought_up_says_so(
    old: Path, studio_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (_break,))
    content = old.stat().st_size
    with pytest.raises(UserError) as caught:
        ProjectFile.open(old)
    assert caught.value.code == "project_not_upgraded"
    assert old.stat().st_size == content
    assert tables.ask(old, "PRAGMA user_version") == [(1,)]


def test_an_old_file_that_may_only_be_read_is_brought_up_in_memory(
    old: Path, studio_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "STEPS", (_rename, _translate))
    content = old.read_bytes()
    with ProjectFile.open(old, read_only=True) as file:
        assert file.project == samples.project()
        assert repr(file.column("wave-1", "v-age")) == repr(samples.COLUMNS["wave-1", "v-age"])
    assert old.read_bytes() == content


@pytest.mark.parametrize("version", range(1, migrations.newest() + 1))
def test_files_of_every_version_still_open(version: int, tmp_path: Path, studio_home: Path) -> None:
    path = tmp_path / "old.persona"
    path.write_bytes((OLD_FILES / f"version-{version}.persona").read_bytes())
    with ProjectFile.open(path) as file:
        assert not file.read_only
        assert file.project == samples.project()
        for (owner, key), column in samples.COLUMNS.items():
            assert repr(file.column(owner, key)) == repr(column)
        file.write(Project(id="project-1", name="now"))
    assert tables.ask(path, "PRAGMA user_version") == [(migrations.newest(),)]


def test_version_2_gives_every_reason_its_bit(tmp_path: Path, studio_home: Path) -> None:
    path = tmp_path / "old.persona"
    path.write_bytes((OLD_FILES / "version-1.persona").read_bytes())
    one_reason_each = Column("u1", 4, bytes([0, 2, 3, 4]))
    with connect(path, "rw").begin() as connection:
        repository.write_columns(connection, {("wave-1", REMOVAL_COLUMN): one_reason_each})
    with ProjectFile.open(path) as file:
        column = file.column("wave-1", REMOVAL_COLUMN)
        assert column is not None
        bits = [0, Removal.STRAIGHT_LINER.bit, Removal.SPEEDER.bit, Removal.UNFINISHED.bit]
        assert list(column.data) == bits
        wave = file.project.waves[0]
        assert wave.left_out == sum(r.count for r in wave.quality.removals if r.applied)
