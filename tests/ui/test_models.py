from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from persona_studio.domain.variables import Role
from persona_studio.services import profiling
from persona_studio.services.profiling import Cell
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.pick import VariableList
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.profile import CELL, ProfileTable, strength
from persona_studio.ui.models.variables import VARIABLE, Columns, VariableFilter, VariableTable, plain
from persona_studio.ui.theme import load_theme
from persona_studio.ui.wording import Wording

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def texts():
    return Texts("fr")


@pytest.fixture
def wave():
    return survey.wave()[0]


@pytest.fixture
def table(qapp, wave, texts):
    table = VariableTable(texts)
    tester = QAbstractItemModelTester(table, FATAL)
    table.show(wave, texts)
    yield table
    del tester


def changed(wave, row, **fields):
    variables = list(wave.variables)
    variables[row] = replace(variables[row], **fields)
    return replace(wave, variables=tuple(variables))


def test_one_row_a_variable(table, wave):
    assert table.rowCount() == len(wave.variables)
    assert table.columnCount() == len(Columns)
    assert table.rowCount(table.index(0, 0)) == 0
    assert table.index(1, 0).data() == "Moment préféré dans la journée"
    assert table.index(1, Columns.ROLE).data() == "Active"
    assert table.data(QModelIndex()) is None


def test_words_follow_the_language(table, wave):
    assert table.headerData(Columns.MISSING, Qt.Orientation.Horizontal) == "Manquants"
    table.show(wave, Texts("en"))
    assert table.headerData(Columns.MISSING, Qt.Orientation.Horizontal) == "Missing"


def test_a_changed_variable_touches_its_row_only(table, wave, texts, qtbot):
    with qtbot.waitSignal(table.dataChanged) as told, qtbot.assertNotEmitted(table.modelReset):
        table.show(changed(wave, 3, role=Role.IGNORED), texts)
    assert {index.row() for index in told.args[:2]} == {3}
    assert table.index(3, 0).data(VARIABLE).role is Role.IGNORED


def test_missing_is_a_share_of_the_respondents(table, wave):
    row = table.row_of(next(v.id for v in wave.variables if v.name == "age"))
    assert table.index(row, Columns.MISSING).data() == "1,2\u202f%"


def test_the_filter_keeps_roles_and_texts_whatever_the_accents(table, wave):
    kept = VariableFilter(table)
    tester = QAbstractItemModelTester(kept, FATAL)
    kept.keep_roles(frozenset({Role.ACTIVE}))
    assert kept.rowCount() == len(wave.with_role(Role.ACTIVE))
    kept.keep_text("THE ?")
    names = [kept.index(r, 0).data(VARIABLE).name for r in range(kept.rowCount())]
    assert names == ["lieu", "achat"]
    kept.keep_roles(None)
    kept.keep_text("age")
    assert "age" in {kept.index(r, 0).data(VARIABLE).name for r in range(kept.rowCount())}
    del tester


def test_plain_text_has_no_accent_and_no_case():
    assert plain("  Œuvre d’ÉTÉ ") == plain("œuvre d’été")


@pytest.fixture
def profile(qapp, wave, texts):
    found = survey.segmentation(wave)
    groups = profiling.groups_of(found, {v.id: v for v in wave.variables}, everything=True)
    table = ProfileTable(texts)
    tester = QAbstractItemModelTester(table, FATAL)
    table.show(found.segments, groups, texts)
    yield table, found, groups
    del tester


def test_the_profile_shows_what_sets_segments_apart(profile):
    table, found, groups = profile
    assert table.columnCount() == len(found.segments) + 1
    keys = {(f.variable, f.level) for s in found.segments for f in s.findings}
    rows = [table.row(r) for r in range(table.rowCount())]
    assert {row.key for row in rows if row is not None} == keys
    assert sum(row is None for row in rows) == len(groups), "each theme is named once"
    first = found.segments[0].findings[0]
    shown = next(i for i in cells(table, 0) if i.data(CELL).finding == first)
    assert shown.data() == "75"
    assert "75\u202f%" in shown.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "1,9 fois l’ensemble" in shown.data(Qt.ItemDataRole.AccessibleTextRole)


def cells(table, column):
    places = (table.index(r, column) for r in range(table.rowCount()))
    return [index for index in places if index.data(CELL) is not None]


def test_the_strongest_answers_of_a_theme_come_first(profile):
    table = profile[0]
    names, rows = [], {}
    for r in range(table.rowCount()):
        row = table.row(r)
        if row is None:
            names.append(table.words(r)[0])
            rows[names[-1]] = []
        else:
            rows[names[-1]].append(row.strength)
    assert len(names) == len(set(names))
    assert all(strengths == sorted(strengths, reverse=True) for strengths in rows.values())


def test_the_keyboard_passes_over_themes_and_everybody(profile):
    table, found, _ = profile
    enabled = Qt.ItemFlag.ItemIsEnabled
    heading = next(r for r in range(table.rowCount()) if table.row(r) is None)
    assert not table.flags(table.index(heading, 0)) & enabled
    assert not table.flags(table.index(heading + 1, len(found.segments))) & enabled
    assert table.flags(table.index(heading + 1, 0)) & enabled


def test_more_figures_come_without_losing_the_place(profile, qtbot):
    table, found, groups = profile
    empty = [row.key for group in groups for row in group.rows if None in row.cells]
    counted = {key: (Cell(0.5, 0.4, 0.2, 80),) * len(found.segments) for key in empty}
    with qtbot.assertNotEmitted(table.modelReset), qtbot.waitSignal(table.dataChanged):
        table.fill(profiling.filled(groups, counted))
    every = [row for row in map(table.row, range(table.rowCount())) if row is not None]
    assert not any(None in row.cells for row in every)
    first = found.segments[0].findings[0]
    assert any(i.data(CELL).finding == first for i in cells(table, 0)), "findings stay as they were tested"


@pytest.mark.parametrize(
    ("share", "overall", "wanted"),
    [(0.3, 0.3, 0.0), (0.9, 0.1, 1.0), (0.01, 0.5, -1.0), (0.2, 0.1, (1 / 1.6) ** 0.8), (0.2, 0.0, 0.0)],
)
def test_strength_is_the_clamped_log_ratio(share, overall, wanted):
    assert strength(Cell(share, overall, 0.0, 80)) == pytest.approx(wanted)


@pytest.mark.parametrize(("effect", "wanted"), [(0.0, 0.0), (0.8, 1.0), (-2.0, -1.0), (-0.4, -(0.5**0.8))])
def test_means_are_tinted_by_their_effect(effect, wanted):
    assert strength(Cell(33.0, 40.0, effect, 80), mean=True) == pytest.approx(wanted)


def test_the_list_of_variables_to_add(qapp, wave, texts):
    kit = Kit(load_theme("light", 1.0), Wording(texts))
    listed = VariableList(kit, wave.variables)
    tester = QAbstractItemModelTester(listed, FATAL)
    assert listed.rowCount() == len(wave.variables)
    assert not listed.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    del tester
