"""Personas come, double, leave and come back; nothing of them is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from helpers.examples import examples
from helpers.trees import Numbers, projects
from persona_studio.domain.edits import Edit, Insert, SetField
from persona_studio.domain.personas import (
    Attribute,
    Evidence,
    Kept,
    Persona,
    Provenance,
    Section,
    SectionKey,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids
from persona_studio.errors import UserError
from persona_studio.services.personas import casting, versions

PROJECT = samples.project()


def after(edit: Edit, project: Project = PROJECT) -> Project:
    return edit.apply(project).project


def content(persona: Persona) -> list[object]:
    """What a persona says, whatever its identifiers."""
    return [replace(a, id="") for s in persona.sections for a in s.attributes] + [
        replace(persona, id="", accent=1, name="", sections=(), hypotheses=())
    ]


def test_a_double_stands_beside_with_the_same_content_another_name_and_a_free_colour() -> None:
    project = after(casting.duplicate(PROJECT, "p-1"))
    first, twin, other = project.personas
    assert (first, other) == PROJECT.personas
    assert content(twin) == content(first)
    assert twin.name == "Julie (2)"
    assert twin.accent not in {first.accent, other.accent}
    assert len(set(all_ids(project))) == len(all_ids(project))


@examples(25)
@given(st.data())
def test_what_leaves_the_strip_comes_back_whole_and_each_gesture_can_be_undone(data: st.DataObject) -> None:
    project = data.draw(projects(Numbers()).filter(lambda p: p.personas))
    persona = data.draw(st.sampled_from(project.personas))
    kept = data.draw(st.sampled_from([Kept.ASIDE, Kept.BIN]))
    away = casting.put_by(project, [persona.id], kept).apply(project)
    assert away.inverse.apply(away.project).project == project
    assert persona.id not in {p.id for p in away.project.personas}
    newest = away.project.snapshots[0]
    assert (newest.persona, newest.kept) == (persona, kept)
    back = casting.bring_back(away.project, newest.id).apply(away.project)
    assert back.inverse.apply(back.project).project == away.project
    assert replace(back.project.personas[-1], accent=persona.accent) == persona
    assert back.project.snapshots == project.snapshots


def test_a_line_dragged_away_meanwhile_stays_where_it_is() -> None:
    line = PROJECT.personas[0].sections[0].attributes[0]
    kept = after(casting.put_by(PROJECT, ["p-1"], Kept.ASIDE))
    section = kept.personas[0].sections[0]
    moved = after(Insert(section.id, 0, line), kept)
    back = after(casting.bring_back(moved, moved.snapshots[0].id), moved)
    assert moved.personas[0] in back.personas
    assert content(back.personas[-1]) == content(PROJECT.personas[0])
    assert len(set(all_ids(back))) == len(all_ids(back))


def test_the_bin_is_emptied_with_the_versions_of_who_was_in_it() -> None:
    project = after(versions.keep(PROJECT, "p-1", "Atelier 1"))
    project = after(versions.keep(project, "p-2", "Atelier 1"), project)
    project = after(casting.put_by(project, ["p-1"], Kept.BIN), project)
    project = after(casting.erase(project, [project.snapshots[0].id]), project)
    assert [(s.persona.id, s.kept) for s in project.snapshots] == [("p-2", Kept.VERSION)]


def test_a_copy_for_another_project_keeps_words_and_figures_and_lets_go_of_the_survey() -> None:
    other = Project(id="other", name="Autre", personas=(replace(samples.persona(1), id="o-1", sections=()),))
    copy = after(casting.elsewhere(PROJECT.personas[0], other), other).personas[-1]
    assert (copy.name, copy.segment, copy.share) == ("Julie (2)", None, None)
    proofs = [a.evidence for s in copy.sections for a in s.attributes if a.evidence is not None]
    assert proofs
    assert all((e.variable, e.level, e.segment, e.wave) == (None, None, None, None) for e in proofs)
    theirs = PROJECT.personas[0]
    texts = [a.text for s in copy.sections for a in s.attributes]
    assert texts == [
        a.text for s in theirs.sections for a in s.attributes if a.provenance is not Provenance.VERBATIM
    ]
    assert any(e.share == 0.62 and e.overall == 0.41 for e in proofs)


WORDS = "Je trouve que c’est trop cher pour ce que c’est"


def test_respondents_words_stay_in_the_project_they_were_given_for() -> None:
    said = Evidence(variable="q", quote=WORDS)
    lines = (
        Attribute(id="1", text=WORDS, provenance=Provenance.VERBATIM, evidence=said),
        Attribute(id="2", text=WORDS, evidence=said),
        Attribute(id="3", text=WORDS, quoted=("q",)),
        Attribute(id="4", text="Pressée"),
    )
    held = Section(id="s", key=SectionKey.BUYING, attributes=lines)
    one = Persona(id="p", name="P", sections=(held,), hypotheses=lines[1:3], quote=WORDS, quoted=("q",))
    assert casting.respondents_words(one) == 6
    copy = after(casting.elsewhere(one, Project(id="other", name="Autre")), Project(id="other", name="Autre"))
    assert "trop cher" not in repr(copy)
    assert [line.text for line in copy.personas[0].lines] == ["Pressée"]
    by_hand = Persona(id="p", name="P", quote="À peu près")
    assert after(casting.elsewhere(by_hand, copy), copy).personas[-1].quote == "À peu près"


@pytest.mark.parametrize(
    "gesture",
    [
        lambda: casting.duplicate(PROJECT, "nobody"),
        lambda: casting.put_by(PROJECT, ["nobody"], Kept.BIN),
        lambda: casting.bring_back(PROJECT, "nobody"),
        lambda: casting.put_in_bin(PROJECT, "nobody"),
    ],
)
def test_who_is_gone_is_said_to_be(gesture: object) -> None:
    with pytest.raises(UserError) as caught:
        gesture()  # type: ignore[operator]
    assert caught.value.code == "edit_target_gone"


def test_a_persona_by_hand_has_the_usual_sections_and_a_colour_of_its_own() -> None:
    made = casting.blank(PROJECT, "Zoé")
    assert made.sections[0].key is SectionKey.DEMOGRAPHIC
    assert len(made.sections) == 6
    assert made.accent not in {p.accent for p in PROJECT.personas}


def test_a_second_one_does_not_look_like_the_first():
    """A colour of its own stays with the first; the second takes a free accent."""
    project = samples.project()
    first = project.personas[0]
    coloured = SetField(first.id, "colour", "#AA5500").apply(project).project
    twin = casting.duplicate(coloured, first.id).thing
    assert twin.colour == ""
    assert twin.worn not in {p.worn for p in coloured.personas}
