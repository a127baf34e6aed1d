"""Which variables can form or describe segments, and the recipe that their roles ask for."""

from persona_studio.domain.segments import Method, Recipe
from persona_studio.domain.variables import Kind, Role
from persona_studio.domain.waves import Wave

CODED = (Kind.ORDINAL, Kind.NOMINAL, Kind.MULTIPLE)
"""Kinds whose answers are levels."""
USABLE = (*CODED, Kind.NUMERIC)
"""Kinds of variables that can form or describe segments."""


def recipe_of(wave: Wave, segments: int | None = None, method: Method = Method.AUTO) -> Recipe:
    """Return the recipe that the roles of a wave's variables ask for.

    Args:
        wave: the survey.
        segments: how many segments, or None to let the data say.
        method: how they are formed.
    """
    usable = [v for v in wave.variables if v.kind in USABLE]
    return Recipe(
        active=tuple(v.id for v in usable if v.role is Role.ACTIVE),
        illustrative=tuple(v.id for v in usable if v.role is Role.ILLUSTRATIVE),
        weight=next((v.id for v in wave.with_role(Role.WEIGHT)), None),
        segments=segments,
        method=method,
    )
