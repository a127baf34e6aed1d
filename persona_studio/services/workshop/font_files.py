"""The fonts that slides ask for, as files to install: ours under the names by which slides know them."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from persona_studio.errors import UserError
from persona_studio.paths import resource

INSTALLED: Mapping[str, tuple[str, str]] = {
    "Inter-Regular": ("PS Inter", "Inter"),
    "Inter-Bold": ("PS Inter", "Inter"),
    "Inter-Italic": ("PS Inter", "Inter"),
    "Newsreader-Display-Regular": ("PS Display", "Newsreader"),
    "Newsreader-Display-Italic": ("PS Display", "Newsreader"),
}
"""Files of the fonts: the family that each names, so that it meets no other one here, and that of slides."""
LICENCES = ("OFL-Inter.txt", "OFL-Newsreader.txt")


def save_fonts(folder: Path) -> Path:
    """Write the fonts with their licences into a folder of their own, below ``folder``, and return it.

    Raises:
        UserError: the folder cannot be written.
    """
    into = folder / "Inter, Newsreader"
    try:
        into.mkdir(exist_ok=True)
        for name, families in INSTALLED.items():
            _save(name, families, into)
        for licence in LICENCES:
            shutil.copyfile(resource("fonts", licence), into / licence)
    except OSError as error:
        raise UserError("fonts_not_saved", folder=folder.name) from error
    return into


def _save(name: str, families: tuple[str, str], into: Path) -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - loads when fonts are wanted

    ours, theirs = families
    with TTFont(resource("fonts", f"{name}.ttf")) as font:
        for record in font["name"].names:
            said = record.toUnicode()
            changed = said.replace(ours, theirs).replace(ours.replace(" ", ""), theirs)
            if changed != said:
                record.string = changed
        font.save(into / f"{name}.ttf")
