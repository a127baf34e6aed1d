"""Outlines cut at a frame: slides do not clip drawings, so what stands out of the frame is cut off itself."""

from collections.abc import Iterator, Sequence

import pathops

from persona_studio.publish.boxes import Box, Command, Group, Image, Line, Path, Rect, frame
from persona_studio.publish.curves import commands, path_of
from persona_studio.publish.operators import rounded

Shape = Rect | Line | Path | Group | Image
_NEAR = 0.01
_CAPS, _JOIN = pathops.LineCap.ROUND_CAP, pathops.LineJoin.ROUND_JOIN


def clipped(group: Group) -> tuple[Box, ...]:
    """Return the shapes of a group as they show within its clip; pictures are cut by who places them."""
    if group.clip is None:
        return group.boxes
    return tuple(_clipped(group.boxes, group.clip))


def _clipped(boxes: Sequence[Box], clip: Rect) -> Iterator[Box]:
    outline = outlined(Path(rounded(clip)))
    for box in boxes:
        if isinstance(box, Image) or _inside(box, clip):
            yield box
        elif isinstance(box, Group):
            yield Group(tuple(_clipped(clipped(box), clip)), box.x, box.y, box.width, box.height)
        else:
            yield from _cut(box, outline)


def _inside(box: Box, clip: Rect) -> bool:
    """Tell whether a box surely stands within a rectangle whose corners may be round."""
    margin = clip.radius * 0.293  # how far a round corner is cut off along both sides: 1 - 1/√2
    half = _pen(box) / 2 - _NEAR
    left, top, right, bottom = frame(box)
    return (
        left - half >= clip.x + margin
        and top - half >= clip.y + margin
        and right + half <= clip.x + clip.width - margin
        and bottom + half <= clip.y + clip.height - margin
    )


def _pen(box: Box) -> float:
    return box.stroke_width if isinstance(box, Rect | Path) and box.stroke else 0.0


def _cut(box: Box, outline: pathops.Path) -> Iterator[Path]:
    """Yield what shows of a shape: its ground, then its line as an area of its own."""
    if isinstance(box, Line):
        line = Path((("M", (box.x1, box.y1)), ("L", (box.x2, box.y2))), None, box.colour, box.width)
        yield from _cut(line, outline)
    elif isinstance(box, Rect):
        yield from _cut(Path(rounded(box), box.fill, box.stroke, box.stroke_width), outline)
    elif isinstance(box, Path):
        if box.fill:
            yield from _both(outlined(box), outline, box.fill)
        if box.stroke:
            drawn = outlined(box)
            drawn.stroke(box.stroke_width, _CAPS, _JOIN, 4.0)
            drawn.convertConicsToQuads()
            yield from _both(drawn, outline, box.stroke)


def _both(shape: pathops.Path, outline: pathops.Path, fill: str) -> Iterator[Path]:
    shown = tuple(commands(pathops.op(shape, outline, pathops.PathOp.INTERSECTION)))
    if shown:
        yield Path(shown, fill, even_odd=True)


def outlined(path: Path) -> pathops.Path:
    """Return an outline as the library holds it."""
    return path_of(path.commands, even_odd=path.even_odd)


def extent(box: Box) -> tuple[float, float, float, float]:
    """Return (left, top, right, bottom) of what is drawn: handles of curves may stand further out."""
    if isinstance(box, Path) and any(letter == "C" for letter, _ in box.commands):
        left, top, right, bottom = outlined(box).bounds
        return left, top, right, bottom
    return frame(box)


def simple(path: Path) -> tuple[Command, ...]:
    """Return the outline of what a path fills, no part of it twice: slides leave doubled parts empty."""
    if path.even_odd or sum(letter == "M" for letter, _ in path.commands) < 2:
        return path.commands
    made = outlined(path)
    made.simplify(fix_winding=False, keep_starting_points=False)
    return tuple(commands(made))


def picture_outline(picture: Rect, clip: Rect) -> tuple[Command, ...]:
    """Return the outline in which a picture shows: of as much room as itself, wherever its frame cuts it."""
    shown = pathops.op(
        outlined(Path(rounded(picture))), outlined(Path(rounded(clip))), pathops.PathOp.INTERSECTION
    )
    return tuple(commands(shown)) or rounded(picture)
