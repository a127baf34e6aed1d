"""What questions are about, in the few groups that a list of them can be read by."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from persona_studio.domain.personas import SectionKey
from persona_studio.domain.variables import Variable
from persona_studio.services.drafting.meaning import topic
from persona_studio.services.remembered import remembered


class Theme(StrEnum):
    """Groups of questions, in the order they are listed; words: catalogue codes ``theme.<value>``."""

    SITUATION = "situation"
    GOALS = "goals"
    INFORMATION = "information"
    BUYING = "buying"
    HABITS = "habits"
    CHARACTER = "character"
    OBSTACLES = "obstacles"


_OF_SECTION = {
    SectionKey.DEMOGRAPHIC: Theme.SITUATION,
    SectionKey.PROFESSIONAL: Theme.SITUATION,
    SectionKey.MOTIVATIONAL: Theme.GOALS,
    SectionKey.CHANNELS: Theme.INFORMATION,
    SectionKey.DIGITAL: Theme.INFORMATION,
    SectionKey.BUYING: Theme.BUYING,
    SectionKey.HISTORY: Theme.BUYING,
    SectionKey.LIFESTYLE: Theme.HABITS,
    SectionKey.CONSUMPTION: Theme.HABITS,
    SectionKey.INTERESTS: Theme.HABITS,
    SectionKey.PSYCHOLOGICAL: Theme.CHARACTER,
    SectionKey.RELATIONAL: Theme.CHARACTER,
    SectionKey.OBSTACLES: Theme.OBSTACLES,
}


def theme_of_section(key: SectionKey) -> Theme | None:
    """Return what a section is about, None for those that could be about anything."""
    return _OF_SECTION.get(key)


LARGEST_GRID = 20
"""More items than that on one scale are a battery of questions, each with a line of its own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as people see it: a variable alone, or all items of a grid under its name."""

    block: str
    variables: tuple[Variable, ...]


@remembered  # asked again for each answer and at each change, and slow to find
def theme_of(variable: Variable) -> Theme:
    """Return what a question is about."""
    return _OF_SECTION.get(topic(variable).section, Theme.HABITS)


def by_theme(variables: Iterable[Variable]) -> dict[Theme, list[Asked]]:
    """Return the questions of each theme that has some, in the order of the themes, then of the file.

    The items of a grid stay together, under the theme that most of them have.
    """
    every = tuple(variables)
    sizes = Counter(variable.block for variable in every)
    grids: dict[str, list[Variable]] = {}
    for variable in every:
        grid = variable.block if sizes[variable.block] <= LARGEST_GRID else ""
        grids.setdefault(grid or f"\x1f{variable.id}", []).append(variable)
    found: dict[Theme, list[Asked]] = {theme: [] for theme in Theme}
    for items in grids.values():
        themes = [theme_of(item) for item in items]
        most = max(themes, key=lambda theme: (themes.count(theme), -themes.index(theme)))
        found[most].append(Asked(items[0].block if len(items) > 1 else "", tuple(items)))
    return {theme: asked for theme, asked in found.items() if asked}
