"""Fonts: shapes text with HarfBuzz from the shipped files, in parts of the em, whatever the size.

A ``FontBook`` owns what it has loaded and shaped; share one among layouts of one thread.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, groupby
from pathlib import Path

import uharfbuzz as hb

from persona_studio.paths import resource
from persona_studio.publish.boxes import Command, FontKey

_FEATURES = {"liga": False, "clig": False}  # one letter, one glyph: carets, search and PDF text stay simple
_CACHED_TEXTS = 4000
_FALLBACK, _FALLBACK_BOLD = "DejaVuSans", "DejaVuSans-Bold"
_HEAVY = re.compile(r"SemiBold|Bold")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Shaped:
    """Glyphs of one font for ``text[start : start + length]``, left to right, in parts of the em.

    ``xs`` are the glyph origins from the start of the run, ``pens`` the same without the shift of marks,
    ``advances`` the room each takes, ``rises`` their height above the baseline. ``clusters`` are offsets in
    the whole text. Characters that print nothing have no glyph.
    """

    font: FontKey
    start: int
    length: int
    glyphs: tuple[int, ...]
    xs: tuple[float, ...]
    pens: tuple[float, ...]
    advances: tuple[float, ...]
    rises: tuple[float, ...]
    clusters: tuple[int, ...]
    ordered: bool
    """Whether glyphs follow the order of the characters (false from right to left)."""


@dataclass(frozen=True, slots=True)
class _Font:
    hb: hb.Font
    upem: int
    characters: frozenset[str]


class FontBook:
    """The shipped fonts, loaded when first needed, and the texts they have shaped."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or resource("fonts")
        self._fonts: dict[FontKey, _Font] = {}
        self._shaped: dict[tuple[FontKey, str], tuple[Shaped, ...]] = {}

    def path(self, key: FontKey) -> Path:
        """Return the file of a font."""
        return self._folder / f"{key}.ttf"

    def extents(self, key: FontKey) -> tuple[float, float]:
        """Return how far a font reaches above and below the baseline, both positive, in parts of the em."""
        font = self._font(key)
        extents = font.hb.get_font_extents("ltr")
        return extents.ascender / font.upem, -extents.descender / font.upem

    def advance(self, key: FontKey, glyph: int) -> float:
        """Return the room a glyph takes, unkerned, in parts of the em."""
        font = self._font(key)
        return float(font.hb.get_glyph_h_advance(glyph)) / font.upem

    def outline(self, key: FontKey, glyph: int) -> tuple[Command, ...]:
        """Return the outline of a glyph in parts of the em, y upwards; "Q" curves have (x1, y1, x, y)."""
        font, found = self._font(key), list[Command]()
        font.hb.draw_glyph(glyph, _PENS, found)
        return tuple((letter, tuple(value / font.upem for value in values)) for letter, values in found)

    def covers(self, key: FontKey, character: str) -> bool:
        """Tell whether a font has a glyph for a character."""
        return character in self._font(key).characters

    def shape(self, key: FontKey, text: str) -> tuple[Shaped, ...]:
        """Shape a text without line breaks; what the font lacks comes from DejaVu Sans when it has it."""
        known = self._shaped.get((key, text))
        if known is None:
            if len(self._shaped) >= _CACHED_TEXTS:
                self._shaped.clear()
            known = tuple(self._shape(font, text, start, end) for font, start, end in self._runs(key, text))
            self._shaped[key, text] = known
        return known

    def _font(self, key: FontKey) -> _Font:
        font = self._fonts.get(key)
        if font is None:
            face = hb.Face(hb.Blob.from_file_path(str(self.path(key))))
            font = _Font(hb.Font(face), face.upem, frozenset(map(chr, face.unicodes)))
            self._fonts[key] = font
        return font

    def _runs(self, key: FontKey, text: str) -> Iterator[tuple[FontKey, int, int]]:
        """Yield (font, start, end) of the runs of a text."""
        if not set(text) - self._font(key).characters:
            yield key, 0, len(text)
            return
        start = 0
        for font, characters in groupby(self._choices(key, text)):
            end = start + sum(1 for _ in characters)
            yield font, start, end
            start = end

    def _choices(self, key: FontKey, text: str) -> Iterator[FontKey]:
        """Yield the font of each character; what modifies a letter follows the letter's font."""
        spare = _FALLBACK_BOLD if _HEAVY.search(key) else _FALLBACK
        chosen = key
        for character in text:
            if not modifies(character):
                lacks = not self.covers(key, character)
                chosen = spare if lacks and self.covers(spare, character) else key
            yield chosen

    def _shape(self, key: FontKey, text: str, start: int, end: int) -> Shaped:
        font = self._font(key)
        buffer = hb.Buffer()
        buffer.add_str(text[start:end])
        buffer.guess_segment_properties()
        hb.shape(font.hb, buffer, _FEATURES)
        upem, infos, positions = font.upem, buffer.glyph_infos, buffer.glyph_positions
        if _UNPRINTABLE.search(text, start, end) is not None:
            kept = [not _UNPRINTABLE.match(text[start + info.cluster]) for info in infos]
            infos, positions = list(compress(infos, kept)), list(compress(positions, kept))
        steps = [position.x_advance for position in positions]
        pens = list(accumulate(steps, initial=0))
        return Shaped(
            key,
            start,
            end - start,
            tuple([info.codepoint for info in infos]),
            tuple([(pen + position.x_offset) / upem for pen, position in zip(pens, positions, strict=False)]),
            tuple([pen / upem for pen in pens[:-1]]),
            tuple([step / upem for step in steps]),
            tuple([position.y_offset / upem for position in positions]),
            tuple([start + info.cluster for info in infos]),
            ordered=buffer.direction != "rtl",
        )


def _pens() -> hb.DrawFuncs:
    """Return what writes each stroke of a glyph down, in units of its font."""
    pens = hb.DrawFuncs()
    pens.set_move_to_func(lambda x, y, found: found.append(("M", (x, y))))
    pens.set_line_to_func(lambda x, y, found: found.append(("L", (x, y))))
    pens.set_quadratic_to_func(lambda *values: values[-1].append(("Q", values[:-1])))
    pens.set_cubic_to_func(lambda *values: values[-1].append(("C", values[:-1])))
    pens.set_close_path_func(lambda found: found.append(("Z", ())))
    return pens


_PENS = _pens()


def modifies(character: str) -> bool:
    """Tell whether a character belongs to the one before it: accents, joiners, skin tones and the like."""
    return (
        unicodedata.category(character) in {"Mn", "Me", "Mc", "Cf"}
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\ufe00" <= character <= "\ufe0f"
    )
