"""Writing on the sheet with real keys, pointer and input method."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from helpers.on_sheet import compose, key, line_with, say, write
from persona_studio.domain.personas import Provenance
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.session import Session
from persona_studio.ui.canvas.spots import Spot

NARROW = "\u202f"


@pytest.fixture
def place(open_place, julie_file):
    return open_place(julie_file, "personas")


@pytest.fixture
def project(program):
    return lambda: program.studio.project


def test_two_presses_on_a_line_write_it(place, project):
    ref = line_with(place, "Habite en banlieue")
    write(place, ref)
    editor = place.canvas.editor
    assert editor.hasFocus()
    editor.selectAll()
    say(editor, "Habite près de « l’œuvre, été »")
    assert "œuvre, été" in place.canvas.place_of(ref).text.text, "the page shows what is being written"
    assert find(project(), ref.id).text == "Habite en banlieue aisée de Paris", "nothing is kept before Enter"
    key(editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).text == f"Habite près de «{NARROW}l’œuvre, été{NARROW}»"
    assert editor.isVisible(), "Enter goes on to a new line below"
    key(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert place.canvas.current == ref


def test_undo_and_redo_of_a_text(place, project, program):
    ref = line_with(place, "Habite en banlieue")
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "œuvre, été")
    key(place.canvas.editor, Qt.Key.Key_Return)
    program.window.actions_["undo"].trigger()
    assert find(project(), ref.id).text == "Habite en banlieue aisée de Paris"
    assert not find(project(), ref.id).modified
    assert "banlieue" in place.canvas.place_of(ref).text.text
    program.window.actions_["redo"].trigger()
    assert find(project(), ref.id).text == "œuvre, été"


def test_a_line_of_data_written_by_hand_says_so(place, project):
    ref = line_with(place, "Femme de 25 à 35")
    assert find(project(), ref.id).provenance is Provenance.DATA
    write(place, ref)
    say(place.canvas.editor, " environ")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).modified


def test_escape_gives_up(place, project):
    ref = line_with(place, "Mariée")
    before = project()
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "autre chose")
    key(place.canvas.editor, Qt.Key.Key_Escape)
    assert project() is before
    assert "Mariée" in place.canvas.place_of(ref).text.text
    assert place.canvas.current == ref


def test_leaving_the_field_keeps_what_was_written(place, project, program):
    ref = line_with(place, "Mariée")
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Deux enfants")
    program.window.go("workshop")
    assert find(project(), ref.id).text == "Deux enfants"


def test_what_is_composed_is_seen_but_not_kept(place, project):
    ref = line_with(place, "Mariée")
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Mari")
    compose(place.canvas.editor, "é")
    assert place.canvas.place_of(ref).text.text == "Marié"
    compose(place.canvas.editor, "")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).text == "Mari"


def test_typography_is_put_right_on_leaving_and_undone_before_the_words(place, project, program):
    ref = line_with(place, "Mariée")
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Son risque : l'échec !")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).text == f"Son risque{NARROW}: l’échec{NARROW}!"
    program.studio.undo()
    assert find(project(), ref.id).text == "Son risque : l'échec !", "the words as they were typed"
    program.studio.undo()
    assert find(project(), ref.id).text.startswith("Mariée")


def test_the_caret_goes_where_the_pointer_presses(place):
    ref = line_with(place, "Habite en banlieue")
    write(place, ref, at=0.0)
    assert place.canvas.editor.textCursor().position() <= 1
    place.canvas.editor.leave("cancel")
    box = place.canvas.place_of(ref).text
    write(place, ref, at=0.99)
    assert place.canvas.editor.textCursor().position() >= len(box.text) - 1 or box.width > 200


def test_the_caret_stands_where_the_next_letter_comes(place):
    ref = line_with(place, "Habite en banlieue")
    write(place, ref)
    editor = place.canvas.editor
    key(editor, Qt.Key.Key_Home)
    start = editor.caret_rect().x()
    box = place.canvas.place_of(ref).text
    assert start == pytest.approx(place.canvas.page_rect(0).x() + box.x * place.canvas.scale, abs=0.6)
    key(editor, Qt.Key.Key_End)
    line = box.lines[0]
    wanted = place.canvas.page_rect(0).x() + (line.x + line.width) * place.canvas.scale
    assert editor.caret_rect().x() == pytest.approx(wanted, abs=0.6)


def test_up_and_down_walk_the_lines_as_they_print(place):
    ref = line_with(place, "Débuts en marketing produit")
    write(place, ref)
    editor = place.canvas.editor
    box = place.canvas.place_of(ref).text
    assert len(box.lines) == 3
    key(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    positions = [editor.textCursor().position()]
    for _ in range(3):
        key(editor, Qt.Key.Key_Down)
        positions.append(editor.textCursor().position())
    assert positions[0] == 0
    assert [box.lines[i].start <= positions[i] <= box.lines[i].end for i in (0, 1, 2)] == [True] * 3
    assert positions[3] == len(editor.toPlainText())
    key(editor, Qt.Key.Key_Up)
    assert box.lines[1].start <= editor.textCursor().position() <= box.lines[1].end


def test_shift_and_arrows_choose_what_is_replaced(place, project):
    ref = line_with(place, "Mariée")
    write(place, ref)
    editor = place.canvas.editor
    key(editor, Qt.Key.Key_Home)
    for _ in range(6):
        key(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert editor.chosen() == (0, 6)
    assert len(editor.chosen_rects()) == 1
    assert editor.chosen_rects()[0].width() > 10
    say(editor, "Pacsée")
    key(editor, Qt.Key.Key_Tab)
    assert find(project(), ref.id).text == "Pacsée, ou tout comme…"


def test_a_double_press_chooses_a_word(place):
    ref = line_with(place, "Habite en banlieue")
    write(place, ref)
    editor = place.canvas.editor
    editor.put_caret(QPointF(0, 0))
    rect = editor.rect()
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, rect.height() // 2))
    assert editor.textCursor().selectedText() == "Habite"


def test_the_quote_is_written_without_its_marks(place, project):
    persona = project().personas[0]
    ref = Ref("persona", persona.id, "quote")
    write(place, ref)
    assert place.canvas.editor.words() == persona.quote
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Et après ?")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert project().personas[0].quote == f"Et après{NARROW}?"
    assert place.canvas.place_of(ref).text.text == f"«{NARROW}Et après{NARROW}?{NARROW}»"


def test_the_name_and_the_title_of_a_section_are_written_too(place, project):
    persona = project().personas[0]
    write(place, Ref("persona", persona.id, "name"), at=0.3)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Zoé")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert project().personas[0].name == "Zoé"
    section = persona.sections[0]
    write(place, Ref("section", section.id, "title"))
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "Qui elle est")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert project().personas[0].sections[0].title == "Qui elle est"


def test_tab_goes_on_to_the_next_text(place):
    ref = line_with(place, "Mariée")
    write(place, ref)
    key(place.canvas.editor, Qt.Key.Key_Tab)
    places = place.canvas.places()
    at = next(i for i, p in enumerate(places) if p.ref == ref)
    assert place.canvas.current == places[at + 1].ref


def test_the_keyboard_alone_walks_and_writes(place, project):
    place.canvas.focus(place.canvas.places()[0].ref)
    for _ in range(3):
        key(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert place.canvas.current == place.canvas.places()[3].ref
    ref = line_with(place, "Mariée")
    place.canvas.focus(ref)
    key(QApplication.focusWidget(), Qt.Key.Key_F2)
    assert place.canvas.editor.hasFocus()
    say(place.canvas.editor, "Célibataire")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert find(project(), ref.id).text == "Célibataire", "the whole text was chosen"
    key(place.canvas.editor, Qt.Key.Key_Escape)
    assert place.canvas.current == ref


def test_a_line_is_added_moved_and_removed_with_keys(place, project):
    ref = line_with(place, "Mariée")
    place.canvas.focus(ref)
    key(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    say(place.canvas.editor, "Un chat")
    key(place.canvas.editor, Qt.Key.Key_Return)
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert not place.canvas.editor.isVisible(), "Enter in an empty line ends the writing"
    lines = [a.text for a in project().personas[0].sections[0].attributes]
    assert lines[1:3] == ["Mariée, ou tout comme…", "Un chat"]
    added = line_with(place, "Un chat")
    assert find(project(), added.id).provenance is Provenance.HYPOTHESIS
    key(QApplication.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [a.text for a in project().personas[0].sections[0].attributes][1] == "Un chat"
    key(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert find(project(), added.id) is None


def test_a_new_line_left_empty_is_not_kept(place, project):
    before = project()
    place.canvas.focus(line_with(place, "Mariée"))
    key(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert project() is before


def test_keys_set_the_provenance(place, project):
    ref = line_with(place, "Femme de 25 à 35")
    place.canvas.focus(ref)
    for which, wanted in ((Qt.Key.Key_H, "hypothesis"), (Qt.Key.Key_D, "data")):
        key(QApplication.focusWidget(), which)
        assert find(project(), ref.id).provenance == wanted
        said = {"hypothesis": "Hypothèse", "data": "Donnée"}[wanted]
        assert QApplication.focusWidget().accessibleName().startswith(said)


def test_what_is_written_is_on_disk(place, program, julie_file):
    ref = line_with(place, "Mariée")
    write(place, ref)
    place.canvas.editor.selectAll()
    say(place.canvas.editor, "œuvre, été")
    key(place.canvas.editor, Qt.Key.Key_Return)
    with Session.open(julie_file, read_only=True) as again:
        assert find(again.project, ref.id).text == "œuvre, été"


def test_a_screen_reader_can_press_a_line(place, qtbot):
    ref = line_with(place, "Mariée")
    spot = next(s for s in place.canvas.findChildren(Spot) if s.place is not None and s.place.ref == ref)
    actions = QAccessible.queryAccessibleInterface(spot).actionInterface()
    actions.doAction("Press")
    qtbot.waitUntil(lambda: place.canvas.writing == ref)
    field = QAccessible.queryAccessibleInterface(place.canvas.editor)
    assert field.role() == QAccessible.Role.EditableText
    assert field.text(QAccessible.Text.Name) == "Ligne de la fiche"
    assert field.text(QAccessible.Text.Value).startswith("Mariée")


def test_another_project_starts_afresh(place, program, whole_file):
    place.canvas.choose(line_with(place, "Mariée"))
    program.studio.open(whole_file)
    assert place.persona().name == "Camille"
    assert place.canvas.current is None


def test_a_read_only_project_is_not_written(program, julie_file):
    with Session.open(julie_file):
        program.studio.open(julie_file)
        program.window.go("personas")
        place = program.window.place("personas")
        assert program.studio.session.read_only
        write(place, line_with(place, "Mariée"))
        assert not place.canvas.editor.isVisible()
        assert program.window.work.strip.isVisible()


@pytest.mark.parametrize("unseen", ["\u200b", pytest.param("\u200d", marks=pytest.mark.slow), "\x00"])
def test_a_line_of_nothing_that_shows_is_painted_and_left(place, unseen):
    write(place, line_with(place, "Mariée"))
    editor = place.canvas.editor
    editor.selectAll()
    editor.textCursor().insertText(unseen)
    place.canvas.grab()
    assert not editor.caret_rect().isEmpty()
    key(editor, Qt.Key.Key_Escape)


def test_a_paste_of_nothing_that_shows_leaves_the_words(place):
    write(place, line_with(place, "Mariée"))
    editor = place.canvas.editor
    said = editor.words()
    QGuiApplication.clipboard().setText("\u200b\u200d")
    editor.selectAll()
    editor.paste()
    assert editor.words() == said
