"""Preferences are kept, and losing them costs nothing."""

from pathlib import Path

import pytest

from persona_studio import paths
from persona_studio.store.preferences import Preferences


def test_values_are_kept(studio_home: Path) -> None:
    first = Preferences()
    assert first.get("theme", "light") == "light"
    first.set("theme", "dark")
    first.set("recents", [{"path": "été.persona", "faces": [["f01", 3]]}])
    again = Preferences()
    assert again.get("theme", "light") == "dark"
    assert again.get("recents", []) == [{"path": "été.persona", "faces": [["f01", 3]]}]
    assert list(studio_home.iterdir()) == [paths.preferences_file()]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 5000])
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)
    preferences = Preferences(file)
    assert preferences.get("theme", "light") == "light"
    preferences.set("theme", "dark")
    assert Preferences(file).get("theme", "light") == "dark"


def test_a_value_of_another_type_counts_as_none(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    file.write_text('{"theme": 3, "size": true}', encoding="utf-8")
    preferences = Preferences(file)
    assert preferences.get("theme", "light") == "light"
    assert preferences.get("size", 12) == 12
    assert preferences.get("theme", None) == 3


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    preferences = Preferences(tmp_path / "file" / "preferences.json")
    preferences.set("theme", "dark")
    assert preferences.get("theme", "light") == "dark"
