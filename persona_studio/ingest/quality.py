"""Quality of the answers: duplicates, straight-liners, speeders, unfinished, constants, doubles and totals.

What is left out at once, and what is only counted:

- *duplicates* are left out: the second of two rows equal in all answers when these are so rare that fewer
  than one such row in a hundred surveys would come by chance (answers go together, so only half of their
  surprise is counted). An equal date counts for what it tells, like an answer; an equal identifier, when
  hardly anybody shares one, settles it; an equal weight tells nothing, for weights come in a few values.
  Other equal rows are coincidences and are not counted;
- *unfinished* (fewer than half of the active questions that were asked) are left out when they are at
  most a tenth of the respondents and typically answered less than a quarter: a larger share says more
  about the questionnaire than about the people;
- *screened*: those whom a filter question sent away, so that less than a quarter of the active questions
  were put to them, are left out as long as they are no more than half of the respondents: they would make a
  segment of no answers. The filter question, to which all others answered alike, is then no longer active;
  Who came to the end, as the survey tool tells, left nothing unfinished by having been led past questions;
- *straight-liners* and *speeders* are counted only: agreeing with everything can be sincere. A run of one
  answer is judged by the length of the grid (the long string of Johnson 2005, J. Res. Pers. 39; half of the
  items at least, Curran 2016, J. Exp. Soc. Psychol. 66): seven alike out of 135 come to honest people.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Reason, Role
from persona_studio.domain.waves import Column, Quality, Removal, RemovalCount
from persona_studio.ingest.draft import ANSWERED, NOT_ASKED, Draft
from persona_studio.ingest.likeness import near_duplicates, totals
from persona_studio.ingest.words import Words, fold, fold_header

GRID = 6
"""Grids of fewer items are not looked at for straight-liners."""
UNFINISHED_SHARE = 0.1
GAVE_UP = 0.25
_PUT, _SENT_AWAY = 0.25, 0.5
_FEWEST_ACTIVE = 4
"""Of fewer active questions, one that was not asked is no questionnaire cut short."""
_CHANCE = 0.01
_OWN = 0.9
"""Identifiers that fewer respondents than this have to themselves may number households or shops."""
_LONG = 0.5
"""A run of one answer over a smaller share of the items of a grid is none."""
_CAME_TO_THE_END = frozenset(
    {"submitdate", "date submitted", "date de soumission", "datum abgeschickt", "fecha de envio"}
)
"""Columns of LimeSurvey that hold something only for who sent the questionnaire off."""
_FINISHED, _YES = "finished", frozenset({"1", "true", "wahr", "vrai", "verdadero", "yes"})
"""The column of Qualtrics that tells the same, and how it says so."""
_SECONDS = re.compile(r"\b(sec|second|seconds|seconde|secondes|interviewtime)\b")
Rows = NDArray[np.bool_]


def assess(drafts: Sequence[Draft], words: Words) -> tuple[Quality, Column]:
    """Return the quality counts and the removal column of a file."""
    rows = drafts[0].rows
    flat = _straight_liners(drafts, rows)
    # Who gives one answer to a whole grid looks like others who do the same, without being their copy.
    monotonous = _monotonous(grids(drafts), rows)
    unfinished, given_up = _unfinished(drafts, rows)
    sent_away = put_to_few(drafts, rows) & ~unfinished
    few_away = bool(sent_away.sum() <= _SENT_AWAY * rows)
    if few_away and sent_away.any():
        _retire_filters(drafts, sent_away)
    found = {
        Removal.DUPLICATE: (duplicates(drafts) & ~monotonous, True),
        Removal.STRAIGHT_LINER: (flat, False),
        Removal.SPEEDER: (_speeders(drafts, words, rows), False),
        Removal.UNFINISHED: (unfinished, given_up),
        Removal.SCREENED: (sent_away, few_away),
    }
    bits = np.zeros(rows, np.uint8)
    for reason, (concerned, _) in found.items():
        bits[concerned] |= reason.bit
    removals = tuple(
        RemovalCount(reason, int(concerned.sum()), applied)
        for reason, (concerned, applied) in found.items()
        if concerned.any()
    )
    counts = np.bincount(bits, minlength=1 << len(Removal))
    flagged = tuple((int(which), int(counts[which])) for which in np.flatnonzero(counts) if which)
    constants = tuple(
        d.name
        for d in drafts
        if rows > 1 and d.distinct == 1 and d.personal is None and d.kind is not Kind.MULTIPLE
    )
    quality = Quality(
        removals=removals,
        flagged=flagged,
        constants=constants,
        near_duplicates=near_duplicates(drafts),
        totals=totals(drafts),
    )
    return quality, Column("u1", rows, bits.tobytes())


# ---------------------------------------------------------------- duplicates


def duplicates(drafts: Sequence[Draft]) -> Rows:
    """Return the rows that repeat an earlier one in a way chance cannot explain."""
    kept = [d for d in drafts if d.personal is None and d.distinct > 1 and d.kind is not Kind.WEIGHT]
    answers = compared(drafts)
    rows = drafts[0].rows
    repeated = _repeats(row_hash(answers, rows)) if answers else np.zeros(rows, bool)
    if not repeated.any():
        return repeated
    where = np.flatnonzero(repeated)
    # Answers go together, so half of their surprise is counted.
    bits = sum((_surprise(draft, where) for draft in answers), np.zeros(where.size)) / 2
    unlikely = _chance(rows, bits) < _CHANCE
    for draft in (d for d in kept if d.kind is Kind.DATE):
        # Dates of one interview tell the same thing: each alone may settle it, never their sum.
        same = _repeats(row_hash([*answers, draft], rows))[where]
        unlikely |= same & (_chance(rows, bits + _surprise(draft, where)) < _CHANCE)
    for draft in (d for d in kept if d.kind is Kind.IDENTIFIER and d.distinct >= _OWN * rows):
        same = _repeats(row_hash([*answers, draft], rows))[where]
        unlikely |= same & (_surprise(draft, where) > 0) & (bits > 0)
    repeated[where] = unlikely
    return repeated


def compared(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the variables whose answers are the same in two copies of one respondent."""
    apart = {Kind.WEIGHT, Kind.IDENTIFIER, Kind.DATE}
    return [d for d in drafts if d.personal is None and d.distinct > 1 and d.kind not in apart]


def _chance(rows: int, bits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many rows of such surprise a survey holds by chance."""
    return rows * np.exp2(-bits)


def row_hash(drafts: Sequence[Draft], rows: int) -> NDArray[np.uint64]:
    """Return a number per row that is the same for rows of the same answers."""
    key: NDArray[np.uint64] = np.full(rows, 0x9E3779B97F4A7C15, np.uint64)
    for draft in drafts:
        for values in np.atleast_2d(draft.data):
            bits = (
                np.nan_to_num(values, nan=-1e300).view(np.uint64)
                if draft.numeric
                else values.astype(np.uint64)
            )
            key = (key ^ bits) * np.uint64(0xBF58476D1CE4E5B9)
            key ^= key >> np.uint64(29)
    return key


def _repeats(key: NDArray[np.uint64]) -> Rows:
    """Mark every row whose key was seen on an earlier row."""
    ordered = np.sort(key)
    if (ordered[1:] != ordered[:-1]).all():
        return np.zeros(key.size, bool)
    first = np.unique(key, return_index=True)[1]
    repeated = np.ones(key.size, bool)
    repeated[first] = False
    return repeated


def _surprise(draft: Draft, where: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return -log2 of the share of respondents who gave the same answer, for some rows; 0 for no answer."""
    bits = np.zeros(where.size)
    for values in np.atleast_2d(draft.data):
        if draft.numeric:
            codes = np.unique(values, return_inverse=True)[1]
            known = ~np.isnan(values)
        else:
            codes, known = values, values >= FIRST_LEVEL
        share = np.bincount(codes) / values.size
        bits -= np.where(known[where], np.log2(share[codes[where]]), 0.0)
    return bits


# ---------------------------------------------------------------- respondents


def grids(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Return the items of each grid of scales."""
    blocks: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.block and draft.kind is Kind.ORDINAL:
            blocks[draft.block].append(draft)
    return list(blocks.values())


def stretches(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Return the items of each grid that stand side by side: people tire of a page, not of a file."""
    place = {id(draft): number for number, draft in enumerate(drafts)}
    found: list[list[Draft]] = []
    for grid in grids(drafts):
        last = -2
        for item in grid:
            if place[id(item)] == last + 1:
                found[-1].append(item)
            else:
                found.append([item])
            last = place[id(item)]
    return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items of one grid side by side, six or more, of the ``of`` that the grid has.

    ``code`` is the answer, by the levels of the first item, that a row gave to all of them (0: none), and
    ``flat`` tells whether that is a straight line.
    """

    items: Sequence[Draft]
    of: int
    code: NDArray[np.int64]
    flat: Rows


def long_stretches(drafts: Sequence[Draft]) -> list[Stretch]:
    """Return the stretches that are long enough to be looked at for straight lines.

    A line runs over at least half of the items of its grid, those of its other stretches included.
    """
    long: dict[str, list[list[Draft]]] = defaultdict(list)
    for items in stretches(drafts):
        if len(items) >= GRID:
            long[items[0].block].append(items)
    wholes = {items[0].block: items for items in grids(drafts)}
    return [found for name, parts in long.items() for found in _judged(wholes[name], parts)]


def _judged(whole: Sequence[Draft], parts: Sequence[Sequence[Draft]]) -> Iterator[Stretch]:
    alike = [same_answer(items, whole[0]) for items in parts]
    for items, code in zip(parts, alike, strict=True):
        reached = sum(len(other) * (same == code) for other, same in zip(parts, alike, strict=True))
        flat = (code >= FIRST_LEVEL) & (reached >= _LONG * len(whole))
        yield Stretch(items, len(whole), same_answer(items, items[0]), flat)


def _straight_liners(drafts: Sequence[Draft], rows: int) -> Rows:
    """Mark those who drew a straight line in a grid."""
    flat = np.zeros(rows, bool)
    for stretch in long_stretches(drafts):
        flat |= stretch.flat
    return flat


def _monotonous(grids: Sequence[Sequence[Draft]], rows: int) -> Rows:
    """Mark those who gave one and the same answer to every item of a grid of six items or more."""
    flat = np.zeros(rows, bool)
    for items in grids:
        if len(items) >= GRID:
            flat |= same_answer(items, items[0]) >= FIRST_LEVEL
    return flat


def same_answer(items: Sequence[Draft], first: Draft) -> NDArray[np.int64]:
    """Return the code, by the levels of the ``first`` item, that a row gave to all; 0 when it did not."""
    codes = [scale_codes(draft, first) for draft in items]
    low, high = np.minimum.reduce(codes), np.maximum.reduce(codes)
    return np.where((low == high) & (low >= FIRST_LEVEL), low, 0).astype(np.int64)


def scale_codes(draft: Draft, first: Draft) -> Any:
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
    timed = durations(drafts, words)
    median = None if timed is None else usual(timed[0])
    if timed is None or median is None:
        return np.zeros(rows, bool)
    with np.errstate(invalid="ignore"):
        # Who ended before having begun tells of a clock, not of haste.
        quick: Rows = (timed[0] >= 0) & (timed[0] < median / 3)
    return quick


def usual(times: NDArray[np.float64]) -> float | None:
    """Return the median time, or None when fewer than ten respondents have one."""
    known = times[np.isfinite(times) & (times > 0)]
    return float(np.median(known)) if known.size >= 10 else None


def durations(drafts: Sequence[Draft], words: Words) -> tuple[NDArray[np.float64], str] | None:
    """Return how long each respondent took, and its unit: "s", or "" for the file's; None when unknown."""
    headers = {id(draft): fold_header(draft.name) for draft in drafts}
    for draft in drafts:
        if draft.kind is Kind.NUMERIC and words.headers["duration"].equals(headers[id(draft)]):
            told = fold_header(f"{draft.name} {draft.label}")
            return draft.data, "s" if _SECONDS.search(told) else ""
    dates = [draft for draft in drafts if draft.kind is Kind.DATE]
    start = next((d for d in dates if words.headers["start"].within(headers[id(d)])), None)
    end = next((d for d in dates if words.headers["end"].within(headers[id(d)])), None)
    return None if start is None or end is None else ((end.data - start.data) * 86_400, "s")


def answered_of(drafts: Sequence[Draft], rows: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return how many active questions each row answered, and how many it was asked."""
    answered, asked = np.zeros(rows, np.int32), np.zeros(rows, np.int32)
    for draft in drafts:
        if draft.role is Role.ACTIVE:
            missing = draft.missing()
            asked += missing != NOT_ASKED
            # "Don't know" is an answer given, not a question abandoned.
            answered += (missing == ANSWERED) | ((missing > NOT_ASKED) & (missing < ANSWERED))
    return answered, asked


def too_few(drafts: Sequence[Draft], rows: int) -> Rows:
    """Mark those who answered under half of the active questions asked.

    Blanks of who came to the end, having answered a quarter of them, are questions they were led past.
    """
    answered, asked = answered_of(drafts, rows)
    few: Rows = (answered * 2 < asked) | ((asked > 0) & (answered == 0))
    return few & ~(_came_to_the_end(drafts, rows) & (answered >= GAVE_UP * asked))


def _came_to_the_end(drafts: Sequence[Draft], rows: int) -> Rows:
    """Mark those of whom the survey tool tells that they sent the questionnaire off; none if it is silent."""
    for draft in drafts:
        header = fold_header(draft.name)
        if header in _CAME_TO_THE_END or fold_header(draft.label) in _CAME_TO_THE_END:
            sent: Rows = draft.missing() == ANSWERED
            return sent
        if header == _FINISHED and draft.levels and draft.kind is not Kind.MULTIPLE:
            said = [FIRST_LEVEL + code for code, (value, _) in enumerate(draft.levels) if fold(value) in _YES]
            return np.isin(draft.data, said)
    return np.zeros(rows, bool)


def _unfinished(drafts: Sequence[Draft], rows: int) -> tuple[Rows, bool]:
    """Mark those who left the questionnaire unfinished; tell whether they gave up early."""
    few = too_few(drafts, rows)
    if not few.any():
        return few, False
    answered, asked = answered_of(drafts, rows)
    share = np.median(answered[few] / np.maximum(asked[few], 1))
    return few, bool(few.sum() <= UNFINISHED_SHARE * rows and share < GAVE_UP)


def put_to_few(drafts: Sequence[Draft], rows: int) -> Rows:
    """Mark those to whom a filter left less than a quarter of the active questions."""
    active = sum(draft.role is Role.ACTIVE for draft in drafts)
    if active < _FEWEST_ACTIVE:
        return np.zeros(rows, bool)
    asked: Rows = answered_of(drafts, rows)[1] < _PUT * active
    return asked


def _retire_filters(drafts: Sequence[Draft], sent_away: Rows) -> None:
    """Make illustrative the questions that only tell those sent away from the others."""
    for draft in drafts:
        chosen = any(reason.code == "chosen_role" for reason in draft.reasons)
        if draft.role is Role.ACTIVE and draft.levels and draft.kind is not Kind.MULTIPLE and not chosen:
            stay, away = (
                np.unique(draft.data[rows & (draft.data >= FIRST_LEVEL)]) for rows in (~sent_away, sent_away)
            )
            if stay.size == 1 and np.setdiff1d(away, stay).size:
                draft.role = Role.ILLUSTRATIVE
                draft.reasons.append(Reason("filter"))
