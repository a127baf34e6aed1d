"""Boxes: what a page is made of once it is laid out.

Everything is in points (1/72 inch) from the top left corner of the page, y downwards; colours are "#RRGGBB".
Painters (screen, PDF, PNG) only paint; hit-testing, the inline editor, tags and bookmarks read the same list.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from persona_studio.domain.ids import Id

Colour = str
FontKey = str
"""File name without ending of a font of resources/fonts, such as "Inter-Regular"."""

TextRole = Literal["h1", "h2", "p", "li", "caption", "artifact"]
GroupRole = Literal["figure", "label", "artifact"]
Command = tuple[str, tuple[float, ...]]
"""One absolute path command: ("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ())."""

_ASCENT, _DESCENT = 0.95, 0.27  # of the size: the caret's height, enough for accented capitals


@dataclass(frozen=True, slots=True)
class Ref:
    """What a box shows: the kind of thing ("persona", "section", "attribute"), its id, its field."""

    kind: str
    id: Id
    field: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table something stands: ``table`` names it on its page, rows and columns count from 0.

    A ``head`` names the rest of its row or column. A rectangle in a cell is its ground.
    """

    table: str
    row: int
    column: int
    head: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, with rounded corners when ``radius`` is above 0."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: float = 0.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()
    ref: Ref | None = None
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: Colour
    width: float
    dash: tuple[float, ...] = ()
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A filled or stroked outline; ends are round, ``join`` is "round" or "miter"."""

    commands: tuple[Command, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    stroke_width: float = 0.0
    even_odd: bool = False
    join: Literal["round", "miter"] = "round"
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A drawing made of shapes, cut at ``clip``.

    ``alt`` says in words what a "figure" or a "label" (the mark of a list item) shows; an "artifact" is
    decoration. ``x``, ``y``, ``width``, ``height`` frame it for hit-testing. ``sign`` is the character that
    stands for it where marks are typed.
    """

    boxes: "tuple[Box, ...]"
    x: float
    y: float
    width: float
    height: float
    clip: Rect | None = None
    ref: Ref | None = None
    role: GroupRole = "artifact"
    alt: str = ""
    sign: str = ""
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; ``key`` names it, ``crop`` is (left, top, right, bottom) in parts of it, 0 to 1.

    It stands in a group, whose ``alt`` says what it shows. A ``grey`` one is shown without its colours.
    """

    x: float
    y: float
    width: float
    height: float
    key: str
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    radius: float = 0.0
    ref: Ref | None = None
    grey: bool = False


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font on one line.

    ``positions`` are the glyph origins from ``x``; ``rises`` (empty when all are 0) lift them above
    ``baseline``. ``text`` are the characters shown, ``start`` their offset in the text of the box;
    ``clusters`` holds for each glyph the offset in ``text`` of its first character. ``advance`` is the
    width of the run.
    """

    font: FontKey
    size: float
    colour: Colour
    x: float
    baseline: float
    text: str
    glyphs: tuple[int, ...]
    positions: tuple[float, ...]
    clusters: tuple[int, ...]
    advance: float
    start: int = 0
    rises: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; ``start`` and ``end`` are the offsets of what it prints in the text of the box."""

    baseline: float
    x: float
    width: float
    start: int
    end: int
    runs: tuple[GlyphRun, ...]


@dataclass(frozen=True, slots=True)
class TextBox:
    """A paragraph, already broken into lines.

    ``text`` is all it says. ``value`` is the part of it that is the value ``ref`` names: a quote is printed
    between marks that are not part of it. A ``hint`` is an invitation seen on screen only. ``first`` is the
    offset of ``text`` in the whole value when an earlier page printed the beginning.
    """

    x: float
    y: float
    width: float
    height: float
    text: str
    lines: tuple[TextLine, ...]
    ref: Ref | None = None
    role: TextRole = "p"
    hint: bool = False
    value: tuple[int, int] | None = None
    first: int = 0
    cell: Cell | None = None

    def caret(self, offset: int) -> tuple[float, float, float]:
        """Return (x, top, bottom) of the caret before the character at ``offset`` of ``text``."""
        if not self.lines:
            return self.x, self.y, self.y + self.height
        line = self.lines[max(0, bisect_right([line.start for line in self.lines], offset) - 1)]
        stops = _stops(line)
        x = next((x for at, x in stops if at >= offset), stops[-1][1])
        size = max((run.size for run in line.runs), default=self.height)
        return x, line.baseline - _ASCENT * size, line.baseline + _DESCENT * size

    def offset_at(self, x: float, y: float) -> int:
        """Return the offset in ``text`` of the caret place nearest to a point."""
        if not self.lines:
            return 0
        line = min(self.lines, key=lambda line: abs(_middle(line) - y))
        return min(_stops(line), key=lambda stop: abs(stop[1] - x))[0]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``boxes`` are in reading order, ``title`` names it in bookmarks, ``label`` is its number.

    ``part`` tells documents in one file apart: a text that goes on does so within its own. ``trim`` is where
    it is cut (left, top, right, bottom; None: it is its own size), ``bleed`` how far colour goes beyond.
    ``subject`` names what a page of a deliverable that shows several personas is about: it stays the same
    while other personas come and go.
    """

    width: float
    height: float
    boxes: "tuple[Box, ...]"
    label: str = ""
    title: str = ""
    language: str = "fr"
    part: str = ""
    trim: tuple[float, float, float, float] | None = None
    bleed: float = 0.0
    subject: str = ""


Box = Rect | Line | Path | Group | Image | TextBox


def celled(boxes: "Iterable[Box]", cell: Cell) -> "Iterator[Box]":
    """Yield boxes as those of a cell; lines and outlines stand in none."""
    for box in boxes:
        yield replace(box, cell=cell) if isinstance(box, Rect | Group | TextBox) else box


def images(boxes: "Iterable[Box]") -> Iterator[Image]:
    """Yield the pictures among boxes and in their groups."""
    for box in boxes:
        if isinstance(box, Image):
            yield box
        elif isinstance(box, Group):
            yield from images(box.boxes)


def text_boxes(page: Page) -> Iterator[TextBox]:
    """Yield the text boxes of a page in reading order."""
    return (box for box in page.boxes if isinstance(box, TextBox))


def frame(box: Box) -> tuple[float, float, float, float]:
    """Return (left, top, right, bottom) of a box."""
    if isinstance(box, Line):
        half = box.width / 2
        return (
            min(box.x1, box.x2) - half,
            min(box.y1, box.y2) - half,
            max(box.x1, box.x2) + half,
            max(box.y1, box.y2) + half,
        )
    if isinstance(box, Path):
        xs = [value for _, values in box.commands for value in values[0::2]]
        ys = [value for _, values in box.commands for value in values[1::2]]
        return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)
    return box.x, box.y, box.x + box.width, box.y + box.height


def find(page: Page, ref: Ref) -> Box | None:
    """Return the first box of a page that shows ``ref``, text before shapes; None when there is none."""
    boxes = [box for box in page.boxes if box.ref == ref]
    return next((box for box in boxes if isinstance(box, TextBox)), boxes[0] if boxes else None)


def _middle(line: TextLine) -> float:
    size = max((run.size for run in line.runs), default=0.0)
    return line.baseline - (_ASCENT - _DESCENT) / 2 * size


def _stops(line: TextLine) -> list[tuple[int, float]]:
    """Return the caret places of a line as (offset, x); characters of one cluster share it out."""
    stops = [stop for run in line.runs for stop in _run_stops(run)]
    return [*stops, (line.end, line.x + line.width)] if stops else [(line.start, line.x)]


def _run_stops(run: GlyphRun) -> list[tuple[int, float]]:
    left: dict[int, float] = {}
    for cluster, x in zip(run.clusters, run.positions, strict=True):
        left[cluster] = min(x, left.get(cluster, x))
    if 0 not in left:  # characters that print nothing have places of the caret all the same
        left[0] = left[min(left)] if left else 0.0
    starts = sorted(left)
    ends = [*starts[1:], len(run.text)]
    stops = []
    for begin, end in zip(starts, ends, strict=True):
        after = left.get(end, run.advance)
        step = (after - left[begin]) / (end - begin) if end > begin else 0.0
        stops += [(run.start + begin + i, run.x + left[begin] + i * step) for i in range(end - begin)]
    return stops
