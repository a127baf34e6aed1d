"""Jobs for the tests of the worker; they run in its process."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from persona_studio.domain.progress import PLACING, Progress
from persona_studio.errors import UserError


def add(first: int, second: int, progress: Progress) -> int:
    """Return the sum."""
    return first + second


def pid(progress: Progress) -> int:
    """Return the process it runs in."""
    return os.getpid()


def count(upto: int, progress: Progress) -> int:
    """Report each number."""
    for done in range(1, upto + 1):
        progress.step(done, upto, "count")
    return upto


def count_for_ever(progress: Progress) -> None:
    """Report without end."""
    done = 0
    while True:
        done += 1
        progress.step(done, done + 1, "count")


def deaf(started: Path, progress: Progress) -> None:
    """Never report, never end; leave a file to tell that it began."""
    started.touch()
    threading.Event().wait()


def place(here: Path, progress: Progress) -> str:
    """Ask to place results; then begin, and have done once there is a file that lets it."""
    progress.step(1, 1, PLACING)
    (here / "begun").touch()
    while not (here / "on").exists():
        threading.Event().wait(0.002)
    (here / "done").touch()
    return "placed"


def die(progress: Progress) -> None:
    """End the process as a parser that crashes does."""
    os._exit(3)


def fail(code: str, progress: Progress) -> None:
    """Fail in a way the user can understand."""
    raise UserError(code, file="x.csv", line=3)


def out_of_memory(progress: Progress) -> None:
    """Ask for more than there is."""
    raise MemoryError


def bug(progress: Progress) -> float:
    """Fail in a way that is our fault."""
    return 1 / (len(sys.argv) - len(sys.argv))


def unspeakable(progress: Progress) -> Callable[[], Any]:
    """Give a result that cannot travel."""
    return lambda: 0


def large(size: int, progress: Progress) -> bytes:
    """Give a large result."""
    return bytes(size)


def loaded(progress: Progress) -> list[str]:
    """Return what the process has imported."""
    return sorted(sys.modules)
