"""Rare levels are grouped, and only they."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.analysis.rare import group_names, group_scale

SHARES = st.lists(st.integers(0, 50), min_size=1, max_size=9).filter(any).map(lambda c: np.array(c) / sum(c))


def test_rare_names_go_together():
    assert group_names(np.array([0.5, 0.015, 0.47, 0.015]), 0.02).tolist() == [1, 0, 2, 0]


def test_one_rare_name_joins_the_next_smallest():
    assert group_names(np.array([0.6, 0.01, 0.39]), 0.02).tolist() == [1, 0, 0]


def test_nothing_is_grouped_at_zero():
    assert group_names(np.array([0.999, 0.001]), 0.0).tolist() == [0, 1]
    assert group_scale(np.array([0.999, 0.001]), 0.0).tolist() == [0, 1]


def test_a_rare_end_of_a_scale_joins_its_neighbour():
    scores = group_scale(np.array([0.01, 0.29, 0.4, 0.3]), 0.02)
    assert scores == pytest.approx([29 / 30, 29 / 30, 2, 3])


def test_levels_nobody_chose_keep_their_place_on_the_scale():
    assert group_scale(np.array([0.5, 0.0, 0.5]), 0.02).tolist() == [0, 1, 2]


@given(SHARES, st.sampled_from([0.0, 0.02, 0.1, 0.3]))
def test_groups_of_names_are_large_enough_or_everybody(shares, rare):
    groups = group_names(shares, rare)
    assert ((groups >= 0) == (shares > 0)).all()
    held = np.bincount(groups[groups >= 0], weights=shares[groups >= 0])
    assert held.sum() == pytest.approx(1)
    assert (held >= rare - 1e-9).all() or len(held) == 1
    for group in range(len(held)):
        inside = shares[groups == group]
        assert len(inside) == 1 or (inside < rare).any()


@given(SHARES, st.sampled_from([0.0, 0.02, 0.1, 0.3]))
def test_scores_rise_and_keep_the_mean(shares, rare):
    scores = group_scale(shares, rare)
    seen = shares > 0
    assert (np.diff(scores[seen]) >= -1e-12).all()
    assert shares @ scores == pytest.approx(shares @ np.arange(len(shares)))
    held = {score: shares[seen][np.isclose(scores[seen], score)].sum() for score in scores[seen]}
    assert len({round(s, 9) for s in scores[seen]}) == 1 or min(held.values()) >= rare - 1e-9
