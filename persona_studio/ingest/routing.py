"""Questions that were not asked: blanks that another answer explains.

A question is routed when nearly everybody who gave some answers to an earlier question left it empty, and
most of the others did not. Found on a sample of rows by one matrix product, applied to all rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from persona_studio.domain.variables import FIRST_LEVEL, Kind, Reason
from persona_studio.ingest.draft import Draft

_SAMPLE = 4000
_FILTERS = 300
_SKIPPED = 0.97
_ASKED = 0.5
_FEWEST = 5
_SURPRISE = float(-np.log(0.01))


@dataclass(frozen=True, slots=True)
class _Filter:
    """Codes that may route later questions; ``size`` is one more than the largest code."""

    index: int
    draft: Draft
    codes: Any
    size: int


def mark_not_asked(drafts: Sequence[Draft]) -> None:
    """Turn empty answers into "not asked" where an earlier answer explains them."""
    if not drafts:
        return
    rows = _sample(drafts[0].rows)
    blanks = [draft.blank() for draft in drafts]
    targets = [i for i, blank in enumerate(blanks) if _is_target(drafts[i], blank)]
    filters = [one for index, draft in enumerate(drafts) for one in _filters(index, draft)][:_FILTERS]
    if not targets or not filters:
        return
    empty = np.stack([blanks[i][rows] for i in targets]).astype(np.float32)
    for position, target in enumerate(targets):
        best = _explanation(filters, target, empty[position], rows)
        if best is not None:
            _apply(drafts[target], *best)


def _sample(rows: int) -> NDArray[np.int64]:
    return np.arange(0, rows, max(1, rows // _SAMPLE))


def _is_target(draft: Draft, blank: NDArray[np.bool_]) -> bool:
    return draft.kind not in {Kind.IDENTIFIER, Kind.WEIGHT} and 0.02 * blank.size <= blank.sum() < blank.size


def _filters(index: int, draft: Draft) -> list[_Filter]:
    """Return what may route: a question of few levels, or each option of a multiple choice."""
    if draft.kind in {Kind.NOMINAL, Kind.ORDINAL} and 2 <= len(draft.levels) <= 12:
        return [_Filter(index, draft, draft.data, FIRST_LEVEL + len(draft.levels))]
    if draft.kind is Kind.MULTIPLE and len(draft.levels) <= 30:
        return [_Filter(index, draft, codes, FIRST_LEVEL + 2) for codes in draft.data]
    return []


def _explanation(
    filters: Sequence[_Filter], target: int, empty: Any, rows: Any
) -> tuple[_Filter, NDArray[np.bool_]] | None:
    """Return the filter that explains most blanks and which of its levels skip the question."""
    best: tuple[float, _Filter, NDArray[np.bool_]] | None = None
    log_base = float(np.log(min(empty.mean(), 1 - 1e-9))) if empty.any() else -1.0
    log_tests = float(np.log(sum(one.size for one in filters)))
    for one in filters:
        if one.index >= target:
            break
        size, codes = one.size, one.codes[rows]
        seen = np.bincount(codes, minlength=size).astype(float)
        lost = np.bincount(codes, weights=empty, minlength=size)
        share = np.divide(lost, seen, out=np.zeros(size), where=seen > 0)
        # That a group of this size is all blank by accident must be less likely than one in a hundred
        # surveys.
        surprise = -seen * log_base - log_tests
        skips = (share >= _SKIPPED) & (seen >= _FEWEST) & (surprise > _SURPRISE)
        skips[:FIRST_LEVEL] = False
        asked = ~skips
        asked[:FIRST_LEVEL] = False
        if not skips.any() or not seen[asked].sum() or lost[asked].sum() > (1 - _ASKED) * seen[asked].sum():
            continue
        explained = float(lost[skips].sum())
        if best is None or explained > best[0]:
            best = explained, one, skips
    return None if best is None else best[1:]


def _apply(target: Draft, source: _Filter, skips: NDArray[np.bool_]) -> None:
    rows = skips[source.codes] & target.blank()
    target.not_asked(rows)
    target.reasons.append(
        Reason(
            "routed", (("variable", source.draft.label or source.draft.name), ("count", str(int(rows.sum()))))
        )
    )
