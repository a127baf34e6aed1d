"""Levels that count as missing, and back: who gave them is remembered in the column."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, MISSING_CODES, AsMissing, Kind, Missing, Variable
from persona_studio.domain.waves import Column
from persona_studio.errors import UserError
from persona_studio.ingest.derive.columns import CHOSEN, Codes, codes_of, with_codes, with_levels

MOST = 254
"""Levels that one variable may count as missing: their marks have one byte."""
Rows = NDArray[np.bool_]


def as_missing(variable: Variable, column: Column, code: int, reason: Missing) -> tuple[Variable, Column]:
    """Count a level as missing. In a multiple choice, who chose something else as well keeps that.

    Raises:
        UserError: `levels_gone`: there is no such level; `level_last`: no other would be left;
            `levels_missing_many`: too many count as missing already.
    """
    place = next((i for i, level in enumerate(variable.levels) if level.code == code), None)
    if place is None:
        raise UserError("levels_gone", variable=variable.label)
    if len(variable.levels) == 1:
        raise UserError("level_last", variable=variable.label)
    if len(variable.as_missing) >= MOST:
        raise UserError("levels_missing_many", variable=variable.label)
    level = variable.levels[place]
    kept = [other for other in variable.levels if other.code != code]
    gone = AsMissing(level, reason, _slot(variable, place))
    taken = replace(variable, as_missing=(*variable.as_missing, gone))
    hide = _hidden_option if variable.kind is Kind.MULTIPLE else _hidden_level
    column, moved = hide(taken, column, [other.code for other in kept])
    return _moved(with_levels(taken, kept), reason, moved), column


def as_answer(variable: Variable, column: Column, code: int) -> tuple[Variable, Column]:
    """Count a level as an answer again, where it stood.

    Raises:
        UserError: `levels_gone`: no such level counts as missing.
    """
    mark = next((i for i, gone in enumerate(variable.as_missing) if gone.level.code == code), None)
    if mark is None:
        raise UserError("levels_gone", variable=variable.label)
    gone = variable.as_missing[mark]
    show = _shown_option if variable.kind is Kind.MULTIPLE else _shown_level
    column, back = show(variable, column, mark)
    rest = tuple(other for other in variable.as_missing if other is not gone)
    levels = list(variable.levels)
    levels.insert(gone.place - sum(other.place < gone.place for other in rest), gone.level)
    found = replace(with_levels(variable, levels), as_missing=rest)
    for why, count in enumerate(back):
        found = _moved(found, MISSING_CODES[why], -count)
    return found, column


def _slot(variable: Variable, place: int) -> int:
    """Return where a level stands among all, those counted as missing included."""
    hidden = {gone.place for gone in variable.as_missing}
    whole = range(len(variable.levels) + len(hidden))
    return [slot for slot in whole if slot not in hidden][place]


def _moved(variable: Variable, reason: Missing, count: int) -> Variable:
    counts = list(variable.missing)
    counts[MISSING_CODES.index(reason)] += count
    return replace(variable, missing=(counts[0], counts[1], counts[2], counts[3]))


# ---------------------------------------------------------------- one answer each


def _hidden_level(variable: Variable, column: Column, _kept: list[int]) -> tuple[Column, int]:
    gone = variable.as_missing[-1]
    stored, marks = codes_of(column), _marks(column)
    rows = stored[0] == FIRST_LEVEL + gone.level.code
    marks[rows] = len(variable.as_missing)
    made = np.where(rows, MISSING_CODES.index(gone.reason), stored[0]).astype(stored.dtype)
    return with_codes(column, made[None], marks.tobytes()), int(rows.sum())


def _shown_level(variable: Variable, column: Column, mark: int) -> tuple[Column, list[int]]:
    gone = variable.as_missing[mark]
    stored, marks = codes_of(column), _marks(column)
    rows = marks == mark + 1
    made = np.where(rows, FIRST_LEVEL + gone.level.code, stored[0]).astype(stored.dtype)
    marks[rows] = 0
    marks[marks > mark + 1] -= 1
    left = marks.tobytes() if marks.any() else b""
    return with_codes(column, made[None], left), _by_reason(stored[0][rows])


def _marks(column: Column) -> NDArray[np.uint8]:
    if column.reasons:
        return np.frombuffer(column.reasons, np.uint8).copy()
    return np.zeros(column.rows, np.uint8)


# ---------------------------------------------------------------- several answers each


def _hidden_option(variable: Variable, column: Column, kept: list[int]) -> tuple[Column, int]:
    gone, made = variable.as_missing[-1], codes_of(column).copy()
    rows = (made[gone.level.code] == CHOSEN) & ~_chose(made, kept)
    made[np.ix_(kept, rows)] = MISSING_CODES.index(gone.reason)
    return with_codes(column, made), int(rows.sum())


def _shown_option(variable: Variable, column: Column, mark: int) -> tuple[Column, list[int]]:
    code, made = variable.as_missing[mark].level.code, codes_of(column).copy()
    live = [level.code for level in variable.levels]
    before = made[live[0]]
    chosen = made[code] == CHOSEN
    rows = chosen & (before < FIRST_LEVEL)
    back = _by_reason(before[rows])
    made[np.ix_(live, rows)] = FIRST_LEVEL
    # Who is missing for another reason does not come back as someone who left this option out.
    made[code] = np.where(chosen, CHOSEN, made[live[0]].clip(max=FIRST_LEVEL))
    return with_codes(column, made), back


def _chose(stored: Codes, options: list[int]) -> Rows:
    return np.asarray((stored[options] == CHOSEN).any(axis=0), np.bool_)


def _by_reason(codes: Codes) -> list[int]:
    return [int(n) for n in np.bincount(codes, minlength=len(MISSING_CODES))[: len(MISSING_CODES)]]
