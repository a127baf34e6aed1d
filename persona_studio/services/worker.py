"""The worker's side of jobs: runs in the worker process, one job after the other."""

import signal
import time
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

from persona_studio.domain.progress import PLACING, Progress
from persona_studio.errors import Cancelled
from persona_studio.services.events import JobId
from persona_studio.services.running import End, Idle, Step, run

PAUSE = 0.05
"""Seconds between two reports of the same step: more would only keep the window busy."""


def packed(function: Callable[..., Any], args: tuple[Any, ...]) -> bytes:
    """Return a call as bytes for :func:`serve`. The function goes by name: it must be one of a module."""
    return bytes(ForkingPickler.dumps((function, args)))


def serve(tasks: Connection, control: Connection, heavy: tuple[str, ...]) -> None:
    """Run jobs until the window's process closes its ends of the pipes.

    Args:
        tasks: carries jobs here and what is said of them back.
        control: carries the number of a job and whether it may place its results; if not, it should stop.
        heavy: modules to import first, so that no job waits for them.
    """
    # Ctrl-C in a terminal reaches every process of the group; the window decides what becomes of its worker.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in heavy:
        import_module(name)
    try:
        while True:
            tasks.send(Idle())
            job, call = tasks.recv()
            _answer(tasks, run(job, partial(_called, call), _Told(tasks, control, job)))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _called(call: bytes, progress: Progress) -> Any:
    function, args = ForkingPickler.loads(call)
    return function(*args, progress=progress)


def _answer(tasks: Connection, end: End) -> None:
    try:
        message = ForkingPickler.dumps(end)
    except Exception:  # noqa: BLE001 - a result that cannot travel is a bug of the job
        message = ForkingPickler.dumps(End(end.job, bug=traceback.format_exc()))
    tasks.send_bytes(message)


class _Told:
    """Progress that is told to the window, and hears from it whether to stop."""

    def __init__(self, tasks: Connection, control: Connection, job: JobId) -> None:
        self._tasks = tasks
        self._control = control
        self._job = job
        self._last = (0.0, "")

    def step(self, done: int, total: int, code: str) -> None:
        """Report; raise Cancelled when the window asked to stop."""
        while self._control.poll():
            self._allowed()
        now = time.monotonic()
        then, last_code = self._last
        if code != last_code or done == total or now - then >= PAUSE:
            self._last = (now, code)
            self._tasks.send(Step(self._job, done, total, code))
        if code == PLACING:
            # Asked, so that the window always knows whether what it stops has written something.
            while not self._allowed():
                pass

    def _allowed(self) -> bool:
        """Wait for a word of the window and tell whether it lets this job place its results."""
        job, allowed = self._control.recv()
        if job == self._job and not allowed:
            raise Cancelled
        return bool(job == self._job)
