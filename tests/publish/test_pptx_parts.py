"""The parts of slides by themselves: colours of the theme, widths of frames, edges of tables, outlines."""

from colorsys import hls_to_rgb, rgb_to_hls

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from helpers.examples import examples
from persona_studio.domain.colours import shades
from persona_studio.publish.boxes import Group, Line, Page, Path, Rect, frame
from persona_studio.publish.operators import rounded
from persona_studio.publish.pptx.clipping import clipped, extent, outlined, simple
from persona_studio.publish.pptx.colours import SLOTS, Palette, derived
from persona_studio.publish.pptx.fit import EMU, WIDE, fit, slide_size
from persona_studio.publish.pptx.frames import room
from persona_studio.publish.pptx.grid import Extent, edges
from persona_studio.publish.pptx.items import Content, Label, Listed, Table, items
from persona_studio.publish.pptx.xml import attribute, content
from persona_studio.publish.style import ACCENTS, GROUND, INK, TEXT2, TEXT3, WHITE, Accent
from persona_studio.publish.text import Span, Style
from publish.sheets import SUPPLIES

DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
STYLE = Style("Inter-Regular", 9.5, 13.5, INK)
WORDS = "Se fait conseiller, guider et accompagner pour répondre à ses besoins et atteindre ses objectifs."


def channels(colour):
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def shown(xml, theme):
    """Return a colour as a reader of the format makes it: of the theme's, turned, stronger, lighter."""
    node = etree.fromstring(f"<x {DRAWING}>{xml}</x>")[0]
    base = f"#{node.get('val')}" if node.tag.endswith("srgbClr") else theme[node.get("val")]
    hue, light, strong = rgb_to_hls(*(value / 255 for value in channels(base)))
    for change in node:
        kind, value = etree.QName(change).localname, int(change.get("val"))
        if kind == "hueOff":
            hue = (hue + value / 21_600_000) % 1
        elif kind == "satMod":
            strong = min(1.0, strong * value / 100_000)
        elif kind == "lumMod":
            light = light * value / 100_000
        elif kind == "lumOff":
            light = min(1.0, light + value / 100_000)
    return tuple(round(value * 255) for value in hls_to_rgb(hue, light, strong))


def page_in(*colours):
    return Page(100, 100, tuple(Rect(0, 0, 9, 9, colour) for colour in colours))


def theme_of(palette):
    found = etree.fromstring(f"<x {DRAWING}>{palette.theme()}</x>")
    named = {etree.QName(node).localname: f"#{node[0].get('val')}" for node in found}
    return named | {"tx1": named["dk1"], "bg1": named["lt1"], "tx2": named["dk2"], "bg2": named["lt2"]}


# ---------------------------------------------------------------- colours


@pytest.mark.parametrize("accent", ACCENTS, ids=lambda each: each.fill)
def test_each_shade_is_the_theme_colour_changed(accent):
    worn = (accent.fill, accent.ink, accent.tint, accent.clair)
    palette = Palette([page_in(*worn)])
    theme = theme_of(palette)
    for colour in worn:
        assert "schemeClr" in palette.colour(colour)
        assert shown(palette.colour(colour), theme) == pytest.approx(channels(colour), abs=2)


@examples(60)
@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}"))
def test_a_colour_of_ones_own_is_one_of_the_theme(colour):
    own = Accent(*shades(colour))
    palette = Palette([page_in(own.tint)], [own])
    assert theme_of(palette)["accent1"] == own.fill.upper()
    for shade in (own.fill, own.ink, own.tint, own.clair):
        assert shown(palette.colour(shade), theme_of(palette)) == pytest.approx(channels(shade), abs=3)


def test_the_theme_holds_eight_personas_in_the_order_of_the_pages():
    worn = [accent.ink for accent in reversed(ACCENTS)]
    palette = Palette([page_in(*worn)])
    theme = theme_of(palette)
    assert [theme[slot] for slot in SLOTS] == [accent.fill for accent in reversed(ACCENTS)]
    assert list(theme)[:4] == ["dk1", "lt1", "dk2", "lt2"]


@pytest.mark.parametrize("colour", [INK, WHITE, TEXT2, TEXT3, GROUND])
def test_ink_and_paper_are_the_theme_s(colour):
    palette = Palette([page_in(colour)])
    assert "schemeClr" in palette.colour(colour)
    assert shown(palette.colour(colour), theme_of(palette)) == pytest.approx(channels(colour), abs=2)


def test_other_colours_are_told_as_they_are():
    assert Palette([]).colour("#68a9db") == '<a:srgbClr val="68A9DB"/>'
    assert derived("accent1", "#047C7B", "#047C7B") == '<a:schemeClr val="accent1"/>'


# ---------------------------------------------------------------- places


def test_a_page_stands_in_the_middle_of_a_larger_slide():
    page = Page(300, 600, ())
    placed = fit(page, WIDE)
    assert placed.y(600) == round(540 * EMU)
    assert placed.x(0) + placed.x(300) == pytest.approx(960 * EMU, abs=2)
    assert placed.size(10) == round(10 * 540 / 600 * 100)


def test_wide_pages_tell_the_size_of_slides():
    tall, wide = Page(595, 842, ()), Page(1280, 720, ())
    assert slide_size([tall, tall]) == (595, 842)
    assert slide_size([tall, wide]) == (1280, 720)
    assert slide_size([tall, Page(842, 595, ())]) == WIDE
    assert slide_size([]) == WIDE


@examples(60)
@given(st.floats(40, 400), st.integers(1, 4))
def test_a_frame_is_as_wide_as_keeps_its_lines(width, times):
    box = SUPPLIES.compositor.set((Span(WORDS * times, STYLE),), width).box(0, 0)
    suits = room([box])
    chosen = suits.width(width)
    again = SUPPLIES.compositor.set((Span(WORDS * times, STYLE),), chosen)
    assert suits.least <= chosen + 0.01
    if len(box.lines) > 1:
        assert chosen <= suits.most
    # What is wider than a line by itself is broken anywhere, and then as another program likes.
    if all(box.text[line.end : line.end + 1] in {" ", "", "’", "-"} for line in box.lines):
        assert [(a.start, a.end) for a in again.lines] == [(b.start, b.end) for b in box.lines]


def test_columns_meet_before_what_begins_and_close_to_grounds():
    plain = {0: Extent(0, 40, firm=False), 1: Extent(60, 100, firm=False)}
    assert edges(plain, 1.0) == [0, 59, 101]
    assert edges(plain, None) == [0, 50, 100]
    grounds = {0: Extent(0, 55, firm=False), 1: Extent(60, 100, firm=True), 2: Extent(102, 140, firm=True)}
    assert edges(grounds, 1.0) == [0, 59.1, 101, 140]
    assert edges({1: Extent(10, 20, firm=False)}, 1.0) == [10, 10, 21]


# ---------------------------------------------------------------- what boxes are


def line(text, x, y, **more):
    return SUPPLIES.compositor.line(Span(text, STYLE)).box(x, y, **more)


def mark(x, y, sign="●"):
    return Group((Rect(x, y, 4, 4, INK),), x, y, 7, 7, None, None, "label", "Donnée", sign)


def test_words_beside_one_another_become_one_line():
    first = line("Julie,", 10, 10, role="h1")
    second = line("la pragmatique", first.x + first.width + 2, 10, role="h1")
    far = line("31 %", 200, 10, role="h1")
    (one, other) = [getattr(item, "box", item) for item in items([first, second, far])]
    assert (one.text, other.text) == ("Julie, la pragmatique", "31 %")


def test_entries_go_on_a_list_until_something_stands_between():
    boxes = []
    for i in range(4):
        boxes += [mark(10, 20 * i), line(f"ligne {i}", 20, 20 * i, role="li")]
        boxes += [Rect(0, 0, 1, 1, INK)] if i == 1 else []
    found = [item for item in items(boxes) if isinstance(item, Listed)]
    assert [[entry.box.text for entry in each.entries] for each in found] == [
        ["ligne 0", "ligne 1"],
        ["ligne 2", "ligne 3"],
    ]


def test_only_a_snug_ground_is_a_label():
    words = line("Persona", 20, 20)
    snug = Rect(14, 17, words.width + 12, 18, INK, radius=9)
    assert isinstance(items([snug, words])[0], Label)
    for other in (Rect(14, 17, 400, 18, INK, radius=9), Rect(14, 17, words.width + 12, 18, INK)):
        assert items([other, words]) == [other, words]


def test_tables_are_not_made_of_what_stands_in_none():
    assert not any(isinstance(item, Table) for item in items([line("a", 0, 0)]))
    assert Content().entries == []


# ---------------------------------------------------------------- outlines


@examples(40)
@given(st.floats(-30, 90), st.floats(-30, 90), st.floats(5, 120), st.floats(0, 60))
def test_what_is_cut_stays_within_its_frame(x, y, side, radius):
    clip = Rect(10, 10, 60, 50, radius=radius)
    drawn = Path(rounded(Rect(x, y, side, side, radius=side / 2)), "#112233", "#445566", 2.0)
    parts = clipped(Group((drawn,), 10, 10, 60, 50, clip))
    for part in parts:
        left, top, right, bottom = extent(part)
        assert min(left, top) >= 9.95
        assert right <= 70.05
        assert bottom <= 60.05


def test_a_shape_within_its_frame_is_left_as_it_is():
    drawn = Path(rounded(Rect(30, 30, 10, 10, radius=5)), "#112233")
    assert clipped(Group((drawn,), 0, 0, 70, 70, Rect(0, 0, 70, 70, radius=10))) == (drawn,)


@pytest.mark.parametrize(
    "drawn",
    [
        Rect(0, 0, 40, 40, "#112233", "#445566", 4.0),
        Line(0, 30, 100, 30, "#112233", 4.0),
        Path((("M", (0, 0)), ("C", (30, 0, 30, 60, 0, 60))), None, "#112233", 4.0),
        Group((Rect(0, 0, 40, 40, "#112233"),), 0, 0, 40, 40),
    ],
    ids=["rectangle", "line", "curve", "group"],
)
def test_whatever_is_drawn_is_cut(drawn):
    parts = clipped(Group((drawn,), 0, 0, 100, 100, Rect(10, 10, 20, 25, radius=3)))
    assert parts
    for part in [each for one in parts for each in (one.boxes if isinstance(one, Group) else (one,))]:
        assert isinstance(part, Path)
        assert part.fill in {"#112233", "#445566"}
        left, top, right, bottom = extent(part)
        assert min(left, top) >= 9.95
        assert right <= 30.05
        assert bottom <= 35.05


def test_parts_drawn_twice_are_filled_once():
    twice = Path((*rounded(Rect(0, 0, 10, 10)), *rounded(Rect(5, 0, 10, 10))), "#112233")
    assert outlined(Path(simple(twice))).area == pytest.approx(150, abs=0.1)
    ring = Path((*rounded(Rect(0, 0, 10, 10)), *rounded(Rect(2, 2, 6, 6))), "#112233", even_odd=True)
    assert simple(ring) is ring.commands
    assert frame(Path(simple(twice))) == pytest.approx((0, 0, 15, 10))


# ---------------------------------------------------------------- texts in XML


@examples(60)
@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_is_content_and_attribute(text):
    node = etree.fromstring(f"<a b={attribute(text)}>{content(text)}</a>".encode("utf-8", "strict"))
    legal = "".join(c for c in text if ord(c) >= 32 or c in "\t\n\r")
    legal = "".join(c for c in legal if not 0xD800 <= ord(c) < 0xE000 and ord(c) not in {0xFFFE, 0xFFFF})
    assert (node.text or "") == legal.replace("\r\n", "\n").replace("\r", "\n")
