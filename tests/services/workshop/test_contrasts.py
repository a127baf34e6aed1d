"""What the survey says of several personas side by side."""

import pytest

from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Finding, Segment
from persona_studio.paths import resource
from persona_studio.services.workshop.contrasts import contrasts
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

FRENCH = Texts("fr")


def told(variable: str, level: int | None, share: float, count: int = 50, **more) -> Attribute:
    proof = Evidence(
        variable=variable,
        level=level,
        question=more.get("question", "q15. Qui valide l'achat ?"),
        answer=more.get("answer", "Mon n+1"),
        share=share,
        overall=0.4,
        count=count,
        base=100,
    )
    provenance = more.get("provenance", Provenance.DATA)
    return Attribute(id=f"{variable}{level}{share}", text="x", provenance=provenance, evidence=proof)


def persona(name: str, *lines: Attribute) -> Persona:
    return Persona(
        id=name, name=name, sections=(Section(id=f"s{name}", key=SectionKey.BUYING, attributes=lines),)
    )


def between(*personas: Persona):
    return contrasts(Project(id="p", name="x", personas=personas), personas, FRENCH)


def test_the_widest_apart_come_first_one_answer_of_each_question():
    found = between(
        persona("a", told("near", 1, 0.5), told("far", 0, 0.9), told("far", 1, 0.3)),
        persona("b", told("near", 1, 0.6), told("far", 0, 0.2), told("far", 1, 0.2)),
    )
    assert [(each.variable, dict(each.shares)) for each in found] == [
        ("far", {"a": 0.9, "b": 0.2}),
        ("near", {"a": 0.5, "b": 0.6}),
    ]
    # Cohen (1988): h is the difference of 2 asin(sqrt(p)); for 0.9 and 0.2 that is 2.498 - 0.927.
    assert found[0].spread == pytest.approx(1.571, abs=0.001)


def test_few_respondents_hypotheses_and_means_have_no_figure():
    others = persona("b", told("v", 0, 0.2), told("w", 0, 0.2), told("m", None, 3.5))
    few = persona("a", told("v", 0, 0.05, count=5), told("w", 0, 0.9, provenance=Provenance.HYPOTHESIS))
    assert between(few, others, persona("c", told("m", None, 4.5))) == ()


def test_a_question_is_read_without_its_code():
    def label(**words: str) -> str:
        (found,) = between(persona("a", told("v", 0, 0.9, **words)), persona("b", told("v", 0, 0.1, **words)))
        return found.label

    assert label() == "Qui valide l’achat\u202f? Mon n+1"
    assert label(question="q01. Ancienneté", answer="Moins d'un an") == "Ancienneté\u202f: Moins d’un an"
    assert label(question="", answer="Oui") == "Oui"


def test_where_a_persona_says_nothing_its_segment_does_and_only_with_ten_respondents():
    with ProjectFile.open(resource("samples", "marketing-b2b.persona"), read_only=True) as file:
        project = file.project
    found = contrasts(project, project.personas, FRENCH)
    assert len({each.variable for each in found}) == len(found) > 10
    assert [each.spread for each in found] == sorted((each.spread for each in found), reverse=True)
    for each in found:
        for id_, share in each.shares:
            findings = _findings(project, project.persona(id_)).get((each.variable, share))
            assert findings is None or min(findings.count, findings.base) >= 10
    assert sum(len(each.shares) == len(project.personas) for each in found) > 5


def _findings(project: Project, persona: Persona) -> dict[tuple[str, float], Finding]:
    segment: Segment = project.segment(persona.segment)
    return {(f.variable, f.share): f for f in segment.findings}
