"""The whole run on real surveys: what is proposed, that order does not matter, that it can be stopped."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from analysis.surveys import labels_of, permuted, survey_of
from persona_studio.analysis import default_recipe, describe, segment
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Correction, Method, Verdict
from persona_studio.domain.waves import Column
from persona_studio.errors import Cancelled, UserError


def figures(made):
    """Return a segmentation without what is new each time: ids and seconds."""
    known = replace(made.segmentation, id="", seconds=(), wave="")
    return replace(known, segments=tuple(replace(s, id="") for s in known.segments))


@pytest.fixture(scope="module")
def tea_auto(tea_survey):
    return tea_survey.segment()


@pytest.fixture(scope="module")
def tea_tree(tea_survey):
    return tea_survey.segment(method=Method.TREE, axes=20, rare=0.0)


def test_tea_tree_is_the_reference(tea_tree, reference):
    made = tea_tree
    expected = reference("tea_doc_ncp20.json")
    found = made.segmentation
    assert [s.size for s in found.segments] == [176, 92, 32]
    assert (found.method, found.recommended, found.axes, found.used) == (Method.TREE, 3, 20, 300)
    assert found.eigenvalues[:20] == pytest.approx(expected["eigenvalues"], abs=1e-8)
    assert [100 * part for part in found.inertia[:20]] == pytest.approx(expected["percent"], abs=1e-5)
    theirs = reference("tea_doc_ncp20_labels.csv")["clust"].to_numpy()
    number = {1: 1, 3: 2, 2: 3}
    assert (labels_of(made) == np.vectorize(number.get)(theirs)).all()
    for mine, them in number.items():
        nearest = [int(row) - 1 for row in expected["paragons"][str(mine)]]
        # Persons 152 and 166 of the file are equally near.
        assert set(found.segments[them - 1].paragons) == set(nearest)
    assert sum(len(s.findings) for s in found.segments) == 95


def test_tea_tree_on_many_axes_says_that_its_cut_is_fragile(tea_tree):
    found = tea_tree.segmentation
    assert found.verdict is Verdict.CLEAR
    assert found.reason == "tree_cut_fragile"


def test_tea_has_three_clear_segments(tea_auto):
    found = tea_auto.segmentation
    assert (found.verdict, found.recommended, found.recommended_method) == (Verdict.CLEAR, 3, Method.TREE)
    best = found.candidates[0]
    assert best.k == 3
    assert best.gain == pytest.approx(0.59, abs=0.08)
    assert [len(c.jaccard) for c in found.candidates] == [c.k for c in found.candidates]
    assert len({c.k for c in found.candidates[:3]}) == 3
    assert {c.method for c in found.candidates} == {Method.TREE, Method.MIXTURE}
    assert sum(s.share for s in found.segments) == pytest.approx(1.0)
    assert all(s.jaccard > 0.75 for s in found.segments)
    steps = ["read", "axes", "stability", "segments", "flows", "methods", "describe", "map"]
    assert [name for name, _ in found.seconds] == steps


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_tea_permuted_has_no_structure(tea, seed):
    made = survey_of(permuted(tea.iloc[:, :18], seed)).segment()
    assert (made.segmentation.verdict, made.segmentation.reason) == (Verdict.NONE, "none")
    assert made.segmentation.recommended is None
    assert made.segmentation.segments == ()
    assert made.segmentation.candidates
    assert not labels_of(made).any()


@pytest.mark.slow
def test_tea_permuted_has_no_structure_for_the_tree_either(tea):
    survey = survey_of(permuted(tea.iloc[:, :18], 4))
    found = survey.segment(method=Method.TREE, axes=20, rare=0.0).segmentation
    assert (found.verdict, found.segments, found.recommended) == (Verdict.NONE, (), None)


def test_mall_has_five_segments(mall):
    made = survey_of(mall).segment()
    assert made.segmentation.recommended == 5
    assert made.segmentation.reason == "useful_small"
    labels = labels_of(made)
    within = sum(((part - part.mean()) ** 2).to_numpy().sum() for _, part in mall.groupby(labels))
    assert within == pytest.approx(44_448.46, abs=0.005)


@pytest.mark.slow
def test_mall_permuted_has_no_structure(mall):
    assert survey_of(permuted(mall, 1)).segment().segmentation.verdict is Verdict.NONE


@pytest.mark.slow
def test_hdv2003_permuted_has_no_structure(hdv, reference):
    active = reference("hdv2003_famd_wnorm.json")["active"]
    frame = permuted(hdv[active].iloc[:800], 1).assign(poids=hdv["poids"].iloc[:800])
    assert survey_of(frame, weight="poids").segment().segmentation.verdict is Verdict.NONE


@pytest.mark.slow
def test_hdv2003_eigenvalues_are_reported_weighted(hdv_survey, reference):
    found = hdv_survey.segment(rare=0.0, method=Method.KMEANS).segmentation
    assert found.eigenvalues[:5] == pytest.approx(reference("hdv2003_famd_wnorm.json")["eig"], abs=1e-8)
    assert found.used == 1995
    assert found.effective < 1995


@pytest.mark.slow
@pytest.mark.parametrize("method", [Method.AUTO, Method.TREE])
def test_shuffled_rows_and_columns_change_no_label(tea, method):
    frame = tea.iloc[:, :22]
    order = np.random.default_rng(7).permutation(len(frame))
    columns = np.random.default_rng(8).permutation(frame.columns)
    options = {"illustrative": tea.columns[18:22]}
    here = survey_of(frame, **options).segment(method=method)
    there = survey_of(frame.iloc[order][columns].reset_index(drop=True), **options).segment(method=method)
    assert (labels_of(here)[order] == labels_of(there)).all()
    assert here.segmentation.candidates == there.segmentation.candidates
    assert here.segmentation.eigenvalues == there.segmentation.eigenvalues
    assert here.segmentation.recipe.data_hash == there.segmentation.recipe.data_hash


@pytest.mark.parametrize("people", [120, pytest.param(300, marks=pytest.mark.slow)])
def test_shuffled_weighted_mixed_answers_change_no_label(hdv, reference, people):
    active = reference("hdv2003_famd_wnorm.json")["active"]
    frame = hdv[[*active, "poids"]].iloc[:people]
    order = np.random.default_rng(7).permutation(len(frame))
    columns = np.random.default_rng(8).permutation(frame.columns)
    shuffled = frame.iloc[order][columns].reset_index(drop=True)
    here, there = (survey_of(f, weight="poids").segment(segments=4) for f in (frame, shuffled))
    assert (labels_of(here)[order] == labels_of(there)).all()
    assert here.segmentation.candidates == there.segmentation.candidates


@pytest.mark.slow
def test_the_same_recipe_gives_the_same_figures(tea_survey, tea_auto):
    assert figures(tea_survey.segment()) == figures(tea_auto)


@pytest.mark.slow
def test_another_seed_draws_other_people(tea_survey, tea_auto):
    again = tea_survey.segment(seed=2)
    assert again.segmentation.candidates != tea_auto.segmentation.candidates
    assert adjusted_rand_score(labels_of(again), labels_of(tea_auto)) > 0.95


def test_the_segments_asked_for_are_made_whatever_the_verdict(tea):
    survey = survey_of(permuted(tea.iloc[:, :18], 1))
    made = survey.segment(segments=4, method=Method.KMEANS)
    found = made.segmentation
    assert (found.verdict, found.reason, found.recommended) == (Verdict.NONE, "asked_none", None)
    assert sorted(np.unique(labels_of(made))) == [1, 2, 3, 4]
    assert [s.number for s in found.segments] == [1, 2, 3, 4]
    assert [s.share for s in found.segments] == sorted((s.share for s in found.segments), reverse=True)


@pytest.mark.slow
def test_asking_for_what_is_advised_changes_nothing(tea_survey, tea_auto):
    asked = tea_survey.segment(segments=3)
    assert asked.segmentation.reason == tea_auto.segmentation.reason
    assert (labels_of(asked) == labels_of(tea_auto)).all()
    other = tea_survey.segment(segments=10, method=Method.TREE).segmentation
    assert (other.reason, len(other.segments), other.recommended) == ("asked", 10, 3)


def test_numbers_of_segments_that_make_no_sense_are_refused(tea_survey):
    for number in (1, 0, 21):
        with pytest.raises(UserError, match="segments_out_of_range"):
            tea_survey.segment(segments=number)


def test_segments_are_numbered_by_weighted_size(random):
    truth = np.repeat([0, 1, 2], [60, 80, 100])
    points = 9.0 * np.eye(3)[truth] + random.standard_normal((240, 3))
    frame = pd.DataFrame(points, columns=list("abc")).assign(w=np.array([5.0, 2.0, 1.0])[truth])
    made = survey_of(frame, weight="w").segment(segments=3, method=Method.TREE)
    labels = labels_of(made)
    assert [s.size for s in made.segmentation.segments] == [60, 80, 100]
    assert (labels == truth + 1).all()
    assert [s.share for s in made.segmentation.segments] == pytest.approx([300 / 560, 160 / 560, 100 / 560])


def test_paragons_are_among_those_nearest_to_the_centre(random):
    truth = np.repeat([0, 1], 50)
    frame = pd.DataFrame(9.0 * np.eye(2)[truth] + random.standard_normal((100, 2)), columns=["a", "b"])
    made = survey_of(frame).segment(segments=2, method=Method.TREE)
    scaled = ((frame - frame.mean()) / frame.std(ddof=0)).to_numpy()
    for part in made.segmentation.segments:
        inside = np.flatnonzero(labels_of(made) == part.number)
        gaps = ((scaled[inside] - scaled[inside].mean(axis=0)) ** 2).sum(axis=1)
        assert part.paragons == tuple(inside[np.argsort(gaps)][:5])


def test_too_few_people_or_questions_is_a_verdict(tea):
    few = survey_of(tea.iloc[:59, :18]).segment()
    assert (few.segmentation.verdict, few.segmentation.reason) == (Verdict.TOO_FEW, "too_few_respondents")
    assert few.segmentation.eigenvalues
    wide = pd.DataFrame(np.random.default_rng(1).integers(0, 3, (70, 146)).astype(str)).rename(columns=str)
    assert survey_of(wide).segment().segmentation.reason == "too_few_respondents"
    one = survey_of(tea.iloc[:, :1].assign(same="x")).segment()
    assert one.segmentation.reason == "too_few_variables"
    nobody = survey_of(pd.DataFrame({"a": [np.nan] * 80, "b": [np.nan] * 80})).segment()
    assert nobody.segmentation.verdict is Verdict.TOO_FEW
    assert nobody.segmentation.used == 0


def test_few_people_may_still_be_segmented_on_request(tea):
    made = survey_of(tea.iloc[:40, :18]).segment(segments=3)
    assert made.segmentation.verdict is Verdict.TOO_FEW
    assert len(made.segmentation.segments) == 3
    with pytest.raises(UserError, match="too_few_for_segments"):
        survey_of(tea.iloc[:4, :18]).segment(segments=5)
    with pytest.raises(UserError, match="too_few_for_segments"):
        survey_of(pd.DataFrame({"a": ["x", "y"] * 50, "b": ["u", "v"] * 50})).segment(segments=4)


def test_people_left_out_have_no_segment(tea):
    frame = tea.iloc[:100, :18].astype(object)
    frame.iloc[[3, 77]] = None
    made = survey_of(frame).segment(segments=3, method=Method.TREE)
    assert (np.flatnonzero(labels_of(made) == 0) == [3, 77]).all()
    assert made.segmentation.used == 98


def test_describe_tells_the_same_as_the_run(tea_survey, tea_auto):
    found = describe(tea_survey.wave, tea_survey.answers, tea_auto.labels, tea_survey.recipe, Silent())
    assert found == tuple(s.findings for s in tea_auto.segmentation.segments)


def test_nobody_in_a_segment_is_no_finding(tea_survey):
    blank = Column("u1", 300, bytes(300))
    assert describe(tea_survey.wave, tea_survey.answers, blank, tea_survey.recipe, Silent()) == ()


class Impatient:
    """Stops the run at its n-th step, and remembers what it was told."""

    def __init__(self, patience: int) -> None:
        self.patience, self.told = patience, []

    def step(self, done: int, total: int, code: str) -> None:
        self.told.append((done, total, code))
        if len(self.told) > self.patience:
            raise Cancelled


def test_a_run_can_be_stopped_at_any_step(tea):
    watched, survey = Impatient(10**9), survey_of(tea.iloc[:80, :8])
    recipe = replace(survey.recipe, method=Method.TREE, segments=3)
    segment(survey.wave, survey.answers, recipe, watched)
    steps = len(set(watched.told))  # where it stands is told again now and then, more often on a slow machine
    assert {code for _, _, code in watched.told} == {
        f"analysis.{name}" for name in ("read", "axes", "stability", "weighing", "segments", "describe")
    }
    assert all(0 <= done <= total for done, total, _ in watched.told)
    for patience in (0, 1, steps // 3, steps - 1):
        with pytest.raises(Cancelled):
            segment(survey.wave, survey.answers, recipe, Impatient(patience))


@pytest.mark.slow
def test_a_run_says_often_where_it_stands(hdv_survey):
    watched = Impatient(10**9)
    segment(hdv_survey.wave, hdv_survey.answers, hdv_survey.recipe, watched)
    done = [0.0, *(done / total for done, total, _ in watched.told)]
    assert np.diff(done).max() <= 0.04


@pytest.mark.slow
def test_response_style_is_corrected_when_told(random):
    items = np.clip(3 + random.integers(-2, 3, (200, 1)) + random.integers(-1, 2, (200, 7)), 1, 5)
    frame = pd.DataFrame(items, columns=[f"s{i}" for i in range(7)]).assign(q=random.choice(["a", "b"], 200))
    survey = survey_of(frame, ordinal=["s*"])
    asked = {"method": Method.TREE, "segments": 3}
    off = survey.segment(response_style=Correction.OFF, **asked).segmentation.response_style
    assert off.mean > 0.25
    assert not off.corrected
    on = survey.segment(response_style=Correction.ON, **asked).segmentation.response_style
    assert on.corrected
    assert on.mean < 0.25
    auto = survey.segment(**asked).segmentation.response_style
    assert auto.corrected
    assert auto.uncorrected_mean > 0.25


@pytest.mark.slow
def test_high_and_low_raters_are_no_segments(random):
    items = np.clip(
        np.rint(3 + 1.2 * random.standard_normal((400, 1)) + random.standard_normal((400, 10))), 1, 5
    )
    frame = pd.DataFrame(items, columns=[f"s{i}" for i in range(10)])
    found = survey_of(frame, ordinal=["s*"]).segment().segmentation
    assert found.verdict is Verdict.NONE
    assert found.segments == ()
    assert found.response_style.corrected


@pytest.mark.slow
def test_young_people_once_centred_differ_by_degree(shared_data):
    """Three segments come back far more often than by chance; they are no tighter than slices of traits."""
    frame = pd.read_csv(shared_data / "kaggle_young_people_responses.csv")
    items = [
        c
        for c in frame.columns
        if frame[c].dtype.kind in "fi" and frame[c].between(1, 5).sum() == frame[c].count()
    ]
    found = survey_of(frame[items], ordinal=items).segment().segmentation
    assert found.response_style.corrected
    assert found.response_style.uncorrected_mean > 0.25
    assert (found.verdict, found.reason, found.recommended) == (Verdict.USEFUL, "useful_degrees", 3)
    three = next(c for c in found.candidates if (c.method, c.k) == (Method.TREE, 3))
    assert three.gain == pytest.approx(0.51, abs=0.1)


def test_wave_without_roles_is_too_few():
    survey = survey_of(pd.DataFrame({"a": list("xy") * 50}), active=[])
    assert default_recipe(survey.wave).active == ()
    assert survey.segment().segmentation.verdict is Verdict.TOO_FEW


def test_questions_that_grouping_leaves_with_one_answer_are_told_apart(random):
    answers = {f"q{i}": np.where(random.random(100) < 0.35, "yes", "no") for i in range(4)}
    survey = survey_of(pd.DataFrame(answers))
    assert survey.segment(rare=0.5).segmentation.reason == "too_few_grouped"
    alike = survey_of(pd.DataFrame(dict.fromkeys(answers, ["yes"] * 100)))
    assert alike.segment(rare=0.5).segmentation.reason == "too_few_variables"
    assert survey.segment(rare=0.02).segmentation.reason not in ("too_few_grouped", "too_few_variables")
