"""From a wave and its answers to arrays whose order depends on the answers only, never on the file.

Items are sorted by name, levels by text, respondents by their answers. All sums then run in one order, so
that the same answers give the same bits, however the rows and columns of the file were arranged.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from persona_studio.analysis.arrays import Codes, Floats, Numbers, Rows
from persona_studio.domain.recipes import CODED
from persona_studio.domain.segments import Recipe
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Level, Variable
from persona_studio.domain.waves import REMOVAL_COLUMN, Answers, Column, Wave
from persona_studio.errors import UserError


class Measure(Enum):
    """How the answers of an item enter the components."""

    NUMBER = "number"
    SCALE = "scale"
    NAMES = "names"
    OPTION = "option"


@dataclass(frozen=True)
class Item:
    """One column of answers: a variable, or one option of a multiple-choice variable.

    ``values`` are float64 (NaN: missing) for a NUMBER, else codes (0: missing, 1 to ``len(levels)``; for an
    OPTION 1 not chosen, 2 chosen). ``block`` names the items that weigh together as one question (empty:
    alone).
    """

    name: str
    block: str
    measure: Measure
    values: Numbers | Codes
    levels: tuple[str, ...] = ()

    def take(self, rows: Rows | slice) -> "Item":
        """Return the same item for some rows only."""
        return Item(self.name, self.block, self.measure, self.values[rows], self.levels)


@dataclass(frozen=True)
class Table:
    """Active answers of the respondents used.

    ``rows`` are their places in the wave, in canonical order; ``weights`` are positive and sum to their
    number.
    """

    rows: Rows
    weights: Floats
    items: tuple[Item, ...]

    @property
    def n(self) -> int:
        """Number of respondents used."""
        return len(self.rows)

    @cached_property
    def effective(self) -> float:
        """Effective number of respondents (Kish 1965): what the weights leave of it."""
        return effective_size(self.weights)

    def take(self, rows: Rows) -> "Table":
        """Return the table of some respondents, weights normalised again."""
        weights = self.weights[rows]
        return Table(
            self.rows[rows], weights * (len(weights) / weights.sum()), tuple(i.take(rows) for i in self.items)
        )

    def permuted(self, random: np.random.Generator, within: np.ndarray | None = None) -> "Table":
        """Return the table with each column permuted on its own: same answers, no structure left.

        With segments (from 0) to stay ``within``, theirs is left.
        """
        if within is None:
            items = tuple(item.take(random.permutation(self.n)) for item in self.items)
        else:
            items = tuple(item.take(_permutation(within, random)) for item in self.items)
        return Table(self.rows, self.weights, items)


def _permutation(within: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return rows permuted among those of the same segment."""
    order = np.empty(len(within), np.intp)
    order[np.argsort(within, kind="stable")] = np.lexsort([random.random(len(within)), within])
    return order


def effective_size(weights: Floats) -> float:
    """Return Kish's effective size of a weighted sample: (sum w)² / sum w²; 0 for nobody."""
    squares = float(weights @ weights)
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def read_table(wave: Wave, answers: Answers, recipe: Recipe) -> Table:
    """Return the active answers of the respondents who take part.

    Left out are the removals in force, respondents without a positive weight, and those with no active
    answer. Raises UserError when nobody has a weight, or when a variable cannot be active.
    """
    variables = sorted((wave.variable(key) for key in recipe.active), key=lambda v: v.name)
    items = tuple(item for variable in variables for item in items_of(variable, answers.column(variable.id)))
    weights = read_weights(wave, answers, recipe)
    used = np.flatnonzero(kept(wave, answers) & (weights > 0) & _answered(items, wave.respondents))
    order = used[canonical_order([*(i.values[used] for i in items), weights[used]])]
    chosen = weights[order]
    total = chosen.sum()
    return Table(
        order, chosen * (len(order) / total) if total else chosen, tuple(i.take(order) for i in items)
    )


def fingerprint(table: Table) -> str:
    """Return a hash of the answers used, in canonical order: the same whatever the order of the file."""
    digest = hashlib.blake2b(digest_size=16)
    for item in table.items:
        digest.update(f"{item.name}\x1e{item.block}\x1e{item.levels}".encode())
        digest.update(np.ascontiguousarray(item.values).tobytes())
    digest.update(table.weights.tobytes())
    return digest.hexdigest()


def kept(wave: Wave, answers: Answers) -> np.ndarray:
    """Return, per respondent, whether no removal leaves them out."""
    quality = wave.quality
    stays = np.ones(wave.respondents, bool)
    if quality.in_force:
        stays = (buffer(answers.column(REMOVAL_COLUMN)) & quality.in_force) == 0
    stays[[row for row, _ in quality.restored]] = True
    stays[[row for row, _ in quality.excluded]] = False
    return np.asarray(stays)


def read_weights(wave: Wave, answers: Answers, recipe: Recipe) -> Floats:
    """Return weights as given, 0 when missing or negative; ones when the recipe has no weight."""
    if recipe.weight is None:
        return np.ones(wave.respondents)
    weights = np.nan_to_num(buffer(answers.column(recipe.weight)).astype(np.float64), nan=0.0, posinf=0.0)
    if not (weights > 0).any():
        raise UserError("weights_unusable", variable=wave.variable(recipe.weight).label)
    return np.maximum(weights, 0.0)


def buffer(column: Column) -> np.ndarray:
    """Return a column's answers as an array, without a copy; shape (option, row) for several options."""
    values = np.frombuffer(column.data, dtype=np.dtype(f"<{column.dtype}" if column.dtype != "u1" else "u1"))
    return values.reshape(column.width, column.rows) if column.width > 1 else values


def items_of(variable: Variable, column: Column) -> tuple[Item, ...]:
    """Return the item, or one item per option, of a variable."""
    if variable.kind is Kind.NUMERIC:
        return (Item(variable.name, variable.block, Measure.NUMBER, numbers(column)),)
    if variable.kind is Kind.MULTIPLE:
        return tuple(_options(variable, column))
    if variable.kind in CODED:
        levels = canonical_levels(variable)
        measure = Measure.SCALE if variable.kind is Kind.ORDINAL else Measure.NAMES
        codes = recode(buffer(column), [level.code for level in levels])
        return (Item(variable.name, variable.block, measure, codes, tuple(level.value for level in levels)),)
    raise UserError("variable_not_usable", variable=variable.label, kind=variable.kind.value)


def _options(variable: Variable, column: Column) -> list[Item]:
    matrix = np.atleast_2d(buffer(column))
    options = sorted(variable.levels, key=lambda level: level.value)
    return [
        Item(f"{variable.name}\x1f{option.value}", variable.block or variable.name, Measure.OPTION,
             recode(matrix[option.code], [0, 1]))
        for option in options
    ]  # fmt: skip


def canonical_levels(variable: Variable) -> tuple[Level, ...]:
    """Return levels in an order that the file's cannot change: the scale's, or that of their texts."""
    if variable.kind is Kind.ORDINAL:
        return variable.levels
    return tuple(sorted(variable.levels, key=lambda level: level.value))


def numbers(column: Column) -> Floats:
    """Return the numbers of a column, NaN where missing or infinite."""
    values = np.array(buffer(column), dtype=np.float64)
    values[~np.isfinite(values)] = np.nan
    return values + 0.0  # -0.0 becomes 0.0, so that equal answers have equal bits


def recode(stored: np.ndarray, order: Sequence[int]) -> Codes:
    """Return codes 1 to L for the level codes of ``order``, 0 for anything else (missing)."""
    dtype = np.uint8 if len(order) < 255 else np.uint16 if len(order) < 65535 else np.uint32
    lookup = np.zeros(max(int(stored.max(initial=0)), FIRST_LEVEL + max(order, default=0)) + 1, dtype)
    for rank, code in enumerate(order, start=1):
        lookup[FIRST_LEVEL + code] = rank
    return np.asarray(lookup[stored])


def canonical_order(columns: Sequence[np.ndarray]) -> Rows:
    """Return the order of rows sorted by their values, first column first."""
    keys = list(reversed(_packed(columns)))
    return np.lexsort(keys) if keys else np.empty(0, np.intp)


def _packed(columns: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Pack columns of small codes eight by eight into 64-bit keys: sorting a million rows takes an eighth."""
    keys: list[np.ndarray] = []
    room = 0
    for values in columns:
        bits = 8 * values.dtype.itemsize
        if values.dtype.kind == "f" or bits > room:
            keys.append(values if values.dtype.kind == "f" else values.astype(np.uint64))
            room = 0 if values.dtype.kind == "f" else 64 - bits
        else:
            keys[-1] = (keys[-1] << np.uint64(bits)) | values
            room -= bits
    return keys


def _answered(items: Sequence[Item], rows: int) -> np.ndarray:
    """Return, per respondent, whether at least one active answer is there."""
    answered = np.zeros(rows, bool)
    for item in items:
        answered |= present(item.values)
    return answered


def present(values: np.ndarray) -> np.ndarray:
    """Return where an answer is there."""
    return ~np.isnan(values) if values.dtype.kind == "f" else values > 0
