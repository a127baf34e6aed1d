"""What a benchmark hands over, and the two ways to measure."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_CHILD = """
import json, re, sys, time
from pathlib import Path
def peak():
    # Not getrusage on Linux: its peak starts from that of the process which started this one.
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) * 1024
    import resource
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
scope = {{"argv": sys.argv[1:]}}
exec({setup!r}, scope)
start = time.perf_counter()
exec({code!r}, scope)
seconds = time.perf_counter() - start
print(json.dumps([seconds, peak(), scope.get("result")]))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured value beside what it is compared with.

    `at_most` bounds the value itself, `at_most_times` its ratio to the reference.
    """

    name: str
    value: float
    unit: str
    reference: str = ""
    reference_value: float | None = None
    at_most: float | None = None
    at_most_times: float | None = None

    def __post_init__(self) -> None:
        if self.at_most_times is not None and not self.reference_value:
            raise ValueError(f"{self.name}: a bound on the ratio needs a reference")

    @property
    def ratio(self) -> float | None:
        """Return how many times the reference, or None without one."""
        return self.value / self.reference_value if self.reference_value else None

    @property
    def held(self) -> bool:
        """Say whether the value keeps its bounds."""
        within = self.at_most is None or self.value <= self.at_most
        return within and (self.at_most_times is None or (self.ratio or 0.0) <= self.at_most_times)


def median_seconds(function: Callable[[], Any], times: int = 7) -> float:
    """Return the median time of some calls in seconds, after one that is not counted."""
    function()
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def in_fresh_process(code: str, *arguments: str, setup: str = "") -> tuple[float, int, Any]:
    """Run code in an interpreter of its own; return seconds, peak memory in bytes and its variable `result`.

    `setup` runs first and is not timed; both see the arguments as `argv`. `result` must be JSON.
    """
    command = [sys.executable, "-c", _CHILD.format(setup=setup, code=code), *arguments]
    # As on a user's machine, modules are compiled once and kept.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError(done.stderr)
    seconds, peak, result = json.loads(done.stdout.splitlines()[-1])
    return seconds, peak, result
