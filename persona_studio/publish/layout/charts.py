"""Three small charts of a segment: answers as columns or bars, and numbers written out."""

from collections.abc import Iterator, Sequence

from persona_studio.publish.boxes import Box, Group, Line, Rect
from persona_studio.publish.layout.bars import bar, spoken
from persona_studio.publish.layout.sections import Setting, heading
from persona_studio.publish.layout.values import Bar, Chart, Figure, Work
from persona_studio.publish.style import (
    DISPLAY,
    INK,
    MM,
    REGULAR,
    SERIF_TRACKING,
    TABULAR_SEMIBOLD,
    TEXT3,
    body,
)
from persona_studio.publish.text import Paragraph, Style

TOP, BOTTOM = 186 * MM, 233 * MM
PLACES = ((16 * MM, 56 * MM), (80 * MM, 56 * MM), (144 * MM, 50 * MM))
"""Left edge and width of the three."""
_MOST_COLUMNS, _MOST_BARS, _MOST_FIGURES = 5, 5, 3
_BASE, _HIGHEST = 217.7 * MM, 18.6 * MM
_COLUMN_GAP, _OVER, _TICK = 2.4 * MM, 0.6 * MM, 0.45 * MM
_COUNT = Style(TABULAR_SEMIBOLD, 8, 9.6, INK)
_UNDER = ((6.7, 2), (6.2, 3))
_LABEL = ((8.2, 1), (7.4, 2))
_BAR_ROW, _BAR_HEIGHT, _RATE = 5.6 * MM, 2.4 * MM, 9 * MM
_FIGURE_ROW = 10.15 * MM


def setting(width: float) -> Setting:
    """Return how the title of a chart is set."""
    return Setting(width, body(8.8), icon=0.0, icon_gap=0.0, rule_gap=2 * MM, under_rule=1.95 * MM)


def charts(work: Work) -> tuple[Box, ...]:
    """Return what is known of the segment: at most two charts, then the numbers at the right."""
    facts, said = work.facts, (work.persona.name, work.texts.language, work.accent)
    return work.supplies.remember((facts.charts, facts.figures, said), lambda: tuple(_drawn(work)))


def _drawn(work: Work) -> Iterator[Box]:
    for chart, (x, width) in zip(work.facts.charts, PLACES[: 2 if work.facts.figures else 3], strict=False):
        yield from _chart(work, chart, x, width)
    if work.facts.figures:
        yield from _figures(work, *PLACES[2])


def _chart(work: Work, chart: Chart, x: float, width: float) -> Iterator[Box]:
    boxes, y = heading(work, chart.title, "", (x, TOP), setting(width))
    yield from boxes
    labels = _under(work, chart, width) if chart.ordered else None
    if labels is not None:
        yield from _columns(work, chart.bars, labels, x, width)
    else:
        yield from _bars(work, chart.bars, x, width, y)


def _under(work: Work, chart: Chart, width: float) -> list[Paragraph] | None:
    """Set what stands below the columns; None where the words are too long for that."""
    if not 2 <= len(chart.bars) <= _MOST_COLUMNS:
        return None
    room = (width + _COLUMN_GAP) / len(chart.bars) - 0.4 * MM
    for size, lines in _UNDER:
        made = [work.set(each.label, Style(REGULAR, size, size * 1.25, TEXT3), room) for each in chart.bars]
        whole = all(_unbroken(each, work, size) for each in made)
        if whole and max(len(each.lines) for each in made) <= lines:
            return made
    return None


def _unbroken(label: Paragraph, work: Work, size: float) -> bool:
    """Tell whether no word of a label had to be cut."""
    words = label.text.split()
    return all(work.line(word, Style(REGULAR, size, size, TEXT3)).width <= label.width for word in words)


def _columns(
    work: Work, bars: Sequence[Bar], labels: Sequence[Paragraph], x: float, width: float
) -> Iterator[Box]:
    step = (width + _COLUMN_GAP) / len(bars)
    wide = step - _COLUMN_GAP
    highest = max((part for each in bars for part in (each.share, each.overall) if part), default=1.0)
    for i, (each, label) in enumerate(zip(bars, labels, strict=True)):
        left = x + i * step
        yield label.box(left + (wide - label.width) / 2, _BASE + 1.6 * MM, align="centre")
        yield from _column(work, each, left, wide, _HIGHEST / highest)


def _column(work: Work, each: Bar, x: float, width: float, unit: float) -> Iterator[Box]:
    """Yield one column with its number above; ``unit`` is the height of a share of 1."""
    shapes: list[Box] = []
    top = _BASE
    if each.share:
        top = _BASE - each.share * unit
        shapes.append(Rect(x, top, width, each.share * unit, work.accent.fill, radius=0.5 * MM))
    if each.overall is not None:
        y = _BASE - each.overall * unit
        shapes.append(Line(x - _OVER, y, x + width + _OVER, y, INK, _TICK))
        top = min(top, y)
    alt = spoken(work, each.share, each.overall)
    yield Group(tuple(shapes), x, top, width, _BASE - top, None, None, "figure" if alt else "artifact", alt)
    if each.share is not None:
        number = work.line(work.texts.integer(round(each.share * 100)), _COUNT)
        yield number.box(x + (width - number.width) / 2, top - number.height - 1.03 * MM)


def _bars(work: Work, bars: Sequence[Bar], x: float, width: float, y: float) -> Iterator[Box]:
    known = [each for each in bars if each.share is not None][:_MOST_BARS]
    label_room, left = width * 0.56, x + width * 0.5625
    for each in known:
        label = _fitted(work, each.label, label_room)
        height = max(_BAR_ROW, label.height + 1.2 * MM)
        middle = y + height / 2
        yield label.box(x, middle - label.height / 2)
        frame = Rect(left, middle - _BAR_HEIGHT / 2, width * 0.26, _BAR_HEIGHT)
        yield bar(work, frame, each.share, each.overall)
        rate = work.line(work.texts.percent(each.share or 0.0), _COUNT._replace(size=7.7))
        yield rate.box(x + width - rate.width, middle - rate.height / 2)
        y += height


def _fitted(work: Work, text: str, width: float) -> Paragraph:
    """Set the words of an answer, cut after their last line: they belong to the survey, not to the sheet."""
    tries = [(work.set(text, Style(REGULAR, size, size * 1.2, INK), width), n) for size, n in _LABEL]
    return next((made for made, n in tries if len(made.lines) <= n), tries[-1][0].head(_LABEL[-1][1]))


def _figures(work: Work, x: float, width: float) -> Iterator[Box]:
    boxes, y = heading(work, work.texts("In figures"), "", (x, TOP), setting(width))
    yield from boxes
    column = width * 0.42
    y -= 1.75 * MM
    for figure in work.facts.figures[:_MOST_FIGURES]:
        yield from _figure(work, figure, x, y, width, column)
        y += _FIGURE_ROW


def _figure(work: Work, figure: Figure, x: float, y: float, width: float, column: float) -> Iterator[Box]:
    tries = [work.line(figure.value, _serif(size)) for size in (16.0, 13.0, 10.0)]
    value = next((made for made in tries if made.width <= column - 1 * MM), tries[-1])
    yield value.box(x, y + _FIGURE_ROW / 2 - value.height / 2)
    for size, lines in ((8.4, 2), (7.4, 3)):
        label = work.set(figure.label, Style(REGULAR, size, size * 1.22, INK), width - column)
        if len(label.lines) <= lines:
            break
    label = label.head(3)
    yield label.box(x + column, y + _FIGURE_ROW / 2 - label.height / 2)


def _serif(size: float) -> Style:
    return Style(DISPLAY, size, size * 1.2, INK, SERIF_TRACKING)
