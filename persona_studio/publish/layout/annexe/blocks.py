"""The four blocks of the first page: who answered, which questions, how many segments, how sure each is."""

from collections.abc import Iterator, Sequence
from math import cos, pi, sin

from persona_studio.publish.boxes import Box, Group, Line, Path, Rect
from persona_studio.publish.layout.annexe.paper import LABEL, NOTE, SMALLER, UNDER_TITLE, Paper, Slot, sized
from persona_studio.publish.layout.annexe.values import (
    Sample,
    Steadiness,
    Steady,
    Tally,
    Themed,
    Tries,
    Try,
    Variables,
)
from persona_studio.publish.style import (
    GROUND,
    INK,
    MM,
    RAIL,
    SEMIBOLD,
    TABULAR,
    TABULAR_SEMIBOLD,
    TEXT2,
    TEXT3,
    WHITE,
    accent,
)
from persona_studio.publish.text import Paragraph, Style

READ, OUT, USED = "#B6C0CC", "#8A5A10", "#26313D"
_UNDER_SAMPLE, _UNDER_STEADY = 8.95 * MM, 9.29 * MM
_ROW, _MOST_TALLIES = 6.13 * MM, 7
_BAR, _BAR_X, _BAR_WIDTH, _RADIUS = 3.04 * MM, 38 * MM, 36 * MM, 0.5 * MM
_ABOVE_NOTE = 2.3 * MM
_NUMBER = Style(TABULAR_SEMIBOLD, 8.8, 11, INK)
_THEME, _THEME_WIDTH, _THEME_GAP = Style(SEMIBOLD, 8.8, 11, INK), 19.5 * MM, 1.5 * MM
_QUESTIONS = Style(NOTE.font, 8.8, 11, TEXT2)
_BETWEEN_THEMES, _LEAST_BETWEEN = 2.3 * MM, 0.35 * MM
_BASE, _HIGHEST = 37.99 * MM, 25.0 * MM
_STEP, _COLUMN, _FIRST = 13.99 * MM, 8.46 * MM, 2.95 * MM
_MOST_TRIES = 9
_STAR, _BESIDE_STAR = 2.9 * MM, 1.0 * MM
_STEADY_ROW, _STEADY_ROOM, _MOST_STEADY = 6.98 * MM, 37 * MM, 14
_STEADY_X, _STEADY_WIDTH, _FIGURE_RIGHT = 35.6 * MM, 25.05 * MM, 71.1 * MM


def sample(paper: Paper, told: Sample, slot: Slot) -> Iterator[Box]:
    """Yield the respondents read, left out and used, as bars with their counts."""
    yield from paper.heading(paper.texts("Sample"), "users", slot)
    tallies = told.tallies[:_MOST_TALLIES]
    note = paper.set(told.note, sized(NOTE, SMALLER[1]), slot.width).height + _ABOVE_NOTE
    room = slot.bottom - slot.y - _UNDER_SAMPLE
    row = min(_ROW, max(room - note, room * 0.4) / max(1, len(tallies)))
    y = slot.y + _UNDER_SAMPLE
    bars = tuple(
        _tally_bar(each, slot.x + _BAR_X, y + (i + 0.5) * row, row) for i, each in enumerate(tallies)
    )
    yield Group(bars, slot.x + _BAR_X, y, _BAR_WIDTH, row * len(bars), None, None, "figure", told.alt)
    for i, each in enumerate(tallies):
        yield from _tally(paper, each, slot, y + (i + 0.5) * row)
    yield from _note(paper, told.note, slot, y + row * len(tallies))


def _tally_bar(tally: Tally, x: float, middle: float, row: float) -> Rect:
    height = min(_BAR, row * 0.6)
    width = max(0.7 * MM, _BAR_WIDTH * tally.part)
    fill = {"read": READ, "out": OUT, "used": USED}[tally.kind]
    return Rect(x, middle - height / 2, width, height, fill, radius=min(_RADIUS, width / 2))


def _tally(paper: Paper, tally: Tally, slot: Slot, middle: float) -> Iterator[Box]:
    label = paper.fitted(tally.label, LABEL, _BAR_X - 1.2 * MM, sizes=(8.8, 8.2, 7.4, 6.6))
    yield label.box(slot.x, middle - label.height / 2)
    number = paper.fitted(tally.number, _NUMBER, slot.width - _BAR_X - _BAR_WIDTH, sizes=(8.8, 7.4, 6))
    yield number.box(slot.right - number.width, middle - number.height / 2, align="right")


def _note(paper: Paper, text: str, slot: Slot, y: float) -> Iterator[Box]:
    """Yield the sentences below, as large as the room that is left lets them be."""
    if text:
        top = y + _ABOVE_NOTE
        yield paper.room(text, NOTE, slot.width, slot.bottom - top).box(slot.x, top)


# -------------------------------------------------------------------- questions


def variables(paper: Paper, told: Variables, slot: Slot) -> Iterator[Box]:
    """Yield the active questions by theme, as many by name as there is room for."""
    yield from paper.heading(paper.texts("Variables"), "list-filter", slot, told.aside)
    y = slot.y + UNDER_TITLE + 0.5 * MM
    note = paper.room(told.note, NOTE, slot.width, 3 * NOTE.leading) if told.note else None
    room = slot.bottom - y - (note.height + _ABOVE_NOTE if note else 0.0)
    rows = _themed(paper, told.themes, slot.width - _THEME_WIDTH - _THEME_GAP, room)
    heights = [max(each.height for each in row) for row in rows]
    gap = min(_BETWEEN_THEMES, (room - sum(heights)) / max(1, len(rows)))
    for (theme, questions), height in zip(rows, heights, strict=True):
        yield theme.box(slot.x, y)
        yield questions.box(slot.x + _THEME_WIDTH + _THEME_GAP, y)
        y += height + gap
    if note:
        yield note.box(slot.x, y + _ABOVE_NOTE - gap if rows else y)


def _themed(
    paper: Paper, themes: Sequence[Themed], width: float, room: float
) -> list[tuple[Paragraph, Paragraph]]:
    """Set the themes, names of questions on two lines or one, in the largest type that fits the room."""
    made: list[tuple[Paragraph, Paragraph]] = []
    for size, lines in ((8.8, 3), (8.8, 2), (8.8, 1), (8.2, 1), (7.6, 1), (7.0, 1), (6.4, 1)):
        style = sized(_QUESTIONS, size)
        made = [
            (
                paper.fitted(each.theme, sized(_THEME, size), _THEME_WIDTH, sizes=(size, size - 1)),
                named(paper, each.questions, style, width, lines),
            )
            for each in themes
        ]
        if sum(max(a.height, b.height) + _LEAST_BETWEEN for a, b in made) <= room:
            break
    return made


def named(paper: Paper, names: Sequence[str], style: Style, width: float, lines: int) -> Paragraph:
    """Set a list of names on so many lines: those that find no room are counted."""
    for shown in range(len(names), 0, -1):
        said = ", ".join(names[:shown])
        if shown < len(names):
            many = "{names} and {n} others"
            said = paper.texts.plural("{names} and {n} other", many, len(names) - shown, names=said)
        made = paper.set(said, style, width)
        if len(made.lines) <= lines:
            return made
    others = f"+{len(names) - 1}" if len(names) > 1 else ""
    first = names[0] if names else ""
    return paper.ending(f"{first} {others}".strip(), others, style, width, lines)


# -------------------------------------------------------------------- numbers of segments


def tries(paper: Paper, told: Tries, slot: Slot) -> Iterator[Box]:
    """Yield the numbers of segments that were tried: a column for the stability, a tick for chance."""
    yield from paper.heading(paper.texts("Number of segments"), "star", slot, told.aside)
    shown, base = told.tries[:_MOST_TRIES], slot.y + _BASE
    step = min(_STEP, slot.width / max(1, len(shown)))
    wide = _COLUMN * step / _STEP
    lefts = [slot.x + _FIRST * step / _STEP + i * step for i in range(len(shown))]
    columns = [box for one, x in zip(shown, lefts, strict=True) for box in _column(one, x, base, wide)]
    top = base - _HIGHEST
    yield Group(tuple(columns), slot.x, top, slot.width, _HIGHEST, None, None, "figure", told.alt)
    yield Line(slot.x, base, slot.right, base, TEXT3, 0.17 * MM)
    for one, x in zip(shown, lefts, strict=True):
        yield from _column_words(paper, one, x + wide / 2, base, step)
    yield from _note(paper, told.note, slot, base + 3.6 * MM)


def _column(one: Try, x: float, base: float, wide: float) -> Iterator[Box]:
    height = max(0.01, min(1.0, one.stability)) * _HIGHEST
    yield Rect(x, base - height, wide, height, USED if one.used else RAIL, radius=_RADIUS)
    chance = base - max(0.0, min(1.0, one.chance)) * _HIGHEST
    over = 0.6 * MM
    yield Line(x - over, chance, x + wide + over, chance, WHITE, 0.8 * MM)
    yield Line(x - over, chance, x + wide + over, chance, OUT, 0.42 * MM)


def _column_words(paper: Paper, one: Try, middle: float, base: float, step: float) -> Iterator[Box]:
    height = max(0.0, min(1.0, one.stability)) * _HIGHEST
    inside = height - one.chance * _HIGHEST > 5.5 * MM
    colour = WHITE if one.used and inside else INK
    style = Style(TABULAR_SEMIBOLD if one.used else TABULAR, 8.6, 10, colour)
    number = paper.fitted(one.figure, style, step * 0.62, sizes=(8.6, 7.6, 6.6, 5.6))
    top = (
        base - height + 0.8 * MM
        if inside
        else base - max(height, one.chance * _HIGHEST) - number.height - 0.6 * MM
    )
    yield number.box(middle - number.width / 2, top, align="centre")
    face = SEMIBOLD if one.used else NOTE.font
    k = paper.line(str(one.segments), Style(face, 8.2, 10, INK if one.used else TEXT2))
    star = _STAR + _BESIDE_STAR if one.advised else 0.0
    x = middle - (k.width + star) / 2
    yield k.box(x, base + 1.1 * MM)
    if one.advised:
        yield _star(x + k.width + _BESIDE_STAR + _STAR / 2, base + 1.1 * MM + k.height / 2)


def _star(x: float, y: float) -> Path:
    """Return a star of five points around a point."""
    outer, inner = _STAR / 2, _STAR / 2 * 0.42
    points = [
        (x + r * sin(i * pi / 5), y - r * cos(i * pi / 5))
        for i in range(10)
        for r in ((outer, inner)[i % 2],)
    ]
    commands = [("M" if i == 0 else "L", point) for i, point in enumerate(points)]
    return Path((*commands, ("Z", ())), INK)


# -------------------------------------------------------------------- how sure each segment is


def steadiness(paper: Paper, told: Steadiness, slot: Slot) -> Iterator[Box]:
    """Yield the segments with how well each comes back."""
    yield from paper.heading(paper.texts("Solidity of each segment"), "shield-check", slot, told.aside)
    rows = told.rows[:_MOST_STEADY]
    row = min(_STEADY_ROW, _STEADY_ROOM / max(1, len(rows)))
    y = slot.y + _UNDER_STEADY
    bars = [box for i, one in enumerate(rows) for box in _steady_bar(one, slot, y + (i + 0.5) * row, row)]
    left = slot.x + _STEADY_X
    yield Group(tuple(bars), left, y, _STEADY_WIDTH, row * len(rows), None, None, "figure", told.alt)
    for i, one in enumerate(rows):
        yield from _steady(paper, one, slot, y + (i + 0.5) * row, row)
    yield from _note(paper, told.note, slot, y + row * len(rows) - 0.8 * MM)


def _steady_bar(one: Steady, slot: Slot, middle: float, row: float) -> Iterator[Box]:
    x, height = slot.x + _STEADY_X, min(_BAR, row * 0.62)
    yield Rect(x, middle - height / 2, _STEADY_WIDTH, height, GROUND, radius=_RADIUS)
    if one.part:
        width = _STEADY_WIDTH * min(1.0, one.part)
        fill = accent(one.worn).fill
        yield Rect(x, middle - height / 2, width, height, fill, radius=min(_RADIUS, width / 2))


def _steady(paper: Paper, one: Steady, slot: Slot, middle: float, row: float) -> Iterator[Box]:
    most = min(8.8, row / 1.28)
    who = _who(paper, one, _STEADY_X - 1.5 * MM, most)
    yield who.box(slot.x, middle - who.height / 2)
    style = sized(_NUMBER, most)
    figure = paper.line(one.figure, style)
    yield figure.box(slot.x + _FIGURE_RIGHT - figure.width, middle - figure.height / 2)
    plain = Style(TABULAR, most, style.leading, TEXT2)
    room = slot.width - _FIGURE_RIGHT - 1.5 * MM
    people = paper.fitted(one.people, plain, room, sizes=(most, most * 0.86, most * 0.74))
    yield people.box(slot.right - people.width, middle - people.height / 2, align="right")


def _who(paper: Paper, one: Steady, width: float, most: float) -> Paragraph:
    """Set a name and the title that goes with it on one line; the title goes where both do not fit."""
    for size in (most, most * 0.92, most * 0.85):
        bold, plain = Style(SEMIBOLD, size, size * 1.25, INK), Style(LABEL.font, size, size * 1.25, INK)
        made = paper.spans(((one.name, bold), (one.rest, plain)), width)
        if len(made.lines) <= 1:
            return made
    return paper.fitted(one.name, Style(SEMIBOLD, most, most * 1.25, INK), width, sizes=(most, most * 0.85))
