"""Pictures of several pages: further files replace ours, never somebody else's."""

import pytest
from PIL import Image

from persona_studio.domain.personas import Persona
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.services.exporting import Printing, export_pages

TWO = Project(id="p", name="x", personas=(Persona(id="a", name="Julie"), Persona(id="b", name="Hugo")))


def exported(folder):
    return export_pages(TWO, folder / "fiche.png", Printing("fr", None, 30), Silent()).pages


def test_further_pages_replace_those_of_an_earlier_export(tmp_path):
    assert exported(tmp_path) == exported(tmp_path) == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fiche-2.png", "fiche.png"]


@pytest.mark.parametrize("kind", ["picture", "text", "empty"])
def test_a_file_of_somebody_else_is_never_replaced_unasked(tmp_path, kind):
    theirs = tmp_path / "fiche-2.png"
    if kind == "picture":
        Image.new("RGB", (4, 4)).save(theirs)
    else:
        theirs.write_bytes(b"mine" if kind == "text" else b"")
    before = theirs.read_bytes()
    with pytest.raises(UserError) as caught:
        exported(tmp_path)
    assert (caught.value.code, caught.value.params["file"]) == ("picture_not_ours", "fiche-2.png")
    assert theirs.read_bytes() == before
    assert list(tmp_path.iterdir()) == [theirs]


def test_the_file_named_is_replaced_whatever_it_was(tmp_path):
    (tmp_path / "fiche.png").write_bytes(b"asked about")
    assert exported(tmp_path) == 2
