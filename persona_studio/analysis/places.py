"""The map: everybody's place on the first two axes, and what stands at their ends.

Places are principal coordinates, so that distances on the map are those of the analysis seen from its widest
side (Lebart, Morineau, Piron 1995). An end of an axis is told by the answers that contribute most to it
(contribution: squared loading, all columns of an axis sum to 1; Escofier and Pagès 1983).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.arrays import CHUNK, Floats, chunks
from persona_studio.analysis.components import WeightedFAMD
from persona_studio.analysis.encode import Coder
from persona_studio.analysis.table import Item, Measure, Table, canonical_levels
from persona_studio.domain.segments import Axis, Pole
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Column, Wave

AXES = 2
MOST_POLES = 4
"""Answers remembered at each end of an axis."""
OPTION_MARK = "\x1f"
DIGITS = 6
"""Decimals of a place that are stored: a thousandth of a pixel, however near one looks."""


@dataclass(frozen=True)
class Plane:
    """The two axes, and everybody's place on them: f8, two wide, NaN for a respondent not used."""

    axes: tuple[Axis, ...]
    places: Column


def plane_of(model: WeightedFAMD, table: Table, wave: Wave) -> Plane:
    """Return the map of a table, which is coded like the one the axes were fitted on."""
    count = min(AXES, model.axes.shape[1])
    axes = tuple(_axis(model, table, wave, number) for number in range(count))
    every = np.full((AXES, wave.respondents), np.nan)
    for rows in chunks(table.n, max(256, CHUNK * 64 // max(model.encoding.columns, 64))):
        every[:count, table.rows[rows]] = (model.encoding.matrix(table, rows) @ model.axes[:, :count]).T
        every[count:, table.rows[rows]] = 0.0
    # Rounded: the last digits differ between machines, and would make the file larger for nothing.
    return Plane(axes, Column("f8", wave.respondents, every.round(DIGITS).astype("<f8").tobytes(), AXES))


def _axis(model: WeightedFAMD, table: Table, wave: Wave, number: int) -> Axis:
    loadings = model.axes[:, number] / model.scale
    low: list[Pole] = []
    high: list[Pole] = []
    for end, loading in _ends(model, table, wave, loadings):
        (high if loading > 0 else low).append(end)
    inertia = float(model.eigenvalues[number] / model.total)
    return Axis(inertia, _strongest(low), _strongest(high))


def _strongest(poles: list[Pole]) -> tuple[Pole, ...]:
    """Return the strongest ends, one a question; equally strong ones as the canonical columns come."""
    best: dict[str, Pole] = {}
    for pole in sorted(poles, key=lambda p: -round(p.weight, 9)):
        best.setdefault(pole.variable, pole)
    return tuple(best.values())[:MOST_POLES]


def _ends(model: WeightedFAMD, table: Table, wave: Wave, loadings: Floats) -> Iterator[tuple[Pole, float]]:
    """Go through what each column says of one end of the axis, or of both; with the sign of that end."""
    known = {variable.name: variable for variable in wave.variables}
    start = 0
    for coder in model.encoding.coders:
        item = table.items[coder.place]
        variable = known[item.name.partition(OPTION_MARK)[0]]
        part = loadings[start : start + coder.width]
        start += coder.width
        if item.measure is Measure.NAMES:
            yield from _names(variable, coder, part)
        else:
            yield from _both(variable, item, float(part[0]))


def _both(variable: Variable, item: Item, loading: float) -> Iterator[tuple[Pole, float]]:
    """Return the two ends of a number, of a scale or of an option of a multiple choice."""
    weight = loading * loading
    upper = lower = None
    if item.measure is Measure.OPTION:
        value = item.name.partition(OPTION_MARK)[2]
        upper = lower = next(level.code for level in variable.levels if level.value == value)
    elif variable.kind is Kind.ORDINAL and variable.levels:
        # Whether scored, or centred as a number: a scale is told by its first and its last step.
        lower, upper = variable.levels[0].code, variable.levels[-1].code
    yield Pole(variable.id, upper, weight, high=True), loading
    yield Pole(variable.id, lower, weight, high=False), -loading


def _names(variable: Variable, coder: Coder, loadings: Floats) -> Iterator[tuple[Pole, float]]:
    """Return one end for each level that has a column of its own; rare ones grouped have no name."""
    lookup = coder.lookup
    if lookup is None:
        return
    levels = canonical_levels(variable)
    chosen = [place for place in range(len(levels)) if lookup[place + 1].any()]
    columns = {place: int(lookup[place + 1].argmax()) for place in chosen}
    alone = np.bincount(list(columns.values()), minlength=coder.width) == 1
    for place, column in columns.items():
        if alone[column]:
            loading = float(loadings[column])
            yield Pole(variable.id, levels[place].code, loading * loading), loading
