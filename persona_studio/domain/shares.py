"""How sure a share is."""

from math import sqrt
from statistics import NormalDist

Z95 = NormalDist().inv_cdf(0.975)
"""Normal deviate of a 95 % interval."""


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (0 to 1) seen on ``n`` > 0 effective people (Wilson 1927)."""
    slack = Z95**2 / n
    middle = (share + slack / 2) / (1 + slack)
    margin = Z95 / (1 + slack) * sqrt(share * (1 - share) / n + slack / (4 * n))
    return max(0.0, middle - margin), min(1.0, middle + margin)
