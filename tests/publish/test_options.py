"""What is on the pages besides the personas: marks, source and rates come and go on every deliverable."""

from dataclasses import replace

import pytest

from persona_studio.domain.deliverables import ANNEXE, DELIVERABLES, EVIDENCE, QUESTIONNAIRE
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Persona, Provenance
from persona_studio.publish.boxes import Group, Page, TextBox, text_boxes
from persona_studio.publish.layout import TEMPLATES
from persona_studio.publish.layout.deliverables import printouts
from persona_studio.publish.layout.marks import Mark, mark_name
from persona_studio.publish.layout.rates import share_of
from persona_studio.publish.style import MM, TEXT3
from publish.julie import FACTS
from publish.sheets import FRENCH, bare
from publish.test_deliverables import cast, contrasts, work

DRAWN = tuple(each for each in DELIVERABLES if each is not ANNEXE)
MARKS = {mark_name(mark, FRENCH) for mark in Mark}


def pages(deliverable, options, template="classique", count=2) -> list[Page]:
    facts = replace(FACTS, options=options, project="Enquête")
    works = [work(replace(own(each.persona), template=template), facts) for each in cast(count, 1.0)]
    made = printouts(deliverable, works, contrasts(works))
    return [page for printout in made for page in printout.pages]


def own(persona: Persona) -> Persona:
    """Return a persona whose lines nobody else has."""
    sections = (
        replace(s, attributes=tuple(replace(a, text=f"{persona.name} : {a.text}") for a in s.attributes))
        for s in persona.sections
    )
    return replace(persona, sections=tuple(sections))


def marked(page: Page) -> bool:
    groups = any(isinstance(box, Group) and box.alt in MARKS for box in page.boxes)
    return groups or any(
        box.role == "caption" and box.text.startswith(tuple(MARKS)) for box in text_boxes(page)
    )


@pytest.mark.parametrize("deliverable", DRAWN, ids=lambda each: each.id)
def test_no_mark_is_left_where_marks_are_not_wanted(deliverable):
    assert not any(marked(page) for page in pages(deliverable, Options(marks=False)))


@pytest.mark.parametrize("name", ["sheet", "presentation", "cards", "evidence"])
def test_marks_are_there_as_a_rule(name):
    (deliverable,) = (each for each in DELIVERABLES if each.id == name)
    assert any(marked(page) for page in pages(deliverable, Options()))


@pytest.mark.parametrize("deliverable", DRAWN, ids=lambda each: each.id)
def test_the_source_is_nowhere_where_it_is_not_wanted(deliverable):
    without = pages(deliverable, Options(source=False))
    assert not any(FACTS.source in box.text for page in without for box in text_boxes(page))


def rates(page: Page) -> list[TextBox]:
    return [
        box
        for box in text_boxes(page)
        if box.role == "caption"
        and bare(box.text).endswith("%")
        and {run.colour for line in box.lines for run in line.runs} == {TEXT3}
    ]


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_line_of_data_has_its_rate_in_the_margin(template):
    (sheet,) = (each for each in DELIVERABLES if each.id == "sheet")
    (persona,) = (each.persona for each in cast(1, 1.0))
    expected = sorted(
        FRENCH.percent(share)
        for a in persona.attributes
        if a.provenance is Provenance.DATA and (share := share_of(a.evidence)) is not None
    )
    found = [box for page in pages(sheet, Options(rates=True), template, 1) for box in rates(page)]
    told = sorted(box.text for box in found)
    if template == "synthese":  # there the rates stand beside the bars of the first page already
        assert set(told) <= set(expected)
        return
    assert told == expected
    ends = {round((box.x + box.width) / MM, 1) for box in found}
    assert len(ends) <= 3  # one edge for each column
    assert not any(rates(page) for page in pages(sheet, Options(), template, 1))


@pytest.mark.parametrize("name", ["poster", "presentation", "comparison", "cards"])
def test_rates_are_on_further_deliverables_when_they_are_asked_for(name):
    (deliverable,) = (each for each in DELIVERABLES if each.id == name)
    assert any(rates(page) for page in pages(deliverable, Options(rates=True)))
    assert not any(rates(page) for page in pages(deliverable, Options()))


def test_who_answers_the_questionnaire_is_told_no_figure():
    for options in (Options(), Options(rates=True)):
        said = [box.text for page in pages(QUESTIONNAIRE, options) for box in text_boxes(page)]
        assert not any(bare(text).endswith("%") for text in said)


def test_the_evidence_says_where_a_line_comes_from_even_without_marks():
    said = [box.text for page in pages(EVIDENCE, Options(marks=False)) for box in text_boxes(page)]
    assert "Donnée d’enquête" in said
