"""Surveys where the truth is known: planted segments are found, and none are invented.

The floors are somewhat under what was measured on many seeds: 0.87 to 0.97, 0.79 to 0.97 with levels.
"""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.advice import on_nothing, on_planted
from analysis.planted import Design, plant
from analysis.simulate import Plan, simulate
from analysis.structureless import DEGREES, STRUCTURELESS
from analysis.surveys import labels_of, survey_of
from persona_studio.domain.segments import Method, Verdict

STYLE = {"style": 0.8}
NOISE = {"items": 30, "noise_items": 15, "noise_nominals": 4}
NOTHING = {"separation": 0.0, "nominals": 0, "numbers": 0, "noise_nominals": 8}


def run(seed: int, **plan):
    frame, truth = simulate(Plan(**({"people": 800, "separation": 0.7} | plan)), seed)
    made = survey_of(frame, ordinal=["s*"]).segment()
    return made.segmentation, adjusted_rand_score(truth, labels_of(made))


@pytest.mark.parametrize(
    ("plan", "floor"),
    [
        pytest.param({"segments": 3}, 0.85, marks=pytest.mark.slow),
        pytest.param({"segments": 4, **STYLE}, 0.85, marks=pytest.mark.slow),
        pytest.param({"segments": 5, **STYLE, **NOISE}, 0.8, marks=pytest.mark.slow),
    ],
    ids=["plain", "response style", "response style and noise"],
)
def test_planted_segments_are_found(plan, floor):
    found, agreement = run(10, **plan)
    assert (found.verdict, found.recommended) == (Verdict.CLEAR, plan["segments"])
    assert agreement > floor


@pytest.mark.slow
def test_a_response_style_alone_is_no_structure():
    found, _ = run(11, **NOTHING, **STYLE)
    assert (found.verdict, found.reason) == (Verdict.NONE, "none_style")


@pytest.mark.slow
def test_opinions_that_shade_into_one_another_are_no_structure():
    found, _ = run(11, **NOTHING)
    assert found.verdict is Verdict.NONE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("plan", "floor"),
    [
        ({"segments": 5}, 0.85),
        ({"segments": 3, **STYLE}, 0.85),
        ({"segments": 4, **STYLE, **NOISE}, 0.8),
        ({"segments": 3, "unequal": True}, 0.85),
        ({"segments": 5, "levels": 0.8, "separation": 0.5}, 0.75),
        ({"segments": 4, "items": 0, "numbers": 0, "nominals": 20}, 0.8),
    ],
    ids=["plain", "style", "style and noise", "unequal", "levels", "nominal"],
)
def test_planted_segments_are_found_in_many_conditions(plan, floor):
    found, agreement = run(21, **plan)
    # One in six surveys is told one segment more or less.
    assert abs(found.recommended - plan["segments"]) <= 1
    assert agreement > floor


@pytest.mark.slow
def test_everybody_is_assigned_when_segments_are_fitted_on_some():
    frame, truth = simulate(Plan(people=25_000, segments=4, items=10, nominals=10, separation=0.9), 3)
    survey = survey_of(frame, ordinal=["s*"])
    made = survey.segment(method=Method.KMEANS, segments=4)
    assert adjusted_rand_score(truth, labels_of(made)) > 0.85
    order = np.random.default_rng(1).permutation(len(frame))
    again = survey_of(frame.iloc[order].reset_index(drop=True), ordinal=["s*"]).segment(
        method=Method.KMEANS, segments=4
    )
    assert (labels_of(again) == labels_of(made)[order]).all()


def test_the_oracle_tells_planted_segments_apart_as_designed():
    drawn, oracle, _ = plant(Design(segments=4, people=1, accuracy=0.94, unequal=True), 1)
    assert oracle.fair
    assert oracle.accuracy == pytest.approx(0.94, abs=0.015)
    shares = np.bincount(drawn.draw(20_000, np.random.default_rng(2)).truth) / 20_000
    assert 0.07 < shares.min() < 0.13


@pytest.mark.slow
@pytest.mark.parametrize(("segments", "seed"), [(3, 401), (5, 403)])
def test_the_number_planted_is_recommended(segments, seed):
    assert on_planted(segments, 800, seed).recommended == segments


@pytest.mark.slow
@pytest.mark.parametrize("condition", ["gradient", "blocks"])
def test_people_who_differ_by_degree_are_told_so(condition):
    advice = on_nothing(condition, 500, 402)
    assert advice.recommended is None or advice.degrees
    assert advice.silhouette  # which alone would have told one, and nothing of degrees


@pytest.mark.slow
def test_the_advice_is_right_as_often_as_was_measured():
    """On hundreds of surveys the planted number was told 5 times in 6; see the benchmark of simulations."""
    found = [on_planted(k, 1000, 700 + run) for run in range(3) for k in (3, 4, 5, 6)]
    gaps = [abs((advice.recommended or 0) - advice.planted) for advice in found]
    assert np.mean([gap == 0 for gap in gaps]) >= 0.75
    assert np.mean([gap <= 1 for gap in gaps]) >= 0.9
    usual = np.mean([advice.silhouette == advice.planted for advice in found])
    assert np.mean([gap == 0 for gap in gaps]) > usual + 0.2


@pytest.mark.slow
def test_nothing_is_advised_where_there_is_nothing():
    kinds = [kind for kind in STRUCTURELESS if kind != "permuted"]
    found = [on_nothing(kind, n, 700 + n) for n in (150, 300, 600, 1000, 2000) for kind in kinds]
    assert np.mean([advice.recommended is None for advice in found]) >= 0.9
    found = [on_nothing(kind, n, 700 + n) for n in (150, 600, 2000) for kind in DEGREES]
    assert np.mean([advice.recommended is None or advice.degrees for advice in found]) >= 0.9
