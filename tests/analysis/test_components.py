"""Axes: equal to the reference tool, to plain algebra, and to themselves when nothing real changes."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.decomposition import PCA

from analysis.surveys import survey_of
from persona_studio.analysis import components
from persona_studio.analysis.components import fit_famd
from persona_studio.analysis.encode import group_options
from persona_studio.errors import UserError


def mixed(random: np.random.Generator, n: int = 60) -> pd.DataFrame:
    x = random.standard_normal(n)
    return pd.DataFrame(
        {
            "x": x,
            "y": x + random.standard_normal(n),
            "q": random.choice(list("abc"), n),
            "r": np.where(x + random.standard_normal(n) > 0, "yes", "no"),
            "s": random.integers(1, 6, n),
        }
    )


def values_of(frame: pd.DataFrame, rare: float = 0.0, **options) -> np.ndarray:
    return fit_famd(survey_of(frame, ordinal=["s*"], **options).table(), rare).eigenvalues


def test_tea_eigenvalues_and_coordinates_are_those_of_the_reference(tea_survey, reference):
    table = tea_survey.table()
    model = fit_famd(table, 0.0)
    expected = reference("tea_doc_ncp20_eig.csv").iloc[:, 1].to_numpy()
    assert model.eigenvalues == pytest.approx(expected, abs=1e-12)
    assert model.total == pytest.approx(1.5, abs=1e-12)
    mine = model.coordinates(table)[np.argsort(table.rows)]
    theirs = reference("tea_doc_ncp20_ind_coord.csv").iloc[:, 1:].to_numpy()
    assert np.abs(mine) == pytest.approx(np.abs(theirs), abs=1e-8)


def test_hdv2003_eigenvalues_are_those_of_the_reference(hdv_survey, reference):
    table = hdv_survey.table()
    assert table.n == 1995
    expected = reference("hdv2003_famd_wnorm.json")
    model = fit_famd(table, 0.0)
    assert model.eigenvalues[:5] == pytest.approx(expected["eig"], abs=1e-8)
    assert 100 * model.eigenvalues[:5] / model.total == pytest.approx(expected["pct"], abs=1e-7)


def test_numbers_alone_give_principal_components(random):
    frame = mixed(random)[["x", "y"]].assign(z=random.standard_normal(60))
    scaled = (frame - frame.mean()) / frame.std(ddof=0)
    expected = PCA().fit(scaled).explained_variance_ * 59 / 60
    assert values_of(frame) == pytest.approx(expected)


def test_the_variance_of_each_axis_is_its_eigenvalue(random):
    table = survey_of(mixed(random).assign(w=random.random(60) + 0.1), weight="w", ordinal=["s"]).table()
    model = fit_famd(table, 0.0)
    points = model.coordinates(table)
    assert table.weights @ points == pytest.approx(np.zeros(points.shape[1]), abs=1e-9)
    products = (points * table.weights[:, None]).T @ points / table.n
    assert products == pytest.approx(np.diag(model.eigenvalues), abs=1e-9)


@given(st.integers(0, 2**20), st.floats(0.01, 1000))
@settings(max_examples=15)
def test_the_scale_of_the_weights_does_not_matter(seed, factor):
    random = np.random.default_rng(seed)
    frame = mixed(random).assign(w=random.random(60) + 0.1)
    once = values_of(frame, weight="w")
    assert values_of(frame.assign(w=frame["w"] * factor), weight="w") == pytest.approx(once, abs=1e-10)


@given(st.integers(0, 2**20))
@settings(max_examples=15)
def test_whole_weights_are_repeated_people(seed):
    random = np.random.default_rng(seed)
    frame = mixed(random).assign(w=random.integers(1, 4, 60).astype(float))
    repeated = frame.loc[frame.index.repeat(frame["w"].astype(int))].reset_index(drop=True)
    assert values_of(frame, weight="w") == pytest.approx(values_of(repeated.drop(columns="w")), abs=1e-10)


@given(st.integers(0, 2**20), st.permutations(["x", "y", "q", "r", "s"]))
@settings(max_examples=15)
def test_orders_and_names_of_levels_change_nothing(seed, order):
    random = np.random.default_rng(seed)
    frame = mixed(random)
    shuffled = frame.sample(frac=1, random_state=seed)[order].reset_index(drop=True)
    assert (values_of(frame) == values_of(shuffled)).all()
    renamed = frame.assign(q=frame["q"].map({"a": "z", "b": "m", "c": "b"}))
    assert values_of(renamed) == pytest.approx(values_of(frame), abs=1e-10)


def test_the_largest_loading_of_each_axis_is_positive(random):
    model = fit_famd(survey_of(mixed(random)).table(), 0.0)
    largest = np.abs(model.axes).argmax(axis=0)
    assert (model.axes[largest, np.arange(model.axes.shape[1])] > 0).all()


def test_a_block_weighs_as_one_question(random):
    frame = pd.DataFrame(
        {f"s{i}": random.integers(1, 6, 80) for i in range(6)} | {"x": random.standard_normal(80)}
    )
    frame["s1"], frame["s2"] = frame["s0"], frame["s0"]
    blocks = {f"s{i}": "grid" for i in range(6)}
    assert values_of(frame)[0] > 2.5
    assert values_of(frame, blocks=blocks)[0] < 2.0
    alone = values_of(frame.drop(columns="x"), blocks=blocks)
    assert alone[0] == pytest.approx(1.0)


def test_the_options_of_a_multiple_choice_are_one_block(random):
    options = pd.DataFrame({f"o{i}": random.integers(0, 2, 100).astype(float) for i in range(4)})
    frame = options.assign(x=random.standard_normal(100))
    survey = survey_of(frame, active=["x"], multiple={"m": list(options.columns)})
    model = fit_famd(survey.table(), 0.0)
    assert model.encoding.questions == 2
    assert model.eigenvalues[0] < 2
    assert model.encoding.columns == 5


def test_a_missing_answer_is_the_average_answer(random):
    frame = mixed(random)
    frame.loc[:9, "x"] = np.nan
    frame.loc[5:19, "q"] = None
    table = survey_of(frame).table()
    model = fit_famd(table, 0.0)
    columns = model.encoding.matrix(table, slice(0, table.n))
    missing = np.isnan(table.items[table_place(table, "x")].values)
    place = [c.place for c in model.encoding.coders].index(table_place(table, "x"))
    start = sum(c.width for c in model.encoding.coders[:place])
    assert (columns[missing, start] == 0).all()
    assert table.weights @ columns == pytest.approx(np.zeros(columns.shape[1]), abs=1e-9)


def table_place(table, name):
    return next(place for place, item in enumerate(table.items) if item.name == name)


def test_constant_columns_are_left_out(random):
    frame = mixed(random).assign(c="same", d=3.0, s9=4)
    assert values_of(frame) == pytest.approx(values_of(frame.drop(columns=["c", "d", "s9"])))


def test_many_chunks_give_the_same_axes_as_one(random, monkeypatch):
    table = survey_of(mixed(random, 900)).table()
    once = fit_famd(table, 0.0)
    monkeypatch.setattr(components, "CHUNK", 1)
    many = fit_famd(table, 0.0)
    assert many.eigenvalues == pytest.approx(once.eigenvalues, abs=1e-10)


def test_axes_kept_are_those_above_the_average(random):
    model = fit_famd(survey_of(mixed(random)).table(), 0.0)
    assert model.above_average == 5
    wide = replace(model, eigenvalues=np.full(30, 2.0), axes=np.ones((40, 30)), total=1.0)
    assert wide.above_average == 20


def test_too_many_columns_are_refused_before_memory_is_used(random, monkeypatch):
    monkeypatch.setattr(components, "MOST_COLUMNS", 5)
    with pytest.raises(UserError, match="too_many_columns"):
        fit_famd(survey_of(mixed(random)).table(), 0.0)


def test_few_eigenvalues_are_enough_when_there_are_many_columns(random, monkeypatch):
    table = survey_of(mixed(random)).table()
    every = fit_famd(table, 0.0, 4)
    monkeypatch.setattr(components, "ALL_VALUES", 2)
    some = fit_famd(table, 0.0, 4)
    assert len(some.eigenvalues) == 4
    assert some.eigenvalues == pytest.approx(every.eigenvalues[:4])
    assert np.abs(some.axes) == pytest.approx(np.abs(every.axes), abs=1e-8)
    assert some.above_average == min(every.above_average, 4)


def test_rare_options_count_as_one(random):
    options = pd.DataFrame({f"o{i}": np.zeros(200) for i in range(5)})
    options.loc[:99, "o0"] = 1
    for i in range(1, 5):
        options.loc[100 + 3 * i : 102 + 3 * i, f"o{i}"] = 1
    survey = survey_of(
        options.assign(x=random.standard_normal(200)), active=["x"], multiple={"m": list(options)}
    )
    table = survey.table()
    assert fit_famd(table, 0.02).encoding.columns == 2
    grouped = fit_famd(group_options(table, 0.02), 0.02)
    assert grouped.encoding.columns == 3


def test_a_battery_of_many_items_is_not_one_question(random):
    frame = pd.DataFrame(
        {f"s{i}": random.integers(1, 6, 100) for i in range(21)} | {"x": random.standard_normal(100)}
    )
    battery = {f"s{i}": "battery" for i in range(21)}
    assert fit_famd(survey_of(frame, blocks=battery).table(), 0.0).encoding.questions == 22
    grid = survey_of(frame.drop(columns="s20"), blocks=battery).table()
    assert fit_famd(grid, 0.0).encoding.questions == 2
