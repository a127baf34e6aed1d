"""How things stacked on a page share its height: as usual, or with the room of others, or cut alike."""

from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def shared(needed: Mapping[Key, float], usual: Mapping[Key, float], room: float) -> dict[Key, float] | None:
    """Return the heights of what fits: as usual, or with the free room in proportion; None when it does not.

    ``needed`` are the heights below which something is cut, ``usual`` those there are when nothing is long.
    """
    if sum(needed.values()) > room:
        return None
    wanted = {key: max(height, usual[key]) for key, height in needed.items()}
    if sum(wanted.values()) <= room:
        return wanted
    free, missing = room - sum(needed.values()), sum(wanted.values()) - sum(needed.values())
    return {key: height + (wanted[key] - height) * free / missing for key, height in needed.items()}


def rationed(
    needed: Mapping[Key, float], room: float, usual: Mapping[Key, float] | None = None
) -> dict[Key, float]:
    """Return the heights of what does not all fit: the low ones whole, the others alike.

    With ``usual`` heights the others have parts of the room as these are to each other.
    """
    parts = {key: 1.0 if usual is None else usual[key] for key in needed}
    heights: dict[Key, float] = {}
    for key in sorted(needed, key=lambda key: needed[key] / parts[key]):
        left = room - sum(heights.values())
        waiting = sum(part for other, part in parts.items() if other not in heights)
        heights[key] = min(needed[key], left * parts[key] / waiting)
    return {key: heights[key] for key in needed}
