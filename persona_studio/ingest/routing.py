"""Questions that were not asked: blanks that another answer explains.

A question is routed when nearly everybody who gave some answers to an earlier question left it empty, and
most of the others did not. Found on a sample of rows by one matrix product, applied to all rows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Reason
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.roles import is_metadata
from persona_studio.ingest.words import Words, fold

_SPECIFY = re.compile(
    r"\b(?:autre|other|otro|otra|sonstige|sonstiges|andere)s?\b.*(?:precis|specif|text|angeb)"
)
_SAMPLE = 4000
_MOST_LEVELS = 2000
_MOST_TARGETS = 1000
_SKIPPED = 0.97
_ASKED = 0.5
_FEWEST = 5
_SURPRISE = float(-np.log(0.01))


@dataclass(frozen=True, slots=True)
class _Filter:
    """Codes that may route later questions: a question of few levels, or one option of a multiple choice."""

    index: int
    draft: Draft
    codes: Any
    levels: int


def settle_blanks(drafts: Sequence[Draft], words: Words, written: Mapping[int, Draft]) -> None:
    """Say why answers are blank: not asked, none of the options, or not given.

    ``written`` tells of which question a column specifies the "other", by its place in the file: those who
    did not tick it had nothing to write.
    """
    ticks = [draft for draft in drafts if draft.none_chosen is not None]
    if ticks:  # first, so that those who ticked nothing are known when they are led elsewhere
        mark_not_asked(drafts, words, ticks)
    for draft in ticks:
        draft.settle_ticks()
    mark_not_asked(drafts, words)
    for before, draft in pairwise(drafts):
        question = written.get(draft.source[0])
        if question is not None and question is not draft:
            draft.not_asked(~question.blank())
        elif draft.kind is Kind.TEXT and _SPECIFY.search(fold(draft.label)):
            _not_other(draft, before)


def _not_other(draft: Draft, question: Draft) -> None:
    """Say that "if other, please specify" was not asked to those who answered the question without it."""
    if question.kind not in {Kind.NOMINAL, Kind.MULTIPLE}:
        return
    wrote = ~draft.blank()
    for index in range(len(question.levels)):
        chosen = (
            question.data[index] == FIRST_LEVEL + 1
            if question.data.ndim == 2
            else (question.data == FIRST_LEVEL + index)
        )
        if wrote.any() and (chosen == wrote).all():
            draft.not_asked(~question.blank())


def mark_not_asked(drafts: Sequence[Draft], words: Words, only: Sequence[Draft] | None = None) -> None:
    """Turn empty answers into "not asked" where an earlier answer explains them, in all or some questions.

    Names, and what the survey tool wrote by itself (the last page seen, the device), explain nothing.
    """
    if not drafts:
        return
    rows = np.arange(0, drafts[0].rows, max(1, drafts[0].rows // _SAMPLE))
    asked = {id(draft) for draft in (drafts if only is None else only)}
    targets = [i for i, one in enumerate(drafts) if id(one) in asked and _is_target(one)][:_MOST_TARGETS]
    filters = _kept(
        [
            one
            for index, draft in enumerate(drafts)
            if draft.personal is None and not is_metadata(draft, words)
            for one in _filters(index, draft)
        ]
    )
    if not targets or not filters:
        return
    best, skips = _explanations(filters, targets, drafts, rows)
    for column, target in enumerate(targets):
        if best[column] >= 0:
            one = filters[best[column]]
            _apply(drafts[target], one, skips[one.index, best[column]][:, column])


def _is_target(draft: Draft) -> bool:
    if draft.kind in {Kind.IDENTIFIER, Kind.WEIGHT}:
        return False
    blank = draft.blank().sum()
    return bool(0.02 * draft.rows <= blank < draft.rows)


def _filters(index: int, draft: Draft) -> list[_Filter]:
    if draft.kind in {Kind.NOMINAL, Kind.ORDINAL} and 2 <= len(draft.levels) <= 12:
        return [_Filter(index, draft, draft.data, len(draft.levels))]
    if draft.kind is Kind.MULTIPLE and len(draft.levels) <= 30:
        return [_Filter(index, draft, codes, 2) for codes in draft.data]
    return []


def _kept(filters: list[_Filter]) -> list[_Filter]:
    """Return the first filters, as many as one matrix may hold."""
    total, kept = 0, []
    for one in filters:
        total += one.levels
        if total > _MOST_LEVELS:
            break
        kept.append(one)
    return kept


def _explanations(
    filters: Sequence[_Filter], targets: Sequence[int], drafts: Sequence[Draft], rows: Any
) -> tuple[Any, dict[tuple[int, int], Any]]:
    """Return, per target, the filter that explains most blanks (-1: none), and the levels that skip."""
    starts = np.cumsum([0, *(one.levels for one in filters)])
    levels = np.zeros((int(starts[-1]), rows.size), np.float32)
    for one, start in zip(filters, starts[:-1].tolist(), strict=True):
        codes = one.codes[rows].astype(np.int64) - FIRST_LEVEL
        known = np.flatnonzero(codes >= 0)
        levels[start + codes[known], known] = 1
    empty = np.stack([drafts[target].blank()[rows] for target in targets]).astype(np.float32)
    seen, lost = levels.sum(axis=1)[:, None].astype(float), (levels @ empty.T).astype(float)
    skip = _skipping(seen, lost, empty.mean(axis=1), int(starts[-1]))
    cuts = starts[:-1]
    asked = np.add.reduceat(np.where(skip, 0, seen), cuts, axis=0)
    refused = np.add.reduceat(np.where(skip, 0, lost), cuts, axis=0)
    explained = np.add.reduceat(np.where(skip, lost, 0), cuts, axis=0)
    before = np.array([one.index for one in filters])[:, None] < np.array(targets)[None, :]
    good = before & (explained > 0) & (asked > 0) & (refused <= (1 - _ASKED) * asked)
    best = np.where(good.any(axis=0), np.where(good, explained, -1).argmax(axis=0), -1)
    pieces = {
        (one.index, number): skip[start : start + one.levels]
        for number, (one, start) in enumerate(zip(filters, cuts.tolist(), strict=True))
    }
    return best, pieces


def _skipping(seen: Any, lost: Any, base: Any, tests: int) -> Any:
    """Tell which levels go with blanks: nearly always, and not by an accident of one survey in a hundred."""
    share = np.divide(lost, seen, out=np.zeros_like(lost), where=seen > 0)
    surprise = -seen * np.log(np.clip(base, 1e-12, 1 - 1e-9))[None, :] - np.log(tests)
    return (share >= _SKIPPED) & (seen >= _FEWEST) & (surprise > _SURPRISE)


def _apply(target: Draft, source: _Filter, skips: NDArray[np.bool_]) -> None:
    skipped = np.concatenate([np.zeros(FIRST_LEVEL, bool), skips])[source.codes]
    rows = skipped & target.blank()
    if not rows.any():
        return
    target.not_asked(rows)
    name = source.draft.label or source.draft.name
    target.reasons.append(Reason("routed", (("variable", name), ("count", str(int(rows.sum()))))))
