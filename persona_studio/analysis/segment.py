"""The whole run: from a wave, its answers and a recipe to segments with their findings."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.choose import Choice, in_order
from persona_studio.analysis.cluster import (
    THOROUGH,
    Key,
    Partition,
    Space,
    assign_all,
    consolidate,
    grow,
    mix,
    spaces,
    with_random_starts,
)
from persona_studio.analysis.components import LARGEST_AXES, WeightedFAMD, fit_famd
from persona_studio.analysis.context import Context
from persona_studio.analysis.decide import Decision, decide
from persona_studio.analysis.encode import group_options
from persona_studio.analysis.evidence import Evidence
from persona_studio.analysis.paragons import paragons
from persona_studio.analysis.profile import Contrasts, Groups, contrast, findings, testable
from persona_studio.analysis.table import USABLE, Table, buffer, read_table, read_weights
from persona_studio.domain.ids import new_id
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import (
    Finding,
    Method,
    Recipe,
    ResponseStyle,
    Segment,
    Segmentation,
    Verdict,
)
from persona_studio.domain.variables import Role
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError

FEWEST_PEOPLE = 60
FEWEST_ITEMS = 2
FIT_PEOPLE = 20_000
"""Segments are fitted on at most this many people, and everybody is assigned."""
MOST_SEGMENTS = 20
EIGENVALUES_KEPT = 50
LIBRARIES = ("numpy", "scipy", "scikit-learn")


@dataclass(frozen=True)
class Segmented:
    """A segmentation and its labels: dtype u1, one per row of the wave, 0 for a respondent not used."""

    segmentation: Segmentation
    labels: Column


def default_recipe(wave: Wave) -> Recipe:
    """Return the recipe that the roles of a wave's variables propose."""
    usable = [v for v in wave.variables if v.kind in USABLE]
    weight = next((v.id for v in wave.with_role(Role.WEIGHT)), None)
    return Recipe(
        active=tuple(v.id for v in usable if v.role is Role.ACTIVE),
        illustrative=tuple(v.id for v in usable if v.role is Role.ILLUSTRATIVE),
        weight=weight,
    )


def segment(wave: Wave, answers: Answers, recipe: Recipe, progress: Progress) -> Segmented:
    """Form segments by a recipe, or say that the answers hold none.

    With ``recipe.segments`` None and verdict NONE or TOO_FEW there are no segments; the candidates tell how far it was.
    The same answers and recipe give the same labels on any machine, in any order of rows and columns.
    Raises UserError when the recipe cannot be followed, Cancelled when the user asked to stop.
    """
    if recipe.segments is not None and not 2 <= recipe.segments <= MOST_SEGMENTS:
        raise UserError("segments_out_of_range", asked=recipe.segments, most=MOST_SEGMENTS)
    context = Context(progress, recipe.seed)
    with _steady():
        context.step(0, 1, "read")
        with context.timed("read"):
            table = group_options(read_table(wave, answers, recipe), recipe.rare)
        return _Run(wave, answers, recipe, table, context).result()


@contextmanager
def _steady() -> Iterator[None]:
    """One thread per sum, so that sums come in one order; no warning about people who answered alike."""
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield


class _Run:
    """The steps of one segmentation, each a method."""

    def __init__(self, wave: Wave, answers: Answers, recipe: Recipe, table: Table, context: Context) -> None:
        self.wave, self.answers, self.recipe, self.context = wave, answers, recipe, context
        self.table = table

    def result(self) -> Segmented:
        """Return the segmentation of the table."""
        if self.table.n < 2:
            return self._nothing(None, "too_few_respondents")
        self.context.step(0, 1, "axes")
        with self.context.timed("axes"):
            plain = fit_famd(self.table, self.recipe.rare, self._most(), self.context.tick)
        scarce = self._scarce(plain)
        if scarce and (self.recipe.segments is None or not plain.axes.size):
            return self._nothing(plain, scarce)
        with self.context.timed("stability"):
            decision = decide(self.table, self.recipe, self.context)
        if scarce:
            decision = replace(decision, choice=Choice(None, Verdict.TOO_FEW, scarce))
        return self._formed(plain, decision)

    def _most(self) -> int:
        return max(self.recipe.axes or 0, LARGEST_AXES)

    def _scarce(self, model: WeightedFAMD) -> str:
        """Return why there is too little to form segments on, or nothing."""
        if len(model.encoding.coders) < FEWEST_ITEMS:
            return "too_few_variables"
        if self.table.n < FEWEST_PEOPLE or self.table.n < len(model.encoding.coders):
            return "too_few_respondents"
        return ""

    def _nothing(self, model: WeightedFAMD | None, reason: str) -> Segmented:
        if self.recipe.segments is not None:
            raise UserError("too_few_for_segments", used=self.table.n, segments=self.recipe.segments)
        segmentation = self._segmentation(model, None, Choice(None, Verdict.TOO_FEW, reason), ResponseStyle(), ())
        return Segmented(segmentation, Column("u1", self.wave.respondents, bytes(self.wave.respondents)))

    def _formed(self, plain: WeightedFAMD, decision: Decision) -> Segmented:
        ready = decision.evidence.spec.ready(self.table)
        model = decision.evidence.spec.fit(ready, self.context.tick) if decision.evidence.spec.families else plain
        if decision.key is None:
            segmentation = self._segmentation(model, decision, decision.choice, decision.style, ())
            return Segmented(segmentation, Column("u1", self.wave.respondents, bytes(self.wave.respondents)))
        self.context.step(0, 1, "segments")
        with self.context.timed("segments"):
            cut = _Cut(self, model, ready, decision, decision.key)
            labels = cut.labels()
        with self.context.timed("describe"):
            found = _describe(self.wave, self.answers, labels, self.recipe, self.context)
            segments = tuple(cut.segment(number, part) for number, part in enumerate(found))
        choice = decision.choice
        if cut.partition.restarted and choice.reason in ("clear", "useful"):
            choice = replace(choice, reason=f"{choice.reason}_restarted")
        return Segmented(self._segmentation(model, decision, choice, decision.style, segments, cut), labels)

    def _segmentation(
        self,
        model: WeightedFAMD | None,
        decision: Decision | None,
        choice: Choice,
        style: ResponseStyle,
        segments: tuple[Segment, ...],
        cut: "_Cut | None" = None,
    ) -> Segmentation:
        values = model.eigenvalues[:EIGENVALUES_KEPT] if model else np.empty(0)
        best = choice.best
        return Segmentation(
            id=new_id(),
            name="",
            wave=self.wave.id,
            recipe=replace(self.recipe, data_hash=fingerprint(self.table), versions=_versions()),
            verdict=choice.verdict,
            reason=choice.reason,
            method=cut.method if cut else None,
            recommended=best.candidate.k if best else None,
            recommended_method=best.candidate.method if best else None,
            eigenvalues=tuple(float(value) for value in values),
            inertia=tuple(float(value / model.total) for value in values) if model else (),
            axes=len(cut.space.scale) if cut else model.above_average if model else 0,
            candidates=in_order(decision.evidence.assessed, best) if decision else (),
            response_style=style,
            segments=segments,
            used=self.table.n,
            effective=self.table.effective,
            seconds=tuple((name, round(value, 3)) for name, value in self.context.seconds.items()),
        )


class _Cut:
    """The segments of everybody, numbered by weighted size, for one method and number."""

    def __init__(self, run: _Run, model: WeightedFAMD, ready: Table, decision: Decision, key: Key) -> None:
        self.run, self.model, self.ready = run, model, ready
        self.method, self.k = key
        self.evidence: Evidence = decision.evidence
        self.space: Space = spaces(model.eigenvalues, run.recipe.axes, model.above_average)[self.method]
        self.people = self._people()
        self.points = self.space.points(model.coordinates(ready, self.people))
        self.partition = self._fit()
        self.order, self.found = self._assign()

    def _people(self) -> np.ndarray:
        if self.ready.n <= FIT_PEOPLE:
            return np.arange(self.ready.n)
        return np.sort(self.run.context.random("fit").choice(self.ready.n, FIT_PEOPLE, replace=False))

    def _fit(self) -> Partition:
        context, weights = self.run.context, self.ready.weights[self.people]
        grove = grow(self.points, weights, context.random("grow"), THOROUGH, context.tick)
        start = consolidate(grove, self.k, THOROUGH)
        if self.method is Method.MIXTURE:
            return mix(self.points, weights, start, THOROUGH, context.tick)
        if self.run.recipe.method is Method.TREE:
            return start  # asked for by name: the reference method, and nothing else
        return with_random_starts(grove, start, context.random("starts"), context.tick)

    def _assign(self) -> tuple[np.ndarray, np.ndarray]:
        """Return which part of the partition each number is, and the part of each respondent in canonical order."""
        parts = assign_all(self.partition, self._points_of, self.ready.n, self.run.context.tick)
        filled, first = np.unique(parts, return_index=True)
        held = np.bincount(parts, weights=self.ready.weights, minlength=self.k)
        order = sorted(zip(filled.tolist(), first.tolist(), strict=True), key=lambda part: (-held[part[0]], part[1]))
        return np.array([part for part, _ in order]), parts

    def _points_of(self, rows: slice) -> Floats:
        return self.space.points(self.model.coordinates(self.ready, rows))

    def numbers(self, parts: np.ndarray) -> np.ndarray:
        """Return the number (from 0) of each part."""
        rank = np.zeros(self.k, np.uint8)
        rank[self.order] = np.arange(len(self.order))
        return rank[parts]

    def labels(self) -> Column:
        """Return the labels of the wave's rows, and keep what the segments need."""
        numbers = self.numbers(self.found)
        every = np.zeros(self.run.wave.respondents, np.uint8)
        every[self.ready.rows] = numbers + 1
        count = len(self.order)
        self.sizes = np.bincount(numbers, minlength=count)
        self.shares = np.bincount(numbers, weights=self.ready.weights, minlength=count) / self.ready.n
        self.near = paragons(
            self.points, self.ready.weights[self.people], numbers[self.people].astype(np.intp),
            self.ready.rows[self.people], count,
        )  # fmt: skip
        self.stable = self._jaccard()
        return Column("u1", len(every), every.tobytes())

    def _jaccard(self) -> tuple[float, ...]:
        tried = np.searchsorted(self.ready.rows, self.evidence.table.rows, sorter=np.argsort(self.ready.rows))
        places = np.argsort(self.ready.rows)[tried]
        return self.evidence.trial.jaccard((self.method, self.k), self.numbers(self.found[places]))

    def segment(self, number: int, found: tuple[Finding, ...]) -> Segment:
        """Return the segment of that number (from 0)."""
        return Segment(
            id=new_id(),
            number=number + 1,
            name="",
            size=int(self.sizes[number]),
            share=float(self.shares[number]),
            findings=found,
            paragons=self.near[number],
            jaccard=self.stable[number],
        )


def describe(
    wave: Wave, answers: Answers, labels: Column, recipe: Recipe, progress: Progress
) -> tuple[tuple[Finding, ...], ...]:
    """Return, per segment (first number 1), its findings: those shown first, then by strength of effect.

    ``labels`` has dtype u1, one per row: 0 (not used) or the segment's number. Kept are the contrasts under 5 % before
    correction, of active and illustrative variables.
    """
    with _steady():
        return _describe(wave, answers, labels, recipe, Context(progress, recipe.seed))


def _describe(
    wave: Wave, answers: Answers, labels: Column, recipe: Recipe, context: Context
) -> tuple[tuple[Finding, ...], ...]:
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


def _groups(wave: Wave, answers: Answers, labels: Column, recipe: Recipe) -> Groups:
    numbers = buffer(labels)
    rows = np.flatnonzero(numbers)
    weights = read_weights(wave, answers, recipe)[rows]
    total = weights.sum()
    return Groups(rows, numbers[rows].astype(np.intp) - 1, weights * (len(rows) / total if total else 1.0),
                  int(numbers.max(initial=0)))  # fmt: skip


def fingerprint(table: Table) -> str:
    """Return a hash of the answers used, in canonical order: the same whatever the order of the file."""
    digest = hashlib.blake2b(digest_size=16)
    for item in table.items:
        digest.update(f"{item.name}\x1e{item.block}\x1e{item.levels}".encode())
        digest.update(np.ascontiguousarray(item.values).tobytes())
    digest.update(table.weights.tobytes())
    return digest.hexdigest()


def _versions() -> tuple[tuple[str, str], ...]:
    return tuple((name, version(name)) for name in LIBRARIES)
