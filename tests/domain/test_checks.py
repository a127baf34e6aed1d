"""Values that may not stand in a field are refused before anything is done."""

import pytest

from persona_studio.domain.brand import PAIRS, Brand
from persona_studio.domain.checks import check_field, check_tree, looks_fit, whole
from persona_studio.domain.kit import Kit
from persona_studio.domain.personas import Attribute, Kept, Persona, Portrait, Section, SectionKey, Snapshot
from persona_studio.domain.project import Project
from persona_studio.errors import UserError

NONE = ["pink", "#12345", "#1234567", "#12345g", "123456", "#123456\n", "#१२३४५६", "rgb(1,2,3)"]


@pytest.mark.parametrize("colour", NONE)
def test_a_colour_that_is_none_is_refused(colour):
    persona, project = Persona(id="p", name="Julie"), Project(id="project", name="x")
    with pytest.raises(UserError) as skin:
        check_field(persona, "portrait", Portrait("f01", colour))
    with pytest.raises(UserError) as mark:
        check_field(project, "brand", Brand((("Maison", "#102030"), ("Thé", colour))))
    assert {skin.value.code, mark.value.code} == {"edit_value_wrong"}


def test_colours_and_no_skin_tone_at_all_are_accepted():
    persona = Persona(id="p", name="Julie", portrait=Portrait("f01", "#aBc012"))
    check_tree(Project(id="project", name="x", brand=Brand((("Maison", "#FFFFFF"),)), personas=(persona,)))
    check_field(persona, "portrait", Portrait("f01"))


def test_a_wordmark_needs_a_colour_for_each_piece():
    with pytest.raises(UserError):
        check_field(Project(id="project", name="x"), "brand", Brand((("Maison", ""),)))


@pytest.mark.parametrize("field", ["deliverables", "left_out", "order", "skipped"])
def test_half_of_a_character_is_refused_wherever_a_kit_has_words(field):
    """Such a text cannot be written to a file: it must not come as far as the store."""
    project = Project(id="project", name="x")
    with pytest.raises(UserError) as caught:
        check_field(project, "kit", Kit(**{field: ("sheet/\ud800/0",)}))
    assert caught.value.code == "edit_text_broken"
    with pytest.raises(UserError):
        check_field(project, "kit", Kit(language="\udfff"))


@pytest.mark.parametrize("fonts", ["comic", "inter ", "\ud800", "x" * 30_000])
def test_a_brand_has_one_of_the_pairs_of_families(fonts):
    project = Project(id="project", name="x")
    with pytest.raises(UserError):
        check_field(project, "brand", Brand(fonts=fonts))
    assert not looks_fit(Project(id="project", name="x", brand=Brand(fonts=fonts)))


@pytest.mark.parametrize("fonts", PAIRS)
def test_each_pair_of_families_is_accepted(fonts):
    check_field(Project(id="project", name="x"), "brand", Brand(fonts=fonts))


def _kept(name, persona):
    return Snapshot(id="n", name=name, persona=persona, kept=Kept.VERSION)


@pytest.mark.parametrize("text", ["\ud800", "x" * 20_001])
def test_a_text_no_edit_could_have_written_is_damage_wherever_it_stands(text):
    line = Attribute(id="a", text=text)
    tree = Persona(
        id="p", name="Julie", sections=(Section(id="s", key=SectionKey.CHANNELS, attributes=(line,)),)
    )
    for project in (
        Project(id="project", name=text),
        Project(id="project", name="x", brand=Brand(footer=text)),
        Project(id="project", name="x", kit=Kit(order=(text,))),
        Project(id="project", name="x", personas=(Persona(id="p", name=text),)),
        Project(id="project", name="x", personas=(tree,)),
        Project(id="project", name="x", snapshots=(_kept("x", tree),)),
        Project(id="project", name="x", snapshots=(_kept(text, Persona(id="p", name="J")),)),
    ):
        assert not looks_fit(project)
    assert looks_fit(Project(id="project", name="x" * 20_000))


def test_a_name_of_a_file_makes_a_project_that_opens_again():
    assert looks_fit(Project(id="project", name=whole("enqu\udceate")))
    assert whole("enquête") == "enquête"
