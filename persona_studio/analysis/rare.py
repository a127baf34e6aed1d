"""Rare levels are grouped before the axes: one level of 14 people would else become a segment."""

import numpy as np

from persona_studio.analysis.arrays import Floats


def group_names(shares: Floats, rare: float) -> np.ndarray:
    """Return the group (from 0) of each nominal level; -1 for levels nobody chose.

    ``shares`` are weighted shares among those who answered. Levels under ``rare`` go together; while they are
    still rare together, the smallest other level joins them. A single rare level therefore joins the next
    smallest one.
    """
    groups = np.full(len(shares), -1)
    order = [int(level) for level in np.argsort(shares, kind="stable") if shares[level] > 0]
    together = [level for level in order if shares[level] < rare]
    for level in order[len(together) :]:
        if not together or shares[together].sum() >= rare:
            break
        together.append(level)
    groups[together] = 0
    others = sorted(set(order) - set(together))
    groups[others] = np.arange(len(others)) + bool(together)
    return groups


def group_scale(shares: Floats, rare: float) -> Floats:
    """Return the score of each ordinal level: its rank, or the mean rank of its group of neighbours.

    The rarest group under ``rare`` joins its smaller neighbour until none is rare. Levels nobody chose do not
    count as groups, but keep their place on the scale, so that the distance between the others stays.
    """
    groups = [[level] for level in range(len(shares)) if shares[level] > 0]
    while len(groups) > 1:
        sizes = [float(shares[group].sum()) for group in groups]
        smallest = int(np.argmin(sizes))
        if sizes[smallest] >= rare:
            break
        around = [place for place in (smallest - 1, smallest + 1) if 0 <= place < len(groups)]
        partner = min(around, key=lambda place: sizes[place])
        low, high = sorted((smallest, partner))
        groups[low : high + 1] = [groups[low] + groups[high]]
    scores = np.arange(len(shares), dtype=np.float64)
    for group in groups:
        scores[group] = np.average(group, weights=shares[group])
    return scores
