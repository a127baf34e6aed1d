"""What the next gestures need, loaded while the window already stands: nobody waits for it, nothing stops.

Libraries load in a thread, as each alone takes a tenth of a second or more; our own screens after them, in
the window's thread, where widgets belong, a few modules at a turn; then the first gestures are rehearsed.
"""

import dis
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from threading import Thread
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, Slot

import persona_studio

LIBRARIES = ("sqlalchemy", "sqlalchemy.dialects.sqlite", "cattrs", "numpy", "pyqtgraph", "babel.dates")
OURS = (
    "persona_studio.services.session",
    "persona_studio.ui.dialogs.importing.conversation",
    "persona_studio.ui.frame.workplace",
    "persona_studio.ui.places.data.place",
    "persona_studio.ui.places.segments.place",
    "persona_studio.ui.places.segments.map",
    "persona_studio.ui.places.personas.place",
    "persona_studio.ui.places.workshop.place",
    "persona_studio.publish.layout.presentation",
    "persona_studio.publish.layout.journey",
    "persona_studio.publish.layout.annexe",
    "persona_studio.services.workshop.annexe",
    "persona_studio.publish.layout.evidence_annexe",
    "persona_studio.publish.layout.participants",
)
PAUSE_MS = 20
AT_ONCE = 0.008
"""Seconds of loading after which the window is let go on."""
_PACKAGE = f"{persona_studio.__name__}."
_ROOT = Path(persona_studio.__path__[0])


class Loader(QObject):
    """Loads once, beside everything else, and says when all is loaded."""

    loaded = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps = _steps()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin to load, a little each turn, until nothing is left."""
        self._timer.start()

    @Slot()
    def _next(self) -> None:
        until = perf_counter() + AT_ONCE
        for waits in self._steps:
            if waits or perf_counter() > until:
                return
        self._timer.stop()
        self.loaded.emit()


def _steps() -> Iterator[bool]:
    """Take a step of the loading each time, and yield whether the next one has to be waited for.

    No module of ours is loaded in a thread: Python gives up an import that two threads begin from both ends.
    """
    yield from _beside(lambda: [import_module(name) for name in LIBRARIES])
    for name in leaves_first(OURS):
        import_module(name)
        yield False
    yield from _beside(import_module("persona_studio.services.rehearsal").rehearse)


def _beside(work: Callable[[], object]) -> Iterator[bool]:
    """Do something in a thread, and yield as long as it is at it."""
    thread = Thread(target=work, name="persona-studio-loader", daemon=True)
    thread.start()
    while thread.is_alive():
        yield True


def leaves_first(names: Iterable[str]) -> Iterator[str]:
    """Yield our modules which these import and that are not loaded yet, each after all that it imports.

    Imported in this order hardly one brings others along: a place asked for at once would load a hundred of
    them while the window stands still.
    """
    met: set[str] = set()

    def below(name: str) -> Iterator[str]:
        if name not in met and name not in sys.modules:
            met.add(name)
            for needed in _imports(name):
                yield from below(needed)
            yield name

    for name in names:
        yield from below(name)


def _imports(name: str) -> Iterator[str]:
    """Yield the names of our modules that a module imports at its head, as its compiled code tells."""
    yield name.rpartition(".")[0]
    spec = _found(name)
    if spec is None or not isinstance(spec.loader, InspectLoader):
        return
    code = spec.loader.get_code(name)
    module = ""
    for step in dis.get_instructions(code) if code is not None else ():
        if step.opname == "LOAD_NAME":  # the head is over: what follows may be for the type checker only
            return
        if step.opname == "IMPORT_NAME":
            module = step.argval if step.argval.startswith(_PACKAGE) else ""
            if module:
                yield module
        elif step.opname == "IMPORT_FROM" and module and _found(f"{module}.{step.argval}") is not None:
            yield f"{module}.{step.argval}"


def _found(name: str) -> ModuleSpec | None:
    """Return where a module of ours is, None when it is none; unlike importlib's own this loads nothing."""
    _, *folders, _ = name.split(".")
    return PathFinder.find_spec(name, [str(_ROOT.joinpath(*folders))])
