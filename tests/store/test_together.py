"""Several files take their places together, or all stay as they were."""

import os
import time
from pathlib import Path

import pytest

from persona_studio.errors import UserError
from persona_studio.store.atomic import sweep
from persona_studio.store.together import replacing_together

OLD = {"kit.png": b"old 1", "kit-2.png": b"old 2", "kit-3.png": b"old 3", "mine.txt": b"mine"}
NEW = {"kit.png": b"new 1", "kit-2.png": b"new 2", "kit.pdf": b"new pdf"}


@pytest.fixture
def folder(tmp_path):
    for name, content in OLD.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def seen(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def replaced(folder: Path) -> None:
    with replacing_together() as files:
        for name, content in NEW.items():
            files.new(folder / name).write_bytes(content)
        files.without(folder / "kit-3.png")


def test_all_take_their_places_and_what_is_to_go_is_gone(folder):
    replaced(folder)
    assert seen(folder) == {**NEW, "mine.txt": b"mine"}


@pytest.mark.parametrize("name", [*NEW, "kit-3.png"])
@pytest.mark.parametrize("linked", [True, False])
def test_when_one_cannot_all_are_as_they_were(folder, monkeypatch, name, linked):
    """One of them is open elsewhere: it can neither be replaced, nor renamed, nor put back."""
    replace, rename = Path.replace, Path.rename

    def strict(real):
        def moved(self, to):
            if name in (self.name, to.name):
                raise PermissionError(13, "open elsewhere")
            return real(self, to)

        return moved

    def no_links(*_):
        raise OSError(95, "not supported")

    monkeypatch.setattr(Path, "replace", strict(replace))
    monkeypatch.setattr(Path, "rename", strict(rename))
    if not linked:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(UserError) as caught:
        replaced(folder)
    assert (caught.value.code, caught.value.params["file"]) == ("file_not_writable", name)
    assert seen(folder) == OLD


def broken_off(folder: Path) -> None:
    with replacing_together() as files:
        files.new(folder / "kit.png").write_bytes(b"half")
        files.without(folder / "kit-3.png")
        raise ZeroDivisionError


def test_an_error_while_they_are_written_leaves_all_as_they_were(folder):
    with pytest.raises(ZeroDivisionError):
        broken_off(folder)
    assert seen(folder) == OLD


@pytest.mark.skipif(os.name != "posix", reason="there are no such locks")
def test_what_is_set_aside_is_not_taken_for_something_left_behind(folder, monkeypatch):
    """However old it is: another export that sweeps the folder meanwhile knows whose it is."""
    for name in OLD:
        os.utime(folder / name, (0, 0))
    real, swept = Path.replace, []

    def sweeping(self, to):
        sweep(folder, ".png")
        swept.append(to.name)
        if to.name == "kit.png":
            raise PermissionError(13, "open elsewhere")
        return real(self, to)

    monkeypatch.setattr(Path, "replace", sweeping)
    with pytest.raises(UserError):
        replaced(folder)
    assert "kit-2.png" in swept
    assert seen(folder) == OLD
    assert (folder / "kit-2.png").stat().st_mtime == 0


def test_what_a_killed_export_set_aside_is_swept(folder):
    left = [folder / f".{'a' * 16}.png", folder / f".{'a' * 16}-{'b' * 16}.png"]
    for file in left:
        file.write_bytes(b"left")
        os.utime(file, (time.time() - 90_000,) * 2)
    replaced(folder)
    assert seen(folder) == {**NEW, "mine.txt": b"mine"}
