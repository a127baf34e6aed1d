"""The dot-vote sheet: what the personas want, line by line, each beside room for the dots of a workshop."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from persona_studio.domain.personas import Attribute, AttributeKind, Section, SectionKey
from persona_studio.publish.boxes import Box, Line, Page, Rect
from persona_studio.publish.layout.by_hand import rule, zone
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.groups import subject
from persona_studio.publish.layout.pieces import Piece, Words
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.rates import strength
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.shortened import Steps, shortened
from persona_studio.publish.layout.single_foot import Foot, single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import section_title, untitled
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    TEXT3,
    serif,
)
from persona_studio.publish.text import Style

SIZE = (297 * MM, 420 * MM)
MOST = 6
"""Personas on one page."""
_LEFT, _RIGHT = 15 * MM, 282 * MM
_TITLE_TOP, _TITLE, _LEAD = 15 * MM, 44.0, Style(REGULAR, 14, 19.6, TEXT2)
_TOP, _BOTTOM = 54 * MM, 397 * MM
_FOOT = Foot(_LEFT, _RIGHT, 402.4 * MM, 9.0)
_FACE, _PART = 22 * MM, (106.8, 83.7, 1638.5, 1638.5)
_WHO, _TEXT_X, _ZONE_X = 58 * MM, 78 * MM, 184 * MM
_TEXT_WIDTH = _ZONE_X - _TEXT_X - 6 * MM
_NAMES: Steps = tuple((serif(DISPLAY, size, INK), lines) for size, lines in ((24, 1), (19, 1), (15, 2)))
_LABEL = Style(SEMIBOLD, 10, 13, INK)
_STEPS: Steps = tuple(
    (Style(REGULAR, size, size * 1.32, INK), lines) for size, lines in ((13, 2), (11.5, 2), (10, 2), (9, 2))
)
_LEAST, _MOST_ROW = 15.5 * MM, 24 * MM
_BETWEEN, _ABOVE_GROUP = 2.2 * MM, 5 * MM
_FIRST = (SectionKey.MOTIVATIONAL, SectionKey.OBSTACLES, SectionKey.BUYING, SectionKey.DOING)
_NOT = frozenset({SectionKey.DEMOGRAPHIC, SectionKey.AVOIDING})
"""Nobody acts on these."""
_MOST_LINES, _MANY = 7, 3


@dataclass(frozen=True, slots=True)
class _Row:
    """A line to vote on, and what it is; both empty where one can be added by hand."""

    label: str
    text: Piece | None


def votes(works: Sequence[Work]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """Lay out what is voted on, up to six personas on a page; also return the names of cut texts."""
    cut: list[str] = []
    groups = [works[i : i + MOST] for i in range(0, len(works), MOST)]
    pages = (_page(group, number, cut) for number, group in enumerate(groups))
    named = (replace(page, subject=subject(group, works)) for page, group in zip(pages, groups, strict=True))
    return tuple(named), tuple(cut)


def _page(works: Sequence[Work], number: int, cut: list[str]) -> Page:
    work, texts = works[0], works[0].texts
    title = texts("Dot-vote sheet")
    title = texts("{name} (continued)", name=title) if number else title
    share = (_BOTTOM - _TOP) / len(works)
    boxes = [*_title(work)]
    y = _TOP
    for i, (each, rows) in enumerate(zip(works, _rows(works, share, cut), strict=True)):
        made, end = _group(each, rows, y, share, cut)
        boxes += made
        if i < len(works) - 1:
            boxes.append(Line(_LEFT, end, _RIGHT, end, HAIRLINE, HAIR))
        y = end + _ABOVE_GROUP
    boxes += single_foot(work, _FOOT, texts("One dot is one voice."), work.facts.source)
    return Page(*SIZE, tuple(boxes), str(number + 1), title, texts.language, part="votes")


def _title(work: Work) -> Iterator[Box]:
    texts = work.texts
    title = work.line(texts("What matters most?"), serif(DISPLAY, _TITLE, INK))
    yield title.box(_LEFT, _TITLE_TOP, role="h1")
    said = texts("Stick your dots beside what we should act on first. Several on one line are allowed.")
    yield work.set(said, _LEAD, _RIGHT - _LEFT).box(_LEFT, _TITLE_TOP + title.height + 1 * MM)


def _group(
    work: Work, rows: Sequence[_Row], y: float, room: float, cut: list[str]
) -> tuple[list[Box], float]:
    """Return the rows of a persona from a height on, no higher than a room, and where they end."""
    tall = min(_MOST_ROW, (room - _ABOVE_GROUP) / len(rows) - _BETWEEN)
    boxes = [*_who(work, y, len(rows) * (tall + _BETWEEN) - _BETWEEN, cut)]
    for row in rows:
        boxes += _drawn(work, row, y, tall)
        y += tall + _BETWEEN
    return boxes, y - _BETWEEN + _ABOVE_GROUP


def _who(work: Work, y: float, room: float, cut: list[str]) -> Iterator[Box]:
    """Yield portrait, name and title; beside each other where the rows leave little height."""
    low = room < _FACE + 22 * MM
    yield portrait(work, Rect(_LEFT, y, _FACE, _FACE, radius=_FACE / 2), _PART)
    x = _LEFT + (_FACE + 4 * MM if low else 0.0)
    top = y + (2 * MM if low else _FACE + 3 * MM)
    width = _WHO - (x - _LEFT)
    italics = [
        (serif(DISPLAY_ITALIC, size, work.accent.ink), lines)
        for size, lines in (((15, 1), (12, 2), (10, 2)) if low else ((17, 1), (14, 2), (11, 2)))
    ]
    names = _NAMES[1:] if low else _NAMES
    for field, steps in (("name", names), ("title", italics)):
        words = written(work, field)
        if words is not None:
            made = shortened(work, words, steps, width)
            cut += [made.rest.label] if made.rest is not None else []
            yield made.box(x, top, "h2" if field == "name" else "p")
            top += made.height


def _rows(works: Sequence[Work], room: float, cut: list[str]) -> list[list[_Row]]:
    """Return the rows of each persona in a room, all in one size: none weighs more than another."""
    fit = max(2, int((room - _ABOVE_GROUP) // (_LEAST + _BETWEEN)))
    told = [_told(work)[: min(_MOST_LINES, fit - 1)] for work in works]
    made: list[list[Piece]] = []
    for step in _STEPS:
        made = [
            [shortened(work, words, [step], _TEXT_WIDTH) for words in some]
            for work, some in zip(works, told, strict=True)
        ]
        if not any(each.rest for some in made for each in some):
            break
    return [
        [*_named(words, pieces, cut), _Row(work.texts("Something else"), None)]
        for work, words, pieces in zip(works, told, made, strict=True)
    ]


def _named(told: Sequence[Words], made: Sequence[Piece], cut: list[str]) -> Iterator[_Row]:
    for words, each in zip(told, made, strict=True):
        cut += [words.label] if each.rest is not None else []
        yield _Row(words.label, each)


def _told(work: Work) -> list[Words]:
    """Return priority, objective and the lines that tell most of what to do and do not say these again."""
    first = [words for field in ("objective", "priority") if (words := written(work, field)) is not None]
    lines = [Words("line", label, untitled(said(line), label)) for label, line in _lines(work)]
    return [*first, *(each for each in lines if not any(_again(each.text, words.text) for words in first))]


def _again(line: str, field: str) -> bool:
    """Tell whether a line only says what a field has said, perhaps as the answer to its question.

    "Priority: more often to know customers" says it again; a line with a word of a field does not.
    """
    said, (_, asked, told) = _bare(field), _bare(line).rpartition(":")
    many = len(said.split()) >= _MANY
    return bool(said) and (told.strip() == said or (bool(asked) and many and told.endswith(f" {said}")))


def _bare(text: str) -> str:
    return text.strip(" .").casefold()


def _lines(work: Work) -> list[tuple[str, Attribute]]:
    """Return lines to vote on: opportunities of the journey, then the strongest of each section by turns."""
    persona, texts = work.persona, work.texts
    lanes = [lane for journey in persona.journeys for stage in journey.stages for lane in stage.lanes]
    found = [
        (texts("Opportunity"), line)
        for lane in lanes
        if lane.key is SectionKey.OPPORTUNITIES
        for line in lane.attributes
    ]
    order = {key: i for i, key in enumerate(_FIRST)}
    shown = (s for s in persona.sections if not s.hidden and s.key not in _NOT)
    sections = sorted(shown, key=lambda s: order.get(s.key, len(order)))
    ranked = [(s, sorted(_worded(s), key=lambda a: -strength(a))) for s in sections]
    for turn in range(2):
        found += [(section_title(s, texts), lines[turn]) for s, lines in ranked if turn < len(lines)]
    return [(label, line) for label, line in found if said(line).strip()]


def _worded(section: Section) -> list[Attribute]:
    return [a for a in section.attributes if a.kind is not AttributeKind.GAUGE]


def _drawn(work: Work, row: _Row, y: float, tall: float) -> Iterator[Box]:
    colour = TEXT3 if row.text is None else work.accent.ink
    label = work.set(row.label, _LABEL._replace(colour=colour), _TEXT_WIDTH).head(1)
    if row.text is None:
        yield label.box(_TEXT_X, y + 1 * MM, role="caption")
        yield rule(_TEXT_X, y + tall - 1.5 * MM, _ZONE_X - 6 * MM)
    else:
        top = y + max(0.0, (tall - label.height - row.text.height) / 2)
        yield label.box(_TEXT_X, top, role="caption")
        yield row.text.box(_TEXT_X, top + label.height)
    yield zone(_ZONE_X, y, _RIGHT - _ZONE_X, tall)
