"""The command field: every gesture and persona by a few letters, from anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from persona_studio.publish.boxes import Ref
from persona_studio.ui.dialogs.commands import ACTION, MOST, PERSONA, Commands, matching
from persona_studio.ui.dialogs.sought import LINE, VARIABLE
from persona_studio.ui.models.entries import Entry
from persona_studio.ui.models.variables import plain

CTRL = Qt.KeyboardModifier.ControlModifier
ENTRIES = [
    Entry(i, title) for i, title in enumerate(["Exporter…", "Copier vers…", "Thème clair", "Été, export"])
]


def opened(program):
    QTest.keyClick(program.window, Qt.Key.Key_K, CTRL)
    return next(d for d in program.window.findChildren(Commands) if d.isVisible())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("exp", [0, 3]),
        ("THEME", [2]),
        ("ete", [3]),
        ("vers cop", [1]),
        ("xpo", [0, 3]),
        ("zz", []),
        ("", [0, 1, 2, 3]),
    ],
)
def test_a_few_letters_find_it(text, found):
    assert [e.key for e in matching(ENTRIES, text)] == found


@given(st.text(max_size=8))
def test_what_is_found_is_always_some_of_all_and_itself_by_its_own_name(text):
    entries = [*ENTRIES, Entry("it", text)]
    assert {e.key for e in matching(entries, text)} <= {e.key for e in entries}
    assert "it" in {e.key for e in matching(entries, text)}


def test_a_gesture_is_run_by_keyboard_alone(open_place, julie_file, program, settle):
    open_place(julie_file, "personas")
    found = opened(program)
    QTest.keyClicks(found.field, "segments")
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    settle()
    assert program.window._here == "segments"


@pytest.mark.parametrize(("x", "scale"), [(0, 1.0), (0, 1.5), (-900, 1.0)])
def test_the_list_is_never_beside_the_screen(make_program, whole_file, x, scale):
    program = make_program(size=(1366, 768), scale=scale)
    program.studio.open(whole_file)
    program.window.move(x, 0)
    found = opened(program)
    assert program.window.screen().availableGeometry().contains(found.frameGeometry())


def test_the_arrows_walk_the_list_while_the_field_is_written_in(open_place, julie_file, program):
    open_place(julie_file, "personas")
    found = opened(program)
    QTest.keyClicks(found.field, "e")
    first = found.list.chosen()
    QTest.keyClick(found.field, Qt.Key.Key_Down)
    assert found.list.chosen() != first
    assert found.field.hasFocus()
    QTest.keyClick(found.field, Qt.Key.Key_Escape)
    assert not found.isVisible()


def test_a_persona_is_gone_to_from_another_place(open_place, whole_file, program, settle):
    open_place(whole_file, "data")
    last = program.studio.project.personas[-1]
    found = opened(program)
    QTest.keyClicks(found.field, plain(last.name))
    QTest.mouseClick(
        found.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=found.list.visualRect(found.list.currentIndex()).center(),
    )
    settle()
    assert program.window._here == "personas"
    assert program.window.place("personas").current == last.id


def test_what_does_nothing_here_is_not_offered(open_place, whole_file, program):
    open_place(whole_file, "data")
    keys = {e.key for e in opened(program)._all}
    assert ("action", "persona-duplicate") not in keys
    assert ("action", "go-segments") in keys
    assert ("action", "undo") not in keys, "nothing was done yet"


def take(found, kind):
    """Take the first thing of a kind that was found, with the keyboard alone; return its id."""
    at = next(i for i, entry in enumerate(found._found.entries) if entry.key[0] == kind)
    for _ in range(at):
        QTest.keyClick(found.field, Qt.Key.Key_Down)
    which = found.list.chosen().key[1]
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    return which


def test_a_variable_is_found_by_its_words_or_its_name_and_stood_on(open_place, whole_file, program, settle):
    place = open_place(whole_file, "data")
    place.search.setText("zzz")
    program.window.go("segments")
    variable = program.studio.project.wave.variables[-2]
    for words in (variable.label or variable.name, variable.name):
        found = opened(program)
        found.field.setText(words)
        which = take(found, VARIABLE)
        settle()
        assert program.window._here == "data"
        assert which == variable.id
        assert place.current().id == which
        assert place.view.hasFocus()
        program.window.go("segments")


def test_a_line_is_found_on_whichever_sheet_it_stands_and_chosen_there(
    open_place, sample_file, program, settle
):
    place = open_place(sample_file, "personas")
    personas = program.studio.project.personas
    said = [line.text for persona in personas for line in persona.lines]
    of_sheet = next(a for s in personas[-1].sections for a in s.attributes if said.count(a.text) == 1)
    lanes = (lane for stage in personas[0].journeys[0].stages for lane in stage.lanes)
    of_journey = next(a for lane in lanes for a in lane.attributes if said.count(a.text) == 1)
    first, last = personas[0], personas[-1]
    for line, there, elsewhere in ((of_sheet, last, first), (of_journey, first, last)):
        place.show_persona(elsewhere.id)
        found = opened(program)
        found.field.setText(line.text)
        took = take(found, LINE)
        settle()
        assert place.current == there.id
        assert took == line.id
        assert place.canvas.current == Ref("attribute", line.id, "text")
        assert place.canvas.chosen_spot().hasFocus()


def test_variables_and_lines_are_read_with_the_third_letter_and_come_few_and_last(
    open_place, sample_file, program
):
    open_place(sample_file, "personas")
    found = opened(program)
    QTest.keyClicks(found.field, "de")
    assert "_deeper" not in vars(found), "nothing is read for two letters"
    assert {e.key[0] for e in found._found.entries} <= {ACTION, PERSONA}
    QTest.keyClicks(found.field, "s")
    kinds = [e.key[0] for e in found._found.entries]
    assert max(kinds.count(VARIABLE), kinds.count(LINE)) == MOST
    order = [ACTION, PERSONA, VARIABLE, LINE]
    late = [order.index(kind) // 2 + (kind == LINE) for kind in kinds]
    assert late == sorted(late), "gestures and personas first, then variables, then lines"


def test_where_nothing_is_found_no_empty_box_is_shown(open_place, julie_file, program, settle):
    open_place(julie_file, "personas")
    found = opened(program)
    settle()
    tall = found.height()
    QTest.keyClicks(found.field, "zzzz")
    settle()
    assert not found.list.isVisible()
    assert found._none.isVisible()
    assert found.height() < tall / 2
    QTest.keyClick(found.field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(found.field, "e")
    settle()
    assert found.list.isVisible()
    assert not found._none.isVisible()


def test_the_start_screen_has_it_too(program):
    keys = {e.key for e in opened(program)._all}
    assert ("action", "open") in keys
    assert ("action", "export") not in keys


def test_the_field_of_the_top_bar_opens_it(open_place, julie_file, program):
    open_place(julie_file, "personas")
    QTest.mouseClick(program.window.work.bar.command, Qt.MouseButton.LeftButton)
    found = next(d for d in program.window.findChildren(Commands) if d.isVisible())
    below = program.window.work.bar.command.mapToGlobal(program.window.work.bar.command.rect().bottomLeft())
    assert found.y() >= below.y()
