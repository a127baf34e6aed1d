"""Pages as SVG: read back as XML - outlines where the layout put the letters, photos inside, words told."""

import re
import xml.etree.ElementTree as ET
from base64 import b64decode
from dataclasses import replace
from io import BytesIO

import pytest
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.ttLib import TTFont
from PIL import Image as Picture

from persona_studio.domain.personas import Attribute, Persona, Section, SectionKey
from persona_studio.paths import resource
from persona_studio.publish import svg
from persona_studio.publish.boxes import Group, Image, Page, Rect, text_boxes
from persona_studio.publish.finishing import cropped, greyed
from persona_studio.publish.layout import Supplies, sheet
from persona_studio.publish.svg import svg_pages
from persona_studio.texts import Texts
from publish.julie import FACTS, julie
from publish.test_pdf import ODD_TEXTS

SUPPLIES = Supplies()
SVG = "{http://www.w3.org/2000/svg}"
RELATIVE = re.compile("[mlcq]")
NUMBER = re.compile(r"-?\d*\.?\d+")


@pytest.fixture(scope="module")
def page():
    return sheet(julie(), FACTS, Texts("fr"), SUPPLIES).pages[0]


def drawn(*pages, pictures=None):
    return [ET.fromstring(each) for each in svg_pages(pages, SUPPLIES.fonts, pictures)]


def photo(kind="JPEG"):
    out = BytesIO()
    Picture.new("RGB", (60, 40), "#C07E13").save(out, kind)
    return out.getvalue()


def absolute(path):
    """Yield the points of a path as they lie on the page."""
    x = y = begun_x = begun_y = 0.0
    for letter, values in re.findall(r"([MLCQZmlcqz])([^MLCQZmlcqz]*)", path):
        numbers = [float(each) for each in NUMBER.findall(values)]
        if letter in "zZ":
            x, y = begun_x, begun_y
            continue
        base = (0.0, 0.0) if letter.isupper() else (x, y)
        points = [(base[0] + a, base[1] + b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
        x, y = points[-1]
        if letter in "mM":
            begun_x, begun_y = x, y
        if letter != "M" or not RELATIVE.search(path):  # what leads to the origin of a letter draws nothing
            yield from points


def test_it_is_as_large_as_the_page_and_says_what_it_is(page):
    (root,) = drawn(page)
    assert root.tag == f"{SVG}svg"
    assert (root.get("width"), root.get("height")) == ("210mm", "297mm")
    assert [float(v) for v in root.get("viewBox").split()] == pytest.approx(
        [0, 0, page.width, page.height], abs=1e-3
    )
    assert root.get("lang") == "fr"
    assert root.find(f"{SVG}title").text == "Julie, la pragmatique"


def test_what_each_text_says_is_told_beside_its_outlines(page):
    (root,) = drawn(page)
    told = [each.get("aria-label") for each in root.iter(f"{SVG}g") if each.get("role") == "img"]
    for box in text_boxes(page):
        if box.role != "artifact":
            assert box.text in told
    assert any(label.startswith("Portrait illustré") for label in told)


def test_letters_are_outlines_where_the_layout_put_them(page):
    """Outlines are made by HarfBuzz; fontTools reads the same fonts with its own eyes."""
    fonts = {}
    for box in text_boxes(page):
        (root,) = drawn(replace(page, boxes=(box,)))
        runs = [run for line in box.lines for run in line.runs if run.glyphs]
        paths = root.findall(f"{SVG}g/{SVG}path")
        assert len(paths) == len(runs)
        for run, path in zip(runs, paths, strict=True):
            assert path.get("fill") == run.colour
            font = fonts.setdefault(run.font, TTFont(resource("fonts", f"{run.font}.ttf")))
            places = list(ink(font, run))
            found = list(absolute(path.get("d")))
            assert bool(found) == bool(places)
            if places:
                left, top, right, bottom = (list(each) for each in zip(*places, strict=True))
                xs, ys = [x for x, _ in found], [y for _, y in found]
                assert (min(xs), min(ys)) == pytest.approx((min(left), min(top)), abs=0.002)
                assert (max(xs), max(ys)) == pytest.approx((max(right), max(bottom)), abs=0.002)


def ink(font, run):
    """Yield (left, top, right, bottom) of each glyph on the page, with the handles of its curves."""
    glyphs, scale = font.getGlyphSet(), run.size / font["head"].unitsPerEm
    rises = run.rises or (0.0,) * len(run.glyphs)
    for glyph, x, rise in zip(run.glyphs, run.positions, rises, strict=True):
        pen = ControlBoundsPen(glyphs)
        glyphs[font.getGlyphName(glyph)].draw(pen)
        if pen.bounds is not None:
            left, bottom, right, top = (value * scale for value in pen.bounds)
            at, line = run.x + x, run.baseline - rise
            yield at + left, line - top, at + right, line - bottom


def test_a_photo_is_inside_cut_to_its_frame():
    data = photo()
    boxes = (
        Group(
            (Image(20, 30, 100, 50, "p", (0.25, 0.0, 0.75, 0.5)),),
            20,
            30,
            100,
            50,
            None,
            None,
            "figure",
            "Julie",
        ),
    )
    (root,) = drawn(Page(200, 200, boxes), pictures=lambda _: data)
    (image,) = root.iter(f"{SVG}image")
    kind, _, content = image.get("href").partition(";base64,")
    assert kind == "data:image/jpeg"
    assert b64decode(content) == data
    x, y, wide, tall = (float(image.get(name)) for name in ("x", "y", "width", "height"))
    assert (x + 0.25 * wide, y, x + 0.75 * wide, y + 0.5 * tall) == pytest.approx((20, 30, 120, 80))
    clip = root.find(f".//{SVG}clipPath[@id='{image.get('clip-path')[5:-1]}']/{SVG}path")
    points = list(absolute(clip.get("d")))
    assert (min(points), max(points)) == ((20, 30), (120, 80))


def test_a_grey_photo_has_no_colours():
    before = Page(200, 200, (Image(20, 30, 100, 50, "p"),))
    (root,) = drawn(greyed(before), pictures=lambda _: photo("PNG"))
    (image,) = root.iter(f"{SVG}image")
    made = Picture.open(BytesIO(b64decode(image.get("href").partition("base64,")[2])))
    red, green, blue = made.getpixel((5, 5))
    assert red == green == blue


def test_a_picture_that_is_not_to_be_had_is_no_blank():
    with pytest.raises(KeyError, match="photo"):
        list(svg_pages([Page(10, 10, (Image(0, 0, 10, 10, "photo"),))], SUPPLIES.fonts))


def test_marks_to_cut_at_are_drawn(page):
    (root,) = drawn(cropped(page))
    assert root.get("width") == "230mm"
    lines = [each for each in root.iter(f"{SVG}line") if each.get("stroke") == "#000000"]
    assert len(lines) == 8


def test_shapes_are_as_in_the_boxes():
    box = Rect(1.25, 2, 30, 40, "#FFFFFF", "#047C7B", 0.5, 4, (2.0, 1.0))
    (root,) = drawn(Page(100, 100, (box,)))
    ground, made = root.findall(f"{SVG}rect")
    assert (ground.get("width"), ground.get("fill")) == ("100", "#FFFFFF")
    wanted = {"x": "1.25", "y": "2", "width": "30", "height": "40", "rx": "4", "fill": "#FFFFFF"}
    wanted |= {"stroke": "#047C7B", "stroke-width": "0.5", "stroke-dasharray": "2 1"}
    assert made.attrib == wanted


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_any_text_makes_a_drawing_that_can_be_read(text):
    lines = (Attribute(id="a", text=text),)
    odd = Persona(
        id="p", name=text, sections=(Section(id="s", key=SectionKey.CUSTOM, title=text, attributes=lines),)
    )
    for root in drawn(*sheet(odd, FACTS, Texts("fr"), SUPPLIES).pages):
        assert root.find(f"{SVG}title") is not None


def test_the_same_page_is_the_same_file_and_known_as_ours(tmp_path, page):
    first, second = (next(svg_pages([page], fonts)) for fonts in (SUPPLIES.fonts, None))
    assert first == second
    (tmp_path / "ours.svg").write_bytes(first)
    (tmp_path / "theirs.svg").write_bytes(b"<svg/>")
    assert svg.made_here(tmp_path / "ours.svg")
    assert not svg.made_here(tmp_path / "theirs.svg")


def test_pages_do_not_share_their_names(page):
    """Two drawings put into one document must not cut each other: names begin anew on each page."""
    first, second = drawn(page, replace(page, title="other"))
    names = [[c.get("id") for c in root.iter(f"{SVG}clipPath")] for root in (first, second)]
    assert names[0] == names[1]
    assert len(names[0]) == len(set(names[0]))
