"""Rates behind lines: a mean is no rate, and no figure is too odd to be put in order."""

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.personas import Attribute, Evidence
from persona_studio.publish.layout.rates import printable, share_of, strength

FIGURES = st.none() | st.floats(-50, 50)


def proof(**said):
    usual = {"share": 0.4, "overall": 0.2, "low": 0.3, "high": 0.5, "count": 40, "base": 100}
    return Evidence(**{**usual, **said})


@pytest.mark.parametrize(
    ("said", "mean"),
    [
        ({}, False),
        ({"level": 3}, False),
        ({"share": 1.0, "count": 100}, False),  # everybody gave it
        ({"share": 42.5, "overall": 39.0}, True),
        ({"share": 0.9, "overall": 1.2}, True),
        ({"share": -0.4, "overall": 0.2}, True),
        ({"count": 100}, True),  # all who answered are counted, and they are not the whole
        ({"low": 0.3, "high": 1.4}, True),
        ({"share": None}, False),
    ],
)
def test_a_mean_is_told_from_the_share_of_people_beyond_a_value(said, mean):
    assert proof(**said).is_mean is mean


def test_a_mean_between_0_and_1_is_printed_as_no_percentage():
    """0.4 children on the average are not 40 % of the respondents."""
    children = proof(count=100, base=100)
    assert share_of(children) is None
    assert not printable(children)
    assert share_of(proof()) == 0.4


def test_a_negative_mean_without_a_test_value_has_no_strength():
    assert strength(Attribute(id="a", text="", evidence=proof(share=-1.5, overall=-0.2))) == 0


@given(FIGURES, FIGURES, st.none() | st.integers(0, 5), st.none() | st.integers(0, 500))
def test_every_line_has_a_strength_to_be_put_in_order_by(share, overall, level, base):
    found = strength(
        Attribute(id="a", text="", evidence=proof(share=share, overall=overall, level=level, base=base))
    )
    assert isfinite(found)
    assert found >= 0
