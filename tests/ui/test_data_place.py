"""The variable table: what a user does there, with real events."""

from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from persona_studio.domain.variables import FIRST_LEVEL, Distribution, Kind, Level, Missing, Role, RuleKind
from persona_studio.domain.waves import Column
from persona_studio.services.session import Session
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.dialogs.classes import MakeClasses, numbers_in
from persona_studio.ui.dialogs.recode import RecodeAnswers
from persona_studio.ui.dialogs.score import MakeScore
from persona_studio.ui.models.variables import ENTRY, VARIABLE, Columns
from persona_studio.ui.places.data.tips import Tip
from persona_studio.ui.widgets.buttons import Button

GRID = "Que pensez-vous du thé ?"
STEPS = ("Pas du tout", "Plutôt pas", "Plutôt", "Tout à fait")


def choose_in_menu(*texts):
    """Choose an entry of the menu in view with the keyboard, through the menus on the way."""
    for text in texts:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(a for a in menu.actions() if a.text().split("\t")[0] == text)
        assert action.isEnabled()
        menu.setActiveAction(action)
        QTest.keyClick(menu, Qt.Key.Key_Return)


def with_grid():
    """Return the survey with a grid of three items and a question that has rare and doubled answers."""
    project, columns = survey.bare()
    wave = project.waves[0]
    made = [survey.choice(f"g{i}", f"Item {i}", STEPS, Kind.ORDINAL, Role.ACTIVE) for i in range(3)]
    items = [replace(v, block=GRID) for v, _ in made]
    answers = ("Vrac", "Sachet", "vrac ", "Autre", "Rien")
    codes = [0] * 120 + [1] * 90 + [2] * 15 + [3] * 8 + [4] * 7
    levels = tuple(Level(i, text, text, codes.count(i)) for i, text in enumerate(answers))
    form = replace(
        made[0][0],
        id=survey.identity("variable", "forme"),
        name="forme",
        label="Forme du thé",
        kind=Kind.NOMINAL,
        levels=levels,
        distribution=Distribution(tuple(level.count for level in levels), distinct=5),
    )
    ticks = [bytes(FIRST_LEVEL + (row % (option + 2) == 0) for row in range(240)) for option in range(3)]
    options = tuple(Level(i, t, t, ticks[i].count(5)) for i, t in enumerate(("Radio", "Presse", "Web")))
    media = replace(
        form, id=survey.identity("variable", "medias"), name="medias", label="Médias", kind=Kind.MULTIPLE,
        levels=options, distribution=Distribution(tuple(o.count for o in options), distinct=3),
    )  # fmt: skip
    columns[wave.id, media.id] = Column("u1", 240, b"".join(ticks), width=3)
    wave = replace(wave, variables=(*wave.variables, *items, form, media))
    columns |= {(wave.id, v.id): column for v, column in made}
    columns[wave.id, form.id] = Column("u1", 240, bytes(FIRST_LEVEL + code for code in codes))
    return replace(project, waves=(wave,)), columns


@pytest.fixture
def data(open_place, tmp_path):
    path = tmp_path / "grid.persona"
    Session.create(path, *with_grid()).close()
    return open_place(path, "data")


@pytest.fixture
def variable(program):
    """Look a variable up by its name, as it is now."""

    def look(name):
        return next(v for v in program.studio.project.wave.variables if v.name == name)

    return look


def names(place):
    """Return the rows in view order: names of variables, and of questions between brackets."""
    entries = [place.filter.index(row, 0).data(ENTRY) for row in range(place.filter.rowCount())]
    return [entry.variable.name if entry.variable else f"[{entry.block.name}]" for entry in entries]


def select(place, name, column=Columns.ROLE):
    row = names(place).index(name)
    place.view.choose(row, column)
    place.view.setFocus()
    return place.filter.index(row, column)


def press(place, index, part):
    """Press a part of a cell: "pill", "icon" or "arrow"."""
    place.view.scrollTo(index)
    rect, delegate = place.view.visualRect(index), place.view._delegate
    spot = {
        "pill": lambda: delegate.pill(rect, index.data()).center().toPoint(),
        "icon": lambda: delegate.icon(rect, index.data(ENTRY)).center(),
        "arrow": lambda: delegate.arrow(rect).center(),
    }[part]()
    QTest.mouseClick(place.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def labels(variable_):
    return [level.label for level in variable_.levels]


def settle():
    """Let editors keep what was written, layouts place what was made."""
    QApplication.sendPostedEvents()


def tips(place):
    """Return the tips in the panel."""
    settle()
    return [tip for tip in place.detail.findChildren(Tip) if tip.isVisible()]


def tip_button(place, text):
    """Return a button of the tip in the panel."""
    (tip,) = tips(place)
    return next(b for b in tip.findChildren(Button) if b.text() == text)


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


# ------------------------------------------------------------------ answers


def test_answers_move_with_alt_and_an_arrow(data, variable, program):
    select(data, "prix")
    data.detail.answers.setFocus()
    QTest.keyClick(data.detail.answers, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(variable("prix")) == ["moyenne", "premier prix", "haut de gamme"]
    QTest.keyClick(data.detail.answers, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(variable("prix")) == ["moyenne", "haut de gamme", "premier prix"], (
        "the keyboard stays on it"
    )
    QTest.keyClick(data.detail.answers, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert labels(variable("prix"))[2] == "premier prix"
    program.studio.undo()
    program.studio.undo()
    assert labels(variable("prix")) == ["premier prix", "moyenne", "haut de gamme"]


def drop(view, dragged, at):
    """Carry answers over the list and let them go, as the pointer does."""
    left, none, move = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(at, move, dragged, left, none),
        QDragMoveEvent(at, move, dragged, left, none),
        QDropEvent(QPointF(at), move, dragged, left, none, QEvent.Type.Drop),
    ):
        QApplication.sendEvent(view.viewport(), event)


def test_answers_are_dragged(data, variable):
    select(data, "prix")
    view, model = data.detail.answers, data.detail.levels
    dragged: QMimeData = model.mimeData([model.index(0)])
    assert dragged.text() == "premier prix"
    drop(view, dragged, view.visualRect(model.index(2)).bottomLeft() + QPoint(20, -2))
    assert labels(variable("prix")) == ["moyenne", "haut de gamme", "premier prix"]


def test_chosen_answers_are_grouped_under_a_name(data, variable, program):
    select(data, "moment")
    before = variable("moment")
    view = data.detail.answers
    view.choose(tuple(level.code for level in before.levels[1:3]))
    data.detail._more.click()
    choose_in_menu("Regrouper…")
    dialog = data.findChild(AskText)
    assert dialog._field.text() == "midi ou après-midi"
    dialog._field.setText("En journée")
    dialog.accept()
    made = variable("moment")
    assert labels(made) == ["matin", "En journée", "soir"]
    assert made.levels[1].count == before.levels[1].count + before.levels[2].count
    program.studio.undo()
    assert variable("moment") == before


def test_an_answer_counts_as_missing_and_back(data, variable, program):
    select(data, "moment")
    before, view = variable("moment"), data.detail.answers
    view.choose((before.levels[3].code,))
    data.detail._more.click()
    choose_in_menu("Compter comme manquante", "Ne sait pas")
    made = variable("moment")
    assert made.missing == (0, 0, 0, before.levels[3].count)
    assert [gone.reason for gone in made.as_missing] == [Missing.DONT_KNOW]
    assert data.detail.levels.rowCount() == 4, "it is still in the list, apart"
    assert not data.detail.answers.grab().isNull()
    assert data.detail.levels.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "soir, ne sait pas"
    view.choose((before.levels[3].code,))
    data.detail._more.click()
    choose_in_menu("Compter comme réponse")
    assert variable("moment") == before


def test_rare_answers_are_grouped_from_the_tip(data, variable):
    select(data, "forme")
    tip_button(data, "Fusionner").click()
    assert labels(variable("forme")) == ["Vrac", "Sachet", "Autre", "Rien"]
    assert variable("forme").levels[0].count == 135
    said = tips(data)[0].accessibleName()
    assert said.startswith("Deux réponses sont rares Regrouper")
    tip_button(data, "Regrouper").click()
    data.findChild(AskText).accept()
    assert labels(variable("forme")) == ["Vrac", "Sachet", "Autre ou Rien"]


def test_rare_answers_left_as_they_are_are_not_spoken_of_again(data, program, variable):
    select(data, "forme")
    tip_button(data, "Fusionner").click()
    tip_button(data, "Ignorer").click()
    assert not tips(data)
    program.studio.undo()
    assert tips(data)


# ------------------------------------------------------------------ new variables


def test_classes_are_made_with_a_look_first(data, variable, program):
    select(data, "age")
    data.asking.classes(data.current())
    dialog = data.findChild(MakeClasses)
    assert dialog.cuts.text() == "25 ; 35 ; 50 ; 65"
    assert not dialog.birth.isChecked()
    shown = [dialog._levels.index(row).data() for row in range(dialog._levels.rowCount())]
    assert shown == ["moins de 25 ans", "25 à 34 ans", "35 à 49 ans", "50 à 64 ans", "65 ans et plus"]
    dialog.cuts.setText("40 ; 30")
    dialog.look()
    assert not dialog._yes.isEnabled()
    dialog.cuts.setText("40")
    dialog.look()
    assert dialog._levels.rowCount() == 2
    dialog.label.setText("Deux âges")
    dialog.accept()
    made = variable("age_2")
    assert (made.label, made.rule.kind, made.rule.cuts) == ("Deux âges", RuleKind.CLASSES, (40.0,))
    assert sum(level.count for level in made.levels) == survey.RESPONDENTS
    assert data.current().name == "age_2", "the new variable is chosen"
    data.asking.ask(QPoint(), "row")
    choose_in_menu("Supprimer la variable")
    assert "age_2" not in names(data)
    program.studio.undo()
    assert "age_2" in names(data)
    program.studio.undo()
    assert "age_2" not in names(data)


def test_a_score_of_the_chosen_items(data, variable):
    select(data, f"[{GRID}]")
    QTest.mouseClick(data.many._make, Qt.MouseButton.LeftButton)
    choose_in_menu("Somme ou moyenne de questions…")
    dialog = data.findChild(MakeScore)
    assert len(dialog.list.selectionModel().selectedIndexes()) == 3
    dialog.label.setText("Goût du thé")
    dialog._replaces.setChecked(True)
    dialog.accept()
    made = next(v for v in data.table._entries if v.variable and v.variable.label == "Goût du thé").variable
    assert made.rule.kind is RuleKind.MEAN
    assert made.role is Role.ACTIVE
    assert {variable(name).role for name in ("g0", "g1", "g2")} == {Role.IGNORED}


def test_answers_are_recoded_here_or_in_a_copy(data, variable, program):
    before = variable("tranche")
    select(data, "tranche")
    data.asking.recode(data.current())
    dialog = data.findChild(RecodeAnswers)
    for field, text in zip(dialog.fields, ("jeune", "jeune", "adulte", "adulte", "aîné"), strict=True):
        field.setText(text)
    dialog.look()
    assert dialog._levels.rowCount() == 3
    dialog.accept()
    assert labels(variable("tranche")) == ["jeune", "adulte", "aîné"]
    program.studio.undo()
    assert variable("tranche") == before
    data.asking.recode(data.current(), copy=True)
    dialog = data.findChildren(RecodeAnswers)[-1]
    dialog.fields[0].setText("moins de 25 ans")
    dialog.accept()
    assert variable("tranche") == before
    assert labels(variable("tranche_2"))[0] == "moins de 25 ans"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("25 ; 35; 50", (25, 35, 50)),
        ("2,5 ; 3,5", (2.5, 3.5)),
        ("-1\u00a00", (-1, 0)),
        ("3 ; 2", ()),
        ("a", ()),
        ("", ()),
        ("inf", ()),
    ],
)
def test_limits_are_read_as_they_are_written(text, wanted):
    assert numbers_in(text) == wanted


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
