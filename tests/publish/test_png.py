"""Pictures of pages, looked at point by point."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from persona_studio.publish.fonts import FontBook
from persona_studio.publish.layout import Sheet
from persona_studio.publish.png import pictures, png_pages

FONTS = FontBook()
DPI = 150


@pytest.fixture(scope="module")
def seen(julies: Sheet) -> Image.Image:
    return pictures(julies.pages, DPI, FONTS)[0]


def colour(image: Image.Image, x: float, y: float) -> tuple[int, ...]:
    """Return the colour at a place in millimetres."""
    return image.getpixel((round(x / 25.4 * DPI), round(y / 25.4 * DPI)))


def test_a_page_has_the_size_of_the_paper(seen):
    assert seen.size in {(1240, 1754), (1241, 1754), (1241, 1755)}
    assert seen.mode == "RGB"


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (69.5, 17.5, (0x04, 0x6A, 0x69)),
        (125, 17.5, (0x04, 0x7C, 0x7B)),
        (140, 17.5, (0xDD, 0xE2, 0xE7)),
        (18, 30, (0xE1, 0xF0, 0xEF)),
        (30, 68, (0x59, 0xC1, 0xBC)),
        (68.35, 60, (0x04, 0x7C, 0x7B)),
        (17.17, 113.68, (0x04, 0x7C, 0x7B)),
        (16.3, 15.3, (255, 255, 255)),
        (5, 5, (255, 255, 255)),
        (100, 260, (255, 255, 255)),
    ],
)
def test_colours_stand_where_the_mock_up_has_them(seen, x, y, expected):
    assert colour(seen, x, y) == expected


def test_nothing_is_painted_within_ten_millimetres_of_the_edge(seen):
    ink = np.asarray(seen).min(axis=2) < 250
    edge = round(10 / 25.4 * DPI)
    inside = np.zeros_like(ink)
    inside[edge:-edge, edge:-edge] = True
    assert not (ink & ~inside).any()


def test_a_file_tells_its_size_on_paper(julies):
    (data,) = png_pages(julies.pages, 72, FONTS)
    with Image.open(BytesIO(data)) as image:
        assert image.format == "PNG"
        assert image.size in {(595, 842), (596, 842)}
        assert image.info["dpi"] == pytest.approx((72, 72), abs=0.1)
