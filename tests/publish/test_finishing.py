"""Marks to cut at and pages without colours: told from the boxes alone."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Picture

from persona_studio.domain.kit import Options
from persona_studio.publish import finishing
from persona_studio.publish.boxes import Group, Image, Line, Page, Path, Rect, TextBox, frame, text_boxes
from persona_studio.publish.finishing import cropped, finished, grey, greyed, moved
from persona_studio.publish.grey import without_colours
from persona_studio.publish.layout import Supplies, sheet
from persona_studio.publish.style import MM
from persona_studio.texts import Texts
from publish.julie import FACTS, julie

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)
SUPPLIES = Supplies()


def page(*boxes, width=200.0, height=300.0):
    return Page(width, height, boxes)


def laid_out(template="magazine"):
    return sheet(replace(julie(), template=template), FACTS, Texts("fr"), SUPPLIES).pages


def everything(boxes):
    for box in boxes:
        yield box
        if isinstance(box, Group):
            yield from everything(box.boxes)


def colours(boxes):
    for box in everything(boxes):
        if isinstance(box, Rect | Path):
            yield from (each for each in (box.fill, box.stroke) if each)
        elif isinstance(box, Line):
            yield box.colour
        elif isinstance(box, TextBox):
            yield from (run.colour for line in box.lines for run in line.runs)


# ---------------------------------------------------------------- marks


def test_without_options_nothing_is_done():
    pages = laid_out()
    assert finished(pages, Options()) == list(pages)


def test_a_page_grows_by_ten_millimetres_on_each_side_and_is_cut_where_it_ended():
    made = cropped(page())
    assert (made.width, made.height) == (200 + 20 * MM, 300 + 20 * MM)
    assert made.trim == (10 * MM, 10 * MM, 200 + 10 * MM, 300 + 10 * MM)
    assert made.bleed == 3 * MM


def test_two_marks_at_each_corner_three_millimetres_off_the_cut():
    made = cropped(page())
    left, top, right, bottom = made.trim
    assert len(made.boxes) == 8
    upright = [box for box in made.boxes if box.x1 == box.x2]
    lying = [box for box in made.boxes if box.y1 == box.y2]
    assert sorted(box.x1 for box in upright) == [left, left, right, right]
    assert sorted(box.y1 for box in lying) == [top, top, bottom, bottom]
    for low, high, start, end in [
        *((box.y1, box.y2, top, bottom) for box in upright),
        *((box.x1, box.x2, left, right) for box in lying),
    ]:
        assert high == pytest.approx(start - 3 * MM) or low == pytest.approx(end + 3 * MM)
        assert high - low == pytest.approx(5 * MM)
        assert low >= 0


def test_colour_that_reaches_the_edge_goes_three_millimetres_beyond():
    ground, within = Rect(0, 0, 200, 100, "#047C7B"), Rect(20, 20, 50, 50, "#FFFFFF")
    made = cropped(page(ground, within)).boxes
    assert frame(made[0]) == pytest.approx((7 * MM, 7 * MM, 200 + 13 * MM, 100 + 10 * MM))
    assert frame(made[1]) == pytest.approx((20 + 10 * MM, 20 + 10 * MM, 70 + 10 * MM, 70 + 10 * MM))


@pytest.mark.parametrize("crop", [(0.0, 0.0, 1.0, 1.0), (0.2, 0.1, 0.7, 0.9), (0.0, 0.3, 0.9, 1.0)])
@pytest.mark.parametrize("place", [(0, 0, 80, 100), (0, 40, 80, 60), (120, 200, 80, 100), (0, 0, 200, 300)])
def test_a_photo_at_the_edge_shows_more_of_itself_undistorted(place, crop):
    made = cropped(page(Image(*place, "photo", crop))).boxes[0]
    x0, y0, x1, y1 = made.crop
    assert min(made.crop) >= 0
    assert max(made.crop) <= 1 + 1e-12
    before = (place[2] / (crop[2] - crop[0])) / (place[3] / (crop[3] - crop[1]))
    assert (made.width / (x1 - x0)) / (made.height / (y1 - y0)) == pytest.approx(before)
    left, top, right, bottom = frame(made)
    assert (left < 10 * MM) == (place[0] == 0)
    assert (top < 10 * MM) == (place[1] == 0)
    assert (right > 200 + 10 * MM) == (place[0] + place[2] == 200)
    assert (bottom > 300 + 10 * MM) == (place[1] + place[3] == 300)


def test_a_page_with_marks_of_its_own_gets_no_others():
    cards = replace(page(Rect(1, 2, 3, 4, "#000000")), trim=(0.0, 0.0, 200.0, 300.0))
    assert cropped(cards) is cards


@pytest.mark.parametrize("template", ["classique", "magazine", "synthese"])
def test_whatever_is_printed_keeps_its_place_on_the_paper(template):
    for before in laid_out(template):
        after = cropped(before)
        assert after.boxes[-9] is not None
        for one, other in zip(text_boxes(before), text_boxes(after), strict=True):
            assert (other.x - one.x, other.y - one.y) == pytest.approx((10 * MM, 10 * MM))
            assert other.text == one.text
            for a, b in zip(one.lines, other.lines, strict=True):
                assert [run.x + 10 * MM for run in a.runs] == pytest.approx([run.x for run in b.runs])
                assert [run.baseline + 10 * MM for run in a.runs] == pytest.approx(
                    [run.baseline for run in b.runs]
                )


@pytest.mark.parametrize("template", ["classique", "magazine", "synthese"])
def test_nothing_but_marks_lies_beyond_the_bleed(template):
    for made in (cropped(each) for each in laid_out(template)):
        left, top, right, bottom = made.trim
        for box in made.boxes[:-8]:
            x0, y0, x1, y1 = frame(box)
            assert x0 >= left - made.bleed - 0.01
            assert y0 >= top - made.bleed - 0.01
            assert x1 <= right + made.bleed + 0.01
            assert y1 <= bottom + made.bleed + 0.01


@given(st.floats(-500, 500), st.floats(-500, 500))
def test_what_is_moved_there_and_back_is_where_it_was(dx, dy):
    for box in laid_out()[0].boxes[:6]:
        there = moved(moved(box, dx, dy), -dx, -dy)
        assert frame(there) == pytest.approx(frame(box), abs=1e-9)
        assert frame(moved(box, dx, dy)) == pytest.approx(
            tuple(v + d for v, d in zip(frame(box), (dx, dy, dx, dy), strict=True)), abs=1e-9
        )


# ---------------------------------------------------------------- greys


@given(COLOURS)
def test_a_grey_is_what_pillow_makes_of_the_colour(colour):
    dot = Picture.new("RGB", (1, 1), colour).convert("L").getpixel((0, 0))
    assert grey(colour) == f"#{dot:02X}" + f"{dot:02X}" * 2
    assert grey(grey(colour)) == grey(colour)


@pytest.mark.parametrize("template", ["classique", "magazine", "synthese"])
def test_a_grey_page_has_no_colour_left_and_says_the_same(template):
    for before in laid_out(template):
        after = greyed(before)
        found = set(colours(after.boxes))
        assert len(found) > 3
        assert all(each[1:3] == each[3:5] == each[5:7] for each in found)
        assert any(each[1:3] != each[3:5] for each in colours(before.boxes))
        assert [box.text for box in text_boxes(after)] == [box.text for box in text_boxes(before)]
        assert [frame(box) for box in after.boxes] == [frame(box) for box in before.boxes]


def test_pictures_of_a_grey_page_are_shown_grey():
    inner = Group((Image(0, 0, 10, 10, "photo"),), 0, 0, 10, 10)
    made = finished([page(Image(0, 0, 10, 10, "a"), inner)], Options(grey=True))[0]
    assert all(box.grey for box in everything(made.boxes) if isinstance(box, Image))


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGB"), ("PNG", "RGBA")])
def test_a_stored_picture_loses_its_colours_and_nothing_else(kind, mode):
    colour = (200, 40, 90, 128)[: len(mode)]
    out = BytesIO()
    Picture.new(mode, (40, 30), colour).save(out, kind)
    made = Picture.open(BytesIO(without_colours(out.getvalue())))
    assert (made.format, made.mode, made.size) == (kind, mode, (40, 30))
    red, green, blue, *alpha = made.getpixel((20, 15))
    assert red == green == blue
    assert abs(red - 94) <= 2  # 0.299 x 200 + 0.587 x 40 + 0.114 x 90
    assert alpha == list(colour[3:])
    assert without_colours(out.getvalue()) == without_colours(out.getvalue())


def test_the_margin_holds_the_marks():
    assert finishing.MARGIN >= 3 * MM + 5 * MM
