"""Named versions: what is different is said, and going back loses nothing."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from helpers.examples import examples
from helpers.trees import Editor, Numbers, projects
from persona_studio.domain.companions import Companion
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.personas import Attribute, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids
from persona_studio.services.personas import casting, versions
from persona_studio.services.personas.versions import What, differences
from persona_studio.texts import Texts
from persona_studio.ui.dialogs.versions import field_name

PROJECT = samples.project()
JULIE = PROJECT.personas[0]


def after(edit: Edit, project: Project = PROJECT) -> Project:
    return edit.apply(project).project


def told(edit: Edit) -> list[tuple[What, str, str]]:
    later = after(edit).personas[0]
    return [(d.what, d.before, d.after) for d in differences(JULIE, later)]


def test_each_gesture_is_told_as_what_it_was() -> None:
    section, other = JULIE.sections[:2]
    line, second = section.attributes[:2]
    new = Attribute(id="new", text="Lit la notice")
    assert told(SetField(line.id, "text", "Autrement")) == [(What.REWORDED, line.text, "Autrement")]
    assert told(Insert(section.id, 0, new)) == [(What.ADDED, "", "Lit la notice")]
    assert told(Remove(line.id)) == [(What.REMOVED, versions.line_words(line), "")]
    assert told(Move(line.id, section.id, 1)) == [(What.MOVED, "", "")]
    assert told(Move(line.id, other.id, 0)) == [(What.MOVED, line.text, line.text)]
    assert told(SetField(line.id, "evidence", None)) == [(What.EVIDENCE, line.text, line.text)]
    assert told(SetField("p-1", "title", "la sage")) == [(What.CHANGED, "la pragmatique", "la sage")]
    flipped = Provenance.HYPOTHESIS if second.provenance is Provenance.DATA else Provenance.DATA
    assert told(SetField(second.id, "provenance", flipped))[0][0] is What.PROVENANCE
    assert told(Move(other.id, "p-1", 0)) == [(What.MOVED, "", "")]


HYPOTHESIS = Attribute(id="h", text="Relit tout", due="Claire")


@pytest.mark.parametrize(
    ("edit", "what", "field"),
    [
        (Insert("p-1", 9, HYPOTHESIS), What.ADDED, "hypotheses"),
        (SetField("p-1", "segment", None), What.CHANGED, "segment"),
        (SetField("p-1", "share", 0.123), What.CHANGED, "share"),
        (SetField("p-1", "feminine", None), What.CHANGED, "feminine"),
        (SetField("p-1", "quote_provenance", Provenance.HYPOTHESIS), What.CHANGED, "quote_provenance"),
        (SetField("a-data-1", "due", "Claire, en mai"), What.CHANGED, ""),
        (SetField("a-data-1", "quoted", ("v",)), What.EVIDENCE, ""),
        (SetField("a-chips-1", "text", "Lit surtout"), What.REWORDED, ""),
    ],
)
def test_nothing_that_a_persona_has_changes_unsaid(edit: Edit, what: What, field: str) -> None:
    (one,) = differences(JULIE, after(edit).personas[0])
    assert (one.what, one.field) == (what, field)
    told_as = field_name(one.field, Texts("fr")) if one.field else "a line"
    assert told_as


def test_every_field_of_a_persona_has_a_word() -> None:
    assert all(field_name(name, Texts("fr")) for name in (*versions.FIELDS, versions.HYPOTHESES, *Companion))
    apart = {"id", "sections", "hypotheses", "quote_evidence", *Companion}
    assert {f.name for f in fields(Persona)} == {*versions.FIELDS, *apart}


@examples(60)
@given(st.data())
def test_there_is_a_difference_exactly_when_something_differs(data: st.DataObject) -> None:
    numbers = Numbers()
    project = data.draw(projects(numbers).filter(lambda p: p.personas))
    before = project.personas[0]
    editor = Editor(data.draw, numbers)
    for _ in range(data.draw(st.integers(0, 3))):
        project = editor.edit(project).apply(project).project
    now = next((p for p in project.personas if p.id == before.id), None)
    if now is None:
        return
    assert (differences(before, now) == ()) == (before == now)


def test_going_back_restores_the_version_and_keeps_what_was_there() -> None:
    project = after(versions.keep(PROJECT, "p-1", "  Avant l’atelier "))
    version = versions.versions(project, "p-1")[0]
    assert version.name == "Avant l’atelier"
    line = JULIE.sections[0].attributes[0]
    project = after(Together((SetField("p-1", "name", "Juliette"), Remove(line.id))), project)
    gone = versions.go_back(project, version.id, "Avant le retour").apply(project)
    assert gone.project.personas == PROJECT.personas
    assert [v.name for v in versions.versions(gone.project, "p-1")].count("Avant le retour") == 1
    assert "Juliette" in [v.persona.name for v in versions.versions(gone.project, "p-1")]
    assert gone.inverse.apply(gone.project).project == project


def test_going_back_does_not_take_a_line_from_another_persona() -> None:
    project = after(versions.keep(PROJECT, "p-1", "v"))
    line = JULIE.sections[0].attributes[0]
    project = after(Move(line.id, project.personas[1].sections[0].id, 0), project)
    back = after(versions.go_back(project, project.snapshots[0].id, "avant"), project)
    assert back.personas[1] == project.personas[1]
    texts = [a.text for a in back.personas[0].sections[0].attributes]
    assert texts == [a.text for a in JULIE.sections[0].attributes]


def test_a_version_of_who_is_in_the_bin_brings_the_persona_back() -> None:
    project = after(versions.keep(PROJECT, "p-1", "v"))
    version = versions.versions(project, "p-1")[0]
    project = after(casting.put_by(project, ["p-1"], casting.Kept.BIN), project)
    back = after(versions.go_back(project, version.id, "avant"), project)
    assert JULIE in back.personas
    kept = [(s.kept, s.name) for s in back.snapshots if s.persona.id == "p-1"]
    assert sorted(kept) == [(casting.Kept.VERSION, "avant"), (casting.Kept.VERSION, "v")]


def test_who_is_kept_twice_comes_back_as_another() -> None:
    project = after(versions.keep(PROJECT, "p-1", "v"))
    aside = casting.snapshot(JULIE, casting.Kept.BIN)
    project = after(Insert(project.id, 0, aside), project)
    back = after(casting.bring_back(project, aside.id), project)
    assert len(back.personas) == len(PROJECT.personas) + 1
    assert len(set(all_ids(back))) == len(all_ids(back))
