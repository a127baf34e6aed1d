"""The A3 poster: who it is, large enough for a wall, and six zones for sticky notes (visual design §6)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from persona_studio.domain.personas import Persona, Section, SectionKey
from persona_studio.publish.boxes import Box, Line, Page, Rect, Ref
from persona_studio.publish.layout import rates
from persona_studio.publish.layout.by_hand import zone
from persona_studio.publish.layout.fields import written
from persona_studio.publish.layout.pieces import Piece, Words
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.rates import strength
from persona_studio.publish.layout.sections import said
from persona_studio.publish.layout.shortened import Steps, shortened
from persona_studio.publish.layout.single_foot import Foot, single_foot
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import gendered, kind_name, section_title, untitled
from persona_studio.publish.style import (
    DISPLAY,
    DISPLAY_ITALIC,
    INK,
    MEDIUM,
    MM,
    REGULAR,
    SEMIBOLD,
    WHITE,
    serif,
)
from persona_studio.publish.text import Paragraph, Style

SIZE = (297 * MM, 420 * MM)
LEFT, RIGHT = 15 * MM, 282 * MM
PANEL = Rect(LEFT, 15 * MM, RIGHT - LEFT, 118 * MM, radius=5 * MM)
_PORTRAIT = Rect(20 * MM, 23 * MM, 108 * MM, 110 * MM)
_PART = (5.0, 64.8, 1900.0, 1935.2)
"""What the panel shows of the drawing of a portrait: to its very foot, where the panel ends."""
_X, _END = 135 * MM, 270 * MM
_KIND_TOP, _KIND_SIZES = 27.9 * MM, (12.85, 11.0, 9.5)
_NAME_FOOT, _BEARING = 86.2 * MM, 3 * MM
_NAME_TRACKING = -0.02
_NAME_SIZES = ((128, 1), (108, 1), (90, 1), (74, 1), (54, 2), (38, 3), (28, 4), (20, 5))
_TITLE_LEFT, _TITLE_TOP = _X - 1 * MM, 87 * MM
_TITLE_SIZES = ((54, 1), (44, 1), (36, 1), (26, 2), (18, 3))
_ROLE_END, _ROLE_TOP, _ROLE_SIZES = 275 * MM, 112.9 * MM, ((14.5, 2), (12.0, 3), (10.0, 3))
_QUOTE_TOP, _QUOTE_TRACKING = 147.5 * MM, -0.0055
_QUOTE_SIZES = ((28, 1), (25, 1), (22, 1), (20, 2), (16, 3), (13.5, 3))
COLUMN, _GUTTER = 84 * MM, 7.5 * MM
COLUMNS = tuple(LEFT + i * (COLUMN + _GUTTER) for i in range(3))
_FACTS_TOP, _FACT_RULE, _FACT_LABEL, _FACT_TEXT = 171 * MM, 0.42 * MM, 174.4 * MM, 180.3 * MM
_BESIDE = 3 * MM
_FACT_SIZES = ((13.5, 4), (12.0, 5), (10.5, 6), (9.5, 6))
_HEADINGS = (216 * MM, 311 * MM)
ZONES = (226 * MM, 321 * MM)
SIDE, TALL = COLUMN, 78 * MM
_ICON = 6 * MM
# Not lower, as in the picture: words within 10 mm of the edge are lost on many printers.
FOOT = Foot(LEFT, RIGHT, 402.4 * MM, 9.0)
_FIRST_SECTIONS = (SectionKey.BUYING, SectionKey.MOTIVATIONAL, SectionKey.OBSTACLES, SectionKey.PROFESSIONAL)


def poster(work: Work) -> tuple[Page, tuple[str, ...]]:
    """Lay out the poster of a persona; return it, and the labels of the texts that were cut."""
    cut: list[str] = []
    boxes = [*_panel(work, cut), *_quote(work, cut), *_facts(work, cut)]
    boxes += zones(work)
    note = work.texts("Zones sized for notes of 76 × 76 mm")
    boxes += single_foot(work, FOOT, note, work.persona.source or work.facts.source)
    title = work.texts("A3 poster, {name}", name=work.persona.name)
    return Page(*SIZE, tuple(boxes), "1", title, work.texts.language, part="poster"), tuple(cut)


# ---------------------------------------------------------------- the panel


def _panel(work: Work, cut: list[str]) -> Iterator[Box]:
    yield replace(PANEL, fill=work.accent.ink)
    yield replace(portrait(work, _PORTRAIT, _PART, ground=False), clip=PANEL)
    yield from _kind(work)
    width = _END - _X
    name = _text(work, "name", [(_named(size), n) for size, n in _NAME_SIZES], width + _BEARING, cut)
    if name is not None:
        bearing = _BEARING * name.paragraph.leading / _named(_NAME_SIZES[0][0]).leading
        yield name.box(_X - bearing, _NAME_FOOT - name.height, "h1")
    title = [(serif(DISPLAY_ITALIC, size, WHITE), n) for size, n in _TITLE_SIZES]
    made = _text(work, "title", title, width, cut)
    if made is not None:
        yield made.box(_TITLE_LEFT, _TITLE_TOP, "h1")
    role = [(Style(REGULAR, size, size * 1.3, WHITE), n) for size, n in _ROLE_SIZES]
    made = _text(work, "role", role, _ROLE_END - _X, cut)
    if made is not None:
        yield made.box(_X, _ROLE_TOP)


def _named(size: float) -> Style:
    return Style(DISPLAY, size, size * 0.98, WHITE, _NAME_TRACKING)


def _kind(work: Work) -> Iterator[Box]:
    """Yield the kind of persona and, at the right, its share; smaller when they are long."""
    persona, texts = work.persona, work.texts
    share = texts("{share} of respondents", share=texts.percent(persona.share)) if persona.share else ""
    told = (kind_name(persona.kind, texts), share)
    tries = [
        [work.line(text, Style(MEDIUM, size, size * 1.5, WHITE)) for text in told] for size in _KIND_SIZES
    ]
    both = _END - _X - 6 * MM
    kind, part = next((two for two in tries if sum(each.width for each in two) <= both), tries[-1])
    yield kind.box(_X, _KIND_TOP, ref=Ref("persona", persona.id, "kind"), role="caption")
    if share:
        yield part.box(_END - part.width, _KIND_TOP, ref=Ref("persona", persona.id, "share"), role="caption")


def _text(work: Work, field: str, steps: Steps, width: float, cut: list[str]) -> Piece | None:
    """Set a field of the persona; None when it is empty."""
    words = written(work, field)
    return _kept(shortened(work, words, steps, width), cut) if words is not None else None


def _kept(made: Piece, cut: list[str]) -> Piece:
    cut += [made.rest.label] if made.rest is not None else []
    return made


# ---------------------------------------------------------------- below the panel


def _quote(work: Work, cut: list[str]) -> Iterator[Box]:
    steps = [
        (Style(DISPLAY_ITALIC, size, size * 1.22, work.accent.ink, _QUOTE_TRACKING), lines)
        for size, lines in _QUOTE_SIZES
    ]
    made = _text(work, "quote", steps, RIGHT - LEFT, cut)
    if made is not None:
        yield made.box(LEFT, _QUOTE_TOP)


def _facts(work: Work, cut: list[str]) -> Iterator[Box]:
    """Yield three short texts in one size: priority, objective, then what sections say first."""
    facts = [words for field in ("priority", "objective") if (words := written(work, field)) is not None]
    facts += [words for section in _sections(work.persona) for words in [_section_words(work, section)]]
    facts = facts[: len(COLUMNS)]
    ink = work.accent.ink
    for x, words, made in zip(COLUMNS, facts, _evenly(work, facts), strict=False):
        yield Line(x, _FACTS_TOP, x + COLUMN, _FACTS_TOP, ink, _FACT_RULE)
        rate = _rate(work, words)
        room = COLUMN - (rate.width + _BESIDE if rate is not None else 0.0)
        label = work.set(words.label, Style(SEMIBOLD, 11, 14, ink), room).head(1)
        yield label.box(x, _FACT_LABEL, role="caption")
        if rate is not None:
            yield rate.box(x + COLUMN - rate.width, _FACT_LABEL + label.rise - rate.rise, role="caption")
        yield _kept(made, cut).box(x, _FACT_TEXT)


def _rate(work: Work, words: Words) -> Paragraph | None:
    """Set the share of the line that some words are, where shares are asked for."""
    line = next((a for a in work.persona.attributes if words.field == a.id), None)
    share = rates.rated(work, line) if line is not None else None
    return rates.rate(work, share, 12) if share is not None else None


def _evenly(work: Work, facts: Sequence[Words]) -> list[Piece]:
    """Set texts at the largest size at which none is cut, else at the smallest."""
    made: list[Piece] = []
    for size, lines in _FACT_SIZES:
        style = Style(REGULAR, size, size * 18.6 / 13.5, INK)
        made = [shortened(work, words, [(style, lines)], COLUMN) for words in facts]
        if not any(each.rest for each in made):
            break
    return made


def _sections(persona: Persona) -> list[Section]:
    """Return the sections that say something, those that tell most of a workshop first."""
    shown = [s for s in persona.sections if not s.hidden and any(said(a).strip() for a in s.attributes)]
    order = {key: i for i, key in enumerate(_FIRST_SECTIONS)}
    return sorted(shown, key=lambda section: order.get(section.key, len(order)))


def _section_words(work: Work, section: Section) -> Words:
    """Return what a section says of its strongest attribute."""
    strongest = max((a for a in section.attributes if said(a).strip()), key=strength)
    title = section_title(section, work.texts)
    return Words(strongest.id, title, untitled(said(strongest), title))


def _questions(work: Work) -> tuple[tuple[str, str], ...]:
    """Return icon and heading of each zone, in the order of reading."""
    texts, persona = work.texts, work.persona
    slows = gendered(
        persona,
        texts("What holds her back?"),
        texts("What holds him back?"),
        texts("What gets in the way?"),
    )
    meet = gendered(
        persona, texts("Where to meet her?"), texts("Where to meet him?"), texts("Where to meet them?")
    )
    return (
        ("heart-handshake", texts("What would help?")),
        ("octagon-pause", slows),
        ("message-circle", texts("What to say first?")),
        ("map-pin", meet),
        ("search-check", texts("What must we check?")),
        ("footprints", texts("Our first action")),
    )


def zones(work: Work) -> Iterator[Box]:
    """Yield the six zones for notes, each under its question."""
    for place, (icon, question) in enumerate(_questions(work)):
        yield from _zone(work, place, icon, question)


def _zone(work: Work, place: int, icon: str, question: str) -> Iterator[Box]:
    """Yield an empty zone and its heading."""
    x, row = COLUMNS[place % 3], place // 3
    top = _HEADINGS[row]
    yield work.supplies.drawings.icon(icon, x, top + 0.95 * MM, _ICON, work.accent.ink, 1.6)
    text = work.set(question, Style(SEMIBOLD, 14, 20, INK), COLUMN - 9 * MM).head(1)
    yield text.box(x + 8.9 * MM, top + 0.5 * MM, role="h2")
    yield zone(x, ZONES[row], SIDE, TALL)
