"""What all rooms of the annexe need: its measures, its type, and words made to fit where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from persona_studio.publish.boxes import Box, Line
from persona_studio.publish.layout.values import Supplies
from persona_studio.publish.style import INK, MM, REGULAR, SEMIBOLD, TEXT2, TEXT3
from persona_studio.publish.text import Paragraph, Span, Style
from persona_studio.texts import Texts

WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 16 * MM, 194 * MM
COLUMN = 85 * MM
COLUMNS = (LEFT, RIGHT - COLUMN)
BOTTOM = 271 * MM
"""Where what stands above the foot ends."""
NOTE, LABEL = Style(REGULAR, 8.8, 12.5, TEXT2), Style(REGULAR, 8.8, 11, INK)
HEADING, ASIDE = Style(SEMIBOLD, 10.5, 12.5, INK), Style(REGULAR, 7.7, 9.6, TEXT3)
SMALLER = (8.8, 8.2, 7.6, 7.0, 6.4)
_ICON, _ICON_GAP, _ICON_LINE = 4.4 * MM, 1.95 * MM, 1.67
_RULE = 0.17 * MM
_TITLE_BELOW = 6.12 * MM
"""From the top of a title to the rule below it."""
UNDER_TITLE = 10.0 * MM
"""From the top of a title to what it heads."""
_ELLIPSIS, _CUT = "…", " ,;:.-–\u00a0\u202f"


class Slot(NamedTuple):
    """Where a block may stand: its left edge, its top, its width, and where it must end."""

    x: float
    y: float
    width: float
    bottom: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Paper:
    """The words of the language and the fonts."""

    texts: Texts
    supplies: Supplies

    def set(self, text: str, style: Style, width: float) -> Paragraph:
        """Break a text into lines of at most ``width`` points."""
        return self.supplies.compositor.set((Span(text, style),), width)

    def line(self, text: str, style: Style) -> Paragraph:
        """Set a text on one line, however long."""
        return self.supplies.compositor.line(Span(text, style))

    def spans(self, pieces: Sequence[tuple[str, Style]], width: float) -> Paragraph:
        """Break stretches of several styles into lines."""
        return self.supplies.compositor.set(tuple(Span(*piece) for piece in pieces), width)

    def fitted(
        self, text: str, style: Style, width: float, lines: int = 1, sizes: Sequence[float] = ()
    ) -> Paragraph:
        """Set a text on so many lines, in the first of the sizes that holds it, else cut after the last.

        No word is broken unless it is cut with an ellipsis.
        """
        tries = [sized(style, size) for size in sizes or (style.size,)]
        for each in tries:
            made = self.set(text, each, width)
            if len(made.lines) <= lines and self.unbroken(text, each, width):
                return made
        return self._cut(text, tries[-1], width, lines)

    def unbroken(self, text: str, style: Style, width: float) -> bool:
        """Tell whether no word has to be cut."""
        return all(self.line(word, style).width <= width for word in text.split(" "))

    def _cut(self, text: str, style: Style, width: float, lines: int) -> Paragraph:
        whole = self.set(text, style, width)
        if len(whole.lines) <= lines:
            return whole
        low, high = 0, len(whole.head(lines).text)
        while low < high:
            middle = (low + high + 1) // 2
            made = self.set(_shortened(text, middle), style, width)
            low, high = (middle, high) if len(made.lines) <= lines else (low, middle - 1)
        return self.set(_shortened(text, low), style, width).head(lines)

    def ending(self, said: str, end: str, style: Style, width: float, lines: int) -> Paragraph:
        """Set a text on so many lines; what is too long is cut before its ``end``, which stays."""
        whole, beginning = said, said.removesuffix(end) if end else said
        for shown in range(len(beginning), 0, -1):
            made = self.set(said, style, width)
            if len(made.lines) <= lines:
                return made
            said = f"{beginning[:shown].rstrip(_CUT)}{_ELLIPSIS} {end}".rstrip()
        return self.fitted(whole, style, width, lines)

    def room(self, text: str, style: Style, width: float, height: float) -> Paragraph:
        """Set a text in the largest size with which it is no higher than a room, cut when none is."""
        tries = [sized(style, min(size, style.size)) for size in SMALLER]
        for each in tries:
            made = self.set(text, each, width)
            if made.height <= height + 0.01:
                return made
        return self._cut(text, tries[-1], width, max(1, int(height // tries[-1].leading)))

    def heading(self, text: str, icon: str, slot: Slot, aside: str = "") -> Iterator[Box]:
        """Yield a title over its rule, with a few faint words at its right."""
        indent = 0.0
        if icon:
            yield self.supplies.drawings.icon(icon, slot.x, slot.y, _ICON, INK, _ICON_LINE)
            indent = _ICON + _ICON_GAP
        beside = self.fitted(aside, ASIDE, slot.width * 0.55, sizes=(7.7, 7.0)) if aside else None
        taken = beside.longest + 3 * MM if beside else 0.0
        title = self.fitted(text, HEADING, slot.width - indent - taken, sizes=(10.5, 9.5, 8.5))
        middle = slot.y + _ICON / 2
        yield title.box(slot.x + indent, middle - title.height / 2, role="h2")
        if beside:
            yield beside.box(slot.right - beside.width, middle - beside.height / 2, align="right")
        yield Line(slot.x, slot.y + _TITLE_BELOW, slot.right, slot.y + _TITLE_BELOW, INK, _RULE)


def sized(style: Style, size: float) -> Style:
    """Return a style at another size, its leading with it."""
    return style._replace(size=size, leading=style.leading * size / style.size)


def _shortened(text: str, length: int) -> str:
    return text[:length].rstrip(_CUT) + _ELLIPSIS if length < len(text) else text
