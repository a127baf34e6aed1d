"""What the panel of evidence says, and what a line may be said to be."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from helpers.drags import people
from persona_studio.domain.personas import Evidence, Provenance, SectionKey
from persona_studio.domain.tree import find
from persona_studio.publish.boxes import Ref
from persona_studio.services.personas.linting import Remarked
from persona_studio.services.session import Session
from persona_studio.ui.places.personas.evidence import others
from persona_studio.ui.widgets.segmented import _Part


@pytest.fixture
def example(open_place, repository, tmp_path):
    """The bundled example at its personas."""
    file = tmp_path / "example.persona"
    shutil.copy(repository / "resources" / "samples" / "marketing-b2b.persona", file)
    return open_place(file, "personas")


@pytest.fixture
def julie(open_place, julie_file):
    return open_place(julie_file, "personas")


def choose(place, words):
    """Choose the line that says something, with the keyboard."""
    ref = next(p.ref for p in place.canvas.places() if p.text is not None and words in p.text.text)
    place.canvas.focus(ref)
    QApplication.sendPostedEvents()
    return ref


def told(place):
    labels = place.inspector.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def share(text):
    return float(text.replace("\u202f", "").replace("%", "").replace(",", "."))


def test_no_share_is_more_than_everybody(example, program):
    for persona in program.studio.project.personas:
        for attribute in persona.attributes:
            if attribute.evidence is None or attribute.evidence.share is None:
                continue
            for _, other in others(program.studio.project, persona, attribute.evidence):
                assert 0 <= other <= 1
    choose(example, "De 25 à 35")
    assert all(share(text) <= 100 for text in told(example) if text.endswith("%"))


def test_the_same_thing_said_of_another_persona_is_compared(open_place, whole_file, program):
    open_place(whole_file, "personas")
    project = program.studio.project
    both = Evidence(variable="age", question="Genre / Âge", answer="Femme, de 25 à 35 ans", share=0.5)
    first, second, third = project.personas
    project = replace(project, personas=(first, with_line(second, replace(both, share=0.2)), third))
    assert [(p.id, s) for p, s in others(project, first, both)] == [(second.id, 0.2)]
    assert list(others(project, first, replace(both, answer="Femme, de 35 à 55 ans"))) == []


def with_line(persona, evidence):
    section = persona.sections[0]
    line = replace(section.attributes[0], evidence=evidence)
    return replace(persona, sections=(replace(section, attributes=(line,)), *persona.sections[1:]))


def test_a_quote_is_read_once(example, program):
    lines = program.studio.project.personas[0].attributes
    words = next(a.text for a in lines if a.provenance is Provenance.VERBATIM)[:30]
    choose(example, words)
    assert sum(words in text for text in told(example)) == 1


def test_rows_have_names_of_their_own(example):
    choose(example, "école de commerce")
    assert {"Réponse", "Répondants"} <= set(told(example))
    assert "Réponses" not in told(example)


def test_a_line_made_up_does_not_become_data(julie, program):
    line = next(
        a for a in program.studio.project.personas[0].attributes if a.provenance is Provenance.HYPOTHESIS
    )
    choose(julie, line.text[:20])
    before = program.studio.project
    for key in (Qt.Key.Key_D, Qt.Key.Key_V):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert program.studio.project is before
        assert "ypothèse" in julie.status._fact.whole(), "it says why"
        assert not program.window.messages.strip().isVisible(), "and moves nothing"
    parts = {p.option.value: p for p in julie.inspector.findChildren(_Part)}
    for value in ("data", "verbatim"):
        assert not parts[value].isEnabled()
        assert parts[value].toolTip()
    assert parts["hypothesis"].isEnabled()


def test_a_line_of_data_becomes_a_hypothesis_and_data_again(julie, program):
    ref = choose(julie, "Femme de 25 à 35")
    for key, provenance in ((Qt.Key.Key_H, Provenance.HYPOTHESIS), (Qt.Key.Key_D, Provenance.DATA)):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert find(program.studio.project, ref.id).provenance is provenance


def test_a_section_is_called_as_on_the_sheet_whatever_the_language_of_the_window(open_place, tmp_path):
    project = replace(people(), language="en")
    section = replace(project.personas[0].sections[0], title="", key=SectionKey.OBSTACLES, attributes=())
    first = replace(project.personas[0], sections=(section, *project.personas[0].sections[1:]))
    Session.create(tmp_path / "en.persona", replace(project, personas=(first,)), {}).close()
    place = open_place(tmp_path / "en.persona", "personas")
    place.canvas.choose(Ref("section", section.id, "title"))
    assert "Obstacles" in told(place)
    assert "Freins" not in told(place)
    review = place.inspector.review
    review.look()
    empty = next(e for e in review.list.model().entries if e.key.what is Remarked.EMPTY)
    assert empty.detail == "Obstacles"
