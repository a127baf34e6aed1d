"""What a layout is given besides the persona, what it gives back, and what it works with."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from persona_studio.domain.ids import Id
from persona_studio.domain.personas import Persona
from persona_studio.domain.project import Brand
from persona_studio.publish.boxes import Page
from persona_studio.publish.drawing import Drawings
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.style import Accent
from persona_studio.publish.text import Compositor, Paragraph, Span, Style
from persona_studio.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a sheet prints that is not in the persona.

    ``source`` is the line "study, wave, n = ..."; the persona's own source goes first. ``shares`` are those
    of all segments (0 to 1), ``position`` the persona's place among them. ``lost`` names the attributes whose
    variable vanished. ``editing`` adds the hints of the screen, which are never printed.
    """

    source: str = ""
    brand: Brand = field(default_factory=Brand)
    shares: tuple[float, ...] = ()
    position: int | None = None
    lost: frozenset[Id] = frozenset()
    editing: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pages of one persona; ``overflow`` names the attributes that the first page could not hold."""

    pages: tuple[Page, ...]
    overflow: tuple[Id, ...] = ()


class Supplies:
    """Fonts and drawings, loaded once and kept by whoever lays out often: nothing is set twice."""

    def __init__(self, fonts: FontBook | None = None) -> None:
        self.fonts = fonts or FontBook()
        self.compositor = Compositor(self.fonts)
        self.drawings = Drawings()


@dataclass(frozen=True, slots=True)
class Work:
    """All that the parts of one sheet need while it is laid out."""

    persona: Persona
    facts: SheetFacts
    texts: Texts
    supplies: Supplies
    accent: Accent

    def set(self, text: str, style: Style, width: float) -> Paragraph:
        """Break a text into lines of at most ``width`` points."""
        return self.supplies.compositor.set((Span(text, style),), width)

    def line(self, text: str, style: Style) -> Paragraph:
        """Set a text on one line."""
        return self.supplies.compositor.line(Span(text, style))

    def spans(self, spans: Sequence[Span]) -> Paragraph:
        """Set spans on one line."""
        return self.supplies.compositor.line(*spans)
