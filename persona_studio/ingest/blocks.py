"""Grids: questions on one scale, under a common name or not; wherever they stand in the file."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from persona_studio.domain.variables import Kind
from persona_studio.ingest.draft import Draft
from persona_studio.ingest.look import Context
from persona_studio.ingest.roles import is_metadata
from persona_studio.ingest.scales import find_order, order_codes
from persona_studio.ingest.table import RawColumn
from persona_studio.ingest.words import Words, fold, fold_header

_MOST_TEXTS = 14
_MOST_LEVELS = 11
SMALLEST_NUMBERED = 6
"""Without a common header, fewer questions on one numbered scale than this are not taken for a grid."""
SMALLEST_WORDED = 3
"""The same for scales in words, which two questions seldom share by accident."""
Scale = tuple[str, ...]
"""The answers of a question, folded, low to high."""
T = TypeVar("T")
K = TypeVar("K")


def shared_scales(
    columns: Sequence[RawColumn], stems: Mapping[int, str], context: Context
) -> dict[int, tuple[str, ...]]:
    """Return the ordered levels of every grid in words, by column; a step nobody chose for an item stays.

    ``stems`` tells the common header of the columns that have one, by position.
    """
    families: dict[str, dict[int, frozenset[str]]] = defaultdict(dict)
    for column in columns:
        if column.position in stems and 0 < len(column.texts) <= _MOST_TEXTS:
            families[stems[column.position]][column.position] = _answers(column, context)
    found: dict[int, tuple[str, ...]] = {}
    for answers in families.values():
        found |= _shared_numbers(answers)
        for items in _joined(answers, answers.__getitem__, lambda one, other: bool(one & other)):
            union = sorted(frozenset().union(*(answers[position] for position in items)))
            if len(items) < 2 or len(union) > _MOST_LEVELS or max(len(answers[p]) for p in items) < 2:
                continue
            order = find_order(union, context.words) or order_codes(union)
            if order is not None:
                found |= dict.fromkeys(items, tuple(union[position] for position in order.positions))
    return found


def _shared_numbers(answers: Mapping[int, frozenset[str]]) -> dict[int, tuple[str, ...]]:
    """Return the steps of grids of marks: a last step that nobody gave to one item is still a step."""
    marks = {
        position: (min(numbers), max(numbers))
        for position, texts in answers.items()
        if len(texts) >= 3 and all(text.isdecimal() and len(text) <= 2 for text in texts)
        for numbers in [[int(text) for text in texts]]
    }
    found: dict[int, tuple[str, ...]] = {}
    for low in {low for low, _ in marks.values()}:
        ends = {position: high for position, (start, high) in marks.items() if start == low}
        highest = max(ends.values())
        if len(ends) > 1 and highest <= 10 and highest - min(ends.values()) == 1:
            steps = tuple(str(step) for step in range(low, highest + 1))
            found |= dict.fromkeys(ends, steps)
    return found


def _answers(column: RawColumn, context: Context) -> frozenset[str]:
    gone, soft = context.missing.find(column)
    texts = enumerate(column.texts.to_pylist())
    return frozenset(text for index, text in texts if index not in gone and index not in soft)


def name_blocks(drafts: Sequence[Draft], stems: Mapping[int, str], words: Words) -> None:
    """Give the items of each grid the name of their block.

    A grid is two questions or more with one stem and one scale, or enough questions of one file on the very
    same scale. The order of the columns changes neither the grids nor their names.
    """
    scales = [draft for draft in drafts if draft.kind is Kind.ORDINAL and not is_metadata(draft, words)]
    scales.sort(key=lambda draft: _natural(draft.name))
    families: dict[str, list[Draft]] = defaultdict(list)
    for draft in scales:
        if draft.source[0] in stems:
            families[stems[draft.source[0]]].append(draft)
    grids = [
        (stem, part)
        for stem, family in sorted(families.items())
        for part in _joined(family, _scale, _near_scale)
        if len(part) >= 2
    ]
    taken = {id(draft) for _, part in grids for draft in part}
    # Education asked from 1 to 5 is a fact, even among fifty things rated 1 to 5.
    alone = [d for d in scales if id(d) not in taken and not words.fact.equals(fold_header(d.name))]
    for part in _joined(alone, _scale, _same_scale):
        if len(part) >= (SMALLEST_NUMBERED if _numbered(_scale(part[0])) else SMALLEST_WORDED):
            ends = sorted((draft.name for draft in part), key=_natural)
            grids.append((f"{ends[0]} … {ends[-1]}", part))
    _name(grids)


def _joined(items: Iterable[T], key: Callable[[T], K], same: Callable[[K, K], bool]) -> list[list[T]]:
    """Return the items in groups: two are together when a chain of same keys leads from one to the other."""
    by_key: dict[K, list[T]] = defaultdict(list)
    for item in items:
        by_key[key(item)].append(item)
    groups: list[list[K]] = []
    for one in by_key:
        near = [group for group in groups if any(same(one, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), one])
    return [[item for one in group for item in by_key[one]] for group in groups]


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sorting key that puts q2 before q10."""
    pieces = re.findall(r"\d+|\D+", fold(name))
    return (*((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces), (1, 0, name))


def _scale(draft: Draft) -> Scale:
    return tuple(fold(label) for _, label in draft.levels)


def _near_scale(one: Scale, other: Scale) -> bool:
    """Tell whether two scales under one header are one: a step nobody chose may lack at an end."""
    if _numbered(one) and _numbered(other):
        return abs(len(one) - len(other)) <= 1 and {one[0], other[0]} <= {"0", "1"}
    return _same_words(one, other)


def _same_scale(one: Scale, other: Scale) -> bool:
    """Tell whether two scales are one: the very same numbers, or the same words."""
    if _numbered(one) or _numbered(other):
        return one == other
    return _same_words(one, other)


def _same_words(one: Scale, other: Scale) -> bool:
    """Tell whether two scales are in the same words, of which one may lack some."""
    first, second = set(one), set(other)
    return first <= second or second <= first or len(first & second) >= 3


def _numbered(scale: Scale) -> bool:
    return all(step.isdigit() for step in scale)


def _name(grids: Sequence[tuple[str, list[Draft]]]) -> None:
    taken: set[str] = set()
    for name, part in grids:
        unique, number = name, 2
        while unique in taken:
            unique, number = f"{name} ({number})", number + 1
        taken.add(unique)
        for draft in part:
            draft.block = unique
