"""What is set in parts before is ready for the whole: the same pages, and nothing is left to be set."""

import pytest

from persona_studio import paths
from persona_studio.domain.deliverables import ANNEXE, POSTER, PRESENTATION
from persona_studio.domain.kit import Options
from persona_studio.publish.text import Compositor
from persona_studio.services.workshop.publishing import Press
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

FRENCH = Texts("fr")


@pytest.fixture(scope="module")
def project():
    with ProjectFile.open(paths.resource("samples", "marketing-b2b.persona"), read_only=True) as opened:
        return opened.project


@pytest.mark.parametrize("deliverable", [PRESENTATION, ANNEXE], ids=lambda d: d.id)
def test_pages_are_the_same_and_little_is_left_to_set(project, deliverable, monkeypatch):
    ids = tuple(persona.id for persona in project.personas)
    cold = Press().printouts(project, FRENCH, ids, (deliverable,))
    press, set_ = Press(), []
    turns = sum(1 for _ in press.warming(project, FRENCH, ids, deliverable, Options()))
    assert turns >= len(ids)
    paragraph = Compositor._paragraph
    monkeypatch.setattr(
        Compositor, "_paragraph", lambda self, *told: set_.append(told) or paragraph(self, *told)
    )
    assert press.printouts(project, FRENCH, ids, (deliverable,)) == cold
    warm, cold_set = len(set_), []
    monkeypatch.setattr(
        Compositor, "_paragraph", lambda self, *told: cold_set.append(told) or paragraph(self, *told)
    )
    Press().printouts(project, FRENCH, ids, (deliverable,))
    assert warm < 0.5 * len(cold_set)


def test_what_is_laid_out_for_one_persona_is_quick_enough_as_it_is(project):
    ids = tuple(persona.id for persona in project.personas)
    assert list(Press().warming(project, FRENCH, ids, POSTER, Options())) == []
    assert list(Press().warming(project, FRENCH, ids[:1], PRESENTATION, Options())) == []
