"""The foot of a sheet: legend of the marks with counts, source line, the client's wordmark."""

from collections import Counter
from collections.abc import Iterator

from persona_studio.publish.boxes import Box, Line, Ref
from persona_studio.publish.layout.marks import Mark, draw, mark_name, mark_of
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import (
    DISPLAY,
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    SERIF_TRACKING,
    TEXT2,
    TEXT3,
)
from persona_studio.publish.text import Paragraph, Span, Style

_LEGEND = Style(REGULAR, 7.2, 9.6, TEXT3)
_SOURCE = Style(REGULAR, 7.2, 8.4, TEXT3)
_LEFT, _RIGHT = 16 * MM, 194 * MM
_BASE = 277.1 * MM
_SOURCE_LINES = 3
_LEGEND_DOWN, _SOURCE_DOWN = 2.0 * MM, 6.89 * MM
_MARK_SCALE = 0.925
Legend = tuple[tuple[Mark, int], ...]
_LOGO_WIDTH, _LOGO_SIZE = 24 * MM, 13.85


def foot_top(work: Work) -> float:
    """Return where the foot begins: higher up when the source takes more than one line."""
    return _BASE - max(0, len(_source(work).lines) - 1) * _SOURCE.leading


def foot(work: Work) -> tuple[Box, ...]:
    """Return the boxes of the foot."""
    counts = Counter(mark_of(a, lost=a.id in work.facts.lost) for a in work.persona.attributes)
    legend = tuple((mark, counts[mark]) for mark in Mark if counts[mark])
    said = (work.persona.id, work.persona.source or work.facts.source, work.facts.brand, work.texts.language)
    return work.supplies.remember((legend, said), lambda: tuple(_foot(work, legend)))


def _foot(work: Work, legend: Legend) -> Iterator[Box]:
    top = foot_top(work)
    yield Line(_LEFT, top, _RIGHT, top, HAIRLINE, HAIR)
    yield from _legend(work, legend, top + _LEGEND_DOWN)
    source = _source(work)
    if source.lines:
        yield source.box(
            _LEFT, top + _SOURCE_DOWN, ref=Ref("persona", work.persona.id, "source"), role="caption"
        )
    yield from _wordmark(work, top)


def _source(work: Work) -> Paragraph:
    text = work.persona.source or work.facts.source
    width = _RIGHT - _LEFT - _LOGO_WIDTH - 6 * MM
    return work.set(text, _SOURCE, width).head(_SOURCE_LINES)


def _legend(work: Work, legend: Legend, y: float) -> Iterator[Box]:
    x = _LEFT
    for mark, count in legend:
        said = work.texts("{mark} ({n})", mark=mark_name(mark, work.texts), n=count)
        text = work.line(said, _LEGEND)
        middle = y + text.height / 2 - 1.07 * MM * _MARK_SCALE
        yield draw(mark, x, middle, TEXT2, scale=_MARK_SCALE)
        indent = (3.5 if mark is not Mark.VERBATIM else 3.4) * MM
        yield text.box(x + indent, y, role="caption")
        x += indent + text.width + 4.6 * MM


def _wordmark(work: Work, top: float) -> Iterator[Box]:
    pieces = [(text, colour) for text, colour in work.facts.brand.wordmark if text]
    if not pieces:
        return

    def at(size: float) -> Paragraph:
        style = Style(DISPLAY, size, size * 1.2, INK, SERIF_TRACKING)
        return work.supplies.compositor.line(*(Span(text, style._replace(colour=c)) for text, c in pieces))

    mark = at(_LOGO_SIZE)
    if mark.width > _LOGO_WIDTH:
        mark = at(_LOGO_SIZE * _LOGO_WIDTH / mark.width)
    yield mark.box(_RIGHT - mark.width, top + 7.15 * MM - mark.rise, role="caption")
