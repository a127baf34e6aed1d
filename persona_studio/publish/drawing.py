"""Portraits and icons: reads the small part of SVG they are written in, recolours it and places it.

The shipped drawings hold only paths, and their paths only absolute M, L, C and Z commands.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from persona_studio.domain.brand import Logo
from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Portrait
from persona_studio.paths import icon, resource
from persona_studio.publish.boxes import Box, Command, Group, Image, Path, Rect, Ref
from persona_studio.publish.pictures import header, picture_id, png_whole
from persona_studio.publish.style import INK, WHITE, Accent

_PATH = re.compile(r"<path\b([^>]*)>")
_ROOT = re.compile(r"<svg\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_COMMAND = re.compile(r"([MLCZ])([^MLCZ]*)")
_CACHED = 500
_MOST_SHAPES, _MOST_PIXELS, _FARTHEST = 4000, 2400, 1e5
_HEX = re.compile(r"#[0-9A-F]{6}")
ReadPicture = Callable[[Id], bytes | None]
"""Gives a stored picture by its id."""
PORTRAIT_FRAME = (214.3, 0.0, 1571.4, 2000.0)
"""Part of a portrait shown on the sheet, as x, y, width, height of its 2000 x 2000 drawing."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One path of a drawing, in its own coordinates; ``part`` names what it shows ("ground", "skin"...)."""

    commands: tuple[Command, ...]
    fill: str | None
    stroke: str | None
    stroke_width: float
    even_odd: bool
    part: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a drawing goes: the point of the page of its origin, and points per unit of the drawing."""

    x: float
    y: float
    scale: float

    def commands(self, commands: tuple[Command, ...]) -> tuple[Command, ...]:
        """Return path commands in page points."""
        shifts = (self.x, self.y)
        return tuple(
            (letter, tuple(value * self.scale + shifts[i % 2] for i, value in enumerate(values)))
            for letter, values in commands
        )


class Drawings:
    """The shipped portraits and icons, read when first needed; and the client's logo, given by ``read``."""

    def __init__(self, read: ReadPicture | None = None) -> None:
        self._read = read or (lambda _: None)
        self._logos: dict[Logo, tuple[Shape, ...]] = {}
        self._shapes: dict[str, tuple[Shape, ...]] = {}
        self._placed: dict[object, tuple[Path, ...]] = {}
        self._labels: dict[str, dict[str, str]] = {}

    def portrait(
        self,
        portrait: Portrait,
        accent: Accent,
        frame: Rect,
        *,
        alt: str,
        ref: Ref | None = None,
        part: tuple[float, float, float, float] = PORTRAIT_FRAME,
        ground: bool = True,
    ) -> Group:
        """Return an illustrated portrait cut to a frame; an unknown drawing leaves its coloured ground.

        ``part`` is what the frame shows of the drawing, ``ground`` whether the soft colour behind is painted.
        """
        key = (portrait, accent, frame, part, ground)
        paths = self._placed.get(key)
        if paths is None:
            made = self._portrait(portrait, accent, frame, part, ground=ground)
            paths = self._keep(key, tuple(made))
        return Group(paths, frame.x, frame.y, frame.width, frame.height, frame, ref, "figure", alt)

    def portrait_label(self, name: str, language: str) -> str:
        """Return in words what a portrait shows; empty for an unknown drawing."""
        if not self._labels:
            rows = json.loads(resource("portraits", "index.json").read_text(encoding="utf-8"))
            self._labels = {row["id"]: row for row in rows}
        return self._labels.get(name, {}).get(f"label_{language}", "")

    def icon(self, name: str, x: float, y: float, size: float, colour: str, stroke: float = 1.6) -> Group:
        """Return an icon of ``size`` points; ``stroke`` is the width of its lines in its 24 units."""
        key = (name, x, y, size, colour, stroke)
        paths = self._placed.get(key)
        if paths is None:
            paths = self._keep(key, tuple(self._icon(name, Place(x, y, size / 24), colour, stroke)))
        return Group(paths, x, y, size, size)

    def logo(self, logo: Logo, frame: Rect, *, alt: str) -> Group | None:
        """Return a logo filling a frame of its own proportions; None when it is not to be had, or damaged."""
        shapes = self._logos.get(logo)
        if shapes is None:
            shapes = logo_shapes(logo, self._read(logo.picture))
            if shapes is None:
                return None
            if len(self._logos) >= _CACHED:
                self._logos.clear()
            self._logos[logo] = shapes
        boxes: tuple[Box, ...]
        if logo.kind == "svg":
            place = Place(frame.x, frame.y, frame.width / logo.width)
            boxes = tuple(Path(place.commands(s.commands), s.fill, even_odd=s.even_odd) for s in shapes)
        else:
            boxes = (Image(frame.x, frame.y, frame.width, frame.height, logo.picture),)
        return Group(boxes, frame.x, frame.y, frame.width, frame.height, frame, role="figure", alt=alt)

    def _keep(self, key: object, paths: tuple[Path, ...]) -> tuple[Path, ...]:
        if len(self._placed) >= _CACHED:
            self._placed.clear()
        self._placed[key] = paths
        return paths

    def _portrait(
        self,
        portrait: Portrait,
        accent: Accent,
        frame: Rect,
        part: tuple[float, float, float, float],
        *,
        ground: bool,
    ) -> Iterator[Path]:
        left, top, width, _ = part
        scale = frame.width / width
        place = Place(frame.x - left * scale, frame.y - top * scale, scale)
        shapes = self._portrait_shapes(portrait.drawing)
        if not shapes:
            corners = ((0.0, 0.0), (2000.0, 0.0), (2000.0, 2000.0), (0.0, 2000.0))
            outline: list[Command] = [("M" if i == 0 else "L", corner) for i, corner in enumerate(corners)]
            shapes = (Shape((*outline, ("Z", ())), WHITE, None, 0.0, even_odd=False, part="ground"),)
        colours = {"ground": accent.tint, "clothes": accent.clair, "skin": portrait.skin or WHITE}
        for shape in shapes:
            if shape.part == "ground" and not ground:
                continue
            fill = colours.get(shape.part, shape.fill) if shape.fill else None
            yield Path(
                place.commands(shape.commands),
                fill,
                shape.stroke,
                shape.stroke_width * scale,
                shape.even_odd,
            )

    def _portrait_shapes(self, name: str) -> tuple[Shape, ...]:
        if name not in self._shapes:
            path = resource("portraits", f"{name}.svg")
            # The name comes from a project file: it must be a plain name, not a way out of the folder.
            safe = re.fullmatch(r"[\w-]+", name) and path.is_file()
            self._shapes[name] = read_shapes(path.read_text(encoding="utf-8")) if safe else ()
        return self._shapes[name]

    def _icon(self, name: str, place: Place, colour: str, stroke: float) -> Iterator[Path]:
        key = f"icon:{name}"
        if key not in self._shapes:
            self._shapes[key] = read_shapes(icon(name).read_text(encoding="utf-8"))
        for shape in self._shapes[key]:
            yield Path(
                place.commands(shape.commands),
                colour if shape.fill else None,
                colour if shape.stroke else None,
                stroke * place.scale,
            )


def read_shapes(svg: str) -> tuple[Shape, ...]:
    """Return the paths of one of our drawings; ValueError for anything but M, L, C and Z paths."""
    root = _ROOT.search(svg)
    shared = dict(_ATTRIBUTE.findall(root[1])) if root else {}
    return tuple(_shape({**shared, **dict(_ATTRIBUTE.findall(match[1]))}) for match in _PATH.finditer(svg))


def logo_shapes(logo: Logo, data: bytes | None) -> tuple[Shape, ...] | None:
    """Return the filled shapes of a stored logo, none for pixels; None when it is not as we stored it."""
    if data is None or picture_id(data) != logo.picture:
        return None
    if logo.kind != "svg":
        found = header(data)
        fits = found is not None and (found.width, found.height) == (logo.width, logo.height)
        return () if fits and max(logo.width, logo.height) <= _MOST_PIXELS and png_whole(data) else None
    try:
        shapes = read_shapes(data.decode())
    except (ValueError, KeyError):
        return None
    return shapes if 0 < len(shapes) <= _MOST_SHAPES and all(map(_drawable, shapes)) else None


def _drawable(shape: Shape) -> bool:
    numbers = (abs(value) for _, values in shape.commands for value in values)
    return _HEX.fullmatch(shape.fill or "") is not None and all(value <= _FARTHEST for value in numbers)


def _shape(attributes: dict[str, str]) -> Shape:
    stroke = _colour(attributes.get("stroke"))
    return Shape(
        tuple(_commands(attributes["d"])),
        _colour(attributes.get("fill", INK)),
        stroke,
        float(attributes.get("stroke-width", "1")) if stroke else 0.0,
        attributes.get("fill-rule") == "evenodd",
        attributes.get("class", ""),
    )


def _colour(value: str | None) -> str | None:
    return None if value in {None, "none"} else value


def _commands(data: str) -> Iterator[Command]:
    """Yield one command a segment: "L1 2 3 4" is two lines."""
    for letter, numbers in _COMMAND.findall(data):
        values = tuple(map(float, numbers.replace(",", " ").split()))
        step = 6 if letter == "C" else 2
        if letter == "Z":
            yield "Z", ()
        elif not values or len(values) % step:
            raise ValueError(f"path command {letter} with {len(values)} numbers")
        for i in range(0, len(values), step):
            yield (letter if i == 0 or letter != "M" else "L"), values[i : i + step]
