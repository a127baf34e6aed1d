"""Julie's companions laid out for tests."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from persona_studio.domain.personas import Persona
from persona_studio.publish.layout.companion import Made
from persona_studio.publish.layout.empathy import empathy
from persona_studio.publish.layout.journey import journey
from persona_studio.publish.layout.plan import plan
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import accent_of
from persona_studio.texts import Texts
from publish.beside import julie_beside
from publish.julie import FACTS
from publish.sheets import FRENCH, SUPPLIES

JULIE = julie_beside()
LAYOUTS: dict[str, Callable[[Work], Made]] = {"empathy": empathy, "journey": journey, "plan": plan}
LAID = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)


def work(persona: Persona = JULIE, texts: Texts = FRENCH, **facts) -> Work:
    return Work(persona, replace(FACTS, **facts), texts, SUPPLIES, accent_of(persona))
