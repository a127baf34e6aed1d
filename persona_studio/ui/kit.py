"""What every widget is built with: colours, fonts, sizes, icons and words."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QColor, QFont, QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from persona_studio.domain.colours import Wears
from persona_studio.texts import Texts
from persona_studio.ui.theme import Accent, Theme
from persona_studio.ui.wording import Setter, Wording

if TYPE_CHECKING:
    from persona_studio.domain.brand import Brand
    from persona_studio.domain.ids import Id
    from persona_studio.domain.personas import Persona
    from persona_studio.services.personas.photos import Album
    from persona_studio.ui.canvas.pictures import Pictures
    from persona_studio.ui.icons import Icons

ReadPicture = Callable[["Id"], bytes | None]
"""Gives a stored photo of the open project by its id."""


class Kit:
    """Handed down to each widget, so that there is no theme and no language for everybody."""

    def __init__(self, theme: Theme, wording: Wording) -> None:
        self.theme = theme
        self.wording = wording
        self._read_picture: ReadPicture = _no_picture
        self._brand: Brand | None = None

    @cached_property
    def icons(self) -> "Icons":
        """The icons, recoloured; they load with the first of them."""
        from persona_studio.ui.icons import Icons  # noqa: PLC0415 - the frame, seen first, has none

        return Icons()

    @cached_property
    def album(self) -> "Album":
        """The photos of the open project, as they are stored."""
        from persona_studio.services.personas.photos import Album  # noqa: PLC0415 - the frame, seen first, has none

        return Album(self._read)

    @cached_property
    def photos(self) -> "Pictures":
        """The photos of the open project, ready to be painted."""
        from persona_studio.ui.canvas.pictures import Pictures  # noqa: PLC0415 - as above

        return Pictures(self.album.read)

    def read_photos(self, read: ReadPicture) -> None:
        """Let the photos be those of another project."""
        self._read_picture = read
        if "album" in self.__dict__:
            self.album.forget()

    @property
    def brand(self) -> "Brand | None":
        """The client whose colours are worn."""
        return self._brand

    def wear(self, brand: "Brand | None") -> None:
        """Let what is painted from now on wear the colours of a client, or ours again."""
        self._brand = brand

    @property
    def t(self) -> Texts:
        """Words, numbers and dates in the window's language."""
        return self.wording.texts

    def say(self, setter: Setter, text: str, **blanks: Any) -> None:
        """Put words through a setter, now and whenever the language changes."""
        self.wording.say(setter, text, **blanks)

    def name(self, widget: QWidget, text: str, **blanks: Any) -> None:
        """Give a widget the name that screen readers speak."""
        self.say(widget.setAccessibleName, text, **blanks)

    def hint(self, widget: QWidget, text: str, **blanks: Any) -> None:
        """Give a widget a name and show it as its tooltip."""
        self.name(widget, text, **blanks)
        self.say(widget.setToolTip, text, **blanks)

    def colour(self, role: str) -> QColor:
        """Return the colour of a token or of "#RRGGBB"."""
        return self.theme.colour(role)

    def paper(self, role: str) -> QColor:
        """Return a colour of what is painted on the sheet, which is white in every theme."""
        return self.colour(self.theme.paper[role])

    def font(self, role: str) -> QFont:
        """Return the font of a text role."""
        return self.theme.font(role)

    def line(self, role: str) -> int:
        """Return the height of a line of a text role."""
        return self.theme.line(role)

    def px(self, pixels: float) -> int:
        """Return pixels of the drawings at the text size in use."""
        return self.theme.px(pixels)

    def accent(self, worn: Wears) -> Accent:
        """Return the colours and the shape of an accent, in the client's colours where it has some."""
        return self.theme.accent(worn if self._brand is None else self._brand.wears(worn))

    def accent_of(self, persona: "Persona") -> Accent:
        """Return a persona's colours and shape."""
        return self.accent(persona.worn)

    def picture(self, name: str, role: str = "text2", size: float = 18) -> QPixmap:
        """Return an icon as a picture."""
        return self.icons.picture(name, self.colour(role).name(), self.px(size))

    def icon(self, name: str, role: str = "text2", size: float = 18) -> QIcon:
        """Return an icon for Qt's own widgets."""
        return self.icons.icon(name, self.colour(role).name(), self.px(size), self.colour("text3").name())

    def face(self, persona: "Persona", size: float) -> QPixmap:
        """Return a persona's photo, cut round, or the illustrated portrait when it has none."""
        if persona.photo is not None and self.album.holds(persona.photo):
            return self.photos.face(persona.photo, self.px(size), self.icons.ratio)
        look = persona.portrait
        return self.portrait(look.drawing, persona.worn, size, look.skin)

    def _read(self, which: "Id") -> bytes | None:
        return self._read_picture(which)

    def portrait(self, drawing: str, accent: Wears, size: float, skin: str = "") -> QPixmap:
        """Return a persona's round portrait."""
        colours = self.accent(accent)
        return self.icons.portrait(drawing, colours.tint, colours.clair, self.px(size), skin)


def _no_picture(_which: "Id") -> bytes | None:
    return None
