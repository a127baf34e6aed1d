"""Changes made to segments by hand, on arrays: segments merged, or one parted in two.

A change is told by the numbers (from 1) of the segments it concerns. Followed on other segments of the same
people, it concerns the parts that come nearest to these.
"""

import numpy as np
from scipy.spatial import cKDTree

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.cluster import Effort, Tick, grow
from persona_studio.analysis.cut import FIT_PEOPLE
from persona_studio.domain.segments import Shaping
from persona_studio.errors import UserError

MERGE, SPLIT = "merge", "split"


def growth(change: Shaping) -> int:
    """Return how many segments more a change makes."""
    return 1 if change.verb == SPLIT else 1 - len(change.numbers)


def merged(numbers: np.ndarray, those: np.ndarray) -> np.ndarray:
    """Return segments (from 0) of which ``those`` are one, under the smallest of their numbers."""
    return np.where(np.isin(numbers, those), those.min(), numbers)


def parted(numbers: np.ndarray, one: int, sides: np.ndarray) -> np.ndarray:
    """Return segments (from 0) where the members of ``one`` on side 1 are a segment of their own."""
    parts = numbers.astype(np.intp)
    members = np.flatnonzero(numbers == one)
    parts[members[sides == 1]] = parts.max(initial=0) + 1
    return parts


def two_sides(
    points: Floats, weights: Floats, random: np.random.Generator, effort: Effort, tick: Tick
) -> np.ndarray:
    """Return the side (0 or 1) of each person in the tree of these people, cut in two (Ward 1963).

    Above 20,000 people, or as many distinct points as ``effort`` allows, the tree is that of some of them or
    of small groups, and everybody goes with the nearest one. People of weight 0 take no part in the tree.

    Raises:
        UserError: all of them are at one point.
    """
    some = np.flatnonzero(weights > 0)
    if len(some) > FIT_PEOPLE:
        some = np.sort(random.choice(some, FIT_PEOPLE, replace=False))
    grove = grow(points[some], weights[some], random, effort, tick) if len(some) > 1 else None
    if grove is None or len(grove.nodes) < 2:
        raise UserError("segment_indivisible")
    side = grove.tree.cut(2)
    return np.asarray(side[cKDTree(grove.nodes).query(points)[1]])


def nearest(change: Shaping, before: np.ndarray, other: np.ndarray, weights: Floats) -> np.ndarray:
    """Return the parts of ``other`` that stand for the segments of a change, made to ``before``.

    For a merge: each part whose best Jaccard index is with one of them. For a split: the part most like it.
    """
    rows, columns = int(before.max(initial=0)) + 1, int(other.max(initial=0)) + 1
    cells = before.astype(np.intp) * columns + other
    table = np.bincount(cells, weights=weights, minlength=rows * columns).reshape(rows, columns)
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0) - table
    likeness = table / np.maximum(union, 1e-12)
    wanted = np.array(change.numbers) - 1
    if change.verb == SPLIT:
        return np.array([int(likeness[wanted[0]].argmax())])
    return np.flatnonzero(np.isin(likeness.argmax(axis=0), wanted))
