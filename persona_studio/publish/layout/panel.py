"""The panel of the Magazine sheet: who it is, in white on the accent, above a portrait at its foot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Group, Rect, Ref, TextBox
from persona_studio.publish.layout.fields import shown
from persona_studio.publish.layout.pieces import Rest, fitted
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import kind_name
from persona_studio.publish.style import DISPLAY, DISPLAY_ITALIC, MEDIUM, MM, REGULAR, WHITE, serif
from persona_studio.publish.text import Style

PANEL = Rect(10 * MM, 10 * MM, 92 * MM, 190 * MM, radius=4 * MM)
_PART = (140.0, 56.0, 1720.0, 1944.0)
"""What the panel shows of the drawing of a portrait: to its very foot, where the panel ends."""
_ONE_LINE = 28
"""Points: a larger name stands on one line."""
_BETWEEN = 4 * MM
"""Between kind and share."""


class Shape(NamedTuple):
    """A panel and where things stand on it, in points of the page.

    ``portrait`` frames a drawing, of which ``part`` is shown; a photo is as wide as the panel. ``tops`` are
    those of name, title and role, ``sizes`` how large each may be, with the lines it may take; ``bearing`` is
    the white that the letters of the name carry at their left.
    """

    ground: Rect
    left: float
    right: float
    kind: tuple[float, tuple[float, ...]]
    portrait: Rect
    part: tuple[float, float, float, float]
    tops: Mapping[str, float]
    sizes: Mapping[str, Sequence[tuple[float, int]]]
    bearing: float

    @property
    def width(self) -> float:
        """Width of the words."""
        return self.right - self.left


MAGAZINE = Shape(
    PANEL,
    19 * MM,
    93 * MM,
    (18.85 * MM, (8.3, 7.6, 6.6, 5.6)),
    Rect(10 * MM, 96 * MM, 92 * MM, 104 * MM),
    _PART,
    {"name": 32.46 * MM, "title": 55.37 * MM, "role": 72.85 * MM},
    {
        "name": ((66, 1), (54, 1), (44, 1), (36, 1), (28, 2), (20, 3), (15, 4), (10, 6)),
        "title": ((32, 1), (26, 1), (20, 2), (14, 3), (9.6, 4)),
        "role": ((9.6, 3), (8.5, 5)),
    },
    0.5 * MM,
)


@dataclass(frozen=True, slots=True)
class Panel:
    """The boxes of the panel, and what did not fit."""

    boxes: tuple[Box, ...]
    rests: tuple[Rest, ...]


def panel(work: Work, shape: Shape = MAGAZINE) -> Panel:
    """Lay out the panel."""
    told = (work.facts.editing, work.facts.photo_lost, work.texts.language, shape.ground)
    key = ("panel", replace(work.persona, sections=()), told)
    return work.supplies.remember(key, lambda: _panel(work, shape))


def ground(work: Work, width: float) -> Box:
    """Return the panel's ground, as wide as asked for."""
    return replace(PANEL, width=width, fill=work.accent.ink)


def _panel(work: Work, shape: Shape) -> Panel:
    texts: list[TextBox] = []
    rests: list[Rest] = []
    for field, top in shape.tops.items():
        said = shown(work, field, work.accent.tint)
        if said:
            steps = [(_style(work, field, size), lines) for size, lines in shape.sizes[field]]
            made = fitted(work, said, steps, shape.width)
            left = shape.left - (shape.bearing if field == "name" else 0.0)
            texts.append(made.box(left, top, "p" if field == "role" else "h1"))
            rests += [made.rest] if made.rest else []
    face = replace(_face(work, shape), clip=shape.ground)
    back = replace(shape.ground, fill=work.accent.ink)
    return Panel((back, face, *_kind(work, shape), *texts), tuple(rests))


def _face(work: Work, shape: Shape) -> Group:
    frame, back = shape.portrait, shape.ground
    if work.persona.photo is not None and not work.facts.photo_lost:
        frame = replace(frame, x=back.x, width=back.width)
    return portrait(work, frame, shape.part, ground=False)


def _style(work: Work, field: str, size: float) -> Style:
    if field == "name":
        leading = 0.98 if size > _ONE_LINE else 1.08
        return serif(DISPLAY, size, WHITE)._replace(leading=size * leading)
    if field == "title":
        return serif(DISPLAY_ITALIC, size, work.accent.tint)
    return Style(REGULAR, size, size * 1.4, WHITE)


def _kind(work: Work, shape: Shape) -> Iterator[Box]:
    """Yield the kind of persona and, at the right, its share; smaller when they are long."""
    persona, texts = work.persona, work.texts
    share = texts("{share} of respondents", share=texts.percent(persona.share)) if persona.share else ""
    said, (top, sizes) = (kind_name(persona.kind, texts), share), shape.kind
    tries = [[work.line(text, Style(MEDIUM, size, size * 1.45, WHITE)) for text in said] for size in sizes]
    both = shape.width - _BETWEEN
    kind, told = next((two for two in tries if sum(each.width for each in two) <= both), tries[-1])
    ref = Ref("persona", persona.id, "kind")
    yield kind.box(shape.left, top, ref=ref, role="caption")
    if share:
        ref = Ref("persona", persona.id, "share")
        yield told.box(shape.right - told.width, top, ref=ref, role="caption")
