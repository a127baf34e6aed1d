"""When the disk is full nothing is half-written, on disk or in memory; once there is room work goes on."""

import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers import samples, tables
from persona_studio.domain.edits import Insert, SetField
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.services.session import Session
from persona_studio.store.atomic import write_bytes

NOISE = random.Random(1).randbytes(400_000)
LARGE = {("wave-1", "v-place"): Column("u1", len(NOISE), NOISE)}
ROOM = 300_000
"""Bytes on the small disk."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with little room; only root may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_gesture_that_finds_no_room_changes_nothing(small_disk: Path) -> None:
    path = small_disk / "p.persona"
    with Session.create(path, samples.project()) as session:
        session.do(SetField("p-1", "name", "Zoé"), "rename")
        before, rows = session.project, tables.things(path)
        told: list[object] = []
        session.subscribe(told.append)
        with pytest.raises(UserError) as caught:
            session.do(SetField("p-1", "name", "Léa"), "rename", LARGE)
        assert caught.value.code == "disk_full"
        assert (session.project, session.undo_label, session.redo_label) == (before, "rename", "")
        assert told == []
        assert tables.things(path) == rows
        assert tables.columns(path) == set()
        session.do(SetField("p-1", "name", "Inès"), "rename")
        session.undo()
        assert session.project == before
    with Session.open(path) as session:
        assert not session.read_only
        assert session.project == before
    assert [p.name for p in small_disk.iterdir()] == [path.name]


def test_undo_and_redo_that_find_no_room_change_nothing(small_disk: Path) -> None:
    path = small_disk / "p.persona"
    with Session.create(path, samples.project()) as session:
        session.do(Insert("project-1", 0, samples.persona(3)), "add")
        session.undo()
        filler = _fill(small_disk)
        with pytest.raises(UserError) as caught:
            session.redo()
        assert caught.value.code == "disk_full"
        assert (session.undo_label, session.redo_label) == ("", "add")
        filler.unlink()
        session.redo()
        _fill(small_disk)
        before = session.project
        with pytest.raises(UserError) as caught:
            session.undo()
        assert caught.value.code == "disk_full"
        assert (session.project, session.undo_label) == (before, "add")


def test_a_full_disk_makes_no_new_project_and_keeps_the_old(small_disk: Path) -> None:
    path = small_disk / "p.persona"
    Session.create(path, samples.project()).close()
    content = path.read_bytes()
    with pytest.raises(UserError) as caught:
        Session.create(path, samples.project(), LARGE)
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == content
    assert [p.name for p in small_disk.iterdir()] == [path.name]


def test_a_full_disk_makes_no_copy(small_disk: Path, tmp_path: Path) -> None:
    with Session.create(tmp_path / "p.persona", samples.project(), LARGE) as session:
        with pytest.raises(UserError) as caught:
            session.save_copy(small_disk / "copy.persona")
        assert caught.value.code == "disk_full"
    assert not list(small_disk.iterdir())


def test_a_full_disk_makes_no_export(small_disk: Path) -> None:
    path = small_disk / "x.pdf"
    write_bytes(path, b"old")
    with pytest.raises(UserError) as caught:
        write_bytes(path, NOISE)
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert [p.name for p in small_disk.iterdir()] == [path.name]


def test_no_more_pages_is_a_full_disk(tmp_path: Path) -> None:
    """The same without the rights to mount a disk: SQLite itself is told that there is no room."""
    path = tmp_path / "p.persona"
    with Session.create(path, samples.project()) as session:
        pages = tables.ask(path, "PRAGMA page_count")[0][0]
        with session._file._engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(UserError) as caught:
            session.do(SetField("p-1", "name", "Zoé"), "rename", LARGE)
        assert caught.value.code == "disk_full"
        assert session.project == samples.project()
    with Session.open(path) as session:
        assert session.project == samples.project()


def _fill(disk: Path) -> Path:
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(NOISE[:4096]):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk is endless")
