"""The brand of a project: set by edits, kept as a file, read again from anything at all."""

import base64
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio import paths
from persona_studio.domain.brand import ENDING, Brand, Logo
from persona_studio.domain.colours import shades
from persona_studio.domain.progress import Silent
from persona_studio.domain.project import Project
from persona_studio.domain.vision import ciede2000, lab
from persona_studio.errors import UserError
from persona_studio.publish.style import ACCENTS
from persona_studio.services.samples import julie
from persona_studio.services.session import Session
from persona_studio.services.workshop import branding
from persona_studio.services.workshop.branding import KeptBrands
from persona_studio.store.brand_file import FORMAT, brand_bytes, read_brand, read_name
from persona_studio.store.project_file import ProjectFile

BELVOIR = paths.resource("samples", "belvoir.svg")
OURS = tuple(each.fill for each in ACCENTS)
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BRANDS = st.builds(
    Brand,
    wordmark=st.lists(st.tuples(WORDS, COLOUR), max_size=4).map(tuple),
    name=WORDS,
    colours=st.lists(COLOUR, max_size=8).map(tuple),
    fonts=st.sampled_from(["", "inter", "newsreader"]),
    footer=WORDS,
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(scope="module")
def taken():
    return branding.take_logo(BELVOIR, "belvoir.svg", Silent())


@pytest.fixture
def session(tmp_path, home):
    with Session.create(tmp_path / "a.persona", julie("fr")) as session:
        yield session


def stored(session):
    """Return the pictures in the file of a session."""
    with ProjectFile.open(session.path, read_only=True) as file:
        return file.project.brand, file.picture


# ---------------------------------------------------------------- edits


def test_a_logo_is_placed_with_its_picture_in_one_step_and_undone(session, taken):
    before = session.project.brand
    session.do(
        branding.put_logo(session.project, taken), "Logo placed", pictures={taken.logo.picture: taken.data}
    )
    assert session.project.brand == replace(before, logo=taken.logo, name="Belvoir")
    brand, picture = stored(session)
    assert picture(brand.logo.picture) == taken.data
    session.undo()
    assert session.project.brand == before
    session.redo()
    assert session.picture(session.project.brand.logo.picture) == taken.data


def test_a_logo_of_nobody_leaves_the_file_when_it_is_closed(tmp_path, home, taken):
    path = tmp_path / "a.persona"
    with Session.create(path, julie("fr")) as session:
        edit = branding.put_logo(session.project, taken)
        session.do(edit, "Logo placed", pictures={taken.logo.picture: taken.data})
    with Session.open(path) as session:
        assert session.picture(taken.logo.picture) == taken.data
        session.do(branding.put_logo(session.project, None), "Logo removed")
    with ProjectFile.open(path, read_only=True) as file:
        assert file.project.brand.logo is None
        assert file.project.brand.name == "Belvoir"
        assert file.picture(taken.logo.picture) is None


def test_words_and_names_are_written_plainly():
    project = Project(id="p", name="x")
    assert branding.set_footer(project, "  Confidentiel \n ne pas diffuser ").apply(
        project
    ).project.brand == Brand(footer="Confidentiel ne pas diffuser")
    assert branding.set_name(project, " Belvoir ").apply(project).project.brand.name == "Belvoir"
    assert [branding.spoken_name(stem) for stem in ("belvoir_logo-rgb", "Été 2026", "")] == [
        "Belvoir logo rgb",
        "Été 2026",
        "",
    ]


def test_colours_are_changed_one_by_one():
    project = Project(id="p", name="x")

    def after(place, colour):
        return branding.change_colour(project, place, colour).apply(project).project

    project = after(2, "#112233")
    assert project.brand.colours == (OURS[0], OURS[1], "#112233")
    project = after(0, "#445566")
    assert project.brand.colours == ("#445566", OURS[1], "#112233")
    assert branding.worn_colours(project.brand, 4) == ("#445566", OURS[1], "#112233", OURS[3])
    project = after(2, "")
    assert project.brand.colours == ("#445566",)
    project = after(0, "")
    assert project.brand.colours == ()
    assert len(branding.worn_colours(Brand(), 20)) == 8


def test_a_colour_that_is_none_is_refused(session):
    with pytest.raises(UserError):
        session.do(branding.set_colours(session.project, ("red",)), "Colours")


def test_colours_that_some_eyes_cannot_tell_apart_are_named():
    assert branding.hard_to_tell(("#0A7F3C", "#C8102E", "#F2A900")) == [(0, 1)]
    assert branding.hard_to_tell(OURS) == []
    assert branding.nearly_same(OURS) == []


ORANGES = ("#DC700C", "#C2410C")
"""Told apart in charts; under white words both are dark, and nearly the same."""


def test_the_nearest_colours_are_named_first_as_they_print():
    pairs = branding.hard_to_tell((*ORANGES, OURS[2], OURS[3]))
    assert pairs[0] == (0, 1) in branding.nearly_same(ORANGES)
    assert (1, 3) in pairs, "for some eyes"
    posters = [shades(colour).ink for colour in ORANGES]
    assert ciede2000(*map(lab, posters)) < ciede2000(*map(lab, ORANGES))


@examples(30)
@given(st.lists(COLOUR, max_size=4).map(tuple), st.integers(1, 5))
def test_no_two_personas_are_given_colours_that_look_nearly_the_same(found, count):
    taken = branding.for_personas(found, count)
    worn = branding.worn_colours(Brand(colours=taken), count)
    assert branding.nearly_same(worn) == []
    theirs = [colour for colour in worn if colour in found]
    assert theirs == [colour for colour in dict.fromkeys(found) if colour in theirs], "in their order"
    assert worn[: len(found[:1])] == found[:1], "the first is always taken"


def test_colours_of_a_logo_that_differ_enough_are_taken_as_they_are():
    assert branding.for_personas(("#0A7F3C", "#C8102E"), 2) == ("#0A7F3C", "#C8102E")
    assert branding.for_personas((), 4) == ()


# ---------------------------------------------------------------- brand files


def test_a_brand_comes_back_as_it_was_kept(session, taken, tmp_path):
    brand = Brand((("Bel", "#112233"),), "Belvoir", taken.logo, ("#0A7F3C",), "inter", "Confidentiel")
    file = tmp_path / "belvoir.brand"
    branding.save_brand(brand, {taken.logo.picture: taken.data}.get, file)
    opened = branding.open_brand(file, Silent())
    assert opened.brand == brand
    assert opened.pictures == {taken.logo.picture: taken.data}
    session.do(branding.apply(session.project, opened), "Brand opened", pictures=opened.pictures)
    assert session.project.brand == brand
    assert session.history[1] == 1
    assert session.picture(taken.logo.picture) == taken.data


def test_a_kept_brand_is_plain_text_with_its_logo_inside(taken):
    found = json.loads(brand_bytes(Brand(name="É", logo=taken.logo), taken.data))
    assert (found["format"], found["version"], found["name"]) == (FORMAT, 1, "É")
    assert base64.b64decode(found["logo"]["data"]) == taken.data


def test_a_logo_of_pixels_comes_back_too(tmp_path, home):
    from io import BytesIO

    from PIL import Image, ImageDraw

    picture, out = Image.new("RGBA", (300, 90)), BytesIO()
    ImageDraw.Draw(picture).ellipse((5, 5, 290, 85), fill="#0A7F3C")
    picture.save(out, "PNG")
    made = branding.take_logo(out.getvalue(), "x", Silent())
    file = tmp_path / "x.brand"
    branding.save_brand(Brand(logo=made.logo), {made.logo.picture: made.data}.get, file)
    opened = branding.open_brand(file, Silent())
    assert (opened.brand.logo, opened.pictures) == (made.logo, {made.logo.picture: made.data})


@examples(60, deadline=None)
@given(BRANDS)
def test_any_brand_comes_back(tmp_path_factory, brand):
    file = tmp_path_factory.getbasetemp() / "any.brand"
    file.write_bytes(brand_bytes(brand, None))
    assert read_brand(file) == (brand, None)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())  # as an editor may save it again
    assert read_brand(file) == (brand, None)


def test_a_project_wears_a_brand_without_being_written(tmp_path, home, taken):
    file = tmp_path / "b.brand"
    branding.save_brand(Brand(name="B", logo=taken.logo), {taken.logo.picture: taken.data}.get, file)
    before = julie("fr")
    project, pictures = branding.branded(before, file, Silent())
    assert project == replace(before, brand=Brand(name="B", logo=taken.logo))
    assert pictures == {taken.logo.picture: taken.data}


GOOD = {
    "format": FORMAT,
    "version": 1,
    "name": "x",
    "colours": [],
    "fonts": "",
    "footer": "",
    "wordmark": [],
    "logo": None,
}
SCRIPT = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><text>x</text></svg>').decode()
BROKEN = [
    b"",
    b"\x80\x04\x95pickle",
    b"[]",
    b"null",
    b"{" * 100_000,
    b"\xff\xfe",
    json.dumps({**GOOD, "format": "else"}).encode(),
    *(
        json.dumps({**GOOD, **change}).encode()
        for change in (
            {"version": "1"},
            {"version": 0},
            {"version": True},
            {"more": 1},
            {"colours": ["red"]},
            {"colours": ["#112233"] * 9},
            {"colours": "#112233"},
            {"name": 5},
            {"name": "x" * 500},
            {"footer": "\ud800"},
            {"fonts": "comic"},
            {"wordmark": [["a"]]},
            {"wordmark": [["a", "url(x)"]]},
            {"logo": {"kind": "exe", "data": ""}},
            {"logo": {"kind": "svg", "data": "§"}},
            {"logo": {"kind": "svg"}},
            {"logo": "file:///etc/passwd"},
        )
    ),
    json.dumps({key: value for key, value in GOOD.items() if key != "fonts"}).encode(),
]


@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_what_is_no_brand_is_refused(content, tmp_path):
    file = tmp_path / "x.brand"
    file.write_bytes(content)
    with pytest.raises(UserError) as refused:
        branding.open_brand(file, Silent())
    assert refused.value.code == "brand_broken"


def test_each_refusal_says_why(tmp_path):
    file = tmp_path / "x.brand"

    def refusal():
        with pytest.raises(UserError) as refused:
            branding.open_brand(file, Silent())
        return refused.value.code

    assert refusal() == "brand_missing"
    file.mkdir()
    assert refusal() == "brand_missing"
    file.rmdir()
    file.write_text(json.dumps({**GOOD, "version": 2, "more": []}))
    assert refusal() == "brand_newer"
    file.write_text(json.dumps({**GOOD, "logo": {"kind": "svg", "data": SCRIPT}}))
    assert refusal() == "logo_text"
    with file.open("wb") as out:
        out.truncate(50_000_000)
    assert refusal() == "brand_broken"


@examples(80, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner, max_size=8)
        ),
        max_leaves=8,
    )
)
def test_whatever_a_field_holds_is_read_or_refused(tmp_path_factory, value):
    file = tmp_path_factory.getbasetemp() / "field.brand"
    for key in GOOD:
        file.write_text(json.dumps({**GOOD, key: value}))
        try:
            brand, _ = read_brand(file)
        except UserError as error:
            assert error.code in ("brand_broken", "brand_newer")  # noqa: PT017 - either is right
        else:
            assert isinstance(brand, Brand)


def test_a_brand_file_takes_the_place_of_no_project(session, tmp_path):
    with pytest.raises(UserError) as refused:
        branding.save_brand(Brand(), lambda _: None, session.path)
    assert refused.value.code == "export_over_project"


def test_a_folder_that_is_not_to_be_written_is_said(tmp_path, home):
    with pytest.raises(UserError):
        branding.save_brand(Brand(), lambda _: None, tmp_path / "nowhere" / "x.brand")
    assert KeptBrands().all() == []


# ---------------------------------------------------------------- brands used before


def save(folder: Path, name: str, number: int) -> None:
    file = folder / f"{number}{ENDING}"
    file.write_bytes(brand_bytes(Brand(name=name), None))
    KeptBrands().keep(file, name)
    for kept in KeptBrands().all():
        if kept.name == name:
            os.utime(kept.file, (number, number))


def test_brands_used_before_are_offered_the_newest_first(tmp_path, home):
    for number, name in enumerate(["Belvoir", "Belvoir", "Ça & là", "belvoir", "../../etc"]):
        save(tmp_path, name, number + 1000)
    assert [kept.name for kept in KeptBrands().all()] == ["../../etc", "belvoir", "Ça & là", "Belvoir"]
    assert {kept.file.parent for kept in KeptBrands().all()} == {home / "brands"}


def test_no_more_than_a_dozen_are_kept_and_broken_ones_are_passed_over(tmp_path, home):
    for number in range(15):
        save(tmp_path, f"Marque {number}", number + 1000)
    kept = KeptBrands().all()
    assert [each.name for each in kept] == [f"Marque {number}" for number in range(14, 2, -1)]
    kept[0].file.write_bytes(b"{")
    assert len(KeptBrands().all()) == 11


def test_a_brand_without_a_name_is_kept_once_however_often_it_is_used(tmp_path, home):
    for number in range(11):
        save(tmp_path, f"Marque {number}", number + 1000)
    file = tmp_path / "Été.brand"
    file.write_bytes(brand_bytes(Brand(footer="x"), None))
    branding.remember(file, file.stem)
    for _ in range(3):
        kept = next(each for each in KeptBrands().all() if each.name == "Été")
        os.utime(kept.file, (10, 10))
        opened = branding.open_brand(kept.file, Silent())
        assert opened.brand.footer == "x"
        branding.remember(kept.file, opened.brand.name or kept.file.stem)
        offered = [each.name for each in KeptBrands().all()]
        assert offered == ["Été", *(f"Marque {number}" for number in range(10, -1, -1))]


def test_names_of_brands_are_read_without_their_logos(tmp_path, home):
    """Twelve heavy logos are not read to fill a menu: only how a file begins tells its name."""
    names = [f'"Œuvre" \\ {number}' for number in range(3)]
    for number, name in enumerate(names):
        file = tmp_path / f"{number}.brand"
        said = {**GOOD, "logo": {"kind": "png", "data": 100_000 * "A"}, "name": name}
        file.write_text(json.dumps(dict(reversed(said.items()))), encoding="utf-8")
        KeptBrands().keep(file, name)
    for kept in KeptBrands().all():
        assert read_brand(kept.file)[1] == base64.b64decode(100_000 * "A")
        os.truncate(kept.file, 20_000)
    assert sorted(kept.name for kept in KeptBrands().all()) == names


@given(WORDS)
def test_the_name_of_a_brand_is_the_one_in_its_file(tmp_path_factory, name):
    file = tmp_path_factory.getbasetemp() / "named.brand"
    file.write_bytes(brand_bytes(Brand(name=name), None))
    assert read_name(file) == name


@pytest.mark.parametrize("content", BROKEN[:7], ids=range(7))
def test_what_is_no_brand_has_no_name(content, tmp_path):
    (tmp_path / "x.brand").write_bytes(content)
    with pytest.raises(UserError) as refused:
        read_name(tmp_path / "x.brand")
    assert refused.value.code == "brand_broken"


def test_a_folder_of_brands_that_is_none_loses_nothing_else(tmp_path, home):
    home.mkdir()
    (home / "brands").write_text("in the way")
    file = tmp_path / "b.brand"
    branding.save_brand(Brand(name="B"), lambda _: None, file)
    assert read_brand(file)[0].name == "B"
    assert KeptBrands().all() == []


def test_a_logo_names_what_is_in_the_table_of_pictures():
    project = Project(id="p", name="x")
    wrong = branding.put_brand(project, Brand(logo=Logo(picture="a", kind="exe", width=1.0, height=1.0)))
    with pytest.raises(UserError):
        wrong.apply(project)
