"""Each respondent and each variable that quality is about comes with its reason."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from persona_studio.domain.examination import Copy, Fast, Few
from persona_studio.domain.variables import Kind, Role
from persona_studio.domain.waves import MemoryAnswers, Removal
from persona_studio.ingest.reasons import examine
from persona_studio.ingest.recast import recast


def examined(survey, wave=None):
    return examine(wave or survey.wave, MemoryAnswers(survey.wave.respondents, dict(survey.columns)))


def rows_of(n, items=8, seed=3):
    random = np.random.default_rng(seed)
    towns = random.choice(["Paris", "Lyon", "Lille", "Nice", "Brest"], n)
    return [[str(i + 1), towns[i], *map(str, random.integers(1, 6, items))] for i in range(n)]


def text_of(rows, items=8, more=()):
    header = ["ID", "Magasin", *(f"Q5 - {chr(65 + i)}" for i in range(items)), *more]
    return "\n".join(";".join(row) for row in [header, *rows]) + "\n"


def cases(survey):
    return {reason: {case.row: case.why for case in found} for reason, found in examined(survey).cases}


@settings(max_examples=25, deadline=None)
@given(
    copies=st.dictionaries(st.integers(100, 119), st.integers(0, 99), max_size=6),
    flat=st.dictionaries(st.integers(120, 139), st.integers(1, 5), max_size=6),
    short=st.sets(st.integers(140, 145), max_size=4),
)
def test_every_planted_flaw_is_told(tmp_path_factory, copies, flat, short):
    from helpers.imports import import_file

    rows = rows_of(200)
    for row, of in copies.items():
        rows[row] = list(rows[of])
    for row, answer in flat.items():
        rows[row][2:] = [str(answer)] * 8
    for row in short:
        rows[row][1:9] = [""] * 8
    path = tmp_path_factory.mktemp("flaws") / "survey.csv"
    path.write_text(text_of(rows), "utf-8")
    told = cases(import_file(path))
    found = told.get(Removal.DUPLICATE, {})
    assert found == {row: Copy(of) for row, of in copies.items()}
    found = told.get(Removal.STRAIGHT_LINER, {})
    assert {row: found[row].answer for row in flat} == {row: str(answer) for row, answer in flat.items()}
    assert all(found[row].count == 8 and "Q5" in found[row].block for row in flat)
    found = told.get(Removal.UNFINISHED, {})
    assert found == {row: Few(1, 9) for row in short}


def test_who_was_fast_and_how_much(imported):
    times = [45 if i == 4 else 240 + 7 * i % 23 for i in range(60)]
    rows = [[*row, str(times[i])] for i, row in enumerate(rows_of(60))]
    usual = float(np.median(times))
    survey = imported(text_of(rows, more=["Durée (en secondes)"]))
    assert cases(survey)[Removal.SPEEDER] == {4: Fast(45, usual, "s")}
    survey = imported(text_of(rows, more=["Durée"]))
    assert cases(survey)[Removal.SPEEDER] == {4: Fast(45, usual, "")}


def test_times_between_two_dates_are_seconds_and_no_clock_runs_backwards(imported):
    rows = rows_of(60)
    begun = np.datetime64("2024-03-01T10:00:00") + np.arange(60).astype("timedelta64[m]")
    spent = np.full(60, 250)
    spent[4], spent[7] = 45, -40_000
    ended = begun + spent.astype("timedelta64[s]")
    said = [[*row, *(str(m[i]).replace("T", " ") for m in (begun, ended))] for i, row in enumerate(rows)]
    told = cases(imported(text_of(said, more=["StartDate", "EndDate"])))[Removal.SPEEDER]
    assert list(told) == [4]
    assert (told[4].time, told[4].median, told[4].unit) == (pytest.approx(45), pytest.approx(250), "s")


def test_variables_come_with_their_figures(imported):
    random = np.random.default_rng(5)
    spend = random.integers(10, 500, (200, 3))
    sex = random.choice(["Femme", "Homme"], 200)
    lines = ["Pays;Sexe;Civilité;Bar;Resto;Hôtel;Total;Moins"]
    for i in range(200):
        parts = [*spend[i], spend[i].sum(), -spend[i].sum()]
        lines.append(";".join(["France", sex[i], "Mme" if sex[i] == "Femme" else "M.", *map(str, parts)]))
    survey = imported("\n".join(lines) + "\n")
    names = {v.id: v.name for v in survey.wave.variables}
    found = examined(survey)
    assert [(names[c.variable], c.answer, c.count) for c in found.constants] == [("Pays", "France", 200)]
    pairs = {(names[a.one], names[a.other]): (a.measure, round(a.value, 9)) for a in found.alike}
    assert pairs["Sexe", "Civilité"] == ("v", 1.0)
    assert pairs["Total", "Moins"] == ("r", -1.0)
    assert [(names[s.variable], {names[i] for i in s.items}) for s in found.totals] == [
        ("Total", {"Bar", "Resto", "Hôtel"})
    ]


def test_reasons_survive_levels_moved_and_kinds_changed(imported):
    rows = rows_of(120)
    rows[10][2:] = ["4"] * 8
    rows[119] = list(rows[3])
    survey = imported(text_of(rows))
    before = examined(survey)
    variables = []
    for variable in survey.wave.variables:
        levels = tuple(reversed(variable.levels))
        variables.append(replace(variable, levels=levels))
    assert examined(survey, replace(survey.wave, variables=tuple(variables))) == before
    changed, column = recast(survey["Magasin"], survey.column("Magasin"), Kind.TEXT)
    wave = replace(
        survey.wave, variables=tuple(changed if v.id == changed.id else v for v in survey.wave.variables)
    )
    columns = {**survey.columns, changed.id: column}
    assert examine(wave, MemoryAnswers(120, columns)).cases == before.cases


def test_what_the_import_counted_is_what_is_told(real, shared_data):
    for path in sorted(shared_data.glob("*.[cs]*v")):
        survey = real(path.name)
        told = {reason: len(found) for reason, found in examined(survey).cases}
        assert told == {r.reason: r.count for r in survey.wave.quality.removals}, path.name
        assert all(case.why is not None for _, found in examined(survey).cases for case in found), path.name


def test_list_and_reasons_are_of_one_moment(imported):
    rows = rows_of(120)
    for place in (7, 8):
        rows[place][2:7] = [""] * 5
    survey = imported(text_of(rows))
    assert cases(survey)[Removal.UNFINISHED] == {7: Few(4, 9), 8: Few(4, 9)}
    # Were only the last three questions active, they would have answered them all.
    kept = [v.name for v in survey.wave.variables if v.role is Role.ACTIVE][-3:]
    variables = tuple(
        replace(v, role=Role.ILLUSTRATIVE) if v.role is Role.ACTIVE and v.name not in kept else v
        for v in survey.wave.variables
    )
    found = dict(examined(survey, replace(survey.wave, variables=variables)).cases)
    assert [case.why for case in found[Removal.UNFINISHED]] == [Few(3, 3, still=False)] * 2
