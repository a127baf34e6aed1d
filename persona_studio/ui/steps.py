"""Work that only the window's process may do, cut into steps so that the window never stands still."""

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Slot

from persona_studio.errors import UserError

AT_ONCE = 0.02
"""Seconds of steps after which the window is let go on."""


class Steps(QObject):
    """Takes the steps of an iterator between events, as many at a turn as nobody notices."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._steps: Iterator[None] = iter(())
        self._done: Callable[[], object] | None = None
        self._failed: Callable[[UserError], object] | None = None

    def run(
        self, steps: Iterator[None], done: Callable[[], object], failed: Callable[[UserError], object]
    ) -> None:
        """Take all steps, then call ``done``; or ``failed`` when one raises. Work under way is given up."""
        self._steps, self._done, self._failed = steps, done, failed
        self._timer.start(0)

    @Slot()
    def stop(self) -> None:
        """Give up what is left."""
        self._timer.stop()
        self._steps, self._done, self._failed = iter(()), None, None

    @Slot()
    def finish(self) -> None:
        """Take what is left at once, and what follows it."""
        while self._timer.isActive():
            self._take(float("inf"))

    @Slot()
    def _go_on(self) -> None:
        self._take(AT_ONCE)

    def _take(self, seconds: float) -> None:
        done, failed, begun = self._done, self._failed, perf_counter()
        try:
            for _ in self._steps:
                if perf_counter() - begun >= seconds:
                    return
        except UserError as error:
            self.stop()
            if failed is not None:
                failed(error)
            return
        except BaseException:  # half of the work is done, whatever stopped it: it must not be called done
            self.stop()
            raise
        self.stop()
        if done is not None:
            done()
