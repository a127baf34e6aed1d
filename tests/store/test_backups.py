"""Backups are made when something changed, and thinned out as they grow old."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from persona_studio.domain.edits import SetField
from persona_studio.errors import UserError
from persona_studio.store.backups import NEWEST, STAMP, kept, within
from persona_studio.store.project_file import ProjectFile

NOW = datetime(2025, 6, 15, 12, 0, 0, tzinfo=UTC)
AGES = st.lists(st.timedeltas(timedelta(0), timedelta(days=800)), max_size=60)


def test_a_backup_is_made_only_when_something_changed(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with ProjectFile.create(tmp_path / "100 % thé.persona", samples.project(), samples.COLUMNS) as file:
        assert file.backup(folder) is None
        file.write(SetField("p-1", "name", "Zoé").apply(file.project).project)
        made = file.backup(folder)
        assert made is not None
        assert file.backup(folder) is None
        with ProjectFile.open(made) as copy:
            assert not copy.read_only
            assert copy.project == file.project
            assert copy.column("wave-1", "v-age") is not None


def test_old_backups_of_this_file_are_thinned_out_and_no_others(tmp_path: Path) -> None:
    folder = tmp_path / "backups" / "project-1"
    folder.mkdir(parents=True)
    ancient = datetime.now(UTC) - timedelta(days=1000)
    for name in ("thé", "other"):
        for days in range(5):
            (folder / f"{name} {(ancient + timedelta(days=days)).strftime(STAMP)}.persona").touch()
    (folder / "thé.persona").touch()
    with ProjectFile.create(tmp_path / "thé.persona", samples.project()) as file:
        file.write(SetField("p-1", "name", "Zoé").apply(file.project).project)
        file.backup(tmp_path / "backups")
    assert len(list(folder.glob("thé 2*"))) == NEWEST
    assert len(list(folder.glob("other 2*"))) == 5
    assert (folder / "thé.persona").exists()


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with ProjectFile.create(tmp_path / "p.persona", samples.project()) as file:
        file.write(SetField("p-1", "name", "Zoé").apply(file.project).project)
        with pytest.raises(UserError) as caught:
            file.backup(tmp_path / "file")
    assert caught.value.code == "folder_not_writable"


@given(AGES)
def test_the_newest_stay_and_nothing_new_appears(ages: list[timedelta]) -> None:
    times = {NOW - age for age in ages}
    chosen = kept(times, NOW)
    assert chosen <= times
    assert set(sorted(times)[-NEWEST:]) <= chosen


@given(AGES)
def test_thinning_twice_is_thinning_once(ages: list[timedelta]) -> None:
    once = kept({NOW - age for age in ages}, NOW)
    assert kept(once, NOW) == once


def test_a_year_of_backups_every_ten_minutes_stays_small() -> None:
    """Backups are thinned at each making, as in life, and every stretch of time keeps one."""
    folder: set[datetime] = set()
    for step in range(6 * 24 * 90):
        now = NOW + timedelta(minutes=10 * step)
        folder = kept({*folder, now}, now)
        assert len(folder) <= 6 + 24 + 30 + 13 + 8
    ages = sorted(now - when for when in folder)
    for limit in (timedelta(hours=2), timedelta(days=2), timedelta(days=35), timedelta(days=75)):
        assert any(limit / 3 <= age <= limit for age in ages), limit


def test_large_backups_are_kept_while_there_is_room_and_the_newest_always() -> None:
    sizes = {NOW - timedelta(days=day): 40 for day in range(10)}
    assert sorted(within(sizes, 205)) == sorted(sizes)[-5:]
    assert sorted(within(sizes, 10)) == sorted(sizes)[-NEWEST:]
