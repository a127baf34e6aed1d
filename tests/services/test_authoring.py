"""Gestures imply what they must: reworded data says so, segments of other roles are outdated."""

from dataclasses import replace

import pytest

from helpers import samples
from persona_studio.domain.edits import Edit, Insert, Remove, SetField, Together, merged
from persona_studio.domain.personas import (
    Attribute,
    Evidence,
    Kept,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Snapshot,
)
from persona_studio.domain.project import Project
from persona_studio.domain.tree import find
from persona_studio.domain.variables import Kind, Personal, Role
from persona_studio.domain.waves import Removal
from persona_studio.errors import UserError
from persona_studio.services import authoring

PROJECT = samples.project()


def after(edit: Edit | None) -> Project:
    """Apply an edit, and check that undoing it gives the project back."""
    assert edit is not None
    applied = edit.apply(PROJECT)
    assert applied.inverse.apply(applied.project).project == PROJECT
    return applied.project


def attribute(project: Project, which: str) -> Attribute:
    found = find(project, which)
    assert isinstance(found, Attribute)
    return found


@pytest.mark.parametrize(
    ("which", "modified"),
    [("a-data-1", True), ("a-said-1", True), ("a-chips-1", False), ("a-gauge-1", False)],
)
def test_a_line_with_evidence_that_is_reworded_says_so(which: str, modified: bool) -> None:
    found = attribute(after(authoring.set_text(PROJECT, which, "text", "autre")), which)
    assert (found.text, found.modified) == ("autre", modified)
    assert found.evidence == attribute(PROJECT, which).evidence


def test_a_colour_that_is_chosen_takes_none_from_who_wears_one_of_their_own() -> None:
    first, second = PROJECT.personas[:2]
    own = SetField(second.id, "colour", "#123456").apply(PROJECT).project
    made = authoring.set_accent(own, first.id, second.accent).apply(own).project
    assert made.personas[1] == own.personas[1]
    assert made.personas[0].accent == second.accent
    swapped = after(authoring.set_accent(PROJECT, first.id, second.accent)).personas
    assert (swapped[0].accent, swapped[1].accent) == (second.accent, first.accent)


def _julie(**given: object) -> Project:
    bare = Persona(id="only", name="Julie")
    return replace(PROJECT, segmentations=(), personas=(replace(bare, **given),))  # type: ignore[arg-type]


PROOF = Evidence(variable="made", share=0.5, base=50)
BACKED = Attribute(id="backed", text="x", evidence=PROOF)


@pytest.mark.parametrize(
    "project",
    [
        _julie(sections=(Section(id="s", key=SectionKey.BUYING, hidden=True, attributes=(BACKED,)),)),
        _julie(hypotheses=(BACKED,)),
        _julie(hypotheses=(Attribute(id="said", text="x", quoted=("made",)),)),
        _julie(quote="x", quote_evidence=PROOF),
        _julie(quote="x", quoted=("made",)),
        replace(
            _julie(),
            snapshots=(
                Snapshot(id="kept", kept=Kept.BIN, persona=Persona(id="p", name="p", hypotheses=(BACKED,))),
            ),
        ),
    ],
)
def test_whatever_tells_of_a_variable_rests_on_it(project: Project) -> None:
    assert authoring.rests_on(project, "made")
    assert not authoring.rests_on(_julie(), "made")


def test_a_quote_changed_by_hand_is_no_verbatim() -> None:
    persona = after(authoring.set_text(PROJECT, "p-1", "quote", "C’est cher")).persona("p-1")
    assert (persona.quote, persona.quote_provenance) == ("C’est cher", Provenance.HYPOTHESIS)


@pytest.mark.parametrize(
    ("which", "field"),
    [
        ("p-1", "name"),
        ("p-1", "title"),
        ("p-1", "role"),
        ("p-1", "priority"),
        ("p-1", "objective"),
        ("p-1", "backstory"),
        ("p-1", "source"),
        ("sec-buying-1", "title"),
        ("wave-1", "date"),
        ("v-age", "label"),
    ],
)
def test_any_text_can_be_written(which: str, field: str) -> None:
    found = find(after(authoring.set_text(PROJECT, which, field, "œuvre, été")), which)
    assert getattr(found, field) == "œuvre, été"
    assert found == replace(find(PROJECT, which), **{field: "œuvre, été"})


@pytest.mark.parametrize(("which", "field"), [("a-data-1", "text"), ("p-1", "quote"), ("p-1", "name")])
def test_typing_merges_whatever_it_implies(which: str, field: str) -> None:
    first = authoring.set_text(PROJECT, which, field, "o")
    typed = first.apply(PROJECT).project
    second = authoring.set_text(typed, which, field, "œ")
    both = merged(first, second)
    assert both is not None
    assert both.apply(PROJECT).project == second.apply(typed).project


@pytest.mark.parametrize("which", ["project-1", "wave-1", "cut-1", "s-1", "p-1"])
def test_what_has_a_name_can_be_renamed(which: str) -> None:
    found = find(after(authoring.rename(which, "  Les pressés ")), which)
    assert getattr(found, "name", "") == "Les pressés"


def test_provenance_is_switched_and_rewording_stays_known() -> None:
    project = after(authoring.set_provenance(PROJECT, "a-data-1", Provenance.HYPOTHESIS))
    assert attribute(project, "a-data-1").provenance is Provenance.HYPOTHESIS
    reworded = authoring.set_text(PROJECT, "a-data-1", "text", "x").apply(PROJECT).project
    there = authoring.set_provenance(PROJECT, "a-data-1", Provenance.HYPOTHESIS).apply(reworded).project
    back = authoring.set_provenance(there, "a-data-1", Provenance.DATA).apply(there).project
    assert attribute(back, "a-data-1").modified


def with_evidence(evidence: Evidence | None) -> Attribute:
    return replace(attribute(PROJECT, "a-data-1"), provenance=Provenance.HYPOTHESIS, evidence=evidence)


@pytest.mark.parametrize(
    ("evidence", "refused"),
    [
        (None, {Provenance.DATA, Provenance.VERBATIM}),
        (Evidence(question="Âge"), {Provenance.DATA, Provenance.VERBATIM}),
        (Evidence(question="Âge", share=0.4, overall=0.2), {Provenance.VERBATIM}),
        (Evidence(question="Pourquoi ?", quote="Parce que."), {Provenance.DATA}),
    ],
)
def test_nothing_is_said_to_come_from_the_survey_without_it(
    evidence: Evidence | None, refused: set[Provenance]
) -> None:
    line = with_evidence(evidence)
    project = Together((Remove(line.id), Insert("sec-buying-1", 0, line))).apply(PROJECT).project
    for provenance in Provenance:
        if provenance in refused:
            with pytest.raises(UserError, match=f"line_without_{provenance.value}"):
                authoring.set_provenance(project, line.id, provenance)
        else:
            there = authoring.set_provenance(project, line.id, provenance).apply(project).project
            assert attribute(there, line.id).provenance is provenance


def test_a_new_line_is_a_hypothesis_at_its_place() -> None:
    edit = authoring.add_attribute("sec-buying-1", 1, "nouveau")
    section = find(after(edit), "sec-buying-1")
    assert isinstance(section, Section)
    assert [a.text for a in section.attributes] == ["Achète en promotion", "nouveau", "« C’est trop cher »"]
    assert section.attributes[1] == edit.thing
    assert section.attributes[1].provenance is Provenance.HYPOTHESIS


def test_personas_are_added() -> None:
    persona = Persona(id="new", name="Hugo")
    assert after(authoring.add_persona(PROJECT, persona)).personas[-1] == persona


def test_things_are_removed_and_moved() -> None:
    assert find(after(authoring.remove("sec-buying-1")), "a-data-1") is None
    project = after(authoring.move("a-data-1", "sec-custom-2", 9))
    section = find(project, "sec-custom-2")
    assert isinstance(section, Section)
    assert section.attributes[-1].id == "a-data-1"


def test_a_thing_moves_among_its_neighbours_and_stops_at_the_ends() -> None:
    project = after(authoring.move_by(PROJECT, "a-said-1", -1))
    assert [a.id for a in project.persona("p-1").sections[0].attributes] == ["a-said-1", "a-data-1"]
    assert authoring.move_by(PROJECT, "a-said-1", 1) is None
    assert authoring.move_by(PROJECT, "a-data-1", -1) is None
    assert authoring.move_by(PROJECT, "project-1", 1) is None
    assert authoring.move_by(PROJECT, "nobody", 1) is None


def test_roles_of_several_variables_change_together() -> None:
    project = after(authoring.set_role(PROJECT, ["v-place", "v-drinks"], Role.IGNORED))
    assert [v.role for v in project.waves[0].variables if v.role is Role.IGNORED] == [Role.IGNORED] * 2
    assert project.segmentations[0].stale


def test_the_role_it_has_outdates_nothing() -> None:
    assert after(authoring.set_role(PROJECT, ["v-place"], Role.ACTIVE)) == PROJECT


def test_what_is_no_personal_data_gets_the_role_of_its_kind() -> None:
    kept = after(SetField("v-why", "personal", Personal.NAME))
    applied = authoring.not_personal(kept, "v-why").apply(kept).project
    found = applied.waves[0].variable("v-why")
    assert (found.personal, found.role) == (None, Role.VERBATIM)
    unstored = after(SetField("v-why", "stored", False))
    for gesture in (
        lambda: authoring.not_personal(unstored, "v-why"),
        lambda: authoring.set_role(unstored, ["v-why"], Role.ACTIVE),
    ):
        with pytest.raises(UserError) as caught:
            gesture()
        assert caught.value.code == "answers_not_stored"


def test_another_kind_or_removal_outdates_the_segments() -> None:
    project = after(authoring.set_kind(PROJECT, "v-place", Kind.ORDINAL))
    assert (project.waves[0].variable("v-place").kind, project.segmentations[0].stale) == (Kind.ORDINAL, True)
    project = after(authoring.set_removal(PROJECT, "wave-1", Removal.DUPLICATE, applied=False))
    assert project.waves[0].usable == 4
    assert project.segmentations[0].stale


def test_choosing_a_segmentation_or_none() -> None:
    assert after(authoring.choose(PROJECT, None)).segmentation is None
    assert after(authoring.choose(PROJECT, PROJECT.segmentations[0])) == PROJECT


def test_what_is_gone_is_said() -> None:
    for make in (
        lambda: authoring.set_kind(PROJECT, "nobody", Kind.TEXT),
        lambda: authoring.set_removal(PROJECT, "v-age", Removal.SPEEDER, applied=True),
    ):
        with pytest.raises(UserError) as caught:
            make()
        assert caught.value.code == "edit_target_gone"
