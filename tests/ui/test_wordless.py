"""A survey whose questions have only the names of their columns says so, and leads to writing them."""

from dataclasses import replace
from itertools import pairwise

import pytest
import survey
import variable_table
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from persona_studio.domain.variables import Role
from persona_studio.ui.places.data.wordless import wordless
from persona_studio.ui.widgets.buttons import Button, IconButton
from persona_studio.ui.widgets.labels import Paragraph


def unnamed():
    """Return the survey with the names of the columns in the place of the words."""
    project, columns = variable_table.with_grid()
    wave = project.waves[0]
    bare = tuple(replace(v, label=v.name) if v.label else v for v in wave.variables)
    return replace(project, waves=(replace(wave, variables=bare),)), columns


@pytest.fixture
def data(open_place, stored, tmp_path):
    return open_place(stored(tmp_path / "bare.persona", unnamed), "data")


def button(data, text):
    return next(b for b in data.wordless.findChildren(Button) if b.text() == text and b.isVisible())


def test_the_strip_counts_what_has_no_words_and_leads_to_writing_them(data, program):
    bare = wordless(program.studio.project.wave)
    assert all(v.role is Role.ACTIVE for v in bare)
    said = data.wordless.strip.accessibleName()
    assert said.startswith(
        f"{len(bare)} questions n’ont pas d’autre libellé que leur nom de colonne\u202f; il s’imprimerait"
    )
    data.search.setText("zzz")
    QTest.mouseClick(button(data, "Écrire les libellés"), Qt.MouseButton.LeftButton)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.text() == bare[0].name
    QTest.keyClicks(field, "Quand en prenez-vous ?")
    QTest.keyClick(field, Qt.Key.Key_Return)
    now = program.studio.project.wave
    assert next(v for v in now.variables if v.id == bare[0].id).label == "Quand en prenez-vous ?"
    assert len(wordless(now)) == len(bare) - 1
    assert data.wordless.strip.accessibleName().startswith(f"{len(bare) - 1} questions")


def test_once_closed_the_strip_does_not_come_back(data, program):
    assert data.wordless.isVisible()
    close = next(b for b in data.wordless.findChildren(IconButton))
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not data.wordless.isVisible()
    data.refresh()
    assert not data.wordless.isVisible()


def test_a_survey_with_words_is_left_in_peace(open_place, stored, tmp_path):
    assert not open_place(
        stored(tmp_path / "t.persona", variable_table.with_grid), "data"
    ).wordless.isVisible()


def test_most_active_questions_must_lack_words():
    wave = survey.bare()[0].waves[0]
    active = [v for v in wave.variables if v.role is Role.ACTIVE]

    def with_bare(n):
        gone = {v.id for v in active[:n]}
        kept = tuple(replace(v, label=v.name if v.id in gone else "Deux mots") for v in wave.variables)
        return wordless(replace(wave, variables=kept))

    half = len(active) // 2
    assert with_bare(half) == []
    assert len(with_bare(half + 1)) == half + 1


@pytest.fixture
def crowded(make_program, stored, tmp_path, settle):
    """The place in a low window with large text, where all that is above the table leaves it no room."""
    program = make_program("fr", 1.5)
    program.studio.open(stored(tmp_path / "bare.persona", unnamed))
    program.window.go("data")
    program.window.setMinimumSize(1, 1)
    program.window.resize(1366, 768)
    for _ in range(4):  # layouts within layouts
        settle()
    return program.window.place("data")


def test_in_large_text_its_words_and_buttons_stand_one_below_the_other(crowded):
    strip = crowded.wordless.strip
    words = [each for each in strip.findChildren(Paragraph) if each.isVisible()]
    buttons = [each for each in strip.findChildren(Button) if each.isVisible()]
    assert len(words) == 2
    assert words[0].height() > words[0].fontMetrics().height() * 1.5, "the fact takes two lines"
    assert all(each.height() >= each.sizeHint().height() for each in buttons)
    rects = [QRect(each.mapTo(strip, QPoint()), each.size()) for each in (*words, buttons[0])]
    assert all(above.bottom() < below.top() for above, below in pairwise(rects))
    assert strip.rect().contains(rects[-1])


def test_in_large_text_the_page_follows_the_keyboard_down_the_table(crowded, qtbot):
    view, page = crowded.view, crowded._scrolled
    view.setFocus()
    page.verticalScrollBar().setValue(0)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
        row = view.visualRect(view.currentIndex())
        seen = QRect(view.viewport().mapTo(page.viewport(), row.topLeft()), row.size())
        assert page.viewport().rect().contains(seen)
