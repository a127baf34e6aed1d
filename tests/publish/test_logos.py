"""Logos: what comes in is anything at all; what goes out is plain outlines or pixels, and prints."""

import random
import re
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from helpers.examples import examples
from persona_studio import paths
from persona_studio.domain.brand import Logo
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Page, Rect
from persona_studio.publish.drawing import Drawings, logo_shapes
from persona_studio.publish.logos import css, outlines
from persona_studio.publish.logos.safe_xml import Element
from persona_studio.publish.logos.taking import MOST_PIXELS, WIDE, safe_logo
from persona_studio.publish.logos.tracing import MOST_READ
from persona_studio.publish.pictures import header, picture_id
from persona_studio.publish.png import pictures as painted

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
BELVOIR = paths.resource("samples", "belvoir.svg")
OURS = re.compile(
    rb'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 [\d.]+ [\d.]+">\n'
    rb'(<path fill="#[0-9A-F]{6}"( fill-rule="evenodd")? d="[MLCZ\d. -]+"/>\n)+</svg>\n'
)


def drawing(body, head=OPEN):
    return f"{head}{body}</svg>".encode()


def taken(body, head=OPEN):
    return safe_logo(drawing(body, head), "logo.svg")


def stored(made):
    return Logo(picture=picture_id(made.data), kind=made.kind, width=made.width, height=made.height)


def shapes(made):
    return logo_shapes(stored(made), made.data)


def looks(made, width=400):
    """Return a logo as it prints, ``width`` pixels wide."""
    logo = stored(made)
    frame = Rect(0, 0, 100, 100 * made.height / made.width)
    drawings = Drawings({logo.picture: made.data}.get)
    page = Page(frame.width, frame.height, (drawings.logo(logo, frame, alt="logo"),))
    (picture,) = painted([page], 72 * width / 100, None, {logo.picture: made.data}.get)
    return picture


def at(picture, x, y):
    return picture.getpixel((round(x * (picture.width - 1)), round(y * (picture.height - 1))))


# ---------------------------------------------------------------- what is drawn


def test_what_is_stored_is_nothing_but_filled_outlines():
    made = safe_logo(BELVOIR)
    assert OURS.fullmatch(made.data)
    assert (made.kind, made.width) == ("svg", WIDE)
    assert [shape.fill for shape in shapes(made)] == ["#17202B", "#C07E13"]
    assert made.colours == ("#C07E13",)  # ink is no colour that makes anybody known
    assert made.told == ()


def test_basic_shapes_cover_what_they_should():
    made = taken(
        '<rect x="0" y="0" width="50" height="50" fill="red"/>'
        '<circle cx="75" cy="25" r="25" fill="#00f"/>'
        '<polygon points="0,0 10,0 0,10" fill="lime"/>'
    )
    picture = looks(made)
    assert at(picture, 0.25, 0.5) == (255, 0, 0)
    assert at(picture, 0.75, 0.5) == (0, 0, 255)
    assert at(picture, 0.02, 0.03) == (0, 255, 0)
    assert at(picture, 0.99, 0.02) == (255, 255, 255)


def test_a_stroke_is_as_wide_as_it_says_whatever_the_scale():
    made = taken(
        '<g transform="scale(2)"><path d="M0 10H50" stroke="#123456" stroke-width="4" fill="none"/></g>'
    )
    assert made.height / made.width == pytest.approx(8 / 100, rel=1e-3)
    assert at(looks(made), 0.5, 0.5) == (0x12, 0x34, 0x56)


def test_style_sheets_styles_and_inheritance_are_followed():
    made = taken(
        "<style>/* brand */ .a, .b { fill: #0A7F3C } #last { fill: teal; }"
        "@media (prefers-color-scheme: dark) { .a { fill: #fff } .b { fill: #fff } }"
        "rect.b{fill:rgb(200, 16, 46)}</style>"
        '<g fill="orange"><rect class="a" width="20" height="50"/>'
        '<rect class="b" x="20" width="20" height="50"/>'
        '<rect x="40" width="20" height="50"/><rect id="last" class="a" x="60" width="20" height="50"/>'
        '<rect class="a" style="fill:#222222" x="80" width="20" height="50"/></g>'
    )
    fills = [shape.fill for shape in shapes(made)]
    assert fills == ["#0A7F3C", "#C8102E", "#FFA500", "#008080", "#222222"]


def test_a_used_drawing_stands_where_it_is_used():
    made = taken(
        '<defs><rect id="a" width="10" height="50" fill="red"/></defs>'
        '<symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10" fill="blue"/></symbol>'
        '<use href="#a"/><use xlink:href="#a" x="90"/><use href="#s" x="40" width="20" height="20"/>'
    )
    picture = looks(made)
    assert [at(picture, x, 0.2) for x in (0.05, 0.5, 0.95)] == [(255, 0, 0), (0, 0, 255), (255, 0, 0)]
    assert at(picture, 0.5, 0.9) == (255, 255, 255)


def test_a_drawing_is_cut_where_it_says():
    made = taken(
        '<clipPath id="c"><rect x="0" y="0" width="50" height="50"/></clipPath>'
        '<g clip-path="url(#c)"><rect width="100" height="50" fill="red"/></g>'
        '<rect x="90" width="10" height="50" fill="blue"/>'
    )
    picture = looks(made)
    assert at(picture, 0.4, 0.5) == (255, 0, 0)
    assert at(picture, 0.7, 0.5) == (255, 255, 255)
    assert at(picture, 0.97, 0.5) == (0, 0, 255)


def test_a_hole_stays_a_hole():
    path = "M0 0H100V50H0Z M30 10H70V40H30Z"
    picture = looks(taken(f'<path fill-rule="evenodd" fill="red" d="{path}"/>'))
    assert at(picture, 0.5, 0.5) == (255, 255, 255)
    assert at(picture, 0.1, 0.5) == (255, 0, 0)


def test_what_is_simplified_is_told():
    stops = '<stop stop-color="#FF0000"/><stop offset="1" stop-color="#0000FF"/>'
    shading = f'<linearGradient id="g">{stops}</linearGradient>'
    made = taken(f'{shading}<rect width="50" height="50" fill="url(#g)"/>')
    assert (made.told, shapes(made)[0].fill) == (("shaded",), "#800080")
    made = taken('<rect width="50" height="50" fill="#000000" opacity="0.5"/>')
    assert (made.told, shapes(made)[0].fill) == (("seen_through",), "#808080")
    made = taken('<rect width="50" height="50" filter="url(#f)"/>')
    assert made.told == ("effects",)
    made = taken('<path d="M0 0H50" stroke="red" stroke-width="3" stroke-dasharray="4 2"/>')
    assert made.told == ("dashes",)


def test_empty_borders_and_white_paper_do_not_make_a_logo_small():
    made = taken(
        '<rect width="100" height="50" fill="#fff"/><rect x="40" y="20" width="20" height="10" fill="red"/>'
    )
    assert (made.width, made.height) == (1000, 500)
    assert at(looks(made), 0.02, 0.02) == (255, 0, 0)


def test_a_logo_made_here_comes_out_as_it_is():
    for made in (safe_logo(BELVOIR), taken('<ellipse cx="33" cy="21" rx="31.7" ry="11.3" stroke="red"/>')):
        again = safe_logo(made.data, "again")
        assert (again.data, again.width, again.height) == (made.data, made.width, made.height)


# ---------------------------------------------------------------- what is refused, and what does no harm

BOMB = "".join(f'<!ENTITY e{i} "{10 * f"&e{i - 1};"}">' for i in range(1, 12))
NESTED = "".join("<g id='u{}'>{}</g>".format(i, 9 * f"<use href='#u{i - 1}'/>") for i in range(1, 12))
LONG, LONG_CLIP = "M0 0" + 60_000 * "L1 2L3 4", "M0 0" + 4000 * "L1 49L99 1"
REFUSED = {
    "logo_entities": [
        f'<!DOCTYPE svg [<!ENTITY e0 "ha">{BOMB}]>{OPEN}<desc>&e11;</desc></svg>',
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{OPEN}<desc>&x;</desc></svg>',
        f'<!DOCTYPE svg [<!ENTITY % p SYSTEM "http://example.org/p.dtd"> %p;]>{OPEN}</svg>',
    ],
    "logo_text": [f"{OPEN}<text>Belvoir</text></svg>", f"{OPEN}<g><foreignObject/></g></svg>"],
    "logo_picture_inside": [f'{OPEN}<image href="http://example.org/x.png" width="9" height="9"/></svg>'],
    "logo_empty": [
        f"{OPEN}</svg>",
        f'{OPEN}<rect width="50" height="50" fill="none"/></svg>',
        f'{OPEN}<g display="none"><rect width="50" height="50"/></g></svg>',
        f'{OPEN}<clipPath id="c"/><rect width="50" height="50" clip-path="url(#c)"/></svg>',
        f'{OPEN}<linearGradient id="g" href="#g"/><rect fill="url(#g)" width="5" height="5"/></svg>',
        f'{OPEN}<rect x="500" y="500" width="50" height="50"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1.2.3 4">\n</svg>',
    ],
    "logo_broken": [
        f"{OPEN}<rect",
        f'{OPEN}<path d="M0 0L1e999 5L5 5z"/></svg>',
        f'{OPEN}<path d="M 1"/></svg>',
        f'<?xml version="1.0" encoding="no-such"?>{OPEN}</svg>',
        f"{OPEN}&nothing;</svg>",
        "<!-- <svg -->",
        "BM",
        OPEN + 8 * '<g transform="scale(1e5)">' + '<rect width="9" height="9"/>' + 8 * "</g>" + "</svg>",
        f'{OPEN}<svg viewBox="0 0 1e-300 1e-300"><rect width="9" height="9"/></svg></svg>',
    ],
    "logo_too_complex": [
        OPEN + 3000 * "<g>" + 3000 * "</g>" + "</svg>",
        OPEN + 30_000 * "<g/>" + "</svg>",
        f'{OPEN}<path d="{LONG}"/></svg>',
        f'{OPEN}<g id="u0"><rect width="1" height="1"/></g>{NESTED}</svg>',
        f'{OPEN}<clipPath id="c"><path d="{LONG_CLIP}"/></clipPath>'
        + 900 * '<rect width="99" height="50" clip-path="url(#c)"/>'
        + "</svg>",
    ],
    "logo_not_one": ["<html><svg/></html>", "", "no logo at all", "%PDF-1.7 <svg"],
}


@pytest.mark.parametrize(("code", "data"), [(code, one) for code, all_ in REFUSED.items() for one in all_])
def test_what_is_no_logo_or_too_much_is_refused(code, data):
    with pytest.raises(UserError) as refused:
        safe_logo(data.encode(), "logo.svg")
    assert refused.value.code == code
    assert refused.value.params["file"] == "logo.svg"


@pytest.mark.parametrize(
    "body",
    [
        '<script>fetch("http://example.org")</script>',
        '<style>@import url("http://a.org/x"); rect { background: url(http://a.org/) }</style>',
        '<use href="http://example.org/x.svg#a"/><use href="file:///etc/passwd#a"/>',
        '<a href="javascript:alert(1)"><g onload="alert(1)" onclick="alert(2)"/></a>',
        '<g id="a"><use href="#a"/></g><use href="#a"/>',
        '<clipPath id="c"><rect width="9" height="9" clip-path="url(#c)"/></clipPath>',
        '<switch><foreignObject requiredExtensions="x"/><g><rect width="3" height="3"/></g></switch>',
        '<metadata><rdf:RDF><text>me</text></rdf:RDF></metadata><sodipodi:view a="1"/>',
    ],
)
def test_nothing_but_outlines_comes_through(body):
    made = taken(f'{body}<rect width="100" height="50" onclick="alert(1)" fill="#112233"/>')
    assert OURS.fullmatch(made.data)
    assert [shape.fill for shape in shapes(made)][-1] == "#112233"
    assert b"http" not in made.data.removeprefix(b'<svg xmlns="http://www.w3.org/2000/svg"')


LONG_TEXTS = {
    "comments": 400_000 * "/*",
    "cases": 900_000 * "@",
    "selectors": 400_000 * "a,",
    "braces": 400_000 * "{}",
    "letters": 900_000 * "a",
}


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS)
@pytest.mark.timeout(60)
def test_no_style_sheet_takes_long(text):
    assert taken(f'<style>{text}</style><rect width="100" height="50" fill="red"/>').colours == ("#FF0000",)


@pytest.mark.parametrize("data", ["M0 0a" + 900_000 * "0", "M0 0L" + 900_000 * "1", 900_000 * "M"])
@pytest.mark.timeout(60)
def test_no_path_takes_long(data):
    assert _made_or_refused(drawing(f'<path d="{data}"/>'))


STOPS = "".join(f'<stop offset="{i / 3000}" stop-color="#{i % 256:02x}2020"/>' for i in range(3001))
CHAIN = "".join(f'<linearGradient id="g{i}" href="#g{i + 1}"/>' for i in range(1500))


@pytest.mark.timeout(60)
def test_shapes_of_one_shading_have_its_mean_at_no_more_than_its_price():
    ends = f'<linearGradient id="g1500"><stop stop-color="red"/>{STOPS}</linearGradient>'
    shaded = "".join(f'<rect x="{i % 100}" width="1" height="50" fill="url(#g{i})"/>' for i in range(1500))
    made = taken(CHAIN + ends + shaded)
    assert len({shape.fill for shape in shapes(made)}) == 1
    assert made.told == ("shaded",)


def test_what_cannot_be_a_view_box_is_none():
    plain = '<rect x="10" width="20" height="10" fill="red"/>'
    for box in ("0 0 1e999 1e999", "0 0 -1 5", "0 0 1.2.3 4"):
        assert taken(f'<svg viewBox="{box}">{plain}</svg>').data == taken(plain).data


EVERY, OUTLINE = 2000 * "*," + "*", "M0 0" + 7000 * "L1 2"
COSTLY = {
    "names that say nothing": f"<style>{EVERY}{{{''.join(f'a{i}:b;' for i in range(20_000))}}}</style>"
    + 200 * '<rect width="5" height="5" fill="red"/>',
    "rules for each element": f"<style>{EVERY}{{fill:red;opacity:1}}</style>"
    + 3900 * '<rect width="5" height="5"/>',
    "rules for each stop": f"<style>{2000 * 'stop,'}stop{{opacity:1}}</style><linearGradient id='g'>"
    f"{STOPS}</linearGradient><rect fill='url(#g)' width='5' height='5'/>",
    "outlines that do not show": f'<path id="p" fill="none" d="{OUTLINE}"/>' + 3900 * '<use href="#p"/>',
}


@pytest.mark.parametrize("body", COSTLY.values(), ids=COSTLY)
@pytest.mark.timeout(60)
def test_no_drawing_takes_long(body):
    assert _made_or_refused(drawing(body))


REPEATED = {
    "steps": f'transform="{5000 * "rotate(1)"}"',
    "classes": f'class="{15_000 * "c1 "}"',
    "style": f'style="{10_000 * "a:b;"}"',
}


@pytest.mark.parametrize("said", REPEATED.values(), ids=REPEATED)
def test_what_is_said_once_is_not_read_without_end(said, monkeypatch):
    read = []
    styled, transform = css.styled, outlines.transform

    def counted(element, *others):
        read.append(sum(map(len, element.attributes.values())))
        return styled(element, *others)

    monkeypatch.setattr(css, "styled", counted)
    monkeypatch.setattr(outlines, "transform", lambda text: read.append(len(text)) or transform(text[:900]))
    uses = 3900 * '<use href="#p"/>'
    with pytest.raises(UserError) as refused:
        taken(f'<defs><rect id="p" width="5" height="5" {said}/></defs>{uses}')
    assert refused.value.code == "logo_too_complex"
    assert sum(read) <= 2 * MOST_READ


def test_an_endless_value_is_not_passed_on():
    style = css.styled(Element("g", {"stroke-width": 9000 * "1", "fill": "red"}), dict(css.INHERITED), ())
    assert (style["stroke-width"], style["fill"]) == ("1", "red")


def test_strokes_end_when_they_are_more_than_a_logo_holds(monkeypatch):
    made, stroked = [], outlines.stroked
    monkeypatch.setattr(outlines, "stroked", lambda *said: made.append(1) or stroked(*said))
    line = f'<path id="p" fill="none" stroke="red" stroke-linejoin="round" d="M0 0{3000 * "L9 9L20 5"}"/>'
    with pytest.raises(UserError) as refused:
        taken(line + 50 * '<use href="#p"/>')
    assert refused.value.code == "logo_too_complex"
    assert len(made) <= 3


@pytest.mark.parametrize(
    "body",
    [
        '<rect width="50" height="50" fill="red" stroke="blue" stroke-width="1e5"/>',
        '<path fill="red" fill-rule="evenodd" d="M-9e4 -9e4H9e4V9e4H-9e4zM10 10H30V30H10z"/>',
        '<circle cx="50" cy="25" r="90000" fill="red"/>',
    ],
)
def test_what_reaches_far_beyond_its_page_is_stored_as_it_can_be_drawn(body):
    made = taken(body)
    assert shapes(made)
    assert safe_logo(made.data, "again").data == made.data
    corner = at(looks(made), 0.02, 0.02)
    assert corner == ((0, 0, 255) if "blue" in body else (255, 0, 0))


def test_more_outlines_than_can_be_drawn_are_refused():
    with pytest.raises(UserError) as refused:
        taken(2001 * '<path d="M0 0H9" stroke="red"/>')
    assert refused.value.code == "logo_too_complex"


TOKENS = st.sampled_from(
    [
        *(
            "<svg",
            "<g",
            "<rect",
            "<path",
            "<use",
            "</g>",
            "/>",
            ">",
            "</svg>",
            "<clipPath",
            "<!--",
            "-->",
            "<![CDATA[",
        ),
        *(
            ' d="M0 0',
            ' d="',
            '"',
            " L1 2",
            " A1 1 0 0 1 9",
            " C1",
            "e9",
            "-",
            ".",
            "1e308",
            "NaN",
            " width=",
            "#a",
        ),
        *(
            ' transform="rotate(',
            "matrix(0 0 0 0 0 0)",
            ' fill="url(#a)',
            ' viewBox="0 0 0 0"',
            ' id="a"',
            "&lt;",
            "é",
        ),
    ]
)


@examples(150, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join))
def test_whatever_is_written_is_a_logo_or_an_error_in_words(body):
    assert _made_or_refused(drawing(body))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_damaged_drawing_is_a_logo_or_an_error_in_words(chance):
    data = bytearray(BELVOIR.read_bytes())
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert _made_or_refused(bytes(data))


def _made_or_refused(data):
    """Tell whether a file became a logo that can be drawn, or was refused in words about logos."""
    try:
        return bool(shapes(safe_logo(data, "x")))
    except UserError as error:
        return error.code.startswith("logo_")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-90, 190), min_size=6, max_size=6))
def test_a_transform_moves_points_as_its_matrix_says(values):
    a, b, c, d, e, f = values
    made = outlines.transform(f"matrix({a} {b} {c} {d} {e} {f})")
    x, y = made.transformPoint((3.0, 5.0))
    assert (x, y) == pytest.approx((3 * a + 5 * c + e, 3 * b + 5 * d + f), abs=1e-6)


# ---------------------------------------------------------------- pixels


def pixels(mode, size=(400, 160), kind="PNG", **named):
    picture = Image.new(mode, size, (255, 255, 255, 0) if mode == "RGBA" else "white")
    ImageDraw.Draw(picture).ellipse((100, 40, 300, 120), fill="#0A7F3C")
    out = BytesIO()
    picture.save(out, kind, **named)
    return out.getvalue()


def test_alpha_is_kept_and_empty_borders_go():
    made = safe_logo(pixels("RGBA"), "logo.png")
    assert (made.kind, made.width, made.height) == ("png", 201, 81)
    assert header(made.data).alpha
    assert made.colours == ("#0A7F3C",)
    assert at(looks(made), 0.5, 0.5) == (0x0A, 0x7F, 0x3C)
    assert at(looks(made), 0.01, 0.01) == (255, 255, 255)


def test_a_photo_of_a_logo_becomes_one_too():
    made = safe_logo(pixels("RGB", kind="JPEG", quality=95), "logo.jpg")
    assert made.kind == "png"
    assert not header(made.data).alpha
    assert made.width == pytest.approx(201, abs=6)


def test_a_large_logo_is_made_small():
    made = safe_logo(pixels("RGBA", (4000, 1600)), "logo.png")
    assert max(made.width, made.height) <= MOST_PIXELS


def test_pixels_beyond_what_a_logo_needs_are_refused():
    def chunk(kind, data):
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    def bomb(side):
        head = chunk(b"IHDR", side.to_bytes(4) * 2 + b"\x08\x06\x00\x00\x00")
        return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")

    for side in (7000, 100_000):
        with pytest.raises(UserError) as refused:
            safe_logo(bomb(side), "bomb.png")
        assert refused.value.code == "logo_too_large"
    for data, code in (
        (bomb(100), "logo_broken"),
        (pixels("RGBA")[:600], "logo_broken"),
        (b"GIF89a", "logo_broken"),
    ):
        with pytest.raises(UserError) as refused:
            safe_logo(data, "x.png")
        assert refused.value.code == code
    out = BytesIO()
    Image.new("RGBA", (200, 100)).save(out, "PNG")
    with pytest.raises(UserError) as refused:
        safe_logo(out.getvalue(), "x.png")
    assert refused.value.code == "logo_empty"


# ---------------------------------------------------------------- what is stored may be tampered with


def test_a_stored_logo_that_is_not_as_it_was_is_no_logo():
    made, logo = safe_logo(BELVOIR), stored(safe_logo(BELVOIR))
    assert logo_shapes(logo, made.data)
    assert logo_shapes(logo, None) is None
    assert logo_shapes(logo, made.data.replace(b"#C07E13", b"#C07E14")) is None
    for body in (
        b'<path fill="url(#a)" d="M0 0L1 1Z"/>',
        b'<path fill="#112233" d="M0 0L9e99 1Z"/>',
        b'<path fill="#112233" d="M0 0C1Z"/>',
        b'<path fill="#112233"/>',
        b"\xff\xfe",
        b"",
    ):
        data = b'<svg viewBox="0 0 10 10">' + body + b"</svg>"
        found = Logo(picture=picture_id(data), kind="svg", width=10.0, height=10.0)
        assert logo_shapes(found, data) is None


def test_stored_pixels_that_cannot_be_decoded_are_no_logo():
    made = safe_logo(pixels("RGBA"), "x")
    assert logo_shapes(stored(made), made.data) == ()
    chance = random.Random(5)
    for _ in range(60):
        data = bytearray(made.data)
        for _ in range(3):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        found = Logo(picture=picture_id(bytes(data)), kind="png", width=made.width, height=made.height)
        if logo_shapes(found, bytes(data)) is not None:
            page = Page(50, 50, (Drawings(lambda _: bytes(data)).logo(found, Rect(0, 0, 50, 20), alt="x"),))  # noqa: B023
            painted([page], 72, None, lambda _: bytes(data))  # noqa: B023
