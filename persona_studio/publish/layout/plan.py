"""The Plan d'action: one section for each team, what it does, why, who and until when (§6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from persona_studio.domain.personas import Attribute, Provenance, Section, Task
from persona_studio.publish.boxes import Box, Cell, Line, Page, Rect, Ref, TextBox, celled
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.badges import pill
from persona_studio.publish.layout.companion import FOOT, LEFT, RIGHT, Made
from persona_studio.publish.layout.journey.cells import estimate
from persona_studio.publish.layout.marks import Mark, bullet, mark_of
from persona_studio.publish.layout.pages import continuation
from persona_studio.publish.layout.rates import share_of
from persona_studio.publish.layout.sections import Item, Setting, item_of, said
from persona_studio.publish.layout.shortened import plain, shortened
from persona_studio.publish.layout.values import Sheet, Work
from persona_studio.publish.layout.words import section_icon, section_title
from persona_studio.publish.layout.written import Field, Text, text
from persona_studio.publish.style import HAIR, HAIRLINE, INK, MM, RAIL, REGULAR, SEMIBOLD, TEXT2, TEXT3
from persona_studio.publish.text import Paragraph, Style

PART = "plan"
ROW = 11 * MM
_WIDTHS = (110 * MM, 55 * MM, 45 * MM, 35 * MM)
_X = RIGHT - sum(_WIDTHS)
COLUMNS = tuple(_X + sum(_WIDTHS[:i]) for i in range(len(_WIDTHS)))
_LABEL = _X - LEFT - 3 * MM
_GAP = 4 * MM
"""White at the right of each column."""
_HEAD_TOP, _TOP, _BETWEEN = 31 * MM, 37.5 * MM, 2.6 * MM
_END = FOOT.top - 3.5 * MM
_ROOM = _END - _TOP
_TITLE_TOP, _TITLE_SIZE, _PILL_TOP = 10.65 * MM, 24.0, 12.9 * MM
_GUTTER, _PAD = 4.6 * MM, 1.6 * MM
_SIZES = (9.4, 8.8, 8.2)
_SMALL = ((8.4, 2), (7.8, 2), (7.2, 3))
_NAME = ((10.5, 2), (9.0, 3), (7.6, 3))
_LEADING, _ICON = 1.32, 4.4 * MM
_MARK_RISE = 1.37 * MM + 1.166 * MM
_TABLE = "plan"
_MOST_EMPTY = 3
"""Rows that a team has at the least to write in by hand, where there is room."""


@dataclass(frozen=True, slots=True)
class Row:
    """One action, or None to be written by hand; a ``hint`` invites to write it on screen."""

    height: float
    line: Attribute | None = None
    item: Item | None = None
    fields: tuple[Text | None, ...] = ()
    hint: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class SectionRows:
    """The rows ``of`` a section, or those of them that one page holds; ``again`` when it began on another."""

    of: Section
    rows: tuple[Row, ...]
    again: bool = False

    @property
    def height(self) -> float:
        """Height of its rows, and of the white below."""
        return sum(row.height for row in self.rows) + _BETWEEN


def plan(work: Work) -> Made:
    """Lay out the action plan: actions tighten to 8.2 pt at the least, what is too much goes overleaf."""
    cut: list[str] = []
    sections = _arranged(work, cut)
    pages = _poured(work, sections)
    made = [_page(work, part, number, len(pages), cut) for number, part in enumerate(pages)]
    later = (
        row.line.id for part in pages[1:] for section in part for row in section.rows if row.line is not None
    )
    return Made(Sheet(tuple(made), tuple(dict.fromkeys(later))), tuple(dict.fromkeys(cut)))


# ------------------------------------------------------------------ rows


def _arranged(work: Work, cut: list[str]) -> list[SectionRows]:
    """Set all actions at the largest size at which they fit on one page, else at the smallest."""
    sections: list[SectionRows] = []
    for size in _SIZES:
        named: list[str] = []
        sections = [_laid(work, section, size, named) for section in work.persona.plan]
        if sum(section.height for section in sections) <= _ROOM + _BETWEEN or size == _SIZES[-1]:
            cut += named
            break
    return _with_room(sections)


def _with_room(sections: Sequence[SectionRows]) -> list[SectionRows]:
    """Add rows to write in by hand as long as all fits on the page, to the team that has the fewest."""
    made = list(sections)
    while made:
        fewest = min(made, key=lambda section: len(section.rows))
        full = sum(section.height for section in made) + ROW > _ROOM + _BETWEEN
        if full or len(fewest.rows) >= _MOST_EMPTY:
            break
        made[made.index(fewest)] = replace(fewest, rows=(*fewest.rows, Row(ROW)))
    return made


def _laid(work: Work, section: Section, size: float, cut: list[str]) -> SectionRows:
    rows = [_row(work, line, size, cut) for line in section.attributes]
    if not rows:
        invited = work.facts.editing
        style = Style(REGULAR, 9, 12, TEXT3)
        hint = work.set(work.texts("Write an action"), style, _WIDTHS[0] - _GAP - 4 * MM).head(1)
        rows = [Row(ROW, hint=hint if invited else None)]
    return SectionRows(section, tuple(rows))


def _row(work: Work, line: Attribute, size: float, cut: list[str]) -> Row:
    style = Style(REGULAR, size, size * _LEADING, INK)
    item = item_of(work, line, Setting(_WIDTHS[0] - _GAP, style, gutter=_GUTTER))
    fields = (_reason(work, line, cut), *_task(work, line, cut))
    heights = [item.height, *(each.height for each in fields if each is not None)]
    return Row(max(ROW, max(heights) + 2 * _PAD), line, item, fields)


def _task(work: Work, line: Attribute, cut: list[str]) -> Iterator[Text | None]:
    task, texts = line.task or Task(), work.texts
    steps = [(Style(REGULAR, size, size * _LEADING, INK), lines) for size, lines in _SMALL]
    for field, value, name, width in (
        ("owner", task.owner, texts("Who"), _WIDTHS[2]),
        ("until", task.due, texts("Until when"), _WIDTHS[3]),
    ):
        written = Field(value, Ref("attribute", line.id, field), name, name)
        yield text(work, written, steps, width - _GAP, cut)


def _reason(work: Work, line: Attribute, cut: list[str]) -> Text | None:
    """Set what asks for an action: another line of the persona, else what its own evidence says."""
    because = line.task.because if line.task is not None else None
    lines = {one.id: one for one in work.persona.lines}
    why = lines.get(because) if because is not None else None
    told = _proof(work, line)
    if why is not None:
        told = _behind(work, why) if _same(why, line) else _told(work, why)
    steps = [(Style(REGULAR, size, size * _LEADING, TEXT2), lines) for size, lines in _SMALL]
    field = Field(
        told, Ref("attribute", line.id, "because"), work.texts.code("plan", "answers"), work.texts("Why")
    )
    return text(work, field, steps, _WIDTHS[1] - _GAP, cut)


def _told(work: Work, why: Attribute) -> str:
    """Say what asks for an action; its figure only when the words are those of the finding it counts."""
    share = share_of(why.evidence) if _is_finding(work, why) else None
    words = said(why).rstrip()
    figure = work.texts.percent(share) if share is not None else ""
    return f"{words} ({figure})" if figure and figure not in words else words


def _is_finding(work: Work, why: Attribute) -> bool:
    """Tell whether a line says what was counted: ideas, lines of a journey and other words say more."""
    lines = (line for s in (*work.persona.sections, *work.persona.empathy) for line in s.attributes)
    here = any(line.id == why.id for line in lines)
    return here and why.id not in work.facts.lost and mark_of(why) is Mark.DATA


def _same(why: Attribute, line: Attribute) -> bool:
    """Tell whether an action still says what asked for it: no statement is its own proof."""
    reason, action = (" ".join(said(one).split()).rstrip(" .").casefold() for one in (why, line))
    return reason == action


def _behind(work: Work, why: Attribute) -> str:
    """Say what stands behind what asks for an action: its evidence, where it stands, effort and impact."""
    persona = work.persona
    stages = [stage for journey in persona.journeys for stage in journey.stages]
    where = [(stage.name, lane) for stage in stages for lane in stage.lanes]
    where += [(section_title(s, work.texts), s) for s in (*persona.sections, *persona.empathy)]
    stands = next((name for name, of in where if any(one.id == why.id for one in of.attributes)), "")
    useful = estimate(work, why.opportunity) if why.opportunity is not None else ""
    proof = _proof(work, why) if why.opportunity is None else ""  # an idea was not counted
    return " · ".join(part for part in (proof, stands, useful) if part)


def _proof(work: Work, line: Attribute) -> str:
    """Say what the evidence of an action itself is: a share of the segment, or a respondent's words."""
    proof = line.evidence
    if proof is None or line.provenance is Provenance.HYPOTHESIS:
        return ""
    if proof.quote:
        return work.texts.quoted(proof.quote)
    share = share_of(proof)
    if share is None:
        return ""
    return ", ".join(part for part in (work.texts.percent(share), proof.answer or proof.question) if part)


# ------------------------------------------------------------------ pages


def _poured(work: Work, sections: Sequence[SectionRows]) -> list[list[SectionRows]]:
    """Share sections between pages, row by row; a team goes on overleaf under its own name."""
    pages: list[list[SectionRows]] = [[]]
    left = _ROOM + _BETWEEN
    for section in sections:
        kept: list[Row] = []
        again = False
        for row in (each for whole in section.rows for each in _whole(work, whole)):
            if row.height + (0.0 if kept else _BETWEEN) > left + 0.01 and (kept or pages[-1]):
                if kept:
                    pages[-1].append(SectionRows(section.of, tuple(kept), again))
                pages.append([])
                left, again, kept = _ROOM + _BETWEEN, again or bool(kept), []
            left -= row.height + (0.0 if kept else _BETWEEN)
            kept.append(row)
        pages[-1].append(SectionRows(section.of, tuple(kept), again))
    return pages


def _whole(work: Work, row: Row) -> Iterator[Row]:
    """Yield a row, or the parts of one whose action is longer than a page."""
    while row.item is not None and row.height > _ROOM and row.item.form is None:
        part, rest = row.item.cut(_ROOM - 2 * _PAD, work)
        if rest is None:
            break
        yield replace(row, item=part, height=_ROOM)
        row = replace(row, item=rest, fields=(), height=max(ROW, rest.height + 2 * _PAD))
    yield row


def _page(work: Work, sections: Sequence[SectionRows], number: int, count: int, cut: list[str]) -> Page:
    what = work.texts("Action plan")
    boxes = [*_head(work, what, number, count, cut), *_heads(work)]
    y, row = _TOP, 1
    for index, section in enumerate(sections):
        if index:
            boxes.append(Line(LEFT, y - _BETWEEN / 2, RIGHT, y - _BETWEEN / 2, RAIL, 0.25 * MM))
        boxes += _drawn(work, section, y, row)
        y += section.height
        row += sum(each.line is not None for each in section.rows)
    lines = [each.line for section in sections for each in section.rows if each.line is not None]
    boxes += companion.foot(work, lines)
    return companion.page(work, boxes, number, what, PART)


def _head(work: Work, what: str, number: int, count: int, cut: list[str]) -> Iterator[Box]:
    kind = pill(work, 0.0, _PILL_TOP, filled=False)
    wide = max(box.x + box.width for box in kind if isinstance(box, Rect | TextBox)) + 0.15 * MM
    said = companion.label(work, continuation(work, what) if number else what)
    room = RIGHT - wide - LEFT - said.width - 12 * MM
    head = companion.titled(work, LEFT, _TITLE_TOP, room, _TITLE_SIZE)
    cut += head.cut
    yield from head.boxes
    yield companion.beside_title(head, said, _TITLE_TOP)
    yield from pill(work, RIGHT - wide, _PILL_TOP, filled=False)


def _heads(work: Work) -> Iterator[Box]:
    """Yield the heads of the columns."""
    texts = work.texts
    names = (texts("Action"), texts.code("plan", "answers"), texts("Who"), texts("Until when"))
    for column, (x, name) in enumerate(zip(COLUMNS, names, strict=True), 1):
        label = work.line(name, Style(SEMIBOLD, 7.6, 10, work.accent.ink))
        yield from celled([label.box(x, _HEAD_TOP, role="caption")], Cell(_TABLE, 0, column, head=True))
    yield Line(LEFT, _TOP - 1.3 * MM, RIGHT, _TOP - 1.3 * MM, RAIL, 0.25 * MM)


def _drawn(work: Work, section: SectionRows, y: float, number: int) -> Iterator[Box]:
    """Yield a team and its rows from a height on; ``number`` is that of its first action in the table."""
    rows = sum(each.height for each in section.rows)
    ground = Rect(_X - 1 * MM, y + 0.3 * MM, RIGHT - _X + 1 * MM, rows - 0.6 * MM)
    yield from companion.area(work, section.of, ground)
    team = Cell(_TABLE, number, 0, head=True) if any(each.line is not None for each in section.rows) else None
    yield from _team(work, section, y, team)
    for index, each in enumerate(section.rows):
        if index:
            yield Line(_X, y, RIGHT, y, HAIRLINE, HAIR)
        yield from _action(work, section.of, each, y, number)
        y += each.height
        number += each.line is not None


def _team(work: Work, section: SectionRows, y: float, cell: Cell | None) -> Iterator[Box]:
    name = section_title(section.of, work.texts)
    name = continuation(work, name) if section.again else name
    steps = [(Style(SEMIBOLD, size, size * 1.25, INK), lines) for size, lines in _NAME]
    text = shortened(work, plain(name), steps, _LABEL - 6.2 * MM).paragraph
    middle = y + ROW / 2
    yield work.supplies.drawings.icon(
        section_icon(section.of.key), LEFT, middle - _ICON / 2, _ICON, work.accent.ink, 1.67
    )
    top = middle - min(text.leading, text.height) / 2
    ref = None if section.again else Ref("section", section.of.id, "title")
    yield replace(text.box(LEFT + 6.2 * MM, top, ref=ref, role="h2"), cell=cell)


def _action(work: Work, section: Section, row: Row, y: float, number: int) -> Iterator[Box]:
    """Yield mark and words of an action, then reason, owner and date."""
    if row.hint is not None:
        ref = Ref("section", section.id, "attributes")
        frame = (COLUMNS[0], y + 2 * MM, _WIDTHS[0] - _GAP, ROW - 4 * MM)
        yield Rect(*frame, None, TEXT3, 0.4, 1 * MM, (3.0, 2.2), ref)
        yield row.hint.box(COLUMNS[0] + 2 * MM, y + (ROW - row.hint.height) / 2, ref=ref, hint=True)
    if row.line is None or row.item is None:
        return
    top = _centred(y, row.height, row.item.height)
    yield from celled(_done(work, row.line, row.item, top), Cell(_TABLE, number, 1))
    for column, (x, field) in enumerate(zip(COLUMNS[1:], row.fields, strict=False), 2):
        if field is not None:
            box = field.box(x, _centred(y, row.height, field.height))
            yield from celled([box], Cell(_TABLE, number, column))


def _done(work: Work, line: Attribute, item: Item, top: float) -> Iterator[Box]:
    """Yield mark and words of an action."""
    if item.first == 0:
        yield bullet(work, line, COLUMNS[0], top + item.rise - _MARK_RISE)
    if item.form is None or item.words:
        yield item.paragraph.box(COLUMNS[0] + _GUTTER, top, ref=item.ref, role="li", first=item.first)
    if item.form is not None:
        yield from item.form.boxes(COLUMNS[0] + _GUTTER, top + item.words)


def _centred(y: float, height: float, words: float) -> float:
    """Return where words begin in a row: in its middle, or in that of its first part when it is high."""
    return y + (min(height, max(ROW, words + 2 * _PAD)) - words) / 2
