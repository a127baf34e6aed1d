"""How long work tells where it stands and learns that it should stop."""

from typing import Protocol

PLACING = "placing"
"""The code of the last step, told once, before results take their places: the last moment to stop."""


class Progress(Protocol):
    """Told by long work after each step."""

    def step(self, done: int, total: int, code: str) -> None:
        """Report that ``done`` of ``total`` steps of ``code`` are finished.

        Raises :class:`persona_studio.errors.Cancelled` when the user asked to stop. That of :data:`PLACING`
        returns when nobody can stop the work any more: it goes on to its end, and tells what became of it.
        """


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, code: str) -> None:
        """Do nothing."""
