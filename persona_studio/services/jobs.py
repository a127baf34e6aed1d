"""Long work outside the window's process: one worker process, one job at a time, cancelled for certain."""

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol

from persona_studio.domain.progress import PLACING
from persona_studio.errors import UserError
from persona_studio.services.events import Event, Failed, Finished, JobId, Progressed, Stopped
from persona_studio.services.running import End, Idle, Message, Step, run

GRACE = 1.0
"""Seconds that a cancelled job has to stop by itself before its process is ended."""
PATIENCE = 60.0
"""Seconds that a job has to end, when all is closed, whose results are taking their places."""
HEAVY = ("persona_studio.ingest.preview", "persona_studio.analysis")
"""What the worker imports as soon as it lives; the window never does."""


class Jobs(Protocol):
    """Runs jobs: the worker in the program, :class:`Immediate` in tests."""

    def submit(self, family: str, function: Callable[..., Any], *args: Any) -> JobId:
        """Start ``function(*args, progress=...)`` of a module; cancel the older job of its family."""

    def cancel(self, job: JobId) -> bool:
        """Stop a job; nothing when it has ended.

        Returns False when its results are taking their places, or have them: then how it ends is still told.
        """

    def drain(self) -> list[Event]:
        """Return what happened since the last call; never waits."""

    def warm(self) -> None:
        """Get ready for the first job."""

    def beside(self, *, bare: bool = False) -> "Jobs":
        """Return another that runs jobs at the same time; a ``bare`` one has loaded nothing."""

    @property
    def busy(self) -> bool:
        """Whether there may be something to drain."""

    def close(self) -> None:
        """End at once, jobs included."""


@dataclass(slots=True)
class _Job:
    id: JobId
    family: str
    call: bytes
    cancelled: bool = False


class Worker:
    """One long-lived process, started when needed, replaced when a job crashes or must be ended by force.

    One thread (the window's) calls all methods, and :meth:`drain` again and again while :attr:`busy`.
    """

    def __init__(
        self,
        grace: float = GRACE,
        heavy: tuple[str, ...] = HEAVY,
        clock: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._grace = grace
        self._patience = patience
        self._heavy = heavy
        self._clock = clock
        self._ids = count(1)
        self._events: list[Event] = []
        self._waiting: deque[_Job] = deque()
        self._running: _Job | None = None
        self._placing: JobId | None = None
        self._deadline = 0.0
        self._process: _Process | None = None
        self._arrived: SimpleQueue[tuple[_Process, Message | None]] = SimpleQueue()

    def submit(self, family: str, function: Callable[..., Any], *args: Any) -> JobId:
        """Start a job and cancel the older one of its family; see :class:`Jobs`."""
        from persona_studio.services.worker import packed  # noqa: PLC0415 - see _Process

        job = _Job(next(self._ids), family, packed(function, args))
        for older in (*self._waiting, self._running):
            if older is not None and older.family == family:
                self.cancel(older.id)
        self._waiting.append(job)
        self._advance()
        return job.id

    def cancel(self, job: JobId) -> bool:
        """Stop a job: it is as good as stopped when this returns True, its result will be dropped."""
        if job == self._placing:
            return False
        running = self._running
        if running is not None and running.id == job and not running.cancelled:
            running.cancelled = True
            self._deadline = self._clock() + self._grace
            self._events.append(Stopped(job, running.family))
            if self._process is not None:
                self._process.answer(job, allowed=False)
            return True
        for waiting in self._waiting:
            if waiting.id == job:
                self._waiting.remove(waiting)
                self._events.append(Stopped(job, waiting.family))
                break
        return True

    def drain(self) -> list[Event]:
        """Return what happened since the last call, end what overstays its cancel, start what waits.

        A job starts only after the caller was handed the result of the one before: it may read the file that
        this result is written to, and must not find there what the caller is about to erase.
        """
        self._advance()
        while not self._arrived.empty():
            self._take(*self._arrived.get())
        if self._running is not None and self._running.cancelled and self._clock() > self._deadline:
            self._running = None
            self._end_process()
            self._start_process()
        events, self._events = self._events, []
        return events

    def wait(self, seconds: float) -> None:
        """Wait until the worker says something, at most that long; for callers that have no timer."""
        self._advance()
        with suppress(Empty):
            self._take(*self._arrived.get(timeout=seconds))

    def warm(self) -> None:
        """Start the process, which imports at once what is heavy."""
        if self._process is None:
            self._start_process()

    def beside(self, *, bare: bool = False) -> "Worker":
        """Return a second worker, with nothing but what reads files, or nothing at all."""
        return Worker(self._grace, () if bare else HEAVY[:1], self._clock, self._patience)

    @property
    def busy(self) -> bool:
        """Whether a job is waited for, or something is there to drain."""
        return bool(self._events or self._waiting or self._running)

    @property
    def pid(self) -> int | None:
        """The worker process, or None when there is none."""
        return self._process.pid if self._process else None

    def close(self) -> None:
        """End the process at once, whatever it does; only what takes its place is waited for."""
        self._waiting.clear()
        until = self._clock() + self._patience
        while self._running is not None and self._running.id == self._placing and self._clock() < until:
            self.wait(min(1.0, self._patience))
        self._running = None
        self._end_process()

    def _advance(self) -> None:
        unheard = any(isinstance(event, Finished) for event in self._events)
        if self._running is None and self._waiting and not unheard:
            if self._process is None:
                self._start_process()
            elif self._process.idle:
                self._running = self._waiting.popleft()
                self._process.give(self._running)

    def _take(self, process: "_Process", message: Message | None) -> None:
        if process is self._process:
            self._hear(message)

    def _hear(self, message: Message | None) -> None:
        # The process runs one job at a time, so that what it says is about the running one.
        job = self._running
        match message:
            case None:
                self._crashed()
            case Idle() if self._process is not None:
                self._process.idle = True
            case Step(_, done, total, code) if job is not None and not job.cancelled:
                if code == PLACING and self._process is not None:
                    self._placing = job.id
                    self._process.answer(job.id, allowed=True)
                self._events.append(Progressed(job.id, job.family, done, total, code))
            case End() if job is not None:
                if not job.cancelled:
                    self._events.append(_event(message, job.family))
                self._running = None

    def _crashed(self) -> None:
        """The process ended by itself: its job failed; if it never even came up, so do those which wait."""
        process, job = self._process, self._running
        self._running = None
        self._end_process()
        lost = [job] if job is not None and not job.cancelled else []
        if process is not None and not process.came_up:
            lost.extend(self._waiting)
            self._waiting.clear()
        self._events.extend(Failed(j.id, j.family, UserError("worker_crashed")) for j in lost)

    def _start_process(self) -> None:
        self._process = _Process(self._arrived, self._heavy)

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None


class _Process:
    """The worker process seen from the window: two pipes and a thread that listens."""

    def __init__(
        self, arrived: "SimpleQueue[tuple[_Process, Message | None]]", heavy: tuple[str, ...]
    ) -> None:
        # The worker is made after the window shows, which must not wait for what it takes.
        import multiprocessing  # noqa: PLC0415

        from persona_studio.services.worker import serve  # noqa: PLC0415

        context = multiprocessing.get_context("spawn")
        self._tasks, its_tasks = context.Pipe()
        its_control, self._control = context.Pipe(duplex=False)
        self._process = context.Process(
            target=serve, args=(its_tasks, its_control, heavy), name="persona-studio-worker", daemon=True
        )
        self._process.start()
        # Only the worker may hold its ends: that is how each side learns that the other is gone.
        its_tasks.close()
        its_control.close()
        self._arrived = arrived
        self._idle = False
        self.came_up = False
        self._listener = Thread(target=self._listen, name="persona-studio-listener", daemon=True)
        self._listener.start()

    @property
    def pid(self) -> int | None:
        return self._process.pid

    @property
    def idle(self) -> bool:
        """Whether the worker waits at its end of the pipe, so that giving it a job blocks nobody."""
        return self._idle

    @idle.setter
    def idle(self, value: bool) -> None:
        self._idle = value
        self.came_up = True

    def give(self, job: _Job) -> None:
        self._idle = False
        try:
            self._tasks.send((job.id, job.call))
        except OSError:
            return  # it just died: the listener tells

    def answer(self, job: JobId, *, allowed: bool) -> None:
        """Let a job place its results, or ask it to stop."""
        try:
            self._control.send((job, allowed))
        except OSError:
            return  # it just died: the listener tells

    def end(self) -> None:
        """End the process. What it writes takes its place only when it may, which is waited for."""
        self._process.kill()
        self._process.join()
        self._listener.join()
        self._process.close()
        self._tasks.close()
        self._control.close()

    def _listen(self) -> None:
        try:
            with suppress(EOFError, OSError):
                while True:
                    self._arrived.put((self, self._tasks.recv()))
        finally:
            # Whatever ended it, even a result that cannot be read here: no job may seem to go on for ever.
            self._arrived.put((self, None))


class Immediate:
    """Runs each job at once, in the process of the caller: the same surface without waiting, for tests.

    What a job is given is copied, as on its way to another process: it never has the very same objects.
    """

    def __init__(self) -> None:
        self._ids = count(1)
        self._events: list[Event] = []

    def submit(self, family: str, function: Callable[..., Any], *args: Any) -> JobId:
        """Run the job; its events wait for :meth:`drain`."""
        job = next(self._ids)
        told = _Noted(job, family, self._events)
        given = deepcopy(args)
        end = run(job, lambda progress: function(*given, progress=progress), told)
        self._events.append(_event(end, family))
        return job

    def cancel(self, job: JobId) -> bool:
        """Do nothing: every job has ended; tell whether it left nothing in its place."""
        placed = (e.job for e in self._events if isinstance(e, Progressed) and e.code == PLACING)
        return job not in placed

    def drain(self) -> list[Event]:
        """Return what happened since the last call."""
        events = list(self._events)
        self._events.clear()
        return events

    def warm(self) -> None:
        """Do nothing."""

    def beside(self, *, bare: bool = False) -> "Immediate":
        """Return another that runs jobs at once."""
        return Immediate()

    @property
    def busy(self) -> bool:
        """Whether something is there to drain."""
        return bool(self._events)

    def close(self) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """Progress that becomes events."""

    job: JobId
    family: str
    events: list[Event]

    def step(self, done: int, total: int, code: str) -> None:
        self.events.append(Progressed(self.job, self.family, done, total, code))


def _event(end: End, family: str) -> Event:
    if end.stopped:
        return Stopped(end.job, family)
    if end.error is not None or end.bug:
        return Failed(end.job, family, end.error, end.bug)
    return Finished(end.job, family, end.result)
