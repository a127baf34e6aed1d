"""The foot of a sheet: legend of the marks with counts, source line, the client's mark and words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import inf
from typing import NamedTuple

from persona_studio.domain.personas import Attribute
from persona_studio.publish.boxes import Box, Line, Ref
from persona_studio.publish.layout import client
from persona_studio.publish.layout.marks import Mark, draw, mark_name, mark_of
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import HAIR, HAIRLINE, MM, REGULAR, TEXT2, TEXT3
from persona_studio.publish.text import Paragraph, Style

_LEGEND = Style(REGULAR, 7.2, 9.6, TEXT3)
_SOURCE = Style(REGULAR, 7.2, 8.4, TEXT3)
_SOURCE_LINES = 3
_LEGEND_DOWN, _SOURCE_DOWN = 2.0 * MM, 6.89 * MM
_MARK_SCALE = 0.925
Legend = tuple[tuple[Mark, int], ...]
_LEGEND_SIZES = (7.2, 6.6, 6.0, 5.4)
_LEGEND_INDENT, _LEGEND_GAP = 3.48 * MM, 4.6 * MM


class Footing(NamedTuple):
    """Where a foot stands: its ends, its hairline when the source takes one line, its words' scale."""

    left: float
    right: float
    base: float
    scale: float = 1.0

    @property
    def beside_logo(self) -> float:
        """Width of the words."""
        return self.right - self.left - client.ROOM[0] - client.APART


class Room(NamedTuple):
    """Where a legend begins, how wide it should be, and how wide it is at the very most."""

    left: float
    top: float
    width: float
    most: float = inf


PORTRAIT = Footing(16 * MM, 194 * MM, 277.1 * MM)


def foot_top(work: Work, footing: Footing = PORTRAIT) -> float:
    """Return where the foot begins: higher up when the source takes more than one line."""
    return footing.base - max(0, len(_source(work, footing).lines) - 1) * _SOURCE.leading * footing.scale


def foot(work: Work, footing: Footing = PORTRAIT, note: str | None = None) -> tuple[Box, ...]:
    """Return the boxes of the foot; a ``note`` takes the place of the legend of the marks."""
    legend = work.supplies.of(work.persona, ("legend", work.facts.lost), lambda: _counted(work))
    told = (work.persona.id, work.persona.source or work.facts.source, work.facts.brand, work.texts.language)
    key = (legend, told, footing, note, work.facts.options)
    made = work.supplies.remember(key, lambda: tuple(_foot(work, legend, footing, note)))
    return made if len(made) > 1 else ()  # no hairline over nothing


def _counted(work: Work) -> Legend:
    return legend_of(work, work.persona.attributes)


def legend_of(work: Work, lines: Iterable[Attribute]) -> Legend:
    """Return the marks that lines bear, and how many bear each; one still to be written does not count."""
    written = (a for a in lines if said(a).strip())
    counts = Counter(mark_of(a, lost=a.id in work.facts.lost) for a in written)
    return tuple((mark, counts[mark]) for mark in Mark if counts[mark])


def _foot(work: Work, legend: Legend, footing: Footing, note: str | None) -> Iterator[Box]:
    top, left = foot_top(work, footing), footing.left
    yield Line(left, top, footing.right, top, HAIRLINE, HAIR)
    first = top + _LEGEND_DOWN * footing.scale
    marks = note is None and work.facts.options.marks and bool(legend)
    if marks:
        room = Room(left, first, footing.beside_logo, footing.beside_logo)
        yield from legend_boxes(work, legend, room, footing.scale)
    elif note:
        yield _note(work, note, footing).box(left, first, role="caption")
    source = _source(work, footing)
    if source.lines:
        ref = Ref("persona", work.persona.id, "source")
        y = top + _SOURCE_DOWN * footing.scale if marks or note else first
        yield source.box(left, y, ref=ref, role="caption")
    words = _clients(work, footing)
    if words is not None:
        y = top + _SOURCE_DOWN * footing.scale if marks or note else first
        yield words.box(left + footing.beside_logo - words.width, y, role="caption")
    yield from client.at_foot(work.supplies, work.facts.brand, footing.right, top, work.texts)


def _source(work: Work, footing: Footing) -> Paragraph:
    """Set the source on one line, smaller if it must be, else on several."""
    words = _clients(work, footing)
    width = footing.beside_logo - (words.width + client.APART if words is not None else 0.0)
    usual = work.set(_told(work), _scaled(_SOURCE, footing.scale), width)
    tries = (work.set(_told(work), _scaled(_SOURCE, footing.scale * step), width) for step in client.STEPS)
    return next((made for made in tries if len(made.lines) <= 1), usual).head(_SOURCE_LINES)


def _told(work: Work) -> str:
    return work.persona.source or work.facts.source if work.facts.options.source else ""


def _clients(work: Work, footing: Footing) -> Paragraph | None:
    style, width = _scaled(_SOURCE, footing.scale), footing.beside_logo
    source = work.line(_told(work), style).width if work.facts.brand.footer.strip() else 0.0
    return client.beside_source(work.supplies, work.facts.brand, style.size, width, source)


def _scaled(style: Style, scale: float) -> Style:
    return style._replace(size=style.size * scale, leading=style.leading * scale)


def _note(work: Work, note: str, footing: Footing) -> Paragraph:
    styles = [_scaled(_LEGEND._replace(size=size), footing.scale) for size in _LEGEND_SIZES]
    tries = [work.set(note, style, footing.beside_logo) for style in styles]
    return next((text for text in tries if len(text.lines) <= 1), tries[0].head(1))


def legend_boxes(work: Work, legend: Legend, room: Room, scale: float = 1.0) -> Iterator[Box]:
    """Yield marks and their words on one line, smaller when they are long."""
    sizes = [size * scale for size in _LEGEND_SIZES]
    tries = [_legend_at(work, legend, size) for size in sizes]
    texts, scale = next((each for each in tries if _legend_width(*each) <= room.width), tries[-1])
    if (wide := _legend_width(texts, scale)) > room.most:
        texts, scale = _legend_at(work, legend, sizes[-1] * room.most / wide)
    x, y = room.left, room.top
    for (mark, _), text in zip(legend, texts, strict=True):
        top = y + text.height / 2 - 1.07 * MM * _MARK_SCALE * scale
        yield draw(mark, x, top, TEXT2, scale=_MARK_SCALE * scale)
        yield text.box(x + _LEGEND_INDENT * scale, y, role="caption")
        x += text.width + (_LEGEND_INDENT + _LEGEND_GAP) * scale


def _legend_at(work: Work, legend: Legend, size: float) -> tuple[list[Paragraph], float]:
    """Set the words of the legend at a size; return them and that size as a part of the usual one."""
    told = (work.texts("{mark} ({n})", mark=mark_name(mark, work.texts), n=count) for mark, count in legend)
    scale = size / _LEGEND_SIZES[0]
    return [work.line(text, _LEGEND._replace(size=size)) for text in told], scale


def _legend_width(texts: list[Paragraph], scale: float) -> float:
    return sum(text.width + (_LEGEND_INDENT + _LEGEND_GAP) * scale for text in texts)
