"""Golden questions: the choice, what it is worth, and an outside oracle for the probabilities."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.naive_bayes import CategoricalNB

from analysis.simulate import Plan, simulate
from analysis.surveys import survey_of
from helpers import typed
from persona_studio.analysis.golden import _Folded, _margin, golden, read_sample
from persona_studio.analysis.golden_answers import Sample, cut_points
from persona_studio.analysis.golden_points import (
    chances,
    evidence,
    log_rates,
    log_shares,
    points_of,
    prior_evidence,
    start_points,
    totals,
)
from persona_studio.domain.golden import Wish, classify
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.store.serialising import from_json, to_json


@pytest.fixture(scope="module")
def known():
    """A survey of every kind of question, its known segments and their labels."""
    table, labels = typed.frame()
    survey = typed.survey(table)
    return survey, *typed.segmentation(survey, labels)


def chosen(known, **wish):
    survey, found, labels = known
    return golden(survey.wave, survey.answers, labels, found, Wish(**wish), Silent())


def names(survey, made):
    return [survey.wave.variable(q.variable).name for q in made.questions]


# ------------------------------------------------------------------ probabilities


def coded(seed: int, weighted: bool) -> tuple[Sample, np.ndarray]:
    """Return a sample of complete nominal answers, and its answers as a matrix for the oracle."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 3, 400)
    frame = pd.DataFrame({f"q{j}": (random.integers(0, 4, 400) + labels * (j % 2)) % 4 for j in range(6)})
    survey = survey_of(frame.astype(str).replace(dict(zip("0123", "abcd", strict=True))))
    found, column = typed.segmentation(survey, labels)
    if weighted:
        frame = frame.astype(str).replace(dict(zip("0123", "abcd", strict=True)))
        frame["w"] = random.uniform(0.2, 5, 400)
        survey = survey_of(frame, weight="w")
        found, column = typed.segmentation(survey, labels)
    sample = read_sample(survey.wave, survey.answers, column, found)
    return sample, np.column_stack([q.codes[0] - 1 for q in sample.questions])


@pytest.mark.parametrize("weighted", [False, True])
def test_rates_and_posteriors_are_those_of_scikit_learn(weighted):
    sample, matrix = coded(3, weighted)
    oracle = CategoricalNB(alpha=1.0).fit(matrix, sample.labels, sample.weights)
    logs = log_shares(sample)[:, None] + sum(
        log_rates(q.codes[0], q.sizes[0], sample)[:, q.codes[0] - 1] for q in sample.questions
    )
    posterior = np.exp(logs - logs.max(axis=0))
    posterior /= posterior.sum(axis=0)
    np.testing.assert_allclose(posterior.T, oracle.predict_proba(matrix), atol=1e-12)


def test_whole_points_stay_within_their_rounding_of_the_posteriors():
    sample, matrix = coded(3, weighted=False)
    oracle = CategoricalNB(alpha=1.0).fit(matrix, sample.labels, sample.weights)
    fitted = [points_of(q, sample) for q in sample.questions]
    rounded = chances(totals(sample.questions, fitted, start_points(sample), sample.n)).T
    # Seven figures, each rounded to half a tenth at most, for each of two segments.
    assert np.abs(np.log(rounded) - oracle.predict_log_proba(matrix)).max() < 7 * 0.05 * 2
    two = np.sort(oracle.predict_log_proba(matrix), axis=1)[:, -2:]
    other = rounded.argmax(axis=1) != oracle.predict(matrix)
    assert (two[other, 1] - two[other, 0]).max(initial=0) < 7 * 0.05 * 2


def test_leaving_one_out_is_what_fitting_again_without_them_gives():
    sample, matrix = coded(5, weighted=True)
    score = prior_evidence(sample.labels, sample) + sum(evidence(q, sample) for q in sample.questions)
    for i in (0, 17, 200, 399):
        others = np.arange(sample.n) != i
        oracle = CategoricalNB(alpha=1.0, min_categories=4)
        oracle.fit(matrix[others], sample.labels[others], sample.weights[others])
        logs = oracle.predict_joint_log_proba(matrix[i : i + 1])[0]
        np.testing.assert_allclose(score[:, i], logs - logs[sample.labels[i]], atol=1e-4)


# ------------------------------------------------------------------ the choice


def test_noise_is_not_chosen_and_the_value_is_that_of_the_program(known):
    survey, *_ = known
    made = chosen(known, questions=6)
    assert "noise" not in names(survey, made)
    assert made.accuracy.overall == dict(made.curve)[6]
    assert made.accuracy.overall > 0.85
    assert sum(sum(row) for row in made.accuracy.confusion) == pytest.approx(typed.SEGMENTS, abs=1e-3)
    assert from_json(to_json(made), type(made)) == made
    assert len(to_json(made)) < 15_000


def test_the_same_answers_give_the_same_questions_in_any_order_of_rows_and_columns():
    table, labels = typed.frame(600, 9)
    random = np.random.default_rng(2)
    rows, columns = random.permutation(len(table)), random.permutation(table.columns)
    first, second = typed.survey(table), typed.survey(table.iloc[rows][columns].reset_index(drop=True))
    one = chosen((first, *typed.segmentation(first, labels)), accuracy=0.8)
    two = chosen((second, *typed.segmentation(second, labels[rows])), accuracy=0.8)
    assert two.accuracy == one.accuracy
    assert two.curve == one.curve
    assert two.margin == one.margin
    assert [q.variable for q in two.questions] == [q.variable for q in one.questions]
    assert two.start == one.start
    for a, b in zip(one.questions, two.questions, strict=True):
        texts = [{lev.code: lev.value for lev in s.wave.variable(a.variable).levels} for s in (first, second)]
        said = [
            {t.get(x.code, x.code): x.points for x in q.answers} for t, q in zip(texts, (a, b), strict=True)
        ]
        assert said[0] == said[1]


def test_segments_that_nothing_tells_are_found_no_better_than_by_chance():
    table, labels = typed.frame(1000, 3)
    shuffled = np.random.default_rng(8).permutation(labels)
    survey = typed.survey(table)
    made = chosen((survey, *typed.segmentation(survey, shuffled)), questions=3)
    assert made.accuracy.overall <= made.chance + 0.02


def test_the_estimate_holds_for_people_who_were_never_seen():
    table, labels = typed.frame(3000, 11)
    survey = typed.survey(table)
    seen = np.arange(3000) < 1000
    found, column = typed.segmentation(survey, labels, seen)
    made = golden(survey.wave, survey.answers, column, found, Wish(questions=5), Silent())
    everybody, all_labels = typed.segmentation(survey, labels)
    sample = read_sample(survey.wave, survey.answers, all_labels, everybody)
    fit = read_sample(survey.wave, survey.answers, column, found)
    kept = [
        next(i for i, q in enumerate(sample.questions) if q.variable == g.variable) for g in made.questions
    ]
    again = [next(i for i, q in enumerate(fit.questions) if q.variable == g.variable) for g in made.questions]
    fitted = [points_of(fit.questions[i], fit) for i in again]
    score = totals([sample.questions[i] for i in kept], fitted, start_points(fit), sample.n)
    right = (score.argmax(axis=0) == sample.labels).mean()
    assert made.accuracy.overall == pytest.approx(right, abs=0.035)


def test_a_target_takes_the_fewest_questions_that_reach_it(known):
    made = chosen(known, accuracy=0.75)
    reached = [count for count, accuracy in made.curve if accuracy >= 0.75]
    assert len(made.questions) == reached[0]
    best = max(accuracy for _, accuracy in made.curve)
    unreachable = chosen(known, accuracy=1.0)
    assert unreachable.accuracy.overall == best < 1


def test_a_small_segment_is_not_given_up_for_the_others():
    random = np.random.default_rng(7)
    labels = random.choice(3, 2000, p=[0.5, 0.47, 0.03])
    # Many questions tell the large segments apart; two tell the small one, which no accuracy needs.
    frame = pd.DataFrame(
        {
            f"q{j}": np.where(random.random(2000) < 0.8, labels == 1, random.random(2000) < 0.5)
            for j in range(6)
        }
    )
    for j in range(2):
        frame[f"r{j}"] = np.where(random.random(2000) < 0.95, labels == 2, random.random(2000) < 0.05)
    survey = survey_of(frame.replace({True: "oui", False: "non"}).astype(str))
    made = chosen((survey, *typed.segmentation(survey, labels)), accuracy=0.8)
    assert min(made.accuracy.by_segment) >= 0.5
    assert made.accuracy.overall >= 0.8


def test_given_questions_are_taken_and_measured_as_given(known):
    survey, *_ = known
    made = chosen(known, kept=("id-noise", "id-age", "id-many"))
    assert set(names(survey, made)) == {"noise", "age", "many"}
    assert not made.accuracy.nested
    assert names(survey, made)[-1] == "noise"
    with pytest.raises(UserError) as refused:
        chosen(known, kept=("id-nobody",))
    assert refused.value.code == "edit_target_gone"


def test_two_segments_and_one_question_are_needed(known):
    survey, found, labels = known
    with pytest.raises(UserError) as one:
        chosen((survey, replace(found, segments=found.segments[:1]), labels))
    nothing = replace(found, recipe=replace(found.recipe, active=()))
    with pytest.raises(UserError) as none:
        chosen((survey, nothing, labels))
    assert [one.value.code, none.value.code] == ["golden_no_segments", "golden_no_question"]


def test_few_active_questions_are_no_obstacle(known):
    survey, found, labels = known
    few = replace(found, recipe=replace(found.recipe, active=("id-age", "id-scale")))
    made = chosen((survey, few, labels), questions=5)
    assert sorted(names(survey, made)) == ["age", "scale"]


def test_the_path_leads_to_groups_large_enough_and_agrees_with_the_answers(known):
    made = chosen(known, questions=5)
    ends = [turn for turn in made.path if not turn.answers]
    assert len(ends) >= 2
    assert min(turn.count for turn in ends) >= 10
    assert sum(turn.count for turn in ends) == made.people
    assert depth(made.path, 0) <= 4
    assert made.chance < made.path_accuracy <= made.accuracy.overall + 0.05


def depth(path, place):
    turn = path[place]
    return 1 + max(depth(path, turn.yes), depth(path, turn.no)) if turn.answers else 0


# ------------------------------------------------------------------ details


def test_doubt_begins_where_guesses_are_too_often_wrong():
    random = np.random.default_rng(1)
    odds = random.uniform(0, 4, 4000)
    points = np.vstack([np.rint(odds * 10), np.zeros(4000)]).astype(int)
    gap = np.tanh(points[0] * 0.05)
    labels = (random.random(4000) > 0.3 + 0.7 * gap).astype(int)  # right in 0.3 to 1 of the cases
    sample = Sample((), labels, np.ones(4000), 2)
    assert _margin(_Folded(points, sample)) == pytest.approx((0.6 - 0.3) / 0.7, abs=0.12)
    sure = Sample((), np.zeros(4000, int), np.ones(4000), 2)
    assert _margin(_Folded(points, sure)) == 0


@pytest.mark.parametrize(
    ("values", "cuts"),
    [
        ([4.0] * 50, ()),
        ([1.0, 2.0, 3.0] * 20, (2.0, 3.0)),
        (list(np.arange(100.0)), (20.0, 40.0, 60.0, 80.0)),
        (list(np.arange(1000.0) * 1000), (200_000.0, 400_000.0, 600_000.0, 800_000.0)),
    ],
)
def test_numbers_are_cut_into_classes_of_one_size_at_round_numbers(values, cuts):
    assert cut_points(np.array(values), np.ones(len(values))) == cuts


def test_each_class_of_a_number_holds_somebody():
    random = np.random.default_rng(5)
    for scale in (1e-6, 0.1, 1.0, 1e7):
        values = np.concatenate([random.lognormal(0, 2, 300) * scale, [0.0] * 400])
        cuts = cut_points(values, np.ones(len(values)))
        assert 1 <= len(cuts) <= 4
        assert np.bincount(np.searchsorted(cuts, values, side="right"), minlength=len(cuts) + 1).min() > 0


def test_weights_count_like_so_many_people():
    table, labels = typed.frame(400, 6)
    doubled = pd.concat([table, table[labels == 3]], ignore_index=True)
    twice = np.concatenate([labels, labels[labels == 3]])
    survey = typed.survey(doubled)
    plain = read_sample(survey.wave, survey.answers, *reversed(typed.segmentation(survey, twice)))
    weighted_table = table.assign(w=np.where(labels == 3, 2.0, 1.0))
    survey = typed.survey(weighted_table, weight="w")
    weighted = read_sample(survey.wave, survey.answers, *reversed(typed.segmentation(survey, labels)))
    grown = replace(weighted, weights=weighted.weights * plain.n / weighted.n)
    assert (start_points(plain) == start_points(grown)).all()
    for one, two in zip(plain.questions, grown.questions, strict=True):
        if not one.cuts:
            tables = zip(points_of(one, plain).tables, points_of(two, grown).tables, strict=True)
            assert all((a == b).all() for a, b in tables)


def test_few_questions_find_ten_thousand_people_as_measured_before():
    frame, _ = simulate(Plan(people=10_000, segments=4), 3)
    survey = survey_of(frame, ordinal=["s*"])
    scales = frame.filter(regex="^s").to_numpy(float)
    labels = KMeans(4, n_init=2, random_state=0).fit(scales / scales.std(axis=0)).labels_
    found, column = typed.segmentation(survey, labels)
    told = golden(survey.wave, survey.answers, column, found, Wish(questions=5), Silent())
    curve = dict(told.curve)
    assert 0.75 <= curve[5] <= 0.95
    assert 0.80 <= curve[8] <= 0.98
    number, _ = classify(told, {})
    assert number is None


# ------------------------------------------------------------------ real surveys, segments of the reference


def test_eight_questions_about_tea_find_nine_people_in_ten(tea, reference):
    labels = reference("tea_doc_ncp20_labels.csv").iloc[:, -1].to_numpy(int) - 1
    survey = survey_of(tea, active=tea.columns[:18], illustrative=tea.columns[18:])
    made = chosen((survey, *typed.segmentation(survey, labels)), questions=8)
    active = set(tea.columns[:18])
    assert set(names(survey, made)) <= active
    assert made.chance == pytest.approx(176 / 300, abs=1e-4)
    assert dict(made.curve)[8] >= 0.88
    assert min(made.accuracy.by_segment) >= 0.7


def test_people_who_are_undecided_are_those_taken_wrongly(tea, reference):
    labels = reference("tea_doc_ncp20_labels.csv").iloc[:, -1].to_numpy(int) - 1
    survey = survey_of(tea, active=tea.columns[:18])
    made = chosen((survey, *typed.segmentation(survey, labels)), questions=5)
    measured = made.accuracy
    assert measured.decided >= measured.overall
    wrong_and_undecided = measured.undecided - (
        measured.overall - measured.decided * (1 - measured.undecided)
    )
    assert wrong_and_undecided >= 0.4 * measured.undecided - 1e-3
