"""The ground on which segments stand: the people, their axes, and what the method sees of these.

It can be made again from a segmentation, as long as the answers are those it was made from.
"""

from dataclasses import dataclass, replace

from persona_studio.analysis.arrays import Floats, Rows
from persona_studio.analysis.cluster import Key, Space, Tick, spaces
from persona_studio.analysis.components import LARGEST_AXES, WeightedFAMD, fit_famd
from persona_studio.analysis.context import Context
from persona_studio.analysis.cut import Cut, form
from persona_studio.analysis.encode import group_options
from persona_studio.analysis.response_style import Family, centred, families
from persona_studio.analysis.table import Table, fingerprint, read_table
from persona_studio.domain.segments import Method, Recipe, Segmentation
from persona_studio.domain.waves import Answers, Wave
from persona_studio.errors import UserError


@dataclass(frozen=True)
class Ground:
    """``table`` holds the answers as read, ``ready`` the same with the response style taken out if it was."""

    table: Table
    ready: Table
    model: WeightedFAMD
    space: Space
    recipe: Recipe

    def coordinates(self, rows: Rows | slice) -> Floats:
        """Return the places of some people on all axes."""
        return self.model.coordinates(self.ready, rows)

    def points(self, rows: Rows | slice) -> Floats:
        """Return the places of some people as the method sees them."""
        return self.space.points(self.coordinates(rows))

    @property
    def plain(self) -> bool:
        """Whether the tree's own start is kept whatever random starts find: the reference method."""
        return self.recipe.method is Method.TREE

    def cut(self, key: Key, context: Context) -> Cut:
        """Return the segments of everybody by the method of this ground into a number of segments."""
        return form(self.ready, self.coordinates, self.space, key, context, self.plain)


def ground(table: Table, recipe: Recipe, style: tuple[Family, ...], method: Method, tick: Tick) -> Ground:
    """Return the ground of a table; ``style`` are the families whose response style is taken out."""
    ready = centred(table, style, recipe.rare) if style else table
    model = fit_famd(ready, recipe.rare, max(recipe.axes or 0, LARGEST_AXES), tick)
    space = spaces(model.eigenvalues, recipe.axes, model.above_average)[method]
    return Ground(table, ready, model, space, recipe)


def ground_again(wave: Wave, answers: Answers, found: Segmentation, context: Context) -> Ground:
    """Return the ground on which a segmentation was formed.

    Raises:
        UserError: ``segments_outdated``, the answers are no longer those it was made from.
    """
    if found.method is None:
        raise UserError("segments_outdated")
    table = table_again(wave, answers, found)
    with context.timed("axes"):
        return ground(table, found.recipe, style_again(table, wave, found), found.method, context.tick)


def table_again(wave: Wave, answers: Answers, found: Segmentation) -> Table:
    """Return the answers that a segmentation was made from; UserError when they are others now."""
    recipe = found.recipe
    known = {variable.id for variable in wave.variables}
    if not known.issuperset((*recipe.active, *([recipe.weight] if recipe.weight else []))):
        raise UserError("segments_outdated")
    try:
        table = group_options(read_table(wave, answers, recipe), recipe.rare)
    except UserError as error:
        raise UserError("segments_outdated") from error
    if fingerprint(table) != recipe.data_hash:
        raise UserError("segments_outdated")
    return table


def style_again(table: Table, wave: Wave, found: Segmentation) -> tuple[Family, ...]:
    """Return the families whose response style was taken out: all, where an older file does not tell."""
    style = found.response_style
    if not style.corrected:
        return ()
    every = families(table)
    names = {v.name for v in wave.variables if v.id in style.centred}
    return tuple(f for f in every if not names or all(table.items[place].name in names for place in f))


def centred_in(recipe: Recipe, table: Table, wave: Wave, style: tuple[Family, ...]) -> tuple[str, ...]:
    """Return the ids of the variables that some families hold, in the order of the recipe."""
    names = {table.items[place].name for family in style for place in family}
    return tuple(i for i in recipe.active if wave.variable(i).name in names)


def without_weights(table: Table) -> Table:
    """Return the table of the same people, all of one weight."""
    return replace(table, weights=table.weights * 0.0 + 1.0)
