"""Variables named by hand: exact names first, then globs."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

from persona_studio.errors import UserError


def chosen(names: Iterable[str], patterns: Iterable[str]) -> frozenset[str]:
    """Return the names that fit any pattern: the very name, else the name in any case, else a glob (``q1*``).

    Brackets and stars in real names are thus no globs, and "How" is not "how" where both are there.

    Raises:
        UserError: ``pattern_unmatched`` when a pattern fits none: a typing slip must not pass silently.
    """
    names = list(names)
    found: set[str] = set()
    for pattern in patterns:
        fitting = _fitting(names, pattern.strip())
        if not fitting:
            raise UserError("pattern_unmatched", pattern=pattern.strip())
        found |= fitting
    return frozenset(found)


def named(names: Iterable[str], patterns: Iterable[str]) -> frozenset[str]:
    """Return the names that a pattern gives as they are, in any case, and not by a glob."""
    names = list(names)
    found = (_spelt(names, pattern.strip()) for pattern in patterns)
    return frozenset().union(*found)


def _fitting(names: list[str], pattern: str) -> set[str]:
    return _spelt(names, pattern) or {n for n in names if fnmatchcase(n.casefold(), pattern.casefold())}


def _spelt(names: list[str], pattern: str) -> set[str]:
    folded = pattern.casefold()
    return {name for name in names if name == pattern} or {n for n in names if n.casefold() == folded}
