"""Which cut a recipe leads to: asked for, by the tree's own rule, or recommended; response style or not."""

from dataclasses import dataclass, replace

import numpy as np

from persona_studio.analysis.arrays import Floats
from persona_studio.analysis.choose import Choice, choose, holds, large_enough, verdict_of
from persona_studio.analysis.cluster import METHODS, THOROUGH, Key, automatic_cut, grow
from persona_studio.analysis.context import Context
from persona_studio.analysis.evidence import Assessed, Evidence, Spec, gather_evidence
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
    every = families(table) if recipe.response_style is not Correction.OFF else ()
    if recipe.response_style is Correction.ON:
        return _with_style(_decide(table, recipe, context, every), every, every, None)
    plain = _decide(table, recipe, context, ())
    before = _style_means(plain, every, recipe.rare)
    guilty = tuple(family for family, mean in zip(every, before, strict=True) if mean > TOO_MUCH)
    uncorrected = max(before, default=None)
    if not guilty:
        return _with_style(plain, families(table), (), uncorrected)
    context.step(0, 1, "style")
    corrected = _decide(table, recipe, context, guilty)
    if corrected.choice.verdict is Verdict.NONE and plain.choice.verdict is not Verdict.NONE:
        corrected = replace(corrected, choice=replace(corrected.choice, reason="none_style"))
    return _with_style(corrected, every, guilty, uncorrected)


def _decide(table: Table, recipe: Recipe, context: Context, chosen: tuple[Family, ...]) -> Decision:
    methods = METHODS if recipe.method is Method.AUTO else (recipe.method,)
    by_tree_rule = recipe.method is Method.TREE and recipe.segments is None
    numbers = (
        TREE_NUMBERS
        if by_tree_rule
        else tuple(sorted({*NUMBERS, *([recipe.segments] if recipe.segments else [])}))
    )
    spec = Spec(methods=methods, ks=numbers, rare=recipe.rare, axes=recipe.axes, families=chosen)
    evidence = gather_evidence(table, spec, context, "own")
    choice = choose(evidence.assessed)
    if by_tree_rule:
        return _tree_decision(table, evidence, context)
    if recipe.segments is None:
        key = choice.best.key if choice.best else None
        return Decision(key, choice, evidence, ResponseStyle())
    asked = _best_of(evidence, recipe.segments, table.n)
    if choice.best is None or asked.candidate.k != choice.best.candidate.k:
        reason = "asked_none" if choice.best is None else "asked"
        choice = replace(choice, reason=reason)
    return Decision(asked.key, choice, evidence, ResponseStyle())


def _best_of(evidence: Evidence, k: int, people: int) -> Assessed:
    cuts = [a for a in evidence.assessed if a.candidate.k == k and a.smallest > 0]
    if not cuts:
        raise UserError("too_few_for_segments", used=people, segments=k)
    return max(cuts, key=lambda a: (large_enough(a), a.candidate.gain))


def _tree_decision(table: Table, evidence: Evidence, context: Context) -> Decision:
    """Cut the tree by its own rule.

    Whether the data hold segments at all is asked of all methods on their usual axes.

    On many axes a tree comes back badly even where the structure is clear: that must be said of the cut, not
    of the data.
    """
    spec = replace(evidence.spec, methods=METHODS, ks=NUMBERS, axes=None)
    usual = gather_evidence(table, spec, context, "usual")
    points = evidence.trial.points[Method.TREE]
    tree = grow(points, evidence.trial.weights, context.random("tree"), THOROUGH, context.tick).tree
    cut = evidence.of((Method.TREE, automatic_cut(tree)))
    gains = [a.candidate.gain for a in (*usual.assessed, *evidence.assessed) if holds(a)]
    if not gains:
        return Decision(None, Choice(None, Verdict.NONE, "none"), evidence, ResponseStyle())
    reason = "tree_cut" if holds(cut) else "tree_cut_fragile"
    return Decision(cut.key, Choice(cut, verdict_of(max(gains)), reason), evidence, ResponseStyle())


def _guess(decision: Decision) -> Key | None:
    """Return the cut decided, or the one that comes nearest to being recommended."""
    if decision.key is not None:
        return decision.key
    cuts = [a for a in decision.evidence.assessed if a.candidate.k > 2] or decision.evidence.assessed
    return max(cuts, key=lambda a: a.candidate.gain).key if cuts else None


def _style_means(decision: Decision, every: tuple[Family, ...], rare: float) -> list[float]:
    return [_eta(decision, family, rare)[0] for family in every]


def _eta(decision: Decision, family: Family, rare: float) -> Floats:
    key = _guess(decision)
    if key is None:
        return np.zeros(3)
    table, labels = decision.evidence.table, decision.evidence.labels(key)
    style = style_of(table, family, rare)
    return np.array(
        [explained(part, labels, table.weights) for part in (style.mean, style.spread, style.extreme)]
    )


def _with_style(
    decision: Decision, every: tuple[Family, ...], corrected: tuple[Family, ...], uncorrected: float | None
) -> Decision:
    """Return the decision with the largest η² of all families."""
    if not every:
        return decision
    mean, spread, extreme = np.max(
        [_eta(decision, family, decision.evidence.spec.rare) for family in every], axis=0
    )
    before = uncorrected if corrected else None
    style = ResponseStyle(float(mean), float(spread), float(extreme), bool(corrected), before)
    return replace(decision, style=style)
