"""Head and foot of the annexe: the title and what it comes to, the method, the study, the client's name."""

from collections.abc import Iterator

from persona_studio.publish.boxes import Box, Line
from persona_studio.publish.layout import client
from persona_studio.publish.layout.annexe.paper import LEFT, RIGHT, Paper, sized
from persona_studio.publish.layout.annexe.values import Annexe
from persona_studio.publish.style import (
    DISPLAY,
    HAIR,
    HAIRLINE,
    INK,
    MEDIUM,
    MM,
    REGULAR,
    TEXT,
    TEXT2,
    TEXT3,
    serif,
)
from persona_studio.publish.text import Paragraph, Style

FOOT = 277.0 * MM
_KICKER = Style(MEDIUM, 8.6, 11, TEXT2)
_LEAD = Style(TEXT, 11.6, 15.9, TEXT2)
_WARNING = Style(MEDIUM, 8.8, 11.6, "#855000")
_FAINT = Style(REGULAR, 7.15, 8.4, TEXT3)
_BESIDE_LOGO = RIGHT - LEFT - 30 * MM
_TITLE_BASE = 27.9 * MM


def head(paper: Paper, annexe: Annexe) -> Iterator[Box]:
    """Yield the kicker, the title and the sentence or two that sum it all up."""
    kicker = paper.line(paper.texts("Methodological annexe"), _KICKER)
    yield kicker.box(LEFT, 18.25 * MM - kicker.rise, role="caption")
    title = paper.fitted(annexe.title, serif(DISPLAY, 27, INK), RIGHT - LEFT, sizes=(27, 24, 21, 18))
    yield title.box(LEFT, _TITLE_BASE - title.rise, role="h1")
    lead = _lead(paper, annexe.lead, 1 if annexe.warning else 0)
    top = 37.65 * MM - _LEAD.leading * 0.72
    yield lead.box(LEFT, top)
    if annexe.warning:
        y = top + lead.height + 0.8 * MM
        yield paper.fitted(annexe.warning, _WARNING, RIGHT - LEFT, 2, sizes=(8.8, 8.0)).box(LEFT, y)


def _lead(paper: Paper, said: str, fewer: int) -> Paragraph:
    """Set the summary in the largest size that fits; a warning below it takes one line of its room."""
    width, last = RIGHT - LEFT - 17 * MM, sized(_LEAD, 8.6)
    for size in (11.6, 10.8, 9.6):
        made = paper.set(said, sized(_LEAD, size), width)
        if len(made.lines) <= 3 - fewer:
            return made
    return paper.fitted(said, last, width, 4 - fewer)


def next_head(paper: Paper, annexe: Annexe, number: int, count: int) -> Iterator[Box]:
    """Yield the head of a page on which the annexe goes on."""
    said = paper.texts("{name} (continued)", name=paper.texts("Methodological annexe"))
    title = paper.fitted(said, serif(DISPLAY, 20, INK), RIGHT - LEFT - 20 * MM, sizes=(20, 16))
    yield title.box(LEFT, 25 * MM - title.height, role="h2")
    label = paper.line(f"{number} / {count}", _FAINT)
    yield label.box(RIGHT - label.width, 24 * MM - label.height, role="artifact")
    yield Line(LEFT, 26.5 * MM, RIGHT, 26.5 * MM, HAIRLINE, HAIR)


def foot(paper: Paper, annexe: Annexe) -> Iterator[Box]:
    """Yield the method and the study, each on a line, the client's words and mark."""
    yield Line(LEFT, FOOT, RIGHT, FOOT, HAIRLINE, HAIR)
    source = paper.line(annexe.source, _FAINT).width
    clients = client.beside_source(paper.supplies, annexe.brand, _FAINT.size, _BESIDE_LOGO, source)
    taken = clients.width + client.APART if clients is not None else 0.0
    second = FOOT + 6.95 * MM
    for said, y, width in (
        (annexe.method, FOOT + 2.4 * MM, _BESIDE_LOGO),
        (annexe.source, second, _BESIDE_LOGO - taken),
    ):
        if said:
            yield paper.fitted(said, _FAINT, width, sizes=(7.15, 6.6, 6.0)).box(LEFT, y, role="caption")
    if clients is not None:
        yield clients.box(LEFT + _BESIDE_LOGO - clients.width, second, role="caption")
    yield from client.at_foot(paper.supplies, annexe.brand, RIGHT, FOOT, paper.texts)
