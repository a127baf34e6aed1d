"""What every test stands on: no network, no user's folders, no system fonts, no display."""

import atexit
import gc
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
SHARED_VARIABLE = "PERSONA_STUDIO_SHARED"
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""

MEMORY = Path("/dev/shm")
ROOM = 4 << 30
"""Bytes that must be free in memory to keep the files of tests there: a quick run leaves a tenth of it."""

QUICK = "not slow"
STEADY: dict[str, Any] = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
"""How fast examples are made and pass tells how busy the machine is."""
hypothesis.settings.register_profile("dev", **STEADY)
hypothesis.settings.register_profile("quick", **STEADY, max_examples=30)
hypothesis.settings.register_profile("ci", **STEADY, derandomize=True, database=None)


def pytest_configure(config: pytest.Config) -> None:
    """Give the whole run private files, private fonts and no display, before Qt can look for them.

    A run without the slow tests draws fewer examples too, where a test does not name their number.
    """
    quick = "quick" if config.getoption("markexpr") == QUICK else "dev"
    hypothesis.settings.load_profile("ci" if os.environ.get("CI") else quick)
    private = Path(tempfile.mkdtemp(prefix="persona-studio-tests-", dir=_in_memory()))
    # Not in pytest_unconfigure: Qt reads its fonts once more when it ends, which is just before this.
    atexit.register(shutil.rmtree, private, ignore_errors=True)
    # The folders of tests go with it at the end; those of a run with `--basetemp` stay.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(private))
    os.environ["PERSONA_STUDIO_HOME"] = str(private / "home")
    os.environ["FONTCONFIG_FILE"] = str(_private_fonts(private))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("OMP_NUM_THREADS", "1")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what stays to the end anyhow: the tests, and the modules they import.

    It would go through all of it again and again, which took a sixth of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _in_memory() -> Path | None:
    """Return where files never touch a disk, if there is such a place with room enough.

    Each gesture is saved, and waiting until a disk has it took a quarter of a run.
    """
    usable = MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return MEMORY if usable and shutil.disk_usage(MEMORY).free >= ROOM else None


def _private_fonts(private: Path) -> Path:
    """Write a font configuration that knows one fallback font and none of the machine's."""
    fonts = private / "fonts"
    fonts.mkdir()
    shutil.copy(REPOSITORY / "resources" / "fonts" / "DejaVuSans.ttf", fonts)
    file = private / "fonts.conf"
    file.write_text(FONTCONFIG.format(fonts=fonts, cache=private / "cache"), encoding="utf-8")
    return file


def _guarded(method: Any) -> Any:
    def guard(self: socket.socket, address: Any) -> Any:
        if self.family != getattr(socket, "AF_UNIX", None):
            raise AssertionError(f"the program never uses the network, yet it called {address!r}")
        return method(self, address)

    return guard


def _no_names(host: Any, *_: Any, **__: Any) -> Any:
    raise AssertionError(f"the program never uses the network, yet it looked up {host!r}")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Make any connection or name look-up an error; local sockets of Qt and multiprocessing stay."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", _no_names)
        yield


@pytest.fixture
def studio_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give one test a home of its own, where it finds its preferences and logs."""
    home = tmp_path / "home"
    monkeypatch.setenv("PERSONA_STUDIO_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def repository() -> Path:
    """Return the root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real surveys, which are never part of the repository."""
    return _shared("data")


@pytest.fixture(scope="session")
def shared_reference() -> Path:
    """Return the folder of results computed by the reference statistics tool."""
    return _shared("reference")


def _shared(name: str) -> Path:
    base = Path(os.environ.get(SHARED_VARIABLE) or REPOSITORY.parent / "shared")
    folder = base / name
    if not folder.is_dir():
        pytest.skip(f"the shared folder {name!r} is not here; set {SHARED_VARIABLE} to its parent")
    return folder
