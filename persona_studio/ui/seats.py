"""Where the consultant was in each project: opening it again comes back there."""

from pathlib import Path
from typing import TYPE_CHECKING

from persona_studio.domain.ids import Id
from persona_studio.ui.given import given
from persona_studio.ui.studio import Studio

if TYPE_CHECKING:
    from persona_studio.ui.preferences import Preferences

KEY, KEPT = "seats", 30


def leave(studio: Studio, place: str) -> None:
    """Remember where the open project is left: the place, and the persona and face to come back to."""
    path = given(studio.session).path
    _keep(studio.preferences, path, place, studio.wanted_persona, studio.wanted_face)
    studio.wanted_persona = studio.wanted_face = ""


def come_back(studio: Studio) -> str:
    """Return the place where the open project was left, empty when it was never; ask for what was in view."""
    place, persona, face = _find(studio.preferences, given(studio.session).path)
    studio.wanted_persona = studio.wanted_persona or persona
    studio.wanted_face = studio.wanted_face or face
    return place


def _keep(preferences: "Preferences", path: Path, place: str, persona: Id, face: str) -> None:
    # The latest first: the oldest are forgotten.
    seats = {name: seat for name, seat in _all(preferences).items() if name != str(path)}
    preferences.set(KEY, dict([(str(path), [place, persona, face]), *seats.items()][:KEPT]))


def _find(preferences: "Preferences", path: Path) -> tuple[str, Id, str]:
    seat = _all(preferences).get(str(path))
    if isinstance(seat, list) and len(seat) in (2, 3) and all(isinstance(part, str) for part in seat):
        return seat[0], seat[1], seat[2] if len(seat) == 3 else ""
    return "", "", ""


def _all(preferences: "Preferences") -> dict[str, object]:
    seats = preferences.get(KEY, {})
    return seats if isinstance(seats, dict) else {}
