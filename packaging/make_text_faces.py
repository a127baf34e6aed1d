"""Make the heavier text faces of Newsreader, which the pair "Newsreader alone" sets words in.

Run `python packaging/make_text_faces.py NEWSREADER.ttf` with the variable font (resources/SOURCES.md). The
faces have the characters of the regular one that is shipped: what the variable font lacks is made as there.
"""

import sys
from pathlib import Path
from typing import Any

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
LIKE = FONTS / "Newsreader-Text-Regular.ttf"
FACES = {"Medium": 500, "SemiBold": 600}
OPTICAL = 14
FEATURES = ["kern", "mark", "mkmk", "liga", "locl", "tnum", "pnum", "sups", "ordn", "case", "ccmp"]
SILENT = (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)
SAME = {0x2011: 0x2010, 0x2010: 0x2D, 0x00AD: 0x2D, 0x2012: 0x2013, 0x2015: 0x2014, 0x2007: 0x30}
"""Characters that look like another one, or are as wide."""
SPACES = {0x202F: 0.7, 0x2009: 0.68, 0x200A: 0.34}
"""Parts of the space."""
SUPERIOR, RAISED = 0.62, 640
SUPERIORS = {0x1D48: "d", 0x1D49: "e", 0x1D50: "m", 0x207F: "n", 0x02B3: "r", 0x02E2: "s"}
JOINED = {0x0132: "IJ", 0x0133: "ij", 0x0149: "’n"}
MONOTYPE = (3, 1, 0x409)


def made(source: Path, style: str, weight: int) -> TTFont:
    """Return one face."""
    font = TTFont(source)
    font = instantiateVariableFont(font, {"opsz": OPTICAL, "wght": weight}, overlap=OverlapMode.REMOVE)
    wanted = set(TTFont(LIKE).getBestCmap())
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs, options.hinting, options.notdef_outline, options.glyph_names = ["*"], False, True, True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    _add(font, wanted)
    _rename(font, style, weight)
    return font


def _add(font: TTFont, wanted: set[int]) -> None:
    known: dict[int, str] = font.getBestCmap()
    for code in sorted(wanted - known.keys()):
        like = SAME.get(code)
        if code in SPACES:
            _blank(font, code, round(SPACES[code] * font["hmtx"][known[0x20]][0]))
        elif code in SILENT:
            _blank(font, code, 0)
        elif code == 0x2007:
            _blank(font, code, font["hmtx"][known[0x30]][0])
        elif like is not None and like in known:
            _map(font, code, known[like])

    for code, letter in SUPERIORS.items():
        if code in wanted - known.keys():
            _composed(font, code, letter, SUPERIOR, RAISED)
    for code, letters in JOINED.items():
        if code in wanted - known.keys():
            _composed(font, code, letters)


def _composed(font: TTFont, code: int, letters: str, scale: float = 1.0, rise: int = 0) -> None:
    known, pen, x = font.getBestCmap(), TTGlyphPen(font.getGlyphSet()), 0.0
    for letter in letters:
        base = known[ord(letter)]
        pen.addComponent(base, (scale, 0, 0, scale, round(x), rise))
        x += font["hmtx"][base][0] * scale
    name = f"uni{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    glyph = font["glyf"].glyphs[name] = pen.glyph()
    font["hmtx"][name] = (round(x), 0)
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (round(x), glyph.xMin)
    _map(font, code, name)


def _blank(font: TTFont, code: int, width: int) -> None:
    name = f"uni{code:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = TTGlyphPen(None).glyph()
    font["hmtx"][name] = (width, 0)
    _map(font, code, name)


def _map(font: TTFont, code: int, name: str) -> None:
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def _rename(font: TTFont, style: str, weight: int) -> None:
    names: Any = font["name"]
    said = {
        1: f"PS Text {style}",
        2: "Regular",
        3: f"1.003;PSText-{style}",
        4: f"PS Text {style}",
        5: "Version 1.003; modified subset",
        6: f"PSText-{style}",
        16: "PS Text",
        17: style,
    }
    for record in list(names.names):
        if record.nameID in (18, 19, 21, 22, 25) or record.nameID > 255:
            names.removeNames(record.nameID)
    for number, text in said.items():
        names.setName(text, number, *MONOTYPE)
    font["OS/2"].usWeightClass, font["OS/2"].fsType = weight, 0
    for table in ("STAT", "DSIG", "MVAR", "avar"):
        if table in font:
            del font[table]


def main() -> int:
    """Write the faces."""
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    for style, weight in FACES.items():
        font = made(Path(sys.argv[1]), style, weight)
        target = FONTS / f"Newsreader-Text-{style}.ttf"
        font["head"].modified = font["head"].created
        font.recalcTimestamp = False
        font.save(target)
        lacks = set(TTFont(LIKE).getBestCmap()) - set(TTFont(target).getBestCmap())
        print(target.name, target.stat().st_size, "lacks", " ".join(f"{code:04X}" for code in sorted(lacks)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
