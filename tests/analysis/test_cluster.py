"""Trees, k-means and mixtures: equal to the reference tool and to well-known libraries."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import linkage
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.mixture import GaussianMixture

from analysis.surveys import survey_of
from persona_studio.analysis.cluster import (
    QUICK,
    THOROUGH,
    Effort,
    Partition,
    automatic_cut,
    consolidate,
    fit_methods,
    grow,
    mix,
    spaces,
    with_random_starts,
)
from persona_studio.analysis.components import fit_famd
from persona_studio.analysis.mixture import fit_mixture
from persona_studio.analysis.stability import between
from persona_studio.analysis.ward import ward
from persona_studio.domain.segments import Method


def nothing() -> None:
    """Do nothing between two steps."""


@pytest.fixture
def blobs(random):
    """Return three groups of people on four axes, and who belongs to which."""
    truth = random.integers(0, 3, 240)
    return 3.0 * random.standard_normal((3, 4))[truth] + random.standard_normal((240, 4)), truth


@pytest.fixture(scope="module")
def tea_tree(tea_survey):
    table = tea_survey.table()
    points = fit_famd(table, 0.0).coordinates(table)
    return table, points, grow(points, table.weights, np.random.default_rng(0), THOROUGH, nothing)


def test_tea_tree_has_the_inertia_of_the_reference(tea_tree, reference):
    expected = reference("tea_doc_ncp20.json")
    tree = tea_tree[2].tree
    assert tree.within(15) == pytest.approx(expected["within_inertia_by_k_tree"], abs=1e-9)
    within = tree.within(10)
    assert within[2:] / within[1:-1] == pytest.approx(expected["suggested_quot_min3"], abs=1e-10)
    assert automatic_cut(tree) == expected["nb_clusters"]


def test_tea_consolidated_is_the_reference_to_the_last_person(tea_tree, reference):
    table, points, grove = tea_tree
    expected = reference("tea_doc_ncp20.json")
    start = grove.tree.cut(3)
    assert between(points, table.weights, _of_rows(points, grove, start), 3).sum() == pytest.approx(
        expected["bw_before_consol"], abs=1e-9
    )
    labels = consolidate(grove, 3, THOROUGH).assign(points)
    assert between(points, table.weights, labels, 3).sum() == pytest.approx(
        expected["bw_after_consol"], abs=1e-9
    )
    theirs = reference("tea_doc_ncp20_labels.csv")["clust"].to_numpy()
    assert adjusted_rand_score(theirs, labels[np.argsort(table.rows)]) == 1.0


def _of_rows(points, grove, labels):
    place = {tuple(point): label for point, label in zip(grove.points, labels, strict=True)}
    return np.array([place[tuple(point)] for point in points])


def test_hdv2003_tree_has_the_inertia_of_the_reference(hdv_survey, reference):
    table = hdv_survey.table()
    points = fit_famd(table, 0.0, 5).coordinates(table)
    tree = grow(points, table.weights, np.random.default_rng(0), THOROUGH, nothing).tree
    expected = reference("hdv2003_famd_wnorm.json")
    within = tree.within(10)
    assert within[2:] / within[1:-1] == pytest.approx(expected["quot"], abs=1e-9)
    assert automatic_cut(tree) == expected["k"]


def test_hdv2003_segments_are_those_of_the_reference_but_for_the_weights(hdv_survey, reference):
    # The reference grows a weighted tree, then consolidates without the weights; we keep them to the end.
    table = hdv_survey.table()
    points = fit_famd(table, 0.0, 5).coordinates(table)
    grove = grow(points, table.weights, np.random.default_rng(0), THOROUGH, nothing)
    back = np.argsort(table.rows)
    theirs = reference("hdv2003_famd_wnorm_labels.csv")["clust"].to_numpy()
    without = KMeans(5, init=grove.start(5), n_init=1, tol=0).fit(points)
    assert adjusted_rand_score(theirs, without.labels_[back]) == 1.0
    assert adjusted_rand_score(theirs, consolidate(grove, 5, THOROUGH).assign(points)[back]) > 0.97


@given(st.integers(0, 2**20), st.integers(2, 60), st.integers(1, 4))
@settings(max_examples=40)
def test_ward_is_that_of_scipy(seed, n, axes):
    points = np.random.default_rng(seed).standard_normal((n, axes))
    tree = ward(points, np.ones(n))
    theirs = linkage(points, "ward")
    assert tree.heights == pytest.approx(theirs[:, 2] ** 2 / (2 * n), rel=1e-8, abs=1e-12)


@given(st.integers(0, 2**20))
@settings(max_examples=20)
def test_a_weighted_tree_is_that_of_repeated_people(seed):
    random = np.random.default_rng(seed)
    points, masses = random.standard_normal((25, 3)), random.integers(1, 5, 25)
    weighted = ward(points, masses.astype(float))
    repeated = ward(np.repeat(points, masses, axis=0), np.ones(masses.sum()))
    assert weighted.within(20) == pytest.approx(repeated.within(20), abs=1e-9)


@given(st.integers(0, 2**20), st.integers(1, 30))
@settings(max_examples=20)
def test_a_cut_has_as_many_parts_as_asked(seed, k):
    points = np.random.default_rng(seed).integers(0, 3, (30, 2)).astype(float)
    assert len(np.unique(ward(points, np.ones(30)).cut(k))) == k


def test_the_tree_of_micro_segments_finds_the_groups(blobs):
    points, truth = blobs
    effort = Effort(direct=50, micro=40, micro_steps=5, steps=50, close=0.0)
    grove = grow(points, np.ones(240), np.random.default_rng(1), effort, nothing)
    assert len(grove.nodes) <= 40
    assert grove.node_masses.sum() == pytest.approx(240)
    assert adjusted_rand_score(truth, consolidate(grove, 3, effort).assign(points)) > 0.9


def test_people_not_drawn_take_part_in_nothing(blobs):
    points, _ = blobs
    weights = np.ones(240)
    weights[200:] = 0.0
    moved = points.copy()
    moved[200:] += 1000.0
    key = (Method.TREE, 3)
    rules = [
        fit_methods({Method.TREE: p}, weights, (3,), np.random.default_rng(1), QUICK, nothing)[key]
        for p in (points, moved)
    ]
    assert (rules[0].slopes == rules[1].slopes).all()


def test_random_starts_replace_a_bad_start_and_only_a_bad_one(blobs):
    points, truth = blobs
    grove = grow(points, np.ones(240), np.random.default_rng(1), THOROUGH, nothing)
    good = consolidate(grove, 3, THOROUGH)
    assert with_random_starts(grove, good, np.random.default_rng(2), nothing) is good
    bad = Partition(points[:3].T * 0.01, np.zeros(3))
    better = with_random_starts(grove, bad, np.random.default_rng(2), nothing)
    assert better.restarted
    assert adjusted_rand_score(truth, better.assign(points)) > 0.9


def test_the_mixture_is_that_of_scikit_learn(blobs):
    points, truth = blobs
    shares = np.eye(3)[:, truth]
    mine = fit_mixture(points, np.ones(240), shares, 500, 1e-12)
    means = np.stack([points[truth == g].mean(axis=0) for g in range(3)])
    theirs = GaussianMixture(
        3,
        covariance_type="tied",
        means_init=means,
        weights_init=np.bincount(truth) / 240,
        tol=1e-10,
        max_iter=500,
    ).fit(points)
    ours = (points @ mine.slopes + mine.constants).argmax(axis=1)
    assert adjusted_rand_score(theirs.predict(points), ours) == 1.0
    assert np.abs(mine.shares.T - theirs.predict_proba(points)).max() < 1e-3


def test_the_likelihood_of_a_mixture_rises(blobs):
    points, _ = blobs
    shares = np.random.default_rng(3).dirichlet(np.ones(4), 240).T
    seen = [fit_mixture(points, np.ones(240), shares, steps, 0.0).likelihood for steps in range(1, 12)]
    assert (np.diff(seen) > -1e-12).all()


def test_whole_weights_of_a_mixture_are_repeated_people(blobs, random):
    points, truth = blobs
    times = random.integers(1, 4, 240)
    shares = np.eye(3)[:, truth]
    # A rise that is never too small: both make all 30 steps, where rounding could end one of them sooner.
    weighted = fit_mixture(points, times.astype(float), shares, 30, -1.0)
    repeated = fit_mixture(
        np.repeat(points, times, axis=0), np.ones(times.sum()), np.repeat(shares, times, axis=1), 30, -1.0
    )
    assert weighted.slopes == pytest.approx(repeated.slopes, abs=1e-8)


def test_a_mixture_tells_long_groups_apart_where_k_means_cuts_them(random):
    truth = np.repeat([0, 1], 200)
    points = random.standard_normal((400, 2)) * [6.0, 1.0]
    points[:, 1] += 5.0 * truth
    points[:, 0] += 3.0 * truth
    start = consolidate(grow(points, np.ones(400), random, THOROUGH, nothing), 2, THOROUGH)
    assert adjusted_rand_score(truth, start.assign(points)) < 0.5
    found = mix(points, np.ones(400), start, THOROUGH, nothing)
    assert adjusted_rand_score(truth, found.assign(points)) > 0.9
    assert found.likelihood > fit_mixture(points, np.ones(400), np.ones((1, 400)), 1, 0.0).likelihood


def test_each_method_looks_at_its_axes():
    views = spaces(np.array([4.0, 1.0, 0.25, 0.2, 0.1, 0.05, 0.01]), None, 6)
    assert len(views[Method.TREE].scale) == 5
    assert len(views[Method.KMEANS].scale) == 6
    assert (views[Method.MIXTURE].scale == views[Method.TREE].scale).all()
    points = views[Method.KMEANS].points(np.array([[2.0, 1.0, 0.5, 0.0, 0.0, 0.0, 9.0]]))
    assert points[0, :3] == pytest.approx([1.0, 1.0, 1.0])
    assert all(len(view.scale) == 3 for view in spaces(np.ones(7), 3, 6).values())


def test_the_same_answers_are_the_very_same_point():
    # More people than one product of matrices takes at once: its last digits differ from block to block.
    random = np.random.default_rng(5)
    answers = random.integers(0, 3, (3001, 4))
    survey = survey_of(pd.DataFrame({f"q{i}": np.array(["a", "b", "c"])[answers[:, i]] for i in range(4)}))
    table = survey.table()
    model = fit_famd(table, 0.0, 20)
    space = spaces(model.eigenvalues, None, model.above_average)[Method.TREE]
    points = space.points(model.coordinates(table))
    assert len(np.unique(points, axis=0)) == len(np.unique(answers, axis=0))
