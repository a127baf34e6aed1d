"""What a layout is given besides the persona, what it gives back, and what it works with."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from persona_studio.domain.brand import Brand
from persona_studio.domain.ids import Id
from persona_studio.domain.kit import Options
from persona_studio.domain.personas import Persona
from persona_studio.publish.boxes import Page
from persona_studio.publish.drawing import Drawings, ReadPicture
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.style import Accent
from persona_studio.publish.text import Compositor, Paragraph, Span, Style
from persona_studio.publish.typefaces import faces
from persona_studio.texts import Texts

T = TypeVar("T")
_REMEMBERED = 1000
_MADE = 4000
_WARDROBE = 3
Dress = tuple[str, tuple[str, ...]]
"""A pair of families, and colours in the places of the first accents."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer in a chart: its share in the segment and everybody's (0 to 1).

    ``share`` is None where fewer than ten respondents gave it: it is named, and no figure is printed.
    """

    label: str
    share: float | None
    overall: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """One small chart of a segment: answers in their order as columns, or side by side as bars."""

    title: str
    bars: tuple[Bar, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that tells of a segment, written out: ``value`` with its unit, ``label`` what it is."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a sheet prints that is not in the persona.

    ``source`` is the line "study, wave, n = ..."; the persona's own source goes first. ``shares`` are those
    of all segments (0 to 1), ``position`` the persona's place among them. ``lost`` names the attributes whose
    variable vanished. ``people`` are the respondents of the segment and all that were used; ``charts`` and
    ``figures`` what the Synthèse shows of the segment besides the attributes. ``editing`` adds the hints of
    the screen, which are never printed. ``photo_lost`` tells that the persona's photo is not to be had: the
    illustrated portrait takes its place. ``options`` say what is on the pages besides the persona, and
    ``project`` is the name of the project.
    """

    source: str = ""
    brand: Brand = field(default_factory=Brand)
    shares: tuple[float, ...] = ()
    position: int | None = None
    lost: frozenset[Id] = frozenset()
    people: tuple[int, int] | None = None
    charts: tuple[Chart, ...] = ()
    figures: tuple[Figure, ...] = ()
    editing: bool = False
    photo_lost: bool = False
    options: Options = field(default_factory=Options)
    project: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pages of one persona; ``overflow`` names the attributes that the first page could not hold."""

    pages: tuple[Page, ...]
    overflow: tuple[Id, ...] = ()


class Supplies:
    """Fonts and drawings, loaded once and kept by whoever lays out often: nothing is set twice.

    ``pictures`` gives the client's logo by its id. Each client's families and colours have their own.
    """

    def __init__(
        self,
        fonts: FontBook | None = None,
        pictures: ReadPicture | None = None,
        *,
        wears: Dress = ("", ()),
        drawings: Drawings | None = None,
    ) -> None:
        self.fonts = fonts or FontBook()
        self._wears = wears
        self.compositor = Compositor(self.fonts, faces(wears[0]))
        self.drawings = drawings or Drawings(pictures)
        self._dressed: dict[Dress, Supplies] = {}
        self._remembered: dict[Hashable, object] = {}
        self._of: dict[Hashable, tuple[object, object]] = {}
        self._older: dict[Hashable, tuple[object, object]] = {}

    def dressed(self, brand: Brand) -> "Supplies":
        """Return what sets pages in the families and colours of a client; fonts and drawings are shared.

        What is remembered of a persona wears its colour: in other colours it is made anew.
        """
        key = brand.fonts, brand.colours
        if key == self._wears:
            return self
        if key not in self._dressed:
            while len(self._dressed) >= _WARDROBE:
                del self._dressed[next(iter(self._dressed))]
            self._dressed[key] = Supplies(self.fonts, wears=key, drawings=self.drawings)
        return self._dressed[key]

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key before, the very same object, or make it.

        Painters prepare a box once as long as it stays the same object.
        """
        if key not in self._remembered:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = make()
        return cast(T, self._remembered[key])

    def of(self, thing: object, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of this very object before (and for a key), or make it.

        Much cheaper than to compare values: what a gesture leaves alone stays the same object.
        """
        at = (id(thing), key)
        known = self._of.get(at)
        if known is None or known[0] is not thing:
            known = self._older.get(at)
            if known is None or known[0] is not thing:
                known = (thing, make())
            if len(self._of) >= _MADE:
                self._of, self._older = {}, self._of  # what is in use comes over when it is asked for
            self._of[at] = known
        return cast(T, known[1])


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
