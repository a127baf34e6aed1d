"""Edits: whatever is done can be undone and done again, and the changes tell all that changed."""

from dataclasses import replace
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from helpers.trees import Editor, Numbers, projects, slots, walk
from persona_studio.domain.changes import Happened, Node
from persona_studio.domain.checks import LONGEST_TEXT
from persona_studio.domain.edits import Insert, Move, Remove, SetField, Together, merged
from persona_studio.domain.personas import Attribute, Gauge, Persona, Photo, Section, SectionKey
from persona_studio.domain.project import Project
from persona_studio.domain.tree import all_ids, expect, find
from persona_studio.errors import UserError


@given(st.data())
def test_all_undone_is_the_start_and_all_redone_is_the_end(data: st.DataObject) -> None:
    numbers = Numbers()
    start = project = data.draw(projects(numbers))
    editor = Editor(data.draw, numbers)
    done = []
    for _ in range(data.draw(st.integers(1, 8))):
        edit = editor.edit(project)
        applied = edit.apply(project)
        done.append((edit, applied.inverse))
        project = applied.project
    end = project
    for _, inverse in reversed(done):
        project = inverse.apply(project).project
    assert project == start
    for edit, _ in done:
        project = edit.apply(project).project
    assert project == end


@given(st.data())
def test_the_inverse_of_the_inverse_is_the_edit_again(data: st.DataObject) -> None:
    numbers = Numbers()
    project = data.draw(projects(numbers))
    applied = Editor(data.draw, numbers).edit(project).apply(project)
    back = applied.inverse.apply(applied.project)
    assert back.inverse.apply(back.project).project == applied.project


@given(st.data())
def test_changes_name_everything_that_differs(data: st.DataObject) -> None:
    numbers = Numbers()
    project = data.draw(projects(numbers))
    applied = Editor(data.draw, numbers).edit(project).apply(project)
    before, after = _alone(project), _alone(applied.project)
    told = {change.id for change in applied.changes}
    for change in applied.changes:
        if change.happened is not Happened.CHANGED:
            told.add(change.path[-2][1])  # the order of its parent's things is another
            told |= {i for p in (project, applied.project) for i in _below(p, change.id)}
    assert {i for i in before.keys() | after.keys() if before.get(i) != after.get(i)} <= told


@given(st.data())
def test_ids_stay_unique(data: st.DataObject) -> None:
    numbers = Numbers()
    project = data.draw(projects(numbers))
    after = Editor(data.draw, numbers).edit(project).apply(project).project
    ids = all_ids(after)
    assert len(ids) == len(set(ids))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2))
def test_typing_merges_into_one_edit(texts: list[str]) -> None:
    project = _project()
    target = project.personas[0].id
    whole, typed = SetField(target, "name", texts[0]), project
    for text in texts:
        edit = SetField(target, "name", text)
        whole = merged(whole, edit) or pytest.fail("typing in one field must merge")
        typed = edit.apply(typed).project
    assert whole.apply(project).project == typed


def test_compound_typing_merges_pair_by_pair() -> None:
    first = Together((SetField("a", "text", "x"), SetField("a", "modified", True)))
    second = Together((SetField("a", "text", "xy"), SetField("a", "modified", True)))
    assert merged(first, second) == second


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (SetField("a", "text", "x"), SetField("b", "text", "x")),
        (SetField("a", "text", "x"), SetField("a", "title", "x")),
        (SetField("a", "text", "x"), Remove("a")),
        (Together((SetField("a", "text", "x"),)), SetField("a", "text", "x")),
        (Together((SetField("a", "text", "x"),)), Together((SetField("b", "text", "x"),))),
        (Together((SetField("a", "text", "x"),)), Together(())),
    ],
)
def test_other_gestures_do_not_merge(first: SetField, second: SetField) -> None:
    assert merged(first, second) is None


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (SetField("nobody", "name", "x"), "edit_target_gone"),
        (SetField("p1", "nothing", "x"), "edit_field_unknown"),
        (SetField("p1", "id", "x"), "edit_field_unknown"),
        (SetField("p1", "sections", ()), "edit_field_unknown"),
        (SetField("p1", "name", 3), "edit_value_wrong"),
        (SetField("p1", "accent", 9), "edit_value_wrong"),
        (SetField("p1", "accent", True), "edit_value_wrong"),
        (SetField("p1", "share", 1.5), "edit_value_wrong"),
        (SetField("p1", "kind", "principal of nothing"), "edit_value_wrong"),
        (SetField("p1", "colour", "rouge"), "edit_value_wrong"),
        (SetField("a1", "gauge", Gauge("x", "y", 101)), "edit_value_wrong"),
        (SetField("a1", "gauge", Gauge("x", "y\ud800", 10)), "edit_text_broken"),
        (SetField("a1", "chips", ("fine", "half \udc00")), "edit_text_broken"),
        (SetField("p1", "photo", Photo(picture="x", width=0, height=9)), "edit_value_wrong"),
        (SetField("p1", "photo", Photo(picture="x", width=9, height=9, zoom=1e17)), "edit_value_wrong"),
        (SetField("p1", "photo", Photo(picture="x", width=9, height=9, zoom=inf)), "edit_value_wrong"),
        (SetField("p1", "photo", Photo(picture="x", width=9, height=9, x=nan)), "edit_value_wrong"),
        (SetField("a1", "chips", ["list"]), "edit_value_wrong"),
        (SetField("a1", "chips", ("x", 1)), "edit_value_wrong"),
        (SetField("p1", "name", "x" * (LONGEST_TEXT + 1)), "edit_text_too_long"),
        (SetField("p1", "name", "half of \ud83d"), "edit_text_broken"),
        (Insert("project", 0, Attribute(id="new", text="x")), "edit_wrong_parent"),
        (Insert("s1", 0, Attribute(id="a1", text="x")), "edit_id_taken"),
        (Insert("s1", 0, Attribute(id="new", text="\udc00")), "edit_text_broken"),
        (Insert("nobody", 0, Attribute(id="new", text="x")), "edit_target_gone"),
        (Remove("project"), "edit_project_stays"),
        (Move("project", "p1", 0), "edit_project_stays"),
        (Remove("nobody"), "edit_target_gone"),
        (Move("a1", "project", 0), "edit_wrong_parent"),
        (Move("a1", "nobody", 0), "edit_target_gone"),
        (Together((SetField("p1", "name", "fine"), Remove("nobody"))), "edit_target_gone"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(edit: SetField, code: str) -> None:
    with pytest.raises(UserError) as caught:
        edit.apply(_project())
    assert caught.value.code == code


def test_moving_to_another_parent_tells_both() -> None:
    applied = Move("a1", "s2", 0).apply(_project())
    assert [c.within(Node.SECTION) for c in applied.changes] == ["s1", "s2"]
    assert applied.project.personas[0].sections[1].attributes[0].id == "a1"


@examples(30)
@given(st.data())
def test_what_did_not_change_is_shared(data: st.DataObject) -> None:
    numbers = Numbers()
    project = data.draw(projects(numbers))
    thing = data.draw(st.sampled_from(list(walk(project))))
    field = next(f for f in type(thing).__dataclass_fields__ if f not in {"id", *slots(type(thing))})
    after = SetField(thing.id, field, getattr(thing, field)).apply(project).project
    for persona, same in zip(project.personas, after.personas, strict=True):
        assert persona is same or thing.id in all_ids(persona)


def _project() -> Project:
    sections = (
        Section(id="s1", key=SectionKey.BUYING, attributes=(Attribute(id="a1", text="un"),)),
        Section(id="s2", key=SectionKey.CUSTOM),
    )
    return Project(id="project", name="x", personas=(Persona(id="p1", name="Julie", sections=sections),))


def _below(project: Project, thing: str) -> list[str]:
    found = find(project, thing)
    return [] if found is None else all_ids(found)


def _alone(project: Project) -> dict[str, object]:
    """Each thing by its id, without what is below it but with the order of what is."""
    found: dict[str, object] = {}
    for thing in walk(project):
        held = slots(type(thing))
        own = replace(thing, **dict.fromkeys(held, ()))
        found[thing.id] = own, [[child.id for child in getattr(thing, slot)] for slot in held]
    return found


def test_what_is_gone_or_of_another_kind_is_refused() -> None:
    persona = Persona(id="one", name="Julie")
    project = Project(id="project", name="Project", personas=(persona,))
    assert expect(project, "one", Persona) is persona
    for which, kind in (("one", Attribute), ("gone", Persona)):
        with pytest.raises(UserError) as caught:
            expect(project, which, kind)
        assert caught.value.code == "edit_target_gone"
