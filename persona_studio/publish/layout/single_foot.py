"""The foot of pages read from afar or side by side: one line with a note, the source, the client's mark."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Line, Ref
from persona_studio.publish.layout import client
from persona_studio.publish.layout.shortened import one_line, plain
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import HAIR, HAIRLINE, MM, REGULAR, TEXT3
from persona_studio.publish.text import Paragraph, Style

HEIGHT = 7.4 * MM
"""From the hairline down."""
_APART = 6 * MM
_LEAST = 10 * MM
"""Less room than that tells no source."""
MIDDLE = 4.2 * MM
"""From the hairline to the middle of the words."""
_STEPS = (1.0, 0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Foot:
    """Where it stands: its two ends, its hairline, and the size of its words in points."""

    left: float
    right: float
    top: float
    size: float = 7.2


class _Client(NamedTuple):
    """What the client has at the right of a foot: where its words end, and the width left for others."""

    mark: client.Mark | None
    words: Paragraph | None
    right: float
    room: float


def single_foot(work: Work, foot: Foot, note: str, source: str) -> Iterator[Box]:
    """Yield hairline, note at the left, source in the middle of what is left, the client at the right."""
    said = at_left(work, foot, note, 0.5)
    others = [*beside(work, foot, said.longest if said is not None else 0.0, source)]
    if said is not None or others:
        yield Line(foot.left, foot.top, foot.right, foot.top, HAIRLINE, HAIR)
    if said is not None:
        yield said.box(foot.left, foot.top + MIDDLE - said.height / 2, role="caption")
    yield from others


def at_left(work: Work, foot: Foot, note: str, part: float) -> Paragraph | None:
    """Set a note as it stands at the left of a foot, in a part of it; None when there is none."""
    return _first(work, note, _styles(foot), room(work, foot) * part)


def beside(work: Work, foot: Foot, taken: float, source: str, ref: Ref | None = None) -> Iterator[Box]:
    """Yield what stands beside the first words of a foot, which take some width: source and client."""
    middle, before = foot.top + MIDDLE, taken + _APART if taken else 0.0
    mark, words, right, wide = _client(work, foot, before)
    asked = source if work.facts.options.source and wide - before > _LEAST else ""
    told = _first(work, asked, _styles(foot), wide - before)
    if told is not None:
        x = foot.left + (before + max(0.0, (wide - before - told.longest) / 2) if taken else 0.0)
        yield told.box(x, middle - told.height / 2, ref=ref, role="caption")
    if words is not None:
        yield words.box(right - words.width, middle - words.height / 2, role="caption")
    if mark is not None:
        yield from client.place(work.supplies, work.facts.brand, mark, foot.right, middle, work.texts)


def room(work: Work, foot: Foot) -> float:
    """Return the width of note, legend and source, the client's words having all that they may."""
    return _client(work, foot).room


def _client(work: Work, foot: Foot, taken: float = 0.0) -> _Client:
    brand, supplies = work.facts.brand, work.supplies
    mark = client.mark(supplies, brand)
    right = foot.right - (mark.width + _APART if mark is not None else 0.0)
    width = right - foot.left
    words = client.words(supplies, brand, foot.size, min(width * client.MOST, width - taken))
    return _Client(mark, words, right, width - (words.width + _APART if words is not None else 0.0))


def _styles(foot: Foot) -> list[Style]:
    return [Style(REGULAR, foot.size * k, foot.size * k * 1.3, TEXT3) for k in _STEPS]


def _first(work: Work, text: str, styles: list[Style], width: float) -> Paragraph | None:
    """Set words on one line, at the largest size that fits; None when there are none."""
    text = text.replace("\n", " ").strip()
    if not text:
        return None
    tries = (work.line(text, style) for style in styles)
    fitting = next((line for line in tries if line.width <= width), None)
    if fitting is not None:
        return fitting
    return work.line(one_line(work, plain(text), styles[-1:], width).paragraph.text, styles[-1])
