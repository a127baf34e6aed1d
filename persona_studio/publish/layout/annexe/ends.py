"""Head and foot of the annexe: the title and what it comes to, the method, the study, the client's name."""

from collections.abc import Iterator

from persona_studio.publish.boxes import Box, Line, TextBox
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
    SERIF_TRACKING,
    TEXT,
    TEXT2,
    TEXT3,
    serif,
)
from persona_studio.publish.text import Paragraph, Span, Style

FOOT = 277.0 * MM
_KICKER = Style(MEDIUM, 8.6, 11, TEXT2)
_LEAD = Style(TEXT, 11.6, 15.9, TEXT2)
_WARNING = Style(MEDIUM, 8.8, 11.6, "#855000")
_FAINT = Style(REGULAR, 7.15, 8.4, TEXT3)
_BESIDE_LOGO = RIGHT - LEFT - 30 * MM
_LOGO_WIDTH, _LOGO_SIZE = 24 * MM, 13.85
_TITLE_BASE, _HEAD_END = 27.9 * MM, 55 * MM


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
    """Yield the method and the study, each on a line, and the client's name."""
    yield Line(LEFT, FOOT, RIGHT, FOOT, HAIRLINE, HAIR)
    for said, y in ((annexe.method, FOOT + 2.4 * MM), (annexe.source, FOOT + 6.95 * MM)):
        if said:
            words = paper.fitted(said, _FAINT, _BESIDE_LOGO, sizes=(7.15, 6.6, 6.0))
            yield words.box(LEFT, y, role="caption")
    yield from _wordmark(paper, annexe)


def _wordmark(paper: Paper, annexe: Annexe) -> Iterator[TextBox]:
    pieces = [(text, colour) for text, colour in annexe.brand.wordmark if text]
    if not pieces:
        return

    def at(size: float) -> Paragraph:
        style = Style(DISPLAY, size, size * 1.2, INK, SERIF_TRACKING)
        return paper.supplies.compositor.line(*(Span(text, style._replace(colour=c)) for text, c in pieces))

    mark = at(_LOGO_SIZE)
    if mark.width > _LOGO_WIDTH:
        mark = at(_LOGO_SIZE * _LOGO_WIDTH / mark.width)
    yield mark.box(RIGHT - mark.width, FOOT + 7.15 * MM - mark.rise, role="caption")
