"""What sets each segment apart: every level and number, active or illustrative, against everybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.hypergeometric import benjamini_hochberg, level_test, mean_test
from persona_studio.analysis.intervals import Z95, cohen_h, wilson
from persona_studio.analysis.table import USABLE, buffer, numbers, recode
from persona_studio.domain.segments import Finding
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Column

SIGNIFICANT = 0.05
SMALLEST_GAP, SMALLEST_EFFECT, SMALLEST_BASE = 0.05, 0.2, 30
MOST_FINDINGS = 1000
"""Findings kept per segment, strongest first: a thousand lines are more than anybody reads."""


@dataclass(frozen=True)
class Groups:
    """Segments and weights of the respondents used; ``segment`` counts from 0, ``weights`` sum to their number."""

    rows: np.ndarray
    segment: np.ndarray
    weights: Floats
    k: int

    def sums(self, there: np.ndarray, values: Floats | None = None) -> Floats:
        """Return, per segment, the sum of ``values`` (or the number of people) where ``there``."""
        return np.bincount(self.segment[there], weights=values, minlength=self.k).astype(np.float64)


@dataclass(frozen=True)
class Contrasts:
    """Tests of one variable: arrays of shape (levels, segments), one row for a number.

    ``codes`` are the levels' codes, None for a number. Shares, means and sizes are weighted, ``count`` and ``base`` are not.
    """

    variable: Variable
    codes: tuple[int | None, ...]
    share: Floats
    overall: Floats
    effect: Floats
    v: Floats
    log_p: Floats
    low: Floats
    high: Floats
    count: np.ndarray
    base: np.ndarray


def contrast(variable: Variable, column: Column, groups: Groups) -> Contrasts | None:
    """Return the tests of a variable, or None when nobody answered or all answered the same."""
    if variable.kind is Kind.NUMERIC:
        return _number(variable, numbers(column)[groups.rows], groups)
    if variable.kind is Kind.MULTIPLE:
        return _options(variable, np.atleast_2d(buffer(column)), groups)
    return _levels(variable, buffer(column)[groups.rows], groups)


def _levels(variable: Variable, stored: np.ndarray, groups: Groups) -> Contrasts | None:
    codes = [level.code for level in variable.levels]
    ranks = recode(stored, codes).astype(np.intp)
    width = len(codes) + 1
    cell = groups.segment * width + ranks
    shape = (groups.k, width)
    held = np.bincount(cell, weights=groups.weights, minlength=groups.k * width).reshape(shape).T[1:]
    count = np.bincount(cell, minlength=groups.k * width).reshape(shape).T[1:]
    answered = ranks > 0
    base = np.tile(count.sum(axis=0), (len(codes), 1))
    return _shares(variable, tuple(codes), held, np.tile(held.sum(axis=0), (len(codes), 1)), count, base,
                   np.tile(_squares(groups, answered), (len(codes), 1)))  # fmt: skip


def _options(variable: Variable, stored: np.ndarray, groups: Groups) -> Contrasts | None:
    codes = tuple(level.code for level in variable.levels)
    held, size, count, base, squares = (np.zeros((len(codes), groups.k)) for _ in range(5))
    for place, code in enumerate(codes):
        ranks = recode(stored[code], [0, 1])[groups.rows]
        answered, chosen = ranks > 0, ranks == 2
        held[place] = groups.sums(chosen, groups.weights[chosen])
        size[place] = groups.sums(answered, groups.weights[answered])
        count[place], base[place] = groups.sums(chosen), groups.sums(answered)
        squares[place] = _squares(groups, answered)
    return _shares(variable, codes, held, size, count.astype(np.intp), base.astype(np.intp), squares)


def _squares(groups: Groups, there: np.ndarray) -> Floats:
    return groups.sums(there, groups.weights[there] ** 2)


def _shares(
    variable: Variable,
    codes: tuple[int, ...],
    held: Floats,
    size: Floats,
    count: np.ndarray,
    base: np.ndarray,
    squares: Floats,
) -> Contrasts | None:
    """Test weighted numbers of people ``held`` by each level of ``size`` who answered, brought to their effective number."""
    total, chosen = size.sum(axis=1, keepdims=True), held.sum(axis=1, keepdims=True)
    tested = np.flatnonzero((chosen[:, 0] > 0) & (chosen[:, 0] < total[:, 0] * (1 - 1e-12)))
    if not len(tested):
        return None
    held, size, total, chosen, squares = (part[tested] for part in (held, size, total, chosen, squares))
    # Weights make fewer people of many: the tests must not see more than Kish's effective number of them.
    shrink = total / squares.sum(axis=1, keepdims=True)
    share = np.divide(held, size, out=np.zeros_like(held), where=size > 0)
    overall = np.broadcast_to(chosen / total, held.shape)
    parts = [np.broadcast_to(part * shrink, held.shape) for part in (held, chosen, size, total)]
    v, log_p = level_test(*parts)
    effective = np.divide(size**2, squares, out=np.zeros_like(size), where=squares > 0)
    low, high = wilson(share, effective)
    return Contrasts(variable, tuple(codes[place] for place in tested), share, overall, cohen_h(share, overall),
                     v, log_p, low, high, count[tested], base[tested])  # fmt: skip


def _number(variable: Variable, values: Floats, groups: Groups) -> Contrasts | None:
    there = ~np.isnan(values)
    weights, values = groups.weights[there], values[there]
    total = weights.sum()
    if not total:
        return None
    overall = float(weights @ values / total)
    gaps = values - overall
    variance = float(weights @ gaps**2 / total)
    if variance <= 1e-20 * max(overall**2, 1.0):
        return None
    size, squares = groups.sums(there, weights), _squares(groups, there)
    mean = np.divide(groups.sums(there, weights * gaps), size, out=np.zeros(groups.k), where=size > 0)
    inside = np.divide(groups.sums(there, weights * gaps**2), size, out=np.zeros(groups.k), where=size > 0) - mean**2
    shrink = total / squares.sum()
    v, log_p = mean_test(mean, np.zeros(groups.k), np.full(groups.k, variance), size * shrink,
                         np.full(groups.k, total * shrink))  # fmt: skip
    effective = np.divide(size**2, squares, out=np.full(groups.k, np.inf), where=squares > 0)
    half = Z95 * np.sqrt(np.maximum(inside, 0.0) / effective)
    mean = mean + overall
    base = groups.sums(there).astype(np.intp)
    row = [part[None, :] for part in (mean, np.full(groups.k, overall), (mean - overall) / np.sqrt(variance), v, log_p)]
    return Contrasts(variable, (None,), *row, (mean - half)[None, :], (mean + half)[None, :], base[None, :], base[None, :])


def findings(contrasts: Sequence[Contrasts], active: frozenset[str], k: int) -> tuple[tuple[Finding, ...], ...]:
    """Return, per segment, the contrasts under 5 % before correction: those shown first, then by strength of effect."""
    if not contrasts:
        return ((),) * k
    adjusted = benjamini_hochberg(np.concatenate([c.log_p.ravel() for c in contrasts]))
    lists: list[list[Finding]] = [[] for _ in range(k)]
    start = 0
    for part in contrasts:
        after = adjusted[start : start + part.log_p.size].reshape(part.log_p.shape)
        start += part.log_p.size
        for segment, finding in _kept(part, after, part.variable.id in active):
            lists[segment].append(finding)
    names = {c.variable.id: c.variable.name for c in contrasts}
    return tuple(tuple(sorted(found, key=lambda f: _rank(f, names))[:MOST_FINDINGS]) for found in lists)


def _rank(finding: Finding, names: dict[str, str]) -> tuple[bool, float, str, int]:
    return not finding.shown, -abs(finding.effect), names[finding.variable], -1 if finding.level is None else finding.level


def _kept(part: Contrasts, adjusted: Floats, active: bool) -> Iterator[tuple[int, Finding]]:
    gap = np.abs(part.share - part.overall)
    large = np.abs(part.effect) >= SMALLEST_EFFECT
    if part.codes[0] is not None:
        large |= gap >= SMALLEST_GAP
    shown = (adjusted <= SIGNIFICANT) & large & (part.base >= SMALLEST_BASE)
    for level, segment in zip(*np.nonzero(part.log_p <= np.log(SIGNIFICANT)), strict=True):
        at = (level, segment)
        share, overall = float(part.share[at]), float(part.overall[at])
        yield int(segment), Finding(
            variable=part.variable.id,
            level=part.codes[level],
            share=share,
            overall=overall,
            ratio=share / overall if overall else 0.0,
            effect=float(part.effect[at]),
            v=float(part.v[at]),
            p_adjusted=float(adjusted[at]),
            count=int(part.count[at]),
            base=int(part.base[at]),
            low=float(part.low[at]),
            high=float(part.high[at]),
            active=active,
            shown=bool(shown[at]),
        )


def testable(variables: Sequence[Variable]) -> list[Variable]:
    """Return the variables that have levels or numbers to test."""
    return [variable for variable in variables if variable.kind in USABLE]
