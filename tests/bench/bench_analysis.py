"""Segments and their stability: 10,000 people and 60 columns, a million people and 22 columns."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from figures import Figure, in_fresh_process

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sklearn.cluster import KMeans  # noqa: E402

from analysis.simulate import Plan, simulate  # noqa: E402
from analysis.surveys import survey_of  # noqa: E402
from helpers.typed import segmentation  # noqa: E402
from persona_studio.analysis.components import fit_famd  # noqa: E402
from persona_studio.analysis.golden import read_sample, select  # noqa: E402

MILLION = """
from analysis.surveys import labels_of
made = survey.segment()
found = made.segmentation
result = [found.recommended, [s.size for s in found.segments], dict(found.seconds)]
"""
MILLION_SETUP = """
import sys
sys.path[:0] = argv
import numpy as np
import pandas as pd
from analysis.surveys import survey_of
random = np.random.default_rng(0)
n = 1_000_000
truth = random.integers(0, 4, n)
columns = {}
for j in range(18):
    odds = np.cumsum(random.dirichlet(np.full(random.integers(2, 7), 1.5), 4), axis=1)
    codes = (random.random(n)[:, None] > odds[truth]).sum(axis=1).clip(max=odds.shape[1] - 1)
    columns[f"q{j}"] = pd.Categorical.from_codes(codes, [f"level {i}" for i in range(odds.shape[1])])
columns |= {f"x{j}": random.standard_normal(4)[truth] + random.standard_normal(n) for j in range(4)}
columns["w"] = random.lognormal(0, 0.5, n)
survey = survey_of(pd.DataFrame(columns), weight="w")
del columns, truth, codes
"""


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    frame, _ = simulate(Plan(people=10_000, segments=5, items=40, nominals=12, numbers=8, style=0.5), 1)
    survey = survey_of(frame, ordinal=["s*"])
    table = survey.table()
    model = fit_famd(table, 0.02)
    matrix = model.encoding.matrix(table, slice(0, table.n)) * model.scale
    theirs = _seconds(lambda: [KMeans(k, n_init=10, random_state=0).fit(matrix) for k in range(2, 9)])
    yield Figure(
        name="segments and stability, 10,000 x 60",
        value=_seconds(survey.segment),
        unit="s",
        reference="KMeans(n_init=10), k = 2 to 8, same matrix",
        reference_value=theirs,
        at_most_times=12,
    )
    labels = KMeans(4, n_init=2, random_state=0).fit(matrix).labels_
    found, column = segmentation(survey, labels)
    yield Figure(
        name="ten golden questions, 10,000 x 60",
        value=_seconds(lambda: select(read_sample(survey.wave, survey.answers, column, found), 10)),
        unit="s",
        reference="KMeans(n_init=10), k = 2 to 8, same matrix",
        reference_value=theirs,
        at_most_times=2,
    )
    seconds, peak, result = in_fresh_process(MILLION, str(ROOT), str(ROOT / "tests"), setup=MILLION_SETUP)
    print(f"  a million people: {result}", file=sys.stderr)
    yield Figure(name="columns to segments, 1,000,000 x 22", value=seconds, unit="s", at_most=20)
    yield Figure(name="the same, peak memory", value=peak / 1e9, unit="GB", at_most=3)


def _seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    for figure in measure():
        print(figure)
