"""What the companions of a sheet share: A4 on its side, who it is at the top, one line at the foot.

On screen each of their sections has a rectangle of its own (``Ref("section", id, "area")``): all of it takes
what is dropped, whatever is written there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, Section
from persona_studio.publish.boxes import Box, Line, Page, Rect, Ref, TextBox
from persona_studio.publish.layout import single_foot
from persona_studio.publish.layout.flow import Placed, Room, continued
from persona_studio.publish.layout.foot import Room as LegendRoom
from persona_studio.publish.layout.foot import legend_boxes, legend_of
from persona_studio.publish.layout.pages import columns, continuation, overflow
from persona_studio.publish.layout.sections import Block, Item, Setting, item_of
from persona_studio.publish.layout.shortened import one_line, plain
from persona_studio.publish.layout.single_foot import Foot
from persona_studio.publish.layout.title import Sizes, title_boxes, title_words
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.style import (
    DISPLAY,
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    TEXT2,
    TEXT3,
    body,
    serif,
)
from persona_studio.publish.text import Paragraph, Style

SIZE = (297 * MM, 210 * MM)
LEFT, RIGHT = 12 * MM, 285 * MM
# Higher than in the pictures: words within 10 mm of the edge are lost on many printers.
FOOT = Foot(LEFT, RIGHT, 192.4 * MM)
_LEGEND_LIFT = 4.8  # from the middle of the foot up to the top of the legend, in points
_TITLES = Sizes((1.0, 0.8), (1.0, 0.8, 0.66, 0.54), ((0.54, 2), (0.42, 3)))
"""Sizes of name and title as parts of the largest, and the lines they may take."""
_BESIDE_TITLE, _BESIDE_NOTE = 4 * MM, 6 * MM
_NOTE_PARTS = (0.4, 0.25, 0.1)
"""Parts of the foot that a note may take, the first that leaves room for the legend."""
_NEXT_TOP, _NEXT_RULE, _COLUMN, _GUTTER = 34 * MM, 26.5 * MM, 127.5 * MM, 14 * MM
_NEXT_COLUMNS = (RIGHT - 2 * _COLUMN - _GUTTER, RIGHT - _COLUMN)
# The white at their left is that of the scissors.
_ABOVE_FOOT = 5 * MM
_NAME_SIZES = (20.0, 14.0, 10.0, 7.0)


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a companion; ``cut`` names the texts that had to be shortened to fit."""

    sheet: Sheet
    cut: tuple[str, ...] = ()


class Titled(NamedTuple):
    """Name and title at the head: their boxes, where they end, and what of them was cut."""

    boxes: list[TextBox]
    bottom: float
    cut: tuple[str, ...]

    @property
    def end(self) -> float:
        """Where the longest line ends."""
        return max((line.x + line.width for box in self.boxes for line in box.lines), default=LEFT)

    @property
    def baseline(self) -> float | None:
        """The baseline of the last line."""
        return self.boxes[-1].lines[-1].baseline if self.boxes and self.boxes[-1].lines else None


def titled(work: Work, x: float, y: float, width: float, size: float) -> Titled:
    """Return name and evocative title from a point on, ``size`` points large when they are short."""

    def sized(parts: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(part * size for part in parts)

    steps = tuple((part * size, lines) for part, lines in _TITLES.steps)
    sizes = Sizes(sized(_TITLES.short), sized(_TITLES.long), steps)
    boxes, rests, bottom = title_boxes(work, title_words(work), x, y, width, sizes)
    return Titled(boxes, bottom, tuple(rest.label for rest in rests))


def beside_title(head: Titled, said: Paragraph, top: float) -> TextBox:
    """Return words after name and title, on their last baseline; without any, where they would begin."""
    if head.baseline is None:
        return said.box(LEFT, top, role="h1")
    # A title cut to a small line stands higher than words beside it may.
    return said.box(head.end + _BESIDE_TITLE, max(top, head.baseline - said.rise), role="h1")


def label(work: Work, said: str, size: float = 10.0) -> Paragraph:
    """Set what a page is, beside the name."""
    return work.line(said, Style(REGULAR, size, size * 1.4, TEXT2))


def area(work: Work, section: Section, shape: Rect) -> Iterator[Box]:
    """Yield the rectangle that belongs to a section, on screen only: it shows nothing."""
    if work.facts.editing:
        yield Rect(shape.x, shape.y, shape.width, shape.height, ref=Ref("section", section.id, "area"))


def foot(work: Work, lines: Iterable[Attribute]) -> Iterator[Box]:
    """Yield the foot with the legend of the marks that lines bear."""
    yield Line(LEFT, FOOT.top, RIGHT, FOOT.top, HAIRLINE, HAIR)
    legend = list(_legend(work, lines, LEFT, 0.45))
    yield from legend
    yield from _source(work, _taken(legend))


def noted_foot(work: Work, lines: Iterable[Attribute], note: str, ref: Ref, hint: str = "") -> Iterator[Box]:
    """Yield the foot with a note at its left, then the legend; on screen an empty note is a hint."""
    yield Line(LEFT, FOOT.top, RIGHT, FOOT.top, HAIRLINE, HAIR)
    invited = not note.strip() and work.facts.editing
    told, shown = hint if invited else note, tuple(lines)
    said, legend = None, list[Box]()
    for part in _NOTE_PARTS:  # a long note gives way to what the marks mean, and at last the client's words
        said = single_foot.at_left(work, FOOT, told, part)
        start = LEFT + said.longest + _BESIDE_NOTE if said is not None else LEFT
        legend = list(_legend(work, shown, start, 0.75))
        if _taken(legend) <= single_foot.room(work, FOOT):
            break
    if said is not None:
        y = FOOT.top + single_foot.MIDDLE - said.height / 2
        yield said.box(LEFT, y, ref=ref, role="caption", hint=invited)
    yield from legend
    yield from _source(work, _taken(legend) or (said.longest if said is not None else 0.0))


def _legend(work: Work, lines: Iterable[Attribute], x: float, part: float) -> Iterator[Box]:
    """Yield the legend from a point on; it ends before such a part of the foot."""
    marks = legend_of(work, lines) if work.facts.options.marks else ()
    if marks:
        width = LEFT + min((RIGHT - LEFT) * part, single_foot.room(work, FOOT)) - x
        yield from legend_boxes(
            work, marks, LegendRoom(x, FOOT.top + single_foot.MIDDLE - _LEGEND_LIFT, width)
        )


def _taken(legend: Iterable[Box]) -> float:
    return max((_end(box) - LEFT for box in legend if isinstance(box, TextBox)), default=0.0)


def _source(work: Work, taken: float) -> Iterator[Box]:
    ref = Ref("persona", work.persona.id, "source")
    yield from single_foot.beside(work, FOOT, taken, work.persona.source or work.facts.source, ref)


def _end(box: TextBox) -> float:
    return max((line.x + line.width for line in box.lines), default=box.x)


def page(work: Work, boxes: Iterable[Box], number: int, what: str, part: str) -> Page:
    """Return a page of a companion, ``number`` counted from 0; ``what`` it is stands in its title."""
    title = work.texts("{what}, {name}", what=what, name=work.persona.name) if work.persona.name else what
    title = continuation(work, title) if number else title
    return Page(*SIZE, tuple(boxes), str(number + 1), title, work.texts.language, part=part)


# ------------------------------------------------------------------ what goes on overleaf


def setting(size: float, width: float = _COLUMN) -> Setting:
    """Return the setting of what goes on overleaf, at ``size`` points."""
    return Setting(width, body(size))


def marked(work: Work, setting: Setting) -> Setting:
    """Return the setting of lines that stand without dashes where the marks are left out."""
    return setting if work.facts.options.marks else setting._replace(marked=False, gutter=0.0)


def set_again(work: Work, attribute: Attribute, first: int, setting: Setting) -> Item:
    """Set what a line says from a letter on, in the setting of the columns overleaf."""
    whole = item_of(work, attribute, setting)
    if not first:
        return whole
    paragraph = work.set(whole.paragraph.text[first:], setting.text, whole.paragraph.width)
    return replace(whole, paragraph=paragraph, first=first)


class Overleaf:
    """Blocks that found no room on the first pages, poured into the columns of further ones."""

    def __init__(self, work: Work, blocks: Sequence[Block], what: str, part: str) -> None:
        self._work, self._what, self._part = work, what, part
        room = Room(0.0, _NEXT_TOP, FOOT.top - _ABOVE_FOOT)
        self._placed: list[Placed] = continued(work, blocks, room) if blocks else []
        self.count = max((each.page for each in self._placed), default=0)
        """Pages it takes."""

    @property
    def lines(self) -> tuple[Id, ...]:
        """The attributes that stand there, each once."""
        return overflow(self._placed)

    def pages(self, before: int) -> Iterator[Page]:
        """Yield the pages, ``before`` others coming first."""
        work, total = self._work, before + self.count
        for number in range(1, self.count + 1):
            said = [
                item.attribute for each in self._placed if each.page == number for item in each.block.items
            ]
            lines = {line.id: line for line in said if line is not None}
            at = before + number - 1
            boxes = [*_next_head(work, self._what, at, total)]
            boxes += columns(work, self._placed, number, _NEXT_COLUMNS)
            boxes += foot(work, lines.values())
            yield page(work, boxes, at, self._what, self._part)


def _next_head(work: Work, what: str, number: int, total: int) -> Iterator[Box]:
    said = continuation(work, f"{work.persona.name}, {what}" if work.persona.name else what)
    styles = [serif(DISPLAY, size, INK) for size in _NAME_SIZES]
    title = one_line(work, plain(said), styles, RIGHT - LEFT - 20 * MM).paragraph
    yield title.box(LEFT, 25 * MM - title.height, ref=Ref("persona", work.persona.id, "name"), role="h2")
    counted = work.line(f"{number + 1} / {total}", Style(REGULAR, 7.2, 9.6, TEXT3))
    yield counted.box(RIGHT - counted.width, 24 * MM - counted.height, role="artifact")
    yield Line(LEFT, _NEXT_RULE, RIGHT, _NEXT_RULE, HAIRLINE, HAIR)
