"""Cards to cut out: eight to a page, with backs that meet them when it is turned on its long edge."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from persona_studio.domain.personas import Attribute, AttributeKind, SectionKey
from persona_studio.publish.boxes import Box, Line, Page, Rect, Ref, TextBox
from persona_studio.publish.layout import rates
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.groups import subject
from persona_studio.publish.layout.marks import bullet
from persona_studio.publish.layout.pieces import Piece, Words
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.rates import strength
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.shortened import Steps, shortened
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import kind_name
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    INK,
    MEDIUM,
    MM,
    REGULAR,
    SEMIBOLD,
    SERIF_TRACKING,
    TEXT,
    TEXT3,
    TEXT_ITALIC,
    WHITE,
    serif,
)
from persona_studio.publish.text import Paragraph, Style

SIZE = (210 * MM, 297 * MM)
COLUMNS, ROWS = 2, 4
WIDTH, HEIGHT, GUTTER = 85 * MM, 63 * MM, 6 * MM
LEFT = (SIZE[0] - COLUMNS * WIDTH - (COLUMNS - 1) * GUTTER) / 2
TOP = (SIZE[1] - ROWS * HEIGHT - (ROWS - 1) * GUTTER) / 2
BLEED, SAFE = 3 * MM, 5 * MM
"""Colour beyond the cut, and white within it: scissors go astray, and printers too."""
_MARK, _OFF, _MARK_LINE = 4 * MM, 1 * MM, 0.17 * MM
_INNER = WIDTH - 2 * SAFE
_FACE, _BESIDE = 18 * MM, 3.5 * MM
_PART = (106.8, 83.7, 1638.5, 1638.5)
_NAME_SIZES = ((18, 1), (15, 1), (12, 2), (10, 2))
_TITLE_SIZES = ((13.5, 1), (11.5, 1), (9.5, 2), (8, 2))
_RULE_DOWN, _RULE, _QUOTE_DOWN = 25.2 * MM, 0.3 * MM, 27.2 * MM
_QUOTE_SIZES = ((11.4, 2), (10, 2), (8.8, 3))
_BULLETS, _UNDER_QUOTE, _BETWEEN, _GUTTER_OF_MARK = 3, 1.8 * MM, 0.7 * MM, 4 * MM
_BULLET_STEPS = (
    (9.2, 1.34, 2),
    (8.4, 1.34, 3),
    (8.4, 1.22, 3),
    (7.8, 1.22, 3),
    (7.4, 1.22, 4),
    (7.4, 1.22, 2),
    (7.4, 1.34, 1),
)
"""Sizes of type, leading in parts of it, lines at the most: they wrap before they are cut."""
_ADVICE = frozenset({SectionKey.DOING, SectionKey.AVOIDING})
"""Under no heading of theirs, such lines would say the contrary of what they mean."""
_MARK_SCALE = 0.88
_BACK_NAME_SIZES = ((20, 1), (16, 1), (12, 2))
_FACTS_DOWN, _LABEL, _UNDER_LABEL, _APART = 17.2 * MM, 7.2, 0.6 * MM, 2.4 * MM
_FACT_SIZES = (11.4, 10.4, 9.4, 8.4)
_FACT_LINES = 3
_KIND_SIZES = (7.6, 6.8, 6)


class Place(NamedTuple):
    """The top left corner of a card, in points of the page."""

    x: float
    y: float


def cards(works: Sequence[Work]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Lay out one card for each persona: a page of fronts, then the page of their backs, and so on.

    Also returns the names of the texts that were cut.
    """
    pages: list[Page] = []
    cut: list[str] = []
    for first in range(0, len(works), COLUMNS * ROWS):
        some = works[first : first + COLUMNS * ROWS]
        fronts = [box for i, work in enumerate(some) for box in _front(work, place(i), cut)]
        backs = [box for i, work in enumerate(some) for box in _back(work, place(i, back=True), cut)]
        texts = works[0].texts
        front = _page(works[0], [*_cut_marks(len(some)), *fronts], texts("Cards, front"), len(pages))
        back = _page(works[0], backs, texts("Cards, back"), len(pages) + 1)
        pages += (replace(each, subject=subject(some, works)) for each in (front, back))
    return tuple(pages), tuple(cut)


def place(number: int, *, back: bool = False) -> Place:
    """Return where a card of a page stands, counted from 0; its back is on the other side of the middle."""
    column, row = number % COLUMNS, number // COLUMNS
    column = COLUMNS - 1 - column if back else column
    return Place(LEFT + column * (WIDTH + GUTTER), TOP + row * (HEIGHT + GUTTER))


def _page(work: Work, boxes: Sequence[Box], title: str, number: int) -> Page:
    # Cards are cut within the page, at marks of their own: the page itself needs none.
    whole = (0.0, 0.0, *SIZE)
    return Page(*SIZE, tuple(boxes), str(number + 1), title, work.texts.language, part="cards", trim=whole)


def _cut_marks(count: int) -> Iterator[Line]:
    """Yield the marks at the corners of the cards, all of them outside; neighbours share theirs."""
    known: set[tuple[float, ...]] = set()
    for x, y in (place(i) for i in range(count)):
        for corner_x, way_x in ((x, -1), (x + WIDTH, 1)):
            for corner_y, way_y in ((y, -1), (y + HEIGHT, 1)):
                across = sorted((corner_x + way_x * _OFF, corner_x + way_x * (_OFF + _MARK)))
                down = sorted((corner_y + way_y * _OFF, corner_y + way_y * (_OFF + _MARK)))
                known.add(tuple(round(v, 3) for v in (across[0], corner_y, across[1], corner_y)))
                known.add(tuple(round(v, 3) for v in (corner_x, down[0], corner_x, down[1])))
    for x1, y1, x2, y2 in sorted(known):
        yield Line(x1, y1, x2, y2, TEXT3, _MARK_LINE)


# ---------------------------------------------------------------- front


def _front(work: Work, at: Place, cut: list[str]) -> Iterator[Box]:
    x, y = at.x + SAFE, at.y + SAFE
    yield portrait(work, Rect(x, y, _FACE, _FACE, radius=_FACE / 2), _PART)
    left = x + _FACE + _BESIDE
    width = _INNER - _FACE - _BESIDE
    names = [(serif(DISPLAY, size, INK), n) for size, n in _NAME_SIZES]
    titles = [(serif(DISPLAY_ITALIC, size, work.accent.ink), n) for size, n in _TITLE_SIZES]
    name, title = _text(work, "name", names, width, cut), _text(work, "title", titles, width, cut)
    top = y + (_FACE - sum(each.height for each in (name, title) if each is not None)) / 2
    if name is not None:
        yield name.box(left, top, "h2")
        top += name.height
    if title is not None:
        yield title.box(left, top)
    rule = at.y + _RULE_DOWN
    yield Line(x, rule, x + _INNER, rule, work.accent.fill, _RULE)
    quotes = [
        (Style(TEXT_ITALIC, size, size * 1.2, work.accent.ink, SERIF_TRACKING), n) for size, n in _QUOTE_SIZES
    ]
    quote = _text(work, "quote", quotes, _INNER, cut)
    top = at.y + _QUOTE_DOWN
    if quote is not None:
        yield quote.box(x, top)
        top += quote.height + _UNDER_QUOTE
    yield from _bullets(work, x, top, at.y + HEIGHT - SAFE, cut)


def _text(work: Work, field: str, steps: Steps, width: float, cut: list[str]) -> Piece | None:
    """Set a field of the persona; None when it is empty."""
    words = written(work, field)
    if words is None:
        return None
    made = shortened(work, words, steps, width)
    cut += [made.rest.label] if made.rest is not None else []
    return made


def _bullets(work: Work, x: float, y: float, bottom: float, cut: list[str]) -> Iterator[Box]:
    """Yield three lines at the largest size that leaves them room."""
    lines = _told(work)
    made = _bulleted(work, lines, bottom - y)
    for line, text in zip(lines, made, strict=True):
        middle = y + text.paragraph.leading / 2 - 1.07 * MM * _MARK_SCALE
        yield bullet(work, line, x, middle, scale=_MARK_SCALE)
        yield text.box(x + _GUTTER_OF_MARK, y, "li")
        share = rates.rated(work, line)
        if share is not None:
            rate = rates.rate(work, share, text.paragraph.lines[0].runs[0].size)
            yield rate.box(x + _INNER - rate.width, y + text.paragraph.rise - rate.rise, role="caption")
        y += text.height + _BETWEEN
        cut += [said(line)] if text.rest is not None else []


def _bulleted(work: Work, lines: Sequence[Attribute], room: float) -> list[Piece]:
    """Set lines at the largest size at which they fit whole, else where the least of them is cut."""
    tries = []
    for size, leading, limit in _BULLET_STEPS:
        style = Style(REGULAR, size, size * leading, INK)
        tries.append([_bullet(work, line, (style, limit)) for line in lines])
    fitting = [made for made in tries if sum(each.height + _BETWEEN for each in made) <= room + _BETWEEN]
    return min(fitting or tries[-1:], key=_lost)


def _lost(made: Sequence[Piece]) -> int:
    return sum(len(each.rest.text) for each in made if each.rest is not None)


def _bullet(work: Work, line: Attribute, step: tuple[Style, int]) -> Piece:
    width = _INNER - _GUTTER_OF_MARK
    width -= rates.margin(work, step[0].size) if rates.rated(work, line) is not None else 0.0
    made = shortened(work, Words("line", "", said(line)), [step], width)
    return replace(made, ref=Ref("attribute", line.id, "text"))


def _told(work: Work) -> list[Attribute]:
    """Return the strongest line of each section, of the sections that have the strongest ones."""
    firsts: list[Attribute] = []
    others: list[Attribute] = []
    for section in work.persona.sections:
        lines = [a for a in section.attributes if a.kind is not AttributeKind.GAUGE and said(a).strip()]
        if section.hidden or section.key in _ADVICE or not lines:
            continue
        lines.sort(key=lambda line: -strength(line))
        firsts.append(lines[0])
        others += lines[1:]
    by_strength = sorted(firsts, key=lambda line: -strength(line)) + others
    return by_strength[:_BULLETS]


# ---------------------------------------------------------------- back


def _back(work: Work, at: Place, cut: list[str]) -> Iterator[Box]:
    yield Rect(at.x - BLEED, at.y - BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED, work.accent.ink)
    x, y = at.x + SAFE, at.y + SAFE
    name = _text(
        work, "name", [(serif(DISPLAY, size, WHITE), n) for size, n in _BACK_NAME_SIZES], _INNER, cut
    )
    if name is not None:
        yield name.box(x, y, "h2")
    kind = tuple(_kind(work, x, at.y + HEIGHT - SAFE))
    y = at.y + _FACTS_DOWN
    for label, text in _facts(work, kind[0].y - _APART - y, cut):
        yield label.box(x, y, role="caption")
        yield text.box(x, y + label.height + _UNDER_LABEL)
        y += label.height + _UNDER_LABEL + text.height + _APART
    yield from kind


def _facts(work: Work, room: float, cut: list[str]) -> list[tuple[Paragraph, Piece]]:
    """Set priority and objective in one size, the largest at which both are whole and fit in a height."""
    facts = [words for field in ("priority", "objective") if (words := written(work, field)) is not None]
    style = Style(SEMIBOLD, _LABEL, _LABEL * 1.2, work.accent.tint)
    labels = [work.set(words.label, style, _INNER).head(1) for words in facts]
    made: list[Piece] = []
    for size in _FACT_SIZES:
        step = Style(TEXT, size, size * 1.25, WHITE), _FACT_LINES
        made = [shortened(work, words, [step], _INNER) for words in facts]
        height = sum(
            label.height + _UNDER_LABEL + text.height for label, text in zip(labels, made, strict=True)
        )
        height += _APART * (len(made) - 1)
        if height <= room and not any(each.rest for each in made):
            break
    cut += [each.rest.label for each in made if each.rest is not None]
    return list(zip(labels, made, strict=True))


def _kind(work: Work, x: float, foot: float) -> Iterator[TextBox]:
    """Yield the kind of persona and its share at the foot of a back, smaller when they are long."""
    persona, texts = work.persona, work.texts
    share = texts("{share} of respondents", share=texts.percent(persona.share)) if persona.share else ""
    tries = [
        [
            work.line(text, Style(MEDIUM, size, size * 1.3, WHITE))
            for text in (kind_name(persona.kind, texts), share)
        ]
        for size in _KIND_SIZES
    ]
    kind, part = next((two for two in tries if two[0].width + two[1].width <= _INNER - _APART), tries[-1])
    yield kind.box(x, foot - kind.height, ref=Ref("persona", persona.id, "kind"), role="caption")
    if share:
        at = x + _INNER - part.width
        yield part.box(at, foot - part.height, ref=Ref("persona", persona.id, "share"), role="caption")
