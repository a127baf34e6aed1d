"""Outlines of a drawing: every shape, and every stroke, as a path that is filled."""

import math
import re
from collections.abc import Callable

import pathops
from fontTools.misc.transform import Identity, Transform
from fontTools.svgLib.path.parser import parse_path

from persona_studio.publish.logos import css
from persona_studio.publish.logos.safe_xml import Element

_CAPS = {
    "butt": pathops.LineCap.BUTT_CAP,
    "round": pathops.LineCap.ROUND_CAP,
    "square": pathops.LineCap.SQUARE_CAP,
}
_JOINS = {
    "miter": pathops.LineJoin.MITER_JOIN,
    "round": pathops.LineJoin.ROUND_JOIN,
    "bevel": pathops.LineJoin.BEVEL_JOIN,
}
_TRANSFORM = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_SPACE = re.compile(r"\s+")
_ENDLESS = re.compile(r"[0-9.]{400}")
_FARTHEST = 1e6
_FAR = 20.0  # pages
Size = tuple[float, float]


def written(element: Element, size: Size) -> str:
    """Return the outline of a basic shape in writing, "" when the element is none or shows nothing."""
    maker = _SHAPES.get(element.tag)
    return maker(element, size) if maker is not None else ""


def outline(said: str) -> pathops.Path | None:
    """Return an outline that is given in writing, None when it shows nothing.

    Raises:
        ValueError: it is broken, or beyond any page.
    """
    if not said:
        return None
    if _ENDLESS.search(said):
        raise ValueError("a number without end")
    path = pathops.Path()
    parse_path(_SPACE.sub(" ", said), path.getPen())
    if not len(path):
        return None
    within = path.bounds is not None and all(abs(value) < _FARTHEST for value in path.bounds)
    if not within:
        raise ValueError("beyond any page")
    return path


def stroked(path: pathops.Path, style: css.Style, size: Size) -> pathops.Path | None:
    """Return the outline of a stroke along a path, None when it has no width."""
    width = css.number(style["stroke-width"], 1.0, math.hypot(*size) / math.sqrt(2))
    if width <= 0 or width > _FARTHEST:
        return None
    made = pathops.Path(path)
    cap = _CAPS.get(style["stroke-linecap"], pathops.LineCap.BUTT_CAP)
    join = _JOINS.get(style["stroke-linejoin"], pathops.LineJoin.MITER_JOIN)
    made.stroke(width, cap, join, max(1.0, css.number(style["stroke-miterlimit"], 4.0)))
    made.convertConicsToQuads()
    return made


def transform(text: str) -> Transform:
    """Return what a ``transform`` attribute does; what it says wrongly does nothing."""
    made = Identity
    for name, body in _TRANSFORM.findall(text):
        values = css.numbers(body)
        step = _step(name, values) if all(abs(v) < _FARTHEST for v in values) else None
        made = made.transform(step) if step is not None else made
    return made


def moved(path: pathops.Path, by: Transform) -> pathops.Path:
    """Return a path elsewhere."""
    return path.transform(*by)


def near(path: pathops.Path, size: Size, *, even_odd: bool) -> pathops.Path:
    """Return a path without what lies so far beside a page that it could not be written.

    Raises:
        pathops.PathOpsError: it defeats us.
    """
    bounds = path.controlPointBounds
    if bounds is None or all(abs(value) <= _FAR * max(size) for value in bounds):
        return path
    page = pathops.Path()
    (left, top), (right, bottom) = (-size[0], -size[1]), (2 * size[0], 2 * size[1])
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    page.moveTo(*corners[0])
    for corner in corners[1:]:
        page.lineTo(*corner)
    page.close()
    path.fillType = pathops.FillType.EVEN_ODD if even_odd else pathops.FillType.WINDING
    return pathops.op(path, page, pathops.PathOp.INTERSECTION)


def length(path: pathops.Path) -> int:
    """Return how many commands a path has."""
    return len(path.verbs)


def _step(name: str, values: list[float]) -> Transform | None:
    maker, counts = _STEPS[name]
    return maker(*values) if len(values) in counts else None


def _rotated(angle: float, x: float = 0.0, y: float = 0.0) -> Transform:
    return Identity.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)


_STEPS: dict[str, tuple[Callable[..., Transform], tuple[int, ...]]] = {
    "matrix": (Transform, (6,)),
    "translate": (lambda x, y=0.0: Identity.translate(x, y), (1, 2)),
    "scale": (lambda x, y=None: Identity.scale(x, x if y is None else y), (1, 2)),
    "rotate": (_rotated, (1, 3)),
    "skewX": (lambda angle: Identity.skew(math.radians(angle), 0), (1,)),
    "skewY": (lambda angle: Identity.skew(0, math.radians(angle)), (1,)),
}


# ---------------------------------------------------------------- the basic shapes, as path data


def _lengths(element: Element, size: Size, **wholes: str) -> list[float]:
    """Return lengths of an element by name; in percent they are parts of the width, the height or both."""
    of = {"x": size[0], "y": size[1], "both": math.hypot(*size) / math.sqrt(2)}
    return [css.number(element.attributes.get(name, "0"), 0.0, of[whole]) for name, whole in wholes.items()]


def _rect(element: Element, size: Size) -> str:
    x, y, width, height = _lengths(element, size, x="x", y="y", width="x", height="y")
    if width <= 0 or height <= 0:
        return ""
    across = css.number(element.attributes.get("rx", "auto"), -1.0, size[0])
    down = css.number(element.attributes.get("ry", "auto"), -1.0, size[1])
    across, down = (down if across < 0 else across), (across if down < 0 else down)
    rx, ry = min(max(across, 0.0), width / 2), min(max(down, 0.0), height / 2)
    if not rx or not ry:
        return f"M{x} {y}h{width}v{height}h{-width}z"
    turn = f"a{rx} {ry} 0 0 1"
    return (
        f"M{x + rx} {y}h{width - 2 * rx}{turn} {rx} {ry}v{height - 2 * ry}{turn} {-rx} {ry}"
        f"h{2 * rx - width}{turn} {-rx} {-ry}v{2 * ry - height}{turn} {rx} {-ry}z"
    )


def _oval(x: float, y: float, rx: float, ry: float) -> str:
    if rx <= 0 or ry <= 0:
        return ""
    return f"M{x - rx} {y}a{rx} {ry} 0 0 1 {2 * rx} 0a{rx} {ry} 0 0 1 {-2 * rx} 0z"


def _circle(element: Element, size: Size) -> str:
    x, y, r = _lengths(element, size, cx="x", cy="y", r="both")
    return _oval(x, y, r, r)


def _ellipse(element: Element, size: Size) -> str:
    x, y, rx, ry = _lengths(element, size, cx="x", cy="y", rx="x", ry="y")
    return _oval(x, y, rx, ry)


def _line(element: Element, size: Size) -> str:
    x1, y1, x2, y2 = _lengths(element, size, x1="x", y1="y", x2="x", y2="y")
    return f"M{x1} {y1}L{x2} {y2}"


def _points(element: Element, _size: Size) -> str:
    values = css.numbers(element.attributes.get("points", ""))
    pairs = " ".join(f"{x},{y}" for x, y in zip(values[::2], values[1::2], strict=False))
    return f"M{pairs}{'z' if element.tag == 'polygon' else ''}" if len(values) >= 4 else ""


def _path(element: Element, _size: Size) -> str:
    return element.attributes.get("d", "")


_SHAPES = {
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _points,
    "polygon": _points,
    "path": _path,
}
