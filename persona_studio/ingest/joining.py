"""Whose row is whose: a second file joined to the survey by an identifier that both carry.

A respondent takes the one row of the other file that carries the same identifier. Where several rows carry
it, none is taken unless the user says which: nothing is joined silently. Pure functions on stored columns.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.joins import EXAMPLES, Matching, Repeated, Rows
from persona_studio.domain.variables import (
    FIRST_LEVEL,
    Distribution,
    Kind,
    Level,
    Missing,
    Reason,
    Role,
    Variable,
)
from persona_studio.domain.waves import Column
from persona_studio.ingest.derive.columns import CHOSEN, missing_counts
from persona_studio.ingest.draft import MISSING_INDEX, code_type, number_distribution, type_name

NOBODY = -1
MANY = 30
"""Different words from which on they may name customers."""
KeyTexts = NDArray[np.str_]
Places = NDArray[np.intp]

_NOT_ASKED = MISSING_INDEX[Missing.NOT_ASKED]
_LETTERS = re.compile(r"[\W_]+")
_WHOLE = re.compile(r"0*(\d+)(?:\.0*)?")
_NUMBER_ONCE = 0.9
"""Share of different answers from which on a number may be an identifier."""


def alike(one: str, other: str) -> bool:
    """Tell whether two headers are the same to a reader."""
    return _LETTERS.sub("", one).casefold() == _LETTERS.sub("", other).casefold()


def may_be_key(variable: Variable, rows: int) -> bool:
    """Tell whether a variable may tell respondents apart."""
    if variable.personal is not None or variable.kind is Kind.IDENTIFIER:
        return True
    # A histogram counts distinct numbers on a part of them only, so this is generous.
    known = rows - variable.missing_count
    whole = variable.kind in {Kind.NUMERIC, Kind.TEXT}
    return whole and known > 1 and variable.distribution.distinct >= _NUMBER_ONCE * min(known, 100_000)


def may_identify(variable: Variable, rows: int) -> bool:
    """Tell whether a variable of another file may name customers, be there several rows of each.

    Numbers that come back are amounts or ages more often than names.
    """
    words = variable.kind in {Kind.TEXT, Kind.NOMINAL} and variable.distribution.distinct >= MANY
    return words or may_be_key(variable, rows)


def keys_of(variable: Variable, column: Column) -> KeyTexts:
    """Return the identifier of each row as text, "" for none.

    Case, spaces around, zeros before a whole number and ".0" after it do not tell identifiers apart, as
    spreadsheets lose them.
    """
    data = np.frombuffer(column.data, np.dtype(column.dtype).newbyteorder("<"))
    if column.dtype == "f8":
        distinct, where = np.unique(data, return_inverse=True)
        texts = ["" if not np.isfinite(number) else _plain(f"{number:.15g}") for number in distinct.tolist()]
        return np.asarray(texts, np.str_)[where]
    known = column.texts or _by_code(variable)
    return np.asarray(["", *(_plain(text) for text in known)], np.str_)[
        np.where(data < FIRST_LEVEL, 0, data.astype(np.int64) - FIRST_LEVEL + 1)
    ]


def _by_code(variable: Variable) -> tuple[str, ...]:
    values = {level.code: level.value for level in variable.levels}
    return tuple(values.get(code, "") for code in range(max(values, default=-1) + 1))


def _plain(text: str) -> str:
    text = " ".join(text.split()).casefold()
    whole = _WHOLE.fullmatch(text)
    return whole[1] if whole else text


def match(mine: KeyTexts, theirs: KeyTexts, repeated: Repeated = Repeated.NONE) -> tuple[Places, Matching]:
    """Return the row of the other file that each respondent takes (NOBODY: none), and what it comes to."""
    order = np.argsort(theirs, kind="stable")
    order = order[theirs[order] != ""]
    ranked = theirs[order]
    low, high = np.searchsorted(ranked, mine, "left"), np.searchsorted(ranked, mine, "right")
    found = high - low
    named = mine != ""
    once = named & (found == 1)
    several = named & (found > 1)
    places = np.full(mine.size, NOBODY, np.intp)
    places[once] = order[low[once]]
    if repeated is not Repeated.NONE:
        which = low[several] if repeated is Repeated.FIRST else high[several] - 1
        places[several] = order[which]
    taken = places != NOBODY
    unused = np.ones(theirs.size, bool)
    unused[places[taken]] = False
    return places, Matching(
        respondents=mine.size,
        rows=theirs.size,
        matched=int(taken.sum()),
        nameless=int((~named).sum()),
        unmatched=_rows(named & (found == 0), mine),
        ambiguous=_rows(several, mine),
        shared=_rows(taken & _carried_twice(mine), mine),
        unused=_rows(unused, theirs),
    )


def _carried_twice(keys: KeyTexts) -> NDArray[np.bool_]:
    _, where, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return np.asarray(counts[where] > 1, bool)


def _rows(which: NDArray[np.bool_], keys: KeyTexts) -> Rows:
    rows = np.flatnonzero(which)
    return Rows(rows.size, tuple((int(row), str(keys[row])) for row in rows[:EXAMPLES]))


def aligned(
    variable: Variable, column: Column | None, places: Places, origin: int, taken: Collection[str]
) -> tuple[Variable, Column | None]:
    """Return a variable of the other file, and its column, for the respondents of the wave.

    Who takes no row was not asked. It illustrates until the user says otherwise; its name is made unlike
    those ``taken``.

    Args:
        variable: a variable of the other file.
        column: its answers; None when they are not stored.
        places: the row each respondent takes.
        origin: the place of the file among those of the wave, from 1.
        taken: names of the variables there already.
    """
    placed = replace(
        variable,
        name=_free(variable.name, taken),
        role=_ROLES.get(variable.role, variable.role),
        guess=(*variable.guess, Reason("joined")),
        origin=origin,
    )
    if column is None:
        return replace(placed, missing=(0, int((places == NOBODY).sum()), 0, 0)), None
    return _numbers(placed, column, places) if column.dtype == "f8" else _codes(placed, column, places)


_ROLES = {Role.ACTIVE: Role.ILLUSTRATIVE, Role.WEIGHT: Role.IGNORED}


def grids_apart(variables: Iterable[Variable], taken: Collection[str]) -> list[Variable]:
    """Return variables of the other file whose grids are not those of the survey: named unlike ``taken``.

    Items of one grid stay together, those of two grids apart.
    """
    found = list(variables)
    theirs = list(dict.fromkeys(v.block for v in found if v.block))
    names = dict(zip(theirs, theirs, strict=True))
    for block in theirs:
        if block in taken:
            names[block] = _free(block, {*taken, *theirs, *names.values()})
    return [replace(v, block=names[v.block]) if v.block else v for v in found]


def _free(name: str, taken: Collection[str]) -> str:
    free, number = name, 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _numbers(variable: Variable, column: Column, places: Places) -> tuple[Variable, Column]:
    alone = places == NOBODY
    values = np.frombuffer(column.data, "<f8")[places]
    values[alone] = np.nan
    why = (
        np.frombuffer(column.reasons, np.uint8)[places] if column.reasons else np.zeros(places.size, np.uint8)
    )
    why[alone] = _NOT_ASKED
    why[~np.isnan(values)] = 0
    missing = missing_counts(why[np.isnan(values)])
    changed = replace(variable, missing=missing, distribution=number_distribution(values))
    return changed, Column("f8", places.size, values.tobytes(), reasons=why.tobytes() if why.any() else b"")


def _codes(variable: Variable, column: Column, places: Places) -> tuple[Variable, Column]:
    stored = np.frombuffer(column.data, np.dtype(column.dtype).newbyteorder("<"))
    codes = stored.reshape(column.width, column.rows)[:, places]
    codes[:, places == NOBODY] = _NOT_ASKED
    missing = missing_counts(codes[0])
    if column.texts:
        return _texts(replace(variable, missing=missing), column, codes)
    levels = _counted(variable, codes)
    counts = tuple(level.count for level in levels)
    spread = Distribution(counts=counts, distinct=sum(count > 0 for count in counts))
    made = Column(column.dtype, places.size, np.ascontiguousarray(codes).tobytes(), column.width)
    return replace(variable, levels=levels, missing=missing, distribution=spread), made


def _counted(variable: Variable, codes: NDArray[Any]) -> tuple[Level, ...]:
    """Return the levels with their counts; nominal ones that nobody here gave are left out."""
    if variable.kind is Kind.MULTIPLE:
        return tuple(replace(v, count=int((codes[v.code] == CHOSEN).sum())) for v in variable.levels)
    counts = np.bincount(
        codes[0], minlength=FIRST_LEVEL + max((v.code for v in variable.levels), default=0) + 1
    )
    levels = tuple(replace(v, count=int(counts[FIRST_LEVEL + v.code])) for v in variable.levels)
    return levels if variable.kind is Kind.ORDINAL else tuple(level for level in levels if level.count)


def _texts(variable: Variable, column: Column, codes: NDArray[Any]) -> tuple[Variable, Column]:
    """Keep only the texts that respondents brought along: the others are nobody's business here."""
    kept, where = np.unique(codes[0][codes[0] >= FIRST_LEVEL], return_inverse=True)
    dtype = np.dtype(code_type(kept.size)).newbyteorder("<")
    made = codes[0].astype(dtype)
    made[codes[0] >= FIRST_LEVEL] = where + FIRST_LEVEL
    texts = tuple(column.texts[code - FIRST_LEVEL] for code in kept.tolist())
    stored = Column(type_name(dtype), made.size, made.tobytes(), texts=texts)
    return replace(variable, distribution=Distribution(distinct=kept.size)), stored
