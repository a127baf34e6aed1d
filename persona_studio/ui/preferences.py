"""What the window needs to remember between two days; the store keeps it."""

from dataclasses import dataclass
from typing import Any, Protocol

from persona_studio.domain.colours import Wears


@dataclass(frozen=True, slots=True)
class Recent:
    """A project opened lately: file, name, state in figures, portraits (drawing, accent), when."""

    path: str
    name: str
    personas: int = 0
    segments: int = 0
    hypotheses: int = 0
    faces: tuple[tuple[str, Wears], ...] = ()
    when: str = ""


class Preferences(Protocol):
    """Values by name, kept in the user's folder; they are hints, so losing them costs nothing."""

    def get(self, key: str, default: Any) -> Any:
        """Return a value, or ``default`` when there is none or it makes no sense."""

    def set(self, key: str, value: Any) -> None:
        """Keep a value (text, number, list or dictionary of these)."""
