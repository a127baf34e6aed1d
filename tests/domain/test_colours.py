"""Colours of one's own: whatever is asked for, words and marks can be read on paper and on both themes."""

import colorsys
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.examples import examples
from persona_studio.domain.colours import Worn, contrast, luminance, shades, written
from persona_studio.domain.personas import Persona
from persona_studio.paths import resource
from persona_studio.publish.style import ACCENTS, accent, accent_of

COLOURS = st.tuples(*(st.integers(0, 255),) * 3).map(lambda rgb: "#{:02X}{:02X}{:02X}".format(*rgb))


def grounds(theme):
    """Return what charts lie on in a theme."""
    tokens = json.loads(resource("themes", f"{theme}.json").read_text(encoding="utf-8"))["tokens"]
    return [tokens[role] for role in ("surface", "app", "sunken")]


def holds(made):
    on_paper = contrast(made.fill, "#FFFFFF") >= 3 and contrast(made.ink, "#FFFFFF") >= 5.9
    on_tint = contrast(made.ink, made.tint) >= 5.1
    at_night = all(contrast(made.clair, ground) >= 4.5 for ground in grounds("dark"))
    return on_paper and on_tint and at_night


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#0000FF", "#FFFFFF", 8.59)],
)
def test_contrast_is_that_of_wcag(one, other, wanted):
    """Reference values of the definition's own examples."""
    assert contrast(one, other) == pytest.approx(wanted, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_every_hue_can_be_read():
    """A step of three degrees of hue around the circle, pale, full and dark, and the greys."""
    for hue in range(120):
        for lightness in (0.0, 0.08, 0.3, 0.5, 0.7, 0.95, 1.0):
            for saturation in (0.3, 1.0):
                rgb = colorsys.hls_to_rgb(hue / 120, lightness, saturation)
                colour = "#" + "".join(f"{round(255 * part):02X}" for part in rgb)
                assert holds(shades(colour)), colour


@examples(200, deadline=None)
@given(COLOURS)
def test_whatever_is_asked_for_can_be_read(colour):
    made = shades(colour)
    assert holds(made)
    if contrast(colour, "#FFFFFF") >= 3:
        assert made.fill == colour, "a colour that does as it is stays as it is"
    assert luminance(made.tint) > 0.75, "a ground stays a soft ground"


@given(COLOURS)
def test_the_shades_keep_to_their_hue(colour):
    def strongest(made):
        parts = [int(made[i : i + 2], 16) for i in (1, 3, 5)]
        return parts.index(max(parts)), max(parts) - min(parts)

    (channel, spread), made = strongest(colour), shades(colour)
    order = sorted(int(colour[i : i + 2], 16) for i in (1, 3, 5))
    if spread > 120 and order[2] - order[1] > 60:
        assert strongest(made.ink)[0] == channel


def test_a_persona_wears_its_accent_or_its_own_colour():
    persona = Persona(id="p", name="Julie", accent=3)
    assert accent_of(persona) == ACCENTS[2]
    own = Persona(id="p", name="Julie", accent=3, colour="#AA5500")
    assert accent(Worn(3, "#AA5500")) == accent_of(own)
    assert accent_of(own).fill == "#AA5500"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("#5b6e2a", "#5B6E2A"),
        (" 5B6E2A ", "#5B6E2A"),
        ("#f0a", "#FF00AA"),
        ("", ""),
        ("#12345", ""),
        ("rouge", ""),
        ("#GGGGGG", ""),
        ("٠٠٠", ""),
    ],
)
def test_what_is_written_is_read_as_a_colour_or_not_at_all(text, wanted):
    assert written(text) == wanted
