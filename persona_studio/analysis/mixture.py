"""Gaussian mixture with one shared covariance, for weighted people.

Expectation–maximisation (Dempster, Laird and Rubin 1977). With one covariance the posterior is linear in the
coordinates (Fisher 1936), so that a step costs two thin matrix products.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import Floats

RIDGE = 1e-6
"""Added to the covariance, as a share of its mean variance, so that it always has an inverse."""


@dataclass(frozen=True)
class Fit:
    """A mixture as a rule: a person goes to argmax(x @ slopes + constants); slopes (axes, k), constants (k).

    ``likelihood`` is the mean log-likelihood per person, up to a constant; ``shares`` (k, n) how much each
    person belongs to each segment.
    """

    slopes: Floats
    constants: Floats
    likelihood: float
    shares: Floats


def fit_mixture(
    points: Floats,
    weights: Floats,
    shares: Floats,
    most: int,
    close: float,
    tick: Callable[[], None] = lambda: None,
) -> Fit:
    """Return the mixture that starts from ``shares`` (k, n) of people at ``points`` (n, axes).

    It ends after ``most`` steps (at least one), or when the mean log-likelihood rises by less than ``close``.
    """
    across = np.ascontiguousarray(points.T)  # people along the fast axis: sums over a few segments stay quick
    weights = weights / weights.sum()
    whole = (across * weights) @ across.T
    fit = _step(across, weights, shares, whole)
    for _ in range(most - 1):
        tick()
        before, fit = fit, _step(across, weights, fit.shares, whole)
        if fit.likelihood - before.likelihood < close:
            break
    return fit


def _step(across: Floats, weights: Floats, shares: Floats, whole: Floats) -> Fit:
    slopes, constants, base = _maximise(across, shares * weights, whole)
    scores = slopes.T @ across
    scores += constants[:, None]
    top = scores.max(axis=0)
    np.exp(np.subtract(scores, top, out=scores), out=scores)
    sums = scores.sum(axis=0)
    likelihood = float(weights @ (np.log(sums) + top)) + base
    return Fit(slopes, constants, likelihood, np.divide(scores, sums, out=scores))


def _maximise(across: Floats, held: Floats, whole: Floats) -> tuple[Floats, Floats, float]:
    """Return the best rule for people held by segments as told, and the common part of the likelihood."""
    sizes = held.sum(axis=1) + 1e-12
    means = (held @ across.T) / sizes[:, None]
    covariance = whole - (means * sizes[:, None]).T @ means
    covariance[np.diag_indices(len(whole))] += RIDGE * np.trace(whole) / len(whole)
    precision = np.linalg.inv(covariance)
    slopes = precision @ means.T
    constants = np.log(sizes) - 0.5 * (means.T * slopes).sum(axis=0)
    base = 0.5 * float(np.linalg.slogdet(precision)[1] - (precision * whole).sum())
    return slopes, constants, base
