"""Counts, roles and units on the screen say what is there."""

import pytest

from persona_studio.domain.variables import Role
from persona_studio.ui.places.segments.variables import _QuestionCheck
from persona_studio.ui.widgets.labels import Label


def test_the_count_above_the_active_questions_is_that_of_the_lines(data, program):
    """A grid is one line; its items are counted apart."""
    wave = program.studio.project.wave
    program.window.go("segments")
    variables = program.window.place("segments").variables
    lines = [check for check in variables.findChildren(_QuestionCheck) if check.isChecked() or check.partly]
    active = len(wave.with_role(Role.ACTIVE))
    assert len(lines) < active, "this survey has an active grid"
    assert variables._count.text().startswith(f"{len(lines)} questions forment les segments.")
    assert f"{active} items en tout." in variables._count.text()


def test_a_role_that_is_none_of_the_three_is_named(data, program):
    wave = program.studio.project.wave
    other = next(
        v
        for v in wave.variables
        if v.role not in (Role.ACTIVE, Role.ILLUSTRATIVE, Role.IGNORED) and v.personal is None
    )
    data._go_to(other.id)
    assert data.detail._roles.value() == ""
    assert data.detail._meaning.text().startswith("Rôle\u202f: ")
    data._go_to(wave.with_role(Role.ACTIVE)[0].id)
    assert not data.detail._meaning.text().startswith("Rôle")


def test_the_facts_of_a_variable_stand_in_one_column(data, program):
    read = next(v for v in program.studio.project.wave.variables if v.guess and v.personal is None)
    data._go_to(read.id)
    names = {"Manquantes", "Manquants", "Comment c’est lu", "Source", "Utilisée dans"}
    labels = [label for label in data.detail.findChildren(Label) if label.text() in names]
    assert len(labels) >= 2
    assert len({label.width() for label in labels}) == 1


@pytest.mark.parametrize("everything", [False, True])
def test_a_row_of_means_says_that_it_is_one(open_place, sample_file, everything):
    place = open_place(sample_file, "segments")
    place.views.tabs._tabs[1].click()
    profile = place.views.tab("profile").profile
    profile.wider.setChecked(everything)
    rows = [(i, row) for i in range(profile.table.rowCount()) if (row := profile.table.row(i)) is not None]
    means = [i for i, row in rows if row.level is None]
    assert means or not everything
    for i, row in rows:
        assert profile.table.words(i)[0].startswith("Moyenne\u202f: ") == (row.level is None)
