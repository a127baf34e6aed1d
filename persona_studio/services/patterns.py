"""Variables named by hand: exact names first, then globs, without regard to case."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from persona_studio.errors import UserError


def matches(name: str, pattern: str) -> bool:
    """Tell whether a variable's name is, or fits, a pattern (``q1*``)."""
    name, pattern = name.casefold(), pattern.strip().casefold()
    return name == pattern or fnmatchcase(name, pattern)


def chosen(names: Iterable[str], patterns: Iterable[str]) -> frozenset[str]:
    """Return the names that fit any pattern.

    Raises:
        UserError: ``pattern_unmatched`` when a pattern fits none: a typing slip must not pass silently.
    """
    names = list(names)
    found: set[str] = set()
    for pattern in patterns:
        exact = {name for name in names if name.casefold() == pattern.strip().casefold()}
        fitting = exact or {name for name in names if matches(name, pattern)}
        if not fitting:
            raise UserError("pattern_unmatched", pattern=pattern.strip())
        found |= fitting
    return frozenset(found)
