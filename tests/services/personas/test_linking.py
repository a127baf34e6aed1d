"""Lines linked by hand: the figures are those of a finding, and nothing of too few is linked."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.surveys import described, labels_of, survey_of
from persona_studio.domain.edits import Insert
from persona_studio.domain.personas import Attribute, Evidence, Persona, Provenance, Section, SectionKey
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.domain.variables import Kind
from persona_studio.errors import UserError
from persona_studio.services.drafting import draft
from persona_studio.services.drafting.survey import evidence as drafted_evidence
from persona_studio.services.personas import linking
from persona_studio.services.personas.rewording import original
from persona_studio.services.workshop.publishing import lost_evidence
from persona_studio.texts import Texts


@pytest.fixture(scope="module")
def survey():
    """A survey with weights, numbers, gaps and a multiple choice, in three segments, one of 30."""
    random = np.random.default_rng(11)
    n = 430
    kind = np.repeat([0, 1, 2], [250, 150, 30])
    letters = np.array(list("abcd"))
    frame = pd.DataFrame(
        {
            f"q{i}": np.where(random.random(n) < 0.6, letters[(kind + i) % 3], random.choice(letters, n))
            for i in range(4)
        }
    )
    frame["same"] = "oui"
    frame["age"] = np.where(random.random(n) < 0.1, np.nan, 30 + 8 * kind + random.normal(0, 5, n))
    for option in ("x", "y"):
        frame[option] = (random.random(n) < 0.2 + 0.2 * kind).astype(int)
    frame["w"] = random.gamma(4, 0.25, n)
    made = survey_of(
        frame,
        active=["q0", "q1", "q2", "several"],
        illustrative=["q3", "age", "same"],
        weight="w",
        multiple={"several": ["x", "y"]},
    )
    return made, described(made, kind + 1)


@pytest.fixture(scope="module")
def project(survey):
    made, cut = survey
    people = tuple(Persona(id=f"p{s.number}", name="P", segment=s.id) for s in cut.segmentation.segments)
    return Project(
        id="a",
        name="A",
        waves=(made.wave,),
        segmentations=(cut.segmentation,),
        chosen="cut",
        personas=people,
    )


def grounds(project, number):
    return linking.grounds(project, project.personas[number - 1])[0]


def measured(survey, ground):
    made, cut = survey
    return linking.measure(ground, made.answers, cut.labels, Silent())


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_figures_are_those_of_a_finding(survey, project, number):
    """Share, everybody's, interval, people, base and test value, to the last bit."""
    ground = grounds(project, number)
    known, figures = linking.known(ground.segment), measured(survey, ground)
    assert len(known) > 3
    for key, one in known.items():
        assert figures[key] == one
    answers = {a.key: a for a in linking.answers_of(ground.wave)}
    finding = next(f for f in ground.segment.findings if f.level is not None and f.count >= 10)
    key = (finding.variable, finding.level, True)
    variable, level = answers[key].variable, answers[key].level
    by_hand = linking.evidence_of(answers[key], figures[key], ground, Texts("fr"))
    assert by_hand == drafted_evidence(finding, variable, level.label, ground.segment, ground.wave)


def test_shares_are_weighted_among_those_who_answered(survey, project):
    """Counted anew by pandas from the rows themselves."""
    made, cut = survey
    ground = grounds(project, 2)
    figures, labels = measured(survey, ground), labels_of(cut)
    weights = np.frombuffer(made.answers.column(made.recipe.weight).data, "<f8")
    variable = next(v for v in ground.wave.variables if v.name == "q3")
    column = made.answers.column(variable.id)
    codes = np.frombuffer(column.data, np.dtype(column.dtype))
    for level in variable.levels:
        one = figures[variable.id, level.code, True]
        frame = pd.DataFrame({"w": weights, "gave": codes == 4 + level.code, "answered": codes >= 4})
        ours = frame[(labels == 2) & frame.answered]
        assert one.share == pytest.approx(ours.w[ours.gave].sum() / ours.w.sum())
        assert (one.count, one.base) == (int(ours.gave.sum()), len(ours))
        everybody = frame[frame.answered]
        assert one.overall == pytest.approx(everybody.w[everybody.gave].sum() / everybody.w.sum())


def test_every_answer_has_figures(survey, project):
    ground = grounds(project, 1)
    figures = measured(survey, ground)
    listed = list(linking.answers_of(ground.wave))
    assert {a.key for a in listed} <= set(figures)
    kinds = {a.variable.kind for a in listed}
    assert {Kind.NOMINAL, Kind.MULTIPLE, Kind.NUMERIC} <= kinds
    same = next(a for a in listed if a.variable.name == "same")
    assert (figures[same.key].share, figures[same.key].overall) == (1.0, 1.0)
    over, under = (figures[a.key] for a in listed if a.variable.kind is Kind.NUMERIC)
    assert over.share + under.share == pytest.approx(1.0)
    assert over.mean == under.mean


def test_nothing_of_fewer_than_ten_is_linked(survey, project):
    ground = grounds(project, 3)
    figures = measured(survey, ground)
    few = [a for a in linking.answers_of(ground.wave) if not figures[a.key].enough]
    assert few, "a segment of thirty has rare answers"
    for answer in few:
        with pytest.raises(UserError) as error:
            linking.evidence_of(answer, figures[answer.key], ground, Texts("fr"))
        assert error.value.code == "link_too_few"


def with_line(project, line):
    section = Section(id="x", key=SectionKey.BUYING, attributes=(line,))
    return Insert("p1", 0, section).apply(project).project


def test_a_line_is_linked_and_unlinked_and_all_is_undone(survey, project):
    ground = grounds(project, 1)
    figures = measured(survey, ground)
    answer = next(a for a in linking.answers_of(ground.wave) if figures[a.key].enough)
    before = with_line(project, Attribute(id="l", text="Décide seule"))
    evidence = linking.evidence_of(answer, figures[answer.key], ground, Texts("fr"))
    linked = linking.link(find(before, "l"), evidence).apply(before)
    line = find(linked.project, "l")
    assert (line.provenance, line.evidence, line.text) == (Provenance.DATA, evidence, "Décide seule")
    assert line.modified, "its words are somebody's own, whatever the figures say"
    free = linking.unlink(line).apply(linked.project)
    assert find(free.project, "l") == Attribute(id="l", text="Décide seule")
    assert linked.inverse.apply(linked.project).project == before
    assert free.inverse.apply(free.project).project == linked.project


def test_a_persona_without_a_segment_may_be_linked_to_any(project):
    by_hand = Persona(id="h", name="H")
    assert [g.segment.id for g in linking.grounds(project, by_hand)] == ["s1", "s2", "s3"]
    assert [g.segment.id for g in linking.grounds(project, project.personas[1])] == ["s2"]
    assert linking.grounds(Project(id="n", name=""), by_hand) == ()


def test_what_vanished_is_lost_until_it_claims_nothing(survey, project):
    ground = grounds(project, 1)
    figures = measured(survey, ground)
    answer = next(a for a in linking.answers_of(ground.wave) if figures[a.key].enough)
    evidence = linking.evidence_of(answer, figures[answer.key], ground, Texts("fr"))
    whole = with_line(project, Attribute(id="l", text="x", provenance=Provenance.DATA, evidence=evidence))

    def lost(changed):
        return lost_evidence(changed, changed.personas[0])

    assert lost(whole) == frozenset()
    assert lost(replace(whole, segmentations=())) == {"l"}
    assert lost(replace(whole, waves=())) == {"l"}
    quote = replace(evidence, quote="Vite")
    words = with_line(project, Attribute(id="l", text="x", provenance=Provenance.VERBATIM, evidence=quote))
    assert lost(replace(words, segmentations=())) == frozenset()
    assert lost(replace(words, waves=())) == {"l"}
    claims = with_line(project, Attribute(id="l", text="x", evidence=evidence))
    assert lost(replace(claims, segmentations=())) == frozenset()


def test_the_sentence_of_a_line_comes_back(survey, project):
    """Drafted lines say again what they said; who a persona is (gender with age) has no one answer."""
    made, cut = survey
    texts = Texts("fr")
    drafted = draft(project, cut.segmentation, made.answers, texts, cut.labels)
    said = 0
    for persona in drafted.personas:
        for line in persona.attributes:
            if line.provenance is Provenance.DATA and line.evidence.level is not None:
                again = original(project, persona, replace(line, text="autre chose"), texts)
                assert again in (line.text, f"Plus souvent que la moyenne, {line.text}"), line.text
                assert original(project, persona, line, texts) is None
                said += 1
    assert said > 3


def test_the_words_of_a_respondent_come_back(project):
    line = Attribute(id="l", text="x", provenance=Provenance.VERBATIM, evidence=Evidence(quote="Vite !"))
    assert original(project, project.personas[0], line, Texts("fr")) == "«\u202fVite\u202f!\u202f»"


@pytest.mark.parametrize("change", ["emptied", "reworded", "masked", "gone"])
def test_nothing_erased_comes_back_with_figures_that_were_counted_before(survey, project, change):
    ground = grounds(project, 1)
    figures = measured(survey, ground)
    answer = next(a for a in linking.answers_of(ground.wave) if a.level is not None and figures[a.key].enough)
    proof = linking.evidence_of(answer, figures[answer.key], ground, Texts("fr"))
    assert linking.holds(project, proof)
    assert linking.still(project, ground) == ground
    wave, one = project.waves[0], answer.variable
    hidden = tuple(replace(level, label="[nom]") for level in one.levels)
    other = {
        "emptied": replace(one, stored=False),
        "reworded": replace(one, label="Autre question"),
        "masked": replace(one, levels=hidden),
    }.get(change)
    left = tuple(other if v.id == one.id and other is not None else v for v in wave.variables)
    waves = () if change == "gone" else (replace(wave, variables=left),)
    now = replace(project, waves=waves)
    assert not linking.holds(now, proof)
    with pytest.raises(UserError) as told:
        linking.still(now, ground)
    assert told.value.code == ("edit_target_gone" if change == "gone" else "transform_overtaken")


def test_words_of_a_respondent_are_known_as_such_once_unlinked():
    said = Attribute(id="l", text="x", evidence=Evidence(variable="v", quote="x"))
    held = Section(id="s", key=SectionKey.BUYING, attributes=(said,))
    before = Project(id="a", name="A", personas=(Persona(id="p", name="P", sections=(held,)),))
    for edit in (linking.unlink(said), linking.link(said, Evidence(share=0.5, base=50))):
        assert find(edit.apply(before).project, "l").sources == ("v",)


def test_a_line_without_figures_has_no_sentence(project):
    line = Attribute(id="l", text="x")
    assert original(project, project.personas[0], line, Texts("fr")) is None


def test_lost_lines_rest_on_the_same_answers_again(survey, project):
    """By the question's id in another segment, by its words in a survey imported anew; never on too few."""
    ground = grounds(project, 2)
    figures = measured(survey, ground)
    answers = [a for a in linking.answers_of(ground.wave) if a.level is not None]
    known = next(a for a in answers if figures[a.key].enough)
    few = next((a for a in answers if not figures[a.key].enough), None)

    def line(name, of, **more):
        variable = of.variable
        values = {"variable": variable.id, "question": variable.label, "answer": of.level.label} | more
        proof = Evidence(level=of.level.code, segment="gone", **values)
        return Attribute(id=name, text="x", provenance=Provenance.DATA, evidence=proof, modified=True)

    lines = [
        line("same", known),
        line("words", known, variable="other"),
        line("none", known, answer="?", variable="z"),
    ]
    lines += [line("few", few)] if few else []
    whole = (
        Insert("p2", 0, Section(id="x", key=SectionKey.BUYING, attributes=tuple(lines)))
        .apply(project)
        .project
    )
    made = linking.relink(lines, ground, figures, Texts("fr")).apply(whole)
    wanted = linking.evidence_of(known, figures[known.key], ground, Texts("fr"))
    for name in ("same", "words"):
        assert find(made.project, name).evidence == wanted
        assert find(made.project, name).modified, "its words are still those of the consultant"
    assert lost_evidence(made.project, made.project.personas[1]) == {one.id for one in lines[2:]}
    assert made.inverse.apply(made.project).project == whole
    assert linking.relink(lines[2:], ground, figures, Texts("fr")) is None
