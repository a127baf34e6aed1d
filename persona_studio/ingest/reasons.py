"""Why each respondent is concerned, worked out again from the stored answers: nothing of it is kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from persona_studio.domain.examination import (
    Alike,
    Case,
    Constant,
    Copy,
    Examination,
    Fast,
    Few,
    Flat,
    Total,
    Why,
    Written,
)
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Role, Variable
from persona_studio.domain.waves import REMOVAL_COLUMN, Answers, Column, Removal, Wave
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.likeness import alike, sums
from persona_studio.ingest.masking import count
from persona_studio.ingest.quality import (
    answered_of,
    compared,
    durations,
    long_stretches,
    put_to_few,
    row_hash,
    too_few,
    usual,
)
from persona_studio.ingest.words import load_words

Rows = NDArray[np.int64]
Told = Mapping[int, Why]


def examine(wave: Wave, answers: Answers) -> Examination:
    """Return whom and what the quality of a wave is about, each with its reason."""
    drafts = {v.id: draft_of(v, answers.column(v.id)) for v in wave.variables if _looked_at(v)}
    found = list(drafts.values())
    if not found:
        return Examination()
    bits = np.frombuffer(answers.column(REMOVAL_COLUMN).data, np.uint8)
    cases = []
    for reason, tell in _TELL.items():
        rows = np.flatnonzero(bits & reason.bit)
        if rows.size:
            why = tell(found, rows)
            cases.append((reason, tuple(Case(r, int(bits[r]), why.get(r)) for r in rows.tolist())))
    ids = {id(draft): which for which, draft in drafts.items()}
    timed = durations(found, load_words())
    return Examination(
        cases=tuple(cases),
        constants=tuple(_constant(ids[id(d)], d) for d in found if _is_constant(d)),
        alike=tuple(Alike(ids[id(p.one)], ids[id(p.other)], p.measure, p.value) for p in alike(found)),
        written=tuple(_written(wave, answers)),
        totals=tuple(Total(ids[id(d)], tuple(ids[id(item)] for item in items)) for d, items in sums(found)),
        timed=timed is not None and usual(timed[0]) is not None,
        grids=len({stretch.items[0].block for stretch in long_stretches(found)}),
    )


def _written(wave: Wave, answers: Answers) -> Iterator[Written]:
    """Yield the variables in whose answers contacts are written, among other words."""
    marks = load_words().marks["en"]
    for variable in (v for v in wave.variables if _looked_at(v) and not v.pseudonymised):
        column = answers.column(variable.id)
        if column.texts:
            codes = np.frombuffer(column.data, np.dtype(column.dtype).newbyteorder("<"))
            counts = np.bincount(codes, minlength=FIRST_LEVEL + len(column.texts))[FIRST_LEVEL:]
            found = count(pa.array(column.texts, pa.string()), counts, marks)
        else:
            levels = [level for level in variable.levels if level.count]
            texts = pa.array([level.label for level in levels], pa.string())
            found = count(texts, [level.count for level in levels], marks)
        if found:
            yield Written(variable.id, tuple(found.most_common()))


def _looked_at(variable: Variable) -> bool:
    # What was made here of other variables says the same as they do, and is meant to.
    return variable.stored and variable.personal is None and variable.rule is None


def draft_of(variable: Variable, column: Column) -> Draft:
    """Return a stored variable as the import saw it, its levels in the order of their codes."""
    data: Any = np.frombuffer(column.data, np.dtype(column.dtype).newbyteorder("<"))
    data = data.reshape(column.width, column.rows) if variable.kind is Kind.MULTIPLE else data
    levels = sorted(variable.levels, key=lambda level: level.code)
    if variable.kind is Kind.MULTIPLE:
        data = data[[level.code for level in levels]] if levels else data[:0]
    elif [level.code for level in levels] != list(range(len(levels))):
        lut = np.zeros(FIRST_LEVEL + 1 + levels[-1].code, np.int64)
        lut[:FIRST_LEVEL] = range(FIRST_LEVEL)
        for place, level in enumerate(levels):
            lut[FIRST_LEVEL + level.code] = FIRST_LEVEL + place
        data = lut[data]
    return Draft(
        name=variable.name,
        label=variable.label,
        kind=variable.kind,
        source=variable.source,
        data=data,
        why=np.frombuffer(column.reasons, np.uint8) if column.reasons else None,
        levels=[(level.value, level.label) for level in levels],
        role=variable.role,
        block=variable.block,
        distinct=variable.distribution.distinct,
    )


def _copies(drafts: Sequence[Draft], rows: Rows) -> Told:
    key = row_hash(compared(drafts), drafts[0].rows)
    first, inverse = np.unique(key, return_index=True, return_inverse=True)[1:]
    earlier = first[inverse[rows]]
    pairs = zip(rows.tolist(), earlier.tolist(), strict=True)
    return {row: Copy(of if of < row else None) for row, of in pairs}


def _flat(drafts: Sequence[Draft], rows: Rows) -> Told:
    """Tell of the longest stretch of each row that has one answer only."""
    told: dict[int, Why] = {}
    for stretch in sorted(long_stretches(drafts), key=lambda found: len(found.items)):
        first = stretch.items[0]
        for row in rows[stretch.flat[rows]].tolist():
            answer = first.levels[stretch.code[row] - FIRST_LEVEL][1]
            told[row] = Flat(len(stretch.items), answer, first.block, stretch.of)
    return told


def _fast(drafts: Sequence[Draft], rows: Rows) -> Told:
    timed = durations(drafts, load_words())
    median = None if timed is None else usual(timed[0])
    if timed is None or median is None:
        return {}
    return {row: Fast(float(timed[0][row]), median, timed[1]) for row in rows.tolist()}


def _few(drafts: Sequence[Draft], rows: Rows) -> Told:
    answered, asked = answered_of(drafts, drafts[0].rows)
    still = too_few(drafts, drafts[0].rows)
    return {row: Few(int(answered[row]), int(asked[row]), bool(still[row])) for row in rows.tolist()}


def _put(drafts: Sequence[Draft], rows: Rows) -> Told:
    """Tell how few of all active questions were answered: the others were not put to them."""
    answered = answered_of(drafts, drafts[0].rows)[0]
    still = put_to_few(drafts, drafts[0].rows)
    active = sum(draft.role is Role.ACTIVE for draft in drafts)
    return {row: Few(int(answered[row]), active, bool(still[row])) for row in rows.tolist()}


_TELL: Mapping[Removal, Callable[[Sequence[Draft], Rows], Told]] = {
    Removal.DUPLICATE: _copies,
    Removal.STRAIGHT_LINER: _flat,
    Removal.SPEEDER: _fast,
    Removal.UNFINISHED: _few,
    Removal.SCREENED: _put,
}


def _is_constant(draft: Draft) -> bool:
    return draft.rows > 1 and draft.distinct == 1 and draft.kind is not Kind.MULTIPLE


def _constant(which: str, draft: Draft) -> Constant:
    if draft.numeric:
        known = draft.data[np.isfinite(draft.data)]
        # A date is told by its variable; here it is enough that all have the same.
        answer = f"{known[0]:g}" if known.size and draft.kind is not Kind.DATE else ""
        return Constant(which, answer, int(known.size))
    given = draft.histogram()[FIRST_LEVEL:]
    answer = draft.levels[int(given.argmax())][1] if draft.levels else ""
    return Constant(
        which, answer, int(given.sum()) if draft.levels else int((draft.data >= FIRST_LEVEL).sum())
    )
