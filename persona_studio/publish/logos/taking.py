"""Any logo a user has becomes one that is safe to keep: outlines with plain colours, or pixels with alpha.

What goes out is made anew and trimmed to what it shows, so that nothing else can be in it: no script, no
link, no name. The same logo always gives the same bytes, and what came out comes out again as it is.
"""

import re
import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from pathlib import Path

import pathops
from PIL import Image, ImageChops

from persona_studio.domain.brand import Logo
from persona_studio.domain.colours import chroma, luminance
from persona_studio.domain.vision import ciede2000, lab
from persona_studio.errors import UserError
from persona_studio.publish.boxes import Command
from persona_studio.publish.curves import commands, path_of
from persona_studio.publish.drawing import logo_shapes, read_shapes
from persona_studio.publish.images import decoded, file_data, see_through, sniffed
from persona_studio.publish.logos import css, outlines
from persona_studio.publish.logos.safe_xml import MOST_BYTES, parsed
from persona_studio.publish.logos.tracing import MOST_COMMANDS, Drawn, Tracer
from persona_studio.publish.pictures import picture_id

WIDE = 1000.0
"""Units of the longer side of a logo of outlines."""
MOST_PIXELS = 1600
"""Pixels of the longer side of a logo of pixels: 24 mm at 1,600 dpi."""
LEAST = 12
"""Pixels of the shorter side: less shows nothing."""
PROPOSED = 4
"""Colours of a logo that are proposed at the most."""
_HEAD = re.compile(
    rb'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)">\n'
)
_GREY, _PALE, _LIKE = 0.045, 0.88, 12.0
_SHARE = 0.02
_WHITE_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class SafeLogo:
    """A logo ready to be stored: ``kind`` "svg" or "png", in units or pixels.

    ``colours`` are those that stand out, the largest first, greys apart; ``told`` names what was simplified
    ("shaded", "seen_through", "effects", "dashes").
    """

    data: bytes
    kind: str
    width: float
    height: float
    colours: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def safe_logo(source: Path | bytes, name: str = "") -> SafeLogo:
    """Read a logo, SVG or pixels, and return it safe and fit to print.

    Args:
        source: a file, or what one holds. Its content tells what it is, not its name.
        name: what errors call it; the name of the file when it is one.

    Raises:
        UserError: it cannot be read, is no logo of a kind we take, is broken, or beyond the limits.
    """
    try:
        data, name = file_data(source, name)
        if sniffed(data) == "SVG":
            return _outlined(data, name)
        return decoded(data, name, lambda kind: _pixels(see_through(data, kind, name, MOST_PIXELS), name))
    except UserError as error:
        said = _of_a_logo(error)
        if said is None:
            raise
        raise said from error


def _of_a_logo(error: UserError) -> UserError | None:
    """Return what is said of pictures as it is said of logos; None when it is."""
    said = error.params
    match error.code:
        case "picture_missing":
            return UserError("logo_missing", file=said["file"])
        case "picture_too_heavy":
            return UserError("logo_too_heavy", file=said["file"], limit=said["limit"])
        case "picture_too_large":
            return UserError("logo_too_large", file=said["file"], width=said["width"], height=said["height"])
        case "picture_too_small":
            return UserError("logo_too_small", file=said["file"], width=said["width"], height=said["height"])
        case "picture_broken":
            return UserError("logo_broken", file=said["file"])
        case code if code.startswith("picture_"):
            return UserError("logo_not_one", file=said["file"])
    return None


# ---------------------------------------------------------------- outlines


def _outlined(data: bytes, name: str) -> SafeLogo:
    try:
        return _ours(data) or _traced(data, name)
    except (UserError, MemoryError):
        raise
    except RecursionError as error:  # drawings that hold drawings, on and on
        raise UserError("logo_too_complex", file=name) from error
    except Exception as error:  # what a broken drawing says defeats its readers in any way there is
        raise UserError("logo_broken", file=name) from error


def _ours(data: bytes) -> SafeLogo | None:
    """Return a logo that was made here as it is: drawn anew, its numbers could be rounded once more."""
    found = _HEAD.match(data)
    if found is None or len(data) > MOST_BYTES:
        return None
    size = float(found[1]), float(found[2])
    try:
        shapes = read_shapes(data.decode())
    except (ValueError, KeyError):
        return None
    lines = [_written(shape.commands, shape.fill or "", shape.even_odd) for shape in shapes]
    logo = Logo(picture=picture_id(data), kind="svg", width=size[0], height=size[1])
    if _file(lines, size) != data or max(size) != WIDE or not logo_shapes(logo, data):
        return None
    drawn = [Drawn(path_of(s.commands), s.fill or "", s.even_odd) for s in shapes]
    return SafeLogo(data, "svg", *size, _standing_out(_areas(drawn)))


def _traced(data: bytes, name: str) -> SafeLogo:
    root = parsed(data, name)
    box = css.box(root.attributes.get("viewBox", ""))
    if not box:
        sides = [css.number(root.attributes.get(side, "0")) for side in ("width", "height")]
        box = [0.0, 0.0, *sides] if min(sides) > 0 else []
    tracer = Tracer(root, (box[2], box[3]) if box else (100.0, 100.0), name)
    drawn = list(tracer.drawn())
    left, top, right, bottom = _frame(drawn, box)
    wide, high = right - left, bottom - top
    if (
        not (isfinite(wide) and isfinite(high) and wide > 0 and high > 0)
        or max(wide / high, high / wide) > 200
    ):
        raise UserError("logo_empty", file=name)
    scale = WIDE / max(wide, high)
    place = (scale, 0.0, 0.0, scale, -left * scale, -top * scale)
    size = round(wide * scale, 2), round(high * scale, 2)
    shapes = [_placed(one, place, size) for one in drawn]
    if sum(outlines.length(path) for path, _, _ in shapes) > MOST_COMMANDS:
        raise UserError("logo_too_complex", file=name)
    lines = [_written(list(commands(path)), fill, even) for path, fill, even in shapes]
    if not any(lines):
        raise UserError("logo_empty", file=name)
    told = (*tracer.told,)
    return SafeLogo(_file(lines, size), "svg", *size, _standing_out(_areas(drawn)), told)


def _placed(
    one: Drawn, place: tuple[float, float, float, float, float, float], size: outlines.Size
) -> tuple[pathops.Path, str, bool]:
    path = one.path.transform(*place)
    near = outlines.near(path, size, even_odd=one.even_odd)
    return near, one.fill, near.fillType is pathops.FillType.EVEN_ODD if near is not path else one.even_odd


def _frame(drawn: Sequence[Drawn], box: Sequence[float]) -> tuple[float, float, float, float]:
    """Return the frame of all that shows: paper is left out, and what lies beyond the drawing."""
    seen = [one.path.bounds for one in drawn if one.fill != "#FFFFFF"] or [one.path.bounds for one in drawn]
    if not seen:
        return 0.0, 0.0, 0.0, 0.0
    left, top = min(b[0] for b in seen), min(b[1] for b in seen)
    right, bottom = max(b[2] for b in seen), max(b[3] for b in seen)
    if not box:
        return left, top, right, bottom
    x, y, width, height = box
    return max(left, x), max(top, y), min(right, x + width), min(bottom, y + height)


def _file(lines: Sequence[str], size: tuple[float, float]) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_short(size[0])} {_short(size[1])}">'
    return "\n".join([head, *filter(None, lines), "</svg>", ""]).encode()


def _written(drawn: Sequence[Command], fill: str, even_odd: bool) -> str:
    words = (letter + " ".join(_short(value) for value in values) for letter, values in drawn)
    rule = ' fill-rule="evenodd"' if even_odd else ""
    return f'<path fill="{fill}"{rule} d="{" ".join(words)}"/>' if drawn else ""


def _short(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _areas(drawn: Sequence[Drawn]) -> Counter[str]:
    areas: Counter[str] = Counter()
    for one in drawn:
        areas[one.fill] += max(1, round(1000 * abs(one.path.area)))
    return areas


# ---------------------------------------------------------------- pixels


def _pixels(picture: Image.Image, name: str) -> SafeLogo:
    """Return a logo of pixels, trimmed; without alpha where it covers all of the paper."""
    alpha = picture.getchannel("A")
    opaque = alpha.getextrema() == (255, 255)
    if opaque:
        paper = ImageChops.invert(picture.convert("RGB").convert("L"))
        box = paper.point(lambda value: 255 if value > _WHITE_ENOUGH else 0).getbbox()
    else:
        box = alpha.getbbox()
    if box is None:
        raise UserError("logo_empty", file=name)
    trimmed = picture.crop(box)
    if min(trimmed.size) < LEAST or max(trimmed.size) > 200 * min(trimmed.size):
        raise UserError("picture_too_small", file=name, width=trimmed.width, height=trimmed.height)
    kept = trimmed.convert("RGB") if opaque else trimmed
    out = BytesIO()
    kept.save(out, "PNG", optimize=True)
    return SafeLogo(out.getvalue(), "png", float(kept.width), float(kept.height), _seen(trimmed))


def _seen(picture: Image.Image) -> tuple[str, ...]:
    small = picture.copy()
    small.thumbnail((160, 160))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = small.convert("RGB").quantize(24)
    palette, covers = plain.getpalette() or [], small.getchannel("A").getdata()
    counts: Counter[str] = Counter()
    for entry, cover in zip(plain.getdata(), covers, strict=True):
        if cover > 200:
            red, green, blue = palette[3 * entry : 3 * entry + 3]
            counts[f"#{red:02X}{green:02X}{blue:02X}"] += 1
    return _standing_out(counts)


def _standing_out(areas: Counter[str]) -> tuple[str, ...]:
    """Return the colours that make the logo known: no greys, no tints, none too like one before it."""
    total, kept = sum(areas.values()), list[str]()
    for colour, area in sorted(areas.items(), key=lambda one: (-one[1], one[0])):
        grey = chroma(colour) < _GREY or luminance(colour) > _PALE
        if not grey and area >= _SHARE * total and all(ciede2000(lab(colour), lab(o)) > _LIKE for o in kept):
            kept.append(colour)
    return tuple(kept[:PROPOSED])
