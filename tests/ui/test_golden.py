"""The tab of golden questions: found, measured, exchanged, asked on screen, written to files."""

from dataclasses import replace

import openpyxl
import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from persona_studio.domain.edits import SetField
from persona_studio.domain.progress import Silent
from persona_studio.publish import scorer
from persona_studio.services.segments import golden as services
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.pick import PickVariables
from persona_studio.ui.places.segments.golden.lists import BranchRow, QuestionRow, SegmentRow
from persona_studio.ui.places.segments.golden.person import OneAnswer, SortPerson
from persona_studio.ui.places.segments.views import VIEWS
from persona_studio.ui.widgets.buttons import Button
from persona_studio.ui.widgets.fields import Check
from persona_studio.ui.widgets.labels import Elided, Label, Paragraph

FRENCH = Texts("fr")


def settle():
    QApplication.sendPostedEvents()
    QApplication.sendPostedEvents()


def shown_tab(place):
    number = [view.kind for view in VIEWS].index("GoldenTab")
    QTest.mouseClick(place.views.tabs._tabs[number], Qt.MouseButton.LeftButton)
    settle()
    return place.views.tab(VIEWS[number].module)


@pytest.fixture
def tab(open_place, whole_file):
    """The tab before any question was looked for."""
    return shown_tab(open_place(whole_file, "segments"))


@pytest.fixture
def found(tab, program):
    """The tab with golden questions."""
    QTest.mouseClick(tab.first, Qt.MouseButton.LeftButton)
    program.studio.jobs.drain()
    settle()
    return tab


def kept(program):
    return program.studio.project.segmentation.golden


def press(program, button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    program.studio.jobs.drain()
    settle()


def test_the_empty_tab_says_what_it_is_for_and_finds_them_at_a_press(tab, program):
    assert tab.state.isVisible()
    assert "questions d’or" in tab.state.title.text()
    press(program, tab.first)
    golden = kept(program)
    assert golden is not None
    assert not tab.state.isVisible()
    assert FRENCH.percent(golden.accuracy.overall) in tab.headline.text()
    program.studio.undo()
    settle()
    assert kept(program) is None
    assert tab.state.isVisible()


def test_the_numbers_on_the_tab_are_those_of_the_command_line(found, program):
    report = services.report(services.golden_file(program.studio.session.path, None, Silent()), FRENCH)
    rows = found.findChildren(QuestionRow)
    assert len(rows) == len(report["questions"])
    for row, question in zip(rows, report["questions"], strict=True):
        points = round(100 * question["gain"])
        assert question["label"] in row.accessibleName()
        assert f"{FRENCH.decimal(points, 0)}\u202fpts" in row.accessibleName()
    bars = [row.accessibleName() for row in found.findChildren(SegmentRow)]
    assert bars == [f"{s['name']}, {FRENCH.percent(s['accuracy'])}" for s in report["segments"]]
    note = found.segments.note.text()
    assert report["margin"] == 0 or FRENCH.percent(report["undecided"]) in note
    said = [row.findChild(Paragraph).text() for row in found.findChildren(BranchRow)]
    assert said == report["path"]
    golden = kept(program)
    asked, path = found.asked.note.text(), found.path.note.text()
    assert asked.startswith(FRENCH.percent(golden.chance))
    assert FRENCH.percent(golden.accuracy.overall) in asked
    assert FRENCH.percent(golden.path_accuracy) in path
    assert FRENCH.percent(golden.accuracy.overall) in path, "the path is held against the points"
    described = found.curve.accessibleDescription()
    assert all(FRENCH.percent(point["accuracy"]) in described for point in report["curve"])


def test_the_number_of_questions_follows_the_keyboard_and_the_curve(found, program):
    before = len(kept(program).questions)
    found.count.setFocus()
    key = Qt.Key.Key_Left if before > 5 else Qt.Key.Key_Right
    QTest.keyClick(found.count, key)
    program.studio.jobs.drain()
    settle()
    now = len(kept(program).questions)
    assert now == before + (-1 if before > 5 else 1)
    assert found.count.value() == str(now)
    other = next(count for count, _ in kept(program).curve if count not in (before, now))
    QTest.mouseClick(found.curve, Qt.MouseButton.LeftButton, pos=found.curve.place(other).toPoint())
    program.studio.jobs.drain()
    settle()
    assert len(kept(program).questions) == other


def test_a_target_out_of_reach_is_said(found, program):
    found.target.setCurrentIndex(found.target.count() - 1)
    found.target.activated.emit(found.target.count() - 1)
    program.studio.jobs.drain()
    settle()
    golden = kept(program)
    assert golden.wish.accuracy == 0.95
    missed = golden.accuracy.overall < 0.95
    assert ("n’est pas atteint" in found._how.text()) is missed


def test_a_question_is_exchanged_by_hand_and_the_best_choice_comes_back(found, program):
    first = found.findChildren(QuestionRow)[0]
    old = kept(program).questions[0].variable
    before = [q.variable for q in kept(program).questions]
    assert not found.back.isVisible()
    QTest.mouseClick(first.exchange, Qt.MouseButton.LeftButton)
    dialog = found.findChild(PickVariables)
    offered = [dialog.list.model().index(row, 0).data(Qt.ItemDataRole.UserRole).id
               for row in range(dialog.list.model().rowCount())]  # fmt: skip
    assert offered
    assert not set(offered) & set(before)
    dialog.list.setCurrentIndex(dialog.list.model().index(0, 0))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    program.studio.jobs.drain()
    settle()
    golden = kept(program)
    assert {q.variable for q in golden.questions} == set(before) - {old} | {offered[0]}
    assert not golden.accuracy.nested
    assert "à la main" in found._how.text()
    press(program, found.back)
    assert [q.variable for q in kept(program).questions] == before
    assert not found.back.isVisible()


def test_one_person_is_sorted_as_answers_are_given(found, program):
    everybody = replace(kept(program), margin=0.0)
    program.studio.do(SetField(program.studio.project.chosen, "golden", everybody), "x")
    found.sort()
    dialog = found.findChild(SortPerson)
    settle()
    assert dialog.verdict.text() == "Répondez à une question pour commencer."
    golden, place = kept(program), 1
    for question in golden.questions:
        field = dialog.fields[question.variable]
        assert isinstance(field, OneAnswer)
        best = max(question.answers, key=lambda answer: answer.points[place] - answer.points[0])
        field.setFocus()
        field.setCurrentIndex(field.findData(best.code))
    settle()
    number, chances = services.classify(golden, dialog.answers())
    place = golden.numbers.index(number)
    assert chances[place] == max(chances)
    name = program.studio.project.segmentation.segments[place].name
    assert dialog.verdict.text() == f"{name} ({FRENCH.percent(chances[place])})"
    dialog.forget()
    settle()
    assert all(answer is None for answer in dialog.answers().values())
    dialog.close()


def test_undecided_is_said_with_the_two_segments(found, program):
    golden = kept(program)
    edit = SetField(program.studio.project.chosen, "golden", replace(golden, margin=0.99))
    program.studio.do(edit, "x")
    found.sort()
    dialog = found.findChild(SortPerson)
    field = dialog.fields[golden.questions[0].variable]
    field.setCurrentIndex(1)
    settle()
    assert dialog.verdict.text().startswith("Indécis\u202f: ")
    dialog.close()


def test_workbook_and_questionnaire_are_written_where_the_user_says(found, program, tmp_path, monkeypatch):
    monkeypatch.setattr(scorer, "PEOPLE", 20)
    ways = [b for b in found.findChildren(Button) if b.text().endswith("…")]
    assert [b.text() for b in ways] == ["Exporter le classeur…", "Imprimer le questionnaire…"]
    for button, ending in zip(ways, ("xlsx", "pdf"), strict=True):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        dialog = found.findChild(QFileDialog)
        assert dialog.defaultSuffix() == ending
        dialog.fileSelected.emit(str(tmp_path / f"q.{ending}"))
        dialog.done(0)
        program.studio.jobs.drain()
        QApplication.sendPostedEvents(dialog, 0)
        dialog.setParent(None)
    assert openpyxl.load_workbook(tmp_path / "q.xlsx", read_only=True).sheetnames[0] == "Questionnaire"
    with pikepdf.open(tmp_path / "q.pdf") as pdf:
        assert len(pdf.pages) >= 2
    scoring = next(c for c in found.findChildren(Check) if "points" in c.text())
    QTest.keyClick(scoring, Qt.Key.Key_Space)
    found.exports.write(str(tmp_path / "short.pdf"))
    program.studio.jobs.drain()
    with pikepdf.open(tmp_path / "short.pdf") as short, pikepdf.open(tmp_path / "q.pdf") as pdf:
        assert len(short.pages) < len(pdf.pages)
    found.exports.write(str(tmp_path / "no" / "q.pdf"))
    program.studio.jobs.drain()
    assert found.strip.isVisible()


def test_segments_that_changed_send_back_to_the_search(found, program):
    golden = kept(program)
    stale = replace(golden, segments=("gone", *golden.segments[1:]))
    program.studio.do(SetField(program.studio.project.chosen, "golden", stale), "x")
    settle()
    assert found.state.isVisible()
    assert found.state.title.text() == "Les segments ont changé depuis"
    press(program, found.first)
    assert kept(program).segments == golden.segments
    assert not found.state.isVisible()


def test_everything_has_a_name_and_speaks_english_at_once(found, program):
    tabs = Qt.FocusPolicy.TabFocus
    for widget in found.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & tabs:
            interface = QAccessible.queryAccessibleInterface(widget)
            assert interface.text(QAccessible.Text.Name).strip(), repr(widget)
    program.studio.kit.wording.speak(Texts("en"))
    settle()
    texts = " ".join(label.text() for label in found.findChildren(Label))
    assert "Questions, in the order to ask them" in texts
    assert "respondents" in found.headline.text()


@pytest.mark.parametrize(
    ("size", "scale"),
    [
        pytest.param((1440, 900), 1.0, marks=pytest.mark.slow),
        pytest.param((1366, 768), 1.0, marks=pytest.mark.slow),
        ((1366, 768), 1.5),
    ],
)
def test_nothing_is_cut_at_any_size(make_program, whole_file, size, scale):
    program = make_program("fr", scale, size)
    assert program.studio.open(whole_file)
    program.window.go("segments")
    settle()
    tab = shown_tab(program.window.place("segments"))
    press(program, tab.first)
    for label in tab.findChildren(Label):
        if label.isVisible() and not isinstance(label, Elided | Paragraph):
            wanted = label.fontMetrics().horizontalAdvance(label.text())
            assert label.width() >= wanted, label.text()
    inside = tab._pages.currentWidget()
    for button in inside.findChildren(Button):
        if button.isVisible():
            right = button.mapTo(inside, QPoint(button.width(), 0)).x()
            assert button.width() >= button.minimumSizeHint().width()
            assert right <= inside.width()


def test_no_more_questions_are_offered_than_there_are(found, program):
    """The made-up survey has six active questions."""
    most = max(count for count, _ in kept(program).curve)
    assert most < 10
    offered = {part.option.value: part for part in found.count._parts}
    assert [value for value, part in offered.items() if part.isEnabled()] == [
        str(count) for count in range(3, most + 1)
    ]
    assert f"{most} questions seulement" in offered["10"].toolTip()
    before = program.studio.project
    press(program, offered["10"])
    assert program.studio.project == before


def test_another_number_of_questions_leaves_the_target_alone(found, program):
    found.target.setFocus()
    QTest.keyClick(found.target, Qt.Key.Key_End)
    program.studio.jobs.drain()
    settle()
    assert (found.target.currentData(), kept(program).wish.accuracy) == (0.95, 0.95)
    three = next(part for part in found.count._parts if part.option.value == "3")
    press(program, three)
    assert len(kept(program).questions) == 3
    assert found.target.currentData() == 0.95
    if kept(program).accuracy.overall < 0.95:
        assert "C’est moins que les 95\u202f% visés." in found._how.text()
    found.target.setFocus()
    QTest.keyClick(found.target, Qt.Key.Key_Home)
    program.studio.jobs.drain()
    settle()
    assert kept(program).wish.accuracy is None
    assert len(kept(program).questions) == 3, "without a target the number stays"
