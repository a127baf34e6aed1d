"""Scores: the sum or mean of items."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.ids import new_id
from persona_studio.domain.variables import (
    FIRST_LEVEL,
    MISSING_CODES,
    Kind,
    Level,
    Reason,
    Role,
    Rule,
    RuleKind,
    Variable,
)
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.ingest.derive.columns import CHOSEN, codes_of, missing_counts, numbers_of
from persona_studio.ingest.draft import number_distribution

SCORED = frozenset({Kind.NUMERIC, Kind.ORDINAL, Kind.MULTIPLE})
"""Kinds that can enter a score: numbers, scales, and the number of options chosen."""


def score(variables: Sequence[Variable], columns: Sequence[Column], *, mean: bool) -> tuple[Variable, Column]:
    """Return the mean, or the sum, of some items.

    Who answered at least half of them is given the mean of these, or that mean times the number of items
    (the half rule: Fayers et al., EORTC QLQ-C30 scoring manual, 2001); the others are missing.

    Raises:
        UserError: `score_needs_items`: fewer than two items, or of a kind that has no number.
    """
    if len(variables) < 2 or any(variable.kind not in SCORED for variable in variables):
        raise UserError("score_needs_items")
    numbers = np.stack([values_of(v, c) for v, c in zip(variables, columns, strict=True)])
    known = ~np.isnan(numbers)
    answered = known.sum(axis=0)
    enough = answered * 2 >= len(variables)
    total = np.where(known, numbers, 0.0).sum(axis=0)
    whole = total if not mean else total / len(variables)
    # A complete answer is summed as it is, so that a sum of whole numbers is one.
    part = total / np.maximum(answered, 1) * (1 if mean else len(variables))
    made = np.where(enough, np.where(answered == len(variables), whole, part), np.nan)
    why = _why(variables, columns)
    why[enough] = 0
    kind = RuleKind.MEAN if mean else RuleKind.SUM
    variable = Variable(
        id=new_id(),
        name=variables[0].name,
        label=variables[0].label,
        kind=Kind.NUMERIC,
        role=Role.ILLUSTRATIVE,
        missing=missing_counts(why[~enough]),
        distribution=number_distribution(made),
        guess=(Reason(f"made_{kind.value}"),),
        rule=Rule(kind, tuple(v.id for v in variables)),
    )
    reasons = why.tobytes() if why.any() else b""
    return variable, Column("f8", len(made), made.astype("<f8").tobytes(), reasons=reasons)


def values_of(variable: Variable, column: Column) -> NDArray[np.float64]:
    """Return the answers as numbers, NaN where there is none; how many were chosen in a multiple choice."""
    if variable.kind is Kind.NUMERIC:
        return numbers_of(column)[0]
    stored = codes_of(column)
    if variable.kind is Kind.MULTIPLE:
        live = stored[[level.code for level in variable.levels]]
        return np.where(live[0] < FIRST_LEVEL, np.nan, (live == CHOSEN).sum(axis=0).astype(np.float64))
    table = np.full(max(int(stored.max(initial=0)), *_places(variable.levels)) + 1, np.nan)
    table[_places(variable.levels)] = steps(variable.levels)
    return np.asarray(table[stored[0]], np.float64)


def _places(levels: Sequence[Level]) -> list[int]:
    return [FIRST_LEVEL + level.code for level in levels]


def steps(levels: Sequence[Level]) -> list[float]:
    """Return the number of each level of a scale, low to high.

    They are those it is labelled with, when all are numbers, else 1, 2, 3…; on a scale that was reversed the
    same numbers stand in the new order.
    """
    try:
        numbers = sorted(float(level.label.replace(",", ".")) for level in levels)
    except ValueError:
        return [float(i) for i in range(1, len(levels) + 1)]
    return numbers if np.isfinite(numbers).all() else [float(i) for i in range(1, len(levels) + 1)]


def _why(variables: Sequence[Variable], columns: Sequence[Column]) -> NDArray[np.uint8]:
    """Return the reason that all items share, EMPTY where they have none in common."""
    reasons = np.stack([_reasons(v, c) for v, c in zip(variables, columns, strict=True)])
    same = (reasons == reasons[0]).all(axis=0) & (reasons[0] < len(MISSING_CODES))
    return np.where(same, reasons[0], 0).astype(np.uint8)


def _reasons(variable: Variable, column: Column) -> NDArray[np.uint8]:
    if variable.kind is Kind.NUMERIC:
        return numbers_of(column)[1]
    live = codes_of(column)[variable.levels[0].code if variable.kind is Kind.MULTIPLE else 0]
    return np.asarray(np.minimum(live, len(MISSING_CODES)), np.uint8)
