"""Values that may not stand in a field are refused before anything is done."""

import pytest

from persona_studio.domain.brand import Brand
from persona_studio.domain.checks import check_field, check_tree
from persona_studio.domain.personas import Persona, Portrait
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
