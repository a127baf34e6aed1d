"""One writer at a time: a second opening only reads, and the lock of a dead process is taken over."""

import os
import platform
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from helpers import samples, tables, unprivileged
from persona_studio.domain.edits import SetField
from persona_studio.errors import UserError
from persona_studio.services.session import Session
from persona_studio.store import engine
from persona_studio.store.project_file import ProjectFile

OPEN_AND_DIE = """
import os, sys
from pathlib import Path
from persona_studio.store import engine
from persona_studio.store.project_file import ProjectFile
ProjectFile.open(Path(sys.argv[1]))
os._exit(0)
"""
RENAME = SetField("p-1", "name", "Zoé")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.persona"
    ProjectFile.create(file, samples.project()).close()
    return file


def test_a_second_opening_only_reads(path: Path) -> None:
    with ProjectFile.open(path) as first, ProjectFile.open(path) as second:
        assert (second.read_only, second.read_only_reason) == (True, "locked")
        assert second.holder is not None
        assert second.holder.host == platform.node()
        assert second.project == first.project
        first.write(RENAME.apply(first.project).project)
    with ProjectFile.open(path) as third:
        assert not third.read_only
        assert third.project.persona("p-1").name == "Zoé"


def test_asked_for_reading_it_takes_no_lock(path: Path) -> None:
    content = path.read_bytes()
    with ProjectFile.open(path, read_only=True) as reader:
        assert reader.read_only_reason == "asked"
        with ProjectFile.open(path) as writer:
            assert not writer.read_only
    with ProjectFile.open(path, read_only=True):
        assert tables.ask(path, "SELECT * FROM lock") == []
    assert len(path.read_bytes()) == len(content)


def test_the_lock_of_a_dead_process_is_taken_over(path: Path) -> None:
    subprocess.run([sys.executable, "-c", OPEN_AND_DIE, str(path)], check=True)
    assert len(tables.ask(path, "SELECT * FROM lock")) == 1
    with ProjectFile.open(path) as file:
        assert not file.read_only


def _leave_lock(path: Path, host: str, pid: int, started: float) -> None:
    tables.change(
        path, f"INSERT INTO lock VALUES ('old', '{host}', {pid}, {started!r}, '2025-06-01T08:00:00+00:00')"
    )


def test_a_process_that_took_the_number_of_a_dead_one_is_not_taken_for_it(path: Path) -> None:
    _leave_lock(path, platform.node(), os.getpid(), psutil.Process().create_time() - 3600)
    with ProjectFile.open(path) as file:
        assert not file.read_only


def test_a_lock_of_another_machine_holds_until_it_is_taken_over(path: Path) -> None:
    _leave_lock(path, "elsewhere", 1, 0.0)
    with ProjectFile.open(path) as file:
        assert file.read_only_reason == "locked"
        assert file.holder is not None
        assert (file.holder.host, file.holder.time) == ("elsewhere", "2025-06-01T08:00:00+00:00")
    with ProjectFile.open(path, take_over=True) as file:
        assert not file.read_only


def test_who_lost_the_lock_writes_no_more_and_leaves_the_other_be(path: Path) -> None:
    loser = ProjectFile.open(path)
    with ProjectFile.open(path, take_over=True) as winner:
        with pytest.raises(UserError) as caught:
            loser.write(RENAME.apply(loser.project).project)
        assert caught.value.code == "project_taken"
        assert loser.project == samples.project()
        loser.close()
        winner.write(RENAME.apply(winner.project).project)
    assert tables.ask(path, "SELECT * FROM lock") == []


def test_a_session_that_may_only_read_refuses_gestures(path: Path) -> None:
    with Session.open(path), Session.open(path) as second:
        assert second.locked_by is not None
        with pytest.raises(UserError) as caught:
            second.do(RENAME, "rename")
        assert caught.value.code == "project_read_only"
        assert second.undo_label == ""


OPEN = """
with ProjectFile.open(Path("sub/p.persona")) as file:
    print(file.read_only_reason, file.project.name)
    try:
        file.write(SetField(file.project.id, "name", "x").apply(file.project).project)
    except UserError as error:
        print(error.code)
"""


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o444, 0o555), (0o666, 0o555)])
def test_what_may_not_be_written_is_opened_for_reading(file_mode: int, folder_mode: int) -> None:
    with unprivileged.open_folder() as folder:
        sub = folder / "sub"
        sub.mkdir()
        ProjectFile.create(sub / "p.persona", samples.project()).close()
        (sub / "p.persona").chmod(file_mode)
        sub.chmod(folder_mode)
        assert unprivileged.run(OPEN, folder).split("\n") == [
            "permission Thé d’été",
            "project_read_only",
        ]


def test_what_may_not_be_read_says_so() -> None:
    with unprivileged.open_folder() as folder:
        ProjectFile.create(folder / "p.persona", samples.project()).close()
        (folder / "p.persona").chmod(0)
        code = """
try:
    ProjectFile.open(Path("p.persona"))
except UserError as error:
    print(error.code)
"""
        assert unprivileged.run(code, folder) == "project_not_readable"


def test_a_reader_in_the_way_makes_the_gesture_wait_then_fail_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    with ProjectFile.open(path) as file:
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM thing").fetchone()
            with pytest.raises(UserError) as caught:
                file.write(RENAME.apply(file.project).project)
        assert caught.value.code == "project_busy"
        assert file.project == samples.project()
        assert "Zoé" not in str(tables.things(path))
        file.write(RENAME.apply(file.project).project)
    with ProjectFile.open(path) as file:
        assert file.project.persona("p-1").name == "Zoé"
