"""What the inspector says of the line behind an action."""

import pytest

from persona_studio.domain.personas import Attribute, Evidence, Provenance
from persona_studio.texts import Texts
from persona_studio.ui.places.personas.companions.panels import behind

T = Texts("en")


def said(**known):
    proof = Evidence(question="How often?", **known)
    return behind(Attribute(id="a", text="x", provenance=Provenance.DATA, evidence=proof), T)


def test_the_shares_of_enough_respondents_are_told():
    assert said(share=0.6, overall=0.37, count=60, base=100) == (
        "Data · 60% of the segment · 37% of all · How often?"
    )


@pytest.mark.parametrize(
    "known",
    [
        pytest.param({"share": 0.5, "overall": 0.2, "count": 3, "base": 6}, id="few"),
        pytest.param({"share": 0.5, "overall": 0.2, "count": 20, "base": 9}, id="small base"),
        pytest.param({"share": 42.5, "overall": 38.0, "count": 80, "base": 80}, id="mean"),
        pytest.param(
            {"share": 0.4, "overall": 0.6, "low": -0.2, "high": 1.0, "count": 80, "base": 80},
            id="mean of 0 to 1",
        ),
    ],
)
def test_few_respondents_and_means_are_no_shares(known):
    assert said(**known) == "Data · How often?"
