"""Classes from a number: ages, amounts."""

import itertools
from collections.abc import Sequence

import numpy as np

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
from persona_studio.ingest.derive.columns import missing_counts, numbers_of, with_levels
from persona_studio.ingest.draft import code_type, type_name


def classes(
    variable: Variable,
    column: Column,
    cuts: Sequence[float],
    labels: Sequence[str],
    year: int | None = None,
) -> tuple[Variable, Column]:
    """Return a scale of classes of a number: a class holds its lower limit, not its upper one.

    Args:
        variable: a number.
        column: its answers.
        cuts: lower limits of all classes but the first, rising.
        labels: one more than the cuts.
        year: cut this year less the number (the age of who gave a year of birth); None cuts the number.

    Raises:
        UserError: `classes_need_number`: the variable is none; `classes_wrong`: limits do not rise, or
            labels are not one more or not distinct.
    """
    if variable.kind not in {Kind.NUMERIC, Kind.WEIGHT}:
        raise UserError("classes_need_number", variable=variable.label)
    rising = all(low < high for low, high in itertools.pairwise(cuts)) and np.isfinite(cuts).all()
    if not cuts or not rising or len(set(labels)) != len(cuts) + 1 or len(labels) != len(cuts) + 1:
        raise UserError("classes_wrong")
    numbers, why = numbers_of(column)
    if year is not None:
        numbers = year - numbers
    known = ~np.isnan(numbers)
    where = np.searchsorted(np.asarray(cuts, np.float64), numbers[known], side="right")
    dtype = np.dtype(code_type(len(labels)))
    codes = np.where(why < len(MISSING_CODES), why, 0).astype(dtype)
    codes[known] = (where + FIRST_LEVEL).astype(dtype)
    counts = np.bincount(where, minlength=len(labels)).tolist()
    made = Variable(
        id=new_id(),
        name=variable.name,
        label=variable.label,
        kind=Kind.ORDINAL,
        role=Role.ILLUSTRATIVE,
        missing=missing_counts(codes),
        guess=(Reason("made_classes"),),
        origin=variable.origin,
        rule=Rule(RuleKind.CLASSES, (variable.id,), cuts=tuple(map(float, cuts)), year=year),
    )
    levels = [Level(i, text, text, count) for i, (text, count) in enumerate(zip(labels, counts, strict=True))]
    data = codes.astype(dtype.newbyteorder("<"), copy=False).tobytes()
    return with_levels(made, levels), Column(type_name(dtype), column.rows, data)
