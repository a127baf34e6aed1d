"""A session: every gesture is on disk, can be undone, is told; one that fails did not happen."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples, tables
from helpers.examples import examples
from helpers.trees import Editor, Numbers, projects
from persona_studio import paths
from persona_studio.domain.changes import Change, Node
from persona_studio.domain.edits import Insert, Remove, SetField, Together
from persona_studio.domain.project import Project
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.services import session as module
from persona_studio.services.session import Session
from persona_studio.store.project_file import ProjectFile


@pytest.fixture
def session(tmp_path: Path, studio_home: Path) -> Session:
    return Session.create(tmp_path / "p.persona", samples.project(), samples.COLUMNS)


def name(value: str) -> SetField:
    return SetField("p-1", "name", value)


def on_disk(path: Path) -> Project:
    with ProjectFile.open(path, read_only=True) as file:
        return file.project


@examples(30)
@given(st.data())
def test_undo_and_redo_go_back_and_forth_on_disk_too(data: st.DataObject) -> None:
    numbers = Numbers()
    states = [data.draw(projects(numbers))]
    editor = Editor(data.draw, numbers)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.persona"
        with Session.create(path, states[0]) as session:
            at = 0
            for step in data.draw(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=12)):
                if step == "do":
                    edit = editor.edit(session.project)
                    after = edit.apply(session.project).project
                    session.do(edit, f"gesture {at + 1}")
                    if after != states[at]:
                        states[at + 1 :] = [after]
                        at += 1
                elif step == "undo":
                    session.undo()
                    at = max(at - 1, 0)
                else:
                    session.redo()
                    at = min(at + 1, len(states) - 1)
                assert session.project == states[at]
                assert on_disk(path) == states[at]
                assert session.undo_label == (f"gesture {at}" if at else "")
                assert session.redo_label == (f"gesture {at + 1}" if at + 1 < len(states) else "")


def test_subscribers_hear_what_changed_until_they_leave(session: Session) -> None:
    heard: list[tuple[Change, ...]] = []
    leave = session.subscribe(heard.append)
    session.do(name("Zoé"), "rename")
    session.undo()
    session.redo()
    assert [(c.node, c.id, c.field) for changes in heard for c in changes] == [
        (Node.PERSONA, "p-1", "name")
    ] * 3
    leave()
    leave()
    session.do(name("Léa"), "rename")
    assert len(heard) == 3
    session.close()


def test_a_subscriber_sees_the_gesture_done(session: Session) -> None:
    seen: list[str] = []
    session.subscribe(lambda _: seen.append(on_disk(session.path).persona("p-1").name))
    session.do(name("Zoé"), "rename")
    assert seen == ["Zoé"]
    session.close()


def test_a_gesture_that_does_not_apply_leaves_all_as_it_was(session: Session) -> None:
    session.do(name("Zoé"), "rename")
    session.undo()
    before = session.project
    with pytest.raises(UserError):
        session.do(Together((name("Léa"), Remove("nobody"))), "broken")
    assert session.project is before
    assert (session.undo_label, session.redo_label) == ("", "rename")
    session.close()


def test_a_gesture_that_changes_nothing_is_no_step(session: Session) -> None:
    session.do(name("Zoé"), "rename")
    session.undo()
    heard: list[object] = []
    session.subscribe(heard.append)
    session.do(name("Julie"), "rename")
    assert (session.undo_label, session.redo_label, heard) == ("", "rename", [])
    session.close()


def test_nothing_to_undo_or_redo_is_no_error(session: Session) -> None:
    session.undo()
    session.redo()
    assert session.project == samples.project()
    session.close()


def test_typing_is_one_step_and_each_letter_is_on_disk(session: Session) -> None:
    for letter in range(1, 6):
        session.do(name("œuvre"[:letter]), "typing", merge=True)
        assert on_disk(session.path).persona("p-1").name == "œuvre"[:letter]
    session.undo()
    assert session.project == samples.project()
    session.redo()
    assert session.project.persona("p-1").name == "œuvre"
    assert session.redo_label == ""
    session.close()


@pytest.mark.parametrize("ending", ["end_burst", "another gesture", "undo and redo", "another field"])
def test_a_burst_of_typing_ends(session: Session, ending: str) -> None:
    session.do(name("un"), "typing", merge=True)
    if ending == "end_burst":
        session.end_burst()
    elif ending == "another gesture":
        session.do(name("deux"), "by menu")
    elif ending == "undo and redo":
        session.undo()
        session.redo()
    else:
        session.do(SetField("p-1", "title", "x"), "typing", merge=True)
    before = session.project
    session.do(name("trois"), "typing", merge=True)
    session.undo()
    assert session.project == before
    session.close()


def test_columns_come_in_the_same_transaction_and_survive_undo_and_redo(session: Session) -> None:
    wave = replace(samples.wave(), id="wave-2", variables=(replace(samples.wave().variables[0], id="v-new"),))
    column = Column("u1", 4, bytes([5, 5, 4, 0]))
    session.do(Insert("project-1", 1, wave), "import", {("wave-2", "v-new"): column})
    session.undo()
    assert [w.id for w in session.project.waves] == ["wave-1"]
    session.redo()
    assert session.answers("wave-2").column("v-new") == column
    session.undo()
    session.close()
    assert ("wave-2", "v-new") not in tables.columns(session.path)


def test_a_column_that_was_replaced_comes_back(session: Session) -> None:
    place = ("wave-1", "v-place")
    old, new = samples.COLUMNS[place], Column("u2", 4, bytes(8))
    session.do(SetField("v-place", "label", "autre"), "recast", {place: new})
    assert session.answers("wave-1").column("v-place") == new
    session.undo()
    assert session.answers("wave-1").column("v-place") == old
    session.redo()
    assert session.answers("wave-1").column("v-place") == new
    session.close()
    with Session.open(session.path) as again:
        assert again.answers("wave-1").column("v-place") == new


def test_labels_are_read(session: Session) -> None:
    assert session.labels("cut-1") == samples.COLUMNS["cut-1", "cut-1"]
    session.close()


def test_a_copy_is_kept_when_something_changed(session: Session) -> None:
    session.close()
    assert not paths.backups_dir().exists()
    with Session.open(session.path) as again:
        again.do(name("Zoé"), "rename")
    (copy,) = (paths.backups_dir() / "project-1").iterdir()
    assert on_disk(copy).persona("p-1").name == "Zoé"


def test_long_work_is_backed_up_while_it_goes_on(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.do(name("Zoé"), "rename")
    assert not paths.backups_dir().exists()
    monkeypatch.setattr(module.time, "monotonic", lambda: session._backup_due + 1)
    session.do(name("Léa"), "rename")
    assert session._backup is not None
    session._backup.join()
    (copy,) = (paths.backups_dir() / "project-1").iterdir()
    assert on_disk(copy).persona("p-1").name == "Léa"
    session.close()


def test_a_backup_that_fails_stops_nobody(session: Session, caplog: pytest.LogCaptureFixture) -> None:
    paths.user_dir().mkdir()
    paths.backups_dir().write_text("a file where the folder should be", encoding="utf-8")
    session.do(name("Zoé"), "rename")
    session.close()
    assert on_disk(session.path).persona("p-1").name == "Zoé"
    assert "no copy" in caplog.text


def test_an_old_backup_that_cannot_be_removed_stops_nobody(
    session: Session, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError("held by another program")

    monkeypatch.setattr(module.ProjectFile, "backup", refuse)
    session.do(name("Zoé"), "rename")
    session.close()
    assert on_disk(session.path).persona("p-1").name == "Zoé"
    assert "held by another program" in caplog.text


def test_a_session_knows_its_file(session: Session, tmp_path: Path) -> None:
    assert session.path == tmp_path / "p.persona"
    assert (session.read_only, session.read_only_reason, session.locked_by) == (False, "", None)
    session.save_copy(tmp_path / "copy.persona")
    session.close()
    assert on_disk(tmp_path / "copy.persona") == samples.project()


def test_columns_stored_ahead_are_not_lost_in_silence_when_a_purge_remakes_the_file(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STAGED", 0)
    other = tmp_path / "purged.persona"
    ProjectFile.create(other, samples.project(), samples.COLUMNS).close()
    ahead = session.stage(
        {("wave-2", "v-1"): Column("u1", 1, b"1"), ("wave-2", "v-2"): Column("u1", 1, b"2")}
    )
    next(ahead)
    session.become(other, samples.project())
    with pytest.raises(UserError) as caught:
        next(ahead)
    assert caught.value.code == "staging_overtaken"
    session.close()


def test_the_history_names_every_gesture_and_goes_to_any_of_them(session: Session) -> None:
    for n in range(5):
        session.do(name(f"Julie {n}"), f"step {n}")
    states = {5: session.project}
    for at in (2, 0, 4, 5, 1):
        session.go_to(at)
        assert session.history == (tuple(f"step {n}" for n in range(5)), at)
        expected = f"Julie {at - 1}" if at else "Julie"
        assert session.project.personas[0].name == expected == on_disk(session.path).personas[0].name
    session.go_to(99)
    assert session.project == states[5]
    session.close()
