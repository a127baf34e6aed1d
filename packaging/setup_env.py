"""Prepares what the commands of dev.py need: the environment and, on Debian and Ubuntu, system libraries.

Standard library only: it runs before anything is installed.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "persona-studio-stamp.json"
_QUIET = ("--quiet", "--disable-pip-version-check", "--no-input")
LOCKS = {
    "run": ROOT / "packaging" / "requirements.lock",
    "dev": ROOT / "packaging" / "requirements-dev.lock",
}

# Debian package -> the library it brings, which tells whether it is there on any distribution.
PAINT = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
}
WINDOW = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libx11-xcb1": "libX11-xcb.so.1",
}
# Debian package -> the command it brings.
TEST_TOOLS = {
    "xvfb": "Xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "imagemagick": "convert",
    "poppler-utils": "pdftotext",
    "qpdf": "qpdf",
}


class Stop(Exception):  # noqa: N818  (not an error of the program: the person must do something first)
    """Ends the command with a sentence for the person at the terminal."""


def say(text: str) -> None:
    """Print one step, at once even through a pipe."""
    print(f"• {text}", flush=True)


def call(command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> int:
    """Run a command in the foreground and return its exit status."""
    sys.stdout.flush()
    merged = {**os.environ, **env} if env else None
    return subprocess.run([str(part) for part in command], cwd=cwd, env=merged, check=False).returncode


def must(command: Sequence[str | Path], what: str, *, cwd: Path = ROOT) -> None:
    """Run a command that has to succeed.

    Raises:
        Stop: it did not; `what` says what could not be done.
    """
    status = call(command, cwd=cwd)
    if status:
        raise Stop(f"{what} did not work (exit status {status}).\n  {shlex.join(map(str, command))}")


# ---------------------------------------------------------------- environment


def venv_python(venv: Path = VENV) -> Path:
    """Return the interpreter of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def pip(venv: Path = VENV) -> list[str | Path]:
    """Return the start of a pip command for an environment, which may have no pip of its own."""
    if importlib.util.find_spec("ensurepip"):
        return [venv_python(venv), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", venv_python(venv)]


def create_venv(venv: Path = VENV) -> None:
    """Create a virtual environment, installing Debian's separate `python3-venv` first when it is missing.

    Raises:
        Stop: the environment cannot be made; the message holds the command that would help.
    """
    if not importlib.util.find_spec("ensurepip"):
        _get_ensurepip()
    options = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    must([sys.executable, "-m", "venv", "--clear", *options, venv], "Creating the environment")


def _get_ensurepip() -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if may_install():
        apt_install([package])
        importlib.invalidate_caches()
    elif not importlib.util.find_spec("pip"):
        command = shlex.join(apt_command([package], sudo=True))
        raise Stop(
            f"This Python cannot make environments. Install what is missing, then start again:\n  {command}"
        )


def ensure_environment(level: str) -> None:
    """Bring `.venv` to the locked dependencies of `level` ("run" or "dev"); quick when nothing changed.

    Raises:
        Stop: a step failed.
    """
    wanted = _fingerprint(level)
    if venv_python().exists() and _stamp().get(level) == wanted:
        return
    if not _usable():
        say(f"Creating .venv with Python {sys.version.split()[0]}")
        create_venv()
    say(f"Installing the locked dependencies ({LOCKS[level].name}); the first time takes a few minutes")
    install_locked(level)
    must(
        [*pip(), "install", *_QUIET, "--no-deps", "--no-build-isolation", "-e", ROOT],
        "Installing the project",
    )
    fresh = {"run": _fingerprint("run"), "dev": wanted} if level == "dev" else {"run": wanted}
    STAMP.write_text(json.dumps(fresh), encoding="utf-8")


def _usable() -> bool:
    """Say whether `.venv` is whole: its interpreter, a link to the system's, still runs and finds pip."""
    if not venv_python().exists():
        return False
    probe = subprocess.run([venv_python(), "-c", "import pip"], check=False, capture_output=True)
    return probe.returncode == 0


def install_locked(level: str, venv: Path = VENV) -> None:
    """Install exactly the versions and files that the lock names.

    Raises:
        Stop: pip failed, for instance without a network.
    """
    must(
        [*pip(venv), "install", *_QUIET, "--require-hashes", "-r", LOCKS[level]],
        "Installing the dependencies",
    )


def _stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}  # never finished: install again
    return stamp


def _fingerprint(level: str) -> str:
    parts = [LOCKS[level].read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


# ---------------------------------------------------------------- system libraries


def ensure_system(*groups: Mapping[str, str]) -> None:
    """Install the missing system packages of some groups, or say which command does.

    Raises:
        Stop: something is missing and this user may not install it.
    """
    missing = missing_packages(*groups)
    if not missing:
        return
    if may_install():
        apt_install(missing)
    elif shutil.which("apt-get"):
        command = shlex.join(apt_command(missing, sudo=True))
        raise Stop(f"System libraries are missing. Install them, then start again:\n  {command}")
    else:
        say(f"These may be missing here (names of Debian's packages): {' '.join(missing)}")


def missing_packages(*groups: Mapping[str, str]) -> list[str]:
    """Return the Debian packages whose library or command is not there; always none outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    wanted = [item for group in groups for item in group.items()]
    return [package for package, brings in wanted if not _present(brings)]


def _present(brings: str) -> bool:
    if ".so." not in brings:
        return shutil.which(brings) is not None
    try:
        ctypes.CDLL(brings)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Say whether packages can be installed here without asking for a password."""
    if not shutil.which("apt-get"):
        return False
    return _is_root() or (
        shutil.which("sudo") is not None
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    )


def apt_install(packages: Sequence[str]) -> None:
    """Install Debian packages.

    Raises:
        Stop: apt-get failed.
    """
    say(f"Installing system packages: {' '.join(packages)}")
    install = apt_command(packages, sudo=not _is_root())
    update = [*install[: install.index("install")], "update"]
    for command in (update, install):
        done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        if done.returncode:
            raise Stop(f"{done.stdout}{done.stderr}This did not work:\n  {shlex.join(command)}")


def apt_command(packages: Sequence[str], *, sudo: bool) -> list[str]:
    """Return the command that installs packages and nothing they only recommend."""
    prefix = ["sudo"] if sudo else []
    env = ["env", "DEBIAN_FRONTEND=noninteractive"]
    return [*prefix, *env, "apt-get", "install", "-y", "--no-install-recommends", *packages]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
