"""Pictures taken in: safe whatever they were made for, fit to print, silent about where they come from."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from persona_studio.errors import UserError
from persona_studio.publish.images import LEAST, TARGET, safe_picture, sniffed
from persona_studio.publish.pictures import LONGEST, header, is_sound, picture_id
from publish.hostile import GPS, Case, honest, large_jpeg

TESTS = Path(__file__).parent.parent
MEMORY = 500_000_000


def file_of(picture, kind="PNG", **options):
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def seen(data):
    return Image.open(BytesIO(safe_picture(data).data)).convert("RGB")


def near(colour, wanted, within=6):
    return all(abs(a - b) <= within for a, b in zip(colour, wanted, strict=True))


# ---------------------------------------------------------------- hostile pictures


def read_apart(step):
    """Read one picture in ``step`` of the 500 in a process with little memory; return what became of each."""
    ran = subprocess.run(
        [sys.executable, str(TESTS / "publish" / "hostile_run.py"), "500", str(step)],
        env={"PYTHONPATH": f"{TESTS}:{TESTS.parent}", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    last = rows[-1]["name"] if rows else "the start"
    assert ran.returncode == 0, f"ended after {last}: {ran.stderr[-2000:]}"
    assert len(rows) == -(-500 // step)
    return rows


def check_all(rows):
    wrong = [r["name"] for r in rows if r["expected"] is not None and r["expected"] != ("accepted" in r)]
    assert not wrong
    assert not [r["name"] for r in rows if "accepted" in r and not r["printed"]]
    assert max(r["peak"] for r in rows) < MEMORY
    return rows


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_hostile_pictures_neither_crash_nor_fill_the_memory():
    rows = check_all(read_apart(12))
    assert any("accepted" in row for row in rows)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is Linux's")
def test_five_hundred_hostile_pictures():
    rows = check_all(read_apart(1))
    assert 100 < sum("accepted" in row for row in rows) < 400


@pytest.mark.slow
def test_thirty_thousand_pixels_are_read_at_a_fraction():
    made = safe_picture(large_jpeg(30_000))
    assert (made.width, made.height) == TARGET[::-1] or min(made.width, made.height) >= min(TARGET)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "picture_empty"),
        (b"<svg/>", "picture_svg"),
        (b"MZ", "picture_not_one"),
        (b"\0\0\0\x18ftypheic", "picture_heif"),
        (b"\xff\xd8\xff\xe0 and no more", "picture_broken"),
        (file_of(Image.new("RGB", (LEAST - 1, 900))), "picture_too_small"),
    ],
)
def test_refusals_say_what_it_is(data, code):
    with pytest.raises(UserError) as refused:
        safe_picture(data, "a.png")
    assert refused.value.code == code
    assert refused.value.params["file"] == "a.png"


def test_a_file_that_is_not_there_and_one_too_heavy(tmp_path):
    with pytest.raises(UserError, match="picture_missing"):
        safe_picture(tmp_path / "none.png")
    with pytest.raises(UserError, match="picture_missing"):
        safe_picture(tmp_path)
    with (tmp_path / "heavy.png").open("wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
        file.truncate(200_000_000)
    with pytest.raises(UserError, match="picture_too_heavy"):
        safe_picture(tmp_path / "heavy.png")


def test_content_tells_what_a_file_is_not_its_name(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(file_of(Image.new("RGB", (60, 60), "red")))
    assert header(safe_picture(tmp_path / "photo.jpg").data).kind == "png"
    assert sniffed(b"GIF89a") == "GIF"


# ---------------------------------------------------------------- what is kept


@pytest.mark.parametrize("case", honest(), ids=lambda case: case.name)
def test_every_kind_is_taken_and_says_nothing_but_its_pixels(case: Case):
    made = safe_picture(case.data)
    assert safe_picture(case.data) == made
    assert is_sound(made.data, picture_id(made.data), made.width, made.height)
    assert GPS not in made.data
    assert b"SECRET" not in made.data
    kept = Image.open(BytesIO(made.data))
    assert not kept.getexif()
    assert not {"icc_profile", "exif", "xmp", "comment", "XML:com.adobe.xmp"} & kept.info.keys()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright(orientation):
    """Corners of the picture as a camera stored it, for each way it was held: red is top left upright."""
    upright = Image.new("RGB", (120, 90), "white")
    upright.paste("red", (0, 0, 60, 45))
    upright.paste("blue", (60, 45, 120, 90))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)  # fmt: skip
    held = upright if back is None else upright.transpose(back)
    exif = Image.Exif()
    exif[0x0112] = orientation
    for kind in ("JPEG", "PNG", "WEBP", "TIFF"):
        picture = seen(file_of(held, kind, exif=exif))
        assert picture.size == (120, 90), kind
        assert near(picture.getpixel((15, 12)), (255, 0, 0), 40), kind
        assert near(picture.getpixel((105, 78)), (0, 0, 255), 40), kind
        assert near(picture.getpixel((105, 12)), (255, 255, 255), 20), kind


def test_colours_are_those_of_srgb():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"----", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"----", b"bXYZ", 1)
    red = Image.new("RGB", (64, 64), (200, 0, 0))
    assert near(seen(file_of(red, icc_profile=profile)).getpixel((9, 9)), (200, 0, 0), 2)
    assert near(seen(file_of(red, icc_profile=swapped)).getpixel((9, 9)), (0, 0, 200), 3)


def test_depth_transparency_and_ink():
    grey = Image.frombytes("I;16", (64, 64), b"\x00\x80" * 64 * 64)
    assert near(seen(file_of(grey)).getpixel((9, 9)), (128, 128, 128), 1)
    glass = Image.new("RGBA", (64, 64), (0, 0, 255, 0))
    assert seen(file_of(glass)).getpixel((9, 9)) == (255, 255, 255)
    half = Image.new("RGBA", (64, 64), (0, 0, 0, 128))
    assert near(seen(file_of(half)).getpixel((9, 9)), (127, 127, 127), 1)
    cyan = Image.new("CMYK", (64, 64), (255, 0, 0, 0))
    assert near(seen(file_of(cyan, "TIFF")).getpixel((9, 9)), (0, 255, 255), 3)


def test_the_first_picture_of_a_film_is_taken():
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("blue", "green")]
    red = Image.new("RGB", (64, 64), "red")
    for kind in ("GIF", "PNG", "WEBP"):
        data = file_of(red, kind, save_all=True, append_images=frames)
        assert near(seen(data).getpixel((30, 30)), (255, 0, 0), 12), kind


def test_a_large_photo_is_kept_as_fine_as_the_poster_needs():
    made = safe_picture(file_of(Image.radial_gradient("L").resize((3000, 6000)), "JPEG"))
    assert made.width == TARGET[0]
    assert made.height == round(6000 * TARGET[0] / 3000)
    wide = safe_picture(file_of(Image.new("RGB", (12_000, 200), "red")))
    assert wide.width == LONGEST


def test_a_drawing_is_kept_without_loss_and_a_photo_as_jpeg():
    drawing = Image.new("RGB", (200, 200), "white")
    drawing.paste((12, 34, 56), (50, 50, 150, 150))
    assert seen(file_of(drawing)).tobytes() == drawing.tobytes()
    assert header(safe_picture(file_of(Image.radial_gradient("L"))).data).kind == "png"
    noise = Image.merge("RGB", [Image.effect_noise((200, 200), 90) for _ in range(3)])
    assert header(safe_picture(file_of(noise)).data).kind == "jpeg"


# ---------------------------------------------------------------- what is stored


def test_only_what_we_stored_ourselves_is_sound():
    made = safe_picture(file_of(Image.new("RGB", (64, 64), "red")))
    which = picture_id(made.data)
    assert is_sound(made.data, which, 64, 64)
    assert not is_sound(None, which, 64, 64)
    assert not is_sound(made.data[:-1], which, 64, 64)
    assert not is_sound(made.data, which, 64, 65)
    other = file_of(Image.new("L", (64, 64)))
    assert not is_sound(other, picture_id(other), 64, 64)


def test_a_bomb_in_a_project_file_is_not_sound():
    bomb = file_of(Image.new("RGB", (LONGEST + 1, 40)))
    assert not is_sound(bomb, picture_id(bomb), LONGEST + 1, 40)
    jpeg = large_jpeg(16_000)
    assert not is_sound(jpeg, picture_id(jpeg), 16_000, 16_000)


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xc0\0\0", b"\x89PNG\r\n\x1a\n", b"\xff" * 99]
)
def test_rubbish_has_no_header(data):
    assert header(data) is None
