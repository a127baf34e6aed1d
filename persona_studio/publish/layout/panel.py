"""The panel of the Magazine sheet: who it is, in white on the accent, above a portrait at its foot."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from persona_studio.publish.boxes import Box, Rect, Ref, TextBox
from persona_studio.publish.layout.fields import shown
from persona_studio.publish.layout.pieces import Rest, fitted
from persona_studio.publish.layout.portraits import portrait
from persona_studio.publish.layout.values import Work
from persona_studio.publish.layout.words import kind_name
from persona_studio.publish.style import DISPLAY, DISPLAY_ITALIC, MEDIUM, MM, REGULAR, WHITE, serif
from persona_studio.publish.text import Style

PANEL = Rect(10 * MM, 10 * MM, 92 * MM, 190 * MM, radius=4 * MM)
_X, _RIGHT = 19 * MM, 93 * MM
_WIDTH = _RIGHT - _X
_KIND_TOP, _KIND_SIZES = 18.85 * MM, (8.3, 7.6, 6.6, 5.6)
_BOTH = _WIDTH - 4 * MM
_PORTRAIT = Rect(10 * MM, 96 * MM, 92 * MM, 104 * MM)
_PART = (140.0, 56.0, 1720.0, 1944.0)
"""What the panel shows of the drawing of a portrait: to its very foot, where the panel ends."""
_TOPS = {"name": 32.46 * MM, "title": 55.37 * MM, "role": 72.85 * MM}
_ONE_LINE = 28
"""Points: a larger name stands on one line."""
_BEARING = {"name": 0.5 * MM, "title": 0.0, "role": 0.0}
"""Large letters carry their own white at the left."""
_SIZES = {  # and the lines they may take: each text has a place of its own
    "name": ((66, 1), (54, 1), (44, 1), (36, 1), (28, 2), (20, 3), (15, 4), (10, 6)),
    "title": ((32, 1), (26, 1), (20, 2), (14, 3), (9.6, 4)),
    "role": ((9.6, 3), (8.5, 5)),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """The boxes of the panel, and what did not fit."""

    boxes: tuple[Box, ...]
    rests: tuple[Rest, ...]


def panel(work: Work) -> Panel:
    """Lay out the panel."""
    told = (work.facts.editing, work.facts.photo_lost, work.texts.language)
    key = ("panel", replace(work.persona, sections=()), told)
    return work.supplies.remember(key, lambda: _panel(work))


def ground(work: Work, width: float) -> Box:
    """Return the panel's ground, as wide as asked for."""
    return replace(PANEL, width=width, fill=work.accent.ink)


def _panel(work: Work) -> Panel:
    texts: list[TextBox] = []
    rests: list[Rest] = []
    for field, top in _TOPS.items():
        said = shown(work, field, work.accent.tint)
        if said:
            made = fitted(work, said, [(_style(work, field, size), n) for size, n in _SIZES[field]], _WIDTH)
            texts.append(made.box(_X - _BEARING[field], top, "p" if field == "role" else "h1"))
            rests += [made.rest] if made.rest else []
    shape = portrait(work, _PORTRAIT, _PART, ground=False)
    shape = replace(shape, clip=PANEL)
    return Panel((ground(work, PANEL.width), shape, *_kind(work), *texts), tuple(rests))


def _style(work: Work, field: str, size: float) -> Style:
    if field == "name":
        leading = 0.98 if size > _ONE_LINE else 1.08
        return serif(DISPLAY, size, WHITE)._replace(leading=size * leading)
    if field == "title":
        return serif(DISPLAY_ITALIC, size, work.accent.tint)
    return Style(REGULAR, size, size * 1.4, WHITE)


def _kind(work: Work) -> Iterator[Box]:
    """Yield the kind of persona and, at the right, its share; smaller when they are long."""
    persona, texts = work.persona, work.texts
    share = texts("{share} of respondents", share=texts.percent(persona.share)) if persona.share else ""
    said = (kind_name(persona.kind, texts), share)
    tries = [[work.line(text, Style(MEDIUM, size, 12, WHITE)) for text in said] for size in _KIND_SIZES]
    kind, told = next((two for two in tries if sum(each.width for each in two) <= _BOTH), tries[-1])
    ref = Ref("persona", persona.id, "kind")
    yield kind.box(_X, _KIND_TOP, ref=ref, role="caption")
    if share:
        ref = Ref("persona", persona.id, "share")
        yield told.box(_RIGHT - told.width, _KIND_TOP, ref=ref, role="caption")
