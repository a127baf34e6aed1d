"""Glyph runs as PDF text: glyphs and positions of the layout, in embedded subsets of the shipped fonts."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

from persona_studio.publish.boxes import FontKey, GlyphRun, TextBox
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.operators import colour

_MISSING = 0xFFFF  # no font has this character: it shows the font's own box for what it lacks
_PRIVATE = range(0xE000, 0xF900)


class _Glyph(NamedTuple):
    """One glyph to show: subset and code that select it, its width there (1/1000 em), its place (points)."""

    subset: int
    code: int
    width: int
    x: float
    rise: float


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
        plain = font.is_plain(run)
        shown = [f"BT {colour(run.colour)} rg"]
        for (subset, rise), glyphs in groupby(font.glyphs(run), key=lambda glyph: (glyph.subset, glyph.rise)):
            shown.append(_show(list(glyphs), font.name(subset), run, height - run.baseline + rise))
        shown.append("ET")
        # What a glyph alone does not tell (a missing character, an accent on a letter) is told beside it.
        return (
            " ".join(shown)
            if plain
            else f"/Span <</ActualText {_utf16(run.text)}>> BDC {' '.join(shown)} EMC"
        )


class _PdfFont:
    """One font of one document: which code of which subset shows a glyph."""

    def __init__(self, key: FontKey, fonts: FontBook, document: PDFDocument) -> None:
        self._key, self._fonts, self._document = key, fonts, document
        self._font = TTFont(key, str(fonts.path(key)), asciiReadable=False)
        self._glyphs: dict[int, int] = self._font.face.charToGlyph
        self._made_up: dict[int, int] = {}
        self._codes: dict[int, tuple[int, int, int]] = {}

    def name(self, subset: int) -> str:
        """Return the name of a subset as the page's operators call it."""
        return str(self._font.getSubsetInternalName(subset, self._document))

    def is_plain(self, run: GlyphRun) -> bool:
        """Tell whether each glyph is the usual one of its own character: text is then read back from it."""
        last = -1
        for glyph, cluster in zip(run.glyphs, run.clusters, strict=True):
            if cluster <= last or not self._shows(ord(run.text[cluster]), glyph):
                return False
            last = cluster
        return True

    def glyphs(self, run: GlyphRun) -> Iterator[_Glyph]:
        """Yield the glyphs of a run as codes of this font's subsets."""
        rises = run.rises or (0.0,) * len(run.glyphs)
        for glyph, cluster, x, rise in zip(run.glyphs, run.clusters, run.positions, rises, strict=True):
            own = ord(run.text[cluster])
            character = own if self._shows(own, glyph) else self._character(glyph)
            yield _Glyph(*self._code(character), x, rise)

    def _shows(self, character: int, glyph: int) -> bool:
        # The map back to text that ReportLab writes has room for 16 bits.
        return glyph > 0 and character <= 0xFFFF and self._glyphs.get(character) == glyph

    def _code(self, character: int) -> tuple[int, int, int]:
        known = self._codes.get(character)
        if known is None:
            ((subset, code),) = self._font.splitString(chr(character), self._document)
            stated = 0 if character == _MISSING else character
            # Some readers round widths: stating whole ones keeps our places theirs to the end of the line.
            width = self._font.face.charWidths[stated] = round(self._font.face.getCharWidth(stated))
            known = self._codes[character] = (subset, code[0], width)
        return known

    def _character(self, glyph: int) -> int:
        """Return a character that shows a glyph, made up for this document."""
        if not glyph:
            return _MISSING
        if glyph not in self._made_up:
            free = next(code for code in _PRIVATE if code not in self._glyphs)
            self._glyphs[free] = glyph
            self._font.face.charWidths[free] = self._fonts.advance(self._key, glyph) * 1000
            self._made_up[glyph] = free
        return self._made_up[glyph]


def _show(glyphs: list[_Glyph], font: str, run: GlyphRun, y: float) -> str:
    """Return the operators that show glyphs of one subset, each moved to its own place."""
    start = glyphs[0].x
    parts, codes, pen = [], "", 0.0
    for glyph in glyphs:
        move = round(pen - (glyph.x - start) * 1000 / run.size, 1)
        if abs(move) >= 0.5:
            parts += [f"<{codes}>", f"{move:g}"] if codes else [f"{move:g}"]
            codes, pen = "", pen - move
        codes += f"{glyph.code:02x}"
        pen += glyph.width
    parts.append(f"<{codes}>")
    return f"{font} {run.size:g} Tf 1 0 0 1 {run.x + start:.3f} {y:.3f} Tm [{' '.join(parts)}] TJ"


def _utf16(text: str) -> str:
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"
