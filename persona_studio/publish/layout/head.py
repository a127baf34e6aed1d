"""The head of the Classique sheet: portrait, kind, share, name, role, priority, objective and quote."""

from dataclasses import dataclass, replace

from persona_studio.domain.personas import PersonaKind
from persona_studio.publish.boxes import Box, Line, Rect, Ref
from persona_studio.publish.layout.badges import pill, share_bar
from persona_studio.publish.layout.facts import facts
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.frame import (
    BELOW,
    FACTS_GAP,
    LEFT,
    NAME_TOP,
    NAME_X,
    RIGHT,
    ROLE,
    ROLE_GAP,
    TOP,
    WIDTH,
    X,
)
from persona_studio.publish.layout.hints import Printed, hints
from persona_studio.publish.layout.pieces import Piece, Rest, fitted, piece
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.title import title_boxes, title_words
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import (
    HAIR,
    HAIRLINE,
    INK,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    TEXT_ITALIC,
)
from persona_studio.publish.text import Span, Style

_PORTRAIT = Rect(LEFT, TOP, 44 * MM, 56 * MM, radius=3 * MM)
_ROLE_LINES = 3
_ORDER = ("", "name", "title", "role", "priority", "objective", "quote")
_QUOTE_SIZES = ((16.5, 3), (14.0, 3), (12.0, 3), (11.4, 3), (9.5, 6))  # size, and the lines it may take
_QUOTE_STEPS = tuple((Style(TEXT_ITALIC, size, size * 1.2, INK), lines) for size, lines in _QUOTE_SIZES)
_QUOTE_TOP, _QUOTE_GAP, _QUOTE_PAD = 79.16 * MM, 5.9 * MM, 4.3 * MM
_QUOTE_LIFT = 0.2 * MM  # small letters look centred a little above the middle


@dataclass(frozen=True, slots=True)
class Head:
    """The boxes of the head, where the sections may begin below it, and what did not fit."""

    boxes: tuple[Box, ...]
    bottom: float
    rests: tuple[Rest, ...]


@dataclass(slots=True)
class _Draft:
    """A head being laid out from top to bottom; each box with its field."""

    boxes: list[tuple[str, Box]]
    rests: list[Rest]
    y: float


def head(work: Work, size: float) -> Head:
    """Lay out the head, its running text at ``size`` points."""
    told = (work.facts.shares, work.facts.position, work.facts.editing, work.facts.photo_lost)
    key = (replace(work.persona, sections=()), told, work.texts.language, size)
    return work.supplies.remember(key, lambda: _head(work, size))


def _head(work: Work, size: float) -> Head:
    draft = _Draft(
        [
            ("", box)
            for box in (
                portrait(work, _PORTRAIT),
                *pill(work, X, TOP, filled=work.persona.kind is PersonaKind.PRINCIPAL),
                *_share(work),
            )
        ],
        [],
        NAME_TOP,
    )
    said = title_words(work)
    named, rests, under_title = title_boxes(work, said, NAME_X, draft.y, RIGHT - NAME_X)
    draft.boxes += [(words.field, box) for words, box in zip(said, named, strict=True)]
    draft.rests += rests
    draft.y = under_title
    _role(work, draft)
    facts_top = _facts(work, draft, size)
    bottom = draft.y
    hairline = _quote(work, draft)
    if work.facts.editing:
        draft.boxes += hints(work, Printed(tuple(named), under_title, facts_top, bottom, hairline), size)
    in_order = sorted(draft.boxes, key=lambda one: _ORDER.index(one[0]))
    return Head(tuple(box for _, box in in_order), draft.y, tuple(draft.rests))


def _share(work: Work) -> tuple[Box, ...]:
    """Return the bar of all segments, the persona's own filled, and the share in words."""
    share = work.persona.share
    if share is None:
        return ()
    before, after = work.texts("{share} of respondents", share="\0").split("\0")
    plain, bold = Style(REGULAR, 8.5, 12, TEXT2), Style(SEMIBOLD, 8.5, 12, INK)
    spans = (Span(before, plain), Span(work.texts.percent(share), bold), Span(after, plain))
    text = work.supplies.compositor.line(*(span for span in spans if span.text))
    x = RIGHT - text.width
    ref = Ref("persona", work.persona.id, "share")
    words_box = text.box(x, TOP + 2.5 * MM - text.height / 2, ref=ref, role="caption")
    return *share_bar(work, x - 42.9 * MM, TOP + 1.2 * MM, 40 * MM, 2.6 * MM), words_box


def _role(work: Work, draft: _Draft) -> None:
    said = written(work, "role")
    if said:
        text = piece(work, said, ROLE, WIDTH, _ROLE_LINES)
        draft.boxes.append(("role", text.box(X, draft.y + ROLE_GAP)))
        _take(draft, text)
        draft.y += ROLE_GAP + text.height


def _facts(work: Work, draft: _Draft, size: float) -> float | None:
    """Add priority and objective; return where they begin, None when there is neither."""
    said = [fact for fact in (written(work, "priority"), written(work, "objective")) if fact]
    if not said:
        return None
    top = draft.y + FACTS_GAP
    made = facts(work, said, top, size)
    draft.boxes += made.boxes
    draft.rests += made.rests
    draft.y = made.bottom
    return top


def _quote(work: Work, draft: _Draft) -> float:
    """Add the quote between two hairlines, or one hairline when there is none; return where the first is."""
    top = first = max(_QUOTE_TOP, draft.y + _QUOTE_GAP, TOP + _PORTRAIT.height + _QUOTE_GAP)
    draft.boxes.append(("quote", _hairline(top)))
    quote = written(work, "quote")
    if quote:
        text = fitted(work, quote, _QUOTE_STEPS, RIGHT - LEFT)
        draft.boxes.append(("quote", text.box(LEFT, top + _QUOTE_PAD - _QUOTE_LIFT)))
        _take(draft, text)
        top += 2 * _QUOTE_PAD + text.height
        draft.boxes.append(("quote", _hairline(top)))
    draft.y = top + BELOW
    return first


def _hairline(y: float) -> Line:
    return Line(LEFT, y, RIGHT, y, HAIRLINE, HAIR)


def _take(draft: _Draft, text: Piece) -> None:
    if text.rest:
        draft.rests.append(text.rest)
