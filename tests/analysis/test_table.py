"""The same answers give the same arrays, whatever the order of the file."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.surveys import survey_of
from persona_studio.analysis.table import canonical_order, effective_size, recode
from persona_studio.domain.segments import Recipe
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import REMOVAL_COLUMN, Column, Quality, Removal, RemovalCount
from persona_studio.errors import UserError

FRAME = pd.DataFrame(
    {
        "b": ["x", "y", None, "x", "z", None],
        "a": [1.0, np.nan, np.nan, 4.0, 5.0, np.nan],
        "w": [1.0, 2.0, 1.0, np.nan, 4.0, 1.0],
    }
)


def test_those_without_any_answer_or_without_a_weight_are_not_used():
    table = survey_of(FRAME, weight="w").table()
    assert sorted(table.rows) == [0, 1, 4]
    assert table.weights.sum() == pytest.approx(3)
    by_row = dict(zip(table.rows.tolist(), table.weights, strict=True))
    assert by_row[4] / by_row[0] == pytest.approx(4)


@pytest.mark.parametrize(
    ("applied", "restored", "left"),
    [(True, (), [1, 3]), (False, (), [0, 1, 3, 4]), (True, ((4, 5),), [1, 3, 4])],
)
def test_removals_leave_people_out_only_when_they_apply(applied, restored, left):
    survey = survey_of(FRAME, active=["a", "b"])
    removed = Column("u1", 6, bytes([1, 0, 0, 2, 5, 0]))
    survey.answers.columns[REMOVAL_COLUMN] = removed
    quality = Quality(removals=(RemovalCount(Removal.DUPLICATE, 2, applied),), restored=restored)
    changed = replace(survey, wave=replace(survey.wave, quality=quality))
    assert sorted(changed.table().rows) == left


def test_no_positive_weight_is_said():
    frame = FRAME.assign(w=[0.0, -1, np.nan, 0, 0, 0])
    with pytest.raises(UserError, match="weights_unusable"):
        survey_of(frame, weight="w").table()


def test_a_text_cannot_be_active():
    survey = survey_of(FRAME)
    text = replace(survey.wave.variables[0], kind=Kind.TEXT)
    wave = replace(survey.wave, variables=(text, *survey.wave.variables[1:]))
    with pytest.raises(UserError, match="variable_not_usable"):
        replace(survey, wave=wave).table(active=(text.id,))


def test_effective_size_is_that_of_equal_weights_or_less():
    assert effective_size(np.full(7, 3.0)) == pytest.approx(7)
    assert effective_size(np.array([1.0, 0, 0, 0])) == pytest.approx(1)


@given(st.lists(st.integers(0, 6), min_size=1, max_size=50), st.permutations(range(7)))
def test_levels_are_recoded_by_code_and_missing_becomes_zero(answers, codes):
    # Codes 0 to 3 are reasons for missing, a level of code c is stored as 4 + c.
    stored = np.array([a + 4 if a < 5 else a - 5 for a in answers], np.uint8)
    order = [c for c in codes if c < 5]
    got = recode(stored, order)
    assert [order[g - 1] if g else None for g in got] == [a if a < 5 else None for a in answers]


@given(st.data())
def test_the_order_of_rows_depends_on_their_answers_only(data):
    n = data.draw(st.integers(1, 40))
    kinds = data.draw(st.lists(st.sampled_from([np.uint8, np.uint16, np.float64]), min_size=1, max_size=12))
    columns = [
        np.array(data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))).astype(k) for k in kinds
    ]
    shuffle = np.array(data.draw(st.permutations(range(n))))
    first = canonical_order(columns)
    second = canonical_order([c[shuffle] for c in columns])
    for column in columns:
        assert (column[first] == column[shuffle][second]).all()


def test_the_order_of_rows_is_that_of_a_sort_by_columns():
    columns = [
        np.array([3, 1, 3, 1], np.uint8),
        np.array([0.5, np.nan, -1.0, 2.0]),
        np.array([1, 2, 3, 4], np.uint16),
    ]
    assert canonical_order(columns).tolist() == [3, 1, 2, 0]


def test_nominal_levels_come_by_their_text_whatever_their_codes():
    here = survey_of(pd.DataFrame({"q": ["b", "a", "c"]})).table()
    there = survey_of(pd.DataFrame({"q": ["c", "b", "a"]})).table()
    assert here.items[0].levels == there.items[0].levels == ("a", "b", "c")
    assert (here.items[0].values == there.items[0].values).all()


def test_a_permuted_table_keeps_each_column(random):
    table = survey_of(FRAME, active=["a", "b"]).table()
    shuffled = table.permuted(random)
    for before, after in zip(table.items, shuffled.items, strict=True):
        assert np.array_equal(
            np.sort(before.values), np.sort(after.values), equal_nan=before.values.dtype.kind == "f"
        )


def test_the_recipe_proposed_is_that_of_the_roles():
    survey = survey_of(FRAME, active=["b"], illustrative=["a"], weight="w")
    assert survey.recipe == Recipe(active=("id-b",), illustrative=("id-a",), weight="id-w")
