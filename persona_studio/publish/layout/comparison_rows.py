"""The rows of the Comparatif: each is as high as its longest cell; those that tell most come first."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Attribute, AttributeKind, Gauge, SectionKey
from persona_studio.publish.boxes import Box, Rect, Ref
from persona_studio.publish.layout import rails, rates
from persona_studio.publish.layout.bars import bar
from persona_studio.publish.layout.contrasts import Contrast, Shared, shared
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.pieces import Piece, Words
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.shortened import Steps, one_line, plain, shortened
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import untitled, usual_title
from persona_studio.publish.style import (
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TABULAR_SEMIBOLD,
    TEXT2,
    TEXT3,
    TEXT_ITALIC,
)
from persona_studio.publish.text import Paragraph, Style

LEFT, LABELS = 12 * MM, 43 * MM
_LABEL_WIDTH = LABELS - 3 * MM
_LABEL = Style(SEMIBOLD, 9.0, 12.9, INK)
PAD = 2.8 * MM
_USUAL_RATES, _USUAL_SECTIONS, _MOST_RATES, _MOST_GAUGES = 4, 5, 12, 4
"""Rows of each kind; more only where the other kind leaves room."""
_TEXT_STEPS = tuple((Style(REGULAR, size, size * 12.9 / 9.0, INK), n) for size, n in ((9.0, 4), (8.3, 5)))
_CELL_STEPS = tuple((Style(REGULAR, size, size * 12.9 / 9.0, INK), n) for size, n in ((9.0, 3), (8.3, 4)))
_TAKEAWAY_SIZES = ((12.4, 3), (10.8, 4), (9.5, 4))
_RATE, _RATE_WIDTH, _BAR = Style(TABULAR_SEMIBOLD, 9.0, 12.9, INK), 11 * MM, 2.6 * MM
_RATE_PAD, _BARS_LESS = 1.75 * MM, 1 * MM
_QUESTION_STEPS = tuple(
    (Style(REGULAR, size, size * 1.28, TEXT2), n) for size, n in ((9.0, 3), (8.4, 3), (7.8, 4))
)
_POLES = tuple(Style(REGULAR, size, size * 1.3, TEXT2) for size in (8.6, 7.9, 7.2, 6.6))
_GAUGE, _GAUGE_ENDS = 6.2 * MM, 2.65 * MM
_RAIL_LESS = 4 * MM
_NONE = "–"
_AIR = 2 * MM
"""Words end before the next column begins, not only where it does: more than the white between columns."""
_APART = frozenset({SectionKey.DOING, SectionKey.AVOIDING})


class Column(NamedTuple):
    """One persona's column: what it needs, where it stands, how wide it is."""

    work: Work
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``draw`` gives its boxes when its top is at a height.

    ``cut`` names the texts that were cut; ``figures`` tells that it has bars with everybody's tick,
    ``blank`` that a dash stands where somebody has nothing.
    """

    height: float
    draw: Callable[[float], Sequence[Box]]
    cut: tuple[str, ...] = ()
    rule: bool = True
    figures: bool = False
    blank: bool = False


Choice = Sequence[Row | None]
"""One row of each page, in their order; None where a page has nothing to say there."""


def rows(
    pages: Sequence[Sequence[Column]], everybody: Sequence[Work], contrasts: Sequence[Contrast], room: float
) -> list[list[Row]]:
    """Choose the rows that fit in a height, the same on each page; what most have is always among them.

    What differs most between ``everybody`` who is compared, on whichever page, comes first.
    """
    first = [[_field(columns, field) for columns in pages] for field in ("priority", "objective")]
    first = [
        each for each, field in zip(first, ("priority", "objective"), strict=True) if _tells(everybody, field)
    ]
    last = [_each(pages, _gauges), _each(pages, _takeaway)]
    while len(last) > 1 and sum(map(_tall, (*first, *last))) > room:
        last.pop(0)
    left = room - sum(map(_tall, (*first, *last)))
    apart = _widest(everybody, contrasts)
    figures = [[_rate(columns, each) for columns in pages] for each in apart]
    texts = _sections(pages, everybody, frozenset(each.variable for each in apart[:_USUAL_RATES]))
    kept: list[Choice] = []
    for choice in _by_turns(figures, texts):
        if _tall(choice) <= left:
            left -= _tall(choice)
            kept.append(choice)
    numbers = _together([choice for choice in figures if choice in kept])
    chosen = [*first, *(choice for choice in texts if choice in kept), *numbers, *last]
    return [[row for choice in chosen if (row := choice[i]) is not None] for i in range(len(pages))]


def _each(pages: Sequence[Sequence[Column]], make: Callable[[Sequence[Column]], Row | None]) -> Choice:
    return [make(columns) for columns in pages]


def _tall(choice: Choice) -> float:
    """Return the height of the highest row of a choice."""
    return max((row.height for row in choice if row is not None), default=0.0)


def _tells(everybody: Sequence[Work], field: str) -> bool:
    """Tell whether a field is not the same for everybody."""
    return len({getattr(work.persona, field).strip() for work in everybody}) > 1


def _by_turns(figures: Sequence[Choice], texts: Sequence[Choice]) -> Iterator[Choice]:
    """Yield rows in the order in which they are chosen: neither figures nor words take all the room."""
    some, others = figures[:_USUAL_RATES], texts[:_USUAL_SECTIONS]
    for pair in range(max(len(others), len(some))):
        yield from (*some[pair : pair + 1], *others[pair : pair + 1])
    yield from (*texts[_USUAL_SECTIONS:], *figures[_USUAL_RATES:])


def _together(figures: Sequence[Choice]) -> list[Choice]:
    """Put no hairline between figures: they are read down as well as across."""
    return [
        [replace(row, rule=i == len(figures) - 1) for row in choice if row is not None]
        for i, choice in enumerate(figures)
    ]


# ---------------------------------------------------------------- words


def _field(columns: Sequence[Column], field: str) -> Row | None:
    texts = [written(column.work, field) for column in columns]
    cells = _evenly(columns, texts, [_TEXT_STEPS] * len(columns))
    labels = [words.label for column in columns if (words := written(column.work, field)) is not None]
    return _row(columns, labels[0], cells) if labels else None


def _evenly(
    columns: Sequence[Column], texts: Sequence[Words | None], steps: Sequence[Steps]
) -> list[Piece | None]:
    """Set texts in the same step of each column: the first in which none is cut, else the last."""
    cells: list[Piece | None] = []
    for step in zip(*steps, strict=True):
        cells = [_words(c, words, [own]) for c, words, own in zip(columns, texts, step, strict=True)]
        if not any(cell.rest for cell in cells if cell is not None):
            break
    return cells


def _words(column: Column, words: Words | None, steps: Steps) -> Piece | None:
    return shortened(column.work, words, steps, column.width - _AIR) if words is not None else None


def _row(
    columns: Sequence[Column],
    label: str,
    cells: Sequence[Piece | None],
    rated: Sequence[Paragraph | None] = (),
) -> Row:
    """Return a row of texts, at the right of some of them a rate."""
    work = columns[0].work
    name = shortened(work, plain(label), [(_LABEL, 3)], _LABEL_WIDTH).paragraph
    height = max(name.height, *(cell.height for cell in cells if cell is not None))
    cut = tuple(cell.rest.label or label for cell in cells if cell is not None and cell.rest)

    def draw(y: float) -> Iterator[Box]:
        yield name.box(LEFT, y + PAD, role="caption")
        for column, cell, rate in zip_longest(columns, cells, rated):
            if cell is None:
                yield _none(column, y + PAD)
            else:
                yield cell.box(column.x, y + PAD)
            if rate is not None and cell is not None:
                x = column.x + column.width - _BARS_LESS - rate.width
                yield rate.box(x, y + PAD + cell.paragraph.rise - rate.rise, role="caption")

    return Row(height + 2 * PAD, lambda y: tuple(draw(y)), cut, blank=None in cells)


def _none(column: Column, y: float) -> Box:
    return column.work.line(_NONE, _LABEL._replace(font=REGULAR, colour=TEXT3)).box(column.x, y)


def _sections(
    pages: Sequence[Sequence[Column]], everybody: Sequence[Work], told: frozenset[Id]
) -> list[Choice]:
    """Return a row for each kind of section that tells the personas apart, the most telling first."""
    found = shared([work.persona for work in everybody], _APART, told)
    places = {work.persona.id: i for i, work in enumerate(everybody)}
    return [
        [
            _section(columns, each, [each.lines[places[c.work.persona.id]] for c in columns])
            for columns in pages
        ]
        for each in found
    ]


def _section(columns: Sequence[Column], each: Shared, lines: Sequence[tuple[Attribute, ...]]) -> Row | None:
    label = each.title or usual_title(each.key, columns[0].work.texts)
    made = [_line(column, own, label) for column, own in zip(columns, lines, strict=True)]
    cells = [cell for cell, _ in made]
    return _row(columns, label, cells, [rate for _, rate in made]) if any(cells) else None


def _line(column: Column, lines: Sequence[Attribute], label: str) -> tuple[Piece | None, Paragraph | None]:
    """Set the strongest line that fits in its cell, or cut the strongest of all; also return its rate."""
    tries = []
    for line in lines[:4]:
        narrow, rate = _rated(column, line)
        cell = _words(narrow, Words("line", "", untitled(said(line), label)), _CELL_STEPS)
        if cell is not None:
            tries.append((replace(cell, ref=Ref("attribute", line.id, "text")), rate))
    first = tries[0] if tries else (None, None)
    return next((pair for pair in tries if pair[0].rest is None), first)


def _rated(column: Column, line: Attribute) -> tuple[Column, Paragraph | None]:
    """Return the rate of a line, if it is asked for, and the column that is left beside it."""
    share = rates.rated(column.work, line)
    if share is None:
        return column, None
    size = _LABEL.size
    room = rates.margin(column.work, size)
    return column._replace(width=column.width - room), rates.rate(column.work, share, size)


def _takeaway(columns: Sequence[Column]) -> Row | None:
    """Return what to remember: the first thing that it pays to do, else what the persona could say."""
    texts = [_remembered(column.work) for column in columns]
    if len({words.text for words in texts if words is not None}) < 2:
        return None
    cells = _evenly(columns, texts, [_italic(column) for column in columns])
    return _row(columns, columns[0].work.texts("To remember"), cells)


def _remembered(work: Work) -> Words | None:
    doing = (s for s in work.persona.sections if s.key is SectionKey.DOING and not s.hidden)
    first = next((said(a) for s in doing for a in s.attributes if said(a).strip()), "")
    return Words("line", "", first) if first else written(work, "quote")


def _italic(column: Column) -> Steps:
    ink = column.work.accent.ink
    return [(Style(TEXT_ITALIC, size, size * 1.18, ink), lines) for size, lines in _TAKEAWAY_SIZES]


# ---------------------------------------------------------------- figures


def _widest(everybody: Sequence[Work], contrasts: Sequence[Contrast]) -> list[Contrast]:
    """Return the answers on which the personas are the farthest apart, the widest first."""
    ids = [work.persona.id for work in everybody]
    here = [replace(each, shares=tuple(s for s in each.shares if s[0] in ids)) for each in contrasts]
    known = [each for each in here if len(each.shares) > 1]
    # An answer known of everybody says more than one of two personas only.
    known.sort(key=lambda each: (-len(each.shares), -each.spread))
    return known[:_MOST_RATES]


def _rate(columns: Sequence[Column], contrast: Contrast) -> Row:
    name = shortened(columns[0].work, _asked(contrast), _QUESTION_STEPS, _LABEL_WIDTH).paragraph
    height = max(name.height, _RATE.leading) + 2 * _RATE_PAD

    def draw(y: float) -> Iterator[Box]:
        middle = y + height / 2
        yield name.box(LEFT, middle - name.height / 2, role="caption")
        for column in columns:
            share = contrast.share(column.work.persona.id)
            text = _NONE if share is None else column.work.texts.percent(share)
            rate = column.work.line(text, _RATE)
            yield rate.box(column.x, middle - rate.height / 2)
            if share is not None:
                x, width = column.x + _RATE_WIDTH, column.width - _RATE_WIDTH - _BARS_LESS
                yield bar(column.work, Rect(x, middle - _BAR / 2, width, _BAR), share, contrast.overall)

    blank = any(contrast.share(column.work.persona.id) is None for column in columns)
    return Row(height, lambda y: tuple(draw(y)), figures=True, blank=blank)


def _asked(contrast: Contrast) -> Words:
    """Return question and answer, of which only the question may be cut."""
    told = len(contrast.label) > len(contrast.answer) > 0 and contrast.label.endswith(contrast.answer)
    end = contrast.label[-len(contrast.answer) - 1 :] if told else ""
    return Words("", "", contrast.label.removesuffix(end), after=end)


@dataclass(frozen=True, slots=True)
class _Poles:
    """A gauge that several personas have: its name, and of each the attribute with its gauge."""

    label: Paragraph
    gauges: tuple[tuple[Attribute, Gauge] | None, ...]

    @property
    def spread(self) -> int:
        """How far the personas are apart on it."""
        values = [found[1].value for found in self.gauges if found is not None]
        return max(values) - min(values)


def _gauges(columns: Sequence[Column]) -> Row | None:
    """Return the gauges that two personas or more share, as one row."""
    found = sorted(_poles(columns), key=lambda poles: -poles.spread)[:_MOST_GAUGES]
    if not found:
        return None

    def draw(y: float) -> Iterator[Box]:
        for i, poles in enumerate(found):
            middle = y + _GAUGE_ENDS + _GAUGE * (i + 0.5)
            yield poles.label.box(LEFT, middle - poles.label.height / 2, role="caption")
            for column, gauge in zip(columns, poles.gauges, strict=True):
                if gauge is not None:
                    yield rails.lone(column.work, *gauge, (column.x, middle), column.width - _RAIL_LESS)

    return Row(len(found) * _GAUGE + 2 * _GAUGE_ENDS, lambda y: tuple(draw(y)))


def _poles(columns: Sequence[Column]) -> Iterator[_Poles]:
    held: dict[tuple[str, str], list[tuple[Attribute, Gauge] | None]] = defaultdict(
        lambda: [None] * len(columns)
    )
    for i, column in enumerate(columns):
        for attribute in column.work.persona.attributes:
            gauge = attribute.gauge
            if attribute.kind is not AttributeKind.GAUGE or gauge is None:
                continue
            poles = gauge.left.strip().casefold(), gauge.right.strip().casefold()
            if all(poles) and not (attribute.evidence is not None and rates.few(attribute.evidence)):
                # No tick of everybody here: four knobs side by side tell enough.
                held[poles][i] = attribute, replace(gauge, overall=None)
    for gauges in held.values():
        known = [found[1] for found in gauges if found is not None]
        if len(known) > 1:
            said = f"{known[0].left} – {_lower(known[0].right)}"
            label = one_line(columns[0].work, plain(said), _POLES, LABELS - 2 * MM).paragraph
            yield _Poles(label, tuple(gauges))


def _lower(text: str) -> str:
    """Begin with a small letter, unless it is an abbreviation, or one letter as answers are named."""
    return text if len(text) == 1 or text[1:2].isupper() else text[:1].lower() + text[1:]
