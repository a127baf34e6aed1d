"""Another language says everything of the workshop anew, whatever was done before."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from persona_studio.domain.edits import SetField
from persona_studio.services import authoring
from persona_studio.services.workshop import branding


def said(place):
    """Return all words of a place, seen or spoken."""
    words = set()
    for widget in place.findChildren(QWidget):
        if not widget.isVisibleTo(place):
            continue
        words |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()}
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            words.add(widget.text())
        if isinstance(widget, QLineEdit):
            words.add(widget.placeholderText())
        if isinstance(widget, QComboBox):
            words |= {widget.itemText(row) for row in range(widget.count())}
    return {each for each in words if any(c.isalpha() for c in each)}


def speak_of_pages(workshop, program):
    field = workshop.options.language
    field.setCurrentIndex(field.findData("en"))
    field.activated.emit(field.currentIndex())


def see_a_page(workshop, program):
    assert workshop.pages
    workshop.middle.open(0)


def undo(workshop, program):
    speak_of_pages(workshop, program)
    see_a_page(workshop, program)
    program.window.actions_["undo"].trigger()


def another_format(workshop, program):
    workshop.options._choose_format("svg")


def colours_and_no_name(workshop, program):
    project = program.studio.project
    program.studio.do(branding.set_colours(project, ("#DC700C", "#C2410C")), "Colours")


def too_long(workshop, program):
    first = program.studio.project.personas[0]
    edit = authoring.set_text(program.studio.project, first.id, "priority", "Une priorité. " * 40)
    program.studio.do(edit, "Written")
    workshop.desk.tick("cards", on=True)


def nothing_to_check(workshop, program):
    for persona in program.studio.project.personas:
        for line in persona.attributes:
            if line.provenance == "hypothesis":
                program.studio.do(SetField(line.id, "checked", True), "Checked")


def page_by_page(workshop, program):
    workshop.middle.board.setFocus()
    QTest.keyClick(workshop.middle.board, Qt.Key.Key_Down)
    workshop.desk.skip([workshop.pages[0].key])
    workshop.desk.tick("presentation", on=True)
    workshop.options._choose_format("pptx")


def slides_waiting(workshop, program):
    workshop.desk.tick("empathy", on=True)
    workshop.desk.tick("comparison", on=True)
    workshop.desk.skip([page.key for page in workshop.pages if page.deliverable == "comparison"])


SAME = frozenset(
    (
        "A3",
        "A4",
        "English",
        "Français",
        "PDF",
        "PNG",
        "PowerPoint",
        "SVG",
        "Page",
        "Pages",
        "Personas",
        "Annexes",
    )
)
"""What is called the same in both languages."""
STATES = (
    speak_of_pages,
    see_a_page,
    undo,
    another_format,
    colours_and_no_name,
    too_long,
    nothing_to_check,
    page_by_page,
    slides_waiting,
)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_another_language_leaves_no_word_of_the_one_before(state, open_place, program, whole_file):
    workshop = open_place(whole_file, "workshop")
    state(workshop, program)
    assert workshop.pages
    heard = {}
    for turn, language in enumerate(("en", "fr", "en", "fr")):
        if turn == 2:  # also when it changes while another place is in view
            program.window.go("personas")
        program.window.speak(language)
        program.window.go("workshop")
        assert workshop.pages
        told = said(workshop)
        assert heard.setdefault(language, told) == told
    assert "Atelier" in heard["fr"]
    left = heard["fr"] & heard["en"] - SAME - {
        workshop.options.folder.text(),
        workshop.options.folder.toolTip(),
    }
    assert sorted(words for words in left if not is_of_client(words, program.studio.project)) == []


def is_of_client(words, project):
    """Tell whether words are a persona's name, those of a page, or a number of pages."""
    named = {f"{p.name}, {p.title}" for p in project.personas} | {p.name for p in project.personas}
    pages = any(p.role and p.role in words for p in project.personas)
    return words in named or pages or bool(re.fullmatch(r"\d+ pages?", words))
