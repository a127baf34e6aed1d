"""Exports stopped, killed, out of room or not allowed: the older files stay, or the new ones are whole."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from helpers import export_faults
from helpers.examples import deepened
from persona_studio.domain.formats import FORMATS
from persona_studio.errors import Cancelled, UserError
from persona_studio.services.workshop.exporting import export_pages

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked")
EVERY = pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.id)
FEW = pytest.mark.parametrize(
    "each", deepened(FORMATS, quick=lambda each: each.id in ("pdf", "json")), ids=lambda each: each.id
)


class Stopping:
    """Progress that stops at one step; it counts them."""

    def __init__(self, at=None):
        self.at, self.count, self.shares = at, 0, {}

    def step(self, done, total, code):
        self.shares.setdefault((code, total), []).append(done / total)
        if self.count == self.at:
            raise Cancelled
        self.count += 1


def everything(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@FEW
def test_a_cancel_at_any_step_leaves_what_was_there(tmp_path, each):
    target, whole = tmp_path / f"kit{each.ending}", Stopping()
    export_faults.export(target, "en")
    before = everything(tmp_path)
    (tmp_path / "new").mkdir()
    export_faults.export(tmp_path / "new" / target.name, progress=whole)
    assert whole.count >= (4 if each.data else 7)  # each of two pages is a step, laid out and written
    assert all(shares == sorted(shares) for shares in whole.shares.values())
    assert list(whole.shares.values())[-1][-1] == 1
    for moment in range(whole.count):
        for folder, there in ((tmp_path / "empty", {}), (tmp_path / "old", before)):
            folder.mkdir(exist_ok=True)
            for name, content in there.items():
                (folder / name).write_bytes(content)
            with pytest.raises(Cancelled):
                export_faults.export(folder / target.name, progress=Stopping(moment))
            assert everything(folder) == there


@pytest.mark.parametrize(
    "each", deepened(FORMATS, quick=lambda each: each.id == "png"), ids=lambda each: each.id
)
def test_a_kill_a_full_disk_or_a_forbidden_folder_leave_no_half(each):
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as name:
        Path(name).chmod(0o777)
        folder = Path(name) / "files"
        folder.mkdir()
        command = [sys.executable, export_faults.__file__, each.id, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == [], done.stderr
    files = told["files"]
    assert files == (2 if each.paged else 1)
    assert told["cases"]["write"] == told["cases"]["place"] == files
    assert told["cases"]["step"] >= 4
    assert told["cases"]["flush"] >= files
    assert told["cases"]["full"] == told["cases"]["forbidden"] == 1


@pytest.mark.parametrize("error", [PermissionError(13, "open elsewhere"), OSError(16, "busy")])
@pytest.mark.parametrize("which", ["kit.png", "kit - page 2.png"])
def test_a_file_that_is_open_elsewhere_leaves_all_as_they_were(tmp_path, monkeypatch, error, which):
    target, real = tmp_path / "kit.png", Path.replace
    export_faults.export(target, "en")
    before = everything(tmp_path)

    def locked(self, to):
        if to.name == which:
            raise error
        return real(self, to)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(UserError) as caught:
        export_faults.export(target)
    monkeypatch.undo()
    assert (caught.value.code, caught.value.params["file"]) == ("file_not_writable", which)
    assert everything(tmp_path) == before
    export_faults.export(target)
    assert not set(everything(tmp_path).values()) & set(before.values())


def test_a_folder_without_rights_is_said_in_words(tmp_path):
    """Neither to be written nor entered: even to look whether something is there fails."""
    if export_faults.os.geteuid() != 0:
        pytest.skip("only root can try it as somebody else")
    export_faults.export(tmp_path / "before.pdf")  # modules that are loaded late are not for others to read
    (tmp_path / "before.pdf").unlink()
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    assert export_faults.in_child(lambda: export_faults.forbidden(folder / "kit.pdf")) == 0
    assert not list(folder.iterdir())


@EVERY
def test_several_formats_take_their_places_together_or_not_at_all(tmp_path, each):
    """Whatever was made before the one at which the export is stopped, the folder is as it was."""
    asked = export_faults.replace(export_faults.asked("fr"), formats=FORMATS)
    before = list(FORMATS).index(each)
    pages = sum(1 if f.data else 2 for f in FORMATS[:before])
    begun = 4  # before the first page: the beginning, two pages laid out, nothing written
    with pytest.raises(Cancelled):
        export_pages(export_faults.PROJECT, tmp_path, asked, Stopping(begun + pages))
    assert not list(tmp_path.iterdir())
