"""The window turns dark and light again, and loses nothing on the way."""

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from persona_studio import app
from persona_studio.ui import stylesheet


def _ground(window):
    return window.grab().toImage().pixelColor(window.width() - 40, window.height() - 8).name()


def _settle():
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents()


@pytest.mark.parametrize("place", ["data", "segments", "personas", "workshop"])
def test_every_place_changes_colours_where_it_stands(open_place, whole_file, program, place):
    open_place(whole_file, place)
    window = program.window
    before, light = window.studio.project, _ground(window)
    window.actions_["theme"].trigger()
    _settle()
    assert window._here == place
    assert window.place(place).isVisible()
    assert _ground(window) != light
    assert window.studio.project == before
    window.actions_["theme"].trigger()
    _settle()
    assert _ground(window) == light


def test_the_persona_in_view_stays_in_view(open_place, whole_file, program):
    place = open_place(whole_file, "personas")
    second = program.studio.project.personas[1].id
    place.show_persona(second)
    program.window.actions_["theme"].trigger()
    _settle()
    assert program.window.place("personas").current == second


def test_messages_are_still_told_afterwards(program):
    program.window.actions_["theme"].trigger()
    _settle()
    program.studio.said.emit("Bonjour", False)
    assert program.window.messages.toast.isVisible()


def test_the_theme_is_that_of_last_time(program, preferences, application):
    assert program.studio.kit.theme.name == "light"
    program.window.actions_["theme"].trigger()
    assert app.theme_name(preferences) == "dark"
    preferences.set("theme", "no such theme")
    assert app.theme_name(preferences) == "light"


def test_places_out_of_view_are_not_dressed_to_be_thrown_away(program, whole_file, monkeypatch):
    program.studio.open(whole_file)
    for name in ("data", "segments", "personas"):
        program.window.go(name)
    left, seen = [program.window.place(name) for name in ("data", "segments")], []
    wear = stylesheet.wear

    def worn(theme, application):
        seen.append([shiboken6.isValid(place) for place in left])
        wear(theme, application)

    monkeypatch.setattr(stylesheet, "wear", worn)
    program.window.actions_["theme"].trigger()
    assert seen == [[False, False]]
    program.window.go("data")
    assert program.window.place("data").isVisible()
