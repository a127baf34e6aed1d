"""Where things lie: what is shipped with the program, and the user's own folders.

Nothing here looks at the current directory: the program behaves the same wherever it is started from.
"""

import os
import sys
from pathlib import Path

from platformdirs import PlatformDirs

HOME_VARIABLE = "PERSONA_STUDIO_HOME"
_PACKAGE = Path(__file__).resolve().parent
_DIRS = PlatformDirs("Persona Studio", appauthor=False)


class MissingDataError(RuntimeError):
    """The folder of fonts, icons and templates is not where it must be: the installation is broken."""


def data_dir() -> Path:
    """Return the folder that holds `resources/` and `icons/`.

    An installed or frozen program carries it inside the package as `_data`; a program run from its source
    finds it at the root of the repository.

    Raises:
        MissingDataError: neither is there.
    """
    inside = _PACKAGE / "_data"
    if inside.is_dir():
        return inside
    root = _PACKAGE.parent
    if not getattr(sys, "frozen", False) and (root / "resources").is_dir() and (root / "icons").is_dir():
        return root
    raise MissingDataError(f"no resources beside or inside {_PACKAGE}")


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource, such as `resource("fonts", "Inter-Regular.ttf")`."""
    return data_dir().joinpath("resources", *parts)


def icon(name: str) -> Path:
    """Return the SVG of an icon by its name without ending, such as `icon("undo-2")`."""
    return data_dir() / "icons" / "lucide" / f"{name}.svg"


def app_icon(*parts: str) -> Path:
    """Return a file of the program's own mark, such as `app_icon("png", "icon-256.png")`."""
    return data_dir().joinpath("icons", "app", *parts)


def user_dir() -> Path:
    """Return the folder of the user's preferences; it may not exist yet."""
    return _home() or Path(_DIRS.user_config_dir)


def preferences_file() -> Path:
    """Return the file of the user's preferences; it and its folder may not exist yet."""
    return user_dir() / "preferences.json"


def logs_dir() -> Path:
    """Return the folder of the program's logs; it may not exist yet."""
    home = _home()
    return home / "logs" if home else Path(_DIRS.user_log_dir)


def backups_dir() -> Path:
    """Return the folder where copies of projects are kept in case; it may not exist yet."""
    home = _home()
    return (home or Path(_DIRS.user_data_dir)) / "backups"


def bank_dir() -> Path:
    """Return the folder of what the user keeps for every project; it may not exist yet."""
    home = _home()
    return (home or Path(_DIRS.user_data_dir)) / "bank"


def brands_dir() -> Path:
    """Return the folder of the clients' brands that were used before; it may not exist yet."""
    home = _home()
    return (home or Path(_DIRS.user_data_dir)) / "brands"


def _home() -> Path | None:
    # Read at each call: tests and portable installations set it for one process only.
    value = os.environ.get(HOME_VARIABLE)
    return Path(value) if value else None
