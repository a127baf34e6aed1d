"""People who answer high, or low, or at the ends, to everything: measured, and taken out when asked.

The main enemy of rating scales: on real surveys the mean of each person's answers explains a third of raw
segments. A family is a set of at least six items answered on one scale; centring takes each person's mean
deviation out of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.encode import level_shares
from persona_studio.analysis.rare import group_scale
from persona_studio.analysis.table import Item, Measure, Table

SMALLEST_FAMILY = 6
WIDEST_SCALE = 11
TOO_MUCH = 0.25
"""Share of the variance of mean answers between segments above which the style is taken out."""

Family = tuple[int, ...]
"""Places of the items of one scale in a table."""


@dataclass(frozen=True)
class Style:
    """How each person answers a family, whatever the question: level, spread, share at the ends."""

    mean: Floats
    spread: Floats
    extreme: Floats


def families(table: Table) -> tuple[Family, ...]:
    """Return the sets of at least six items answered on the same scale of 3 to 11 levels."""
    by_scale: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, item in enumerate(table.items):
        if (scale := _scale(item)) is not None:
            by_scale[scale].append(place)
    joined = _join_partial(by_scale)
    return tuple(tuple(sorted(places)) for places in joined if len(places) >= SMALLEST_FAMILY)


def _scale(item: Item) -> tuple[str, ...] | None:
    if item.measure is Measure.SCALE:
        return item.levels if 3 <= len(item.levels) <= WIDEST_SCALE else None
    if item.measure is not Measure.NUMBER:
        return None
    there = item.values[~np.isnan(item.values)]
    low, high = there.min(initial=np.inf), there.max(initial=-np.inf)
    if not 2 <= high - low < WIDEST_SCALE or (there % 1).any():
        return None
    return tuple(str(value) for value in range(int(low), int(high) + 1))


def _join_partial(by_scale: dict[tuple[str, ...], list[int]]) -> Iterable[list[int]]:
    """Join the few items where nobody used an end of the scale to those where somebody did."""
    whole: dict[tuple[str, ...], list[int]] = {}
    for scale in sorted(by_scale, key=lambda levels: (-len(levels), levels)):
        places = by_scale[scale]
        alone = len(places) >= SMALLEST_FAMILY
        home = scale if alone else next((other for other in whole if scale in (other[1:], other[:-1])), scale)
        whole.setdefault(home, []).extend(places)
    return whole.values()


def scores(item: Item, weights: Floats, rare: float) -> Floats:
    """Return the answers of an item as numbers around its mean, NaN where missing."""
    if item.measure is Measure.SCALE:
        values = np.concatenate([[np.nan], group_scale(level_shares(item, weights), rare)])[item.values]
    else:
        values = item.values.astype(np.float64)
    there = ~np.isnan(values)
    total = weights[there].sum()
    return values - (weights[there] @ values[there] / total if total else 0.0)


def style_of(table: Table, family: Family, rare: float) -> Style:
    """Return how each person answers the items of a family; people who answered none get zeros."""
    count, mean, square, ends = (np.zeros(table.n) for _ in range(4))
    for place in family:
        item = table.items[place]
        values = scores(item, table.weights, rare)
        count += ~np.isnan(values)
        ends += _at_an_end(item)
        np.nan_to_num(values, copy=False)
        mean += values
        square += values**2
    count = np.maximum(count, 1.0)
    mean /= count
    return Style(mean, np.sqrt(np.maximum(square / count - mean**2, 0.0)), ends / count)


def _at_an_end(item: Item) -> np.ndarray:
    low, high = 1.0, float(len(item.levels))
    if item.measure is Measure.NUMBER:
        low, high = float(np.nanmin(item.values)), float(np.nanmax(item.values))
    return np.asarray((item.values == low) | (item.values == high))


def centred(table: Table, chosen: Sequence[Family], rare: float) -> Table:
    """Return the table where each person's mean deviation is taken out of the items of some families."""
    items = list(table.items)
    for family in chosen:
        mean = style_of(table, family, rare).mean
        for place in family:
            values = scores(items[place], table.weights, rare) - mean
            items[place] = replace(
                items[place], measure=Measure.NUMBER, values=values.astype(np.float32), levels=()
            )
    return replace(table, items=tuple(items))


def explained(values: Floats, labels: np.ndarray, weights: Floats) -> float:
    """Return η²: the share (0 to 1) of the weighted variance of ``values`` that lies between segments."""
    total = weights.sum()
    gaps = values - weights @ values / total
    whole = float(weights @ gaps**2)
    if whole <= 1e-12 * total:
        return 0.0
    masses = np.bincount(labels, weights=weights)
    sums = np.bincount(labels, weights=weights * gaps)
    return float((sums[masses > 0] ** 2 / masses[masses > 0]).sum() / whole)
