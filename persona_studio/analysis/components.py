"""Principal axes of mixed answers, with weights and blocks.

Factor analysis of mixed data (Escofier 1979; Pagès 2004): nominal answers alone give multiple correspondence
analysis, numbers alone principal components; blocks are balanced as in multiple factor analysis (Escofier and
Pagès 1983). The cross-product is summed by chunks and decomposed exactly: same answers, same axes, memory of
columns squared.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh

from persona_studio.analysis.arrays import CHUNK, Floats, chunks
from persona_studio.analysis.encode import Encoding, encode
from persona_studio.analysis.table import Table
from persona_studio.errors import UserError

SMALLEST_AXES, LARGEST_AXES = 5, 20
MOST_COLUMNS = 3000
"""More columns than that would need gigabytes and minutes."""
ALL_VALUES = 400
"""Up to this many columns all eigenvalues are computed, above only those of the axes asked for."""
NO_VARIANCE = 1e-9
"""Eigenvalues under this share of the first are rounding."""


@dataclass(frozen=True)
class WeightedFAMD:
    """Axes of a table.

    ``eigenvalues`` are those above rounding, largest first; ``axes`` the loadings of the first ones, shape
    (columns, axes), so that coordinates = columns @ axes. ``scale`` balances the columns; ``total`` is the
    whole inertia.
    """

    encoding: Encoding
    eigenvalues: Floats
    axes: Floats
    scale: Floats
    total: float

    @property
    def above_average(self) -> int:
        """Number of axes worth keeping: above the average eigenvalue, at least 5, at most 20, at most all."""
        above = int((self.eigenvalues > self.total / max(self.encoding.dimensions, 1)).sum())
        return min(max(above, SMALLEST_AXES), LARGEST_AXES, int(self.axes.shape[1]))

    def coordinates(self, table: Table, rows: np.ndarray | slice | None = None) -> Floats:
        """Return the coordinates of some rows of a table coded like the fitted one; shape (rows, axes)."""
        rows = slice(0, table.n) if rows is None else rows
        return self.encoding.matrix(table, rows) @ self.axes


def fit_famd(
    table: Table, rare: float, most: int = LARGEST_AXES, tick: Callable[[], None] = lambda: None
) -> WeightedFAMD:
    """Return the first ``most`` axes of a table; ``tick`` is called after each chunk of rows.

    Signs are fixed: the largest loading of an axis is positive, the first one when several are equal.
    Raises UserError when the answers make too many columns.
    """
    encoding = encode(table, rare)
    if encoding.columns > MOST_COLUMNS:
        raise UserError("too_many_columns", columns=encoding.columns, limit=MOST_COLUMNS)
    product = cross_product(table, encoding, tick)
    scale = balance(product, encoding)
    product *= scale[:, None] * scale
    total = float(np.trace(product))
    values, vectors = _decompose(product, most)
    real = int((values > NO_VARIANCE * values[0]).sum()) if len(values) else 0
    axes = vectors[:, : min(most, real)]
    return WeightedFAMD(encoding, values[:real], (axes * signs(axes)) * scale[:, None], scale, total)


def _decompose(product: Floats, most: int) -> tuple[Floats, Floats]:
    columns = len(product)
    if not columns:
        return np.empty(0), np.empty((0, 0))
    first = 0 if columns <= ALL_VALUES else max(columns - most, 0)
    values, vectors = eigh(
        product, subset_by_index=[first, columns - 1], overwrite_a=True, check_finite=False
    )
    return values[::-1], vectors[:, ::-1]


def cross_product(table: Table, encoding: Encoding, tick: Callable[[], None]) -> Floats:
    """Return Z' W Z / n of the columns of a table, summed by chunks."""
    product = np.zeros((encoding.columns, encoding.columns))
    for rows in chunks(table.n, max(256, CHUNK * 64 // max(encoding.columns, 64))):
        columns = encoding.matrix(table, rows)
        columns *= np.sqrt(table.weights[rows])[:, None]
        product += columns.T @ columns
        tick()
    return product / max(table.n, 1)


def balance(product: Floats, encoding: Encoding) -> Floats:
    """Return the factor of each column: 1 / sqrt of its block's first eigenvalue (Escofier, Pagès 1983).

    When all answers are nominal and alone, the factor is that of correspondence analysis, 1 /
    sqrt(questions).
    """
    if encoding.nominal:
        return np.full(encoding.columns, 1.0 / np.sqrt(max(len(encoding.coders), 1)))
    scale = np.ones(encoding.columns)
    blocks = encoding.per_column(encoding.balanced)
    for block in np.flatnonzero(np.bincount(encoding.balanced) > 1):
        inside = np.flatnonzero(blocks == block)
        last = len(inside) - 1
        first = eigh(product[np.ix_(inside, inside)], eigvals_only=True, subset_by_index=[last, last])
        scale[inside] = 1.0 / np.sqrt(first[0])
    return scale


def signs(axes: Floats) -> Floats:
    """Return ±1 per axis so that its largest loading becomes positive; near ties go to the first column."""
    if not axes.size:
        return np.ones(axes.shape[1])
    size = np.abs(axes)
    largest = (size >= size.max(axis=0) * (1 - 1e-9)).argmax(axis=0)
    return np.where(np.take_along_axis(axes, largest[None, :], axis=0)[0] < 0, -1.0, 1.0)
