"""How far apart colours look, beside the published pairs and another implementation."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from skimage.color import deltaE_ciede2000, rgb2lab

from persona_studio.domain.vision import ALIKE, alike, ciede2000, distance, lab
from persona_studio.publish.style import ACCENTS

SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0009), 7.1792),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((50.0, 2.5, 0.0), (58.0, 24.0, 15.0), 19.4535),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""From table 1 of Sharma, Wu and Dalal (2005)."""
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@pytest.mark.parametrize(("one", "other", "apart"), SHARMA)
def test_published_pairs(one, other, apart):
    assert ciede2000(one, other) == pytest.approx(apart, abs=6e-5)
    assert ciede2000(other, one) == pytest.approx(apart, abs=6e-5)


@given(COLOURS, COLOURS)
def test_colours_of_the_screen_as_another_library_tells_them(one, other):
    known = [rgb2lab(np.array([int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)])) for c in (one, other)]
    assert lab(one) == pytest.approx(tuple(known[0]), abs=0.05)
    assert ciede2000(lab(one), lab(other)) == pytest.approx(float(deltaE_ciede2000(*known)), abs=0.06)


@given(COLOURS, COLOURS)
def test_no_pair_looks_further_apart_to_those_who_see_fewer_colours(one, other):
    assert 0 <= distance(one, other) <= ciede2000(lab(one), lab(other)) + 1e-9
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-9)
    assert distance(one, one) == 0


def test_our_accents_are_told_apart_by_all():
    fills = [accent.fill for accent in ACCENTS]
    assert alike(fills) == []
    assert min(distance(*pair) for pair in combinations(fills, 2)) == pytest.approx(12.4, abs=0.7)


def test_red_and_green_of_one_lightness_are_told():
    red, green, blue = "#B4582E", "#7A7412", "#1668A6"
    assert ciede2000(lab(red), lab(green)) > 2 * ALIKE  # far apart to usual eyes
    assert alike([red, blue, green]) == [(0, 2)]
