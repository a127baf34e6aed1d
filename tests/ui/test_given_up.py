"""Work that is under way for one thing is not lost to work for another; what is stopped is said."""

from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from helpers.drags import people
from persona_studio.domain.edits import Insert, Remove, Together
from persona_studio.services.session import Session
from persona_studio.ui.dialogs.linking import LinkDialog
from persona_studio.ui.personas_maker import FAMILY as PERSONAS
from persona_studio.ui.places.personas.palette.panel import FINDINGS, VERBATIMS


@pytest.fixture
def opened(held):
    def at(file):
        assert held.studio.open(file)
        held.window.go("personas")
        QApplication.sendPostedEvents()
        return held.window.place("personas")

    return at


def test_each_persona_gets_the_photo_that_was_dropped_on_it(held, gate, opened, tmp_path):
    Session.create(tmp_path / "people.persona", people(), {}).close()
    place = opened(tmp_path / "people.persona")
    for n in (1, 2):
        Image.new("RGB", (300, 300 + n), (n * 50, 0, 0)).save(tmp_path / f"{n}.png")
    with gate:
        place.photos.take_picture(str(tmp_path / "1.png"))
        held.window.actions_["next"].trigger()
        place.photos.take_picture(str(tmp_path / "2.png"))
    held.studio.jobs.bare.drain()
    assert [p.photo.height for p in held.studio.project.personas] == [301, 302]


def test_each_segment_gets_the_persona_that_was_asked_for(held, gate, opened, whole_file):
    place = opened(whole_file)
    gone = [p for p in held.studio.project.personas if p.segment is not None][:2]
    held.studio.do(Together(tuple(Remove(p.id) for p in gone)), "Personas removed")
    with gate:
        for persona in gone:
            place.cast.draft(persona.segment)
    held.studio.jobs.drain()
    assert {p.segment for p in gone} <= {p.segment for p in held.studio.project.personas}


def test_answers_whose_reading_was_stopped_are_read_at_the_next_look(held, gate, opened, whole_file):
    place = opened(whole_file)
    with gate:
        page = place.drawer.open(VERBATIMS)
        assert "Lecture" in page._said_why.text()
        held.studio.jobs.stop_all()
    assert "arrêtée" in page._said_why.text()
    place.drawer.open(FINDINGS)
    place.drawer.open(VERBATIMS)
    held.studio.jobs.drain()
    assert page._gathered is not None


def test_answers_to_link_to_are_not_counted_for_ever(held, gate, opened, whole_file, settle):
    place = opened(whole_file)
    line = place.persona().sections[0].attributes[0]
    place.show_line(line.id)
    with gate:
        place.inspecting.ask_link()
        (asked,) = held.window.findChildren(LinkDialog)
        assert "Comptage" in asked._state.text()
        held.studio.jobs.stop_all()
    assert "Comptage" not in asked._state.text()
    asked.reject()
    settle()


def test_copies_to_other_projects_are_made_by_the_worker_each_of_them(held, gate, opened, whole_file):
    place, said = opened(whole_file), []
    held.studio.said.connect(lambda words, _: said.append(words))
    others = [whole_file.with_name(f"autre {n}.persona") for n in (1, 2)]
    for other in others:
        held.studio.session.save_copy(other)
    first = place.persona()
    with gate:
        for other in others:
            place.cast.copy_to(first.id, str(other))
        assert said == [], "the window does not wait for the other project"
    held.studio.jobs.drain()
    assert [first.name in words for words in said] == [True, True]
    for other in others:
        with Session.open(other) as there:
            assert there.project.personas[-1].name == f"{first.name} (2)"
    with gate:
        place.cast.copy_to(first.id, str(others[0]))
        held.studio.jobs.stop_all()
    assert "n’est pas copié" in said[-1]


@pytest.fixture
def bare(held, bare_file):
    """The window at the segments of a survey that has none yet, and what it refuses."""
    assert held.studio.open(bare_file)
    held.window.go("segments")
    refused = []
    held.studio.refused.connect(refused.append)
    return held, refused


def test_segments_of_a_survey_that_is_undone_are_given_up_without_a_word(bare, gate):
    held, refused = bare
    with gate:
        held.window.place("segments").segment()
        assert held.studio.jobs.under_way("segment")
        held.studio.do(Remove(held.studio.project.wave.id), "Survey removed")
        assert not held.studio.jobs.under_way("segment")
    held.studio.jobs.drain()
    assert refused == []
    assert held.studio.project.segmentations == ()
    held.studio.undo()
    held.window.place("segments").segment()
    assert len(held.studio.project.segmentations) == 1, "what was given up stands in the way of nothing"


def test_segments_go_on_forming_while_other_things_change(bare, gate):
    held, refused = bare
    wave = held.studio.project.wave
    other = replace(wave, id="another", variables=())
    with gate:
        held.window.place("segments").segment()
        held.studio.do(Insert(held.studio.project.id, 0, other), "Survey added")
        held.studio.do(Remove("another"), "Survey removed")
        assert held.studio.jobs.under_way("segment")
    held.studio.jobs.drain()
    assert [s.wave for s in held.studio.project.segmentations] == [wave.id]
    assert refused == []


def test_personas_of_segments_that_are_undone_are_given_up_without_a_word(held, gate, opened, whole_file):
    opened(whole_file)
    studio, refused = held.studio, []
    studio.refused.connect(refused.append)
    held.window.go("segments")
    maker = held.window.place("segments").maker
    before = studio.project.personas
    with gate:
        maker.make()
        assert studio.jobs.under_way(PERSONAS)
        studio.do(Remove(studio.project.segmentation.id), "Segments removed")
        assert not studio.jobs.under_way(PERSONAS)
    studio.jobs.drain()
    assert refused == []
    assert len(studio.project.personas) == len(before)
