"""After a gesture the keyboard is where it was, or on what came instead: never in another corner."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QDialog, QLineEdit

from persona_studio.domain.ids import new_id
from persona_studio.domain.variables import Missing
from persona_studio.errors import UserError
from persona_studio.services.segments import segmenting
from persona_studio.store.blobs import pack
from persona_studio.store.project_file import ProjectFile
from persona_studio.ui.places.segments.variables import _QuestionCheck


@pytest.fixture
def place(open_place, sample_file):
    return open_place(sample_file, "segments")


@pytest.fixture
def sooner(monkeypatch):
    """Segments that are those of before, or the largest of them: where is the keyboard, not who is alike."""

    def as_before(path, _wave, recipe, progress):
        with ProjectFile.open(path, read_only=True) as file:
            found = file.project.segmentation
            labels = file.labels(found.id)
        wanted = recipe.segments or len(found.segments)
        segments = tuple(replace(one, id=new_id()) for one in found.segments[:wanted])
        numbers = bytes(number if number <= wanted else 0 for number in labels.data)
        made = replace(found, id=new_id(), recipe=recipe, segments=segments, map=())
        return segmenting.SegmentedFile(made, pack(replace(labels, data=numbers)))

    monkeypatch.setattr(segmenting, "segment_file", as_before)


def focus(place):
    QApplication.sendPostedEvents()
    return place.window().focusWidget()


def on(widget):
    widget.setFocus()
    assert widget.window().focusWidget() is widget
    return widget


def test_the_space_bar_leaves_the_keyboard_on_the_question(place, program):
    checks = [c for c in place.variables.findChildren(_QuestionCheck) if c.isEnabled()]
    first, second = on(checks[3]), checks[4]
    before = program.studio.project
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert program.studio.project != before
    assert focus(place) is first
    assert not first.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert focus(place) is second, "Tab goes to the next question"
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert not second.isChecked(), "and the space bar ticks that one"
    assert not first.isChecked(), "nothing is undone behind one's back"


def test_a_question_that_is_added_stands_in_the_order_of_tab(place, program):
    wave = program.studio.project.wave
    other = next(v for v in wave.variables if v.role.value == "illustrative" and v.kind.value == "nominal")
    place._added([other.id])
    QApplication.sendPostedEvents()
    checks = place.variables._checks()
    on(checks[0])
    for check in checks[1:]:
        QTest.keyClick(focus(place), Qt.Key.Key_Tab)
        assert focus(place) is check
    QTest.keyClick(focus(place), Qt.Key.Key_Tab)
    assert focus(place) is place.variables.add


def test_segmenting_leaves_the_keyboard_on_its_button(held, gate, sample_file, sooner):
    assert held.studio.open(sample_file)
    held.window.go("segments")
    place = held.window.place("segments")
    go = on(place.variables.go)
    with gate:
        QTest.keyClick(go, Qt.Key.Key_Space)
        assert not go.isEnabled()
        assert focus(place) is place.variables, "what follows in the window is no place to press Space"
    held.studio.jobs.drain()
    assert go.isEnabled()
    assert focus(place) is go


def test_who_goes_elsewhere_meanwhile_is_not_called_back(held, gate, sample_file, sooner):
    assert held.studio.open(sample_file)
    held.window.go("segments")
    place = held.window.place("segments")
    go = on(place.variables.go)
    with gate:
        QTest.keyClick(go, Qt.Key.Key_Space)
        tab = on(place.views.tabs._tabs[0])
    held.studio.jobs.drain()
    assert focus(place) is tab


def test_a_number_of_segments_that_is_chosen_keeps_the_keyboard(place, sooner):
    numbers = [b.candidate.k for b in place.candidates._buttons]
    chip = on(next(b for b in place.candidates._buttons if b.isEnabled() and not b.isChecked()))
    QTest.keyClick(chip, Qt.Key.Key_Space)
    now = focus(place)
    assert now in place.candidates._buttons
    assert now.candidate.k == chip.candidate.k
    assert now.isChecked()
    assert [b.candidate.k for b in place.candidates._buttons] == numbers


def test_a_segment_renamed_keeps_the_keyboard_on_its_card(place, program):
    tab = place.views.tab("map")
    card = tab.cards._cards[1]
    on(card.more)
    tab._about = card.segment.id
    tab._rename()
    asked = next(d for d in tab.findChildren(QDialog) if d.isVisible())
    field = asked.findChild(QLineEdit)
    field.setText("Autrement")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert program.studio.project.segmentation.segments[1].name == "Autrement"
    assert focus(place) is tab.cards._cards[1].more


def test_the_golden_questions_found_have_the_keyboard(place):
    place.views.tabs._tabs[3].click()
    tab = place.views.tab("golden.tab")
    if tab._pages.currentIndex() == 1:
        pytest.skip("the example has its golden questions")
    QTest.keyClick(on(tab.first), Qt.Key.Key_Space)
    assert tab._pages.currentIndex() == 1
    assert tab.isAncestorOf(focus(place))


def test_what_is_tidied_in_the_answers_leaves_the_keyboard_in_their_panel(data, program, monkeypatch):
    """The card that suggests something goes once that is done."""
    from persona_studio.services.survey import tidying
    from persona_studio.ui.places.data.tips import Tip

    def first(variable):
        return ((variable.levels[0], Missing.REFUSED),) if len(variable.levels) > 4 else ()

    monkeypatch.setattr(tidying, "unsaid_levels", first)
    wave = program.studio.project.wave
    long = next(v for v in wave.variables if len(v.levels) == 5 and v.kind.value in ("nominal", "ordinal"))
    data._go_to(long.id)
    data.refresh()
    QApplication.sendPostedEvents()
    tip = next(t for t in data.detail.findChildren(Tip) if t.isVisible())
    take = on(tip.findChildren(QAbstractButton)[0])
    QTest.keyClick(take, Qt.Key.Key_Space)
    now = next(v for v in program.studio.project.wave.variables if v.id == long.id)
    assert len(now.levels) == 4
    assert data.detail.isAncestorOf(focus(data))


@pytest.mark.parametrize("where", ["data", "segments", "personas"])
def test_another_project_begins_at_its_beginning(open_place, sample_file, program, where, qtbot):
    """Wherever the one before was read to; only the sheet of the persona is brought into view."""
    program.window.resize(1000, 600)
    place = open_place(sample_file, where)
    qtbot.wait(0)
    bars = [a.verticalScrollBar() for a in place.findChildren(QAbstractScrollArea) if a.isVisible()]
    long = [bar for bar in bars if bar.maximum() > 0]
    assert long
    for bar in long:
        bar.setValue(bar.maximum())
    other = sample_file.with_name("other.persona")
    program.studio.session.save_copy(other)
    program.studio.leave()
    assert [bar.value() for bar in long] == [0] * len(long)
    open_place(other, where)
    fresh = program.window.place(where)
    areas = [a for a in fresh.findChildren(QAbstractScrollArea) if a.isVisible()]
    assert all(a.verticalScrollBar().value() < 60 for a in areas)


def test_escape_takes_the_red_message_away(place, program):
    program.studio.refused.emit(UserError("segments_changed_meanwhile"))
    strip = program.window.messages.strip()
    assert strip.isVisible()
    QTest.keyClick(on(place.variables.go), Qt.Key.Key_Escape)
    assert not strip.isVisible()


@pytest.mark.parametrize("way", ["key", "pointer"])
def test_a_segment_is_renamed_from_its_card(place, program, way):
    tab = place.views.tab("map")
    card = tab.cards._cards[1]
    if way == "key":
        QTest.keyClick(on(card.more), Qt.Key.Key_F2)
    else:
        at = card._name.geometry().center()
        QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(card, Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseRelease(card, Qt.MouseButton.LeftButton, pos=at)
    asked = next(d for d in tab.findChildren(QDialog) if d.isVisible())
    field = asked.findChild(QLineEdit)
    QTest.keyClicks(field, "Nouveaux")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert program.studio.project.segmentation.segments[1].name == "Nouveaux"


def test_the_key_that_segments_leads_there_from_the_data(open_place, sample_file, program, qtbot):
    """It says where it works, and segments nothing that is out of view."""
    place = open_place(sample_file, "data")
    before, told = program.studio.project, []
    program.studio.said.connect(lambda words, _undo: told.append(words))
    with qtbot.waitSignal(program.studio.wanted):
        QTest.keyClick(on(place.view), Qt.Key.Key_F5)
    assert program.window.place("segments").isVisible()
    assert "F5" in told[-1]
    assert program.studio.project is before
