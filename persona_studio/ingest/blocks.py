"""Grids: neighbouring questions on one scale, under a common name."""

from collections.abc import Sequence

from persona_studio.domain.variables import Kind
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.look import Context
from persona_studio.ingest.scales import find_order
from persona_studio.ingest.stems import Run
from persona_studio.ingest.table import RawColumn

_MOST_TEXTS = 14
_MOST_LEVELS = 11
SMALLEST_RUN = 6
"""Without a common header, fewer neighbours on one numbered scale than this are not taken for a grid."""
SMALLEST_WORDED = 3
"""The same for scales in words, which two questions seldom share by accident."""


def shared_scales(
    columns: Sequence[RawColumn], runs: Sequence[Run], context: Context
) -> dict[int, tuple[str, ...]]:
    """Return the ordered levels of every grid in words, by column; a step nobody chose for an item stays."""
    found: dict[int, tuple[str, ...]] = {}
    for run in runs:
        items = [column for column in columns[run.start : run.stop] if 0 < len(column.texts) <= _MOST_TEXTS]
        answers = [_answers(column, context) for column in items]
        union = sorted(set().union(*answers)) if answers else []
        if len(items) < 2 or len(union) > _MOST_LEVELS or max(map(len, answers)) < 2:
            continue
        order = find_order(union, context.words)
        if order is not None:
            scale = tuple(union[position] for position in order.positions)
            found |= dict.fromkeys((column.position for column in items), scale)
    return found


def _answers(column: RawColumn, context: Context) -> set[str]:
    gone, soft = context.missing.find(column)
    return {
        text for index, text in enumerate(column.texts.to_pylist()) if index not in gone and index not in soft
    }


def name_blocks(drafts: Sequence[Draft], runs: Sequence[Run]) -> None:
    """Give the items of each grid the name of their block.

    A grid is a run of headers with one stem and one scale, or at least six neighbours on one numbered scale.
    """
    stem_of = {
        position: (number, run.stem)
        for number, run in enumerate(runs)
        for position in range(run.start, run.stop)
    }
    taken: set[str] = set()
    for group in _neighbours(drafts):
        for part in _by_stem(group, stem_of):
            stems = {stem_of.get(draft.source[0]) for draft in part}
            stem = next(iter(stems)) if len(stems) == 1 else None
            if stem is not None and len(part) >= 2:
                _name(part, stem[1], taken)
            elif len(part) >= (SMALLEST_RUN if _numbered(part[0]) else SMALLEST_WORDED):
                _name(part, f"{part[0].name} … {part[-1].name}", taken)


def _neighbours(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Return the runs of neighbouring ordinal drafts on the same scale."""
    groups: list[list[Draft]] = []
    current: list[Draft] = []
    for draft in drafts:
        if draft.kind is Kind.ORDINAL and current and _same_scale(current[0], draft):
            current.append(draft)
            continue
        if len(current) > 1:
            groups.append(current)
        current = [draft] if draft.kind is Kind.ORDINAL else []
    return [*groups, current] if len(current) > 1 else groups


def _same_scale(one: Draft, other: Draft) -> bool:
    """Tell whether two scales are one: the same numbers, or texts of which one list holds the other."""
    if _numbered(one) and _numbered(other):
        return abs(len(one.levels) - len(other.levels)) <= 1 and one.levels[0][0] in {"0", "1"}
    first, second = {value for value, _ in one.levels}, {value for value, _ in other.levels}
    return first <= second or second <= first or len(first & second) >= 3


def _numbered(draft: Draft) -> bool:
    return all(value.isdigit() and value == label for value, label in draft.levels)


def _by_stem(group: list[Draft], stem_of: dict[int, tuple[int, str]]) -> list[list[Draft]]:
    """Cut a run where the header's stem changes; items of no stem stay together."""
    parts: list[list[Draft]] = []
    for draft in group:
        if parts and stem_of.get(parts[-1][-1].source[0]) == stem_of.get(draft.source[0]):
            parts[-1].append(draft)
        else:
            parts.append([draft])
    return parts


def _name(part: list[Draft], name: str, taken: set[str]) -> None:
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name} ({number})", number + 1
    taken.add(unique)
    for draft in part:
        draft.block = unique
