"""The evidence of a persona: nothing that is said of it goes without what it rests on."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.domain.deliverables import EVIDENCE
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.publish.boxes import Page, text_boxes
from persona_studio.publish.layout.deliverables import printouts
from publish.julie import FACTS, julie
from publish.sheets import bare, said
from publish.test_deliverables import work
from publish.test_templates import personas

COUNTED = Evidence(
    variable="v",
    level=1,
    question="Q12. Qui valide l’achat ?",
    answer="Mon n+1",
    share=0.743,
    overall=0.412,
    low=0.67,
    high=0.81,
    count=141,
    base=190,
)


def persona(**fields) -> Persona:
    line = Attribute(id="a", text="Son n+1 valide l’achat.", provenance=Provenance.DATA, evidence=COUNTED)
    section = Section(id="s", key=SectionKey.BUYING, attributes=(replace(line, **fields),))
    return replace(julie(), quote="", sections=(section,))


def pages(person: Persona, facts=FACTS) -> list[Page]:
    return [page for made in printouts(EVIDENCE, [work(person, facts)]) for page in made.pages]


def told(person: Persona, facts=FACTS) -> list[str]:
    return [text for page in pages(person, facts) for text in said(page)]


def test_a_line_of_data_is_printed_with_question_answer_base_shares_and_margin():
    texts = told(persona())
    for expected in (
        "Son n+1 valide l’achat.",
        "Donnée d’enquête",
        "Qui valide l’achat\u202f?",
        "Mon n+1",
        "141 répondants sur 190",
        "74\u202f%",
        "41\u202f%",
        "×\u202f1,8",
        "±\u202f7\u202fpts",
    ):
        assert expected in texts


def test_figures_of_fewer_than_ten_respondents_are_not_printed():
    few = replace(COUNTED, count=9, base=31, share=9 / 31)
    texts = told(persona(evidence=few))
    assert not any("%" in text or "sur 31" in text for text in texts)
    assert any("Moins de dix répondants" in text for text in texts)


def test_a_mean_is_printed_as_it_is():
    mean = replace(COUNTED, level=None, answer="", share=34.62, overall=29.0, low=None, high=None, count=None)
    texts = told(persona(evidence=mean))
    assert "34,6" in texts
    assert "29,0" in texts
    assert not any("%" in text for text in texts)


def test_words_are_printed_with_their_question():
    quoted = Evidence(variable="v", question="Pourquoi ?", quote="Il me faut un ROI avant l’été.")
    texts = told(persona(provenance=Provenance.VERBATIM, evidence=quoted))
    assert "«\u202fIl me faut un ROI avant l’été.\u202f»" in texts
    assert "Pourquoi ?" in texts or "Pourquoi\u202f?" in texts


@pytest.mark.parametrize(("checked", "word"), [(False, "À vérifier."), (True, "Vérifié.")])
def test_a_hypothesis_says_who_checks_it_by_when(checked, word):
    line = {"provenance": Provenance.HYPOTHESIS, "evidence": None, "due": "Marc, avant le 3 juillet"}
    texts = told(persona(**line, checked=checked))
    assert word in texts
    assert "Marc, avant le 3 juillet" in texts


def test_data_that_is_gone_and_data_put_into_other_words_are_told():
    assert "Donnée d’enquête modifiée" in told(persona(modified=True))
    lost = told(persona(), replace(FACTS, lost=frozenset({"a"})))
    assert any("projet" in text for text in lost)


def test_hypotheses_beside_the_sheet_are_accounted_for_and_hidden_sections_are_not():
    aside = Attribute(id="h", text="Elle change d’emploi tous les trois ans.")
    person = persona()
    hidden = replace(person.sections[0], id="x", hidden=True)
    texts = told(replace(person, sections=(hidden,), hypotheses=(aside,)))
    assert "Elle change d’emploi tous les trois ans." in texts
    assert "Son n+1 valide l’achat." not in texts


@examples(10)
@given(personas(), st.sampled_from([1, 8, 30]))
def test_nothing_that_is_said_is_left_out(person, times):
    long = replace(person, quote=person.quote * times)
    everything = bare("".join(told(long)))
    for line in long.attributes:
        assert bare(line.text[:60]) in everything
    assert bare(long.quote[-80:]) in everything


def test_pages_are_numbered_and_named_and_a_title_never_stands_alone_at_the_foot():
    section = persona().sections[0]
    many = tuple(replace(section.attributes[0], id=f"a{i}") for i in range(40))
    made = pages(replace(persona(), sections=(replace(section, attributes=many),)))
    assert [page.title for page in made[:2]] == ["Preuves, Julie", "Preuves, Julie (suite)"]
    for page in made:
        boxes = [box for box in text_boxes(page) if box.role != "caption"]
        titles = [box for box in boxes if box.text.startswith("Modalité")]
        assert all(any(other.y > title.y for other in boxes) for title in titles)
