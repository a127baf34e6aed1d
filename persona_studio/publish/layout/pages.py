"""What the templates share: pages with a title, and those on which a persona goes on."""

from collections.abc import Iterable, Iterator, Sequence

from persona_studio.domain.ids import Id
from persona_studio.publish.boxes import Box, Line, Page, Ref
from persona_studio.publish.layout.flow import Placed
from persona_studio.publish.layout.foot import foot, foot_top
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.sections import place
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import DISPLAY, HAIR, HAIRLINE, INK, MM, REGULAR, TEXT3, serif
from persona_studio.publish.text import Style

WIDTH, HEIGHT = 210 * MM, 297 * MM
"""A4 upright; Magazine lies on its side."""
COLUMNS = (LEFT, 109 * MM)
NEXT_TOP = 34 * MM
_ABOVE_FOOT = 6.1 * MM


def bottom(work: Work) -> float:
    """Return where the columns of an upright page end."""
    return foot_top(work) - _ABOVE_FOOT


def overflow(placed: Iterable[Placed]) -> tuple[Id, ...]:
    """Return the attributes that are not wholly on the first page, each once, in order."""
    later = (item.attribute for each in placed if each.page for item in each.block.items)
    return tuple(dict.fromkeys(attribute.id for attribute in later if attribute is not None))


def page(work: Work, boxes: Iterable[Box], number: int, size: tuple[float, float] = (WIDTH, HEIGHT)) -> Page:
    """Return a page of the persona, ``number`` counted from 0."""
    title = ", ".join(part for part in (work.persona.name, work.persona.title) if part)
    if number:
        title = continuation(work, title)
    return Page(*size, tuple(boxes), str(number + 1), title, work.texts.language)


def continuation(work: Work, name: str) -> str:
    """Return what heads a page on which something goes on."""
    return work.texts("{name} (continued)", name=name).strip()


def columns(
    work: Work, placed: Sequence[Placed], number: int, xs: Sequence[float], *, scissors: bool = True
) -> Iterator[Box]:
    """Yield the boxes of the blocks of a page; ``scissors`` mark what went over, on screen only."""
    overflowing = scissors and work.facts.editing and number > 0
    for each in placed:
        if each.page == number:
            yield from place(work, each.block, xs[each.column], each.y, overflowing=overflowing)


def upright(work: Work, placed: Sequence[Placed], count: int, *, scissors: bool = True) -> Iterator[Page]:
    """Yield the continuation pages of an upright sheet of ``count`` pages."""
    for number in range(1, count):
        blocks = columns(work, placed, number, COLUMNS, scissors=scissors)
        yield page(work, [*_head(work, number, count), *blocks, *foot(work)], number)


def _head(work: Work, number: int, count: int) -> tuple[Box, ...]:
    key = ("next head", work.persona.id, work.persona.name, number, count, work.texts.language)
    said, ref = continuation(work, work.persona.name), Ref("persona", work.persona.id, "name")
    return work.supplies.remember(key, lambda: tuple(headed(work, said, number, count, ref)))


def headed(work: Work, said: str, number: int, count: int, ref: Ref | None = None) -> Iterator[Box]:
    """Yield the head of an upright page on which something goes on: what it is, and which of its pages."""
    width = RIGHT - LEFT - 20 * MM
    tries = (work.set(said, serif(DISPLAY, size, INK), width) for size in (20.0, 14.0, 9.0))
    title = next((text for text in tries if len(text.lines) == 1), None)
    title = title or work.set(said, serif(DISPLAY, 9, INK), width).head(2)
    yield title.box(LEFT, 25 * MM - title.height, ref=ref, role="h2")
    label = work.line(f"{number + 1} / {count}", Style(REGULAR, 7.2, 9.6, TEXT3))
    yield label.box(RIGHT - label.width, 24 * MM - label.height, role="artifact")
    yield Line(LEFT, 26.5 * MM, RIGHT, 26.5 * MM, HAIRLINE, HAIR)
