"""The variable table: roles, kinds, rows and words, with real events."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from variable_table import GRID, STEPS, choose_in_menu, labels, names, press, select, settle, with_grid

from persona_studio.domain.variables import Kind, Role
from persona_studio.services.session import Session
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.models.variables import ENTRY, VARIABLE, Columns

# ------------------------------------------------------------------ role and kind


def test_a_press_on_the_pill_changes_the_role(data, program, variable):
    press(data, select(data, "lieu"), "pill")
    choose_in_menu("Illustrative")
    assert variable("lieu").role is Role.ILLUSTRATIVE
    program.studio.undo()
    assert variable("lieu").role is Role.ACTIVE


def test_a_press_on_the_icon_changes_the_kind(data, variable):
    press(data, select(data, "prix", Columns.VARIABLE), "icon")
    choose_in_menu("Choix unique")
    assert variable("prix").kind is Kind.NOMINAL


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_F2])
def test_a_key_opens_the_menu_of_the_current_cell(data, variable, key):
    select(data, "prix", Columns.ROLE)
    QTest.keyClick(data.view, key)
    choose_in_menu("Ignorée")
    assert variable("prix").role is Role.IGNORED
    select(data, "prix", Columns.VARIABLE)
    QTest.keyClick(data.view, key)
    choose_in_menu("Choix unique")
    assert variable("prix").kind is Kind.NOMINAL


def test_the_menu_key_offers_everything_about_the_row(data, variable):
    index = select(data, "prix")
    place = data.view.visualRect(index).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, place, data.view.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(data.view.viewport(), event)
    choose_in_menu("Inverser l’échelle")
    assert labels(variable("prix")) == ["haut de gamme", "moyenne", "premier prix"]


def test_the_keyboard_changes_several_roles_at_once(data, variable, program):
    select(data, "moment")
    QTest.keyClick(data.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert data.many.isVisible()
    assert data.many._count.text() == "2 variables"
    QTest.keyClick(data.view, Qt.Key.Key_Return)
    choose_in_menu("Ignorée")
    assert variable("moment").role is variable("lieu").role is Role.IGNORED
    assert variable("sorte").role is Role.ACTIVE
    program.studio.undo()
    assert variable("moment").role is variable("lieu").role is Role.ACTIVE


def test_the_bar_changes_the_kind_of_several(data, variable, program):
    select(data, "lieu")
    QTest.keyClick(data.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.mouseClick(data.many._kind, Qt.MouseButton.LeftButton)
    choose_in_menu("Échelle")
    assert variable("lieu").kind is variable("sorte").kind is Kind.ORDINAL
    program.studio.undo()
    assert variable("lieu").kind is variable("sorte").kind is Kind.NOMINAL, "one gesture"


def test_the_detail_panel_changes_the_role_and_the_kind(data, variable):
    select(data, "prix")
    data.detail._roles._parts[1].click()
    assert variable("prix").role is Role.ILLUSTRATIVE
    data.detail._kind.click()
    choose_in_menu("Choix unique")
    assert variable("prix").kind is Kind.NOMINAL


def test_a_role_chosen_by_hand_is_no_longer_explained_by_a_guess(data, variable):
    select(data, "prix")
    data.detail._roles._parts[1].click()
    codes = {reason.code for reason in variable("prix").guess}
    assert "demographic" not in codes
    assert not variable("prix").guess or "chosen_role" in codes


def test_answers_are_read_anew_for_another_kind(data, variable, program):
    select(data, "age")
    data.detail._kind.click()
    choose_in_menu("Échelle")
    assert variable("age").kind is Kind.ORDINAL
    assert len(variable("age").levels) > 10
    program.studio.undo()
    assert variable("age").kind is Kind.NUMERIC


def test_what_cannot_be_read_that_way_is_named(data, variable, qtbot, program):
    data.view.clearSelection()
    select(data, "moment")
    with qtbot.waitSignal(program.studio.refused) as told:
        data.detail._kind.click()
        choose_in_menu("Nombre")
    assert told.args[0].code == "recast_impossible"
    assert variable("moment").kind is Kind.NOMINAL


def test_personal_data_never_leaves_its_state_silently(data):
    index = select(data, "mail")
    QTest.keyClick(data.view, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert index.data(VARIABLE).role is Role.SET_ASIDE
    assert not data.detail._roles.isVisible()


# ------------------------------------------------------------------ rows


def test_the_list_is_filtered_by_role_and_words(data):
    whole = data.filter.rowCount()
    QTest.mouseClick(data._chips.button(2), Qt.MouseButton.LeftButton)
    assert names(data) == ["tranche", "sexe", "age"]
    QTest.mouseClick(data._chips.button(0), Qt.MouseButton.LeftButton)
    QTest.keyClicks(data.search, "prix")
    assert names(data) == ["prix"]
    data.search.clear()
    assert data.filter.rowCount() == whole


def test_a_grid_is_one_row_until_it_is_opened(data):
    assert f"[{GRID}]" in names(data)
    assert "g0" not in names(data)
    press(data, select(data, f"[{GRID}]", Columns.VARIABLE), "arrow")
    at = names(data).index(f"[{GRID}]")
    assert names(data)[at : at + 4] == [f"[{GRID}]", "g0", "g1", "g2"]
    press(data, select(data, f"[{GRID}]", Columns.VARIABLE), "arrow")
    assert "g0" not in names(data)


def test_arrows_open_and_fold_a_grid(data):
    select(data, f"[{GRID}]", Columns.VARIABLE)
    QTest.keyClick(data.view, Qt.Key.Key_Right)
    assert "g2" in names(data)
    QTest.keyClick(data.view, Qt.Key.Key_Down)
    assert data.current().name == "g0"
    QTest.keyClick(data.view, Qt.Key.Key_Left)
    assert data.view.currentIndex().data(ENTRY).head, "from an item to its question"
    QTest.keyClick(data.view, Qt.Key.Key_Left)
    assert "g2" not in names(data)
    QTest.keyClick(data.view, Qt.Key.Key_Right)
    QTest.keyClick(data.view, Qt.Key.Key_Right)
    assert data.view.currentIndex().column() == Columns.ROLE, "then to the next cell"


def test_what_is_sought_in_a_grid_is_shown(data):
    data.search.setText("item 1")
    assert names(data) == [f"[{GRID}]", "g1"]
    data.search.setText("pensez-vous")
    assert names(data) == [f"[{GRID}]", "g0", "g1", "g2"]
    data.search.clear()
    assert "g1" not in names(data)


def test_the_scales_of_a_grid_are_turned_round_together(data, variable, program):
    select(data, f"[{GRID}]")
    data.asking.ask(QPoint(), "row")
    choose_in_menu("Inverser les échelles")
    assert {tuple(labels(variable(name))) for name in ("g0", "g1", "g2")} == {STEPS[::-1]}
    program.studio.undo()
    assert {tuple(labels(variable(name))) for name in ("g0", "g1", "g2")} == {STEPS}


def test_the_options_of_a_multiple_choice_open_under_it(data, variable):
    folded = data.filter.rowCount()
    press(data, select(data, "medias", Columns.VARIABLE), "arrow")
    assert data.filter.rowCount() == folded + 3
    QTest.keyClick(data.view, Qt.Key.Key_Down)
    assert data.view.currentIndex().data() == "Radio"
    assert data.detail.answers.codes() == (0,), "the panel shows which answer it is"
    assert not data.view.grab().isNull()
    QTest.keyClick(data.view, Qt.Key.Key_Left)
    QTest.keyClick(data.view, Qt.Key.Key_Left)
    assert data.filter.rowCount() == folded
    before = variable("medias")
    data.detail.answers.choose((1, 2))
    data.asking.group((1, 2))
    data.findChild(AskText).accept()
    grouped = variable("medias").levels[1]
    assert grouped.label == "Presse ou Web"
    assert grouped.count == sum(row % 3 == 0 or row % 4 == 0 for row in range(240))
    assert before.levels[0] == variable("medias").levels[0]


def test_the_role_of_a_grid_is_that_of_all_its_items(data, variable, program):
    select(data, f"[{GRID}]")
    QTest.keyClick(data.view, Qt.Key.Key_Return)
    choose_in_menu("Ignorée")
    assert {variable(name).role for name in ("g0", "g1", "g2")} == {Role.IGNORED}
    program.studio.undo()
    assert {variable(name).role for name in ("g0", "g1", "g2")} == {Role.ACTIVE}


def test_a_press_on_a_head_sorts_and_grids_stay_whole(data):
    in_file = names(data)
    data.filter.unfold(GRID)
    heads = data.view.horizontalHeader()

    def press_head(column):
        spot = QPoint(heads.sectionViewportPosition(column) + 20, heads.height() // 2)
        QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    press_head(Columns.VARIABLE)
    rising = names(data)
    assert rising[0] == "mail", "Adresse e-mail"
    at = rising.index(f"[{GRID}]")
    assert rising[at : at + 4] == [f"[{GRID}]", "g0", "g1", "g2"]
    press_head(Columns.VARIABLE)
    falling = names(data)
    at = falling.index(f"[{GRID}]")
    assert falling[at : at + 4] == [f"[{GRID}]", "g0", "g1", "g2"], "items never turn"
    assert [n for n in falling if not n.startswith("g")] == [n for n in rising if not n.startswith("g")][::-1]
    press_head(Columns.VARIABLE)
    data.filter.unfold(GRID, on=False)
    assert names(data) == in_file, "the third press brings back the file"
    press_head(Columns.MISSING)
    press_head(Columns.MISSING)
    assert names(data)[0] == "age", "most missing first"


# ------------------------------------------------------------------ words


def test_a_question_is_reworded_in_its_row(data, variable, program):
    index = select(data, "lieu", Columns.VARIABLE)
    QTest.mouseDClick(
        data.view.viewport(), Qt.MouseButton.LeftButton, pos=data.view.visualRect(index).center()
    )
    field = data.view.viewport().findChild(QLineEdit)
    assert field.text() == "Où prenez-vous le thé ?"
    field.setText("Lieu du thé")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert variable("lieu").label == "Lieu du thé"
    program.studio.undo()
    assert variable("lieu").label == "Où prenez-vous le thé ?"


def test_a_question_is_reworded_in_the_panel(data, variable):
    select(data, "lieu")
    title = data.detail.title
    title._read.setFocus()
    QTest.keyClick(title._read, Qt.Key.Key_F2)
    QTest.keyClick(title._write, Qt.Key.Key_Escape)
    assert variable("lieu").label == "Où prenez-vous le thé ?"
    QTest.mouseClick(title._read, Qt.MouseButton.LeftButton)
    title._write.setText("Lieu")
    QTest.keyClick(title._write, Qt.Key.Key_Return)
    assert variable("lieu").label == "Lieu"


def test_an_answer_is_renamed_in_place(data, variable, program):
    select(data, "sorte")
    answers = data.detail.answers
    answers.setFocus()
    first = variable("sorte").levels[0]
    QTest.keyClick(answers, Qt.Key.Key_F2)
    field = answers.viewport().findChild(QLineEdit)
    field.setText("Thé noir")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert variable("sorte").level(first.code).label == "Thé noir"
    program.studio.undo()
    assert variable("sorte").levels[0] == first


def test_a_project_that_is_only_read_changes_nothing(open_place, tmp_path, program):
    path = tmp_path / "read.persona"
    Session.create(path, *with_grid()).close()
    program.studio.adopt(Session.open(path, read_only=True))
    program.window.go("data")
    place = program.window.place("data")
    select(place, "prix")
    QTest.keyClick(place.view, Qt.Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert not place.detail._more.isVisible()
    assert not place._make.isEnabled()
