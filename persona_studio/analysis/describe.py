"""Findings of given segments."""

from dataclasses import dataclass

import numpy as np

from persona_studio.analysis.context import Context, steady
from persona_studio.analysis.profile import Contrasts, Groups, contrast, findings, testable
from persona_studio.analysis.table import buffer, read_weights
from persona_studio.domain.ids import Id
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Finding, Recipe
from persona_studio.domain.variables import Kind
from persona_studio.domain.waves import Answers, Column, Wave


def describe(
    wave: Wave, answers: Answers, labels: Column, recipe: Recipe, progress: Progress
) -> tuple[tuple[Finding, ...], ...]:
    """Return, per segment (first number 1), its findings: those shown first, then by strength of effect.

    ``labels`` has dtype u1, one per row: 0 (not used) or the segment's number. Kept are the contrasts under 5
    % before correction, of active and illustrative variables.
    """
    with steady():
        return describe_in(wave, answers, labels, recipe, Context(progress, recipe.seed))


def describe_in(
    wave: Wave, answers: Answers, labels: Column, recipe: Recipe, context: Context
) -> tuple[tuple[Finding, ...], ...]:
    """Return the findings of :func:`describe`, as one step of a run."""
    groups = _groups(wave, answers, labels, recipe)
    wanted = {*recipe.active, *recipe.illustrative}
    variables = testable([v for v in wave.variables if v.id in wanted])
    contrasts: list[Contrasts] = []
    for done, variable in enumerate(variables):
        context.step(done, len(variables), "describe")
        if (part := contrast(variable, answers.column(variable.id), groups)) is not None:
            contrasts.append(part)
    context.step(1, 1, "describe")
    return findings(contrasts, frozenset(recipe.active), groups.k)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a segment answered: weighted shares (0 to 1), the 95 % interval, people, the test value."""

    share: float
    overall: float
    low: float
    high: float
    count: int
    base: int
    v: float


def figures(
    wave: Wave, answers: Answers, labels: Column, recipe: Recipe, segment: int, progress: Progress
) -> dict[tuple[Id, int], Figures]:
    """Return the figures of one segment (from 1) for every answer of every usable variable of the wave.

    They are those of :func:`describe`, be the contrast kept as a finding or not. Keys are variable and
    level; answers that nobody or everybody gave have no contrast, and are left out.
    """
    with steady():
        groups = _groups(wave, answers, labels, recipe)
        variables = [v for v in testable(wave.variables) if v.stored and v.kind is not Kind.NUMERIC]
        found: dict[tuple[Id, int], Figures] = {}
        for done, variable in enumerate(variables):
            progress.step(done, len(variables), "analysis.describe")
            part = contrast(variable, answers.column(variable.id), groups)
            if part is not None and segment <= groups.k:
                found |= _figures(part, segment - 1)
        return found


def _figures(part: Contrasts, segment: int) -> dict[tuple[Id, int], Figures]:
    return {
        (part.variable.id, code): Figures(
            share=float(part.share[row, segment]),
            overall=float(part.overall[row, segment]),
            low=float(part.low[row, segment]),
            high=float(part.high[row, segment]),
            count=int(part.count[row, segment]),
            base=int(part.base[row, segment]),
            v=float(part.v[row, segment]),
        )
        for row, code in enumerate(part.codes)
        if code is not None
    }


def _groups(wave: Wave, answers: Answers, labels: Column, recipe: Recipe) -> Groups:
    numbers = buffer(labels)
    rows = np.flatnonzero(numbers)
    weights = read_weights(wave, answers, recipe)[rows]
    total = weights.sum()
    return Groups(rows, numbers[rows].astype(np.intp) - 1, weights * (len(rows) / total if total else 1.0),
                  int(numbers.max(initial=0)))  # fmt: skip
