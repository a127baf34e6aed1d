"""The numbers of segments offered: only those that can be had, and what is lit is what is in force."""

from dataclasses import replace

import pytest
import survey
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from persona_studio.domain.edits import Insert, SetField, Together
from persona_studio.domain.segments import Verdict
from persona_studio.errors import UserError
from persona_studio.services.segments import segmenting
from persona_studio.store.blobs import pack


@pytest.fixture
def place(open_place, sample_file):
    return open_place(sample_file, "segments")


def lit(place):
    return [b.candidate.k for b in place.candidates._buttons if b.isChecked()]


def test_a_number_whose_smallest_segment_is_told_nothing_of_is_not_offered(place, program):
    found = program.studio.project.segmentation
    fewest = 9 / found.used
    tried = tuple(replace(c, min_share=fewest) if c.k == 5 else c for c in found.candidates)
    place.candidates.show_segmentation(replace(found, candidates=tried), editable=True)
    five = next(b for b in place.candidates._buttons if b.candidate.k == 5)
    assert not five.isEnabled()
    assert "moins de 10 personnes" in five.toolTip()
    enough = tuple(replace(c, min_share=10 / found.used) if c.k == 5 else c for c in found.candidates)
    place.candidates.show_segmentation(replace(found, candidates=enough), editable=True)
    assert five.isEnabled()
    assert "moins de 10 personnes" not in five.toolTip()


@pytest.mark.parametrize("dark", [False, True])
def test_a_number_that_cannot_be_chosen_looks_like_it(place, program, settle, dark):
    """It has no face and no bar of a key, in light and in dark alike."""
    if dark:
        program.window.actions_["theme"].trigger()
        settle()
        place = program.window.place("segments")
    found = program.studio.project.segmentation
    tried = tuple(replace(c, stability=1.0, min_share=0.001 if c.k == 5 else 0.1) for c in found.candidates)
    place.candidates.show_segmentation(replace(found, candidates=tried), editable=True)
    count = {}
    for button in place.candidates._buttons:
        image = button.grab().toImage()
        inks = [image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())]
        colours = {name: program.window.kit.colour(name).name() for name in ("surface", "strong", "app")}
        count[button.candidate.k] = {name: inks.count(colour) for name, colour in colours.items()}
    assert count[6]["surface"] > 1000
    assert count[6]["strong"] > 50, "its bar"
    assert count[5]["surface"] == count[5]["strong"] == 0
    assert count[5]["app"] > 1000


@pytest.mark.parametrize("way", ["key", "pointer"])
def test_after_a_refusal_the_number_in_force_is_the_one_that_is_lit(place, qtbot, monkeypatch, way, program):
    def refuse(*_words, progress):
        raise UserError("segments_too_small_any", segments=5, size=3, fewest=10, most=4)

    monkeypatch.setattr(segmenting, "segment_file", refuse)
    before = lit(place)
    assert len(before) == 1
    other = next(b for b in place.candidates._buttons if b.isEnabled() and not b.isChecked())
    with qtbot.waitSignal(program.studio.jobs.broke):
        if way == "key":
            other.setFocus()
            QTest.keyClick(other, Qt.Key.Key_Space)
        else:
            QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert lit(place) == before


@pytest.mark.parametrize("verdict", [Verdict.NONE, Verdict.CLEAR])
def test_groups_that_may_be_due_to_chance_become_no_sheets_unasked(open_place, bare_file, program, verdict):
    """They come with the button that makes the sheets; clear ones become sheets at once, as before."""
    made = survey.whole()[0].segmentations[0]

    columns = survey.whole()[1]
    place = open_place(bare_file, "segments")
    cut = segmenting.SegmentedFile(replace(made, verdict=verdict), pack(columns[made.id, made.id]))
    segmenting.keep(program.studio.session, cut)
    place._segmented()
    program.studio.jobs.drain()
    assert len(program.studio.project.segmentation.segments) == len(made.segments)
    assert bool(program.studio.project.personas) == (verdict is Verdict.CLEAR)
    assert place._make.isVisible() == (verdict is Verdict.NONE)
    if verdict is Verdict.NONE:
        QTest.keyClick(place._make, Qt.Key.Key_Space)
        program.studio.jobs.drain()
        assert program.studio.project.personas


def again(place):
    said = "Recréer les personas"
    return [b for b in place.findChildren(QAbstractButton) if b.isVisible() and b.text() == said]


def test_one_button_alone_makes_the_personas_again(place, program, settle):
    """Beside a warning that says why, wherever the button is."""
    studio = program.studio
    found = studio.project.segmentation
    other = replace(
        found, id="other", segments=tuple(replace(s, id=f"other-{s.number}") for s in found.segments)
    )
    edits = (Insert(studio.project.id, 1, other), SetField(studio.project.id, "chosen", "other"))
    labels = {("other", other.labels_key): pack(studio.session.labels(found.id))}
    studio.session.do(Together(edits), "Number of segments changed", labels)
    settle()
    assert place.strip.isVisible()
    assert len(again(place)) == 1
    julie = studio.project.personas[0]
    assert studio.do(SetField(julie.id, "segment", "other-1"), "one sheet is of these segments")
    settle()
    assert place.strip.isVisible()
    assert len(again(place)) == 1
