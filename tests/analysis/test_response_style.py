"""People who answer high to everything are found out, and made comparable."""

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import survey_of
from persona_studio.analysis.response_style import centred, explained, families, style_of
from persona_studio.analysis.table import Measure


@pytest.fixture
def ratings(random):
    """Return eight items on five levels where each person has a level of their own, and that level."""
    level = random.integers(0, 2, 300)
    answers = np.clip(2 + 2 * level[:, None] + random.integers(-1, 2, (300, 8)), 1, 5)
    return pd.DataFrame(answers, columns=[f"s{i}" for i in range(8)]), level


def test_a_family_is_six_items_on_one_scale(ratings):
    frame, _ = ratings
    other = pd.DataFrame({f"t{i}": np.arange(300) % 7 + 1 for i in range(5)})
    table = survey_of(frame.join(other).assign(q="a", x=1.5), ordinal=["s*", "t*"]).table()
    names = [[table.items[place].name for place in family] for family in families(table)]
    assert names == [list(frame.columns)]
    assert families(survey_of(frame.iloc[:, :5], ordinal=["s*"]).table()) == ()


def test_an_item_whose_end_nobody_chose_is_still_of_the_family(ratings):
    frame, _ = ratings
    frame = frame.assign(s3=frame["s3"].clip(upper=4), s4=frame["s4"].clip(lower=2))
    assert len(families(survey_of(frame, ordinal=["s*"]).table())[0]) == 8


def test_scales_stored_as_numbers_are_families_too(ratings):
    frame, _ = ratings
    assert len(families(survey_of(frame.astype(float)).table())[0]) == 8
    assert families(survey_of(frame + 0.5).table()) == ()
    assert families(survey_of((frame > 3).astype(float)).table()) == ()


def test_the_level_of_each_person_is_measured_and_taken_out(ratings):
    frame, level = ratings
    table = survey_of(frame, ordinal=["s*"]).table()
    family = families(table)[0]
    truth = level[table.rows]
    style = style_of(table, family, 0.0)
    assert style.mean == pytest.approx(frame.to_numpy()[table.rows].mean(axis=1) - frame.to_numpy().mean())
    assert style.spread == pytest.approx((frame - frame.mean()).to_numpy()[table.rows].std(axis=1))
    assert style.extreme == pytest.approx(((frame == 1) | (frame == 5)).to_numpy()[table.rows].mean(axis=1))
    assert explained(style.mean, truth, table.weights) > 0.8
    after = centred(table, (family,), 0.0)
    assert all(item.measure is Measure.NUMBER for item in after.items)
    assert explained(style_of(after, family, 0.0).mean, truth, table.weights) < 1e-6
    assert sum(item.values for item in after.items) == pytest.approx(np.zeros(300), abs=1e-4)


def test_a_missing_rating_neither_counts_nor_appears(ratings):
    frame, _ = ratings
    frame = frame.astype(object)
    frame.loc[:50, "s0"] = None
    table = survey_of(frame.astype(float)).table()
    family = families(table)[0]
    after = centred(table, (family,), 0.0)
    assert np.isnan(after.items[0].values).sum() == 51
    assert np.isfinite(style_of(table, family, 0.0).mean).all()


def test_explained_is_one_for_segments_that_tell_all_and_zero_for_none(random):
    values = random.standard_normal(100)
    weights = random.random(100) + 0.1
    assert explained(values, np.arange(100), weights) == pytest.approx(1.0)
    assert explained(values, np.zeros(100, int), weights) == pytest.approx(0.0)
    assert explained(np.ones(100), np.arange(100), weights) == 0.0
