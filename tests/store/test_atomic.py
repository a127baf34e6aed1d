"""A file is replaced whole or not at all."""

import errno
import os
import sys
import time
from pathlib import Path

import pytest

from helpers import unprivileged
from persona_studio.errors import UserError
from persona_studio.store.atomic import replacing, sweep, write_bytes
from persona_studio.store.together import replacing_together


def test_the_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "été.pdf"
    for content in (b"one", b"two"):
        with replacing(path) as temporary:
            assert temporary.parent == path.parent
            assert temporary.suffix == ".pdf"
            temporary.write_bytes(content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_the_old_content_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(path) as temporary:
        _break_off(temporary)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def _break_off(temporary: Path) -> None:
    temporary.write_bytes(b"half")
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EACCES, "file_not_writable"), (errno.EIO, "disk_failed")],
)
def test_an_error_of_the_disk_is_said_in_plain_words(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(UserError) as caught, replacing(tmp_path / "x.pdf"):
        raise OSError(number, "while writing")
    assert caught.value.code == code
    assert caught.value.params["file"] == "x.pdf"
    assert not list(tmp_path.iterdir())


def test_an_error_about_another_file_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(tmp_path / "x.pdf"):
        (tmp_path / "font.ttf").read_bytes()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("none/x.pdf", "folder_missing"),
        ("folder", "file_is_folder"),
        ("x" * 300 + ".pdf", "file_name_too_long"),
    ],
)
def test_a_target_that_cannot_be_says_why(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError) as caught:
        write_bytes(tmp_path / name, b"x")
    assert caught.value.code == code


@pytest.mark.skipif(os.name != "posix", reason="links and modes of POSIX")
def test_a_link_stays_a_link_and_modes_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_bytes(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_folder_that_may_not_be_written_says_so() -> None:
    code = """
try:
    with replacing(Path("sub/x.pdf")) as temporary:
        print("never")
except UserError as error:
    print(error.code)
"""
    with unprivileged.open_folder() as folder:
        (folder / "sub").mkdir(mode=0o555)
        assert unprivileged.run(code, folder) == "file_not_writable"
        assert not list((folder / "sub").iterdir())


@pytest.mark.parametrize(
    ("name", "hours", "stays"),
    [
        (".0123456789abcdef.persona", 25, False),
        (".0123456789abcdef.persona-journal", 25, False),
        (".0123456789abcdef.persona", 23, True),
        (".0123456789abcdef.pdf", 25, True),
        ("0123456789abcdef.persona", 25, True),
        (".0123456789abcde.persona", 25, True),
        (".0123456789ABCDEF.persona", 25, True),
        (".0123456789abcdef.persona.bak", 25, True),
        (".client.persona", 25, True),
    ],
)
def test_what_a_killed_write_left_is_removed_a_day_later(
    tmp_path: Path, name: str, hours: int, stays: bool
) -> None:
    left = tmp_path / name
    left.write_bytes(b"half")
    then = time.time() - hours * 3600
    os.utime(left, (then, then))
    write_bytes(tmp_path / "x.persona", b"whole")
    assert left.exists() is stays
    assert (tmp_path / "x.persona").read_bytes() == b"whole"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of POSIX")
@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
@pytest.mark.parametrize("name", ["kit.pdf", "kit.svg"])
def test_what_nobody_holds_is_removed_at_once_and_what_is_being_written_stays(
    tmp_path: Path, name: str
) -> None:
    suffix = Path(name).suffix
    left = [tmp_path / f".{'a' * 16}{suffix}", tmp_path / f".{'b' * 16}-{'c' * 16}{suffix}"]
    others = [tmp_path / f".{'d' * 16}.png", tmp_path / f".{'e' * 16}.persona", tmp_path / f".short{suffix}"]
    with_project = [tmp_path / f".{'f' * 16}{suffix}", tmp_path / f".{'f' * 16}.persona"]
    for file in (*left, *others, *with_project):
        file.touch()
    with replacing_together() as files:
        first, second = files.new(tmp_path / name), files.new(tmp_path / f"2{name}")
        first.write_bytes(b"one")
        second.write_bytes(b"two")
        for file in left:
            os.utime(file, (time.time() + 60,) * 2)  # however long it took to come here
        sweep(tmp_path, suffix)
        assert all(file.exists() for file in left)  # too young to be sure
        for file in tmp_path.iterdir():
            os.utime(file, (time.time() - 10, time.time() - 10))
        sweep(tmp_path, suffix)
        assert not any(file.exists() for file in left)
        assert all(file.exists() for file in (*others, *with_project, first, second))
    assert (tmp_path / name).read_bytes() == b"one"
    assert (tmp_path / f"2{name}").read_bytes() == b"two"


def test_a_pipe_or_a_device_is_never_replaced(tmp_path: Path) -> None:
    pipe, link = tmp_path / "x.csv", tmp_path / "full.csv"
    os.mkfifo(pipe)
    link.symlink_to("/dev/full")
    for target in (pipe, link):
        with pytest.raises(UserError) as caught:
            write_bytes(target, b"x")
        assert (caught.value.code, caught.value.params["file"]) == ("file_is_device", target.resolve().name)
    assert pipe.is_fifo()
    assert Path("/dev/full").is_char_device()
    assert sorted(tmp_path.iterdir()) == [link, pipe]


def test_a_write_that_stops_leaves_no_journal_of_sqlite(tmp_path: Path) -> None:
    def stopped() -> None:
        with replacing(tmp_path / "x.persona") as temporary:
            Path(f"{temporary}-journal").write_bytes(b"half")
            _break_off(temporary)

    with pytest.raises(ZeroDivisionError):
        stopped()
    assert not list(tmp_path.iterdir())
