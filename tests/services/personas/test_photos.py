"""Taking photos in, and portraits found by words."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from persona_studio.domain.edits import SetField, Together
from persona_studio.domain.personas import Persona, Photo, Portrait
from persona_studio.domain.progress import Silent
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Group, Ref, find
from persona_studio.services.events import Failed, Finished
from persona_studio.services.jobs import Worker
from persona_studio.services.personas import photos
from persona_studio.services.personas.photos import Album
from persona_studio.services.samples import julie
from persona_studio.services.workshop.publishing import Press
from persona_studio.texts import Texts

PERSONA = Persona(id="a", name="Julie", portrait=Portrait("f01"))


def taken(size=(120, 160), colour="red"):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return photos.take(out.getvalue(), "", Silent())


def test_the_frames_are_those_of_the_sheets():
    """Where the portrait is drawn on each template has the shape that the crop is locked to."""
    project = julie("fr")
    for template, (width, height) in photos.FRAMES.items():
        persona = replace(project.personas[0], template=template)
        page = Press().sheet(project, persona, Texts("fr")).pages[0]
        box = find(page, Ref("persona", persona.id, "portrait"))
        assert isinstance(box, Group)
        mm = 72 / 25.4
        assert (box.width / mm, box.height / mm) == pytest.approx((width, height))


def test_a_photo_is_put_within_its_frame_and_its_rights_are_trimmed():
    photo = replace(photos.photo_of(taken()), x=0.0, y=1.0, zoom=99.0, rights="  Me ")
    edit = photos.put(PERSONA, photo)
    assert isinstance(edit, SetField)
    assert 0 < edit.value.x < 0.5 < edit.value.y < 1
    assert edit.value.rights == "Me"
    assert photos.put(PERSONA, None).value is None


def test_drawing_a_portrait_takes_the_photo_away():
    new = Portrait("f02")
    assert photos.draw(PERSONA, new) == SetField("a", "portrait", new)
    with_photo = replace(PERSONA, photo=photos.photo_of(taken()))
    edit = photos.draw(with_photo, new)
    assert isinstance(edit, Together)
    assert SetField("a", "photo", None) in edit.edits


def test_an_album_tells_photos_that_are_there_from_those_that_are_not():
    one = taken()
    shelf = {one.picture: one.data}
    album = Album(shelf.get)
    photo = photos.photo_of(one)
    assert album.holds(photo)
    assert not album.holds(replace(photo, width=999))
    shelf.clear()
    assert album.holds(photo), "a photo is looked at once"
    album.forget()
    assert not album.holds(photo)
    assert not album.holds(Photo(picture="b", width=1, height=1))


def test_a_damaged_part_of_the_file_is_a_photo_that_is_not_there(caplog):
    def damaged(_which):
        raise UserError("project_damaged", file="a.persona")

    album = Album(damaged)
    assert not album.holds(photos.photo_of(taken()))
    assert album.read("a") is None
    assert "project_damaged" in caplog.text


def test_a_photo_without_an_album_prints_the_portrait():
    project = julie("fr")
    persona = replace(project.personas[0], photo=photos.photo_of(taken()))
    drawn = Press().sheet(project, project.personas[0], Texts("fr"))
    assert Press().sheet(project, persona, Texts("fr")).pages == drawn.pages


def test_a_broken_picture_comes_back_from_the_worker_as_words(tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff broken")
    (tmp_path / "b.png").write_bytes(taken().data)
    worker = Worker(heavy=())
    try:
        found = []
        for name in ("a.jpg", "b.png"):
            worker.submit("photo", photos.take, tmp_path / name, name)
            while worker.busy:
                worker.wait(5)
                found += worker.drain()
    finally:
        worker.close()
    failed = next(e for e in found if isinstance(e, Failed))
    assert isinstance(failed.error, UserError)
    assert failed.error.code == "picture_broken"
    assert next(e for e in found if isinstance(e, Finished)).result.width == 120


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("turban", {"m15"}),
        ("homme barbiche", {"m26"}),
        ("MAN GOATEE", {"m26"}),
        ("crane rase barbe", {"m16"}),
        ("xyz", set()),
    ],
)
def test_portraits_are_found_by_words_of_both_languages(asked, names):
    assert {each.name for each in photos.found(asked)} == names


def test_every_tag_of_every_portrait_has_words():
    import json

    from persona_studio.paths import resource

    rows = json.loads(resource("portraits", "index.json").read_text(encoding="utf-8"))
    used = {f"{key}.{value}" for row in rows for key, value in row["tags"].items()}
    silent = {"hair_tone.none", "hair_tone.covered", "glasses.none", "beard.none", "headwear.none"}
    assert used - silent <= photos.TAGS.keys()
    assert len(photos.found("")) == len(rows)


def test_another_is_never_the_same_and_nobodys_while_there_are_some():
    now, others = PERSONA, [replace(PERSONA, id="b", portrait=Portrait("f02"))]
    seen = []
    for _ in range(8):
        portrait = photos.another(now, others)
        assert portrait.drawing != now.portrait.drawing
        assert portrait.drawing != "f02"
        seen.append(portrait.drawing)
        now = replace(now, portrait=portrait)
    assert len(set(seen)) == 8
    assert photos.another(replace(PERSONA, portrait=Portrait("gone")), []).drawing


def test_the_skin_tone_stays_with_another_portrait():
    tanned = replace(PERSONA, portrait=Portrait("f01", photos.SKINS[3]))
    assert photos.another(tanned, []).skin == photos.SKINS[3]
