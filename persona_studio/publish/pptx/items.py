"""What the boxes of a page are on a slide: lists with bullets, labels on a ground, tables, single boxes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from persona_studio.publish.boxes import Box, Cell, Group, Line, Path, Rect, TextBox, TextLine
from persona_studio.publish.pptx.paragraphs import Bullet, leading
from persona_studio.publish.style import INK

_NEAR = 0.4
_APART = 2.0
"""Lines that may be left free between two entries of one list."""
_LETTER, _WORD = 0.05, 0.32
"""Between words of one sentence there is more white than this, and less than that, in parts of the em."""
_ALIKE = 0.05
"""How far sizes of type may differ, in points, that are one."""
_SNUG_HIGH, _SNUG_WIDE = 2.6, 5.0
"""How high and how much wider than its words, in lines, the ground of a label may be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of a list or a table; ``x`` is where it begins, with its bullet if it has one."""

    bullet: Bullet | None
    x: float
    box: TextBox


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries below one another, in one frame."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line within a ground of their own."""

    ground: Rect
    box: TextBox


@dataclass(slots=True)
class Content:
    """What a cell of a table holds: its ground, if it has one, and its paragraphs."""

    ground: Rect | None = None
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row and column; those that hold nothing are not told. ``rules`` stand between rows."""

    cells: dict[tuple[int, int], Content]
    rules: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the page where it is seen."""

    box: TextBox


Item = Listed | Label | Table | Title | Box


def items(boxes: Sequence[Box]) -> list[Item]:
    """Return what a slide shows, in reading order; a table stands where its first cell does."""
    joined = list(_on_one_line(boxes))
    titles = [box for box in joined if isinstance(box, TextBox) and box.role == "h1" and box.lines]
    sorting = _Sorting(titles[0] if len(titles) == 1 else None)
    at = 0
    while at < len(joined):
        at += sorting.take(joined[at], joined[at + 1] if at + 1 < len(joined) else None)
    return sorting.found


class _Sorting:
    """Puts boxes where they belong, one after the other."""

    def __init__(self, title: TextBox | None) -> None:
        self.found: list[Item] = []
        self._title = title
        self._tables: dict[str, Table] = {}

    def take(self, box: Box, after: Box | None) -> int:
        """Put a box, perhaps together with the one after it; return how many were put."""
        if isinstance(box, TextBox):
            self._text(box)
        elif (entry := _entry(box, after)) is not None:
            self._entry(entry)
            return 2
        elif isinstance(box, Rect) and isinstance(after, TextBox) and _is_label(box, after):
            self.found.append(Label(box, after))
            return 2
        elif isinstance(box, Rect) and box.cell is not None and box.fill and not box.stroke:
            self._content(box.cell).ground = box
        else:
            self.found.append(box)
        return 1

    def _text(self, box: TextBox) -> None:
        if not box.lines or box.hint:
            return
        if box.cell is not None:
            self._content(box.cell).entries.append(Entry(None, box.x, box))
        else:
            self.found.append(Title(box) if box is self._title else box)

    def _entry(self, entry: Entry) -> None:
        """Put an entry into its cell or the list that it goes on, or begin a list with it."""
        last = self.found[-1] if self.found else None
        if entry.box.cell is not None:
            self._content(entry.box.cell).entries.append(entry)
        elif isinstance(last, Listed) and _continues(last.entries[-1], entry):
            self.found[-1] = Listed((*last.entries, entry))
        else:
            self.found.append(Listed((entry,)))

    def _content(self, cell: Cell) -> Content:
        """Return what a cell holds; drawings stand above the table, wherever they come."""
        if cell.table not in self._tables:
            self._tables[cell.table] = Table({})
            self.found.append(self._tables[cell.table])
        return self._tables[cell.table].cells.setdefault((cell.row, cell.column), Content())


def _on_one_line(boxes: Sequence[Box]) -> Iterator[Box]:
    """Yield boxes; texts that stand beside one another as the words of a sentence do become one."""
    last: Box | None = None
    for box in boxes:
        if isinstance(last, TextBox) and isinstance(box, TextBox) and _goes_on(last, box):
            last = _joined(last, box)
            continue
        if last is not None:
            yield last
        last = box
    if last is not None:
        yield last


def _goes_on(left: TextBox, right: TextBox) -> bool:
    if len(left.lines) != 1 or not right.lines or left.cell or right.cell or left.hint or right.hint:
        return False
    one, other = left.lines[0], right.lines[0]
    sizes = [max((run.size for run in line.runs), default=0.0) for line in (one, other)]
    if left.role != right.role and (left.role == "h1" or abs(sizes[0] - sizes[1]) > _ALIKE):
        return False  # words of the same size that begin a sentence belong to it, headed or not
    if left.role == right.role and len(right.lines) != 1:
        return False
    gap = other.x - one.x - one.width
    return abs(one.baseline - other.baseline) < _NEAR and _LETTER * sizes[0] < gap < _WORD * sizes[0]


def _joined(left: TextBox, right: TextBox) -> TextBox:
    """Return both as one text; further lines begin where the first one does, as those of a paragraph."""
    text, shift = f"{left.text} {right.text}", len(left.text) + 1
    one, width = left.lines[0], right.x + right.width - left.lines[0].x
    first, *others = (_shifted(line, shift) for line in right.lines)
    reach = first.x + first.width - one.x
    begun = replace(one, width=reach, end=first.end, runs=(*one.runs, *first.runs))
    lines = (begun, *(replace(line, x=one.x) for line in others))
    height = max(left.height, right.height)
    return replace(left, x=one.x, width=width if others else reach, height=height, text=text, lines=lines)


def _shifted(line: TextLine, by: int) -> TextLine:
    runs = tuple(replace(run, start=run.start + by) for run in line.runs)
    return replace(line, start=line.start + by, end=line.end + by, runs=runs)


def _entry(mark: Box, box: Box | None) -> Entry | None:
    """Return a mark and the text after it as an entry; None for drawings that no character stands for."""
    if not isinstance(mark, Group) or mark.role != "label" or not isinstance(box, TextBox):
        return None
    sign = mark.sign or (mark.alt if len(mark.alt) == 1 else "")
    if not sign or box.role != "li" or not box.lines or box.x <= mark.x:
        return None
    return Entry(Bullet(sign, _colour(mark)), mark.x, box)


def _colour(mark: Group) -> str:
    for part in mark.boxes:
        if isinstance(part, Path) and (part.fill or part.stroke):
            return part.fill or part.stroke or INK
    return next((part.colour for part in mark.boxes if hasattr(part, "colour")), INK)


def _continues(above: Entry, below: Entry) -> bool:
    apart = below.box.y - above.box.y - above.box.height
    same = abs(above.x - below.x) < _NEAR and abs(above.box.x - below.box.x) < _NEAR
    alike = abs(leading(above.box) - leading(below.box)) < _NEAR
    return same and alike and -_NEAR < apart < _APART * leading(below.box)


def _is_label(ground: Rect, box: TextBox) -> bool:
    if len(box.lines) != 1 or box.hint or box.cell is not None or ground.radius <= 0:
        return False
    line, high = box.lines[0], leading(box)
    within = (
        ground.x - _NEAR <= line.x
        and line.x + line.width <= ground.x + ground.width + _NEAR
        and ground.y <= line.baseline <= ground.y + ground.height
    )
    return within and ground.height < _SNUG_HIGH * high and ground.width < line.width + _SNUG_WIDE * high
