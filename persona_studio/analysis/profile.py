"""What sets each segment apart: every level and number, active or illustrative, against everybody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.hypergeometric import benjamini_hochberg, level_test, mean_test
from persona_studio.analysis.intervals import Z95, cohen_h, wilson
from persona_studio.analysis.table import buffer, numbers, recode
from persona_studio.domain.recipes import USABLE
from persona_studio.domain.segments import Finding
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Column

SIGNIFICANT = 0.05
SMALLEST_GAP, SMALLEST_EFFECT, SMALLEST_BASE = 0.05, 0.2, 30
FEWEST_TOLD = 10
"""No figure from fewer people is shown (privacy)."""
MOST_FINDINGS = 1000
"""Findings kept per segment, strongest first: a thousand lines are more than anybody reads."""


@dataclass(frozen=True)
class Groups:
    """Segments (from 0) and weights (which sum to their number) of the respondents used."""

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

    ``codes`` are the levels' codes, None for a number. Shares, means and sizes are weighted, ``count`` and
    ``base`` are not.
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


@dataclass(frozen=True)
class Tally:
    """People by level and segment; arrays of shape (levels, segments).

    ``held`` gave the level among ``size`` who answered, both weighted; ``count`` and ``base`` the same,
    unweighted; ``squares`` sums the squared weights of those who answered.
    """

    held: Floats
    size: Floats
    count: np.ndarray
    base: np.ndarray
    squares: Floats

    def take(self, levels: np.ndarray) -> "Tally":
        """Return the tally of some levels."""
        parts = (self.held, self.size, self.count, self.base, self.squares)
        return Tally(*(part[levels] for part in parts))


def _levels(variable: Variable, stored: np.ndarray, groups: Groups) -> Contrasts | None:
    codes = [level.code for level in variable.levels]
    ranks = recode(stored, codes).astype(np.intp)
    width = len(codes) + 1
    cell = groups.segment * width + ranks
    shape = (groups.k, width)
    held = np.asarray(np.bincount(cell, groups.weights, groups.k * width), np.float64).reshape(shape).T[1:]
    count = np.bincount(cell, minlength=groups.k * width).reshape(shape).T[1:]
    every = (len(codes), 1)
    tally = Tally(
        held=held,
        size=np.tile(held.sum(axis=0), every),
        count=count,
        base=np.tile(count.sum(axis=0), every),
        squares=np.tile(_squares(groups, ranks > 0), every),
    )
    return _shares(variable, codes, tally)


def _options(variable: Variable, stored: np.ndarray, groups: Groups) -> Contrasts | None:
    codes = [level.code for level in variable.levels]
    held, size, count, base, squares = (np.zeros((len(codes), groups.k)) for _ in range(5))
    for place, code in enumerate(codes):
        ranks = recode(stored[code], [0, 1])[groups.rows]
        answered, chosen = ranks > 0, ranks == 2
        held[place] = groups.sums(chosen, groups.weights[chosen])
        size[place] = groups.sums(answered, groups.weights[answered])
        count[place], base[place] = groups.sums(chosen), groups.sums(answered)
        squares[place] = _squares(groups, answered)
    return _shares(variable, codes, Tally(held, size, count, base, squares))


def _squares(groups: Groups, there: np.ndarray) -> Floats:
    return groups.sums(there, groups.weights[there] ** 2)


def _shares(variable: Variable, codes: Sequence[int], tally: Tally) -> Contrasts | None:
    """Test the levels that some but not all gave, on weighted numbers brought to their effective number."""
    whole, chosen = tally.size.sum(axis=1), tally.held.sum(axis=1)
    tested = np.flatnonzero((chosen > 0) & (chosen < whole * (1 - 1e-12)))
    if not len(tested):
        return None
    tally = tally.take(tested)
    held, size, squares = tally.held, tally.size, tally.squares
    total, chosen = size.sum(axis=1, keepdims=True), held.sum(axis=1, keepdims=True)
    # Weights make fewer people of many: the tests must not see more than Kish's effective number of them.
    shrink = total / squares.sum(axis=1, keepdims=True)
    share = np.divide(held, size, out=np.zeros_like(held), where=size > 0)
    overall = np.broadcast_to(chosen / total, held.shape)
    v, log_p = level_test(
        *(np.broadcast_to(part * shrink, held.shape) for part in (held, chosen, size, total))
    )
    low, high = wilson(share, np.divide(size**2, squares, out=np.zeros_like(size), where=squares > 0))
    return Contrasts(
        variable=variable,
        codes=tuple(codes[int(place)] for place in tested),
        share=share,
        overall=overall,
        effect=cohen_h(share, overall),
        v=v,
        log_p=log_p,
        low=low,
        high=high,
        count=tally.count,
        base=tally.base,
    )


def _number(variable: Variable, values: Floats, groups: Groups) -> Contrasts | None:
    there = ~np.isnan(values)
    weights, values = groups.weights[there], values[there]
    total = float(weights.sum())
    overall = float(weights @ values / total) if total else 0.0
    gaps = values - overall
    variance = float(weights @ gaps**2 / total) if total else 0.0
    if variance <= 1e-20 * max(overall**2, 1.0):
        return None
    size, squares = groups.sums(there, weights), _squares(groups, there)
    gap, square = (_means(groups.sums(there, weights * part), size) for part in (gaps, gaps**2))
    shrink = total / squares.sum()
    v, log_p = mean_test(gap, variance, size * shrink, total * shrink)
    spread = np.sqrt(np.maximum(square - gap**2, 0.0))
    half = Z95 * spread * np.sqrt(_means(squares, size**2))
    base = groups.sums(there).astype(np.intp)[None, :]
    return Contrasts(
        variable=variable,
        codes=(None,),
        share=(overall + gap)[None, :],
        overall=np.full((1, groups.k), overall),
        effect=(gap / np.sqrt(variance))[None, :],
        v=v[None, :],
        log_p=log_p[None, :],
        low=(overall + gap - half)[None, :],
        high=(overall + gap + half)[None, :],
        count=base,
        base=base,
    )


def _means(sums: Floats, sizes: Floats) -> Floats:
    return np.divide(sums, sizes, out=np.zeros_like(sums), where=sizes > 0)


def findings(
    contrasts: Sequence[Contrasts], active: frozenset[str], k: int
) -> tuple[tuple[Finding, ...], ...]:
    """Return, per segment, contrasts under 5 % before correction: those shown first, then by effect."""
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
    # Rounded: the two levels of one question are equally strong, and must not swap places by a rounding.
    code = -1 if finding.level is None else finding.level
    return not finding.shown, -round(abs(finding.effect), 9), names[finding.variable], code


def _kept(part: Contrasts, adjusted: Floats, active: bool) -> Iterator[tuple[int, Finding]]:
    gap = np.abs(part.share - part.overall)
    large = np.abs(part.effect) >= SMALLEST_EFFECT
    if part.codes[0] is not None:
        large |= gap >= SMALLEST_GAP
    many = (part.base >= SMALLEST_BASE) & (part.count >= FEWEST_TOLD)
    shown = (adjusted <= SIGNIFICANT) & large & many
    for level, segment in zip(*np.nonzero(part.log_p <= np.log(SIGNIFICANT)), strict=True):
        at = (level, segment)
        share, overall = float(part.share[at]), float(part.overall[at])
        yield (
            int(segment),
            Finding(
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
            ),
        )


def testable(variables: Sequence[Variable]) -> list[Variable]:
    """Return the variables that have levels or numbers to test."""
    return [variable for variable in variables if variable.kind in USABLE]
