"""Gaussian mixture with one shared covariance, for weighted people.

Expectation–maximisation (Dempster, Laird and Rubin 1977). With one covariance the posterior is linear in the
coordinates (Fisher 1936), so that a step costs two thin matrix products.
"""

from collections.abc import Callable

import numpy as np

from persona_studio.analysis.arrays import Floats

RIDGE = 1e-6
"""Added to the covariance, as a share of its mean variance, so that it always has an inverse."""


def fit_mixture(
    points: Floats,
    weights: Floats,
    shares: Floats,
    most: int,
    close: float,
    tick: Callable[[], None] = lambda: None,
) -> tuple[Floats, Floats]:
    """Return slopes (axes, k) and constants (k): a person goes to argmax(x @ slopes + constants).

    ``points`` are (n, axes); ``shares`` (k, n), how much each person belongs to each segment, start the
    iterations, which end after ``most`` steps or when the mean log-likelihood rises by less than ``close``.
    """
    across = np.ascontiguousarray(points.T)  # people along the fast axis: sums over a few segments stay quick
    weights = weights / weights.sum()
    whole = (across * weights) @ across.T
    before = -np.inf
    slopes, constants = np.zeros((len(across), len(shares))), np.zeros(len(shares))
    for _ in range(most):
        tick()
        slopes, constants, base = _maximise(across, shares * weights, whole)
        scores = slopes.T @ across
        scores += constants[:, None]
        top = scores.max(axis=0)
        np.exp(np.subtract(scores, top, out=scores), out=scores)
        sums = scores.sum(axis=0)
        shares = np.divide(scores, sums, out=scores)
        likelihood = float(weights @ (np.log(sums) + top)) + base
        if likelihood - before < close:
            break
        before = likelihood
    return slopes, constants


def _maximise(across: Floats, held: Floats, whole: Floats) -> tuple[Floats, Floats, float]:
    """Return the best rule for people held by segments as told, and the common part of the likelihood."""
    sizes = held.sum(axis=1) + 1e-12
    means = (held @ across.T) / sizes[:, None]
    covariance = whole - (means * sizes[:, None]).T @ means
    covariance[np.diag_indices(len(whole))] += RIDGE * np.trace(whole) / len(whole)
    precision = np.linalg.inv(covariance)
    slopes = precision @ means.T
    constants = np.log(sizes) - 0.5 * np.einsum("ka,ak->k", means, slopes)
    base = 0.5 * float(np.linalg.slogdet(precision)[1] - (precision * whole).sum())
    return slopes, constants, base
