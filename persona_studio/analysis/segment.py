"""The whole run: from a wave, its answers and a recipe to segments with their findings."""

from dataclasses import dataclass, replace
from importlib.metadata import version

import numpy as np

from persona_studio.analysis.choose import Choice, in_order
from persona_studio.analysis.cluster import Key
from persona_studio.analysis.components import LARGEST_AXES, WeightedFAMD, fit_famd
from persona_studio.analysis.context import Context, steady
from persona_studio.analysis.cut import Cut
from persona_studio.analysis.decide import Decision, decide
from persona_studio.analysis.describe import describe_in
from persona_studio.analysis.encode import encode, group_options
from persona_studio.analysis.flows import flows_of
from persona_studio.analysis.ground import centred_in, ground
from persona_studio.analysis.other_methods import by_other_methods
from persona_studio.analysis.places import plane_of
from persona_studio.analysis.table import Table, fingerprint, read_table
from persona_studio.domain.ids import new_id
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Recipe, Segment, Segmentation, Verdict
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError

FEWEST_PEOPLE = 60
"""Under this many respondents nothing is recommended."""
FEWEST_ITEMS = 2
PEOPLE_PER_QUESTION = 60
"""Respondents per active question, a block counting for one, under which a cut is said to rest on few."""
MOST_SEGMENTS = 20
EIGENVALUES_KEPT = 50
LIBRARIES = ("numpy", "scipy", "scikit-learn")


@dataclass(frozen=True)
class Segmented:
    """A segmentation and its labels: dtype u1, one per row of the wave, 0 for a respondent not used.

    ``places`` is the column MAP_COLUMN of everybody's place on the map, None without segments.
    """

    segmentation: Segmentation
    labels: Column
    places: Column | None = None


def segment(wave: Wave, answers: Answers, recipe: Recipe, progress: Progress) -> Segmented:
    """Form segments by a recipe, or say that the answers hold none.

    With ``recipe.segments`` None and verdict NONE or TOO_FEW there are no segments; the candidates tell how
    far it was. The same answers and recipe give the same labels on any machine, in any order of rows and
    columns. Raises UserError when the recipe cannot be followed, Cancelled when the user asked to stop.
    """
    if recipe.segments is not None and not 2 <= recipe.segments <= MOST_SEGMENTS:
        raise UserError("segments_out_of_range", asked=recipe.segments, most=MOST_SEGMENTS)
    context = Context(progress, recipe.seed)
    with steady():
        context.step(0, 1, "read")
        with context.timed("read"):
            table = group_options(read_table(wave, answers, recipe), recipe.rare)
        return _Run(wave, answers, recipe, table, context).result()


@dataclass(frozen=True)
class _Run:
    """The steps of one segmentation."""

    wave: Wave
    answers: Answers
    recipe: Recipe
    table: Table
    context: Context

    def result(self) -> Segmented:
        """Return the segmentation of the table."""
        model = self._axes()
        scarce = self._scarce(model)
        if scarce and self.recipe.segments is None:
            return self._without_segments(model, None, Choice(None, Verdict.TOO_FEW, scarce))
        if self.recipe.segments is not None and (self.table.n < self.recipe.segments or not model.axes.size):
            raise UserError("too_few_for_segments", used=self.table.n, segments=self.recipe.segments)
        with self.context.timed("stability"):
            decision = decide(self.table, self.recipe, self.context)
        choice = Choice(None, Verdict.TOO_FEW, scarce) if scarce else decision.choice
        if decision.key is None:
            return self._without_segments(model, decision, choice)
        return self._with_segments(decision, decision.key, choice)

    def _axes(self) -> WeightedFAMD:
        self.context.step(0, 1, "axes")
        with self.context.timed("axes"):
            return fit_famd(
                self.table, self.recipe.rare, max(self.recipe.axes or 0, LARGEST_AXES), self.context.tick
            )

    def _scarce(self, model: WeightedFAMD) -> str:
        """Return why there is too little to form segments on, or nothing."""
        if not self.recipe.active:
            return "no_active_variable"
        questions = len(model.encoding.coders)
        if questions < FEWEST_ITEMS and self.table.n >= FEWEST_PEOPLE:
            # Grouping rare levels may leave one level of each question: that is mended otherwise.
            varying = len(encode(self.table, 0.0).coders)
            return "too_few_grouped" if varying >= FEWEST_ITEMS else "too_few_variables"
        return "too_few_respondents" if self.table.n < max(FEWEST_PEOPLE, questions) else ""

    def _without_segments(self, model: WeightedFAMD, decision: Decision | None, choice: Choice) -> Segmented:
        blank = Column("u1", self.wave.respondents, bytes(self.wave.respondents))
        return Segmented(self._segmentation(model, decision, choice), blank)

    def _with_segments(self, decision: Decision, key: Key, choice: Choice) -> Segmented:
        context, spec = self.context, decision.evidence.spec
        context.step(0, 1, "segments")
        with context.timed("segments"):
            here = ground(self.table, self.recipe, spec.families, key[0], context.tick)
            cut = here.cut(key, context)
            labels = labels_of(cut.numbers, cut.table.rows, self.wave)
        with context.timed("flows"):
            flows = flows_of(cut, here.coordinates, key, context, here.plain)
        with context.timed("methods"):
            others = by_other_methods(here, spec.families, cut.numbers, key, context)
        with context.timed("describe"):
            segments = self._segments(cut, decision, key, labels)
        with context.timed("map"):
            plane = plane_of(here.model, here.ready, self.wave)
        choice = _nuanced(choice, cut, here.model)
        done = self._segmentation(here.model, decision, choice)
        axes = len(here.space.scale)
        done = replace(done, method=key[0], axes=axes, segments=segments, map=plane.axes, flows=flows)
        return Segmented(replace(done, sensitivities=others), labels, plane.places)

    def _segments(self, cut: Cut, decision: Decision, key: Key, labels: Column) -> tuple[Segment, ...]:
        found = describe_in(self.wave, self.answers, labels, self.recipe, self.context)
        stable = decision.evidence.trial.jaccard(key, cut.numbers_of(decision.evidence.table.rows))
        near, sizes, shares = cut.paragons(), cut.sizes, cut.shares
        return tuple(
            Segment(
                id=new_id(),
                number=place + 1,
                name="",
                size=int(sizes[place]),
                share=float(shares[place]),
                findings=found[place],
                paragons=near[place],
                jaccard=stable[place],
            )
            for place in range(cut.k)
        )

    def _segmentation(self, model: WeightedFAMD, decision: Decision | None, choice: Choice) -> Segmentation:
        values = model.eigenvalues[:EIGENVALUES_KEPT]
        best = choice.best.candidate if choice.best else None
        made = Segmentation(
            id=new_id(),
            name="",
            wave=self.wave.id,
            recipe=replace(self.recipe, data_hash=fingerprint(self.table), versions=versions()),
            verdict=choice.verdict,
            reason=choice.reason,
            recommended=best.k if best else None,
            recommended_method=best.method if best else None,
            eigenvalues=tuple(float(value) for value in values),
            inertia=tuple(float(value / model.total) for value in values),
            axes=model.above_average,
            used=self.table.n,
            effective=self.table.effective,
            seconds=tuple((name, round(value, 3)) for name, value in self.context.seconds.items()),
        )
        if decision is None:
            return made
        candidates = in_order(decision.evidence.assessed, choice.best)
        taken_out = centred_in(self.recipe, self.table, self.wave, decision.evidence.spec.families)
        style = replace(decision.style, centred=taken_out)
        return replace(made, candidates=candidates, response_style=style)


def labels_of(numbers: np.ndarray, rows: np.ndarray, wave: Wave) -> Column:
    """Return the column of labels of a wave: 1 and up for the people at ``rows``, 0 for the others."""
    every = np.zeros(wave.respondents, np.uint8)
    every[rows] = numbers + 1
    return Column("u1", len(every), every.tobytes())


def _nuanced(choice: Choice, cut: Cut, model: WeightedFAMD) -> Choice:
    """Return the choice with a word on the start that was kept, or on how few people answered."""
    if choice.reason not in ("clear", "useful"):
        return choice
    sparse = "_sparse" if cut.table.n < PEOPLE_PER_QUESTION * model.encoding.questions else ""
    return replace(choice, reason=f"{choice.reason}{'_restarted' if cut.restarted else sparse}")


def versions() -> tuple[tuple[str, str], ...]:
    """Return the versions of the libraries the numbers come from."""
    return tuple((name, version(name)) for name in LIBRARIES)
