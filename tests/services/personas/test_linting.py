"""What deserves another look: each remark comes with its cause and goes with it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from helpers.drafting import finding, number, question
from persona_studio.domain.edits import SetField
from persona_studio.domain.personas import (
    Attribute,
    Evidence,
    Persona,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.segments import (
    Candidate,
    Method,
    Recipe,
    Segment,
    Segmentation,
    Sensitivity,
    Verdict,
)
from persona_studio.domain.tree import find
from persona_studio.domain.variables import Distribution, Level
from persona_studio.domain.waves import Source, Wave
from persona_studio.services import authoring
from persona_studio.services.drafting.age import AgeRange
from persona_studio.services.personas import ages, likeness
from persona_studio.services.personas.due import due_date
from persona_studio.services.personas.hypotheses import verified
from persona_studio.services.personas.linting import Remarked, remarks
from persona_studio.services.samples import julie
from persona_studio.services.workshop.publishing import source_line
from persona_studio.texts import Texts

TODAY = date(2026, 3, 15)
BUYS = question("Que demandez-vous ?", "démo", "devis", "essai", "prix", "délai", "preuve")
AGE = replace(
    question("Âge", "15-24", "25-34", "35-44", "45-59", "60 et plus"),
    levels=tuple(
        Level(i, text, text, count)
        for i, (text, count) in enumerate(
            [("15-24", 40), ("25-34", 120), ("35-44", 120), ("45-59", 80), ("60 et plus", 40)]
        )
    ),
)


def project_of(*people, findings=((), ()), sizes=(100, 100), variables=(BUYS, AGE)):
    wave = Wave(
        id="w", name="V", source=Source(file="a", format="csv"), respondents=400, variables=tuple(variables)
    )
    segments = tuple(
        Segment(id=f"s{n}", number=n, name="", size=size, share=0.5, findings=tuple(held))
        for n, (held, size) in enumerate(zip(findings, sizes, strict=True), 1)
    )
    cut = Segmentation(
        id="c",
        name="",
        wave="w",
        recipe=Recipe(active=()),
        verdict=Verdict.CLEAR,
        reason="clear",
        segments=segments,
    )
    return Project(id="p", name="P", waves=(wave,), segmentations=(cut,), chosen="c", personas=people)


def persona(*lines, name="Julie", segment="s1", **more):
    section = Section(id=f"x{name}", key=SectionKey.DEMOGRAPHIC, attributes=lines)
    return Persona(id=name, name=name, segment=segment, sections=(section,), **more)


def proof(answer="démo", share=0.7, base=100, **more):
    level = next((one.code for one in BUYS.levels if one.label == answer), None)
    return Evidence(
        variable=BUYS.id, level=level, segment="s1", wave="w", share=share, overall=0.4, base=base, **more
    )


def data(text="Demande une démonstration", number_=1, **more):
    values = {"provenance": Provenance.DATA, "evidence": proof()} | more
    return Attribute(id=f"l{number_}", text=text, **values)


def told(project, who=0, overflow=(), today=TODAY):
    return [(r.what, r.ref.id) for r in remarks(project, project.personas[who], today, overflow)]


def test_a_sound_sheet_has_no_remark():
    assert told(project_of(persona(data()))) == []


CAUSES = {
    Remarked.UNSUPPORTED: data(evidence=None),
    Remarked.REWORDED: data(modified=True),
    Remarked.LOST: data(evidence=replace(proof(), variable="gone")),
    Remarked.BASE: data(evidence=proof(base=29)),
    Remarked.FEW: data(evidence=proof(base=9)),
    Remarked.AGE: data(text="Femme de 45 à 55 ans", evidence=replace(proof(), answer="De 25 à 35 ans")),
    Remarked.OVERDUE: Attribute(id="l1", text="Mariée", due="Claire, avant le 14 mars 2026"),
}
CURES = {
    Remarked.UNSUPPORTED: ("provenance", Provenance.HYPOTHESIS),
    Remarked.REWORDED: ("modified", False),
    Remarked.LOST: ("provenance", Provenance.HYPOTHESIS),
    Remarked.BASE: ("evidence", proof(base=30)),
    Remarked.FEW: ("evidence", proof()),
    Remarked.AGE: ("text", "Femme de 25 à 35 ans"),
    Remarked.OVERDUE: ("checked", True),
}


@pytest.mark.parametrize("what", list(CAUSES))
def test_a_remark_comes_with_its_cause_and_goes_with_it(what):
    project = project_of(persona(CAUSES[what]))
    assert told(project) == [(what, "l1")]
    field, value = CURES[what]
    assert told(SetField("l1", field, value).apply(project).project) == []


OTHERWISE = Sensitivity(code="method", params=(), agreement=0.2)


def candidate(k, gain):
    figures = {"stability": 0.8, "null_stability": 0.8 - gain, "silhouette": 0.1, "min_share": 0.2}
    return Candidate(method=Method.TREE, k=k, gain=gain, jaccard=(), inertia_ratio=None, **figures)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"verdict": Verdict.NONE}, "unfounded"),
        ({"verdict": Verdict.TOO_FEW}, "unfounded"),
        ({"candidates": (candidate(2, 0.0), candidate(3, 0.6))}, "none"),
        ({"candidates": (candidate(2, 0.2),)}, "hardly"),
        ({"candidates": (candidate(2, 0.6), candidate(3, 0.0)), "used": 400}, ""),
        ({"candidates": (candidate(2, 0.6),), "used": 400, "sensitivities": (OTHERWISE,)}, "contested"),
        ({"verdict": Verdict.USEFUL}, ""),
    ],
)
def test_a_doubt_about_segments_follows_them_to_their_personas(values, word):
    """Two segments chosen though nothing tells people apart, or not more than chance does."""
    project = project_of(persona(data()))
    project = replace(project, segmentations=(replace(project.segmentations[0], **values),))
    found = remarks(project, project.personas[0], TODAY)
    assert [(r.what, r.ref.kind, dict(r.params)["word"]) for r in found] == (
        [(Remarked.DOUBT, "segmentation", word)] if word else []
    )
    by_hand = persona(data(provenance=Provenance.HYPOTHESIS), segment=None)
    assert remarks(replace(project, personas=(by_hand,)), by_hand, TODAY) == ()
    for language, words in (("fr", "sans structure nette"), ("en", "without a clear structure")):
        assert source_line(project, Texts(language)).endswith(words) is (word == "unfounded")


def test_a_lost_line_says_what_it_lost():
    for values, gone in (({"variable": "gone"}, "question"), ({"segment": "gone"}, "segment")):
        project = project_of(persona(data(evidence=replace(proof(), **values))))
        (remark,) = remarks(project, project.personas[0], TODAY)
        assert (remark.what, dict(remark.params)) == (Remarked.LOST, {"gone": gone})


def test_words_of_nobody_are_unsupported():
    quoted = Attribute(id="l1", text="« Vite »", provenance=Provenance.VERBATIM, evidence=Evidence())
    assert told(project_of(persona(quoted))) == [(Remarked.UNSUPPORTED, "l1")]
    said = replace(quoted, evidence=Evidence(quote="Vite"))
    assert told(project_of(persona(said))) == []
    changed = authoring.set_text(project_of(persona(said)), "l1", "text", "« Plus vite »")
    assert told(changed.apply(project_of(persona(said))).project) == [(Remarked.REWORDED, "l1")]
    head = persona(data(), quote="Vite", quote_provenance=Provenance.VERBATIM)
    assert told(project_of(head)) == [(Remarked.UNSUPPORTED, "Julie")]


def test_an_empty_section_is_remarked_unless_it_is_hidden():
    empty = Section(id="e", key=SectionKey.BUYING)
    whole = persona(data())
    both = replace(whole, sections=(*whole.sections, empty))
    assert told(project_of(both)) == [(Remarked.EMPTY, "e")]
    hidden = replace(whole, sections=(*whole.sections, replace(empty, hidden=True)))
    assert told(project_of(hidden)) == []


def test_what_goes_beyond_the_page_is_remarked():
    assert told(project_of(persona(data())), overflow=("l1",)) == [(Remarked.OVERFLOW, "l1")]


def test_a_small_segment_is_told_once():
    lines = [data(number_=n, evidence=proof(base=24)) for n in (1, 2, 3)]
    project = project_of(persona(*lines), sizes=(24, 300))
    assert told(project) == [(Remarked.SEGMENT, "Julie")]


# ------------------------------------------------------------------ likeness


def shares(values):
    return tuple(
        finding(BUYS, level.label, share=value) for level, value in zip(BUYS.levels, values, strict=True)
    )


def pair(mine, theirs):
    lines = [
        data(f"Ligne {n}", n, evidence=proof(level.label, value))
        for n, (level, value) in enumerate(zip(BUYS.levels, mine, strict=True))
    ]
    other = persona(
        data("Tout autre", 9, evidence=None, provenance=Provenance.HYPOTHESIS), name="Marc", segment="s2"
    )
    return project_of(persona(*lines), other, findings=(shares(mine), shares(theirs)))


RATES = st.lists(st.integers(0, 100).map(lambda n: n / 100), min_size=6, max_size=6)


@given(RATES, RATES)
def test_likeness_of_answers_is_gowers(mine, theirs):
    """Counted anew: one less the mean distance; the same both ways, 1 with oneself."""
    project = pair(mine, theirs)
    first, second = project.personas
    wanted = 1 - sum(abs(a - b) for a, b in zip(mine, theirs, strict=True)) / 6
    assert likeness.answers_alike(project, first, second) == pytest.approx(wanted)
    assert likeness.answers_alike(project, second, first) == pytest.approx(wanted)
    assert likeness.answers_alike(project, first, first) == 1


def test_the_same_answers_are_too_alike_and_others_are_not():
    same = [0.7, 0.6, 0.5, 0.4, 0.3, 0.2]
    near = pair(same, [0.72, 0.58, 0.5, 0.4, 0.35, 0.2])
    assert told(near) == [(Remarked.ALIKE, "Julie")]
    assert remarks(near, near.personas[0], TODAY)[0].params == (("name", "Marc"),)
    assert told(pair(same, same[::-1])) == []


def test_the_same_lines_are_too_alike():
    mine = [Attribute(id=f"a{n}", text=f"Ligne {n}") for n in range(6)]
    theirs = [Attribute(id=f"b{n}", text=f"ligne {n} ") for n in range(4)]
    one, other = persona(*mine, segment=None), persona(*theirs, name="Marc", segment=None)
    assert likeness.lines_alike(one, other) == pytest.approx(4 / 6)
    assert told(project_of(one, other)) == [(Remarked.ALIKE, "Julie")]
    assert likeness.lines_alike(one, persona(*theirs[:3], name="Marc")) is None, "too few to tell"


# ------------------------------------------------------------------ ages


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Femme de 25 à 35 ans", AgeRange(25, 35)),
        ("Woman aged 25 to 35", AgeRange(25, 35)),
        ("Aged 42", AgeRange(42, 42)),
        ("Homme, 47 ans", AgeRange(47, 47)),
        ("Plus de 60 ans", AgeRange(60, None)),
        ("60 ans et plus", AgeRange(60, None)),
        ("Moins de 25 ans", AgeRange(None, 25)),
        ("En poste depuis 12 ans", None),
        ("20 ans d’expérience", None),
        ("Deux enfants de 10 à 15 ans", None),
        ("Loves her job for 15 years", None),
        ("Achète en 30 jours", None),
        ("", None),
    ],
)
def test_ages_are_read_and_lasting_is_not(text, wanted):
    assert ages.said(text) == wanted


def test_an_age_the_segment_does_not_have_is_remarked():
    young = (
        finding(AGE, "25-34", share=0.8),
        finding(AGE, "45-59", share=0.02),
        finding(AGE, "60 et plus", 0.01),
    )
    line = Attribute(id="l1", text="Homme de 50 à 65 ans")
    project = project_of(persona(line), findings=(young, ()))
    assert told(project) == [(Remarked.AGE, "l1")]
    fits = authoring.set_text(project, "l1", "text", "Homme de 25 à 40 ans").apply(project).project
    assert told(fits) == []
    role = project_of(persona(role="Directeur, 62 ans"), findings=(young, ()))
    assert (Remarked.AGE, "Julie") in told(role)


def test_ages_in_numbers_are_held_against_the_mean():
    years = replace(
        number("Âge"), distribution=Distribution((10, 40, 40, 10), (18.0, 28.0, 38.0, 48.0, 58.0), mean=38.0)
    )
    older = (finding(years, share=52.0, overall=38.0, count=100),)
    line = Attribute(id="l1", text="Femme de 20 à 28 ans")
    assert told(project_of(persona(line), findings=(older, ()), variables=(years,))) == [(Remarked.AGE, "l1")]
    fits = replace(line, text="Femme de 45 à 60 ans")
    assert told(project_of(persona(fits), findings=(older, ()), variables=(years,))) == []


# ------------------------------------------------------------------ dates

FRENCH, ENGLISH = (get_month_names("wide", locale=language) for language in ("fr", "en"))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_dates_are_read_however_they_are_written(day):
    months = FRENCH[day.month], ENGLISH[day.month]
    for note in (
        f"Claire, {day.isoformat()}",
        f"avant le {day:%d/%m/%Y}, Claire",
        f"le {day.day}{'er' if day.day == 1 else ''} {months[0]} {day.year}",
        f"by {months[1]} {day.day}, {day.year}",
    ):
        assert due_date(note) == day, note


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Claire, juin 2026", date(2026, 6, 30)),
        ("le 3 mars 2026 puis le 4 mai 2026", date(2026, 5, 4)),
        ("31/02/2026", None),
        ("12/13/2026", None),
        ("Claire, entretiens", None),
        ("3 mars", None),
        ("", None),
    ],
)
def test_a_month_is_its_last_day_and_no_date_is_none(note, wanted):
    assert due_date(note) == wanted


def test_a_hypothesis_is_overdue_from_the_day_after():
    project = project_of(persona(Attribute(id="l1", text="Mariée", due="15/03/2026")))
    assert told(project) == []
    assert told(project, today=TODAY + timedelta(1)) == [(Remarked.OVERDUE, "l1")]


def test_hypotheses_are_counted():
    lines = [Attribute(id=f"h{n}", text="x", checked=n < 2) for n in range(5)]
    assert verified(persona(data(), *lines)) == (2, 5)


# ------------------------------------------------------------------ whole sheets


def test_the_reference_persona_has_no_remark_of_substance():
    project = julie("fr")
    grave = {Remarked.LOST, Remarked.UNSUPPORTED, Remarked.AGE, Remarked.ALIKE, Remarked.REWORDED}
    assert not [r for r in remarks(project, project.personas[0], TODAY) if r.what in grave]


@given(st.data())
def test_every_remark_goes_to_something_of_its_sheet(source):
    """Whatever the lines are, each remark names a thing that is there, once for each cause."""
    lines = source.draw(
        st.lists(
            st.builds(
                Attribute,
                id=st.uuids().map(str),
                text=st.sampled_from(["Femme de 25 à 35 ans", "Homme, 70 ans", "x", ""]),
                provenance=st.sampled_from(Provenance),
                modified=st.booleans(),
                evidence=st.sampled_from([None, proof(), proof(base=5), Evidence(quote="x")]),
                due=st.sampled_from(["", "2020-01-01"]),
                checked=st.booleans(),
            ),
            max_size=6,
        )
    )
    project = project_of(persona(*lines))
    found = remarks(project, project.personas[0], TODAY)
    assert all(find(project, r.ref.id) is not None for r in found)
    assert len({(r.what, r.ref, r.params) for r in found}) == len(found)
    assert [r.what for r in found] == sorted((r.what for r in found), key=list(Remarked).index)
