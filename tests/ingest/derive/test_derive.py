"""Transformations of stored columns: properties over all of them, outside oracles for the numbers."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.domain.variables import (
    FIRST_LEVEL,
    MISSING_CODES,
    Distribution,
    Kind,
    Level,
    Missing,
    Role,
    RuleKind,
    Variable,
)
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.ingest import derive
from persona_studio.store.blobs import pack, unpack

WORDS = ("Rouge", "Vert", "Bleu", "Jaune", "Noir", "Blanc")


def coded(answers, kind=Kind.NOMINAL, labels=WORDS, dtype="u1"):
    """Return a variable and its column: answers are level codes, or reasons of :class:`Missing`."""
    codes = [FIRST_LEVEL + a if isinstance(a, int) else MISSING_CODES.index(a) for a in answers]
    counts = [sum(a == i for a in answers if isinstance(a, int)) for i in range(len(labels))]
    levels = tuple(Level(i, text, text, n) for i, (text, n) in enumerate(zip(labels, counts, strict=True)))
    variable = Variable(
        id="v",
        name="v",
        label="Variable",
        kind=kind,
        role=Role.ACTIVE,
        levels=levels,
        missing=tuple(codes.count(i) for i in range(4)),
        distribution=Distribution(tuple(counts), distinct=sum(n > 0 for n in counts)),
    )
    return variable, Column(dtype, len(codes), np.array(codes, f"<{dtype}").tobytes())


def ticked(rows, labels=WORDS):
    """Return a multiple choice and its column: rows are sets of options, or reasons."""
    matrix = np.full((len(labels), len(rows)), FIRST_LEVEL, np.uint8)
    for i, row in enumerate(rows):
        if isinstance(row, Missing):
            matrix[:, i] = MISSING_CODES.index(row)
        else:
            matrix[list(row), i] = FIRST_LEVEL + 1
    counts = [int((options == FIRST_LEVEL + 1).sum()) for options in matrix]
    levels = tuple(Level(i, text, text, n) for i, (text, n) in enumerate(zip(labels, counts, strict=True)))
    variable = Variable(
        id="v",
        name="v",
        label="Variable",
        kind=Kind.MULTIPLE,
        role=Role.ACTIVE,
        levels=levels,
        missing=tuple(sum(row is reason for row in rows) for reason in MISSING_CODES),
        distribution=Distribution(tuple(counts), distinct=sum(n > 0 for n in counts)),
    )
    return variable, Column("u1", len(rows), matrix.tobytes(), width=len(labels))


def numeric(values, name="n", kind=Kind.NUMERIC):
    data = np.array(values, "<f8")
    variable = Variable(id=name, name=name, label=name, kind=kind, role=Role.ACTIVE)
    return variable, Column("f8", data.size, data.tobytes())


def told(variable, column):
    """Return what each respondent says, as a reader of the analysis would see it."""
    if variable.kind is Kind.MULTIPLE:
        matrix = np.frombuffer(column.data, np.uint8).reshape(column.width, column.rows)
        live = [level.code for level in variable.levels]
        first = matrix[live[0]]
        return [
            MISSING_CODES[first[i]]
            if first[i] < FIRST_LEVEL
            else frozenset(lv.value for lv in variable.levels if matrix[lv.code, i] == FIRST_LEVEL + 1)
            for i in range(column.rows)
        ]
    codes = np.frombuffer(column.data, np.dtype(f"<{column.dtype}"))
    values = {FIRST_LEVEL + level.code: level.value for level in variable.levels}
    return [MISSING_CODES[c] if c < FIRST_LEVEL else values[int(c)] for c in codes]


def holds(variable, column):
    """Check that the figures a variable shows are those of its column, and that it can be stored."""
    said = told(variable, column)
    for level in variable.levels:
        gave = [s for s in said if not isinstance(s, Missing)]
        assert level.count == sum(
            level.value in s if isinstance(s, frozenset) else level.value == s for s in gave
        )
    assert variable.missing == tuple(sum(s is reason for s in said) for reason in MISSING_CODES)
    assert variable.distribution.counts == tuple(level.count for level in variable.levels)
    assert len({level.value for level in variable.levels}) == len(variable.levels)
    assert unpack(pack(column)) == column


answers = st.lists(st.one_of(st.integers(0, 5), st.sampled_from(Missing)), min_size=1, max_size=40)
choices = st.lists(
    st.one_of(st.sets(st.integers(0, 5)).map(frozenset), st.sampled_from(Missing)), min_size=1, max_size=30
)
surveys = st.one_of(
    answers.map(coded),
    answers.map(lambda a: coded(a, Kind.ORDINAL)),
    answers.map(lambda a: coded(a, dtype="u2")),
    choices.map(ticked),
)


@given(surveys, st.data())
@examples(150, deadline=None)
def test_any_sequence_keeps_figures_true_and_missing_is_taken_back(survey, data):
    variable, column = survey
    for _ in range(data.draw(st.integers(1, 6))):
        codes = [level.code for level in variable.levels]
        step = data.draw(st.sampled_from(("group", "missing", "back")))
        before = len(told(variable, column)), sum(variable.missing)
        if step == "group" and len(codes) > 2:
            members = data.draw(st.lists(st.sampled_from(codes), min_size=2, max_size=3, unique=True))
            variable, column = derive.grouped(variable, column, members, "Ensemble")
            assert before[1] == sum(variable.missing), "grouping moves nobody to missing"
        elif step == "missing" and len(codes) > 1:
            reason = data.draw(st.sampled_from(Missing))
            variable, column = derive.as_missing(variable, column, data.draw(st.sampled_from(codes)), reason)
        elif variable.as_missing:
            gone = data.draw(st.sampled_from(variable.as_missing))
            variable, column = derive.as_answer(variable, column, gone.level.code)
        holds(variable, column)


@given(surveys, st.data())
@examples(100, deadline=None)
def test_levels_counted_as_missing_come_back_in_any_order(survey, data):
    variable, column = start = survey
    for _ in range(data.draw(st.integers(1, 4))):
        code = data.draw(st.sampled_from([level.code for level in variable.levels]))
        variable, column = derive.as_missing(variable, column, code, data.draw(st.sampled_from(Missing)))
    for gone in data.draw(st.permutations(variable.as_missing)):
        variable, column = derive.as_answer(variable, column, gone.level.code)
    assert variable == start[0]
    assert told(variable, column) == told(*start)
    assert column.reasons == b""


@given(answers, st.integers(0, 5), st.sampled_from(Missing))
@settings(deadline=None)
def test_counting_a_level_as_missing_moves_exactly_its_answers(given_, code, reason):
    variable, column = coded(given_)
    made, after = derive.as_missing(variable, column, code, reason)
    moved = given_.count(code)
    place = MISSING_CODES.index(reason)
    expected = list(variable.missing)
    expected[place] += moved
    assert made.missing == tuple(expected)
    wanted = [reason if said == WORDS[code] else said for said in told(variable, column)]
    assert told(made, after) == wanted


def test_an_option_counted_as_missing_leaves_the_other_choices():
    rows = [frozenset({0}), frozenset({0, 1}), frozenset(), Missing.NOT_ASKED, frozenset({5})]
    variable, column = ticked(rows)
    made, after = derive.as_missing(variable, column, 0, Missing.DONT_KNOW)
    assert told(made, after) == [
        Missing.DONT_KNOW,
        frozenset({"Vert"}),
        frozenset(),
        Missing.NOT_ASKED,
        frozenset({"Blanc"}),
    ]
    assert made.missing == (0, 1, 0, 1)


@given(answers)
@settings(deadline=None)
def test_grouping_keeps_the_number_of_answers_and_the_place(given_):
    variable, column = coded(given_)
    made, after = derive.grouped(variable, column, (4, 1), "Vert ou noir")
    assert [level.label for level in made.levels] == ["Rouge", "Vert ou noir", "Bleu", "Jaune", "Blanc"]
    assert sum(level.count for level in made.levels) == sum(level.count for level in variable.levels)
    both = {"Vert", "Noir"}
    assert told(made, after) == ["Noir + Vert" if s in both else s for s in told(variable, column)]


@given(answers, st.permutations(range(6)))
@settings(deadline=None)
def test_a_group_has_the_same_value_however_it_was_made(given_, order):
    variable, column = coded(given_)
    shuffled = replace(variable, levels=tuple(variable.levels[i] for i in order))
    at_once, one = derive.grouped(variable, column, (0, 2, 3), "Trois")
    pair, two = derive.grouped(shuffled, column, (3, 0), "Deux")
    kept = next(level.code for level in pair.levels if level.label == "Deux")
    in_steps, three = derive.grouped(pair, two, (kept, 2), "Trois")
    assert told(at_once, one) == told(in_steps, three)


def test_options_put_together_are_chosen_by_whoever_chose_one():
    variable, column = ticked([frozenset({0}), frozenset({0, 1}), frozenset({2}), Missing.REFUSED])
    made, after = derive.grouped(variable, column, (0, 1), "Chaud")
    assert next(level for level in made.levels if level.label == "Chaud").count == 2
    holds(made, after)


def test_a_level_in_no_group_or_in_two_is_refused():
    variable, column = coded([0, 1, 2])
    for groups in ([("a", (0, 1, 2, 3, 4))], [("a", (0, 1, 2, 3, 4, 5)), ("b", (0,))]):
        with pytest.raises(UserError, match="levels_gone"):
            derive.regrouped(variable, column, groups)
    with pytest.raises(UserError, match="levels_gone"):
        derive.grouped(variable, column, (0, 77), "x")
    alone, column = coded([0, 0], labels=("Rouge",))
    with pytest.raises(UserError, match="level_last"):
        derive.as_missing(alone, column, 0, Missing.EMPTY)


@given(answers)
@settings(deadline=None)
def test_a_scale_reversed_twice_is_the_same(given_):
    variable, column = coded(given_, Kind.ORDINAL)
    once = derive.reversed_scale(variable)
    assert once.distribution.counts == variable.distribution.counts[::-1]
    assert derive.reversed_scale(once) == variable
    copy, same = derive.reversed_copy(variable, column)
    assert told(copy, same) == told(variable, column)
    assert (copy.rule.kind, copy.rule.of) == (RuleKind.REVERSED, ("v",))
    with pytest.raises(UserError):
        derive.reversed_scale(replace(variable, kind=Kind.NOMINAL))


def test_a_copy_of_a_recoded_scale_tells_what_it_was_made_of():
    variable, column = coded([0, 1, 2, 3, 4, 5, Missing.EMPTY], Kind.ORDINAL)
    made, after = derive.recoded_copy(variable, column, [("Bas", (0, 1, 2)), ("Haut", (3, 4, 5))])
    assert [(level.label, level.count) for level in made.levels] == [("Bas", 3), ("Haut", 3)]
    assert made.rule.groups == (("Bas", WORDS[:3]), ("Haut", WORDS[3:]))
    assert made.id != variable.id
    holds(made, after)


cuts = st.lists(st.floats(-50, 150, allow_nan=False), min_size=1, max_size=6, unique=True).map(sorted)


@given(st.lists(st.one_of(st.floats(-100, 200), st.just(np.nan)), min_size=1, max_size=60), cuts)
@settings(deadline=None)
def test_classes_agree_with_pandas(values, limits):
    variable, column = numeric(values)
    labels = [f"classe {i}" for i in range(len(limits) + 1)]
    made, after = derive.classes(variable, column, limits, labels)
    cut = pd.cut(pd.Series(values), [-np.inf, *limits, np.inf], right=False, labels=labels)
    expected = [Missing.EMPTY if pd.isna(label) else label for label in cut]
    assert told(made, after) == expected
    holds(made, after)


@given(st.lists(st.integers(1920, 2010), min_size=1, max_size=40))
@settings(deadline=None)
def test_classes_of_age_from_a_year_of_birth(years):
    variable, column = numeric(years)
    made, after = derive.classes(variable, column, (25, 45, 65), ("15-24", "25-44", "45-64", "65+"), 2025)
    ages = pd.Series([2025 - year for year in years])
    cut = pd.cut(ages, [-np.inf, 25, 45, 65, np.inf], right=False, labels=["15-24", "25-44", "45-64", "65+"])
    assert told(made, after) == list(cut)
    assert (made.rule.cuts, made.rule.year) == ((25, 45, 65), 2025)


def test_wrong_classes_are_refused():
    variable, column = numeric([1, 2, 3])
    for limits, labels in (((), ("a",)), ((2, 1), ("a", "b", "c")), ((1,), ("a", "a")), ((1,), ("a",))):
        with pytest.raises(UserError, match="classes_wrong"):
            derive.classes(variable, column, limits, labels)
    with pytest.raises(UserError, match="classes_need_number"):
        derive.classes(*coded([1]), (1,), ("a", "b"))


items = st.lists(
    st.lists(st.one_of(st.integers(0, 4), st.just(Missing.EMPTY)), min_size=12, max_size=12),
    min_size=2,
    max_size=6,
)


@given(items)
@settings(deadline=None)
def test_scores_agree_with_pandas(rows):
    pairs = [coded(row, Kind.ORDINAL, labels=("2", "4", "6", "8", "10")) for row in rows]
    frame = pd.DataFrame([[np.nan if a is Missing.EMPTY else 2 * a + 2 for a in row] for row in rows])
    enough = frame.notna().sum() * 2 >= len(rows)
    mean = frame.mean().where(enough)
    for asked, expected in ((True, mean), (False, mean * len(rows))):
        made, after = derive.score([v for v, _ in pairs], [c for _, c in pairs], mean=asked)
        np.testing.assert_allclose(np.frombuffer(after.data, "<f8"), expected.to_numpy(), rtol=1e-12)
        assert made.missing_count == int((~enough).sum())


def test_a_reversed_item_counts_the_other_way_in_a_sum():
    variable, column = coded([0, 4, 2], Kind.ORDINAL, labels=("1", "2", "3", "4", "5"))
    other = derive.reversed_scale(variable)
    assert derive.values_of(variable, column).tolist() == [1, 5, 3]
    assert derive.values_of(other, column).tolist() == [5, 1, 3]
    words, column = coded([0, 4, 2], Kind.ORDINAL, labels=WORDS[:5])
    assert derive.values_of(derive.reversed_scale(words), column).tolist() == [5, 1, 3]


def test_a_sum_counts_the_options_of_a_multiple_choice():
    several = ticked([frozenset({0, 3}), frozenset(), Missing.NOT_ASKED])
    number = numeric([1, 2, np.nan])
    made, after = derive.score([several[0], number[0]], [several[1], number[1]], mean=False)
    assert np.frombuffer(after.data, "<f8")[:2].tolist() == [3, 2]
    assert made.missing == (1, 0, 0, 0), "not asked here, empty there: no reason in common"
    with pytest.raises(UserError, match="score_needs_items"):
        derive.score([several[0]], [several[1]], mean=True)


def test_the_reason_all_items_share_is_the_reason_of_the_score():
    row = [1, Missing.NOT_ASKED, Missing.REFUSED]
    pairs = [coded(row, Kind.ORDINAL), coded(row, Kind.ORDINAL)]
    made, after = derive.score([v for v, _ in pairs], [c for _, c in pairs], mean=True)
    assert made.missing == (0, 1, 1, 0)
    assert list(after.reasons) == [0, 1, 2]
