"""Somebody types and pulls at random on companions: what is shown is on disk, and all can be undone."""

import pytest
from PySide6.QtCore import QPointF

from helpers.at_random import Somebody, keys
from helpers.companion_pages import begun
from persona_studio.domain.personas import AttributeKind
from persona_studio.services.personas.faces import Face
from persona_studio.services.session import Session
from persona_studio.services.workshop.publishing import Press
from persona_studio.ui.places.personas.companions.companions import PAGES

CHOOSING = keys(
    *("Down", "Up", "Right", "PageDown", "Shift+Down", "Ctrl+A", "H", "D"),
    *("Alt+Up", "Alt+Down", "Alt+Left", "Alt+Right"),
    *("Ctrl+C", "Ctrl+X", "Ctrl+V", "Delete", "Return", "F2", "Ctrl+Return"),
)
WRITING = keys(
    *("Return", "Backspace", "Delete", "Tab", "Shift+Backtab", "Escape", "Home", "End"),
    *("Ctrl+V", "Ctrl+A", "Ctrl+Z", "Ctrl+Return"),
)


def shape(place, spot, chance):
    """Turn a line into another kind, or drag a part of the page; mostly neither."""
    draw = chance.random()
    if draw < 0.04:
        place.hand.turn_into(chance.choice(list(AttributeKind)))
    elif draw < 0.12:
        pull(place, spot.place, chance)
    return draw < 0.12


def pull(place, spot, chance):
    """Drag a place anywhere, let it go there or give it up."""
    for _ in range(3):
        at = QPointF(chance.uniform(0, place.canvas.width()), chance.uniform(0, place.canvas.height()))
        place.canvas.pulled.emit(spot, at)
    if chance.random() < 0.3 and place.companions.stages._pull is not None:
        place.companions.stages._give_up()
    place.canvas.let_go.emit(spot, at)


SOMEBODY = Somebody(CHOOSING, WRITING, shape, wanders=0.15)


@pytest.fixture
def live(open_place, program, tmp_path):
    """Let somebody live on a companion."""
    path, press = tmp_path / "companions.persona", Press()
    Session.create(path, begun(), {}).close()
    place = open_place(path, "personas")

    def laid_out(project):
        page = PAGES[place.companions.face]
        return press.companion(project, project.personas[0], page, place.texts(), editing=True).pages

    def lived(face, seed, many):
        place.companions.show_face(face)
        return SOMEBODY.live(place, program, seed, many, laid_out)

    return lived


@pytest.mark.parametrize(("face", "seed"), [(Face.EMPATHY, 3), (Face.JOURNEY, 5), (Face.PLAN, 8)])
def test_random_keys_on_companions(live, face, seed):
    assert live(face, seed, 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(300, 306))
@pytest.mark.parametrize("face", [Face.EMPATHY, Face.JOURNEY, Face.PLAN])
def test_many_random_keys_on_companions(live, face, seed):
    live(face, seed, 250)
