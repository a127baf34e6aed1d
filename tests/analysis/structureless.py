"""Surveys without segments: those with no structure at all, and those of people who differ by degree.

numpy only, as :mod:`analysis.planted`. Along a continuous trait a cut may come back, though its borders are a
choice: it may be called useful and must be said to be of degrees. Elsewhere nothing may be recommended.
"""

from dataclasses import replace

import numpy as np

from analysis.planted import STYLES, Array, Design, Kind, Population, Random, Survey, population

STRUCTURELESS = ("independent", "style", "permuted")
DEGREES = ("gradient", "blocks")
CONDITIONS = (*STRUCTURELESS, *DEGREES)


def structureless(condition: str, design: Design, seed: int) -> Survey:
    """Return a survey without segments; ``condition`` is one of the first four of ``CONDITIONS``.

    independent: each question on its own. gradient: one continuous trait behind all questions. style: people
    who agree with everything, or tick the ends, and nothing else. blocks: several continuous traits.
    """
    random = np.random.default_rng([seed, 99])
    traits = {"gradient": 1, "blocks": design.themes}.get(condition, 1)
    spread = float(random.uniform(0.6, 1.4)) if condition in ("gradient", "blocks") else 0.0
    style = design.style if condition in ("gradient", "blocks") else "none"
    if condition == "style":
        style = str(random.choice(list(STYLES)[1:]))
    drawn = population(
        replace(design, segments=0, themes=traits, spread=spread, style=style, noise=design.noise), random
    )
    return _with_scales(drawn, condition).draw(design.people, random)


def _with_scales(drawn: Population, condition: str) -> Population:
    """Return the population with at least eight rating scales when there is a style to show."""
    if condition != "style" or sum(q.kind is Kind.LIKERT for q in drawn.questions) >= 8:
        return drawn
    first = next((q for q in drawn.questions if q.kind is Kind.LIKERT), None)
    scale = first.offsets if first else np.array([-1.5, -0.5, 0.5, 1.5])
    made = [
        replace(q, kind=Kind.LIKERT, slopes=np.zeros(1), offsets=scale, block="") for q in drawn.questions[:8]
    ]
    return replace(drawn, questions=(*made, *drawn.questions[8:]))


def permuted(columns: dict[str, Array], random: Random) -> dict[str, Array]:
    """Return columns each put in an order of its own: the same answers, nothing between them."""
    return {name: random.permutation(values) for name, values in columns.items()}
