"""What the next gestures need, loaded while the window already stands: nobody waits for it, nothing stops.

Libraries load in a thread, as each alone takes a tenth of a second or more; our own screens after them, in
the window's thread, where widgets belong, one at a turn.
"""

from importlib import import_module
from threading import Thread

from PySide6.QtCore import QObject, QTimer, Slot

LIBRARIES = ("sqlalchemy", "sqlalchemy.dialects.sqlite", "cattrs", "numpy", "pyqtgraph", "babel.dates")
OURS = (
    "persona_studio.services.session",
    "persona_studio.ui.dialogs.importing.conversation",
    "persona_studio.ui.frame.topbar",
    "persona_studio.ui.places.data.place",
    "persona_studio.ui.places.segments.place",
    "persona_studio.ui.places.segments.map",
    "persona_studio.ui.places.personas.place",
    "persona_studio.ui.places.workshop.place",
    "persona_studio.publish.layout.presentation",
    "persona_studio.publish.layout.journey",
    "persona_studio.publish.layout.annexe",
    "persona_studio.services.annexe",
    "persona_studio.publish.layout.evidence_annexe",
    "persona_studio.publish.layout.participants",
)
PAUSE_MS = 60


class Loader(QObject):
    """Loads once, beside everything else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._libraries = Thread(target=_load, args=(LIBRARIES,), name="persona-studio-loader", daemon=True)
        self._ours = list(reversed(OURS))
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Import the libraries in a thread, and our modules here, one a pause, until all are loaded."""
        self._libraries.start()
        self._timer.start()

    @Slot()
    def _next(self) -> None:
        if self._libraries.is_alive():
            return
        import_module(self._ours.pop())
        if not self._ours:
            self._timer.stop()


def _load(names: tuple[str, ...]) -> None:
    for name in names:
        import_module(name)
