"""Quality of the answers: duplicates, straight-liners, speeders, unfinished, constants, doubles and totals.

What is left out at once, and what is only counted:

- *duplicates* are left out when chance cannot explain them: the second of two rows equal in everything, or equal in
  all answers when, by the spread of the answers, fewer than one pair in a hundred surveys would be equal by chance
  (half the entropy is counted, because answers go together);
- *unfinished* (fewer than half of the active questions that were asked) are left out when they are at most a tenth
  of the respondents: a larger share says more about the questionnaire than about the people;
- *straight-liners* and *speeders* are counted only: agreeing with everything can be sincere.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Role
from persona_studio.domain.waves import Column, Quality, Removal, RemovalCount
from persona_studio.ingest.draft import ANSWERED, NOT_ASKED, Draft
from persona_studio.ingest.likeness import near_duplicates, totals
from persona_studio.ingest.words import Words, fold_header

GRID = 6
"""Grids of fewer items are not looked at for straight-liners."""
UNFINISHED_SHARE = 0.1
_CHANCE = 0.01
Rows = NDArray[np.bool_]


def assess(drafts: Sequence[Draft], words: Words) -> tuple[Quality, Column]:
    """Return the quality counts and the removal column of a file."""
    rows = drafts[0].rows
    duplicate, certain = duplicates(drafts)
    unfinished = _unfinished(drafts, rows)
    found = {
        Removal.DUPLICATE: (duplicate, certain),
        Removal.STRAIGHT_LINER: (_straight_liners(drafts, rows), False),
        Removal.SPEEDER: (_speeders(drafts, words, rows), False),
        Removal.UNFINISHED: (unfinished, bool(unfinished.sum() <= UNFINISHED_SHARE * rows)),
    }
    codes = np.zeros(rows, np.uint8)
    order = sorted(Removal, key=lambda reason: not found[reason][1])  # what is applied comes first on a row
    for reason in order:
        codes[(codes == 0) & found[reason][0]] = 1 + list(Removal).index(reason)
    counts = np.bincount(codes, minlength=len(Removal) + 1)[1:]
    removals = tuple(
        RemovalCount(reason, int(count), found[reason][1])
        for reason, count in zip(Removal, counts.tolist(), strict=True)
        if count
    )
    constants = tuple(d.name for d in drafts if d.distinct == 1 and d.personal is None and d.kind is not Kind.MULTIPLE)
    quality = Quality(removals, constants, near_duplicates(drafts), totals(drafts))
    return quality, Column("u1", rows, codes.tobytes())


# ---------------------------------------------------------------- duplicates


def duplicates(drafts: Sequence[Draft]) -> tuple[Rows, bool]:
    """Return the rows that repeat an earlier one, and whether chance is ruled out."""
    answers = [d for d in drafts if d.personal is None and d.kind not in {Kind.IDENTIFIER, Kind.DATE, Kind.WEIGHT}]
    answers = [d for d in answers if d.distinct > 1]
    rows = drafts[0].rows
    if not answers or rows < 2:
        return np.zeros(rows, bool), False
    key = _row_hash(answers, rows)
    blank = np.logical_and.reduce([draft.missing() != ANSWERED for draft in answers])
    repeated = _repeats(key) & ~blank
    if not repeated.any():
        return repeated, False
    others = [d for d in drafts if d.personal is None and d.distinct > 1 and d not in answers]
    twins = _repeats(_row_hash([*answers, *others], rows)) & repeated
    if others and (twins == repeated).all():
        return repeated, True
    entropy = sum(_collision_bits(draft) for draft in answers) / 2
    chance = rows * (rows - 1) / 2 * 2.0**-entropy
    return repeated, bool(chance < _CHANCE)


def _row_hash(drafts: Sequence[Draft], rows: int) -> NDArray[np.uint64]:
    key: NDArray[np.uint64] = np.full(rows, 0x9E3779B97F4A7C15, np.uint64)
    for draft in drafts:
        for values in np.atleast_2d(draft.data):
            bits = np.nan_to_num(values, nan=-1e300).view(np.uint64) if draft.numeric else values.astype(np.uint64)
            key = (key ^ bits) * np.uint64(0xBF58476D1CE4E5B9)
            key ^= key >> np.uint64(29)
    return key


def _repeats(key: NDArray[np.uint64]) -> Rows:
    """Mark every row whose key was seen on an earlier row."""
    first = np.unique(key, return_index=True)[1]
    repeated = np.ones(key.size, bool)
    repeated[first] = False
    return repeated


def _collision_bits(draft: Draft) -> float:
    """Return -log2 of the chance that two respondents give the same answer."""
    bits = 0.0
    for values in np.atleast_2d(draft.data):
        counts = np.unique(values, return_counts=True)[1] if draft.numeric else np.bincount(values)
        shares = counts / values.size
        bits -= float(np.log2((shares**2).sum()))
    return bits


# ---------------------------------------------------------------- respondents


def _straight_liners(drafts: Sequence[Draft], rows: int) -> Rows:
    """Mark those who gave one and the same answer to every item of a grid of six items or more."""
    blocks: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.block and draft.kind is Kind.ORDINAL:
            blocks[draft.block].append(draft)
    flat = np.zeros(rows, bool)
    for items in blocks.values():
        if len(items) >= GRID:
            codes = [_scale_codes(draft, items[0]) for draft in items]
            low, high = np.minimum.reduce(codes), np.maximum.reduce(codes)
            flat |= (low == high) & (low >= FIRST_LEVEL)
    return flat


def _scale_codes(draft: Draft, first: Draft) -> Any:
    """Return codes by the levels of the first item, so that items that lack one level still compare."""
    if draft.levels == first.levels:
        return draft.data
    names = {value: code for code, (value, _) in enumerate(first.levels)}
    extra = {value: len(names) + index for index, (value, _) in enumerate(draft.levels)}
    lut = np.arange(FIRST_LEVEL + len(draft.levels), dtype=np.int64)
    lut[FIRST_LEVEL:] = [FIRST_LEVEL + names.get(value, extra[value]) for value, _ in draft.levels]
    return lut[draft.data]


def _speeders(drafts: Sequence[Draft], words: Words, rows: int) -> Rows:
    """Mark those who took less than a third of the median time, when the file tells times."""
    seconds = _durations(drafts, words)
    if seconds is None or not np.isfinite(seconds).any():
        return np.zeros(rows, bool)
    known = seconds[np.isfinite(seconds) & (seconds > 0)]
    if known.size < 10:
        return np.zeros(rows, bool)
    with np.errstate(invalid="ignore"):
        quick: Rows = seconds < np.median(known) / 3
    return quick


def _durations(drafts: Sequence[Draft], words: Words) -> NDArray[np.float64] | None:
    headers = {id(draft): fold_header(draft.name) for draft in drafts}
    for draft in drafts:
        if draft.kind is Kind.NUMERIC and words.headers["duration"].equals(headers[id(draft)]):
            return draft.data  # type: ignore[no-any-return]
    dates = [draft for draft in drafts if draft.kind is Kind.DATE]
    start = next((d for d in dates if words.headers["start"].within(headers[id(d)])), None)
    end = next((d for d in dates if words.headers["end"].within(headers[id(d)])), None)
    return None if start is None or end is None else end.data - start.data


def _unfinished(drafts: Sequence[Draft], rows: int) -> Rows:
    """Mark those who answered fewer than half of the active questions they were asked."""
    answered, asked = np.zeros(rows, np.int32), np.zeros(rows, np.int32)
    for draft in drafts:
        if draft.role is Role.ACTIVE:
            missing = draft.missing()
            asked += missing != NOT_ASKED
            # "Don't know" is an answer given, not a question abandoned.
            answered += (missing == ANSWERED) | (missing > NOT_ASKED)
    few: Rows = (answered * 2 < asked) | ((asked > 0) & (answered == 0))
    return few
