"""The heat map: moved in with the keyboard, told in words, and its findings kept on a sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from persona_studio.domain.personas import Provenance
from persona_studio.ui.models.profile import CELL


@pytest.fixture
def tab(open_place, whole_file):
    place = open_place(whole_file, "segments")
    place.views.tabs._tabs[1].click()
    return place.views.tab("profile")


def first_cell(view, column=0):
    """Return the first cell of a column that is a finding."""
    model = view.model()
    places = (model.index(r, column) for r in range(model.rowCount()))
    return next(i for i in places if i.data(CELL) is not None and i.data(CELL).finding is not None)


def test_every_answer_has_a_figure_in_every_segment(tab):
    table = tab.profile.table
    rows = [row for row in map(table.row, range(table.rowCount())) if row is not None]
    assert rows
    assert not any(None in row.cells for row in rows)


def test_the_chosen_cell_is_told_in_words(tab):
    tab.profile.view.setCurrentIndex(first_cell(tab.profile.view))
    assert tab.profile._fact.whole().startswith("Amateurs, ")
    assert tab.profile._value.text().endswith("\u202f%")
    assert tab.profile._rest.text().endswith("fois l’ensemble")


def test_arrows_move_the_chosen_cell_over_the_names_of_themes(tab):
    view = tab.profile.view
    view.setFocus()
    view.setCurrentIndex(first_cell(view))
    seen = {view.currentIndex().row()}
    for _ in range(view.model().rowCount()):
        QTest.keyClick(view, Qt.Key.Key_Down)
        seen.add(view.currentIndex().row())
    themes = {r for r in range(view.model().rowCount()) if tab.profile.table.row(r) is None}
    assert not seen & themes
    assert max(seen) == view.model().rowCount() - 1
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().column() == 1


def test_a_finding_is_kept_on_the_sheet_of_its_segment_and_undone(tab, program, qtbot):
    before = program.studio.project.personas
    view, keep = tab.profile.view, tab.profile.keep
    # The sheets of the made-up project rest on the first answer of each question: any other is new.
    model = view.model()
    places = (model.index(r, 0) for r in range(model.rowCount()))
    new = next(i for i in places if i.data(CELL) and (f := i.data(CELL).finding) and f.level != 0 and f.v > 0)
    finding = new.data(CELL).finding
    view.setCurrentIndex(new)
    assert keep.isVisible()
    assert keep.isEnabled()
    with qtbot.waitSignal(program.studio.said):
        QTest.mouseClick(keep, Qt.MouseButton.LeftButton)
    persona = program.studio.project.personas[0]
    added = {a.id for a in persona.attributes} - {a.id for a in before[0].attributes}
    (line,) = [a for a in persona.attributes if a.id in added]
    assert line.provenance is Provenance.DATA
    assert (line.evidence.variable, line.evidence.level) == (finding.variable, finding.level)
    assert (line.evidence.share, line.evidence.overall) == (finding.share, finding.overall)
    assert program.studio.project.personas[1:] == before[1:]
    assert not keep.isEnabled(), "it is there already"
    assert "Camille" in keep.toolTip()
    program.studio.undo()
    assert program.studio.project.personas == before
    assert keep.isEnabled()


def test_without_a_persona_nothing_is_offered(tab, program):
    from persona_studio.services import authoring

    program.studio.do(authoring.remove(program.studio.project.personas[0].id), "Persona removed")
    tab.profile.view.setCurrentIndex(first_cell(tab.profile.view, 0))
    assert not tab.profile.keep.isVisible()
    tab.profile.view.setCurrentIndex(first_cell(tab.profile.view, 1))
    assert tab.profile.keep.isVisible()


def test_all_answers_are_more_than_the_essential_ones(tab):
    short = tab.profile.table.rowCount()
    tab.profile.wider.click()
    assert tab.profile.table.rowCount() >= short
    assert tab.profile.wider.isChecked()
