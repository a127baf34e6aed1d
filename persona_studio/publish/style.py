"""Colours, accents and type of the sheets: visual design §2 and §3 in numbers."""

from dataclasses import dataclass

from persona_studio.domain.brand import Brand
from persona_studio.domain.colours import Wears, Worn, shades
from persona_studio.domain.personas import Persona
from persona_studio.publish.text import Style

MM = 72 / 25.4
"""Points in a millimetre."""

INK = "#17202B"
TEXT2 = "#4A5664"
TEXT3 = "#626D7A"
HAIRLINE = "#D9DEE3"
TRACK = "#DDE2E7"
GROUND = "#EDF0F2"
RAIL = "#C3CAD2"
WHITE = "#FFFFFF"

REGULAR, MEDIUM, SEMIBOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold"
TABULAR, TABULAR_SEMIBOLD = "InterTab-Regular", "InterTab-SemiBold"
DISPLAY, DISPLAY_ITALIC = "Newsreader-Display-Regular", "Newsreader-Display-Italic"
TEXT, TEXT_ITALIC = "Newsreader-Text-Regular", "Newsreader-Text-Italic"

SERIF_TRACKING = -0.01
HAIR = 0.17 * MM


@dataclass(frozen=True, slots=True)
class Accent:
    """The colour of one persona: ``fill`` for shapes, ``ink`` text, ``tint`` grounds, ``clair`` clothes."""

    fill: str
    ink: str
    tint: str
    clair: str


ACCENTS: tuple[Accent, ...] = (
    Accent("#047C7B", "#046A69", "#E1F0EF", "#59C1BC"),
    Accent("#C07E13", "#875300", "#FAF0DD", "#EFB22A"),
    Accent("#3A3A9E", "#3A3A9E", "#E9E9F6", "#8F92FF"),
    Accent("#AB265A", "#A02354", "#F9E6ED", "#F974A3"),
    Accent("#5B6E2A", "#526325", "#EDF1E0", "#B7CB81"),
    Accent("#6B290B", "#6B290B", "#F5E8E1", "#B97E64"),
    Accent("#4A1A50", "#4A1A50", "#F1E6F2", "#AC77BA"),
    Accent("#2C90D5", "#1668A6", "#E2F0FA", "#A2DAFC"),
)


def accent(worn: Wears) -> Accent:
    """Return the accent of a number, 1 to 8, or a colour of one's own; later numbers begin again."""
    number, colour = worn if isinstance(worn, Worn) else (worn, "")
    ours = ACCENTS[(number - 1) % len(ACCENTS)]
    return Accent(*shades(colour)) if colour and colour != ours.fill else ours


def accent_of(persona: Persona, brand: Brand | None = None) -> Accent:
    """Return the accent that a persona wears; a ``brand`` has colours in the place of the first ones."""
    return accent(persona.worn if brand is None else brand.wears(persona.worn))


def serif(font: str, size: float, colour: str) -> Style:
    """Return the style of a serif title: leading 1.12, letters 1 % closer."""
    return Style(font, size, size * 1.12, colour, SERIF_TRACKING)


def body(size: float = 9.5) -> Style:
    """Return the style of the sheet's text at a size, with the leading that goes with it (9.5 on 13.5)."""
    return Style(REGULAR, size, size * 13.5 / 9.5, INK)
