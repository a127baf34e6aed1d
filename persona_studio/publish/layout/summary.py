"""The head of the Synthèse sheet: who it is in one line, its share, and a band of three short texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from persona_studio.domain.figures import FEWEST
from persona_studio.publish.boxes import Box, Line, Rect, Ref, TextBox
from persona_studio.publish.layout.badges import pill, share_bar
from persona_studio.publish.layout.fields import shown
from persona_studio.publish.layout.frame import LEFT, RIGHT
from persona_studio.publish.layout.pieces import Rest, fitted, piece
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.title import SPACE, Sizes, title_boxes, title_words
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    HAIR,
    HAIRLINE,
    MEDIUM,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    TEXT3,
    TEXT_ITALIC,
    body,
    serif,
)
from persona_studio.publish.text import Style

_PORTRAIT = Rect(LEFT, 14 * MM, 31 * MM, 31 * MM, radius=15.5 * MM)
_PART = (106.8, 83.7, 1638.5, 1638.5)
"""What the circle shows of the drawing of a portrait."""
_X, _WIDTH = 54 * MM, 98 * MM
_PILL_TOP, _NAME_TOP, _ROLE_GAP = 15 * MM, 21.95 * MM, 0.75 * MM
_NAMES = Sizes((28.0, 22.0), (24.0, 20.0), ((20.0, 2), (15.0, 3), (11.0, 5)))
_ROLE = ((9.6, 2), (8.5, 3))
_BEARING = 0.25 * MM
_ROLE_LINE = 9.6 * 1.4
_SHARE_RIGHT, _SHARE_WIDTH = RIGHT, 36 * MM
_BAND_TOP, _BAND_LEAST, _BAND_GAP = 53.1 * MM, 25.4 * MM, 4 * MM
_BAND_PAD, _BAND_FOOT, _GUTTER = 4.3 * MM, 3.9 * MM, 8 * MM
_COLUMN = (RIGHT - LEFT - 2 * _GUTTER) / 3
_LABEL = Style(SEMIBOLD, 7.6, 8.0, TEXT3)
_FACTS = ((8.8, 4), (8.5, 7))
_QUOTE = ((11.4, 4), (10.0, 5), (8.8, 7))
_UNDER_LABEL = 1 * MM


@dataclass(frozen=True, slots=True)
class Summary:
    """The boxes, where they end, and what did not fit."""

    boxes: tuple[Box, ...]
    bottom: float
    rests: tuple[Rest, ...]


def summary(work: Work) -> Summary:
    """Lay out the head."""
    told = (work.facts.shares, work.facts.position, work.facts.people, work.facts.editing)
    lost = work.facts.photo_lost
    key = ("summary", replace(work.persona, sections=()), told, lost, work.texts.language)
    return work.supplies.remember(key, lambda: _summary(work))


def _summary(work: Work) -> Summary:
    boxes: list[Box] = [portrait(work, _PORTRAIT, _PART), *pill(work, _X, _PILL_TOP, filled=False)]
    said = title_words(work) or [each for field in ("name", "title") if (each := shown(work, field))]
    named, rests, y = title_boxes(work, said, _X - _BEARING, _NAME_TOP, _WIDTH, _NAMES)
    boxes += [*named, *_beside(work, named)]
    role = shown(work, "role")
    if role and (not role.hint or y + _ROLE_GAP + _ROLE_LINE <= _BAND_TOP - _BAND_GAP):
        text = fitted(work, role, [(Style(MEDIUM, s, s * 1.4, TEXT2), n) for s, n in _ROLE], _WIDTH)
        boxes.append(text.box(_X, y + _ROLE_GAP))
        y += _ROLE_GAP + text.height
        rests += [text.rest] if text.rest else []
    boxes += _share(work)
    return _band(work, boxes, rests, max(_BAND_TOP, y + _BAND_GAP))


def _beside(work: Work, named: Sequence[TextBox]) -> Iterator[Box]:
    """Yield the invitation to write what a name or a title stands alone without, where there is room."""
    fields = {"name", "title"} - {box.ref.field for box in named if box.ref is not None}
    said = shown(work, fields.pop()) if len(fields) == 1 else None
    line = named[-1].lines[-1] if said and named and named[-1].lines else None
    if said is None or line is None or not line.runs:
        return
    size = line.runs[-1].size
    x = line.x + line.width + SPACE * size
    for smaller in (each for each in (28.0, 20.0, 15.0, 11.0, 8.0) if each <= size):
        text = piece(work, said, serif(DISPLAY_ITALIC, smaller, TEXT3), max(_X + _WIDTH - x, 1.0), 1)
        if text.rest is None and text.paragraph.longest <= _X + _WIDTH - x:
            yield text.box(x, line.baseline - text.paragraph.rise, "h1")
            return


def _share(work: Work) -> Iterator[Box]:
    """Yield the share in large figures, the respondents behind it, and the bar of all segments."""
    share, people = work.persona.share, work.facts.people
    if share is None or (people is not None and people[0] < FEWEST):
        return
    ref = Ref("persona", work.persona.id, "share")
    style = serif(DISPLAY, 30, work.accent.ink)._replace(leading=30 * 0.98)
    large = work.line(work.texts.percent(share), style)
    yield large.box(_SHARE_RIGHT - large.width, 15.79 * MM, ref=ref, role="caption")
    if people is not None:
        own, used = (work.texts.integer(count) for count in people)
        words = work.texts("{n} respondents of {total}", n=own, total=used)
        small = work.line(words, Style(REGULAR, 8.2, 11.5, TEXT3))
        yield small.box(_SHARE_RIGHT - small.width, 26.7 * MM, role="caption")
    yield from share_bar(work, _SHARE_RIGHT - _SHARE_WIDTH, 32.85 * MM, _SHARE_WIDTH, 2.2 * MM)


def _band(work: Work, boxes: list[Box], rests: list[Rest], top: float) -> Summary:
    """Add priority, objective and quote between two hairlines; where nothing is said there is no frame."""
    y, bottom = top + _BAND_PAD, top + _BAND_LEAST
    fields = [
        (i, f, said) for i, f in enumerate(("priority", "objective", "quote")) if (said := shown(work, f))
    ]
    if not fields:
        return Summary(tuple(boxes), bottom, tuple(rests))
    boxes.append(_hairline(top))
    for i, field, said in fields:
        x, under = LEFT + i * (_COLUMN + _GUTTER), y
        if field != "quote":
            label = work.line(said.label, _LABEL._replace(colour=work.accent.ink))
            boxes.append(label.box(x, y, role="caption"))
            under += label.height + _UNDER_LABEL
        text = fitted(work, said, _steps(work, field), _COLUMN)
        boxes.append(text.box(x, under - (0.3 * MM if field == "quote" else 0.0)))
        rests += [text.rest] if text.rest else []
        bottom = max(bottom, under + text.height + _BAND_FOOT)
    boxes.append(_hairline(bottom))
    return Summary(tuple(boxes), bottom, tuple(rests))


def _steps(work: Work, field: str) -> Sequence[tuple[Style, int]]:
    if field != "quote":
        return [(body(size), lines) for size, lines in _FACTS]
    return [(Style(TEXT_ITALIC, s, s * 1.27, work.accent.ink), lines) for s, lines in _QUOTE]


def _hairline(y: float) -> Line:
    return Line(LEFT, y, RIGHT, y, HAIRLINE, HAIR)
