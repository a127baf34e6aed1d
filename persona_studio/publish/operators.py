"""Shapes as PDF operators. PDF counts y upwards: ``height`` is that of the page."""

from collections.abc import Iterator
from functools import lru_cache

from persona_studio.publish.boxes import Colour, Command, Group, Image, Line, Path, Rect

_ROUND = 0.5523  # a quarter of a circle as one curve
_LETTERS = {"M": "m", "L": "l"}
_JOINS = {"miter": 0, "round": 1}
_LONGEST_KEPT = 500
"""Commands of an outline that is kept once it is written."""


@lru_cache(maxsize=500)
def colour(value: Colour) -> str:
    """Return "r g b", each 0 to 1, for "#RRGGBB"."""
    return " ".join(f"{int(value[i : i + 2], 16) / 255:.4g}" for i in (1, 3, 5))


def shape(box: Rect | Line | Path | Group | Image, height: float) -> Iterator[str]:
    """Yield the operators that draw a shape."""
    match box:
        case Rect():
            yield _rect(box, height)
        case Line():
            ends = f"{box.x1:.3f} {height - box.y1:.3f} m {box.x2:.3f} {height - box.y2:.3f} l"
            yield f"{_pen(box.colour, box.width, box.dash)} {ends} S"
        case Path():
            yield _path(box, height)
        case Image():
            yield _image(box, height)
        case Group():
            yield "q"
            if box.clip is not None:
                yield f"{_outline(rounded(box.clip), height)} W n"
            for part in box.boxes:
                if isinstance(part, Rect | Line | Path | Group | Image):
                    yield from shape(part, height)
            yield "Q"


def rounded(box: Rect) -> tuple[Command, ...]:
    """Return the outline of a rectangle, its corners rounded when it has a radius."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    r = min(box.radius, box.width / 2, box.height / 2)
    if r <= 0:
        return (
            ("M", (left, top)),
            ("L", (right, top)),
            ("L", (right, bottom)),
            ("L", (left, bottom)),
            ("Z", ()),
        )
    k = r * (1 - _ROUND)
    return (
        ("M", (left + r, top)),
        ("L", (right - r, top)),
        ("C", (right - k, top, right, top + k, right, top + r)),
        ("L", (right, bottom - r)),
        ("C", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("L", (left + r, bottom)),
        ("C", (left + k, bottom, left, bottom - k, left, bottom - r)),
        ("L", (left, top + r)),
        ("C", (left, top + k, left + k, top, left + r, top)),
        ("Z", ()),
    )


def picture_name(image: Image) -> str:
    """Return the name a picture has among the resources of a page."""
    return f"{'G' if image.grey else 'P'}{image.key.encode().hex()}"


def _image(box: Image, height: float) -> str:
    """Draw the whole picture, so large that the part to be seen fills the box, and cut it there."""
    left, top, right, bottom = box.crop
    wide, tall = box.width / (right - left), box.height / (bottom - top)
    x, y = box.x - left * wide, height - (box.y - top * tall) - tall
    frame = rounded(Rect(box.x, box.y, box.width, box.height, radius=box.radius))
    place = f"{wide:.4f} 0 0 {tall:.4f} {x:.4f} {y:.4f} cm"
    return f"q {_outline(frame, height)} W n {place} /{picture_name(box)} Do Q"


def _rect(box: Rect, height: float) -> str:
    pen = _pen(box.stroke, box.stroke_width, box.dash) if box.stroke else ""
    return f"{_fill(box.fill)} {pen} {_outline(rounded(box), height)} {_paint(box.fill, box.stroke)}"


def _path(box: Path, height: float) -> str:
    pen = f"{_pen(box.stroke, box.stroke_width)} 1 J {_JOINS[box.join]} j" if box.stroke else ""
    paint = _paint(box.fill, box.stroke) + ("*" if box.even_odd and box.fill else "")
    return f"{_fill(box.fill)} {pen} {_outline(box.commands, height)} {paint}"


def _outline(commands: tuple[Command, ...], height: float) -> str:
    # Drawings come back on every sheet; only a logo has longer outlines, which would fill the memory.
    return (_kept if len(commands) <= _LONGEST_KEPT else _written)(commands, height)


def _written(commands: tuple[Command, ...], height: float) -> str:
    parts = []
    for letter, values in commands:
        if letter == "C":
            x1, y1, x2, y2, x, y = values
            handles = f"{x1:.3f} {height - y1:.3f} {x2:.3f} {height - y2:.3f}"
            parts.append(f"{handles} {x:.3f} {height - y:.3f} c")
        elif letter == "Z":
            parts.append("h")
        else:
            x, y = values
            parts.append(f"{x:.3f} {height - y:.3f} {_LETTERS[letter]}")
    return " ".join(parts)


_kept = lru_cache(maxsize=2000)(_written)


def _fill(value: Colour | None) -> str:
    return f"{colour(value)} rg" if value else ""


def _pen(value: Colour, width: float, dash: tuple[float, ...] = ()) -> str:
    dashes = " ".join(f"{length:.3f}" for length in dash)
    return f"{colour(value)} RG {width:.3f} w [{dashes}] 0 d"


def _paint(fill: Colour | None, stroke: Colour | None) -> str:
    if fill and stroke:
        return "B"
    return "f" if fill else "S" if stroke else "n"
