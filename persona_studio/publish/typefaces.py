"""Pairs of families that a client may choose: which font stands for each of those that styles name."""

from collections.abc import Mapping

from persona_studio.domain.brand import SANS, SERIF
from persona_studio.publish.boxes import FontKey
from persona_studio.publish.text import Face

_WIDE, _READ, _SMALL = 0.86, 0.9, 1.07
"""Small letters of Inter are higher than those of Newsreader: sizes are brought to look alike."""
_FACES: Mapping[str, Mapping[FontKey, Face]] = {
    SANS: {
        "Newsreader-Display-Regular": Face("Inter-SemiBold", _WIDE),
        "Newsreader-Display-Medium": Face("Inter-SemiBold", _WIDE),
        "Newsreader-Display-Italic": Face("Inter-Italic", _WIDE),
        "Newsreader-Text-Regular": Face("Inter-Regular", _READ),
        "Newsreader-Text-Italic": Face("Inter-Italic", _READ),
    },
    SERIF: {
        "Inter-Regular": Face("Newsreader-Text-Regular", _SMALL),
        "Inter-Medium": Face("Newsreader-Text-Medium", _SMALL),
        "Inter-SemiBold": Face("Newsreader-Text-SemiBold", _SMALL),
        "Inter-Bold": Face("Newsreader-Text-SemiBold", _SMALL),
        "Inter-Italic": Face("Newsreader-Text-Italic", _SMALL),
        "InterTab-Regular": Face("Newsreader-Text-Regular", _SMALL),
        "InterTab-Medium": Face("Newsreader-Text-Medium", _SMALL),
        "InterTab-SemiBold": Face("Newsreader-Text-SemiBold", _SMALL),
        "InterTab-Bold": Face("Newsreader-Text-SemiBold", _SMALL),
    },
}


def faces(pair: str) -> Mapping[FontKey, Face]:
    """Return what stands for the fonts of styles; nothing for our own pair, nor for one we do not know."""
    return _FACES.get(pair, {})
