"""Which variables can form or describe segments, and the recipe that their roles ask for."""

from persona_studio.domain.segments import Method, Recipe
from persona_studio.domain.variables import Kind, Role, Variable
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


def basis_of(wave: Wave) -> tuple[object, ...]:
    """Return all of a wave that segments rest on, but the answers: two that differ give other segments.

    Roles, kinds, levels in order, grids, who is left out. Names and labels are not among it.
    """
    used = [v for v in wave.variables if v.role in (Role.ACTIVE, Role.ILLUSTRATIVE, Role.WEIGHT)]
    quality = wave.quality
    return (
        tuple((v.id, v.role, v.kind, v.block, _levels(v)) for v in used),
        quality.in_force,
        frozenset(quality.restored),
        frozenset(quality.excluded),
    )


def _levels(variable: Variable) -> tuple[tuple[int, str], ...]:
    """Return codes and values, in an order only where the order tells anything."""
    levels = tuple((level.code, level.value) for level in variable.levels)
    return levels if variable.kind is Kind.ORDINAL else tuple(sorted(levels))
