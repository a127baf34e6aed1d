"""Results are put in place together or not at all, and never take the place of something else."""

import os
import signal
from pathlib import Path

import pytest

from helpers import samples, unprivileged
from persona_studio.errors import UserError
from persona_studio.services.workshop import outputs
from persona_studio.services.workshop.outputs import (
    Results,
    check_labels,
    deliver,
    file_name,
    place_for,
    undisturbed,
)
from persona_studio.store.project_file import ProjectFile

PDF = b"%PDF of this run"
LABELS = b"row,segment\r\n1,2\r\n"


def results(number: int, labels: Path | None = None) -> Results:
    return Results(
        project=samples.project(),
        columns={},
        pdf=PDF + bytes([number]),
        labels=None if labels is None else (labels, LABELS),
    )


def test_builds_at_once_keep_their_files_together_under_the_names_they_told(tmp_path):
    places = [place_for(tmp_path, "Étude") for _ in range(3)]
    written = [deliver(results(n), place, lambda _: None) for n, place in enumerate(places)]
    assert [w.project.name for w in written] == [
        "Étude.persona",
        "Étude (2).persona",
        "Étude (3).persona",
    ]
    for number, one in enumerate(written):
        assert one.kept is None
        assert one.pdf == one.project.with_suffix(".pdf")
        assert one.pdf.read_bytes() == PDF + bytes([number])
    assert len(list(tmp_path.iterdir())) == 6


def test_what_had_the_names_is_set_aside_in_one_piece(tmp_path):
    deliver(results(1), place_for(tmp_path, "É"), lambda _: None)
    (tmp_path / "É (2).pdf").write_bytes(b"another")
    second = deliver(results(2), place_for(tmp_path, "É"), lambda _: None)
    assert second.kept == tmp_path / "É (3).persona"
    assert (tmp_path / "É (3).pdf").read_bytes() == PDF + bytes([1])
    assert (tmp_path / "É (2).pdf").read_bytes() == b"another"
    assert second.pdf.read_bytes() == PDF + bytes([2])


def test_a_pdf_without_its_project_is_kept_too(tmp_path):
    (tmp_path / "É.pdf").write_bytes(b"another")
    assert deliver(results(1), place_for(tmp_path, "É"), lambda _: None).kept == tmp_path / "É (2).pdf"
    assert (tmp_path / "É (2).pdf").read_bytes() == b"another"


@pytest.mark.parametrize("fails", ["É.pdf", "labels.csv"])
def test_a_full_disk_leaves_all_as_it_was_and_names_no_hidden_file(tmp_path, monkeypatch, fails):
    deliver(results(1), place_for(tmp_path, "É"), lambda _: None)
    before = {p.name: p.stat().st_ino for p in tmp_path.iterdir()}
    if fails == "É.pdf":
        monkeypatch.setattr(outputs, "write_bytes", _full)
    else:
        monkeypatch.setattr(outputs, "replacing", _full)
    told: list[Path] = []
    with pytest.raises(UserError) as caught:
        deliver(results(2, tmp_path / "labels.csv"), place_for(tmp_path, "É"), told.append)
    assert (caught.value.code, caught.value.params["file"]) == ("disk_full", fails)
    assert {p.name: p.stat().st_ino for p in tmp_path.iterdir()} == before
    assert told == []


def _full(path: Path, *_: object) -> None:
    raise UserError("disk_full", file=path.name)


def test_a_name_that_is_refused_puts_the_older_files_back(tmp_path, monkeypatch):
    deliver(results(1), place_for(tmp_path, "É"), lambda _: None)
    before = {p.name: p.stat().st_ino for p in tmp_path.iterdir()}
    rename = Path.rename

    def refused(old: Path, new: Path) -> Path:
        if old.name.startswith(".") and old.suffix == ".pdf" and new.name == "É.pdf":
            raise PermissionError(13, "no")
        return rename(old, new)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        with pytest.raises(UserError, match="folder_not_writable"):
            deliver(results(2), place_for(tmp_path, "É"), lambda _: None)
    assert {p.name: p.stat().st_ino for p in tmp_path.iterdir()} == before


def test_an_interruption_waits_until_all_is_in_place_and_told(tmp_path):
    told: list[Path] = []

    def interrupted(path: Path) -> None:
        signal.raise_signal(signal.SIGINT)
        told.append(path)

    labels = tmp_path / "l.csv"
    with pytest.raises(KeyboardInterrupt):
        deliver(results(1, labels), place_for(tmp_path, "É"), interrupted)
    assert told == [tmp_path / "É.persona", tmp_path / "É.pdf", labels]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["l.csv", "É.pdf", "É.persona"]
    ProjectFile.open(told[0], read_only=True).close()


def test_handlers_of_signals_are_as_before():
    before = [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)]
    with undisturbed():
        pass
    assert [signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)] == before


# ---------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("survey.csv", "labels_not_ours"),
        ("link.csv", "labels_not_ours"),
        ("hard.csv", "labels_not_ours"),
        ("out/x.persona", "labels_ending"),
        ("out/x.PDF", "labels_ending"),
        ("dangling.csv", "labels_ending"),
        ("out", "file_is_folder"),
        ("none/l.csv", "folder_missing"),
        ("ring.csv", "file_not_writable"),
        ("pipe.csv", "file_is_device"),
    ],
)
def test_labels_take_no_other_place(tmp_path, name, code):
    survey = tmp_path / "survey.csv"
    survey.write_text("a;b\n1;2\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(survey)
    (tmp_path / "hard.csv").hardlink_to(survey)
    (tmp_path / "dangling.csv").symlink_to(tmp_path / "out" / "x.persona")
    (tmp_path / "ring.csv").symlink_to(tmp_path / "ring.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "out").mkdir()
    with pytest.raises(UserError) as caught:
        check_labels(tmp_path / name, tmp_path / "out")
    assert caught.value.code == code


def test_labels_may_replace_labels_and_lie_in_the_folder_to_be_made(tmp_path):
    for content in (LABELS, b""):
        (tmp_path / "l.csv").write_bytes(content)
        check_labels(tmp_path / "l.csv", tmp_path / "out")
    check_labels(tmp_path / "out" / "l.csv", tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["l.csv"]


# ---------------------------------------------------------------- folder


def test_a_folder_made_for_nothing_goes_again(tmp_path):
    (tmp_path / "there").mkdir()
    with pytest.raises(ZeroDivisionError), outputs.results_folder(tmp_path / "there" / "a" / "b"):
        raise ZeroDivisionError
    assert not list((tmp_path / "there").iterdir())
    with outputs.results_folder(tmp_path / "c" / "d"):
        pass
    assert (tmp_path / "c" / "d").is_dir()


@pytest.mark.parametrize(
    ("name", "code"),
    [("link", "folder_link_broken"), ("file", "folder_is_file"), ("file/x", "folder_is_file")],
)
def test_a_folder_that_cannot_be_says_why(tmp_path, name, code):
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    (tmp_path / "file").touch()
    with pytest.raises(UserError) as caught, outputs.results_folder(tmp_path / name):
        pass
    assert caught.value.code == code


@pytest.mark.parametrize("mode", [0o000, 0o555])
def test_a_folder_that_may_not_be_entered_or_written_says_so(mode):
    code = """
from persona_studio.services.workshop.outputs import results_folder
for out in ("shut", "shut/in"):
    try:
        with results_folder(Path(out)):
            print("never")
    except UserError as error:
        print(error.code)
"""
    with unprivileged.open_folder() as folder:
        (folder / "shut").mkdir()
        (folder / "shut").chmod(mode)
        try:
            assert unprivileged.run(code, folder).split() == ["folder_not_writable"] * 2
        finally:
            (folder / "shut").chmod(0o755)


@pytest.mark.parametrize(
    ("name", "file"),
    [("a/b:c", "a_b_c"), ("\x1b[31mx\x07\x9b", "_[31mx__"), (" . ", "projet"), ("é" * 300, "é" * 100)],
)
def test_a_name_suits_every_system(name, file):
    assert file_name(name) == file


@pytest.mark.parametrize(
    "name", ["CON", "nul", "Com1", "LPT9", "aux.v2", "con .x", "PRN.", "COM²", "CONOUT$"]
)
def test_no_name_is_that_of_a_device_of_windows(name):
    assert file_name(name) == f"_{name.rstrip('.')}"


@pytest.mark.parametrize("name", ["Console", "Null", "COM12", "Le CON", "AUX-2", "Contact"])
def test_names_that_only_begin_like_a_device_stay(name):
    assert file_name(name) == name


def test_a_name_is_shown_in_the_order_in_which_it_is_written():
    turning = "".join(chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
    assert file_name(f"Clients\u202efdp.{turning}exe") == "Clientsfdp.exe"
    assert file_name(f"{turning} . ") == "projet"
    assert file_name("C\u2066ON") == "_CON"
    assert file_name("עברית") == "עברית"
