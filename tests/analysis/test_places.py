"""The map: the reference tool's coordinates, and the answers that really pull an axis."""

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import survey_of
from persona_studio.analysis.components import fit_famd
from persona_studio.analysis.places import MOST_POLES, plane_of
from persona_studio.domain.segments import Method


def plane(survey, rare=0.0, **changes):
    table = survey.table(**changes)
    model = fit_famd(table, rare)
    return plane_of(model, table, survey.wave), model


def places(made, respondents):
    return np.frombuffer(made.places.data, "<f8").reshape(2, respondents)


def test_places_on_the_map_of_tea_are_those_of_the_reference(tea_survey, reference):
    made, _ = plane(tea_survey)
    theirs = reference("tea_doc_ncp20_ind_coord.csv").iloc[:, 1:3].to_numpy()
    assert np.abs(places(made, 300).T) == pytest.approx(np.abs(theirs), abs=1e-6)
    eigenvalues = reference("tea_doc_ncp20_eig.csv").iloc[:, 1].to_numpy()
    assert [axis.inertia for axis in made.axes] == pytest.approx(eigenvalues[:2] / eigenvalues.sum())


def test_poles_are_the_answers_that_the_plain_formula_finds(tea_survey, tea):
    """Contribution of a level: its weight × its squared coordinate ÷ λ (Lebart, Morineau, Piron 1995)."""
    made, model = plane(tea_survey)
    at = places(made, 300)
    variables = {v.id: v for v in tea_survey.wave.variables}
    for number, axis in enumerate(made.axes):
        value = model.eigenvalues[number]
        for side, poles in ((1, axis.high), (-1, axis.low)):
            contributions = {}
            for name in tea.columns[:18]:
                for answer in tea[name].unique():
                    people = (tea[name] == answer).to_numpy()
                    coordinate = at[number, people].mean() / np.sqrt(value)
                    if side * coordinate > 0:
                        contributions[name, answer] = people.sum() / (300 * 18) * coordinate**2 / value
            ranked = sorted(contributions.items(), key=lambda pair: -pair[1])
            best = {}
            for (name, answer), share in ranked:
                best.setdefault(name, (answer, share))
            expected = list(best.items())[:MOST_POLES]
            found = [
                (variables[p.variable].name, variables[p.variable].level(p.level).value, p.weight)
                for p in poles
            ]
            assert [f[:2] for f in found] == [(name, answer) for name, (answer, _) in expected]
            assert [f[2] for f in found] == pytest.approx([share for _, (_, share) in expected], rel=1e-4)


def test_a_scale_is_told_by_its_ends_and_a_number_by_more_or_less(random):
    drive = random.standard_normal(200)
    frame = pd.DataFrame(
        {
            "x": drive + 0.3 * random.standard_normal(200),
            "s": np.digitize(drive + 0.3 * random.standard_normal(200), [-1, 0, 1]) + 1,
            "q": np.where(drive > 0, "yes", "no"),
        }
    )
    survey = survey_of(frame, ordinal=["s"])
    first = plane(survey)[0].axes[0]
    names = {v.id: v for v in survey.wave.variables}
    told = {names[p.variable].name: (p, names[p.variable]) for p in (*first.high, *first.low) if p.high}
    number, scale = told["x"][0], told["s"][0]
    assert number.level is None
    assert told["s"][1].level(scale.level).value == "4"
    sides = first.high if number in first.high else first.low
    assert scale in sides, "what goes together stands at the same end"
    answers = {names[p.variable].level(p.level).value for p in sides if names[p.variable].name == "q"}
    assert answers == {"yes"}


def test_an_option_stands_at_one_end_chosen_and_at_the_other_not(random):
    drive = random.standard_normal(300)
    chosen = pd.DataFrame(
        {n: (drive + 0.5 * random.standard_normal(300) > 0).astype(int) for n in ("a", "b", "c")}
    )
    survey = survey_of(chosen, multiple={"m": ["a", "b", "c"]})
    axis = plane(survey)[0].axes[0]
    assert {p.high for p in axis.high} != {p.high for p in axis.low}
    assert all(p.level is not None for p in (*axis.high, *axis.low))


def test_who_is_not_used_has_no_place(random):
    frame = pd.DataFrame(
        {
            "a": random.choice(list("xyz"), 120),
            "b": random.choice(list("pq"), 120),
            "w": np.where(np.arange(120) < 20, 0.0, 1.0),
        }
    )
    survey = survey_of(frame, weight="w")
    at = places(plane(survey)[0], 120)
    assert np.isnan(at[:, :20]).all()
    assert np.isfinite(at[:, 20:]).all()


def test_one_question_of_two_answers_leaves_the_second_axis_flat():
    survey = survey_of(pd.DataFrame({"a": ["x", "y"] * 40}))
    made, _ = plane(survey)
    assert len(made.axes) == 1
    assert np.ptp(places(made, 80)[1]) == 0


def test_segments_come_with_their_map(random):
    kind = random.integers(0, 2, 90)
    frame = pd.DataFrame({f"q{i}": np.where(random.random(90) < 0.9, kind, 1 - kind) for i in range(4)})
    made = survey_of(frame.astype(str)).segment(segments=2, method=Method.TREE)
    assert len(made.segmentation.map) == 2
    labels = np.frombuffer(made.labels.data, np.uint8)
    assert (np.isfinite(places(made, 90)[0]) == (labels > 0)).all()
    shares = [axis.inertia for axis in made.segmentation.map]
    assert shares == pytest.approx(list(made.segmentation.inertia[:2]))
