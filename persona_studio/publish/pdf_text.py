"""Glyph runs as PDF text: glyphs and positions of the layout, in embedded subsets of the shipped fonts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from persona_studio.publish.boxes import FontKey, GlyphRun, TextBox
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.operators import colour

_SPACE = 0x20
_BOX = 0.7
"""Height of the box for a character that no font has, in parts of the size."""
_PRIVATE = range(0xE000, 0xF900)


class _Code(NamedTuple):
    """What selects a glyph: its subset, its code there in two hex digits, its width there (1/1000 em).

    ``plain`` when the glyph is the usual one of its character, which is then read back from it. One that is
    ``missing`` has a width, and no glyph: a space, under a box that is drawn.
    """

    subset: int
    digits: str
    width: int
    plain: bool
    missing: float = 0.0


class PdfText:
    """Writes the text of one document."""

    def __init__(self, fonts: FontBook, document: PDFDocument) -> None:
        self._fonts, self._document = fonts, document
        self._loaded: dict[FontKey, _PdfFont] = {}

    def operators(self, box: TextBox, height: float) -> Iterator[str]:
        """Yield the operators that print a text box on a page of that height."""
        for line in box.lines:
            for run in line.runs:
                if run.glyphs:
                    yield self._run(run, height)

    def _run(self, run: GlyphRun, height: float) -> str:
        font = self._loaded.get(run.font)
        if font is None:
            font = self._loaded[run.font] = _PdfFont(run.font, self._fonts, self._document)
        codes = font.codes(run)
        shown = [f"BT {colour(run.colour)} rg"]
        for start, end in _stretches(codes, run.rises):
            rise = run.rises[start] if run.rises else 0.0
            some, xs = codes[start:end], run.positions[start:end]
            shown.append(_show(some, xs, font.name(some[0].subset), run, height - run.baseline + rise))
        shown.append("ET")
        shown += [
            _box(x, code, run, height) for code, x in zip(codes, run.positions, strict=True) if code.missing
        ]
        # What a glyph alone does not tell (a missing character, an accent on a letter) is told beside it.
        if _in_order(run.clusters) and all(code.plain for code in codes):
            return " ".join(shown)
        return f"/Span <</ActualText {_utf16(run.text)}>> BDC {' '.join(shown)} EMC"


class _PdfFont:
    """One font of one document: which code of which subset shows a glyph."""

    def __init__(self, key: FontKey, fonts: FontBook, document: PDFDocument) -> None:
        self._key, self._fonts, self._document = key, fonts, document
        self._font = TTFont(key, str(fonts.path(key)), asciiReadable=False)
        self._glyphs: dict[int, int] = self._font.face.charToGlyph
        self._made_up: dict[int, int] = {}
        self._codes: dict[int, tuple[int, int, int]] = {}
        self._known: dict[tuple[str, int], _Code] = {}

    def name(self, subset: int) -> str:
        """Return the name of a subset as the page's operators call it."""
        return str(self._font.getSubsetInternalName(subset, self._document))

    def codes(self, run: GlyphRun) -> list[_Code]:
        """Return the glyphs of a run as codes of this font's subsets."""
        known, characters = self._known.get, map(run.text.__getitem__, run.clusters)
        return [known(key) or self._learned(key) for key in zip(characters, run.glyphs, strict=True)]

    def _learned(self, key: tuple[str, int]) -> _Code:
        own, glyph = ord(key[0]), key[1]
        plain = self._shows(own, glyph)
        subset, code, width = self._code(own if plain else self._character(glyph))
        missing = 0.0 if glyph else self._fonts.advance(self._key, 0)
        made = self._known[key] = _Code(subset, f"{code:02x}", width, plain, missing)
        return made

    def _shows(self, character: int, glyph: int) -> bool:
        # The map back to text that ReportLab writes has room for 16 bits.
        return glyph > 0 and character <= 0xFFFF and self._glyphs.get(character) == glyph

    def _code(self, character: int) -> tuple[int, int, int]:
        known = self._codes.get(character)
        if known is None:
            ((subset, code),) = self._font.splitString(chr(character), self._document)
            # Some readers round widths: stating whole ones keeps our places theirs to the end of the line.
            width = self._font.face.charWidths[character] = round(self._font.face.getCharWidth(character))
            known = self._codes[character] = (subset, code[0], width)
        return known

    def _character(self, glyph: int) -> int:
        """Return a character that shows a glyph, made up for this document."""
        if not glyph:
            return _SPACE
        if glyph not in self._made_up:
            free = next(code for code in _PRIVATE if code not in self._glyphs)
            self._glyphs[free] = glyph
            self._font.face.charWidths[free] = self._fonts.advance(self._key, glyph) * 1000
            self._made_up[glyph] = free
        return self._made_up[glyph]


def _stretches(codes: Sequence[_Code], rises: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield where glyphs of one subset and one height start and end."""
    start = 0
    for at in range(1, len(codes)):
        lifted = bool(rises) and rises[at] != rises[start]
        if lifted or codes[at].subset != codes[start].subset:
            yield start, at
            start = at
    yield start, len(codes)


def _in_order(clusters: Sequence[int]) -> bool:
    """Tell whether each glyph has a character of its own, after that of the one before."""
    return all(before < after for before, after in pairwise(clusters))


def _show(codes: Sequence[_Code], xs: Sequence[float], font: str, run: GlyphRun, y: float) -> str:
    """Return the operators that show glyphs of one subset, each moved to its own place."""
    start, scale = xs[0], 1000 / run.size
    parts, digits, pen = [], "", 0.0
    for (_, code, width, *_), x in zip(codes, xs, strict=True):
        off = pen - (x - start) * scale
        if not -0.45 < off < 0.45:
            move = round(off, 1)
            parts += [f"<{digits}>", f"{move:g}"] if digits else [f"{move:g}"]
            digits, pen = "", pen - move
        digits += code
        pen += width
    parts.append(f"<{digits}>")
    return f"{font} {run.size:g} Tf 1 0 0 1 {run.x + start:.3f} {y:.3f} Tm [{' '.join(parts)}] TJ"


def _box(x: float, code: _Code, run: GlyphRun, height: float) -> str:
    """Return a box in the place of a character that no font has.

    Drawn, for the box that fonts have for it is no glyph that a file for archives may show.
    """
    room, size = code.missing * run.size, run.size
    left, bottom = run.x + x + 0.1 * room, height - run.baseline
    frame = f"{left:.3f} {bottom:.3f} {0.8 * room:.3f} {_BOX * size:.3f} re"
    return f"q {colour(run.colour)} RG {0.05 * size:.3f} w {frame} S Q"


def _utf16(text: str) -> str:
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"
