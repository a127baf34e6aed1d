"""What would change the result: people are segmented again with one choice made otherwise at a time.

How far each result agrees with the present segments is told by the adjusted Rand index (Hubert and Arabie
1985): 1 when everybody stays with the same people, 0 when it is no more than chance.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from persona_studio.analysis.cluster import METHODS
from persona_studio.analysis.context import Context, steady
from persona_studio.analysis.encode import LARGEST_GRID, level_shares
from persona_studio.analysis.ground import ground_again, style_again, without_weights
from persona_studio.analysis.other_methods import PEOPLE, agreement, form_on, in_order, some_people
from persona_studio.analysis.response_style import Family, families
from persona_studio.analysis.segment import MOST_SEGMENTS
from persona_studio.analysis.shaping import Way, numbers_in
from persona_studio.analysis.table import Item, Measure, Table, read_table
from persona_studio.domain.progress import Progress
from persona_studio.domain.segments import Method, Recipe, Segmentation, Sensitivity
from persona_studio.domain.variables import Variable
from persona_studio.domain.waves import Answers, Column, Wave
from persona_studio.errors import UserError

FEWEST_QUESTIONS = 2
Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """One choice made otherwise, as ``code`` and ``params`` tell, and all that people are segmented with."""

    code: str
    params: Params
    table: Table
    recipe: Recipe
    style: tuple[Family, ...]
    method: Method
    k: int


def sensitivities(
    wave: Wave, answers: Answers, found: Segmentation, labels: Column, progress: Progress
) -> tuple[Sensitivity, ...]:
    """Return how far the segments of ``found``, whose labels are given, stay; what changes most comes first.

    Tried are: each active question (or grid, or multiple choice) left out; no weights; the response style
    left in or taken out; rare levels not grouped; the other methods; one segment more and less; and, above
    3,000 people, the same choices again on those drawn. What was shaped by hand is done again each time.

    Raises:
        UserError: the answers have changed since, or segments shaped by hand cannot be formed again.
    """
    context = Context(progress, found.recipe.seed)
    with steady():
        context.step(0, 1, "read")
        here = ground_again(wave, answers, found, context)
        present = numbers_in(labels, here)
        way = Way.of(here, found, context)
        if found.shaped and not way.leads_to(present):
            raise UserError("segments_not_remade")
        rows = some_people(here.table.n, context)
        table, every = here.table.take(rows), families(here.table)
        style = style_again(here.table, wave, found)
        tried = list(_Choices(wave, answers, found, table, rows, style, every, way.key[1]).all())
        made = []
        for done, otherwise in enumerate(tried):
            context.step(done, len(tried), "sensitivity")
            parts = _segmented(otherwise, rows, way, context)
            if parts is not None:
                made.append(Sensitivity(otherwise.code, otherwise.params, agreement(present[rows], parts)))
        context.step(1, 1, "sensitivity")
        return tuple(sorted(made, key=in_order))


def _segmented(one: Otherwise, rows: np.ndarray, way: Way, context: Context) -> np.ndarray | None:
    """Return the segments (from 0) with one choice made otherwise, None where it leaves nothing to form."""
    formed = form_on(one.table, one.recipe, one.style, (one.method, one.k), context)
    return None if formed is None else way.followed(formed[1], rows, formed[0], one.table.weights)


@dataclass(frozen=True)
class _Choices:
    """The choices that can be made otherwise, on the people at ``rows`` of all those used.

    ``style`` are the families whose response style was taken out, ``every`` all there are.
    """

    wave: Wave
    answers: Answers
    found: Segmentation
    table: Table
    rows: np.ndarray
    style: tuple[Family, ...]
    every: tuple[Family, ...]
    k: int

    def all(self) -> Iterator[Otherwise]:
        """Yield each choice."""
        if len(self.rows) == PEOPLE < self.found.used:
            yield self._with("again", (("people", str(PEOPLE)),))
        yield from self._questions()
        if self.found.recipe.weight is not None:
            yield self._with("weights", table=without_weights(self.table))
        yield from self._style()
        yield from self._rare()
        for method in METHODS:
            if method is not self.found.method:
                yield self._with("method", (("method", method.value),), method=method)
        for k in (self.k - 1, self.k + 1):
            if 2 <= k <= MOST_SEGMENTS:
                yield self._with("number", (("k", str(k)),), k=k)

    def _with(
        self,
        code: str,
        params: Params = (),
        *,
        table: Table | None = None,
        style: tuple[Family, ...] | None = None,
        method: Method | None = None,
        k: int | None = None,
        rare: float | None = None,
    ) -> Otherwise:
        recipe = self.found.recipe
        return Otherwise(
            code=code,
            params=params,
            table=self.table if table is None else table,
            recipe=recipe if rare is None else replace(recipe, rare=rare),
            style=self.style if style is None else style,
            method=method or self.found.method or Method.TREE,
            k=k or self.k,
        )

    def _questions(self) -> Iterator[Otherwise]:
        groups = grouped(self.table.items)
        if len(groups) <= FEWEST_QUESTIONS:
            return
        variables = {v.name: v for v in self.wave.variables}
        for places in groups:
            left = tuple(item for place, item in enumerate(self.table.items) if place not in places)
            code, params = _told([self.table.items[place] for place in places], variables)
            yield self._with(code, params, table=replace(self.table, items=left), style=self._among(places))

    def _among(self, gone: frozenset[int]) -> tuple[Family, ...]:
        """Return the families that are centred, without some items; places are those that are left."""
        moved = {
            place: place - sum(1 for other in gone if other < place) for place in range(len(self.table.items))
        }
        left = (tuple(moved[place] for place in family if place not in gone) for family in self.style)
        return tuple(family for family in left if family)

    def _style(self) -> Iterator[Otherwise]:
        if self.found.response_style.corrected:
            yield self._with("style_off", style=())
        elif self.every:
            yield self._with("style_on", style=self.every)

    def _rare(self) -> Iterator[Otherwise]:
        recipe = self.found.recipe
        if not recipe.rare:
            return
        whole = read_table(self.wave, self.answers, recipe).take(self.rows)
        if any(_has_rare(item, whole, recipe.rare) for item in whole.items):
            yield self._with("rare", table=whole, rare=0.0)


def _has_rare(item: Item, table: Table, rare: float) -> bool:
    if item.measure is Measure.NUMBER:
        return False
    shares = level_shares(item, table.weights)
    return bool(((shares > 0) & (shares < rare)).any())


def grouped(items: tuple[Item, ...]) -> list[frozenset[int]]:
    """Return the places of the items of each question: a grid or a multiple choice counts for one."""
    by_block: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        by_block.setdefault(item.block or f"\x1f{place}", []).append(place)
    groups: list[frozenset[int]] = []
    for places in by_block.values():
        names = {items[place].name.partition("\x1f")[0] for place in places}
        if len(names) > LARGEST_GRID:  # a battery of questions, not one
            groups += [frozenset([place]) for place in places]
        else:
            groups.append(frozenset(places))
    return groups


def _told(items: list[Item], variables: dict[str, Variable]) -> tuple[str, Params]:
    names = list(dict.fromkeys(item.name.partition("\x1f")[0] for item in items))
    if len(names) == 1:
        return "question", (("variable", variables[names[0]].id),)
    return "block", (("block", items[0].block), ("questions", str(len(names))))
