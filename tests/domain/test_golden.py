"""Whole points add up to a segment, or to nobody's."""

from math import exp, isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.golden import (
    POINT,
    Accuracy,
    Golden,
    GoldenAnswer,
    GoldenQuestion,
    class_of,
    classify,
    given_points,
    probabilities,
    undecided,
)

PLACE = GoldenQuestion(variable="place", answers=(GoldenAnswer(0, (20, 0, 3)), GoldenAnswer(4, (0, 15, 3))))
AGE = GoldenQuestion(
    variable="age",
    answers=(GoldenAnswer(0, (9, 0, 0)), GoldenAnswer(1, (0, 4, 0)), GoldenAnswer(2, (0, 0, 7))),
    cuts=(30.0, 50.0),
)
DRINKS = GoldenQuestion(
    variable="drinks", answers=(GoldenAnswer(0, (8, 0, 0)), GoldenAnswer(1, (0, 0, 11))), base=(0, 2, 1)
)
MEASURED = Accuracy(overall=0.8, by_segment=(0.8,) * 3, confusion=((1.0,),), undecided=0.1, decided=0.9)
GOLDEN = Golden(
    questions=(PLACE, AGE, DRINKS), segments=("a", "b", "c"), numbers=(1, 2, 5), start=(4, 0, 1), margin=0.2,
    accuracy=MEASURED,
)  # fmt: skip

PLACES = st.one_of(st.none(), st.sampled_from([0, 4, 9]))
AGES = st.one_of(st.none(), st.floats(0, 120), st.just(float("nan")))
DRUNK = st.one_of(st.none(), st.frozensets(st.sampled_from([0, 1, 7])))


def test_the_points_are_added_as_a_person_would():
    # 4 + 20 + 0 + (0 + 8) for the first, 0 + 0 + 4 + (2 + 0), 1 + 3 + 0 + (1 + 0)
    number, chances = classify(GOLDEN, {"place": 0, "age": 31, "drinks": frozenset({0})})
    whole = exp(32 * POINT) + exp(6 * POINT) + exp(5 * POINT)
    assert number == 1
    assert chances == pytest.approx([exp(t * POINT) / whole for t in (32, 6, 5)])


@given(PLACES, AGES, DRUNK)
def test_what_is_missing_says_nothing(place, age, drinks):
    answers = {"place": place, "age": age, "drinks": drinks}
    told = {key: value for key, value in answers.items() if value is not None}
    assert classify(GOLDEN, answers) == classify(GOLDEN, told)


@given(PLACES, AGES, DRUNK)
def test_probabilities_are_shares_of_the_points_and_nobody_is_sorted_closer_than_the_margin(
    place, age, drinks
):
    number, chances = classify(GOLDEN, {"place": place, "age": age, "drinks": drinks})
    assert sum(chances) == pytest.approx(1)
    first, second, _ = sorted(chances, reverse=True)
    if number is None:
        nothing = place in (None, 9) and (age is None or isnan(age)) and drinks is None
        assert nothing or first - second < 0.2 + 1e-6
    else:
        assert GOLDEN.numbers[chances.index(first)] == number
        assert first - second >= 0.2 - 1e-6


def test_nobody_is_sorted_without_an_answer_however_large_a_segment():
    lopsided = Golden(
        questions=(PLACE,), segments=("a", "b"), numbers=(1, 2), start=(90, 0), margin=0.0, accuracy=MEASURED
    )
    assert classify(lopsided, {}) == (None, probabilities([90, 0]))
    assert classify(lopsided, {"place": 7})[0] is None


def test_no_option_chosen_is_an_answer_and_an_answer_of_another_shape_is_none():
    assert given_points(DRINKS, frozenset()) == (0, 2, 1)
    assert given_points(DRINKS, 0) == ()
    assert given_points(PLACE, frozenset({0})) == ()


@pytest.mark.parametrize(
    ("number", "place"), [(29.999, 0), (30, 1), (49.9, 1), (50, 2), (1e9, 2), (-5, 0), (float("nan"), None)]
)
def test_a_class_holds_its_lower_limit(number, place):
    assert class_of(AGE, number) == place


def test_two_segments_that_tie_are_undecided_unless_nobody_is():
    assert undecided(probabilities([5, 5, 0]), 0.01)
    assert not undecided(probabilities([5, 5, 0]), 0.0)
