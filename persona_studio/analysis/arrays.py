"""Names of the array types that travel between the modules of the analysis."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Numbers: coordinates, weights, shares."""
Numbers = NDArray[np.floating[Any]]
"""Answers to a numeric question, NaN where missing."""
Codes = NDArray[np.unsignedinteger[Any]]
"""Levels of one item: 0 is missing, 1 to L the levels in canonical order."""
Labels = NDArray[np.integer[Any]]
"""Segment of each row, counted from 0."""
Rows = NDArray[np.intp]
"""Positions of respondents in a wave."""

CHUNK = 1 << 15
"""Rows handled at once, so that memory does not grow with the survey."""


def chunks(rows: int, size: int = CHUNK) -> Iterator[slice]:
    """Yield slices that cover ``rows`` rows in order."""
    for start in range(0, rows, size):
        yield slice(start, min(start + size, rows))
