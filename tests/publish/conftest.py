"""What the tests of paper share: fonts loaded once, French words, Julie's sheet."""

import pytest

from persona_studio.domain.personas import Persona
from persona_studio.publish.layout import Sheet, Supplies, sheet
from persona_studio.texts import Texts
from publish.julie import FACTS, julie


@pytest.fixture(scope="session")
def supplies() -> Supplies:
    return Supplies()


@pytest.fixture(scope="session")
def french() -> Texts:
    return Texts("fr")


@pytest.fixture(scope="session")
def persona() -> Persona:
    return julie()


@pytest.fixture(scope="session")
def julies(persona: Persona, french: Texts, supplies: Supplies) -> Sheet:
    return sheet(persona, FACTS, french, supplies)
