"""Answers in the data place: moved, grouped, recoded, made into new variables, with real events."""

from dataclasses import replace

import pytest
import survey
import variable_table
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from variable_table import GRID, choose_in_menu, labels, names, select, settle

from persona_studio.domain.variables import Missing, Role, RuleKind
from persona_studio.services.session import Session
from persona_studio.ui.dialogs.ask import AskText
from persona_studio.ui.dialogs.classes import MakeClasses, numbers_in
from persona_studio.ui.dialogs.recode import RecodeAnswers
from persona_studio.ui.dialogs.score import MakeScore
from persona_studio.ui.places.data.tips import Tip
from persona_studio.ui.widgets.buttons import Button


def tips(place):
    """Return the tips in the panel."""
    settle()
    return [tip for tip in place.detail.findChildren(Tip) if tip.isVisible()]


def tip_button(place, text):
    """Return a button of the tip in the panel."""
    (tip,) = tips(place)
    return next(b for b in tip.findChildren(Button) if b.text() == text)


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
    asked = data.findChild(AskText)
    assert any(button.text() == "Regrouper" for button in asked.findChildren(Button))
    asked.accept()
    assert labels(variable("forme")) == ["Vrac", "Sachet", "Autre ou Rien"]


def test_rare_answers_left_as_they_are_are_not_spoken_of_again(data, program, variable):
    select(data, "forme")
    tip_button(data, "Fusionner").click()
    tip_button(data, "Ignorer").click()
    assert not tips(data)
    program.studio.undo()
    assert tips(data)


def test_rare_answers_are_not_spoken_of_where_they_make_no_segments(data, variable):
    select(data, "forme")
    tip_button(data, "Fusionner").click()
    assert tips(data)
    data.detail._roles._parts[1].click()
    assert variable("forme").role is Role.ILLUSTRATIVE
    assert not tips(data)


def with_unsaid(tmp_path):
    """Return a project whose question of the place has "NSP" among its answers."""
    project, columns = variable_table.with_grid()
    wave = project.waves[0]
    place = next(v for v in wave.variables if v.name == "lieu")
    levels = (*place.levels[:-1], replace(place.levels[-1], value="NSP", label="NSP"))
    changed = tuple(replace(place, levels=levels) if v is place else v for v in wave.variables)
    path = tmp_path / "nsp.persona"
    Session.create(path, replace(project, waves=(replace(wave, variables=changed),)), columns).close()
    return path


def test_who_does_not_know_is_counted_as_missing_at_a_press(open_place, tmp_path, program, variable):
    data = open_place(with_unsaid(tmp_path), "data")
    select(data, "lieu")
    people = next(level.count for level in variable("lieu").levels if level.label == "NSP")
    assert tips(data)[0].accessibleName().startswith("«\u202fNSP\u202f» n’est pas une réponse")
    tip_button(data, "Rendre manquant").click()
    assert "NSP" not in labels(variable("lieu"))
    assert variable("lieu").missing == (0, 0, 0, people)
    assert not tips(data)
    program.studio.undo()
    tip_button(data, "Ignorer").click()
    assert "NSP" in labels(variable("lieu"))
    assert not tips(data), "it is not spoken of again"


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
