"""Pages on larger paper of the same shape: all that is on them grows with it."""

from dataclasses import replace
from typing import Any

from persona_studio.publish.boxes import Box, GlyphRun, Group, Line, Page, Path, Rect, TextBox, TextLine


def enlarged(page: Page, width: float, height: float) -> Page:
    """Return a page on paper of another size, in points; its width says how much larger all becomes."""
    times = width / page.width
    return replace(page, width=width, height=height, boxes=tuple(_enlarged(box, times) for box in page.boxes))


def _enlarged(box: Box, times: float) -> Box:
    match box:
        case Line():
            ends = _times(box, times, "x1", "y1", "x2", "y2", "width")
            return replace(box, **ends, dash=_each(box.dash, times))
        case Path():
            commands = tuple((letter, _each(values, times)) for letter, values in box.commands)
            return replace(box, commands=commands, stroke_width=box.stroke_width * times)
        case Rect():
            lines = _times(box, times, "stroke_width", "radius")
            return replace(box, **_frame(box, times), **lines, dash=_each(box.dash, times))
        case Group():
            clip = box.clip and replace(box.clip, **_frame(box.clip, times), radius=box.clip.radius * times)
            boxes = tuple(_enlarged(part, times) for part in box.boxes)
            return replace(box, **_frame(box, times), boxes=boxes, clip=clip)
        case TextBox():
            return replace(box, **_frame(box, times), lines=tuple(_line(line, times) for line in box.lines))
        case _:
            return replace(box, **_frame(box, times), radius=box.radius * times)


def _frame(box: Box, times: float) -> dict[str, Any]:
    return _times(box, times, "x", "y", "width", "height")


def _times(of: object, times: float, *names: str) -> dict[str, Any]:
    """Return some measures of a thing, enlarged, as :func:`replace` takes them."""
    return {name: getattr(of, name) * times for name in names}


def _each(values: tuple[float, ...], times: float) -> tuple[float, ...]:
    return tuple(value * times for value in values)


def _line(line: TextLine, times: float) -> TextLine:
    runs = tuple(_run(run, times) for run in line.runs)
    ends = _times(line, times, "baseline", "x", "width")
    return replace(line, **ends, runs=runs)


def _run(run: GlyphRun, times: float) -> GlyphRun:
    sizes = _times(run, times, "size", "x", "baseline", "advance")
    return replace(run, **sizes, positions=_each(run.positions, times), rises=_each(run.rises, times))
