"""Nothing of a project that is closed, or of answers that were purged, stays in memory."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import samples
from persona_studio.domain.variables import Variable
from persona_studio.services.personas.ages import _tells_age
from persona_studio.services.personas.findings import _topic
from persona_studio.services.personas.rewording import _topic as _topic_of_line
from persona_studio.services.session import Session
from persona_studio.services.survey.themes import theme_of

SECRET = "Une réponse que personne ne doit garder"


@pytest.fixture(autouse=True)
def nothing_before() -> None:
    """Look only at what the test makes, which is far less than what the tests before it left."""
    gc.collect()
    gc.freeze()


def held() -> int:
    """Return how many variables in memory hold the words."""
    gc.collect()
    return sum(isinstance(one, Variable) and one.label == SECRET for one in gc.get_objects())


@pytest.mark.parametrize("find", [_tells_age, _topic, _topic_of_line, theme_of])
@pytest.mark.parametrize("purged", [False, True])
def test_what_is_found_out_of_a_variable_goes_with_it(tmp_path: Path, find, purged: bool) -> None:
    before = held()
    with Session.create(tmp_path / "a.persona", samples.project()) as session:
        variable = replace(session.project.waves[0].variables[0], label=SECRET)
        found = find(variable)
        assert find(variable) is found, "remembered"
        del variable, found
        assert held() == before + 1
        if purged:
            session.save_copy(tmp_path / "clean.persona")
            session.become(tmp_path / "clean.persona", session.project)
            assert held() == before
    assert held() == before
