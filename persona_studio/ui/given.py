"""Values that must be there at this point: their absence is a bug, told at once."""

from typing import TypeVar

T = TypeVar("T")


def given(value: T | None) -> T:
    """Return a value that is not None."""
    if value is None:
        raise LookupError("a value that must be there is missing")
    return value
