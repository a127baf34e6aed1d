from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from persona_studio.domain.variables import AsMissing, Kind, Missing, Role
from persona_studio.services.segments import profiling
from persona_studio.services.segments.profiling import Cell
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.pick import VariableList
from persona_studio.ui.kit import Kit
from persona_studio.ui.models.blocks import entries
from persona_studio.ui.models.levels import GONE, LevelList, full_share
from persona_studio.ui.models.profile import CELL, ProfileTable, strength
from persona_studio.ui.models.variables import ENTRY, VARIABLE, Columns, VariableFilter, VariableTable, plain
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


def grid(wave):
    """Return the wave with a grid: its first scale and two more items, the last apart from the others."""
    items = [
        survey.choice(f"g{i}", f"Item {i}", ("1", "2", "3"), Kind.ORDINAL, Role.ACTIVE)[0] for i in range(3)
    ]
    first, second, third = (replace(item, block="Grille") for item in items)
    return replace(wave, variables=(wave.variables[0], first, second, *wave.variables[1:], third))


def test_the_items_of_a_question_stand_under_it(wave):
    rows = entries(grid(wave).variables)
    assert [row.head for row in rows[:5]] == [False, True, False, False, False]
    assert [row.top for row in rows[:6]] == [0, 1, 1, 1, 1, 5]
    block = rows[1].block
    assert [item.name for item in block.items] == ["g0", "g1", "g2"]
    assert sum(block.counts) == 3 * survey.RESPONDENTS
    assert block.role is Role.ACTIVE
    assert replace(block, items=(block.items[0], replace(block.items[1], role=Role.IGNORED))).role is None


def test_items_on_other_scales_have_no_spread_in_common(wave):
    block = entries(grid(wave).variables)[1].block
    other = survey.choice("h", "h", ("oui", "non"), Kind.NOMINAL, Role.ACTIVE)[0]
    assert replace(block, items=(*block.items, other)).counts == ()


@pytest.mark.parametrize(
    ("shares", "full"), [((0.45, 0.24), 0.5), ((0.3,), 0.3), ((0.02,), 0.1), ((1.0,), 1.0), ((), 1.0)]
)
def test_the_largest_share_nearly_fills_its_bar(shares, full):
    assert full_share(shares) == pytest.approx(full)


def test_one_item_alone_is_no_grid(wave):
    alone = replace(wave, variables=(replace(wave.variables[1], block="Grille"),))
    assert [row.head for row in entries(alone.variables)] == [False]


@pytest.mark.parametrize("order", list(Qt.SortOrder))
@pytest.mark.parametrize("column", [-1, *Columns])
def test_sorted_rows_are_the_same_rows_and_items_follow_their_question(table, wave, texts, column, order):
    table.show(grid(wave), texts)
    kept = VariableFilter(table)
    tester = QAbstractItemModelTester(kept, FATAL)
    folded = {kept.index(r, 0).data(ENTRY).key for r in range(kept.rowCount())}
    kept.unfold("Grille")
    kept.sort(column, order)
    shown = [kept.index(r, 0).data(ENTRY) for r in range(kept.rowCount())]
    at = next(i for i, row in enumerate(shown) if row.head)
    assert {row.key for row in shown} == folded | {item.id for item in shown[at].variables}
    assert [row.variable.name for row in shown[at + 1 : at + 4]] == ["g0", "g1", "g2"]
    tops = [row for row in shown if row.head or row.block is None]
    if column == Columns.MISSING:
        gone = [row.variable.missing_count if row.variable else row.block.missing for row in tops]
        assert gone == sorted(gone, reverse=order is Qt.SortOrder.DescendingOrder)
    del tester


def test_levels_are_listed_with_those_counted_as_missing(qapp, wave, texts):
    variable = wave.variables[1]
    gone = AsMissing(variable.levels[2], Missing.REFUSED, 2)
    variable = replace(variable, levels=variable.levels[:2], as_missing=(gone,))
    listed = LevelList(texts)
    tester = QAbstractItemModelTester(listed, FATAL)
    listed.show(variable, wave.respondents, texts, editable=True)
    assert [listed.index(r).data(GONE) for r in range(3)] == [None, None, "refused"]
    assert not listed.flags(listed.index(2)) & Qt.ItemFlag.ItemIsEditable
    assert listed.flags(listed.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    listed.show(variable, wave.respondents, texts, editable=False)
    assert not listed.flags(listed.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not listed.dropMimeData(
        listed.mimeData([listed.index(0)]), Qt.DropAction.MoveAction, 2, 0, QModelIndex()
    )
    del tester


def several(wave):
    """Return the wave with a multiple choice in the place of its second variable."""
    question = replace(wave.variables[2], name="medias", label="Médias", kind=Kind.MULTIPLE)
    return replace(wave, variables=(*wave.variables[:2], question, *wave.variables[3:]))


def test_the_options_of_a_multiple_choice_are_folded_under_it(table, wave, texts):
    table.show(several(wave), texts)
    kept = VariableFilter(table)
    tester = QAbstractItemModelTester(kept, FATAL)
    folded = kept.rowCount()
    row = next(r for r in range(folded) if kept.index(r, 0).data() == "Médias")
    entry = kept.index(row, 0).data(ENTRY)
    assert folded == len(wave.variables)
    assert kept.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", fermé")
    kept.unfold(entry.folds)
    shown = [kept.index(row + i, 0).data() for i in range(4)]
    assert shown == ["Médias", "maison", "travail", "salon de thé"]
    assert kept.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", ouvert")
    option = kept.index(row + 1, 0).data(ENTRY)
    assert option.variables == entry.variables, "a gesture on an option is about the question"
    assert kept.index(row + 1, Columns.ROLE).data() == ""
    assert not kept.flags(kept.index(row + 1, 0)) & Qt.ItemFlag.ItemIsEditable
    kept.sort(Columns.VARIABLE, Qt.SortOrder.DescendingOrder)
    names = [kept.index(r, 0).data() for r in range(kept.rowCount())]
    at = names.index("Médias")
    assert names[at : at + 4] == shown
    del tester


def test_an_option_that_is_sought_opens_its_question(table, wave, texts):
    table.show(several(wave), texts)
    kept = VariableFilter(table)
    kept.keep_text("salon")
    assert [kept.index(r, 0).data() for r in range(kept.rowCount())] == ["Médias", "salon de thé"]
    kept.keep_text("medias")
    assert [kept.index(r, 0).data() for r in range(kept.rowCount())] == ["Médias"]
    kept.keep_roles(frozenset({Role.IGNORED}))
    kept.keep_text("salon")
    assert kept.rowCount() == 0
