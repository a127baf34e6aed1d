"""Somebody types, presses and chooses at random: what the screen shows is on disk, and all can be undone."""

import pytest

from helpers.at_random import WORDS, Somebody, keys
from persona_studio.domain.personas import AttributeKind
from persona_studio.services.workshop.publishing import Press
from persona_studio.ui.places.personas.template import TEMPLATES

CHOOSING = keys(
    *("Down", "Up", "Home", "Right", "Shift+Down", "Shift+Up", "Ctrl+A", "Alt+Up", "Alt+Down", "Delete"),
    *("D", "V", "H", "Ctrl+C", "Ctrl+X", "Ctrl+V", "Return", "F2", "Ctrl+Return"),
)
WRITING = keys(
    *("Return", "Backspace", "Delete", "Tab", "Shift+Backtab", "Escape", "Home", "End"),
    *("Left", "Up", "Down", "Shift+Left", "Ctrl+V", "Ctrl+A", "Ctrl+Z", "Comma"),
)


def shape(place, _spot, chance):
    """Turn a line into another kind, move a section, choose a template; mostly none of them."""
    draw = chance.random()
    if draw < 0.06:
        place.hand.turn_into(chance.choice(list(AttributeKind)))
    elif draw < 0.08:
        place.hand.move_section(chance.choice((-1, 1)))
    elif draw < 0.09:
        place._set_template(chance.choice(list(TEMPLATES)))
    return draw < 0.09


SOMEBODY = Somebody(CHOOSING, WRITING, shape, wanders=0.1, words=(*WORDS, "\u202f"))


@pytest.fixture
def live(open_place, program, julie_file):
    """Let somebody live on Julie's sheet."""
    place, press = open_place(julie_file, "personas"), Press()

    def laid_out(project):
        return press.sheet(project, project.personas[0], place.texts(), editing=True).pages

    return lambda seed, many: SOMEBODY.live(place, program, seed, many, laid_out)


def test_random_keys(live):
    assert live(7, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(200, 215))
def test_many_random_keys(live, seed):
    live(seed, 300)
