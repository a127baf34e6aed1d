"""The Comparatif: two to six personas side by side, row by row what tells them apart (visual design §6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil

from persona_studio.domain.personas import PersonaKind
from persona_studio.publish.boxes import Box, Cell, Line, Page, Rect, Ref, celled, frame
from persona_studio.publish.layout.badges import pill
from persona_studio.publish.layout.comparison_rows import LABELS, LEFT, Column, Row, rows
from persona_studio.publish.layout.contrasts import Contrast
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.frame import PILL
from persona_studio.publish.layout.groups import subject
from persona_studio.publish.layout.pieces import Piece
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.shortened import shortened
from persona_studio.publish.layout.single_foot import Foot, single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    serif,
)
from persona_studio.publish.text import Paragraph, Style

SIZE = (297 * MM, 210 * MM)
FEWEST, MOST = 2, 6
"""Personas on one page."""
_RIGHT = 285 * MM
_ROOM = _RIGHT - LEFT - LABELS
_WIDE = 76 * MM
_GUTTER, _RULE_LESS = 3 * MM, 1 * MM
_TITLE_TOP, _TITLE_SIZE, _SPACE = 10.5 * MM, 22.0, 0.212
_RULE_TOP, _RULE = 26 * MM, 1.1 * MM
_FACE_TOP, _FACE, _SMALL_FACE, _FROM_SMALL = 30.4 * MM, 17 * MM, 13 * MM, 5
_PART = (106.8, 83.7, 1638.5, 1638.5)
_NAME_SIZES = ((16, 1), (14, 1), (12, 2), (9.5, 2))
_NAME_TITLE_SIZES = ((13, 1), (11.5, 1), (9.5, 2), (8, 2))
_ROLE_SIZES = ((8.1, 2), (7.6, 3))
_UNDER_FACE, _UNDER_ROLE, _UNDER_PILL = 2 * MM, 3.0 * MM, 4.5 * MM
_SHARE_SIZES, _LEADING, _BESIDE_PILL = (12.0, 10.0), 1.25, 2 * MM
# Higher than in the picture: words within 10 mm of the edge are lost on many printers.
_FOOT = Foot(LEFT, _RIGHT, 192.4 * MM)
_ABOVE_FOOT = 2.5 * MM
_TABLE = "rows"


@dataclass(frozen=True, slots=True)
class _Head:
    """The heads of the columns of a page, where the rows may begin, and the names of cut texts."""

    boxes: tuple[Box, ...]
    bottom: float
    cut: tuple[str, ...]


def comparison(
    works: Sequence[Work], contrasts: Sequence[Contrast]
) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Lay out personas side by side, on as many pages as they need; fewer than two make none.

    Also returns the names of the texts that were cut.
    """
    if len(works) < FEWEST:
        return (), ()
    count = ceil(len(works) / MOST)
    ends = accumulate((len(works) + i) // count for i in range(count))
    groups = [_columns(works[a:b]) for a, b in pairwise((0, *ends))]
    heads = [_head(columns) for columns in groups]
    room = _FOOT.top - _ABOVE_FOOT - max(head.bottom for head in heads)
    chosen = rows(groups, works, contrasts, room)
    pages = [
        _page(columns, head, own, works, number)
        for number, (columns, head, own) in enumerate(zip(groups, heads, chosen, strict=True))
    ]
    cut = (
        *(text for head in heads for text in head.cut),
        *(text for own in chosen for row in own for text in row.cut),
    )
    return tuple(pages), cut


def _page(
    columns: Sequence[Column], head: _Head, chosen: Sequence[Row], works: Sequence[Work], number: int
) -> Page:
    work, own = columns[0].work, [column.work for column in columns]
    boxes = [*_title(work, len(works), number), *head.boxes, *_ruled(chosen, columns, head.bottom)]
    boxes += single_foot(work, _FOOT, _note(columns, chosen), _source(own))
    title = work.texts("Comparison")
    if number:
        title = work.texts("{name} (continued)", name=title)
    page = Page(*SIZE, tuple(boxes), str(number + 1), title, work.texts.language, part="comparison")
    return replace(page, subject=subject(own, works))


def _columns(works: Sequence[Work]) -> list[Column]:
    step = min(_WIDE, _ROOM / len(works))
    return [Column(work, LEFT + LABELS + i * step, step - _GUTTER) for i, work in enumerate(works)]


def _title(work: Work, count: int, number: int) -> Iterator[Box]:
    first, second = _title_words(work, count)
    if number:
        second = work.texts("{name} (continued)", name=second)
    left = work.line(first, serif(DISPLAY, _TITLE_SIZE, INK))
    right = work.line(second, serif(DISPLAY_ITALIC, _TITLE_SIZE, TEXT2))
    yield left.box(LEFT, _TITLE_TOP, role="h1")
    yield right.box(LEFT + left.width + _SPACE * _TITLE_SIZE, _TITLE_TOP, role="h1")


def _title_words(work: Work, count: int) -> tuple[str, str]:
    texts = work.texts
    known = {
        2: texts("Two personas,"),
        3: texts("Three personas,"),
        4: texts("Four personas,"),
        5: texts("Five personas,"),
        6: texts("Six personas,"),
        7: texts("Seven personas,"),
        8: texts("Eight personas,"),
    }
    return known.get(count) or texts("{n} personas,", n=texts.integer(count)), texts("at one glance")


def _note(columns: Sequence[Column], chosen: Sequence[Row]) -> str:
    """Say what shares are of, where there are some, and what a dash is."""
    texts, said = columns[0].work.texts, []
    if any(row.figures for row in chosen):
        said.append(texts("Shares are of the respondents; the black line is where all of them stand."))
    elif any(column.work.persona.share for column in columns):
        said.append(texts("Shares are of the respondents of the survey."))
    if any(row.blank for row in chosen):
        said.append(texts("–: not known, or fewer than ten answers."))
    return " ".join(said)


def _source(works: Sequence[Work]) -> str:
    """Return the source of all personas, or that of the project when they have several."""
    own = {work.persona.source or work.facts.source for work in works}
    return own.pop() if len(own) == 1 else works[0].facts.source


def _ruled(chosen: Sequence[Row], columns: Sequence[Column], y: float) -> Iterator[Box]:
    """Yield the rows from a height on as those of a table, hairlines between them."""
    yield Line(LEFT, y, _RIGHT, y, HAIRLINE, HAIR)
    for i, row in enumerate(chosen):
        for box in row.draw(y):
            column = sum(frame(box)[0] >= each.x - _GUTTER for each in columns)
            yield from celled([box], Cell(_TABLE, i + 1, column, head=not column))
        y += row.height
        if row.rule and i < len(chosen) - 1:
            yield Line(LEFT, y, _RIGHT, y, HAIRLINE, HAIR)


# ---------------------------------------------------------------- heads


def _head(columns: Sequence[Column]) -> _Head:
    boxes: list[Box] = []
    cut: list[str] = []
    bottom = _heads(columns, boxes, cut)
    return _Head(tuple(boxes), bottom, tuple(cut))


def _heads(columns: Sequence[Column], boxes: list[Box], cut: list[str]) -> float:
    """Add the head of each column; return where the rows may begin."""
    face = _SMALL_FACE if len(columns) >= _FROM_SMALL else _FACE
    roles = [_set(column, "role", column.width, cut) for column in columns]
    named = [tuple(_named(column, face, cut)) for column in columns]
    below = max([_FACE_TOP + face, *(frame(box)[3] for each in named for box in each)]) + _UNDER_FACE
    foot = below + max((role.height for role in roles if role is not None), default=0.0) + _UNDER_ROLE
    shares, beside = _shares(columns)
    for i, (column, role, share) in enumerate(zip(columns, roles, shares, strict=True)):
        boxes += _pictured(column, face)
        names = [*named[i], *([role.box(column.x, below)] if role is not None else [])]
        boxes += celled(names, Cell(_TABLE, 0, i + 1, head=True))
        persona = column.work.persona
        boxes += pill(column.work, column.x, foot, filled=persona.kind is PersonaKind.PRINCIPAL)
        if share is not None:
            x = column.x + (column.width - _RULE_LESS - share.width if beside else 0.0)
            y = foot + (PILL - share.height) / 2 if beside else foot + PILL + _UNDER_PILL / 4
            boxes.append(share.box(x, y, ref=Ref("persona", persona.id, "share"), role="caption"))
    lowest = foot + PILL if beside else foot + PILL + _UNDER_PILL / 4 + _SHARE_SIZES[-1] * _LEADING
    return lowest + _UNDER_PILL


def _shares(columns: Sequence[Column]) -> tuple[list[Paragraph | None], bool]:
    """Set the shares in one size, and tell whether there is room for them beside the kinds."""
    made: list[Paragraph | None] = []
    for size in _SHARE_SIZES:
        made = [_share(column, size) for column in columns]
        if all(
            share is None or share.width + _pill_width(column) <= column.width - _RULE_LESS
            for share, column in zip(made, columns, strict=True)
        ):
            return made, True
    return made, False


def _share(column: Column, size: float) -> Paragraph | None:
    work = column.work
    if not work.persona.share:
        return None
    style = Style(SEMIBOLD, size, size * _LEADING, work.accent.ink)
    return work.line(work.texts.percent(work.persona.share), style)


def _pill_width(column: Column) -> float:
    shape = pill(column.work, 0.0, 0.0, filled=True)[0]
    return frame(shape)[2] + _BESIDE_PILL


def _pictured(column: Column, face: float) -> Iterator[Box]:
    """Yield accent rule and portrait of a persona."""
    work = column.work
    yield Rect(column.x, _RULE_TOP, column.width - _RULE_LESS, _RULE, work.accent.fill, radius=_RULE / 2)
    yield portrait(work, Rect(column.x, _FACE_TOP, face, face, radius=face / 2), _PART)


def _named(column: Column, face: float, cut: list[str]) -> Iterator[Box]:
    """Yield name and title of a persona."""
    gap = 3 * MM if face == _FACE else 2 * MM
    x, width = column.x + face + gap, column.width - face - gap
    name, title = _set(column, "name", width, cut), _set(column, "title", width, cut)
    height = sum(each.height for each in (name, title) if each is not None)
    y = max(_FACE_TOP + face / 2 - height / 2, _FACE_TOP - 1 * MM)
    if name is not None:
        yield name.box(x, y, "h2")
        y += name.height
    if title is not None:
        yield title.box(x, y)


def _set(column: Column, field: str, width: float, cut: list[str]) -> Piece | None:
    work = column.work
    words = written(work, field)
    if words is None:
        return None
    steps = {
        "name": [(serif(DISPLAY, size, INK), n) for size, n in _NAME_SIZES],
        "title": [(serif(DISPLAY_ITALIC, size, work.accent.ink), n) for size, n in _NAME_TITLE_SIZES],
        "role": [(Style(REGULAR, size, size * 1.31, TEXT2), n) for size, n in _ROLE_SIZES],
    }[field]
    made = shortened(work, words, steps, width)
    cut += [made.rest.label] if made.rest is not None else []
    return made
