"""Long work seen from the window: a timer drains what the worker process says."""

from collections.abc import Callable
from functools import cached_property, partial
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from persona_studio.errors import UserError

if TYPE_CHECKING:
    from persona_studio.services.events import Event, Failed, Progressed
    from persona_studio.services.jobs import Jobs as Executor

DRAIN_MS, PROMPT_MS = 40, 8
QUIET_SECONDS = 0.5
Done = Callable[[Any], object]
Told = Callable[[int, int, str], object]
"""Hears of each step: how many are done, of how many, and the code of its words."""


class _Running(NamedTuple):
    job: int
    family: str
    title: str
    done: Done
    failed: Callable[[UserError], object] | None
    since: float
    told: "Told | None" = None
    stopped: "Callable[[], object] | None" = None
    fault: "Callable[[str], object] | None" = None


class Jobs(QObject):
    """Starts work and calls back, in the window's thread, with its result.

    ``shown`` tells title, steps done, steps in all, code of the step and seconds left (-1: unknown) of work
    that has lasted half a second; ``rested`` that none is under way; ``broke`` carries errors nobody else
    took, ``bug`` the trace of a fault of ours; ``busy`` tells a family and whether it works. ``stopping``
    tells that all work is given up, also that which is none of the worker process, such as printing.
    """

    shown = Signal(str, int, int, str, float)
    rested = Signal()
    broke = Signal(object)
    bug = Signal(str)
    busy = Signal(str, bool)
    stopping = Signal()

    def __init__(self, make: "Callable[[], Executor]", drain_ms: int = DRAIN_MS) -> None:
        super().__init__()
        self._make = make
        self._running: dict[str, _Running] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(drain_ms)
        self._timer.timeout.connect(self.drain)

    @cached_property
    def _worker(self) -> "Executor":
        return self._make()

    def start(
        self,
        family: str,
        title: str,
        function: Callable[..., Any],
        *args: Any,
        done: Done,
        failed: Callable[[UserError], object] | None = None,
        told: Told | None = None,
        stopped: Callable[[], object] | None = None,
        fault: Callable[[str], object] | None = None,
    ) -> None:
        """Run a function in the worker; work of the same family under way is given up.

        Progress goes to ``told``, else it is shown in the window, under its title: work without one, which
        nobody asked for, is not. ``stopped`` hears that it was given up, be it by the user, unless newer
        work took its place. ``fault`` takes the trace of a fault of ours, which else goes to ``bug``. Who
        asked may be gone when the answer comes, as after another theme was put on: then a result is dropped
        and an error goes to ``broke``. A result that must be kept all the same is given to a function, which
        nothing on screen owns.
        """
        job = self._worker.submit(family, function, *args)
        self._running[family] = _Running(job, family, title, done, failed, monotonic(), told, stopped, fault)
        self.busy.emit(family, True)
        self._timer.start()
        self.drain()

    def under_way(self, family: str) -> bool:
        """Tell whether work of that family is under way."""
        return family in self._running

    def asked_for(self, family: str) -> bool:
        """Tell whether work of that family is under way which the user knows of: it has a title."""
        return family in self._running and bool(self._running[family].title)

    def stop(self, family: str) -> None:
        """Give up the work of that family, unless its results are taking their places."""
        running = self._running.get(family)
        if running is not None:
            self._give_up(running)

    def rest(self) -> None:
        """Tell that work which is none of the worker process has ended."""
        if not self._running:
            self.rested.emit()

    def beside(self) -> "Jobs":
        """Return jobs that run beside these, in a process of their own, for short work that must not wait."""
        beside = Jobs(self._worker.beside, PROMPT_MS)
        beside.bug.connect(self.bug)
        beside.broke.connect(self.broke)
        return beside

    @cached_property
    def bare(self) -> "Jobs":
        """Jobs in a process with nothing loaded, for what may take much room or crash; closed with these."""
        bare = Jobs(partial(self._worker.beside, bare=True), PROMPT_MS)
        bare.setParent(self)
        bare.bug.connect(self.bug)
        bare.broke.connect(self.broke)
        return bare

    @Slot()
    def stop_all(self) -> None:
        """Give up all work; nothing changes."""
        self.stopping.emit()
        if "bare" in self.__dict__:
            self.bare.stop_all()
        for running in list(self._running.values()):
            self._give_up(running)

    def _give_up(self, running: _Running) -> None:
        if not self._worker.cancel(running.job):
            return  # its files are taking their places: what became of them is told
        self._end(running)
        _tell_stopped(running)

    @Slot()
    def warm(self) -> None:
        """Start the worker process, so that the first work does not wait for it."""
        self._worker.warm()
        self._timer.start()

    def close(self) -> None:
        """End the worker process."""
        self._timer.stop()
        if "bare" in self.__dict__:
            self.bare.close()
        if "_worker" in self.__dict__:
            self._worker.close()

    @Slot()
    def drain(self) -> None:
        """Take what the worker said since last time."""
        for event in self._worker.drain():
            running = self._running.get(event.family)
            if running is not None and running.job == event.job:
                self._take(running, event)
        if not self._worker.busy:
            self._timer.stop()

    def _take(self, running: _Running, event: "Event") -> None:
        from persona_studio.services.events import Failed, Finished, Progressed  # noqa: PLC0415 - loaded with the worker

        if isinstance(event, Progressed):
            self._show(running, event)
            return
        self._end(running)
        if isinstance(event, Finished):
            if _there(running.done):
                running.done(event.result)
        elif isinstance(event, Failed):
            self._fail(running, event)
        else:
            _tell_stopped(running)

    def _show(self, running: _Running, event: "Progressed") -> None:
        spent = monotonic() - running.since
        if running.told is not None and _there(running.told):
            running.told(event.done, event.total, event.code)
        if running.told is not None or not running.title or spent < QUIET_SECONDS:
            return
        share = event.done / event.total if event.total else 0.0
        left = spent * (1 - share) / share if share > 0.02 else -1.0
        self.shown.emit(running.title, event.done, event.total, event.code, left)

    def _fail(self, running: _Running, event: "Failed") -> None:
        if event.error is None and running.fault is not None and _there(running.fault):
            running.fault(event.bug)
        elif event.error is None:
            self.bug.emit(event.bug)
        elif running.failed is not None and _there(running.failed):
            running.failed(event.error)
        else:
            self.broke.emit(event.error)

    def _end(self, running: _Running) -> None:
        self._running.pop(running.family, None)
        self.busy.emit(running.family, False)
        if not self._running:
            self.rested.emit()


def _tell_stopped(running: _Running) -> None:
    if running.stopped is not None and _there(running.stopped):
        running.stopped()


def _there(receiver: Callable[..., object]) -> bool:
    """Tell whether what a receiver belongs to is still there; a function belongs to nothing."""
    while isinstance(receiver, partial):
        receiver = receiver.func
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
