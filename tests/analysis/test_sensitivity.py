"""What would change the result: agreement with what anybody gets who makes the choice otherwise."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.surveys import labels_of, survey_of
from persona_studio.analysis import reshape, sensitivities
from persona_studio.analysis.flows import crossed
from persona_studio.analysis.sensitivity import agreement, grouped
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Correction, Method, Shaping
from persona_studio.errors import Cancelled


@pytest.fixture(scope="module")
def survey():
    """Two kinds of people: the first question alone makes most of a third cut, rare answers the rest."""
    random = np.random.default_rng(4)
    kind = random.choice(2, 300, p=[0.6, 0.4])
    columns = {}
    for i in range(7):
        noise = random.random(300) < 0.25
        answer = np.where(noise, random.integers(0, 2, 300), kind)
        columns[f"q{i}"] = np.array(["no", "yes"])[answer]
    columns["rare"] = np.where(random.random(300) < 0.01, "odd", np.where(random.random(300) < 0.5, "a", "b"))
    columns["w"] = random.uniform(0.2, 3.0, 300).round(2)
    return survey_of(pd.DataFrame(columns), weight="w")


@pytest.fixture(scope="module")
def made(survey):
    return survey.segment(method=Method.TREE, segments=3)


@pytest.fixture(scope="module")
def told(survey, made):
    return sensitivities(survey.wave, survey.answers, made.segmentation, made.labels, Silent())


def _of(told, code, **params):
    found = [s for s in told if s.code == code and dict(s.params) == params]
    assert len(found) == 1
    return found[0].agreement


def test_every_choice_is_tried_once_and_what_changes_most_comes_first(told, survey):
    questions = [s for s in told if s.code == "question"]
    assert {dict(s.params)["variable"] for s in questions} == {f"id-q{i}" for i in range(7)} | {"id-rare"}
    assert {s.code for s in told} == {"question", "weights", "rare", "method", "number"}
    assert {dict(s.params)["method"] for s in told if s.code == "method"} == {"kmeans", "mixture"}
    assert {dict(s.params)["k"] for s in told if s.code == "number"} == {"2", "4"}
    assert len({(s.code, s.params) for s in told}) == len(told)
    assert [s.agreement for s in told] == sorted(s.agreement for s in told)


@pytest.mark.parametrize(
    ("code", "params", "changes"),
    [
        ("question", {"variable": "id-q0"}, {"active": (*(f"id-q{i}" for i in range(1, 7)), "id-rare")}),
        pytest.param("weights", {}, {"weight": None}, marks=pytest.mark.slow),
        pytest.param("rare", {}, {"rare": 0.0}, marks=pytest.mark.slow),
        pytest.param("number", {"k": "2"}, {"segments": 2}, marks=pytest.mark.slow),
    ],
)
def test_agreement_is_that_of_a_run_with_the_other_choice(survey, made, told, code, params, changes):
    now = labels_of(made)
    other = labels_of(survey.segment(**{"method": Method.TREE, "segments": 3, **changes}))
    used = (now > 0) & (other > 0)
    wanted = adjusted_rand_score(now[used], other[used])
    assert _of(told, code, **params) == pytest.approx(wanted, abs=1e-9)


def test_other_methods_are_tried_with_the_segments_and_agree_as_when_asked_for(made, told):
    known = made.segmentation.sensitivities
    assert {dict(s.params)["method"] for s in known} == {"kmeans", "mixture"}
    assert known == tuple(s for s in told if s.code == "method")


def test_what_was_shaped_is_shaped_again_each_time(survey, made):
    change = Shaping("merge", ("", ""), (1, 2))
    after = reshape(survey.wave, survey.answers, made.segmentation, made.labels, change, Silent())
    segments = tuple(replace(s, id=f"s{s.number}") for s in after.segments)
    found = replace(made.segmentation, segments=segments, shaped=(change,))
    told = sensitivities(survey.wave, survey.answers, found, after.labels, Silent())
    left = adjusted_rand_score(labels_of(made), np.frombuffer(after.labels.data, np.uint8))
    best = max(s.agreement for s in told if s.code == "question")
    assert best > 0.9 > left, "without the merge made again, not even the same choices would agree"


def test_it_can_be_stopped(survey, made):
    class Stop:
        def step(self, done, total, code):
            if code == "analysis.sensitivity" and done == 3:
                raise Cancelled

    with pytest.raises(Cancelled):
        sensitivities(survey.wave, survey.answers, made.segmentation, made.labels, Stop())


def test_a_grid_counts_as_one_question_and_a_battery_does_not(survey):
    items = survey.table().items
    grid = tuple(replace(item, block="g" if item.name < "q3" else "") for item in items)
    sizes = sorted(len(group) for group in grouped(grid))
    assert sizes == [1] * (len(items) - 3) + [3]
    many = tuple(replace(items[0], name=f"n{i}", block="battery") for i in range(21))
    assert [len(group) for group in grouped(many)] == [1] * 21


def test_agreement_is_scikit_learns(random):
    for _ in range(20):
        first, second = random.integers(0, 4, 200), random.integers(0, 6, 200)
        assert agreement(first, second) == pytest.approx(adjusted_rand_score(first, second))


def test_flows_are_the_cuts_of_each_number(survey, made):
    found = made.segmentation
    assert [(f.coarse, f.fine) for f in found.flows] == [(k, k + 1) for k in range(2, 7)]
    other = labels_of(survey.segment(method=Method.TREE, segments=2)).astype(int) - 1
    mine = labels_of(made).astype(int) - 1
    assert found.flows[0].people == crossed(other, mine)
    for flow in found.flows:
        assert sum(map(sum, flow.people)) == found.used
    for before, after in zip(found.flows, found.flows[1:], strict=False):
        assert [sum(c) for c in zip(*before.people, strict=True)] == [sum(row) for row in after.people]


@pytest.mark.slow
@pytest.mark.parametrize("correction", [Correction.ON, Correction.OFF])
def test_the_way_of_answering_is_tried_the_other_way(random, correction):
    """Two kinds of people, some of whom answer high to everything: left in, that is what cuts them."""
    kind, style = random.choice(2, 240), random.normal(0, 1.2, 240)
    usual = np.array([[1, -1, 1, -1, 1, -1, 1, -1], [-1, 1, -1, 1, -1, 1, -1, 1]])
    scores = usual[kind] * 0.9 + style[:, None] + random.normal(0, 0.5, (240, 8))
    answers = np.clip(np.round(scores + 3), 1, 5).astype(int)
    frame = pd.DataFrame({f"q{i}": answers[:, i] for i in range(8)})
    survey = survey_of(frame, ordinal=["q*"])
    made = survey.segment(method=Method.TREE, segments=2, response_style=correction)
    style = made.segmentation.response_style
    assert set(style.centred) == (set(survey.recipe.active) if correction is Correction.ON else set())
    told = sensitivities(survey.wave, survey.answers, made.segmentation, made.labels, Silent())
    code = "style_off" if correction is Correction.ON else "style_on"
    other = Correction.OFF if correction is Correction.ON else Correction.ON
    wanted = survey.segment(method=Method.TREE, segments=2, response_style=other)
    agreed = adjusted_rand_score(labels_of(made), labels_of(wanted))
    assert _of(told, code) == pytest.approx(agreed, abs=1e-9)
    assert agreed < 0.5
