"""The head of the Classique sheet: portrait, kind, share, name, role, priority, objective and quote."""

from dataclasses import dataclass, replace

from persona_studio.domain.personas import PersonaKind
from persona_studio.publish.boxes import Box, Line, Rect, Ref
from persona_studio.publish.layout.pieces import Piece, Rest, Words, piece, words
from persona_studio.publish.layout.title import title_boxes
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import kind_name
from persona_studio.publish.style import (
    HAIR,
    HAIRLINE,
    INK,
    MEDIUM,
    MM,
    REGULAR,
    SEMIBOLD,
    TEXT2,
    TEXT3,
    TEXT_ITALIC,
    TRACK,
    WHITE,
    body,
)
from persona_studio.publish.text import Span, Style

LEFT, RIGHT, TOP = 16 * MM, 194 * MM, 15 * MM
_X = 68 * MM
_WIDTH = RIGHT - _X
_NAME_X = 67.65 * MM  # large letters carry their own white at the left
_PORTRAIT = Rect(LEFT, TOP, 44 * MM, 56 * MM, radius=3 * MM)
_NAME_TOP, _ROLE_GAP, _FACTS_GAP = 23.65 * MM, 1.15 * MM, 5.6 * MM
_ROLE = Style(MEDIUM, 10.5, 14.7, TEXT2)
_ROLE_LINES, _FACT_LINES = 3, 12
_FACT_GUTTER, _FACT_INDENT, _LABEL_GAP = 8 * MM, 3.6 * MM, 1.15 * MM
_QUOTE_STEPS = ((16.5, 3), (14.0, 3), (12.0, 3), (11.4, 3), (9.5, 6))  # size, and the lines it may take
_QUOTE_TOP, _QUOTE_GAP, _QUOTE_PAD = 79.16 * MM, 5.9 * MM, 4.3 * MM
_QUOTE_LIFT = 0.2 * MM  # small letters look centred a little above the middle
_BELOW = 8.2 * MM


@dataclass(frozen=True, slots=True)
class Head:
    """The boxes of the head, where the sections may begin below it, and what did not fit."""

    boxes: tuple[Box, ...]
    bottom: float
    rests: tuple[Rest, ...]


@dataclass(slots=True)
class _Draft:
    """A head being laid out from top to bottom."""

    boxes: list[Box]
    rests: list[Rest]
    y: float


def head(work: Work, size: float) -> Head:
    """Lay out the head, its running text at ``size`` points."""
    facts = (work.facts.shares, work.facts.position, work.facts.editing, work.texts.language)
    return work.supplies.remember(
        (replace(work.persona, sections=()), facts, size), lambda: _head(work, size)
    )


def _head(work: Work, size: float) -> Head:
    draft = _Draft([_portrait(work), *_kind(work), *_share(work)], [], _NAME_TOP)
    names, rests, draft.y = title_boxes(work, _NAME_X, draft.y, RIGHT - _NAME_X)
    draft.boxes += names
    draft.rests += rests
    _role(work, draft)
    _facts(work, draft, size)
    _quote(work, draft)
    return Head(tuple(draft.boxes), draft.y, tuple(draft.rests))


def _portrait(work: Work) -> Box:
    persona, drawings = work.persona, work.supplies.drawings
    seen = drawings.portrait_label(persona.portrait.drawing, work.texts.language)
    alt = work.texts("Illustrated portrait")
    if seen:
        alt = work.texts("Illustrated portrait: {seen}", seen=seen)
    ref = Ref("persona", persona.id, "portrait")
    return drawings.portrait(persona.portrait, work.accent, _PORTRAIT, alt=alt, ref=ref)


def _kind(work: Work) -> tuple[Box, ...]:
    """Return the pill: filled for the principal persona, outlined for others, grey for an anti-persona."""
    kind, ref = work.persona.kind, Ref("persona", work.persona.id, "kind")
    filled = kind is PersonaKind.PRINCIPAL
    ink = TEXT3 if kind is PersonaKind.ANTI else work.accent.ink
    text = work.line(kind_name(kind, work.texts), Style(SEMIBOLD, 8, 10, WHITE if filled else ink))
    width, height, line = text.width + 4.8 * MM, 5 * MM, 0.3 * MM
    edge = 0.0 if filled else line / 2
    pill = Rect(
        _X + edge,
        TOP + edge,
        width - 2 * edge,
        height - 2 * edge,
        ink if filled else None,
        None if filled else ink,
        0.0 if filled else line,
        height / 2 - edge,
        ref=ref,
    )
    return pill, text.box(_X + 2.4 * MM, TOP + (height - text.height) / 2, ref=ref, role="caption")


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
    return *_bar(work, x - 42.9 * MM, TOP + 1.2 * MM), words_box


def _bar(work: Work, x: float, y: float) -> list[Box]:
    shares, position, gap = work.facts.shares, work.facts.position, 0.5 * MM
    if position is None or not 0 <= position < len(shares) or shares[position] <= 0:
        share = min(1.0, max(0.0, work.persona.share or 0.0))
        shares, position = (share, 1 - share), 0
    shown = [(share, i == position) for i, share in enumerate(shares) if share > 0]
    room = (40 * MM - gap * (len(shown) - 1)) / sum(share for share, _ in shown)
    boxes: list[Box] = []
    for share, own in shown:
        width = share * room
        colour = work.accent.fill if own else TRACK
        boxes.append(Rect(x, y, width, 2.6 * MM, colour, radius=min(0.5 * MM, width / 2)))
        x += width + gap
    return boxes


def _role(work: Work, draft: _Draft) -> None:
    label = work.texts("Role")
    said = words(work, "role", label, work.persona.role, label)
    if said:
        text = piece(work, said, _ROLE, _WIDTH, _ROLE_LINES)
        draft.boxes.append(text.box(_X, draft.y + _ROLE_GAP))
        _take(draft, text)
        draft.y += _ROLE_GAP + text.height


def _facts(work: Work, draft: _Draft, size: float) -> None:
    """Add priority and objective, side by side, each with a rule at its left."""
    persona, texts = work.persona, work.texts
    facts = (
        words(work, "priority", texts("Priority"), persona.priority, texts("What matters most to them")),
        words(work, "objective", texts("Objective"), persona.objective, texts("What they want to reach")),
    )
    said = [fact for fact in facts if fact]
    if not said:
        return
    width = (_WIDTH - _FACT_GUTTER * (len(said) - 1)) / len(said)
    top = draft.y + _FACTS_GAP
    labels = [work.line(fact.label, Style(SEMIBOLD, 7.6, 8.0, work.accent.ink)) for fact in said]
    texts_set = [piece(work, fact, body(size), width - _FACT_INDENT, _FACT_LINES) for fact in said]
    under = top + labels[0].height + _LABEL_GAP
    bottom = under + max(text.height for text in texts_set)
    for i, (label, text) in enumerate(zip(labels, texts_set, strict=True)):
        x = _X + i * (width + _FACT_GUTTER)
        draft.boxes += [
            Rect(x, top, 0.7 * MM, bottom - top, work.accent.fill),
            label.box(x + _FACT_INDENT, top, role="caption"),
            text.box(x + _FACT_INDENT, under),
        ]
        _take(draft, text)
    draft.y = bottom


def _quote(work: Work, draft: _Draft) -> None:
    """Add the quote between two hairlines, or a single hairline when there is none."""
    top = max(_QUOTE_TOP, draft.y + _QUOTE_GAP, TOP + _PORTRAIT.height + _QUOTE_GAP)
    draft.boxes.append(_hairline(top))
    quote = _quoted(work)
    if quote:
        text = _fitted(work, quote)
        draft.boxes.append(text.box(LEFT, top + _QUOTE_PAD - _QUOTE_LIFT))
        _take(draft, text)
        top += 2 * _QUOTE_PAD + text.height
        draft.boxes.append(_hairline(top))
    draft.y = top + _BELOW


def _quoted(work: Work) -> Words | None:
    texts = work.texts
    said = words(work, "quote", texts("Quote"), work.persona.quote, texts("A sentence they could say"))
    if not said or said.hint or said.text.lstrip().startswith(("«", "“", '"')):
        return said
    before, after = texts.quoted("\0").split("\0")
    return replace(said, before=before, after=after)


def _fitted(work: Work, quote: Words) -> Piece:
    """Set the quote at the largest size that needs no more lines than it may take."""
    tries = (
        piece(work, quote, Style(TEXT_ITALIC, size, size * 1.2, INK), RIGHT - LEFT, limit)
        for size, limit in _QUOTE_STEPS
    )
    smallest = _QUOTE_STEPS[-1][0]
    return next(text for text in tries if not text.rest or text.paragraph.leading == smallest * 1.2)


def _hairline(y: float) -> Line:
    return Line(LEFT, y, RIGHT, y, HAIRLINE, HAIR)


def _take(draft: _Draft, text: Piece) -> None:
    if text.rest:
        draft.rests.append(text.rest)
