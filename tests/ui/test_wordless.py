"""A survey whose questions have only the names of their columns says so, and leads to writing them."""

from dataclasses import replace

import pytest
import survey
import variable_table
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from persona_studio.domain.variables import Role
from persona_studio.ui.places.data.wordless import wordless
from persona_studio.ui.widgets.buttons import Button, IconButton


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
