"""A window as users get it, with jobs that run at once and a home of its own."""

import gc
import importlib.util
import shutil
import sys
from functools import partial, wraps
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from persona_studio import app, paths
from persona_studio.publish.fonts import FontBook
from persona_studio.publish.layout import Supplies
from persona_studio.services.jobs import Immediate
from persona_studio.services.session import Session
from persona_studio.services.workshop import previews
from persona_studio.store.preferences import Preferences
from persona_studio.ui.icons import Icons
from persona_studio.ui.kit import Kit
from persona_studio.ui.places.start.example import SheetPicture
from persona_studio.ui.theme import load_fonts

PATIENCE = 60_000
"""Milliseconds that a test waits at most for what comes in a moment: other programs may take the machine."""


def _beside(name):
    """Load a module that lies beside this file: tests are no package."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


survey = _beside("survey")
variable_table = _beside("variable_table")


class Patient(QtBot):
    """Waits longer than the five seconds of pytest-qt."""

    def waitSignal(self, signal, *, timeout=PATIENCE, **more):
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitUntil(self, callback, *, timeout=PATIENCE):
        super().waitUntil(callback, timeout=timeout)


class Gate:
    """Shut (in a ``with`` block), it holds back what the worker has to say: work stays under way."""

    shut = False

    def __enter__(self):
        self.shut = True

    def __exit__(self, *_):
        self.shut = False


class Held(Immediate):
    """Does each job at once, but says so only while its gate is open."""

    def __init__(self, gate):
        super().__init__()
        self._gate = gate

    def drain(self):
        return [] if self._gate.shut else super().drain()

    def beside(self, *, bare=False):
        return Held(self._gate)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item, nextitem):
    """Collect garbage in this thread only, as the program does: a widget freed in another one is a crash."""
    here = Path(__file__).parent
    if not item.path.is_relative_to(here):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        if nextitem is None or not nextitem.path.is_relative_to(here):
            gc.collect()  # what is left must not wait for a test with threads
        gc.enable()


@pytest.fixture
def qtbot(qapp, request):
    """The hands of a test, patient."""
    return Patient(request)


@pytest.fixture(scope="session")
def application(qapp):
    """The application object with our style and fonts."""
    qapp.setStyle("Fusion")
    refused = load_fonts()
    assert not refused
    return qapp


@pytest.fixture(scope="session", autouse=True)
def example_drawn_once():
    """Every window shows the bundled example on its start screen: draw its sheets once for all of them."""
    laid_out, pictures = [], {}
    lay_out, shrink = previews.example_pages, SheetPicture._shrunk

    @wraps(lay_out)
    def kept(progress):
        if not laid_out:
            laid_out.extend(lay_out(progress))
        return list(laid_out)

    def shrunk(picture, painter, page, size):
        asked = (id(page), size.width(), size.height())
        if asked not in pictures:
            pictures[asked] = (page, shrink(picture, painter, page, size))  # with the page its id stays
        return pictures[asked][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(previews, "example_pages", kept)
        patch.setattr(SheetPicture, "_shrunk", shrunk)
        yield


@pytest.fixture(scope="session", autouse=True)
def icons_and_fonts_kept(application):
    """Every window draws the same icons and sets words in the same fonts: the next one finds them ready."""
    icons, fonts, load = Icons(), FontBook(), Supplies.__init__

    def ready(supplies, ours=None, *others, **named):
        load(supplies, ours or fonts, *others, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kit, "icons", icons)
        patch.setattr(Supplies, "__init__", ready)
        yield


@pytest.fixture
def preferences(tmp_path):
    """Preferences of nobody else."""
    return Preferences(tmp_path / "preferences.json")


@pytest.fixture
def make_program(application, preferences, qtbot):
    """Build windows, shown, in a language and at a text size."""
    programs = []

    def make(language="fr", scale=1.0, size=(1440, 900), executor=None):
        program = app.compose(application, executor or Immediate, preferences, language, scale)
        qtbot.addWidget(program.window)
        program.window.resize(*size)
        with qtbot.waitSignal(program.window.shown):
            program.window.show()
        programs.append(program)
        return program

    yield make
    for program in programs:
        program.studio.leave()
        program.studio.jobs.close()
    # The windows, closed by now, go before the style sheet: each of their widgets would be polished anew.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    application.clipboard().clear()  # what is left there when Python ends is freed too late: a crash
    application.setStyleSheet("")


@pytest.fixture
def program(make_program):
    """One window in French."""
    return make_program()


@pytest.fixture
def gate():
    """What holds back the work of the window ``held``."""
    return Gate()


@pytest.fixture
def held(make_program, gate):
    """One window in French, whose work lasts as long as the gate is shut."""
    return make_program(executor=partial(Held, gate))


@pytest.fixture
def settle():
    """Let what was posted happen, and what is to be deleted go."""

    def settled():
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.sendPostedEvents()

    return settled


@pytest.fixture
def sample_file(tmp_path):
    """A copy of the bundled example."""
    return Path(shutil.copy(paths.resource("samples", "marketing-b2b.persona"), tmp_path / "a.persona"))


@pytest.fixture(scope="session")
def stored(tmp_path_factory):
    """Write a project that many tests begin with once, and give each a copy of its file."""
    folder = tmp_path_factory.mktemp("stored")

    def copied(path, made):
        whose = f"{made.__module__}.{made.__qualname__}".translate(str.maketrans("", "", "<>"))
        kept = folder / f"{whose}.persona"
        if not kept.exists():
            Session.create(kept, *made()).close()
        return Path(shutil.copy(kept, path))

    return copied


@pytest.fixture
def bare_file(stored, tmp_path):
    """A project with a survey and nothing else."""
    return stored(tmp_path / "bare.persona", survey.bare)


@pytest.fixture
def whole_file(stored, tmp_path):
    """A project with a survey, segments and personas."""
    return stored(tmp_path / "whole.persona", survey.whole)


@pytest.fixture
def julie_file(stored, tmp_path):
    """The reference sheet as a project."""
    from persona_studio.services.samples import julie

    return stored(tmp_path / "julie.persona", lambda: (julie("fr"), {}))


@pytest.fixture
def open_place(program):
    """Open a project at one of its places."""

    def open_at(file, place):
        assert program.studio.open(file)
        program.window.go(place)
        QApplication.sendPostedEvents()
        return program.window.place(place)

    return open_at


@pytest.fixture
def data(open_place, stored, tmp_path):
    """The variable table of a survey with a grid."""
    return open_place(stored(tmp_path / "grid.persona", variable_table.with_grid), "data")


@pytest.fixture
def variable(program):
    """Look a variable up by its name, as it is now."""

    def look(name):
        return next(v for v in program.studio.project.wave.variables if v.name == name)

    return look
