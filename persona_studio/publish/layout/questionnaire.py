"""The recruitment questionnaire: A4 pages with boxes to tick, and the points for whoever asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from math import atanh, ceil

from persona_studio.domain.golden import POINT
from persona_studio.domain.golden_form import Form, FormAnswer, FormQuestion
from persona_studio.publish.boxes import Box, Group, Line, Page, Rect, Ref, TextRole
from persona_studio.publish.layout.strips import Bunch, Pour, Strip, pieces
from persona_studio.publish.layout.values import Supplies
from persona_studio.publish.style import (
    DISPLAY,
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    TEXT3,
    WHITE,
    accent,
    body,
    serif,
)
from persona_studio.publish.text import Paragraph, Span, Style
from persona_studio.texts import NARROW, Texts, typography

PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 16 * MM, 194 * MM, 15 * MM, 272 * MM
WIDTH = RIGHT - LEFT
_FOOT, _FOOT_DOWN = 277.1 * MM, 2.0 * MM
_TICK, _GUTTER = 3.3 * MM, 5.4 * MM
_INDENT = 6 * MM
_TITLE = serif(DISPLAY, 24, INK)
_QUESTION = Style(SEMIBOLD, 10.5, 14.4, INK)
_BODY, _SMALL = body(9.5), Style(REGULAR, 8.6, 12, TEXT2)
_FOOTER = Style(REGULAR, 7.2, 9.6, TEXT3)
_CELL, _CELL_STRONG = Style(REGULAR, 8.6, 11.6, INK), Style(SEMIBOLD, 8.6, 11.6, INK)
_HEAD = Style(SEMIBOLD, 7.8, 9.8, INK)
_BETWEEN, _BELOW_TEXT, _BETWEEN_ANSWERS, _BETWEEN_COLUMNS = 5.6 * MM, 1.4 * MM, 1.3 * MM, 5 * MM
_MOST_COLUMNS = 4
_NAMED = 6
"""Up to this many segments, columns of points bear their names; more are numbered."""
_WIDEST, _CELL_PAD = 21 * MM, 0.8 * MM
_BOX = 6.4 * MM


def questionnaire(
    form: Form, texts: Texts, supplies: Supplies | None = None, *, scoring: bool = True
) -> tuple[Page, ...]:
    """Lay a questionnaire out; ``scoring`` adds the table of points on pages of its own."""
    work = _Work(form, texts, supplies or Supplies())
    asked = [_head(work), *_questions(work)]
    filled = Pour(TOP, TOP, BOTTOM).bunches([*asked, *(_scoring(work) if scoring else ())])
    title = texts("Questionnaire, {project}", project=form.title)
    return tuple(
        Page(PAGE_WIDTH, PAGE_HEIGHT, (*boxes, *_foot(work, number, len(filled))), str(number),
             title if number == 1 else "", texts.language)
        for number, boxes in enumerate(filled, start=1)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Work:
    """What all parts of the page need."""

    form: Form
    texts: Texts
    supplies: Supplies

    def strips(
        self, text: str, style: Style, role: TextRole = "p", *, x: float = LEFT, width: float = WIDTH
    ) -> tuple[Strip, ...]:
        """Return a text over the width, as strips of a few lines."""
        found = pieces(self.supplies.compositor, text, style, width)
        return tuple(Strip(part.height, _drawn(part, x, role)) for part in found)

    def line(self, text: str, style: Style) -> Paragraph:
        """Set a text on one line."""
        return self.supplies.compositor.line(Span(text, style))

    def shown(self, answer: FormAnswer) -> str:
        """Return an answer as it prints."""
        return typography(answer.text, self.texts.language)


def _drawn(part: Paragraph, x: float, role: TextRole) -> Callable[[float], Sequence[Box]]:
    return lambda y: (part.box(x, y, role=role),)


def _space(height: float) -> Strip:
    return Strip(height, lambda _y: ())


# -------------------------------------------------------------------- what is asked


def _head(work: _Work) -> Bunch:
    t = work.texts
    strips = [
        *work.strips(t("Recruitment questionnaire"), _TITLE, "h1"),
        _space(0.8 * MM),
        *work.strips(work.form.title, Style(REGULAR, 10.5, 14.7, TEXT2)),
        _space(4 * MM),
        _written(work, (t("Name or number"), t("Date"), t("Asked by"))),
        _space(3 * MM),
        Strip(HAIR, lambda y: (Line(LEFT, y, RIGHT, y, HAIRLINE, HAIR),)),
    ]
    return Bunch(tuple(strips), after=5.5 * MM)


def _written(work: _Work, labels: Sequence[str]) -> Strip:
    """Return lines to write on, side by side, the first one longer."""
    shares = [2.0, *(1.0 for _ in labels[1:])]
    gap = 6 * MM
    unit = (WIDTH - gap * (len(labels) - 1)) / sum(shares)
    set_ = [work.line(label, _SMALL) for label in labels]

    def draw(y: float) -> list[Box]:
        boxes: list[Box] = []
        x = LEFT
        for text, share in zip(set_, shares, strict=True):
            right = x + unit * share
            boxes.append(text.box(x, y + 1.2 * MM))
            base = y + 1.2 * MM + text.height
            boxes.append(Line(min(x + text.width + 2 * MM, right), base, right, base, TEXT3, HAIR))
            x = right + gap
        return boxes

    return Strip(max(text.height for text in set_) + 2 * MM, draw)


def _questions(work: _Work) -> Iterator[Bunch]:
    for number, question in work.form.asked():
        said = f"{number}. {question.text}"
        strips = [
            *work.strips(said, _QUESTION, "h2"),
            *work.strips(_how(question, work.texts), _SMALL, x=LEFT + _INDENT, width=WIDTH - _INDENT),
            _space(_BELOW_TEXT),
            *_answers(work, question),
        ]
        yield Bunch(tuple(strips), after=_BETWEEN)


def _how(question: FormQuestion, texts: Texts) -> str:
    return texts("Several answers possible") if question.multiple else texts("One answer only")


def _answers(work: _Work, question: FormQuestion) -> Iterator[Strip]:
    """Yield the answers with their boxes: in columns when all fit there on one line."""
    lines = [work.line(work.shown(answer), _BODY) for answer in question.answers]
    longest = max(line.width for line in lines)
    room = WIDTH - _INDENT
    columns = min(_MOST_COLUMNS, len(lines))
    while columns > 1 and longest > _column(room, columns) - _GUTTER:
        columns -= 1
    if columns == 1:
        for answer in question.answers:
            yield from _answer(work, question, answer, room)
            yield _space(_BETWEEN_ANSWERS)
        return
    width = _column(room, columns)
    for first in range(0, len(lines), columns):
        row = list(zip(question.answers, lines, strict=True))[first : first + columns]
        yield Strip(lines[0].leading, _row(work, question, row, width))
        yield _space(_BETWEEN_ANSWERS)


def _column(room: float, columns: int) -> float:
    return (room - _BETWEEN_COLUMNS * (columns - 1)) / columns


def _row(
    work: _Work, question: FormQuestion, row: Sequence[tuple[FormAnswer, Paragraph]], width: float
) -> Callable[[float], Sequence[Box]]:
    def draw(y: float) -> list[Box]:
        boxes: list[Box] = []
        for place, (answer, line) in enumerate(row):
            x = LEFT + _INDENT + place * (width + _BETWEEN_COLUMNS)
            boxes += [_tick(work, x, y), line.box(x + _GUTTER, y, ref=_ref(question, answer), role="li")]
        return boxes

    return draw


def _answer(work: _Work, question: FormQuestion, answer: FormAnswer, room: float) -> Iterator[Strip]:
    """Yield an answer over the width, its box beside the first line."""
    x = LEFT + _INDENT
    found = pieces(work.supplies.compositor, work.shown(answer), _BODY, room - _GUTTER)
    for first, part in zip(chain([True], repeat(False)), found, strict=False):
        yield Strip(part.height, _beside(work, part, x, _ref(question, answer), ticked=first))


def _beside(
    work: _Work, part: Paragraph, x: float, ref: Ref, *, ticked: bool
) -> Callable[[float], Sequence[Box]]:
    def draw(y: float) -> list[Box]:
        text = part.box(x + _GUTTER, y, ref=ref, role="li")
        return [_tick(work, x, y), text] if ticked else [text]

    return draw


def _ref(question: FormQuestion, answer: FormAnswer) -> Ref:
    return Ref("answer", f"{question.variable}:{answer.code}", "text")


def _tick(work: _Work, x: float, y: float) -> Group:
    """Return a box to tick, in the middle of a line of answers."""
    top = y + (_BODY.leading - _TICK) / 2
    square = Rect(x, top, _TICK, _TICK, WHITE, TEXT2, 0.75, 0.6 * MM)
    alt = work.texts("Box to tick")
    return Group((square,), x, top, _TICK, _TICK, None, None, "label", alt)


# -------------------------------------------------------------------- points


def _scoring(work: _Work) -> Iterator[Bunch]:
    t, form = work.texts, work.form
    gap = _gap(form.margin)
    rule = t(
        "Ring the line of each answer ticked, then add up each column. The highest total is the segment."
    )
    doubt = t.plural(
        "Undecided when the two highest totals are less than {n} point apart.",
        "Undecided when the two highest totals are less than {n} points apart.",
        gap,
    )
    strips = [
        *work.strips(t("For the interviewer"), _TITLE, "h1"),
        _space(2 * MM),
        *work.strips(f"{rule} {doubt}" if form.margin else rule, _SMALL),
        _space(3 * MM),
    ]
    if not _named(form):
        named = ", ".join(f"{place}\u00a0{name}" for place, name in enumerate(form.segments, start=1))
        strips += [*work.strips(named, _SMALL), _space(3 * MM)]
    heads = _heads(work)
    yield Bunch((*strips, heads, *_line(work, t("To begin with"), form.start)), fresh=True)
    for number, question in form.asked():
        yield Bunch(tuple(_points(work, number, question)), repeat=(heads,))
    yield Bunch((_totals(work),), repeat=(heads,))


def _gap(margin: float) -> int:
    """Return the points between two segments that stand for a gap of probability, when no other counts."""
    return ceil(2 * atanh(margin) / POINT) if margin < 1 else 0


def _named(form: Form) -> bool:
    return len(form.segments) <= _NAMED


def _cell_width(form: Form) -> float:
    return min(_WIDEST, WIDTH * 0.62 / len(form.segments))


def _heads(work: _Work) -> Strip:
    form, width = work.form, _cell_width(work.form)
    names = form.segments if _named(form) else [str(place + 1) for place in range(len(form.segments))]
    set_ = [
        work.supplies.compositor.set((Span(name, _HEAD),), width - 2 * _CELL_PAD).head(3) for name in names
    ]
    height = max(text.height for text in set_) + 2.6 * MM

    def draw(y: float) -> list[Box]:
        boxes: list[Box] = []
        for place, text in enumerate(set_):
            x = RIGHT - width * (len(set_) - place)
            fill = accent(form.accents[place]).fill
            boxes.append(text.box(x + _CELL_PAD, y + height - 2 * MM - text.height))
            boxes.append(Rect(x + _CELL_PAD, y + height - 1.4 * MM, width - 2 * _CELL_PAD, 0.7 * MM, fill))
        return boxes

    return Strip(height, draw)


def _points(work: _Work, number: int, question: FormQuestion) -> Iterator[Strip]:
    yield _space(2.4 * MM)
    room = WIDTH - _cell_width(work.form) * len(work.form.segments) - 2 * MM
    yield from work.strips(f"{number}. {question.text}", _CELL_STRONG, "h2", width=max(room, WIDTH * 0.36))
    if question.multiple:
        yield from _line(work, work.texts("Answered, whatever is ticked"), question.base)
    for answer in question.answers:
        yield from _line(work, work.shown(answer), answer.points)


def _line(work: _Work, said: str, points: Sequence[int]) -> Iterator[Strip]:
    """Yield an answer and its points, a hairline below; a long answer is cut after a few lines."""
    width = _cell_width(work.form)
    room = WIDTH - width * len(points) - 2 * MM
    text = work.supplies.compositor.set((Span(said, _CELL),), room - 2 * MM).head(3)
    numbers = [work.line(str(value), _CELL) for value in points]
    height = text.height + 1.5 * MM

    def draw(y: float) -> list[Box]:
        boxes: list[Box] = [text.box(LEFT + 2 * MM, y + 0.7 * MM)]
        for place, number in enumerate(numbers):
            x = RIGHT - width * (len(numbers) - place)
            boxes.append(number.box(x + _CELL_PAD, y + 0.7 * MM))
        boxes.append(Line(LEFT, y + height, RIGHT, y + height, HAIRLINE, HAIR))
        return boxes

    yield Strip(height, draw)


def _totals(work: _Work) -> Strip:
    form, width = work.form, _cell_width(work.form)
    total = work.line(work.texts("Total"), _CELL_STRONG)

    def draw(y: float) -> list[Box]:
        top = y + 2 * MM
        boxes: list[Box] = [total.box(LEFT, top + (_BOX - total.height) / 2)]
        for place in range(len(form.segments)):
            x = RIGHT - width * (len(form.segments) - place)
            boxes.append(Rect(x + _CELL_PAD, top, width - 2 * _CELL_PAD, _BOX, WHITE, TEXT2, 0.75, 0.8 * MM))
        return boxes

    return Strip(_BOX + 2 * MM, draw)


# -------------------------------------------------------------------- foot


def _foot(work: _Work, number: int, count: int) -> Iterator[Box]:
    form, t = work.form, work.texts
    yield Line(LEFT, _FOOT, RIGHT, _FOOT, HAIRLINE, HAIR)
    people = f"n{NARROW}={NARROW}{t.integer(form.people)}"
    source = ", ".join(word for word in (form.source, people) if word)
    page = work.line(f"{number} / {count}", _FOOTER)
    room = WIDTH - page.width - 6 * MM
    said = work.supplies.compositor.set((Span(source, _FOOTER),), room).head(2)
    yield said.box(LEFT, _FOOT + _FOOT_DOWN, role="caption")
    yield page.box(RIGHT - page.width, _FOOT + _FOOT_DOWN, role="artifact")
