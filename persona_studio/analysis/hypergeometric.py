"""Exact test values of levels, in the log domain: one vectorised sum instead of one call per cell.

The test value (Lebart, Morineau and Piron 1995) is the normal deviate of the hypergeometric probability of so
many people of the segment giving an answer, with mid-p: the observed count counts for half. R underflows to
infinity where logs do not.
"""

import numpy as np
from scipy.special import gammaln, log_ndtr, ndtri_exp

from persona_studio.analysis.arrays import Floats

NEGLIGIBLE = 1e-17
LOG_TWO = float(np.log(2.0))


def level_test(count: Floats, chosen: Floats, size: Floats, total: Floats) -> tuple[Floats, Floats]:
    """Return the signed test value and the log of its two-sided p.

    ``count`` of the ``size`` people of a segment gave an answer that ``chosen`` of all ``total`` gave; the
    arrays have one shape. Weighted counts need not be whole: the sum then runs from the count in steps of
    one.
    """
    over = count * total > size * chosen
    # Few of those who gave it is the same event as many of those who did not.
    upper = np.where(over, count, size - count)
    others = np.where(over, chosen, total - chosen)
    log_tail = log_upper_half(upper, others, size, total)
    log_p = np.minimum(log_tail + LOG_TWO, 0.0)
    return np.where(over, -1.0, 1.0) * ndtri_exp(np.minimum(log_p - LOG_TWO, -LOG_TWO)), log_p


def log_upper_half(count: Floats, chosen: Floats, size: Floats, total: Floats) -> Floats:
    """Return log(P(X > count) + P(X = count) / 2) for X hypergeometric, count at or above its mean."""
    log_here = (
        _log_choose(chosen, count) + _log_choose(total - chosen, size - count) - _log_choose(total, size)
    )
    return log_here + np.log(0.5 + _above(count, chosen, size, total))


def _above(count: Floats, chosen: Floats, size: Floats, total: Floats) -> Floats:
    """Return P(X > count) / P(X = count), term by term until the rest is negligible."""
    tail, term, step = np.zeros(count.size), np.ones(count.size), 0.0
    going = np.arange(count.size)
    flat = [np.ravel(part) for part in (count, chosen, size, total)]
    while going.size:
        here, among, people, everybody = (part[going] for part in flat)
        here = here + step
        left = np.maximum(among - here, 0.0) * np.maximum(people - here, 0.0)
        term = term * left / ((here + 1.0) * np.maximum(everybody - among - people + here + 1.0, 1e-300))
        tail[going] += term
        on = term > NEGLIGIBLE * (tail[going] + 0.5)
        going, term, step = going[on], term[on], step + 1.0
    return tail.reshape(count.shape)


def _log_choose(n: Floats, k: Floats) -> Floats:
    rest = np.maximum(n - k, 0.0)
    return np.asarray(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(rest + 1.0))


def mean_test(gap: Floats, variance: float, size: Floats, total: float) -> tuple[Floats, Floats]:
    """Return the signed test value of a segment's mean, and the log of its two-sided p.

    ``gap`` is the mean of ``size`` people drawn without replacement from ``total``, less everybody's; values
    have ``variance``. Empty segments, and one that holds everybody, get 0.
    """
    room = variance * (total - size) / max(total - 1.0, 1e-300)
    real = (size > 0) & (room > 1e-12 * variance)
    v = np.where(real, gap * np.sqrt(size) / np.sqrt(np.where(real, room, 1.0)), 0.0)
    return v, np.asarray(log_ndtr(-np.abs(v)) + LOG_TWO)


def benjamini_hochberg(log_p: Floats) -> Floats:
    """Return p-values (0 to 1) adjusted for the number of tests (Benjamini and Hochberg 1995)."""
    if not log_p.size:
        return np.zeros(0)
    order = np.argsort(log_p, kind="stable")
    ranked = log_p[order] + np.log(log_p.size) - np.log(np.arange(1, log_p.size + 1))
    adjusted = np.empty(log_p.size)
    adjusted[order] = np.exp(np.minimum(np.minimum.accumulate(ranked[::-1])[::-1], 0.0))
    return adjusted
