"""Waves and answers built from tables, without going through the import."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import Any

import numpy as np
import pandas as pd

from persona_studio.analysis import Segmented, default_recipe, describe, segment
from persona_studio.analysis.table import Table, read_table
from persona_studio.domain.progress import Silent
from persona_studio.domain.segments import Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.variables import FIRST_LEVEL, Kind, Level, Role, Variable
from persona_studio.domain.waves import Column, MemoryAnswers, Source, Wave


@dataclass(frozen=True)
class Survey:
    """A wave, its answers and what to do with them."""

    wave: Wave
    answers: MemoryAnswers

    @property
    def recipe(self) -> Recipe:
        return default_recipe(self.wave)

    def segment(self, **changes: Any) -> Segmented:
        """Run the recipe that the roles propose, with some changes."""
        return segment(self.wave, self.answers, replace(self.recipe, **changes), Silent())

    def table(self, **changes: Any) -> Table:
        """Return the active answers."""
        return read_table(self.wave, self.answers, replace(self.recipe, **changes))


def labels_of(made: Segmented) -> np.ndarray:
    """Return the segment of each row, 0 when not used."""
    return np.frombuffer(made.labels.data, np.uint8)


def permuted(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return a table with each column shuffled on its own: the same answers, no structure."""
    random = np.random.default_rng(seed)
    return pd.DataFrame({name: random.permutation(frame[name].to_numpy()) for name in frame.columns})


def survey_of(frame: pd.DataFrame, **options: Any) -> Survey:
    """Return the survey of a table; see :func:`wave_of`."""
    return Survey(*wave_of(frame, **options))


def wave_of(
    frame: pd.DataFrame,
    *,
    active: Iterable[str] | None = None,
    illustrative: Iterable[str] = (),
    weight: str | None = None,
    ordinal: Iterable[str] = (),
    multiple: Mapping[str, Sequence[str]] | None = None,
    blocks: Mapping[str, str] | None = None,
) -> tuple[Wave, MemoryAnswers]:
    """Build a wave: numbers are NUMERIC unless in ``ordinal`` (globs), texts NOMINAL; ``multiple`` joins."""
    taken = {column for columns in (multiple or {}).values() for column in columns}
    chosen = set(active) if active is not None else set(frame.columns) - set(illustrative) - {weight}
    variables, columns = [], {}
    for name in frame.columns.difference(list(taken), sort=False):
        role = _role(name, chosen, set(illustrative), weight)
        scale = any(fnmatch(name, pattern) for pattern in ordinal)
        variable, column = _single(frame[name], role, scale, (blocks or {}).get(name, ""))
        variables.append(variable)
        columns[variable.id] = column
    for name, options in (multiple or {}).items():
        variable, column = _multiple(
            name, frame[list(options)], _role(name, chosen | {name}, set(illustrative), None)
        )
        variables.append(variable)
        columns[variable.id] = column
    wave = Wave(id="w", name="w", source=Source(file="f.csv", format="csv"), respondents=len(frame),
                variables=tuple(variables))  # fmt: skip
    return wave, MemoryAnswers(len(frame), columns)


def _role(name: str, active: set[str], illustrative: set[str], weight: str | None) -> Role:
    if name == weight:
        return Role.WEIGHT
    return Role.ILLUSTRATIVE if name in illustrative else Role.ACTIVE if name in active else Role.IGNORED


def _single(values: pd.Series, role: Role, scale: bool, block: str) -> tuple[Variable, Column]:
    name = str(values.name)
    if pd.api.types.is_numeric_dtype(values) and not scale:
        data = values.to_numpy(np.float64)
        kind = Kind.WEIGHT if role is Role.WEIGHT else Kind.NUMERIC
        return _variable(name, kind, role, (), block), Column("f8", len(values), data.tobytes())
    categories = pd.Categorical(values)
    order = categories.categories if scale else list(dict.fromkeys(values.dropna()))
    codes = pd.Categorical(values, categories=order).codes
    levels = tuple(Level(i, f"{v:g}" if isinstance(v, float) else str(v), str(v), int((codes == i).sum()))
                   for i, v in enumerate(order))  # fmt: skip
    stored = np.where(codes < 0, 0, codes + FIRST_LEVEL).astype("<u2")
    kind = Kind.ORDINAL if scale else Kind.NOMINAL
    return _variable(name, kind, role, levels, block), Column("u2", len(values), stored.tobytes())


def _multiple(name: str, chosen: pd.DataFrame, role: Role) -> tuple[Variable, Column]:
    levels = tuple(Level(i, str(c), str(c), int(chosen[c].sum())) for i, c in enumerate(chosen.columns))
    data = np.where(chosen.isna(), 0, chosen.fillna(0) + FIRST_LEVEL).astype(np.uint8).T
    column = Column("u1", len(chosen), np.ascontiguousarray(data).tobytes(), width=len(levels))
    return _variable(name, Kind.MULTIPLE, role, levels, ""), column


def _variable(name: str, kind: Kind, role: Role, levels: tuple[Level, ...], block: str) -> Variable:
    return Variable(id=f"id-{name}", name=name, label=name, kind=kind, role=role, levels=levels, block=block)


def described(survey, numbers):
    """Return a segmentation into given segments (1, 2...) with its findings."""
    labels = Column("u1", len(numbers), np.asarray(numbers, np.uint8).tobytes())
    found = describe(survey.wave, survey.answers, labels, survey.recipe, Silent())
    sizes = np.bincount(numbers)
    segments = tuple(
        Segment(id=f"s{i}", number=i, name="", size=int(sizes[i]), share=0.3, findings=found[i - 1])
        for i in range(1, len(sizes))
    )
    made = Segmentation(
        id="cut",
        name="",
        wave=survey.wave.id,
        recipe=survey.recipe,
        verdict=Verdict.CLEAR,
        reason="clear",
        segments=segments,
    )
    return Segmented(made, labels)
