"""Names of the array types that travel between the modules of the analysis."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
"""Numbers: coordinates, weights, shares."""
Codes = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.uint32]
"""Levels of one item: 0 is missing, 1 to L the levels in canonical order."""
Labels = NDArray[np.intp]
"""Segment of each row, counted from 0."""
Rows = NDArray[np.intp]
"""Positions of respondents in a wave."""

CHUNK = 1 << 15
"""Rows handled at once, so that memory does not grow with the survey."""


def chunks(rows: int, size: int = CHUNK) -> Iterator[slice]:
    """Yield slices that cover ``rows`` rows in order."""
    for start in range(0, rows, size):
        yield slice(start, min(start + size, rows))
