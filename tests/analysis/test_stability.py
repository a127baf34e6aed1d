"""Agreement between partitions, and what is made of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score

from persona_studio.analysis.cluster import QUICK, Space, fit_methods
from persona_studio.analysis.stability import Trial, adjusted_rand, between, contingency
from persona_studio.domain.segments import Method

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=3, max_size=60)


@given(PAIRS)
def test_agreement_is_the_adjusted_rand_index(pairs):
    first, second = (np.array(side, np.uint8) for side in zip(*pairs, strict=True))
    tables = contingency([first, second], 4, np.ones(len(pairs)))
    got = adjusted_rand(tables[[0], :, [1], :])[0]
    if len(set(first.tolist())) > 1 or len(set(second.tolist())) > 1:
        assert got == pytest.approx(adjusted_rand_score(first, second), abs=1e-9)
    assert adjusted_rand(tables[[0], :, [0], :])[0] == pytest.approx(1.0)


@given(PAIRS, st.lists(st.integers(1, 3), min_size=60, max_size=60))
def test_whole_weights_are_repeated_people(pairs, times):
    labels = [np.array(side, np.uint8) for side in zip(*pairs, strict=True)]
    times = np.array(times[: len(pairs)])
    weighted = contingency(labels, 4, times.astype(float))
    repeated = contingency([np.repeat(side, times) for side in labels], 4, np.ones(times.sum()))
    assert weighted == pytest.approx(repeated)


def trial_of(points: np.ndarray) -> Trial:
    places = {Method.TREE: Space(np.ones(points.shape[1])).points(points)}
    weights = np.ones(len(points))
    partitions = fit_methods(places, weights, (2, 3), np.random.default_rng(0), QUICK, lambda: None)
    centred = points - points.mean(axis=0)
    return Trial(centred, places, weights, np.arange(points.shape[1]), partitions)


@pytest.fixture
def groups(random):
    truth = np.repeat([0, 1, 2], 60)
    return trial_of(8.0 * np.eye(3)[truth] + random.standard_normal((180, 3))), truth


def test_real_groups_come_back_and_explain(groups, random):
    trial, truth = groups
    key = (Method.TREE, 3)
    assert trial.stability(key) == 0.0
    assert trial.jaccard(key, truth.astype(np.uint8)) == (0.0, 0.0, 0.0)
    for _ in range(6):
        trial.draw((Method.TREE,), (2, 3), random, lambda: None)
    assert trial.stability(key) > 0.95
    assert min(trial.jaccard(key, truth.astype(np.uint8))) > 0.95
    assert trial.inside(key) < 0.2
    assert trial.inside((Method.TREE, 2)) > trial.inside(key)
    assert trial.breadth(truth, 3) > 0.9


def test_a_cut_on_one_question_speaks_of_one(random):
    points = random.standard_normal((500, 8))
    one = (points[:, 2] > 0).astype(int)
    assert trial_of(points).breadth(one, 2) == pytest.approx(1 / 8, abs=0.02)


def test_the_two_most_alike_segments_tell_on_how_many_questions_they_differ(random):
    truth = np.repeat([0, 1, 2], 200)
    places = np.zeros((3, 8))
    places[1], places[2, :4], places[2, 4] = 4.0, 4.0, 1.5
    points = places[truth] + random.standard_normal((600, 8))
    assert trial_of(points).narrowest(truth, 3) == pytest.approx(3.4, abs=0.5)  # 1 and 2: on three and a half
    split = np.where(truth == 2, 2 + (points[:, 7] > 0), truth)
    assert trial_of(points).narrowest(split, 4) == pytest.approx(1.0, abs=0.1)


def test_a_segment_that_dissolves_is_told_from_those_that_hold(groups, random):
    trial, truth = groups
    for _ in range(6):
        trial.draw((Method.TREE,), (3,), random, lambda: None)
    mixed = truth.copy()
    mixed[truth == 2] = np.arange((truth == 2).sum()) % 2
    mixed[:30] = 2
    jaccard = trial.jaccard((Method.TREE, 3), mixed.astype(np.uint8))
    assert max(jaccard) < 0.75


def test_inertia_between_is_the_whole_less_that_inside(random):
    columns, weights = random.standard_normal((90, 4)), random.random(90) + 0.1
    columns -= np.average(columns, axis=0, weights=weights)
    labels = random.integers(0, 3, 90)
    inside = sum(
        weights[labels == g]
        @ (
            (columns[labels == g] - np.average(columns[labels == g], axis=0, weights=weights[labels == g]))
            ** 2
        ).sum(axis=1)
        for g in range(3)
    )
    whole = weights @ (columns**2).sum(axis=1)
    assert between(columns, weights, labels, 3).sum() == pytest.approx((whole - inside) / weights.sum())
