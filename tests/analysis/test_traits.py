"""People who differ by degree only: they answer alike, and there is no kind of them."""

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import survey_of
from persona_studio.analysis.components import fit_famd
from persona_studio.analysis.table import present
from persona_studio.analysis.traits import fit_traits, unspiked


def by_one_trait(random, people=1500, strength=1.0) -> pd.DataFrame:
    trait = strength * random.standard_normal(people)[:, None]
    latent = trait + random.standard_normal((people, 12))
    scales = {f"s{i:02}": np.digitize(latent[:, i], [-2, -0.5, 1, 2]) + 1 for i in range(6)}
    names = {f"q{i:02}": np.array(list("abc"))[np.digitize(latent[:, i], [-1, 0.5])] for i in range(6, 10)}
    return pd.DataFrame(scales | names | {"x": np.exp(latent[:, 10]), "y": latent[:, 11]})


@pytest.fixture
def table(random):
    frame = by_one_trait(random)
    frame.loc[3:40, "x"] = np.nan
    return survey_of(frame, ordinal=["s*"]).table()


def test_margins_are_kept(table, random):
    drawn = fit_traits(table, 0.0, random).draw(random)
    for mine, theirs in zip(drawn.items, table.items, strict=True):
        assert (present(mine.values) == present(theirs.values)).all()
        if mine.name.startswith("q"):
            counts = [np.bincount(item.values, minlength=4) / table.n for item in (mine, theirs)]
            assert counts[0] == pytest.approx(counts[1], abs=0.05)
        else:
            assert np.sort(mine.values) == pytest.approx(np.sort(theirs.values), nan_ok=True)


@pytest.mark.parametrize("strength", [0.5, 1.5])
def test_correlations_are_kept(random, strength):
    table = survey_of(by_one_trait(random, strength=strength), ordinal=["s*"]).table()
    traits = fit_traits(table, 0.0, random)
    mine = np.mean([fit_famd(traits.draw(random), 0.0).eigenvalues[:3] for _ in range(4)], axis=0)
    assert mine == pytest.approx(fit_famd(table, 0.0).eigenvalues[:3], rel=0.08)


def test_other_people_are_drawn_each_time(table, random):
    traits = fit_traits(table, 0.0, random)
    first, second = traits.draw(random), traits.draw(random)
    assert any((a.values != b.values).any() for a, b in zip(first.items, second.items, strict=True))


def test_answers_that_have_nothing_in_common_have_no_traits(random):
    frame = pd.DataFrame(random.integers(1, 6, (1000, 30)), columns=[f"s{i:02}" for i in range(30)])
    assert fit_traits(survey_of(frame, ordinal=["s*"]).table(), 0.0, random).loadings.shape == (30, 0)


def test_groups_are_not_kept(random):
    truth = np.repeat([0, 1, 2], 300)
    latent = 0.8 * random.standard_normal((3, 40))[truth] + random.standard_normal((900, 40))
    scales = np.digitize(latent, [-1.5, -0.5, 0.5, 1.5]) + 1
    table = survey_of(pd.DataFrame(scales, columns=[f"s{i:02}" for i in range(40)]), ordinal=["s*"]).table()
    drawn = fit_traits(table, 0.0, random).draw(random)

    def kurtosis(some):
        axis = fit_famd(some, 0.0).coordinates(some)[:, 0]
        return float((axis**4).mean() / (axis**2).mean() ** 2)

    # Two or three humps are flatter than one.
    assert kurtosis(drawn) > kurtosis(table) + 0.4


def test_weights_are_taken_into_account(random):
    frame = by_one_trait(random, 600).assign(w=random.lognormal(0, 0.5, 600))
    table = survey_of(frame, ordinal=["s*"], weight="w").table()
    drawn = fit_traits(table, 0.0, random).draw(random)
    assert (drawn.weights == table.weights).all()


def test_the_variance_of_a_trait_is_found_behind_its_eigenvalue(random):
    """A spike of 1 + 2 over noise: Baik and Silverstein (2006) give the eigenvalue to expect."""
    ratio, spike = 0.3, 2.0
    expected = (1 + spike) * (1 + ratio / spike)
    assert unspiked(np.array([expected, 1.5, 0.4]), 1.0, ratio) == pytest.approx([spike, 0.0, 0.0])
