"""Paints a page as an SVG drawing: vectors only, with its photos inside; the same page gives the same bytes.

Letters are outlines. Drawing programs ignore fonts that travel within a file, and would set the text anew in
whatever font the computer has: lines would end elsewhere, and the page would not be the page. What a text
says is told beside its outlines, for screen readers and for search. To edit texts there is PowerPoint.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import count
from pathlib import Path as File
from xml.sax.saxutils import escape, quoteattr

from persona_studio.publish.boxes import (
    Box,
    Colour,
    Command,
    FontKey,
    GlyphRun,
    Group,
    Image,
    Line,
    Page,
    Path,
    Rect,
    TextBox,
)
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.grey import without_colours
from persona_studio.publish.operators import rounded
from persona_studio.publish.pdf import Pictures
from persona_studio.publish.pictures import header
from persona_studio.publish.style import MM
from persona_studio.publish.text import printed

MAKER = "<!-- Persona Studio -->"
"""The second line of our drawings: what tells them from others."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FINE = 1000
"""Steps in a point: outlines are rounded to whole ones, and errors do not add up along them."""
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def svg_pages(
    pages: Sequence[Page], fonts: FontBook | None = None, pictures: Pictures | None = None
) -> Iterator[bytes]:
    """Yield each page as the bytes of an SVG file; ``pictures`` gives the photos that the pages show."""
    painter = _Painter(fonts or FontBook(), pictures)
    return (painter.drawing(page) for page in pages)


def made_here(path: File) -> bool:
    """Tell whether a file is a drawing that we made."""
    start = f"{_HEAD}{MAKER}".encode()
    with path.open("rb") as file:
        return file.read(len(start)) == start


class _Painter:
    """Paints pages. Outlines of letters are kept from one to the next."""

    def __init__(self, fonts: FontBook, pictures: Pictures | None) -> None:
        self._fonts, self._pictures = fonts, pictures
        self._outlines: dict[tuple[FontKey, float, int], str] = {}
        self._clips = count(1)

    def drawing(self, page: Page) -> bytes:
        """Return a page as the bytes of a file."""
        self._clips = count(1)
        title = _words(page.title)
        out = StringIO()
        out.write(f"{_HEAD}{MAKER}\n")
        out.write(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_number(page.width / MM)}mm" '
            f'height="{_number(page.height / MM)}mm" '
            f'viewBox="0 0 {_number(page.width)} {_number(page.height)}" '
            f"lang={quoteattr(page.language)} xml:lang={quoteattr(page.language)}>\n"
        )
        out.write(f"<title>{escape(title)}</title>\n" if title else "")
        out.write(f'<rect width="{_number(page.width)}" height="{_number(page.height)}" fill="#FFFFFF"/>\n')
        for box in page.boxes:
            out.writelines(self._drawn(box))
        out.write("</svg>\n")
        return out.getvalue().encode()

    def _drawn(self, box: Box) -> Iterator[str]:
        match box:
            case TextBox():
                yield from self._text(box)
            case Rect():
                yield _rect(box)
            case Line():
                pen = _pen(box.colour, box.width, box.dash)
                ends = " ".join(
                    f'{name}="{_number(value)}"'
                    for name, value in (("x1", box.x1), ("y1", box.y1), ("x2", box.x2), ("y2", box.y2))
                )
                yield f"<line {ends}{pen}/>\n"
            case Path():
                yield _path(box)
            case Group():
                yield from self._group(box)
            case Image():
                yield from self._image(box)

    def _group(self, box: Group) -> Iterator[str]:
        clip = ""
        if box.clip is not None:
            name = f"clip{next(self._clips)}"
            yield f'<clipPath id="{name}"><path d="{_outline(rounded(box.clip))}"/></clipPath>\n'
            clip = f' clip-path="url(#{name})"'
        told = f' role="img" aria-label={quoteattr(_words(box.alt))}' if box.alt else ' aria-hidden="true"'
        yield f"<g{told}{clip}>\n"
        for part in box.boxes:
            yield from self._drawn(part)
        yield "</g>\n"

    def _image(self, box: Image) -> Iterator[str]:
        """Draw the whole picture, so large that the part to be seen fills the box, and cut it there."""
        data = self._pictures(box.key) if self._pictures is not None else None
        found = header(data) if data is not None else None
        if data is None or found is None:
            raise KeyError(f"the picture {box.key} is on a page, and not to be had")
        data = without_colours(data) if box.grey else data
        left, top, right, bottom = box.crop
        wide, tall = box.width / (right - left), box.height / (bottom - top)
        name = f"clip{next(self._clips)}"
        cut = rounded(Rect(box.x, box.y, box.width, box.height, radius=box.radius))
        yield f'<clipPath id="{name}"><path d="{_outline(cut)}"/></clipPath>\n'
        yield (
            f'<image clip-path="url(#{name})" x="{_number(box.x - left * wide)}" '
            f'y="{_number(box.y - top * tall)}" width="{_number(wide)}" height="{_number(tall)}" '
            f'preserveAspectRatio="none" href="data:image/{found.kind};base64,{b64encode(data).decode()}"/>\n'
        )

    def _text(self, box: TextBox) -> Iterator[str]:
        runs = [run for line in box.lines for run in line.runs if run.glyphs]
        if not runs:
            return
        hidden = box.role == "artifact"
        told = ' aria-hidden="true"' if hidden else f' role="img" aria-label={quoteattr(_words(box.text))}'
        yield f"<g{told}>\n"
        for run in runs:
            yield f'<path fill="{run.colour}" d="{"".join(self._letters(run))}"/>\n'
        yield "</g>\n"

    def _letters(self, run: GlyphRun) -> Iterator[str]:
        rises = run.rises or (0.0,) * len(run.glyphs)
        for glyph, x, rise in zip(run.glyphs, run.positions, rises, strict=True):
            outline = self._letter(run.font, run.size, glyph)
            if outline:
                yield f"M{_number(run.x + x)} {_number(run.baseline - rise)}{outline}"

    def _letter(self, font: FontKey, size: float, glyph: int) -> str:
        """Return the outline of a glyph, told from its origin; empty for a space."""
        key = (font, size, glyph)
        if key not in self._outlines:
            self._outlines[key] = _from_origin(self._fonts.outline(font, glyph), size)
        return self._outlines[key]


# ---------------------------------------------------------------- outlines


def _from_origin(commands: Sequence[Command], size: float) -> str:
    """Return an outline in steps from point to point, beginning at the origin of the glyph."""
    parts: list[str] = []
    at = begun = (0, 0)
    for letter, values in commands:
        if letter == "Z":
            parts.append("z")
            at = begun
            continue
        whole = [round(value * size * _FINE) * (-1 if i % 2 else 1) for i, value in enumerate(values)]
        steps = [value - at[i % 2] for i, value in enumerate(whole)]
        parts.append(letter.lower() + " ".join(_number(step / _FINE) for step in steps))
        at = (whole[-2], whole[-1])
        begun = at if letter == "M" else begun
    return "".join(parts)


def _outline(commands: Sequence[Command]) -> str:
    return "".join(letter + " ".join(_number(value) for value in values) for letter, values in commands)


def _rect(box: Rect) -> str:
    place = " ".join(
        f'{name}="{_number(value)}"'
        for name, value in (("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height))
    )
    radius = min(box.radius, box.width / 2, box.height / 2)
    corner = f' rx="{_number(radius)}"' if radius > 0 else ""
    return f"<rect {place}{corner}{_fill(box.fill)}{_pen(box.stroke, box.stroke_width, box.dash)}/>\n"


def _path(box: Path) -> str:
    rule = ' fill-rule="evenodd"' if box.even_odd and box.fill else ""
    ends = f' stroke-linecap="round" stroke-linejoin="{box.join}"' if box.stroke else ""
    pen = _pen(box.stroke, box.stroke_width)
    return f'<path{_fill(box.fill)}{rule}{pen}{ends} d="{_outline(box.commands)}"/>\n'


def _fill(colour: Colour | None) -> str:
    return f' fill="{colour or "none"}"'


def _pen(colour: Colour | None, width: float, dash: Sequence[float] = ()) -> str:
    if colour is None:
        return ""
    dashes = f' stroke-dasharray="{" ".join(_number(each) for each in dash)}"' if dash else ""
    return f' stroke="{colour}" stroke-width="{_number(width)}"{dashes}'


def _number(value: float) -> str:
    """Return a number to a thousandth, as short as it can be written."""
    short = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if short in ("-0", "") else short


def _words(text: str) -> str:
    """Return what a text says, without what no XML may hold."""
    return printed(text).translate(_NOT_XML).encode("utf-8", "replace").decode()
