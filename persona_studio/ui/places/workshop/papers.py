"""Pages on the paper that a printer has: at their size where it takes it, else made smaller."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from persona_studio.ui.places.workshop.model import Printed

Size = tuple[float, float]
"""Width and height of a paper held upright, in points."""
NEAR = 3.0
"""Points by which papers of the same name differ."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A page on a paper (``size``, upright), turned with it, ``scale`` times its size (1.0 or less)."""

    printed: Printed
    size: Size
    scale: float

    @property
    def lying(self) -> bool:
        """Whether the paper lies on its side."""
        page = self.printed.page
        return page.width > page.height


def placed(pages: Sequence[Printed], chosen: Size, supported: Collection[Size]) -> list[Placed]:
    """Return on which paper each page goes: the ``chosen`` one, unless the printer takes the page's own.

    ``supported`` are the papers the printer takes; a printer that names none takes any.
    """
    return [_placed(each, chosen, supported) for each in pages]


def _placed(printed: Printed, chosen: Size, supported: Collection[Size]) -> Placed:
    page = printed.page
    own = (min(page.width, page.height), max(page.width, page.height))
    for size in (chosen, *supported) if supported else (own,):
        if _same(own, size):
            return Placed(printed, size, 1.0)
    fit = min(1.0, chosen[0] / own[0], chosen[1] / own[1])
    return Placed(printed, chosen, fit)


def _same(one: Size, other: Size) -> bool:
    return all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))


def reduced(plan: Sequence[Placed]) -> dict[str, tuple[int, float]]:
    """Return how many pages of each paper are made smaller, and to what part of their size."""
    told: dict[str, tuple[int, float]] = {}
    for each in plan:
        if each.scale < 1.0:
            paper = each.printed.paper
            count, least = told.get(paper, (0, 1.0))
            told[paper] = (count + 1, min(least, each.scale))
    return told
