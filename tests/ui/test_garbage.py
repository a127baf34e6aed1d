"""Widgets that nobody holds any more go in the window's thread, whatever other threads do."""

import gc
from threading import Thread, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject

from persona_studio.ui.garbage import Garbage


class Loop:
    """Something only the garbage collector frees; it notes the thread that freed it."""

    def __init__(self, freed):
        self._self, self._freed = self, freed

    def __del__(self):
        self._freed.append(current_thread())


def busy(kept):
    """Make and keep far more objects than Python lets pass before it collects."""
    kept.extend([] for _ in range(20 * gc.get_threshold()[0]))


def busy_beside():
    """Be busy in another thread, and return that thread once it has ended."""
    beside = Thread(target=busy, args=([],))
    beside.start()
    beside.join()
    return beside


@pytest.fixture
def garbage(application):
    """The collector of a window; afterwards Python is as it was."""
    parent, was = QObject(), gc.isenabled()
    garbage = Garbage(parent)
    garbage.take_over()
    yield garbage
    parent.deleteLater()
    (gc.enable if was else gc.disable)()
    gc.unfreeze()


def test_another_thread_never_frees_what_the_window_let_go(garbage):
    freed = []
    garbage.start()
    Loop(freed)
    busy_beside()
    assert freed == []
    kept = []
    busy(kept)
    garbage.collect()
    assert freed == [main_thread()]


def test_it_collects_by_itself(garbage, qtbot):
    freed = []
    garbage.start()
    Loop(freed)
    kept = []
    busy(kept)
    qtbot.waitUntil(lambda: freed == [main_thread()])


def test_python_alone_would_free_it_anywhere(garbage):
    """What the collector is for: should Python change this, it can go."""
    freed = []
    gc.enable()
    gc.collect()
    Loop(freed)
    beside = busy_beside()
    assert freed == [beside]


def test_what_is_loaded_before_is_never_walked_through(garbage):
    loaded = Loop([])
    garbage.start()
    assert not any(one is loaded for one in gc.get_objects())
    later = Loop([])
    assert any(one is later for one in gc.get_objects())
