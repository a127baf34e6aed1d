"""Findings: the figures of the reference, and the rules of what is shown."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import Survey, survey_of
from persona_studio.analysis import describe
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Finding
from persona_studio.domain.waves import Column


def found(survey: Survey, labels: np.ndarray, **changes) -> tuple[tuple[Finding, ...], ...]:
    column = Column("u1", len(labels), np.asarray(labels, np.uint8).tobytes())
    return describe(survey.wave, survey.answers, column, replace(survey.recipe, **changes), Silent())


def by_name(survey: Survey, findings: tuple[Finding, ...]) -> dict[str, Finding]:
    """Return findings as the reference names them: question=answer."""
    names = {}
    for finding in findings:
        variable = survey.wave.variable(finding.variable)
        level = variable.level(finding.level) if finding.level is not None else None
        names[f"{variable.name}={level.value}" if level else variable.name] = finding
    return names


@pytest.fixture(scope="module")
def tea_findings(tea_survey, reference):
    labels = reference("tea_doc_ncp20_labels.csv")["clust"].to_numpy()
    return [by_name(tea_survey, part) for part in found(tea_survey, labels)]


def test_tea_has_the_95_test_values_of_the_reference(tea_findings, reference):
    rows = reference("tea_doc_ncp20_vtests_all.csv")
    assert len(rows) == sum(len(part) for part in tea_findings) == 95
    for row in rows.to_dict("records"):
        finding = tea_findings[row["cluster"] - 1][row["modality"]]
        assert finding.v == pytest.approx(row["v.test"], abs=1e-9)
        assert 100 * finding.share == pytest.approx(row["Mod_Cla"], abs=1e-9)
        assert 100 * finding.overall == pytest.approx(row["Global"], abs=1e-9)
        assert 100 * finding.count / (finding.overall * 300) == pytest.approx(row["Cla_Mod"], abs=1e-9)
        assert finding.ratio == pytest.approx(row["Mod_Cla"] / row["Global"])


def test_tea_marks_what_made_the_segments(tea_findings, tea):
    for part in tea_findings:
        for name, finding in part.items():
            assert finding.active == (name.split("=")[0] in tea.columns[:18])
    assert any(not f.active for part in tea_findings for f in part.values())


def test_findings_shown_come_first_and_by_strength(tea_survey, reference):
    labels = reference("tea_doc_ncp20_labels.csv")["clust"].to_numpy()
    for part in found(tea_survey, labels):
        shown = [f.shown for f in part]
        assert shown == sorted(shown, reverse=True)
        for side in (True, False):
            effects = np.array([abs(f.effect) for f in part if f.shown is side])
            assert (np.diff(effects) < 1e-8).all()


def test_hdv2003_has_the_weighted_shares_of_the_reference(hdv_survey, reference):
    labels = reference("hdv2003_famd_wnorm_labels.csv")["clust"].to_numpy()
    parts = [by_name(hdv_survey, part) for part in found(hdv_survey, labels)]
    rows = reference("hdv2003_famd_wnorm_vtests_all.csv").to_dict("records")
    seen = 0
    for row in rows:
        finding = parts[int(row["cluster"]) - 1].get(row["modality"])
        if finding is None:
            # Fewer effective people: what was just significant there may not be so here.
            assert abs(row["v.test"]) < 3.5
            continue
        assert 100 * finding.share == pytest.approx(row["Mod_Cla"], abs=1e-9)
        assert 100 * finding.overall == pytest.approx(row["Global"], abs=1e-9)
        assert np.sign(finding.v) == np.sign(row["v.test"])
        seen += 1
    assert seen > 0.75 * len(rows)


def test_hdv2003_has_the_weighted_means_of_the_reference(hdv_survey, reference):
    labels = reference("hdv2003_famd_wnorm_labels.csv")["clust"].to_numpy()
    parts = [by_name(hdv_survey, part) for part in found(hdv_survey, labels)]
    effective = hdv_survey.table().effective
    for row in reference("hdv2003_famd_wnorm_quanti_vtests.csv").to_dict("records"):
        finding = parts[int(row["cluster"]) - 1].get(row["variable"])
        if finding is None:
            continue
        assert finding.share == pytest.approx(row["Mean in category"], abs=1e-9)
        assert finding.overall == pytest.approx(row["Overall mean"], abs=1e-9)
        gap = row["Mean in category"] - row["Overall mean"]
        assert finding.effect == pytest.approx(gap / row["Overall sd"], abs=1e-9)
        # Weights leave fewer people than there are: our value is smaller by the square root of that.
        assert finding.v == pytest.approx(row["v.test"] * np.sqrt(effective / 1995), rel=1e-3)


def test_expansion_weights_do_not_make_small_gaps_significant(random):
    frame = pd.DataFrame({"q": random.choice(["a", "b"], 2000), "w": random.lognormal(8, 0.8, 2000)})
    survey = survey_of(frame, weight="w")
    labels = 1 + (np.arange(2000) % 2)
    assert found(survey, labels) == ((), ())


def test_the_scale_of_weights_changes_no_finding(random):
    frame = two_groups(random).assign(w=random.random(400) + 0.5)
    labels = np.repeat([1, 2], 200)
    once = found(survey_of(frame, weight="w"), labels)
    again = found(survey_of(frame.assign(w=frame["w"] * 1000), weight="w"), labels)
    for mine, theirs in zip(once, again, strict=True):
        assert [f.v for f in mine] == pytest.approx([f.v for f in theirs])


def two_groups(random: np.random.Generator, n: int = 400) -> pd.DataFrame:
    half = n // 2
    return pd.DataFrame(
        {
            "q": np.concatenate(
                [random.choice(["a", "b"], half, p=[0.8, 0.2]), random.choice(["a", "b"], half)]
            ),
            "x": np.concatenate([random.standard_normal(half), 1 + random.standard_normal(half)]),
            "noise": random.choice(["u", "v", "w"], n),
            "o1": random.integers(0, 2, n).astype(float),
            "o2": np.repeat([1.0, 0.0], half),
        }
    )


def test_an_option_is_counted_among_those_who_saw_the_question(random):
    frame = two_groups(random)
    frame.loc[:99, ["o1", "o2"]] = np.nan
    survey = survey_of(frame, active=["x"], multiple={"m": ["o1", "o2"]})
    parts = [by_name(survey, part) for part in found(survey, np.repeat([1, 2], 200))]
    assert parts[0]["m=o2"].share == 1.0
    assert parts[0]["m=o2"].base == parts[0]["m=o2"].count == 100
    assert parts[0]["m=o2"].overall == pytest.approx(100 / 300)


def test_people_of_segment_zero_are_nobody(random):
    frame = two_groups(random)
    survey = survey_of(frame)
    labels = np.repeat([1, 2], 200)
    extended = pd.concat([frame, frame.assign(q="b", x=50.0)], ignore_index=True)
    longer = survey_of(extended)
    assert found(longer, np.concatenate([labels, np.zeros(400)])) == found(survey, labels)


def test_a_small_base_is_not_shown(random):
    frame = pd.DataFrame({"q": ["a"] * 29 + ["b"] * 171, "r": ["a"] * 31 + ["b"] * 169})
    for size, shown in ((29, False), (31, True)):
        labels = np.where(np.arange(200) < size, 1, 2)
        part = found(survey_of(frame), labels)[0]
        assert {f.shown for f in part if f.count >= 10} == {shown}


def test_what_fewer_than_ten_people_gave_is_not_shown():
    for count, shown in ((9, False), (10, True)):
        answers = ["a"] * count + ["b"] * (60 - count) + ["a"] * 30 + ["b"] * 30
        labels = np.repeat([1, 2], 60)
        part = found(survey_of(pd.DataFrame({"q": answers})), labels)[0]
        given = {f.count: f.shown for f in part}
        assert given == {count: shown, 60 - count: True}


def test_a_significant_but_tiny_gap_is_not_shown():
    half, few = 20_000, 600
    answers = ["a"] * (half // 2 + few) + ["b"] * (half // 2 - few) + ["a", "b"] * (half // 2)
    part = found(survey_of(pd.DataFrame({"q": answers})), np.repeat([1, 2], half))[0]
    assert part[0].share - part[0].overall == pytest.approx(0.015)
    assert part[0].p_adjusted < 1e-8
    assert not any(finding.shown for finding in part)


def test_a_constant_or_unanswered_variable_has_no_finding():
    frame = pd.DataFrame({"c": ["same"] * 100, "n": [np.nan] * 100, "k": [3.0] * 100})
    assert found(survey_of(frame), np.repeat([1, 2], 50)) == ((), ())


def test_the_interval_holds_the_share_and_the_number_its_mean(random):
    survey = survey_of(two_groups(random))
    for part in found(survey, np.repeat([1, 2], 200)):
        for finding in part:
            assert finding.low <= finding.share <= finding.high
    number = by_name(survey, found(survey, np.repeat([1, 2], 200))[1])["x"]
    assert number.level is None
    assert number.high - number.low == pytest.approx(2 * 1.96 / np.sqrt(200), rel=0.2)
