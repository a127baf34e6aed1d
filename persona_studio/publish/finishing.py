"""What is done to pages once they are laid out: marks to cut them at, and how they look without colours.

Pure functions from pages to pages: every painter, and the window, shows the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from persona_studio.domain.kit import Options
from persona_studio.publish.boxes import Box, Colour, Group, Image, Line, Page, Path, Rect, TextBox, TextLine
from persona_studio.publish.style import MM

MARGIN = 10 * MM
"""How much a page grows on each side, for the marks."""
BLEED = 3 * MM
_Sides = tuple[float, float, float, float]
_OFF, _MARK, _MARK_LINE = 3 * MM, 5 * MM, 0.25
_MARK_COLOUR = "#000000"
_NEAR = 0.5
"""Points from the edge of a page within which something reaches it."""


def finished(pages: Sequence[Page], options: Options) -> list[Page]:
    """Return pages as the options want them."""
    made = [cropped(page) for page in pages] if options.crop else list(pages)
    return [greyed(page) for page in made] if options.grey else made


# ---------------------------------------------------------------- marks to cut at


def cropped(page: Page) -> Page:
    """Return a page on a larger one, with marks at its corners and what reaches its edges going beyond them.

    A page that says where it is cut has marks of its own: it stays as it is.
    """
    if page.trim is not None:
        return page
    trim = (MARGIN, MARGIN, MARGIN + page.width, MARGIN + page.height)
    boxes = tuple(moved(bled(box, page), MARGIN, MARGIN) for box in page.boxes)
    return replace(
        page,
        width=page.width + 2 * MARGIN,
        height=page.height + 2 * MARGIN,
        boxes=(*boxes, *_marks(trim)),
        trim=trim,
        bleed=BLEED,
    )


def _marks(trim: tuple[float, float, float, float]) -> Iterator[Line]:
    left, top, right, bottom = trim
    for x, way_x in ((left, -1), (right, 1)):
        for y, way_y in ((top, -1), (bottom, 1)):
            near, far = x + way_x * _OFF, x + way_x * (_OFF + _MARK)
            yield Line(min(near, far), y, max(near, far), y, _MARK_COLOUR, _MARK_LINE)
            near, far = y + way_y * _OFF, y + way_y * (_OFF + _MARK)
            yield Line(x, min(near, far), x, max(near, far), _MARK_COLOUR, _MARK_LINE)


def bled(box: Box, page: Page) -> Box:
    """Return a box that goes on beyond each edge of its page that it reaches."""
    match box:
        case Rect() if not box.radius:
            return _bled_frame(box, page)
        case Image() if not box.radius:
            return _bled_image(box, page)
        case Line():
            return _bled_line(box, page)
        case Group():
            clip = box.clip
            if clip is not None:
                clip = clip if clip.radius else _bled_frame(clip, page)
            return replace(box, boxes=tuple(bled(part, page) for part in box.boxes), clip=clip)
        case _:
            return box


def _beyond(box: Rect | Image, page: Page) -> _Sides:
    """Return how far a box goes on to the left, top, right and bottom."""
    right, bottom = box.x + box.width, box.y + box.height
    reaches = (box.x <= _NEAR, box.y <= _NEAR, right >= page.width - _NEAR, bottom >= page.height - _NEAR)
    left, top, right, bottom = (BLEED if each else 0.0 for each in reaches)
    return left, top, right, bottom


def _grown(box: Rect | Image, by: _Sides) -> dict[str, Any]:
    """Return the frame of a box that grows on its four sides, as :func:`replace` takes it."""
    left, top, right, bottom = by
    across, down = left + right, top + bottom
    return {"x": box.x - left, "y": box.y - top, "width": box.width + across, "height": box.height + down}


def _bled_frame(box: Rect, page: Page) -> Rect:
    return replace(box, **_grown(box, _beyond(box, page)))


def _bled_image(box: Image, page: Page) -> Image:
    """Show more of a picture beyond the edge; where there is no more of it, the whole is drawn larger."""
    left, top, right, bottom = reaches = _beyond(box, page)
    x0, y0, x1, y1 = box.crop
    wide, tall = x1 - x0, y1 - y0
    across, down = 1 + (left + right) / box.width, 1 + (top + bottom) / box.height
    larger = min(1.0, 1 / (wide * across), 1 / (tall * down))
    new_wide, new_tall = wide * across * larger, tall * down * larger
    new_x = min(max(x0 - left / box.width * wide * larger, 0.0), 1 - new_wide)
    new_y = min(max(y0 - top / box.height * tall * larger, 0.0), 1 - new_tall)
    crop = (new_x, new_y, new_x + new_wide, new_y + new_tall)
    return replace(box, **_grown(box, reaches), crop=crop)


def _bled_line(box: Line, page: Page) -> Line:
    """Let a line that ends at an edge, square to it, go on."""
    x1, y1, x2, y2 = box.x1, box.y1, box.x2, box.y2
    if y1 == y2:
        x1, x2 = (_gone_on(x, page.width) for x in (x1, x2))
    elif x1 == x2:
        y1, y2 = (_gone_on(y, page.height) for y in (y1, y2))
    return replace(box, x1=x1, y1=y1, x2=x2, y2=y2)


def _gone_on(place: float, length: float) -> float:
    return place - BLEED if place <= _NEAR else place + BLEED if place >= length - _NEAR else place


def moved(box: Box, dx: float, dy: float) -> Box:
    """Return a box elsewhere on its page, in points to the right and downwards."""
    match box:
        case Line():
            return replace(box, x1=box.x1 + dx, y1=box.y1 + dy, x2=box.x2 + dx, y2=box.y2 + dy)
        case Path():
            shifts = (dx, dy)
            commands = tuple(
                (letter, tuple(value + shifts[i % 2] for i, value in enumerate(values)))
                for letter, values in box.commands
            )
            return replace(box, commands=commands)
        case Group():
            clip = box.clip and replace(box.clip, x=box.clip.x + dx, y=box.clip.y + dy)
            boxes = tuple(moved(part, dx, dy) for part in box.boxes)
            return replace(box, x=box.x + dx, y=box.y + dy, boxes=boxes, clip=clip)
        case TextBox():
            lines = tuple(_moved_line(line, dx, dy) for line in box.lines)
            return replace(box, x=box.x + dx, y=box.y + dy, lines=lines)
        case _:
            return replace(box, x=box.x + dx, y=box.y + dy)


def _moved_line(line: TextLine, dx: float, dy: float) -> TextLine:
    runs = tuple(replace(run, x=run.x + dx, baseline=run.baseline + dy) for run in line.runs)
    return replace(line, x=line.x + dx, baseline=line.baseline + dy, runs=runs)


# ---------------------------------------------------------------- without colours


def greyed(page: Page) -> Page:
    """Return a page as a printer without colours makes it: each colour as light as it was."""
    return replace(page, boxes=tuple(_greyed(box) for box in page.boxes))


def _greyed(box: Box) -> Box:
    match box:
        case Rect() | Path():
            return replace(box, fill=box.fill and grey(box.fill), stroke=box.stroke and grey(box.stroke))
        case Line():
            return replace(box, colour=grey(box.colour))
        case Group():
            return replace(box, boxes=tuple(_greyed(part) for part in box.boxes))
        case Image():
            return replace(box, grey=True)
        case TextBox():
            return replace(box, lines=tuple(_greyed_line(line) for line in box.lines))


def _greyed_line(line: TextLine) -> TextLine:
    return replace(line, runs=tuple(replace(run, colour=grey(run.colour)) for run in line.runs))


@lru_cache(maxsize=500)
def grey(colour: Colour) -> Colour:
    """Return the grey of the luma of a colour (ITU-R BT.601, as Pillow's mode L): "#3A3A9E" is "#454545"."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    luma = (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16
    return f"#{luma:02X}{luma:02X}{luma:02X}"
