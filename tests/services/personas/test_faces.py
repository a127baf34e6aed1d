"""The faces of a persona: one ordered list of sections for each, between which lines go."""

from dataclasses import replace

import pytest

from persona_studio.domain.ids import new_id
from persona_studio.domain.personas import (
    EMPATHY,
    LANES,
    TEAMS,
    Attribute,
    Evidence,
    Journey,
    Persona,
    Provenance,
    Section,
    SectionKey,
    Stage,
)
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.companions.fitting import aimed, moment
from persona_studio.services.personas import lines, moving, outline
from persona_studio.services.personas.faces import Face, Outline, across, face_of, of_companion, peers
from persona_studio.services.personas.placing import Carried, Carries, carry_lines


def _section(key, *words, of=""):
    made = tuple(Attribute(id=f"{of}{key.value}-{word}", text=word) for word in words)
    return Section(id=f"{of}{key.value}", key=key, attributes=made)


def _stage(name):
    return Stage(id=name, name=name, lanes=tuple(_section(key, "a", "b", of=f"{name}-") for key in LANES))


JULIE = Persona(
    id="julie",
    name="Julie",
    sections=(_section(SectionKey.BUYING, "un", "deux"), _section(SectionKey.CHANNELS)),
    empathy=tuple(_section(key, "un") for key in EMPATHY),
    journeys=(
        Journey(
            id="way",
            stages=(_stage("one"), _stage("two"), _stage("three")),
            moment=(Attribute(id="moment", text="Tout se joue là"),),
        ),
    ),
    plan=tuple(_section(key, "faire") for key in TEAMS),
)
PROJECT = Project(id="p", name="Essai", personas=(JULIE, Persona(id="marc", name="Marc")))


def after(edit):
    return edit.apply(PROJECT).project.personas[0]


def words(persona, which):
    held = next(section for section in persona.every_section if section.id == which)
    return [line.id for line in held.attributes]


def test_each_face_shows_its_own_sections_and_all_together_show_every_one():
    shown = [section for face in Face for section in Outline(JULIE, face).sections]
    assert shown == list(JULIE.every_section)
    assert len({section.id for section in shown}) == len(shown)
    assert [Outline(JULIE, face).free for face in Face] == [True, False, False, False]


def test_only_the_sheet_is_there_before_anything_is_begun():
    nobody = Persona(id="x", name="")
    assert [Outline(nobody, face).begun for face in Face] == [True, False, False, False]
    bare = replace(nobody, journeys=(Journey(id="bare"),))
    assert Outline(bare, Face.JOURNEY).begun, "a journey without stages is one"


def test_lines_go_down_within_their_companion_and_never_out_of_it():
    first, project, visited = "thinks-un", PROJECT, []
    while (edit := lines.move_by(project, [first], 1)) is not None:
        project = edit.apply(project).project
        visited.append(lines.where(project, first).section.key)
        assert project.personas[0].sections == JULIE.sections
        assert project.personas[0].journeys == JULIE.journeys
    below = [SectionKey.HEARS, SectionKey.DIFFICULTIES]
    assert list(dict.fromkeys(visited)) == below, "down the column where it stands"


def test_a_line_of_a_cell_goes_below_to_the_next_lane_and_aside_to_the_next_stage():
    last = "one-actions-b"
    assert words(after(lines.move_by(PROJECT, [last], 1)), "one-thoughts")[0] == last
    assert words(after(lines.move_across(PROJECT, [last], 1)), "two-actions")[-1] == last
    assert lines.move_across(PROJECT, [last], -1) is None
    assert lines.move_across(PROJECT, ["three-actions-a"], 1) is None
    assert lines.move_across(PROJECT, ["buying-un"], 1) is None, "sheets have no stages"
    both = ["two-pains-a", "two-pains-b"]
    assert words(after(lines.move_across(PROJECT, both, -1)), "one-pains")[-2:] == both


@pytest.mark.parametrize("section", [s for s in JULIE.every_section if of_companion(s)])
def test_what_is_a_part_of_a_companion_stays_in_it(section):
    assert outline.move_by(PROJECT, section.id, 1) is None
    assert moving.drop_section(PROJECT, section.id, "marc", 0) is None
    ids = tuple(line.id for line in section.attributes)
    assert moving.to_persona(PROJECT, ids, "marc", copy=True) is None


def test_lines_are_dropped_on_companions_as_on_sheets():
    carried = Carried(Carries.LINES, ("buying-deux",), "deux")
    edit = moving.drop(PROJECT, carried, "two-pains", 1)
    made = after(edit)
    assert words(made, "two-pains") == ["two-pains-a", "buying-deux", "two-pains-b"]
    assert words(made, "buying") == ["buying-un"]
    assert edit.apply(PROJECT).inverse.apply(edit.apply(PROJECT).project).project == PROJECT


def test_the_face_of_a_line_is_where_it_stands():
    assert face_of(JULIE, "buying-un") is Face.SHEET
    assert face_of(JULIE, "sees-un") is Face.EMPATHY
    assert face_of(JULIE, "two-pains-a") is Face.JOURNEY
    assert face_of(JULIE, "moment") is Face.JOURNEY
    assert face_of(JULIE, "sales-faire") is Face.PLAN
    assert face_of(JULIE, new_id()) is None


def test_peers_and_lanes():
    assert [s.key for s in peers(JULIE, "two-pains")] == list(LANES)
    assert [s.id for s in across(JULIE, "two-pains")] == ["one-pains", "two-pains", "three-pains"]
    assert peers(JULIE, "nowhere") == across(JULIE, "buying") == ()


def test_quadrants_of_a_map_are_beside_and_below_each_other():
    assert [s.key for s in across(JULIE, "says")] == [SectionKey.HEARS, SectionKey.SAYS]
    assert [s.key for s in peers(JULIE, "says")] == [SectionKey.SEES, SectionKey.SAYS, SectionKey.BENEFITS]
    line = "sees-un"
    assert words(after(lines.move_across(PROJECT, [line], -1)), "thinks")[-1] == line
    assert lines.move_across(PROJECT, [line], 1) is None


# ------------------------------------------------------------------ placed by a key


@pytest.mark.parametrize(
    ("face", "chosen", "fits", "lands"),
    [
        (Face.SHEET, "", SectionKey.CHANNELS, ("channels", 0)),
        (Face.EMPATHY, "", SectionKey.CHANNELS, ("sees", 1)),
        (Face.EMPATHY, "", SectionKey.OBSTACLES, ("difficulties", 1)),
        (Face.EMPATHY, "", SectionKey.DEMOGRAPHIC, ("thinks", 1)),
        (Face.EMPATHY, "hears-un", SectionKey.OBSTACLES, ("hears", 1)),
        (Face.EMPATHY, "says", None, ("says", 1)),
        (Face.JOURNEY, "", None, ("one-actions", 2)),
        (Face.JOURNEY, "two", SectionKey.OBSTACLES, ("two-pains", 2)),
        (Face.JOURNEY, "two", None, ("two-actions", 2)),
        (Face.JOURNEY, "three-opportunities-a", None, ("three-opportunities", 1)),
        (Face.PLAN, "", SectionKey.BUYING, ("marketing", 1)),
        (Face.PLAN, "support-faire", None, ("support", 1)),
    ],
)
def test_a_key_places_on_the_face_that_is_shown(face, chosen, fits, lands):
    assert aimed(Outline(JULIE, face), chosen, fits) == lands


@pytest.mark.parametrize("face", [Face.EMPATHY, Face.JOURNEY, Face.PLAN])
def test_nothing_is_placed_where_nothing_is_begun(face):
    assert aimed(Outline(Persona(id="x", name=""), face), "", SectionKey.BUYING) is None


def test_a_line_that_is_gone_is_not_dropped():
    with pytest.raises(UserError):
        moving.drop(PROJECT, Carried(Carries.LINES, ("gone",), ""), "sees", 0)


# ------------------------------------------------------------------ the key moment


def test_what_is_dropped_on_the_key_moment_takes_its_place_with_its_proof():
    proof = Evidence(share=0.74, count=140, base=189, segment="pragmatic")
    finding = Attribute(id="f", text="74 % y passent", provenance=Provenance.DATA, evidence=proof)
    own = replace(PROJECT, personas=(replace(JULIE, segment="pragmatic"), PROJECT.personas[1]))
    edit = moment(own, "way", carry_lines(Carries.FINDING, (), [finding]))
    made = edit.apply(own).project.personas[0].journeys[0].moment
    assert [(line.text, line.evidence) for line in made] == [("74 % y passent", proof)]
    assert edit.apply(own).inverse.apply(edit.apply(own).project).project == own
    elsewhere = after(moment(PROJECT, "way", carry_lines(Carries.FINDING, (), [finding])))
    line = elsewhere.journeys[0].moment[0]
    assert (line.provenance, line.evidence) == (Provenance.HYPOTHESIS, None), "asked of another segment"


def test_a_line_moves_to_the_key_moment_once():
    carried = Carried(Carries.LINES, ("buying-un",), "un")
    made = after(moment(PROJECT, "way", carried))
    assert [line.id for line in made.journeys[0].moment] == ["buying-un"]
    assert words(made, "buying") == ["buying-deux"]
    again = replace(PROJECT, personas=(made, PROJECT.personas[1]))
    assert moment(again, "way", carried).apply(again).project == again


def test_nothing_is_dropped_on_a_moment_that_is_gone():
    with pytest.raises(UserError):
        moment(PROJECT, "nowhere", Carried(Carries.TEXT, (), "Une ligne"))
    with pytest.raises(UserError):
        moment(PROJECT, "way", Carried(Carries.TEXT, (), "  "))
