"""The Classique sheet: A4 portrait, head, quote, six sections in two columns, foot (visual design §6)."""

from persona_studio.publish.layout.flow import Placed, Room, below, on_one_page, over_pages
from persona_studio.publish.layout.foot import foot
from persona_studio.publish.layout.head import Head, head
from persona_studio.publish.layout.pages import COLUMNS, NEXT_TOP, bottom, columns, overflow, page, upright
from persona_studio.publish.layout.sections import blocks, classic, hint_blocks, rest_block
from persona_studio.publish.layout.values import Sheet, Work

_SIZES = (9.5, 9.25, 9.0, 8.75, 8.5)


def classique(work: Work) -> Sheet:
    """Lay out a persona on one page, tightening its text to 8.5 pt at the least, else on several."""
    top, placed = _arranged(work)
    count = 1 + max((each.page for each in placed), default=0)
    first = page(work, [*top.boxes, *columns(work, placed, 0, COLUMNS), *foot(work)], 0)
    return Sheet((first, *upright(work, placed, count)), overflow(placed))


def _arranged(work: Work) -> tuple[Head, list[Placed]]:
    """Return the head and the placed sections, at the largest size that needs no second page."""
    for size in _SIZES:
        fitted = _one_page(work, size)
        if fitted is not None:
            return fitted
    size = _SIZES[-1]
    top, setting = head(work, size), classic(size)
    rests = [rest_block(work, rest, setting) for rest in top.rests]
    return top, over_pages(work, blocks(work, setting), rests, _room(work, top))


def _one_page(work: Work, size: float) -> tuple[Head, list[Placed]] | None:
    top, setting = head(work, size), classic(size)
    room = _room(work, top)
    placed = on_one_page(blocks(work, setting), room)
    if placed is None or top.rests:
        return None
    return top, [*placed, *below(placed, hint_blocks(work, setting), room)]


def _room(work: Work, top: Head) -> Room:
    return Room(top.bottom, NEXT_TOP, bottom(work))
