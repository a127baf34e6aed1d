"""The notes of slides: what each line rests on, in words; no figure of few, nothing of what says nothing."""

from dataclasses import replace

import pytest

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.variables import Kind, Role, Variable
from persona_studio.domain.waves import Source, Wave
from persona_studio.services.workshop.speaking import spoken
from persona_studio.texts import NARROW, Texts

FRENCH, ENGLISH = Texts("fr"), Texts("en")
VARIABLE = Variable(id="v", name="q15", label="Q15", kind=Kind.NOMINAL, role=Role.ACTIVE)
PROOF = Evidence(
    variable="v",
    wave="w",
    question="q15. Qui valide l'achat ?",
    answer="Mon n+1",
    share=0.75,
    overall=0.45,
    low=0.69,
    high=0.81,
    count=142,
    base=189,
)


def told(line: Attribute, texts: Texts = FRENCH, options: Options | None = None, **persona) -> str:
    section = Section(id="s", key=SectionKey.BUYING, attributes=(line,))
    julie = Persona(id="j", name="Julie", sections=(section,), **persona)
    wave = Wave(
        id="w",
        name="Enquête 2025",
        date="juin 2025",
        source=Source(file="w.csv", format="csv"),
        respondents=612,
        variables=(VARIABLE,),
    )
    project = Project(id="p", name="x", personas=(julie,), waves=(wave,))
    return spoken(project, texts, options).get(line.id, "")


def data(**changes) -> Attribute:
    return Attribute(
        id="a", text="Son n+1 valide l’achat", provenance=Provenance.DATA, evidence=PROOF, **changes
    )


def test_a_line_of_data_tells_question_answer_shares_margin_people_and_wave():
    first, second = told(data()).split("\n")
    assert first == "● Son n+1 valide l’achat"
    assert second.split(" · ") == [
        "Donnée d’enquête",
        f"«{NARROW}Qui valide l’achat{NARROW}?{NARROW}»",
        f"Réponse{NARROW}: Mon n+1",
        f"Julie 75{NARROW}%",
        f"Ensemble des répondants 45{NARROW}%",
        f"±{NARROW}6{NARROW}pts",
        "142 répondants sur 189",
        "Enquête 2025, juin 2025",
    ]


def test_notes_speak_the_language_of_the_document():
    assert "Survey data · " in told(data(), ENGLISH)
    assert "All respondents 45%" in told(data(), ENGLISH)


def test_no_figure_of_few_is_told():
    few = replace(PROOF, count=FEWEST - 1, base=20)
    said = told(Attribute(id="a", text="x", provenance=Provenance.DATA, evidence=few))
    assert "%" not in said
    assert "Moins de dix répondants" in said


@pytest.mark.parametrize(
    ("checked", "said"),
    [(False, ["○ Mariée", "Hypothèse à vérifier"]), (True, ["◉ Mariée", "Hypothèse vérifiée"])],
)
def test_a_hypothesis_tells_whether_somebody_checked_it(checked, said):
    line = Attribute(id="a", text="Mariée", provenance=Provenance.HYPOTHESIS, checked=checked)
    assert told(line).splitlines() == said


def test_what_is_left_out_of_the_pages_is_not_told_in_the_notes():
    without = told(data(), options=Options(marks=False))
    assert without.splitlines()[0] == "– Son n+1 valide l’achat"
    assert "Donnée d’enquête" not in without
    anonymous = told(data(), options=Options(source=False))
    assert "Enquête 2025" not in anonymous
    assert "189" not in anonymous
    assert f"75{NARROW}%" in anonymous
    supposed = Attribute(id="a", text="Mariée", provenance=Provenance.HYPOTHESIS)
    assert told(supposed, options=Options(marks=False)) == "– Mariée"


def test_a_quote_is_not_said_twice():
    proof = Evidence(variable="v", wave="w", question="Pourquoi ?", quote="C'est clair.")
    own = told(Attribute(id="a", text="« C'est clair. »", provenance=Provenance.VERBATIM, evidence=proof))
    assert own.count("C'est clair.") == 1
    other = told(Attribute(id="a", text="Veut de la clarté", provenance=Provenance.VERBATIM, evidence=proof))
    assert other.splitlines()[1].count("C'est clair.") == 1


def test_the_words_of_a_persona_and_only_what_is_said_have_notes():
    section = Section(id="s", key=SectionKey.BUYING, attributes=(Attribute(id="a", text="  "),))
    julie = Persona(id="j", name="Julie", quote="Montrez-moi.", sections=(section,))
    assert list(spoken(Project(id="p", name="x", personas=(julie,)), FRENCH)) == ["j"]
