"""The methodological annexe: where the personas come from, on one or two upright pages, for who doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_studio.publish.boxes import Box, Page
from persona_studio.publish.layout.annexe.blocks import sample, steadiness, tries, variables
from persona_studio.publish.layout.annexe.ends import foot, head, next_head
from persona_studio.publish.layout.annexe.heat import heat, height, held, shown_first
from persona_studio.publish.layout.annexe.paper import (
    BOTTOM,
    COLUMN,
    COLUMNS,
    HEIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Paper,
    Slot,
)
from persona_studio.publish.layout.annexe.passages import Ends, Poured, passage, poured, set_passage
from persona_studio.publish.layout.annexe.values import Annexe, HeatRow
from persona_studio.publish.layout.values import Supplies
from persona_studio.publish.style import MM
from persona_studio.texts import Texts

_FIRST, _SECOND, _THIRD = 58 * MM, 116 * MM, 179 * MM
_BETWEEN_ROWS = 6 * MM
_NEXT_TOP = 34 * MM
_ABOVE_HEAT = 8 * MM


def annexe(told: Annexe, texts: Texts, supplies: Supplies | None = None) -> tuple[Page, ...]:
    """Lay the annexe out: figures on the first page; words, and what did not fit there, on further ones."""
    paper = Paper(texts, supplies or Supplies())
    blocks, ends = _blocks(paper, told)
    front: list[Box] = [*head(paper, told), *blocks]
    rows: Sequence[HeatRow] = told.heat.rows if told.heat else ()
    shown = shown_first(len(rows), BOTTOM - _THIRD)
    if told.heat and shown:
        slot = Slot(LEFT, _THIRD, RIGHT - LEFT, BOTTOM)
        front += heat(paper, told.heat, rows[:shown], texts("Profile of the segments"), slot)
    pages = [front, *_further(paper, told, rows[shown:], ends if not shown else None, front)]
    return tuple(_page(paper, told, boxes, i, len(pages)) for i, boxes in enumerate(pages))


def parts(told: Annexe) -> Iterator[Annexe]:
    """Yield annexes that hold one part each of this one: what is set for them is ready for the whole."""
    bare = replace(told, sample=None, variables=None, tries=None, steadiness=None, heat=None, passages=())
    yield replace(bare, sample=told.sample)
    yield replace(bare, variables=told.variables)
    yield replace(bare, tries=told.tries, steadiness=told.steadiness)
    yield replace(bare, heat=told.heat)
    for each in told.passages:
        yield replace(bare, passages=(each,))


def _blocks(paper: Paper, told: Annexe) -> tuple[list[Box], Ends]:
    """Return the blocks at their places two by two, and where what comes below them may begin."""
    boxes: list[Box] = []
    left, right = COLUMNS
    y = _FIRST
    if told.sample:
        boxes += sample(paper, told.sample, Slot(left, y, COLUMN, _SECOND - _BETWEEN_ROWS))
    if told.variables:
        boxes += variables(paper, told.variables, Slot(right, y, COLUMN, _SECOND - _BETWEEN_ROWS))
    if told.sample or told.variables:
        y = _SECOND
    bottom = y + _THIRD - _SECOND - 4 * MM
    if told.tries:
        boxes += tries(paper, told.tries, Slot(left, y, COLUMN, bottom))
    if told.steadiness:
        boxes += steadiness(paper, told.steadiness, Slot(right, y, COLUMN, bottom))
    after = y + _THIRD - _SECOND
    return boxes, (after if told.tries else y, after if told.steadiness else y)


def _further(
    paper: Paper, told: Annexe, rows: Sequence[HeatRow], ends: Ends | None, front: list[Box]
) -> Iterator[list[Box]]:
    """Yield further pages; passages that find room below the blocks go on the first page, in ``front``."""
    passages = [set_passage(paper, each) for each in told.passages]
    placed = poured(paper, passages, ends or (_NEXT_TOP, _NEXT_TOP), _NEXT_TOP, BOTTOM)
    pages = max((each.page for each in placed), default=-1) + 1
    filled: list[list[Box]] = [[] for _ in range(pages)]
    for each in placed:
        filled[each.page] += passage(paper, each)
    if ends and filled:
        front += filled.pop(0)
    yield from _with_rows(paper, told, rows, filled, placed)


def _with_rows(
    paper: Paper, told: Annexe, rows: Sequence[HeatRow], filled: list[list[Box]], placed: Sequence[Poured]
) -> Iterator[list[Box]]:
    """Yield pages with the rows that the first one could not hold, below the passages or after them."""
    title = paper.texts("{name} (continued)", name=paper.texts("Profile of the segments"))
    y = max((each.y + each.set.height for each in placed if each.page == len(filled) - 1), default=0.0)
    yield from filled[:-1]
    last = filled[-1] if filled else []
    y = y + _ABOVE_HEAT if filled else _NEXT_TOP
    while rows and told.heat:
        if y + height(min(len(rows), 4)) > BOTTOM and last:
            yield last
            last, y = [], _NEXT_TOP
        fit = min(len(rows), held(BOTTOM - y))
        last = [*last, *heat(paper, told.heat, rows[:fit], title, Slot(LEFT, y, RIGHT - LEFT, BOTTOM))]
        rows, y = rows[fit:], BOTTOM
    if last:
        yield last


def _page(paper: Paper, told: Annexe, boxes: Sequence[Box], index: int, count: int) -> Page:
    number = index + 1
    above = next_head(paper, told, number, count) if index else ()
    name = paper.texts("Methodological annexe")
    title = paper.texts("{name} (continued)", name=name) if index else name
    every = (*above, *boxes, *foot(paper, told))
    return Page(WIDTH, HEIGHT, every, str(number), title, paper.texts.language)
