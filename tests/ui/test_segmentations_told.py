"""Which segmentation is in use and which one the sheets come from: the list and the notice say the same."""

from dataclasses import replace

import pytest
import survey
from PySide6.QtWidgets import QLabel

from persona_studio.domain.edits import Insert, SetField, Together
from persona_studio.store.blobs import pack
from persona_studio.texts import Texts
from persona_studio.ui.places.segments.segmentations import SegmentationsDialog, mismatch, role_of, when

FR = Texts("fr")
EARLY, LATE = "2026-11-22T09:05:00+00:00", "2026-11-22T14:40:00+00:00"


def remade(found):
    """The same segments formed again, later the same day, under ids of their own."""
    segments = tuple(replace(s, id=f"other-{s.number}") for s in found.segments)
    return replace(found, id="other", segments=segments, created=LATE)


@pytest.fixture
def project():
    """A project whose sheets come from the first of two segmentations, the second being in use."""
    made = survey.whole()[0]
    first = replace(made.segmentations[0], created=EARLY)
    return replace(made, segmentations=(first, remade(first)), chosen="other")


def test_two_of_one_day_are_told_apart_by_the_hour(project):
    first, second = (when(found, FR) for found in project.segmentations)
    assert first.startswith("22 novembre 2026, ")
    assert second.startswith("22 novembre 2026, ")
    assert first != second
    assert when(replace(project.segmentations[0], created=""), FR) == ""


def test_what_feeds_the_personas_is_told_of_one_and_of_both_sides(project):
    first, second = project.segmentations
    said = mismatch(project, FR)
    names = FR.listed([p.name for p in project.personas if p.segment in {s.id for s in first.segments}])
    assert f"Les fiches de {names} ont été rédigées d’après" in said
    assert said.index(when(second, FR)) < said.index("rédigées d’après") < said.index(when(first, FR))
    assert role_of(second, project, FR) == "en service\u202f; les fiches n’en viennent pas encore"
    assert role_of(first, project, FR) == "les fiches actuelles en viennent"


def test_where_all_agree_nothing_is_said_but_which_one_feeds(project):
    first, second = project.segmentations
    agreed = replace(project, chosen=first.id)
    assert mismatch(agreed, FR) == ""
    assert role_of(first, agreed, FR) == "en service\u202f; alimente les personas"
    assert role_of(second, agreed, FR) == ""
    assert mismatch(replace(project, personas=()), FR) == ""


def test_sheets_of_a_segmentation_that_is_gone_are_not_said_to_be_of_another(project):
    assert "une autre, supprimée depuis" in mismatch(
        replace(project, segmentations=project.segmentations[1:]), FR
    )


def test_the_notice_and_the_list_say_the_same(open_place, whole_file, program, settle):
    place, studio = open_place(whole_file, "segments"), program.studio
    found = studio.project.segmentation
    edits = (Insert(studio.project.id, 1, remade(found)), SetField(studio.project.id, "chosen", "other"))
    labels = {("other", "other"): pack(studio.session.labels(found.id))}
    studio.session.do(Together(edits), "Number of segments changed", labels)
    settle()
    strip = " ".join(part.text() for part in place.strip.findChildren(QLabel))
    assert "Les fiches ne viennent pas de la segmentation en service." in strip
    assert mismatch(studio.project, FR) in strip
    dialog = SegmentationsDialog(studio, place)
    model = dialog.table.model()
    rows = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert rows == [
        "en service\u202f; les fiches n’en viennent pas encore",
        "les fiches actuelles en viennent",
    ]
    dialog.reject()
