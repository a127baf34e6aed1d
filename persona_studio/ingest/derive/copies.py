"""Copies of a variable, changed: the original stays as it is."""

from collections.abc import Sequence
from dataclasses import replace

from persona_studio.domain.ids import new_id
from persona_studio.domain.variables import Kind, Reason, Rule, RuleKind, Variable
from persona_studio.domain.waves import Column
from persona_studio.ingest.derive.columns import codes_of, with_codes
from persona_studio.ingest.derive.levels import Group, regrouped, reversed_scale


def copied(variable: Variable, column: Column, rule: Rule) -> tuple[Variable, Column]:
    """Return a variable of its own with the same answers, made by a rule.

    What was counted as missing in the original is plainly missing in the copy.
    """
    made = replace(
        variable,
        id=new_id(),
        block="",
        source=(),
        as_missing=(),
        rule=rule,
        guess=(Reason(f"made_{rule.kind.value}"),),
    )
    if variable.kind in {Kind.NOMINAL, Kind.ORDINAL} and column.reasons:
        return made, with_codes(column, codes_of(column), b"")
    return made, column


def reversed_copy(variable: Variable, column: Column) -> tuple[Variable, Column]:
    """Return the scale the other way round, as another variable."""
    rule = Rule(RuleKind.REVERSED, (variable.id,))
    return copied(reversed_scale(variable), column, rule)


def recoded_copy(variable: Variable, column: Column, groups: Sequence[Group]) -> tuple[Variable, Column]:
    """Return the variable with these groups as levels, as another variable."""
    by_code = {level.code: level.value for level in variable.levels}
    made, codes = regrouped(variable, column, groups)
    told = tuple((label, tuple(by_code[code] for code in members)) for label, members in groups)
    return copied(made, codes, Rule(RuleKind.RECODED, (variable.id,), groups=told))
