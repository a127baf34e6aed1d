"""Where no segments are advised the place says what could change that; each way is one press."""

from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from persona_studio.domain.segments import Correction, ResponseStyle, Verdict
from persona_studio.domain.variables import Role
from persona_studio.services import authoring
from persona_studio.services.segments import segmenting, ways
from persona_studio.services.segments.ways import Tried
from persona_studio.store.blobs import pack
from persona_studio.ui.dialogs.pick import PickVariables
from persona_studio.ui.places.segments.ways import outcome


@pytest.fixture
def without_segments(program, tmp_path):
    """The place of a survey whose answers show no structure, the way of answering left in."""
    project, columns = survey.whole()
    found = project.segmentations[0]
    none = replace(
        found,
        verdict=Verdict.NONE,
        reason="none",
        recommended=None,
        segments=(),
        method=None,
        response_style=ResponseStyle(mean=0.4, spread=0.1, extreme=0.1),
    )
    stored = {key: column for key, column in columns.items() if key != (none.id, none.id)}
    made = replace(project, segmentations=(none,), personas=())
    program.studio.create(tmp_path / "n.persona", made, stored)
    program.window.go("segments")
    return program.window.place("segments")


def told(place):
    return [part.text() for part in place.ways.findChildren(type(place._sentence)) if part.text()]


def button(place, words):
    at = next(i for i, way in enumerate(place.ways._ways) if way.code == words)
    return place.ways.buttons[at]


@pytest.fixture
def asked(monkeypatch):
    """Note the recipes that people are segmented with, which always gives segments."""
    recipes = []
    made = survey.whole()[0].segmentations[0]

    def segment(_path, _wave, recipe, progress):
        recipes.append(recipe)
        labels = survey.whole()[1][made.id, made.id]
        return segmenting.SegmentedFile(replace(made, id=f"cut-{len(recipes)}", recipe=recipe), pack(labels))

    monkeypatch.setattr(segmenting, "segment_file", segment)
    return recipes


def test_each_way_is_told_with_its_figures_and_goes_with_a_press(without_segments, program, asked, settle):
    place = without_segments
    assert place.ways.isVisible()
    assert any(words.startswith("40\u202f% des écarts de réponse moyenne") for words in told(place))
    press = button(place, "style")
    press.setFocus()
    QTest.keyClick(press, Qt.Key.Key_Space)
    settle()
    assert [recipe.response_style for recipe in asked] == [Correction.ON]
    assert program.studio.project.segmentation.segments
    assert not place.ways.isVisible()


def test_a_theme_is_taken_with_its_questions_only_and_undone(without_segments, program, asked, settle):
    place = without_segments
    found = [way for way in place.ways._ways if way.code == "theme"]
    assert found
    before = program.studio.project
    QTest.mouseClick(button(place, "theme"), Qt.MouseButton.LeftButton)
    settle()
    assert set(asked[0].active) == set(found[0].active)
    assert {v.id for v in program.studio.project.wave.with_role(Role.ACTIVE)} == set(found[0].active)
    while program.studio.project.segmentations != before.segmentations:
        program.studio.undo()
    assert program.studio.project.wave == before.wave


def test_what_was_tried_is_told_and_nothing_is_changed(without_segments, program, monkeypatch, settle):
    place = without_segments
    best = program.studio.project.segmentation.candidates[0]

    def tried(_path, _wave, asked, progress):
        assert not any(way.more for way in asked)
        leads = Tried(asked[-1], Verdict.USEFUL, replace(best, k=4, stability=0.61, null_stability=0.2))
        others = [Tried(way, Verdict.NONE, replace(best, stability=0.3)) for way in asked[:-1]]
        return (leads, *others)

    monkeypatch.setattr(ways, "try_file", tried)
    before = program.studio.project
    QTest.mouseClick(place.ways.try_each, Qt.MouseButton.LeftButton)
    program.studio.jobs.drain()
    settle()
    words = told(place)
    figures = "(stabilité de 0,61 sur 1\u202f; le hasard seul donne 0,20)"
    assert f"Essayé\u202f: 4 segments retrouvés mieux que par hasard {figures}." in words
    assert any("pas de structure nette non plus, au mieux 0,30" in one for one in words)
    assert any("réussit facilement par hasard" in one for one in words)
    assert place.ways._tried[place.ways._ways[0]].leads  # what leads somewhere comes first
    assert program.studio.project is before


def test_the_ways_are_told_in_the_language_of_the_window(without_segments, program, settle):
    program.window.speak("en")
    settle()
    place = program.window.place("segments")
    assert any(words.startswith("40% of the differences") for words in told(place))


def test_questions_are_chosen_by_the_user(without_segments, program, settle):
    place = without_segments
    QTest.mouseClick(button(place, "more"), Qt.MouseButton.LeftButton)
    settle()
    assert any(d.isVisible() for d in place.findChildren(PickVariables))


def test_a_verdict_without_segments_stays_when_a_role_changes(without_segments, program, settle):
    """No segments are there to be kept: what was found, and what could change it, are said on."""
    place, project = without_segments, program.studio.project
    asked = [v.id for v in project.wave.with_role(Role.ACTIVE)]
    program.studio.do(authoring.set_role(project, asked[:1], Role.ILLUSTRATIVE), "Role changed")
    settle()
    assert program.studio.project.segmentation.stale
    said = " ".join(part.text() for part in place.strip.findChildren(QLabel))
    assert "Les données ou les rôles ont changé" in said
    assert "Pas de structure nette." in said
    assert "Ces segments" not in said
    assert place.ways.isVisible()
    assert place.ways.buttons


def test_what_was_tried_is_forgotten_with_the_answers_it_was_tried_on(without_segments, program, settle):
    place, project = without_segments, program.studio.project
    best, way = project.segmentation.candidates[0], place.ways._ways[0]
    asked = place.ways.found
    given = (Tried(way, Verdict.NONE, best),)
    place.ways.show_tried(asked, given)
    assert place.ways._tried
    active = [v.id for v in project.wave.with_role(Role.ACTIVE)]
    program.studio.do(authoring.set_role(project, active[:1], Role.ILLUSTRATIVE), "Role changed")
    settle()
    assert not place.ways._tried
    place.ways.show_tried(asked, given)  # it was under way while the role changed
    assert not place.ways._tried


def test_a_way_whose_segments_another_choice_contradicts_is_not_told_as_good_news(program):
    best = survey.whole()[0].segmentations[0].candidates[0]
    contested = Tried(ways.Way(code="more"), Verdict.CLEAR, replace(best, k=3), contested=True)
    said = outcome(contested, program.window.kit.t)
    assert "3 segments à confirmer, un autre choix donnant d’autres groupes" in said
    assert "mieux que par hasard" not in said
