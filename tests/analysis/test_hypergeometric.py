"""Test values: exact, in tails where probabilities underflow, and equal to the reference."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from persona_studio.analysis.hypergeometric import benjamini_hochberg, level_test, mean_test
from persona_studio.analysis.intervals import cohen_h, wilson


@st.composite
def counts(draw):
    total = draw(st.integers(2, 300))
    size, chosen = draw(st.integers(1, total - 1)), draw(st.integers(1, total - 1))
    return draw(st.integers(max(0, size + chosen - total), min(size, chosen))), chosen, size, total


def one(function, *values):
    return [float(part[0]) for part in function(*(np.array([float(v)]) for v in values))]


@given(counts())
def test_the_p_of_a_level_is_the_exact_mid_p(case):
    count, chosen, size, total = case
    law = stats.hypergeom(total, chosen, size)
    over = count * total > size * chosen
    tail = (law.sf(count) if over else law.cdf(count - 1)) + law.pmf(count) / 2
    v, log_p = one(level_test, *case)
    assert np.exp(log_p) == pytest.approx(min(2 * tail, 1.0), rel=1e-8)
    assert abs(v) == pytest.approx(-stats.norm.ppf(min(tail, 0.5)), abs=1e-8)
    assert v == 0 or (v > 0) == over


@given(counts())
def test_those_who_did_not_give_an_answer_get_the_opposite_value(case):
    count, chosen, size, total = case
    if count * total != size * chosen:
        assert one(level_test, size - count, total - chosen, size, total)[0] == pytest.approx(
            -one(level_test, *case)[0], abs=1e-9
        )


def test_values_stay_finite_where_probabilities_do_not():
    # Everybody in a segment of 100,000 gave an answer that only they gave, among 1,000,000.
    v, log_p = one(level_test, 100_000, 100_000, 100_000, 1_000_000)
    assert log_p < -300_000
    assert 700 < v < 1000


def test_a_million_people_are_tested_exactly():
    v, _ = one(level_test, 60_500, 300_000, 200_000, 1_000_000)
    law = stats.hypergeom(1_000_000, 300_000, 200_000)
    tail = law.sf(60_500) + law.pmf(60_500) / 2
    assert v == pytest.approx(-stats.norm.ppf(tail), abs=1e-6)


def test_weighted_counts_lie_between_whole_ones():
    low, high = (one(level_test, count, 100, 100, 400)[0] for count in (30, 31))
    middle = one(level_test, 30.5, 100, 100, 400)[0]
    assert low < middle < high


def test_the_value_of_a_mean_is_that_of_the_reference(reference):
    sizes = {"1": 14, "3": 832, "5": 893}
    shares = reference("hdv2003_famd_wnorm.json")["weighted_shares"]
    for row in reference("hdv2003_famd_wnorm_quanti_vtests.csv").itertuples():
        gap, variance = row[2] - row[3], row[5] ** 2
        size = np.array([1995 * shares[str(row.cluster)]])
        v, log_p = mean_test(np.array([gap]), variance, size, 1995.0)
        # The reference's weighted shares are printed with six digits.
        assert v[0] == pytest.approx(row[1], rel=2e-4)
        assert np.exp(log_p[0]) == pytest.approx(2 * stats.norm.sf(abs(v[0])), rel=1e-9)
        assert str(row.cluster) in sizes


def test_means_of_nobody_and_of_everybody_say_nothing():
    v, log_p = mean_test(np.array([0.0, 0.0]), 2.0, np.array([0.0, 50.0]), 50.0)
    assert v.tolist() == [0.0, 0.0]
    assert np.exp(log_p) == pytest.approx([1.0, 1.0])


@given(st.lists(st.floats(1e-12, 1.0), min_size=1, max_size=60))
def test_the_correction_is_that_of_benjamini_and_hochberg(p):
    expected = stats.false_discovery_control(np.array(p))
    assert benjamini_hochberg(np.log(p)) == pytest.approx(expected)


def test_no_test_needs_no_correction():
    assert benjamini_hochberg(np.zeros(0)).size == 0


@given(st.integers(1, 400), st.floats(0, 1))
def test_the_margin_of_a_share_is_wilsons(size, part):
    count = round(part * size)
    expected = stats.binomtest(count, size).proportion_ci(0.95, method="wilson")
    low, high = wilson(np.array([count / size]), np.array([float(size)]))
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_the_effect_of_equal_shares_is_nothing_and_grows_to_the_ends():
    assert cohen_h(np.array([0.3, 1.0, 0.0]), np.array([0.3, 0.0, 1.0])) == pytest.approx([0, np.pi, -np.pi])
