"""Ctrl-C is obeyed in words at any moment, also while the program loads."""

import os
import signal
import subprocess
import sys
from textwrap import dedent

import pytest

from persona_studio.interrupting import closing_in_order, ending_in_order, hold_back

STRUCK = """
    import signal, sys, weakref

    class Struck:
        done = False

        def find_spec(self, name, path=None, target=None):
            if name == {module!r} and not Struck.done:
                Struck.done = True
                if {unheard}:
                    # As in the callbacks of the locks of modules: an exception is printed only.
                    whose = Struck()
                    told = weakref.ref(whose, lambda _: signal.raise_signal(signal.SIGINT))
                    del whose
                else:
                    signal.raise_signal(signal.SIGINT)

    sys.meta_path.insert(0, Struck())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent")
@pytest.mark.parametrize(
    ("module", "unheard"),
    [
        ("persona_studio.commands", False),
        ("persona_studio.ingest", False),
        ("persona_studio.services.chain.reports", True),
    ],
)
def test_ctrl_c_while_a_module_is_loaded_is_a_sentence(tmp_path, repository, module, unheard):
    (tmp_path / "sitecustomize.py").write_text(dedent(STRUCK.format(module=module, unheard=unheard)))
    (tmp_path / "a.csv").write_text("age;ville\n" + "30;Lyon\n40;Nantes\n" * 20)
    done = subprocess.run(
        [sys.executable, "-m", "persona_studio", "inspect", "a.csv", "--lang", "en"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(repository)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == "Stopped. No file is left half-written.\n"
    assert done.returncode == 130


def test_an_interruption_that_came_before_the_command_stops_it():
    before = signal.getsignal(signal.SIGINT)
    began = []
    hold_back()
    try:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt), ending_in_order():
            began.append("the command")
    finally:
        signal.signal(signal.SIGINT, before)
    assert began == []


def test_ctrl_c_that_was_to_be_ignored_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        hold_back()
        with ending_in_order():
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_waits_for_ctrl_c_is_let_through():
    before = signal.getsignal(signal.SIGINT)
    hold_back()
    try:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt), closing_in_order(lambda: None):
            pytest.fail("begun all the same")
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_second_ctrl_c_is_left_to_the_system():
    asked = []

    def close():
        asked.append(signal.getsignal(signal.SIGINT))

    with pytest.raises(KeyboardInterrupt), closing_in_order(close):
        signal.raise_signal(signal.SIGINT)
    assert asked == [signal.SIG_DFL]


WINDOW = """
import os, signal, sys
from PySide6.QtCore import QTimer
from persona_studio import app

attend, ended = app.attend, []

def interrupted():
    # In the middle of a step of the program: it is to be ended, not broken off.
    signal.raise_signal(signal.SIGINT)
    ended.append(1)

def attended(application, program):
    attend(application, program)
    if {late}:
        program.window.shown.connect(lambda: QTimer.singleShot(0, interrupted))
    else:
        interrupted()

app.attend = attended
from persona_studio.cli import main
status = main([])
assert ended
sys.exit(status)
"""


@pytest.mark.parametrize("late", [False, True])
def test_ctrl_c_closes_the_window_in_order(tmp_path, repository, late):
    home = {"QT_QPA_PLATFORM": "offscreen", "PERSONA_STUDIO_HOME": str(tmp_path), "LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", WINDOW.format(late=late)],
        cwd=repository,
        env={**os.environ, **home},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    assert "Stopped. No file is left half-written." in done.stderr
    assert done.returncode == 130
