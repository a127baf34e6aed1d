"""Draw the logo of the fictitious client of the samples: its name in outlines, as a drawing program would.

Run `python packaging/make_logo.py` to write resources/samples/belvoir.svg, `--check` to compare.
"""

import sys
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "samples" / "belvoir.svg"
FONT = ROOT / "resources" / "fonts" / "Newsreader-Display-Regular.ttf"
PIECES = (("Belvoir", "#17202B"), (".", "#C07E13"))
CLOSER = -0.01
"""Parts of the em by which letters stand closer, as in titles."""


def made() -> str:
    """Return the drawing: a path for each colour, y downwards."""
    font = TTFont(FONT)
    glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
    bounds, x, paths = BoundsPen(glyphs), 0.0, []
    for text, fill in PIECES:
        pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:g}")
        for letter in text:
            glyph = glyphs[names[ord(letter)]]
            for each in (pen, bounds):
                glyph.draw(TransformPen(each, (1, 0, 0, -1, x, 0)))
            x += glyph.width + CLOSER * em
        paths.append(f'  <path fill="{fill}" d="{pen.getCommands()}"/>')
    left, top, right, bottom = bounds.bounds
    frame = " ".join(f"{value:g}" for value in (left, top, right - left, bottom - top))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{frame}" role="img">'
    return "\n".join([head, "  <title>Belvoir</title>", *paths, "</svg>", ""])


def main() -> int:
    """Write the logo, or say whether it is what this draws."""
    if "--check" in sys.argv:
        fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == made()
        print("logo is fresh" if fresh else "run packaging/make_logo.py")
        return 0 if fresh else 1
    TARGET.write_text(made(), encoding="utf-8")
    print(TARGET.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
