"""Where the consultant was in each project: opening it again comes back there."""

from pathlib import Path
from typing import TYPE_CHECKING

from persona_studio.domain.ids import Id

if TYPE_CHECKING:
    from persona_studio.ui.preferences import Preferences

KEY, KEPT = "seats", 30


def keep(preferences: "Preferences", path: Path, place: str, persona: Id, face: str = "") -> None:
    """Remember place, persona and face (sheet or companion) of a project; the oldest are forgotten."""
    seats = {name: seat for name, seat in _all(preferences).items() if name != str(path)}
    preferences.set(KEY, dict([(str(path), [place, persona, face]), *seats.items()][:KEPT]))


def find(preferences: "Preferences", path: Path) -> tuple[str, Id, str]:
    """Return place, persona and face of a project as it was left; empty texts when that is not known."""
    seat = _all(preferences).get(str(path))
    if isinstance(seat, list) and len(seat) in (2, 3) and all(isinstance(part, str) for part in seat):
        return seat[0], seat[1], seat[2] if len(seat) == 3 else ""
    return "", "", ""


def _all(preferences: "Preferences") -> dict[str, object]:
    seats = preferences.get(KEY, {})
    return seats if isinstance(seats, dict) else {}
