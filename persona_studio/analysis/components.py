"""Principal axes of mixed answers, with weights and blocks.

Factor analysis of mixed data (Escofier 1979; Pagès 2004): nominal answers alone give multiple correspondence analysis,
numbers alone principal components; blocks are balanced as in multiple factor analysis (Escofier and Pagès 1983).
The cross-product is summed by chunks and decomposed exactly: same answers, same axes, memory of columns squared.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from persona_studio.analysis.arrays import CHUNK, Floats, chunks
from persona_studio.analysis.encode import Encoding, encode
from persona_studio.analysis.table import Table

SMALLEST_AXES, LARGEST_AXES = 5, 20
NO_VARIANCE = 1e-9
"""Eigenvalues under this share of the first are rounding."""


@dataclass(frozen=True)
class WeightedFAMD:
    """Axes of a table.

    ``eigenvalues`` are all those above rounding, largest first; ``axes`` the loadings of the first ones,
    shape (columns, axes), so that coordinates = columns @ axes. ``total`` is the whole inertia.
    """

    encoding: Encoding
    eigenvalues: Floats
    axes: Floats
    total: float

    @property
    def above_average(self) -> int:
        """Number of axes worth keeping: above the average eigenvalue, at least 5, at most 20, at most all."""
        above = int((self.eigenvalues > self.eigenvalues.mean()).sum()) if len(self.eigenvalues) else 0
        return min(max(above, SMALLEST_AXES), LARGEST_AXES, len(self.eigenvalues))

    def coordinates(self, table: Table, rows: np.ndarray | slice | None = None) -> Floats:
        """Return the coordinates of some rows of a table coded like the fitted one; shape (rows, axes)."""
        rows = slice(0, table.n) if rows is None else rows
        return self.encoding.matrix(table, rows) @ self.axes


def fit_famd(table: Table, rare: float, most: int, tick: Callable[[], None] = lambda: None) -> WeightedFAMD:
    """Return the first ``most`` axes of a table; ``tick`` is called after each chunk of rows.

    Signs are fixed: the largest loading of an axis is positive, the first one when several are equal.
    """
    encoding = encode(table, rare)
    product = cross_product(table, encoding, tick)
    scale = balance(product, encoding)
    product *= scale[:, None] * scale
    values, vectors = eigh(product, overwrite_a=True, check_finite=False)
    values, vectors = values[::-1], vectors[:, ::-1]
    real = int((values > NO_VARIANCE * values[0]).sum()) if len(values) else 0
    axes = vectors[:, : min(most, real)]
    return WeightedFAMD(encoding, values[:real], (axes * signs(axes)) * scale[:, None], float(values[:real].sum()))


def cross_product(table: Table, encoding: Encoding, tick: Callable[[], None]) -> Floats:
    """Return Z' W Z / n of the columns of a table, summed by chunks."""
    product = np.zeros((encoding.columns, encoding.columns))
    size = max(256, CHUNK * 64 // max(encoding.columns, 64))
    for rows in chunks(table.n, size):
        columns = encoding.matrix(table, rows)
        columns *= np.sqrt(table.weights[rows])[:, None]
        product += columns.T @ columns
        tick()
    return product / max(table.n, 1)


def balance(product: Floats, encoding: Encoding) -> Floats:
    """Return the factor of each column: 1 / sqrt of the first eigenvalue of its block (Escofier and Pagès 1983).

    When all answers are nominal and alone, the factor is that of correspondence analysis, 1 / sqrt(questions).
    """
    scale = np.ones(encoding.columns)
    if encoding.nominal:
        return scale / np.sqrt(max(len(encoding.coders), 1))
    sizes = np.bincount(np.repeat(encoding.blocks, 1), minlength=1)
    owners = np.repeat(np.arange(len(encoding.coders)), [coder.width for coder in encoding.coders])
    for block in np.flatnonzero(sizes > 1):
        inside = np.flatnonzero(encoding.blocks == block)
        if len(np.unique(owners[inside])) > 1:
            first = eigh(product[np.ix_(inside, inside)], eigvals_only=True, subset_by_index=[len(inside) - 1] * 2)
            scale[inside] = 1.0 / np.sqrt(first[0])
    return scale


def signs(axes: Floats) -> Floats:
    """Return ±1 per axis so that its largest loading becomes positive; near ties go to the first column."""
    size = np.abs(axes)
    largest = (size >= size.max(axis=0, initial=0.0) * (1 - 1e-9)).argmax(axis=0)
    return np.where(np.take_along_axis(axes, largest[None, :], axis=0)[0] < 0, -1.0, 1.0)
