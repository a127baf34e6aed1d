"""Another kind for the same answers, from the stored column alone."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from persona_studio.domain.variables import FIRST_LEVEL, MISSING_CODES, Kind, Level, Reason, Role, Variable
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.ingest.cells import split_cells
from persona_studio.ingest.draft import ANSWERED, Draft, column_of, variable_of
from persona_studio.ingest.kinds import understand
from persona_studio.ingest.look import Context
from persona_studio.ingest.missing import missing_texts
from persona_studio.ingest.options import ImportOptions
from persona_studio.ingest.scales import find_order
from persona_studio.ingest.table import BLANK, Declared, RawColumn
from persona_studio.ingest.words import load_words

_LEVELS = frozenset({Kind.NOMINAL, Kind.ORDINAL})
_NUMBERS = frozenset({Kind.NUMERIC, Kind.WEIGHT})
_ROLES = {
    Kind.IDENTIFIER: Role.IDENTIFIER,
    Kind.WEIGHT: Role.WEIGHT,
    Kind.TEXT: Role.VERBATIM,
    Kind.DATE: Role.IGNORED,
}


def recast(variable: Variable, column: Column, kind: Kind) -> tuple[Variable, Column]:
    """Return the variable and its column as another kind.

    The stored column is kept when both kinds read it alike. Reasons why answers are missing are kept; an
    answer that the new kind cannot hold becomes missing.

    Raises:
        UserError: `recast_impossible`: a multiple choice would become something else, or nothing be left.
    """
    if kind is variable.kind:
        return variable, column
    if {kind, variable.kind} <= _NUMBERS:
        return _changed(variable, kind), column
    if {kind, variable.kind} <= _LEVELS and not (kind is Kind.ORDINAL and _has_soft(variable)):
        return _reordered(_changed(variable, kind)), column
    if variable.kind is Kind.MULTIPLE:
        raise UserError("recast_impossible", variable=variable.label, kind=kind.value)
    draft = _rebuild(variable, column, kind)
    emptied = variable.missing_count < column.rows and not (draft.missing() == ANSWERED).any()
    if draft.kind is not kind or emptied:
        raise UserError("recast_impossible", variable=variable.label, kind=kind.value)
    fresh = variable_of(draft)
    changed = replace(
        _changed(variable, kind),
        levels=fresh.levels,
        missing=fresh.missing,
        distribution=fresh.distribution,
        as_missing=(),
    )
    return changed, column_of(draft)


def _changed(variable: Variable, kind: Kind) -> Variable:
    role = _ROLES.get(kind, variable.role)
    if kind not in _ROLES and variable.role is _ROLES.get(variable.kind):
        role = Role.ACTIVE
    if variable.role in {Role.SET_ASIDE, Role.IGNORED} and kind not in _ROLES:
        role = variable.role
    return replace(variable, kind=kind, role=role, guess=(Reason("chosen"),))


def _has_soft(variable: Variable) -> bool:
    soft = load_words().missing
    return any(level.label.casefold() in soft for level in variable.levels)


def _reordered(variable: Variable) -> Variable:
    """Return a variable whose levels go low to high on a scale, most frequent first otherwise."""
    levels = _ordered(variable)
    counts = tuple(level.count for level in levels)
    return replace(variable, levels=levels, distribution=replace(variable.distribution, counts=counts))


def _ordered(variable: Variable) -> tuple[Level, ...]:
    if variable.kind is Kind.NOMINAL:
        return tuple(sorted(variable.levels, key=lambda level: (-level.count, level.value)))
    order = find_order([level.label for level in variable.levels], load_words())
    if order is not None:
        return tuple(variable.levels[position] for position in order.positions)
    keys = {level.code: _step(level.label) for level in variable.levels}
    if all(key is not None for key in keys.values()):
        return tuple(sorted(variable.levels, key=lambda level: (keys[level.code], level.code)))
    return tuple(sorted(variable.levels, key=lambda level: level.code))


_UNDER = re.compile(r"^(?:moins|less|under|fewer|below|<)", re.IGNORECASE)
_OVER = re.compile(r"^(?:plus|more|over|above|>)", re.IGNORECASE)
_FIRST_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


def _step(label: str) -> tuple[int, float] | None:
    """Return where an answer stands on a scale: "less than" first, "more than" last, else by its number."""
    text = label.strip()
    number = _FIRST_NUMBER.search(text)
    side = -1 if _UNDER.match(text) else 1 if _OVER.match(text) else 0
    if number is None and side == 0:
        return None
    return side, float(number[0].replace(",", ".")) if number else 0.0


def _rebuild(variable: Variable, column: Column, kind: Kind) -> Draft:
    """Understand the answers again, as a column of texts with its kind imposed."""
    raw, why = raw_answers(variable, column)
    words = load_words()
    options = ImportOptions(kinds=(("*", kind),))
    context = Context(words, options, missing_texts((raw,), words, ()))
    draft = (split_cells(raw, context) if kind is Kind.MULTIPLE else None) or understand(raw, context)
    return _with_reasons(draft, why)


def raw_answers(variable: Variable, column: Column) -> tuple[RawColumn, Any]:
    """Return the answers as distinct texts, and the missing reason of every row (ANSWERED: none)."""
    data = np.frombuffer(column.data, column.dtype)
    labels: dict[str, str] = {}
    if column.dtype == "f8":
        texts, codes = _number_texts(data, variable.kind)
        reasons = (
            np.frombuffer(column.reasons, np.uint8) if column.reasons else np.zeros(column.rows, np.uint8)
        )
        why = np.where(np.isnan(data), reasons, ANSWERED)
    else:
        codes = np.where(data < FIRST_LEVEL, BLANK, data.astype(np.int64) - FIRST_LEVEL).astype(np.int32)
        why = np.where(data < FIRST_LEVEL, data, ANSWERED)
        if column.texts:
            texts = list(column.texts)
        else:
            by_code = {level.code: level for level in variable.levels}
            texts = [
                by_code[code].value if code in by_code else "" for code in range(max(by_code, default=-1) + 1)
            ]
            labels = {level.value: level.label for level in variable.levels if level.label != level.value}
    raw = RawColumn(
        name=variable.name,
        label=variable.label,
        position=variable.source[0] if variable.source else 0,
        texts=pa.array(texts, pa.string()),
        codes=codes,
        declared=Declared(labels=labels),
    )
    return raw, why.astype(np.uint8)


def _number_texts(data: Any, kind: Kind) -> tuple[list[str], Any]:
    known = ~np.isnan(data)
    distinct, inverse = np.unique(data[known], return_inverse=True)
    codes = np.full(data.size, BLANK, np.int32)
    codes[known] = inverse
    if kind is Kind.DATE:
        seconds = np.rint(distinct * 86400).astype(np.int64).astype("datetime64[s]")
        return [str(moment).replace("T", " ").removesuffix(" 00:00:00") for moment in seconds], codes
    return [f"{number:.15g}" for number in distinct.tolist()], codes


def _with_reasons(draft: Draft, why: Any) -> Draft:
    """Give back the reasons of the answers that were missing before."""
    lost = why < len(MISSING_CODES)
    if draft.numeric:
        before = np.zeros(draft.rows, np.uint8) if draft.why is None else draft.why
        draft.why = np.where(lost, why, before).astype(np.uint8)
    else:
        data = draft.data.copy()
        data[..., lost] = why[lost]
        draft.data = data
    return draft
