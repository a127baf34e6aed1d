"""The one count of hypotheses that remain to check: what can be read of a persona, face by face."""

import pytest

from persona_studio.domain.edits import SetField
from persona_studio.services import authoring
from persona_studio.services.personas import hypotheses
from persona_studio.services.personas.faces import Face
from persona_studio.services.personas.hypotheses import unchecked, verified
from persona_studio.services.samples import julie


@pytest.fixture
def project():
    return julie("fr")


def whose(project):
    return project.personas[0]


def added(project, section, words="On suppose"):
    return authoring.add_attribute(section.id, 0, words).apply(project).project


def counts(persona):
    return {face: len(lines) for face, lines in unchecked(persona).items()}


def test_a_line_supposed_counts_where_it_stands_until_it_is_checked(project):
    before = counts(whose(project))
    section = whose(project).sections[0]
    wider = added(project, section)
    assert counts(whose(wider)) == before | {Face.SHEET: before.get(Face.SHEET, 0) + 1}
    [line] = {a.id for a in whose(wider).attributes} - {a.id for a in whose(project).attributes}
    done, all_ = verified(whose(wider))
    checked = SetField(line, "checked", True).apply(wider).project
    assert counts(whose(checked)) == before
    assert verified(whose(checked)) == (done + 1, all_)


def test_what_nobody_reads_is_not_to_be_checked(project):
    section = whose(project).sections[0]
    hide = SetField(section.id, "hidden", True)
    without = counts(whose(hide.apply(project).project))
    assert counts(whose(hide.apply(added(project, section)).project)) == without
    beside = hypotheses.write(whose(project), "Plus tard", "fr").apply(project).project
    assert counts(whose(beside)) == counts(whose(project))
