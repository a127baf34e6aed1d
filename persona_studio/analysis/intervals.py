"""Sizes of differences and margins of shares."""

import numpy as np

from persona_studio.analysis.arrays import Floats

Z95 = 1.959963984540054
"""Normal deviate of a 95 % interval, and of the 5 % threshold."""


def cohen_h(share: Floats, overall: Floats) -> Floats:
    """Return the signed distance between two shares (Cohen 1988): 0.2 is small, 0.5 medium, 0.8 large."""
    return np.asarray(
        2 * (np.arcsin(np.sqrt(np.clip(share, 0, 1))) - np.arcsin(np.sqrt(np.clip(overall, 0, 1))))
    )


def wilson(share: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Return the 95 % interval of a share seen on ``size`` effective people (Wilson 1927)."""
    size = np.maximum(size, 1e-12)
    slack = Z95**2 / size
    centre = (share + slack / 2) / (1 + slack)
    half = Z95 / (1 + slack) * np.sqrt(share * (1 - share) / size + slack / (4 * size))
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
