"""What is dragged over the sheet: something of ours, a text, a picture, or what no sheet can take."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from persona_studio.domain.ids import Id
from persona_studio.services.personas.placing import Carried, Carries
from persona_studio.ui.mime import BY_ID, carried

PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".webp", ".bmp", ".gif", ".tif", ".tiff"}
    | {".heic", ".heif", ".avif", ".svg"}  # not taken, but then the user hears why
)
_LINES = {Carries.FINDING, Carries.VERBATIM, Carries.HYPOTHESIS, Carries.BANK, Carries.LINES, Carries.TEXT}


class What(Enum):
    """What it is to a sheet."""

    LINES = auto()
    SECTION = auto()
    PICTURE = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Offer:
    """Something over the sheet; ``carried`` is ours, else its text or picture is read when it is let go.

    ``picture`` tells that it is one, or is one beside its words: spreadsheets send a picture of their cells.
    """

    what: What
    carried: Carried | None = None
    picture: bool = False

    @property
    def kind(self) -> Carries:
        """Its kind; the text of another program is TEXT."""
        return self.carried.kind if self.carried is not None else Carries.TEXT


def offered(data: QMimeData, there: Callable[[Id], bool]) -> Offer:
    """Return what is dragged; ``there`` tells whether a thing is in this project.

    What moves by its name in another project is here no more than its words.
    """
    ours = carried(data)
    if ours is not None and not (ours.kind in BY_ID and not all(map(there, ours.ids))):
        return Offer(_what(ours.kind), ours)
    if data.hasText() and not _files(data):
        return Offer(What.LINES, picture=pictured(data))
    return Offer(What.PICTURE, picture=True) if pictured(data) else Offer(What.NOTHING)


def pictured(data: QMimeData) -> bool:
    """Tell whether a picture is dragged: files of pictures, or one without a file."""
    files = _files(data)
    return data.hasImage() or (bool(files) and all(f.suffix.lower() in PICTURES for f in files))


def picture_of(data: QMimeData) -> str | QImage | None:
    """Return the path of the first picture dragged, or a picture without a file."""
    files = _files(data)
    if files:
        return str(files[0])
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def _what(kind: Carries) -> What:
    if kind is Carries.SECTION:
        return What.SECTION
    return What.LINES if kind in _LINES else What.NOTHING


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
