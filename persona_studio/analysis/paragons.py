"""Paragons: the real respondents nearest to the centre of their segment."""

import numpy as np

from persona_studio.analysis.arrays import Floats, Labels, Rows
from persona_studio.analysis.cluster import centres_of

PARAGONS = 5


def paragons(
    points: Floats, weights: Floats, labels: Labels, rows: Rows, k: int
) -> tuple[tuple[int, ...], ...]:
    """Return, per segment, the rows in the wave of the people nearest to its weighted centre, nearest first.

    Equally near people come in the order of the file; distances are those of the space the method looks at.
    """
    centres = centres_of(points, weights, labels, k)
    distances = np.round(((points - centres[labels]) ** 2).sum(axis=1), 9)
    order = np.lexsort([rows, distances])
    return tuple(
        tuple(int(rows[place]) for place in order[labels[order] == segment][:PARAGONS])
        for segment in range(k)
    )
