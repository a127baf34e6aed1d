"""The same questions answered by people who differ by degree only: what segments must be told from.

Continuous traits and segments may explain the same correlations (Molenaar and von Eye 1994), and a cut along
a trait comes back as often as one between segments. So the correlations of a survey are fitted by normal
traits and noise (probabilistic components: Tipping and Bishop 1999; spikes corrected for the number of
people: Baik and Silverstein 2006), and surveys drawn from that: same margins, same correlations, same gaps in
the answers, nobody of a kind.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.linalg import eigh
from scipy.stats import norm

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.components import cross_product
from persona_studio.analysis.encode import Coder, Encoding, encode
from persona_studio.analysis.table import Item, Measure, Table, present

MOST_TRAITS = 20
ROUNDS, PILOT = 3, 4000
"""Times that traits are corrected by surveys drawn from them, of about so many people."""
LARGEST_PART = 0.95
"""Share of an answer that traits explain at most."""


@dataclass(frozen=True)
class Traits:
    """Normal traits behind the answers of a table: ``loadings`` (columns, traits) on standardised columns."""

    table: Table
    encoding: Encoding
    loadings: Floats

    def draw(self, random: np.random.Generator) -> Table:
        """Return as many other people who differ by these traits only; blanks stay where they are."""
        scores = random.standard_normal((self.table.n, self.loadings.shape[1]))
        items, start = list(self.table.items), 0
        for coder in self.encoding.coders:
            mine = self.loadings[start : start + coder.width]
            item = items[coder.place]
            items[coder.place] = _answered(item, coder, mine, scores, self.table.weights, random)
            start += coder.width
        return replace(self.table, items=tuple(items))


def fit_traits(table: Table, rare: float, random: np.random.Generator) -> Traits:
    """Return the traits of a table, as many as stand out of sampling noise.

    Answers cut from a strong trait bend its cloud (the arch of Guttman 1950), which looks like one trait
    more. So surveys are drawn from the traits found, and what these hold too much or too little of the
    correlations is taken off or added, a few times.
    """
    encoding = encode(table, rare)
    product = cross_product(table, encoding, lambda: None)
    ratio = encoding.dimensions / table.effective
    noise = _noise(_largest(product)[0], float(np.trace(product)), encoding.dimensions, ratio)
    found = Traits(table, encoding, _loadings(product, noise, ratio))
    for _ in range(ROUNDS):
        pilot = replace(found, table=_repeated(table)).draw(random)
        left = product - cross_product(pilot, encoding, lambda: None)
        explained = found.loadings @ found.loadings.T + noise * np.eye(len(product))
        found = replace(found, loadings=_loadings(explained + left, noise, ratio))
    return found


def _repeated(table: Table) -> Table:
    times = max(1, PILOT // max(table.n, 1))
    return table.take(np.repeat(np.arange(table.n), times))


def _largest(product: Floats) -> tuple[Floats, Floats]:
    last = len(product) - 1
    values, vectors = eigh(product, subset_by_index=[max(0, last - MOST_TRAITS), last])
    return values[::-1], vectors[:, ::-1]


def _loadings(product: Floats, noise: float, ratio: float) -> Floats:
    values, vectors = _largest(product)
    spikes = unspiked(np.maximum(values, 0.0), noise, ratio)
    return np.asarray((vectors * np.sqrt(spikes))[:, spikes > 0])


def _noise(values: Floats, total: float, dimensions: int, ratio: float) -> float:
    """Return the variance per dimension of what is left by the axes that stand out of it."""
    noise, standing = total / max(dimensions, 1), -1
    while (above := int((values > noise * (1.0 + np.sqrt(ratio)) ** 2).sum())) > standing:
        standing = min(above, dimensions - 1)
        noise = max(total - float(values[:standing].sum()), 1e-9) / max(dimensions - standing, 1)
    return noise


def unspiked(values: Floats, noise: float, ratio: float) -> Floats:
    """Return the variance of traits behind eigenvalues; 0 where noise alone may be as large.

    ``ratio`` is the number of dimensions over that of people.
    """
    scaled = values / noise
    middle = scaled + 1.0 - ratio
    inside = np.maximum(middle**2 - 4.0 * scaled, 0.0)
    above = scaled > (1.0 + np.sqrt(ratio)) ** 2
    return np.where(above, noise * ((middle + np.sqrt(inside)) / 2.0 - 1.0), 0.0)


def _answered(
    item: Item, coder: Coder, loadings: Floats, scores: Floats, weights: Floats, random: np.random.Generator
) -> Item:
    there = present(item.values)
    if coder.lookup is not None and item.measure is Measure.NAMES:
        drawn = _names(item, coder.lookup[1:], loadings, scores[there], weights[there], random)
    else:
        drawn = _ranked(item, loadings[0], scores[there], random)
    values = item.values.copy()
    values[there] = drawn
    return replace(item, values=values)


def _ranked(item: Item, loading: Floats, scores: Floats, random: np.random.Generator) -> np.ndarray:
    """Return the answers there are, dealt out in the order of a normal latent answer."""
    held = np.sort(item.values[present(item.values)])
    slope = loading / max(_coarseness(held), 1e-3)
    slope = slope * min(1.0, np.sqrt(LARGEST_PART) / max(float(np.linalg.norm(slope)), 1e-12))
    latent = scores @ slope + np.sqrt(1.0 - slope @ slope) * random.standard_normal(len(scores))
    out = np.empty_like(held)
    out[np.argsort(latent, kind="stable")] = held
    return out


def _coarseness(held: np.ndarray) -> float:
    """Return the correlation of sorted answers with the normal latent answer that they are cut from."""
    ranks = norm.ppf((np.arange(len(held)) + 0.5) / max(len(held), 1))
    deviation = float(held.std())
    return float((held - held.mean()) @ ranks / len(held)) / deviation if deviation > 0 else 1.0


def _names(
    item: Item, lookup: Floats, loadings: Floats, scores: Floats, weights: Floats, random: np.random.Generator
) -> np.ndarray:
    """Return names drawn given the traits, normal among those who gave each name (linear discriminant)."""
    codes = item.values[present(item.values)]
    shares = np.bincount(codes, weights=weights, minlength=len(item.levels) + 1)[1:].astype(np.float64)
    shares = np.maximum(shares / max(shares.sum(), 1e-12), 1e-12)
    means = _level_means(lookup, loadings)
    spread = np.eye(loadings.shape[1]) - _bounded((means * shares[:, None]).T @ means)
    slopes = np.linalg.solve(spread, means.T)
    odds = np.log(shares) + scores @ slopes - 0.5 * (means.T * slopes).sum(axis=0)
    odds += random.gumbel(size=odds.shape)
    return np.asarray(odds.argmax(axis=1) + 1).astype(item.values.dtype)


def _level_means(lookup: Floats, loadings: Floats) -> Floats:
    """Return the mean trait scores of those who gave each level; shape (levels, traits).

    A level's column is (z - p) / sqrt(p), so that its loading is sqrt(p) times the mean of those who gave it.
    """
    own = lookup.argmax(axis=1)
    gave = np.abs(lookup).sum(axis=1) > 0
    root = _root(lookup[np.arange(len(lookup)), own])
    return np.where(gave[:, None], loadings[own] / root[:, None], 0.0)


def _root(largest: Floats) -> Floats:
    """Return sqrt(p) of levels from their value (1 - p) / sqrt(p)."""
    return (np.sqrt(largest**2 + 4.0) - largest) / 2.0


def _bounded(between: Floats) -> Floats:
    values, vectors = np.linalg.eigh(between)
    return np.asarray((vectors * np.minimum(values, LARGEST_PART)) @ vectors.T)
