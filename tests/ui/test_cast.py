"""Personas doubled, copied, set aside, in the bin; versions and history: by real keys and presses."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QMenu

from helpers.on_sheet import say, write
from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Kept
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services import authoring
from persona_studio.services.personas import versions
from persona_studio.services.session import Session
from persona_studio.ui.dialogs.history import History
from persona_studio.ui.dialogs.kept import KeptPersonas
from persona_studio.ui.dialogs.versions import Versions
from persona_studio.ui.models.entries import EntryList


@pytest.fixture
def personas(open_place, whole_file):
    return open_place(whole_file, "personas")


def dialog(program, kind):
    return next(d for d in program.window.findChildren(kind) if d.isVisible())


def pick(place, words):
    """Choose, with the keyboard, an action of the menu that is open."""
    menu = next(m for m in place.findChildren(QMenu) if m.isVisible())
    actions = [a for a in menu.actions() if not a.isSeparator()]
    at = next(i for i, a in enumerate(actions) if words in a.text())
    for _ in range(at + 1):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_persona_is_doubled_from_its_menu(personas, program):
    first = program.studio.project.personas[0]
    QTest.mouseClick(personas.strip._more, Qt.MouseButton.LeftButton)
    pick(personas, "Dupliquer")
    names = [p.name for p in program.studio.project.personas]
    assert names[:2] == [first.name, f"{first.name} (2)"]
    assert personas.current == program.studio.project.personas[1].id


def test_who_is_put_in_the_bin_comes_back_even_after_the_project_was_closed(personas, program, settle):
    before = program.studio.project.personas
    personas.cast.put_in_bin(before[0].id)
    assert [p.id for p in program.studio.project.personas] == [p.id for p in before[1:]]
    path = program.studio.session.path
    program.studio.leave()
    assert program.studio.open(path)
    settle()
    program.window.actions_["persona-kept"].trigger()
    kept = dialog(program, KeptPersonas)
    QAbstractItemModelTester(kept.list.model(), QAbstractItemModelTester.FailureReportingMode.Warning)
    assert before[0].name in kept.list.chosen().title
    QTest.keyClick(kept.list, Qt.Key.Key_Return)
    assert {p.id for p in program.studio.project.personas} == {p.id for p in before}
    assert program.window.place("personas").current == before[0].id


def test_set_aside_then_the_bin_then_gone_for_good_and_undone(personas, program, settle):
    first = program.studio.project.personas[0]
    personas.cast.set_aside(first.id)
    program.window.actions_["persona-kept"].trigger()
    kept = dialog(program, KeptPersonas)
    for expected in ([Kept.BIN], []):
        QTest.mouseClick(kept.bin, Qt.MouseButton.LeftButton)
        assert [s.kept for s in program.studio.project.snapshots] == expected
    assert not kept.back.isEnabled()
    kept.reject()
    for _ in range(3):
        program.studio.undo()
    assert program.studio.project.personas[0] == first
    settle()


def test_the_new_button_makes_the_personas_of_all_segments_that_have_none_and_leaves_the_others(
    personas, program
):
    kept, *gone = program.studio.project.personas
    for persona in gone:
        program.studio.do(authoring.remove(persona.id), "Persona removed")
    QTest.mouseClick(personas.strip.new_button, Qt.MouseButton.LeftButton)
    pick(personas, f"Des {len(gone)} segments")
    there = program.studio.project.personas
    assert there[0] == kept
    assert [p.segment for p in there[1:]] == [p.segment for p in gone]
    assert len({p.name for p in there}) == len({p.accent for p in there}) == len(there)
    assert personas.current == there[1].id
    assert not personas.cast.free_segments()
    program.studio.undo()
    assert program.studio.project.personas == (kept,)  # one gesture


def test_without_personas_those_of_the_segments_are_one_press_away(personas, program, settle):
    for persona in program.studio.project.personas:
        program.studio.do(authoring.remove(persona.id), "Persona removed")
    settle()
    segments = program.studio.project.segmentation.segments
    start = personas.start
    assert start.title.text() == "Faites les personas des segments"
    assert start.help.text().startswith(f"Segments sans fiche\u202f: {len(segments)}.")
    assert not start.by_hand.isVisible()
    start.drafting.setFocus()
    QTest.keyClick(start.drafting, Qt.Key.Key_Space)
    settle()
    assert [p.segment for p in program.studio.project.personas] == [s.id for s in segments]
    assert personas.strip.isVisible()


def test_without_segments_a_persona_is_made_by_hand(personas, program, settle):
    project = program.studio.project
    for gone in (*project.personas, *project.segmentations):
        program.studio.do(authoring.remove(gone.id), "Removed")
    settle()
    start = personas.start
    assert [b.isVisible() for b in (start.drafting, start.by_hand_too, start.by_hand, start.segment)] == [
        False,
        False,
        True,
        True,
    ]
    QTest.mouseClick(start.by_hand, Qt.MouseButton.LeftButton)
    assert len(program.studio.project.personas) == 1


def test_the_new_button_offers_the_segment_that_has_no_persona_yet(personas, program):
    gone = program.studio.project.personas[-1]
    program.studio.do(authoring.remove(gone.id), "Persona removed")
    QTest.mouseClick(personas.strip.new_button, Qt.MouseButton.LeftButton)
    pick(personas, "Du segment")
    made = program.studio.project.personas[-1]
    assert made.segment == gone.segment
    assert made.id != gone.id
    assert {a.evidence.segment for a in made.attributes} == {gone.segment}
    assert made.accent not in {p.accent for p in program.studio.project.personas[:-1]}


def test_a_version_is_named_compared_and_gone_back_to(personas, program, settle):
    first = program.studio.project.personas[0]
    line = first.attributes[0]
    program.window.actions_["persona-versions"].trigger()
    shown = dialog(program, Versions)
    shown.name.setFocus()
    QTest.keyClicks(shown.name, "Avant")
    QTest.keyClick(shown.name, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert [v.name for v in versions.versions(program.studio.project, first.id)] == ["Avant"]
    program.studio.do(SetField(line.id, "text", "Tout autrement"), "Text written")
    (difference,) = shown.differences.model().entries
    assert difference.title == "Tout autrement"
    assert line.text in difference.detail
    QTest.mouseClick(shown.back, Qt.MouseButton.LeftButton)
    assert program.studio.project.personas[0] == first
    assert len(versions.versions(program.studio.project, first.id)) == 2
    settle()


def test_the_history_goes_to_any_gesture_by_keyboard(personas, program, settle):
    first = program.studio.project.personas[0]
    for name in ("Ana", "Bea", "Cléa"):
        program.studio.do(SetField(first.id, "name", name), "Text written")
    QTest.keyClick(
        program.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    shown = dialog(program, History)
    for _ in range(2):
        QTest.keyClick(shown.list, Qt.Key.Key_Down)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert program.studio.project.personas[0].name == "Ana"
    QTest.keyClick(shown.list, Qt.Key.Key_Home)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert program.studio.project.personas[0].name == "Cléa"
    assert isinstance(shown.list.model(), EntryList)
    shown.reject()
    settle()


def test_a_copy_goes_to_another_project_and_nowhere_when_it_is_taken(personas, program, tmp_path):
    first = program.studio.project.personas[0]
    other = tmp_path / "autre.persona"
    program.studio.session.save_copy(other)
    refused = []
    program.studio.refused.connect(refused.append)
    with Session.open(other) as taken:
        personas.cast.copy_to(first.id, str(other))
        count = len(taken.project.personas)
    assert [e.code for e in refused] == ["copy_read_only"]
    personas.cast.copy_to(first.id, str(program.studio.session.path))
    assert refused[-1].code == "copy_same_project"
    personas.cast.copy_to(first.id, str(other))
    with Session.open(other) as there:
        assert len(there.project.personas) == count + 1
        assert there.project.personas[-1].name == f"{first.name} (2)"


def test_the_menu_of_a_persona_opens_where_it_was_asked_for(personas, program):
    personas.cast.ask_about(program.studio.project.personas[1].id, personas.mapToGlobal(QPoint(40, 40)))
    menu = next(m for m in personas.findChildren(QMenu) if m.isVisible())
    assert len([a for a in menu.actions() if not a.isSeparator()]) == 5
    menu.close()


def test_gestures_go_on_after_the_window_changed_its_theme(personas, program, settle):
    count = len(program.studio.project.personas)
    program.window.actions_["theme"].trigger()
    settle()
    program.window.actions_["persona-duplicate"].trigger()
    assert len(program.studio.project.personas) == count + 1


def face_of(personas, which):
    return next(
        f for f in personas.strip.findChildren(QAbstractButton) if getattr(f, "persona", None) == which
    )


def test_one_press_on_another_face_ends_the_writing_and_shows_that_persona(personas, program):
    first, second = program.studio.project.personas[:2]
    line = Ref("attribute", first.lines[0].id, "text")
    write(personas, line)
    say(personas.canvas.editor, " aussi")
    QTest.mouseClick(face_of(personas, second), Qt.MouseButton.LeftButton)
    assert find(program.studio.project, line.id).text.count(" aussi") == 1
    assert personas.current == second.id
    assert face_of(personas, second).isChecked()


def test_a_face_says_the_name_its_persona_has_now(personas, program):
    first = program.studio.project.personas[0]
    face = face_of(personas, first)
    program.studio.do(SetField(first.id, "name", "Ana"), "Name changed")
    assert face is face_of(personas, program.studio.project.personas[0])
    assert face.accessibleName().startswith("Ana")
