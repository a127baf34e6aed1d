"""The head of a journey: portrait, name, what it is a journey to, how long it takes; then its stages."""

from collections.abc import Iterator

from persona_studio.domain.personas import Journey
from persona_studio.publish.boxes import Box, Command, Path, Rect, Ref
from persona_studio.publish.layout import companion
from persona_studio.publish.layout.companion import LEFT, RIGHT
from persona_studio.publish.layout.journey.grid import APART, CHEVRON, CHEVRON_TOP, TIP, Column
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.written import Field, Text, text
from persona_studio.publish.style import DISPLAY, INK, MM, REGULAR, SEMIBOLD, TEXT2, TEXT3, WHITE, serif
from persona_studio.publish.text import Style

_FACE = Rect(LEFT, 10 * MM, 18 * MM, 18 * MM, radius=9 * MM)
_PART = (106.8, 83.7, 1638.5, 1638.5)
_X, _TOP, _SIZE = 34 * MM, 10.95 * MM, 22.0
_UNDER = 0.35 * MM
_TITLE_SIZES = ((9.3, 1), (8.5, 1), (7.6, 1))
_LENGTH_TOP, _LENGTH, _SPAN_TOP, _ROOM = 12.45 * MM, 58 * MM, 19.35 * MM, 8 * MM
_LENGTH_SIZES, _SPAN_SIZES = ((17.0, 1), (14.0, 1), (11.0, 1)), ((8.0, 2), (7.2, 2))
_NAME_SIZES, _WHEN_SIZES = ((9.4, 1), (8.6, 1), (7.8, 2), (6.8, 3)), ((7.5, 1), (6.8, 1), (6.0, 1))
_PAD_FIRST, _PAD, _PAD_END, _LIFT, _BETWEEN = 3 * MM, 5.4 * MM, 3.4 * MM, 0.8 * MM, 0.26 * MM
_LEADING = 1.28


def head(work: Work, journey: Journey, what: str, cut: list[str]) -> Iterator[Box]:
    """Yield portrait, name and title, the title of the journey below; length and span at the right."""
    yield portrait(work, _FACE, _PART)
    room = RIGHT - _LENGTH - _ROOM - _X
    named = companion.titled(work, _X, _TOP, room, _SIZE)
    cut += named.cut
    yield from named.boxes
    yield from _title(work, journey, what, named.bottom + _UNDER, room, cut)
    yield from _measures(work, journey, cut)


def _title(work: Work, journey: Journey, what: str, y: float, width: float, cut: list[str]) -> Iterator[Box]:
    """Yield the title of the journey, or what it is; on screen that is an invitation to give it one."""
    steps = tuple((Style(REGULAR, size, size * 1.3, TEXT2), lines) for size, lines in _TITLE_SIZES)
    written = Field(journey.title, Ref("journey", journey.id, "title"), what, what)
    said = text(work, written, steps, width, cut)
    if said is not None:
        yield said.box(_X, y, "h1")
    else:
        yield companion.label(work, what, _TITLE_SIZES[0][0]).box(_X, y, role="h1")


def _measures(work: Work, journey: Journey, cut: list[str]) -> Iterator[Box]:
    length, span = work.texts("How long it takes"), work.texts("From where to where")
    large = tuple((serif(DISPLAY, size, work.accent.ink), lines) for size, lines in _LENGTH_SIZES)
    small = tuple((Style(REGULAR, size, size * 1.3, TEXT2), lines) for size, lines in _SPAN_SIZES)
    said = Field(journey.length, Ref("journey", journey.id, "length"), length, length)
    made = text(work, said, large, _LENGTH, cut)
    if made is not None:
        yield made.box(RIGHT - _LENGTH, _LENGTH_TOP, align="right")
    said = Field(journey.span, Ref("journey", journey.id, "span"), span, span)
    made = text(work, said, small, _LENGTH, cut)
    if made is not None:
        yield made.box(RIGHT - _LENGTH, _SPAN_TOP, align="right")


# ------------------------------------------------------------------ the stages


def stage(work: Work, column: Column, cut: list[str]) -> Iterator[Box]:
    """Yield the arrow of a stage with its name and when it is."""
    ink = work.accent.ink
    shape = arrow(column.x, column.step - APART, flat=column.first)
    ref = Ref("stage", column.stage.id, "chevron")
    yield Path(shape, ink if column.key else work.accent.tint, join="miter", ref=ref)
    pad = _PAD_FIRST if column.first else _PAD
    width = column.step - APART - pad - _PAD_END
    colours = (WHITE, WHITE, work.accent.tint) if column.key else (INK, TEXT2, TEXT3)
    name, when = _stage_texts(work, column, width, colours, cut)
    total = sum(each.height for each in (name, when) if each is not None)
    y = CHEVRON_TOP + (CHEVRON - total - _BETWEEN) / 2 - _LIFT
    if name is not None:
        yield name.box(column.x + pad, y, "h2")
        y += name.height + _BETWEEN
    if when is not None:
        yield when.box(column.x + pad, y)


def _stage_texts(
    work: Work, column: Column, width: float, colours: tuple[str, str, str], cut: list[str]
) -> tuple[Text | None, Text | None]:
    """Set name and time of a stage; ``colours`` are those of the name, the time and the hints."""
    texts, which = work.texts, column.stage.id
    bold, plain, faint = colours
    names = tuple((Style(SEMIBOLD, s, s * _LEADING, bold), n) for s, n in _NAME_SIZES)
    whens = tuple((Style(REGULAR, s, s * _LEADING, plain), n) for s, n in _WHEN_SIZES)
    stage = texts("Stage")
    name = Field(column.stage.name, Ref("stage", which, "name"), stage, stage)
    when = Field(column.stage.when, Ref("stage", which, "when"), texts("When"), texts("When"))
    return (
        text(work, name, names, width, cut, faint=faint),
        text(work, when, whens, width, cut, faint=faint),
    )


def arrow(x: float, width: float, *, flat: bool) -> tuple[Command, ...]:
    """Return the outline of an arrow; the first has a flat end."""
    top, foot, middle = CHEVRON_TOP, CHEVRON_TOP + CHEVRON, CHEVRON_TOP + CHEVRON / 2
    points = [
        (x, top),
        (x + width - TIP, top),
        (x + width, middle),
        (x + width - TIP, foot),
        (x, foot),
        *(() if flat else ((x + TIP, middle),)),
    ]
    return (("M", points[0]), *(("L", point) for point in points[1:]), ("Z", ()))
