"""What is filled in by hand: lines to write on, boxes to tick, dashed frames; a persona still to come."""

from collections.abc import Iterator
from dataclasses import replace

from persona_studio.domain.personas import Persona, PersonaKind
from persona_studio.publish.boxes import Box, Group, Line, Rect
from persona_studio.publish.layout.values import Work
from persona_studio.publish.style import INK, MM, TEXT2, WHITE, Accent
from persona_studio.publish.text import Style
from persona_studio.texts import Texts

NEUTRAL = Accent(fill="#7A8693", ink=INK, tint="#EDF0F2", clair="#DDE2E7")
"""The colours of what is of nobody yet."""
ZONE_FILL, ZONE_LINE, ZONE_RULE, DASH = "#FAFBFB", "#939EA9", 0.4 * MM, (2 * MM, 1.8 * MM)
_PEN, _TICK_RULE, _CORNER = 0.25 * MM, 0.75, 0.6 * MM


def nobody(work: Work) -> Work:
    """Return what a blank page is laid out with: no persona, no accent; the language and the brand stay."""
    facts = replace(
        work.facts, shares=(), position=None, lost=frozenset(), people=None, charts=(), figures=()
    )
    persona = Persona(id="", name="", kind=PersonaKind.SECONDARY)
    return replace(work, persona=persona, facts=facts, accent=NEUTRAL)


def zone(x: float, y: float, width: float, height: float, radius: float = 3 * MM) -> Rect:
    """Return an empty dashed frame whose outer edge is as large as asked for."""
    half = ZONE_RULE / 2
    return Rect(
        x + half,
        y + half,
        width - ZONE_RULE,
        height - ZONE_RULE,
        ZONE_FILL,
        ZONE_LINE,
        ZONE_RULE,
        radius,
        DASH,
    )


def rule(x: float, y: float, right: float) -> Line:
    """Return a line to write on."""
    return Line(x, y, right, y, ZONE_LINE, _PEN)


def labelled(work: Work, label: str, style: Style, x: float, y: float, right: float) -> Iterator[Box]:
    """Yield a line to write on at a height, the name of what belongs there above its beginning."""
    yield rule(x, y, right)
    words = work.set(label, style, right - x).head(1)
    yield words.box(x, y + 1.1 * MM, role="caption")


def tick(texts: Texts, x: float, y: float, side: float) -> Group:
    """Return a box to tick whose top left corner is at a point."""
    half = _TICK_RULE / 2
    square = Rect(x + half, y + half, side - 2 * half, side - 2 * half, WHITE, TEXT2, _TICK_RULE, _CORNER)
    return Group((square,), x, y, side, side, None, None, "figure", texts("Box to tick"))
