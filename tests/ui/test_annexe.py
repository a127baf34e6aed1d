"""The annexe in the Atelier: ticked with the keyboard, counted beside the window, the same as in print."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from persona_studio.domain.deliverables import ANNEXE
from persona_studio.domain.edits import SetField
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Group, Rect, text_boxes
from persona_studio.services.segments import profiling
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.texts import Texts


@pytest.fixture
def workshop(open_place, whole_file):
    return open_place(whole_file, "workshop")


def tick(workshop):
    check = workshop.choice.deliverables.check(ANNEXE.id)
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    return check


def pages(workshop):
    return [each.page for each in workshop.pages if each.persona is None]


def test_ticked_it_adds_its_pages_once_for_all_personas(workshop, program):
    before = len(workshop.pages)
    check = tick(workshop)
    assert check.isChecked()
    added = len(workshop.pages) - before
    assert added in (2, 3)
    assert str(added) in check.accessibleDescription()
    for persona in program.studio.project.personas:
        workshop.desk.print_persona(persona.id, False)
    assert len(workshop.pages) == added  # it speaks of the survey, whoever is ticked
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert not workshop.pages


def test_what_no_finding_holds_is_counted_beside_the_window(workshop):
    tick(workshop)
    front = pages(workshop)[0]
    assert not [box for box in front.boxes if isinstance(box, Rect) and box.dash]
    assert [box for box in front.boxes if isinstance(box, Group) and box.role == "figure"]


@pytest.fixture
def unreadable(monkeypatch):
    """The worker cannot read the file: how often it tried."""
    tried = []

    def refuse(*_args, **_named):
        tried.append(1)
        raise UserError("file_missing", file="whole.persona")

    monkeypatch.setattr(profiling, "count_file", refuse)
    return tried


def test_what_could_not_be_counted_is_tried_again_once_it_is_something_else(workshop, program, unreadable):
    tick(workshop)
    assert pages(workshop)
    assert len(unreadable) == 1
    for option in ("rates", "grey", "rates"):
        QTest.mouseClick(workshop.options.switches[option], Qt.MouseButton.LeftButton)
        assert pages(workshop)
    assert len(unreadable) == 1, "nothing that is counted has changed"
    segment = program.studio.project.segmentation.segments[0]
    program.studio.do(SetField(segment.id, "name", "Autres"), "Segment renamed")
    assert pages(workshop)
    assert len(unreadable) == 2


def test_the_annexe_ticked_anew_is_counted_anew(workshop, unreadable):
    for _ in range(2):
        tick(workshop)
        assert pages(workshop)
        workshop.desk.tick(ANNEXE.id, on=False)
        assert workshop.pages
    assert len(unreadable) == 2


def test_the_page_on_screen_is_the_page_printed(workshop, program, whole_file, tmp_path, monkeypatch):
    tick(workshop)
    language = workshop.desk.language
    printed = []
    monkeypatch.setattr("persona_studio.publish.pdf.pdf_bytes", lambda made, *_: printed.extend(made) or b"")
    asked = Printing(language, (), 150, whole_file, (ANNEXE,))
    made = export_pages(program.studio.project, tmp_path / "a.pdf", asked, Silent())
    assert made.pages == len(printed) == len(pages(workshop))
    for shown, made in zip(pages(workshop), printed, strict=True):
        assert [box.text for box in text_boxes(shown)] == [box.text for box in text_boxes(made)]


def test_the_pages_speak_the_language_that_is_chosen(workshop):
    tick(workshop)
    other = "en" if workshop.desk.language == "fr" else "fr"
    workshop.desk.speak(other)
    kicker = Texts(other)("Methodological annexe")
    assert kicker in [box.text for box in text_boxes(pages(workshop)[0])]
