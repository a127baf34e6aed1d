"""Python's garbage, collected in the window's thread only.

Python collects in whatever thread makes one object too many: the one that keeps a copy of the project, or
that listens to the worker. A widget that nobody holds any more would end there, which takes the program down.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1_000


class Garbage(QObject):
    """Collects now and then, as far as Python would have by then."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def take_over(self) -> None:
        """Take over from Python; nothing is collected before :meth:`start`."""
        gc.disable()

    @Slot()
    def start(self) -> None:
        """Collect from now on, but never what is there already.

        That is the program itself, loaded for good: to walk through all of it takes a tenth of a second, in
        which the window would stand still.
        """
        gc.freeze()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones; nothing when none is."""
        counted, allowed = gc.get_count(), gc.get_threshold()
        due = [generation for generation, most in enumerate(allowed) if counted[generation] > most]
        if due:
            gc.collect(due[-1])
