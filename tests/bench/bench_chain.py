"""The whole chain on a million people: file to segments, findings, project and sheets."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from figures import Figure, in_fresh_process

SETUP = """
from pathlib import Path
from persona_studio.domain.progress import Silent
from persona_studio.services.chain.asking import BuildOptions
from persona_studio.services.chain.building import build
from persona_studio.texts import Texts
"""
BUILD = """
built = build(Path(argv[0]), Path(argv[1]), BuildOptions(), Texts("fr"), Silent())
result = [len(built.project.personas), dict(built.seconds)]
"""
READ = "frame = pandas.read_csv(argv[0])"


def measure() -> Iterator[Figure]:
    """Yield the figures."""
    with tempfile.TemporaryDirectory(prefix="persona-studio-") as folder:
        path = Path(folder) / "million.csv"
        write_survey(path, 1_000_000)
        read, _, _ = in_fresh_process(READ, str(path), setup="import pandas")
        seconds, memory, _ = in_fresh_process(BUILD, str(path), folder, setup=SETUP)
        yield Figure(
            name="1,000,000 x 22, file to sheets",
            value=seconds,
            unit="s",
            reference="pandas.read_csv",
            reference_value=read,
            at_most=20,
        )
        yield Figure(name="memory of it", value=memory / 2**20, unit="MB", at_most=3 * 1024)


def write_survey(path: Path, rows: int) -> None:
    """Write a survey with four planted segments: 18 questions in words and 4 numbers."""
    random = np.random.default_rng(22)
    segment = random.choice(4, rows, p=(0.35, 0.3, 0.2, 0.15))
    words = np.array(["Jamais", "Parfois", "Souvent", "Toujours"])
    frame: dict[str, object] = {"Montant": np.round(random.gamma(2 + segment, 30), 2)}
    for number in range(3):
        frame[f"Visites {number + 1}"] = random.poisson(1 + 2 * ((segment + number) % 4))
    for number in range(18):
        liked = (segment + number) % 4
        frame[f"Usage {number + 1}"] = words[
            np.where(random.random(rows) < 0.6, liked, random.integers(0, 4, rows))
        ]
    pd.DataFrame(frame).to_csv(path, index=False)
