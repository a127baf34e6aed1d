"""The bank on disk: two programs at once, broken files, folders that cannot be written."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from persona_studio.domain.bank import Entry, EntryKind
from persona_studio.domain.ids import new_id
from persona_studio.errors import UserError
from persona_studio.store.bank import LARGEST, BankFolder


def entry(text, **more):
    return Entry(id=new_id(), kind=EntryKind.ATTRIBUTE, text=text, **more)


def test_what_is_put_is_read(tmp_path):
    kept = entry("Veut « essayer » d’abord")
    BankFolder(tmp_path / "not" / "there").put(kept)
    assert BankFolder(tmp_path / "not" / "there").read().entries == {kept.id: kept}


def test_a_folder_that_is_not_there_is_an_empty_bank(tmp_path):
    assert BankFolder(tmp_path / "none").read().entries == {}


def test_two_programs_open_at_once_lose_nothing(tmp_path):
    one, other = BankFolder(tmp_path), BankFolder(tmp_path)
    assert not one.read().entries
    assert not other.read().entries
    entries = [entry(f"Ligne {n}") for n in range(60)]
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit((one, other)[n % 2].put, each) for n, each in enumerate(entries)]:
            done.result()
    expected = {each.id: each for each in entries}
    assert one.read().entries == expected
    assert other.read().entries == expected


def test_what_one_program_renames_or_deletes_the_other_sees(tmp_path):
    one, other = BankFolder(tmp_path), BankFolder(tmp_path)
    first, second = entry("Avant"), entry("Reste")
    one.put(first)
    one.put(second)
    assert set(other.read().entries) == {first.id, second.id}
    renamed = Entry(id=first.id, kind=first.kind, text="Un autre texte")
    one.put(renamed)
    one.remove(second.id)
    assert other.read().entries == {first.id: renamed}
    other.remove(second.id)  # gone already


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b'{"id": "x"}',
        b"[" * 100_000,
        b" " * (LARGEST + 1),
    ],
)
def test_a_broken_file_is_set_aside_unchanged_and_said_once(tmp_path, content):
    bank, sound = BankFolder(tmp_path), entry("Intacte")
    bank.put(sound)
    broken = tmp_path / f"{new_id()}.json"
    broken.write_bytes(content)
    read = bank.read()
    assert read.entries == {sound.id: sound}
    assert read.broken == (broken.with_suffix(".broken").name,)
    assert broken.with_suffix(".broken").read_bytes() == content
    assert bank.read().broken == ()


def test_a_file_that_another_program_holds_for_a_moment_stays_where_it_is(tmp_path, monkeypatch):
    bank, kept = BankFolder(tmp_path), entry("Une")
    bank.put(kept)
    assert bank.read().entries == {kept.id: kept}
    later = Entry(id=kept.id, kind=kept.kind, text="Autrement")
    BankFolder(tmp_path).put(later)

    def held(*_args, **_more):
        raise PermissionError(13, "held by another program")

    with monkeypatch.context() as busy:
        busy.setattr(Path, "read_text", held)
        read = bank.read()
        assert BankFolder(tmp_path).read().broken == ()
    assert (read.entries, read.broken) == ({kept.id: kept}, ())
    assert bank.read().entries == {kept.id: later}


def test_a_file_under_another_entrys_name_is_no_entry(tmp_path):
    bank, kept = BankFolder(tmp_path), entry("Une")
    bank.put(kept)
    copy = tmp_path / f"{new_id()}.json"
    copy.write_bytes((tmp_path / f"{kept.id}.json").read_bytes())
    assert bank.read().entries == {kept.id: kept}


@pytest.mark.parametrize("name", ["../x", "", "a/b", ".hidden", "A" * 80])
def test_no_entry_is_written_outside_of_the_folder(tmp_path, name):
    with pytest.raises(ValueError, match="no id"):
        BankFolder(tmp_path / "bank").put(Entry(id=name, kind=EntryKind.TRAIT))
    assert not list(tmp_path.iterdir())


def test_where_no_folder_can_be_the_user_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError) as told:
        BankFolder(tmp_path / "file" / "bank").put(entry("Rien"))
    assert told.value.code == "file_not_writable"


def test_what_is_stored_is_plain_json(tmp_path):
    kept = entry("Prudente", added="2026-01-02T03:04:05+00:00")
    BankFolder(tmp_path).put(kept)
    assert json.loads((tmp_path / f"{kept.id}.json").read_text(encoding="utf-8"))["text"] == "Prudente"
