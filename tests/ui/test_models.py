from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from persona_studio.domain.variables import Role
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.pick import VariableList
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.profile import FINDING, ProfileTable, strength
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


def test_the_profile_shows_what_sets_segments_apart(qapp, wave, texts):
    found = survey.segmentation(wave)
    table = ProfileTable(texts)
    tester = QAbstractItemModelTester(table, FATAL)
    table.show(found.segments, {v.id: v for v in wave.variables}, texts)
    assert table.columnCount() == len(found.segments) + 1
    keys = {(f.variable, f.level) for s in found.segments for f in s.findings}
    assert table.rowCount() == len(keys)
    first = found.segments[0].findings[0]
    shown = next(
        table.index(r, 0) for r in range(table.rowCount()) if table.index(r, 0).data(FINDING) == first
    )
    assert shown.data() == "75"
    assert "ensemble 40\u202f%" in shown.data(Qt.ItemDataRole.AccessibleTextRole)
    del tester


@pytest.mark.parametrize(
    ("share", "overall", "wanted"),
    [(0.3, 0.3, 0.0), (0.9, 0.1, 1.0), (0.01, 0.5, -1.0), (0.2, 0.1, (1 / 1.6) ** 0.8)],
)
def test_strength_is_the_clamped_log_ratio(wave, share, overall, wanted):
    made = survey.finding(wave.variables[1], 0, share, overall)
    assert strength(made) == pytest.approx(wanted)


def test_the_list_of_variables_to_add(qapp, wave, texts):
    kit = Kit(load_theme("light", 1.0), Wording(texts))
    listed = VariableList(kit, wave.variables)
    tester = QAbstractItemModelTester(listed, FATAL)
    assert listed.rowCount() == len(wave.variables)
    assert not listed.index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    del tester
