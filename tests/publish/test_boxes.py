"""Boxes of a page: found by what they show, framed, and where a caret stands in them."""

from itertools import pairwise

import pytest

from persona_studio.publish.boxes import (
    GlyphRun,
    Group,
    Line,
    Page,
    Path,
    Rect,
    Ref,
    TextBox,
    TextLine,
    find,
    frame,
    text_boxes,
)

NAME, QUOTE = Ref("persona", "p", "name"), Ref("persona", "p", "quote")


def text(x: float, y: float, ref: Ref | None) -> TextBox:
    return TextBox(x, y, 50, 10, "", (), ref)


PAGE = Page(
    200,
    100,
    (
        Rect(0, 0, 200, 100, "#FFFFFF"),
        Rect(10, 10, 60, 30, "#FFFFFF", ref=NAME),
        text(10, 10, NAME),
        Group((), 100, 10, 20, 20, ref=QUOTE),
        text(10, 60, None),
    ),
)


def test_find_prefers_text():
    assert find(PAGE, NAME) is PAGE.boxes[2]
    assert find(PAGE, QUOTE) is PAGE.boxes[3]
    assert find(PAGE, Ref("persona", "p", "role")) is None


def test_frames():
    assert frame(Line(10, 20, 30, 20, "#000000", 2)) == (9, 19, 31, 21)
    assert frame(Path((("M", (1, 2)), ("C", (3, 9, 5, 6, 0, 8)), ("Z", ())))) == (0, 2, 5, 9)
    assert frame(Rect(1, 2, 3, 4)) == (1, 2, 4, 6)


def test_text_boxes_come_in_reading_order():
    assert list(text_boxes(PAGE)) == [PAGE.boxes[2], PAGE.boxes[4]]


@pytest.mark.parametrize(
    ("said", "glyphs", "clusters"),
    [("\u200b", (), ()), ("\x00\u200d", (), ()), ("\u200ba", (5,), (1,))],
)
def test_characters_without_glyphs_have_places_for_the_caret(said, glyphs, clusters):
    run = GlyphRun(
        "Inter", 10, "#000000", 3, 8, said, glyphs, (0.0,) * len(glyphs), clusters, 6.0 * len(glyphs)
    )
    line = TextLine(8, 3, run.advance, 0, len(said), (run,))
    box = TextBox(3, 0, 50, 10, said, (line,))
    xs = [box.caret(offset)[0] for offset in range(len(said) + 1)]
    assert xs[0] == box.x
    assert all(left <= right for left, right in pairwise(xs))
    assert box.offset_at(3 + run.advance, 5) in range(len(said) + 1)
