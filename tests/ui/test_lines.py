"""Lines of a sheet cut, joined, chosen together, pasted; sections; chips; gauges: with real events."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from helpers.on_sheet import compose, key, line_with, press, say, write
from persona_studio.domain.edits import Insert
from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import Attribute, AttributeKind, Gauge, Provenance, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.services.session import Session
from persona_studio.ui.actions import key_text
from persona_studio.ui.canvas.knobs import Grip
from persona_studio.ui.places.personas.palette.desk import Placer
from persona_studio.ui.places.personas.sheet_menu import SheetMenu

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def place(open_place, julie_file):
    return open_place(julie_file, "personas")


@pytest.fixture
def project(program):
    return lambda: program.studio.project


@pytest.fixture
def words(project):
    """Return the texts of a section."""
    return lambda number=0: [a.text for a in project().personas[0].sections[number].attributes]


@pytest.fixture
def add(program, project):
    """Add a line to a section."""

    def added(line, number=3):
        section = project().personas[0].sections[number]
        program.studio.do(Insert(section.id, len(section.attributes), line), "Line added")
        QApplication.sendPostedEvents()
        return Ref("attribute", line.id, "text")

    return added


@pytest.fixture
def chips(add):
    return add(Attribute(id=new_id(), text="", kind=AttributeKind.CHIPS, chips=("Salons", "Pairs")))


@pytest.fixture
def gauge(add):
    made = Gauge("Prudence", "Audace", 30)
    return add(Attribute(id=new_id(), text="", kind=AttributeKind.GAUGE, gauge=made))


def focused(which, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is."""
    key(QApplication.focusWidget(), which, modifiers)


def on_clipboard(text):
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


# ------------------------------------------------------------------ choosing


def test_one_press_chooses_and_writes_nothing(place):
    ref = line_with(place, "Mariée")
    press(place, ref)
    assert place.canvas.current == ref
    assert not place.canvas.editor.isVisible()
    assert QApplication.focusWidget().place.ref == ref
    focused(Qt.Key.Key_Return)
    assert place.canvas.editor.hasFocus()


def test_several_lines_are_chosen_with_the_mouse(place):
    first, third = line_with(place, "Femme de 25"), line_with(place, "Middle management")
    press(place, first)
    press(place, third, modifiers=SHIFT)
    assert len(place.canvas.chosen_refs()) == 3
    press(place, line_with(place, "Mariée"), modifiers=CONTROL)
    assert place.canvas.chosen_refs() == (first, third)
    press(place, third)
    assert place.canvas.chosen_refs() == (third,)


def test_several_lines_are_chosen_removed_and_come_back_at_once(place, project, program):
    before = project()
    place.canvas.focus(line_with(place, "Femme de 25"))
    focused(Qt.Key.Key_Down, SHIFT)
    focused(Qt.Key.Key_Down, SHIFT)
    focused(Qt.Key.Key_Up, SHIFT)
    assert len(place.canvas.chosen_lines()) == 2
    focused(Qt.Key.Key_Delete)
    assert len(project().personas[0].sections[0].attributes) == 3
    program.studio.undo()
    assert project() == before


def test_provenance_and_place_of_several_lines_are_one_gesture(place, project, program, words):
    before, first = project(), words()
    place.canvas.focus(line_with(place, "Femme de 25"))
    focused(Qt.Key.Key_A, CONTROL)
    assert len(place.canvas.chosen_lines()) == 5
    focused(Qt.Key.Key_H)
    section = project().personas[0].sections[0]
    assert {a.provenance for a in section.attributes} == {Provenance.HYPOTHESIS}
    program.studio.undo()
    assert project() == before
    focused(Qt.Key.Key_Down, ALT)
    assert words(0) == []
    assert words(1)[:5] == first
    program.studio.undo()
    assert project() == before
    focused(Qt.Key.Key_A, CONTROL)
    focused(Qt.Key.Key_A, CONTROL)
    assert len(place.canvas.chosen_lines()) == 24, "pressed twice, all lines of the sheet"


def test_lines_are_copied_cut_and_pasted(place, project, words):
    place.canvas.focus(line_with(place, "Femme de 25"))
    focused(Qt.Key.Key_Down, SHIFT)
    taken = project().personas[0].sections[0].attributes[:2]
    focused(Qt.Key.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text().splitlines() == [a.text for a in taken]
    assert len(words(0)) == 3
    place.canvas.focus(line_with(place, "Très cordiale"))
    focused(Qt.Key.Key_V, CONTROL)
    pasted = project().personas[0].sections[3].attributes[-2:]
    assert [(a.text, a.provenance, a.evidence) for a in pasted] == [
        (a.text, a.provenance, a.evidence) for a in taken
    ], "with their proof"
    assert place.canvas.chosen_lines() == tuple(a.id for a in pasted)


def test_a_text_of_other_programs_is_pasted_as_lines(place, project, program, words):
    before = project()
    on_clipboard("• Lit beaucoup\n\n- Voyage : peu\n3. Dort")
    place.canvas.focus(line_with(place, "Mariée"))
    focused(Qt.Key.Key_V, CONTROL)
    assert words()[2:5] == ["Lit beaucoup", "Voyage\u202f: peu", "Dort"]
    program.studio.undo()
    assert project() == before


def test_a_book_is_not_pasted(place, project, program):
    before = project()
    on_clipboard("\n".join(f"ligne {n}" for n in range(500)))
    place.canvas.focus(line_with(place, "Mariée"))
    focused(Qt.Key.Key_V, CONTROL)
    assert project() is before
    assert program.window.work.strip.isVisible()


# ------------------------------------------------------------------ cutting and joining


def test_enter_cuts_a_line_at_the_caret(place, project, program, words):
    before = project()
    ref = line_with(place, "Habite en banlieue")
    write(place, ref)
    editor = place.canvas.editor
    editor.put(len("Habite en banlieue"))
    key(editor, Qt.Key.Key_Return)
    assert words()[3:5] == ["Habite en banlieue", "aisée de Paris"]
    upper, lower = project().personas[0].sections[0].attributes[3:5]
    assert upper.provenance is Provenance.DATA
    assert upper.modified
    assert (lower.provenance, lower.evidence) == (Provenance.HYPOTHESIS, None), "nothing proves it"
    assert editor.isVisible()
    assert editor.words() == "aisée de Paris"
    assert editor.caret() == 0
    key(editor, Qt.Key.Key_Backspace)
    assert words()[3] == "Habite en banlieue aisée de Paris"
    assert editor.caret() == len("Habite en banlieue")
    joined = project().personas[0].sections[0].attributes[3]
    assert joined.evidence == find(before, ref.id).evidence
    assert joined.modified
    key(editor, Qt.Key.Key_Escape)
    program.studio.undo()
    program.studio.undo()
    assert project() == before


def test_delete_at_the_end_takes_the_line_below(place, words):
    write(place, line_with(place, "Femme de 25"))
    editor = place.canvas.editor
    key(editor, Qt.Key.Key_End)
    key(editor, Qt.Key.Key_Delete)
    assert words()[0].startswith("Femme de 25 à 35")
    assert words()[0].endswith("Mariée, ou tout comme…")
    say(editor, " |")
    assert " | Mariée" in editor.words()


def test_enter_at_the_beginning_makes_a_line_above(place, words):
    write(place, line_with(place, "Mariée"))
    editor = place.canvas.editor
    editor.put(0)
    key(editor, Qt.Key.Key_Return)
    assert editor.words() == ""
    say(editor, "Deux enfants")
    key(editor, Qt.Key.Key_Tab)
    assert words()[:3] == [words()[0], "Deux enfants", "Mariée, ou tout comme…"]
    assert editor.words() == "Mariée, ou tout comme…", "Tab writes the next text"
    key(editor, Qt.Key.Key_Backtab)
    assert editor.words() == "Deux enfants"


def test_several_lines_pasted_while_writing(place, words):
    write(place, line_with(place, "Mariée"))
    editor = place.canvas.editor
    editor.put(len("Mariée"))
    on_clipboard("\u00a0deux fois\nTrois enfants\nUn chat")
    key(editor, Qt.Key.Key_V, CONTROL)
    assert words()[1:4] == ["Mariéedeux fois", "Trois enfants", "Un chat, ou tout comme…"]
    assert editor.caret() == len("Un chat")


def test_undo_in_an_untouched_field_undoes_what_was_before(place, words):
    write(place, line_with(place, "Mariée"))
    editor = place.canvas.editor
    key(editor, Qt.Key.Key_End)
    say(editor, " Oui")
    key(editor, Qt.Key.Key_Return)
    assert words()[1].endswith(" Oui")
    key(editor, Qt.Key.Key_Z, CONTROL)
    assert words()[1] == "Mariée, ou tout comme…"
    assert not editor.isVisible()


@pytest.mark.parametrize("text", ["😀👩🏽‍🚀 fin", "שלום עולם", "عمل جيد", "e\u0301te\u0301", "\u200f\u202e!"])
def test_any_letters_are_written_between_others(place, project, text):
    ref = line_with(place, "Mariée")
    write(place, ref)
    editor = place.canvas.editor
    editor.selectAll()
    say(editor, text)
    key(editor, Qt.Key.Key_Left)
    say(editor, "é")
    compose(editor, "^")
    editor.repaint()
    place.canvas.repaint()
    compose(editor, "")
    say(editor, "ê")
    for which in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace):
        key(editor, which)
    kept = editor.words().strip()
    key(editor, Qt.Key.Key_Escape, SHIFT)
    place.pen.finish()
    assert "é" in kept
    assert find(project(), ref.id).text in (kept, "Mariée, ou tout comme…")


# ------------------------------------------------------------------ sections


def test_sections_move_hide_and_go_with_keys_and_menus(place, project, program):
    before = project()
    title = Ref("section", before.personas[0].sections[1].id, "title")
    place.canvas.focus(title)
    focused(Qt.Key.Key_Up, ALT)
    assert project().personas[0].sections[0].id == title.id
    place.hand.hide_section()
    assert place.canvas.place_of(title) is None
    place.hand.show_section(title.id)
    assert place.canvas.place_of(title) is not None
    place.canvas.focus(title)
    focused(Qt.Key.Key_Delete)
    assert find(project(), title.id) is None
    for _ in range(4):
        program.studio.undo()
    assert project() == before


def test_a_section_is_added_from_the_menu_and_written(place, project, settle):
    title = Ref("section", project().personas[0].sections[0].id, "title")
    place.canvas.focus(title)
    key(QApplication.focusWidget(), Qt.Key.Key_Menu)
    place.asking.of_place(place.canvas.place_of(title), place.mapToGlobal(QPoint(0, 0)))
    menu = place.findChildren(SheetMenu)[-1]
    ready = next(below for below in menu.findChildren(QMenu) if "Canaux" in names(below))
    next(action for action in ready.actions() if action.text() == "Canaux").trigger()
    settle()
    for each in place.findChildren(SheetMenu):
        each.close()
    section = project().personas[0].sections[1]
    assert section.key is SectionKey.CHANNELS
    assert place.canvas.writing is not None
    say(place.canvas.editor, "Salons")
    key(place.canvas.editor, Qt.Key.Key_Return)
    assert project().personas[0].sections[1].attributes[0].text == "Salons"


def names(menu):
    return [action.text() for action in menu.actions()]


def test_the_bare_page_offers_sections(place, program):
    at = QPoint(8, 8)
    QApplication.sendEvent(
        place.canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, place.canvas.mapToGlobal(at))
    )
    menu = place.findChildren(SheetMenu)[-1]
    wanted = ("Canaux", "Freins", "Habitudes de vie")
    assert {f"Ajouter «\u202f{name}\u202f»" for name in wanted} <= set(names(menu))
    menu.close()
    program.window.actions_["add-section"].trigger()
    menu = place.findChildren(SheetMenu)[-1]
    assert any("Centres d’intérêt" in name for name in names(menu))
    menu.close()


def test_the_plus_beside_a_title_adds_a_line(place, project, words):
    title = Ref("section", project().personas[0].sections[0].id, "title")
    place.canvas.hovered.emit(place.canvas.place_of(title))
    assert place.hand.adder.isVisible()
    QTest.mouseClick(place.hand.adder, Qt.MouseButton.LeftButton)
    say(place.canvas.editor, "Deux enfants")
    place.pen.finish()
    assert words()[-1] == "Deux enfants"


# ------------------------------------------------------------------ chips and gauges


def test_chips_are_written_in_place(place, project, chips):
    def now():
        return find(project(), chips.id).chips

    place.canvas.focus(chips)
    focused(Qt.Key.Key_F2)
    editor = place.canvas.editor
    assert editor.words() == "Pairs", "the last chip"
    key(editor, Qt.Key.Key_End)
    key(editor, Qt.Key.Key_Comma)
    QTest.keyClicks(editor, "Presse,Radio")
    key(editor, Qt.Key.Key_Return)
    assert now() == ("Salons", "Pairs", "Presse", "Radio")
    key(editor, Qt.Key.Key_Backspace)
    assert editor.words() == "Radio", "an empty chip goes with Backspace"
    for _ in "Radio":
        key(editor, Qt.Key.Key_Backspace)
    key(editor, Qt.Key.Key_Backspace)
    assert editor.words() == "Presse"
    key(editor, Qt.Key.Key_Escape)
    assert now() == ("Salons", "Pairs", "Presse")
    assert place.canvas.current == chips


def test_lists_come_as_chips_however_they_come(place, project, chips):
    place.canvas.focus(chips)
    focused(Qt.Key.Key_F2)
    editor = place.canvas.editor
    key(editor, Qt.Key.Key_End)
    say(editor, ", presse")
    key(editor, Qt.Key.Key_Return)
    on_clipboard("radio; télé, affiches")
    key(editor, Qt.Key.Key_V, CONTROL)
    place.pen.finish()
    said = ("Salons", "Pairs", "presse", "radio", "télé", "affiches")
    assert find(project(), chips.id).chips == said


def test_a_line_becomes_chips_and_words_again(place, project, program):
    ref = line_with(place, "Active, ouverte")
    before = find(project(), ref.id)
    place.canvas.focus(ref)
    place.hand.turn_into(AttributeKind.CHIPS)
    line = find(project(), ref.id)
    assert line.chips[:2] == ("Active", "ouverte")
    assert not line.modified, "the same words in another form"
    assert len(place.canvas.place_of(ref).parts) == len(line.chips)
    place.hand.turn_into(AttributeKind.TEXT)
    assert find(project(), ref.id).text == before.text.rstrip(".")
    program.studio.undo()
    program.studio.undo()
    assert find(project(), ref.id) == before


def test_a_gauge_is_moved_by_arrows_in_one_step(place, project, program, gauge):
    place.canvas.focus(gauge)
    for _ in range(3):
        focused(Qt.Key.Key_Right)
    assert find(project(), gauge.id).gauge.value == 45
    said = QApplication.focusWidget().accessibleName()
    assert said == "Hypothèse\u202f: curseur de Prudence à Audace\u202f: 45 sur 100"
    focused(Qt.Key.Key_Left)
    assert find(project(), gauge.id).gauge.value == 40
    program.studio.undo()
    assert find(project(), gauge.id).gauge.value == 30


def test_a_gauge_is_dragged_along_its_rail(place, project, program, gauge):
    grip = next(g for g in place.canvas.findChildren(Grip) if g.isVisible())
    before, middle = project(), grip.height() // 2
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(round(grip.width() * 0.3), middle))
    QTest.mouseMove(grip, QPoint(round(grip.width() * 0.8), middle))
    assert project() is before, "shown, not kept"
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(round(grip.width() * 0.8), middle))
    assert find(project(), gauge.id).gauge.value == 80
    program.studio.undo()
    assert project() == before


def test_a_drag_of_a_gauge_is_given_up(place, project, gauge):
    grip = next(g for g in place.canvas.findChildren(Grip) if g.isVisible())
    before = project()
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(grip.width() - 6, 5))
    key(grip, Qt.Key.Key_Escape)
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton, pos=QPoint(6, 5))
    assert project() is before


@pytest.mark.parametrize("template", ["classique", "magazine", "synthese"])
def test_poles_are_written_in_every_template(place, project, program, gauge, template):
    place._set_template(template)
    place.canvas.focus(gauge)
    focused(Qt.Key.Key_F2)
    editor = place.canvas.editor
    assert editor.words() == "Prudence"
    editor.selectAll()
    say(editor, "Réserve")
    key(editor, Qt.Key.Key_Tab)
    assert editor.words() == "Audace"
    editor.selectAll()
    say(editor, "Élan")
    key(editor, Qt.Key.Key_Return)
    made = find(project(), gauge.id).gauge
    assert (made.left, made.right) == ("Réserve", "Élan")


def test_what_is_shown_is_on_disk(place, program, julie_file, chips, gauge):
    place.canvas.focus(gauge)
    focused(Qt.Key.Key_Right)
    with Session.open(julie_file, read_only=True) as again:
        assert again.project == program.studio.project


# ------------------------------------------------------------------ what is said of keys


def test_a_new_line_says_what_enter_does_and_a_removed_one_nothing(place, program, words):
    said = place.inspector.evidence._note.text
    first = Ref("attribute", program.studio.project.personas[0].sections[0].attributes[0].id, "text")
    place.canvas.focus(first)
    before = words()
    focused(Qt.Key.Key_Return, CONTROL)
    assert "en ouvre une autre dessous" in said()
    say(place.canvas.editor, "Encore")
    focused(Qt.Key.Key_Return)
    assert place.canvas.editor.words() == "", "as it was said: another one is open"
    assert words() == [before[0], "Encore", *before[1:]]
    focused(Qt.Key.Key_Return)
    assert place.pen.writing is None, "as it was said: the empty one has gone"
    assert words() == [before[0], "Encore", *before[1:]]
    assert "en ouvre une autre" not in said()


def test_the_main_key_has_one_name_everywhere(place, program):
    line, section, placing = (SheetMenu(place, program.studio, place.hand, place.texts()) for _ in range(3))
    line.of_line(line_with(place, "Femme"), 1, lambda: None)
    section.of_section(place.persona())
    Placer(place).add_to(placing, Carried(Carries.BANK, (), "Un mot"))
    native = QKeySequence.SequenceFormat.NativeText
    for menu in (line, section, placing):
        told = [action.text() + action.shortcut().toString(native) for action in menu.actions()]
        assert any(key_text("Ctrl+Return") in text for text in told)
        assert not any("Return" in text for text in told), "Qt's own name of the key, in French « Retour »"
