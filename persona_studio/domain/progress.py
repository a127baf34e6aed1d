"""How long work tells where it stands and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Told by long work after each step."""

    def step(self, done: int, total: int, code: str) -> None:
        """Report that ``done`` of ``total`` steps of ``code`` are finished.

        Raises :class:`persona_studio.errors.Cancelled` when the user asked to stop.
        """


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, code: str) -> None:
        """Do nothing."""
