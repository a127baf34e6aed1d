"""Where something dragged over a sheet would land: read from the boxes of its pages, nothing is laid out.

All lengths are in points from the top left corner of a page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Box, Group, Line, Page, Rect, Ref, TextBox, frame
from persona_studio.services.personas.faces import Outlined

MM = 72 / 25.4
AROUND = 4 * MM
"""How far outside its text a section takes what is dropped, and shows that it does."""
BETWEEN_LINES, BETWEEN_SECTIONS = 1.15 * MM, 6.2 * MM
AREA = ("section", "area")
"""What the rectangle of a companion shows that belongs to one of its sections, whatever is written there."""
_INSIDE = 2 * MM  # from the edges of an area to the line that marks a place in it
_LOWEST = 12 * MM  # from the foot of the page: nothing prints there


class Frame(NamedTuple):
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Frame":
        """Return it with a margin around."""
        return Frame(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holding(self, other: tuple[float, float, float, float]) -> "Frame":
        """Return the smallest that holds another as well."""
        left, top, right, bottom = other
        return Frame(
            min(self.left, left), min(self.top, top), max(self.right, right), max(self.bottom, bottom)
        )

    def away(self, x: float, y: float) -> float:
        """Return how far outside of it a point is, 0 inside."""
        return max(self.beside(x), self.top - y, y - self.bottom, 0.0)

    def beside(self, x: float) -> float:
        """Return how far left or right of it something is, 0 when it is neither."""
        return max(self.left - x, x - self.right, 0.0)


@dataclass(frozen=True, slots=True)
class Stop:
    """A place between lines: ``index`` lines of the whole section come before it; ``y`` is its height."""

    index: int
    y: float


@dataclass(frozen=True, slots=True)
class Zone:
    """What one column of a page shows of a section.

    ``lines`` are the places of the lines that begin here, ``stops`` those where something may be put.
    ``headed`` tells that it begins with the title, ``ends`` that nothing of the section follows elsewhere.
    White down to ``reach`` belongs to it. One of a companion has an ``area`` of its own, all of which takes.
    """

    page: int
    section: Id
    frame: Frame
    lines: tuple[int, ...]
    stops: tuple[Stop, ...]
    headed: bool
    ends: bool
    reach: float
    area: Frame | None = None

    @property
    def ground(self) -> Frame:
        """What is shown to take: the area, or the text with a margin around."""
        return self.area or self.frame.grown(AROUND)

    def takes(self, page: int, x: float, y: float) -> bool:
        """Tell whether what is let go at a point comes to this section."""
        if self.area is not None:
            return page == self.page and self.area.away(x, y) == 0
        below = max(self.frame.bottom + AROUND, self.reach)
        beside = self.frame.beside(x) <= AROUND
        return page == self.page and beside and self.frame.top - AROUND <= y <= below


@dataclass(frozen=True, slots=True)
class Landing:
    """Where something would land: before the thing at ``index`` of ``parent``, both as they stand now.

    ``parent`` is a section (for lines) or a persona (for sections), ``section`` the one that shows it, whose
    text stands in ``frame``, on its ``ground``. The line that marks the place lies at the height ``y``.
    """

    parent: Id
    index: int
    section: Id
    page: int
    frame: Frame
    y: float
    ground: Frame


def zones(pages: Sequence[Page], outline: Outlined) -> tuple[Zone, ...]:
    """Return the parts of sections that pages show, in reading order.

    Lines that stand elsewhere than in their section (among the figures of a Synthèse) belong to none.
    """
    parts = [part for number, page in enumerate(pages) for part in _read(number, page, outline)]
    return tuple(_zones(parts, pages))


def landing(known: Iterable[Zone], page: int, x: float, y: float) -> Landing | None:
    """Return where lines would land that are let go at a point of a page, None where nothing takes them."""
    zone = _zone_at((zone for zone in known if zone.stops), page, x, y)
    if zone is None:
        return None
    stop = min(zone.stops, key=lambda stop: abs(stop.y - y))
    return Landing(zone.section, stop.index, zone.section, page, zone.frame, stop.y, zone.ground)


def section_landing(
    known: Iterable[Zone], outline: Outlined, page: int, x: float, y: float
) -> Landing | None:
    """Return where a section would land that is let go at a point of a page: before or after another."""
    zone = _zone_at((zone for zone in known if zone.headed or zone.ends), page, x, y)
    at = next((i for i, s in enumerate(outline.sections) if zone is not None and s.id == zone.section), None)
    if zone is None or at is None:
        return None
    shape = zone.frame
    before = zone.headed and (not zone.ends or y < (shape.top + shape.bottom) / 2)
    height = shape.top - BETWEEN_SECTIONS / 2 if before else shape.bottom + BETWEEN_SECTIONS / 2
    return Landing(outline.id, at if before else at + 1, zone.section, page, shape, height, zone.ground)


def counted_without(things: Sequence[Id], index: int, moving: Sequence[Id]) -> int:
    """Return a place among the things that stay when those that move have left theirs."""
    return sum(1 for each in things[:index] if each not in moving)


def _zone_at(known: Iterable[Zone], page: int, x: float, y: float) -> Zone | None:
    near = [zone for zone in known if zone.takes(page, x, y)]
    return min(near, key=lambda zone: zone.frame.away(x, y)) if near else None


# -------------------------------------------------------------- reading the boxes


@dataclass(slots=True)
class _Line:
    index: int
    begins: bool
    top: float
    bottom: float


@dataclass(slots=True)
class _Part:
    """What a column has of a section, while its boxes are read."""

    page: int
    section: Id
    frame: Frame
    headed: bool
    lines: list[_Line] = field(default_factory=list)
    hint: Frame | None = None
    area: Frame | None = None

    @classmethod
    def within(cls, page: int, section: Id, area: Frame) -> "_Part":
        """Return a part that has an area of its own."""
        inside = Frame(area.left + _INSIDE, area.bottom, area.right - _INSIDE, area.top)
        return cls(page, section, inside, headed=True, area=area)

    def add(self, index: int, box: Box, *, begins: bool) -> None:
        """Take a box of a line: its mark, its words, or one of its chips."""
        shape = Frame(*frame(box))
        # As wide as the column, which the rule under the title tells: boxes of chips are wider than they.
        wide = (self.frame.left, self.frame.right) if self.frame.left < self.frame.right else shape[::2]
        self.frame = self.frame.holding((wide[0], shape.top, wide[1], shape.bottom))
        if self.lines and self.lines[-1].index == index:
            self.lines[-1].bottom = max(self.lines[-1].bottom, shape.bottom)
            self.lines[-1].top = min(self.lines[-1].top, shape.top)
        else:
            self.lines.append(_Line(index, begins, shape.top, shape.bottom))

    def names(self, box: Box) -> bool:
        return box.ref is not None and box.ref.kind == "section" and box.ref.id == self.section


def _read(number: int, page: Page, outline: Outlined) -> list[_Part]:
    areas = {box.ref.id: box for box in page.boxes if isinstance(box, Rect) and box.ref and _is_area(box.ref)}
    return _in_areas(number, page, outline, areas) if areas else _Reader(number, outline).read(page)


def _is_area(ref: Ref) -> bool:
    return (ref.kind, ref.field) == AREA


def _in_areas(number: int, page: Page, outline: Outlined, areas: dict[Id, Rect]) -> list[_Part]:
    """Return the parts of a companion: each section has the area that is drawn for it, lines or not."""
    lines = {a.id: (s.id, i) for s in outline.sections for i, a in enumerate(s.attributes)}
    known = {section.id for section in outline.sections}
    parts = {which: _Part.within(number, which, Frame(*frame(box))) for which, box in areas.items()}
    for box in page.boxes:
        ref = box.ref
        if ref is None:
            continue
        section, index = lines.get(ref.id, ("", 0)) if ref.kind == "attribute" else (ref.id, 0)
        part = parts.get(section)
        if part is None or section not in known:
            continue
        if ref.kind == "attribute":
            part.add(index, box, begins=not isinstance(box, TextBox) or box.first == 0)
        elif isinstance(box, Rect) and ref.field == "attributes":
            part.hint = Frame(*frame(box))
    return list(parts.values())


class _Reader:
    """Reads the boxes of a page in their order: a title, its rule, then what stands under it."""

    def __init__(self, number: int, outline: Outlined) -> None:
        self._number = number
        self._sections = {section.id for section in outline.sections}
        self._lines = {a.id: (s.id, i) for s in outline.sections for i, a in enumerate(s.attributes)}
        self._parts: list[_Part] = []
        self._open: _Part | None = None
        self._head: Frame | None = None

    def read(self, page: Page) -> list[_Part]:
        """Return the parts of sections on a page."""
        before: Box | None = None
        for box in page.boxes:
            if self._of_line(box):
                pass
            elif isinstance(box, TextBox):
                self._text(box, before)
            elif isinstance(box, Line) and isinstance(before, TextBox) and before.role == "h2":
                self._rule(Frame(*frame(box)))
            elif isinstance(box, Rect) and self._open is not None and self._open.names(box):
                self._open.hint = Frame(*frame(box))
                self._open.frame = self._open.frame.holding(frame(box))
            before = box
        return self._parts

    def _of_line(self, box: Box) -> bool:
        """Take a box of a line that stands in the list of its section; tell whether it is one."""
        if box.ref is None or box.ref.kind != "attribute" or box.ref.id not in self._lines:
            return False
        section, index = self._lines[box.ref.id]
        part = self._open
        goes_on = part is not None and part.lines[-1:] != [] and part.lines[-1].index == index
        marked = isinstance(box, Group) and box.role == "label"
        listed = isinstance(box, TextBox) and box.role == "li"
        if not (marked or listed or (goes_on and part is not None and part.section == section)):
            return False
        self._under(section).add(index, box, begins=not isinstance(box, TextBox) or box.first == 0)
        return True

    def _text(self, box: TextBox, before: Box | None) -> None:
        if box.role == "h2":
            self._title(box, before)
        elif self._open is not None and self._open.names(box):
            self._open.frame = self._open.frame.holding(frame(box))  # the hint, or the end of a long title
        else:
            self._open = self._head = None

    def _title(self, box: TextBox, before: Box | None) -> None:
        self._open, self._head = None, Frame(*frame(box))
        if isinstance(before, Group) and before.ref is None:
            self._head = self._head.holding(frame(before))
        if box.ref is not None and box.ref.kind == "section" and box.ref.id in self._sections:
            self._open = _Part(self._number, box.ref.id, self._head, headed=True)
            self._parts.append(self._open)

    def _rule(self, rule: Frame) -> None:
        if self._head is not None:
            self._head = self._head.holding(rule)
        if self._open is not None:
            self._open.frame = self._open.frame.holding(rule)

    def _under(self, section: Id) -> _Part:
        """Return the part to which a line belongs; under a title that names none, one goes on from before."""
        if self._open is None or self._open.section != section:
            shape = self._head or Frame(1e9, 1e9, -1e9, -1e9)
            self._open = _Part(self._number, section, shape, headed=False)
            self._parts.append(self._open)
        return self._open


def _zones(parts: list[_Part], pages: Sequence[Page]) -> Iterator[Zone]:
    last = {part.section: i for i, part in enumerate(parts)}
    ends = {(part.section, line.index): i for i, part in enumerate(parts) for line in part.lines}
    for i, part in enumerate(parts):
        # A line may be so long that its end stands elsewhere: nothing comes between its parts.
        goes_on = bool(part.lines) and ends[part.section, part.lines[-1].index] != i
        stops = tuple(_stops(part, goes_on=goes_on))
        lines = tuple(line.index for line in part.lines if line.begins)
        reach = part.area.bottom if part.area else _reach(part.frame, pages[part.page])
        done = last[part.section] == i
        shape = part.frame
        yield Zone(part.page, part.section, shape, lines, stops, part.headed, done, reach, part.area)


def _stops(part: _Part, *, goes_on: bool) -> Iterator[Stop]:
    if not part.lines and part.hint is not None:
        yield Stop(0, part.hint.top)
    elif not part.lines and part.area is not None:
        yield Stop(0, part.area.bottom - BETWEEN_LINES)
    above: float | None = None
    for line in part.lines:
        if line.begins:
            between = BETWEEN_LINES / 2 if above is None else (line.top - above) / 2
            yield Stop(line.index, line.top - between)
        above = line.bottom
    if part.lines and not goes_on:
        yield Stop(part.lines[-1].index + 1, part.lines[-1].bottom + BETWEEN_LINES / 2)


def _reach(shape: Frame, page: Page) -> float:
    """Return how far down the white under a section goes: near to the next text of its column."""
    tops = [box.y for box in page.boxes if isinstance(box, TextBox) and _under(box, shape)]
    return min([*tops, page.height - _LOWEST]) - AROUND


def _under(box: TextBox, shape: Frame) -> bool:
    return box.y >= shape.bottom and box.x < shape.right and box.x + box.width > shape.left
