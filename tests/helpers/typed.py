"""A made-up survey of every kind of question, with segments that are known, and its golden questions."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.surveys import Survey, survey_of
from persona_studio.domain.project import Project
from persona_studio.domain.segments import Segment, Segmentation, Verdict
from persona_studio.domain.waves import REMOVAL_COLUMN, Column

TRICKY = ["=1+1", "-18 ans", "+ de 10", "@moi", "a*", "a?b", "~", '"cité"', "10", "Oui", "non"]
SEGMENTS = 4


@cache
def frame(people: int = 1500, seed: int = 4) -> tuple[pd.DataFrame, np.ndarray]:
    """Return answers and each row's segment (0, 1, 2...)."""
    random = np.random.default_rng(seed)
    labels = random.choice(SEGMENTS, people, p=[0.4, 0.3, 0.2, 0.1])
    columns: dict[str, np.ndarray] = {}
    for name, answers in (("tricky", TRICKY), ("short", TRICKY[:3]), ("code", ["1", "2", "3", "4"])):
        odds = np.exp(1.2 * random.standard_normal((SEGMENTS, len(answers))))
        columns[name] = _drawn(random, odds / odds.sum(axis=1, keepdims=True), np.array(answers), labels)
    columns["noise"] = random.choice(list("abc"), people)
    for column in ("tricky", "code"):
        columns[column] = np.where(random.random(people) < 0.08, None, columns[column])
    columns["age"] = np.round(random.normal([25, 35, 45, 60], 8)[labels] + random.normal(0, 6, people))
    columns["hours"] = np.round(random.normal(0, 1, people) + labels, 2)
    columns["scale"] = np.clip(np.round(random.normal(2, 1, people) + labels * 0.8), 1, 5)
    table = pd.DataFrame(columns)
    table.loc[random.random(people) < 0.1, "age"] = np.nan
    for option in range(5):
        rate = random.random(SEGMENTS)[labels]
        table[f"m{option}"] = (random.random(people) < rate).astype(float)
    table.loc[random.random(people) < 0.1, [f"m{o}" for o in range(5)]] = np.nan
    return table, labels


def _drawn(random, rates, answers, labels):
    bounds = np.cumsum(rates, axis=1)
    places = (random.random(len(labels))[:, None] > bounds[labels]).sum(axis=1)
    return answers[places.clip(max=len(answers) - 1)].astype(object)


def survey(table: pd.DataFrame, **options) -> Survey:
    """Return the survey of such a table."""
    return survey_of(table, ordinal=["scale"], multiple={"many": [f"m{o}" for o in range(5)]}, **options)


def segmentation(
    made: Survey, labels: np.ndarray, used: np.ndarray | None = None
) -> tuple[Segmentation, Column]:
    """Return the known segments as if they had been found; rows not ``used`` are in none."""
    numbers = np.where(np.ones(len(labels), bool) if used is None else used, labels + 1, 0).astype(np.uint8)
    segments = tuple(
        Segment(id=f"s{i}", number=i, name=f"Groupe {i}", size=int((numbers == i).sum()),
                share=float((numbers == i).sum() / max(1, (numbers > 0).sum())))
        for i in range(1, int(labels.max()) + 2)
    )  # fmt: skip
    found = Segmentation(id="cut", name="", wave=made.wave.id, recipe=made.recipe, verdict=Verdict.CLEAR,
                         reason="clear", segments=segments, used=int((numbers > 0).sum()))  # fmt: skip
    return found, Column("u1", len(numbers), numbers.tobytes())


def stored(people: int = 500, seed: int = 2) -> tuple[Project, dict[tuple[str, str], Column]]:
    """Return a project with such a survey and its known segments, and the columns to store with it."""
    table, labels = frame(people, seed)
    made = survey(table)
    found, column = segmentation(made, labels)
    columns = {(made.wave.id, key): value for key, value in made.answers.columns.items()}
    columns[made.wave.id, REMOVAL_COLUMN] = Column("u1", people, bytes(people))
    columns["cut", "cut"] = column
    project = Project(id="p", name="Thé", waves=(made.wave,), segmentations=(found,), chosen="cut")
    return project, columns
