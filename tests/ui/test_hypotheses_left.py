"""Hypotheses that remain to check: one number wherever it is told, and a list that leads to each line."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import Provenance
from persona_studio.services.personas.faces import Face, face_of
from persona_studio.services.personas.hypotheses import unchecked
from persona_studio.services.personas.linting import Remarked
from persona_studio.ui import recents
from persona_studio.ui.widgets.buttons import Button

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def place(open_place, sample_file):
    return open_place(sample_file, "personas")


@pytest.fixture
def panel(place, program):
    """The list, asked for in the workshop."""
    program.window.go("workshop")
    workshop = program.window.place("workshop")
    workshop.desk.tick("journey", on=True)
    assert workshop.pages
    [see] = [b for b in workshop.options.reminder.findChildren(Button) if b.isVisible()]
    assert see.text() == "Les voir"
    QTest.mouseClick(see, LEFT)
    return place.inspector.review.unchecked


def remaining(persona):
    return [line for lines in unchecked(persona).values() for line in lines]


def middle(view, row):
    return view.visualRect(view.model().index(row, 0)).center()


def press(view, row):
    QTest.mouseClick(view.viewport(), LEFT, pos=middle(view, row))


def test_start_workshop_and_persona_tell_the_same_number(panel, program, preferences):
    [persona] = [p for p in program.studio.project.personas if remaining(p)]  # the others have none
    count = len(remaining(persona))
    assert len(unchecked(persona)) == 3, "on three companions"
    said = program.window.place("workshop").options.reminder
    assert said._fact.text() == f"{count} hypothèses restent à vérifier."
    told = panel.fact.text()
    assert told.startswith(f"{count} hypothèses restent à vérifier\u202f: ")
    for face, words in (
        (Face.EMPATHY, "sur la carte d’empathie"),
        (Face.JOURNEY, "sur le parcours"),
        (Face.PLAN, "sur le plan d’action"),
    ):
        one = f"{len(unchecked(persona)[face])} {words}"
        assert one in told
        assert one in said._rest.text()
    program.studio.do(SetField(remaining(persona)[0].id, "checked", True), "Checked")
    program.window.projects.close()
    assert recents.recents(preferences)[0].hypotheses == count - 1
    rows = program.window.findChildren(QAbstractButton)
    assert any(f", {count - 1} hypothèses à vérifier" in row.accessibleName() for row in rows)


def test_they_are_listed_on_demand_and_lead_to_their_lines(panel, place, program):
    assert place.isVisible()
    assert panel.list.isVisible()
    assert panel.list.hasFocus()
    persona = place.persona()
    lines = remaining(persona)
    assert [entry.key.id for entry in panel.list.model().entries] == [line.id for line in lines]
    for row in (0, len(lines) // 2, len(lines) - 1):
        before = panel.list.viewport().mapTo(program.window, middle(panel.list, row))
        press(panel.list, row)
        assert place.canvas.current.id == lines[row].id
        assert place.companions.face is face_of(persona, lines[row].id)
        assert place.inspector.review.isVisible(), "on every face"
        after = panel.list.viewport().mapTo(program.window, middle(panel.list, row))
        assert after == before, "what was pressed stays under the pointer"
    panel.list.setFocus()
    panel.list.choose(1)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert place.canvas.current.id == lines[1].id


def test_each_says_on_which_companion_it_is(panel, place):
    persona = place.persona()
    for entry in panel.list.model().entries:
        face = face_of(persona, entry.key.id)
        named = {Face.EMPATHY: "Carte d’empathie", Face.JOURNEY: "Parcours", Face.PLAN: "Plan d’action"}
        assert entry.detail.startswith(f"{named[face]}\u202f: ")


def test_one_that_is_checked_leaves_the_list_which_can_be_folded(panel, place, program):
    lines = remaining(place.persona())
    program.studio.do(SetField(lines[0].id, "checked", True), "Checked")
    place.inspector.review.look()
    assert [entry.key.id for entry in panel.list.model().entries] == [line.id for line in lines[1:]]
    assert panel.see.text() == "Replier la liste"
    QTest.mouseClick(panel.see, LEFT, pos=QPoint(10, 8))
    assert not panel.list.isVisible()
    program.window.speak("en")
    place.inspector.review.look()
    assert panel.see.text() == "See them"
    assert panel.fact.text().startswith(f"{len(lines) - 1} hypotheses remain to check: ")


def test_nothing_is_said_to_remain_of_a_persona_without_any(panel, place, program):
    other = next(p for p in program.studio.project.personas if not remaining(p))
    place.show_persona(other.id)
    place.inspector.review.look()
    assert not panel.fact.isVisible()
    assert not panel.list.isVisible()


def test_a_remark_on_a_companion_says_which(place, program):
    persona = place.persona()
    line = next(a for s in persona.empathy for a in s.attributes if a.provenance is Provenance.DATA)
    program.studio.do(SetField(line.id, "evidence", None), "x")
    review = place.inspector.review
    review.look()
    [entry] = [e for e in review.list.model().entries if e.key.what is Remarked.UNSUPPORTED]
    assert entry.detail == f"Carte d’empathie\u202f: {line.text}"
