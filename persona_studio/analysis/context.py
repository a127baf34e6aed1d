"""What every step of a run needs: where it stands, whether to stop, how long it took, random numbers."""

import time
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from sklearn import config_context
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from persona_studio.domain.progress import Progress

OFTEN = 0.1
"""Seconds between two looks at whether the user wants to stop."""


class Context:
    """One run of the analysis: progress, cancel, clock and seeds."""

    def __init__(self, progress: Progress, seed: int) -> None:
        self.seed = seed
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._now = (0, 1, "analysis.read")
        self._told = 0.0

    def step(self, done: int, total: int, code: str) -> None:
        """Report a finished step; raises Cancelled when the user asked to stop."""
        self._now = (done, total, f"analysis.{code}")
        self._told = time.monotonic()
        self._progress.step(*self._now)

    def tick(self) -> None:
        """Say again where the run stands, so that a long step can be stopped too."""
        if time.monotonic() - self._told > OFTEN:
            self._told = time.monotonic()
            self._progress.step(*self._now)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Add the time spent inside to the step called ``name``."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start

    def random(self, *stream: str | int) -> np.random.Generator:
        """Return a generator of its own for one use, so that no step depends on how much another one drew."""
        words = [zlib.crc32(str(part).encode()) for part in stream]
        return np.random.Generator(np.random.PCG64([self.seed, *words]))


@contextmanager
def steady() -> Iterator[None]:
    """One thread per sum, so that sums come in one order; no warning about people who answered alike.

    Thousands of small fits follow, all on arrays made here: checking each again would take a tenth of the
    time.
    """
    quick = config_context(assume_finite=True, skip_parameter_validation=True)
    with threadpool_limits(1), quick, warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        yield
