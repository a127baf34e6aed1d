"""What is missing is told of those who were asked, and shares say when no weight is in them."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from variable_table import GRID, select, settle, with_grid

from persona_studio.domain.variables import Role
from persona_studio.ui.models.variables import ENTRY, RESPONDENTS, Columns
from persona_studio.ui.places.data.cells import WARN_MISSING


def project(*, weighted=False):
    """Return the survey with a question put to a quarter only, a real gap, and perhaps a weight."""
    found, columns = with_grid()
    wave = found.waves[0]
    gaps = {"prix": (3, 180, 0, 0), "lieu": (90, 0, 0, 30), "g0": (0, 200, 0, 0)}
    variables = tuple(
        replace(v, missing=gaps.get(v.name, v.missing), role=Role.WEIGHT if v.name == "age" else v.role)
        if weighted or v.name != "age"
        else v
        for v in wave.variables
    )
    return replace(found, waves=(replace(wave, variables=variables),)), columns


@pytest.fixture
def place(open_place, stored, tmp_path):
    return open_place(stored(tmp_path / "gaps.persona", project), "data")


def said(place):
    settle()  # what the panel was given is laid out
    return [label.text() for label in place.detail.findChildren(QLabel) if label.isVisibleTo(place.detail)]


def test_who_was_not_asked_misses_nothing(place):
    index = select(place, "prix", Columns.MISSING)
    assert index.data() == "5,0\u202f%"  # 3 of the 60 who were asked
    assert index.data(ENTRY).missing(index.data(RESPONDENTS)) < WARN_MISSING
    told = said(place)
    assert told[told.index("Manquants") + 1] == "3 réponses, 5,0\u202f%"
    assert told[told.index("Non posée") + 1] == "180 répondants, 75\u202f%"


def test_a_real_gap_is_still_worth_a_warning(place):
    index = select(place, "lieu", Columns.MISSING)
    assert index.data() == "50\u202f%"
    assert index.data(ENTRY).missing(index.data(RESPONDENTS)) > WARN_MISSING
    assert "Non posée" not in said(place)


def test_the_items_of_a_grid_are_told_of_those_who_were_asked(place):
    index = select(place, f"[{GRID}]", Columns.MISSING)
    assert index.data() == "0\u202f%"


def test_without_a_weight_nothing_is_said_of_one(place):
    select(place, "prix")
    assert not any("pondération" in text for text in said(place))


def test_shares_say_that_no_weight_is_in_them(open_place, stored, tmp_path):
    place = open_place(stored(tmp_path / "weighted.persona", lambda: project(weighted=True)), "data")
    select(place, "prix")
    note = "Parts comptées sans la pondération\u202f; les segments en tiennent compte."
    assert note in said(place)
