"""Gestures of the whole window: keys, undo, colours, messages."""

import shutil

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from persona_studio.domain.edits import Remove, SetField, Together
from persona_studio.services import authoring
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.personas_maker import edited
from persona_studio.ui.places.personas.colours import _Dot
from persona_studio.ui.places.personas.text_edits import existing
from persona_studio.ui.places.workshop.leaving import shown_folder
from persona_studio.ui.widgets.buttons import Button, IconButton
from persona_studio.ui.widgets.labels import Paragraph


@pytest.fixture
def personas(open_place, whole_file):
    return open_place(whole_file, "personas")


def toast(program):
    return program.window.messages.toast


def test_writing_without_a_change_marks_nothing(open_place, julie_file, program):
    place = open_place(julie_file, "personas")
    ref = next(p.ref for p in place.canvas.places() if p.text is not None and "Femme de 25" in p.text.text)
    writing = existing(program.studio.project, ref, place.texts())
    assert writing.draft(program.studio.project, writing.before) is program.studio.project
    assert writing.draft(program.studio.project, writing.before + "s") != program.studio.project


def test_two_personas_change_colours(personas, program):
    first, second, _ = program.studio.project.personas
    dots = {d.number: d for d in personas.inspector.findChildren(_Dot)}
    assert second.name in dots[second.accent].toolTip()
    assert second.name not in dots[8].toolTip()
    dots[second.accent].click()
    now = program.studio.project.personas
    assert [p.accent for p in now[:2]] == [second.accent, first.accent]
    program.studio.undo()
    assert program.studio.project.personas[0] == first, "one gesture"
    assert program.studio.project.personas[1] == second


def test_undo_says_what_it_undoes(personas, program):
    buttons = program.window.work.bar._steps
    program.studio.do(SetField(program.studio.project.personas[0].id, "name", "Zoé"), "Text written")
    assert buttons["undo"].toolTip().startswith("Annuler")
    assert program.studio.kit.t("Text written") in buttons["undo"].toolTip()
    program.window.actions_["undo"].trigger()
    assert program.studio.kit.t("Text written") in buttons["redo"].toolTip()
    assert buttons["undo"].toolTip() == "Annuler"


def test_undo_of_whole_personas_is_told(personas, program):
    personas.make_blank()
    personas.canvas.editor.leave("cancel")
    program.window.actions_["undo"].trigger()
    assert toast(program).isVisible()
    assert program.studio.kit.t("Persona created") in toast(program)._words.text()


def test_a_message_that_offers_undo_goes_once_it_is_undone(personas, program):
    line = program.studio.project.personas[0].sections[0].attributes[0].id
    program.studio.do(authoring.remove(line), "Line removed", say=True)
    assert toast(program).isVisible()
    program.window.actions_["undo"].trigger()
    assert not toast(program).isVisible()


@pytest.mark.parametrize("kind", [Button, IconButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_keyboard(personas, program, kind, key, qtbot):
    kit = program.studio.kit
    made = Button(kit) if kind is Button else IconButton(kit, "x", "")
    made.setParent(personas)
    made.show()
    made.setFocus()
    with qtbot.waitSignal(made.clicked):
        QTest.keyClick(made, key)


def test_enter_on_no_means_no(personas, program, qtbot):
    dialog = Confirm(program.studio.kit, program.window, "Titre", "Texte", "Remove")
    dialog.open()
    no = next(b for b in dialog.findChildren(Button) if not b.isDefault())
    no.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(no, Qt.Key.Key_Return)


def test_a_page_opens_the_persona_it_shows(open_place, whole_file, program):
    workshop = open_place(whole_file, "workshop")
    assert len(workshop.pages) == 3
    for number in (2, 1, 3):
        program.window.go("workshop")
        workshop.middle.show_board()
        QApplication.sendPostedEvents()
        board = workshop.middle.board
        at = board.page_rect(number - 1).center()
        wanted = program.studio.project.personas[number - 1]
        QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(board.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseClick(workshop.middle.page.open_, Qt.MouseButton.LeftButton)
        place = program.window.place("personas")
        QApplication.sendPostedEvents()
        assert place.isVisible()
        assert place.persona() == wanted
        assert any(wanted.name in p.text.text for p in place.canvas.places() if p.text is not None)


def test_the_export_begins_in_the_workshop(open_place, whole_file, program):
    workshop = open_place(whole_file, "workshop")
    program.window.go("personas")
    program.window.actions_["export"].trigger()
    assert workshop.isVisible()
    assert workshop.findChild(QFileDialog) is None
    assert workshop.pages
    program.window.actions_["export"].trigger()
    dialog = workshop.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_the_folder_of_an_export_is_told(open_place, whole_file, program, tmp_path):
    workshop = open_place(whole_file, "workshop")
    workshop.leaving.write(str(tmp_path / "fiches.pdf"))
    assert shown_folder(tmp_path) in toast(program)._words.text()
    assert tmp_path.name in shown_folder(tmp_path)


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f"])
def test_no_line_begins_with_a_question_mark(program, space):
    label = Paragraph(program.studio.kit, "small")
    text = f"Testez-vous la solution sur vos propres données{space}?"
    for width in range(60, 400, 7):
        lines = label._broken(text, width)
        assert not any(line.strip() in ("?", "") for line in lines)


def test_edited_sheets_are_not_replaced_unasked(open_place, whole_file, program, monkeypatch):
    place = open_place(whole_file, "segments")
    made = []
    monkeypatch.setattr(place.maker, "make", lambda: made.append(True))
    place.maker.ask()
    dialog = place.findChild(Confirm)
    assert dialog.isVisible()
    assert made == []
    dialog.reject()
    assert made == []
    place.maker.ask()
    next(d for d in place.findChildren(Confirm) if d.isVisible()).accept()
    assert made == [True]


def test_sheets_are_replaced_after_a_word_and_what_was_written_on_them_is_named(
    open_place, repository, program, tmp_path
):
    file = tmp_path / "example.persona"
    shutil.copy(repository / "resources" / "samples" / "marketing-b2b.persona", file)
    place = open_place(file, "segments")
    companions = [c for p in program.studio.project.personas for c in (*p.empathy, *p.journeys, *p.plan)]
    program.studio.do(Together(tuple(Remove(companion.id) for companion in companions)), "Companions removed")
    assert not any(edited(p) for p in program.studio.project.personas)
    place.maker.ask()
    asked = place.findChild(Confirm)
    assert "modifié" not in asked.findChildren(Paragraph)[1].text()
    asked.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    project = program.studio.project
    line = project.personas[0].attributes[0]
    program.studio.do(authoring.set_text(project, line.id, "text", "Pressée"), "Text written")
    place.maker.ask()
    asked = next(d for d in place.findChildren(Confirm) if d.isVisible())
    assert "modifié" in asked.findChildren(Paragraph)[1].text()
    asked.reject()
    assert program.studio.project.personas[0].attributes[0].text == "Pressée"


OF_PERSONAS = ("photo", "portrait", "persona-duplicate", "face-sheet")


def ready(program):
    return [key for key in OF_PERSONAS if program.window.actions_.ready(key)]


def test_the_gestures_of_the_personas_come_back_with_them(personas, program):
    there = ready(program)
    assert there
    program.window.go("workshop")
    assert ready(program) == []
    program.window.go("personas")
    assert ready(program) == there


def test_a_window_brought_back_by_the_system_has_the_gestures_it_had(personas, program):
    there = ready(program)
    program.window.hide()
    program.window.show()
    assert ready(program) == there
