"""The figures of the profile: those of the findings, and beside them those that the same rules give."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import described, labels_of, survey_of
from persona_studio.domain.progress import Silent
from persona_studio.domain.variables import Kind
from persona_studio.services.chain.reports import segmentation as report
from persona_studio.services.segments import profiling
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def weighted():
    """A survey with weights, numbers, gaps and a multiple choice, in three segments."""
    random = np.random.default_rng(4)
    n = 400
    kind = random.choice(3, n, p=[0.5, 0.3, 0.2])
    letters = np.array(list("abc"))
    usual = {f"q{i}": letters[(kind + i) % 3] for i in range(6)}
    frame = pd.DataFrame(
        {q: np.where(random.random(n) < 0.8, own, random.choice(letters, n)) for q, own in usual.items()}
    )
    frame["age"] = np.where(random.random(n) < 0.1, np.nan, 30 + 8 * kind + random.normal(0, 5, n))
    for option in ("x", "y"):
        frame[option] = (random.random(n) < 0.2 + 0.2 * kind).astype(int)
    frame["w"] = random.gamma(4, 0.25, n)
    made = survey_of(
        frame,
        active=[*(f"q{i}" for i in range(6)), "several"],
        illustrative=["age"],
        weight="w",
        multiple={"several": ["x", "y"]},
    )
    return made, described(made, kind + 1)


@pytest.fixture(scope="module")
def tea(shared_data):
    frame = pd.read_csv(shared_data / "factominer_tea.csv", keep_default_na=False)
    survey = survey_of(frame, active=frame.columns[:18], illustrative=frame.columns[18:])
    return survey, described(survey, frame["where"].astype("category").cat.codes.to_numpy() + 1)


def counted(survey, made, keys):
    found = made.segmentation
    return profiling.count(survey.wave, found, survey.answers, made.labels, keys, Silent())


def test_what_is_counted_is_what_was_tested(weighted):
    """The light count gives the very figures of the analysis wherever a finding holds them."""
    survey, made = weighted
    segments = made.segmentation.segments
    findings = {(f.variable, f.level, i): f for i, s in enumerate(segments) for f in s.findings}
    keys = tuple(dict.fromkeys((v, level) for v, level, _ in findings))
    figures = counted(survey, made, keys)
    kinds = {survey.wave.variable(v).kind for v, _ in keys}
    assert kinds == {Kind.NOMINAL, Kind.MULTIPLE, Kind.NUMERIC}
    for (variable, level, place), finding in findings.items():
        cell = figures[variable, level][place]
        assert (cell.share, cell.overall) == pytest.approx((finding.share, finding.overall), abs=1e-12)
        assert cell.effect == pytest.approx(finding.effect, abs=1e-9)
        assert cell.base == finding.base


def test_no_cell_stays_empty_and_findings_are_kept_as_they_are(weighted):
    survey, made = weighted
    variables = {v.id: v for v in survey.wave.variables}
    groups = profiling.groups_of(made.segmentation, variables, everything=True)
    figures = counted(survey, made, profiling.missing(groups))
    whole = profiling.filled(groups, figures)
    assert profiling.missing(whole) == ()
    for before, after in zip(groups, whole, strict=True):
        for old, new in zip(before.rows, after.rows, strict=True):
            assert all(b is None or b == a for b, a in zip(old.cells, new.cells, strict=True))


def test_figures_of_too_few_are_not_told(weighted):
    survey, made = weighted
    labels = labels_of(made).copy()
    labels[np.flatnonzero(labels == 3)[9:]] = 0
    column = replace(made.labels, data=labels.tobytes())
    key = (survey.wave.variables[0].id, survey.wave.variables[0].levels[0].code)
    figures = profiling.count(survey.wave, made.segmentation, survey.answers, column, [key], Silent())
    assert [cell is None for cell in figures[key]] == [False, False, True]


def test_the_profile_says_what_the_command_line_says(tea):
    """Every figure of the heat map that is a finding is, digit by digit, one of --json."""
    survey, made = tea
    wave = survey.wave
    told = {
        (s["number"], f["variable"], f["level"]): f
        for s in report(made.segmentation, wave, Texts("fr"))["segments"]
        for f in s["findings"]
    }
    groups = profiling.groups_of(made.segmentation, {v.id: v for v in wave.variables}, everything=True)
    compared = 0
    for row in (row for group in groups for row in group.rows):
        level = row.variable.level(row.level) if row.level is not None else None
        for segment, cell in zip(made.segmentation.segments, row.cells, strict=True):
            said = told.get((segment.number, row.variable.name, level.value if level else None))
            assert (cell is None) == (said is None)
            if cell is not None:
                compared += 1
                for figure in ("share", "overall", "effect"):
                    assert getattr(cell, figure) == said[figure]
                assert cell.finding.count == said["count"]
    assert compared > 30


def test_a_scale_takes_one_line_and_two_answers_one(weighted):
    survey, made = weighted
    variables = {v.id: v for v in survey.wave.variables}
    rows = [r for g in profiling.groups_of(made.segmentation, variables) for r in g.rows]
    several = [r for r in rows if r.variable.kind is Kind.MULTIPLE]
    per_question = {v: sum(r.variable.id == v for r in rows) for v in variables}
    assert max(per_question.values()) <= profiling.ESSENTIAL
    assert several
