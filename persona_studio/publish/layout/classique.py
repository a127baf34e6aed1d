"""The Classique sheet: A4 portrait, head, quote, six sections in two columns, foot (visual design §6)."""

from collections.abc import Iterator

from persona_studio.domain.personas import Persona
from persona_studio.publish.boxes import Box, Line, Page, Ref
from persona_studio.publish.layout.flow import Placed, Room, below, on_one_page, over_pages
from persona_studio.publish.layout.foot import foot, foot_top
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.head import Head, head
from persona_studio.publish.layout.sections import blocks, hint_blocks, place, rest_block
from persona_studio.publish.layout.values import Sheet, SheetFacts, Supplies, Work
from persona_studio.publish.style import DISPLAY, HAIR, HAIRLINE, INK, MM, REGULAR, TEXT3, accent, serif
from persona_studio.publish.text import Style
from persona_studio.texts import Texts

WIDTH, HEIGHT = 210 * MM, 297 * MM
_COLUMNS = (LEFT, 109 * MM)
_SIZES = (9.5, 9.25, 9.0, 8.75, 8.5)
_NEXT_TOP = 34 * MM
_ABOVE_FOOT = 6.1 * MM


def sheet(persona: Persona, facts: SheetFacts, texts: Texts, supplies: Supplies | None = None) -> Sheet:
    """Lay out a persona on one page, tightening its text to 8.5 pt at the least, else on several.

    Hand in the same ``supplies`` each time: a change of one text then costs the setting of that text only.
    """
    work = Work(persona, facts, texts, supplies or Supplies(), accent(persona.accent))
    top, placed = _arranged(work)
    count = 1 + max((each.page for each in placed), default=0)
    pages = tuple(_page(work, top, placed, number, count) for number in range(count))
    return Sheet(pages, _overflow(placed))


def _arranged(work: Work) -> tuple[Head, list[Placed]]:
    """Return the head and the placed sections, at the largest size that needs no second page."""
    for size in _SIZES:
        fitted = _one_page(work, size)
        if fitted is not None:
            return fitted
    size = _SIZES[-1]
    top = head(work, size)
    rests = [rest_block(work, rest, size) for rest in top.rests]
    return top, over_pages(work, blocks(work, size), rests, _room(work, top))


def _one_page(work: Work, size: float) -> tuple[Head, list[Placed]] | None:
    top = head(work, size)
    room = _room(work, top)
    placed = on_one_page(blocks(work, size), room)
    if placed is None or top.rests:
        return None
    return top, [*placed, *below(placed, hint_blocks(work, size), room)]


def _room(work: Work, top: Head) -> Room:
    return Room(top.bottom, _NEXT_TOP, foot_top(work) - _ABOVE_FOOT)


def _overflow(placed: list[Placed]) -> tuple[str, ...]:
    """Return the attributes that are not wholly on the first page, each once, in order."""
    later = (item.attribute for each in placed if each.page for item in each.block.items)
    return tuple(dict.fromkeys(attribute.id for attribute in later if attribute is not None))


def _page(work: Work, top: Head, placed: list[Placed], number: int, count: int) -> Page:
    boxes = [*(top.boxes if number == 0 else _continued_head(work, number, count))]
    for each in placed:
        if each.page == number:
            overflowing = work.facts.editing and number > 0
            boxes += place(work, each.block, _COLUMNS[each.column], each.y, overflowing=overflowing)
    boxes += foot(work)
    title = ", ".join(part for part in (work.persona.name, work.persona.title) if part)
    if number:
        title = work.texts("{name} (continued)", name=title)
    return Page(WIDTH, HEIGHT, tuple(boxes), str(number + 1), title, work.texts.language)


def _continued_head(work: Work, number: int, count: int) -> Iterator[Box]:
    said = work.texts("{name} (continued)", name=work.persona.name).strip()
    width = RIGHT - LEFT - 20 * MM
    tries = (work.set(said, serif(DISPLAY, size, INK), width) for size in (20.0, 14.0, 9.0))
    title = next((text for text in tries if len(text.lines) == 1), None)
    title = title or work.set(said, serif(DISPLAY, 9, INK), width).head(2)
    yield title.box(LEFT, 25 * MM - title.height, ref=Ref("persona", work.persona.id, "name"), role="h2")
    label = work.line(f"{number + 1} / {count}", Style(REGULAR, 7.2, 9.6, TEXT3))
    yield label.box(RIGHT - label.width, 24 * MM - label.height, role="artifact")
    yield Line(LEFT, 26.5 * MM, RIGHT, 26.5 * MM, HAIRLINE, HAIR)
