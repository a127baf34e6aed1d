"""Answers that become a scale stand in an order that makes sense."""

import pytest

from persona_studio.domain.variables import Kind, Level, Role, Variable
from persona_studio.ingest.recast import _ordered


@pytest.mark.parametrize(
    "wanted",
    [
        ("Moins d’un an", "1 à 3 ans", "4 à 7", "Plus de 7"),
        ("Less than a year", "1 to 3 years", "4 to 7", "More than 7"),
        ("rouge", "vert", "bleu"),
    ],
)
def test_answers_of_a_scale_go_low_to_high_or_stay_as_they_were(wanted):
    """Words without any order keep the one of their codes; given out of order, the others are sorted."""
    named = [Level(code, text, text, 9 - code) for code, text in enumerate(wanted)]
    scrambled = tuple(named) if "vert" in wanted else tuple(reversed(named))
    variable = Variable(id="v", name="v", label="v", kind=Kind.ORDINAL, role=Role.ACTIVE, levels=scrambled)
    assert tuple(level.label for level in _ordered(variable)) == wanted
