"""The user's preferences: a small JSON file. They are hints, so a damaged file counts as an empty one."""

import json
import logging
from pathlib import Path
from typing import Any

from persona_studio import paths
from persona_studio.errors import UserError

_log = logging.getLogger(__name__)


class Preferences:
    """Values by name, read once, written whole at each change."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.preferences_file()
        self._values = _read(self._file)

    def get(self, key: str, default: Any) -> Any:
        """Return a value, or ``default`` when there is none or it is of another type than ``default``."""
        value = self._values.get(key, default)
        return value if default is None or type(value) is type(default) else default

    def set(self, key: str, value: Any) -> None:
        """Keep a value (text, number, list or dictionary of these), on disk too when that can be."""
        if self._values.get(key) == value and key in self._values:
            return
        self._values = {**self._values, key: value}
        from persona_studio.store.atomic import write_bytes  # noqa: PLC0415 - the first screen only reads

        content = json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True)
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(self._file, content.encode())
        except (UserError, OSError) as error:
            # Nothing the user is doing depends on it.
            _log.warning("preferences were not written: %s", error)


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("preferences were not read: %s", error)
        return {}
    return values if isinstance(values, dict) else {}
