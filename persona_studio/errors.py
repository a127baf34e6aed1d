"""The two ways work can stop on purpose: an error the user can act on, and a cancel.

Anything else that is raised is a bug. The sentence for each error code lives in the catalogue under
``error.<code>``:
what happened, what was kept, what to do.
"""

from typing import Any


class UserError(Exception):
    """Something the user can understand and act on.

    ``code`` names the sentence in the catalogue; ``params`` fill its blanks and must be plain values.
    """

    def __init__(self, code: str, **params: str | float) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors cross from the worker process to the window, so they must survive the trip.
        return _rebuild, (self.code, self.params)

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code


def _rebuild(code: str, params: dict[str, str | float]) -> UserError:
    return UserError(code, **params)


class Cancelled(Exception):  # noqa: N818 - a request of the user, not an error
    """The user asked to stop; nothing was changed."""
