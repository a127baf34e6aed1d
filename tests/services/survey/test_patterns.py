"""Variables named by hand on the command line."""

import pytest

from persona_studio.errors import UserError
from persona_studio.services.survey.patterns import chosen

NAMES = ["How", "how", "where", "Q1[SQ001]", "Q1[SQ002]", "q12"]


@pytest.mark.parametrize(
    ("patterns", "found"),
    [
        (["How"], {"How"}),
        (["HOW"], {"How", "how"}),
        (["Q1[SQ001]"], {"Q1[SQ001]"}),
        (["q1*"], {"Q1[SQ001]", "Q1[SQ002]", "q12"}),
        ([" where ", "q1?"], {"where", "q12"}),
        ([], set()),
    ],
)
def test_names_then_globs(patterns, found):
    assert chosen(NAMES, patterns) == found


def test_a_slip_is_told():
    with pytest.raises(UserError) as error:
        chosen(NAMES, ["how", "wher"])
    assert error.value.params["pattern"] == "wher"
