"""Shapes as native shapes: rectangles, lines, outlines of points that can be edited, groups, pictures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from persona_studio.publish.boxes import Box, Command, Group, Image, Line, Path, Rect, TextBox, frame
from persona_studio.publish.pptx.clipping import clipped, extent, picture_outline, simple
from persona_studio.publish.pptx.colours import Palette
from persona_studio.publish.pptx.fit import Fit
from persona_studio.publish.pptx.xml import attribute, name

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_LEAST = 1
"""Units of a side: a shape of no width is not shown by every reader."""
_SAME = 0.01


@dataclass(frozen=True, slots=True)
class Brush:
    """What shapes of one slide are made with; ``picture`` puts a picture into it and returns its id there.

    ``decor`` is what decoration is called.
    """

    fit: Fit
    palette: Palette
    picture: Callable[[str], str]
    decor: str
    ids: Iterator[int] = field(default_factory=lambda: count(2))

    def named(self, alt: str = "", called: str = "") -> str:
        """Return the properties all shapes have: their own id, a name, and what they show or that it is none.

        ``called`` is the name of what is neither: a text says itself what it is.
        """
        if called:
            return f'<p:cNvPr id="{next(self.ids)}" name={name(called)}/>'
        if alt:
            return f'<p:cNvPr id="{next(self.ids)}" name={name(alt)} descr={attribute(alt)}/>'
        own = next(self.ids)
        return f'<p:cNvPr id="{own}" name={name(f"{self.decor} {own}")}>{_DECORATIVE}</p:cNvPr>'

    def place(self, left: float, top: float, right: float, bottom: float, more: str = "") -> str:
        """Return where a shape stands; each edge is rounded by itself, so that neighbours still meet."""
        x, y = self.fit.x(left), self.fit.y(top)
        wide, high = max(_LEAST, self.fit.x(right) - x), max(_LEAST, self.fit.y(bottom) - y)
        return f'<a:xfrm{more}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def shape(brush: Brush, box: Box, alt: str = "") -> str:
    """Return a shape; ``alt`` says in words what it shows, and without one it is decoration."""
    match box:
        case Rect():
            return _rect(brush, box, alt)
        case Line():
            return _line(brush, box, alt)
        case Path():
            return _path(brush, box, alt)
        case Image():
            return _image(brush, box, alt, None)
        case Group():
            return _group(brush, box, alt or (box.alt if box.role != "artifact" else ""))
        case TextBox():
            return ""  # groups hold none


def preset(box: Rect) -> str:
    """Return the form of a rectangle: plain, with round corners, or a circle when they are all it has."""
    shorter = min(box.width, box.height)
    radius = min(box.radius, shorter / 2)
    if radius <= 0 or shorter <= 0:
        return _RECT
    if abs(box.width - box.height) < _SAME and radius > shorter / 2 - _SAME:
        return '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    part = round(radius / shorter * 100_000)
    return (
        f'<a:prstGeom prst="roundRect"><a:avLst><a:gd name="adj" fmla="val {part}"/></a:avLst></a:prstGeom>'
    )


def pen(
    brush: Brush,
    colour: str | None,
    width: float,
    dash: tuple[float, ...] = (),
    *,
    cap: str = "flat",
    join: str = "<a:round/>",
) -> str:
    """Return the line of a shape; dashes are told in parts of its width."""
    if not colour or width <= 0:
        return "<a:ln><a:noFill/></a:ln>"
    stops = "".join(
        f'<a:ds d="{round(on / width * 100_000)}" sp="{round(off / width * 100_000)}"/>'
        for on, off in zip(dash[::2], dash[1::2], strict=False)
    )
    dashes = f"<a:custDash>{stops}</a:custDash>" if stops else ""
    wide = max(1, brush.fit.length(width))
    return f'<a:ln w="{wide}" cap="{cap}">{brush.palette.fill(colour)}{dashes}{join}</a:ln>'


def _rect(brush: Brush, box: Rect, alt: str) -> str:
    place = brush.place(*frame(box))
    line = pen(brush, box.stroke, box.stroke_width, box.dash, join='<a:miter lim="800000"/>')
    return _sp(brush.named(alt), f"{place}{preset(box)}{brush.palette.fill(box.fill)}{line}")


def _line(brush: Brush, box: Line, alt: str) -> str:
    ends = sorted((box.x1, box.x2)), sorted((box.y1, box.y2))
    flipped = ' flipV="1"' if (box.x2 - box.x1) * (box.y2 - box.y1) < 0 else ""
    place = brush.place(ends[0][0], ends[1][0], ends[0][1], ends[1][1], flipped)
    line = pen(brush, box.colour, box.width, box.dash)
    form = '<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{brush.named(alt)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{place}{form}{line}</p:spPr></p:cxnSp>"
    )


def _path(brush: Brush, box: Path, alt: str) -> str:
    if not box.commands:
        return ""
    join = '<a:miter lim="800000"/>' if box.join == "miter" else "<a:round/>"
    line = pen(brush, box.stroke, box.stroke_width, cap="rnd", join=join)
    outline = simple(box) if box.fill and not box.stroke else box.commands
    around = extent(box)
    form = freeform(brush, outline, around)
    return _sp(brush.named(alt), f"{brush.place(*around)}{form}{brush.palette.fill(box.fill)}{line}")


def freeform(brush: Brush, outline: Sequence[Command], around: tuple[float, float, float, float]) -> str:
    """Return the form of an outline whose points count from the corner of what stands around it."""
    left, top, right, bottom = around
    x, y = brush.fit.x(left), brush.fit.y(top)
    wide, high = max(_LEAST, brush.fit.x(right) - x), max(_LEAST, brush.fit.y(bottom) - y)
    steps = "".join(_step(brush.fit, letter, values, x, y) for letter, values in outline)
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{steps}</a:path></a:pathLst></a:custGeom>'
    )


_VERBS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}


def _step(fit: Fit, letter: str, values: tuple[float, ...], x: int, y: int) -> str:
    if letter == "Z":
        return "<a:close/>"
    points = "".join(
        f'<a:pt x="{fit.x(values[i]) - x}" y="{fit.y(values[i + 1]) - y}"/>' for i in range(0, len(values), 2)
    )
    return f"<a:{_VERBS[letter]}>{points}</a:{_VERBS[letter]}>"


def _image(brush: Brush, box: Image, alt: str, clip: Rect | None) -> str:
    left, top, right, bottom = (round(part * 100_000) for part in box.crop)
    crop = f'<a:srcRect l="{left}" t="{top}" r="{100_000 - right}" b="{100_000 - bottom}"/>'
    own = Rect(box.x, box.y, box.width, box.height, radius=box.radius)
    place, form = brush.place(*frame(box)), preset(own)
    if clip is not None:
        form = freeform(brush, picture_outline(own, clip), frame(own))
    return (
        f"<p:pic><p:nvPicPr>{brush.named(alt)}"
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{brush.picture(box.key)}"/>{crop}'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f"<p:spPr>{place}{form}</p:spPr></p:pic>"
    )


def _group(brush: Brush, box: Group, alt: str) -> str:
    """Return a group, or what it holds by itself when that is a single shape."""
    parts = [part for part in clipped(box) if not isinstance(part, TextBox)]
    if len(parts) == 1:
        return _part(brush, parts[0], alt, box.clip)
    if not parts:
        return ""
    own = brush.named(alt)
    # LibreOffice forgets what groups and lines show, and keeps what a shape does: the largest says it too.
    said = {id(max(parts, key=_area)): alt}
    within = "".join(_part(brush, part, said.get(id(part), ""), box.clip) for part in parts)
    frames = [extent(part) for part in parts]
    left, top = min(each[0] for each in frames), min(each[1] for each in frames)
    right, bottom = max(each[2] for each in frames), max(each[3] for each in frames)
    place = brush.place(left, top, right, bottom)
    inner = place.removeprefix("<a:xfrm>").removesuffix("</a:xfrm>")
    inner = inner.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    place = place.replace("</a:xfrm>", f"{inner}</a:xfrm>")
    return (
        f"<p:grpSp><p:nvGrpSpPr>{own}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr>{place}</p:grpSpPr>{within}</p:grpSp>"
    )


def _part(brush: Brush, part: Box, alt: str, clip: Rect | None) -> str:
    return _image(brush, part, alt, clip) if isinstance(part, Image) else shape(brush, part, alt)


def _area(box: Box) -> float:
    if isinstance(box, Line):
        return 0.0
    left, top, right, bottom = frame(box)
    return (right - left) * (bottom - top)


def _sp(named: str, properties: str) -> str:
    return f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{properties}</p:spPr></p:sp>"
