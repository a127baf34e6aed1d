"""Colours of the theme: shapes name them, so that who changes one by hand changes all that wears it."""

from collections.abc import Iterable, Iterator, Sequence
from colorsys import rgb_to_hls

from persona_studio.publish.boxes import Box, Colour, Group, Line, Page, Path, Rect, TextBox
from persona_studio.publish.style import (
    ACCENTS,
    GROUND,
    HAIRLINE,
    INK,
    RAIL,
    TEXT2,
    TEXT3,
    TRACK,
    WHITE,
    Accent,
)

SLOTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
"""Places of a theme for the accents of eight personas; no slide has a link."""
_NEUTRAL = {"dk1": INK, "lt1": WHITE, "dk2": TEXT2, "lt2": GROUND}
_NAMES = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
"""What shapes call the neutral colours of the theme."""
_DERIVED = {TEXT3: "dk2", HAIRLINE: "lt2", TRACK: "lt2", RAIL: "lt2"}
_GREY = 0.02
"""Saturation below which a hue means nothing."""


class Palette:
    """The colours of one document: which accents its theme holds, and how each colour is named.

    ``accents`` come first; those of the eight usual ones that the pages wear follow.
    """

    def __init__(self, pages: Iterable[Page], accents: Sequence[Accent] = ()) -> None:
        self._accents = _worn(pages, accents)
        bases = {slot: accent.fill for slot, accent in zip(SLOTS, self._accents, strict=False)}
        self._named: dict[Colour, str] = {}
        for slot, colour in _NEUTRAL.items():
            self._named[colour] = f'<a:schemeClr val="{_NAMES[slot]}"/>'
        for colour, slot in _DERIVED.items():
            self._named[colour] = derived(_NAMES[slot], _NEUTRAL[slot], colour)
        for slot, accent in zip(SLOTS, self._accents, strict=False):
            for colour in (accent.fill, accent.ink, accent.tint, accent.clair):
                self._named.setdefault(colour, derived(slot, bases[slot], colour))

    def colour(self, value: Colour) -> str:
        """Return a colour "#RRGGBB": by the name the theme gives it, else as it is."""
        known = self._named.get(value)
        if known is None:
            known = self._named[value] = f'<a:srgbClr val="{value[1:].upper()}"/>'
        return known

    def fill(self, value: Colour | None) -> str:
        """Return the fill of a shape in a colour, or that it has none."""
        return f"<a:solidFill>{self.colour(value)}</a:solidFill>" if value else "<a:noFill/>"

    def theme(self) -> str:
        """Return the colours of the theme, in the order that it asks for."""
        spare = [accent for accent in ACCENTS if accent not in self._accents]
        fills = [accent.fill for accent in (*self._accents, *spare)]
        colours = {**_NEUTRAL, **dict(zip(SLOTS, fills, strict=False))}
        return "\n".join(
            f'      <a:{slot}><a:srgbClr val="{colour[1:].upper()}"/></a:{slot}>'
            for slot, colour in colours.items()
        )


def derived(name: str, base: Colour, wanted: Colour) -> str:
    """Return a colour as the theme's colour ``name`` changed: darker, or lighter by a share of white."""
    if base == wanted:
        return f'<a:schemeClr val="{name}"/>'
    (hue, light, strong), (to_hue, to_light, to_strong) = _hls(base), _hls(wanted)
    changes = []
    turn = (to_hue - hue + 0.5) % 1 - 0.5
    if strong > _GREY and to_strong > _GREY:
        changes += [f'<a:hueOff val="{round(turn * 21_600_000)}"/>'] if abs(turn) > 1 / 720 else []
        changes.append(f'<a:satMod val="{round(to_strong / strong * 100_000)}"/>')
    if to_light <= light:
        changes.append(f'<a:lumMod val="{round(to_light / light * 100_000)}"/>')
    else:
        part = round((1 - to_light) / (1 - light) * 100_000)
        changes.append(f'<a:lumMod val="{part}"/><a:lumOff val="{100_000 - part}"/>')
    return f'<a:schemeClr val="{name}">{"".join(changes)}</a:schemeClr>'


def _hls(colour: Colour) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return rgb_to_hls(red, green, blue)


def _worn(pages: Iterable[Page], accents: Sequence[Accent]) -> tuple[Accent, ...]:
    owner: dict[Colour, Accent] = {}
    for accent in (*accents, *ACCENTS):
        for colour in (accent.fill, accent.ink, accent.tint, accent.clair):
            owner.setdefault(colour, accent)
    seen = dict.fromkeys(colour for page in pages for colour in _colours(page.boxes))
    worn = dict.fromkeys((*accents, *(owner[colour] for colour in seen if colour in owner)))
    return tuple(worn)[: len(SLOTS)]


def _colours(boxes: Iterable[Box]) -> Iterator[Colour]:
    """Yield the colours of boxes, those of groups too."""
    for box in boxes:
        if isinstance(box, Group):
            yield from _colours(box.boxes)
        elif isinstance(box, Line):
            yield box.colour
        elif isinstance(box, Rect | Path):
            yield from (colour for colour in (box.fill, box.stroke) if colour)
        elif isinstance(box, TextBox):
            yield from (run.colour for line in box.lines for run in line.runs)
