"""A persona whose figures are of an earlier segmentation says so beside its evidence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from persona_studio.domain.edits import Insert, SetField, Together
from persona_studio.domain.ids import new_id
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.casting import blank, of_earlier
from persona_studio.ui.dialogs.ask import Confirm
from persona_studio.ui.personas_maker import PersonasMaker


@pytest.fixture
def place(open_place, sample_file):
    return open_place(sample_file, "personas")


@pytest.fixture
def another(place, program):
    """Segment again: the same answers, other segments."""

    def segmented():
        project, found = program.studio.project, program.studio.project.segmentation
        segments = tuple(replace(segment, id=new_id()) for segment in found.segments)
        made = replace(found, id=new_id(), segments=segments)
        chosen = SetField(project.id, "chosen", made.id)
        edit = Together((Insert(project.id, len(project.segmentations), made), chosen))
        assert program.studio.do(edit, "Segmentation made")
        QApplication.sendPostedEvents()
        return found.id

    place.open_inspector()
    return segmented


def test_other_segments_are_told_beside_the_evidence_until_theirs_are_chosen_again(place, program, another):
    card = place.inspector.earlier
    assert not card.isVisible()
    before = another()
    assert card.isVisible()
    line = place.persona().sections[0].attributes[0]
    place.canvas.focus(Ref("attribute", line.id, "text"))
    assert card.isVisible(), "beside the figures of a line too"
    program.studio.do(SetField(program.studio.project.id, "chosen", before), "Segmentation chosen")
    assert not card.isVisible()


def ask_again(place):
    QTest.mouseClick(place.inspector.earlier.again, Qt.MouseButton.LeftButton)
    return next(dialog for dialog in place.findChildren(Confirm) if dialog.isVisible())


def test_the_personas_are_made_again_only_after_a_word(place, program, another, monkeypatch):
    made = []
    monkeypatch.setattr(PersonasMaker, "make", lambda _maker: made.append(True))
    another()
    before = program.studio.project
    ask_again(place).reject()
    assert (made, program.studio.project) == ([], before)
    ask_again(place).accept()
    assert made == [True]


@pytest.mark.slow
def test_the_personas_made_again_are_those_of_another_number_of_segments(place, program):
    place.open_inspector()
    program.window.go("segments")
    numbers = program.window.place("segments").candidates._buttons
    number = next(b for b in numbers if b.isEnabled() and not b.isChecked())
    QTest.mouseClick(number, Qt.MouseButton.LeftButton)
    program.window.go("personas")
    ask_again(place).accept()
    project = program.studio.project
    assert {p.segment for p in project.personas} == {s.id for s in project.segmentation.segments}
    assert not place.inspector.earlier.isVisible()


def test_a_persona_by_hand_is_of_no_segmentation_at_all(place, program):
    project = program.studio.project
    assert not of_earlier(project, blank(project, "À la main"))
    gone = replace(project.personas[0], segment="gone")
    assert of_earlier(project, gone), "recomputed: its segment is nowhere any more"
    assert not of_earlier(replace(project, segmentations=(), chosen=None), gone)
