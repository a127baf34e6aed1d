"""Colours of one's own: from any hex colour the four shades that a persona wears, with sure contrast.

Lightness is changed in Oklab (Ottosson 2020), where hue and chroma stay while it moves; contrast is that of
WCAG 2.2: 4.5 for text, 3 for marks, and somewhat more where the eight accents of the design have more.
"""

from collections.abc import Callable
from functools import cache
from math import cbrt, hypot
from typing import NamedTuple

WHITE, NIGHT = "#FFFFFF", "#1B232C"
"""The paper, and the surfaces of the dark theme."""
MARK, TEXT, TEXT_ON_TINT, AT_NIGHT = 3.0, 5.9, 5.1, 4.6
"""Least contrast of ``fill`` and ``ink`` on white, of ``ink`` on ``tint``, of ``clair`` in the dark theme."""
_TINT_LIGHTNESS, _TINT_CHROMA, _CLAIR_LIGHTNESS = 0.945, 0.022, 0.72
_STEP = 0.004
Lab = tuple[float, float, float]


class Worn(NamedTuple):
    """The shape of one of the eight accents, and its colour unless ``colour`` gives another."""

    accent: int
    colour: str = ""


Wears = int | Worn
"""The number of an accent stands for the accent itself."""


class Shades(NamedTuple):
    """One colour as charts (``fill``), words (``ink``), grounds (``tint``) and the dark theme wear it."""

    fill: str
    ink: str
    tint: str
    clair: str


@cache
def shades(colour: str) -> Shades:
    """Return the shades of a colour "#RRGGBB": its own hue, as light or dark as its use asks for."""
    lab = _to_lab(colour)
    tint = _hex(_at(_muted(lab, _TINT_CHROMA), _TINT_LIGHTNESS))
    return Shades(
        fill=_moved(lab, -_STEP, lambda made: contrast(made, WHITE) >= MARK),
        ink=_moved(
            lab,
            -_STEP,
            lambda made: contrast(made, WHITE) >= TEXT and contrast(made, tint) >= TEXT_ON_TINT,
        ),
        tint=tint,
        clair=_moved(
            _at(lab, max(lab[0], _CLAIR_LIGHTNESS)), _STEP, lambda made: contrast(made, NIGHT) >= AT_NIGHT
        ),
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it: 1 (none) to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.2)."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of a colour as amounts of light, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def chroma(colour: str) -> float:
    """Return how far a colour is from grey: 0 to about 0.33 (Oklab)."""
    return hypot(*_to_lab(colour)[1:])


def written(text: str) -> str:
    """Return what somebody wrote as a colour, "#RRGGBB", or "" when it is none: "5b6", "#5B6E2A"…"""
    digits = text.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if len(digits) != 6 or any(c not in "0123456789abcdefABCDEF" for c in digits):
        return ""
    return f"#{digits.upper()}"


def _moved(lab: Lab, step: float, enough: Callable[[str], bool]) -> str:
    """Return the nearest colour, lighter or darker by steps, that is enough; black or white always is."""
    made = _hex(lab)
    while not enough(made) and 0.0 < lab[0] < 1.0:
        lab = _at(lab, min(1.0, max(0.0, lab[0] + step)))
        made = _hex(lab)
    return made


def _at(lab: Lab, lightness: float) -> Lab:
    return lightness, lab[1], lab[2]


def _muted(lab: Lab, most: float) -> Lab:
    chroma = hypot(lab[1], lab[2])
    part = min(1.0, most / chroma) if chroma > 0 else 1.0
    return lab[0], lab[1] * part, lab[2] * part


def _to_lab(colour: str) -> Lab:
    red, green, blue = linear(colour)
    long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _to_linear(lab: Lab) -> tuple[float, float, float]:
    lightness, a, b = lab
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _hex(lab: Lab) -> str:
    """Return a colour of the screen: as much of the chroma as it can show, the lightness unchanged."""
    part = 1.0
    rgb = _to_linear(lab)
    while part > 0 and not all(-1e-4 <= value <= 1.0001 for value in rgb):
        part = max(0.0, part - 0.02)
        rgb = _to_linear((lab[0], lab[1] * part, lab[2] * part))
    return "#" + "".join(f"{round(255 * _coded(min(1.0, max(0.0, value)))):02X}" for value in rgb)


def _coded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
