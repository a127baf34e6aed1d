"""Projects made at random become pages without an error, and the pages are sound."""

from random import Random

import pytest

from helpers.page_faults import faults
from helpers.random_projects import random_project
from persona_studio.domain.deliverables import DELIVERABLES
from persona_studio.services.samples import julie
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(3, 40))]
)
def test_any_project_is_laid_out_as_every_deliverable(press, seed):
    project = random_project(Random(seed), julie())
    pages = press.pages(project, Texts(project.language), None, DELIVERABLES)
    assert {page.part for page in pages} >= {"votes", "poster"}
    assert [fault for page in pages for fault in faults(page)] == []
