"""Colours, type and sizes by role, read from the token files of ``resources/themes``.

Nothing else in the window names a colour or a font: widgets ask for "text2", "small" or 12 pixels of the
drawings and get what fits the theme and the text size of the system.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from persona_studio.domain.colours import Wears, Worn, shades
from persona_studio.paths import resource

POINTS_PER_PIXEL = 0.75
BASE_DPI = 96.0
THEMES = ("light", "dark")
"""Files of ``resources/themes``."""


class Type(NamedTuple):
    """One text role: family, pixels of the drawings, weight, letter spacing (parts of it), line."""

    family: str
    px: float
    weight: int = 400
    spacing: float = 0.0
    italic: bool = False
    line: float = 0.0


FACES = (
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "InterTab-Regular",
    "InterTab-SemiBold",
    "Newsreader-Display-Regular",
    "Newsreader-Text-Italic",
)
"""Files of the faces named in :data:`TYPES`."""
TYPES: Mapping[str, Type] = {
    "headline": Type("PS Display", 52, spacing=-0.01, line=54),
    "place": Type("PS Display", 28, spacing=-0.01, line=32),
    "detail": Type("PS Display", 21.5, spacing=-0.01, line=27),
    "empty": Type("PS Display", 22, spacing=-0.01, line=28),
    "quote": Type("PS Text", 15, italic=True, line=21),
    "lead": Type("PS Inter", 15, line=23),
    "card": Type("PS Inter", 15, 600, line=20),
    "body": Type("PS Inter", 13, line=19),
    "medium": Type("PS Inter", 13, 500, line=19),
    "strong": Type("PS Inter", 13, 600, line=19),
    "small": Type("PS Inter", 12, line=17),
    "small-medium": Type("PS Inter", 12, 500, line=17),
    "small-strong": Type("PS Inter", 12, 600, line=17),
    "caption": Type("PS Inter", 11.5, line=16),
    "caption-medium": Type("PS Inter", 11.5, 500, line=16),
    "number": Type("PS Inter Tab", 13),
    "number-strong": Type("PS Inter Tab", 13, 600),
    "number-small": Type("PS Inter Tab", 12),
    "number-card": Type("PS Inter Tab", 15, 600),
}


class Accent(NamedTuple):
    """The colours and the shape of a persona."""

    name: str
    fill: str
    ink: str
    tint: str
    clair: str
    shape: str


class Theme:
    """One token file at one text size; ``scale`` is 1.0 when the system asks for 100 %."""

    def __init__(self, data: Mapping[str, Any], scale: float) -> None:
        self.name: str = data["name"]
        self.scale = scale
        self.tokens: Mapping[str, str] = data["tokens"]
        self.heat: Mapping[str, str] = data["heat"]
        self.paper: Mapping[str, str] = data["paper"]
        self.printed = tuple(str(entry["fill"]) for entry in data["accents"])
        self.accents = tuple(_on_screen(Accent(**entry), self.name) for entry in data["accents"])
        self._colours: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}

    def colour(self, role: str) -> QColor:
        """Return the colour of a token, or of a literal "#RRGGBB" (accents and paper)."""
        if role not in self._colours:
            self._colours[role] = QColor(role if role.startswith("#") else self.tokens[role])
        return self._colours[role]

    def accent(self, worn: Wears) -> Accent:
        """Return the accent 1 to 8, or the shades of a colour of one's own, with the shape of its accent."""
        number, colour = worn if isinstance(worn, Worn) else (worn, "")
        usual = self.accents[(number - 1) % len(self.accents)]
        if not colour or colour == self.printed[(number - 1) % len(self.accents)]:
            return usual
        return _on_screen(usual._replace(name=colour, **shades(colour)._asdict()), self.name)

    def font(self, role: str) -> QFont:
        """Return the font of a text role."""
        if role not in self._fonts:
            self._fonts[role] = _font(TYPES[role], self.scale)
        return self._fonts[role]

    def line(self, role: str) -> int:
        """Return the height of a line of a text role."""
        kind = TYPES[role]
        return self.px(kind.line or kind.px * 1.4)

    def px(self, pixels: float) -> int:
        """Return pixels of the drawings at this text size, at least one for anything above nought."""
        return max(1, round(pixels * self.scale)) if pixels > 0 else 0

    def palette(self) -> QPalette:
        """Return the palette that Qt's own widgets use."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.colour(token))
        disabled = QPalette.ColorGroup.Disabled
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(disabled, role, self.colour("text3"))
        return palette


def _on_screen(accent: Accent, theme: str) -> Accent:
    """Return an accent as charts and words wear it: on a dark ground only ``clair`` can be read."""
    return accent._replace(fill=accent.clair, ink=accent.clair) if theme == "dark" else accent


def _font(kind: Type, scale: float) -> QFont:
    font = QFont(kind.family)
    # Points follow the dots per inch of the screen by themselves; what is left is a scale we were asked for.
    font.setPointSizeF(kind.px * POINTS_PER_PIXEL * scale / screen_scale())
    font.setWeight(QFont.Weight(kind.weight))
    font.setItalic(kind.italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if kind.spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, kind.spacing * kind.px * scale)
    return font


_PALETTE = {
    QPalette.ColorRole.Window: "app",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "surface",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.ToolTipBase: "primary",
    QPalette.ColorRole.ToolTipText: "onprimary",
    QPalette.ColorRole.Mid: "line",
}


def screen_scale() -> float:
    """Return the text size the system asks for: 1.0 at 96 dots per inch, 1.5 at 144."""
    return QGuiApplication.primaryScreen().logicalDotsPerInchY() / BASE_DPI


def load_theme(name: str = "light", scale: float | None = None) -> Theme:
    """Read a token file; ``scale`` None follows the system."""
    data = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    return Theme(data, scale if scale is not None else screen_scale())


def load_fonts(folder: Path | None = None) -> list[str]:
    """Give Qt the faces that screens use, under names of their own, and return the files it refused.

    Sheets are painted from the files themselves and need none of them.
    """
    folder = folder or resource("fonts")
    files = [folder / f"{face}.ttf" for face in FACES]
    return [file.name for file in files if QFontDatabase.addApplicationFont(str(file)) < 0]
