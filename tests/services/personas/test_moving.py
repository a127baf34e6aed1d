"""Lines and sections that are let go somewhere land there, whole, in one gesture."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona_studio.domain.edits import Edit
from persona_studio.domain.personas import (
    Attribute,
    Evidence,
    Persona,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids
from persona_studio.errors import UserError
from persona_studio.services.personas import moving
from persona_studio.services.personas.placing import Carried, Carries

PROOF = Evidence(segment="g1", share=0.7, overall=0.4, count=70, base=100)


def line(name: str, **given: object) -> Attribute:
    return replace(Attribute(id=name, text=f"Words of {name}"), **given)  # type: ignore[arg-type]


def section(name: str, key: SectionKey, *lines: str) -> Section:
    return Section(id=name, key=key, attributes=tuple(line(each) for each in lines))


JULIE = Persona(
    id="julie",
    name="Julie",
    segment="g1",
    sections=(
        section("s1", SectionKey.DEMOGRAPHIC, "a", "b", "c", "d"),
        section("s2", SectionKey.BUYING, "e", "f"),
        replace(section("s3", SectionKey.CUSTOM, "g"), title="À part"),
        section("s4", SectionKey.HISTORY),
    ),
)
MARC = Persona(
    id="marc",
    name="Marc",
    segment="g2",
    sections=(section("m1", SectionKey.DEMOGRAPHIC, "m"), section("m2", SectionKey.PSYCHOLOGICAL, "n")),
)
PROJECT = Project(id="project", name="Étude", personas=(JULIE, MARC))


def after(edit: Edit | None, project: Project = PROJECT) -> Project:
    assert edit is not None
    applied = edit.apply(project)
    assert applied.inverse.apply(applied.project).project == project, "one undo gives back the start"
    return applied.project


def ids(project: Project, name: str) -> list[str]:
    found = next(s for p in project.personas for s in p.sections if s.id == name)
    return [attribute.id for attribute in found.attributes]


def lines(*names: str) -> Carried:
    return Carried(Carries.LINES, names, moving.words_of(PROJECT, names))


@given(
    st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=7, unique=True),
    st.sampled_from(["s1", "s2", "s3", "s4"]),
    st.integers(0, 4),
)
def test_lines_land_together_in_reading_order_at_the_place_that_was_told(
    moved: list[str], to: str, index: int
) -> None:
    standing = ids(PROJECT, to)
    index = min(index, len(standing))
    edit = moving.drop(PROJECT, lines(*moved), to, index)
    project = after(edit) if edit is not None else PROJECT
    first = sum(1 for each in standing[:index] if each not in moved)
    assert ids(project, to)[first : first + len(moved)] == sorted(moved)
    assert [each for each in ids(project, to) if each not in moved] == [s for s in standing if s not in moved]
    assert sorted(all_ids(project)) == sorted(all_ids(PROJECT))


@pytest.mark.parametrize(
    ("moved", "index"), [("b", 1), ("b", 2), ("bc", 1), ("bc", 2), ("bc", 3), ("abcd", 2)]
)
def test_a_line_let_go_where_it_was_changes_nothing(moved: str, index: int) -> None:
    assert moving.drop(PROJECT, lines(*moved), "s1", index) is None


def test_copies_are_new_lines_with_the_same_words() -> None:
    project = after(moving.drop(PROJECT, lines("b", "e"), "s2", 1, copy=True))
    assert ids(project, "s1") == ["a", "b", "c", "d"]
    made = project.personas[0].sections[1].attributes
    assert [a.text for a in made] == ["Words of e", "Words of b", "Words of e", "Words of f"]
    assert len({a.id for a in made}) == len(made)


def test_the_figures_of_one_segment_prove_nothing_on_the_sheet_of_another() -> None:
    proven = line("a", provenance=Provenance.DATA, evidence=PROOF, modified=True)
    julie = replace(JULIE, sections=(replace(JULIE.sections[0], attributes=(proven,)), *JULIE.sections[1:]))
    project = replace(PROJECT, personas=(julie, MARC))
    for edit in (
        moving.drop(project, lines("a"), "m1", 0),
        moving.drop(project, lines("a"), "m1", 0, copy=True),
        moving.drop_section(project, "s1", "marc", 0),
        moving.to_persona(project, ("a",), "marc", copy=False),
    ):
        there = after(edit, project).personas[1]
        found = next(a for a in there.attributes if a.text == proven.text)
        assert (found.provenance, found.evidence) == (Provenance.HYPOTHESIS, None)
    at_home = after(moving.drop(project, lines("a"), "s2", 0), project)
    assert at_home.personas[0].sections[1].attributes[0] == proven


@pytest.mark.parametrize("segment", ["g1", "of another survey", None])
def test_on_its_own_sheet_a_line_keeps_whatever_bears_it_out(segment: str | None) -> None:
    proven = line("a", provenance=Provenance.DATA, evidence=replace(PROOF, segment=segment), modified=True)
    julie = replace(JULIE, sections=(replace(JULIE.sections[0], attributes=(proven,)), *JULIE.sections[1:]))
    project = replace(PROJECT, personas=(julie, MARC))
    for edit in (
        moving.drop(project, lines("a"), "s2", 1),
        moving.drop(project, lines("a"), "s2", 1, copy=True),
        moving.drop_section(project, "s1", "julie", 3),
        moving.to_persona(project, ("a",), "julie", copy=True),
    ):
        there = after(edit, project).personas[0].attributes
        assert all(replace(a, id="a") == proven for a in there if a.text == proven.text)


@pytest.mark.parametrize("copy", [False, True])
def test_a_respondents_words_stay_known_as_such_on_another_sheet(copy: bool) -> None:
    said = line("a", provenance=Provenance.VERBATIM, evidence=Evidence(variable="q", segment="g1", quote="x"))
    julie = replace(JULIE, sections=(replace(JULIE.sections[0], attributes=(said,)), *JULIE.sections[1:]))
    project = replace(PROJECT, personas=(julie, MARC))
    there = after(moving.to_persona(project, ("a",), "marc", copy=copy), project).personas[1]
    found = next(a for a in there.attributes if a.text == said.text)
    assert (found.provenance, found.evidence) == (Provenance.HYPOTHESIS, None)
    assert found.sources == ("q",)


@pytest.mark.parametrize("copy", [False, True])
def test_lines_come_to_the_same_sections_of_another_sheet(copy: bool) -> None:
    project = after(moving.to_persona(PROJECT, ("g", "c", "e"), "marc", copy=copy))
    marc = project.personas[1]
    assert [(s.key, [a.text for a in s.attributes]) for s in marc.sections] == [
        (SectionKey.DEMOGRAPHIC, ["Words of m", "Words of c"]),
        (SectionKey.PSYCHOLOGICAL, ["Words of n"]),
        (SectionKey.BUYING, ["Words of e"]),
        (SectionKey.CUSTOM, ["Words of g"]),
    ], "a section that was not there comes with its lines"
    assert marc.sections[3].title == "À part"
    assert ids(project, "s1") == (["a", "b", "c", "d"] if copy else ["a", "b", "d"])


def test_lines_of_a_sheet_do_not_move_to_it() -> None:
    assert moving.to_persona(PROJECT, ("a",), "julie", copy=False) is None


@given(st.sampled_from(["s1", "s2", "s3", "s4"]), st.integers(0, 4))
def test_a_section_lands_before_the_one_that_has_the_place(moved: str, index: int) -> None:
    order = ["s1", "s2", "s3", "s4"]
    edit = moving.drop_section(PROJECT, moved, "julie", index)
    project = after(edit) if edit is not None else PROJECT
    rest = [each for each in order if each != moved]
    at = sum(1 for each in order[:index] if each != moved)
    assert [s.id for s in project.personas[0].sections] == [*rest[:at], moved, *rest[at:]]


def test_what_is_gone_is_not_moved() -> None:
    for call in (
        lambda: moving.drop(PROJECT, lines("a", "nobody"), "s2", 0),
        lambda: moving.drop(PROJECT, lines("a"), "nowhere", 0),
        lambda: moving.drop_section(PROJECT, "a", "julie", 0),
        lambda: moving.drop_section(PROJECT, "s1", "nobody", 0),
        lambda: moving.to_persona(PROJECT, ("nobody",), "marc", copy=False),
        lambda: moving.to_persona(PROJECT, ("a",), "nobody", copy=False),
    ):
        with pytest.raises(UserError) as refused:
            call()
        assert refused.value.code == "edit_target_gone"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Une ligne", ["Une ligne"]),
        ("Un\n\n  Deux  \r\nTrois\n", ["Un", "Deux", "Trois"]),
        ("- Un\n• Deux\n* Trois\n1. Quatre\n2) Cinq", ["Un", "Deux", "Trois", "Quatre", "Cinq"]),
        ("-5 % par an\n1,5 million\n2025 : l'an prochain", ["-5\u202f% par an", "1,5 million",
                                                           "2025\u202f: l’an prochain"]),
        ("Âge\t35 ans", ["Âge\u202f: 35\u00a0ans"]),
        ("Julie\t35 ans\tParis\t\nMarc\t\t\t", ["Julie, 35\u00a0ans, Paris", "Marc"]),
        ('"Deux\nlignes"\tdans une cellule', ["Deux lignes\u202f: dans une cellule"]),
        ('Écran 24"\tBureau\nSuivant\tRien', ['Écran 24"\u202f: Bureau', "Suivant\u202f: Rien"]),
        ("\ufeffDébut\x00fin\u200b", ["Début fin"]),
    ],
)  # fmt: skip
def test_a_text_of_another_program_is_lines(text: str, said: list[str]) -> None:
    carried = moving.written_elsewhere(text, "fr")
    assert carried.kind is Carries.TEXT
    assert carried.text.splitlines() == said
    project = after(moving.drop(PROJECT, carried, "s4", 0))
    made = project.personas[0].sections[3].attributes
    assert [a.text for a in made] == said
    assert {a.provenance for a in made} == {Provenance.HYPOTHESIS}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("é" * 2**20, "dropped_too_long"),
        ("\n".join("abcdefgh" * 20), "dropped_too_many"),
        (" \n\t\n\u200b", "dropped_nothing"),
        ("", "dropped_nothing"),
    ],
)
def test_a_text_that_no_sheet_could_hold_is_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(UserError) as refused:
        moving.written_elsewhere(text, "fr")
    assert refused.value.code == code


def test_the_words_for_other_programs_are_one_line_each() -> None:
    assert moving.words_of(PROJECT, ("b", "e")) == "Words of b\nWords of e"
    assert moving.words_of(PROJECT, ("s2",)) == "Words of e\nWords of f"
