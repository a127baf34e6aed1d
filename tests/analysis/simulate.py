"""Surveys with planted segments: five-point opinions, nominal questions, numbers, and what blurs them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What to plant.

    ``separation`` is the spread of the segments' opinions, in standard deviations of people.
    """

    people: int = 1500
    segments: int = 4
    themes: int = 8
    items: int = 40
    nominals: int = 8
    numbers: int = 4
    separation: float = 0.85
    style: float = 0.0
    levels: float = 0.0
    noise_items: int = 0
    noise_nominals: int = 0
    unequal: bool = False


def simulate(plan: Plan, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the answers (scales ``s…``, nominal ``q…``, numbers ``x…``) and each row's planted segment."""
    random = np.random.default_rng(seed)
    sizes = np.arange(plan.segments, 0, -1) + 1.0 if plan.unequal else np.ones(plan.segments)
    truth = random.choice(plan.segments, plan.people, p=sizes / sizes.sum())
    centres = plan.separation * random.standard_normal((plan.segments, plan.themes))
    centres += plan.levels * np.linspace(-1, 1, plan.segments)[:, None]
    opinions = centres[truth] + 0.5 * random.standard_normal((plan.people, plan.themes))
    style = plan.style * random.standard_normal(plan.people)
    themes = np.arange(plan.items) % plan.themes
    latent = opinions[:, themes] + style[:, None] + random.standard_normal((plan.people, plan.items))
    noise = style[:, None] + 1.2 * random.standard_normal((plan.people, plan.noise_items))
    scales = np.digitize(np.hstack([latent, noise]), [-1.5, -0.5, 0.5, 1.5]) + 1
    columns = {f"s{j:02}": scales[:, j] for j in range(scales.shape[1])}
    columns |= {f"q{j:02}": _nominal(random, truth, plan.segments, 1.0) for j in range(plan.nominals)}
    columns |= {f"r{j:02}": _nominal(random, truth, plan.segments, 0.0) for j in range(plan.noise_nominals)}
    means = random.standard_normal((plan.segments, plan.numbers))
    columns |= {
        f"x{j:02}": means[truth, j] + random.standard_normal(plan.people) for j in range(plan.numbers)
    }
    return pd.DataFrame(columns), truth


def _nominal(random: np.random.Generator, truth: np.ndarray, segments: int, strength: float) -> np.ndarray:
    count = int(random.integers(3, 6))
    odds = np.exp(strength * random.standard_normal((segments, count)))
    bounds = np.cumsum(odds / odds.sum(axis=1, keepdims=True), axis=1)
    return np.array(list("abcdef"))[
        (random.random(len(truth))[:, None] > bounds[truth]).sum(axis=1).clip(max=count - 1)
    ]
