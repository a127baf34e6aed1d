"""Which cut a recipe leads to: asked for, by the tree's own rule, or recommended; response style or not."""

from dataclasses import dataclass, replace

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.choose import (
    USEFUL,
    Choice,
    by_degree,
    choose,
    holds,
    large_enough,
    verdict_of,
    worth,
)
from persona_studio.analysis.cluster import THOROUGH, TRIED, Key, automatic_cut, grow
from persona_studio.analysis.context import Context
from persona_studio.analysis.evidence import Assessed, Evidence, Gathering, Spec
from persona_studio.analysis.response_style import TOO_MUCH, Family, explained, families, style_of
from persona_studio.analysis.table import Table
from persona_studio.domain.segments import Correction, Method, Recipe, ResponseStyle, Verdict
from persona_studio.errors import UserError

NUMBERS = tuple(range(2, 9))
"""Numbers of segments tried."""
TREE_NUMBERS = tuple(range(2, 11))
"""The tree's own rule looks up to ten."""


@dataclass(frozen=True)
class Decision:
    """The cut to form, or None; what the data say of it, on which evidence; the response style."""

    key: Key | None
    choice: Choice
    evidence: Evidence
    style: ResponseStyle


def decide(table: Table, recipe: Recipe, context: Context) -> Decision:
    """Return the decision for a recipe, after taking out the response style when it must be."""
    every = families(table)
    if recipe.response_style is Correction.ON and every:
        return _measured(_conclude(recipe, _gather(table, recipe, context, every)), every, every, None)
    gathering = _gather(table, recipe, context, ())
    if recipe.response_style is Correction.AUTO and every:
        return _corrected_if_needed(recipe, gathering, every)
    return _measured(_conclude(recipe, gathering), every, (), None)


def _corrected_if_needed(recipe: Recipe, gathering: Gathering, every: tuple[Family, ...]) -> Decision:
    """Look at the answers with and without the style of each family, and conclude on what holds better.

    Where the style explains too much of the segments, or in doubt, it is taken out.
    """
    centred = _gather(gathering.table, recipe, gathering.context, every)
    plain, corrected = _first_look(recipe, gathering), _first_look(recipe, centred)
    before = float(max(_eta(plain, family)[0] for family in every))
    if before <= TOO_MUCH and _promise(plain) > _promise(corrected):
        return _measured(_conclude(recipe, gathering), every, (), None)
    concluded = _conclude(recipe, centred)
    if concluded.choice.verdict is Verdict.NONE and before > TOO_MUCH and plain.choice.reason != "none":
        concluded = replace(concluded, choice=replace(concluded.choice, reason="none_style"))
    return _measured(concluded, every, every, before)


def _promise(look: Decision) -> float:
    """Return the worth of the best cut into three segments or more."""
    cuts = [a for a in look.evidence.assessed if a.candidate.k > 2 and large_enough(a)]
    return max((worth(a) for a in cuts), default=0.0)


def _gather(table: Table, recipe: Recipe, context: Context, chosen: tuple[Family, ...]) -> Gathering:
    asked = [recipe.segments] if recipe.segments else []
    spec = Spec(
        methods=TRIED if recipe.method is Method.AUTO else (recipe.method,),
        ks=TREE_NUMBERS if _by_tree_rule(recipe) else tuple(sorted({*NUMBERS, *asked})),
        rare=recipe.rare,
        axes=recipe.axes,
        families=chosen,
    )
    return Gathering(table, spec, context, "corrected" if chosen else "plain")


def _by_tree_rule(recipe: Recipe) -> bool:
    return recipe.method is Method.TREE and recipe.segments is None


def _first_look(recipe: Recipe, gathering: Gathering) -> Decision:
    evidence = gathering.first()
    choice = choose(evidence.assessed)
    key = choice.best.key if choice.best else None
    if recipe.segments is not None:
        key = _best_of(evidence, recipe.segments, gathering.table.n).key
    return Decision(key, choice, evidence, ResponseStyle())


def _conclude(recipe: Recipe, gathering: Gathering) -> Decision:
    """Return the decision once all draws are made, whether or not a first look was taken."""
    if not gathering.looked:
        gathering.first()
    evidence = gathering.finish()
    choice = choose(evidence.assessed)
    if _by_tree_rule(recipe) and evidence.assessed:
        return _tree_decision(gathering, evidence)
    if recipe.segments is None:
        return Decision(choice.best.key if choice.best else None, choice, evidence, ResponseStyle())
    if choice.best is not None and choice.best.candidate.k == recipe.segments:
        return Decision(choice.best.key, choice, evidence, ResponseStyle())
    asked = _best_of(evidence, recipe.segments, gathering.table.n)
    choice = replace(choice, reason="asked_none" if choice.best is None else "asked")
    return Decision(asked.key, choice, evidence, ResponseStyle())


def _best_of(evidence: Evidence, k: int, people: int) -> Assessed:
    cuts = [a for a in evidence.assessed if a.candidate.k == k and a.smallest > 0]
    if not cuts:
        raise UserError("too_few_for_segments", used=people, segments=k)
    return max(cuts, key=lambda a: (large_enough(a), worth(a)))


def _tree_decision(gathering: Gathering, evidence: Evidence) -> Decision:
    """Cut the tree by its own rule, if the data hold segments at all by any method on its usual axes.

    On many axes a tree comes back badly even where the structure is clear: that is said of the cut, not of
    the data.
    """
    context = gathering.context
    spec = replace(evidence.spec, methods=TRIED, ks=NUMBERS, axes=None)
    usual = Gathering(gathering.table, spec, context, "usual")
    usual.first()
    points, weights = evidence.trial.points[Method.TREE], evidence.trial.weights
    tree = grow(points, weights, context.random("tree"), THOROUGH, context.tick).tree
    cut = evidence.of((Method.TREE, automatic_cut(tree)))
    tried = (*usual.finish().assessed, *evidence.assessed)
    gains = [a.candidate.gain for a in tried if holds(a) or by_degree(a)]
    if not gains:
        return Decision(None, Choice(None, Verdict.NONE, "none"), evidence, ResponseStyle())
    reason = "tree_cut" if cut.candidate.gain >= USEFUL else "tree_cut_fragile"
    return Decision(cut.key, Choice(cut, verdict_of(max(gains)), reason), evidence, ResponseStyle())


def _guess(decision: Decision) -> Key | None:
    """Return the cut decided, or the one that comes nearest to being recommended."""
    if decision.key is not None:
        return decision.key
    cuts = [a for a in decision.evidence.assessed if a.candidate.k > 2] or decision.evidence.assessed
    return max(cuts, key=lambda a: a.candidate.gain).key if cuts else None


def _eta(decision: Decision, family: Family) -> Floats:
    """Return η² of mean, spread and extreme answers to a family, by the segments decided or nearly so."""
    key = _guess(decision)
    if key is None:
        return np.zeros(3)
    table, labels = decision.evidence.table, decision.evidence.labels(key)
    style = style_of(table, family, decision.evidence.spec.rare)
    parts = (style.mean, style.spread, style.extreme)
    return np.array([explained(part, labels, table.weights) for part in parts])


def _measured(
    decision: Decision, every: tuple[Family, ...], corrected: tuple[Family, ...], before: float | None
) -> Decision:
    """Return the decision with the largest η² of all families."""
    if not every:
        return decision
    mean, spread, extreme = np.max([_eta(decision, family) for family in every], axis=0)
    style = ResponseStyle(float(mean), float(spread), float(extreme), bool(corrected), before)
    return replace(decision, style=style)
