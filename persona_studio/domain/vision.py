"""How far apart two colours look, to all of us: also to those who do not see red, green or blue.

Distances are CIEDE2000 (Sharma, Wu and Dalal 2005) between colours of the screen (sRGB, D65). The three
kinds of colour blindness are simulated in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
"""

from collections.abc import Sequence
from functools import cache
from math import atan2, cbrt, cos, degrees, exp, hypot, radians, sin, sqrt

from persona_studio.domain.colours import linear

ALIKE = 10.0
"""Distance below which marks on a page are hard to tell apart; our own accents keep 12.4 at the least."""
Three = tuple[float, float, float]
_VISIONS: tuple[tuple[Three, Three, Three], ...] = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
"""Usual sight, protanopia, deuteranopia, tritanopia."""
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_D65 = (0.95047, 1.0, 1.08883)


def distance(one: str, other: str) -> float:
    """Return how far apart two colours "#RRGGBB" look to whoever tells them apart least."""
    return min(ciede2000(a, b) for a, b in zip(_labs(one), _labs(other), strict=True))


def alike(colours: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the pairs that somebody may take for one another."""
    pairs = [(i, j) for i in range(len(colours)) for j in range(i + 1, len(colours))]
    return [(i, j) for i, j in pairs if distance(colours[i], colours[j]) < ALIKE]


def lab(colour: str) -> Three:
    """Return a colour in CIE L*a*b*."""
    return _labs(colour)[0]


@cache
def _labs(colour: str) -> tuple[Three, ...]:
    light = linear(colour)
    return tuple(_lab(_seen(vision, light)) for vision in _VISIONS)


def _seen(vision: tuple[Three, Three, Three], light: Three) -> Three:
    red, green, blue = (min(1.0, max(0.0, value)) for value in _times(vision, light))
    return red, green, blue


def _lab(light: Three) -> Three:
    x, y, z = (_bent(value / white) for value, white in zip(_times(_XYZ, light), _D65, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(value: float) -> float:
    return cbrt(value) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116


def _times(rows: tuple[Three, Three, Three], vector: Three) -> Three:
    x, y, z = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in rows)
    return x, y, z


def ciede2000(one: Three, other: Three) -> float:
    """Return the difference of two colours in CIE L*a*b*."""
    mean = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    grey = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    (light, chroma, hue), (light_, chroma_, hue_) = (_polar(colour, grey) for colour in (one, other))
    turn = _turn(hue_ - hue) if chroma * chroma_ else 0.0
    by_hue = 2 * sqrt(chroma * chroma_) * sin(radians(turn / 2))
    lightness, strength = (light + light_) / 2, (chroma + chroma_) / 2
    middle = _middle(hue, hue_) if chroma * chroma_ else hue + hue_
    t = (
        1
        - 0.17 * cos(radians(middle - 30))
        + 0.24 * cos(radians(2 * middle))
        + 0.32 * cos(radians(3 * middle + 6))
        - 0.20 * cos(radians(4 * middle - 63))
    )
    off = (lightness - 50) ** 2
    by_light = (light_ - light) / (1 + 0.015 * off / sqrt(20 + off))
    by_chroma = (chroma_ - chroma) / (1 + 0.045 * strength)
    by_hue /= 1 + 0.015 * strength * t
    blue = 2 * sqrt(strength**7 / (strength**7 + 25**7))
    twist = -sin(radians(60 * exp(-(((middle - 275) / 25) ** 2)))) * blue
    return sqrt(max(0.0, by_light**2 + by_chroma**2 + by_hue**2 + twist * by_chroma * by_hue))


def _polar(colour: Three, grey: float) -> Three:
    light, a, b = colour
    a *= grey
    return light, hypot(a, b), degrees(atan2(b, a)) % 360 if a or b else 0.0


def _turn(angle: float) -> float:
    """Return an angle as the shorter way round."""
    return angle - 360 if angle > 180 else angle + 360 if angle < -180 else angle


def _middle(one: float, other: float) -> float:
    if abs(one - other) <= 180:
        return (one + other) / 2
    return (one + other + (360 if one + other < 360 else -360)) / 2
