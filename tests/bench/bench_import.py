"""Import: a survey of 100,000 x 60 beside plain pandas, and 1,000,000 x 22."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from figures import Figure, in_fresh_process

ROUNDS = 5
SCALE = np.array(
    ["Pas du tout d’accord", "Plutôt pas d’accord", "Plutôt d’accord", "Tout à fait d’accord", ""]
)
OURS = """
imported = read(Path(argv[0]), ImportOptions(), Silent())
result = [imported.wave.respondents, len(imported.wave.variables)]
"""
SETUP = """
from pathlib import Path
from persona_studio.domain.progress import Silent
from persona_studio.ingest import ImportOptions, read
"""
THEIRS = "frame = pandas.read_csv(argv[0])"


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as folder:
        path = Path(folder) / "survey.csv"
        write_survey(path, 100_000, 60)
        ours, theirs = _both(path)
        yield Figure(
            name="import, 100,000 x 60",
            value=ours[0],
            unit="s",
            reference="pandas.read_csv",
            reference_value=theirs[0],
            at_most_times=3,
        )
        yield Figure(
            name="memory of it",
            value=ours[1],
            unit="MB",
            reference="pandas.read_csv",
            reference_value=theirs[1],
            at_most_times=2.5,
        )
        write_survey(path, 1_000_000, 22)
        ours, theirs = _both(path)
        yield Figure(
            name="import, 1,000,000 x 22",
            value=ours[0],
            unit="s",
            reference="pandas.read_csv",
            reference_value=theirs[0],
            at_most=20,
        )
        yield Figure(name="memory of it", value=ours[1], unit="MB", at_most=2048)


def _both(path: Path) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the best time and the largest memory of both, turn by turn so that a busy moment hits both."""
    runs = [
        (
            in_fresh_process(OURS, str(path), setup=SETUP),
            in_fresh_process(THEIRS, str(path), setup="import pandas"),
        )
        for _ in range(ROUNDS)
    ]
    best = [(min(run[side][0] for run in runs), max(run[side][1] for run in runs) / 2**20) for side in (0, 1)]
    return best[0], best[1]


def write_survey(path: Path, rows: int, columns: int) -> None:
    """Write a survey of marks, yes or no, scales in words, numbers and a weight."""
    random = np.random.default_rng(rows)
    frame: dict[str, object] = {
        "id": np.arange(1, rows + 1),
        "age": random.integers(18, 90, rows),
        "poids": np.round(random.gamma(4, 0.25, rows) + 0.01, 7),
        "depense": np.round(random.gamma(2, 30, rows), 2),
    }
    for number in range(columns - len(frame)):
        kind = number % 3
        if kind == 0:
            frame[f"note {number}"] = random.integers(1, 6, rows)
        elif kind == 1:
            frame[f"achat {number}"] = random.choice(np.array(["Oui", "Non", "Ne sait pas"]), rows)
        else:
            frame[f"avis {number}"] = random.choice(SCALE, rows)
    pd.DataFrame(frame).to_csv(path, index=False)
