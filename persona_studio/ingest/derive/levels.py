"""Levels put together, put in another order, named anew."""

from collections.abc import Sequence

import numpy as np

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Level, Variable
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.ingest.derive.columns import CHOSEN, Codes, codes_of, with_codes, with_levels

TOGETHER = " + "
"""Between the values of the levels that became one."""
Group = tuple[str, tuple[int, ...]]
"""The label of a level to be, and the codes of those it is made of."""


def grouped(variable: Variable, column: Column, codes: Sequence[int], label: str) -> tuple[Variable, Column]:
    """Put some levels together under a label, where the first of them stands.

    In a multiple choice, who chose any of the options chose the new one.

    Raises:
        UserError: `levels_gone`: the variable has no such levels, or fewer than two are given.
    """
    members = [level.code for level in variable.levels if level.code in codes]
    if len(members) < 2 or len(members) != len(set(codes)):
        raise UserError("levels_gone", variable=variable.label)
    groups: list[Group] = []
    for level in variable.levels:
        if level.code == members[0]:
            groups.append((label, tuple(members)))
        elif level.code not in members:
            groups.append((level.label, (level.code,)))
    return regrouped(variable, column, groups)


def regrouped(variable: Variable, column: Column, groups: Sequence[Group]) -> tuple[Variable, Column]:
    """Return the variable with these groups as its levels, in this order; every level is in one of them.

    A group keeps the code of its most frequent level, so that what was said of that level finds the group.
    Its value tells of what it is made, whatever the order of the levels: the analysis sorts by values.

    Raises:
        UserError: `levels_gone`: a level is in no group, or in two.
    """
    told = [code for _, codes in groups for code in codes]
    if sorted(told) != sorted(level.code for level in variable.levels) or not all(c for _, c in groups):
        raise UserError("levels_gone", variable=variable.label)
    by_code = {level.code: level for level in variable.levels}
    parts = [(label, [by_code[code] for code in codes]) for label, codes in groups]
    heads = [min(members, key=lambda level: (-level.count, level.code)) for _, members in parts]
    stored = codes_of(column)
    merge = _merged_options if variable.kind is Kind.MULTIPLE else _merged_codes
    made = stored
    for (_, members), head in zip(parts, heads, strict=True):
        if len(members) > 1:
            made = merge(made, [level.code for level in members], head.code)
    levels = [
        Level(head.code, value_of(members), label, _count(variable.kind, made, members, head.code))
        for (label, members), head in zip(parts, heads, strict=True)
    ]
    return with_levels(variable, levels), column if made is stored else with_codes(column, made)


def value_of(members: Sequence[Level]) -> str:
    """Return the value of levels put together: theirs, sorted, those of earlier groups taken apart."""
    if len(members) == 1:
        return members[0].value
    return TOGETHER.join(sorted(part for level in members for part in level.value.split(TOGETHER)))


def reversed_scale(variable: Variable) -> Variable:
    """Return a scale whose highest level is the lowest; answers and their words stay with respondents."""
    if variable.kind is not Kind.ORDINAL:
        raise UserError("reverse_scale_only", variable=variable.label)
    return with_levels(variable, tuple(reversed(variable.levels)))


def _merged_codes(stored: Codes, codes: Sequence[int], into: int) -> Codes:
    table = np.arange(max(int(stored.max(initial=0)), *(FIRST_LEVEL + c for c in codes)) + 1)
    table[[FIRST_LEVEL + code for code in codes]] = FIRST_LEVEL + into
    return table.astype(stored.dtype)[stored]


def _merged_options(stored: Codes, codes: Sequence[int], into: int) -> Codes:
    made = stored.copy()
    # A respondent who did not answer has the same reason for every option: the highest is that reason.
    made[into] = np.maximum.reduce([stored[code] for code in codes])
    return made


def _count(kind: Kind, stored: Codes, members: Sequence[Level], code: int) -> int:
    if kind is Kind.MULTIPLE:
        return int((stored[code] == CHOSEN).sum())
    return sum(level.count for level in members)
