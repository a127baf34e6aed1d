"""Pictures of several pages: further files replace ours, never somebody else's."""

import os
import re
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pptx import Presentation

from persona_studio.domain.deliverables import (
    BLANK_EMPATHY,
    COMPARISON,
    DELIVERABLES,
    POSTER,
    QUESTIONNAIRE,
    SHEET,
    VOTES,
)
from persona_studio.domain.formats import PNG, SVG, XLSX
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Persona, Photo
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.errors import UserError
from persona_studio.paths import resource
from persona_studio.services.personas import photos
from persona_studio.services.workshop.exporting import Printing, export_pages
from persona_studio.services.workshop.made_here import MAKER, made_here
from persona_studio.store.project_file import ProjectFile
from persona_studio.texts import Texts

TWO = Project(id="p", name="x", personas=(Persona(id="a", name="Julie"), Persona(id="b", name="Hugo")))
SAMPLE = resource("samples", "marketing-b2b.persona")


def exported(folder):
    return export_pages(TWO, folder / "fiche.png", Printing("fr", None, 30), Silent()).pages


def test_further_pages_replace_those_of_an_earlier_export(tmp_path):
    assert exported(tmp_path) == exported(tmp_path) == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["fiche - page 2.png", "fiche.png"]


def test_what_a_killed_export_left_in_other_formats_is_swept(tmp_path):
    left = [tmp_path / f".{'a' * 16}{ending}" for ending in (".pptx", ".xlsx", ".json", ".svg")]
    for file in left:
        file.write_bytes(b"left")
        os.utime(file, (0, 0))
    exported(tmp_path)
    assert not any(file.exists() for file in left)


@pytest.mark.parametrize("name", ["fiche.png", "fiche.svg"])
def test_pages_of_a_longer_export_do_not_stay_behind_those_of_a_shorter_one(tmp_path, name):
    target = tmp_path / name
    five = replace(TWO, personas=tuple(Persona(id=str(i), name=f"P{i}") for i in range(5)))
    assert export_pages(five, target, Printing("fr", None, 30), Silent()).pages == 5
    theirs = target.with_stem("fiche - page 4")
    theirs.write_bytes(b"drawn over by hand")
    assert export_pages(TWO, target, Printing("fr", ("a",), 30), Silent()).pages == 1
    kept = {target.name, theirs.name, target.with_stem("fiche - page 5").name}
    assert {file.name for file in tmp_path.iterdir()} == kept  # up to the first that is not ours


def test_what_follows_a_picture_of_somebody_else_is_not_ours_to_remove(tmp_path):
    exported(tmp_path)
    Image.new("RGB", (4, 4)).save(tmp_path / "fiche.png")
    export_pages(TWO, tmp_path / "fiche.png", Printing("fr", ("a",), 30), Silent())
    assert {file.name for file in tmp_path.iterdir()} == {"fiche.png", "fiche - page 2.png"}


@pytest.mark.parametrize("kind", ["picture", "text", "empty"])
def test_a_file_of_somebody_else_is_never_replaced_unasked(tmp_path, kind):
    theirs = tmp_path / "fiche - page 2.png"
    if kind == "picture":
        Image.new("RGB", (4, 4)).save(theirs)
    else:
        theirs.write_bytes(b"mine" if kind == "text" else b"")
    before = theirs.read_bytes()
    with pytest.raises(UserError) as caught:
        exported(tmp_path)
    assert (caught.value.code, caught.value.params["file"]) == ("picture_not_ours", "fiche - page 2.png")
    assert theirs.read_bytes() == before
    assert list(tmp_path.iterdir()) == [theirs]


@pytest.mark.parametrize("each", [PNG, SVG], ids=lambda each: each.id)
def test_pages_of_two_projects_do_not_meet_in_one_folder(tmp_path, each):
    """X of two pages and X-2 of three, in whichever order: five files that say whose they are."""
    people = tuple(Persona(id=str(i), name=f"P{i}") for i in range(3))
    others = Project(id="q", name="X-2", personas=people)
    mine = replace(TWO, name="X")
    asked = Printing("fr", None, 30, formats=(each,))
    kept = {}
    for project in (others, mine, others, mine):
        before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        files = export_pages(project, tmp_path, asked, Silent()).files
        assert all(file.name.startswith(f"{project.name} - page ") for file in files)
        kept = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        assert all(kept[name] == content for name, content in before.items())
    assert sorted(kept) == sorted(
        f"{name} - page {i}{each.ending}"
        for name, count in (("X", 2), ("X-2", 3))
        for i in range(1, count + 1)
    )
    shorter = replace(asked, personas=("0",))
    export_pages(others, tmp_path, shorter, Silent())
    assert [file.name for file in tmp_path.glob("X-2*")] == [f"X-2 - page 1{each.ending}"]
    assert {name: kept[name] for name in kept if not name.startswith("X-2")} == {
        file.name: file.read_bytes() for file in tmp_path.glob("X - *")
    }


# ---------------------------------------------------------------- notes, photos


def sample():
    with ProjectFile.open(SAMPLE, read_only=True) as file:
        return file.project


def slides(folder, deliverables, options):
    target = folder / "kit.pptx"
    made = sample()
    asked = Printing("fr", (made.personas[0].id,), 40, SAMPLE, deliverables, options=options)
    export_pages(made, target, asked, Silent())
    return Presentation(target).slides


@pytest.mark.parametrize("options", [Options(), Options(marks=False, source=False)])
def test_what_is_for_the_participants_tells_nothing_in_its_notes(tmp_path, options):
    """Who answers whether they recognise their customers must not read beside it what the survey found."""
    room = (VOTES, QUESTIONNAIRE, BLANK_EMPATHY)
    made = slides(tmp_path, (SHEET, *room), options)
    noted = [slide.has_notes_slide for slide in made]
    assert len(noted) >= 1 + len(room)
    assert noted[0]
    assert not any(noted[1:])
    told = made[0].notes_slide.notes_text_frame.text
    assert ("Donnée d’enquête" in told) is options.marks
    assert ("Enquête" in told and " sur 189" in told) is options.source


def test_lost_photos_are_told_of_the_pages_that_were_made(tmp_path):
    """Of who is on a page, and shown there: the data of a persona show nobody."""
    made = sample()
    gone = Photo(picture="gone", width=40, height=40)
    with_photos = replace(made, personas=tuple(replace(p, photo=gone) for p in made.personas))
    first, second = made.personas[:2]

    def lost(name, personas, *deliverables):
        asked = Printing("fr", tuple(p.id for p in personas), 36, SAMPLE, deliverables)
        return export_pages(with_photos, tmp_path / name, asked, Silent()).lost_photos

    assert lost("a.pdf", [first], SHEET) == (first.name,)
    assert lost("b.pdf", [first, second], COMPARISON) == (first.name, second.name)
    assert lost("c.pdf", [first], BLANK_EMPATHY) == ()
    assert lost("d.json", [first]) == ()


# ---------------------------------------------------------------- slides without colours


def coloured_photo():
    picture, out = Image.new("RGB", (220, 280), "red"), BytesIO()
    picture.paste((20, 90, 200), (0, 0, 110, 280))
    picture.save(out, "PNG")
    return photos.take(out.getvalue(), "photo.png", Silent())


def colours_of(slide):
    """How many pictures there are, all colours but those of the theme, and the names of these."""
    pictures = [part for part in slide.part.package.iter_parts() if part.partname.startswith("/ppt/media/")]
    found = {
        colour
        for part in pictures
        for _, colour in Image.open(BytesIO(part.blob)).convert("RGB").getcolors(1 << 20)
    }
    written = etree.tostring(slide.element).decode()
    found |= {tuple(bytes.fromhex(said)) for said in re.findall(r'srgbClr val="(\w{6})"', written)}
    return len(pictures), found, set(re.findall(r'schemeClr val="(\w+)"', written))


@pytest.mark.parametrize("grey", [False, True])
def test_slides_are_as_grey_as_a_printer_without_colours_makes_pages(tmp_path, grey):
    made, taken = sample(), coloured_photo()
    shown = replace(made.personas[0], photo=photos.photo_of(taken))
    made = replace(made, personas=(shown,))
    asked = Printing(
        "fr",
        None,
        40,
        SAMPLE,
        (SHEET, POSTER),
        options=Options(grey=grey),
        pictures={taken.picture: taken.data},
    )
    target = tmp_path / "kit.pptx"
    assert export_pages(made, target, asked, Silent()).lost_photos == ()
    for slide in Presentation(target).slides:
        pictures, colours, themed = colours_of(slide)
        assert pictures
        assert bool(themed - {"bg1", "lt1"}) is not grey  # white is as grey as any
        strong = {colour for colour in colours if max(colour) - min(colour) > 6}
        assert bool(strong) is not grey


# ---------------------------------------------------------------- what we made


def damaged(folder, change):
    """Return a workbook that says that we made it, but for a change to its bytes."""
    path = folder / "data.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as parts:
        parts.writestr("docProps/core.xml", f"<dc:creator>{MAKER}</dc:creator>" + " " * 2000)
    content = bytearray(path.read_bytes())
    assert made_here(XLSX, path)
    change(content, content.index(b"PK\x01\x02"))
    path.write_bytes(content)
    return path


def encrypted(content, directory):
    content[6] |= 1
    content[directory + 8] |= 1


def squeezed(content, directory):
    content[8] = content[directory + 10] = 99


def of_the_future(content, directory):
    content[directory + 6] = 99


def as_lzma(content, directory):
    content[8] = content[directory + 10] = 14


def garbled(content, directory):
    content[48:60] = b"\xff" * 12


@pytest.mark.parametrize("change", [encrypted, squeezed, of_the_future, as_lzma, garbled])
def test_an_archive_that_cannot_be_read_is_not_ours(tmp_path, change):
    assert made_here(XLSX, damaged(tmp_path, change)) is False


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6), st.integers(1, 10_000))
def test_no_damage_to_an_archive_is_more_than_a_no(changes, length):
    def struck(content, _):
        for place, byte in changes:
            content[place % len(content)] = byte
        del content[length:]

    with TemporaryDirectory() as folder:
        assert made_here(XLSX, damaged(Path(folder), struck)) in (True, False)


def test_the_file_named_is_replaced_whatever_it_was(tmp_path):
    (tmp_path / "fiche.png").write_bytes(b"asked about")
    assert exported(tmp_path) == 2


def test_a_worker_makes_every_deliverable_of_its_copy_of_what_is_asked(tmp_path):
    """In another process the deliverables asked for are equal to ours, and never the same objects."""
    made = sample()
    asked = Printing("fr", None, 36, SAMPLE, DELIVERABLES)
    export_pages(deepcopy(made), tmp_path / "kit.pdf", deepcopy(asked), Silent())
    with pikepdf.open(tmp_path / "kit.pdf") as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [Texts("fr")(each.name) for each in DELIVERABLES]
