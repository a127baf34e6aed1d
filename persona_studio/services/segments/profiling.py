"""The profile of the segments: which answers are compared, and the figures that no finding holds.

Only contrasts that may not be chance are kept as findings; the heat map shows every segment's figure beside
them, counted in the worker by the same rules: weighted, among those who answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from persona_studio.domain.figures import FEWEST
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Finding, Segment, Segmentation
from persona_studio.domain.tree import find
from persona_studio.domain.variables import Kind, Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError
from persona_studio.services.authoring import wave_in
from persona_studio.services.drafting.counting import Counter
from persona_studio.services.drafting.poles import is_scale
from persona_studio.services.survey.themes import Theme, theme_of
from persona_studio.store.project_file import ProjectFile

ESSENTIAL = 2
"""Answers of one question in the short profile; of a scale only one: its steps say the same thing twice."""
Key = tuple[Id, int | None]
"""A variable and the code of a level, None for the mean of a number."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure of a segment: a share (0 to 1) or a mean, everybody's, Cohen's h or d, perhaps a finding.

    ``base`` counts those of the segment who answered, ``count`` those who gave this answer (None: a mean).
    """

    share: float
    overall: float
    effect: float
    base: int
    finding: Finding | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An answer (``level`` None: a mean) in each segment, None where it is not known yet or of too few."""

    variable: Variable
    level: int | None
    active: bool
    overall: float
    strength: float
    cells: tuple[Cell | None, ...]

    @property
    def key(self) -> Key:
        """The question and the answer that tell this row from others, and under which it is counted."""
        return self.variable.id, self.level


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one theme, strongest first; ``theme`` is None for questions that did not form the segments."""

    theme: Theme | None
    rows: tuple[Row, ...]


def groups_of(
    found: Segmentation, variables: Mapping[Id, Variable], *, everything: bool = False
) -> tuple[Group, ...]:
    """Return the answers that set some segment apart, by theme, illustrative ones last.

    Args:
        found: the segmentation.
        variables: those of its wave, by id.
        everything: all such answers, not only the strongest ones of each question.
    """
    strongest = sorted(_rows(found, variables), key=lambda row: -row.strength)
    chosen = strongest if everything else _essential(strongest)
    grouped: dict[Theme | None, list[Row]] = {theme: [] for theme in (*Theme, None)}
    for row in chosen:
        grouped[theme_of(row.variable) if row.active else None].append(row)
    return tuple(Group(theme, tuple(rows)) for theme, rows in grouped.items() if rows)


def _rows(found: Segmentation, variables: Mapping[Id, Variable]) -> list[Row]:
    by_segment = [{(f.variable, f.level): f for f in s.findings} for s in found.segments]
    shown = [f for s in found.segments for f in s.findings if f.shown and f.variable in variables]
    rows = {}
    for finding in shown:
        key = (finding.variable, finding.level)
        if key not in rows:
            rows[key] = _row(variables[finding.variable], finding, [each.get(key) for each in by_segment])
    return list(rows.values())


def _row(variable: Variable, one: Finding, found: Sequence[Finding | None]) -> Row:
    cells = tuple(None if f is None else _tested(f) for f in found)
    strength = max(abs(f.v) for f in found if f is not None and f.shown)
    return Row(variable, one.level, one.active, one.overall, strength, cells)


def _tested(found: Finding) -> Cell:
    count = None if found.level is None else found.count
    return Cell(found.share, found.overall, found.effect, found.base, found, count)


def _essential(rows: Sequence[Row]) -> list[Row]:
    """Keep the strongest answers of each question; of two opposite ones that which fewer people give."""
    left: dict[Id, int] = {}
    kept = []
    for row in _unmirrored(rows):
        most = 1 if is_scale(row.variable) or row.variable.kind is Kind.ORDINAL else ESSENTIAL
        if left.setdefault(row.variable.id, most):
            left[row.variable.id] -= 1
            kept.append(row)
    return kept


def _unmirrored(rows: Sequence[Row]) -> list[Row]:
    pairs: dict[Id, list[Row]] = {}
    for row in rows:
        if row.variable.kind is not Kind.MULTIPLE and len(row.variable.levels) == 2:
            pairs.setdefault(row.variable.id, []).append(row)
    mirrored = {max(pair, key=lambda r: r.overall).key for pair in pairs.values() if len(pair) == 2}
    return [row for row in rows if row.key not in mirrored]


def missing(groups: Iterable[Group]) -> tuple[Key, ...]:
    """Return what has no figure in some segment."""
    return tuple(row.key for group in groups for row in group.rows if None in row.cells)


def count_file(
    path: Path, segmentation: Id, keys: Sequence[Key], progress: Progress
) -> dict[Key, tuple[Cell | None, ...]]:
    """Count answers in every segment. Runs in the worker, which only reads the project's file.

    Raises:
        UserError: the segmentation or its wave was taken out meanwhile.
    """
    with ProjectFile.open(path, read_only=True) as file:
        found = find(file.project, segmentation)
        if not isinstance(found, Segmentation):
            raise UserError("edit_target_gone")
        wave = wave_in(file.project, found.wave)
        labels = file.labels(found.labels_key)
        return count(wave, found, file.answers(wave.id), labels, keys, progress)


def count(
    wave: Wave,
    found: Segmentation,
    answers: Answers,
    labels: Column,
    keys: Sequence[Key],
    progress: Progress,
) -> dict[Key, tuple[Cell | None, ...]]:
    """Return the figures of answers in every segment, in their order; None for too few respondents."""
    counter = Counter(wave, found, answers, labels)
    known = {v.id: v for v in wave.variables}
    counted = {}
    for done, (variable, level) in enumerate(keys):
        progress.step(done, len(keys), "analysis.describe")
        if variable in known:
            counted[variable, level] = _counted(counter, known[variable], level, found.segments)
    return counted


def _counted(
    counter: Counter, variable: Variable, level: int | None, segments: Sequence[Segment]
) -> tuple[Cell | None, ...]:
    if level is None:
        return _means(counter, variable, segments)
    who, known = counter.gave(variable, [level])
    cells = []
    for segment in segments:
        made = counter.count(segment, who, known)
        effect = float(2 * np.arcsin(np.sqrt(made.share)) - 2 * np.arcsin(np.sqrt(made.overall)))
        cell = Cell(made.share, made.overall, effect, made.base, count=made.count)
        cells.append(cell if made.base >= FEWEST else None)
    return tuple(cells)


def _means(counter: Counter, variable: Variable, segments: Sequence[Segment]) -> tuple[Cell | None, ...]:
    numbers = counter.numbers(variable)
    there = ~np.isnan(numbers) & (counter.labels > 0)
    if not there.any():
        return (None,) * len(segments)
    overall = float(np.average(numbers[there], weights=counter.weights[there]))
    spread = float(np.sqrt(np.average((numbers[there] - overall) ** 2, weights=counter.weights[there])))
    cells: list[Cell | None] = []
    for segment in segments:
        rows = there & counter.rows(segment)
        if rows.sum() < FEWEST:
            cells.append(None)
            continue
        mean = float(np.average(numbers[rows], weights=counter.weights[rows]))
        effect = (mean - overall) / spread if spread else 0.0
        cells.append(Cell(mean, overall, effect, int(rows.sum())))
    return tuple(cells)


def filled(groups: Sequence[Group], counted: Mapping[Key, tuple[Cell | None, ...]]) -> tuple[Group, ...]:
    """Return the groups with what was counted where no finding is."""
    return tuple(
        Group(g.theme, tuple(_filled(row, counted.get(row.key, ())) for row in g.rows)) for g in groups
    )


def _filled(row: Row, counted: Sequence[Cell | None]) -> Row:
    if len(counted) != len(row.cells):
        return row
    cells = tuple(own or other for own, other in zip(row.cells, counted, strict=True))
    return Row(row.variable, row.level, row.active, row.overall, row.strength, cells)
