"""A display of our own, the program on it, and hands: xdotool moves the pointer and presses the keys."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.tea import tea_csv

HERE = Path(__file__).parent
PATIENCE = 60.0
SIZE = "1600x1000x24"
FEW_TIMES = 3
PLAIN = str.maketrans("\u00a0\u202f", "  ")
LETTERS = """
xkb_keymap {
    xkb_keycodes { include "evdev+aliases(qwerty)" };
    xkb_types { include "complete" };
    xkb_compat { include "complete" };
    xkb_symbols {
        include "pc+us+inet(evdev)"
        replace key <FK13> { [ eacute, Eacute ] };
        replace key <FK14> { [ egrave, agrave ] };
        replace key <FK15> { [ ecircumflex, ccedilla ] };
        replace key <FK16> { [ guillemotleft, guillemotright ] };
        replace key <FK17> { [ rightsinglequotemark, oe ] };
    };
};
"""
"""A keyboard with the letters of French on keys of their own."""


class Hands:
    """What a person does at the computer, and sees there.

    `gestures` counts presses, drags, keys and texts.
    """

    def __init__(self, display, program):
        self._environment = {**os.environ, "DISPLAY": display}
        self._program = program
        self.gestures = 0

    def ask(self, what, *arguments):
        """Ask the program where something is or what it shows."""
        self._program.stdin.write(json.dumps({"ask": what, "with": arguments}) + "\n")
        self._program.stdin.flush()
        return json.loads(self._program.stdout.readline())

    def wait(self, seen, why, told="facts"):
        """Look again and again until something is seen; fails after a minute, with what is ``told`` then."""
        until = time.monotonic() + PATIENCE
        while True:
            found = seen()
            if found:
                return found
            assert self._program.poll() is None, "the program has ended"
            assert time.monotonic() < until, f"{why}: {self.ask(told)}"
            time.sleep(0.05)

    def facts(self, why, **wanted):
        """Wait until the window shows what is wanted."""
        return self.wait(lambda: self._agreeing(wanted), why)

    def _agreeing(self, wanted):
        facts = self.ask("facts")
        right = all(
            value(facts[key]) if callable(value) else facts[key] == value for key, value in wanted.items()
        )
        return facts if right else None

    def tool(self, *arguments):
        """Run xdotool."""
        subprocess.run(["xdotool", *map(str, arguments)], env=self._environment, check=True, timeout=60)

    def focus(self):
        """Give the keyboard to the program: there is no window manager to do it."""
        facts = self.ask("facts")
        self.tool("windowfocus", "--sync", facts["dialog_id"] or facts["window_id"])

    def press(self, name):
        """Press what bears a name."""
        at = self.wait(lambda: self.ask("where", name), f"{name} is not in view")
        self.point(at)

    def point(self, at, button=1):
        """Press at a place of the screen."""
        self.gestures += 1
        self.tool("mousemove", *at)
        self.tool("click", button)

    def twice(self, at):
        """Press twice at a place of the screen."""
        self.gestures += 1
        self.tool("mousemove", *at)
        self.tool("click", "--repeat", 2, "--delay", 60, 1)

    def drag(self, start, end):
        """Drag from one place to another, as slowly as a hand."""
        self.gestures += 1
        self.tool("mousemove", *start)
        self.tool("mousedown", 1)
        for step in range(1, 11):
            self.tool("mousemove", *(round(a + (b - a) * step / 10) for a, b in zip(start, end, strict=True)))
        self.tool("mouseup", 1)

    def carry(self, start, end, *, then="drop"):
        """Take something and carry it to a place, with as many small moves as a hand makes.

        Then it is let go ("drop") or held where it is ("hold"): keys pressed meanwhile must not release the
        button, as `keys` does.
        """
        self.gestures += 1
        self.tool("mousemove", *start)
        self.tool("mousedown", 1)
        self.go(start, end)
        if then != "hold":
            self.tool("mouseup", 1)

    def go(self, start, end, steps=24):
        """Move the pointer as slowly as a hand, a button held or not."""
        for step in range(1, steps + 1):
            self.tool(
                "mousemove", *(round(a + (b - a) * step / steps) for a, b in zip(start, end, strict=True))
            )
        self.tool("mousemove", end[0] + 1, end[1])

    def keys(self, *names):
        """Press keys, such as "ctrl+z"."""
        self.gestures += len(names)
        for name in names:
            self.tool("key", "--clearmodifiers", name)

    def write(self, text):
        """Type a text where the keyboard is, in the place of what was there.

        A letter without a key of its own is typed by giving it one for a moment; a busy program may read it
        when the key means something else again. So it is looked at what came, as people do.
        """
        self.gestures += 2  # all of it is chosen, then typed over
        self.wait(lambda: self.ask("typed") is not None, "a text is being written")
        for _ in range(FEW_TIMES):
            self.tool("key", "--clearmodifiers", "ctrl+a")
            self.tool("type", "--clearmodifiers", "--delay", 25, text)
            until = time.monotonic() + PATIENCE / FEW_TIMES
            while time.monotonic() < until:
                typed = self.ask("typed")
                if typed is not None and typed.translate(PLAIN) == text.translate(PLAIN):
                    return
                time.sleep(0.05)
        pytest.fail(f"{text!r} was typed, and {typed!r} came: {self.ask('facts')}")

    def write_in(self, field, text):
        """Write a text of the persona where it stands on the sheet, and go on with Tab once it is there."""
        self.twice(self.wait(lambda: self.ask("text_of", field), f"{field} is on the sheet"))
        # Tab may have opened another text: only the one that was pressed is meant.
        self.wait(lambda: self.ask("writing") == ["persona", field], f"{field} is being written", "writing")
        self.write(text)
        self.keys("Tab")
        # Texts below make room for it: they are looked for once they have moved.
        self.wait(lambda: self.ask("persona")[field] == text, f"{field} is written", "persona")


class Elsewhere:
    """A window beside the program, from which something is dragged into it."""

    AT = (1500, 60)

    def __init__(self, window):
        self._window = window

    def drop(self, hands, end):
        """Drag what it holds to a place of the program, and let it go once the program takes it."""
        hands.carry(self.AT, end, then="hold")
        while (told := self._window.stdout.readline().strip()) != "CopyAction":
            assert told in ("ready", "IgnoreAction"), f"{told!r}: the window has ended"
        hands.tool("mouseup", 1)


@pytest.fixture(scope="session")
def display():
    """A screen that nobody sees."""
    if not sys.platform.startswith("linux") or not all(shutil.which(tool) for tool in ("Xvfb", "xdotool")):
        pytest.skip("needs Linux with Xvfb and xdotool")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    if shutil.which("xkbcomp"):  # without it the letters have no keys of their own, which takes longer
        subprocess.run(
            ["xkbcomp", "-w0", "-", f":{number}"], input=LETTERS, text=True, check=True, timeout=60
        )
    yield f":{number}"
    server.terminate()
    server.wait(20)


@pytest.fixture
def stage(display, tmp_path, request):
    """Start the program, perhaps on a file; its home is that of the test."""
    programs = []

    def start(*files):
        environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "",
            "PERSONA_STUDIO_HOME": str(tmp_path / "home"),
            "PYTHONPATH": os.pathsep.join([str(HERE.parent.parent), os.environ.get("PYTHONPATH", "")]),
        }
        errors = (tmp_path / "errors.txt").open("a")
        program = subprocess.Popen(
            [sys.executable, str(HERE / "stage.py"), *map(str, files)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        errors.close()
        programs.append(program)
        assert json.loads(program.stdout.readline() or "null") == "ready", (
            tmp_path / "errors.txt"
        ).read_text()
        hands = Hands(display, program)
        hands.focus()
        return hands, program

    yield start
    for program in programs:
        if program.poll() is None:
            program.kill()
        program.wait(120)
        for pipe in (program.stdin, program.stdout):
            pipe.close()


@pytest.fixture
def source(display, tmp_path):
    """A window beside the program from which a file, or its text, is dragged; returned is what drops it."""
    windows = []

    def show(file, what="file"):
        window = subprocess.Popen(
            [sys.executable, str(HERE / "source.py"), str(file), what],
            env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
            stdout=subprocess.PIPE,
            text=True,
        )
        windows.append(window)
        assert window.stdout.readline().strip() == "ready"
        return Elsewhere(window)

    yield show
    for window in windows:
        window.terminate()
        window.wait(20)
        window.stdout.close()


@pytest.fixture
def tea(tmp_path):
    """A survey about tea: the real one when it is there, else one made up in its likeness."""
    file = tmp_path / "tea.csv"
    base = Path(os.environ.get("PERSONA_STUDIO_SHARED") or HERE.parent.parent.parent / "shared")
    real = base / "data" / "factominer_tea.csv"
    if real.is_file():
        shutil.copyfile(real, file)
    else:
        file.write_text(tea_csv(), encoding="utf-8")
    return file
