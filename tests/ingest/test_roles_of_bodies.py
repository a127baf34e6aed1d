"""Numbers about the body illustrate, all by one rule; what weighs respondents, or things, does not."""

import numpy as np
import pytest

from persona_studio.domain.variables import Role

RANDOM = np.random.default_rng(4)
OTHERS = ["Thé", "Café", "Lait", "Eau"]


def survey_of(header: str, values: list[str]) -> str:
    choices = ["oui", "non", "parfois"]
    lines = [";".join([header, *OTHERS])]
    lines += [";".join([value, *RANDOM.choice(choices, len(OTHERS))]) for value in values]
    return "\n".join(lines) + "\n"


KILOS = [str(n) for n in RANDOM.integers(45, 110, 150)]


@pytest.mark.parametrize(
    "header", ["Weight", "Poids (kg)", "Body weight", "Height", "Taille", "IMC", "What is your weight in kg?"]
)
def test_numbers_of_a_body_illustrate(imported, header):
    variable = imported(survey_of(header, KILOS)).wave.variables[0]
    assert variable.role is Role.ILLUSTRATIVE
    assert "demographic" in {reason.code for reason in variable.guess}


@pytest.mark.parametrize("header", ["Weight of the last parcel you sent by post", "Dépense mensuelle"])
def test_other_numbers_form_segments(imported, header):
    assert imported(survey_of(header, KILOS)).wave.variables[0].role is Role.ACTIVE


def test_a_weight_of_respondents_stays_one(imported):
    weights = [f"{n:.4f}" for n in RANDOM.uniform(0.4, 2.2, 150)]
    assert imported(survey_of("weight", weights)).wave.variables[0].role is Role.WEIGHT


def test_height_and_weight_have_one_role_in_a_real_survey(real):
    young = real("kaggle_young_people_responses.csv")
    assert {young[name].role for name in ("Height", "Weight", "Age")} == {Role.ILLUSTRATIVE}
