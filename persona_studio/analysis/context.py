"""What every step of a run needs: where it stands, whether to stop, how long it took, which random numbers."""

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np

from persona_studio.domain.progress import Progress


@dataclass(slots=True)
class Context:
    """One run of the analysis: progress, cancel, clock and seeds."""

    progress: Progress
    seed: int
    seconds: dict[str, float] = field(default_factory=dict)

    def step(self, done: int, total: int, code: str) -> None:
        """Report a finished step; raises Cancelled when the user asked to stop."""
        self.progress.step(done, total, f"analysis.{code}")

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
