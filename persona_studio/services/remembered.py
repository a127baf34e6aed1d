"""What is slow to find out about a survey, remembered while its project is open and no longer.

It is found anew from the values of the domain, which hold respondents' answers (levels, labels): what was
purged or closed must not stay in memory as the key of a table.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import TypeVar

MOST = 4096
"""Values each function remembers: a survey has fewer questions."""
_Told = TypeVar("_Told", bound=Hashable)
_Found = TypeVar("_Found")
_tables: list[Callable[[], None]] = []


def remembered(find: Callable[[_Told], _Found]) -> Callable[[_Told], _Found]:
    """Let a function of one value remember what it found, until :func:`forget`."""
    kept = lru_cache(maxsize=MOST)(find)
    _tables.append(kept.cache_clear)
    return kept


def forget() -> None:
    """Remember nothing any more: a project was purged, or is closed."""
    for clear in _tables:
        clear()
