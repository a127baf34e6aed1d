"""Named versions: what is different is said, and going back loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from helpers import samples
from helpers.examples import examples
from helpers.trees import Editor, Numbers, projects
from persona_studio.domain.edits import Edit, Insert, Move, Remove, SetField, Together
from persona_studio.domain.personas import Attribute, Persona, Provenance
from persona_studio.domain.project import Project
from persona_studio.services import casting, versions
from persona_studio.services.versions import What, differences

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


def seen(persona: Persona) -> object:
    """All that a reader of the sheet and its evidence can see."""
    lines = [
        (s.id, s.title, s.hidden, [(a.id, versions.line_words(a), a.kind, *_proof(a)) for a in s.attributes])
        for s in persona.sections
    ]
    return {name: getattr(persona, name) for name in versions.FIELDS}, lines, persona.quote_evidence


def _proof(line: Attribute) -> tuple[object, ...]:
    return line.provenance, line.checked, line.evidence


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
    assert (differences(before, now) == ()) == (seen(before) == seen(now))


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
