"""What is written is what is read, each gesture writes its own rows, and a spoilt file says so."""

import random
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples, tables
from helpers.examples import examples
from helpers.trees import Editor, Numbers, projects
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField
from persona_studio.domain.personas import Attribute
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Role
from persona_studio.errors import UserError
from persona_studio.store import migrations
from persona_studio.store.project_file import ProjectFile
from persona_studio.store.schema import APPLICATION_ID


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "thé d’été #1 100 %.persona"
    ProjectFile.create(file, samples.project(), samples.COLUMNS).close()
    return file


@examples(25)
@given(st.data())
def test_edits_written_one_by_one_are_what_is_read_back(data: st.DataObject) -> None:
    numbers = Numbers()
    start = project = data.draw(projects(numbers))
    editor = Editor(data.draw, numbers)
    inverses: list[Edit] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.persona"
        with ProjectFile.create(path, project) as file:
            for _ in range(data.draw(st.integers(1, 6))):
                applied = editor.edit(project).apply(project)
                file.write(applied.project)
                project = applied.project
                inverses.append(applied.inverse)
                assert _on_disk(path) == project
            for inverse in reversed(inverses):
                project = inverse.apply(project).project
                file.write(project)
        assert _on_disk(path) == start


def test_a_project_and_its_answers_come_back(path: Path) -> None:
    with ProjectFile.open(path) as file:
        assert file.project == samples.project()
        assert not file.read_only
        for (owner, key), column in samples.COLUMNS.items():
            assert repr(file.column(owner, key)) == repr(column)
        answers = file.answers("wave-1")
        assert answers.rows == 4
        assert answers.column("v-place") == samples.COLUMNS["wave-1", "v-place"]
        assert file.labels("cut-1") == samples.COLUMNS["cut-1", "cut-1"]


def test_what_is_not_there_is_a_key_error(path: Path) -> None:
    with ProjectFile.open(path) as file:
        with pytest.raises(KeyError):
            file.answers("no wave")
        with pytest.raises(KeyError):
            file.answers("wave-1").column("no variable")
        with pytest.raises(KeyError):
            file.labels("no segmentation")


@pytest.mark.parametrize(
    ("edit", "rows"),
    [
        (SetField("a-said-1", "text", "autre"), {"p-1"}),
        (Insert("sec-buying-1", 0, Attribute(id="new", text="x")), {"p-1"}),
        (Move("a-said-1", "sec-custom-2", 0), {"p-1", "p-2"}),
        (SetField("v-age", "role", Role.ACTIVE), {"v-age"}),
        (SetField("s-2", "name", "Fidèles et pressés"), {"s-2"}),
        (SetField("cut-1", "stale", True), {"cut-1"}),
        (SetField("wave-1", "date", "mai 2025"), {"wave-1"}),
        (SetField("project-1", "name", "x"), {"project-1"}),
        (Insert("project-1", 9, samples.persona(3)), {"p-3"}),
        (Remove("p-2"), {"p-2"}),
        (Move("p-2", "project-1", 0), {"p-1", "p-2"}),
        (Remove("cut-1"), {"cut-1", "s-1", "s-2"}),
        (SetField("p-1", "name", "Julie"), set()),
    ],
)
def test_a_gesture_rewrites_its_own_rows_only(path: Path, edit: Edit, rows: set[str]) -> None:
    before = tables.things(path)
    with ProjectFile.open(path) as file:
        file.write(edit.apply(file.project).project)
    after = tables.things(path)
    assert {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)} == rows


def test_a_column_takes_the_place_of_the_one_before(path: Path) -> None:
    new = replace(samples.COLUMNS["wave-1", "v-why"], texts=("autre", "chose"))
    with ProjectFile.open(path) as file:
        file.write(file.project, {("wave-1", "v-why"): new})
        assert file.column("wave-1", "v-why") == new


def test_columns_of_what_is_gone_are_collected_when_the_file_is_closed(path: Path) -> None:
    with ProjectFile.open(path) as file:
        file.write(Remove("wave-1").apply(file.project).project)
        assert ("wave-1", "v-age") in tables.columns(path)
    assert tables.columns(path) == {("cut-1", "cut-1")}


def test_a_large_file_shrinks_when_its_wave_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "large.persona"
    noise = random.Random(0).randbytes(3_000_000)
    column = replace(samples.COLUMNS["wave-1", "v-place"], rows=len(noise), data=noise)
    with ProjectFile.create(path, samples.project(), {("wave-1", "v-place"): column}) as file:
        large = path.stat().st_size
        file.write(Remove("wave-1").apply(file.project).project)
    assert path.stat().st_size < large / 4
    assert _on_disk(path) == Remove("wave-1").apply(samples.project()).project


def test_the_file_carries_our_marks_and_nothing_beside_it(path: Path) -> None:
    assert tables.ask(path, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert tables.ask(path, "PRAGMA user_version") == [(migrations.newest(),)]
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_making_a_project_takes_the_place_of_the_file_that_was_there(path: Path) -> None:
    ProjectFile.create(path, Project(id="other", name="x")).close()
    assert _on_disk(path) == Project(id="other", name="x")


def test_a_copy_holds_the_same_and_goes_its_own_way(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.persona"
    with ProjectFile.open(path) as file:
        file.save_copy(copy)
        with ProjectFile.open(copy) as other:
            assert not other.read_only
            assert other.project == file.project
            assert other.column("wave-1", "v-why") == samples.COLUMNS["wave-1", "v-why"]
            other.write(SetField("p-1", "name", "Zoé").apply(other.project).project)
        assert file.project == samples.project()
    assert _on_disk(path) == samples.project()


def test_a_copy_leaves_out_what_an_undone_gesture_left(path: Path, tmp_path: Path) -> None:
    with ProjectFile.open(path) as file:
        file.write(Remove("wave-1").apply(file.project).project)
        file.save_copy(tmp_path / "copy.persona")
    assert tables.columns(tmp_path / "copy.persona") == {("cut-1", "cut-1")}


def test_a_copy_of_a_file_open_for_reading_may_be_written(path: Path, tmp_path: Path) -> None:
    with ProjectFile.open(path), ProjectFile.open(path) as reader:
        reader.save_copy(tmp_path / "copy.persona")
    with ProjectFile.open(tmp_path / "copy.persona") as copy:
        assert not copy.read_only


@pytest.mark.parametrize(
    ("target", "code"),
    [(".", "copy_onto_itself"), ("../nowhere/copy.persona", "folder_missing"), ("folder", "file_is_folder")],
)
def test_a_copy_that_cannot_be_made_says_why(path: Path, target: str, code: str) -> None:
    (path.parent / "folder").mkdir()
    with ProjectFile.open(path) as file, pytest.raises(UserError) as caught:
        file.save_copy(path if target == "." else path.parent / target)
    assert caught.value.code == code


def test_a_file_that_vanished_refuses_the_gesture(path: Path) -> None:
    with ProjectFile.open(path) as file:
        path.rename(path.with_name("elsewhere.persona"))
        with pytest.raises(UserError) as caught:
            file.write(replace(file.project, name="x"))
        assert caught.value.code == "project_vanished"
        assert file.project.name == samples.project().name
        file.save_copy(path)
    assert _on_disk(path) == samples.project()


def test_a_file_that_another_took_the_place_of_refuses_the_gesture(path: Path) -> None:
    with ProjectFile.open(path) as file:
        ProjectFile.create(path, Project(id="other", name="x")).close()
        with pytest.raises(UserError) as caught:
            file.write(replace(file.project, name="y"))
        assert caught.value.code == "project_vanished"
    assert _on_disk(path) == Project(id="other", name="x")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "project_not_one"),
        (b"id;age\n1;31\n", "project_not_one"),
        (b"SQLite format 3\x00", "project_not_one"),
        (b"SQLite format 3\x00" + bytes(5000), "project_not_one"),
    ],
)
def test_what_is_no_project_says_so(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "x.persona"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        ProjectFile.open(path)
    assert caught.value.code == code
    assert path.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_another_database_is_no_project_and_stays_untouched(tmp_path: Path) -> None:
    path = tmp_path / "x.persona"
    tables.change(path, "CREATE TABLE t(x)")
    content = path.read_bytes()
    with pytest.raises(UserError) as caught:
        ProjectFile.open(path)
    assert caught.value.code == "project_not_one"
    assert path.read_bytes() == content


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.persona", "project_missing"), (tmp_path, "project_is_folder")):
        with pytest.raises(UserError) as caught:
            ProjectFile.open(path)
        assert caught.value.code == code


def test_a_newer_file_is_read_and_not_touched(path: Path) -> None:
    tables.change(
        path,
        "PRAGMA user_version = 99",
        "CREATE TABLE comment(x)",
        'UPDATE thing SET body = replace(body, \'"accent":3\', \'"accent":3,"mood":"gaie"\')',
    )
    content = path.read_bytes()
    with ProjectFile.open(path) as file:
        assert (file.read_only, file.read_only_reason) == (True, "newer")
        assert file.project == samples.project()
        with pytest.raises(UserError) as caught:
            file.write(file.project)
        assert caught.value.code == "project_read_only"
    assert path.read_bytes() == content


def test_a_newer_file_that_cannot_be_read_says_that_it_is_newer(path: Path) -> None:
    tables.change(path, "PRAGMA user_version = 99", "ALTER TABLE thing RENAME TO node")
    with pytest.raises(UserError) as caught:
        ProjectFile.open(path)
    assert caught.value.code == "project_too_new"


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM thing WHERE kind = 'project'",
        "DELETE FROM thing",
        "DELETE FROM thing WHERE id = 'wave-1'",
        "UPDATE thing SET parent = 'v-age' WHERE id = 'p-1'",
        "UPDATE thing SET parent = NULL WHERE id = 'p-1'",
        "UPDATE thing SET kind = 'section' WHERE id = 'p-1'",
        "UPDATE thing SET kind = 'ghost' WHERE id = 'p-1'",
        "UPDATE thing SET body = replace(body, '\"accent\"', '\"accents\"')",
        "UPDATE thing SET body = replace(body, '#e0b090', 'pink')",
        "UPDATE thing SET body = replace(body, '#102030', '')",
        (
            'UPDATE thing SET body = replace(body, \'"photo":null\', \'"photo":'
            '{"picture":"x","width":9,"height":9,"x":0.5,"y":0.5,"zoom":1e17,"rights":""}'
            "') WHERE kind = 'persona'"
        ),
        "UPDATE thing SET body = replace(body, '\"accent\":3', '\"accent\":99')",
        "UPDATE thing SET body = replace(body, '\"share\":0.31', '\"share\":7.0')",
        "UPDATE thing SET body = replace(body, 'sec-custom-1', 'sec-buying-1')",
        "UPDATE thing SET body = replace(body, '\"value\":30', '\"value\":3000000')",
        "UPDATE thing SET body = substr(body, 1, 40)",
        "UPDATE thing SET body = replace(body, '\"p-1\"', '\"p-9\"')",
        "UPDATE thing SET body = x'c328'",
        "UPDATE thing SET body = CAST(x'c328' AS TEXT)",
        "UPDATE thing SET body = 3",
        "DROP TABLE thing",
        "DROP TABLE lock",
        "ALTER TABLE thing DROP COLUMN body",
        "PRAGMA user_version = 0",
    ],
)
def test_a_damaged_file_says_so_and_leaves_no_lock(path: Path, statement: str) -> None:
    tables.change(path, statement)
    for read_only in (False, True):
        if statement == "DROP TABLE lock" and read_only:
            continue
        with pytest.raises(UserError) as caught:
            ProjectFile.open(path, read_only)
        assert caught.value.code == "project_damaged"
    if statement != "DROP TABLE lock":
        assert tables.ask(path, "SELECT * FROM lock") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chunk SET data = x'00'",
        "UPDATE chunk SET data = 'text'",
        "UPDATE chunk SET data = 3",
        "DELETE FROM chunk",
        "UPDATE answers SET rows = 5",
        "UPDATE answers SET rows = 'five'",
        "UPDATE answers SET dtype = 'object'",
    ],
)
def test_damaged_answers_say_so(path: Path, statement: str) -> None:
    tables.change(path, statement)
    with ProjectFile.open(path) as file, pytest.raises(UserError) as caught:
        file.answers("wave-1").column("v-place")
    assert caught.value.code == "project_damaged"


@examples(40)
@given(st.data())
def test_whatever_is_spoilt_the_file_opens_or_says_why(data: st.DataObject) -> None:
    content = bytearray(_sample_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(16, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(len(content) // 2, len(content)))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.persona"
        path.write_bytes(content)
        assert _reading_says(path) in {"", "project_damaged", "project_not_one", "project_too_new"}


def _reading_says(path: Path) -> str:
    try:
        with ProjectFile.open(path) as file:
            for key in samples.COLUMNS:
                file.column(*key)
    except UserError as error:
        return error.code
    return ""


def _sample_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.persona"
        ProjectFile.create(path, samples.project(), samples.COLUMNS).close()
        return path.read_bytes()


def _on_disk(path: Path) -> Project:
    """Read the file as somebody else would, on another machine."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.persona"
        shutil.copy(path, copy)
        with ProjectFile.open(copy, read_only=True) as file:
            return file.project


def test_a_project_never_takes_the_place_of_a_survey(tmp_path):
    survey = tmp_path / "enquête.csv"
    survey.write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(UserError) as caught:
        ProjectFile.create(survey, samples.project())
    assert (caught.value.code, caught.value.params["file"]) == ("project_over_file", "enquête.csv")
    assert survey.read_text(encoding="utf-8") == "a;b\n1;2\n"
    assert list(tmp_path.iterdir()) == [survey]
