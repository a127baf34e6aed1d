"""What is advised on surveys with a known answer, beside what two usual rules alone would have advised."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.planted import ACCURACIES, MIXES, NOISE, STYLES, Design, Survey, plant
from analysis.structureless import permuted, structureless
from analysis.surveys import Survey as Readable
from analysis.surveys import survey_of
from persona_studio.domain.segments import Candidate, Method


@dataclass(frozen=True)
class Advice:
    """Numbers of segments: planted (0: none are there), recommended (None: none), and by each usual rule.

    ``degrees`` marks a cut said to be of people who differ by degree.
    ``redraws`` counts the populations the oracle found no fair test before this one.
    """

    condition: str
    people: int
    planted: int
    recommended: int | None
    silhouette: int
    inertia: int
    design: Design | None = None
    degrees: bool = False
    redraws: int = 0


def conditions(segments: int, people: int, seed: int, *, themed: bool = True) -> Design:
    """Return a condition drawn at random, the same for the same seed.

    What people think of a few themes sets segments apart, or (not ``themed``) each question by itself.
    """
    random = np.random.default_rng([seed, segments, people, 5])
    return Design(
        segments=segments,
        people=people,
        questions=int(random.integers(20, 61)),
        mix=str(random.choice(list(MIXES))),
        noise=float(random.choice(NOISE)),
        style=str(random.choice(list(STYLES))),
        unequal=bool(random.random() < 0.5),
        grids=bool(random.random() < 0.5),
        accuracy=float(random.choice(ACCURACIES)),
        themes=int(random.integers(5, 10)) * themed,
    )


def on_planted(segments: int, people: int, seed: int, *, themed: bool = True) -> Advice:
    """Return the advice on a survey drawn from a population of so many segments."""
    design = conditions(segments, people, seed, themed=themed)
    drawn, _, redraws = plant(design, int(np.random.default_rng([seed, segments, people]).integers(2**31)))
    survey = drawn.draw(people, np.random.default_rng([seed, segments, people, 1]))
    found = _advice("planted", readable(survey), design)
    return replace(found, redraws=redraws)


def on_nothing(condition: str, people: int, seed: int, files: Path | None = None) -> Advice:
    """Return the advice on a survey without segments; ``files`` holds those to permute."""
    design = conditions(0, people, seed)
    if condition == "permuted" and files is not None:
        return _advice(condition, _permuted_file(files, people, seed), design)
    return _advice(condition, readable(structureless(condition, design, seed)), design)


def _advice(condition: str, survey: Readable, design: Design) -> Advice:
    found = survey.segment().segmentation
    tree = sorted((c for c in found.candidates if c.method is Method.TREE), key=lambda c: c.k)
    alone = (_by_silhouette(tree), _by_inertia(tree))
    degrees = found.reason == "useful_degrees"
    return Advice(condition, found.used, design.segments, found.recommended, *alone, design, degrees)


def _by_silhouette(cuts: list[Candidate]) -> int:
    return max(cuts, key=lambda c: c.silhouette).k if cuts else 0


def _by_inertia(cuts: list[Candidate]) -> int:
    """Return where the inertia inside falls most against one segment less (Husson, Josse, Pagès 2010)."""
    ratios = {c.k: c.inertia_ratio for c in cuts if c.k > 2 and c.inertia_ratio is not None}
    return min(ratios, key=lambda k: ratios[k]) if ratios else 0


def readable(survey: Survey) -> Readable:
    """Return a simulated survey as the program has it once imported."""
    frame = pd.DataFrame(survey.columns)
    for name in survey.names:
        values = survey.columns[name]
        told = [None if np.isnan(value) else f"answer {int(value)}" for value in values]
        frame[name] = pd.Series(told, dtype=object)
    return survey_of(frame, ordinal=survey.ordinal, multiple=survey.multiple, blocks=survey.blocks)


FILES = ("factominer_tea", "questionr_hdv2003", "psych_bfi", "kaggle_young_people_responses",
         "kaggle_mall_customers", "surveymonkey_masculinity_weights")  # fmt: skip
NUMBERS = ("Age", "age", "Annual Income (k$)", "Spending Score (1-100)", "heures.tv")
MOST_QUESTIONS = 40


def _permuted_file(files: Path, people: int, seed: int) -> Readable:
    random = np.random.default_rng([seed, 3])
    frame = pd.read_csv(files / f"{FILES[seed % len(FILES)]}.csv", low_memory=False)
    asked = [name for name in frame.columns if 2 <= frame[name].nunique() <= 12]
    asked += [
        name for name in ("Age", "Annual Income (k$)", "Spending Score (1-100)", "age") if name in frame
    ]
    asked = list(dict.fromkeys(asked))
    chosen = sorted(random.choice(len(asked), min(MOST_QUESTIONS, len(asked)), replace=False))
    rows = random.choice(len(frame), min(people, len(frame)), replace=False)
    frame = frame[[asked[place] for place in chosen]].iloc[rows]
    mixed = permuted({name: frame[name].to_numpy() for name in frame.columns}, random)
    made = pd.DataFrame(mixed).convert_dtypes()
    return survey_of(_plain(made), ordinal=_scales(made))


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    numeric = [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
    others = [name for name in frame.columns if name not in numeric]
    return frame.astype(dict.fromkeys(numeric, "float64") | dict.fromkeys(others, object))


def _scales(frame: pd.DataFrame) -> Iterable[str]:
    return [
        name
        for name in frame.columns
        if pd.api.types.is_numeric_dtype(frame[name]) and 3 <= frame[name].nunique() <= 7
    ]
